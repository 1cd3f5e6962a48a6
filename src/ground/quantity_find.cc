// A number is read forwards (words, scales, ranges), its qualifier backwards; then everything that makes a
// number no count is asked in turn.
#include <algorithm>

#include "ground/quantity_pass.h"

namespace bestand {
namespace {

using Part = NumberReader::Part;

constexpr std::pair<Cue, Qualifier> kBefore[] = {{Cue::kAtLeast, Qualifier::kAtLeast},
                                                 {Cue::kMoreThan, Qualifier::kMoreThan},
                                                 {Cue::kUpTo, Qualifier::kUpTo},
                                                 {Cue::kLessThan, Qualifier::kLessThan},
                                                 {Cue::kAbout, Qualifier::kAbout}};

// Cues of units: a number before one of them counts nothing that is marked.
constexpr Cue kUnits[] = {Cue::kMoney, Cue::kPercent,  Cue::kDuration, Cue::kMeasure,
                          Cue::kAge,   Cue::kFraction, Cue::kClock};

int64_t down(int64_t value, int64_t tenths) { return value / 10 * tenths + value % 10 * tenths / 10; }
int64_t up(int64_t value, int64_t tenths) { return value / 10 * tenths + (value % 10 * tenths + 9) / 10; }

// The table of ranges.
Quantity with_qualifier(Quantity exact, Qualifier qualifier) {
  int64_t low = exact.low.value_or(0), high = exact.high.value_or(low);
  switch (qualifier) {
    case Qualifier::kAbout:
      return {down(low, 9), up(high, 11), qualifier};
    case Qualifier::kAtLeast:
      return {low, std::nullopt, qualifier};
    case Qualifier::kMoreThan:
      return {low + 1, std::nullopt, qualifier};
    case Qualifier::kUpTo:
      return {0, high, qualifier};
    case Qualifier::kLessThan:
      return {down(low, 9), low - 1, qualifier};
    default:
      return exact;
  }
}

class Finder {
 public:
  Finder(const QuantityWords& words, const Mentions& mentions)
      : words_(words), numbers_(words.lexicon().numbers), mentions_(mentions) {
    mark_times();
  }

  FoundNumbers run();

 private:
  struct Run {
    int32_t last = 0;  // behind it
    int64_t value = 0;
    int64_t scale = 1;  // of its last word
    bool digits = false, whole = true, bare_one = false;
  };

  void mark_times();
  NumberReader::Word read(int32_t i) const { return numbers_.read(words_.token(i).form); }
  bool begins(int32_t i) const;
  std::optional<Run> read_run(int32_t i, int32_t end) const;
  std::optional<Run> read_article_run(int32_t i, int32_t end) const;
  bool take_word(int32_t i, int32_t end, std::vector<NumberReader::Word>* run, int32_t* next) const;
  std::optional<FoundNumber> read_vague(int32_t i) const;
  std::optional<FoundNumber> read_number(int32_t i, int32_t end) const;
  std::optional<FoundNumber> read_joined(int32_t i) const;
  void read_range(const Run& low, int32_t end, FoundNumber* number) const;
  void take_qualifiers(FoundNumber* number) const;
  bool tot_is_no_bound(int32_t at) const;

  bool is_trap(const FoundNumber& n, int32_t end) const;
  bool unit_follows(const FoundNumber& n, int32_t end) const;
  bool glued(const FoundNumber& n) const;
  bool dated(const FoundNumber& n, int32_t end) const;
  bool year_like(const FoundNumber& n) const;
  bool led_by_preposition(int32_t i) const;
  bool persons_follow(int32_t i) const;
  bool date_ends_at(int32_t i) const;
  bool labelled(const FoundNumber& n) const;
  bool bracketed(const FoundNumber& n) const;
  bool in_ratio(const FoundNumber& n, int32_t end) const;
  bool in_furniture(const FoundNumber& n) const;
  bool in_name(const FoundNumber& n) const;
  bool aged(const FoundNumber& n, int32_t end) const;
  bool counts_known(int32_t i) const;

