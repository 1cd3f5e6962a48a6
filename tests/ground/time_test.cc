// What time expressions mean: the language tables' own examples, tables of sentences, and claims about sets
// of dates.
#include "ground/time.h"

#include <gtest/gtest.h>
#include <toml++/toml.h>

#include <fstream>

#include "base/edtf.h"
#include "ground/time/evaluate.h"
#include "parse/parser.h"

namespace bestand::time_test {
namespace {

const Parser& parser() {
  static const Result<Parser> loaded = Parser::load(BESTAND_SOURCE_DIR);
  return *loaded;
}

const TimeGrounder& grounder(const std::string& lang) {
  static const auto load = [](const char* l) { return TimeGrounder::load(BESTAND_SOURCE_DIR, l); };
  static const Result<TimeGrounder> nl = load("nl"), en = load("en");
  return lang == "nl" ? *nl : *en;
}

struct Found {
  std::string quote, value, edtf;
  TimeMention mention;
};

Document document(const std::string& lang, const std::string& published, const std::string& text) {
  Document d;
  d.lang = lang;
  d.text = text;
  d.published_edtf = published;
  if (!published.empty()) d.published = *parse_edtf(published);
  return d;
}

std::vector<Found> find(const Document& d, bool trees = true) {
  Parse parse;
  if (trees) parse = parser().parse(d);
  Mentions mentions;
  grounder(d.lang).ground(d, parse, &mentions);
  std::vector<Found> out;
  for (const TimeMention& t : mentions.times) {
    out.push_back({std::string(quote(d.text, t.span)), t.value, t.time ? to_edtf(*t.time) : "", t});
  }
  return out;
}

std::vector<Found> find(const std::string& lang, const std::string& published, const std::string& text) {
  return find(document(lang, published, text));
}

TEST(Time, ADayNamedInTheSentenceTellsTheYearOfOneBesideIt) {
  auto days = [](const char* lang, const char* text) {
    std::vector<std::string> out;
    for (const Found& f : find(lang, "2017-03-31", text)) out.push_back(f.edtf);
    return out;
  };
  using Days = std::vector<std::string>;
  EXPECT_EQ(days("en", "The siege began on 3 March 2015 and ended on 5 April."), (Days{"2015-03-03", "2015-04-05"}));
  EXPECT_EQ(days("en", "It was signed on December 29 2016 and broken on January 3."), (Days{"2016-12-29", "2017-01-03"}));
  EXPECT_EQ(days("nl", "Het beleg begon op 3 maart 2015 en eindigde op 5 april."), (Days{"2015-03-03", "2015-04-05"}));
  // One far from it goes by the text's own day.
  EXPECT_EQ(days("en", "It was signed on December 29 2016. Talks were held on 20 March."), (Days{"2016-12-29", "2017-03-20"}));
}

TEST(Time, TablesLoadInEveryLanguage) {
  for (const char* lang : {"nl", "en"}) {
    Result<TimeGrounder> loaded = TimeGrounder::load(BESTAND_SOURCE_DIR, lang);
    ASSERT_TRUE(loaded.ok()) << loaded.error().to_string();
  }
}

TEST(Time, EveryRuleLivesUpToItsExampleAndItsCounter) {
  for (const char* lang : {"nl", "en"}) {
    for (const std::string& line : grounder(lang).failing_examples()) ADD_FAILURE() << lang << ": " << line;
  }
}

// A JSON object a line is a TOML inline table once ":" after a key is "=": the cases use no other JSON.
struct Case {
  std::string published, text;
  std::vector<std::vector<std::string>> times;  // quote, value, EDTF where it is given
};

std::vector<std::string> strings_of(const std::string& line) {
  std::vector<std::string> out;
  for (size_t at = line.find('"'); at != std::string::npos; at = line.find('"', at)) {
    const size_t end = line.find('"', at + 1);
    out.push_back(line.substr(at + 1, end - at - 1));
    at = end + 1;
  }
  return out;
}

std::vector<Case> cases(const std::string& lang) {
  std::vector<Case> out;
  std::ifstream file(std::string(BESTAND_SOURCE_DIR) + "/tests/cases/ground/times-" + lang + ".jsonl");
  for (std::string line; std::getline(file, line);) {
    const size_t list = line.find("\"times\"");
    std::vector<std::string> head = strings_of(line.substr(0, list));
    Case c{head.at(1), head.at(3), {}};
    for (size_t at = line.find("[\"", list); at != std::string::npos; at = line.find("[\"", at + 1)) {
      c.times.push_back(strings_of(line.substr(at, line.find("\"]", at) + 2 - at)));
    }
    out.push_back(std::move(c));
  }
  return out;
}

bool right(const Case& c, const std::string& lang, std::string* got) {
  const std::vector<Found> found = find(lang, c.published, c.text);
  bool same = found.size() == c.times.size();
  for (size_t i = 0; i < found.size(); ++i) {
    *got += " <" + found[i].quote + "> " + found[i].value + " " + found[i].edtf;
    if (i >= c.times.size()) continue;
    same &= found[i].quote == c.times[i][0] && found[i].value == c.times[i][1];
    if (c.times[i].size() > 2) same &= found[i].edtf == c.times[i][2];
  }
  return same;
}

class TimeCases : public ::testing::TestWithParam<const char*> {};

TEST_P(TimeCases, NineteenOfTwentySentencesAreWhollyRight) {
  const std::vector<Case> all = cases(GetParam());
  ASSERT_GE(all.size(), 100u);
  size_t wrong = 0;
  std::string report;
  for (const Case& c : all) {
    std::string got;
    if (right(c, GetParam(), &got)) continue;
    ++wrong;
    report += c.published + ": " + c.text + "\n   " + got + "\n";
  }
  EXPECT_LE(wrong * 20, all.size()) << report;
}
INSTANTIATE_TEST_SUITE_P(Languages, TimeCases, ::testing::Values("nl", "en"));

TEST(Time, EachThursdayOfAVagueDateKeepsItsZone) {
  auto found = find("nl", "2016-12", "Donderdagavond 23.00 Nederlandse tijd werd een bestand van kracht.");
  ASSERT_EQ(found.size(), 1u);
  const TimeSet& time = *found[0].mention.time;
  EXPECT_EQ(time.utc_offset_min, 60);
  EXPECT_EQ(time.anchors.size(), time.members.size());
  for (Interval m : time.members) {
    EXPECT_EQ(timex::weekday(static_cast<int32_t>(m.lo / kDaySeconds)), 4);
    EXPECT_EQ(m.lo % kDaySeconds, 23 * 3600);
  }
  EXPECT_NE(found[0].edtf.find("2016-12-29T23:00:00+01:00"), std::string::npos);
}

TEST(Time, WhatDoesNotDependOnTheDayStaysSingle) {
  for (const char* text : {"De gesprekken beginnen volgende maand.", "Dit jaar vielen er doden.",
                           "Op 3 mei 2014 viel de stad."}) {
    auto found = find("nl", "2016-12", text);
    ASSERT_EQ(found.size(), 1u) << text;
    EXPECT_TRUE(found[0].mention.candidates.empty()) << text;
    EXPECT_TRUE(found[0].mention.time->single()) << text;
  }
}

TEST(Time, TwoNamesOfOneDaySettleTheDate) {
  auto found =
      find("nl", "2016-12", "Gisteren, donderdag 29 december, ging het bestand in. Morgen wordt er gepraat.");
  ASSERT_EQ(found.size(), 3u);
  EXPECT_EQ(found[0].edtf, "2016-12-29");
  EXPECT_EQ(found[2].edtf, "2016-12-31");
}

TEST(Time, AContradictionBetweenTwoNamesLeavesBothAsTheyWere) {
  auto found = find("nl", "2016-12-30", "Gisteren, woensdag 14 december, ging het bestand in.");
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].edtf, "2016-12-29");
  EXPECT_EQ(found[1].edtf, "2016-12-14");
}

