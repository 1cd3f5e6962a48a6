#include "ground/time/spec.h"

namespace bestand::timex {
namespace {

constexpr std::string_view kFieldNames[kFields] = {
    "form",  "year",   "month",   "day",      "dow",     "week",       "season", "quarter",
    "half",  "decade", "century", "holiday",  "weekend", "short_year", "day2",   "part",
    "hour",  "minute", "second",  "meridiem", "zone",    "offset",     "rel",    "strict",
    "unit",  "count",  "vague",   "ord",      "mod",     "about",      "ref",    "every",
    "span",  "dur_c",  "dur_de",  "dur_y",    "dur_q",   "dur_m",      "dur_w",  "dur_we",
    "dur_d", "dur_h",  "dur_mi",  "dur_s",    "per",     "ending",
    "swapped"};

constexpr std::string_view kForms[] = {"point", "ago", "ahead",    "later", "earlier", "duration", "set",
                                       "ref",   "nth", "night_of", "same",  "block",   "within"};
constexpr std::string_view kUnits[] = {"S", "MI", "H", "D", "W", "WE", "M", "Q", "HY", "Y", "DE", "C"};
constexpr std::string_view kPartNames[] = {"morning",    "early_morning", "small_hours", "noon",     "afternoon",
                                       "evening",    "late_evening",  "night",       "midnight", "day",
                                       "late_night", "dawn",          "lunch"};
constexpr std::string_view kMods[] = {"none",     "start",   "mid",   "end",  "approx", "less", "more",
                                      "at_least", "at_most", "early", "late", "so_far", "rest"};
constexpr std::string_view kRefs[] = {"present", "past", "future"};

template <size_t N>
int find(const std::string_view (&names)[N], std::string_view name) {
  for (size_t i = 0; i < N; ++i) {
    if (names[i] == name) return static_cast<int>(i);
  }
  return -1;
}

}  // namespace

bool Spec::has_duration() const {
  constexpr int first = static_cast<int>(Field::dur_c), last = static_cast<int>(Field::dur_s);
  return (mask_ >> first) & ((uint64_t{1} << (last - first + 1)) - 1);
}

int field_named(std::string_view name) { return find(kFieldNames, name); }

int value_named(Field field, std::string_view name) {
  switch (field) {
    case Field::form:
      return find(kForms, name);
    case Field::unit:
      return find(kUnits, name);
    case Field::part:
      return find(kPartNames, name);
    case Field::mod:
      return find(kMods, name);
    case Field::ref:
      return find(kRefs, name);
    default:
      return -1;
  }
}

}  // namespace bestand::timex
