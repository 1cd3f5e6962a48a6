// What makes a number no count: a date, an age, a measure, a price, a name, a ratio, page furniture.
#include "ground/quantity_trap.h"

#include <algorithm>

namespace bestand {
namespace {

using Part = NumberReader::Part;

// Cues of units: a number before one of them counts nothing that is marked.
constexpr Cue kUnits[] = {Cue::kMoney, Cue::kPercent,  Cue::kDuration, Cue::kMeasure,
                          Cue::kAge,   Cue::kFraction, Cue::kClock};

}  // namespace

QuantityTraps::QuantityTraps(const QuantityWords& words, const Mentions& mentions)
    : words_(words), numbers_(words.lexicon().numbers) {
  mark_times(mentions);
}

void QuantityTraps::mark_times(const Mentions& mentions) {
  timed_.assign(static_cast<size_t>(words_.size()), false);
  for (const TimeMention& time : mentions.times) {
    for (int32_t i = time.first; i < time.last && i < words_.size(); ++i)
      timed_[static_cast<size_t>(i)] = true;
  }
}

// A noun that the lexicon knows to be countable.
bool QuantityTraps::counts_known(int32_t i) const {
  return i < words_.size() && words_.noun_at(i).index >= 0;
}

bool QuantityTraps::begins(int32_t i) const { return read(i).part != Part::kNone; }

bool QuantityTraps::unit_follows(const FoundNumber& n, int32_t end) const {
  int32_t at = n.last;
  for (int32_t skipped = 0; at < end && skipped < 3; ++skipped, ++at) {
    for (Cue unit : kUnits) {
      if (words_.phrase_at(at, unit) == 0 || words_.token(at).upos == Upos::VERB) continue;
      bool glued = skipped == 0 || words_.token(at).upos != Upos::ADP;
      if (glued && !(unit == Cue::kDuration && words_.token(at).upos == Upos::ADJ)) return true;
    }
    if (words_.phrase_at(at, Cue::kFrequency) > 0 && words_.token(at).upos != Upos::VERB) {
      for (int32_t i = words_.first_of(at); i < end; ++i) {
        if (words_.is(i, Cue::kViolation)) return false;
      }
      return true;
    }
    Upos upos = words_.token(at).upos;
    bool may_stand =
        upos == Upos::ADJ || words_.is(at, Cue::kOthers) || (n.vague && words_.is(at, Cue::kBridge));
    if (!may_stand) return false;
  }
  return false;
}

bool QuantityTraps::glued(const FoundNumber& n) const {
  int32_t first = n.number_first, last = n.number_last;
  if (first > 0 && words_.adjacent(first - 1)) {
    std::string_view before = words_.token(first - 1).form;
    if (words_.is_hyphen(first - 1) || before == "/" || before == "#" || before == ":" || before == "+")
      return true;
    if (words_.is_word(first - 1)) return true;
  }
  if (last >= words_.size() || !words_.adjacent(last - 1)) return false;
  std::string_view after = words_.token(last).form;
  if (after == "/" || after == ":" || after == "\xC2\xB0") return true;
  return words_.is_hyphen(last) && words_.adjacent(last);
}

// A bare year, or the years of a range.
bool QuantityTraps::year_like(const FoundNumber& n) const {
  int64_t low = n.value.low.value_or(0), high = n.value.high.value_or(low);
  return n.digits && low >= 1800 && high <= 2099 && low <= high &&
         words_.token(n.number_first).form.size() == 4;
}

// "29 August", "Aug 29" or "29 August 2016" ends before the token.
bool QuantityTraps::date_ends_at(int32_t i) const {
  int32_t first = words_.first_of(std::max(i - 1, 0));
  if (i - 1 < first) return false;
  if (words_.is(i - 1, Cue::kMonth)) return true;
  return i - 2 >= first && words_.is(i - 2, Cue::kMonth) && read(i - 1).part == Part::kDigits;
}

bool QuantityTraps::led_by_preposition(int32_t i) const {
  return i > words_.first_of(i) && words_.token(i - 1).upos == Upos::ADP;
}

// "In May 40 people died", not "the October 7 attacks".
bool QuantityTraps::persons_follow(int32_t i) const {
  int32_t index = i < words_.size() ? words_.noun_at(i).index : -1;
  return index >= 0 && !words_.lexicon().nouns[static_cast<size_t>(index)].population.empty();
}

bool QuantityTraps::dated(const FoundNumber& n, int32_t end) const {
  int64_t value = n.value.low.value_or(0);
  if (n.vague) return false;
  // "updated 1838 11.10.2017", "0 154": digits beside digits are no count
  auto digit_at = [&](int32_t i) { return words_.token(i).form[0] >= '0' && words_.token(i).form[0] <= '9'; };
  bool date_next = n.last < end && digit_at(n.last) && !begins(n.last);
  bool digits_before =
      n.digits && n.first == n.number_first && n.first > words_.first_of(n.first) && digit_at(n.first - 1);
  bool half =
      !n.digits && n.first > words_.first_of(n.first) && words_.is(n.first - 1, Cue::kHalf);  // "half negen"
  if (half && !counts_known(n.last)) return true;
  const bool fate_next = n.last < end && words_.predicate_at(n.last).index >= 0;  // "Sat Nov 12 2016 2 killed in shelling"
  if (n.digits && (date_next || (digits_before && !counts_known(n.last) && !fate_next))) return true;
  int32_t last = n.number_last, first = n.number_first;
  bool counted = counts_known(last) ||
                 (last + 1 < end && words_.token(last).upos == Upos::ADJ && counts_known(last + 1));
  const bool bounded = n.first < n.number_first && persons_follow(last);  // "meer dan 1800 mensen"
  for (int32_t i = first; i < last; ++i) {
    if (timed_[static_cast<size_t>(i)] && (!counted || (year_like(n) && !bounded))) return true;
  }
  if (year_like(n) && ((n.value.low != n.value.high && !bounded) || date_ends_at(first))) return true;
  bool month_next = last < end && words_.is(last, Cue::kMonth) && value <= 31;
  bool month_before = first > words_.first_of(first) && words_.is(first - 1, Cue::kMonth) && value <= 31 &&
                      !(counted && led_by_preposition(first - 1) && persons_follow(last));
  if (month_next || month_before) return true;
  return year_like(n) && !counted && n.first == n.number_first;
}

bool QuantityTraps::labelled(const FoundNumber& n) const {
  if (n.first != n.number_first || n.first <= words_.first_of(n.first)) return false;
  if (words_.phrase_before(n.first, Cue::kMoneyBefore) > 0) return true;
  int32_t before = n.first - 1;
  if (words_.adjacent(before) && words_.token(before).upos == Upos::SYM) return true;
  return n.digits && words_.phrase_before(n.first, Cue::kLabel) > 0 && !counts_known(n.last);
}

// "(30)", "(200)", "(26 en 20)".
bool QuantityTraps::bracketed(const FoundNumber& n) const {
  int32_t before = n.first - 1, after = n.last;
  if (before < 0 || after >= words_.size()) return false;
  std::string_view open = words_.token(before).form, close = words_.token(after).form;
  if (open == "(" && close == ")") return true;
  bool paired = after + 2 < words_.size() && begins(after + 1) && words_.is_form(after + 2, ")");
  if (open == "(" && paired) return true;
  bool pair_end = before >= 2 && begins(before - 1) && words_.is_form(before - 2, "(");
  return pair_end && close == ")";
}

// "een op de tien", "one in five".
bool QuantityTraps::in_ratio(const FoundNumber& n, int32_t end) const {
  int32_t at = n.last;
  if (at + 1 < end && words_.is(at, Cue::kRatio)) {
    int32_t next = at + 1;
    if (words_.is(next, Cue::kDeterminer)) ++next;
    if (next < end && begins(next) && next + 1 < end && n.value.low < 10 && !words_.is(next, Cue::kArticle)) {
      NumberReader::Word word = read(next);
      int64_t value = word.part == Part::kDigits ? word.value / 1000 : word.value;
      return value >= 3 && value <= 10000 && value > n.value.low && !(value >= 1900 && value < 2100);
    }
  }
  int32_t before = n.first - 1;
  if (before > 1 && words_.is(before, Cue::kDeterminer)) --before;
  if (before <= words_.first_of(n.first) || !words_.is(before, Cue::kRatio)) return false;
  return begins(before - 1) || (words_.is(before - 1, Cue::kArticle) && before < n.first - 1);
}

bool QuantityTraps::in_furniture(const FoundNumber& n) const {
  if (!n.digits) return false;
  int32_t at = n.first;
  while (at > 0 && (begins(at - 1) || words_.token(at - 1).upos == Upos::NUM)) --at;
  return at > 0 && words_.phrase_before(at, Cue::kFurniture) > 0;
}

bool QuantityTraps::in_name(const FoundNumber& n) const {
  const auto& names = words_.parse().names;
  auto it = std::upper_bound(names.begin(), names.end(), n.number_first,
                             [](int32_t i, const Name& name) { return i < name.last; });
  if (it == names.end() || it->first >= n.number_first || n.number_last > it->last) return false;
  return words_.token(n.number_first - 1).upos == Upos::PROPN && !counts_known(n.last);
}

// "children under 5", "Song Miao, 30, says", "leeftijd van 20 tot 27".
bool QuantityTraps::aged(const FoundNumber& n, int32_t end) const {
  if (words_.phrase_before(n.first, Cue::kAgeBefore) > 0 && !counts_known(n.last)) return true;
  if (words_.phrase_before(n.number_first, Cue::kAgeBefore) > 0 && !counts_known(n.last)) return true;
  int64_t value = n.value.low.value_or(0);
  const Upos behind = n.last < end ? words_.token(n.last).upos : Upos::PUNCT;
  const bool parted = behind == Upos::CCONJ || behind == Upos::VERB || behind == Upos::AUX || (behind == Upos::ADP && !n.digits);
  const bool years = n.digits ? value >= 5 : !n.vague && value >= 1;  // "een meisje van vijf en een soldaat"
  if (years && value < 110 && n.first - 2 >= words_.first_of(n.first) && words_.is(n.first - 1, Cue::kBridge) &&
      (behind == Upos::PUNCT || (!n.digits && parted))) {
    const Token& person = words_.token(n.first - 2);  // "een arts van 64"
    int32_t index = words_.noun_at(n.first - 2).index;
    bool alive = index >= 0 && words_.lexicon().nouns[static_cast<size_t>(index)].counted == "people";
    if (alive && person.has_feat("Number=Sing")) return true;
  }
  if (!n.digits || value >= 110 || n.first - 2 < words_.first_of(n.first) ||
      !words_.is_form(n.first - 1, ","))
    return false;
  bool closed = n.last >= end || words_.is_form(n.last, ",") || words_.is_form(n.last, ")") ||
                words_.is_form(n.last, ".");
  const Token& person = words_.token(n.first - 2);
  bool alone = person.upos == Upos::NOUN && persons_follow(n.first - 2) && person.has_feat("Number=Sing");
  return closed && (person.upos == Upos::PROPN || alone);
}

bool QuantityTraps::holds(const FoundNumber& n, int32_t end) const {
  return n.value.low == -1 || unit_follows(n, end) || glued(n) || dated(n, end) || labelled(n) ||
         bracketed(n) || in_ratio(n, end) || in_furniture(n) || in_name(n) || aged(n, end);
}

}  // namespace bestand