  const QuantityWords& words_;
  const NumberReader& numbers_;
  const Mentions& mentions_;
  std::vector<bool> timed_;
};

void Finder::mark_times() {
  timed_.assign(static_cast<size_t>(words_.size()), false);
  for (const TimeMention& time : mentions_.times) {
    for (int32_t i = time.first; i < time.last && i < words_.size(); ++i)
      timed_[static_cast<size_t>(i)] = true;
  }
}

// A noun that the lexicon knows to be countable.
bool Finder::counts_known(int32_t i) const { return i < words_.size() && words_.noun_at(i).index >= 0; }

bool Finder::begins(int32_t i) const { return read(i).part != Part::kNone; }

// Adds the word at `i` to a run; sets where the next one may stand.
bool Finder::take_word(int32_t i, int32_t end, std::vector<NumberReader::Word>* run, int32_t* next) const {
  if (i >= end) return false;
  NumberReader::Word word = read(i);
  if (word.part == Part::kNone) {
    if (run->empty()) return false;
    bool hyphen = words_.is_hyphen(i) && words_.adjacent(i - 1) && words_.adjacent(i);
    bool joiner = !hyphen && numbers_.is_joiner(words_.token(i).form) &&
                  (run->back().part == Part::kHundred || run->back().part == Part::kScale);
    if ((!hyphen && !joiner) || i + 1 >= end) return false;
    word = read(i + 1);
    bool fits = word.part == Part::kUnit || word.part == Part::kTens;
    if (!fits || (hyphen && run->back().part != Part::kTens)) return false;
    ++i;
  }
  if (word.part == Part::kDigits && !run->empty()) return false;
  run->push_back(word);
  if (!NumberReader::add_up(*run)) {
    run->pop_back();
    return false;
  }
  *next = i + 1;
  return true;
}

// "1 200": a group of three behind a first of one to three, parted by a space.
bool spaced_group(const QuantityWords& words, int32_t i, int32_t end) {
  if (i + 1 >= end) return false;
  std::string_view first = words.token(i).form, group = words.token(i + 1).form;
  if (first.size() > 3 || first[0] == '0' || group.size() != 3) return false;
  auto digits = [](std::string_view s) {
    return std::all_of(s.begin(), s.end(), [](char c) { return c >= '0' && c <= '9'; });
  };
  return digits(first) && digits(group) && words.token(i + 1).span.begin - words.token(i).span.end <= 3;
}

std::optional<Finder::Run> Finder::read_run(int32_t i, int32_t end) const {
  std::vector<NumberReader::Word> parts;
  int32_t at = i;
  while (take_word(at, end, &parts, &at)) {
  }
  if (parts.empty()) return read_article_run(i, end);
  Run run;
  run.digits = parts[0].part == Part::kDigits;
  if (run.digits && parts.size() == 1 && spaced_group(words_, i, end)) {
    parts[0].value = parts[0].value * 1000 + read(i + 1).value;
    ++at;
  }
  std::optional<Decimal> sum = NumberReader::add_up(parts);
  if (!sum) return std::nullopt;
  run.last = at;
  if (parts.back().part == Part::kScale || parts.back().part == Part::kHundred)
    run.scale = parts.back().value;
  run.whole = sum->whole();
  run.value = sum->thousandths / 1000;
  run.bare_one = parts.size() == 1 && parts[0].part == Part::kUnit && parts[0].value == 1;
  if (int32_t half = words_.phrase_at(at, Cue::kAndHalf); half > 0 && at + half < end && run.whole) {
    NumberReader::Word scale = read(at + half);
    if (scale.part == Part::kScale) {
      run.value = run.value * scale.value + scale.value / 2;
      run.last = at + half + 1;
      run.bare_one = false;
      return run;
    }
    run.whole = false;  // "4 and a half years"
  }
  if (at < end && words_.single(at).multiplier > 0 && run.whole) {  // "two dozen"
    run.value *= words_.single(at).multiplier;
    run.bare_one = false;
    ++run.last;
  }
  // Dutch "een" without accents is an article
  if (run.bare_one && words_.form_is(i, Cue::kArticle) && !words_.form_is(i, Cue::kBareOne))
    return read_article_run(i, end);
  return run;
}

// "a hundred", "een miljoen", "a dozen", "half a million".
std::optional<Finder::Run> Finder::read_article_run(int32_t i, int32_t end) const {
  int32_t half = words_.phrase_at(i, Cue::kHalf);
  int32_t at = half > 0 ? i + half : words_.form_is(i, Cue::kArticle) ? i + 1 : i;
  if (at >= end || at == i) {
    if (at < end && words_.single(i).multiplier > 0 && !words_.form_is(i, Cue::kArticle)) {
      Run run;
      run.last = i + 1;
      run.value = words_.single(i).multiplier;
      return words_.token(i).form.size() > 4 ? std::optional<Run>(run) : std::nullopt;
    }
    return std::nullopt;
  }
  Run run;
  if (words_.single(at).multiplier > 0) {
    run.value = words_.single(at).multiplier;
    run.last = at + 1;
    return half > 0 ? std::nullopt : std::optional<Run>(run);
  }
  NumberReader::Word word = read(at);
  if (word.part != Part::kHundred && word.part != Part::kScale) return std::nullopt;
  std::optional<Run> rest = read_run(at, end);
  if (!rest) return std::nullopt;
  if (half > 0) rest->value /= 2;
  return rest;
}

std::optional<FoundNumber> Finder::read_vague(int32_t i) const {
  QuantityWords::Hit hit = words_.vague_at(i);
  if (hit.index < 0) return std::nullopt;
  const VagueNumber& vague = words_.lexicon().vague[static_cast<size_t>(hit.index)];
  // "de enige partij", "achttien verschillende spotjes", "geen enkele"
  if (i > words_.first_of(i) && !words_.form_is(i, Cue::kArticle)) {
    bool adjective = words_.token(i).upos == Upos::ADJ || words_.token(i).upos == Upos::DET;
    const Token& before = words_.token(i - 1);
    bool determiner = before.upos == Upos::DET || before.has_feat("Poss=Yes");
    bool determined = (determiner && words_.is(i - 1, Cue::kDeterminer)) || words_.is(i - 1, Cue::kZero);
    bool of = words_.is(i - 1, Cue::kBridge);
    if (begins(i - 1) || (determined && !of && adjective && vague.high < 10)) return std::nullopt;
  }
  FoundNumber number;
  number.first = number.number_first = i;
  number.last = number.number_last = i + hit.tokens;
  number.vague = vague.qualifier != Qualifier::kExact;
  number.value = {vague.low, vague.high < 0 ? std::nullopt : std::optional<int64_t>(vague.high),
                  vague.qualifier};
  return number;
}

// "20-25" in one token.
std::optional<FoundNumber> Finder::read_joined(int32_t i) const {
  std::string_view form = words_.token(i).form;
  constexpr std::string_view kDashes[] = {"-", "\xE2\x80\x93"};
  for (std::string_view dash : kDashes) {
    size_t at = form.find(dash);
    if (at == form.npos || at == 0 || form[0] < '0' || form[0] > '9') continue;
    NumberReader::Word low = numbers_.read(form.substr(0, at)),
                       high = numbers_.read(form.substr(at + dash.size()));
    if (low.part != Part::kDigits || high.part != Part::kDigits || low.value >= high.value) continue;
    if (low.value % 1000 != 0 || high.value % 1000 != 0) continue;
    FoundNumber number;
    number.first = number.number_first = i;
    number.last = number.number_last = i + 1;
    number.digits = true;
    number.value = {low.value / 1000, high.value / 1000, Qualifier::kRange};
    return number;
  }
  return std::nullopt;
}

void Finder::read_range(const Run& low, int32_t end, FoundNumber* number) const {
  int32_t at = low.last;
  if (at + 1 >= end) return;
  bool between = words_.phrase_before(number->number_first, Cue::kBetween) > 0;
  bool either = words_.is(at, Cue::kRangeOr);
  bool joined = words_.is(at, Cue::kRangeTo) && (!numbers_.is_joiner(words_.token(at).form) || between);
  if (!either && !joined) return;
  int32_t from = at + 1;
  if (int32_t up_to = words_.phrase_at(from, Cue::kUpTo); up_to > 0 && joined) from += up_to;
  std::optional<Run> high = read_run(from, end);
  if (!high || !high->whole) return;
  int64_t lowest = low.value;
  if (low.scale == 1 && high->scale > 1 && lowest < 1000 && lowest * high->scale < high->value)
    lowest *= high->scale;
  if (high->value <= lowest || (either && high->value > lowest * 3)) return;
  if (words_.is_hyphen(at) && !words_.adjacent(at)) return;  // "20 - 35 people fled" opens a new clause
  number->value = {lowest, high->value, Qualifier::kRange};
  number->last = number->number_last = high->last;
  number->bare_one = false;
  if (between) number->first -= words_.phrase_before(number->number_first, Cue::kBetween);
}

// "gestegen tot 21" bounds nothing.
bool Finder::tot_is_no_bound(int32_t at) const {
  if (words_.phrase_before(at + 1, Cue::kTotal) > 1) return true;
  for (int32_t i = words_.first_of(at); i < at; ++i) {
    int32_t index = words_.predicate_at(i).index;
    if (words_.is(i, Cue::kTotalOf)) return true;
    if (index >= 0 && words_.lexicon().predicates[static_cast<size_t>(index)].affects == Affects::kToll)
      return true;
  }
  return false;
}

void Finder::take_qualifiers(FoundNumber* number) const {
  for (int round = 0; round < 2; ++round) {
    if (number->first <= words_.first_of(number->first)) break;
    bool taken = false;
    int32_t longest = 0;
    Qualifier best = Qualifier::kExact;
    for (const auto& [cue, qualifier] : kBefore) {
      int32_t tokens = words_.phrase_before(number->first, cue);
      if (tokens > longest) {
        longest = tokens;
        best = qualifier;
      }
    }
    if (longest == 0) break;
    if (best == Qualifier::kUpTo && longest == 1 && tot_is_no_bound(number->first - 1)) break;
    bool plain = number->value.qualifier == Qualifier::kExact || number->value.qualifier == Qualifier::kAbout;
    if (plain && !number->vague) number->value = with_qualifier(number->value, best);
    number->first -= longest;
    number->bare_one = false;
    taken = true;
    if (!taken) break;
  }
  if (number->value.qualifier != Qualifier::kExact) return;
  int32_t more = words_.phrase_at(number->last, Cue::kAfterAtLeast);
  if (number->last + more < words_.size() && begins(number->last + more))
    more = 0;  // "2017 at least 45 killed"
  if (more > 1) {
    number->value = with_qualifier(number->value, Qualifier::kAtLeast);
    number->last += more;
  } else if (int32_t so = words_.phrase_at(number->last, Cue::kAfterAbout); so > 1) {
    number->value = with_qualifier(number->value, Qualifier::kAbout);
    number->last += so;
  }
}

std::optional<FoundNumber> Finder::read_number(int32_t i, int32_t end) const {
  std::optional<FoundNumber> number = read_vague(i);
  if (!number) number = read_joined(i);
  if (!number) {
    std::optional<Run> run = read_run(i, end);
    if (!run) return std::nullopt;
    number.emplace();
    number->first = number->number_first = i;
    number->last = number->number_last = run->last;
    number->digits = run->digits;
    number->bare_one = run->bare_one && !run->digits;
    number->value = {run->value, run->value, Qualifier::kExact};
    if (!run->whole || run->value == 0) number->value.low = -1;  // marks a trap
    if (run->whole) read_range(*run, end, &*number);
  }
  if (number->value.low != -1) take_qualifiers(&*number);
  number->cut_at = end;
  number->noun_last = number->last;
  return number;
}

bool Finder::unit_follows(const FoundNumber& n, int32_t end) const {
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

bool Finder::glued(const FoundNumber& n) const {
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
bool Finder::year_like(const FoundNumber& n) const {
  int64_t low = n.value.low.value_or(0), high = n.value.high.value_or(low);
  return n.digits && low >= 1800 && high <= 2099 && low <= high &&
         words_.token(n.number_first).form.size() == 4;
}

// "29 August", "Aug 29" or "29 August 2016" ends before the token.
bool Finder::date_ends_at(int32_t i) const {
  int32_t first = words_.first_of(std::max(i - 1, 0));
  if (i - 1 < first) return false;
  if (words_.is(i - 1, Cue::kMonth)) return true;
  return i - 2 >= first && words_.is(i - 2, Cue::kMonth) && read(i - 1).part == Part::kDigits;
}

bool Finder::led_by_preposition(int32_t i) const {
  return i > words_.first_of(i) && words_.token(i - 1).upos == Upos::ADP;
}

// "In May 40 people died", not "the October 7 attacks".
bool Finder::persons_follow(int32_t i) const {
  int32_t index = i < words_.size() ? words_.noun_at(i).index : -1;
  return index >= 0 && !words_.lexicon().nouns[static_cast<size_t>(index)].population.empty();
}

bool Finder::dated(const FoundNumber& n, int32_t end) const {
  int64_t value = n.value.low.value_or(0);
  if (n.vague) return false;
  int32_t last = n.number_last, first = n.number_first;
  bool counted = counts_known(last) ||
                 (last + 1 < end && words_.token(last).upos == Upos::ADJ && counts_known(last + 1));
  for (int32_t i = first; i < last; ++i) {
    if (timed_[static_cast<size_t>(i)] && (!counted || year_like(n))) return true;
  }
  if (year_like(n) && (n.value.low != n.value.high || date_ends_at(first))) return true;
  bool month_next = last < end && words_.is(last, Cue::kMonth) && value <= 31;
  bool month_before = first > words_.first_of(first) && words_.is(first - 1, Cue::kMonth) && value <= 31 &&
                      !(counted && led_by_preposition(first - 1) && persons_follow(last));
  if (month_next || month_before) return true;
  return year_like(n) && !counted && n.first == n.number_first;
}

bool Finder::labelled(const FoundNumber& n) const {
  if (n.first != n.number_first || n.first <= words_.first_of(n.first)) return false;
  if (words_.phrase_before(n.first, Cue::kMoneyBefore) > 0) return true;
  int32_t before = n.first - 1;
  if (words_.adjacent(before) && words_.token(before).upos == Upos::SYM) return true;
  return words_.phrase_before(n.first, Cue::kLabel) > 0 && !counts_known(n.last);
}

// "(30)", "(200)", "(26 en 20)".
bool Finder::bracketed(const FoundNumber& n) const {
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
bool Finder::in_ratio(const FoundNumber& n, int32_t end) const {
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

bool Finder::in_furniture(const FoundNumber& n) const {
  if (!n.digits) return false;
  int32_t at = n.first;
  while (at > 0 && (begins(at - 1) || words_.token(at - 1).upos == Upos::NUM)) --at;
  return at > 0 && words_.phrase_before(at, Cue::kFurniture) > 0;
}

bool Finder::in_name(const FoundNumber& n) const {
  const auto& names = words_.parse().names;
  auto it = std::upper_bound(names.begin(), names.end(), n.number_first,
                             [](int32_t i, const Name& name) { return i < name.last; });
  if (it == names.end() || it->first >= n.number_first || n.number_last > it->last) return false;
  return words_.token(n.number_first - 1).upos == Upos::PROPN && !counts_known(n.last);
}

// "children under 5", "Song Miao, 30, says", "leeftijd van 20 tot 27".
bool Finder::aged(const FoundNumber& n, int32_t end) const {
  if (words_.phrase_before(n.first, Cue::kAgeBefore) > 0 && !counts_known(n.last)) return true;
  if (words_.phrase_before(n.number_first, Cue::kAgeBefore) > 0 && !counts_known(n.last)) return true;
  int64_t value = n.value.low.value_or(0);
  if (n.digits && value >= 5 && value < 110 && n.first - 2 >= words_.first_of(n.first) &&
      words_.is(n.first - 1, Cue::kBridge) && (n.last >= end || words_.token(n.last).upos == Upos::PUNCT)) {
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

bool Finder::is_trap(const FoundNumber& n, int32_t end) const {
  return n.value.low == -1 || unit_follows(n, end) || glued(n) || dated(n, end) || labelled(n) ||
         bracketed(n) || in_ratio(n, end) || in_furniture(n) || in_name(n) || aged(n, end);
}

FoundNumbers Finder::run() {
  FoundNumbers found;
  for (const QuantityWords::Unit& sentence : words_.units()) {
    for (int32_t i = sentence.first; i < sentence.last;) {
      std::optional<FoundNumber> number = read_number(i, sentence.last);
      if (!number) {
        ++i;
        continue;
      }
      i = std::max(number->last, i + 1);
      if (is_trap(*number, sentence.last)) continue;
      if (!found.empty() && found.back().cut_at > number->first) found.back().cut_at = number->first;
      found.push_back(*number);
    }
  }
  return found;
}

}  // namespace

FoundNumbers find_numbers(const QuantityWords& words, const Mentions& mentions) {
  return Finder(words, mentions).run();
}

}  // namespace bestand