TEST(Time, NoPublicationDateIsNeverGuessed) {
  for (const char* text :
       {"Vrijdag vielen er doden.", "Vorige week vielen er doden.", "Gisteren vielen er doden."}) {
    auto found = find("nl", "", text);
    ASSERT_EQ(found.size(), 1u) << text;
    EXPECT_FALSE(found[0].mention.time.has_value()) << text;
    EXPECT_NE(found[0].value.find('X'), std::string::npos) << found[0].value;
  }
}

TEST(Time, RelationsComeFromTheWordsBefore) {
  const std::pair<const char*, const char*> kCases[] = {{"Sinds maandag is het stil.", "since"},
                                                        {"Tot maandag is het stil.", "until"},
                                                        {"Na maandag werd het stil.", "after"},
                                                        {"Voor maandag moet het leger weg zijn.", "before"}};
  for (auto [text, relation] : kCases) {
    auto found = find("nl", "2016-12-30", text);
    ASSERT_EQ(found.size(), 1u) << text;
    EXPECT_EQ(found[0].mention.relation, relation) << text;
  }
}

TEST(Time, BareTokensStillGiveTimes) {
  Document d = document("en", "2016-12-30", "Rebels shelled the town on Thursday evening.");
  auto found = find(d, false);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].edtf, "2016-12-29");
}

