// The days of a truce: the midnight it begins at, how long it is to last, the calm since.
#include <algorithm>

#include "claim/event_parts.h"

namespace bestand {
namespace {

constexpr std::string_view kMidnight = "T24:00";

ClaimTime of(const EventContext& c, const TimeMention& t, TimeSet time) {
  return ClaimTime{std::move(time), std::string(quote(c.document.text, t.span)), t.span};
}

// The day before that of the text which its sentence names: "... starting at midnight, the minister said late on Monday".
std::optional<int32_t> day_told_here(const EventContext& c, const Draft& d, int32_t today) {
  for (int32_t i : c.index.times.of(d.sentence)) {
    std::vector<int32_t> days = c.times[i].time ? days_of(*c.times[i].time, 1) : std::vector<int32_t>();
    if (days.size() == 1 && days[0] < today && days[0] >= today - 7) return days[0];
  }
  return std::nullopt;
}

// The last day of a truce that the event's own clauses tell: "to last until April 22", "by 15 days".
std::optional<int32_t> truce_end(const EventContext& c, const Draft& d, int32_t start) {
  for (int32_t i : c.index.times.of(d.sentence)) {
    const TimeMention& t = c.times[i];
    if (nearness(c, d, t.head) > 1) continue;
    std::vector<int32_t> days = t.relation == "until" && t.time ? days_of(*t.time, 1) : std::vector<int32_t>();
    if (days.size() == 1 && days[0] > start) return days[0];
    bool by = t.type == TimexType::kDuration && t.first > 0 && c.frames.listed("extended_by", c.tree.form(t.first - 1));
    if (auto length = by ? days_in(t.value) : std::nullopt; length && *length > 0) return start + *length;
  }
  return std::nullopt;
}

// What its time is told with: the words of the time, or -1.
int32_t time_head(const EventContext& c, const Draft& d) {
  if (!d.claim.time || d.claim.time->span.empty()) return -1;
  for (int32_t i : c.index.times.in(sentences_of(c, d))) {
    if (c.times[i].span == d.claim.time->span) return c.times[i].head;
  }
  return -1;
}

// A clause with a relative pronoun, wherever the tree hangs it: "..., dat door Trump tot stand werd gebracht".
bool relative(const EventContext& c, int32_t verb) {
  const auto children = c.tree.children(verb);
  return std::any_of(children.begin(), children.end(), [&](int32_t t) {
    return c.tree[t].has_feat("PronType=Rel") && (c.tree[t].rel == Rel::nsubj || c.tree[t].rel == Rel::obj);
  });
}

}  // namespace

// "Since a ceasefire took effect", "the truce that Turkey brokered", "monitors of the ceasefire": what is told of is another
// thing. "Announced a deal" is told by its verb.
void name_in_passing(const EventContext& c, Draft* d) {
  if (d->claim.type != ClaimType::kAgreement || !dates_agreement(d->claim.phase)) return;
  int32_t head = d->token;
  const int32_t when = time_head(c, *d);
  const bool planned = d->claim.factuality.status == FactStatus::kPlanned;
  if (!planned && c.verb_listed("keeps_truce", head)) d->claim.phase = AgreementPhase::kNamed;
  if (when >= 0 && d->claim.phase == AgreementPhase::kInForce && c.frames.listed("holds_for", c.tree.case_of(when)))
    d->claim.phase = AgreementPhase::kAgreed;  // "declared a truce for Easter" does not say when it begins
  const int32_t verb = c.tree.clause_head(head);
  // "Announced strikes despite the declared truce": it was not the truce that was announced.
  const int32_t before = c.tree.child(head, {Rel::case_});
  const bool despite = before >= 0 && c.has(before, "despite");
  const bool state = !c.names_pact(head);  // "will go into effect"
  if (verb >= 0 && !despite && (state || c.verb_listed("makes_agreement", verb))) head = verb;
  bool passing = despite || (!c.tree.heads_clause(head) && !headline_verb(c, head));
  // "Is still in effect": that it goes on.
  const bool goes_on = c.tree.child(head, {Rel::cop}) >= 0 || names_state(c, head);
  passing |= goes_on && d->claim.time && d->claim.time->text.empty();
  for (int32_t t = head; !passing && t >= 0; t = c.tree[t].rel == Rel::conj ? c.tree[t].head : -1) {
    passing = c.tree[t].rel == Rel::acl || c.tree[t].rel == Rel::advcl || relative(c, t) ||
              (c.tree[t].rel == Rel::xcomp && !c.verb_listed("makes_agreement", c.tree[t].head));
  }
  if (!passing) return;
  if (when < 0 || !c.tree.dominates(head, when)) d->claim.phase = AgreementPhase::kNamed;
}

// A truce that is said to last or to be extended is of all its days, from its beginning or from now.
void span_truce(const EventContext& c, const std::optional<TimeSet>& day, const Draft* truce, Draft* d) {
  if (d->claim.type != ClaimType::kAgreement || !tells_length(d->claim.phase) || !day) return;
  bool lasts = d->claim.phase == AgreementPhase::kLasting && truce && truce->claim.time;
  std::vector<int32_t> start = days_of(lasts ? truce->claim.time->time : *day, 1);
  auto end = start.size() == 1 ? truce_end(c, *d, start[0]) : std::nullopt;
  if (!end) return;
  if (auto both = parse_edtf(to_edtf(day_set(start[0])) + "/" + to_edtf(day_set(*end)))) {
    d->claim.time = ClaimTime{*both, d->claim.time ? d->claim.time->text : "", d->claim.time ? d->claim.time->span : Span{}};
  }
}

std::optional<int> days_in(std::string_view value) {
  if (value.starts_with("PT")) return 0;
  if (value.size() < 3 || value[0] != 'P') return std::nullopt;
  int n = 0;
  for (char x : value.substr(1, value.size() - 2)) {
    if (x < '0' || x > '9' || n > 1000) return std::nullopt;
    n = 10 * n + (x - '0');
  }
  if (value.back() == 'D') return n;
  if (value.back() == 'W') return 7 * n;
  return std::nullopt;
}

std::optional<TimeSet> day_of(const std::optional<TimeSet>& today) {
  if (!today) return std::nullopt;
  std::vector<int32_t> days = days_of(*today, 1);
  if (days.size() != 1) return std::nullopt;
  return day_set(days[0]);
}

// "At midnight on August 4": a date told by number, whose first hour it is.
bool dated_behind(const EventContext& c, const TimeMention& midnight) {
  const auto& here = c.index.times.of(c.tree[midnight.head].sentence);
  return std::any_of(here.begin(), here.end(), [&](int32_t i) {
    const TimeMention& t = c.times[i];
    if (t.type != TimexType::kDate || t.first <= midnight.first || t.first > midnight.last + 1) return false;
    return std::any_of(c.parse.tokens.begin() + t.first, c.parse.tokens.begin() + t.last, [](const Token& k) { return k.upos == Upos::NUM; });
  });
}

// A truce that begins at midnight, or in the night between two days, begins with the second: "de nacht van zaterdag op
// zondag".
std::optional<TimeSet> midnight_of(const EventContext& c, const TimeMention& t, const Draft& d) {
  if (d.claim.type != ClaimType::kAgreement || !dates_agreement(d.claim.phase) || t.time->grain > Grain::kPartOfDay || !t.time->single()) return std::nullopt;
  const std::vector<int32_t> ended = t.value.ends_with(kMidnight) ? days_of(*t.time, 2) : std::vector<int32_t>();
  if (!ended.empty() && dated_behind(c, t)) return day_set(ended[0]);
  if (!ended.empty()) return day_set(ended.size() == 2 ? ended[1] : ended[0] + 1);  // half an hour on both sides, or of the day it ends
  bool between = t.time->grain < Grain::kPartOfDay && t.time->hull().hi - t.time->hull().lo <= kDaySeconds / 12;
  for (int32_t i = t.first; i < t.last; ++i) between |= c.frames.listed("night_between", c.tree.form(i));
  if (!between) return std::nullopt;
  std::vector<int32_t> days = days_of(*t.time, 2);
  return days.size() == 2 ? std::optional(day_set(days[1])) : std::nullopt;
}

// A midnight without a day: that before the text for what took effect, that behind it for what takes effect or is to.
std::optional<ClaimTime> undated_midnight(const EventContext& c, const Draft& d) {
  auto today = day_of(c.mentions.today);
  if (!today || d.claim.type != ClaimType::kAgreement || !dates_agreement(d.claim.phase) || d.claim.background) return std::nullopt;
  const int32_t day = days_of(*today, 1)[0];
  for (int32_t i : c.index.times.in(sentences_of(c, d))) {
    const TimeMention& t = c.times[i];
    if (t.time || !t.value.ends_with(kMidnight) || nearness(c, d, t.head) > 1) continue;
    if (auto told = day_told_here(c, d, day)) return of(c, t, day_set(*told + 1));
    bool ahead = d.claim.factuality.status == FactStatus::kPlanned || finite_present(c, carrier(d));
    return of(c, t, day_set(ahead ? day + 1 : day));
  }
  return std::nullopt;
}

// The calm of a truce lasts from the day the truce took effect to the text.
std::optional<ClaimTime> calm_since(const EventContext& c, const ClaimTime& truce) {
  auto today = day_of(c.mentions.today);
  std::vector<int32_t> days = days_of(truce.time, 2);  // a night touches two, and is over on the second
  if (!today || days.empty() || !truce.time.single()) return std::nullopt;
  if (days.back() * kDaySeconds > today->hull().lo) return std::nullopt;
  if (days.back() * kDaySeconds == today->hull().lo) return ClaimTime{*today, truce.text, truce.span};
  auto both = parse_edtf(to_edtf(day_set(days.back())) + "/" + to_edtf(*today));
  if (!both) return std::nullopt;
  return ClaimTime{*both, truce.text, truce.span};
}

// "No clashes have occurred since the ceasefire", "since the truce took effect".
bool since_truce(const EventContext& c, const Draft& d) {
  if (tells_of_truce(d.claim.type)) return false;
  const Sentence& s = c.parse.sentences[d.sentence];
  for (int32_t t = s.first; t < s.last; ++t) {
    if (!c.frames.listed("time_since", c.tree.form(t))) continue;
    const Token& k = c.tree[t];
    const bool phrase = k.rel == Rel::case_, clause = k.rel == Rel::mark;
    if ((!phrase && !clause) || k.head < 0 || nearness(c, d, k.head) > (clause ? 1 : 0)) continue;
    const auto r = c.tree.reach(k.head);
    for (int32_t x = r[0]; x < r[1]; ++x) {
      if (c.names_pact(x) && (phrase || c.tree[x].head == k.head)) return true;
    }
  }
  return false;
}

}  // namespace bestand
