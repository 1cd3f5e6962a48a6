// A number is read forwards (words, scales, ranges), its qualifier backwards; what counts nothing is left
// out.
#include <algorithm>

#include "ground/quantity_pass.h"
#include "ground/quantity_trap.h"

namespace bestand {
namespace {

using Part = NumberReader::Part;

constexpr std::pair<Cue, Qualifier> kBefore[] = {{Cue::kAtLeast, Qualifier::kAtLeast},
                                                 {Cue::kMoreThan, Qualifier::kMoreThan},
                                                 {Cue::kUpTo, Qualifier::kUpTo},
                                                 {Cue::kLessThan, Qualifier::kLessThan},
                                                 {Cue::kAbout, Qualifier::kAbout}};

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
      : words_(words), numbers_(words.lexicon().numbers), traps_(words, mentions) {}

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
  bool counts_one(int32_t at, int32_t end) const;
  std::optional<Run> one_by_article(int32_t at) const;
  std::optional<Run> read_article_run(int32_t i, int32_t end) const;
  bool take_word(int32_t i, int32_t end, std::vector<NumberReader::Word>* run, int32_t* next) const;
  std::optional<FoundNumber> read_vague(int32_t i) const;
  std::optional<FoundNumber> read_number(int32_t i, int32_t end) const;
  std::optional<FoundNumber> read_joined(int32_t i) const;
  void read_range(const Run& low, int32_t end, FoundNumber* number) const;
  void take_qualifiers(FoundNumber* number) const;
  bool tot_is_no_bound(int32_t at) const;

  const QuantityWords& words_;
  const NumberReader& numbers_;
  QuantityTraps traps_;
};

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

// "Een dode", "een zwaar gewonde": behind an article a noun that it counts.
bool Finder::counts_one(int32_t at, int32_t end) const {
  auto counted = [&](int32_t k) {
    const int32_t noun = k < end ? words_.noun_at(k).index : -1;
    return noun >= 0 && words_.lexicon().nouns[static_cast<size_t>(noun)].by_article && !words_.token(k).has_feat("Number=Plur");
  };
  int32_t k = at;
  if (k + 1 < end && !counted(k) && words_.token(k).upos == Upos::ADJ) ++k;
  if (!counted(k)) return false;
  const Upos behind = k + 1 < end ? words_.token(k + 1).upos : Upos::PUNCT;  // "een dode stad"
  return behind != Upos::NOUN && behind != Upos::PROPN && behind != Upos::ADJ;
}

std::optional<Finder::Run> Finder::one_by_article(int32_t at) const {
  Run run;
  run.last = at;
  run.value = 1;
  return run;
}

// "a hundred", "een miljoen", "a dozen", "half a million".
std::optional<Finder::Run> Finder::read_article_run(int32_t i, int32_t end) const {
  int32_t half = words_.phrase_at(i, Cue::kHalf);
  int32_t at = half > 0 ? i + half : words_.form_is(i, Cue::kArticle) ? i + 1 : i;
  if (half == 0 && at == i + 1 && counts_one(at, end)) return one_by_article(at);
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
      if (traps_.holds(*number, sentence.last)) continue;
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
