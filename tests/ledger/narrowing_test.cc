#include "ledger/narrowing.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "ledger/make.h"
#include "ledger/view.h"

namespace bestand::narrowing_test {
namespace {

using namespace test;

std::string shelled(const View& v) {
  for (const Incident& i : v.incidents) {
    if (i.act == ClaimType::kShelling) return i.time ? to_edtf(*i.time) : "untimed";
  }
  return "no incident";
}

TEST(Narrowing, ADatedTruceTellsWhichFridayAVagueArticleMeans) {
  EXPECT_EQ(shelled(view_of(batch(vague_article()))), "[2016-12-02,2016-12-09,2016-12-16,2016-12-23,2016-12-30]");
  View v = view_of(batch(vague_article(), dated_article("2016-12-29")));
  EXPECT_EQ(shelled(v), "2016-12-30");
  ASSERT_EQ(v.dates.size(), 1u);
  EXPECT_EQ(to_edtf(v.dates[0].date), "[2016-12-30,2016-12-31]");
  ASSERT_EQ(v.dates[0].by.size(), 1u);
  EXPECT_EQ(v.dates[0].by[0], v.ceasefires[0].id);
}

TEST(Narrowing, WhatWasReadIsKeptBesideWhatIsLeft) {
  View v = view_of(batch(vague_article(), dated_article("2016-12-29")));
  int narrowed = 0;
  for (const ClaimRecord& c : v.corpus.claims) {
    if (!c.time_as_read) continue;
    ++narrowed;
    EXPECT_EQ(c.time_as_read->members.size(), 5u);
    EXPECT_EQ(c.claim.time->time.members.size(), 1u);
  }
  EXPECT_EQ(narrowed, 2);
}

// One dated report alone does not say which week: nothing on file dates the truce but the vague article itself.
TEST(Narrowing, NothingIsNarrowedWithoutADatedReport) {
  View v = view_of(batch(vague_article("x"), vague_article("y")));
  EXPECT_TRUE(v.dates.empty());
}

TEST(Narrowing, ADatedCopyOfTheTextLeavesTheDaysAroundIt) {
  Analysis vague = vague_article("x"), copy = vague_article("x");
  copy.document.id = "copy", copy.document.publisher = "Another paper";
  copy.document.published_edtf = "2016-12-30";
  copy.document.published = *parse_edtf("2016-12-30");
  for (Claim& c : copy.claims) c.time.reset();
  View v = view_of(batch(vague, copy));
  ASSERT_EQ(v.dates.size(), 1u);
  EXPECT_FALSE(v.dates[0].contradiction);
  EXPECT_EQ(v.dates[0].date.hull().hi, days_from_civil(2017, 1, 1) * kDaySeconds);
  EXPECT_GE(v.dates[0].date.hull().lo, days_from_civil(2016, 12, 27) * kDaySeconds);
  EXPECT_EQ(v.dates[0].by, std::vector<std::string>{"copy"});
}

TEST(Narrowing, TheOrderOfReadingDoesNotMatterAndARetractionUndoesIt) {
  const std::vector<Analysis> all = batch(vague_article("x"), vague_article("y"), dated_article("2016-12-29"));
  const std::string told = shelled(view_of(batch(all[0], all[1], all[2])));
  std::vector<int> order = {0, 1, 2};
  do {
    EXPECT_EQ(shelled(view_of(batch(all[order[0]], all[order[1]], all[order[2]]))), told);
  } while (std::next_permutation(order.begin(), order.end()));
  EXPECT_EQ(told, "2016-12-30");

  TempFile file("narrowing_retract");
  auto ledger = Ledger::open(file.path(), Ledger::Mode::kWrite, options());
  ASSERT_TRUE(ledger.ok());
  ASSERT_TRUE(ledger->add(all).ok());
  ASSERT_TRUE(ledger->decide("retract", "d", "test", "withdrawn by its paper").ok());
  EXPECT_EQ(shelled(*ledger->view()), "[2016-12-02,2016-12-09,2016-12-16,2016-12-23,2016-12-30]");
}

std::string time_slot(const std::string& effective, const std::string& happened, const ClaimPlace& where) {
  Analysis shelling = article("s", "Paper s", "2016-12-31", "Troops shelled a village on the day after, residents said.");
  Claim& c = claim(&shelling, ClaimType::kShelling, "Troops shelled a village on the day after");
  c.time = at(happened);
  c.place = where;
  View v = view_of(batch(dated_article(effective), shelling));
  for (size_t i = 0; i < v.incidents.size(); ++i) {
    if (v.incidents[i].act != ClaimType::kShelling || !v.assessments[i]) continue;
    for (const Ground& g : v.assessments[i]->grounds) {
      if (g.slot == Slot::kTime) return g.says;
    }
  }
  return "not assessed";
}

TEST(LocalClock, ADayIsTheDayOfThePlaceItHappenedAt) {
  const std::string after = "after it took effect, by the clock of the place";
  const std::string before = "before it took effect, by the clock of the place";
  EXPECT_EQ(time_slot("2016-12-29T23:00:00+01:00", "2016-12-30", kHama), after);  // midnight in Damascus
  EXPECT_EQ(time_slot("2016-12-30T00:00:00+02:00", "2016-12-29", kHama), before);
  EXPECT_NE(time_slot("2016-12-29T22:00:00+01:00", "2016-12-29", kHama), before);  // its last hour may be after
  ClaimPlace nowhere = kHama;
  nowhere.country.clear();
  EXPECT_NE(time_slot("2016-12-29T23:00:00+01:00", "2016-12-30", nowhere), after);  // no place, no clock
}

}  // namespace
}  // namespace bestand::narrowing_test
