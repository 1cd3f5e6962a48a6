// The members of what a view is made of, one function each, for base/packed.h. A member that is added to a structure and not
// here does not compile.
#pragma once

#include "base/packed.h"
#include "ledger/view.h"

namespace bestand {

template <>
constexpr int kEnumerators<Grain> = static_cast<int>(Grain::kCentury) + 1;
template <>
constexpr int kEnumerators<Qualifier> = static_cast<int>(Qualifier::kVague) + 1;
template <>
constexpr int kEnumerators<ClaimType> = static_cast<int>(ClaimType::kOther) + 1;
template <>
constexpr int kEnumerators<ClaimRole> = static_cast<int>(ClaimRole::kUpdates) + 1;
template <>
constexpr int kEnumerators<OriginKind> = static_cast<int>(OriginKind::kUnknown) + 1;
template <>
constexpr int kEnumerators<Slot> = kSlotCount;
template <>
constexpr int kEnumerators<Headline> = static_cast<int>(Headline::kCorroborated) + 1;
template <>
constexpr int kEnumerators<TermKind> = static_cast<int>(TermKind::kExcluded) + 1;
template <>
constexpr int kEnumerators<StanceValue> = static_cast<int>(StanceValue::kNotExcluded) + 1;
template <>
constexpr int kEnumerators<Standing> = static_cast<int>(Standing::kUnknown) + 1;
template <>
constexpr int kEnumerators<State> = static_cast<int>(State::kBroken) + 1;

template <class A>
void fields(A& archive, Interval& x) {
  auto& [lo, hi] = x;
  archive(lo, hi);
}

template <class A>
void fields(A& archive, TimeSet& x) {
  auto& [members, anchors, grain, approximate, uncertain, spans, all_of, open_unknown, offset, text] = x;
  archive(members, anchors, grain, approximate, uncertain, spans, all_of, open_unknown, offset, text);
}

template <class A>
void fields(A& archive, Span& x) {
  auto& [begin, end] = x;
  archive(begin, end);
}

template <class A>
void fields(A& archive, LatLon& x) {
  auto& [lat, lon] = x;
  archive(lat, lon);
}

template <class A>
void fields(A& archive, Area& x) {
  auto& [centre, radius, polygon] = x;
  archive(centre, radius, polygon);
}

template <class A>
void fields(A& archive, Quantity& x) {
  auto& [low, high, qualifier] = x;
  archive(low, high, qualifier);
}

template <class A>
void fields(A& archive, ClaimPlace& x) {
  auto& [name, text, anchor, gazetteer_id, country, within, aliases, area, precision, span] = x;
  archive(name, text, anchor, gazetteer_id, country, within, aliases, area, precision, span);
}

template <class A>
void fields(A& archive, ActorRef& x) {
  auto& [key, name, generic] = x;
  archive(key, name, generic);
}

template <class A>
void fields(A& archive, Event& x) {
  auto& [document, claims, id, main, follows, act, time, place, initiators, targets, parties, killed, injured, weapons] = x;
  archive(document, claims, id, main, follows, act, time, place, initiators, targets, parties, killed, injured, weapons);
}

template <class A>
void fields(A& archive, Origin& x) {
  auto& [kind, actor, name, independence] = x;
  archive(kind, actor, name, independence);
}

template <class A>
void fields(A& archive, IncidentClaim& x) {
  auto& [claim, role, origin] = x;
  archive(claim, role, origin);
}

template <class A>
void fields(A& archive, LinkScore& x) {
  auto& [parts, veto] = x;
  archive(parts, veto);
}

template <class A>
void fields(A& archive, Join& x) {
  auto& [a, b, score, judged] = x;
  archive(a, b, score, judged);
}

template <class A>
void fields(A& archive, FigureEntry& x) {
  auto& [origin, value, document, claim, live] = x;
  archive(origin, value, document, claim, live);
}

template <class A>
void fields(A& archive, FigureSummary& x) {
  auto& [entries, low, high, open_high, best, best_basis] = x;
  archive(entries, low, high, open_high, best, best_basis);
}

template <class A>
void fields(A& archive, Incident& x) {
  auto& [id, events, joins, documents, claims, act, time, time_disputed, place, initiators, targets, parties, weapons, killed,
         injured, origins, articles] = x;
  archive(id, events, joins, documents, claims, act, time, time_disputed, place, initiators, targets, parties, weapons, killed,
          injured, origins, articles);
}

template <class A>
void fields(A& archive, SlotValues& x) {
  auto& [value] = x;
  archive(value);
}

template <class A>
void fields(A& archive, Ground& x) {
  auto& [slot, says, claim] = x;
  archive(slot, says, claim);
}

template <class A>
void fields(A& archive, Assessment& x) {
  auto& [ceasefire, slots, rule, headline, reasons, explanation, grounds, settle] = x;
  archive(ceasefire, slots, rule, headline, reasons, explanation, grounds, settle);
}

template <class A>
void fields(A& archive, Term& x) {
  auto& [kind, value, actor, time, claim, origin] = x;
  archive(kind, value, actor, time, claim, origin);
}

template <class A>
void fields(A& archive, Stance& x) {
  auto& [actor, value, claim, origin, own, from] = x;
  archive(actor, value, claim, origin, own, from);
}

template <class A>
void fields(A& archive, Party& x) {
  auto& [actor, standing, stances, basis] = x;
  archive(actor, standing, stances, basis);
}

template <class A>
void fields(A& archive, StateChange& x) {
  auto& [state, denied, from, claim, origin] = x;
  archive(state, denied, from, claim, origin);
}

template <class A>
void fields(A& archive, Ceasefire& x) {
  auto& [id, name, kind, countries, area, documents, claims, effective, end, effective_disputed, start, terms, parties, states] =
      x;
  archive(id, name, kind, countries, area, documents, claims, effective, end, effective_disputed, start, terms, parties,
          states);
}

template <class A>
void fields(A& archive, Contradiction& x) {
  auto& [slot, first, second, about, says] = x;
  archive(slot, first, second, about, says);
}

template <class A>
void fields(A& archive, DateNarrowing& x) {
  auto& [document, date, by, contradiction, claim] = x;
  archive(document, date, by, contradiction, claim);
}

template <class A>
void fields(A& archive, Basis& x) {
  auto& [documents, publishers, languages, unknown_publisher, unknown_language] = x;
  archive(documents, publishers, languages, unknown_publisher, unknown_language);
}

template <class A>
void fields(A& archive, HeadlineCount& x) {
  auto& [incidents, origins] = x;
  archive(incidents, origins);
}

template <class A>
void fields(A& archive, Overview& x) {
  auto& [basis, headlines, talks_ahead] = x;
  archive(basis, headlines, talks_ahead);
}

template <class A>
void fields(A& archive, Columns& x) {
  auto& [acts, rules, headlines, from, to, places, people, claims] = x;
  archive(acts, rules, headlines, from, to, places, people, claims);
}

template <class A>
void fields(A& archive, IncidentIds& x) {
  auto& [incidents, events, of_event, documents] = x;
  archive(incidents, events, of_event, documents);
}

}  // namespace bestand
