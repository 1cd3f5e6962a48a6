#include "ground/quantity.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "base/toml_file.h"
#include "ground/number.h"
#include "parse/parser.h"

namespace bestand::quantity_test {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

const std::string kRoot = BESTAND_SOURCE_DIR;

// The parser and both grounders, loaded once.
struct Loaded {
  Result<Parser> parser = Parser::load(kRoot);
  Result<QuantityGrounder> nl = QuantityGrounder::load(kRoot, "nl"), en = QuantityGrounder::load(kRoot, "en");
};
Loaded& loaded() {
  static Loaded all;
  return all;
}

struct Found {
  std::string quote, counted, population, kind;
  std::optional<int64_t> low, high;
  std::string qualifier;
  int32_t part_of = -1;
  std::string head, event;
};

std::vector<Found> find(const std::string& lang, const std::string& text) {
  Document document;
  document.text = text;
  document.lang = lang;
  Parse parse = loaded().parser->parse(document);
  Mentions mentions;
  (lang == "nl" ? loaded().nl : loaded().en)->ground(document, parse, &mentions);
  std::vector<Found> found;
  for (const QuantityMention& q : mentions.quantities) {
    auto word = [&](int32_t token) {
      return token < 0 ? std::string() : std::string(parse.tokens[static_cast<size_t>(token)].form);
    };
    found.push_back({std::string(quote(text, q.span)), q.counted, q.population, q.kind, q.quantity.low,
                     q.quantity.high, std::string(name(q.quantity.qualifier)), q.part_of,
                     word(q.counted_head), word(q.event_head)});
  }
  return found;
}

class QuantityOnTrees : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(loaded().nl) << loaded().nl.error().to_string();
    ASSERT_TRUE(loaded().en) << loaded().en.error().to_string();
    if (!loaded().parser || !loaded().parser->knows("nl") || !loaded().parser->knows("en")) {
      GTEST_SKIP() << "no models to parse with";
    }
  }
};

NumberReader reader(const std::string& lang) {
  Result<toml::table> file = read_toml(kRoot + "/lang/" + lang + "/quantities.toml");
  EXPECT_TRUE(file);
  Result<NumberReader> numbers = NumberReader::load(*(*file)["numerals"].as_table(), "quantities.toml");
  EXPECT_TRUE(numbers);
  return *numbers;
}

std::optional<int64_t> value(const NumberReader& numbers, std::string_view word) {
  NumberReader::Word read = numbers.read(word);
  std::optional<Decimal> sum = NumberReader::add_up({read});
  if (!sum || !sum->whole()) return std::nullopt;
  return sum->thousandths / 1000;
}

TEST(Number, ReadsDutchWordsAndCompounds) {
  NumberReader nl = reader("nl");
  EXPECT_EQ(value(nl, "zestienduizend"), 16000);
  EXPECT_EQ(value(nl, "Honderddrieënzestig"), 163);
  EXPECT_EQ(value(nl, "tweeëntwintig"), 22);
  EXPECT_EQ(value(nl, "twaalfhonderd"), 1200);
  EXPECT_EQ(value(nl, "honderdtwintigduizend"), 120000);
  EXPECT_EQ(value(nl, "drieduizendvierhonderdvijfenzestig"), 3465);
  EXPECT_EQ(value(nl, "honderdeneen"), 101);
}

TEST(Number, LeavesWordsThatOnlyLookLikeNumerals) {
  NumberReader nl = reader("nl"), en = reader("en");
  for (const char* word :
       {"achter", "zestiende", "eenheid", "vierkant", "drieling", "elftal", "honderdste"}) {
    EXPECT_EQ(value(nl, word), std::nullopt) << word;
  }
  for (const char* word : {"tent", "often", "sixteenth", "seventy-six-year", "oneself"}) {
    EXPECT_EQ(value(en, word), std::nullopt) << word;
  }
}

