// When something happened, as far as is known: a set of intervals of which one holds the event.
//
// "vrijdag" in an article dated "2016-12" is five Fridays; "in december" is one interval of 31 days; nothing known
// is an empty optional, never a TimeSet. An empty TimeSet is a contradiction: evidence that leaves no time.
//
// Units    seconds of wall clock since 1970-01-01T00:00 in the zone `utc_offset_min`; half-open
// Zones    an unstated zone is absent, never silently UTC
// Source   EDTF: ISO 8601-2:2019 and the Library of Congress profile, levels 0-2
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace bestand {

using Seconds = int64_t;

constexpr Seconds kBeginOfTime = INT64_MIN / 4;  // open start: "../2016-12-29"
constexpr Seconds kEndOfTime = INT64_MAX / 4;    // open end

struct Interval {
  Seconds lo = 0;
  Seconds hi = 0;  // exclusive
  friend auto operator<=>(const Interval&, const Interval&) = default;
};

enum class Grain { kSecond, kMinute, kHour, kPartOfDay, kDay, kWeek, kMonth, kSeason, kQuarter, kYear, kDecade, kCentury };

struct TimeSet {
  std::vector<Interval> members;        // rising, disjoint; the event lies in one of them
  std::vector<int32_t> anchors;         // the document day (days since 1970) each member was reckoned from, when
                                        // it depends on it: what two expressions of one text must agree on; else empty
  Grain grain = Grain::kDay;            // of one member
  bool approximate = false;             // EDTF ~
  bool uncertain = false;               // EDTF ?
  bool spans = false;                   // the event fills the member ("2013/2017") instead of lying somewhere in it
  bool all_of = false;                  // it happened in every member: EDTF "{a,b}"
  bool open_unknown = false;            // an open end is unknown ("/2019") rather than without limit ("../2019")
  std::optional<int> utc_offset_min;    // absent = zone not stated
  std::string text;                     // the EDTF to write where the fields above cannot say it all ("2006~/2019-04-10");
                                        // empty = written from the fields

  bool empty() const { return members.empty(); }
  bool single() const { return members.size() == 1; }
  Interval hull() const;                // requires !empty()

  friend bool operator==(const TimeSet&, const TimeSet&) = default;
};

// Days since 1970-01-01 of a proleptic Gregorian date, and back.
int32_t days_from_civil(int year, int month, int day);
struct Civil { int year, month, day; };
Civil civil_from_days(int32_t days);
constexpr Seconds kDaySeconds = 86400;

TimeSet day_set(int32_t day);  // one whole day

// Reads EDTF levels 0-2: dates of any precision, times with zone, intervals, one-of sets "[...]", all-of sets,
// masks, seasons and quarters, qualifiers. A set of publication days ("2016-12") becomes one interval at month grain.
Result<TimeSet> parse_edtf(std::string_view text);

// The shortest EDTF that says the same: "2016-12-30", "[2016-12-02,2016-12-09]", "2016-12-29T23:00:00+01:00".
std::string to_edtf(const TimeSet& time);

// The same set with touching members made one and the anchors dropped: two sets that allow the same times are equal.
TimeSet merged(const TimeSet& time);

// What both allow, at the finer grain; anchors stay only where both are the same set. Zones: wall clocks are compared as they stand where either zone is unknown (offsets differ by at
// most 14 hours, so members closer than that are kept); both known: compared in UTC.
TimeSet intersect(const TimeSet& a, const TimeSet& b);

// Whether intersect(a, b) leaves anything.
bool meet(const TimeSet& a, const TimeSet& b);

// What all allow, whatever their order: sets without a zone meet each other first, then those with one. Two mixed
// intersections one after the other would depend on the order, as 14 hours of slack apply at each. None: empty.
TimeSet intersect_all(const std::vector<TimeSet>& sets);

// Certain order: every member of `a` ends before any of `b` begins.
bool certainly_before(const TimeSet& a, const TimeSet& b);

// The days a set touches, rising, at most `limit` (a longer set gives nothing).
std::vector<int32_t> days_of(const TimeSet& time, size_t limit = 400);

}  // namespace bestand
