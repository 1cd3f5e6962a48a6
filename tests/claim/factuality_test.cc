#include "claim/factuality.h"

#include <fstream>

#include "claim/attribution.h"
#include "claim/factuality_lexicon.h"
#include "claim/reading.h"

namespace bestand::factuality_test {
namespace {

using test::Read;

struct Tools {
  Attributor attributor;
  FactualityReader reader;
};

const Tools& tools(const std::string& lang) {
  static std::map<std::string, Tools>* all = new std::map<std::string, Tools>;
  auto at = all->find(lang);
  if (at == all->end()) {
    auto a = Attributor::load(BESTAND_SOURCE_DIR, lang);
    auto f = FactualityReader::load(BESTAND_SOURCE_DIR, lang);
    EXPECT_TRUE(a.ok() && f.ok()) << (f.ok() ? "" : f.error().to_string());
    at = all->emplace(lang, Tools{std::move(*a), std::move(*f)}).first;
  }
  return at->second;
}

// The reading of the word `on`, or nothing if it is no predicate.
std::optional<Factuality> read_word(const std::string& text, const std::string& on, const std::string& lang) {
  Read read(text, lang);
  const Tools& t = tools(lang);
  auto attributions = t.attributor.find(read.document, read.parse, Mentions{});
  for (const Predication& p : t.reader.find(read.document, read.parse, Mentions{}, attributions)) {
    if (quote(text, p.trigger) == on) return p.factuality;
  }
  return std::nullopt;
}

TEST(Factuality, SignaturesAreManyEnough) {
  EXPECT_GE(tools("en").reader.lexicon().signature_count, 300);
  EXPECT_GE(tools("nl").reader.lexicon().signature_count, 200);
}

TEST(Factuality, EveryRulesExampleReadsAsItSays) {
  for (std::string lang : {"en", "nl"}) {
    BESTAND_NEEDS_PARSER(lang);
    int right = 0, count = 0;
    for (const auto& e : tools(lang).reader.lexicon().examples) {
      auto f = read_word(e.text, e.on, lang);
      ++count;
      bool same = f && name(f->reading) == e.gives;
      right += same;
      if (!same) std::cout << "  " << lang << " " << e.name << ": " << e.text << " [" << e.on << "] " << (f ? name(f->reading) : "none") << ", not " << e.gives << "\n";
    }
    EXPECT_GE(right * 100, count * 85) << lang;  // trees err
  }
}

struct Case {
  const char *lang, *text, *on;
  Certainty certainty;
  const char* polarity;
  EventTime time;
  FactStatus status;
};

class Reading : public testing::TestWithParam<Case> {};

TEST_P(Reading, Holds) {
  const Case& c = GetParam();
  BESTAND_NEEDS_PARSER(c.lang);
  auto f = read_word(c.text, c.on, c.lang);
  ASSERT_TRUE(f) << c.text;
  EXPECT_EQ(f->certainty, c.certainty) << c.text;
  EXPECT_EQ(polarity_name(*f), c.polarity) << c.text;
  EXPECT_EQ(f->time, c.time) << c.text;
  EXPECT_EQ(name(f->status), name(c.status)) << c.text;
}

constexpr auto kSure = Certainty::kCertain;
constexpr auto kMaybe = Certainty::kPossible;
constexpr auto kOpen = Certainty::kUnderspecified;
constexpr auto kNow = EventTime::kNonFuture;
constexpr auto kLater = EventTime::kFuture;
constexpr auto kAlways = EventTime::kUnderspecified;

INSTANTIATE_TEST_SUITE_P(Dutch, Reading, testing::Values(
    Case{"nl", "Het leger beschoot het dorp.", "beschoot", kSure, "POS", kNow, FactStatus::kAsserted},
    Case{"nl", "Het leger beschoot het dorp niet.", "beschoot", kSure, "NEG", kNow, FactStatus::kDenied},
    Case{"nl", "Bij de aanval zouden tien mensen zijn gedood.", "gedood", kMaybe, "POS", kNow, FactStatus::kReported},
    Case{"nl", "De minister zei dat hij zou aftreden.", "aftreden", kSure, "POS", kLater, FactStatus::kPlanned},
    Case{"nl", "Het leger zou de stad kunnen aanvallen.", "aanvallen", kMaybe, "POS", kLater, FactStatus::kPossible},
    Case{"nl", "De rebellen weigerden te tekenen.", "tekenen", kSure, "NEG", kNow, FactStatus::kDenied},
    Case{"nl", "De rebellen weigerden niet te tekenen.", "tekenen", kSure, "POS", kNow, FactStatus::kAsserted},
    Case{"nl", "Niemand tekende het akkoord.", "tekende", kSure, "NEG", kNow, FactStatus::kDenied},
    Case{"nl", "De president hoopt dat de partijen tekenen.", "tekenen", kOpen, "POS", kLater, FactStatus::kPlanned},
    Case{"nl", "De bond is van plan het kantoor te sluiten.", "sluiten", kSure, "POS", kLater, FactStatus::kPlanned},
    Case{"nl", "De reizigers moesten urenlang wachten.", "wachten", kSure, "POS", kNow, FactStatus::kAsserted},
    Case{"nl", "De bond wilde niet aan de eis voldoen.", "voldoen", kSure, "NEG", kNow, FactStatus::kDenied},
    Case{"nl", "De minister zei dat de economie begint te groeien.", "begint", kSure, "POS", kNow, FactStatus::kReported}));

INSTANTIATE_TEST_SUITE_P(English, Reading, testing::Values(
    Case{"en", "The army shelled the village.", "shelled", kSure, "POS", kNow, FactStatus::kAsserted},
    Case{"en", "The army did not shell the village.", "shell", kSure, "NEG", kNow, FactStatus::kDenied},
    Case{"en", "The crew managed to escape.", "escape", kSure, "POS", kNow, FactStatus::kAsserted},
    Case{"en", "The crew failed to escape.", "escape", kSure, "NEG", kNow, FactStatus::kDenied},
    Case{"en", "The truce may collapse.", "collapse", kMaybe, "POS", kLater, FactStatus::kPossible},
    Case{"en", "Talks will resume in Geneva.", "resume", kSure, "POS", kLater, FactStatus::kPlanned},
    Case{"en", "The monitor said rebels shelled the village.", "shelled", kSure, "POS", kNow, FactStatus::kReported},
    Case{"en", "The general denied that his men had fled.", "fled", kSure, "NEG", kNow, FactStatus::kDenied},
    Case{"en", "The hearing is to be held in June.", "held", kSure, "POS", kLater, FactStatus::kPlanned},
    Case{"en", "The minister will resign when the talks are finished.", "finished", kSure, "POS", kLater, FactStatus::kPlanned},
    Case{"en", "She was the first woman to lead the bank.", "lead", kSure, "POS", kNow, FactStatus::kAsserted},
    Case{"en", "The index fell sharply on Monday to reach a new low.", "reach", kSure, "POS", kNow, FactStatus::kAsserted},
    // What is done to a kind of thing in the present has no time; what is done to one of them has.
    Case{"en", "In Norway, boats are built by hand.", "built", kSure, "POS", kAlways, FactStatus::kAsserted},
    Case{"en", "In Norway, the boats are built by hand.", "built", kSure, "POS", kNow, FactStatus::kAsserted}));

std::string field(const std::string& line, const std::string& key) {
  auto at = line.find("\"" + key + "\": \"");
  if (at == std::string::npos) return {};
  at += key.size() + 5;
  return line.substr(at, line.find('"', at) - at);
}

TEST(Factuality, CasesOfEachLanguageHold) {
  for (std::string lang : {"en", "nl"}) {
    BESTAND_NEEDS_PARSER(lang);
    std::ifstream in(std::string(BESTAND_SOURCE_DIR) + "/tests/cases/claim/factuality-" + lang + ".jsonl");
    ASSERT_TRUE(in) << lang;
    int count = 0;
    for (std::string line; std::getline(in, line); ++count) {
      auto f = read_word(field(line, "text"), field(line, "on"), lang);
      ASSERT_TRUE(f) << line;
      EXPECT_EQ(name(f->reading), field(line, "class")) << line;
    }
    EXPECT_GE(count, 8);
  }
}

TEST(Factuality, ARefusalToConfirmIsNoDenial) {
  BESTAND_NEEDS_PARSER("en");
  auto f = read_word("The army refused to confirm the attack.", "attack", "en");
  ASSERT_TRUE(f);
  EXPECT_NE(f->status, FactStatus::kDenied);
}

TEST(Factuality, ValuesStayOnTheScaleAndFollowPolarity) {
  BESTAND_NEEDS_PARSER("en");
  auto yes = read_word("The army shelled the village.", "shelled", "en");
  auto no = read_word("The army did not shell the village.", "shell", "en");
  ASSERT_TRUE(yes && no);
  EXPECT_GT(yes->value, 2.0);
  EXPECT_LT(no->value, 0.0);
  EXPECT_LE(yes->value, 3.0);
  EXPECT_GE(no->value, -3.0);
}

TEST(Factuality, EveryVerbHasAPredication) {
  BESTAND_NEEDS_PARSER("nl");
  Read read("Het leger viel aan, trok zich terug en ontkende dat er doden waren gevallen.", "nl");
  auto all = tools("nl").reader.find(read.document, read.parse, Mentions{}, {});
  for (int32_t i = 0; i < static_cast<int32_t>(read.parse.tokens.size()); ++i) {
    if (read.parse.tokens[i].upos != Upos::VERB) continue;
    EXPECT_TRUE(std::any_of(all.begin(), all.end(), [&](const Predication& p) { return p.token == i; }));
  }
}

TEST(FactualityLexicon, AnUnknownEffectNamesItsLine) {
  std::string root = testing::TempDir() + "/bad_factuality";
  std::filesystem::create_directories(root + "/lang/en");
  std::ofstream(root + "/lang/en/factuality.toml") << "[[signatures]]\npos=\"verb\"\neffect=\"maybe\"\nwords=[\"try\"]\n";
  auto loaded = FactualityLexicon::load(root, "en");
  ASSERT_FALSE(loaded.ok());
  EXPECT_EQ(loaded.error().code, Code::kBadData);
  EXPECT_NE(loaded.error().to_string().find("maybe"), std::string::npos);
}

TEST(FactualityLexicon, AMissingValueTableIsAnError) {
  std::string root = testing::TempDir() + "/no_values";
  std::filesystem::create_directories(root + "/lang/en");
  std::ofstream(root + "/lang/en/factuality.toml") << "lang=\"en\"\n";
  EXPECT_FALSE(FactualityLexicon::load(root, "en").ok());
}

}  // namespace
}  // namespace bestand::factuality_test
