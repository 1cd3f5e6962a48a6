// What the program says in its own words: in another language, and in a terminal's colours.
#include <gtest/gtest.h>

#include <fstream>
#include <regex>
#include <set>
#include <sstream>

#include "ledger/difference.h"
#include "ledger/make.h"
#include "ledger/synthetic.h"
#include "show/coloured.h"
#include "show/interface_words.h"
#include "show/ledger_text.h"

namespace bestand {
namespace {

InterfaceWords dutch() {
  auto words = InterfaceWords::load(BESTAND_SOURCE_DIR, "nl");
  EXPECT_TRUE(words) << (words ? "" : words.error().to_string());
  return words ? *words : InterfaceWords();
}

TEST(InterfaceWords, ASentenceKeepsItsFillingsAndTurnsThoseThatAreOurs) {
  const InterfaceWords t = dutch();
  EXPECT_EQ(t("in effect from Thu 2016-12-29 23:00 (+01:00)"), "van kracht vanaf do 2016-12-29 23:00 (+01:00)");
  EXPECT_EQ(t("proposed, no time of entry into force on file"), "voorgesteld, tijd van ingang onbekend");
  EXPECT_EQ(t("1 independent origin in 3 articles"), "1 onafhankelijke bron in 3 artikelen");
  EXPECT_EQ(t("Cannot decide time: no source says when it happened. Would settle it: a source that dates it."),
            "Niet te beslissen is tijd: geen bron zegt wanneer het gebeurde. Uitsluitsel zou geven: een bron die het dateert.");
  EXPECT_EQ(t("2 out of scope, 1 alleged"), "2 buiten het bestand, 1 beweerd");
  EXPECT_EQ(t("talks in Astana: \"may; be\"; talks Mon 2017-01-02 in Geneva: \"later\""), "overleg in Astana: \"may; be\"; overleg ma 2017-01-02 in Geneva: \"later\"");
}

TEST(InterfaceWords, ClausesOfAListAreTurnedEachByItself) {
  const InterfaceWords t = dutch();
  EXPECT_EQ(t("Cannot decide actor and target: no source on file says whether Hay'at and Sons is in the ceasefire; no source on file says whether SDF is in the ceasefire. "
              "Would settle it: the agreement's text, or its list of signatories; a source that dates it."),
            "Niet te beslissen is dader en doelwit: geen bron zegt of Hay'at en Sons onder het bestand valt; geen bron zegt of SDF onder het bestand valt. "
            "Uitsluitsel zou geven: de tekst van het akkoord, of de lijst van ondertekenaars; een bron die het dateert.");
  EXPECT_EQ(t("Wire says: signed (\"it did; all of it\"); IS says: denies_signing (\"never\"). Dispute: actor."),
            "Wire zegt: ondertekende (\"it did; all of it\"); IS zegt: ontkent ondertekening (\"never\"). Geschil: dader.");
  EXPECT_EQ(t("M23: excluded per Wire, accepted per M23"), "M23: uitgesloten volgens Wire, aanvaardde volgens M23");
  EXPECT_EQ(t("Wire has 2018-12-19, Paper has 2018-12"), "Wire heeft 2018-12-19, Paper heeft 2018-12");
  EXPECT_EQ(t("agreed Mon 2018-12-10, no time of entry into force on file"), "overeengekomen op ma 2018-12-10, tijd van ingang onbekend");
}

// Whatever a ledger says of a war, its names being no English words and what articles say standing between quotes.
TEST(InterfaceWords, NothingOfALedgerStaysEnglish) {
  const InterfaceWords t = dutch();
  test::TempFile file("interface");
  auto ledger = Ledger::open(file.path(), Ledger::Mode::kWrite, test::options());
  ASSERT_TRUE(ledger.ok()) << ledger.error().to_string();
  const test::War war({.seed = 4, .documents_a_day = 3, .places = 8, .truce_every = 12});
  std::vector<Analysis> documents;
  for (int i = 0; i < 160; ++i) documents.push_back(war.document(i));
  ASSERT_TRUE(ledger->add(documents).ok());
  auto view = ledger->view();
  auto before = ledger->view({.as_of = "2017-02-01"});
  ASSERT_TRUE(view.ok() && before.ok());
  std::vector<std::string> said = {corpus_text(*view, 10000)};
  for (size_t i = 0; i < view->ceasefires.size(); ++i)
    for (const auto& [label, text] : status_rows(*view, i)) said.push_back(label), said.push_back(label == "incidents" ? "" : text);
  for (const auto& a : view->assessments) {
    if (!a) continue;
    said.push_back(a->explanation), said.push_back(a->settle);
    for (const auto& ground : a->grounds) said.push_back(ground.says);
  }
  for (const auto& c : view->contradictions) said.push_back(c.slot), said.push_back(c.says);
  for (const auto& c : differences(*before, *view))
    if (c.what != "headline" && c.what != "incident") said.push_back(c.what), said.push_back(c.before), said.push_back(c.after);
  std::set<std::string> rules;
  for (const auto& a : view->assessments) rules.insert(a ? a->rule : "");
  EXPECT_GT(rules.size(), 4u);
  EXPECT_FALSE(view->contradictions.empty());
  const std::regex quoted("\"[^\"]*\""), english("\\b(the|of a|and|or|by|from|per|says?|source|origins?|reports?|denie[sd]|excluded|accepted|rejects|killed|has|where|within|article|unknown|no|to)\\b");
  for (const std::string& text : said) {
    std::string turned = t(text);
    while (turned.ends_with('\n')) turned.pop_back();
    std::smatch left;
    const std::string own = std::regex_replace(turned, quoted, "");
    EXPECT_FALSE(std::regex_search(own, left, english)) << left.str() << " in: " << turned << "\n    of: " << text;
  }
}

TEST(InterfaceWords, WhatSourcesSayIsNotTranslated) {
  const InterfaceWords t = dutch();
  EXPECT_EQ(t("Reported by Wire only (one article)."), "Gemeld door alleen Wire (één artikel).");
  EXPECT_EQ(t("The Wire, reported: \"no source says where; killed, alleged\" [d1]"), "The Wire, gemeld: \"no source says where; killed, alleged\" [d1]");
  EXPECT_EQ(t("Some words of no pattern"), "Some words of no pattern");
}

TEST(InterfaceWords, EnglishIsAsItIsAndAnUnknownLanguageIsRefused) {
  auto english = InterfaceWords::load("/nowhere", "en");
  ASSERT_TRUE(english);
  EXPECT_EQ((*english)("in effect"), "in effect");
  for (const char* none : {"xx", "../nl", "NL", "nl/../nl"}) {
    auto refused = InterfaceWords::load(BESTAND_SOURCE_DIR, none);
    ASSERT_FALSE(refused) << none;
    EXPECT_EQ(refused.error().code, Code::kUsage);
  }
  EXPECT_FALSE(InterfaceWords::parse("nl", "no tab\n"));
  EXPECT_FALSE(InterfaceWords::parse("nl", "{} and {}\t{} alleen\n"));
}

TEST(InterfaceWords, EveryExplanationOfThePolicyHasItsDutch) {
  std::ifstream policy(std::string(BESTAND_SOURCE_DIR) + "/world/policy/violation.toml");
  std::stringstream all;
  all << policy.rdbuf();
  const std::string text = all.str();
  const InterfaceWords t = dutch();
  const std::regex explanation("explanation = \"(.*)\""), filling("\\{[a-z_]+\\}");
  int seen = 0;
  for (std::sregex_iterator at(text.begin(), text.end(), explanation), end; at != end; ++at, ++seen) {
    std::string english = std::regex_replace((*at)[1].str(), std::regex("\\{origin_count\\}"), "3 independent origins");
    english = std::regex_replace(english, std::regex("\\{denier\\}"), "X denies");
    english = std::regex_replace(english, std::regex("\\{denier_clause\\}"), "; X denies it");
    english = std::regex_replace(english, filling, "X");
    EXPECT_NE(t(english), english) << english;
  }
  EXPECT_GT(seen, 10);
}

TEST(Coloured, AddsEscapesAndNothingElse) {
  const std::string plain =
      "Ceasefire, Hama                C1\n  incidents    2 alleged, 1 out_of_scope\n  said broken  X: \"it was alleged\"\n\nID     HEADLINE\nI1     undeter…\n";
  const std::string shown = coloured(plain);
  EXPECT_EQ(std::regex_replace(shown, std::regex("\x1b\\[[0-9]*m"), ""), plain);
  EXPECT_NE(shown.find("2 \x1b[93malleged\x1b[0m, 1 \x1b[32mout_of_scope\x1b[0m"), std::string::npos);
  EXPECT_NE(shown.find("\"it was alleged\""), std::string::npos) << "an article's words stay plain";
  EXPECT_NE(shown.find("\x1b[35mundeter\x1b[0m…"), std::string::npos);
  EXPECT_TRUE(shown.starts_with("\x1b[1mCeasefire, Hama                C1\x1b[0m\n"));
  EXPECT_NE(shown.find("\x1b[1mID     HEADLINE\x1b[0m\n"), std::string::npos);
  EXPECT_EQ(coloured(""), "");
}

}  // namespace
}  // namespace bestand
