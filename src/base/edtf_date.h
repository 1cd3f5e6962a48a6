// One EDTF date as written, before it is made a set: what the reader's parts hand to each other.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/time_set.h"

namespace bestand::edtf {

// Four or two characters of a date, '0'-'9' or 'X'.
struct Digits {
  char at[4] = {};
  int size = 0;

  bool masked() const;
  bool all_masked() const;
  bool matches(int value) const;  // value written with `size` digits
  int number() const;             // requires !masked()
};

struct Date {
  bool negative = false;
  Digits year, month, day;           // size 0 = not written
  std::optional<int64_t> long_year;  // Y170000002, Y17E7
  std::optional<Seconds> clock;      // seconds into the day
  bool clock_to_second = false;      // seconds written and not 00
  std::optional<int> utc_offset_min;
  bool approximate = false, uncertain = false;
  bool inner_qualifier = false;  // one that is not at the end
  bool end_qualifier = false;
  bool significant = false;  // S2
  bool exponent = false;

  bool season() const { return month.size == 2 && !month.masked() && month.number() >= 21; }
  bool masked() const { return year.masked() || month.masked() || day.masked(); }
};

// Reads one date from all of `text`. On failure gives the offset in `*error_at`.
bool scan_date(std::string_view text, Date* out, size_t* error_at);

// The times a date allows; false if there is no such day.
bool resolve(const Date& date, TimeSet* out);

// The level of one date standing alone, or as an end of an interval.
int level_of(const Date& date, bool in_interval);

// Seconds at which a month of a year of any size begins; month may run over.
Seconds month_start(int64_t year, int64_t month);

}  // namespace bestand::edtf
