#include "base/zones.h"

#include <gtest/gtest.h>

namespace bestand::zones_test {
namespace {

Seconds noon(int year, int month, int day) { return days_from_civil(year, month, day) * kDaySeconds + kDaySeconds / 2; }

TEST(Zones, ACountryOfOneClockHasOneOffsetThatFollowsItsSummer) {
  EXPECT_EQ(offsets_in("SY", noon(2016, 12, 30)), std::vector<int>{120});
  EXPECT_EQ(offsets_in("SY", noon(2016, 7, 1)), std::vector<int>{180});
  EXPECT_EQ(offsets_in("SD", noon(2023, 4, 22)), std::vector<int>{120});
}

TEST(Zones, ACountryOfManyClocksHasThemAll) {
  const std::vector<int> russia = offsets_in("RU", noon(2022, 3, 1));
  ASSERT_GT(russia.size(), 5u);
  EXPECT_EQ(russia.front(), 120);
  EXPECT_EQ(russia.back(), 720);
}

TEST(Zones, AnUnknownCountryHasNone) {
  EXPECT_TRUE(offsets_in("", noon(2016, 12, 30)).empty());
  EXPECT_TRUE(offsets_in("XX", noon(2016, 12, 30)).empty());
}

}  // namespace
}  // namespace bestand::zones_test
