// What names an event without telling it: asked after, dated by, a term of what was agreed, what was ended, a kind of event.
#include <algorithm>
#include <string>

#include "claim/event_parts.h"

namespace bestand {
namespace {

// "Unclear how many strikes were carried out".
bool asked_after(const EventContext& c, const Draft& d) {
  const Clause& clause = c.clauses[d.clause];
  return std::any_of(clause.tokens.begin(), clause.tokens.end(), [&](int32_t t) {
    if (t >= d.token) return false;
    std::string word(c.tree.form(t));
    return c.frames.listed("asks_number", word) || c.frames.listed("asks_number", word + " " + std::string(c.tree.form(t + 1)));
  });
}

// "After the truce took effect", told by a noun: only a date for something else.
bool only_dates(const EventContext& c, const Draft& d) {
  if (d.claim.type == ClaimType::kHolds && !is_verbal(c.tree[d.token]) && c.tree[d.token].rel == Rel::nmod) {  // "after days of calm"
    const int32_t of = c.tree[d.token].head;
    return of >= 0 && c.tree[of].rel == Rel::obl && c.frames.listed("time_after", c.tree.case_of(of));
  }
  const bool dates = d.claim.type == ClaimType::kAgreement || d.claim.type == ClaimType::kPartyRefuses;  // "hours before the ending of the truce"
  if (!dates || d.own_time || !d.claim.actors.empty()) return false;
  const Token& t = c.tree[d.token];
  if (t.rel != Rel::obl && t.rel != Rel::nmod && t.rel != Rel::advcl) return false;
  if (t.has_feat("VerbForm=Fin") || c.tree.child(d.token, {Rel::nsubj, Rel::aux, Rel::cop}) >= 0) return false;
  auto preposition = c.tree.case_of(d.token);
  return c.frames.listed("time_after", preposition) || c.frames.listed("time_since", preposition) || c.frames.listed("time_apart", preposition);
}

// "The diffuse nature of terrorist attacks", "a bloodbath": a kind, not an event, unless something is told of it.
bool only_kind(const EventContext& c, const Draft& d) {
  if (!d.generic || d.toll || is_verbal(c.tree[d.token]) || d.own_time || d.own_place || d.triggers.size() > 1) return false;
  if (!d.claim.actors.empty() || d.claim.killed || d.claim.injured || !d.claim.figures.empty()) return false;
  const Token& t = c.tree[d.token];
  bool argument = t.rel == Rel::nsubj || t.rel == Rel::conj || t.rel == Rel::obj || t.rel == Rel::root;
  if (argument && d.claim.source) return false;
  int32_t det = c.tree.child(d.token, {Rel::det, Rel::nummod, Rel::nmod, Rel::acl});
  bool bare = det < 0 || (c.tree[det].rel == Rel::det && c.tree[det].has_feat("Definite=Ind"));
  return bare && (t.rel == Rel::nmod || t.rel == Rel::obl || (t.rel == Rel::obj && c.tree[t.head].has_feat("VerbForm=Inf")));
}

// "The group, which fights under the banner of the Free Army": what it is, no fighting.
bool only_allegiance(const EventContext& c, const Draft& d) {
  if (d.claim.type != ClaimType::kClash || !is_verbal(c.tree[d.token]) || d.own_time || d.own_place || d.claim.killed || d.claim.injured) return false;
  auto children = c.tree.children(d.token);
  return std::any_of(children.begin(), children.end(), [&](int32_t t) {
    const bool of_two = t > 0 && c.frames.listed("one_of_two", c.tree.form(t - 1));  // "on the one side"
    return c.tree[t].rel == Rel::obl && !of_two && c.frames.listed("allegiance", c.tree.lemma(t));
  });
}

// "Moeten landen die kinderen terughalen?": a question that may be answered with no tells nothing.
bool only_asked(const EventContext& c, const Draft& d) {
  const FactStatus status = d.claim.factuality.status;
  if (d.statement || d.claim.source || (status != FactStatus::kPossible && status != FactStatus::kPlanned)) return false;
  const Sentence& s = c.parse.sentences[d.sentence];
  return s.last > s.first && c.tree[s.last - 1].form == "?";
}

// "Will respond to any breach", "stood ready to act on a violation": one that may come, and none that came.
bool only_foreseen(const EventContext& c, const Draft& d) {
  const bool of_breach = d.claim.type == ClaimType::kViolationAlleged || d.claim.type == ClaimType::kHolds;
  if (!of_breach || is_verbal(c.tree[d.token]) || !c.has(d.token, "violation")) return false;
  auto children = c.tree.children(d.token);
  const bool any = std::any_of(children.begin(), children.end(), [&](int32_t t) { return t < d.token && c.frames.listed("whichever", c.tree.form(t)); });
  int32_t up = c.tree[d.token].head;
  for (int steps = 0; up >= 0 && steps < 3 && !c.verb_listed("answering", up); ++steps) up = c.tree[up].head;
  if (up < 0 || !c.verb_listed("answering", up)) return false;
  const int32_t read = c.predication_at[up];
  return any || c.tree[up].has_feat("VerbForm=Inf") || (read >= 0 && c.predications[read].factuality.time == EventTime::kFuture);
}

// "Events such as a bombing": an example of a kind.
bool only_example(const EventContext& c, const Draft& d) {
  if (is_verbal(c.tree[d.token]) || d.own_time || d.own_place || !c.frames.listed("such_as", c.tree.case_of(d.token))) return false;
  const int32_t det = c.tree.child(d.token, {Rel::det});
  return det < 0 || c.tree[det].has_feat("Definite=Ind");
}

// "Agreed to halt the bombing": what was agreed is told with the agreeing.
bool term_of(const EventContext& c, const Draft& upper, const Draft& d) {
  const bool calm = d.claim.type == ClaimType::kHolds && d.claim.factuality.status == FactStatus::kPlanned;  // "agreed to let the guns fall silent"
  if (&upper == &d || upper.claim.type != ClaimType::kAgreement || (d.claim.type != ClaimType::kAgreement && !calm)) return false;
  if (upper.sentence != d.sentence || upper.triggers.empty() || !is_verbal(c.tree[d.token])) return false;
  const Token& t = c.tree[d.token];
  if (calm) return c.tree.dominates(upper.token, d.token);
  bool beneath = d.clause == upper.clause || c.clauses[d.clause].parent == upper.clause;
  return t.has_feat("VerbForm=Inf") && c.tree.child(d.token, {Rel::aux}) < 0 && beneath && c.tree.dominates(upper.token, d.token);
}

bool of_pact(const EventContext& c, int32_t token) { return token >= 0 && (c.names_pact(token) || c.has(token, "talks")); }

// Whether a truce does what the verb says: its subject, or the noun that the verb hangs on: "a truce meant to end ...".
bool done_by_truce(const EventContext& c, int32_t verb) {
  for (int steps = 0; steps < 3 && verb >= 0; ++steps) {
    const Token& t = c.tree[verb];
    if (is_verbal(t) && of_pact(c, arguments_of_verb(c.tree, c.frames, verb).subject)) return true;
    if (t.rel == Rel::acl && of_pact(c, t.head)) return true;
    if (t.rel != Rel::xcomp && t.rel != Rel::advcl && t.rel != Rel::acl) return false;
    verb = t.head;
  }
  return false;
}

// "Ended", "aimed to halt" where the object hangs on the first verb, "maakte een einde aan".
bool puts_end(const EventContext& c, int32_t verb) {
  if (c.frames.listed("end_verb", c.tree.lemma(verb))) return true;
  const int32_t beneath = c.tree.child(verb, {Rel::xcomp}), object = c.tree.child(verb, {Rel::obj});
  return (beneath >= 0 && c.frames.listed("end_verb", c.tree.lemma(beneath))) || (object >= 0 && c.frames.listed("end_noun", c.tree.lemma(object)));
}

// Whether the words stand for what a truce put an end to: "the halt to fighting", "a truce that ended 14 months of fighting".
bool no_longer(const EventContext& c, int32_t at) {
  for (int steps = 0; steps < 4; ++steps) {
    const Token& t = c.tree[at];
    const bool beneath = t.rel == Rel::nmod || t.rel == Rel::obl || t.rel == Rel::obj || t.rel == Rel::acl;
    if (!beneath || t.head < 0) return false;
    at = t.head;
    if (is_verbal(c.tree[at])) return puts_end(c, at) && done_by_truce(c, at);
    if (c.frames.listed("end_noun", c.tree.lemma(at))) return true;
  }
  return false;
}

// "Agreed to stop fighting", "overeengekomen alle aanvallen te staken": what they agreed to end.
bool agreed_to_end(const EventContext& c, int32_t at) {
  const Token& t = c.tree[at];
  const bool beneath = t.rel == Rel::obj || t.rel == Rel::xcomp || t.rel == Rel::ccomp;
  if (!beneath || t.head < 0 || !(c.verb_listed("end_verb", t.head) || c.frames.listed("end_verb", c.tree.form(t.head)))) return false;
  const Token& end = c.tree[t.head];
  return (end.rel == Rel::xcomp || end.rel == Rel::ccomp) && end.head >= 0 && c.verb_listed("makes_agreement", end.head);
}

// Such an act is no event of its own.
bool ended(const EventContext& c, const Draft& d) {
  if (!d.generic && !is_violent(d.claim.type)) return false;
  if (d.claim.killed || d.claim.injured || c.tree[d.token].has_feat("VerbForm=Fin")) return false;
  return no_longer(c, d.token) || agreed_to_end(c, d.token);
}

// With its dead it is history: "meant to halt attacks that have killed 33 people".
bool ended_with_toll(const EventContext& c, const Draft& d) {
  if (!d.claim.killed && !d.claim.injured) return false;
  return std::any_of(d.triggers.begin(), d.triggers.end(), [&](int32_t t) { return no_longer(c, t); });
}

}  // namespace

void drop_asides(const EventContext& c, std::vector<Draft>* drafts) {
  for (Draft& d : *drafts) {
    if (asked_after(c, d) || only_dates(c, d) || only_kind(c, d) || only_asked(c, d) || only_foreseen(c, d) || only_example(c, d) || only_allegiance(c, d) || ended(c, d)) d.triggers.clear();
    if (!ended_with_toll(c, d)) continue;
    d.claim.background = true;
    if (!d.own_time) d.claim.time.reset();
    if (d.claim.factuality.status == FactStatus::kDenied) d.claim.factuality = Factuality{};
  }
  const SentenceIndex events = by_sentence(c, *drafts);
  for (Draft& d : *drafts) {
    for (int32_t i : events.of(d.sentence)) {
      Draft& upper = (*drafts)[i];
      if (d.triggers.empty() || !term_of(c, upper, d)) continue;
      if (!upper.claim.place) upper.claim.place = d.claim.place;
      if (d.own_time && !upper.own_time) upper.claim.time = d.claim.time;
      upper.claim.span = join(upper.claim.span, d.claim.span);
      d.triggers.clear();
    }
  }
  std::erase_if(*drafts, [](const Draft& d) { return d.triggers.empty(); });
}

}  // namespace bestand
