// A Point first finds its stretch of the calendar (Calendar), then its part of the day or clock time, then
// what "begin", "late" or "about" leave of it. Durations, shifts and recurrences are told apart by
// Spec::form().
#include "ground/time/evaluate.h"

#include <date/tz.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>

namespace bestand::timex {
namespace {

using F = Field;

template <class... Args>
std::string format(const char* pattern, Args... args) {
  char buffer[96];
  const int n = std::snprintf(buffer, sizeof buffer, pattern, args...);
  return std::string(buffer, static_cast<size_t>(n));
}

Seconds at(Day day) { return static_cast<Seconds>(day) * kDaySeconds; }
int year_of(Day day) { return civil_from_days(day).year; }
Day new_year(int year) { return days_from_civil(year, 1, 1); }

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

// One of a series of stretches that comes back: which one is meant.
struct Stretch {
  Day lo = 0, hi = 0;
};

Day distance_back(Stretch s, Day now) { return now >= s.hi ? now - s.hi + 1 : 0; }
Day distance_ahead(Stretch s, Day now) { return s.lo > now ? s.lo - now : 0; }

// Without a year said, nobody means a day most of a year off when the other one is near.
constexpr Day kFar = 120;

// Chooses among before (begins at or before now, or the last that did), and after (ends after now).
bool prefer_first(Stretch before, Stretch after, Day now, Direction direction) {
  const Day back = distance_back(before, now), ahead = distance_ahead(after, now);
  if (direction == Direction::kPast) return !(back > kFar && back > 3 * ahead);
  if (direction == Direction::kFuture) return ahead > kFar && ahead > 3 * back;
  return back <= ahead;
}

constexpr int kWeekOf = 99;  // Field::week of "the week of 5 May"

class Point {
 public:
  Point(const Lexicon& lexicon, const Spec& spec, const Reference& now, Direction direction,
        const Anchor& anchor)
      : lexicon_(lexicon), s_(spec), now_(now), direction_(direction), anchor_(anchor) {}

  Value run() {
    out_.type = TimexType::kDate;
    calendar();
    if (s_.has_clock() || s_.has(F::part)) clock_or_part();
    if (s_.is(F::week, kWeekOf) && out_.timed) week_from(monday_of(lo()));
    if (s_.has(F::mod)) modify();
    if (out_.value.empty()) out_.value = "XXXX-XX-XX";
    return std::move(out_);
  }

 private:
  bool known() const { return now_.known; }
  void stretch(Day lo, Day hi, Grain grain, std::string value) {
    out_.timed = true;
    out_.time = {at(lo), at(hi)};
    out_.grain = grain;
    out_.value = std::move(value);
  }
  void day(Day d) { stretch(d, d + 1, Grain::kDay, day_text(d)); }
  void unknown(std::string value) { out_.value = std::move(value); }
  Day lo() const { return static_cast<Day>(out_.time.lo / kDaySeconds); }

