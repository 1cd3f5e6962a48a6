#include "ground/time/settle.h"

#include <algorithm>

#include "ground/time/question.h"

namespace bestand::timex {
namespace {

using F = Field;

bool leans_on_day(const Spec& s) { return s.has(F::offset) || (s.has(F::rel) && s.has(F::part)); }

// What later expressions may lean on.
void remember(const Slot& slot, const Value& v, Anchor* anchor) {
  if (!v.timed || v.type == TimexType::kDuration || v.type == TimexType::kSet) return;
  if (v.time.lo <= kBeginOfTime || v.time.hi >= kEndOfTime) return;
  const Form form = slot.expression.spec.form();
  if (form == Form::kRef) return;
  anchor->set = true;
  anchor->time = v.time;
  anchor->grain = v.grain;
}

bool names_day(const Value& v) {
  return v.timed && v.grain <= Grain::kDay && v.time.hi - v.time.lo <= kDaySeconds;
}

// "om 15 uur vrijdag", "15:00 GMT, Saturday": the day may stand behind the clock time, in the same sentence.
const Slot* day_behind(const std::vector<Slot>& slots, size_t i) {
  if (i + 1 >= slots.size()) return nullptr;
  const Slot& a = slots[i];
  const Slot& b = slots[i + 1];
  const bool together = a.expression.sentence == b.expression.sentence ||
                        (a.ends_in_point && a.expression.sentence + 1 == b.expression.sentence);
  if (!together || only_clock(b.expression.spec)) return nullptr;
  return b.expression.first_word - a.expression.last_word <= 2 ? &b : nullptr;
}

// What was spoken of last, and the last day among it.
struct Memory {
  Anchor any, day;
  int32_t any_sentence = 0, day_sentence = 0;

  void go_to(int32_t sentence) {
    any.sentences = sentence - any_sentence;
    day.sentences = sentence - day_sentence;
    if (day.sentences > 3) day.set = false;
  }

