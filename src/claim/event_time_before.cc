// The time of what is told without one, from the sentences before it: of the day just named, since then, or of a past that
// the text goes on to tell of.
#include <algorithm>

#include "claim/event_parts.h"

namespace bestand {

// The last day named in the sentences just before, for what is told on without a time: "... collapsed on Friday. Tank
// fire killed ...". Neither a day to come nor one of long ago.
std::optional<ClaimTime> day_told(const EventContext& c, const Draft& d) {
  constexpr int32_t kSentences = 2;
  constexpr Seconds kNews = 7 * kDaySeconds;
  const auto& today = c.mentions.today;
  if (!today || today->empty()) return std::nullopt;
  std::optional<ClaimTime> out;
  std::vector<int32_t> before;
  for (int32_t s = std::max(0, d.sentence - kSentences); s < d.sentence; ++s) before.push_back(s);
  for (int32_t i : c.index.times.in(std::move(before))) {
    const TimeMention& t = c.times[i];
    int32_t sentence = c.tree[t.head].sentence;
    if (c.parse.sentences[sentence].title || c.tree[t.head].subtype("poss")) continue;  // "today's resolution"
    if (!usable_time(c, t) || !(t.relation.empty() || t.relation == "at") || (c.mentions.headed && heads_text(c, t))) continue;
    std::vector<int32_t> days = days_of(*t.time, 1);
    if (days.size() != 1 || t.time->hull().lo >= today->hull().hi || t.time->hull().hi < today->hull().lo - kNews) continue;
    out = ClaimTime{day_set(days[0]), std::string(quote(c.document.text, t.span)), t.span};
  }
  return out;
}

// "It was the first aid since June": of what has just been told.
bool it_was(const EventContext& c, const Draft& d) {
  const int32_t head = c.clauses[d.clause].head, cop = c.tree.child(head, {Rel::cop}), it = c.tree.child(head, {Rel::nsubj});
  return cop >= 0 && it >= 0 && it < head && c.tree[head].upos == Upos::NOUN && c.tree[cop].has_feat("Tense=Past") && c.tree[it].upos == Upos::PRON && !c.tree[it].has_feat("Person=1");
}

// "Have attacked journalists previously": at some time before the text.
bool ever_before(const EventContext& c, const Draft& d) {
  const int32_t verb = carrier(d);
  if (d.statement || !is_verbal(c.tree[verb]) || !perfect(c, verb)) return false;
  auto children = c.tree.children(verb);
  return std::any_of(children.begin(), children.end(), [&](int32_t i) {
    return c.tree[i].rel == Rel::advmod && c.tree.children(i).empty() && c.frames.listed("ever_before", c.tree.form(i));
  });
}

// "Since then there has been little fighting": from the time told last to the text.
std::optional<ClaimTime> since_then(const EventContext& c, const Draft& d) {
  auto today = day_of(c.mentions.today);
  int32_t then = -1;
  for (int32_t clause : d.clauses) {
    for (int32_t token : c.clauses[clause].tokens) {
      if (c.frames.listed("since_then", c.tree.form(token)) && c.tree[token].rel == Rel::advmod) then = token;
    }
  }
  if (then < 0) return std::nullopt;
  const TimeMention* from = nullptr;
  for (int32_t s = c.tree[then].sentence; s >= 0 && !from; --s) {
    for (int32_t i : c.index.times.of(s)) {
      const TimeMention& t = c.times[i];
      if (t.last <= then && usable_time(c, t) && t.time->single() && !t.time->spans) from = &t;
    }
  }
  if (!today || !from || from->time->hull().hi > today->hull().lo) return std::nullopt;
  auto both = parse_edtf(to_edtf(*from->time) + "/" + to_edtf(*today));
  if (!both) return std::nullopt;
  return ClaimTime{*both, std::string(quote(c.document.text, from->span)), from->span};
}

namespace {

// Whether words of an event's clauses go back to what was told before: "he", "then", "daarbij", "the attack". What somebody
// reports of "them" may be news.
bool tells_on(const EventContext& c, const Draft& d) {
  for (int32_t clause : d.clauses) {
    for (int32_t t : c.clauses[clause].tokens) {
      const Token& token = c.tree[t];
      if (token.sentence != d.sentence) continue;
      if (!d.claim.source && token.upos == Upos::PRON && token.has_feat("PronType=Prs") && !token.has_feat("Person=1") && !token.has_feat("Person=2")) return true;
      if (c.has(t, "link") || c.frames.listed("told_on", c.tree.form(t))) return true;
      const int32_t det = c.has(t, "attack_noun") && !is_verbal(token) ? c.tree.child(t, {Rel::det}) : -1;
      if (det >= 0 && (c.tree[det].has_feat("Definite=Def") || c.tree[det].has_feat("PronType=Dem"))) return true;
    }
  }
  return false;
}

// Whether who acts was told of in a sentence.
bool same_actor(const EventContext& c, const Draft& d, int32_t sentence) {
  const auto& there = c.index.actors.of(sentence);
  return std::any_of(d.claim.actors.begin(), d.claim.actors.end(), [&](const ClaimActor& a) {
    return !a.actor_id.empty() && a.role == Role::kInitiator &&
           std::any_of(there.begin(), there.end(), [&](int32_t i) { return resolved(c, c.mentions.actors[i]).actor_id == a.actor_id; });
  });
}

// Whether the verb, or what helps it, is in the present.
bool in_present(const EventContext& c, int32_t verb) {
  const auto children = c.tree.children(verb);
  return c.tree[verb].has_feat("Tense=Pres") || std::any_of(children.begin(), children.end(), [&](int32_t i) {
    return (c.tree[i].rel == Rel::aux || c.tree[i].rel == Rel::cop) && c.tree[i].has_feat("Tense=Pres");
  });
}

// "The war began in 2014": what is told behind it may be of any time since.
bool begins_war(const EventContext& c, int32_t sentence) {
  const Sentence& s = c.parse.sentences[sentence];
  for (int32_t t = s.first; t < s.last; ++t) {
    if (c.tree[t].rel == Rel::nsubj && c.frames.listed("war_noun", c.tree.lemma(t))) return true;
  }
  return false;
}

}  // namespace

// "In 2014 the group captured the city. It killed thousands there": what is told on of a past is of that past. Not in the
// perfect, which tells up to now, and only while no other time has been told.
std::optional<ClaimTime> history_told(const EventContext& c, const Draft& d, const Draft* fresh) {
  constexpr int32_t kFar = 4;
  constexpr Seconds kNews = 45 * kDaySeconds;
  const auto& today = c.mentions.today;
  const int32_t verb = carrier(d);
  if (!today || today->empty() || c.parse.sentences[d.sentence].title) return std::nullopt;
  if (is_verbal(c.tree[verb]) && (perfect(c, verb) || present_state(c, verb))) return std::nullopt;
  if (!tells_on(c, d) && !same_actor(c, d, std::max(0, d.sentence - 1))) return std::nullopt;
  for (int32_t s = d.sentence - 1; s >= 0 && d.sentence - s <= kFar; --s) {
    const TimeMention* told = nullptr;
    bool old = true;  // all that is told of when
    for (int32_t i : c.index.times.of(s)) {
      const TimeMention& t = c.times[i];
      if (!t.time || t.time->empty()) continue;
      old = old && t.time->hull().hi < today->hull().lo - kNews;
      if (t.type == TimexType::kDate || t.type == TimexType::kTime) told = &t;
    }
    if (fresh && fresh->sentence == s) return std::nullopt;
    if (!told) continue;
    // "The worst since the war of 2020", "against fifty in all of 2020": no time of what its sentence tells.
    const int32_t above = c.tree[told->head].head;
    const bool of_verb = above < 0 || is_verbal(c.tree[above]) || c.tree.child(above, {Rel::cop}) >= 0;
    if (!of_verb || (d.sentence - s > 1 && !tells_on(c, d))) return std::nullopt;
    // The present goes on with a past that is told in the present, and is else of the day of the text.
    const int32_t dated = above < 0 || !is_verbal(c.tree[above]) ? c.tree.clause_head(told->head) : above;
    if (in_present(c, verb) && (dated < 0 || !finite_present(c, dated))) return std::nullopt;
    const bool point = told->time->single() && !told->time->spans && told->time->grain <= Grain::kYear;
    if (!old || !point || begins_war(c, s) || !usable_time(c, *told) || !(told->relation.empty() || told->relation == "at" || told->relation == "during")) return std::nullopt;
    if (c.mentions.headed && heads_text(c, *told)) return std::nullopt;
    std::vector<int32_t> days = days_of(*told->time, 2);
    return ClaimTime{days.size() == 1 ? day_set(days[0]) : *told->time, std::string(quote(c.document.text, told->span)), told->span};
  }
  return std::nullopt;
}

}  // namespace bestand
