// English tells by the side: the object stands behind an active verb, the subject of a passive before it.
// Dutch verbs frame their clause, so both sides are open there.
#include "ground/quantity_predicate.h"

#include <algorithm>
#include <utility>

namespace bestand {

PredicateFinder::PredicateFinder(const QuantityWords& words, const FoundNumbers& found)
    : words_(words), lexicon_(words.lexicon()), found_(found), marks_(static_cast<size_t>(words.size()) + 1) {
  for (const FoundNumber& n : found) {
    put(n.first, kStarts);
    if (personal(n)) {
      put(n.last, kEndsPersonal);
      put(n.noun_last, kEndsPersonal);
    }
    if (n.last < n.noun_last) put(n.noun_last, kNounEnds);
    if (n.noun >= 0) put(n.head, kCounted);
  }
}

void PredicateFinder::put(int32_t token, Mark mark) {
  if (token >= 0 && static_cast<size_t>(token) < marks_.size()) marks_[static_cast<size_t>(token)] |= mark;
}

bool PredicateFinder::personal(const FoundNumber& n) const {
  return n.noun < 0 || !lexicon_.nouns[static_cast<size_t>(n.noun)].population.empty();
}

bool PredicateFinder::number_ends_at(int32_t i) const { return has(i, kEndsPersonal); }

bool PredicateFinder::number_starts_at(int32_t i) const { return has(i, kStarts); }

// "two gunmen shot", not "17 killed": a number with its noun.
bool PredicateFinder::noun_ends_at(int32_t i) const { return has(i, kNounEnds); }

bool PredicateFinder::befalls_persons(int32_t i) const {
  int32_t index = words_.predicate_at(i).index;
  return index >= 0 && lexicon_.predicates[static_cast<size_t>(index)].effect != Effect::kDestroyed;
}

// "30 injured": the number that starts here has a fate of its own.
bool PredicateFinder::befallen_at(int32_t i) const {
  return std::any_of(found_.begin(), found_.end(), [&](const FoundNumber& n) {
    if (n.first != i || n.noun_last >= words_.last_of(i)) return false;
    return befalls_persons(n.noun_last) || befalls_persons(n.last);
  });
}

bool PredicateFinder::passive(int32_t token) const {
  for (int32_t i = token - 1; i >= words_.first_of(token); --i) {
    if (words_.is(i, Cue::kPassiveAux) && !words_.is_acronym(i)) return true;
    Upos upos = words_.token(i).upos;
    if (upos != Upos::ADV && upos != Upos::AUX && upos != Upos::PART) return false;
  }
  return false;
}

// Whether a noun phrase may begin at a token.
bool PredicateFinder::object_may_follow(int32_t i) const {
  if (i >= words_.size() || i >= words_.last_of(i - 1)) return false;
  Upos upos = words_.token(i).upos;
  return upos != Upos::ADP && upos != Upos::PUNCT && upos != Upos::SCONJ && upos != Upos::ADV &&
         upos != Upos::CCONJ;
}

// "the gunman who shot two guards": the one whom the clause is about did it.
bool PredicateFinder::active_relative(int32_t token) const {
  if (token == 0 || words_.token(token).upos != Upos::VERB) return false;
  int32_t before = token - 1;
  while (before > words_.first_of(token) &&
         (words_.token(before).upos == Upos::ADV || words_.is(before, Cue::kPerfectAux)))
    --before;
  const Token& who = words_.token(before);
  return words_.form_is(before, Cue::kRelative) && who.rel == Rel::nsubj && !who.subtype("pass");
}

// English: the object stands behind an active verb, the subject of a passive before it.
unsigned PredicateFinder::object_sides(int32_t token, int32_t last) const {
  if (lexicon_.verb_brackets) return kSideLeft | kSideRight;
  const Token& t = words_.token(token);
  if (passive(token)) return kSideLeft;
  if (active_relative(token)) return kSideRight;
  if (number_ends_at(token) && !object_may_follow(last)) return kSideLeft;  // "four people shot in Lowell"
  bool present = t.has_feat("VerbForm=Ger") || t.has_feat("VerbForm=Inf") || t.has_feat("Tense=Pres");
  if (present && t.upos == Upos::VERB) return kSideRight;
  bool past_form = t.has_feat("Tense=Past") || t.has_feat("VerbForm=Part") || t.has_feat("Voice=Pass");
  if (!past_form && t.upos == Upos::VERB) return kSideRight;
  int32_t before = token;
  while (before > words_.first_of(token) && words_.token(before - 1).upos == Upos::ADV) --before;
  bool among = words_.phrase_at(token - 1, Cue::kAmong) > 1;
  if (among) return kSideLeft | kSideRight;
  bool object_follows = last < words_.last_of(token) && number_starts_at(last) && !befallen_at(last);
  if (number_ends_at(before)) return object_follows && noun_ends_at(before) ? kSideRight : kSideLeft;
  if (object_follows) return kSideRight;
  if (last < words_.last_of(token) && number_starts_at(last))
    return kSideLeft;  // "killed two others injured"
  if (t.subtype("pass") || t.rel == Rel::acl || t.rel == Rel::amod) return kSideLeft;
  return kSideLeft | kSideRight;
}

unsigned PredicateFinder::sides(int32_t token, int32_t last, Affects affects) const {
  switch (affects) {
    case Affects::kOf:
      return kSideRight;
    case Affects::kToll:
      return kSideRight;
    case Affects::kSubject: {
      if (lexicon_.verb_brackets) return kSideLeft | kSideRight;
      bool among = words_.phrase_at(token - 1, Cue::kAmong) > 0 || words_.phrase_at(token, Cue::kAmong) > 0;
      return among ? kSideLeft | kSideRight : kSideLeft;
    }
    default:
      return object_sides(token, last);
  }
}

std::vector<Candidate> PredicateFinder::find(const QuantityWords::Unit& sentence) {
  candidates_.clear();
  int32_t particle = -1;
  for (int32_t i = sentence.first; i < sentence.last; ++i) {
    if (has(i, kCounted)) continue;
    if (words_.token(i).upos == Upos::VERB || number_starts_at(i + 1))
      particle = std::max(particle, find_split(i, sentence));
    QuantityWords::Hit hit = words_.predicate_at(i);
    if (hit.index < 0 || i == particle) continue;
    const PredicateWord& word = lexicon_.predicates[static_cast<size_t>(hit.index)];
    // "12 doden" and "two attacks" are what is counted; a noun before a number may be a headline's verb:
    // "kill 7"
    bool noun = words_.token(i).upos == Upos::NOUN && hit.tokens == 1;
    bool headline = word.affects == Affects::kObject && (number_starts_at(i + 1) || number_ends_at(i));
    if (noun && ((words_.single(i).noun >= 0 && !noun_ends_at(i)) || (word.affects == Affects::kObject && !headline))) continue;
    Candidate c{i, i + hit.tokens, word.effect, word.affects, 0, word.persons};
    c.sides = sides(i, c.last, word.affects);
    candidates_.push_back(c);
    i = c.last - 1;
  }
  return std::move(candidates_);
}

// "hield twee verdachten aan", "cost 11 people their lives": the rest of the predicate stands further on.
// Gives the rest's token, so that it is not taken for a predicate of its own; -1 for none.
int32_t PredicateFinder::find_split(int32_t i, const QuantityWords::Unit& sentence) {
  for (int32_t k = i + 2; k < sentence.last && words_.token(k).upos != Upos::PUNCT; ++k) {
    QuantityWords::Hit hit = words_.split_predicate(i, k);
    if (hit.index < 0 || (hit.tokens == 1 && !lexicon_.verb_brackets)) continue;
    int32_t behind = k + hit.tokens;
    bool clause_ends = behind >= sentence.last || words_.token(behind).upos == Upos::PUNCT ||
                       words_.token(behind).upos == Upos::CCONJ;
    const Token& particle = words_.token(k);
    bool bound = particle.rel == Rel::case_ || particle.rel == Rel::mark;
    bool stranded = behind < sentence.last && words_.token(behind).upos == Upos::ADP;  // "kwamen al om in het gebied"
    if (hit.tokens == 1 && bound && !clause_ends && !stranded) continue;
    const PredicateWord& word = lexicon_.predicates[static_cast<size_t>(hit.index)];
    candidates_.push_back({i, i + 1, word.effect, word.affects, kSideLeft | kSideRight});
    return k;
  }
  return -1;
}

}  // namespace bestand
