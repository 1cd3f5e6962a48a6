// Parents come before children, so that each state is final when its dependents look through it.
#include "claim/factuality_walk.h"

#include <algorithm>

#include "claim/factuality_walker.h"

namespace bestand {
namespace {

bool certain_or(Certainty a, Certainty b) { return static_cast<int>(a) < static_cast<int>(b); }

}  // namespace

void lower_to(FactState* s, Certainty to) {
  if (certain_or(s->certainty, to)) s->certainty = to;
}

void apply(Effect effect, FactState* s) {
  auto unreal = [&](bool open) {
    s->certainty = Certainty::kUnderspecified;
    s->open = s->open || open;  // "whether it should be approved"
    s->time = EventTime::kFuture;
  };
  switch (effect) {
    case Effect::kOpposite: s->negative = !s->negative; s->open = false; break;
    case Effect::kCounter: s->negative = true; break;
    case Effect::kCannot: s->negative = true; s->certainty = Certainty::kCertain; s->time = EventTime::kFuture; break;
    case Effect::kReport: s->reported = true; break;
    case Effect::kBelieve: s->reported = s->believed = true; lower_to(s, Certainty::kProbable); break;
    case Effect::kDeny: s->reported = s->denied = true; s->negative = !s->negative; break;
    case Effect::kAccuse: s->reported = true; lower_to(s, Certainty::kProbable); break;
    case Effect::kHearsay: s->reported = s->hearsay = true; lower_to(s, Certainty::kPossible); break;
    case Effect::kHearsayFuture:
      s->reported = s->hearsay = true;
      s->time = EventTime::kFuture;
      lower_to(s, Certainty::kPossible);
      break;
    case Effect::kProbable: case Effect::kMust: lower_to(s, Certainty::kProbable); s->hedged = true; break;
    case Effect::kPossible: case Effect::kFear: lower_to(s, Certainty::kPossible); break;
    case Effect::kImprobable: lower_to(s, Certainty::kProbable); s->negative = !s->negative; break;
    case Effect::kHope: unreal(false); s->hoped = true; break;
    case Effect::kIntend: unreal(true); s->planned = true; break;
    case Effect::kPlan: s->time = EventTime::kFuture; s->planned = true; break;
    case Effect::kAsk: unreal(false); lower_to(s, Certainty::kPossible); s->asked = true; break;
    case Effect::kEnable: lower_to(s, Certainty::kPossible); s->time = EventTime::kFuture; break;
    case Effect::kTry:
      s->certainty = Certainty::kUnderspecified;
      s->open = true;
      if (s->time == EventTime::kNonFuture) s->time = EventTime::kUnderspecified;
      break;
    case Effect::kOpen: s->certainty = Certainty::kUnderspecified; s->open = true; break;
    case Effect::kFuture: s->time = EventTime::kFuture; break;
    case Effect::kLikelyFuture: s->time = EventTime::kFuture; s->planned = true; lower_to(s, Certainty::kProbable); break;
    case Effect::kConditional: unreal(false); s->conditional = true; break;
    case Effect::kFailedPlan: s->certainty = Certainty::kUnderspecified; s->open = true; break;
    case Effect::kCounterfactual: lower_to(s, Certainty::kProbable); s->negative = !s->negative; break;
    case Effect::kUnreal: lower_to(s, Certainty::kPossible); s->time = EventTime::kFuture; s->conditional = s->open = true; break;
    case Effect::kNone: case Effect::kFact: case Effect::kSame: case Effect::kAbility: break;
  }
}

std::vector<FactState> FactualityWalker::run() {
  std::vector<int32_t> order;
  order.reserve(tree_.size());
  for (const Sentence& s : tree_.parse().sentences) sentence(s, &order);
  return std::move(states_);
}

void FactualityWalker::sentence(const Sentence& s, std::vector<int32_t>* order) {
  order->clear();
  for (int32_t t = s.first; t < s.last; ++t) {
    if (tree_[t].head < 0) order->push_back(t);
  }
  hedges_.clear();
  for (int32_t t = s.first; t < s.last; ++t) {
    bool adverb = tree_[t].upos == Upos::ADV || tree_[t].upos == Upos::ADJ;
    bool modifies = tree_[t].rel == Rel::advmod || tree_[t].rel == Rel::amod || tree_[t].rel == Rel::obl || tree_[t].rel == Rel::discourse ||
                    tree_[t].rel == Rel::mark || tree_[t].rel == Rel::xcomp;
    if (adverb && modifies && (lex_.probable.contains(tree_.lemma(t)) || lex_.possible.contains(tree_.lemma(t)))) hedges_.push_back(t);
  }
  question_ = s.last > s.first && lex_.question_marks.contains(tree_[s.last - 1].form);
  for (size_t i = 0; i < order->size(); ++i) {
    int32_t t = (*order)[i];
    incoming_[t] = context(t);
    states_[t] = local(t, incoming_[t]);
    for (int32_t c : tree_.children(t)) order->push_back(c);
  }
}

FactState FactualityWalker::context(int32_t t) const {
  const Token& k = tree_[t];
  if (k.head < 0) return root_context(t);
  FactState s;
  switch (k.rel) {
    case Rel::conj: s = conjunct(t); break;
    case Rel::ccomp: case Rel::csubj: case Rel::xcomp: 
      s = adverbial_marked(t) ? adverbial_clause(t) : complement(t);
      break;
    case Rel::advcl: s = complement_marked(t) || asked_clause(t) ? complement(t) : adverbial_clause(t); break;
    case Rel::acl: s = noun_clause(t); break;
    case Rel::obj: case Rel::iobj: case Rel::nsubj: case Rel::obl: case Rel::nmod: s = argument(t); break;
    case Rel::parataxis: case Rel::list: case Rel::dislocated: s = FactState{}; break;
    case Rel::appos: case Rel::flat: case Rel::compound: case Rel::fixed: case Rel::nummod: case Rel::amod:
    case Rel::advmod: case Rel::aux: case Rel::cop: case Rel::det:
      s = states_[k.head];
      break;
    default: s = FactState{}; break;
  }
  mark(t, &s);
  return s;
}

FactState FactualityWalker::root_context(int32_t t) const {
  FactState s;
  if (question_ && clause_like(t)) apply(Effect::kOpen, &s);
  else if (imperative(t)) apply(Effect::kAsk, &s);
  return s;
}

bool FactualityWalker::clause_like(int32_t t) const { return tree_.heads_clause(t); }

bool FactualityWalker::imperative(int32_t t) const {
  // "Rebels sign a truce": with a subject before it a verb orders nothing.
  const int32_t subject = tree_.child(t, {Rel::nsubj});
  if (tree_[t].has_feat("Mood=Imp")) return subject < 0 || subject > t || tree_[subject].upos == Upos::PRON;
  return tree_[t].upos == Upos::VERB && tree_[t].has_feat("VerbForm=Inf") && tree_.child(t, {Rel::nsubj, Rel::mark, Rel::aux}) < 0 &&
         lex_.lang == "en";
}

// "will cut jobs and close plants": a conjunct without words of its own shares those of the first.
FactState FactualityWalker::conjunct(int32_t t) const {
  int32_t p = tree_[t].head;
  // "Refused to extend the truce and resumed its attacks": a finite verb stands beside a finite one, wherever it hangs.
  const bool told = tree_[t].has_feat("VerbForm=Fin") || tree_[t].has_feat("Tense=Past");
  while (told && tree_[p].has_feat("VerbForm=Inf") && tree_[p].rel != Rel::conj && tree_[p].head >= 0 &&
         tree_.child(t, {Rel::nsubj, Rel::csubj, Rel::aux}) < 0 && tree_.heads_clause(tree_[p].head))
    p = tree_[p].head;
  // "Agreed to cease fighting and withdraw their troops": an infinitive beside an infinitive, not beside what is ceased.
  const bool bare = tree_[t].has_feat("VerbForm=Inf") && tree_.child(t, {Rel::mark, Rel::nsubj, Rel::aux}) < 0;
  if (bare && !tree_[p].has_feat("VerbForm=Inf") && !tree_[p].has_feat("VerbForm=Fin") && tree_[p].head >= 0 &&
      tree_[tree_[p].head].has_feat("VerbForm=Inf") && (tree_[p].rel == Rel::xcomp || tree_[p].rel == Rel::obj))
    p = tree_[p].head;
  // "Talks will be held and a truce signed": the auxiliaries of the first serve the second.
  const bool done_to = tree_[t].has_feat("VerbForm=Part") ? !tree_[t].has_feat("Tense=Pres") : tree_[t].has_feat("Tense=Past") && tree_.child(t, {Rel::obj}) < 0;
  const bool shares = done_to && tree_.child(t, {Rel::aux, Rel::cop}) < 0 && tree_.child(t, {Rel::nsubj}) >= 0 &&
                      tree_[p].has_feat("VerbForm=Part") && tree_.child(p, {Rel::aux}) >= 0;
  bool own = !shares && tree_.child(t, {Rel::aux, Rel::cop, Rel::nsubj, Rel::csubj}) >= 0;
  bool finite = tree_[t].has_feat("VerbForm=Fin") && !tree_[p].has_feat("VerbForm=Fin");
  bool nominal = tree_[t].upos == Upos::NOUN || tree_[t].upos == Upos::PROPN;
  if (nominal) return own ? incoming_[p] : before_negation_[p];
  return own || finite ? incoming_[p] : shares_negation(t, p) ? states_[p] : before_negation_[p];
}

bool FactualityWalker::shares_negation(int32_t t, int32_t p) const {
  int32_t cc = tree_.child(t, {Rel::cc});
  return cc >= 0 && tree_[t].upos == tree_[p].upos && tree_.reach(t)[0] - p <= 2 && lex_.open.contains(tree_.lemma(cc));
}

// "..., nadat een bestand was afgesproken", whatever relation the parser gave it.
bool FactualityWalker::adverbial_marked(int32_t t) const {
  int32_t m = tree_.child(t, {Rel::mark});
  return m >= 0 && m == tree_.reach(t)[0] + (tree_[tree_.reach(t)[0]].upos == Upos::PUNCT) && lex_.adverbial.contains(tree_.lemma(m));
}

bool FactualityWalker::complement_marked(int32_t t) const {
  int32_t m = tree_.child(t, {Rel::mark});
  return m >= 0 && lex_.complementizers.contains(tree_.lemma(m)) && tree_.reach(t)[0] == m;
}

// "was not clear whether ...", "of het leger instemt, is niet bekend", whatever relation the parser gave it.
bool FactualityWalker::asked_clause(int32_t t) const {
  int32_t m = tree_.child(t, {Rel::mark});
  if (m < 0 || !lex_.open.contains(tree_.lemma(m))) return false;
  const bool fronted = tree_[t].head > t && m == tree_.sentence(t).first && (own_negation(tree_[t].head) || signature(tree_[t].head, Complement::kThat));
  return fronted || (tree_[t].head < t && signature(tree_[t].head, Complement::kThat));
}

// The clause's own conjunction: if, whether, before.
void FactualityWalker::mark(int32_t t, FactState* s) const {
  const Token& k = tree_[t];
  bool clause = k.rel == Rel::advcl || k.rel == Rel::ccomp || k.rel == Rel::csubj || k.rel == Rel::acl || k.rel == Rel::conj || k.rel == Rel::xcomp;
  if (!clause) return;
  for (int32_t c : tree_.children(t)) {
    if (tree_[c].rel != Rel::mark || c > t + 1) continue;
    auto word = tree_.lemma(c);
    if (c + 1 == t && tree_.children(t).size() == 1 && lex_.conditional.contains(word) && k.rel == Rel::advcl) continue;  // "als volgt"
    if (tells_as_what(t, c)) continue;
    bool complement = k.rel == Rel::ccomp || k.rel == Rel::csubj || k.rel == Rel::xcomp;
    if (lex_.negative_prepositions.contains(word)) {  // "zonder te tekenen", wherever it hangs
      *s = FactState{};
      s->time = states_[k.head].time;
      s->negative = true;
      continue;
    }
    if (lex_.open.contains(word) && (k.rel != Rel::advcl || asked_clause(t))) {
      apply(Effect::kOpen, s);
      continue;
    }
    // "Warned that if the truce is broken, ...": the condition hung in the place of what is warned of.
    const bool nested = complement && tree_.child(t, {Rel::mark}) < c;
    const bool condition = lex_.conditional.contains(word) || (nested && lex_.when.contains(word));
    if (condition && complement && !nested) {
      apply(Effect::kOpen, s);
      if (ever(t)) s->time = EventTime::kUnderspecified, s->conditional = true;
    } else if (condition && (nested || k.rel == Rel::advcl) && (!told_past(t) || would_above(t) || ever(t))) {
      apply(Effect::kConditional, s);
      s->open = true;  // of the condition itself nothing is said
      if (ever(t)) s->time = EventTime::kUnderspecified;
    }
  }
}

std::vector<FactState> walk_factuality(const FactualityLexicon& lexicon, const Tree& tree) { return FactualityWalker(lexicon, tree).run(); }

}  // namespace bestand
