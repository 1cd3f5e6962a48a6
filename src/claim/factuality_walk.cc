// Parents come before children, so that each state is final when its dependents look through it.
#include "claim/factuality_walk.h"

#include <algorithm>

namespace bestand {
namespace {

bool certain_or(Certainty a, Certainty b) { return static_cast<int>(a) < static_cast<int>(b); }

void lower_to(FactState* s, Certainty to) {
  if (certain_or(s->certainty, to)) s->certainty = to;
}

// A signature's or an auxiliary's effect on a state that holds so far.
void apply(Effect effect, FactState* s) {
  auto unreal = [&](bool open) {
    s->certainty = Certainty::kUnderspecified;
    s->open = open;
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
    case Effect::kTry: s->certainty = Certainty::kUnderspecified; s->open = true; break;
    case Effect::kOpen: s->certainty = Certainty::kUnderspecified; s->open = true; break;
    case Effect::kFuture: s->time = EventTime::kFuture; break;
    case Effect::kLikelyFuture: s->time = EventTime::kFuture; s->planned = true; lower_to(s, Certainty::kProbable); break;
    case Effect::kConditional: unreal(false); s->conditional = true; break;
    case Effect::kFailedPlan: s->certainty = Certainty::kUnderspecified; s->open = true; break;
    case Effect::kCounterfactual: lower_to(s, Certainty::kProbable); s->negative = !s->negative; break;
    case Effect::kUnreal: lower_to(s, Certainty::kPossible); s->time = EventTime::kFuture; s->conditional = true; break;
    case Effect::kNone: case Effect::kFact: case Effect::kSame: case Effect::kAbility: break;
  }
}

class Walker {
 public:
  Walker(const FactualityLexicon& lexicon, const Tree& tree)
      : lex_(lexicon), tree_(tree), states_(tree.size()), incoming_(tree.size()), before_negation_(tree.size()) {}

  std::vector<FactState> run() {
    std::vector<int32_t> order;
    order.reserve(tree_.size());
    for (const Sentence& s : tree_.parse().sentences) sentence(s, &order);
    return std::move(states_);
  }