  void keep(const Slot& slot, const Value& v) {
    Anchor next;
    remember(slot, v, &next);
    if (!next.set) return;
    if (slot.relation == "since" && next.grain >= Grain::kYear) return;  // "at war since 2011": of all years since
    any = next, any_sentence = slot.expression.sentence;
    if (next.grain <= Grain::kDay) day = next, day_sentence = slot.expression.sentence;
  }
};

// A caller's question: both ends of a range, or all that is before or after.
void answer(const Evaluator& evaluator, const Slot& slot, const Reference& now, const Anchor& any,
            const Anchor& day, Value* value) {
  const Expression& e = slot.expression;
  if (e.base) {
    Slot base = slot;
    base.expression.spec = *e.base;
    Anchor from;
    remember(base, evaluator.evaluate(*e.base, now, slot.direction, any, day), &from);
    *value = evaluator.evaluate(e.spec, now, slot.direction, from, from);
  } else if (e.until) {
    Value end = evaluator.evaluate(*e.until, now, slot.direction, any, day);
    if (end.timed && value->timed && end.time.lo < value->time.lo && !e.until->has(F::year)) {
      Reference later = now;  // "from May to March": the March that follows
      later.day = static_cast<Day>(value->time.lo / kDaySeconds);
      end = evaluator.evaluate(*e.until, later, Direction::kFuture, any, day);
    }
    value->value = interval_value(*value, end, now.upcoming);
    if (end.type == TimexType::kTime) value->type = TimexType::kTime;
  } else if (!slot.relation.empty() &&
             !(slot.relation == "before" && e.spec.has(F::rel) && e.spec.has(F::unit))) {
    value->value = open_value_of(*value, slot.relation);
  }
}

// Where nothing tells the direction, the other reading stays possible too.
void add_other(const Evaluator& evaluator, const Slot& slot, const Reference& now, const Anchor& any,
               const Anchor& day, Value* value) {
  for (Direction direction : {Direction::kPast, Direction::kFuture}) {
    const Value v = evaluator.evaluate(slot.expression.spec, now, direction, any, day);
    if (v.value == value->value || !v.timed) continue;
    value->other = v.value;
    value->other_time = v.time;
  }
}

// "from Monday through Wednesday": the weekday that ends a range comes after the one that begins it.
void follow_on(const Evaluator& evaluator, const Slot& first, const Value& start, const Slot& slot,
               const Reference& now, const Memory& memory, Value* value) {
  const Spec& s = slot.expression.spec;
  const bool range = slot.relation == "until" && s.has(F::dow) && !s.has(F::day) && !s.has(F::rel) &&
                     first.expression.sentence == slot.expression.sentence && first.expression.spec.has(F::dow);
  if (!range || !names_day(start) || !names_day(*value) || value->time.lo >= start.time.lo) return;
  Reference later = now;
  later.day = static_cast<Day>(start.time.lo / kDaySeconds);
  *value = evaluator.evaluate(s, later, Direction::kFuture, memory.any, memory.day);
}

std::vector<Value> read_on(const Evaluator& evaluator, const std::vector<Slot>& slots, const Reference& now) {
  std::vector<Value> out;
  out.reserve(slots.size());
  Memory memory;
  for (size_t i = 0; i < slots.size(); ++i) {
    const Slot& slot = slots[i];
    memory.go_to(slot.expression.sentence);
    Anchor day = memory.day;
    const Slot* behind = only_clock(slot.expression.spec) ? day_behind(slots, i) : nullptr;
    if (behind) {
      const Value v =
          evaluator.evaluate(behind->expression.spec, now, behind->direction, memory.any, memory.day);
      if (names_day(v)) remember(*behind, v, &day);
    }
    out.push_back(evaluator.evaluate(slot.expression.spec, now, slot.direction, memory.any, day));
    if (!now.question && i > 0) follow_on(evaluator, slots[i - 1], out[i - 1], slot, now, memory, &out.back());
    if (now.question) answer(evaluator, slot, now, memory.any, day, &out.back());
    if (slot.open && may_be_either(slot.expression.spec)) {
      add_other(evaluator, slot, now, memory.any, day, &out.back());
    }
    memory.keep(slot, out.back());
  }
  return out;
}

bool same(const Value& a, const Value& b) {
  return a.value == b.value && a.timed == b.timed &&
         (!a.timed || (a.time == b.time && a.offset_min == b.offset_min)) && a.type == b.type;
}

TimeSet as_set(const Value& v) {
  TimeSet out;
  out.members = {v.time};
  out.grain = v.grain;
  out.approximate = v.approximate;
  out.spans = v.spans;
  out.open_unknown = v.open_unknown;
  out.utc_offset_min = v.offset_min;
  out.text = v.text;
  return out;
}

// What the values have in common, the rest X: 2016-12-02, 2016-12-09 -> 2016-12-XX.
std::string masked(const std::vector<std::string>& values) {
  std::string out = values.front();
  for (const std::string& v : values) {
    if (v.size() != out.size()) return "XXXX-XX-XX";
    for (size_t i = 0; i < v.size(); ++i) {
      if (v[i] != out[i]) out[i] = 'X';
    }
  }
  // Once a digit is open, so are those behind it, in its part and in the parts after it.
  bool open = false;
  for (char& c : out) {
    if (c == 'T') break;
    if (c == 'X')
      open = true;
    else if (open && c >= '0' && c <= '9')
      c = 'X';
  }
  return out;
}

std::string open_value(const Slot& slot, const std::vector<std::string>& values) {
  const Spec& s = slot.expression.spec;
  std::string common = masked(values);
  if (s.has(F::dow) && !s.has(F::day) && !s.has(F::unit) && s.form() == Form::kPoint && common.size() >= 10) {
    common = common.substr(0, 4) + "-WXX-" + std::to_string(s[F::dow]) + common.substr(10);
  }
  return common;
}

// The members of the days' values, with the first day each was reckoned from.
TimeSet gather(const std::vector<const Value*>& values, const std::vector<Reference>& days,
               const std::vector<size_t>& which) {
  std::vector<std::pair<Interval, int32_t>> pairs;
  TimeSet out = as_set(*values.front());
  out.text.clear();
  out.members.clear();
  for (size_t i = 0; i < values.size(); ++i) {
    pairs.emplace_back(values[i]->time, days[which[i]].day);
    out.grain = std::min(out.grain, values[i]->grain);
    if (values[i]->offset_min != out.utc_offset_min) out.utc_offset_min.reset();
  }
  std::sort(pairs.begin(), pairs.end());
  bool overlap = false;
  for (const auto& [time, day] : pairs) {
    if (!out.members.empty() && out.members.back() == time) continue;
    if (!out.members.empty() && time.lo < out.members.back().hi) {
      out.members.back().hi = std::max(out.members.back().hi, time.hi);
      overlap = true;
      continue;
    }
    out.members.push_back(time);
    out.anchors.push_back(day);
  }
  if (overlap) out.anchors.clear();
  if (out.members.size() > 1) out.spans = false;
  return out;
}

Settled either(const Value& v) {
  Settled out;
  out.type = v.type, out.value = v.value, out.mod = v.mod;
  out.candidates = {v.value, v.other};
  TimeSet time = as_set(v);
  time.members.push_back(v.other_time);
  std::sort(time.members.begin(), time.members.end());
  out.time = std::move(time);
  return out;
}

Settled settle_one(const Slot& slot, const std::vector<std::vector<Value>>& values,
                   const std::vector<Reference>& days, const std::vector<bool>& live, size_t i,
                   bool whole_year) {
  std::vector<const Value*> all, distinct;
  std::vector<size_t> which;
  bool timed = true;
  for (size_t d = 0; d < days.size(); ++d) {
    if (!live[d]) continue;
    const Value& v = values[d][i];
    all.push_back(&v);
    which.push_back(d);
    timed &= v.timed;
    if (distinct.empty() || !same(*distinct.back(), v)) distinct.push_back(&v);
  }
  Settled out;
  const Value& first = *all.front();
  if (days.size() == 1 && !first.other.empty()) return either(first);
  out.type = first.type;
  out.value = first.value;
  out.mod = first.mod;
  if (distinct.size() == 1) {
    if (!first.other.empty()) return either(first);
    if (first.timed) out.time = as_set(first);
    return out;
  }
  for (const Value* v : distinct) {
    if (!v->other.empty() &&
        std::find(out.candidates.begin(), out.candidates.end(), v->other) == out.candidates.end()) {
      out.candidates.push_back(v->other);
    }
    if (std::find(out.candidates.begin(), out.candidates.end(), v->value) == out.candidates.end())
      out.candidates.push_back(v->value);
  }
  if (out.candidates.size() > 1)
    out.value = open_value(slot, out.candidates);
  else
    out.candidates.clear();
  if (timed) out.time = gather(all, days, which);
  if (whole_year && timed) {
    const int year = civil_from_days(days[days.size() / 2].day).year;
    TimeSet whole;
    whole.members = {
        {days_from_civil(year, 1, 1) * kDaySeconds, days_from_civil(year + 1, 1, 1) * kDaySeconds}};
    whole.grain = first.grain >= Grain::kMonth && first.grain != Grain::kYear ? Grain::kMonth : Grain::kDay;
    if (first.grain < Grain::kMonth) {
      out.time = whole;
      const std::string named = std::to_string(year);
      if (out.value.starts_with("XXXX"))
        out.value.replace(0, 4, named);
      else if (out.value.size() > 4 && out.value.substr(0, 4).find('X') != std::string::npos)
        out.value.replace(0, 4, named);
    }
  }
  return out;
}

// Of a text dated only to a year, months and days of months are that year's.
std::vector<Slot> with_year(std::vector<Slot> slots, int year) {
  for (Slot& slot : slots) {
    Spec& s = slot.expression.spec;
    const bool open = s.has(F::month) && !s.has(F::year) && !s.has(F::short_year) && !s.has(F::rel);
    if (open && s.form() == Form::kPoint) s.set(F::year, year);
  }
  return slots;
}

// "gisteren, donderdag": what stands side by side must be the same day.
bool apposed(const Slot& a, const Slot& b) {
  const Spec& s = a.expression.spec;
  const Spec& t = b.expression.spec;
  const int gap = b.expression.first_word - a.expression.last_word;
  if (a.expression.sentence != b.expression.sentence || gap != 1) return false;
  if (b.expression.span.begin - a.expression.span.end > 2) return false;
  const bool day_a = leans_on_day(s), day_b = leans_on_day(t);
  const bool named_a = s.has(F::dow) || (s.has(F::day) && s.has(F::month));
  const bool named_b = t.has(F::dow) || (t.has(F::day) && t.has(F::month));
  return (day_a && named_b) || (day_b && named_a);
}

bool contradict(const Value& a, const Value& b) {
  return a.timed && b.timed && names_day(a) && names_day(b) &&
         a.time.lo / kDaySeconds != b.time.lo / kDaySeconds;
}

}  // namespace

bool may_be_either(const Spec& s) {
  if (!s.has(F::month) || s.form() != Form::kPoint) return false;
  for (F f : {F::year, F::short_year, F::rel, F::dow}) {
    if (s.has(f)) return false;
  }
  return true;
}

std::vector<bool> agree(const std::vector<Slot>& slots, const std::vector<std::vector<Value>>& values,
                        const std::vector<Reference>& days) {
  std::vector<bool> live(days.size(), true);
  if (days.size() < 2) return live;
  for (size_t i = 0; i + 1 < slots.size(); ++i) {
    if (!apposed(slots[i], slots[i + 1])) continue;
    for (size_t d = 0; d < days.size(); ++d) {
      if (contradict(values[d][i], values[d][i + 1])) live[d] = false;
    }
  }
  if (std::find(live.begin(), live.end(), true) == live.end()) live.assign(days.size(), true);
  return live;
}

std::vector<Settled> settle(const Evaluator& evaluator, const std::vector<Slot>& slots,
                            const std::vector<Reference>& days, bool whole_year) {
  std::vector<std::vector<Value>> values;
  std::vector<Slot> dated;
  if (whole_year && !days.empty()) dated = with_year(slots, civil_from_days(days[days.size() / 2].day).year);
  const std::vector<Slot>& all = dated.empty() ? slots : dated;
  for (const Reference& now : days) values.push_back(read_on(evaluator, all, now));
  const std::vector<bool> live = agree(slots, values, days);
  std::vector<Settled> out;
  for (size_t i = 0; i < slots.size(); ++i)
    out.push_back(settle_one(slots[i], values, days, live, i, whole_year));
  return out;
}

}  // namespace bestand::timex
