// What a governor makes of what stands beneath it: its complement by its signature, adverbial clauses by their mark, the
// clause of a noun, an argument of a verb.
#include <algorithm>

#include "claim/factuality_walker.h"

namespace bestand {

Complement FactualityWalker::complement_kind(int32_t t) const {
  const Token& k = tree_[t];
  if (k.rel == Rel::xcomp) return Complement::kInf;
  if (tree_.child(t, {Rel::nsubj}) < 0 && (k.has_feat("VerbForm=Inf") || k.has_feat("VerbForm=Ger"))) return Complement::kInf;
  return Complement::kThat;
}

const Signature* FactualityWalker::find(const FactualityLexicon::Table& table, int32_t p, Complement kind) const {
  auto at = table.find(tree_.lemma(p));
  if (at == table.end()) {
    auto known = lex_.lemmas.find(tree_.form(p));
    if (known != lex_.lemmas.end()) at = table.find(known->second);
  }
  if (at == table.end()) {
    for (int32_t c : tree_.children(p)) {
      if (!tree_[c].subtype("prt")) continue;
      at = table.find(std::string(tree_.lemma(c)) + std::string(tree_.lemma(p)));
      if (at != table.end()) break;
    }
  }
  if (at == table.end() && tree_[p].upos == Upos::NOUN) at = table.find(tree_.last_part(p));
  if (at == table.end()) return nullptr;
  const Signature& s = at->second[static_cast<int>(kind)];
  return s.holds == Effect::kNone ? nullptr : &s;
}

const Signature* FactualityWalker::signature(int32_t p, Complement kind) const {
  switch (tree_[p].upos) {
    case Upos::VERB: case Upos::AUX: {
      if (const Signature* s = find(lex_.verbs, p, kind)) return s;
      return tree_[p].has_feat("VerbForm=Part") ? find(lex_.adjectives, p, kind) : nullptr;
    }
    case Upos::ADJ: case Upos::ADV: {
      if (const Signature* s = find(lex_.adjectives, p, kind)) return s;
      return find(lex_.verbs, p, kind);
    }
    case Upos::NOUN: case Upos::PROPN: return find(lex_.nouns, p, kind);
    default: return nullptr;
  }
}

// "The rebels have yet to sign".
bool FactualityWalker::yet_to(int32_t p) const {
  const auto& below = tree_.children(p);
  return (lex_.perfect.contains(tree_.lemma(p)) || tree_[p].upos == Upos::AUX) &&
         std::any_of(below.begin(), below.end(), [&](int32_t c) { return tree_[c].rel == Rel::advmod && lex_.yet.contains(tree_.form(c)); });
}

// "Asked [who] had fired", "asked [what] they wanted".
bool FactualityWalker::asks(int32_t t) const {
  auto children = tree_.children(t);
  return std::any_of(children.begin(), children.end(), [&](int32_t c) { return c < t && tree_[c].has_feat("PronType=Int"); });
}

// "[Who] had fired": its subject is asked for, and so what it did is not.
bool FactualityWalker::asks_who(int32_t t) const {
  auto children = tree_.children(t);
  return std::any_of(children.begin(), children.end(), [&](int32_t c) {
    return c < t && tree_[c].rel == Rel::nsubj && tree_[c].upos == Upos::PRON &&
           (tree_[c].has_feat("PronType=Int") || tree_[c].has_feat("PronType=Rel"));  // taggers take one for the other
  });
}

FactState FactualityWalker::complement(int32_t t) const {
  int32_t p = tree_[t].head;
  Complement kind = complement_kind(t);
  if (kind == Complement::kInf) {
    if (does_all(t)) return through(p, Effect::kTry, kind);
    if (yet_to(p)) return through(p, Effect::kOpposite, kind);
    if (goes(p, t)) return through(p, Effect::kFuture);
    auto modal = lex_.modals.find(tree_.lemma(p));
    if (modal != lex_.modals.end() && modal->second == Effect::kHope && would_not(p, t)) return FactState{};
    if (modal != lex_.modals.end() && modal->second == Effect::kHope && own_past(p) && states_[p].negative && tree_.child(t, {Rel::nsubj}) < 0) {  // "wilden niet tekenen"
      FactState refused;
      refused.negative = true;
      return refused;
    }
    if (modal != lex_.modals.end()) return modal_verb(p, modal->second);
  }
  const Signature* s = signature(p, kind);
  if (!s && tree_[p].upos == Upos::VERB && of_purpose(t)) return adverbial_clause(t);
  if (!s) return unknown_governor(p, kind);
  // "Asked for two billion on top of the four it has received": no question without a word that asks.
  if (kind == Complement::kThat && s->holds == Effect::kOpen && told_done(t) && tree_.child(t, {Rel::mark}) < 0 && !asks(t)) return FactState{};
  if (kind == Complement::kThat && states_[p].negative && tree_.reach(t)[0] > p && lex_.presupposing.contains(tree_.form(tree_.reach(t)[0]))) return FactState{};
  Effect effect = states_[p].negative && !states_[p].denied ? s->denied : s->holds;
  // "liet weten de troepen te hebben teruggetrokken" tells what is done, not what is to come.
  if (effect == Effect::kPlan && kind == Complement::kInf && perfect_infinitive(t)) effect = Effect::kReport;
  if (effect == Effect::kLikelyFuture && perfect_infinitive(t)) effect = Effect::kProbable;
  // "Could not tell who carried out the raids": that somebody did is taken for granted.
  if (effect == Effect::kOpen && kind == Complement::kThat && asks_who(t)) effect = Effect::kFact;
  FactState out = through(p, effect, kind);
  // "Threaten to end it if the raids go on".
  if (effect == Effect::kIntend && kind == Complement::kInf && (conditional_context(p) || conditional_context(t))) {
    out.open = false;
    apply(Effect::kConditional, &out);
  }
  // What is expected neither is nor is not; what is likely is.
  if (effect == Effect::kLikelyFuture && (tree_[p].upos == Upos::VERB || tree_[p].has_feat("VerbForm=Part"))) out.open = true;
  return out;
}

bool FactualityWalker::perfect_infinitive(int32_t t) const {
  // "Te hebben ondergaan": a participle of the form of its infinitive.
  const bool either = tree_[t].has_feat("VerbForm=Inf") && tree_.child(t, {Rel::mark}) >= 0;
  if (!tree_[t].has_feat("VerbForm=Part") && !either) return false;
  for (int32_t c : tree_.children(t)) {
    if (tree_[c].rel == Rel::aux && lex_.perfect.contains(tree_.lemma(c))) return !either || tree_[c].has_feat("VerbForm=Inf");
  }
  return false;
}

// "is going to", "gaat ... doen"
bool FactualityWalker::goes(int32_t p, int32_t t) const {
  if (!lex_.go_future.contains(tree_.lemma(p)) || !tree_[t].has_feat("VerbForm=Inf")) return false;
  return tree_[p].upos == Upos::VERB || tree_[p].upos == Upos::AUX;
}

FactState FactualityWalker::modal_verb(int32_t p, Effect effect) const {
  FactState s = states_[p];
  if (effect == Effect::kAsk && s.negative && lex_.unneeded.contains(tree_.lemma(p))) {
    s.negative = false;
    apply(effect, &s);
    s.open = true;
    return s;
  }
  if (effect == Effect::kAbility) ability(p, s.negative, &s);
  else apply(effect, &s);
  return s;
}

FactState FactualityWalker::unknown_governor(int32_t p, Complement kind) const {
  FactState s = states_[p];
  if (kind == Complement::kThat) {
    s.negative = false;
    s.open = false;
    if (s.certainty == Certainty::kUnderspecified && s.asked) s.certainty = Certainty::kCertain;
  } else if (s.negative) {
    s.negative = true;
  }
  return s;
}

// What a governor in its own state lets through.
FactState FactualityWalker::through(int32_t p, Effect effect, Complement kind) const {
  const FactState& g = states_[p];
  FactState s;
  s.by = effect;
  switch (effect) {
    case Effect::kSame: case Effect::kOpposite: case Effect::kFuture: case Effect::kEnable: case Effect::kTry:
      s = g;
      s.by = effect;
      s.reported = s.believed = s.denied = false;
      apply(effect, &s);
      return s;
    case Effect::kFact:
      if (kind == Complement::kInf) s.time = g.time;
      return s;
    case Effect::kBelieve:
      apply(effect, &s);
      s.negative = g.negative;
      weaken(g, &s);
      return s;
    case Effect::kHope:
      apply(effect, &s);
      s.negative = g.negative;
      return s;
    case Effect::kReport: case Effect::kDeny: case Effect::kAccuse: case Effect::kHearsay:
      apply(effect, &s);
      weaken(g, &s);
      return s;
    default:
      apply(effect, &s);
      if (g.certainty == Certainty::kUnderspecified || g.certainty == Certainty::kPossible) lower_to(&s, g.certainty);
      return s;
  }
}

// "zou hebben gezegd dat": a report that is uncertain itself; "could believe that": nothing is known.
void FactualityWalker::weaken(const FactState& g, FactState* s) const {
  if (g.hearsay) {
    lower_to(s, Certainty::kPossible);
    s->hearsay = true;
  } else if (g.certainty == Certainty::kPossible || g.certainty == Certainty::kUnderspecified) {
    s->certainty = Certainty::kUnderspecified;
  }
}

// "Doet al het mogelijke om een val te voorkomen", "did its best to hold the town".
bool FactualityWalker::does_all(int32_t t) const {
  const int32_t m = tree_.child(t, {Rel::mark});
  return m > 0 && lex_.efforts.contains(tree_.form(m - 1)) && (tree_[m - 1].head == tree_[t].head || tree_[m - 1].head == t || tree_[t].head == m - 1);
}

// "Bought aircraft om haar vloot te moderniseren": wherever the tree hung the purpose.
bool FactualityWalker::of_purpose(int32_t t) const {
  if (!tree_[t].has_feat("VerbForm=Inf")) return false;
  auto children = tree_.children(t);
  return std::any_of(children.begin(), children.end(), [&](int32_t c) { return tree_[c].rel == Rel::mark && lex_.purpose_marks.contains(tree_.lemma(c)); });
}

FactState FactualityWalker::adverbial_clause(int32_t t) const {
  int32_t p = tree_[t].head;
  FactState s;
  auto word = tree_.case_of(t);
  if (lex_.negative_prepositions.contains(word)) {
    s.time = states_[p].time;
    s.negative = true;
    return s;
  }
  bool infinitive = (tree_[t].has_feat("VerbForm=Inf") || to_infinitive(t)) && tree_.child(t, {Rel::nsubj}) < 0;
  if (infinitive && tells_outcome(t)) return s;
  if (infinitive) {
    const Signature* sig = signature(p, Complement::kInf);
    if (sig && sig->holds != Effect::kFact && sig->holds != Effect::kSame) {
      return through(p, states_[p].negative ? sig->denied : sig->holds);
    }
    if (does_all(t)) return through(p, Effect::kTry);
    // The end of what was done is told as part of it.
    const bool done = states_[p].certainty == Certainty::kCertain && states_[p].time == EventTime::kNonFuture && past(p);
    s.time = done ? EventTime::kNonFuture : EventTime::kFuture;
    s.planned = states_[p].time == EventTime::kFuture || states_[p].certainty != Certainty::kCertain || !past(p);
    if (states_[p].certainty != Certainty::kCertain) s.certainty = states_[p].certainty;
    s.purpose = true;
    return s;
  }
  // "Were not involved in shelling the town": as true as that they were.
  const int32_t m = tree_.child(t, {Rel::mark});
  const bool participle = tree_[t].has_feat("VerbForm=Ger") || (tree_[t].has_feat("VerbForm=Part") && tree_[t].has_feat("Tense=Pres"));
  if (participle && m >= 0 && lex_.within.contains(tree_.lemma(m))) {
    const Signature* sig = signature(p, Complement::kInf);
    if (sig && sig->holds == Effect::kSame) return through(p, states_[p].negative ? sig->denied : sig->holds);
  }
  bool present = when_over(t) || (!tree_[t].has_feat("Tense=Past") && !past(t));
  if (present && (states_[p].time == EventTime::kFuture || comes_later(t))) s.time = EventTime::kFuture;
  if (tree_[t].has_feat("VerbForm=Ger") || (tree_[t].has_feat("VerbForm=Part") && tree_.child(t, {Rel::nsubj, Rel::aux}) < 0)) {
    // "Refused to leave, [compelling] an operation": behind a comma it follows from the refusal.
    if (t > 0 && tree_[t - 1].form == ",") {
      while (tree_[p].rel == Rel::xcomp && tree_[p].head >= 0) p = tree_[p].head;
    }
    s = before_negation_[p];
    s.reported = s.believed = false;
  }
  return s;
}

// "That killed", "that have killed": behind a relative pronoun taggers take that "have" for an infinitive.
bool FactualityWalker::told_done(int32_t t) const {
  if (own_past(t) || perfect(t)) return true;
  const int32_t aux = tree_.child(t, {Rel::aux});
  return aux >= 0 && lex_.perfect.contains(tree_.lemma(aux)) && tree_[t].has_feat("Tense=Past") && !to_infinitive(t);
}

FactState FactualityWalker::noun_clause(int32_t t) const {
  if (does_all(t) && tree_[tree_[t].head].head >= 0) return through(tree_[tree_[t].head].head, Effect::kTry);
  int32_t p = tree_[t].head;
  FactState s;
  bool relative = tree_[t].subtype("relcl") && !complement_marked(t);
  // "Markets that gained": behind a pronoun that is its subject a plural is no infinitive.
  const bool plural = relative && tree_.child(t, {Rel::nsubj}) >= 0 && tree_.child_lemma(t, "te") < 0 && tree_.child_lemma(t, "om") < 0 && !to_infinitive(t);
  bool infinitive = (tree_[t].has_feat("VerbForm=Inf") && !plural) || tree_.child_lemma(t, "te") >= 0 || to_infinitive(t);
  if (infinitive && first_to(p)) return states_[p];
  if (relative && !infinitive) {
    // "Meant to halt attacks that have killed 33": what is told in the past is no part of the plan.
    if (!told_done(t) && states_[p].time == EventTime::kFuture && states_[p].certainty != Certainty::kCertain) s = states_[p];
    // "If ever a day came on which I could not ..."
    const int32_t up = tree_.clause_head(p);
    if (up >= 0 && states_[up].conditional && states_[up].time == EventTime::kUnderspecified) s = states_[up];
    s.negative = false;
    return s;
  }
  bool clause = tree_.child(t, {Rel::mark}) >= 0 && tree_.child(t, {Rel::nsubj}) >= 0;
  if (infinitive || clause) {
    const Signature* sig = signature(p, clause && !infinitive ? Complement::kThat : Complement::kInf);
    if (sig) return through(p, states_[p].negative ? sig->denied : sig->holds);
  }
  if (infinitive && tree_[t].subtype("relcl") == false && tree_.child_lemma(t, "om") < 0) {
    int32_t v = licensing_verb(t);
    if (v >= 0) return through(v, states_[v].negative ? signature(v, Complement::kInf)->denied : signature(v, Complement::kInf)->holds);
  }
  bool governed = infinitive || (!relative && lex_.argument_prepositions.contains(tree_.case_of(t)));
  if (governed && tree_[p].rel == Rel::obj && tree_[p].head >= 0) {  // "asked both sides to leave", hung on the sides
    int32_t v = tree_[p].head;
    const Signature* sig = signature(v, Complement::kInf);
    bool passes = sig && (sig->holds == Effect::kAsk || sig->holds == Effect::kAccuse || sig->holds == Effect::kEnable || sig->holds == Effect::kOpposite);
    if (passes) return through(v, states_[v].negative ? sig->denied : sig->holds);
  }
  if (infinitive) {
    apply(Effect::kPlan, &s);
    if (states_[p].certainty != Certainty::kCertain) s.certainty = states_[p].certainty;
    return s;
  }
  s.time = EventTime::kNonFuture;
  if (tree_[t].has_feat("VerbForm=Ger") && states_[p].time == EventTime::kFuture) s.time = EventTime::kFuture;
  return s;
}

// "wist hij ..., inclusief olievelden, te veroveren": an infinitive hung on a noun between it and the verb that asks for it.
int32_t FactualityWalker::licensing_verb(int32_t t) const {
  for (int32_t v = tree_[t].head; v >= 0; v = tree_[v].head) {
    if (v > t) return -1;
    if (tree_[v].upos != Upos::VERB) continue;
    const Signature* sig = tree_.child(v, {Rel::xcomp}) < 0 ? signature(v, Complement::kInf) : nullptr;
    bool implies = sig && (sig->holds == Effect::kSame || sig->holds == Effect::kOpposite || sig->holds == Effect::kTry);
    return implies ? v : -1;
  }
  return -1;
}

// An event named by a noun: its verb's world, but not its verb's negation.
FactState FactualityWalker::argument(int32_t t) const {
  int32_t p = tree_[t].head;
  const Token& k = tree_[t];
  FactState s;
  auto word = tree_.case_of(t);
  if (lex_.negative_prepositions.contains(word)) s.negative = true;
  if (lex_.given.contains(word)) return s;  // "must go on, despite the bombing": it is taken for granted
  bool verbal = tree_[p].upos == Upos::VERB || tree_[p].upos == Upos::AUX;
  if (verbal || tree_[p].upos == Upos::NOUN || tree_[p].upos == Upos::ADJ) {
    bool patient = k.rel == Rel::obj || k.subtype("pass") || 
                   ((k.rel == Rel::nmod || k.rel == Rel::obl) && lex_.argument_prepositions.contains(word));
    const Signature* sig = patient ? signature(p, Complement::kObj) : nullptr;
    if (sig && sig->holds != Effect::kFact && sig->holds != Effect::kReport && !(k.rel == Rel::obl && sig->holds == Effect::kSame)) {
      FactState g = through(p, states_[p].negative && sig->holds != Effect::kSame ? sig->denied : sig->holds, Complement::kObj);
      g.negative ^= s.negative;
      return g;
    }
  }
  const FactState& g = states_[p];
  s.by = Effect::kNone;
  bool patient = k.rel == Rel::obj || k.subtype("pass");
  // "werden luchtaanvallen gemeld", "has not been confirmed": what is told of, or not told
  if (k.subtype("pass") && verbal && tells_of(p)) {
    if (g.negative && !signature(t, Complement::kObj)) lower_to(&s, Certainty::kPossible);
    else s.reported = !lex_.confirming.contains(tree_.lemma(p));
    return s;
  }
  if (k.rel == Rel::nsubj && verbal) arranged(p, &s);
  if (!patient || !verbal) return s;
  s.time = g.time;
  s.hearsay = g.hearsay;
  s.conditional = g.conditional;
  if (g.certainty != Certainty::kCertain) s.certainty = g.certainty;
  // "refused to confirm the attack": a word of telling or knowing takes its object for granted.
  const Signature* told = signature(p, Complement::kThat);
  bool granted = told && (told->holds == Effect::kFact || told->holds == Effect::kReport || told->holds == Effect::kBelieve);
  if (k.rel == Rel::obj && g.negative && !granted) s.negative = true;
  return s;
}

bool FactualityWalker::tells_of(int32_t p) const {
  const Signature* sig = signature(p, Complement::kThat);
  return (sig && sig->holds == Effect::kReport) || lex_.confirming.contains(tree_.lemma(p));
}

// "gesprekken staan gepland", "talks are planned": said of the subject by its verb's predicate.
void FactualityWalker::arranged(int32_t p, FactState* s) const {
  auto at = lex_.modifiers.find(tree_.lemma(p));
  if (at == lex_.modifiers.end()) at = lex_.modifiers.find(tree_.form(p));
  for (int32_t c : tree_.children(p)) {
    if (at != lex_.modifiers.end()) break;
    if (tree_[c].rel != Rel::xcomp && tree_[c].rel != Rel::advcl && tree_[c].rel != Rel::amod && tree_[c].rel != Rel::advmod) continue;
    if (!tree_[c].has_feat("VerbForm=Part") && tree_[c].upos != Upos::ADJ) continue;
    at = lex_.modifiers.find(tree_.form(c));
    if (at == lex_.modifiers.end()) at = lex_.modifiers.find(tree_.lemma(c));
  }
  if (at != lex_.modifiers.end()) apply(at->second == Effect::kIntend ? Effect::kPlan : at->second, s);
}

// "staan gepland": the verb only carries the plan.
void FactualityWalker::arranged_verb(int32_t t, FactState* s) const {
  for (int32_t c : tree_.children(t)) {
    if (tree_[c].rel != Rel::xcomp || !tree_[c].has_feat("VerbForm=Part")) continue;
    auto at = lex_.modifiers.find(tree_.form(c));
    if (at != lex_.modifiers.end() && at->second == Effect::kIntend) apply(Effect::kPlan, s);
  }
}

}  // namespace bestand
