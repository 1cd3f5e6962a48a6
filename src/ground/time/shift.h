// Durations, and what is counted from now or from what was spoken of: "two weeks ago", "the day after",
// "P3D".
#pragma once

#include <string>

#include "ground/time/evaluate.h"

namespace bestand::timex {

// A part of a unit is said in a smaller one: half a year is P6M.
void to_whole_units(Spec* spec);
// "P3D", "PT48H", "PXW".
std::string duration_text(Spec spec);

// One evaluation; from_now() and the others are called once.
class Shift {
 public:
  Shift(const Spec& spec, const Reference& now, const Anchor& anchor) : s_(spec), now_(now), anchor_(anchor) {
    to_whole_units(&s_);
  }

  // "twee weken geleden", "in three days".
  Value from_now(int sign);

  // "twee dagen later", "een kwartaal eerder": from what was spoken of last.
  Value from_anchor(int sign);

  Value length();

  // "de afgelopen vijf jaar", "the next 24 hours", "de komende weken".
  Value beside_now(int sign);

 private:
  static void widen_to_months(Value* v);

  // Whole months or years before or after this one.
  void aligned(int sign, Value* v) const;

  // A caller's question wants the two ends of it.
  void question_span(int sign, Value* v) const;

  // "a year ago" is meant to the month, "two years ago" to the year.
  Grain said_grain() const;

  static Day nearest_weekday(Day day, int dow);

  static std::string moment(Seconds t);

  Value unresolved();

  Value dated(Day day, Grain grain, bool approximate);

  // Hours and minutes count from the clock, where it is known; else the day, or the one beside it.
  Value clock(int sign);

  // "enkele weken geleden": two to nine of them.
  Value vague(int sign);

  Value vague_from_anchor(int sign);

  Spec s_;
  const Reference& now_;
  const Anchor& anchor_;
};

}  // namespace bestand::timex
