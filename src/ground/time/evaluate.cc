// Which evaluator a form of expression needs, and what all of them share.
#include "ground/time/evaluate.h"

#include "ground/time/point.h"
#include "ground/time/shift.h"
#include "ground/time/text.h"

namespace bestand::timex {

using F = Field;

const char* mod_name(Mod mod) {
  switch (mod) {
    case Mod::kStart:
    case Mod::kEarly:
      return "START";
    case Mod::kMid:
      return "MID";
    case Mod::kEnd:
    case Mod::kLate:
      return "END";
    case Mod::kApprox:
      return "APPROX";
    case Mod::kLess:
      return "LESS_THAN";
    case Mod::kMore:
      return "MORE_THAN";
    case Mod::kAtLeast:
      return "EQUAL_OR_MORE";
    case Mod::kAtMost:
      return "EQUAL_OR_LESS";
    default:
      return "";
  }
}

namespace {

Value reference_value(const Spec& s, const Reference& now) {
  Value v;
  constexpr const char* kNames[] = {"PRESENT_REF", "PAST_REF", "FUTURE_REF"};
  v.value = kNames[s[F::ref]];
  if (s.is(F::ref, Ref::kPresent) && now.stamp && now.clock) {
    const int clock = static_cast<int>(*now.clock);
    v.type = TimexType::kTime;
    v.value = day_text(now.day) + format("T%02d:%02d:%02d", clock / 3600, clock / 60 % 60, clock % 60);
  }
  return v;
}

Value recurrence(const Spec& s) {
  Value v;
  v.type = TimexType::kSet;
  if (s.has_duration())
    v.value = duration_text(s);
  else if (s.has(F::month) && s.has(F::day))
    v.value = format("XXXX-%02d-%02d", s[F::month], s[F::day]);
  else if (s.has(F::dow))
    v.value = format("XXXX-WXX-%d", s[F::dow]);
  else if (s.has(F::month))
    v.value = format("XXXX-%02d", s[F::month]);
  else if (s.has(F::season))
    v.value = "XXXX-" + std::string(kSeasonNames[s[F::season]]);
  else if (s.has(F::weekend))
    v.value = "XXXX-WXX-WE";
  else if (s.has(F::part) && !s.has_clock())
    v.value = "XXXX-XX-XX";
  if (s.has_clock()) {
    int hour = s[F::hour];
    if ((s.is(F::meridiem, 1) || s.is(F::part, Part::kEvening) || s.is(F::part, Part::kAfternoon)) &&
        hour < 12)
      hour += 12;
    v.value += format("T%02d:%02d", hour, s.get(F::minute, 0));
  } else if (s.has(F::part) && !s.has_duration()) {
    v.value += kParts[s[F::part]].name;
  }
  if (s.has(F::mod)) v.mod = mod_name(s.as<Mod>(F::mod));
  return v;
}

}  // namespace

Day Anchor::day() const {
  return static_cast<Day>(time.lo >= 0 ? time.lo / kDaySeconds : (time.lo - kDaySeconds + 1) / kDaySeconds);
}

std::string day_text(Day day) {
  const Civil c = civil_from_days(day);
  return format("%04d-%02d-%02d", c.year, c.month, c.day);
}

Day holiday_in(const Holiday& h, int year) {
  if (h.easter) return (h.orthodox ? orthodox_easter(year) : easter(year)) + h.shift;
  if (h.hijri_month) {
    int hijri = hijri_year(new_year(year));
    while (from_hijri(hijri, h.hijri_month, h.hijri_day) < new_year(year)) ++hijri;
    return from_hijri(hijri, h.hijri_month, h.hijri_day);
  }
  if (h.nth) {
    const Day first = first_of({year, h.month}), last = first + days_in_month(year, h.month) - 1;
    if (h.nth > 0) return first + ((h.dow - weekday(first)) % 7 + 7) % 7 + 7 * (h.nth - 1) + h.shift;
    return last - ((weekday(last) - h.dow) % 7 + 7) % 7 + h.shift;
  }
  const Day day = days_from_civil(year, h.month, h.day);
  return h.avoid_dow == weekday(day) ? day + h.avoid_shift : day;
}

// A clock time or a part of the day and nothing that says which day.
bool only_clock(const Spec& spec) {
  if (!(spec.has_clock() || spec.has(F::part)) || spec.form() != Form::kPoint) return false;
  for (F f : {F::offset, F::dow, F::day, F::month, F::rel, F::year, F::holiday}) {
    if (spec.has(f)) return false;
  }
  return true;
}

Value Evaluator::evaluate(const Spec& spec, const Reference& now, Direction direction, const Anchor& anchor,
                          const Anchor& day_anchor) const {
  switch (spec.form()) {
    case Form::kAgo:
      return Shift(spec, now, anchor).from_now(-1);
    case Form::kAhead:
      return Shift(spec, now, anchor).from_now(1);
    case Form::kLater:
      return Shift(spec, now, anchor).from_anchor(1);
    case Form::kEarlier:
      return Shift(spec, now, anchor).from_anchor(-1);
    case Form::kDuration:
      if (spec.has(F::span)) return Shift(spec, now, anchor).beside_now(spec[F::rel]);
      return Shift(spec, now, anchor).length();
    case Form::kWithin:
      return now.stamp ? Shift(spec, now, anchor).from_now(1) : Shift(spec, now, anchor).beside_now(1);
    case Form::kSet:
      return recurrence(spec);
    case Form::kRef:
      return reference_value(spec, now);
    case Form::kSame: {
      Value v;
      v.value = "XXXX-XX-XX";
      if (!day_anchor.set) return v;
      Spec day = spec;
      day.drop(F::form);
      Reference there = now;
      there.known = true, there.day = day_anchor.day();
      day.set(F::offset, 0);
      return Point(lexicon_, day, there, direction, day_anchor).run();
    }
    default:
      return Point(lexicon_, spec, now, direction, only_clock(spec) ? day_anchor : anchor).run();
  }
}

}  // namespace bestand::timex
