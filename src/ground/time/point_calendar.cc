// Days, months, feasts, seasons and weeks: which one is meant.
#include <algorithm>
#include <cstdlib>

#include "ground/time/point.h"

namespace bestand::timex {

using F = Field;

bool Point::fixed_year(int* year) const {
  if (s_.has(F::year)) return *year = s_[F::year], true;
  if (s_.has(F::short_year)) {
    const int yy = s_[F::short_year], now = known() ? year_of(now_.day) : 2010;
    *year = now / 100 * 100 + yy;
    if (*year > now + 20) *year -= 100;
    return true;
  }
  if (s_.is(F::unit, Unit::kYear) && s_.has(F::rel) && known())
    return *year = year_of(now_.day) + s_[F::rel], true;
  return false;
}

// "75 jaar geleden, in oktober": the year just spoken of, where it is far from now.
bool Point::year_spoken_of(int* year) const {
  if (!anchor_.set || anchor_.sentences > 1 || s_.has(F::rel) || now_.question) return false;
  *year = civil_from_days(anchor_.day()).year;
  return anchor_.grain <= Grain::kYear && direction_ != Direction::kFuture && year_of(now_.day) - *year >= 2;
}

void Point::calendar() {
  if (s_.form() == Form::kNth) return nth();
  if (s_.has(F::offset)) return known() ? day(now_.day + s_[F::offset]) : unknown("XXXX-XX-XX");
  if (s_.has(F::holiday)) return holiday();
  if (s_.has(F::month)) return s_.has(F::day) ? month_day(day_first_or_month_first()) : month();
  if (s_.has(F::season)) return season();
  if (s_.has(F::quarter) || s_.has(F::half)) return quarter();
  if (s_.has(F::weekend)) return weekend();
  if (s_.has(F::dow) && !s_.has(F::day)) return weekday_named();
  if (s_.has(F::day)) return day_of_month();
  if (s_.has(F::week) && s_[F::week] != kWeekOf) return week_number();
  if (s_.has(F::decade)) return decade();
  if (s_.has(F::century)) return century();
  if (s_.has(F::unit) && s_.has(F::rel)) return relative_unit();
  int year;
  if (fixed_year(&year))
    return stretch(new_year(year), new_year(year + 1), Grain::kYear, format("%04d", year));
  near_day();
}

// "Thursday night, at 2 a.m.": 1 where the night spoken of shows this clock time on its second day.
Day Point::after_midnight() const {
  if (!s_.has_clock()) return 0;
  const Seconds first = anchor_.day() * static_cast<Seconds>(kDaySeconds) + hour24() * 3600 + s_.get(F::minute, 0) * 60;
  const bool second_day = first < anchor_.time.lo && first + kDaySeconds < anchor_.time.hi;
  return second_day && anchor_.time.hi - anchor_.time.lo < kDaySeconds ? 1 : 0;
}

// Only a clock time or a part of the day: of the day spoken of.
void Point::near_day() {
  if (s_.has(F::rel) && known()) {  // "vannacht", "this morning", "last night"
    Day d = now_.day;
    const bool night = s_.is(F::part, Part::kNight) || s_.is(F::part, Part::kLateNight);
    if (s_[F::rel] == -1 || (night && s_[F::rel] == 0 && direction_ == Direction::kPast)) d -= 1;
    if (s_[F::rel] == 1 && !night) d += 1;
    return day(d);
  }
  const bool habit =
      s_.has_clock() && s_.has(F::part);  // "acht uur 's morgens": any day, unless one is named beside it
  const bool lean = !habit || anchor_.sentences == 0;
  if (anchor_.set && anchor_.grain <= Grain::kDay && lean && !now_.question) return day(anchor_.day() + after_midnight());
  if (!known() || !s_.has_clock()) return;
  if (now_.question ? now_.upcoming : s_.has(F::zone) || !habit) day(now_.day);
}

void Point::holiday() {
  const Holiday& h = lexicon_.holidays()[static_cast<size_t>(s_[F::holiday])];
  if (!can_date()) {
    return unknown(h.month && !h.nth ? format("XXXX-%02d-%02d", h.month, h.day) : "XXXX-XX-XX");
  }
  const Stretch found = yearly([&](int year) {
    const Day first = holiday_in(h, year);
    return Stretch{first, first + h.length};
  });
  if (found.hi == found.lo + 1)
    day(found.lo);
  else
    stretch(found.lo, found.hi, Grain::kDay, day_text(found.lo) + "/" + day_text(found.hi - 1)),
        out_.spans = true;
  out_.approximate = h.hijri_month > 0;
}

// "05-02-2015": the way round that lies nearer to the text's own date, before it rather than after.
Point::MonthDay Point::day_first_or_month_first() const {
  const MonthDay written{s_[F::month], s_[F::day]}, other{s_[F::day], s_[F::month]};
  int year;
  if (!s_.has(F::swapped) || !known() || now_.question || !fixed_year(&year)) return written;
  const Day a = days_from_civil(year, written.month, written.day) - now_.day;
  const Day b = days_from_civil(year, other.month, other.day) - now_.day;
  if ((a > 0) != (b > 0) && std::abs(a) < 370 && std::abs(b) < 370) return a > 0 ? other : written;
  return std::abs(b) < std::abs(a) ? other : written;
}

void Point::month_day(MonthDay said) {
  const int m = said.month, d = said.day;
  if (!can_date()) return unknown(format("XXXX-%02d-%02d", m, d));
  auto make = [&](int year) {
    const Day first = days_from_civil(year, m, std::min(d, days_in_month(year, m)));
    const Day last =
        s_.has(F::day2) ? days_from_civil(year, m, std::min(s_[F::day2], days_in_month(year, m))) : first;
    return Stretch{first, std::max(first, last) + 1};
  };
  Stretch found = yearly(make);
  int year;
  if (s_.has(F::dow) && !fixed_year(&year)) found = matching_weekday(make, found);
  if (d > days_in_month(year_of(found.lo), m)) return unknown(format("XXXX-%02d-%02d", m, d));
  if (!s_.has(F::day2)) return day(found.lo);
  two_days(found);
}

// "5-6 June", "18 of 19 mei": both days; a night between them is of the first.
void Point::two_days(Stretch found) {
  if (s_.is(F::part, Part::kNight)) return day(found.lo);
  stretch(found.lo, found.hi, Grain::kDay, day_text(found.lo) + "/" + day_text(found.hi - 1));
  out_.spans = true;
}

void Point::month() {
  const int m = s_[F::month];
  if (!can_date()) return unknown(format("XXXX-%02d", m));
  const Stretch found = yearly([&](int year) {
    return Stretch{first_of({year, m}), first_of(add_months(Month{year, m}, 1))};
  });
  stretch(found.lo, found.hi, Grain::kMonth, format("%04d-%02d", year_of(found.lo), m));
}

void Point::season() {
  const int code = s_[F::season];  // 0 spring ... 3 winter
  const std::string name(kSeasonNames[code]);
  if (!can_date()) return unknown("XXXX-" + name);
  const Stretch found = yearly([&](int year) {
    const Month from{year, 3 + 3 * code};
    return Stretch{first_of(from), first_of(add_months(from, 3))};
  });
  stretch(found.lo, found.hi, Grain::kSeason, format("%04d-", year_of(found.lo)) + name);
}

void Point::quarter() {
  const bool half = s_.has(F::half);
  const int n = half ? s_[F::half] : s_[F::quarter], months = half ? 6 : 3;
  const char letter = half ? 'H' : 'Q';
  if (n < 1 || n > 12 / months || !can_date()) return unknown(format("XXXX-%c%d", letter, n));
  const Stretch found = yearly([&](int year) {
    const Month from{year, (n - 1) * months + 1};
    return Stretch{first_of(from), first_of(add_months(from, months))};
  });
  stretch(found.lo, found.hi, Grain::kQuarter, format("%04d-%c%d", year_of(found.lo), letter, n));
}

void Point::week_from(Day monday) {
  const IsoWeek w = iso_week(monday);
  stretch(monday, monday + 7, Grain::kWeek, format("%04d-W%02d", w.year, w.week));
  out_.spans = true;
}

void Point::week_number() {
  int year = 0;
  if (s_[F::week] < 1 || s_[F::week] > 53 || !can_date()) return unknown(format("XXXX-W%02d", s_[F::week]));
  if (fixed_year(&year)) return week_from(iso_week_start(year, s_[F::week]));
  const Stretch found = yearly([&](int y) {
    const Day monday = iso_week_start(y, s_[F::week]);
    return Stretch{monday, monday + 7};
  });
  week_from(now_.question ? iso_week_start(year_of(now_.day), s_[F::week]) : found.lo);
}

void Point::weekend() {
  if (!known()) return unknown("XXXX-WXX-WE");
  const Day here = monday_of(now_.day) + 5;
  Day saturday = here;
  if (s_.has(F::unit) && s_.is(F::unit, Unit::kWeek))
    saturday = here + 7 * s_.get(F::rel, 0);
  else if (s_.is(F::rel, -1))
    saturday = here - 7;
  else if (s_.is(F::rel, 1))
    saturday = s_.has(F::strict) || now_.day >= here ? here + 7 : here;
  else if (now_.day < here)
    saturday = prefer_first({here - 7, here - 5}, {here, here + 2}, now_.day, direction_) ? here - 7 : here;
  if (now_.question && s_.is(F::rel, 0)) saturday = here;
  const IsoWeek w = iso_week(saturday);
  stretch(saturday, saturday + 2, Grain::kDay, format("%04d-W%02d-WE", w.year, w.week));
  out_.spans = true;
}

void Point::weekday_named() {
  const int dow = s_[F::dow];
  if (!known()) {
    if (anchor_.set && anchor_.grain == Grain::kWeek) return day(anchor_.day() + dow - 1);
    return unknown(format("XXXX-WXX-%d", dow));
  }
  const Day here = monday_of(now_.day) + dow - 1;
  if (s_.is(F::unit, Unit::kWeek)) return day(here + 7 * s_.get(F::rel, 0));
  const Day before = here < now_.day || (here == now_.day && !now_.strict) ? here : here - 7;
  const Day after = here > now_.day || (here == now_.day && !now_.strict) ? here : here + 7;
  if (s_.is(F::rel, -1)) return day(here < now_.day ? here : here - 7);
  if (s_.is(F::rel, 1)) return day(s_.has(F::strict) || here <= now_.day ? here + 7 : here);
  if (s_.is(F::rel, 0)) return day(now_.question ? here : direction_ == Direction::kPast ? before : after);
  if (direction_ == Direction::kNearest)
    return day(now_.day - before <= after - now_.day + 1 ? before
                                                         : after);  // news tells more than it announces
  day(direction_ == Direction::kPast ? before : after);
}

// "de 13e", "the 5th of next month", "vrijdag de 26e".
void Point::day_of_month() {
  const int d = s_[F::day];
  Month base;
  if (s_.is(F::unit, Unit::kMonth) && known()) {
    const Civil c = civil_from_days(now_.day);
    base = add_months(Month{c.year, c.month}, s_.get(F::rel, 0));
  } else if (anchor_.set && anchor_.grain <= Grain::kMonth && !now_.question) {
    const Civil c = civil_from_days(anchor_.day());
    base = {c.year, c.month};
  } else if (known()) {
    base = nearest_month_with(d);
  } else {
    return unknown(format("XXXX-XX-%02d", d));
  }
  const Day first = first_of(base) + std::min(d, days_in_month(base.year, base.month)) - 1;
  if (!s_.has(F::day2)) return day(first);
  two_days({first, first_of(base) + std::min(s_[F::day2], days_in_month(base.year, base.month))});
}

Month Point::nearest_month_with(int d) const {
  const Civil c = civil_from_days(now_.day);
  const Month here{c.year, c.month};
  if (s_.has(F::dow)) {
    for (int by : {0, -1, 1, -2, 2, 3}) {
      const Month m = add_months(here, by);
      if (d <= days_in_month(m.year, m.month) && weekday(first_of(m) + d - 1) == s_[F::dow]) return m;
    }
  }
  const bool past = direction_ == Direction::kPast ||
                    (direction_ == Direction::kNearest && std::abs(c.day - d) <= 15 && d < c.day);
  if (direction_ == Direction::kNearest && std::abs(c.day - d) <= 15) return here;
  if (past) return d < c.day || (d == c.day && !now_.strict) ? here : add_months(here, -1);
  return d > c.day || (d == c.day && !now_.strict) ? here : add_months(here, 1);
}

}  // namespace bestand::timex
