// What the program says in its own words: in another language, and in a terminal's colours.
#include <gtest/gtest.h>

#include <fstream>
#include <regex>
#include <sstream>

#include "show/coloured.h"
#include "show/interface_words.h"

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
