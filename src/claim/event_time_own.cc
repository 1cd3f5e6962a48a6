// Which of the times that stand near an event is its own, and not that of a truce, a war, a cause or a state told of beside it.
#include <algorithm>

#include "claim/event_parts.h"

namespace bestand {

bool tells_of_truce(ClaimType t) {
  return t == ClaimType::kAgreement || t == ClaimType::kPartyJoins || t == ClaimType::kPartyRefuses || t == ClaimType::kPartyExcluded;
}

// "Killed since the war began in March 2011", "sinds het begin van de oorlog in 2011": the time is when it began.
bool since_clause(const EventContext& c, const Draft& d, int32_t token) {
  int32_t clause = c.clauses.of(token);
  for (int32_t up = c.tree[token].head; up >= 0 && c.clauses.of(up) == clause && !is_verbal(c.tree[up]); up = c.tree[up].head) {
    if (c.frames.listed("time_since", c.tree.case_of(up))) return true;
  }
  // "Er zijn sinds de start van het offensief op 4 april 93 doden gevallen", the day hung on the verb.
  for (int32_t t = token - 1; t > c.tree.sentence(token).first && token - t <= 8; --t) {
    if (is_verbal(c.tree[t]) || c.tree[t].upos == Upos::PUNCT) break;
    if (c.tree[t].rel != Rel::case_ || !c.frames.listed("time_since", c.tree.form(t)) || c.tree[t].head >= token) continue;
    const auto& here = c.index.times.of(c.tree[token].sentence);
    const int32_t noun = c.tree[t].head;
    if (c.tree.dominates(noun, d.token)) break;  // "since the fall of the town in 2011": it fell then
    return std::none_of(here.begin(), here.end(), [&](int32_t i) { return c.times[i].first <= noun && noun < c.times[i].last; });
  }
  // "Sinds het bestand een jaar geleden inging, ...", its verb read as a noun: the words before the first comma.
  const int32_t first = c.tree.sentence(token).first;
  if (c.frames.listed("time_since", c.tree.form(first)) && d.token > token) {
    for (int32_t t = token + 1; t < d.token; ++t) {
      if (c.tree[t].form == ",") return true;
    }
  }
  if (holds(d.clauses, clause)) return false;
  int32_t mark = c.tree.child(c.clauses[clause].head, {Rel::mark});
  return mark >= 0 && c.frames.listed("time_since", c.tree.lemma(mark));
}

// "The war, which broke out in April 2023, has displaced millions": since then.
bool war_began(const EventContext& c, const Draft& d, const TimeMention& t) {
  int32_t noun = c.clauses[c.clauses.of(t.head)].noun;
  if (noun < 0 || !c.frames.listed("war_noun", c.tree.lemma(noun))) return false;
  return c.tree[noun].head == carrier(d) && perfect(c, carrier(d));
}

namespace {

// "Two days after a truce took effect": what is told after such a word, to the next comma.
struct Later {
  int32_t first = 0, last = 0;   // tokens told of as before
  std::optional<int> days;       // by which the rest came after; absent: unknown
};

std::vector<Later> told_later(const EventContext& c, int32_t sentence) {
  std::vector<Later> out;
  const Sentence& s = c.parse.sentences[sentence];
  for (int32_t i : c.index.times.of(sentence)) {
    const TimeMention& m = c.times[i];
    if (m.type != TimexType::kDuration || m.last <= s.first || m.last >= s.last) continue;
    if (!c.frames.listed("time_after", c.tree.lemma(m.last))) continue;
    int32_t end = m.last;
    while (end < s.last && c.tree[end].form != ",") ++end;
    if (m.first <= s.first && end == s.last) continue;  // it opens the sentence, and nothing tells where it ends
    out.push_back({m.last, end, days_in(m.value)});
  }
  return out;
}

}  // namespace

// How many days the event came after a time of its sentence. Absent: unknown.
std::optional<int> days_after(const EventContext& c, const Draft& d, const TimeMention& t) {
  if (c.tree[t.head].sentence != d.sentence) return 0;
  int sum = 0;
  for (const Later& l : told_later(c, d.sentence)) {
    auto in = [&](int32_t token) { return token >= l.first && token < l.last; };
    if (in(d.token) == in(t.head)) continue;
    if (!l.days) return std::nullopt;
    sum += in(t.head) ? *l.days : -*l.days;
  }
  return sum;
}

// "The attack came a day after the army had killed a fighter": how many days before what its sentence tells the event was; -1:
// some days. Absent: it was not.
std::optional<int> days_before(const EventContext& c, const Draft& d) {
  for (const Later& l : told_later(c, d.sentence)) {
    if (d.token >= l.first && d.token < l.last) return l.days.value_or(-1);
  }
  return std::nullopt;
}

namespace {

// Whether a clause between the event and a time beneath it sets that time apart: "killed before it began this week",
// "hit a town that was taken in July". A clause on the event itself does not: "the attack, which came on Monday".
bool set_apart(const EventContext& c, const Draft& d, int32_t token) {
  for (int32_t at = c.clauses.of(token); at >= 0 && !holds(d.clauses, at); at = c.clauses[at].parent) {
    const Clause& clause = c.clauses[at];
    bool itself = holds(d.triggers, clause.noun);
    // "At talks held on October 9, they agreed on a truce": on that day.
    bool its_truce = clause.noun >= 0 && tells_of_truce(d.claim.type) && d.claim.type != ClaimType::kPartyRefuses && (c.has(clause.noun, "truce") || c.has(clause.noun, "talks"));
    if (clause.noun >= 0 && !itself && !its_truce) return true;
    int32_t mark = c.tree.child(clause.head, {Rel::mark});
    if (mark >= 0 && c.frames.listed("time_apart", c.tree.lemma(mark))) return true;
  }
  return false;
}

// "Exchange fire despite a ceasefire in place since August": the time of the truce, not of the fire.
bool of_truce(const EventContext& c, const Draft& d, int32_t token) {
  const int32_t own = c.clauses.of(token);
  // "Where a truce deal has been in place since July", its verb hung on the verb of the fire.
  if (!holds(d.triggers, c.tree[token].head)) {
    const auto& near = c.clauses[own].tokens;
    for (int32_t t : near) {
      if (t < token && t > d.token && token - t <= 6 && c.frames.listed("in_force", c.tree.lemma(t)) && (c.text_classes & c.bit("truce"))) return true;
    }
  }
  for (int32_t t = c.tree[token].head; t >= 0; t = c.tree[t].head) {
    if (holds(d.triggers, t)) return false;
    if (c.has(t, "truce") && !is_verbal(c.tree[t])) return true;
    if (is_verbal(c.tree[t]) && holds(d.clauses, c.clauses.of(t))) return false;
  }
  return false;
}

// "The third truce since fighting broke out on 15 April", "since the Taliban took power in 2021": the time of that.
bool since_else(const EventContext& c, const Draft& d, int32_t token) {
  // "The attack, the third since 2015, came on Monday": the row that it stands in.
  for (int32_t up = token, steps = 0; up >= 0 && steps < 4 && !is_verbal(c.tree[up]); up = c.tree[up].head, ++steps) {
    const bool since = c.frames.listed("time_since", c.tree.case_of(token)) || c.frames.listed("time_since", c.tree.case_of(up));
    if (since && c.tree[up].rel == Rel::appos) return true;
  }
  const int32_t clause = c.clauses.of(token);
  if (holds(d.clauses, clause)) return false;
  const int32_t head = c.clauses[clause].head, mark = c.tree.child(head, {Rel::mark});
  if (mark < 0 || !c.frames.listed("time_since", c.tree.lemma(mark))) return false;
  return !(c.clauses[clause].classes & c.bit("truce"));
}

// "Despite the capture late last year rebels maintain a presence", "a truce in force since Monday does not include
// them": a state at the day of the text has no time of before it, nor that of its subject.
bool before_state(const EventContext& c, const Draft& d, const TimeMention& t) {
  constexpr Seconds kLately = 7 * kDaySeconds;
  int32_t verb = carrier(d);
  const auto& today = c.mentions.today;
  if (!today || today->empty() || !is_verbal(c.tree[verb]) || !present_state(c, verb)) return false;
  for (int32_t i : c.tree.children(verb)) {
    if (c.tree[i].rel == Rel::nsubj && i != d.token && c.tree.dominates(i, t.head)) return true;
  }
  return t.relation != "since" && t.time->hull().hi < today->hull().lo - kLately;
}

// "As of yesterday" is the time of a state, whatever is said of it; of a statement only what dates the telling.
bool in_content(const EventContext& c, const Draft& d, const TimeMention& t) {
  if (!d.statement && d.claim.type != ClaimType::kStatement) return false;
  std::vector<int32_t> sentences = {c.tree[d.token].sentence};
  if (d.verb >= 0) sentences.push_back(c.tree[d.verb].sentence);
  std::vector<int32_t> told = c.index.telling.in(std::move(sentences));
  return std::any_of(told.begin(), told.end(), [&](int32_t i) {
    const Attribution& a = c.attributions[i];
    return (a.cue_head == d.token || a.cue_head == d.verb) &&
           std::any_of(a.content.begin(), a.content.end(), [&](Span s) { return s.begin <= t.span.begin && t.span.end <= s.end; });
  });
}

// "... an air strike on Thursday, its first since the truce took effect": a clause that only dates the rest is not of its day.
bool dated_apart(const EventContext& c, const Draft& d) {
  const int32_t mark = c.tree.child(c.clauses[d.clause].head, {Rel::mark});
  return tells_of_truce(d.claim.type) && mark >= 0 && c.frames.listed("time_since", c.tree.lemma(mark));
}

// "Shelled on Sunday in a war that has killed 40,000": the dead are not of that day.
bool toll_of_war(const EventContext& c, const Draft& d) {
  const int32_t noun = c.clauses[d.clause].noun;
  return d.toll && noun >= 0 && c.frames.listed("whole_war", c.tree.lemma(noun));
}

// "Violated the November 2024 ceasefire", "of the truce of 27 November", "the ceasefire agreed on Monday", "het maandag gesloten
// bestand": which truce it is, not when it was broken. "A truce in December was broken" tells of December.
bool names_truce(const EventContext& c, const Draft& d, const TimeMention& t) {
  int32_t of = c.tree[t.head].head;
  if (d.claim.type == ClaimType::kAgreement || of < 0) return false;
  if (past_participle(c.tree[of]) && !holds(d.triggers, of)) {
    const Token& made = c.tree[of];
    const bool attribute = (made.rel == Rel::acl && !made.subtype("relcl") && made.head < of) || (made.rel == Rel::amod && made.head > of);
    return attribute && made.head >= 0 && c.names_pact(made.head) && !holds(d.triggers, made.head);
  }
  // Behind "a ceasefire", "agreed" is taken for a verb of its own.
  if (of > 0 && c.names_pact(of - 1) && c.tree[of].has_feat("Tense=Past") && c.frames.listed("makes_agreement", c.tree.lemma(of)))
    return !holds(d.triggers, of) && !holds(d.triggers, of - 1);
  if (!c.names_pact(of) || is_verbal(c.tree[of])) return false;
  const Rel rel = c.tree[t.head].rel;
  if (of < t.head) return rel == Rel::nmod && !c.tree.case_of(t.head).empty() && c.tree[of].rel != Rel::nsubj;
  return rel == Rel::compound || rel == Rel::nmod || rel == Rel::amod || rel == Rel::nummod;
}

// "Declared a truce following the earthquake last week": when that was which led to it.
bool of_cause(const EventContext& c, const Draft& d, const TimeMention& t) {
  for (const Later& l : told_later(c, d.sentence)) {
    if (t.head >= l.first && t.head < l.last) return false;  // "hours after": reckoned from it
  }
  const auto& today = c.mentions.today;
  if (present_of_day(c, d.token) && today && !today->empty() && t.time->hull().hi <= today->hull().lo) {
    for (int32_t k = d.token + 1; k < t.first; ++k) {
      if (c.tree[k].sentence == c.tree[t.head].sentence && c.tree[k].rel == Rel::case_ && c.frames.listed("led_to", c.tree.form(k))) return true;
    }
  }
  if (holds(d.triggers, c.tree[t.head].head)) return false;
  for (int32_t up = c.tree[t.head].head; up >= 0 && !is_verbal(c.tree[up]) && !holds(d.triggers, up); up = c.tree[up].head) {
    const auto before = c.tree.case_of(up);
    if (c.tree[up].rel == Rel::obl && c.tree.dominates(carrier(d), up) && c.frames.listed("led_to", before)) return true;
  }
  return false;
}

// "... a ceasefire since it began this week", the clause hung on another verb: "it" is the truce.
bool truce_began(const EventContext& c, const Draft& d, const TimeMention& t) {
  if (d.claim.type != ClaimType::kAgreement || c.tree[t.head].sentence != d.sentence || t.head < d.token) return false;
  const int32_t verb = c.clauses[c.clauses.of(t.head)].head, it = c.tree.child(verb, {Rel::nsubj});
  return it > d.token && c.tree[it].upos == Upos::PRON && c.has(it, "truce") && c.verb_listed("truce_verb", verb);
}

}  // namespace

const TimeMention* best_time(const EventContext& c, const Draft& d) {
  const TimeMention* best = nullptr;
  std::array<int, 3> best_cost{};
  for (int32_t i : c.index.times.in(sentences_of(c, d))) {
    const TimeMention& t = c.times[i];
    if (!usable_time(c, t) || in_content(c, d, t)) continue;
    int near = nearness(c, d, t.head);
    if (near > 2 && truce_began(c, d, t)) near = 1;
    if (near > 2 || (near == 1 && set_apart(c, d, t.head) && !war_began(c, d, t))) continue;
    if (before_state(c, d, t) || names_truce(c, d, t)) continue;
    if (near == 2 && (dated_apart(c, d) || (toll_of_war(c, d) && t.relation != "since" && !since_clause(c, d, t.head)))) continue;
    if (!tells_of_truce(d.claim.type) && since_clause(c, d, t.head) && ranked(c, t.first)) continue;
    if (tells_of_truce(d.claim.type) && since_else(c, d, t.head)) continue;
    if (t.relation == "since" && (is_violent(d.claim.type) || d.generic || d.toll) && of_truce(c, d, t.head)) continue;
    if (of_cause(c, d, t)) continue;
    if (c.mentions.headed && heads_text(c, t)) continue;
    if (!days_after(c, d, t)) continue;
    // Of two in one clause the finer tells more: "on Thursday ... this week".
    std::array<int, 3> cost{near, static_cast<int>(t.time->grain), std::abs(t.head - d.token)};
    if (!best || cost < best_cost) best = &t, best_cost = cost;
  }
  return best;
}

}  // namespace bestand