 private:
  void sentence(const Sentence& s, std::vector<int32_t>* order) {
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

  // --- from above

  FactState context(int32_t t) const {
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

  FactState root_context(int32_t t) const {
    FactState s;
    if (question_ && clause_like(t)) apply(Effect::kOpen, &s);
    else if (imperative(t)) apply(Effect::kAsk, &s);
    return s;
  }

  bool clause_like(int32_t t) const { return tree_.heads_clause(t); }

  bool imperative(int32_t t) const {
    if (tree_[t].has_feat("Mood=Imp")) return true;
    return tree_[t].upos == Upos::VERB && tree_[t].has_feat("VerbForm=Inf") && tree_.child(t, {Rel::nsubj, Rel::mark, Rel::aux}) < 0 &&
           lex_.lang == "en";
  }

  // "will cut jobs and close plants": a conjunct without words of its own shares those of the first.
  FactState conjunct(int32_t t) const {
    int32_t p = tree_[t].head;
    bool own = tree_.child(t, {Rel::aux, Rel::cop, Rel::nsubj, Rel::csubj}) >= 0;
    bool finite = tree_[t].has_feat("VerbForm=Fin") && !tree_[p].has_feat("VerbForm=Fin");
    bool nominal = tree_[t].upos == Upos::NOUN || tree_[t].upos == Upos::PROPN;
    if (nominal) return own ? incoming_[p] : before_negation_[p];
    return own || finite ? incoming_[p] : shares_negation(t, p) ? states_[p] : before_negation_[p];
  }

  bool shares_negation(int32_t t, int32_t p) const {
    int32_t cc = tree_.child(t, {Rel::cc});
    return cc >= 0 && tree_[t].upos == tree_[p].upos && tree_.reach(t)[0] - p <= 2 && lex_.open.contains(tree_.lemma(cc));
  }

  // "..., nadat een bestand was afgesproken", whatever relation the parser gave it.
  bool adverbial_marked(int32_t t) const {
    int32_t m = tree_.child(t, {Rel::mark});
    return m >= 0 && m == tree_.reach(t)[0] + (tree_[tree_.reach(t)[0]].upos == Upos::PUNCT) && lex_.adverbial.contains(tree_.lemma(m));
  }

  bool complement_marked(int32_t t) const {
    int32_t m = tree_.child(t, {Rel::mark});
    return m >= 0 && lex_.complementizers.contains(tree_.lemma(m)) && tree_.reach(t)[0] == m;
  }

  // "was not clear whether ...", whatever relation the parser gave it.
  bool asked_clause(int32_t t) const {
    int32_t m = tree_.child(t, {Rel::mark});
    return m >= 0 && lex_.open.contains(tree_.lemma(m)) && tree_[t].head < t && signature(tree_[t].head, Complement::kThat);
  }

  Complement complement_kind(int32_t t) const {
    const Token& k = tree_[t];
    if (k.rel == Rel::xcomp) return Complement::kInf;
    if (tree_.child(t, {Rel::nsubj}) < 0 && (k.has_feat("VerbForm=Inf") || k.has_feat("VerbForm=Ger"))) return Complement::kInf;
    return Complement::kThat;
  }

  const Signature* find(const FactualityLexicon::Table& table, int32_t p, Complement kind) const {
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

  const Signature* signature(int32_t p, Complement kind) const {
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

  FactState complement(int32_t t) const {
    int32_t p = tree_[t].head;
    Complement kind = complement_kind(t);
    if (kind == Complement::kInf) {
      if (goes(p, t)) return through(p, Effect::kFuture);
      auto modal = lex_.modals.find(tree_.lemma(p));
      if (modal != lex_.modals.end()) return modal_verb(p, modal->second);
    }
    const Signature* s = signature(p, kind);
    if (!s) return unknown_governor(p, kind);
    Effect effect = states_[p].negative && !states_[p].denied ? s->denied : s->holds;
    // "liet weten de troepen te hebben teruggetrokken" tells what is done, not what is to come.
    if (effect == Effect::kPlan && kind == Complement::kInf && perfect_infinitive(t)) effect = Effect::kReport;
    return through(p, effect, kind);
  }

  bool perfect_infinitive(int32_t t) const {
    if (!tree_[t].has_feat("VerbForm=Part")) return false;
    for (int32_t c : tree_.children(t)) {
      if (tree_[c].rel == Rel::aux && lex_.perfect.contains(tree_.lemma(c))) return true;
    }
    return false;
  }

  // "is going to", "gaat ... doen"
  bool goes(int32_t p, int32_t t) const {
    if (!lex_.go_future.contains(tree_.lemma(p)) || !tree_[t].has_feat("VerbForm=Inf")) return false;
    return tree_[p].upos == Upos::VERB || tree_[p].upos == Upos::AUX;
  }

  FactState modal_verb(int32_t p, Effect effect) const {
    FactState s = states_[p];
    if (effect == Effect::kAbility) ability(p, s.negative, &s);
    else apply(effect, &s);
    return s;
  }

  FactState unknown_governor(int32_t p, Complement kind) const {
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
  FactState through(int32_t p, Effect effect, Complement kind = Complement::kInf) const {
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
  void weaken(const FactState& g, FactState* s) const {
    if (g.hearsay) {
      lower_to(s, Certainty::kPossible);
      s->hearsay = true;
    } else if (g.certainty == Certainty::kPossible || g.certainty == Certainty::kUnderspecified) {
      s->certainty = Certainty::kUnderspecified;
    }
  }

  FactState adverbial_clause(int32_t t) const {
    int32_t p = tree_[t].head;
    FactState s;
    auto word = tree_.case_of(t);
    if (lex_.negative_prepositions.contains(word)) {
      s.time = states_[p].time;
      s.negative = true;
      return s;
    }
    bool infinitive = tree_[t].has_feat("VerbForm=Inf") && tree_.child(t, {Rel::nsubj}) < 0;
    if (infinitive) {
      const Signature* sig = signature(p, Complement::kInf);
      if (sig && sig->holds != Effect::kFact && sig->holds != Effect::kSame) {
        return through(p, states_[p].negative ? sig->denied : sig->holds);
      }
      s.time = EventTime::kFuture;
      s.planned = states_[p].time == EventTime::kFuture || states_[p].certainty != Certainty::kCertain || !past(p);
      if (states_[p].certainty != Certainty::kCertain) s.certainty = states_[p].certainty;
      s.purpose = true;
      return s;
    }
    bool present = !tree_[t].has_feat("Tense=Past") && !past(t);
    if (present && states_[p].time == EventTime::kFuture) s.time = EventTime::kFuture;
    if (tree_[t].has_feat("VerbForm=Ger") || (tree_[t].has_feat("VerbForm=Part") && tree_.child(t, {Rel::nsubj, Rel::aux}) < 0)) {
      s = before_negation_[p];
      s.reported = s.believed = false;
    }
    return s;
  }

  FactState noun_clause(int32_t t) const {
    int32_t p = tree_[t].head;
    FactState s;
    bool relative = tree_[t].subtype("relcl") && !complement_marked(t);
    bool infinitive = tree_[t].has_feat("VerbForm=Inf") || tree_.child_lemma(t, "te") >= 0;
    if (relative && !infinitive) {
      if (states_[p].time == EventTime::kFuture && states_[p].certainty != Certainty::kCertain) s = states_[p];
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
  int32_t licensing_verb(int32_t t) const {
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
  FactState argument(int32_t t) const {
    int32_t p = tree_[t].head;
    const Token& k = tree_[t];
    FactState s;
    auto word = tree_.case_of(t);
    if (lex_.negative_prepositions.contains(word)) s.negative = true;
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

  bool tells_of(int32_t p) const {
    const Signature* sig = signature(p, Complement::kThat);
    return (sig && sig->holds == Effect::kReport) || lex_.confirming.contains(tree_.lemma(p));
  }

  // "gesprekken staan gepland", "talks are planned": said of the subject by its verb's predicate.
  void arranged(int32_t p, FactState* s) const {
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
  void arranged_verb(int32_t t, FactState* s) const {
    for (int32_t c : tree_.children(t)) {
      if (tree_[c].rel != Rel::xcomp || !tree_[c].has_feat("VerbForm=Part")) continue;
      auto at = lex_.modifiers.find(tree_.form(c));
      if (at != lex_.modifiers.end() && at->second == Effect::kIntend) apply(Effect::kPlan, s);
    }
  }

  // The clause's own conjunction: if, whether, before.
  void mark(int32_t t, FactState* s) const {
    const Token& k = tree_[t];
    bool clause = k.rel == Rel::advcl || k.rel == Rel::ccomp || k.rel == Rel::csubj || k.rel == Rel::acl || k.rel == Rel::conj || k.rel == Rel::xcomp;
    if (!clause) return;
    for (int32_t c : tree_.children(t)) {
      if (tree_[c].rel != Rel::mark || c > t + 1) continue;
      auto word = tree_.lemma(c);
      bool complement = k.rel == Rel::ccomp || k.rel == Rel::csubj || k.rel == Rel::xcomp;
      if (lex_.open.contains(word) && (k.rel != Rel::advcl || asked_clause(t))) apply(Effect::kOpen, s);
      else if (lex_.conditional.contains(word) && complement) apply(Effect::kOpen, s);
      else if (lex_.conditional.contains(word) && k.rel == Rel::advcl && !past(t)) {
        apply(Effect::kConditional, s);
        s->open = true;  // of the condition itself nothing is said
      }
    }
  }

  bool past(int32_t t) const {
    if (tree_[t].has_feat("Tense=Past") && !tree_[t].has_feat("VerbForm=Part")) return true;
    for (int32_t c : tree_.children(t)) {
      bool aux = tree_[c].rel == Rel::aux || tree_[c].rel == Rel::cop;
      if (aux && (tree_[c].has_feat("Tense=Past") || lex_.perfect.contains(tree_.lemma(c))) && !would_form(c)) return true;
    }
    return false;
  }

  bool would_form(int32_t c) const {
    return std::any_of(lex_.would.begin(), lex_.would.end(), [&](const WouldRule& r) { return r.forms.contains(tree_.form(c)); });
  }

  // --- of its own

  FactState local(int32_t t, FactState s) {
    bool negated = own_negation(t);
    auxiliaries(t, negated, &s);
    adverbs(t, &s);
    hedge(t, &s);
    future_present(t, &s);
    consequent(t, &s);
    modifiers(t, &s);
    if (tree_[t].upos == Upos::VERB && tree_[t].has_feat("VerbForm=Fin") && s.certainty == Certainty::kCertain) arranged_verb(t, &s);
    before_negation_[t] = s;
    if (negated) {
      if (s.open && s.by != Effect::kTry && s.planned) s.open = false;
      s.negative = !s.negative;
    }
    return s;
  }

  bool own_negation(int32_t t) const {
    bool negated = false;
    for (int32_t c : tree_.children(t)) {
      const Token& k = tree_[c];
      if (lex_.negations.contains(tree_.lemma(c)) || lex_.negations.contains(tree_.form(c))) {
        bool word = k.rel == Rel::advmod || k.rel == Rel::det || k.rel == Rel::aux || k.rel == Rel::obj || k.rel == Rel::nsubj ||
                    k.rel == Rel::cc || k.rel == Rel::obl || k.rel == Rel::discourse || k.rel == Rel::mark || k.rel == Rel::iobj || k.rel == Rel::fixed;
        if (word && !followed(c) && !of_governor(t, c)) negated = !negated || k.rel == Rel::det;
      } else if (verbal(t) && negative_argument(c)) {
        negated = true;
      }
    }
    return negated || borrowed_negation(t);
  }

  // "vergat niet het te doen": a negation beside the governing verb is its own, wherever the parser hung it.
  bool of_governor(int32_t t, int32_t c) const {
    const Token& k = tree_[t];
    if (k.rel != Rel::xcomp || tree_[c].rel != Rel::advmod || k.head < 0 || k.head > t) return false;
    if (lex_.modals.contains(tree_.lemma(k.head))) return false;
    bool marked = tree_.child(t, {Rel::mark}) >= 0;
    return marked && (c < k.head || c == k.head + 1);
  }

  bool borrowed_negation(int32_t t) const {
    for (int32_t x : tree_.children(t)) {
      if (tree_[x].rel != Rel::xcomp) continue;
      for (int32_t c : tree_.children(x)) {
        if (lex_.negations.contains(tree_.lemma(c)) && of_governor(x, c)) return true;
      }
    }
    return false;
  }

  // "not only"
  bool followed(int32_t c) const {
    return c + 1 < tree_.size() && lex_.not_negating.contains(tree_.form(c + 1)) && tree_[c].rel != Rel::aux;
  }

  bool verbal(int32_t t) const {
    return tree_[t].upos == Upos::VERB || tree_[t].upos == Upos::AUX || tree_.child(t, {Rel::cop}) >= 0;
  }

  // "geen enkel konvooi": the negation hung on the word that it stands before.
  bool denies_whole(int32_t d) const {
    if (tree_[d].rel != Rel::det && tree_[d].rel != Rel::amod && tree_[d].rel != Rel::nummod) return false;
    for (int32_t e : tree_.children(d)) {
      bool determines = tree_[e].upos == Upos::DET || tree_[e].upos == Upos::PRON;
      if (e + 1 == d && determines && lex_.negations.contains(tree_.lemma(e))) return true;
    }
    return false;
  }

  // "no one came", "geen feestje geven"
  bool negative_argument(int32_t c) const {
    const Token& k = tree_[c];
    if (k.rel != Rel::nsubj && k.rel != Rel::obj && k.rel != Rel::obl) return false;
    for (int32_t d : tree_.children(c)) {
      // "zaten niet aan tafel": the adverb before the phrase denies the clause.
      bool adverb = tree_[d].upos == Upos::ADV || tree_[d].upos == Upos::PART;
      if (k.rel == Rel::obl && adverb && d < c && lex_.negations.contains(tree_.lemma(d)) && !followed(d)) return true;
      if (k.rel != Rel::obl && denies_whole(d)) return true;
      bool det = tree_[d].rel == Rel::det || tree_[d].rel == Rel::advmod || tree_[d].rel == Rel::cc;
      if (det && lex_.negations.contains(tree_.lemma(d)) && !followed(d)) return k.rel != Rel::obl || tree_[d].rel == Rel::det;
    }
    return false;
  }

  void auxiliaries(int32_t t, bool negated, FactState* s) {
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

  void would(int32_t t, Effect effect, FactState* s) const {
    if (effect == Effect::kPossible) {
      lower_to(s, Certainty::kPossible);
      s->time = perfect(t) ? EventTime::kNonFuture : EventTime::kFuture;
      return;
    }
    apply(effect, s);
  }

  void apply_modal(int32_t t, Effect effect, FactState* s) const {
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
  void ability(int32_t c, bool negated, FactState* s) const {
    bool past = tree_[c].has_feat("Tense=Past");
    if (!negated) lower_to(s, Certainty::kPossible);
    s->time = past ? EventTime::kNonFuture : EventTime::kFuture;
    s->modal = Effect::kAbility;
  }

  const WouldRule* would_rule(int32_t t, int32_t aux) const {
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
  bool sister(int32_t t, int32_t aux, const WordSet& words) const {
    for (int32_t c : tree_.children(t)) {
      if (c != aux && words.contains(tree_.lemma(c))) return true;
    }
    return tree_[t].upos != Upos::NOUN && words.contains(tree_.lemma(t)) ;
  }

  bool conditional_context(int32_t t) const {
    for (int32_t c : tree_.children(t)) {
      bool clause = tree_[c].rel == Rel::advcl || (tree_[c].rel == Rel::ccomp && !signature(t, Complement::kThat));
      if (clause && conditional_mark(c)) return true;
    }
    return tree_[t].rel == Rel::advcl && conditional_mark(t);
  }

  bool conditional_mark(int32_t c) const {
    for (int32_t m : tree_.children(c)) {
      if (tree_[m].rel == Rel::mark && lex_.conditional.contains(tree_.lemma(m))) return true;
    }
    return false;
  }

  // "zou hebben gedaan", "would have done", "zouden zijn gewond"
  bool perfect(int32_t t) const {
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

  bool modal_cluster(int32_t t) const {
    for (int32_t c : tree_.children(t)) {
      if (tree_[c].rel == Rel::aux && (lex_.modals.contains(tree_.lemma(c)) || would_form(c))) return true;
    }
    return false;
  }

  void adverbs(int32_t t, FactState* s) const {
    for (int32_t c : tree_.children(t)) {
      const Token& k = tree_[c];
      if (k.rel != Rel::advmod && k.rel != Rel::obl && k.rel != Rel::amod && k.rel != Rel::discourse && k.rel != Rel::parataxis && k.rel != Rel::xcomp) continue;
      auto word = tree_.lemma(c);
      if (lex_.hearsay.contains(word)) apply(Effect::kHearsay, s);
      else if (lex_.weak_negations.contains(word) && verbal(t)) { s->negative = !s->negative; lower_to(s, Certainty::kProbable); }
      else if (lex_.almost.contains(word) && tree_[t].upos == Upos::VERB) s->negative = !s->negative;
      else if (lex_.future_adverbs.contains(word) && present(t)) s->time = EventTime::kFuture;
    }
  }

  // "wellicht", "probably" weaken their clause, wherever in it the parser hung them.
  void hedge(int32_t t, FactState* s) const {
    if (hedges_.empty()) return;
    for (int32_t h : hedges_) {
      if (h == t || (tree_[h].head != t && tree_.clause_head(h) != t)) continue;
      lower_to(s, lex_.probable.contains(tree_.lemma(h)) ? Certainty::kProbable : Certainty::kPossible);
      s->hedged = true;
    }
  }

  bool present(int32_t t) const {
    // A plural that the tagger takes for an infinitive: in a clause with a conjunction and no other verb.
    if (tree_[t].has_feat("VerbForm=Inf")) {
      int32_t m = tree_.child(t, {Rel::mark});
      return m >= 0 && tree_[m].upos == Upos::SCONJ && tree_.child(t, {Rel::aux}) < 0 && tree_.child(t, {Rel::nsubj}) >= 0;
    }
    return tree_[t].has_feat("Tense=Pres") && tree_[t].has_feat("VerbForm=Fin");
  }

  // "hij komt waarschijnlijk", "says he comes": a present of coming and going, when not plainly told, is to come.
  void future_present(int32_t t, FactState* s) const {
    if (!present(t) || !lex_.future_present.contains(tree_.lemma(t))) return;
    if (s->certainty != Certainty::kCertain || s->reported) s->time = EventTime::kFuture;
  }

  // The consequence of an open condition.
  void consequent(int32_t t, FactState* s) const {
    if (!conditional_context(t) || s->modal == Effect::kConditional || tree_[t].rel == Rel::advcl) return;
    bool open = present(t) || s->time == EventTime::kFuture || tree_.child(t, {Rel::aux}) >= 0 || tree_[t].has_feat("VerbForm=Inf");
    if (open && !past(t)) apply(Effect::kConditional, s);
  }

  void modifiers(int32_t t, FactState* s) const {
    if (tree_[t].upos != Upos::NOUN && tree_[t].upos != Upos::PROPN) return;
    for (int32_t c : tree_.children(t)) {
      if (tree_[c].rel != Rel::amod && tree_[c].rel != Rel::acl) continue;
      auto at = lex_.modifiers.find(tree_.lemma(c));
      if (at == lex_.modifiers.end()) at = lex_.modifiers.find(tree_.form(c));
      if (at != lex_.modifiers.end()) apply(at->second, s);
    }
  }

  const FactualityLexicon& lex_;
  const Tree& tree_;
  std::vector<FactState> states_, incoming_, before_negation_;
  std::vector<int32_t> hedges_;  // of the sentence at hand
  bool question_ = false;
};

}  // namespace

std::vector<FactState> walk_factuality(const FactualityLexicon& lexicon, const Tree& tree) { return Walker(lexicon, tree).run(); }

}  // namespace bestand
