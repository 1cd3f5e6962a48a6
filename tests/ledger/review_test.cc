// What people decide about what was read, and what becomes of it when the texts are read again.
#include <gtest/gtest.h>

#include "ledger/ledger.h"
#include "ledger/make.h"
#include "ledger/reviews.h"

namespace bestand::review_test {
namespace {

using namespace test;

Analysis strike(const std::string& id, const std::string& town, double lat, const std::string& day,
                int64_t killed, const std::string& speaker = "") {
  Analysis a = article(id, "Paper " + id, day, "Planes struck " + town + " and killed people. More is not known of it.");
  Claim& c = claim(&a, ClaimType::kAirstrike, "Planes struck " + town + " and killed people");
  c.place = place(town, lat, 36.0, 5000, "SY");
  c.time = at(day);
  c.killed = exactly(killed);
  if (!speaker.empty()) c.source = said_by(speaker);
  return a;
}

struct Reviewed : testing::Test {
  TempFile file{"reviewed"};
  Ledger ledger = [this] {
    auto opened = Ledger::open(file.path(), Ledger::Mode::kWrite, options());
    EXPECT_TRUE(opened.ok());
    return std::move(*opened);
  }();

  void add(std::vector<Analysis> list, bool again = false) {
    auto added = ledger.add(list, again);
    ASSERT_TRUE(added.ok()) << added.error().to_string();
  }
  View view(Filter filter = {}) {
    auto out = ledger.view(filter);
    EXPECT_TRUE(out.ok()) << out.error().to_string();
    return std::move(*out);
  }
  void decide(const std::string& what, const std::string& id, std::vector<std::string> with = {}) {
    auto done = ledger.decide({what, id, std::move(with), "lk", "seen"});
    ASSERT_TRUE(done.ok()) << done.error().to_string();
  }
};

TEST_F(Reviewed, MergedIncidentsAreOneAndBothIdsLeadToIt) {
  add(batch(strike("a", "Idlib", 35.9, "2017-01-02", 4), strike("b", "Homs", 34.7, "2017-01-05", 9)));
  View before = view();
  ASSERT_EQ(before.incidents.size(), 2u);
  std::string first = before.incidents[0].id, second = before.incidents[1].id;
  decide("merge", first, {second});
  View after = view();
  ASSERT_EQ(after.incidents.size(), 1u);
  EXPECT_EQ(after.incidents[0].articles, 2);
  EXPECT_EQ(find_incidents(after, first), std::vector<size_t>{0});
  EXPECT_EQ(find_incidents(after, second), std::vector<size_t>{0});
  decide("split", first, {"b"});
  EXPECT_EQ(view().incidents.size(), 2u) << "the later decision holds";
}

TEST_F(Reviewed, SplitTakesAnArticleOutOfAnIncident) {
  add(batch(strike("a", "Idlib", 35.9, "2017-01-02", 4), strike("b", "Idlib", 35.9, "2017-01-02", 4)));
  View before = view();
  ASSERT_EQ(before.incidents.size(), 1u);
  decide("split", before.incidents[0].id, {"b#0"});
  View after = view();
  ASSERT_EQ(after.incidents.size(), 2u);
  EXPECT_EQ(after.incidents[0].articles, 1);
  EXPECT_FALSE(find_incidents(after, before.incidents[0].id).empty());
}

TEST_F(Reviewed, DecisionsOutliveAReadingThatFindsOtherWords) {
  Analysis old = strike("a", "Idlib", 35.9, "2017-01-02", 4);
  add(batch(old, strike("b", "Idlib", 35.9, "2017-01-02", 4)));
  decide("split", view().incidents[0].id, {"b#0"});
  decide("correct", "a#0", {"killed=6"});
  Analysis newer = strike("a", "Idlib", 35.9, "2017-01-02", 4);
  newer.claims[0].span.end -= 11;  // the newer engine takes "killed people" for a claim of its own
  newer.claims.insert(newer.claims.begin(), newer.claims[0]);
  newer.claims[0].type = ClaimType::kStatement;
  newer.claims[0].id = "a#0", newer.claims[1].id = "a#1";
  auto added = ledger.add(batch(newer), true);
  ASSERT_TRUE(added.ok());
  EXPECT_EQ(added->reread, 1);
  View now = view();
  EXPECT_EQ(now.corpus.claims.size(), 3u);
  ASSERT_EQ(now.incidents.size(), 2u);
  const Claim& corrected = now.corpus.claims[1].claim;
  EXPECT_EQ(corrected.type, ClaimType::kAirstrike);
  EXPECT_EQ(corrected.killed, exactly(6));
  EXPECT_EQ(view({.reviewed_only = true}).corpus.claims.size(), 2u) << "one text, in two papers";
  EXPECT_TRUE(ledger.verify().ok());
  EXPECT_EQ(ledger.add(batch(newer), true)->reread, 0) << "nothing new in it";
}

TEST_F(Reviewed, ARejectedClaimCanBeTakenBack) {
  add(batch(strike("a", "Idlib", 35.9, "2017-01-02", 4)));
  decide("reject", "a#0");
  EXPECT_EQ(view().incidents.size(), 0u);
  decide("accept", "a#0");
  EXPECT_EQ(view().incidents.size(), 1u);
  EXPECT_EQ(view({.reviewed_only = true}).incidents.size(), 1u);
}

TEST_F(Reviewed, WhatCannotBeDecidedIsSaid) {
  add(batch(strike("a", "Idlib", 35.9, "2017-01-02", 4)));
  auto code = [&](const std::string& what, const std::string& id, std::vector<std::string> with) {
    auto done = ledger.decide({what, id, std::move(with), "lk", "seen"});
    EXPECT_FALSE(done.ok());
    return done.ok() ? Code::kBusy : done.error().code;
  };
  std::string id = view().incidents[0].id;
  EXPECT_EQ(code("accept", "b#0", {}), Code::kNotFound);
  EXPECT_EQ(code("merge", id, {"I0000"}), Code::kNotFound);
  EXPECT_EQ(code("merge", id, {id}), Code::kUsage);
  EXPECT_EQ(code("split", id, {"a#0"}), Code::kUsage);
  EXPECT_EQ(code("correct", "a#0", {"killed=many"}), Code::kUsage);
  EXPECT_EQ(code("correct", "a#0", {"weather=fair"}), Code::kUsage);
  EXPECT_EQ(code("correct", "a#0", {"place=Hama@99,36"}), Code::kUsage);
}

TEST_F(Reviewed, OneSideTellsItsOwnStory) {
  add(batch(strike("a", "Idlib", 35.9, "2017-01-02", 4, "Northern Front"),
            strike("b", "Homs", 34.7, "2017-01-05", 9, "Army Staff"), strike("c", "Hama", 35.1, "2017-01-07", 1)));
  View told = view({.according_to = "northern front"});
  ASSERT_EQ(told.incidents.size(), 1u);
  EXPECT_EQ(told.corpus.documents.size(), 1u);
  EXPECT_EQ(told.incidents[0].place->name, "Idlib");
  EXPECT_EQ(view({.according_to = "Paper c"}).incidents[0].place->name, "Hama") << "a publisher's own voice";
  auto nobody = ledger.view({.according_to = "The Moon"});
  ASSERT_FALSE(nobody.ok());
  EXPECT_EQ(nobody.error().code, Code::kNotFound);
}

TEST(Corrections, EachSlotTakesItsKindOfValue) {
  Claim c;
  for (const char* good : {"type=SHELLING", "time=2017-01-03", "place=Hama@35.1,36.7,4000,SY", "killed=12-15",
                           "injured=3+", "source=SANA", "initiator=army", "target=unknown"})
    EXPECT_TRUE(correct(&c, good).ok()) << good;
  EXPECT_EQ(c.type, ClaimType::kShelling);
  EXPECT_EQ(to_edtf(c.time->time), "2017-01-03");
  EXPECT_EQ(c.place->name, "Hama");
  EXPECT_EQ(c.place->country, "SY");
  EXPECT_EQ(c.killed, (Quantity{12, 15, Qualifier::kRange}));
  EXPECT_EQ(c.injured, (Quantity{3, std::nullopt, Qualifier::kAtLeast}));
  EXPECT_EQ(c.source->chain.back().name, "SANA");
  ASSERT_TRUE(correct(&c, "killed=unknown").ok());
  EXPECT_FALSE(c.killed);
  for (const char* bad : {"", "killed", "killed=", "killed=15-12", "time=soon", "place=@1,2", "type=PARTY"})
    EXPECT_FALSE(correct(&c, bad).ok()) << bad;
}

}  // namespace
}  // namespace bestand::review_test
