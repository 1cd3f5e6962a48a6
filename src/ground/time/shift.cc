#include "ground/time/shift.h"

#include <algorithm>

#include "ground/time/text.h"

namespace bestand::timex {

using F = Field;

namespace {

struct Piece {
  F field;
  const char* letter;
  bool clock;
};
constexpr Piece kPieces[] = {{F::dur_c, "C", false},   {F::dur_de, "DE", false}, {F::dur_y, "Y", false},
                             {F::dur_q, "Q", false},   {F::dur_m, "M", false},   {F::dur_w, "W", false},
                             {F::dur_we, "WE", false}, {F::dur_d, "D", false},   {F::dur_h, "H", true},
                             {F::dur_mi, "M", true},   {F::dur_s, "S", true}};

}  // namespace

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

namespace {

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

}  // namespace

Value Shift::from_now(int sign) {
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

Value Shift::from_anchor(int sign) {
  if (!anchor_.set && s_.has(F::rel)) return from_now(sign);
  if (!anchor_.set && !is_vague(s_)) return now_.question ? from_now(sign) : length();
  if (is_vague(s_) || finest(s_) == Grain::kHour) return vague_from_anchor(sign);
  const Day base = anchor_.day();
  const Day day = add_months(base, sign * months_in(s_)) + sign * days_in(s_);
  Grain grain = said_grain();
  if (s_.has(F::dur_q)) grain = Grain::kQuarter;
  grain =
      std::max(grain, std::min(anchor_.grain, Grain::kCentury) <= Grain::kDay ? Grain::kDay : anchor_.grain);
  return dated(day, grain, finest(s_) == Grain::kWeek || finest(s_) == Grain::kMonth);
}

Value Shift::length() {
  Value v;
  v.type = TimexType::kDuration;
  v.value = duration_text(s_);
  if (s_.has(F::mod)) v.mod = mod_name(s_.as<Mod>(F::mod));
  return v;
}

Value Shift::beside_now(int sign) {
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

void Shift::widen_to_months(Value* v) {
  const Civil a = civil_from_days(static_cast<Day>(v->time.lo / kDaySeconds));
  const Civil b = civil_from_days(static_cast<Day>((v->time.hi - 1) / kDaySeconds));
  v->time = {at(first_of({a.year, a.month})), at(first_of(add_months(Month{b.year, b.month}, 1)))};
  v->grain = Grain::kMonth;
}

void Shift::aligned(int sign, Value* v) const {
  const Civil c = civil_from_days(now_.day);
  if (s_.form() == Form::kWithin) {
    v->value =
        day_text(now_.day) + "/" + day_text(add_months(now_.day, sign * months_in(s_)) + sign * days_in(s_));
    return;
  }
  const int unit = s_.has(F::dur_de) ? 120 : s_.has(F::dur_y) ? 12 : s_.has(F::dur_q) ? 3 : 1;
  const int here = c.year * 12 + c.month - 1, start = here / unit * unit + (sign > 0 ? unit : 0);
  const int from = sign > 0 ? start : start - months_in(s_), to = sign > 0 ? start + months_in(s_) : start;
  v->value =
      day_text(first_of({from / 12, from % 12 + 1})) + "/" + day_text(first_of({to / 12, to % 12 + 1}));
}

void Shift::question_span(int sign, Value* v) const {
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

Grain Shift::said_grain() const {
  if (finest(s_) == Grain::kWeek) return Grain::kDay;
  if (s_.is(F::dur_y, 100) && finest(s_) == Grain::kYear) return Grain::kMonth;
  return finest(s_);
}

Day Shift::nearest_weekday(Day day, int dow) {
  const Day before = day - ((weekday(day) - dow) % 7 + 7) % 7;
  return day - before <= before + 7 - day ? before : before + 7;
}

std::string Shift::moment(Seconds t) {
  const Day day = static_cast<Day>(t / kDaySeconds);
  const int clock = static_cast<int>(t - at(day));
  std::string out = day_text(day) + format("T%02d:%02d", clock / 3600, clock / 60 % 60);
  if (clock % 60) out += format(":%02d", clock % 60);
  return out;
}

Value Shift::unresolved() {
  Value v;
  v.value = finest(s_) >= Grain::kYear ? "XXXX" : finest(s_) >= Grain::kMonth ? "XXXX-XX" : "XXXX-XX-XX";
  return v;
}

Value Shift::dated(Day day, Grain grain, bool approximate) {
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

Value Shift::clock(int sign) {
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

Value Shift::vague(int sign) {
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

Value Shift::vague_from_anchor(int sign) {
  Value v;
  v.value = sign < 0 ? "PAST_REF" : "PAST_REF";
  return v;
}

}  // namespace bestand::timex
