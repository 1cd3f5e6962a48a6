// From triggers to events: a noun joins the verb that carries it, a toll joins the attack that took it, and what only
// names an event in passing, telling nothing about it, is left out.
#include <algorithm>

#include "claim/event_parts.h"

namespace bestand {

bool is_violent(ClaimType type) {
  switch (type) {
    case ClaimType::kClash: case ClaimType::kAirstrike: case ClaimType::kShelling: case ClaimType::kBombing:
    case ClaimType::kGroundAdvance: return true;
    default: return false;
  }
}

bool suffers_next(const EventContext& c, int32_t verb, int32_t next) {
  auto passive = [&](int32_t of) {
    auto children = c.tree.children(of);
    return std::any_of(children.begin(), children.end(), [&](int32_t i) { return c.tree[i].rel == Rel::aux && c.tree[i].subtype("pass"); });
  };
  if (c.tree[next].rel != Rel::conj || c.tree[next].head != verb || passive(verb) == passive(next)) return false;
  // "Nineteen were executed, eighteen shot and one beheaded": a participle shares the auxiliary of the first.
  return passive(next) || c.tree.child(next, {Rel::aux, Rel::obj}) >= 0;
}

namespace {

bool violent(const Trigger& t) { return is_violent(t.frame->type) || t.frame->generic || t.frame->toll; }
bool violent(const Draft& d) { return is_violent(d.claim.type) || d.generic || d.toll; }

// A specific kind of attack; generic words and tolls give way to it.
int specificity(const Frame& f) {
  if (f.light) return 0;
  if (f.toll) return 1;
  if (f.generic) return 2;
  return f.type == ClaimType::kClash ? 3 : 4;
}

class DraftBuilder {
 public:
  DraftBuilder(const EventContext& c, const std::vector<Trigger>& triggers)
      : c_(c), triggers_(triggers), trigger_at_(c.tree.size(), -1), draft_at_(c.tree.size(), -1) {
    for (size_t i = 0; i < triggers.size(); ++i) trigger_at_[triggers[i].token] = static_cast<int32_t>(i);
  }
  std::vector<Draft> run();

 private:
  int32_t carrier(int32_t token) const;
  bool informative(int32_t noun) const;
  bool informative_clause(int32_t noun) const;
  bool stands_out(int32_t noun) const;
  bool names_breach(const Trigger& t) const;
  bool of_object(int32_t noun, int32_t verb) const;
  bool led_to(int32_t noun, const Trigger& above) const;
  bool resumed(const Trigger& act, const Trigger& breach) const;
  void place_verb(const Trigger& t);
  void place_noun(const Trigger& t);
  void open(const Trigger& t, int32_t verb);
  void join(int32_t draft, const Trigger& t);
  void merge_clauses();
  bool continues(const Draft& d) const;
  AgreementPhase phase_of(const Draft& d) const;
  void merge_relatives();
  bool of_another(const Draft& a, const Draft& b) const;
  int32_t host(const Draft& toll, const SentenceIndex& events) const;
  bool linked(int32_t inner, int32_t outer) const;
  void absorb(Draft* into, Draft* from);
  void settle_spans();

