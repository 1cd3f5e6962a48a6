#include "ground/time/question.h"

#include <algorithm>
#include <cstdio>

#include "ground/time/evaluate.h"

namespace bestand::timex {
namespace {

using F = Field;

constexpr F kDateFields[] = {F::year, F::month, F::day,     F::dow,     F::week,   F::season,    F::offset,
                             F::rel,  F::unit,  F::holiday, F::weekend, F::strict, F::short_year};
constexpr F kClockFields[] = {F::hour, F::minute, F::second, F::part, F::meridiem, F::zone, F::about};

bool has_date(const Spec& s) {
  for (F f : kDateFields) {
    if (s.has(f)) return true;
  }
  return false;
}

bool has_clock(const Spec& s) { return s.has(F::hour) || s.has(F::part); }
bool point(const Spec& s) { return s.form() == Form::kPoint; }

// Whether one says the day and the other the time of it, or one the week and the other the weekday.
bool complete(const Spec& a, const Spec& b) {
  if (!point(a) || !point(b)) return false;
  if (has_date(a) && has_date(b)) {
    const bool week = (a.has(F::dow) && !a.has(F::unit) && b.has(F::unit)) ||
                      (b.has(F::dow) && !b.has(F::unit) && a.has(F::unit));
    const bool day = (a.is(F::unit, Unit::kMonth) && b.has(F::day) && !b.has(F::month)) ||
                     (b.is(F::unit, Unit::kMonth) && a.has(F::day) && !a.has(F::month));
    const bool year = (a.has(F::month) && !a.has(F::year) && b.has(F::year) && !b.has(F::month));
    return (week || day || year) && a.agrees(b);
  }
  if (has_clock(a) && has_clock(b) && !(a.has(F::part) != b.has(F::part))) return false;
  return (has_date(a) || has_date(b) || (has_clock(a) && has_clock(b))) && a.agrees(b);
}

Spec today() {
  Spec s;
  s.set(F::offset, 0);
  return s;
}

void copy(const Spec& from, std::initializer_list<F> fields, Spec* to) {
  for (F f : fields) {
    if (from.has(f) && !to->has(f)) to->set(f, from[f]);
  }
}

void copy_date(const Spec& from, Spec* to) {
  for (F f : kDateFields) {
    if (from.has(f) && !to->has(f)) to->set(f, from[f]);
  }
}

// What one end of a range leaves out, the other says.
void share(Spec* a, Spec* b) {
  if (!has_date(*a) && has_date(*b))
    copy_date(*b, a);
  else if (has_date(*a) && !has_date(*b))
    copy_date(*a, b);
  if (a->has(F::day) && !a->has(F::month) && b->has(F::month)) copy(*b, {F::month, F::year}, a);
  if (a->has(F::day) && !a->has(F::month) && !b->has(F::month)) copy(*b, {F::unit, F::rel}, a);
  if (b->has(F::day) && !b->has(F::month)) copy(*a, {F::month, F::year, F::unit, F::rel}, b);
  if (a->has(F::month) && !a->has(F::year) && b->has(F::year) && b->has(F::month)) copy(*b, {F::year}, a);
  if (a->has(F::hour) && !a->has(F::meridiem) && !a->has(F::part)) copy(*b, {F::meridiem, F::part}, a);
}

Expression joined(const Expression& a, const Expression& b, Spec spec) {
  Expression out = a;
  out.last_word = b.last_word;
  out.span.end = b.span.end;
  out.spec = spec;
  out.until = b.until ? b.until : a.until;
  out.through = a.through || b.through;
  return out;
}

std::string start_text(const Value& v, bool clock) {
  const Day day = static_cast<Day>(v.time.lo / kDaySeconds);
  if (!clock && v.type != TimexType::kTime) return day_text(day);
  if (v.type == TimexType::kTime) return v.value;
  return day_text(day) + "T00:00";
}

std::string minute_later(const Value& v) {
  const Seconds t = v.time.lo + 60;
  const Day day = static_cast<Day>(t / kDaySeconds);
  const int minute = static_cast<int>((t - static_cast<Seconds>(day) * kDaySeconds) / 60);
  char buffer[16];
  std::snprintf(buffer, sizeof buffer, "T%02d:%02d", minute / 60, minute % 60);
  return day_text(day) + buffer;
}

}  // namespace

QuestionReader::QuestionReader(const Grammar& grammar)
    : grammar_(grammar),
      link_(grammar.lexicon().class_named("link")),
      from_(grammar.lexicon().class_named("range_from")),
      between_(grammar.lexicon().class_named("range_between")),
      to_(grammar.lexicon().class_named("range_to")),
      through_(grammar.lexicon().class_named("range_through")),
      and_(grammar.lexicon().class_named("range_and")),
      after_(grammar.lexicon().class_named("days_after")),
      before_(grammar.lexicon().class_named("days_before")) {}

bool QuestionReader::in(const Word& word, int cls) const {
  return cls >= 0 && word.id >= 0 && grammar_.lexicon().in(word.id, cls);
}

bool QuestionReader::all_in(const std::vector<Word>& words, int from, int to, int cls) const {
  for (int i = from; i < to; ++i) {
    const Word& w = words[static_cast<size_t>(i)];
    if (!in(w, cls) && !(cls == link_ && (in(w, from_) || in(w, between_)))) return false;
  }
  return true;
}

int QuestionReader::phrase_end(const std::vector<Word>& words, int at, int cls) const {
  int best = -1;
  if (cls < 0 || at < 0 || at >= static_cast<int>(words.size()) || words[static_cast<size_t>(at)].id < 0)
    return best;
  for (const Entry& e : grammar_.lexicon().entries(words[static_cast<size_t>(at)].id)) {
    if (e.cls != cls) continue;
    int end = at + 1;
    for (int32_t next : e.rest) {
      if (end >= static_cast<int>(words.size()) || words[static_cast<size_t>(end)].id != next) {
        end = -1;
        break;
      }
      ++end;
    }
    best = std::max(best, end);
  }
  return best;
}

// "van 5 tot 6", "between 3 and 12 of Sept", "9 - 11": numbers that only stand for a time because of the
// range.
void QuestionReader::bare_numbers(const std::vector<Word>& words,
                                  std::vector<Expression>* expressions) const {
  auto covering = [&](int at) -> int {
    for (size_t i = 0; i < expressions->size(); ++i) {
      if ((*expressions)[i].first_word <= at && at < (*expressions)[i].last_word) return static_cast<int>(i);
    }
    return -1;
  };
  auto number = [&](int at) {
    return at < static_cast<int>(words.size()) && words[static_cast<size_t>(at)].digits > 0 &&
                   words[static_cast<size_t>(at)].digits < 3 && words[static_cast<size_t>(at)].number <= 31
               ? static_cast<int>(words[static_cast<size_t>(at)].number)
               : -1;
  };
  auto make = [&](int at, F field, int value) {
    Expression e;
    e.first_word = at, e.last_word = at + 1;
    e.span = words[static_cast<size_t>(at)].span;
    e.sentence = words[static_cast<size_t>(at)].sentence;
    e.spec.set(field, value);
    e.rule = "range-number";
    return e;
  };
  std::vector<Expression> found;
  auto second_end = [&](const Expression& e) {  // "from 10:30 to 3": the number behind
    if (!e.spec.has(F::hour) && !(e.spec.has(F::day) && e.spec.has(F::month))) return;
    int to = phrase_end(words, e.last_word, through_);
    if (to < 0) to = phrase_end(words, e.last_word, to_);
    if (to < 0 && e.first_word > 0 && in(words[static_cast<size_t>(e.first_word) - 1], between_)) {
      to = phrase_end(words, e.last_word, and_);
    }
    if (to < 0 || to >= static_cast<int>(words.size()) || covering(to) >= 0) return;
    const int b = number(to);
    if (b >= 0 && (b <= 24 || !e.spec.has(F::hour)))
      found.push_back(make(to, e.spec.has(F::hour) ? F::hour : F::day, b));
  };
  for (const Expression& e : *expressions) second_end(e);
  for (int at = 0; at + 2 < static_cast<int>(words.size()); ++at) {
    const int a = number(at);
    if (a < 0 || covering(at) >= 0) continue;
    const bool opened = at > 0 && (in(words[static_cast<size_t>(at) - 1], from_) ||
                                   in(words[static_cast<size_t>(at) - 1], between_));
    int to = phrase_end(words, at + 1, through_);
    if (to < 0) to = phrase_end(words, at + 1, to_);
    if (to < 0 && opened) to = phrase_end(words, at + 1, and_);
    if (to < 0 || to >= static_cast<int>(words.size())) continue;
    const int behind = covering(to);
    if (behind >= 0) {
      const Spec& s = (*expressions)[static_cast<size_t>(behind)].spec;
      if (s.has(F::day) && s.has(F::month))
        found.push_back(make(at, F::day, a));
      else if (s.has(F::hour) && a <= 24)
        found.push_back(make(at, F::hour, a));
      continue;
    }
    const int b = number(to);
    if (b < 0 || !(opened || !expressions->empty())) continue;
    bool days = a > 24 || b > 24;
    for (const Expression& e : *expressions) {
      days |= point(e.spec) &&
              (e.spec.is(F::unit, Unit::kMonth) || (e.spec.has(F::month) && !e.spec.has(F::day)));
    }
    found.push_back(make(at, days ? F::day : F::hour, a));
    found.push_back(make(to, days ? F::day : F::hour, b));
  }
  expressions->insert(expressions->end(), found.begin(), found.end());
  std::sort(expressions->begin(), expressions->end(),
            [](const Expression& a, const Expression& b) { return a.first_word < b.first_word; });
  auto covered = [](const Expression& a, const Expression& b) { return b.first_word < a.last_word; };
  expressions->erase(std::unique(expressions->begin(), expressions->end(), covered), expressions->end());
}

void QuestionReader::days_and_clocks(const std::vector<Word>& words,
                                     std::vector<Expression>* expressions) const {
  std::vector<Expression> out;
  for (Expression& e : *expressions) {
    if (!out.empty()) {
      Expression& last = out.back();
      const int gap = e.first_word - last.last_word;
      const bool linked =
          last.sentence == e.sentence && gap <= 3 && all_in(words, last.last_word, e.first_word, link_);
      if (linked && !(last.until && e.until) && complete(last.spec, e.spec)) {
        Spec both = last.spec;
        both.add(e.spec);
        std::optional<Spec> until = last.until ? last.until : e.until;
        if (until) {
          Spec end = *until;
          share(&both, &end);
          copy_date(both, &end);
          until = end;
        }
        Expression whole = joined(last, e, both);
        whole.until = until;
        last = whole;
        continue;
      }
    }
    out.push_back(std::move(e));
  }
  *expressions = std::move(out);
}

void QuestionReader::ranges(const std::vector<Word>& words, std::vector<Expression>* expressions) const {
  std::vector<Expression> out;
  for (Expression& e : *expressions) {
    if (!out.empty() && out.back().sentence == e.sentence && !out.back().until && point(out.back().spec) &&
        point(e.spec)) {
      Expression& last = out.back();
      const int before = last.first_word - 1;
      const bool between = before >= 0 && in(words[static_cast<size_t>(before)], between_);
      int end = phrase_end(words, last.last_word, through_);
      const bool through = end > 0;
      if (end < 0) end = phrase_end(words, last.last_word, to_);
      if (end < 0 && between) end = phrase_end(words, last.last_word, and_);
      if (end > 0 && end <= e.first_word && e.first_word - end <= 2 &&
          all_in(words, end, e.first_word, link_)) {
        Spec a = last.spec, b = e.spec;
        if (a.form() == Form::kRef) a = today();
        if (b.form() == Form::kRef) b = today();
        if (!has_clock(a) && has_clock(b) && !has_date(b) && !through && !between) {  // "6 January - 6:37"
          a.add(b);
          last = joined(last, e, a);
          continue;
        }
        share(&a, &b);
        Expression whole = joined(last, e, a);
        whole.until = b;
        whole.through = through;
        last = whole;
        continue;
      }
    }
    out.push_back(std::move(e));
  }
  *expressions = std::move(out);
}

// "3 days after 12 January", "twee dagen voor gisteren".
void QuestionReader::counted_from(const std::vector<Word>& words,
                                  std::vector<Expression>* expressions) const {
  std::vector<Expression> out;
  for (Expression& e : *expressions) {
    if (!out.empty() && out.back().sentence == e.sentence && point(e.spec) && has_date(e.spec) &&
        out.back().spec.form() == Form::kDuration && !out.back().spec.has(F::span)) {
      Expression& last = out.back();
      const int after = phrase_end(words, last.last_word, after_),
                before = phrase_end(words, last.last_word, before_);
      const int end = std::max(after, before);
      if (end > 0 && end <= e.first_word && all_in(words, end, e.first_word, link_)) {
        Spec shift = last.spec;
        shift.set(F::form, static_cast<int>(after > 0 ? Form::kLater : Form::kEarlier));
        Expression whole = joined(last, e, shift);
        whole.base = e.spec;
        last = whole;
        continue;
      }
    }
    out.push_back(std::move(e));
  }
  *expressions = std::move(out);
}

void QuestionReader::join(const std::vector<Word>& words, std::vector<Expression>* expressions) const {
  counted_from(words, expressions);
  bare_numbers(words, expressions);
  days_and_clocks(words, expressions);
  ranges(words, expressions);
  days_and_clocks(words, expressions);
}

std::string interval_value(const Value& a, const Value& b, bool through) {
  const bool clock = a.type == TimexType::kTime || b.type == TimexType::kTime;
  if (!a.timed && !b.timed) return a.value + "/" + b.value;  // T05:00/T18:00
  if (!a.timed || !b.timed)
    return (a.timed ? start_text(a, clock) : a.value) + "/" + (b.timed ? start_text(b, clock) : b.value);
  Value end = b;
  if (through) {
    end.time.lo = b.time.hi;
    if (b.type == TimexType::kTime && b.grain == Grain::kMinute) end.value = minute_later(b);
  }
  return start_text(a, clock) + "/" + start_text(end, clock);
}

std::string open_value_of(const Value& v, std::string_view relation) {
  if (v.type == TimexType::kDuration || v.type == TimexType::kSet) return v.value;
  const bool clock = v.type == TimexType::kTime;
  auto moment = [&](bool end) {
    if (!v.timed || clock) return v.value;
    if (v.value.size() == 10) return v.value;  // a day: itself
    return day_text(static_cast<Day>((end ? v.time.hi : v.time.lo) / kDaySeconds));
  };
  if (relation == "before" || relation == "until") return "../" + moment(false);
  if (relation == "since") return moment(false) + "/..";
  if (relation == "after") return moment(true) + "/..";
  return v.value;
}

}  // namespace bestand::timex
