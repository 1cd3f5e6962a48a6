// A point in the calendar first finds its stretch of days, then its part of the day or clock time, then what
// "begin", "late" or "about" leave of it. The calendar lies in point_calendar.cc, years and "the first Monday
// of March" in point_units.cc, the clock and modifiers in point_clock.cc.
#pragma once

#include <optional>
#include <string>

#include "ground/time/text.h"

namespace bestand::timex {

// One of a series of stretches that comes back: which one is meant.
struct Stretch {
  Day lo = 0, hi = 0;
};

inline Day distance_back(Stretch s, Day now) { return now >= s.hi ? now - s.hi + 1 : 0; }
inline Day distance_ahead(Stretch s, Day now) { return s.lo > now ? s.lo - now : 0; }

// Without a year said, nobody means a day most of a year off when the other one is near.
constexpr Day kFar = 120;

// Chooses among before (begins at or before now, or the last that did), and after (ends after now).
inline bool prefer_first(Stretch before, Stretch after, Day now, Direction direction) {
  const Day back = distance_back(before, now), ahead = distance_ahead(after, now);
  if (direction == Direction::kPast) return !(back > kFar && back > 3 * ahead);
  if (direction == Direction::kFuture) return ahead > kFar && ahead > 3 * back;
  return back <= ahead;
}

constexpr int kWeekOf = 99;  // Field::week of "the week of 5 May"

// One evaluation; used once.
class Point {
 public:
  Point(const Lexicon& lexicon, const Spec& spec, const Reference& now, Direction direction,
        const Anchor& anchor)
      : lexicon_(lexicon), s_(spec), now_(now), direction_(direction), anchor_(anchor) {}

  Value run() {
    out_.type = TimexType::kDate;
    calendar();
    if (s_.has_clock() || s_.has(Field::part)) clock_or_part();
    if (s_.is(Field::week, kWeekOf) && out_.timed) week_from(monday_of(lo()));
    if (s_.has(Field::mod)) modify();
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
  bool fixed_year(int* year) const;
  bool year_spoken_of(int* year) const;

  // Picks the year for something that is there once a year.
  template <class Make>
  Stretch yearly(Make make) const {
    int year;
    if (fixed_year(&year)) return make(year);
    if (auto near = beside_day_spoken_of(make)) return *near;
    if (year_spoken_of(&year)) return make(year);
    const int now = year_of(now_.day);
    const Stretch this_year = make(now);
    if (s_.has(Field::rel)) return yearly_relative(make, now, this_year);
    Stretch before = this_year, after = this_year;
    if (before.lo > now_.day || (now_.strict && before.lo == now_.day)) before = make(now - 1);
    if (after.hi <= now_.day || (now_.strict && after.lo == now_.day)) after = make(now + 1);
    if (direction_ == Direction::kPast && s_.has(Field::strict)) return before;
    if (now_.strict) return direction_ == Direction::kPast ? before : after;
    return prefer_first(before, after, now_.day, direction_) ? before : after;
  }

  // "On 29 December 2016 … on 30 December", "from 3 March 2015 … to 5 April": a day named in the same sentence tells the
  // year of one beside it, whatever the tense.
  template <class Make>
  std::optional<Stretch> beside_day_spoken_of(Make make) const {
    constexpr Day kBeside = 45;
    if (!anchor_.set || anchor_.sentences > 0 || anchor_.grain > Grain::kDay || s_.has(Field::rel) || now_.question)
      return std::nullopt;
    const Day day = anchor_.day();
    for (int by : {0, 1, -1}) {
      const Stretch s = make(year_of(day) + by);
      if (s.lo - day <= kBeside && day - s.lo <= kBeside) return s;
    }
    return std::nullopt;
  }

  template <class Make>
  Stretch yearly_relative(Make make, int now, Stretch this_year) const {
    switch (s_[Field::rel]) {
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
  void calendar();
  Day after_midnight() const;
  void near_day();
  void holiday();

  struct MonthDay {
    int month, day;
  };

  MonthDay day_first_or_month_first() const;
  void month_day(MonthDay said);
  void two_days(Stretch found);

  // "woensdag 30 januari" without a year: the year near by in which that day is a Wednesday.
  template <class Make>
  Stretch matching_weekday(Make make, Stretch found) const {
    const int year = year_of(found.lo);
    for (int by : {0, -1, 1, -2, 2, -3, 3}) {
      const Stretch other = make(year + by);
      if (weekday(other.lo) == s_[Field::dow]) return other;
    }
    return found;
  }

  void month();
  void season();
  void quarter();

  // --- weeks ---
  void week_from(Day monday);
  void week_number();
  void weekend();
  void weekday_named();
  void day_of_month();
  Month nearest_month_with(int d) const;

  // --- years ---
  void decade();
  void century();
  void relative_unit();
  std::string unknown_unit() const;

  // --- "the first Monday of March", "de laatste week van 2015", "the first three months of 2026" ---
  void nth();
  void nth_unit(Stretch in, Unit unit, int ord, int count);
  void first_or_last(Stretch in, int ord, int days, const char* unit, Grain grain);
  void months_within(Stretch in, int ord, int count);
  void part_within(Stretch in, int ord, int months, char letter);

  // --- the clock ---
  void clock_or_part();
  int hour24() const;
  bool names_no_day() const {
    return !(s_.has(Field::offset) || s_.has(Field::dow) || s_.has(Field::day) || s_.has(Field::rel));
  }
  int coming_hour(int hour, int minute, bool bare) const;
  void clock(bool has_day);
  std::optional<int> fixed_zone() const;
  std::optional<int> zone_offset(Seconds wall) const;
  void part(bool has_day);
  void early_or_late(Part part, const std::string& day);
  std::string part_as_moments(const PartHours& hours) const;

  // --- begin, mid, end ---
  void modify();
  void asked_part(bool first, bool last);
  void to_now(Mod mod);
  void part_of_day(Mod mod);

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

}  // namespace bestand::timex
