// How sure an event is where the reading of its predicate alone misleads: what is not confirmed, what is expected, what
// could be heard, who counted it, what a told clause takes as given.
#include <algorithm>

#include "claim/event_parts.h"

namespace bestand {
namespace {

// "Is expected to last until April", "is due to start".
bool expected(const EventContext& c, int32_t t) {
  int32_t up = c.tree[t].head;
  bool below = c.tree[t].rel == Rel::xcomp || c.tree[t].rel == Rel::ccomp || c.tree[t].rel == Rel::csubj;
  return up >= 0 && below && c.tree.child(t, {Rel::mark}) >= 0 && c.frames.listed("expecting", c.tree.lemma(up));
}

// "Gunfire could still be heard": it was.
bool perceived(const EventContext& c, int32_t verb) {
  if (!c.frames.listed("perceiving", c.tree.lemma(verb))) return false;
  auto children = c.tree.children(verb);
  return std::any_of(children.begin(), children.end(), [&](int32_t i) { return c.frames.listed("ability_past", c.tree.form(i)); });
}

// "The truce, due to expire at midnight, was extended, a spokesman said": the main clause hung on its subject. It has an
// auxiliary, but no relative pronoun and no subject of its own.
bool misread_main(const EventContext& c, const Clause& clause) {
  if (!c.tree[clause.head].subtype("relcl") || c.tree.child(clause.head, {Rel::aux}) < 0) return false;
  if (c.tree.child(clause.head, {Rel::nsubj}) >= 0) return false;
  return std::none_of(clause.tokens.begin(), clause.tokens.end(), [&](int32_t t) { return t < clause.head && c.tree[t].upos == Upos::PRON; });
}

// "The truce, which took effect on Saturday, is holding, the army says", "talks after a truce was declared": a clause on
// the truce or one that only dates the rest is taken as given by whoever tells it.
bool taken_as_given(const EventContext& c, const Draft& d) {
  if (d.claim.type != ClaimType::kAgreement || d.statement) return false;
  if (!is_verbal(c.tree[d.token])) {  // "since the start of the truce 211 people have been killed, the ministry says"
    const std::string preposition = c.tree.case_of(d.token);
    if (c.frames.listed("time_since", preposition) || c.frames.listed("time_after", preposition)) return true;
  }
  const Clause& clause = c.clauses[d.clause];
  if (clause.parent < 0 || c.tree[clause.head].has_feat("VerbForm=Inf")) return false;
  if (clause.noun >= 0) return c.has(clause.noun, "truce") && !misread_main(c, clause);
  int32_t mark = c.tree.child(clause.head, {Rel::mark});
  return mark >= 0 && (c.frames.listed("time_after", c.tree.lemma(mark)) || c.frames.listed("time_since", c.tree.lemma(mark)));
}

// "Announced that they accept the truce", "lieten weten het bestand te aanvaarden": saying so is accepting it.
bool said_to_join(const EventContext& c, const Draft& d) {
  const Token& t = c.tree[carrier(d)];
  if (d.claim.type != ClaimType::kPartyJoins || d.frame->force != FrameForce::kNone || t.head < 0) return false;
  const bool beneath = t.rel == Rel::ccomp || t.rel == Rel::xcomp;
  return beneath && c.tree.child(carrier(d), {Rel::aux}) < 0 && c.frames.listed("joins_by_saying", c.tree.lemma(t.head));
}

// "The OSCE counted 112 violations": whoever counts tells it.
int32_t counter_of(const EventContext& c, const Draft& d) {
  int32_t verb = c.clauses[d.clause].head;
  if (!c.frames.listed("counting", c.tree.lemma(verb)) || is_verbal(c.tree[d.token]) == (d.token != verb)) return -1;
  int32_t subject = c.tree.child(verb, {Rel::nsubj});
  return subject >= 0 && c.actor_head[subject] >= 0 ? subject : -1;
}

}  // namespace

void settle_reading(const EventContext& c, Draft* d) {
  Factuality& f = d->claim.factuality;
  int32_t verb = carrier(*d);
  if (f.negative && f.status == FactStatus::kDenied && c.frames.listed("confirming", c.tree.lemma(verb))) f.status = FactStatus::kPossible;
  bool told = f.status == FactStatus::kAsserted || f.status == FactStatus::kReported;
  if (told && (expected(c, d->token) || expected(c, verb))) f.status = FactStatus::kPlanned;
  if (f.status == FactStatus::kPossible && !f.negative && perceived(c, verb)) f.status = FactStatus::kAsserted;
  if (f.status == FactStatus::kPlanned && said_to_join(c, *d)) f.status = FactStatus::kReported;
  if (f.status == FactStatus::kPlanned && f.polarity_open && f.reading == FactClass::kConditional) f.status = FactStatus::kPossible;
  if (told && d->claim.source && taken_as_given(c, *d)) {
    d->claim.source.reset();
    f.status = FactStatus::kAsserted;
  }
  int32_t counter = d->claim.source ? -1 : counter_of(c, *d);
  if (counter < 0) return;
  ClaimActor actor = claim_actor(c, counter, Role::kInitiator);
  ClaimSource source;
  source.chain.push_back({actor.text, actor.span, actor.actor_id, actor.name, std::string(c.tree[verb].form), c.tree[verb].span});
  std::erase_if(d->claim.actors, [&](const ClaimActor& a) { return a.span.overlaps(actor.span); });
  d->claim.source = std::move(source);
}

}  // namespace bestand