TEST(Number, ReadsEachLanguagesDigits) {
  NumberReader nl = reader("nl"), en = reader("en");
  EXPECT_EQ(value(nl, "1.200"), 1200);
  EXPECT_EQ(value(en, "1,200"), 1200);
  EXPECT_EQ(value(en, "72,549"), 72549);
  EXPECT_EQ(value(nl, "1.040.261"), 1040261);
  EXPECT_EQ(value(en, "220000"), 220000);
  EXPECT_EQ(nl.read("1,9").value, 1900) << "thousandths, until a scale follows";
  EXPECT_EQ(value(nl, "15.40"), std::nullopt) << "a clock time";
  EXPECT_EQ(value(en, "20.07.2016"), std::nullopt);
  EXPECT_EQ(value(en, "007"), std::nullopt) << "a code";
}

TEST(Number, AddsUpRunsThatMakeANumeral) {
  NumberReader en = reader("en");
  auto sum = [&](std::initializer_list<const char*> words) {
    std::vector<NumberReader::Word> parts;
    for (const char* word : words) parts.push_back(en.read(word));
    std::optional<Decimal> total = NumberReader::add_up(parts);
    return total ? total->thousandths / 1000 : -1;
  };
  EXPECT_EQ(sum({"two", "hundred", "five"}), 205);
  EXPECT_EQ(sum({"1.9", "million"}), 1900000);
  EXPECT_EQ(sum({"three", "hundred", "twenty", "five", "thousand"}), 325000);
  EXPECT_EQ(sum({"fifty-seven"}), 57);
  EXPECT_EQ(sum({"three", "five"}), -1) << "two numbers, not one";
  EXPECT_EQ(sum({"40", "25"}), -1);
}

TEST(Number, NeverOverflows) {
  NumberReader en = reader("en");
  EXPECT_EQ(value(en, "999999999999999"), 999999999999999);
  EXPECT_EQ(value(en, "99999999999999999999"), std::nullopt);
  EXPECT_FALSE(NumberReader::add_up({en.read("999999999999"), en.read("trillion"), en.read("trillion")}));
}

TEST(QuantityData, RefusesWhatBreaksItsSchema) {
  fs::path root = fs::temp_directory_path() / "bestand-quantities";
  fs::create_directories(root / "lang" / "xx");
  struct Row {
    const char* toml;
    const char* says;
  };
  const std::string head = "lang = \"xx\"\n[numerals]\ndecimal = \".\"\ngroup = \",\"\n";
  for (const Row& row :
       {Row{"[cues]\nnonsense = [\"a\"]\n", "unknown cue nonsense"},
        Row{"[cues]\nabout = \"a\"\n", "list of words"},
        Row{"[cues]\nabout = [\"a\"]\n[[nouns]]\nname = \"n\"\nwords = [\"w\"]\n", "needs example"},
        Row{"[cues]\nabout = [\"a\"]\n[[nouns]]\nname = \"n\"\nwords = [\"w\"]\nexample = \"e\"\n"
            "counted = \"heads\"\n",
            "unknown counted \"heads\""},
        Row{"[cues]\nabout = [\"a\"]\n[[predicates]]\nname = \"n\"\nwords = [\"w\"]\nexample = \"e\"\n"
            "effect = \"eaten\"\naffects = \"object\"\n",
            "unknown effect \"eaten\""},
        Row{"[cues]\nabout = [\"a\"]\n[[vague]]\nname = \"n\"\nwords = [\"w\"]\nexample = \"e\"\n"
            "lowest = 2\n",
            "unknown key lowest"}}) {
    std::ofstream(root / "lang" / "xx" / "quantities.toml") << head << row.toml;
    Result<QuantityGrounder> loaded = QuantityGrounder::load(root.string(), "xx");
    ASSERT_FALSE(loaded) << row.toml;
    EXPECT_EQ(loaded.error().code, Code::kBadData);
    EXPECT_NE(loaded.error().to_string().find(row.says), std::string::npos) << loaded.error().to_string();
    EXPECT_NE(loaded.error().to_string().find("line "), std::string::npos) << loaded.error().to_string();
  }
  fs::remove_all(root);
  EXPECT_EQ(QuantityGrounder::load(kRoot, "zz").error().code, Code::kUnreadable);
}

