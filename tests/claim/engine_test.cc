#include "claim/engine.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <thread>
#include <vector>

#include "claim/reading.h"

namespace bestand::engine_test {
namespace {

using test::engine;

Document document(std::string lang, std::string text) {
  Document d;
  d.id = "d";
  d.lang = std::move(lang);
  d.text = std::move(text);
  return d;
}

std::string digest(const Analysis& a) {
  std::string out;
  for (const Claim& c : a.claims) {
    out += c.id + " " + std::string(name(c.type)) + " " + std::to_string(c.span.begin) + "-" + std::to_string(c.span.end) + " " +
           c.rule + " " + std::string(name(c.factuality.status));
    for (const ClaimActor& x : c.actors) out += " " + std::string(name(x.role)) + ":" + x.name;
    out += "\n";
  }
  return out;
}

constexpr const char* kText =
    "Rebels in Sudan broke the ceasefire on Monday, the army said. Shelling killed nine civilians in Omdurman. The truce "
    "had been brokered by Saudi Arabia and the United States.";

TEST(Engine, LanguageWithoutDataIsParsedOnly) {
  Analysis a = engine().analyze(document("fi", "Tulitauko alkoi maanantaina. Kapinalliset hyväksyivät sen."));
  EXPECT_GT(a.parse.tokens.size(), 5u);
  EXPECT_TRUE(a.claims.empty());
}

// A list may count some of its persons and only name others; what is part of a number is not added to it.
TEST(Engine, ThePersonsOfAListCountWithItsNumbers) {
  struct Case {
    const char *lang, *text;
    int64_t killed;
  };
  for (const Case& x : {Case{"en", "Two soldiers and a woman were killed in shelling of the town.", 3},
                        Case{"en", "Five people, including a child, were killed in shelling of the town.", 5},
                        Case{"en", "A woman was killed and three other civilians got injured by rocket shells in Aleppo.", 1},
                        Case{"nl", "Bij de beschieting van Idlib kwamen een vrouw en twee kinderen om het leven.", 3},
                        Case{"nl", "Vijf mensen, onder wie een kind, kwamen om bij de beschieting van Idlib.", 5}}) {
    Analysis a = engine().analyze(document(x.lang, x.text));
    const auto told = std::find_if(a.claims.begin(), a.claims.end(), [](const Claim& c) { return c.killed.has_value(); });
    ASSERT_NE(told, a.claims.end()) << x.text;
    EXPECT_EQ(told->killed->low, x.killed) << x.text;
    EXPECT_EQ(told->killed->high, x.killed) << x.text;
  }
}

TEST(Engine, EmptyAndTinyTextsAreFine) {
  EXPECT_TRUE(engine().analyze(document("en", "")).claims.empty());
  Analysis a = engine().analyze(document("en", "Truce."));
  ASSERT_FALSE(a.parse.tokens.empty());
  EXPECT_EQ(a.parse.tokens[0].form, "Truce");
}

TEST(Engine, AnAnalysisSurvivesBeingMoved) {
  Analysis a = engine().analyze(document("en", "War"));
  std::vector<Analysis> many;
  many.push_back(std::move(a));
  EXPECT_EQ(many[0].parse.tokens[0].form, "War");
}

TEST(Engine, ManyThreadsGiveWhatOneGives) {
  std::string one = digest(engine().analyze(document("en", kText)));
  ASSERT_FALSE(one.empty());
  std::vector<std::string> many(4);
  {
    std::vector<std::jthread> threads;
    for (std::string& out : many) threads.emplace_back([&out] { out = digest(engine().analyze(document("en", kText))); });
  }
  for (const std::string& out : many) EXPECT_EQ(out, one);
}

}  // namespace
}  // namespace bestand::engine_test