  // --- which year ---
  bool fixed_year(int* year) const {
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
  bool year_spoken_of(int* year) const {
    if (!anchor_.set || anchor_.sentences > 1 || s_.has(F::rel) || now_.question) return false;
    *year = civil_from_days(anchor_.day()).year;
    return anchor_.grain <= Grain::kYear && direction_ != Direction::kFuture &&
           year_of(now_.day) - *year >= 2;
  }

  // Picks the year for something that is there once a year.
  template <class Make>
  Stretch yearly(Make make) const {
    int year;
    if (fixed_year(&year) || year_spoken_of(&year)) return make(year);
    const int now = year_of(now_.day);
    const Stretch this_year = make(now);
    if (s_.has(F::rel)) return yearly_relative(make, now, this_year);
    Stretch before = this_year, after = this_year;
    if (before.lo > now_.day || (now_.strict && before.lo == now_.day)) before = make(now - 1);
    if (after.hi <= now_.day || (now_.strict && after.lo == now_.day)) after = make(now + 1);
    if (now_.strict) return direction_ == Direction::kPast ? before : after;
    return prefer_first(before, after, now_.day, direction_) ? before : after;
  }

  template <class Make>
  Stretch yearly_relative(Make make, int now, Stretch this_year) const {
    switch (s_[F::rel]) {
      case -1:
        return this_year.hi <= now_.day ? this_year : make(now - 1);
      case 1:
        return this_year.lo > now_.day ? this_year : make(now + 1);
      default:
        if (direction_ == Direction::kPast && this_year.lo > now_.day) return make(now - 1);
        return this_year;
    }
  }

  bool can_date() const {
    int year;
    return known() || fixed_year(&year);
  }

  // --- the calendar ---
  void calendar() {
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

  // Only a clock time or a part of the day: of the day spoken of.
  void near_day() {
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
    if (anchor_.set && anchor_.grain <= Grain::kDay && lean && !now_.question) return day(anchor_.day());
    if (!known() || !s_.has_clock()) return;
    if (now_.question ? now_.upcoming : s_.has(F::zone) || !habit) day(now_.day);
  }

  void holiday() {
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

  struct MonthDay {
    int month, day;
  };

  // "05-02-2015": the way round that lies nearer to the text's own date, before it rather than after.
  MonthDay day_first_or_month_first() const {
    const MonthDay written{s_[F::month], s_[F::day]}, other{s_[F::day], s_[F::month]};
    int year;
    if (!s_.has(F::swapped) || !known() || now_.question || !fixed_year(&year)) return written;
    const Day a = days_from_civil(year, written.month, written.day) - now_.day;
    const Day b = days_from_civil(year, other.month, other.day) - now_.day;
    if ((a > 0) != (b > 0) && std::abs(a) < 370 && std::abs(b) < 370) return a > 0 ? other : written;
    return std::abs(b) < std::abs(a) ? other : written;
  }

  void month_day(MonthDay said) {
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
  void two_days(Stretch found) {
    if (s_.is(F::part, Part::kNight)) return day(found.lo);
    stretch(found.lo, found.hi, Grain::kDay, day_text(found.lo) + "/" + day_text(found.hi - 1));
    out_.spans = true;
  }

  // "woensdag 30 januari" without a year: the year near by in which that day is a Wednesday.
  template <class Make>
  Stretch matching_weekday(Make make, Stretch found) const {
    const int year = year_of(found.lo);
    for (int by : {0, -1, 1, -2, 2, -3, 3}) {
      const Stretch other = make(year + by);
      if (weekday(other.lo) == s_[F::dow]) return other;
    }
    return found;
  }

  void month() {
    const int m = s_[F::month];
    if (!can_date()) return unknown(format("XXXX-%02d", m));
    const Stretch found = yearly([&](int year) {
      return Stretch{first_of({year, m}), first_of(add_months(Month{year, m}, 1))};
    });
    stretch(found.lo, found.hi, Grain::kMonth, format("%04d-%02d", year_of(found.lo), m));
  }

  void season() {
    const int code = s_[F::season];  // 0 spring ... 3 winter
    const std::string name(kSeasonNames[code]);
    if (!can_date()) return unknown("XXXX-" + name);
    const Stretch found = yearly([&](int year) {
      const Month from{year, 3 + 3 * code};
      return Stretch{first_of(from), first_of(add_months(from, 3))};
    });
    stretch(found.lo, found.hi, Grain::kSeason, format("%04d-", year_of(found.lo)) + name);
  }

  void quarter() {
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

  // --- weeks ---
  void week_from(Day monday) {
    const IsoWeek w = iso_week(monday);
    stretch(monday, monday + 7, Grain::kWeek, format("%04d-W%02d", w.year, w.week));
    out_.spans = true;
  }

  void week_number() {
    int year = 0;
    if (s_[F::week] < 1 || s_[F::week] > 53 || !can_date()) return unknown(format("XXXX-W%02d", s_[F::week]));
    if (fixed_year(&year)) return week_from(iso_week_start(year, s_[F::week]));
    const Stretch found = yearly([&](int y) {
      const Day monday = iso_week_start(y, s_[F::week]);
      return Stretch{monday, monday + 7};
    });
    week_from(now_.question ? iso_week_start(year_of(now_.day), s_[F::week]) : found.lo);
  }

  void weekend() {
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

  void weekday_named() {
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
  void day_of_month() {
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

  Month nearest_month_with(int d) const {
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

  // --- years ---
  void decade() {
    int tens = s_[F::decade];  // 7 or 1970
    if (tens < 10)
      tens = (tens <= 1 ? 2000 : 1900) + tens * 10;
    else if (tens < 100)
      tens = (tens < 20 ? 2000 : 1900) + tens / 10 * 10;
    stretch(new_year(tens), new_year(tens + 10), Grain::kDecade, format("%03d", tens / 10));
  }

  void century() {
    const int first = (s_[F::century] - 1) * 100;
    stretch(new_year(first), new_year(first + 100), Grain::kCentury, format("%02d", s_[F::century] - 1));
  }

  void relative_unit() {
    const int rel = s_[F::rel];
    if (!known()) return unknown(unknown_unit());
    const Civil c = civil_from_days(now_.day);
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

  std::string unknown_unit() const {
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

  // --- "the first Monday of March", "de laatste week van 2015", "the first three months of 2026" ---
  void nth() {
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

  void nth_unit(Stretch in, Unit unit, int ord, int count) {
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

  void first_or_last(Stretch in, int ord, int days, const char* unit, Grain grain) {
    const Day from = ord > 0 ? in.lo : in.hi - days;
    stretch(from, from + days, grain, format("P%d%s", *unit == 'W' ? days / 7 : days, unit));
    out_.type = TimexType::kDuration;
    out_.spans = true;
  }

  void months_within(Stretch in, int ord, int count) {
    const Civil a = civil_from_days(in.lo), b = civil_from_days(in.hi - 1);
    Month m = ord > 0 ? add_months(Month{a.year, a.month}, (ord - 1) * count)
                      : add_months(Month{b.year, b.month}, ord * count + 1);
    const Day hi = first_of(add_months(m, count));
    if (count == 1) return stretch(first_of(m), hi, Grain::kMonth, format("%04d-%02d", m.year, m.month));
    stretch(first_of(m), hi, Grain::kMonth, format("P%dM", count));
    out_.type = TimexType::kDuration;
    out_.spans = true;
  }

  void part_within(Stretch in, int ord, int months, char letter) {
    const int year = year_of(in.lo), parts = 12 / months;
    const int n = ord > 0 ? ord : parts + ord + 1;
    if (n < 1 || n > parts) return unknown("XXXX");
    const Month from{year, (n - 1) * months + 1};
    stretch(first_of(from), first_of(add_months(from, months)), Grain::kQuarter,
            format("%04d-%c%d", year, letter, n));
  }

  // --- the clock ---
  void clock_or_part() {
    out_.type = TimexType::kTime;
    const bool has_day =
        out_.timed && out_.grain <= Grain::kDay && !(out_.time.hi - out_.time.lo > 2 * kDaySeconds);
    if (s_.has_clock())
      clock(has_day);
    else
      part(has_day);
  }

  int hour24() const {
    int hour = s_[F::hour];
    const bool pm = s_.is(F::meridiem, 1) || s_.is(F::part, Part::kAfternoon) ||
                    s_.is(F::part, Part::kEvening) || s_.is(F::part, Part::kLateEvening) ||
                    (s_.is(F::part, Part::kNight) && hour >= 8);
    if (pm && hour < 12 && hour > 0) hour += 12;
    const bool am = s_.is(F::meridiem, 0) || s_.is(F::part, Part::kMorning) || s_.is(F::part, Part::kNight);
    if (am && hour == 12) hour = s_.is(F::part, Part::kNight) ? 24 : 0;
    return hour;
  }

  // Where a caller asks for what is to come: the next time the clock shows this, by twelve hours unless told.
  int coming_hour(int hour, int minute, bool bare) const {
    if (!now_.upcoming || !now_.clock) return hour;
    if (s_.has(F::meridiem) || s_.has(F::part) || hour == 0 || hour > 12 || !bare) return hour;
    if (hour * 3600 + minute * 60 > *now_.clock || hour == 12) return hour;
    return hour + 12;
  }

  void clock(bool has_day) {
    const int minute = s_.get(F::minute, 0), second = s_.get(F::second, 0);
    const bool bare = !(s_.has(F::offset) || s_.has(F::dow) || s_.has(F::day) || s_.has(F::rel));
    int hour = coming_hour(hour24(), minute, bare);
    std::string text = format("T%02d:%02d", hour, minute);
    if (s_.has(F::second)) text += format(":%02d", second);
    std::optional<int> zone;
    if (has_day) {
      Seconds start = out_.time.lo + hour * 3600 + minute * 60 + second;
      if (s_.is(F::part, Part::kNight) && hour < 6 && !s_.is(F::rel, -1) && s_.has(F::dow)) start += 0;
      zone = zone_offset(start);
      const Seconds about = s_.has(F::about) ? 1800 : 0;
      out_.time = {start - about, about ? start + about : start + (s_.has(F::second) ? 1 : 60)};
      out_.grain = about ? Grain::kPartOfDay : s_.has(F::second) ? Grain::kSecond : Grain::kMinute;
      if (about) out_.text = day_text(static_cast<Day>((start - (hour == 24)) / kDaySeconds));
      out_.spans = false;
      out_.offset_min = zone;
      out_.value = day_text(static_cast<Day>((start - hour * 3600) / kDaySeconds)) + text;
    } else {
      out_.value = text;
      out_.timed = false;
      zone = fixed_zone();
    }
    if (s_.has(F::about)) out_.mod = "APPROX";
    if (zone)
      out_.value += *zone == 0 ? "Z"
                               : format("%c%02d:%02d", *zone < 0 ? '-' : '+', std::abs(*zone) / 60,
                                        std::abs(*zone) % 60);
  }

  std::optional<int> fixed_zone() const {
    if (s_.has(F::zone) && lexicon_.zones()[static_cast<size_t>(s_[F::zone])] == "UTC") return 0;
    return std::nullopt;
  }

  // The offset of the stated zone at this wall clock; daylight saving by the zone's own history.
  std::optional<int> zone_offset(Seconds wall) const {
    if (!s_.has(F::zone)) return std::nullopt;
    const std::string& zone = lexicon_.zones()[static_cast<size_t>(s_[F::zone])];
    if (zone == "UTC") return 0;
    if (zone.empty() || zone == "local") return std::nullopt;
    if (zone[0] == '+' || zone[0] == '-') return std::atoi(zone.c_str()) * 60;
    try {
      const date::local_seconds local{std::chrono::seconds(wall)};
      return static_cast<int>(date::locate_zone(zone)->get_info(local).first.offset.count() / 60);
    } catch (const std::exception&) {  // no zone table on this machine
      return std::nullopt;
    }
  }

  void part(bool has_day) {
    const Part part = s_.as<Part>(F::part);
    const PartHours& hours = kParts[static_cast<int>(part)];
    if (!has_day) {
      if (!out_.timed && out_.value.empty() && !now_.question) out_.value = "XXXX-XX-XX";
      if (now_.stamp && part == Part::kMidnight && known())
        return void(out_.value = day_text(now_.day + 1) + "T00:00");
      if (now_.question && part == Part::kMidnight) return void(out_.value = "T00:00");
      if (now_.question && s_.has(F::mod) && !out_.timed) return early_or_late(part, "");
      if (!out_.timed || out_.grain <= Grain::kDay) out_.value += hours.name;
      if (out_.timed) out_.type = TimexType::kDate;
      return;
    }
    const Seconds midnight = out_.time.lo;
    out_.value = day_text(lo()) + hours.name;
    if (now_.question && !now_.stamp && s_.has(F::mod)) return early_or_late(part, day_text(lo()));
    if (now_.stamp) out_.value = part_as_moments(hours);
    out_.time = {midnight + hours.from * 3600, midnight + hours.to * 3600};
    out_.grain = Grain::kPartOfDay;
    out_.spans = part == Part::kNight || part == Part::kLateNight;
    if (hours.from == hours.to) {  // noon, midnight: half an hour on both sides
      out_.text = day_text(static_cast<Day>(midnight / kDaySeconds));
      out_.time = {out_.time.lo - 1800, out_.time.hi + 1800};
      out_.mod = "APPROX";
    }
    if (*hours.mod) out_.mod = hours.mod;
    if (out_.spans)
      out_.text = day_text(static_cast<Day>(midnight / kDaySeconds)) + "/" +
                  day_text(static_cast<Day>(midnight / kDaySeconds) + 1);
  }

  // A caller asks for "late afternoon": the two hours of it.
  void early_or_late(Part part, const std::string& day) {
    const bool late = s_.is(F::mod, Mod::kLate) || s_.is(F::mod, Mod::kEnd);
    const int from = part == Part::kMorning     ? 8
                     : part == Part::kAfternoon ? 12
                     : part == Part::kEvening   ? 16
                                                : 20;
    const int first = from + (late ? 2 : 0);
    const std::string end = first == 22 ? "T23:59:59" : format("T%02d:00", first + 2);
    out_.value = day + format("T%02d:00", first) + "/" + day + end;
  }

  // A caller that asks for moments: when a part of the day begins; of one to come, also when it ends.
  std::string part_as_moments(const PartHours& hours) const {
    auto moment = [&](int hour) { return day_text(lo() + hour / 24) + format("T%02d:00", hour % 24); };
    return now_.upcoming && hours.to > hours.from ? moment(hours.from) + "/" + moment(hours.to)
                                                  : moment(hours.from);
  }

  // --- begin, mid, end ---
  void modify() {
    const Mod mod = s_.as<Mod>(F::mod);
    const char* name = mod_name(mod);
    if (*name) out_.mod = name;
    if (!out_.timed) return;
    if (mod == Mod::kSoFar || mod == Mod::kRest) return to_now(mod);
    if (s_.has(F::part) || s_.has_clock()) return;
    const bool first = mod == Mod::kStart || mod == Mod::kEarly, last = mod == Mod::kEnd || mod == Mod::kLate;
    if (!first && !last && mod != Mod::kMid) return;
    if (now_.question && !now_.stamp) return asked_part(first, last);
    if (out_.grain == Grain::kDay && out_.time.hi - out_.time.lo == kDaySeconds) return part_of_day(mod);
    const Civil c = civil_from_days(lo());
    out_.spans = false;
    switch (out_.grain) {
      case Grain::kMonth:
        return days(c, first ? 1 : last ? 21 : 11, first ? 10 : last ? 31 : 20);
      case Grain::kYear:
        return months(c.year, first ? 1 : last ? 10 : 5, first ? 3 : last ? 12 : 8);
      case Grain::kDecade:
        return years(c.year + (first ? 0 : last ? 7 : 4), c.year + (first ? 3 : last ? 9 : 6));
      case Grain::kCentury:
        return years(c.year + (first ? 0 : last ? 70 : 40), c.year + (first ? 30 : last ? 99 : 60));
      case Grain::kWeek:
        return narrow(first ? 0 : last ? 3 : 1, first ? 3 : last ? 7 : 5);
      case Grain::kSeason:
      case Grain::kQuarter:
        return months_of(c, first ? 0 : last ? 2 : 1);
      default:
        return;
    }
  }

  // The stretch that a caller means by "end of March": [first day, day behind the last).
  void asked_part(bool first, bool last) {
    const Civil c = civil_from_days(lo());
    const Day start = lo(), end = static_cast<Day>(out_.time.hi / kDaySeconds);
    auto interval = [&](Day a, Day b) { out_.value = day_text(a) + "/" + day_text(b); };
    switch (out_.grain) {
      case Grain::kDay:
        if (end - start == 1 && last) out_.value += "T23:59:59", out_.type = TimexType::kTime;
        return;
      case Grain::kWeek:
        return interval(first  ? start
                        : last ? start + 3
                               : start + 1,
                        first  ? start + 3
                        : last ? end
                               : start + 5);
      case Grain::kMonth:
        return interval(first  ? start
                        : last ? start + 15
                               : start + 9,
                        first  ? start + 15
                        : last ? end
                               : start + 20);
      case Grain::kYear: {
        const bool half = s_.has(F::rel);
        const int from = first ? 1 : last ? (half ? 7 : 9) : 5, to = first ? (half ? 7 : 5) : last ? 13 : 9;
        return interval(first_of({c.year, from}), first_of(add_months(Month{c.year, 1}, to - 1)));
      }
      default:
        return;
    }
  }

  void to_now(Mod mod) {
    if (!known()) return;
    const Seconds today = at(now_.day);
    if (mod == Mod::kSoFar)
      out_.time.hi = std::max(out_.time.lo + kDaySeconds, std::min(out_.time.hi, today + kDaySeconds));
    else
      out_.time.lo = std::min(out_.time.hi - kDaySeconds, std::max(out_.time.lo, today));
    out_.grain = Grain::kDay;
    out_.spans = false;
    if (now_.question) {
      const Day to = static_cast<Day>(out_.time.hi / kDaySeconds) - (mod == Mod::kSoFar);
      out_.value = day_text(lo()) + "/" + day_text(to);
    }
  }

  void part_of_day(Mod mod) {
    const Seconds midnight = out_.time.lo;
    const bool english_early = mod == Mod::kEarly || mod == Mod::kLate;
    const int from = mod == Mod::kStart ? 6 : mod == Mod::kEarly ? 0 : mod == Mod::kMid ? 10 : 18;
    const int to = mod == Mod::kStart ? 10 : mod == Mod::kEarly ? 6 : mod == Mod::kMid ? 16 : 24;
    out_.time = {midnight + from * 3600, midnight + to * 3600};
    out_.grain = Grain::kPartOfDay;
    if (!english_early) return;
    out_.type = TimexType::kTime;
    out_.value += mod == Mod::kEarly ? "TMO" : "TEV";
  }

  void days(const Civil& c, int from, int to) {
    const Day first = days_from_civil(c.year, c.month, 1);
    out_.time = {at(first + from - 1), at(first + std::min(to, days_in_month(c.year, c.month)))};
    out_.grain = Grain::kDay;
  }
  void months(int year, int from, int to) {
    out_.time = {at(first_of({year, from})), at(first_of(add_months(Month{year, to}, 1)))};
    out_.grain = Grain::kMonth;
  }
  void months_of(const Civil& c, int n) {
    const Month m = add_months(Month{c.year, c.month}, n);
    out_.time = {at(first_of(m)), at(first_of(add_months(m, 1)))};
    out_.grain = Grain::kMonth;
  }
  void years(int from, int to) {
    out_.time = {at(new_year(from)), at(new_year(to + 1))};
    out_.grain = Grain::kYear;
  }
  void narrow(int from, int to) {
    out_.time = {out_.time.lo + from * kDaySeconds, out_.time.lo + to * kDaySeconds};
    out_.grain = Grain::kDay;
  }

  const Lexicon& lexicon_;
  const Spec& s_;
  const Reference& now_;
  const Direction direction_;
  const Anchor& anchor_;
  Value out_;
};

// --- durations and shifts ---

struct Piece {
  F field;
  const char* letter;
  bool clock;
};
constexpr Piece kPieces[] = {{F::dur_c, "C", false},   {F::dur_de, "DE", false}, {F::dur_y, "Y", false},
                             {F::dur_q, "Q", false},   {F::dur_m, "M", false},   {F::dur_w, "W", false},
                             {F::dur_we, "WE", false}, {F::dur_d, "D", false},   {F::dur_h, "H", true},
                             {F::dur_mi, "M", true},   {F::dur_s, "S", true}};

// A part of a unit is said in a smaller one: half a year is P6M.
void to_whole_units(Spec* s) {
  auto spread = [&](F from, F to, int factor) {
    if (!s->has(from) || (*s)[from] % 100 == 0 || (*s)[from] < 0) return;
    const int total = (*s)[from] * factor;
    s->drop(from);
    s->set(to, s->get(to, 0) + total / 100 * 100);
  };
  spread(F::dur_c, F::dur_y, 100);
  spread(F::dur_de, F::dur_y, 10);
  spread(F::dur_y, F::dur_m, 12);
  spread(F::dur_q, F::dur_m, 3);
  if (s->has(F::dur_w)) spread(F::dur_w, F::dur_d, 7);
  spread(F::dur_d, F::dur_h, 24);
  spread(F::dur_h, F::dur_mi, 60);
  spread(F::dur_mi, F::dur_s, 60);
}

std::string duration_text(Spec s) {
  to_whole_units(&s);
  std::string out = "P";
  bool clock = false;
  for (const Piece& p : kPieces) {
    if (!s.has(p.field)) continue;
    if (p.clock && !clock) out += 'T', clock = true;
    int n = s[p.field];
    const char* letter = p.letter;
    if (p.field == F::dur_q && n > 0) n *= 3, letter = "M";
    if (p.field == F::dur_c && n > 0) n *= 100, letter = "Y";
    if (p.field == F::dur_de && n > 0) n *= 10, letter = "Y";
    out += (n < 0 ? "X" : std::to_string(n / 100)) + letter;
  }
  return out;
}

bool is_vague(const Spec& s) {
  for (const Piece& p : kPieces) {
    if (s.is(p.field, kVague)) return true;
  }
  return false;
}

Grain coarsest(const Spec& s) {
  if (s.has(F::dur_c)) return Grain::kCentury;
  if (s.has(F::dur_de)) return Grain::kDecade;
  if (s.has(F::dur_y)) return Grain::kYear;
  if (s.has(F::dur_q)) return Grain::kQuarter;
  if (s.has(F::dur_m)) return Grain::kMonth;
  if (s.has(F::dur_w) || s.has(F::dur_we)) return Grain::kWeek;
  if (s.has(F::dur_d)) return Grain::kDay;
  return Grain::kHour;
}

Grain finest(const Spec& s) {
  if (s.has(F::dur_h) || s.has(F::dur_mi) || s.has(F::dur_s)) return Grain::kHour;
  if (s.has(F::dur_d)) return Grain::kDay;
  if (s.has(F::dur_w) || s.has(F::dur_we)) return Grain::kWeek;
  if (s.has(F::dur_m) || s.has(F::dur_q)) return Grain::kMonth;
  return Grain::kYear;
}

int months_in(const Spec& s) {
  return (s.get(F::dur_c, 0) * 1200 + s.get(F::dur_de, 0) * 120 + s.get(F::dur_y, 0) * 12 +
          s.get(F::dur_q, 0) * 3 + s.get(F::dur_m, 0)) /
         100;
}
int days_in(const Spec& s) {
  return (s.get(F::dur_w, 0) * 7 + s.get(F::dur_we, 0) * 7 + s.get(F::dur_d, 0)) / 100;
}
Seconds seconds_in(const Spec& s) {
  return (Seconds{s.get(F::dur_h, 0)} * 3600 + Seconds{s.get(F::dur_mi, 0)} * 60 + s.get(F::dur_s, 0)) / 100;
}

class Shift {
 public:
  Shift(const Spec& spec, const Reference& now, const Anchor& anchor) : s_(spec), now_(now), anchor_(anchor) {
    to_whole_units(&s_);
  }

  // "twee weken geleden", "in three days".
  Value from_now(int sign) {
    if (is_vague(s_)) return vague(sign);
    if (!now_.known) return unresolved();
    if (finest(s_) == Grain::kHour) return clock(sign);
    const Day day = add_months(now_.day, sign * months_in(s_)) + sign * days_in(s_);
    if (s_.has(F::dow)) return dated(nearest_weekday(day, s_[F::dow]), Grain::kDay, false);
    if (s_.has(F::month))
      return dated(days_from_civil(civil_from_days(day).year, s_[F::month], 1), Grain::kMonth, false);
    if (now_.question) return dated(day, Grain::kDay, false);
    return dated(day, said_grain(), finest(s_) != Grain::kDay);
  }

  // "twee dagen later", "een kwartaal eerder": from what was spoken of last.
  Value from_anchor(int sign) {
    if (!anchor_.set && s_.has(F::rel)) return from_now(sign);
    if (!anchor_.set && !is_vague(s_)) return now_.question ? from_now(sign) : length();
    if (is_vague(s_) || finest(s_) == Grain::kHour) return vague_from_anchor(sign);
    const Day base = anchor_.day();
    const Day day = add_months(base, sign * months_in(s_)) + sign * days_in(s_);
    Grain grain = said_grain();
    if (s_.has(F::dur_q)) grain = Grain::kQuarter;
    grain = std::max(grain,
                     std::min(anchor_.grain, Grain::kCentury) <= Grain::kDay ? Grain::kDay : anchor_.grain);
    return dated(day, grain, finest(s_) == Grain::kWeek || finest(s_) == Grain::kMonth);
  }

  Value length() {
    Value v;
    v.type = TimexType::kDuration;
    v.value = duration_text(s_);
    if (s_.has(F::mod)) v.mod = mod_name(s_.as<Mod>(F::mod));
    return v;
  }

  // "de afgelopen vijf jaar", "the next 24 hours", "de komende weken".
  Value beside_now(int sign) {
    Value v = length();
    if (!now_.known) return v;
    v.timed = v.spans = true;
    if (is_vague(s_)) {
      v.open_unknown = true;
      v.grain = Grain::kDay;
      v.time = sign < 0 ? Interval{kBeginOfTime, at(now_.day + 1)} : Interval{at(now_.day), kEndOfTime};
      return v;
    }
    Day other = add_months(now_.day, sign * months_in(s_)) + sign * days_in(s_);
    const Seconds clock = seconds_in(s_);
    if (clock) other += sign * static_cast<Day>((clock + kDaySeconds - 1) / kDaySeconds);
    v.time = {at(std::min(now_.day, other)), at(std::max(now_.day, other) + 1)};
    v.grain = Grain::kDay;
    if (finest(s_) >= Grain::kMonth) widen_to_months(&v);
    if (s_.has(F::strict) && finest(s_) == Grain::kYear) {  // "al dertien jaar"
      v.text = format("%04d~/", year_of(other)) + day_text(now_.day);
    }
    if (now_.question) question_span(sign, &v);
    return v;
  }

 private:
  // A caller that asks takes "a few days" for three, "een paar" for two: the number in [words.some].
  void make_definite() {
    if (!s_.has(F::vague) || s_[F::vague] < 2) return;
    for (const Piece& p : kPieces) {
      if (s_.is(p.field, kVague)) s_.set(p.field, s_[F::vague] * 100);
    }
  }

  static void widen_to_months(Value* v) {
    const Civil a = civil_from_days(static_cast<Day>(v->time.lo / kDaySeconds));
    const Civil b = civil_from_days(static_cast<Day>((v->time.hi - 1) / kDaySeconds));
    v->time = {at(first_of({a.year, a.month})), at(first_of(add_months(Month{b.year, b.month}, 1)))};
    v->grain = Grain::kMonth;
  }

  // Whole months or years before or after this one.
  void aligned(int sign, Value* v) const {
    const Civil c = civil_from_days(now_.day);
    if (s_.form() == Form::kWithin) {
      v->value = day_text(now_.day) + "/" +
                 day_text(add_months(now_.day, sign * months_in(s_)) + sign * days_in(s_));
      return;
    }
    const int unit = s_.has(F::dur_de) ? 120 : s_.has(F::dur_y) ? 12 : s_.has(F::dur_q) ? 3 : 1;
    const int here = c.year * 12 + c.month - 1, start = here / unit * unit + (sign > 0 ? unit : 0);
    const int from = sign > 0 ? start : start - months_in(s_), to = sign > 0 ? start + months_in(s_) : start;
    v->value =
        day_text(first_of({from / 12, from % 12 + 1})) + "/" + day_text(first_of({to / 12, to % 12 + 1}));
  }

  // A caller's question wants the two ends of it.
  void question_span(int sign, Value* v) const {
    const Seconds clock = seconds_in(s_);
    if (clock && now_.clock) {
      const Seconds now = at(now_.day) + *now_.clock, other = now + sign * clock;
      v->value = moment(std::min(now, other)) + "/" + moment(std::max(now, other));
      v->type = TimexType::kTime;
      return;
    }
    if (clock) return;
    const Day other = add_months(now_.day, sign * months_in(s_)) + sign * days_in(s_);
    v->type = TimexType::kDate;
    if (finest(s_) >= Grain::kQuarter || (now_.upcoming && finest(s_) == Grain::kMonth))
      return aligned(sign, v);
    if (s_.has(F::dur_q)) return aligned(sign, v);
    if (s_.form() == Form::kWithin)
      v->value = day_text(now_.day) + "/" + day_text(other);
    else if (sign < 0)
      v->value = day_text(other) + "/" + day_text(now_.day);
    else
      v->value = day_text(now_.day + 1) + "/" + day_text(other + 1);
  }

  // "a year ago" is meant to the month, "two years ago" to the year.
  Grain said_grain() const {
    if (finest(s_) == Grain::kWeek) return Grain::kDay;
    if (s_.is(F::dur_y, 100) && finest(s_) == Grain::kYear) return Grain::kMonth;
    return finest(s_);
  }

  static Day nearest_weekday(Day day, int dow) {
    const Day before = day - ((weekday(day) - dow) % 7 + 7) % 7;
    return day - before <= before + 7 - day ? before : before + 7;
  }

  static std::string moment(Seconds t) {
    const Day day = static_cast<Day>(t / kDaySeconds);
    const int clock = static_cast<int>(t - at(day));
    std::string out = day_text(day) + format("T%02d:%02d", clock / 3600, clock / 60 % 60);
    if (clock % 60) out += format(":%02d", clock % 60);
    return out;
  }

  Value unresolved() {
    Value v;
    v.value = finest(s_) >= Grain::kYear ? "XXXX" : finest(s_) >= Grain::kMonth ? "XXXX-XX" : "XXXX-XX-XX";
    return v;
  }

  Value dated(Day day, Grain grain, bool approximate) {
    Value v;
    const Civil c = civil_from_days(day);
    v.timed = true;
    v.grain = grain;
    v.approximate = approximate;
    if (s_.has(F::mod)) v.mod = mod_name(s_.as<Mod>(F::mod));
    switch (grain) {
      case Grain::kCentury:
      case Grain::kDecade:
      case Grain::kYear:
        v.grain = Grain::kYear;
        v.value = format("%04d", c.year);
        v.time = {at(new_year(c.year)), at(new_year(c.year + 1))};
        break;
      case Grain::kQuarter: {
        const int q = (c.month - 1) / 3;
        v.value = format("%04d-Q%d", c.year, q + 1);
        v.time = {at(first_of({c.year, q * 3 + 1})), at(first_of(add_months(Month{c.year, q * 3 + 1}, 3)))};
        v.approximate = false;
        break;
      }
      case Grain::kSeason:
      case Grain::kMonth:
        v.grain = Grain::kMonth;
        v.value = format("%04d-%02d", c.year, c.month);
        v.time = {at(first_of({c.year, c.month})), at(first_of(add_months(Month{c.year, c.month}, 1)))};
        break;
      default:
        v.grain = Grain::kDay;
        v.value = day_text(day);
        v.time = {at(day), at(day + 1)};
    }
    return v;
  }

  // Hours and minutes count from the clock, where it is known; else the day, or the one beside it.
  Value clock(int sign) {
    Value v;
    v.type = TimexType::kTime;
    const Day day = add_months(now_.day, sign * months_in(s_)) + sign * days_in(s_);
    if (now_.clock) {
      const Seconds t = at(day) + *now_.clock + sign * seconds_in(s_);
      v.value = moment(t);
      v.timed = true;
      v.time = {t, t + 60};
      v.grain = Grain::kMinute;
      v.offset_min = now_.offset_min;
      return v;
    }
    if (!now_.question) return length();
    const Seconds reach = seconds_in(s_);
    v.timed = true;
    v.grain = Grain::kDay;
    v.time = sign < 0 ? Interval{at(day) - reach, at(day + 1)} : Interval{at(day), at(day + 1) + reach};
    v.time = {v.time.lo - ((v.time.lo % kDaySeconds) + kDaySeconds) % kDaySeconds,
              (v.time.hi + kDaySeconds - 1) / kDaySeconds * kDaySeconds};
    v.value = v.time.hi - v.time.lo == kDaySeconds ? day_text(day) : "XXXX-XX-XX";
    return v;
  }

  // "enkele weken geleden": two to nine of them.
  Value vague(int sign) {
    Value v;
    v.value = sign < 0 ? "PAST_REF" : "FUTURE_REF";
    if (!now_.known || s_.has(F::span)) return v;
    const Grain grain = coarsest(s_);
    auto shifted = [&](int n) {
      switch (grain) {
        case Grain::kYear:
          return add_months(now_.day, sign * n * 12);
        case Grain::kMonth:
          return add_months(now_.day, sign * n);
        case Grain::kWeek:
          return now_.day + sign * n * 7;
        default:
          return now_.day + sign * n;
      }
    };
    if (grain > Grain::kYear || grain < Grain::kDay) return v;
    const Day near = shifted(2), far = shifted(9);
    const Day lo = std::min(near, far), hi = std::max(near, far);
    v.timed = true;
    v.grain = grain == Grain::kWeek ? Grain::kDay : grain;
    const Civil a = civil_from_days(lo), b = civil_from_days(hi);
    if (grain == Grain::kYear)
      v.time = {at(new_year(a.year)), at(new_year(b.year + 1))};
    else if (grain == Grain::kMonth)
      v.time = {at(first_of({a.year, a.month})), at(first_of(add_months(Month{b.year, b.month}, 1)))};
    else
      v.time = {at(lo), at(hi + 1)};
    if (now_.question) v.value = day_text(near);
    return v;
  }

  Value vague_from_anchor(int sign) {
    Value v;
    v.value = sign < 0 ? "PAST_REF" : "PAST_REF";
    return v;
  }

  Spec s_;
  const Reference& now_;
  const Anchor& anchor_;
};

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