TEST_F(QuantityOnTrees, FindsEveryRulesExample) {
  for (const std::string lang : {"nl", "en"}) {
    Result<toml::table> file = read_toml(kRoot + "/lang/" + lang + "/quantities.toml");
    ASSERT_TRUE(file);
    for (const char* section : {"vague", "nouns", "predicates"}) {
      for (const toml::node& node : *(*file)[section].as_array()) {
        const toml::table& rule = *node.as_table();
        std::string example = *rule["example"].value<std::string>();
        std::vector<Found> found = find(lang, example);
        std::string effect = rule["effect"].value_or(rule["counted"].value_or(std::string()));
        if (effect == "destroyed") effect = "targets";
        bool right = std::any_of(found.begin(), found.end(), [&](const Found& f) {
          if (section == std::string_view("vague"))
            return f.low == rule["low"].value<int64_t>() && f.high == rule["high"].value<int64_t>();
          // a noun's own reading gives way to what befell it
          bool fate = section == std::string_view("nouns") &&
                      (f.counted == "killed" || f.counted == "people") &&
                      f.population == rule["population"].value_or(std::string());
          return f.counted == effect || fate || (effect == "targets" && f.counted == "killed");
        });
        EXPECT_TRUE(right) << lang << " " << section << " " << rule["name"].value_or("") << ": " << example;
        if (std::optional<std::string> counter = rule["counter"].value<std::string>()) {
          for (const Found& f : find(lang, *counter))
            EXPECT_NE(f.counted, effect) << lang << ": " << *counter;
        }
      }
    }
  }
}

// tests/cases/ground/quantities-<lang>.jsonl: all quantities of a sentence with value and counted, in order.
void check_cases(const std::string& lang, double wanted) {
  std::ifstream file(kRoot + "/tests/cases/ground/quantities-" + lang + ".jsonl");
  ASSERT_TRUE(file);
  int sentences = 0, right = 0;
  std::string wrong;
  for (std::string line; std::getline(file, line);) {
    json row = json::parse(line);
    std::string text = row["text"];
    std::vector<Found> found = find(lang, text);
    bool same = found.size() == row["quantities"].size();
    for (size_t i = 0; same && i < found.size(); ++i) {
      const json& q = row["quantities"][i];
      auto bound = [](const json& b) {
        return b.is_null() ? std::nullopt : std::optional<int64_t>(b.get<int64_t>());
      };
      same = found[i].quote == q["quote"] && found[i].low == bound(q["low"]) &&
             found[i].high == bound(q["high"]) && found[i].counted == q["counted"];
    }
    ++sentences;
    right += same;
    if (!same) wrong += "\n  " + text;
  }
  EXPECT_GE(sentences, 140);
  EXPECT_GE(right, wanted * sentences) << wrong;
}

TEST_F(QuantityOnTrees, GetsDutchSentencesRight) { check_cases("nl", 0.95); }
TEST_F(QuantityOnTrees, GetsEnglishSentencesRight) { check_cases("en", 0.95); }

TEST_F(QuantityOnTrees, TiesAPartToItsWhole) {
  std::vector<Found> found =
      find("en", "The air strike killed 43 people, including 13 children and five women.");
  ASSERT_EQ(found.size(), 3u);
  EXPECT_EQ(found[0].part_of, -1);
  EXPECT_EQ(found[1].part_of, 0);
  EXPECT_EQ(found[2].part_of, 0);
  EXPECT_EQ(found[1].population, "children");
  EXPECT_EQ(found[2].population, "women");
  found = find("nl", "Er kwamen 43 mensen om, onder wie 13 kinderen.");
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[1].part_of, 0);
  EXPECT_EQ(found[1].counted, "killed");
  found = find("en", "Only one of the four crew members survived.");
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].part_of, 1);
}

TEST_F(QuantityOnTrees, NamesNounAndPredicate) {
  std::vector<Found> found = find("nl", "Daarbij kwamen 26 militanten om.");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].head, "militanten");
  EXPECT_EQ(found[0].event, "kwamen");
  EXPECT_EQ(found[0].population, "side");
  found = find("en", "The shelling killed 12 civilians.");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].head, "civilians");
  EXPECT_EQ(found[0].event, "killed");
}

