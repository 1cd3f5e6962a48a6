// What a verb's tense and set phrases say of when: what is to be held is to come, what has been called is over.
#include <algorithm>

#include "claim/factuality_walker.h"

namespace bestand {

// A finite past of its own: "called", "zette". A participle of that form says nothing by itself.
bool FactualityWalker::own_past(int32_t t) const {
  return tree_[t].upos == Upos::VERB && tree_[t].has_feat("Tense=Past") && tree_[t].has_feat("VerbForm=Fin") && tree_.child(t, {Rel::aux}) < 0;
}

// "[to] end", "[to] be held"
bool FactualityWalker::to_infinitive(int32_t t) const {
  auto children = tree_.children(t);
  bool marked = std::any_of(children.begin(), children.end(), [&](int32_t c) { return tree_[c].rel == Rel::mark && lex_.arranged_marks.contains(tree_.form(c)); });
  if (!marked) return false;
  return tree_[t].has_feat("VerbForm=Inf") || std::any_of(children.begin(), children.end(), [&](int32_t c) {
    return (tree_[c].rel == Rel::aux || tree_[c].rel == Rel::cop) && tree_[c].has_feat("VerbForm=Inf");
  });
}

// "It is to be held in June", "the plan is to end the war": arranged.
bool FactualityWalker::arranged_infinitive(int32_t t) const {
  if (!to_infinitive(t)) return false;
  auto children = tree_.children(t);
  auto mark = std::find_if(children.begin(), children.end(), [&](int32_t c) { return tree_[c].rel == Rel::mark; });
  return std::any_of(children.begin(), mark, [&](int32_t c) {
    bool copula = tree_[c].rel == Rel::cop || (tree_[c].rel == Rel::aux && tree_[c].subtype("pass"));
    return copula && c < *mark && tree_[c].has_feat("VerbForm=Fin");
  });
}

bool FactualityWalker::intent_phrase(int32_t first) const {
  if (lex_.intent_phrases.empty() || first < 0 || first + 1 >= tree_.size()) return false;
  return lex_.intent_phrases.contains(std::string(tree_.form(first)).append("_").append(tree_.form(first + 1)));
}

// "Is van plan films te verkopen": wherever the tree hung the phrase.
bool FactualityWalker::meant(int32_t t) const {
  if (lex_.intent_phrases.empty() || !tree_[t].has_feat("VerbForm=Inf") || tree_.child(t, {Rel::mark}) < 0) return false;
  for (int32_t i = t - 2; i >= tree_.sentence(t).first; --i) {
    if (tree_[i + 1].upos == Upos::VERB || tree_[i + 1].form == ",") return false;
    if (intent_phrase(i)) return true;
  }
  return false;
}

// "[When] the talks are finished"
bool FactualityWalker::says_when(int32_t clause, int32_t word) const {
  const bool opens = tree_[word].rel == Rel::mark || tree_[word].rel == Rel::advmod;
  return opens && word < clause && lex_.when.contains(tree_.lemma(word));
}

// "Will resign when the talks [are finished]": a clause of time in the present goes with what it dates.
bool FactualityWalker::when_over(int32_t t) const {
  auto children = tree_.children(t);
  bool dates = std::any_of(children.begin(), children.end(), [&](int32_t c) { return says_when(t, c); });
  return dates && !own_past(t) && std::none_of(children.begin(), children.end(), [&](int32_t c) {
    return (tree_[c].rel == Rel::aux || tree_[c].rel == Rel::cop) && tree_[c].has_feat("Tense=Past") && tree_[c].has_feat("VerbForm=Fin");
  });
}

// "Will withdraw [when] the prisoners have been freed"; "[after] they have been freed" may tell of what is done.
bool FactualityWalker::opens_wait(int32_t clause) const {
  auto below = tree_.children(clause);
  return std::any_of(below.begin(), below.end(), [&](int32_t m) { return says_when(clause, m) && !lex_.adverbial.contains(tree_.lemma(m)); });
}

// "Stays until the rebels leave", "must sign before they leave": not yet, where both are told in the present.
bool FactualityWalker::comes_later(int32_t clause) const {
  const int32_t m = tree_.child(clause, {Rel::mark});
  if (m < 0 || m > clause || !lex_.before.contains(tree_.lemma(m)) || tree_.sentence(clause).title) return false;
  if (!present(clause) && !passive_now(clause)) return false;
  int32_t p = tree_[clause].head;
  while (tree_[p].rel == Rel::xcomp && tree_[p].head >= 0) p = tree_[p].head;  // "keeps shelling it until"
  auto children = tree_.children(p);
  const bool now = present(p) || std::any_of(children.begin(), children.end(), [&](int32_t c) {
    return (tree_[c].rel == Rel::aux || tree_[c].rel == Rel::cop) && tree_[c].has_feat("Tense=Pres") && tree_[c].has_feat("VerbForm=Fin");
  });
  return now && !past(p);
}

// "Fell 9 percent to reach a low": no purpose but how it ended.
bool FactualityWalker::tells_outcome(int32_t t) const {
  return lex_.outcomes.contains(tree_.lemma(t)) && (own_past(tree_[t].head) || past(tree_[t].head));
}

// "The first to land", "the only group to sign": as true as what is said of it.
bool FactualityWalker::first_to(int32_t noun) const {
  if (lex_.firsts.contains(tree_.lemma(noun))) return true;
  auto children = tree_.children(noun);
  return std::any_of(children.begin(), children.end(), [&](int32_t c) { return c < noun && lex_.firsts.contains(tree_.lemma(c)); });
}

// "Wilde niet voldoen", "wilden ... niet inruilen": a refusal.
bool FactualityWalker::would_not(int32_t p, int32_t t) const {
  return tree_[p].has_feat("Tense=Past") && tree_[p].has_feat("VerbForm=Fin") && own_negation(t);
}

// "Moest lang wachten": he did, where it is told as what happened.
bool FactualityWalker::had_to(int32_t aux, int32_t t) const {
  return lex_.binding.contains(tree_.lemma(aux)) && tree_[aux].has_feat("Tense=Past") && !would_form(aux) && !incoming_[t].reported &&
         std::none_of(tree_.children(t).begin(), tree_.children(t).end(), [&](int32_t c) { return would_form(c); });
}

// "Kondigde aan dat er een beurs wordt gehouden": what is announced in the present is to come, if it is an act.
bool FactualityWalker::announced(int32_t t) const {
  const Token& k = tree_[t];
  if (k.rel != Rel::ccomp || k.upos != Upos::VERB || !lex_.announcing.contains(tree_.lemma(k.head)) || lex_.states.contains(tree_.lemma(t))) return false;
  return (present(t) && tree_.child(t, {Rel::aux}) < 0) || passive_now(t);
}

// "Is van plan te verkopen": the plan is made now.
bool FactualityWalker::intends(int32_t t) const {
  const Rel rel = tree_[t].rel;
  return intent_phrase(t - 1) || ((rel == Rel::cop || rel == Rel::aux) && intent_phrase(t + 1));
}

// "Under the deal Israel frees prisoners", "volgens het akkoord worden de troepen teruggetrokken": what is to be done; also
// "... and Hamas releases the hostages", told in the same breath.
bool FactualityWalker::by_terms(int32_t t) const {
  const int32_t before = tree_[t].rel == Rel::conj ? tree_[t].head : -1;
  return on_terms(t) || (before >= 0 && present(t) && tree_.child(t, {Rel::aux}) < 0 && on_terms(before));
}

bool FactualityWalker::on_terms(int32_t t) const {
  if (lex_.terms.empty() || tree_[t].upos != Upos::VERB || lex_.states.contains(tree_.lemma(t)) || own_past(t) || past(t)) return false;
  auto children = tree_.children(t);
  const bool now = (present(t) && tree_.child(t, {Rel::aux}) < 0) || passive_now(t);
  return now && std::any_of(children.begin(), children.end(), [&](int32_t c) {
    // Before the verb: "Israel withdraws under a deal" is a headline's news.
    if (c > t || tree_[c].rel != Rel::obl || !lex_.terms.contains(tree_.case_of(c))) return false;
    const Signature* sig = signature(c, Complement::kInf);
    return sig && sig->holds == Effect::kPlan;
  });
}

// "Resigns when the talks are finished": what waits for something done is to come.
bool FactualityWalker::awaits(int32_t t) const {
  if (!present(t) || tree_.child(t, {Rel::aux}) >= 0) return false;
  auto children = tree_.children(t);
  return std::any_of(children.begin(), children.end(), [&](int32_t c) {
    return tree_[c].rel == Rel::advcl && past(c) && !own_past(c) && opens_wait(c);
  });
}

// "Future models are fitted with ...": of what is to come.
bool FactualityWalker::of_the_future(int32_t t) const {
  const int32_t subject = tree_.child(t, {Rel::nsubj});
  if (subject < 0 || !((present(t) && tree_.child(t, {Rel::aux}) < 0) || passive_now(t))) return false;
  auto children = tree_.children(subject);
  return std::any_of(children.begin(), children.end(), [&](int32_t c) { return tree_[c].rel == Rel::amod && lex_.future_adjectives.contains(tree_.lemma(c)); });
}

// "If it came", "if it was agreed"; not "if it is agreed by then", which is open.
bool FactualityWalker::told_past(int32_t t) const {
  if (!past(t)) return false;
  const int32_t p = tree_[t].head;
  const bool open = p >= 0 && !past(p) && (present(p) || states_[p].time == EventTime::kFuture);
  auto children = tree_.children(t);
  const bool ended = tree_[t].has_feat("Tense=Past") && tree_[t].has_feat("VerbForm=Fin");
  return !open || ended || std::any_of(children.begin(), children.end(), [&](int32_t c) {
    return (tree_[c].rel == Rel::aux || tree_[c].rel == Rel::cop) && tree_[c].has_feat("Tense=Past");
  });
}

// "If ever a day came": nobody says that one will.
bool FactualityWalker::ever(int32_t clause) const {
  auto below = tree_.children(clause);
  return std::any_of(below.begin(), below.end(), [&](int32_t c) { return lex_.ever.contains(tree_.lemma(c)); });
}

void FactualityWalker::tense(int32_t t, FactState* s) const {
  if (intends(t)) s->time = EventTime::kNonFuture;
  if (s->time == EventTime::kNonFuture && s->certainty == Certainty::kCertain && by_terms(t)) apply(Effect::kPlan, s);
  if (s->time == EventTime::kNonFuture && s->certainty == Certainty::kCertain && (awaits(t) || of_the_future(t))) s->time = EventTime::kFuture;
  if (arranged_infinitive(t) && s->certainty == Certainty::kCertain && s->time == EventTime::kNonFuture) apply(Effect::kPlan, s);
  if (meant(t) && s->certainty == Certainty::kCertain) apply(Effect::kPlan, s);
  if (s->time == EventTime::kNonFuture && s->certainty == Certainty::kCertain && announced(t)) s->time = EventTime::kFuture;
  if (s->time == EventTime::kNonFuture && s->certainty == Certainty::kCertain && generic(t)) s->time = EventTime::kUnderspecified;
  if (s->time != EventTime::kFuture || s->conditional || s->modal != Effect::kNone) return;
  // "Announced that he had undergone it", "we want to know what has happened": done, whatever is planned above.
  const bool awaited = tree_[t].rel == Rel::advcl && opens_wait(t) && when_over(t);
  const bool done = !awaited && (perfect_infinitive(t) || (perfect(t) && tree_[t].rel == Rel::ccomp));
  if (done || own_past(t)) s->time = EventTime::kNonFuture;
}

// "Airliners are selected by the state": a kind of thing, and an act in the present. What always happens has no time.
bool FactualityWalker::of_a_kind(int32_t noun) const {
  const Token& n = tree_[noun];
  if (n.upos != Upos::NOUN || !n.has_feat("Number=Plur")) return false;
  auto children = tree_.children(noun);
  return std::none_of(children.begin(), children.end(), [&](int32_t c) {
    switch (tree_[c].rel) {
      case Rel::det: case Rel::nummod: case Rel::acl: case Rel::appos: case Rel::conj: case Rel::nmod: return true;
      default: return tree_[c].upos == Upos::PROPN || tree_[c].upos == Upos::NUM;
    }
  });
}

bool FactualityWalker::generic(int32_t t) const {
  const Token& k = tree_[t];
  if (k.upos != Upos::VERB || lex_.states.contains(tree_.lemma(t))) return false;
  if (tree_[tree_.sentence(t).last - 1].upos != Upos::PUNCT) return false;  // a headline: "Markets rise"
  int32_t subject = tree_.child(t, {Rel::nsubj});
  bool shared = (k.rel == Rel::conj || (k.rel == Rel::acl && k.subtype("relcl"))) && k.head >= 0;
  if (shared && k.rel == Rel::acl) {
    int32_t up = tree_.clause_head(k.head);
    return up >= 0 && up < t && states_[up].time == EventTime::kUnderspecified && present(t) && tree_.child(t, {Rel::aux}) < 0;
  }
  if (shared && subject < 0) return states_[k.head].time == EventTime::kUnderspecified;
  if (subject < 0 || subject > t || !of_a_kind(subject)) return false;
  bool passive = false;
  for (int32_t c : tree_.children(t)) {
    if (tree_[c].rel == Rel::obl && tree_[c].subtype("unmarked")) return false;  // a time
    if (tree_[c].rel == Rel::advmod || tree_[c].rel == Rel::advcl || tree_[c].rel == Rel::mark) return false;
    if (tree_[c].rel != Rel::aux && tree_[c].rel != Rel::cop) continue;
    if (!tree_[c].subtype("pass") || !tree_[c].has_feat("Tense=Pres")) return false;
    passive = true;
  }
  return passive || (present(t) && k.has_feat("VerbForm=Fin"));
}

}  // namespace bestand
