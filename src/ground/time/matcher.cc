// Recursive descent with memory: a group at a place is matched once, its longest match kept. Optional
// elements are tried present first, then absent; a group is never tried at less than its longest.
#include <algorithm>
#include <bit>

#include "ground/time/grammar.h"

namespace bestand::timex {
namespace {

enum NumberForm {
  kN,
  kNum,
  kDd,
  kMm,
  kHh,
  kMi,
  kSs,
  kYear,
  kYy,
  kOrd,
  kDmy,
  kDm,
  kIso,
  kHm,
  kHdm,
  kYearWords,
  kRank,
  kNord,
  kWord,
  kD,
  kHhmm
};

bool is_letter(std::string_view folded) {
  const unsigned char c = static_cast<unsigned char>(folded.front());
  return (c >= 'a' && c <= 'z') || c >= 0xC3;
}

constexpr Field kDurationOf[] = {Field::dur_s, Field::dur_mi, Field::dur_h,  Field::dur_d,
                                 Field::dur_w, Field::dur_we, Field::dur_m,  Field::dur_q,
                                 Field::dur_y, Field::dur_y,  Field::dur_de, Field::dur_c};

}  // namespace

const Match& Matcher::match(int group, int at) {
  static const Match kNone;
  if (!grammar_.may_begin(group, word(at), next(at))) return kNone;
  int32_t& row = rows_[static_cast<size_t>(at)];
  if (row < 0) {
    row = static_cast<int32_t>(asked_.size());
    asked_.resize(asked_.size() + grammar_.groups_.size(), kUnasked);
  }
  const size_t place = static_cast<size_t>(row) + static_cast<size_t>(group);
  if (asked_[place] >= 0) return found_[static_cast<size_t>(asked_[place])];
  if (asked_[place] == kNothing) return kNone;
  asked_[place] = kNothing;  // a group that begins with itself finds nothing
  const Match best = longest(group, at);
  if (best.end < 0) return kNone;
  asked_[place] = static_cast<int32_t>(found_.size());
  return found_.emplace_back(best);
}

Match Matcher::longest(int group, int at) {
  const auto& rules = grammar_.groups_[static_cast<size_t>(group)];
  Match best;
  for (size_t block = 0; 64 * block < rules.size(); ++block) {
    for (uint64_t left = grammar_.tried(group, word(at), next(at), block); left != 0; left &= left - 1) {
      const size_t r = 64 * block + static_cast<size_t>(std::countr_zero(left));
      Spec spec;
      const int end = apply(rules[r], at, &spec);
      if (end > best.end) best = {end, spec, static_cast<int16_t>(r)};
    }
  }
  return best;
}

int Matcher::apply(const Rule& rule, int at, Spec* spec) {
  const int end = step(rule, 0, at, at, spec);
  return end > at ? end : -1;
}

int Matcher::step(const Rule& rule, size_t element, int start, int at, Spec* spec) {
  if (element == rule.elements.size()) return finish(rule, spec) ? at : -1;
  const Element& e = rule.elements[element];
  if (e.look != Element::Look::kNone) {
    const bool before = e.look == Element::Look::kBefore || e.look == Element::Look::kNotBefore;
    return look(e, before ? start : at) ? step(rule, element + 1, start, at, spec) : -1;
  }
  if (in_text(at) && same_sentence(start, at) && (!e.glued || word(at).glued)) {
    for (const Element::Choice& choice : e.choices) {
      if (!may_take(choice, at, *spec)) continue;
      Spec next = *spec;
      const int after = take(choice, at, &next);
      if (after <= at) continue;
      const int end = step(rule, element + 1, start, after, &next);
      if (end > start) return *spec = next, end;
    }
  }
  return e.optional ? step(rule, element + 1, start, at, spec) : -1;
}

// What can be told before fields are copied, which is most of the work.
bool Matcher::may_take(const Element::Choice& choice, int at, const Spec& spec) {
  const Word& w = word(at);
  switch (choice.kind) {
    case Element::Kind::kWords:
      return w.id == choice.index;
    case Element::Kind::kClass:
      return w.id >= 0;
    case Element::Kind::kNumber:
      return w.digits || w.id >= 0 || choice.index == kWord;
    case Element::Kind::kGroup: {
      const Match& found = match(choice.index, at);
      return found.end > at && spec.agrees(found.spec);
    }
  }
  return false;
}

bool Matcher::look(const Element& e, int at) {
  const bool before = e.look == Element::Look::kBefore || e.look == Element::Look::kNotBefore;
  const bool wanted = e.look == Element::Look::kBefore || e.look == Element::Look::kAfter;
  const int place = before ? at - 1 : at;
  bool there = in_text(place) && (!e.glued || word(before ? at : place).glued) &&
               (before ? at < static_cast<int>(words_.size()) && same_sentence(place, at)
                       : same_sentence(place, at - 1));
  if (there) {
    there = std::any_of(e.choices.begin(), e.choices.end(), [&](const Element::Choice& c) {
      Spec ignored;
      if (before && c.kind != Element::Kind::kWords && c.kind != Element::Kind::kClass && !word(place).digits)
        return false;
      const int end = take(c, place, &ignored);
      return before ? end == at : end > place;
    });
  }
  return there == wanted;
}

int Matcher::take(const Element::Choice& choice, int at, Spec* spec, bool) {
  switch (choice.kind) {
    case Element::Kind::kWords:
      return word(at).id == choice.index ? at + 1 : -1;
    case Element::Kind::kClass:
      return take_class(choice.index, at, spec);
    case Element::Kind::kNumber:
      return take_number(choice.index, at, spec);
    case Element::Kind::kGroup: {
      const Match& found = match(choice.index, at);
      if (found.end < 0 || !spec->agrees(found.spec)) return -1;
      spec->add(found.spec);
      return found.end;
    }
  }
  return -1;
}

int Matcher::take_class(int cls, int at, Spec* spec) {
  if (word(at).id < 0) return -1;
  int best = -1;
  const Entry* chosen = nullptr;
  for (const Entry& e : lexicon_.entries(word(at).id)) {
    if (e.cls != cls || (e.capital && !word(at).upper)) continue;
    int end = at + 1;
    for (int32_t next : e.rest) {
      if (!in_text(end) || word(end).id != next || !same_sentence(at, end)) {
        end = -1;
        break;
      }
      ++end;
    }
    if (end > best) best = end, chosen = &e;
  }
  if (!chosen || !spec->agrees(chosen->spec)) return -1;
  spec->add(chosen->spec);
  return best;
}

bool Matcher::finish(const Rule& rule, Spec* spec) const {
  spec->add(rule.set);
  for (auto [from, to] : rule.moves) {
    if (!spec->has(from)) continue;
    const int value = (*spec)[from];
    spec->drop(from);
    spec->set(to, from == Field::count ? value / 100 : value);
  }
  if (rule.fold && spec->has(Field::unit)) {
    const Unit unit = spec->as<Unit>(Field::unit);
    int count = spec->has(Field::vague) ? kVague : spec->get(Field::count, 100);
    if (unit == Unit::kHalf && count != kVague) count /= 2;
    spec->drop(Field::unit), spec->drop(Field::count);
    spec->set(kDurationOf[static_cast<int>(unit)], count);
  }
  return true;
}

// --- numbers ----------------------------------------------------------------------------------

bool Matcher::digits(int at, int most, int low, int high, int* value) const {
  if (!in_text(at) || word(at).digits == 0 || word(at).digits > most || word(at).number < low ||
      word(at).number > high)
    return false;
  *value = static_cast<int>(word(at).number);
  return true;
}

bool Matcher::glued_digits(int at, int exactly, int high, int* value) const {
  return in_text(at) && word(at).glued && word(at).digits == exactly && digits(at, exactly, 0, high, value);
}

// "vijfentwintig", "twenty-five", "two hundred", "tweeduizend vijftien". Gives the end, or -1.
int Matcher::words_number(int at, int64_t* value) const {
  auto number = [&](int i) { return in_text(i) && word(i).id >= 0 ? lexicon_.number(word(i).id) : -1; };
  auto id = [&](int i) { return in_text(i) ? word(i).id : -2; };
  int v = number(at);
  if (v < 0) return -1;
  int end = at + 1;
  if (v >= 20 && v < 100 && v % 10 == 0) {
    const int dash = id(end) == lexicon_.number_dash && word(end).glued ? 1 : 0;
    const int unit = number(end + dash);
    if (unit > 0 && unit < 10) v += unit, end += dash + 1;
  }
  if (v < 100 && lexicon_.hundred >= 0 && id(end) == lexicon_.hundred) {
    v *= 100, ++end;
    const int join = id(end) == lexicon_.number_and ? 1 : 0;
    int64_t rest = 0;
    const int rest_end = join ? words_number(end + 1, &rest) : -1;
    if (rest_end > 0 && rest < 100) v += static_cast<int>(rest), end = rest_end;
  }
  if (v < 1000 && lexicon_.thousand >= 0 && id(end) == lexicon_.thousand) v *= 1000, ++end;
  if (v >= 1000 && v % 100 == 0 && number(end) > 0 && number(end) < 100) v += number(end), ++end;
  *value = v;
  return end;
}

int Matcher::whole(int at, int64_t* value) const {
  if (!word(at).digits) return words_number(at, value);
  if (word(at).number < 0) return -1;
  *value = word(at).number;
  if (word(at).number == 0 && word(at).digits > 1) return -1;
  // "1.500" or "1,500"
  int sep_end = at + 2;
  if (in_text(sep_end) && (is(at + 1, ".") || is(at + 1, ",")) && word(at + 1).glued && word(sep_end).glued &&
      word(sep_end).digits == 3 && word(at).digits <= 3) {
    *value = *value * 1000 + word(sep_end).number;
    return at + 3;
  }
  return at + 1;
}

int Matcher::decimal(int at, int* hundredths) const {
  int64_t value;
  int end = whole(at, &value);
  if (end < 0 || value > 20000000) return -1;
  *hundredths = static_cast<int>(value * 100);
  if (word(at).digits && end == at + 1 && in_text(end + 1) && (is(end, ",") || is(end, ".")) &&
      word(end).glued && word(end + 1).glued && word(end + 1).digits >= 1 && word(end + 1).digits <= 2) {
    *hundredths += static_cast<int>(word(end + 1).number) * (word(end + 1).digits == 1 ? 10 : 1);
    return end + 2;
  }
  return end;
}

// "1e", "3rd", "21ste", or a word of class `ordinal`.
int Matcher::ordinal(int at, bool last_too, Spec* spec) const {
  int value;
  const int suffixes = lexicon_.suffix_class;
  if (digits(at, 3, 1, 400, &value)) {
    const int next = at + 1;
    if (!in_text(next) || !word(next).glued || word(next).id < 0 || suffixes < 0 ||
        !lexicon_.in(word(next).id, suffixes))
      return -1;
    spec->set(Field::ord, value);
    return at + 2;
  }
  const int ordinals = lexicon_.ordinal_class;
  if (word(at).id < 0 || ordinals < 0) return -1;
  // "twenty-first", "twenty first"
  const int tens = lexicon_.number(word(at).id);
  if (tens >= 20 && tens < 100 && tens % 10 == 0 && in_text(at + 1)) {
    const int unit = at + 1 + (is(at + 1, "-") ? 1 : 0);
    if (in_text(unit) && word(unit).id >= 0) {
      for (const Entry& e : lexicon_.entries(word(unit).id)) {
        if (e.cls == ordinals && e.spec.has(Field::ord) && e.spec[Field::ord] < 10 &&
            e.spec[Field::ord] > 0) {
          spec->set(Field::ord, tens + e.spec[Field::ord]);
          return unit + 1;
        }
      }
    }
  }
  for (const Entry& e : lexicon_.entries(word(at).id)) {
    if (e.cls == ordinals && e.rest.empty() && (last_too || e.spec[Field::ord] > 0))
      return spec->add(e.spec), at + 1;
  }
  return -1;
}

// 23:00, 23:00:15; with "." the minutes must be two digits and nothing may go on behind.
int Matcher::clock(int at, std::string_view separators, Spec* spec) const {
  int hour, minute, second;
  if (!digits(at, 2, 0, 24, &hour) || !in_text(at + 1) || !word(at + 1).glued) return -1;
  const std::string_view sep = word(at + 1).folded;
  if (sep.size() != 1 || separators.find(sep) == std::string_view::npos) return -1;
  if (!glued_digits(at + 2, 2, 59, &minute) || (hour == 24 && minute > 0)) return -1;
  if (at > 0 && word(at).glued && (is(at - 1, ".") || is(at - 1, ",") || is(at - 1, "/") || is(at - 1, ":")))
    return -1;
  spec->set(Field::hour, hour);
  spec->set(Field::minute, minute);
  int end = at + 3;
  if (in_text(end) && word(end).glued && word(end).folded == sep && glued_digits(end + 1, 2, 59, &second)) {
    spec->set(Field::second, second);
    end += 2;
  }
  if (in_text(end) && word(end).glued &&
      (word(end).digits || (is(end, ".") && in_text(end + 1) && word(end + 1).glued && word(end + 1).digits)))
    return -1;
  return end;
}

int Matcher::numeric_date(int at, Spec* spec) const {
  int a, b, year;
  if (!digits(at, 2, 1, 31, &a) || !in_text(at + 4)) return -1;
  if (at > 0 && word(at).glued &&
      (word(at - 1).digits || is(at - 1, "-") || is(at - 1, ".") || is(at - 1, "/") || is(at - 1, ",")))
    return -1;
  int next = at + 1;
  const std::string_view sep = word(next).folded;
  if (sep != "-" && sep != "." && sep != "/" && sep != "~") return -1;
  const bool tight = word(next).glued && word(next + 1).glued;
  if (!tight || !digits(next + 1, 2, 1, 31, &b) || word(next + 2).folded != sep) return -1;
  if (!in_text(next + 3) || !word(next + 2).glued || !word(next + 3).glued || !word(next + 3).digits)
    return -1;
  const int size = word(next + 3).digits;
  year = static_cast<int>(word(next + 3).number);
  if (size != 2 && (size != 4 || year < 1000 || year > 2999)) return -1;
  if (in_text(next + 4) && word(next + 4).glued && (word(next + 4).folded == sep || word(next + 4).digits) &&
      in_text(next + 5) && word(next + 5).glued && word(next + 5).digits)
    return -1;
  bool month_first = lexicon_.month_first && sep != ".";
  if (a > 12) month_first = false;
  if (b > 12) month_first = true;
  const int month = month_first ? a : b, day = month_first ? b : a;
  if (month > 12) return -1;
  spec->set(Field::day, day), spec->set(Field::month, month);
  spec->set(size == 4 ? Field::year : Field::short_year, year);
  if (a <= 12 && b <= 12 && a != b) spec->set(Field::swapped, 1);
  return next + 4;
}

int Matcher::day_and_month(int at, Spec* spec) const {
  int a, b;
  if (!digits(at, 2, 1, 31, &a) || !in_text(at + 2) || !word(at + 1).glued || !word(at + 2).glued) return -1;
  const std::string_view sep = word(at + 1).folded;
  if ((sep != "-" && sep != "/" && sep != ".") || !digits(at + 2, 2, 1, 31, &b)) return -1;
  if (sep == "." && word(at + 2).digits != 2) return -1;
  if (at > 0 && word(at).glued && !is(at - 1, "(") && !is(at - 1, "'")) return -1;
  if (in_text(at + 3) && word(at + 3).glued &&
      (word(at + 3).digits || word(at + 3).folded == sep || is(at + 3, "%"))) {
    if (!(word(at + 3).folded == sep && sep == "." && (!in_text(at + 4) || !word(at + 4).glued))) return -1;
  }
  bool month_first = lexicon_.month_first;
  if (a > 12) month_first = false;
  if (b > 12) month_first = true;
  const int month = month_first ? a : b, day = month_first ? b : a;
  if (month > 12) return -1;
  spec->set(Field::day, day), spec->set(Field::month, month);
  return at + 3;
}

int Matcher::iso(int at, Spec* spec) const {
  int year, month, day;
  if (!digits(at, 4, 1000, 2999, &year) || word(at).digits != 4 || !in_text(at + 4)) return -1;
  const std::string_view sep = word(at + 1).folded;
  if ((sep != "-" && sep != "/" && sep != ".") || !word(at + 1).glued || word(at + 3).folded != sep ||
      !word(at + 3).glued)
    return -1;
  if (!digits(at + 2, 2, 1, 12, &month) || !word(at + 2).glued || !digits(at + 4, 2, 1, 31, &day) ||
      !word(at + 4).glued)
    return -1;
  spec->set(Field::year, year), spec->set(Field::month, month), spec->set(Field::day, day);
  const int end = at + 5;
  Spec with_clock = *spec;
  if (is(end, "t") && word(end).glued && in_text(end + 1)) {
    const int clock_end = clock(end + 1, ":", &with_clock);
    if (clock_end > 0) return *spec = with_clock, clock_end;
  }
  if (in_text(end) && word(end).glued && word(end).digits) return -1;
  return end;
}

// "negentienhonderd zesennegentig", "nineteen eighty-seven", "tweeduizend vijftien"
int Matcher::year_words(int at, Spec* spec) const {
  int64_t value, rest;
  if (word(at).digits) return -1;
  int end = words_number(at, &value);
  if (end < 0) return -1;
  if (value >= 13 && value <= 20 && in_text(end) && !word(end).digits) {
    const int more = words_number(end, &rest);
    if (more < 0 || rest < 10 || rest > 99) return -1;
    value = value * 100 + rest, end = more;
  }
  if (value < 1000 || value > 2999) return -1;
  spec->set(Field::year, static_cast<int>(value));
  return end;
}

// "1700" beside a zone.
int Matcher::four_digits(int at, Spec* spec) const {
  int value;
  if (word(at).digits != 4 || !digits(at, 4, 0, 2400, &value) || value % 100 > 59) return -1;
  spec->set(Field::hour, value / 100);
  spec->set(Field::minute, value % 100);
  return at + 1;
}

int Matcher::small(int at, int low, int high, Field field, Spec* spec) const {
  int value;
  int64_t words;
  int end = at + 1;
  if (word(at).digits) {
    if (!digits(at, 2, low, high, &value)) return -1;
  } else {
    end = words_number(at, &words);
    if (end < 0 || words < low || words > high) return -1;
    value = static_cast<int>(words);
  }
  if (spec->has(field) && (*spec)[field] != value) return -1;
  spec->set(field, value);
  return end;
}

int Matcher::take_number(int form, int at, Spec* spec) {
  int value;
  int64_t wide;
  Spec next = *spec;
  int end = -1;
  switch (form) {
    case kN:
      end = whole(at, &wide);
      if (end > 0 && wide < 20000000)
        next.set(Field::count, static_cast<int>(wide * 100));
      else
        end = -1;
      break;
    case kNum:
      end = decimal(at, &value);
      if (end > 0) next.set(Field::count, value);
      break;
    case kDd:
      end = small(at, 1, 31, Field::day, &next);
      break;
    case kMm:
      end = small(at, 1, 12, Field::month, &next);
      break;
    case kHh:
      end = small(at, 0, 24, Field::hour, &next);
      break;
    case kMi:
      end = small(at, 0, 59, Field::minute, &next);
      break;
    case kSs:
      end = small(at, 0, 59, Field::second, &next);
      break;
    case kYear:
      if (word(at).digits == 4 && digits(at, 4, 1600, 2999, &value))
        next.set(Field::year, value), end = at + 1;
      break;
    case kYy:
      if (word(at).digits == 2 && digits(at, 2, 0, 99, &value))
        next.set(Field::short_year, value), end = at + 1;
      break;
    case kOrd:
      end = ordinal(at, false, &next);
      break;
    case kDmy:
      end = numeric_date(at, &next);
      break;
    case kDm:
      end = day_and_month(at, &next);
      break;
    case kIso:
      end = iso(at, &next);
      break;
    case kHm:
      end = clock(at, ":", &next);
      break;
    case kHdm:
      end = clock(at, ".", &next);
      break;
    case kYearWords:
      end = year_words(at, &next);
      break;
    case kRank:
      end = ordinal(at, true, &next);
      break;
    case kNord:
      end = word(at).digits ? ordinal(at, false, &next) : -1;
      break;
    case kWord:
      end = is_letter(word(at).folded) ? at + 1 : -1;
      break;
    case kD:
      end = word(at).digits ? small(at, 1, 31, Field::day, &next) : -1;
      break;
    case kHhmm:
      end = four_digits(at, &next);
      break;
  }
  if (end < 0 || !spec->agrees(next)) return -1;
  *spec = next;
  return end;
}

}  // namespace bestand::timex