TEST_F(QuantityOnTrees, ToldFromTotalAndBackground) {
  EXPECT_EQ(find("en", "The death toll has risen to 21.")[0].kind, "running_total");
  EXPECT_EQ(find("en", "Another 12 soldiers were killed.")[0].kind, "increment");
  EXPECT_EQ(find("en", "More than 290,000 people have been killed since 2011.")[0].kind, "background");
  EXPECT_EQ(find("en", "There are 300 fighters in the city.")[0].kind, "strength");
  EXPECT_EQ(find("en", "The raid killed 12 soldiers.")[0].kind, "event");
  EXPECT_EQ(find("nl", "Het dodental is opgelopen tot 21.")[0].kind, "running_total");
  EXPECT_EQ(find("nl", "Vorig jaar kwamen 61 hulpverleners om.")[0].kind, "background");
  EXPECT_EQ(find("nl", "De groep telt 300 strijders.")[0].kind, "strength");
}

TEST_F(QuantityOnTrees, LeavesTimesToTheTimeRoom) {
  Document document;
  document.text = "The truce held for 1200 seconds on day 5.";
  document.lang = "en";
  Parse parse = loaded().parser->parse(document);
  Mentions mentions;
  TimeMention time;
  time.first = 4;
  time.last = 6;
  mentions.times.push_back(time);
  loaded().en->ground(document, parse, &mentions);
  for (const QuantityMention& q : mentions.quantities) EXPECT_FALSE(q.first < 6 && q.last > 4);
}

TEST_F(QuantityOnTrees, BearsEmptyAndOddTexts) {
  for (const char* text :
       {"", " ", "12", "one", "-", "(", "12 -", "- 12", "of", "\"5", "5 of", "the 5 of the", "a", "een"}) {
    find("en", text);
    find("nl", text);
  }
}

TEST_F(QuantityOnTrees, BearsItsWordsInAnyOrder) {
  const std::vector<std::string> words = {
      "12",    "1.200",     "1,9",   "two",    "twee",     "hundred", "een",    "one",   "a",    "half",
      "dozen", "of",        "van",   "the",    "killed",   "gedood",  "doden",  "and",   "en",   "or",
      "more",  "including", "at",    "least",  "tot",      "up",      "to",     "-",     "(",    ")",
      ",",     ".",         "km",    "people", "soldiers", "were",    "kwamen", "om",    "2016", "May",
      "16-18", "20%",       "since", "death",  "toll",     "het",     "aantal", "others"};
  uint64_t state = 7;  // a fixed course through them
  for (int round = 0; round < 400; ++round) {
    std::string text;
    for (int i = 0; i < 18; ++i) {
      state = state * 6364136223846793005ull + 1442695040888963407ull;
      text += words[(state >> 33) % words.size()] + (state >> 62 == 0 ? "" : " ");
    }
    for (const char* lang : {"nl", "en"}) {
      std::vector<Found> found = find(lang, text);
      for (size_t i = 0; i < found.size(); ++i) {
        EXPECT_FALSE(found[i].quote.empty()) << text;
        EXPECT_FALSE(found[i].counted.empty() || found[i].kind.empty()) << text;
        EXPECT_LT(found[i].part_of, static_cast<int32_t>(found.size())) << text;
        EXPECT_NE(found[i].part_of, static_cast<int32_t>(i)) << text;
        EXPECT_TRUE(!found[i].low || !found[i].high || *found[i].low <= *found[i].high)
            << text << ": " << found[i].quote;
      }
    }
  }
}

TEST_F(QuantityOnTrees, IsTheSameEveryTime) {
  const std::string text =
      "At least 12 people were killed and 30 injured, including 4 children, in two villages.";
  std::vector<Found> first = find("en", text), second = find("en", text);
  ASSERT_EQ(first.size(), second.size());
  for (size_t i = 0; i < first.size(); ++i) EXPECT_EQ(first[i].counted, second[i].counted);
}

}  // namespace
}  // namespace bestand::quantity_test
