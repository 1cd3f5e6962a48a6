#include "claim/engine.h"

#include <gtest/gtest.h>

#include <string>
#include <thread>
#include <vector>

namespace bestand::engine_test {
namespace {

const Engine& engine() {
  static const Engine* const kEngine = [] {
    auto e = Engine::load({BESTAND_SOURCE_DIR, ""}, {});
    EXPECT_TRUE(e.ok()) << (e.ok() ? "" : e.error().to_string());
    return new Engine(std::move(*e));
  }();
  return *kEngine;
}

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
