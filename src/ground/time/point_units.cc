// Years and longer, "this month", "the first Monday of March".
#include <algorithm>
#include <cstdlib>

#include "ground/time/point.h"

namespace bestand::timex {

using F = Field;

// A quarter of which so few days are left is spoken of as gone by.
constexpr Day kEndingDays = 7;

void Point::decade() {
  int tens = s_[F::decade];  // 7 or 1970
  if (tens < 10)
    tens = (tens <= 1 ? 2000 : 1900) + tens * 10;
  else if (tens < 100)
    tens = (tens < 20 ? 2000 : 1900) + tens / 10 * 10;
  stretch(new_year(tens), new_year(tens + 10), Grain::kDecade, format("%03d", tens / 10));
}

void Point::century() {
  const int first = (s_[F::century] - 1) * 100;
  stretch(new_year(first), new_year(first + 100), Grain::kCentury, format("%02d", s_[F::century] - 1));
}

void Point::relative_unit() {
  int rel = s_[F::rel];
  if (!known()) return unknown(unknown_unit());
  const Civil c = civil_from_days(now_.day);
  if (s_.has(F::ending) && civil_from_days(now_.day + kEndingDays).month % 3 == 1 && c.month % 3 == 0) ++rel;
  switch (s_.as<Unit>(F::unit)) {
    case Unit::kDay:
      return day(rel == 0 ? now_.day : (anchor_.set ? anchor_.day() : now_.day) + rel);
    case Unit::kWeek:
      return week_from(monday_of(now_.day) + 7 * rel);
    case Unit::kMonth: {
      const Month m = add_months(Month{c.year, c.month}, rel);
      return stretch(first_of(m), first_of(add_months(m, 1)), Grain::kMonth,
                     format("%04d-%02d", m.year, m.month));
    }
    case Unit::kQuarter: {
      const Month m = add_months(Month{c.year, (c.month - 1) / 3 * 3 + 1}, 3 * rel);
      return stretch(first_of(m), first_of(add_months(m, 3)), Grain::kQuarter,
                     format("%04d-Q%d", m.year, m.month / 3 + 1));
    }
    case Unit::kHalf: {
      const Month m = add_months(Month{c.year, c.month <= 6 ? 1 : 7}, 6 * rel);
      return stretch(first_of(m), first_of(add_months(m, 6)), Grain::kQuarter,
                     format("%04d-H%d", m.year, m.month / 6 + 1));
    }
    case Unit::kYear:
      return stretch(new_year(c.year + rel), new_year(c.year + rel + 1), Grain::kYear,
                     format("%04d", c.year + rel));
    case Unit::kDecade: {
      const int first = c.year / 10 * 10 + 10 * rel;
      return stretch(new_year(first), new_year(first + 10), Grain::kDecade, format("%03d", first / 10));
    }
    case Unit::kCentury: {
      const int first = c.year / 100 * 100 + 100 * rel;
      return stretch(new_year(first), new_year(first + 100), Grain::kCentury, format("%02d", first / 100));
    }
    default:
      return unknown(rel < 0 ? "PAST_REF" : rel > 0 ? "FUTURE_REF" : "PRESENT_REF");
  }
}

std::string Point::unknown_unit() const {
  switch (s_.as<Unit>(F::unit)) {
    case Unit::kDay:
      return "XXXX-XX-XX";
    case Unit::kWeek:
      return "XXXX-WXX";
    case Unit::kMonth:
      return "XXXX-XX";
    case Unit::kQuarter:
      return "XXXX-QX";
    default:
      return "XXXX";
  }
}

void Point::nth() {
  Spec within = s_;
  for (F f : {F::form, F::ord, F::dow, F::count, F::part, F::hour, F::minute}) within.drop(f);
  const Unit unit = s_.has(F::dow)      ? Unit::kDay
                    : s_.get(F::per, 0) ? static_cast<Unit>(s_[F::per] - 1)
                                        : Unit::kDay;
  within.drop(F::per);
  if (within.empty() && known()) within.set(F::unit, static_cast<int>(Unit::kMonth)), within.set(F::rel, 0);
  const Value whole = Point(lexicon_, within, now_, direction_, anchor_).run();
  if (!whole.timed) return unknown("XXXX-XX-XX");
  const Stretch in{static_cast<Day>(whole.time.lo / kDaySeconds),
                   static_cast<Day>(whole.time.hi / kDaySeconds)};
  const int ord = s_[F::ord], count = s_.get(F::count, 100) / 100;
  if (s_.has(F::dow)) {
    const int dow = s_[F::dow];
    const Day first = in.lo + ((dow - weekday(in.lo)) % 7 + 7) % 7;
    const Day last = in.hi - 1 - ((weekday(in.hi - 1) - dow) % 7 + 7) % 7;
    return day(ord > 0 ? first + 7 * (ord - 1) : last + 7 * (ord + 1));
  }
  nth_unit(in, unit, ord, count);
}

void Point::nth_unit(Stretch in, Unit unit, int ord, int count) {
  switch (unit) {
    case Unit::kDay:
      if (count > 1) return first_or_last(in, ord, count, "D", Grain::kDay);
      return day(ord > 0 ? in.lo + ord - 1 : in.hi + ord);
    case Unit::kWeek: {
      if (count > 1) return first_or_last(in, ord, 7 * count, "W", Grain::kDay);
      const Day thursday_first =
          in.lo + ((4 - weekday(in.lo)) % 7 + 7) % 7;  // a week belongs to its Thursday
      const Day last = in.hi - 1 - ((weekday(in.hi - 1) - 4) % 7 + 7) % 7;
      return week_from(monday_of(ord > 0 ? thursday_first + 7 * (ord - 1) : last + 7 * (ord + 1)));
    }
    case Unit::kWeekend: {
      const Day first = in.lo + ((6 - weekday(in.lo)) % 7 + 7) % 7;
      const Day last = in.hi - 1 - ((weekday(in.hi - 1) - 6) % 7 + 7) % 7;
      const Day saturday = ord > 0 ? first + 7 * (ord - 1) : last + 7 * (ord + 1);
      const IsoWeek w = iso_week(saturday);
      stretch(saturday, saturday + 2, Grain::kDay, format("%04d-W%02d-WE", w.year, w.week));
      out_.spans = true;
      return;
    }
    case Unit::kMonth:
      return months_within(in, ord, count);
    case Unit::kQuarter:
      return part_within(in, ord, 3, 'Q');
    case Unit::kHalf:
      return part_within(in, ord, 6, 'H');
    default:
      return unknown("XXXX-XX-XX");
  }
}

void Point::first_or_last(Stretch in, int ord, int days, const char* unit, Grain grain) {
  const Day from = ord > 0 ? in.lo : in.hi - days;
  stretch(from, from + days, grain, format("P%d%s", *unit == 'W' ? days / 7 : days, unit));
  out_.type = TimexType::kDuration;
  out_.spans = true;
}

void Point::months_within(Stretch in, int ord, int count) {
  const Civil a = civil_from_days(in.lo), b = civil_from_days(in.hi - 1);
  Month m = ord > 0 ? add_months(Month{a.year, a.month}, (ord - 1) * count)
                    : add_months(Month{b.year, b.month}, ord * count + 1);
  const Day hi = first_of(add_months(m, count));
  if (count == 1) return stretch(first_of(m), hi, Grain::kMonth, format("%04d-%02d", m.year, m.month));
  stretch(first_of(m), hi, Grain::kMonth, format("P%dM", count));
  out_.type = TimexType::kDuration;
  out_.spans = true;
}

void Point::part_within(Stretch in, int ord, int months, char letter) {
  const int year = year_of(in.lo), parts = 12 / months;
  const int n = ord > 0 ? ord : parts + ord + 1;
  if (n < 1 || n > parts) return unknown("XXXX");
  const Month from{year, (n - 1) * months + 1};
  stretch(first_of(from), first_of(add_months(from, months)), Grain::kQuarter,
          format("%04d-%c%d", year, letter, n));
}

}  // namespace bestand::timex
