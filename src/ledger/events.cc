// Claims in text order; each joins the event with the highest score above zero or opens one. The score is a
// sum of log-odds; within one text differing actors speak against one event far louder than between texts,
// where sources dispute who did it.

#include "ledger/events.h"

#include <algorithm>
#include <unordered_map>

#include "ledger/compare.h"
#include "ledger/theatres.h"

namespace bestand {
namespace {

enum class Family { kGround, kStrike, kOther };

Family family(ClaimType type) {
  switch (type) {
    case ClaimType::kClash:
    case ClaimType::kGroundAdvance:
      return Family::kGround;
    case ClaimType::kAirstrike:
    case ClaimType::kShelling:
    case ClaimType::kBombing:
      return Family::kStrike;
    default:
      return Family::kOther;
  }
}

bool figures_differ(const std::optional<Quantity>& a, const std::optional<Quantity>& b) {
  if (!a || !b || !a->low || !b->low) return false;
  int64_t a_high = a->high.value_or(INT64_MAX), b_high = b->high.value_or(INT64_MAX);
  return a_high < *b->low || b_high < *a->low;
}

// Claims of a type that carry no act of their own take the other's.
ClaimType more_telling(ClaimType a, ClaimType b) {
  auto rank = [](ClaimType t) {
    if (t == ClaimType::kViolationAlleged) return 0;
    return t == ClaimType::kOther ? 1 : 2;
  };
  return rank(b) > rank(a) ? b : a;
}

struct Working {
  Event event;
  Span span;  // of its claims
  bool named_source = false;
};

enum class Sharing { kNone, kSame, kOther, kMaybeOther };

// kMaybeOther: on one side is nobody whom the actor base knows, and "the gunman" may be "Wilkes".
Sharing shared(const std::vector<ActorRef>& a, const std::vector<ActorRef>& b, const Actors& actors) {
  for (const auto& x : a) {
    for (const auto& y : b) {
      if (actors.compatible(x, y)) return Sharing::kSame;
    }
  }
  if (a.empty() || b.empty()) return Sharing::kNone;
  auto known = [&](const ActorRef& x) { return !actors.kind(x.key).empty(); };
  const bool both = std::any_of(a.begin(), a.end(), known) && std::any_of(b.begin(), b.end(), known);
  return both ? Sharing::kOther : Sharing::kMaybeOther;
}

double doers_score(Sharing s) {
  constexpr double kScore[] = {0, 1, -5, -0.7};
  return kScore[static_cast<int>(s)];
}

double targets_score(Sharing s) {
  constexpr double kScore[] = {0, 0.7, -1, -0.3};
  return kScore[static_cast<int>(s)];
}

std::vector<ActorRef> doers(const Event& e) {
  auto out = e.initiators;
  for (const auto& p : e.parties) add_actor(&out, p);
  return out;
}

std::vector<ActorRef> suffering(const Event& e) {
  auto out = e.targets;
  for (const auto& p : e.parties) add_actor(&out, p);
  return out;
}

// A breach told of a town or a spot, not of a province or a strip.
bool told_at_a_spot(const Event& e) { return e.place && e.place->precision > 0 && e.place->precision <= 3; }

double act_score(const Event& x, const Event& y, PlaceMatch place) {
  const ClaimType a = x.act, b = y.act;
  if (a == b) return 1.0;
  if (!compatible_acts(a, b)) return -3.0;
  const bool breach = a == ClaimType::kViolationAlleged || b == ClaimType::kViolationAlleged;
  const bool here = place == PlaceMatch::kSame || place == PlaceMatch::kNear || place == PlaceMatch::kWithin;
  if (here && (!breach || told_at_a_spot(a == ClaimType::kViolationAlleged ? x : y))) return 0.3;
  // "He accuses them of violations", said of the country, is no word for the strike that is told beside it.
  if (!breach) return -0.6;
  return place == PlaceMatch::kCountry || here ? -1.8 : -1.2;
}

double place_score(PlaceMatch m) {
  switch (m) {
    case PlaceMatch::kSame:
      return 1.5;
    case PlaceMatch::kNear:
      return 0.3;
    case PlaceMatch::kWithin:
      return 0.7;
    case PlaceMatch::kCountry:
      return -0.2;
    case PlaceMatch::kDisjoint:
      return -9;
    default:
      return 0;
  }
}

double time_score(TimeMatch m) {
  switch (m) {
    case TimeMatch::kSame:
      return 1.0;
    case TimeMatch::kOverlap:
      return 0.5;
    case TimeMatch::kAdjacent:
      return -2.0;
    case TimeMatch::kDisjoint:
      return -9;
    default:
      return 0;
  }
}

// "A strike killed five, in the latest violation of the truce": told in the words of the act.
double breach_score(const Event& a, const Event& b, Span of_a, Span of_b) {
  const bool one = (a.act == ClaimType::kViolationAlleged) != (b.act == ClaimType::kViolationAlleged);
  return one && of_a.overlaps(of_b) ? 1.0 : 0.0;
}

double distance_score(Span a, Span b) {
  int64_t gap = std::max<int64_t>(
      0, std::max(static_cast<int64_t>(a.begin) - b.end, static_cast<int64_t>(b.begin) - a.end));
  if (gap < 250) return 0.8;
  return gap < 1500 ? 0.0 : -0.7;
}

std::string speaker(const Claim& c) {
  if (!c.source || c.source->chain.empty()) return "";
  const SourceLink& link = c.source->chain.back();
  return link.actor_id.empty() ? link.name : link.actor_id;
}

bool single(const Quantity& q) { return q.low == 1 && q.high == 1; }

// One voice does not give one event two tolls in one text; two voices may. A single death is often that of one of several:
// "Two men were shot dead. ... Ali, 16, died at once."
double figure_score(const Corpus& corpus, const Event& a, const Event& b) {
  if (!figures_differ(a.killed, b.killed)) return 0;
  if (single(*a.killed) || single(*b.killed)) return -0.5;
  std::string voice = speaker(corpus.claims[b.claims[0]].claim);
  for (int32_t i : a.claims) {
    const Claim& c = corpus.claims[i].claim;
    if (c.killed && speaker(c) == voice) return -4.5;
  }
  return -1.0;
}

double score(const Corpus& corpus, const Working& w, const Event& e, Span span, const Actors& actors) {
  const Event& o = w.event;
  PlaceMatch place = match_places(o.place, e.place);
  const bool both_named = place == PlaceMatch::kUnknown && o.place && e.place;
  // A place taken over from an act told before says little for being one with it.
  if (!names_its_place(corpus.claims[e.claims[0]].claim) && place == PlaceMatch::kSame) place = PlaceMatch::kNear;
  double s = (both_named ? -2.5 : -1.0) + act_score(o, e, place) + place_score(place) +
             time_score(match_times(o.time, e.time)) + distance_score(w.span, span) + breach_score(o, e, w.span, span);
  s += doers_score(shared(doers(o), doers(e), actors)) + targets_score(shared(suffering(o), suffering(e), actors));
  return s + figure_score(corpus, o, e);
}

Event event_of(const Corpus& corpus, const Actors& actors, int32_t index) {
  const Claim& c = corpus.claims[index].claim;
  Event e;
  e.document = corpus.claims[index].document;
  e.claims = {index};
  e.act = c.type;
  if (c.time && !c.time->time.empty()) e.time = c.time->time;
  // A breach told without its place, in a text on a strike on Rafah, is not for that in Rafah.
  const bool taken_over = c.type == ClaimType::kViolationAlleged && c.place && !names_its_place(c) && !is_wide(*c.place);
  if (!taken_over) e.place = c.place;
  const Document* told_in = &corpus.documents[e.document].document;
  for (const auto& a : c.actors) {
    ActorRef ref = actors.ref(a, told_in);
    if (a.role == Role::kInitiator)
      add_actor(&e.initiators, std::move(ref));
    else if (a.role == Role::kTarget)
      add_actor(&e.targets, std::move(ref));
    else if (a.role == Role::kParty)
      add_actor(&e.parties, std::move(ref));
  }
  if (!c.factuality.negative) {
    e.killed = c.killed;
    e.injured = c.injured;
  }
  e.weapons = c.weapons;
  return e;
}

std::optional<Quantity> larger(const std::optional<Quantity>& a, const std::optional<Quantity>& b) {
  if (!a || !b) return a ? a : b;
  return b->low.value_or(0) > a->low.value_or(0) ? b : a;
}

void absorb(Working* w, const Event& e, Span span) {
  Event& o = w->event;
  o.claims.insert(o.claims.end(), e.claims.begin(), e.claims.end());
  o.act = more_telling(o.act, e.act);
  if (!o.time) {
    o.time = e.time;
  } else if (e.time) {
    TimeSet both = intersect(*o.time, *e.time);
    if (!both.empty()) o.time = std::move(both);
  }
  auto radius = [](const std::optional<ClaimPlace>& p) { return p->area ? p->area->radius_m : 1e9; };
  if (!o.place || (e.place && radius(e.place) < radius(o.place))) o.place = e.place;
  for (const auto& a : e.initiators) add_actor(&o.initiators, a);
  for (const auto& a : e.targets) add_actor(&o.targets, a);
  for (const auto& a : e.parties) add_actor(&o.parties, a);
  o.killed = larger(o.killed, e.killed);
  o.injured = larger(o.injured, e.injured);
  for (const auto& weapon : e.weapons) {
    if (std::find(o.weapons.begin(), o.weapons.end(), weapon) == o.weapons.end()) o.weapons.push_back(weapon);
  }
  w->span = join(w->span, span);
}

// What a person decided about two claims of this text: whether the claim must join the event, or must not.
enum class Judged { kOpen, kSame, kApart };

Judged judged(const Corpus& corpus, const Event& e, int32_t claim) {
  Judged out = Judged::kOpen;
  for (const auto& j : corpus.judgements) {
    if (j.claim_a != claim && j.claim_b != claim) continue;
    int32_t other = j.claim_a == claim ? j.claim_b : j.claim_a;
    if (std::find(e.claims.begin(), e.claims.end(), other) == e.claims.end()) continue;
    out = j.same ? Judged::kSame : Judged::kApart;
  }
  return out;
}

// Whether somebody whom the actor base knows does it or suffers it.
bool names_party(const Event& e, const Actors& actors) {
  auto known = [&](const std::vector<ActorRef>& list) {
    return std::any_of(list.begin(), list.end(), [&](const ActorRef& a) { return !actors.kind(a.key).empty(); });
  };
  return known(e.initiators) || known(e.targets) || known(e.parties);
}

// A text on a crime tells in passing of others: last month's killing, the shooting across town. No incident rests on such
// words alone; they join the one that other texts are about. A text on war tells of each act in earnest.
void mark_passing(std::vector<Working>* list, const Actors& actors) {
  const bool of_war = std::any_of(list->begin(), list->end(), [&](const Working& w) {
    return w.event.main && (is_act(w.event.act) || names_party(w.event, actors));
  });
  for (auto& w : *list) w.event.follows = !of_war && !w.event.main && !names_party(w.event, actors);
}

// The main event: in the title, else the one with most claims, else the first.
void mark_main(std::vector<Working>* list, uint32_t title_size) {
  Working* best = nullptr;
  auto rank = [&](const Working& w) {
    return std::pair(w.span.begin < title_size ? 1 : 0, w.event.claims.size());
  };
  for (auto& w : *list) {
    if (!best || rank(w) > rank(*best)) best = &w;
  }
  if (best) best->event.main = true;
}

}  // namespace

bool is_act(ClaimType type) {
  switch (type) {
    case ClaimType::kViolationAlleged:
    case ClaimType::kClash:
    case ClaimType::kAirstrike:
    case ClaimType::kShelling:
    case ClaimType::kBombing:
    case ClaimType::kGroundAdvance:
      return true;
    default:
      return false;
  }
}

bool attack_between_sides(const Claim& c) {
  if (c.type != ClaimType::kOther || c.cameo.size() < 3) return false;
  const std::string_view root = std::string_view(c.cameo).substr(0, 2);
  if (root != "18" && root != "19" && root != "20") return false;
  if (c.cameo == "191" || c.cameo == "192") return false;
  return std::any_of(c.actors.begin(), c.actors.end(), [](const ClaimActor& a) { return !a.actor_id.empty(); });
}

bool compatible_acts(ClaimType a, ClaimType b) {
  if (a == b || a == ClaimType::kViolationAlleged || b == ClaimType::kViolationAlleged) return true;
  if (a == ClaimType::kOther || b == ClaimType::kOther) return true;
  if (family(a) == family(b)) return true;
  return a == ClaimType::kClash || b == ClaimType::kClash;
}

bool tells_of_act(const Claim& c) {
  if (c.background || c.factuality.status == FactStatus::kPlanned) return false;
  if (c.factuality.time == EventTime::kFuture) return false;
  if (is_act(c.type)) return true;
  return c.type == ClaimType::kOther && (c.killed || c.injured || attack_between_sides(c));
}

std::vector<Event> events_of(const Corpus& corpus, const Actors& actors, int32_t document) {
  const DocumentRecord& record = corpus.documents[document];
  std::vector<Working> list;
  for (int32_t i = record.first; i < record.last; ++i) {
    const Claim& c = corpus.claims[i].claim;
    if (!tells_of_act(c)) continue;
    Event e = event_of(corpus, actors, i);
    Working* best = nullptr;
    double best_score = 0;
    for (auto& w : list) {
      Judged word = judged(corpus, w.event, i);
      if (word == Judged::kApart) continue;
      double s = word == Judged::kSame ? kPersonsWord : score(corpus, w, e, c.span, actors);
      if (s > best_score) best = &w, best_score = s;
    }
    if (best)
      absorb(best, e, c.span);
    else
      list.push_back({std::move(e), c.span});
  }
  mark_main(&list, record.document.title_size);
  mark_passing(&list, actors);
  bool counted = std::any_of(list.begin(), list.end(),
                             [](const Working& w) { return w.event.killed || w.event.injured; });
  std::vector<Event> out;
  for (auto& w : list) {
    if (w.event.main && !counted) {
      w.event.killed = record.main.killed;
      w.event.injured = record.main.injured;
    }
    if (w.event.main && !w.event.place) w.event.place = record.main.place;
    if (w.event.main && !w.event.time) w.event.time = record.main.time;
    out.push_back(std::move(w.event));
  }
  if (out.empty() && (record.main.killed || record.main.injured || record.main.violent)) {
    Event e;
    e.follows = !record.main.killed && !record.main.injured;
    e.document = document;
    e.main = true;
    e.place = record.main.place;
    e.time = record.main.time;
    e.killed = record.main.killed;
    e.injured = record.main.injured;
    out.push_back(std::move(e));
  }
  return out;
}

EventPlaces::EventPlaces(const std::vector<Event>& events) : events_(events), names_(events.size(), -1) {
  std::unordered_map<std::string, int32_t> ids;
  for (size_t i = 0; i < events.size(); ++i) {
    std::string key = events[i].place ? place_key(*events[i].place) : "";
    if (!key.empty()) names_[i] = ids.try_emplace(std::move(key), static_cast<int32_t>(ids.size())).first->second;
  }
}

PlaceMatch EventPlaces::match(int32_t a, int32_t b) const {
  const auto &x = events_[a].place, &y = events_[b].place;
  if (!x || !y) return PlaceMatch::kUnknown;
  return match_places(*x, *y, names_[a] >= 0 && names_[a] == names_[b]);
}

}  // namespace bestand