TEST(Time, PreferenceOverrulesTense) {
  Document d = document("en", "2016-12-30", "They met on Monday.");
  d.prefer = "future";
  EXPECT_EQ(find(d).at(0).value, "2017-01-02");
  d.prefer = "past";
  EXPECT_EQ(find(d).at(0).value, "2016-12-26");
}

TEST(Time, SpansQuoteTheirTextAndRiseWithoutCrossing) {
  Document d =
      document("nl", "2016-12-30",
               "Één dag later, op 3 mei ’s avonds – rond 22.00 uur – viel de stad. “Vrijdag” is voorbij…");
  uint32_t last = 0;
  for (const Found& f : find(d)) {
    EXPECT_GE(f.mention.span.begin, last);
    EXPECT_LT(f.mention.span.begin, f.mention.span.end);
    EXPECT_LE(f.mention.span.end, d.text.size());
    last = f.mention.span.end;
  }
  EXPECT_GT(last, 0u);
}

TEST(Time, SameTextSameAnswer) {
  Document d =
      document("en", "2016-12", "On Friday, two days after the truce, shelling resumed at 5 p.m. in Hama.");
  auto first = find(d), second = find(d);
  ASSERT_EQ(first.size(), second.size());
  for (size_t i = 0; i < first.size(); ++i) EXPECT_EQ(first[i].edtf, second[i].edtf);
}

TEST(Calendar, WeeksMonthsAndFeastsAgreeWithKnownDates) {
  EXPECT_EQ(timex::weekday(days_from_civil(2016, 12, 30)), 5);
  EXPECT_EQ(timex::iso_week(days_from_civil(2017, 1, 1)).week, 52);
  EXPECT_EQ(timex::iso_week(days_from_civil(2020, 12, 31)).week, 53);
  EXPECT_EQ(timex::add_months(days_from_civil(2016, 3, 31), -1), days_from_civil(2016, 2, 29));
  EXPECT_EQ(timex::easter(2016), days_from_civil(2016, 3, 27));
  EXPECT_EQ(timex::easter(2019), days_from_civil(2019, 4, 21));
  EXPECT_EQ(timex::orthodox_easter(2016), days_from_civil(2016, 5, 1));
  EXPECT_NEAR(timex::from_hijri(1437, 9, 1), days_from_civil(2016, 6, 6), 1);
}

TEST(Time, ADayThatHeadsTheTextIsWhatItsTimesAreReckonedFrom) {
  auto edtf = [](const std::string& lang, const std::string& published, const std::string& text) {
    return find(lang, published, text).back().edtf;
  };
  EXPECT_EQ(edtf("en", "2014-03-20", "Last updated on 12 March 2014 Rebels took the town yesterday."), "2014-03-11");
  EXPECT_EQ(edtf("nl", "", "Gepubliceerd op 12 maart 2014 - Rebellen namen de stad gisteren in."), "2014-03-11");
  // A sentence that begins with a date, and a date of long ago, head nothing.
  EXPECT_EQ(edtf("en", "2014-03-20", "12 March 2014 was a black day. Rebels took the town yesterday."), "2014-03-19");
  EXPECT_EQ(edtf("en", "2014-03-20", "12 March 1944 Remembered: people met in the town yesterday."), "2014-03-19");
}

}  // namespace
}  // namespace bestand::time_test
