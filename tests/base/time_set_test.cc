#include "base/time_set.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace bestand::time_set_test {
namespace {

TimeSet read(const char* text) {
  Result<TimeSet> out = parse_edtf(text);
  EXPECT_TRUE(out.ok()) << text;
  return *out;
}

TEST(TimeSet, CivilDaysGoThereAndBack) {
  for (int32_t d = -800000; d < 800000; d += 17) {
    Civil c = civil_from_days(d);
    ASSERT_EQ(days_from_civil(c.year, c.month, c.day), d);
  }
  EXPECT_EQ(days_from_civil(1970, 1, 1), 0);
  EXPECT_EQ(days_from_civil(2000, 3, 1) - days_from_civil(2000, 2, 28), 2);
}

TEST(TimeSet, IntersectNarrowsAndEmptyIsAContradiction) {
  TimeSet fridays = read("[2016-12-02,2016-12-09,2016-12-16,2016-12-23,2016-12-30]");
  EXPECT_EQ(to_edtf(intersect(fridays, read("2016-12-29/.."))), "2016-12-30");
  EXPECT_EQ(to_edtf(intersect(fridays, read("../2016-12-10"))), "[2016-12-02,2016-12-09]");
  EXPECT_TRUE(intersect(fridays, read("2016-12-05")).empty());
}

TEST(TimeSet, KnownZonesMeetInUtc) {
  TimeSet amsterdam = read("2016-12-29T23:00:00+01:00"), damascus = read("2016-12-30T00:00:00+02:00");
  TimeSet both = intersect(amsterdam, damascus);
  ASSERT_FALSE(both.empty());
  EXPECT_EQ(to_edtf(both), "2016-12-29T22:00:00Z");
}

TEST(TimeSet, UnknownZoneKeepsWhatFourteenHoursMayBridge) {
  TimeSet effect = read("2016-12-29T23:00:00+01:00");
  EXPECT_EQ(intersect(effect, read("2016-12-30")), effect);  // already Friday in Damascus
  EXPECT_TRUE(intersect(effect, read("2016-12-31")).empty());
}

TEST(TimeSet, OrderIsCertainOnlyWithoutOverlap) {
  EXPECT_TRUE(certainly_before(read("2016-12-28"), read("2016-12-29")));
  EXPECT_FALSE(certainly_before(read("2016-12-29"), read("2016-12-29T23:00:00")));
  EXPECT_FALSE(certainly_before(read("[2016-12-22,2016-12-29]"), read("[2016-12-23,2016-12-30]")));
  EXPECT_FALSE(certainly_before(read("2016-12-29"), read("2016-12-30T01:00:00+01:00")));
  EXPECT_FALSE(certainly_before(TimeSet{}, read("2016")));
}

TEST(TimeSet, DaysAreRisingAndLimited) {
  EXPECT_EQ(days_of(read("2016-12")).size(), 31u);
  EXPECT_EQ(days_of(read("2016-12-29T23:00:00")), std::vector<int32_t>{days_from_civil(2016, 12, 29)});
  EXPECT_TRUE(days_of(read("1990/2016")).empty());
  EXPECT_TRUE(days_of(read("2016/..")).empty());
}

TimeSet random_days(std::mt19937& random, bool zoned) {
  TimeSet t;
  Seconds at = 17000 * kDaySeconds;
  for (size_t n = 1 + random() % 6; n > 0; --n) {
    at += static_cast<Seconds>(random() % 5) * 3600 * 12;
    Seconds size = (1 + static_cast<Seconds>(random() % 4)) * 3600 * 12;
    t.members.push_back({at, at + size});
    at += size;
  }
  t.grain = random() % 2 ? Grain::kDay : Grain::kHour;
  t.approximate = random() % 2;
  t.spans = random() % 2;
  if (zoned) t.utc_offset_min = static_cast<int>(random() % 3) * 60;
  return merged(t);
}

class Algebra : public ::testing::TestWithParam<bool> {};

TEST_P(Algebra, IntersectCommutesAssociatesAndIsIdempotent) {
  std::mt19937 random(11);
  for (int i = 0; i < 3000; ++i) {
    TimeSet a = random_days(random, GetParam()), b = random_days(random, GetParam()),
            c = random_days(random, GetParam());
    EXPECT_EQ(intersect(a, a), a);
    EXPECT_EQ(intersect(a, b), intersect(b, a));
    EXPECT_EQ(intersect(intersect(a, b), c), intersect(a, intersect(b, c)));
    EXPECT_EQ(intersect(intersect(a, b), b), intersect(a, b));
  }
}
INSTANTIATE_TEST_SUITE_P(Zones, Algebra, ::testing::Bool());

TEST(TimeSet, ManySetsMeetTheSameInAnyOrderWithAndWithoutZones) {
  std::mt19937 random(13);
  for (int i = 0; i < 500; ++i) {
    std::vector<TimeSet> sets;
    for (int k = 0; k < 5; ++k) sets.push_back(random_days(random, k % 2));
    TimeSet first = intersect_all(sets);
    std::shuffle(sets.begin(), sets.end(), random);
    EXPECT_EQ(intersect_all(sets), first);
  }
}

}  // namespace
}  // namespace bestand::time_set_test
