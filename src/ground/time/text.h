// What the files of the evaluator share: numbers into text, the calendar's edges, parts of the day and
// modifiers.
#pragma once

#include <cstdio>
#include <string>
#include <string_view>

#include "ground/time/evaluate.h"

namespace bestand::timex {

template <class... Args>
std::string format(const char* pattern, Args... args) {
  char buffer[96];
  const int n = std::snprintf(buffer, sizeof buffer, pattern, args...);
  return std::string(buffer, static_cast<size_t>(n));
}

inline Seconds at(Day day) { return static_cast<Seconds>(day) * kDaySeconds; }
inline int year_of(Day day) { return civil_from_days(day).year; }
inline Day new_year(int year) { return days_from_civil(year, 1, 1); }

constexpr std::string_view kSeasonNames[] = {"SP", "SU", "FA", "WI"};

// Hours of the parts of a day, from the day's midnight, and the name in TIMEX3.
struct PartHours {
  int from, to;
  const char* name;
  const char* mod;
};
constexpr PartHours kParts[] = {{6, 12, "TMO", ""},     {4, 8, "TMO", "START"}, {0, 6, "TMO", "START"},
                                {12, 12, "T12:00", ""}, {12, 18, "TAF", ""},    {18, 24, "TEV", ""},
                                {21, 24, "TEV", "END"}, {22, 30, "TNI", ""},    {24, 24, "T24:00", ""},
                                {6, 18, "TDT", ""},     {21, 27, "TNI", "END"}, {4, 8, "TMO", ""},
                                {12, 14, "T12:00", ""}};

// "START", "APPROX"; empty where TIMEX3 has no word for it.
const char* mod_name(Mod mod);

}  // namespace bestand::timex
