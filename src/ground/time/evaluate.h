// What an expression means on one given day: the TIMEX3 value and the stretch of time.
//
// Input    fields (spec.h); the day the text is read from, or none; the direction for what is open; the time
// that was
//          spoken of last, for "the next day" and "23.00"
// Output   resolved, or the value with X where the text does not tell; never a guess
// Source   TIMEX3 (ISO-TimeML); the house conventions in docs/formats/times.md
// Threads  const
#pragma once

#include <optional>
#include <string>

#include "ground/mentions.h"
#include "ground/time/calendar.h"
#include "ground/time/lexicon.h"

namespace bestand::timex {

enum class Direction { kPast, kFuture, kNearest };

struct Reference {
  bool known = false;
  Day day = 0;
  std::optional<Seconds> clock;  // into the day
  std::optional<int> offset_min;
  bool strict = false;    // today's weekday is never meant by its name (a caller's `prefer`)
  bool stamp = false;     // "now" is wanted as a moment
  bool upcoming = false;  // a caller's `prefer` of the future: clock times are those to come
  bool question = false;  // a caller's `prefer`: dates to the day, clock times to come
};

struct Value {
  TimexType type = TimexType::kDate;
  std::string value;
  bool timed = false;
  Interval time;
  Grain grain = Grain::kDay;
  bool spans = false, approximate = false, open_unknown = false;
  std::optional<int> offset_min;
  std::string text;  // EDTF where the fields cannot say it
  std::string mod;
  std::string other;  // the reading in the other direction, where nothing tells it
  Interval other_time;
};

struct Anchor {
  bool set = false;
  Interval time;
  Grain grain = Grain::kDay;
  int sentences = 0;  // how many back it was said
  Day day() const;
};

class Evaluator {
 public:
  explicit Evaluator(const Lexicon& lexicon) : lexicon_(lexicon) {}
  Value evaluate(const Spec& spec, const Reference& now, Direction direction, const Anchor& anchor,
                 const Anchor& day_anchor) const;

 private:
  const Lexicon& lexicon_;
};

bool only_clock(const Spec& spec);

// The day of a feast in a year.
Day holiday_in(const Holiday& holiday, int year);

// "2016-12-30".
std::string day_text(Day day);

}  // namespace bestand::timex