  const EventContext& c_;
  const std::vector<Trigger>& triggers_;
  std::vector<int32_t> trigger_at_, draft_at_;
  std::vector<Draft> drafts_;
};

// The nearest trigger above a noun in its clause.
int32_t DraftBuilder::carrier(int32_t token) const {
  int32_t clause = c_.clauses.of(token);
  for (int32_t at = c_.tree[token].head; at >= 0 && c_.clauses.of(at) == clause; at = c_.tree[at].head) {
    if (trigger_at_[at] >= 0) return at;
  }
  return -1;
}

// Whether the words under a noun tell who, where, when or how many.
bool DraftBuilder::informative(int32_t noun) const {
  auto reach = c_.tree.reach(noun);
  for (int32_t t = reach[0]; t < reach[1]; ++t) {
    if (t != noun && (c_.actor_at[t] >= 0 || c_.has(t, "combatant"))) return true;
  }
  const int32_t sentence = c_.tree[noun].sentence;
  auto any = [&](const SentenceIndex& index, const auto& list) {
    const auto& here = index.of(sentence);
    return std::any_of(here.begin(), here.end(), [&](int32_t i) { return list[i].first >= reach[0] && list[i].last <= reach[1]; });
  };
  const Mentions& m = c_.mentions;
  return any(c_.index.places, m.places) || any(c_.index.times, m.times) || any(c_.index.quantities, m.quantities);
}

bool DraftBuilder::informative_clause(int32_t noun) const {
  const Clause& clause = c_.clauses[c_.clauses.of(noun)];
  auto tells = [&](const Mention& m) { return m.head != noun && c_.clauses.of(m.head) == c_.clauses.of(noun); };
  const int32_t sentence = c_.tree[noun].sentence;
  auto any = [&](const SentenceIndex& index, const auto& list) {
    const auto& here = index.of(sentence);
    return std::any_of(here.begin(), here.end(), [&](int32_t i) { return tells(list[i]); });
  };
  if (any(c_.index.places, c_.mentions.places) || any(c_.index.times, c_.mentions.times)) return true;
  return std::any_of(clause.tokens.begin(), clause.tokens.end(), [&](int32_t t) { return t != noun && c_.actor_at[t] >= 0; });
}

bool DraftBuilder::stands_out(int32_t noun) const {
  const Token& t = c_.tree[noun];
  const Sentence& s = c_.parse.sentences[t.sentence];
  if (s.last - s.first <= 3) return false;  // a cross heading
  if (t.head < 0 || t.rel == Rel::parataxis) return true;
  bool main = t.rel == Rel::nsubj || t.rel == Rel::obj || t.rel == Rel::conj;
  return informative(noun) && (main || t.rel == Rel::obl || t.rel == Rel::nmod || t.rel == Rel::advcl || t.rel == Rel::ccomp);
}

// "Said there was a violation of the truce": told enough by what it names, whoever did it.
bool DraftBuilder::names_breach(const Trigger& t) const {
  const Token& noun = c_.tree[t.token];
  const bool told = noun.rel == Rel::nsubj || (noun.rel == Rel::ccomp && c_.tree.child(t.token, {Rel::cop}) >= 0);
  if (t.frame->type != ClaimType::kViolationAlleged || !told) return false;
  auto reach = c_.tree.reach(t.token);
  for (int32_t i = t.token + 1; i < reach[1]; ++i) {
    if (c_.has(i, "truce")) return true;
  }
  return false;
}

void DraftBuilder::open(const Trigger& t, int32_t verb) {
  Draft d;
  d.frame = t.frame;
  d.token = t.token;
  d.verb = verb;
  d.clause = t.clause;
  d.sentence = c_.tree[t.token].sentence;
  d.triggers = {t.token};
  d.frames = {t.frame};
  d.clauses = {t.clause};
  d.generic = t.frame->generic;
  d.toll = t.frame->toll;
  d.claim.type = t.frame->type;
  draft_at_[t.token] = static_cast<int32_t>(drafts_.size());
  drafts_.push_back(std::move(d));
}

// The more telling trigger names the event.
void DraftBuilder::join(int32_t draft, const Trigger& t) {
  Draft& d = drafts_[draft];
  d.triggers.push_back(t.token);
  d.frames.push_back(t.frame);
  draft_at_[t.token] = draft;
  if (t.verb && d.verb < 0) d.verb = t.token;
  // "Exchanged artillery fire", "an advance was repelled": what is exchanged or repelled makes no attack of it.
  if (d.frame->type == ClaimType::kClash && c_.tree[t.token].head == d.token && !t.verb &&
      (c_.tree[t.token].rel == Rel::obj || c_.tree[t.token].subtype("pass"))) return;
  if (specificity(*t.frame) <= specificity(*d.frame)) return;
  d.frame = t.frame;
  d.token = t.token;
  d.claim.type = t.frame->type;
  d.generic = t.frame->generic;
  d.toll = t.frame->toll;
}

// Whether a noun is the object of the verb above it, or belongs to it: "blaming the fear of aggression".
bool DraftBuilder::of_object(int32_t noun, int32_t verb) const {
  while (noun >= 0 && c_.tree[noun].head != verb) noun = c_.tree[noun].head;
  return noun >= 0 && c_.tree[noun].rel == Rel::obj;
}

// "Fired rockets in response to the killing of a commander", "... after an air strike": what came before and led to it. A toll
// behind such words is the attack's own: "died after an air strike".
bool DraftBuilder::led_to(int32_t noun, const Trigger& above) const {
  if (of_reply(c_, {&above.token, 1}, noun)) return true;
  for (int32_t at = noun; at >= 0 && at != above.token; at = c_.tree[at].head) {
    if (!above.frame->toll && c_.tree[at].rel == Rel::obl && c_.frames.listed("led_to", c_.tree.case_of(at))) return true;
  }
  return false;
}

// "The air strikes have been resumed": a breach, and strikes.
bool DraftBuilder::resumed(const Trigger& act, const Trigger& breach) const {
  const Token& t = c_.tree[act.token];
  return breach.frame->type == ClaimType::kViolationAlleged && breach.verb && t.head == breach.token && t.rel == Rel::nsubj && t.subtype("pass");
}

void DraftBuilder::place_verb(const Trigger& t) {
  if (t.frame->light) return;
  open(t, t.token);
}

void DraftBuilder::place_noun(const Trigger& t) {
  if (t.frame->light) return;
  int32_t up = carrier(t.token);
  if (up < 0) {
    int32_t head = c_.clauses[t.clause].head;
    bool by_clause = !violent(t) && !c_.frames.listed("led_to", c_.tree.case_of(t.token)) && (t.frame->type != ClaimType::kOther || !t.frame->speaker.empty()) && is_verbal(c_.tree[head]) && informative_clause(t.token);
    // "There will be no ceasefire": a frame whose own words deny tells enough.
    const bool denies = t.frame->negated && is_verbal(c_.tree[head]);
    // "Is less than a week [in force]": hung beneath the measure that is the predicate.
    const int32_t above = c_.tree[head].rel == Rel::advcl && !is_verbal(c_.tree[head]) ? c_.clauses[t.clause].parent : -1;
    const bool in_force = t.frame->type == ClaimType::kAgreement && above >= 0 && c_.tree.child(c_.clauses[above].head, {Rel::cop}) >= 0;
    if (stands_out(t.token) || by_clause || denies || in_force || names_breach(t)) open(t, in_force ? c_.clauses[above].head : by_clause || denies ? head : -1);
    return;
  }
  const Trigger& above = triggers_[trigger_at_[up]];
  int32_t draft = draft_at_[up];
  if (above.frame->toll && above.frame->speaker == "source") return;  // "puts the number of those killed in the attack at 12"
  // "Must continue, despite the bombing": no verb of its own.
  const int32_t preposition = c_.tree[t.token].rel == Rel::obl ? c_.tree.child(t.token, {Rel::case_}) : -1;
  const bool aside = preposition >= 0 && c_.has(preposition, "despite");
  if (violent(t) && (aside || led_to(t.token, above))) {
    if (informative(t.token)) open(t, -1);
  } else if (above.frame->light) {
    open(t, above.token);
  } else if (draft >= 0 && violent(t) && violent(above)) {
    join(draft, t);
  } else if (draft >= 0 && above.frame->type == t.frame->type) {
    join(draft, t);
  } else if (violent(t) && (above.frame->speaker == "accuser" || above.frame->speaker == "blamer") && !of_object(t.token, up)) {
    open(t, -1);  // what somebody is accused of
  } else if (violent(t) && above.frame->type != ClaimType::kAgreement && (informative(t.token) || resumed(t, above))) {
    open(t, -1);
  }
}

bool DraftBuilder::linked(int32_t inner, int32_t outer) const {
  const Clause& clause = c_.clauses[inner];
  if (clause.parent != outer) return false;
  const Token& head = c_.tree[clause.head];
  return head.rel == Rel::advcl || head.rel == Rel::acl || head.rel == Rel::conj || head.rel == Rel::xcomp;
}

// "Rebels fired shells, and troops destroyed the gun": verbs whose doers are two known actors tell of two acts.
bool DraftBuilder::of_another(const Draft& a, const Draft& b) const {
  const bool alike = a.toll && b.toll && a.frame->toll_of == b.frame->toll_of;
  if (alike && (suffers_next(c_, a.token, b.token) || suffers_next(c_, b.token, a.token))) return true;
  auto doer = [&](const Draft& d) {
    const int32_t verb = is_verbal(c_.tree[d.token]) ? d.token : d.verb;
    if (verb < 0) return std::string_view();
    const Arguments of = arguments_of_verb(c_.tree, c_.frames, verb);
    const int32_t at = of.subject >= 0 && !of.passive ? c_.actor_head[of.subject] : -1;
    return at >= 0 ? std::string_view(c_.mentions.actors[at].actor_id) : std::string_view();
  };
  const auto first = doer(a), second = doer(b);
  return !first.empty() && !second.empty() && first != second;
}

// The attack that a toll told in a clause of its own belongs to: the clause above or beneath it.
int32_t DraftBuilder::host(const Draft& toll, const SentenceIndex& events) const {
  for (int32_t i : events.of(toll.sentence)) {
    const Draft& d = drafts_[i];
    if (&d == &toll || d.triggers.empty() || !violent(d) || of_another(d, toll) || of_reply(c_, d.triggers, toll.token)) continue;
    // "Was shelled in a war that has killed 40,000": the dead of the war.
    const int32_t noun = c_.clauses[toll.clause].noun;
    const bool of_war = noun >= 0 && c_.frames.listed("whole_war", c_.tree.lemma(noun));
    bool down = !of_war && linked(toll.clause, d.clause), up = linked(d.clause, toll.clause);
    if (!down && !up) continue;
    return i;
  }
  return -1;
}

void DraftBuilder::absorb(Draft* into, Draft* from) {
  into->triggers.insert(into->triggers.end(), from->triggers.begin(), from->triggers.end());
  into->frames.insert(into->frames.end(), from->frames.begin(), from->frames.end());
  into->clauses.insert(into->clauses.end(), from->clauses.begin(), from->clauses.end());
  from->triggers.clear();
}

// "the strike that killed ...": the relative clause tells of the noun's own event.
void DraftBuilder::merge_relatives() {
  for (Draft& d : drafts_) {
    int32_t noun = c_.clauses[d.clause].noun;
    if (d.triggers.empty() || noun < 0 || draft_at_[noun] < 0) continue;
    Draft& other = drafts_[draft_at_[noun]];
    if (&other == &d || other.triggers.empty() || !violent(other) || !violent(d)) continue;
    absorb(&other, &d);
  }
}

void DraftBuilder::merge_clauses() {
  merge_relatives();
  const SentenceIndex events = by_sentence(c_, drafts_);
  for (int round = 0; round < 2; ++round) {
    for (Draft& d : drafts_) {
      if (d.triggers.empty() || !(d.toll || d.generic)) continue;
      int32_t h = host(d, events);
      if (h < 0) continue;
      Draft& other = drafts_[h];
      if (!d.toll && !other.toll && !other.generic) continue;
      // "Carried out strikes, destroying three vehicles": the clause beneath joins the one above.
      if (!d.toll && other.generic && !other.toll && !linked(d.clause, other.clause)) continue;
      absorb(&other, &d);
    }
  }
  for (Draft& d : drafts_) {
    const int32_t h = d.triggers.empty() || !continues(d) ? -1 : host(d, events);
    if (h >= 0 && drafts_[h].claim.type == d.claim.type) absorb(&drafts_[h], &d);
  }
  std::erase_if(drafts_, [](const Draft& d) { return d.triggers.empty(); });
}

// "Blew himself up, [killing seven]": what the act just told of did, in a participle without a subject of its own.
bool DraftBuilder::continues(const Draft& d) const {
  const int32_t head = c_.clauses[d.clause].head;
  const Token& t = c_.tree[head];
  const bool participle = t.rel == Rel::advcl && (t.has_feat("VerbForm=Part") || t.has_feat("VerbForm=Ger"));
  return is_violent(d.claim.type) && head == d.token && participle && c_.tree.child(head, {Rel::nsubj, Rel::mark, Rel::aux}) < 0;
}

// "agreed to extend the truce": the phase is told by what was agreed.
AgreementPhase DraftBuilder::phase_of(const Draft& d) const {
  if (!dates_agreement(d.frame->phase) || d.claim.type != ClaimType::kAgreement) return d.frame->phase;
  const Sentence& s = c_.parse.sentences[d.sentence];
  for (int32_t token = s.first; token < s.last; ++token) {
    if (trigger_at_[token] < 0) continue;
    const Trigger& t = triggers_[trigger_at_[token]];
    if (c_.frames.listed("plan_noun", c_.tree.lemma(c_.tree[t.token].head < 0 ? t.token : c_.tree[t.token].head))) continue;
    // "Began on April 2 and was set to expire": its beginning, told beside its end.
    bool beside = false;
    for (int32_t up = t.token; up >= 0 && up != d.token; up = c_.tree[up].head) beside |= c_.tree[up].rel == Rel::conj && c_.tree[up].head == d.token;
    const bool beneath = !beside && c_.tree.dominates(d.token, t.token) && c_.tree.depth(t.token) <= c_.tree.depth(d.token) + 2;
    if (beneath && tells_length(t.frame->phase)) return t.frame->phase;
  }
  // "A ceasefire brokered by the envoy took effect".
  for (size_t i = 0; i < d.triggers.size(); ++i) {
    const Frame& f = *d.frames[i];
    if (f.type == ClaimType::kAgreement && f.phase == AgreementPhase::kInForce && c_.tree.heads_clause(d.triggers[i])) return f.phase;
  }
  return d.frame->phase;
}

// A claim spans the highest of its clauses.
void DraftBuilder::settle_spans() {
  for (Draft& d : drafts_) {
    int32_t top = d.clauses[0];
    for (int32_t clause : d.clauses) {
      if (c_.clauses.within(top, clause)) top = clause;
    }
    d.claim.span = c_.clauses[top].span;
    d.claim.trigger = c_.tree[d.token].span;
    d.claim.rule = d.frame->name;
    d.claim.cameo = d.frame->cameo;
    d.claim.plover = d.frame->plover;
    d.claim.plover_mode = d.frame->mode;
    d.claim.phase = phase_of(d);
  }
}

std::vector<Draft> DraftBuilder::run() {
  for (const Trigger& t : triggers_) {
    if (t.verb) place_verb(t);
  }
  std::vector<const Trigger*> nouns;
  for (const Trigger& t : triggers_) {
    if (!t.verb) nouns.push_back(&t);
  }
  std::stable_sort(nouns.begin(), nouns.end(), [&](const Trigger* a, const Trigger* b) {
    return c_.tree.depth(a->token) < c_.tree.depth(b->token);
  });
  for (const Trigger* t : nouns) place_noun(*t);
  merge_clauses();
  settle_spans();
  std::stable_sort(drafts_.begin(), drafts_.end(), [](const Draft& a, const Draft& b) { return a.token < b.token; });
  return std::move(drafts_);
}

}  // namespace

std::vector<Draft> build_drafts(const EventContext& c, const std::vector<Trigger>& triggers) {
  return DraftBuilder(c, triggers).run();
}

}  // namespace bestand
