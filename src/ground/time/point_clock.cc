// Clock times, parts of the day, and what "begin", "late" and "about" leave of a stretch.
#include <date/tz.h>

#include <algorithm>
#include <cstdlib>

#include "ground/time/point.h"

namespace bestand::timex {

using F = Field;

void Point::clock_or_part() {
  out_.type = TimexType::kTime;
  const bool has_day =
      out_.timed && out_.grain <= Grain::kDay && !(out_.time.hi - out_.time.lo > 2 * kDaySeconds);
  if (s_.has_clock())
    clock(has_day);
  else
    part(has_day);
}

int Point::hour24() const {
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
int Point::coming_hour(int hour, int minute, bool bare) const {
  if (!now_.upcoming || !now_.clock) return hour;
  if (s_.has(F::meridiem) || s_.has(F::part) || hour == 0 || hour > 12 || !bare) return hour;
  if (hour * 3600 + minute * 60 > *now_.clock || hour == 12) return hour;
  return hour + 12;
}

void Point::clock(bool has_day) {
  const int minute = s_.get(F::minute, 0), second = s_.get(F::second, 0);
  int hour = coming_hour(hour24(), minute, names_no_day());
  std::string text = format("T%02d:%02d", hour, minute);
  if (s_.has(F::second)) text += format(":%02d", second);
  std::optional<int> zone;
  if (has_day) {
    const Seconds start = out_.time.lo + hour * 3600 + minute * 60 + second;
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
    out_.value +=
        *zone == 0 ? "Z"
                   : format("%c%02d:%02d", *zone < 0 ? '-' : '+', std::abs(*zone) / 60, std::abs(*zone) % 60);
}

std::optional<int> Point::fixed_zone() const {
  if (s_.has(F::zone) && lexicon_.zones()[static_cast<size_t>(s_[F::zone])] == "UTC") return 0;
  return std::nullopt;
}

// The offset of the stated zone at this wall clock; daylight saving by the zone's own history.
std::optional<int> Point::zone_offset(Seconds wall) const {
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

void Point::part(bool has_day) {
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
  // "Kort na middernacht werd gevochten", told on the day it speaks of: the midnight that day began with.
  const bool told = part == Part::kMidnight && names_no_day() && known() && direction_ == Direction::kPast && lo() >= now_.day;
  if (told) out_.time.lo -= kDaySeconds;
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
void Point::early_or_late(Part part, const std::string& day) {
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
std::string Point::part_as_moments(const PartHours& hours) const {
  auto moment = [&](int hour) { return day_text(lo() + hour / 24) + format("T%02d:00", hour % 24); };
  return now_.upcoming && hours.to > hours.from ? moment(hours.from) + "/" + moment(hours.to)
                                                : moment(hours.from);
}

void Point::modify() {
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
void Point::asked_part(bool first, bool last) {
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

void Point::to_now(Mod mod) {
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

void Point::part_of_day(Mod mod) {
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

}  // namespace bestand::timex
