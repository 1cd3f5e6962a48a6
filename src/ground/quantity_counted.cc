// The counted noun is looked for along the words, which holds where trees do not: behind the number, over
// adjectives and "of the". Without one, the number counts by itself when the tree or its neighbours give it a
// role.
#include <algorithm>

#include "ground/quantity_pass.h"

namespace bestand {
namespace {

class Counter {
 public:
  explicit Counter(const QuantityWords& words) : words_(words), lexicon_(words.lexicon()) {}

  void find_head(FoundNumber* n) const;
  bool counts(const FoundNumber& n, const FoundNumber* before) const;

 private:
  bool noun_like(int32_t i) const;
  bool stops(int32_t i, const FoundNumber& n) const;
  void take_noun(int32_t at, FoundNumber* n) const;
  bool effect_participle(int32_t i) const;
  bool modifies_noun(int32_t i) const;
  void head_of_number_of(FoundNumber* n) const;
  void head_of_rising(FoundNumber* n) const;
  bool has_role(const FoundNumber& n) const;
  bool led(const FoundNumber& n) const;
  bool coordinated_adjective(int32_t i, const FoundNumber& n) const;
  bool quoted_before_noun(int32_t i, const FoundNumber& n) const;

  const QuantityWords& words_;
  const QuantityLexicon& lexicon_;
};

bool Counter::effect_participle(int32_t i) const {
  const PhraseSense& sense = words_.single(i);
  QuantityWords::Hit hit = words_.predicate_at(i);
  if (hit.index < 0) return false;
  if (hit.tokens > 1) return true;
  return sense.noun < 0 || words_.token(i).upos == Upos::VERB || words_.token(i).upos == Upos::ADJ;
}

// An adjective or participle in front of the noun it belongs to, by the tree.
bool Counter::modifies_noun(int32_t i) const {
  const Token& t = words_.token(i);
  return t.rel == Rel::amod && t.head > i && t.head - i <= 3;
}

bool Counter::noun_like(int32_t i) const {
  const Token& t = words_.token(i);
  if (effect_participle(i) && (t.upos != Upos::NOUN || words_.single(i).noun < 0)) return false;
  if (t.upos == Upos::NOUN || t.upos == Upos::PROPN || words_.is_acronym(i)) return true;
  if (t.upos == Upos::ADP || t.upos == Upos::CCONJ || t.upos == Upos::PUNCT || t.upos == Upos::AUX)
    return false;
  return words_.single(i).noun >= 0 && t.upos != Upos::VERB;
}

bool Counter::stops(int32_t i, const FoundNumber& n) const {
  if (i >= n.cut_at) return true;
  const Token& t = words_.token(i);
  if (effect_participle(i) && !modifies_noun(i) && t.upos != Upos::NOUN) return true;
  switch (t.upos) {
    case Upos::ADJ:
    case Upos::NOUN:
    case Upos::PROPN:
    case Upos::NUM:
    case Upos::X:
      return false;
    case Upos::VERB:
      return !(t.rel == Rel::amod && t.head > i);
    case Upos::ADV:
      return !(i + 1 < n.cut_at && (words_.token(i + 1).upos == Upos::ADJ || modifies_noun(i + 1)));
    case Upos::DET:
      return !words_.is(i, Cue::kOthers);
    case Upos::PUNCT: {
      if (words_.is_hyphen(i)) return !words_.adjacent(i);
      std::string_view f = t.form;
      return !(f == "\"" || f == "'" || f == "[" || f == "]" || f == "\xE2\x80\x9C" || f == "\xE2\x80\x9D" ||
               f == "\xE2\x80\x98");
    }
    default:
      return !words_.is(i, Cue::kOthers);
  }
}

// The noun phrase's last noun in English ("14 army soldiers"), the first known one in Dutch ("26 militanten
// van IS").
void Counter::take_noun(int32_t at, FoundNumber* n) const {
  int32_t head = at, last = at + 1;
  for (int32_t i = at; i < n->cut_at && (i == at || noun_like(i)); ++i) {
    QuantityWords::Hit hit = words_.noun_at(i);
    bool known_before = n->noun >= 0;
    bool name_after = i > at && words_.token(i).upos == Upos::PROPN && known_before && hit.index < 0 &&
                      (lexicon_.compound_nouns || words_.token(head).upos == Upos::NOUN);
    if (name_after || (known_before && lexicon_.compound_nouns && i > at)) break;
    if (i > at && hit.index < 0 && known_before && words_.token(i).rel != Rel::compound &&
        words_.token(i).head != head && words_.token(head).head != i) {
      break;
    }
    head = i;
    n->noun = hit.index;
    last = i + std::max(hit.tokens, 1);
    i = last - 1;
  }
  n->head = last - 1 >= head ? last - 1 : head;
  n->noun_last = last;
}

// A singular before "and" and another adjective or name, behind a number over one: no head.
bool Counter::coordinated_adjective(int32_t i, const FoundNumber& n) const {
  if (lexicon_.compound_nouns || i + 2 >= n.cut_at || n.value.low.value_or(0) < 2) return false;
  const Token &t = words_.token(i), &behind = words_.token(i + 2);
  bool singular = t.upos == Upos::ADJ || (t.upos == Upos::PROPN && t.has_feat("Number=Sing"));
  bool name = behind.upos == Upos::ADJ || behind.upos == Upos::PROPN;
  return singular && name && words_.token(i + 1).upos == Upos::CCONJ;
}

// "One of the 'settlement' members": a word in quotes that only says which.
bool Counter::quoted_before_noun(int32_t i, const FoundNumber& n) const {
  if (i == 0 || i + 2 >= n.cut_at || words_.token(i + 1).upos != Upos::PUNCT || words_.is_hyphen(i + 1)) return false;
  const Token& opens = words_.token(i - 1);
  return opens.upos == Upos::PUNCT && !words_.is_hyphen(i - 1) && opens.form != "[" && opens.form != "(" && noun_like(i) && noun_like(i + 2) && words_.token(i + 1).form != ",";
}

void Counter::find_head(FoundNumber* n) const {
  int32_t at = n->last;
  constexpr int32_t kReach = 7;
  for (int32_t steps = 0; at < n->cut_at && steps < kReach; ++steps) {
    if (words_.is(at, Cue::kBridge) && (n->vague || at + 1 < n->cut_at) && !n->partitive) {
      bool determined = at + 1 < n->cut_at && words_.is(at + 1, Cue::kDeterminer);
      if (!determined && !n->vague) break;
      n->partitive = true;
      at += 1;
      while (at < n->cut_at && words_.is(at, Cue::kDeterminer)) ++at;
      // "of them", "of the 111"
      if (at >= n->cut_at) break;
      continue;
    }
    if (words_.is(at, Cue::kOthers)) {
      n->others = true;
      n->noun_last = ++at;
      const Upos upos = words_.token(at - 1).upos;
      if (upos == Upos::NOUN || upos == Upos::PRON) break;  // "seven others": what is counted
      continue;
    }
    bool next_to_number = at == n->last && words_.single(at).noun >= 0;  // "duizenden doden", "12 wounded"
    const Token& beside = words_.token(at);
    if (beside.upos == Upos::ADJ && beside.rel == Rel::amod && beside.head > at) next_to_number = false;  // "three Pakistani outposts"
    if (words_.adjacent(at) && at + 2 < n->cut_at && words_.is_hyphen(at + 1) && words_.adjacent(at + 1)) {
      at += 2;  // "Turkey-backed rebels"
      continue;
    }
    if (coordinated_adjective(at, *n)) {
      at += 2;  // "three Russian and Syrian air raids"
      continue;
    }
    if (quoted_before_noun(at, *n)) {
      at += 2;
      continue;
    }
    if (noun_like(at) || next_to_number) {
      take_noun(at, n);
      return;
    }
    if (stops(at, *n)) break;
    ++at;
  }
  head_of_number_of(n);
  if (n->head < 0) head_of_rising(n);
}

// "Casualties of the bombings rise to 21", "losses rise to 5, the number of casualties ...": what rises.
void Counter::head_of_rising(FoundNumber* n) const {
  int32_t total = words_.phrase_before(n->first, Cue::kTotal);
  if (total < 2 || words_.token(n->first - 1).upos != Upos::ADP) return;
  int32_t verb = n->first - total;
  for (int32_t i = words_.first_of(n->first); i < verb; ++i) {
    QuantityWords::Hit noun = words_.noun_at(i);
    if (noun.index < 0 || words_.token(i + noun.tokens - 1).upos != Upos::NOUN) continue;
    const CountedNoun& of = lexicon_.nouns[static_cast<size_t>(noun.index)];
    if (!of.fixed && of.counted != "killed") return;
    n->head = i + noun.tokens - 1;
    n->noun = noun.index;
    return;
  }
}

// "the number of civilians killed rises to 1,068": what the number is of.
void Counter::head_of_number_of(FoundNumber* n) const {
  constexpr int32_t kReach = 30;
  int32_t from = std::max(words_.first_of(n->first), n->first - kReach);
  for (int32_t i = n->first - 1; i >= from; --i) {
    int32_t tokens = words_.phrase_at(i, Cue::kNumberOf);
    if (tokens == 0) continue;
    if (i > from && words_.token(i - 1).has_feat("Definite=Ind")) continue;  // "a number of shells": some
    for (int32_t at = i + tokens; at < n->first && at < i + tokens + 5; ++at) {
      if (!noun_like(at) && words_.noun_at(at).index < 0) continue;
      n->head = at;
      n->noun = words_.noun_at(at).index;
      return;
    }
  }
}

// A subject or object by the tree.
// A predicate stands before it: "kill 7", "the death toll rose to 12".
bool Counter::led(const FoundNumber& n) const {
  constexpr int32_t kReach = 30;
  int32_t first = words_.first_of(n.first);
  for (int32_t i = n.first - 1; i >= std::max(first, n.first - kReach); --i) {
    QuantityWords::Hit hit = words_.predicate_at(i);
    if (hit.index < 0) continue;
    bool toll = lexicon_.predicates[static_cast<size_t>(hit.index)].affects == Affects::kToll;
    if (toll || i + hit.tokens >= n.first) return true;
  }
  return words_.phrase_before(n.first, Cue::kTotal) > 1;
}

bool Counter::has_role(const FoundNumber& n) const {
  Rel rel = words_.token(n.number_last - 1).rel;
  return rel == Rel::nsubj || rel == Rel::obj || rel == Rel::root || rel == Rel::obl || rel == Rel::conj ||
         rel == Rel::ccomp || rel == Rel::appos;
}

// Whether a number without a noun counts anything.
bool Counter::counts(const FoundNumber& n, const FoundNumber* before) const {
  bool follows = n.last < words_.last_of(n.first);
  if (n.bare_one) {
    bool of = n.partitive || (follows && words_.is(n.last, Cue::kBridge));
    bool befallen =
        follows && (words_.predicate_at(n.last).index >= 0 || words_.is(n.last, Cue::kPassiveAux));
    bool determined = n.first > words_.first_of(n.first) &&
                      (words_.is(n.first - 1, Cue::kDeterminer) || words_.is(n.first - 1, Cue::kZero));
    return (n.head >= 0 && !determined && !n.partitive) || of || (befallen && !determined);
  }
  // "als enige leider" is no number
  bool single_word = n.number_last - n.number_first == 1 && n.vague && n.value.high.value_or(100) < 10;
  if (single_word && lexicon_.verb_brackets && n.head >= 0 && words_.token(n.head).has_feat("Number=Sing"))
    return false;
  // "zeker 200 miljoen" without a noun is money
  constexpr int64_t kMoney = 1'000'000;
  bool befallen = follows && (words_.predicate_at(n.last).index >= 0 || words_.is(n.last, Cue::kPassiveAux) ||
                              words_.is(n.last, Cue::kPerfectAux));
  if (n.head < 0 && !n.partitive && !befallen && n.value.low.value_or(0) >= kMoney && !led(n)) return false;
  if (n.head >= 0 || n.others || n.partitive || n.vague || n.first != n.number_first) return true;
  if (n.value.qualifier != Qualifier::kExact && n.value.qualifier != Qualifier::kRange) return true;
  if (led(n)) return true;
  if (follows && words_.predicate_at(n.last).index >= 0) return true;
  if (words_.phrase_at(n.last, Cue::kPartBehind) > 0) return true;
  if (before != nullptr && words_.unit_of(before->first) == words_.unit_of(n.first)) return true;
  bool at_end = !follows || words_.token(n.last).upos == Upos::PUNCT;
  if (before != nullptr && at_end &&
      n.first > words_.first_of(n.first)) {  // "Twee weken geleden waren dat er nog 25."
    Upos led_by = words_.token(n.first - 1).upos;
    bool near = words_.unit_of(n.first) - words_.unit_of(before->first) == 1;
    if (near && (led_by == Upos::ADV || led_by == Upos::AUX || led_by == Upos::VERB)) return true;
  }
  return !n.digits || has_role(n);
}

}  // namespace

void find_counted(const QuantityWords& words, FoundNumbers* found) {
  Counter counter(words);
  FoundNumbers kept;
  for (FoundNumber& n : *found) {
    counter.find_head(&n);
    if (counter.counts(n, kept.empty() ? nullptr : &kept.back())) kept.push_back(n);
  }
  *found = std::move(kept);
}

}  // namespace bestand
