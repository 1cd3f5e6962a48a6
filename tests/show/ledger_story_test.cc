// The seed article's story, told from the claims a person marked in it.
#include <gtest/gtest.h>

#include <filesystem>

#include "ledger/gold.h"
#include "ledger/make.h"
#include "show/ledger_text.h"

namespace bestand::ledger_story_test {
namespace {

using namespace test;

// Where the article's places lie, as the gazetteer would have it.
void locate(std::vector<Analysis>* analyses) {
  const std::map<std::string, ClaimPlace> places = {
      {"Syrië", place("Syrië", 35, 38, 400e3, "SY")},
      {"Hama", place("Hama", 35.13, 36.75, 60e3, "SY")},
      {"ten noorden van Damascus", place("ten noorden van Damascus", 33.7, 36.3, 20e3, "SY")},
      {"al-Bab", place("al-Bab", 36.37, 37.52, 15e3, "SY")},
      {"Astana", place("Astana", 51.18, 71.45, 15e3, "KZ")}};
  for (auto& a : *analyses) {
    for (auto& c : a.claims) {
      if (c.place && places.count(c.place->name)) c.place = places.at(c.place->name);
    }
  }
}

class SeedStory : public testing::Test {
 protected:
  void SetUp() override {
    std::string path = std::string(BESTAND_SHARED_DIR) + "/data/seed/gold.jsonl";
    if (!std::filesystem::exists(path)) GTEST_SKIP() << "no shared data here";
    auto base = ActorBase::load(BESTAND_SOURCE_DIR);
    ASSERT_TRUE(base.ok()) << base.error().to_string();
    base_ = std::make_unique<ActorBase>(std::move(*base));
    auto ledger = Ledger::open(file_.path(), Ledger::Mode::kWrite, options(base_.get()));
    ASSERT_TRUE(ledger.ok()) << ledger.error().to_string();
    auto analyses = load_gold(path, base_.get());
    locate(&analyses);
    auto added = ledger->add(analyses);
    ASSERT_TRUE(added.ok()) << added.error().to_string();
    ASSERT_EQ(added->added, 1);
    auto view = ledger->view();
    ASSERT_TRUE(view.ok()) << view.error().to_string();
    view_ = std::make_unique<View>(std::move(*view));
    if (getenv("SHOW")) {
      for (size_t i = 0; i < view_->ceasefires.size(); ++i)
        puts((status_text(*view_, i, 100) + parties_text(*view_, i, 100)).c_str());
      std::vector<size_t> all;
      for (size_t i = 0; i < view_->incidents.size(); ++i) all.push_back(i);
      puts(incidents_text(*view_, all, 100).c_str());
      for (size_t i : all) puts(why_incident_text(*view_, i, 100).c_str());
      puts(contradictions_text(*view_, 100).c_str());
    }
  }

  Standing standing(const std::string& name) const {
    for (const auto& p : view_->ceasefires[0].parties) {
      if (p.actor.name.find(name) != std::string::npos) return p.standing;
    }
    return Standing::kUnknown;
  }

  TempFile file_{"seed"};
  std::unique_ptr<ActorBase> base_;
  std::unique_ptr<View> view_;
};

TEST_F(SeedStory, OneCeasefireFromAThursdayNightBrokeredByRussiaAndTurkey) {
  ASSERT_EQ(view_->ceasefires.size(), 1u);
  const Ceasefire& c = view_->ceasefires[0];
  ASSERT_TRUE(c.effective);
  EXPECT_EQ(c.effective->members.size(), 5u);
  std::set<std::string> mediators;
  for (const auto& t : c.terms) {
    if (t.kind == TermKind::kMediator) mediators.insert(t.value);
  }
  EXPECT_EQ(mediators, (std::set<std::string>{"Rusland", "Turkije"}));
}

TEST_F(SeedStory, PartiesStandAsTheirSourcesSay) {
  EXPECT_EQ(standing("Vrije Syrische Leger"), Standing::kIn);
  EXPECT_EQ(standing("Ahrar"), Standing::kDisputed);
  EXPECT_EQ(standing("IS"), Standing::kExcluded);
  EXPECT_EQ(standing("Fateh"), Standing::kExcluded);
  EXPECT_EQ(standing("YPG"), Standing::kExcluded);
}

TEST_F(SeedStory, FightsAgainstAnExcludedGroupAreOutOfScope) {
  int strikes = 0;
  for (size_t i = 0; i < view_->incidents.size(); ++i) {
    const Incident& x = view_->incidents[i];
    if (x.act != ClaimType::kAirstrike || !x.place || x.place->name != "al-Bab") continue;
    ++strikes;
    ASSERT_TRUE(view_->assessments[i]);
    EXPECT_EQ(view_->assessments[i]->headline, Headline::kOutOfScope);
    EXPECT_EQ(view_->assessments[i]->rule, "R4");
    EXPECT_TRUE(x.killed.low == 12 || x.killed.low == 26);
  }
  EXPECT_EQ(strikes, 2);
}

TEST_F(SeedStory, TheArticlesOwnWordOfABreachIsAnAllegation) {
  for (size_t i = 0; i < view_->incidents.size(); ++i) {
    const Incident& x = view_->incidents[i];
    if (!x.place || x.place->name != "Hama") continue;
    EXPECT_EQ(x.claims.size(), 2u);
    ASSERT_TRUE(view_->assessments[i]);
    EXPECT_EQ(view_->assessments[i]->headline, Headline::kAlleged);
  }
}

}  // namespace
}  // namespace bestand::ledger_story_test
