// What a word's own company makes of it: negation and its scope, auxiliaries, adverbs, tense, what modifies a noun.
#include <algorithm>

#include "claim/factuality_walker.h"

namespace bestand {

bool FactualityWalker::past(int32_t t) const {
  if (tree_[t].has_feat("Tense=Past") && !tree_[t].has_feat("VerbForm=Part")) return true;
  for (int32_t c : tree_.children(t)) {
    bool aux = tree_[c].rel == Rel::aux || tree_[c].rel == Rel::cop;
    if (aux && (tree_[c].has_feat("Tense=Past") || lex_.perfect.contains(tree_.lemma(c))) && !would_form(c)) return true;
  }
  return false;
}

bool FactualityWalker::would_form(int32_t c) const {
  return std::any_of(lex_.would.begin(), lex_.would.end(), [&](const WouldRule& r) { return r.forms.contains(tree_.form(c)); });
}

FactState FactualityWalker::local(int32_t t, FactState s) {
  bool negated = own_negation(t);
  auxiliaries(t, negated, &s);
  adverbs(t, &s);
  hedge(t, &s);
  future_present(t, &s);
  consequent(t, &s);
  modifiers(t, &s);
  if (tree_[t].upos == Upos::VERB && tree_[t].has_feat("VerbForm=Fin") && s.certainty == Certainty::kCertain) arranged_verb(t, &s);
  tense(t, &s);
  before_negation_[t] = s;
  if (negated) {
    if (s.open && s.by != Effect::kTry && s.planned) s.open = false;
    // "Made no attempt": the "no" that denies the verb has come down from it already.
    const bool told = s.negative && (tree_[t].rel == Rel::obj || tree_[t].rel == Rel::nsubj) && negative_argument(t);
    if (unneeded(t)) s.open = true;
    else if (!told) s.negative = !s.negative;
  }
  return s;
}

// "Need not leave": whether they do stays open.
bool FactualityWalker::unneeded(int32_t t) const {
  auto children = tree_.children(t);
  return std::any_of(children.begin(), children.end(), [&](int32_t c) {
    return tree_[c].rel == Rel::aux && lex_.unneeded.contains(tree_.lemma(c));
  });
}

// "No longer": two words of which the second hangs on the verb.
bool FactualityWalker::no_longer(int32_t c) const {
  if (c == 0 || tree_[c].rel != Rel::advmod || !lex_.ended.contains(tree_.form(c))) return false;
  return tree_[c - 1].head == c && lex_.negations.contains(tree_.lemma(c - 1));
}

bool FactualityWalker::own_negation(int32_t t) const {
  bool negated = false;
  for (int32_t c : tree_.children(t)) {
    const Token& k = tree_[c];
    if (lex_.negations.contains(tree_.lemma(c)) || lex_.negations.contains(tree_.form(c))) {
      bool word = k.rel == Rel::advmod || k.rel == Rel::det || k.rel == Rel::aux || k.rel == Rel::obj || k.rel == Rel::nsubj ||
                  k.rel == Rel::cc || k.rel == Rel::obl || k.rel == Rel::discourse || k.rel == Rel::mark || k.rel == Rel::iobj || k.rel == Rel::fixed;
      if (word && !followed(c) && !of_governor(t, c)) negated = !negated || k.rel == Rel::det || k.rel == Rel::cc;  // "noch A, noch B"
    } else if (no_longer(c) || (verbal(t) && negative_argument(c))) {
      negated = true;
    }
  }
  return negated || borrowed_negation(t);
}

// "vergat niet het te doen": a negation beside the governing verb is its own, wherever the parser hung it.
bool FactualityWalker::of_governor(int32_t t, int32_t c) const {
  const Token& k = tree_[t];
  const bool beneath = k.rel == Rel::xcomp || (k.rel == Rel::ccomp && tree_.child(t, {Rel::nsubj}) < 0);
  if (!beneath || tree_[c].rel != Rel::advmod || k.head < 0 || k.head > t) return false;
  if (lex_.modals.contains(tree_.lemma(k.head))) return false;
  bool marked = tree_.child(t, {Rel::mark}) >= 0;
  return marked && (c < k.head || c == k.head + 1);
}

bool FactualityWalker::borrowed_negation(int32_t t) const {
  // "Is het nooit rustig [geweest]": the copula read as the verb, and what is said with it as its adverb.
  const bool copula = tree_[t].upos == Upos::VERB && lex_.perfect.contains(tree_.lemma(t));
  for (int32_t x : tree_.children(t)) {
    if (!copula || tree_[x].upos != Upos::ADJ || tree_[x].rel != Rel::advmod) continue;
    for (int32_t c : tree_.children(x)) {
      if (c < x && tree_[c].rel == Rel::advmod && lex_.negations.contains(tree_.lemma(c)) && !followed(c)) return true;
    }
  }
  for (int32_t x : tree_.children(t)) {
    if (tree_[x].rel != Rel::xcomp && tree_[x].rel != Rel::ccomp) continue;
    for (int32_t c : tree_.children(x)) {
      if (lex_.negations.contains(tree_.lemma(c)) && of_governor(x, c)) return true;
    }
  }
  return false;
}

// "not only", "no more important task"
bool FactualityWalker::followed(int32_t c) const {
  const bool compares = c + 2 < tree_.size() && lex_.comparing.contains(tree_.form(c + 1)) && tree_[c + 2].upos == Upos::ADJ &&
                        tree_[c + 1].head == c + 2;
  const int32_t last = tree_.sentence(c).last;
  for (int32_t t = c + 3; compares && t < last; ++t) {  // "... than"; not "no more functioning hospitals"
    if (lex_.compared.contains(tree_.form(t)) && !lex_.comparing.contains(tree_.form(t - 1))) return true;  // not its own "more than"
  }
  return c + 1 < tree_.size() && lex_.not_negating.contains(tree_.form(c + 1)) && tree_[c].rel != Rel::aux;
}

bool FactualityWalker::verbal(int32_t t) const {
  return tree_[t].upos == Upos::VERB || tree_[t].upos == Upos::AUX || tree_.child(t, {Rel::cop}) >= 0;
}

// "geen enkel konvooi": the negation hung on the word that it stands before.
bool FactualityWalker::denies_whole(int32_t d) const {
  if (tree_[d].rel != Rel::det && tree_[d].rel != Rel::amod && tree_[d].rel != Rel::nummod) return false;
  for (int32_t e : tree_.children(d)) {
    bool determines = tree_[e].upos == Upos::DET || tree_[e].upos == Upos::PRON;
    if (e + 1 == d && determines && lex_.negations.contains(tree_.lemma(e))) return true;
  }
  return false;
}

// "no one came", "geen feestje geven"
bool FactualityWalker::negative_argument(int32_t c) const {
  const Token& k = tree_[c];
  if (k.rel != Rel::nsubj && k.rel != Rel::obj && k.rel != Rel::obl) return false;
  if (k.rel == Rel::obl && lex_.accompanying.contains(tree_.case_of(c))) return false;  // "was shot at, with no injuries"
  for (int32_t d : tree_.children(c)) {
    // "zaten niet aan tafel": the adverb before the phrase denies the clause.
    bool adverb = tree_[d].upos == Upos::ADV || tree_[d].upos == Upos::PART;
    if (k.rel == Rel::obl && adverb && d < c && lex_.negations.contains(tree_.lemma(d)) && !followed(d)) return true;
    if (k.rel != Rel::obl && denies_whole(d)) return true;
    if (k.rel == Rel::nsubj && tree_[d].rel == Rel::conj && tree_.child(d, {Rel::cc}) >= 0 &&
        lex_.negations.contains(tree_.lemma(tree_.child(d, {Rel::cc}))))
      return true;  // "het leger noch de rebellen"
    bool det = tree_[d].rel == Rel::det || tree_[d].rel == Rel::advmod || tree_[d].rel == Rel::cc;
    if (det && lex_.negations.contains(tree_.lemma(d)) && !followed(d)) return k.rel != Rel::obl || tree_[d].rel == Rel::det;
  }
  return false;
}

void FactualityWalker::auxiliaries(int32_t t, bool negated, FactState* s) {
  for (int32_t c : tree_.children(t)) {
    if (tree_[c].rel != Rel::aux && !(tree_[c].upos == Upos::AUX && tree_[c].rel != Rel::cop && tree_[c].rel != Rel::conj)) continue;
    if (const WouldRule* rule = would_rule(t, c)) {
      s->modal = rule->effect;
      would(t, rule->effect, s);
      return;
    }
  }
  for (int32_t c : tree_.children(t)) {
    if (tree_[c].rel != Rel::aux) continue;
    auto at = lex_.modals.find(tree_.lemma(c));
    if (at == lex_.modals.end()) at = lex_.modals.find(tree_.form(c));
    if (at == lex_.modals.end()) continue;
    if (had_to(c, t)) continue;
    s->modal = at->second;
    if (at->second == Effect::kAsk && lex_.binding.contains(tree_.lemma(c)) && tree_[c].has_feat("Tense=Pres")) s->planned = true;
    if (at->second == Effect::kAbility) {
      ability(c, negated, s);
      if (tree_[t].subtype("relcl") && !negated) s->time = EventTime::kNonFuture;
    } else if (at->second == Effect::kHope && negated && tree_[c].has_feat("Tense=Past")) {
      s->modal = Effect::kOpposite;  // "wilde niet ingaan op": a refusal
    } else apply_modal(t, at->second, s);
  }
}

void FactualityWalker::would(int32_t t, Effect effect, FactState* s) const {
  if (effect == Effect::kPossible) {
    lower_to(s, Certainty::kPossible);
    s->time = perfect(t) ? EventTime::kNonFuture : EventTime::kFuture;
    return;
  }
  apply(effect, s);
}

void FactualityWalker::apply_modal(int32_t t, Effect effect, FactState* s) const {
  bool done = perfect(t);
  if (effect == Effect::kPossible || effect == Effect::kMust) {
    lower_to(s, effect == Effect::kMust ? Certainty::kProbable : Certainty::kPossible);
    s->time = done ? EventTime::kNonFuture : EventTime::kFuture;
    return;
  }
  apply(effect, s);
  if (done && effect == Effect::kLikelyFuture) s->time = EventTime::kNonFuture;
}

// "can": possible; "cannot": certainly not.
void FactualityWalker::ability(int32_t c, bool negated, FactState* s) const {
  bool past = tree_[c].has_feat("Tense=Past");
  if (!negated) lower_to(s, Certainty::kPossible);
  // "Nobody can prepare for it": of no time.
  const int32_t subject = tree_.child(tree_[c].head, {Rel::nsubj});
  if (negated && !past && subject >= 0 && lex_.negations.contains(tree_.lemma(subject))) {
    s->time = EventTime::kUnderspecified;
  } else if (!s->conditional || s->time != EventTime::kUnderspecified) s->time = past ? EventTime::kNonFuture : EventTime::kFuture;
  s->modal = Effect::kAbility;
}

const WouldRule* FactualityWalker::would_rule(int32_t t, int32_t aux) const {
  if (!would_form(aux)) return nullptr;
  bool cond = conditional_context(t), done = perfect(t);
  for (const WouldRule& r : lex_.would) {
    if (!r.forms.contains(tree_.form(aux))) continue;
    if (!r.with.empty() && !sister(t, aux, r.with)) continue;
    if (!r.adverbs.empty() && !sister(t, aux, r.adverbs)) continue;
    if (r.conditional && !cond) continue;
    if (r.perfect && !done) continue;
    if (r.bare && done) continue;
    if (!r.within.empty() && std::find(r.within.begin(), r.within.end(), incoming_[t].by) == r.within.end()) continue;
    return &r;
  }
  return nullptr;
}

// Another auxiliary, adverb or governing verb of the same cluster.
bool FactualityWalker::sister(int32_t t, int32_t aux, const StringSet& words) const {
  for (int32_t c : tree_.children(t)) {
    if (c != aux && words.contains(tree_.lemma(c))) return true;
  }
  return tree_[t].upos != Upos::NOUN && words.contains(tree_.lemma(t)) ;
}

bool FactualityWalker::conditional_context(int32_t t) const {
  for (int32_t c : tree_.children(t)) {
    bool clause = tree_[c].rel == Rel::advcl || (tree_[c].rel == Rel::ccomp && !signature(t, Complement::kThat));
    if (clause && conditional_mark(c)) return true;
  }
  return tree_[t].rel == Rel::advcl && conditional_mark(t);
}

// "[Would] answer if they attacked": the past of such a condition tells of nothing past.
bool FactualityWalker::would_above(int32_t clause) const {
  const int32_t p = tree_[clause].head;
  if (p < 0) return false;
  auto children = tree_.children(p);
  return std::any_of(children.begin(), children.end(), [&](int32_t c) { return tree_[c].rel == Rel::aux && would_form(c); });
}

bool FactualityWalker::conditional_mark(int32_t c) const {
  for (int32_t m : tree_.children(c)) {
    if (tree_[m].rel == Rel::mark && lex_.conditional.contains(tree_.lemma(m))) return !tells_as_what(c, m);
  }
  return false;
}

// "Sends soldiers [as observers]", "shells the town [as retaliation]": a noun that no verb follows.
bool FactualityWalker::tells_as_what(int32_t c, int32_t mark) const {
  const bool noun = tree_[c].upos == Upos::NOUN || tree_[c].upos == Upos::PROPN;
  return noun && lex_.as_what.contains(tree_.lemma(mark)) && tree_.child(c, {Rel::cop, Rel::nsubj, Rel::csubj, Rel::aux}) < 0;
}

// "zou hebben gedaan", "would have done", "zouden zijn gewond"
bool FactualityWalker::perfect(int32_t t) const {
  if (!tree_[t].has_feat("VerbForm=Part") && tree_[t].upos != Upos::ADJ && !tree_[t].has_feat("Tense=Past") &&
      !(tree_[t].has_feat("VerbForm=Inf") && modal_cluster(t))) {
    return false;
  }
  for (int32_t c : tree_.children(t)) {
    if (tree_[c].rel != Rel::aux && tree_[c].rel != Rel::cop) continue;
    if (!lex_.perfect.contains(tree_.lemma(c))) continue;
    // "zouden ... zijn gewond": a tagger takes the infinitive for the plural, but a clause has one finite verb.
    if (!tree_[c].has_feat("VerbForm=Fin") || tree_[c].has_feat("VerbForm=Inf") || modal_cluster(t)) return true;
  }
  return false;
}

bool FactualityWalker::modal_cluster(int32_t t) const {
  for (int32_t c : tree_.children(t)) {
    if (tree_[c].rel == Rel::aux && (lex_.modals.contains(tree_.lemma(c)) || would_form(c))) return true;
  }
  return false;
}

// "Almost daily", "bijna elke nacht": of how often or how many, wherever the parser hung it. Its event happens.
bool FactualityWalker::measures(int32_t adverb) const {
  if (adverb + 1 >= tree_.size() || tree_[adverb + 1].sentence != tree_[adverb].sentence) return false;
  const Upos next = tree_[adverb + 1].upos;
  return next == Upos::ADV || next == Upos::ADJ || next == Upos::DET || next == Upos::NUM;
}

void FactualityWalker::adverbs(int32_t t, FactState* s) const {
  for (int32_t c : tree_.children(t)) {
    const Token& k = tree_[c];
    if (k.rel != Rel::advmod && k.rel != Rel::obl && k.rel != Rel::amod && k.rel != Rel::discourse && k.rel != Rel::parataxis && k.rel != Rel::xcomp) continue;
    auto word = tree_.lemma(c);
    if (lex_.hearsay.contains(word)) apply(Effect::kHearsay, s);
    else if (lex_.weak_negations.contains(word) && verbal(t) && !measures(c) && !lex_.not_negating.contains(tree_.form(c))) { s->negative = !s->negative; lower_to(s, Certainty::kProbable); }
    else if (lex_.almost.contains(word) && tree_[t].upos == Upos::VERB && !measures(c)) s->negative = !s->negative;
    else if (lex_.future_adverbs.contains(word) && present(t)) s->time = EventTime::kFuture;
    else if (k.rel == Rel::obl && lex_.future_prepositions.contains(tree_.case_of(c)) && c < t && passive_now(t)) s->time = EventTime::kFuture;
  }
}

// "wellicht", "probably" weaken their clause, wherever in it the parser hung them.
void FactualityWalker::hedge(int32_t t, FactState* s) const {
  if (hedges_.empty()) return;
  for (int32_t h : hedges_) {
    if (h == t || (tree_[h].head != t && tree_.clause_head(h) != t)) continue;
    lower_to(s, lex_.probable.contains(tree_.lemma(h)) ? Certainty::kProbable : Certainty::kPossible);
    s->hedged = true;
  }
}

bool FactualityWalker::present(int32_t t) const {
  // A plural that the tagger takes for an infinitive: in a clause with a conjunction and no other verb.
  if (tree_[t].has_feat("VerbForm=Inf")) {
    int32_t m = tree_.child(t, {Rel::mark});
    return m >= 0 && tree_[m].upos == Upos::SCONJ && tree_.child(t, {Rel::aux}) < 0 && tree_.child(t, {Rel::nsubj}) >= 0;
  }
  return tree_[t].has_feat("Tense=Pres") && tree_[t].has_feat("VerbForm=Fin");
}

// "Wordt getekend", "is signed"; not "is getekend", which is done.
bool FactualityWalker::passive_now(int32_t t) const {
  auto children = tree_.children(t);
  return std::any_of(children.begin(), children.end(), [&](int32_t c) {
    return tree_[c].rel == Rel::aux && tree_[c].subtype("pass") && tree_[c].has_feat("Tense=Pres") && !lex_.perfect.contains(tree_.lemma(c));
  });
}

// "hij komt waarschijnlijk", "says he comes": a present of coming and going, when not plainly told, is to come.
void FactualityWalker::future_present(int32_t t, FactState* s) const {
  // "Is perhaps signed on Monday"
  if (s->certainty == Certainty::kPossible && passive_now(t) && lex_.future_present.contains(tree_.lemma(t))) s->time = EventTime::kFuture;
  if (!present(t) || !lex_.future_present.contains(tree_.lemma(t)) || tree_.child(t, {Rel::xcomp}) >= 0) return;  // "begint te groeien" has begun
  if (s->certainty != Certainty::kCertain || s->reported) s->time = EventTime::kFuture;
}

// The consequence of an open condition.
void FactualityWalker::consequent(int32_t t, FactState* s) const {
  if (s->modal == Effect::kConditional) {
    for (int32_t c : tree_.children(t)) {
      if (tree_[c].rel == Rel::advcl && conditional_mark(c) && ever(c)) s->time = EventTime::kUnderspecified;
    }
  }
  if (!conditional_context(t) || s->modal == Effect::kConditional || tree_[t].rel == Rel::advcl) return;
  bool open = present(t) || s->time == EventTime::kFuture || tree_.child(t, {Rel::aux}) >= 0 || tree_[t].has_feat("VerbForm=Inf");
  if (open && !past(t)) apply(Effect::kConditional, s);
}

void FactualityWalker::modifiers(int32_t t, FactState* s) const {
  if (tree_[t].upos != Upos::NOUN && tree_[t].upos != Upos::PROPN) return;
  for (int32_t c : tree_.children(t)) {
    if (tree_[c].rel != Rel::amod && tree_[c].rel != Rel::acl) continue;
    auto at = lex_.modifiers.find(tree_.lemma(c));
    if (at == lex_.modifiers.end()) at = lex_.modifiers.find(tree_.form(c));
    if (at != lex_.modifiers.end()) apply(at->second, s);
  }
}

}  // namespace bestand
