// Each scope slot is settled by itself, from the agreement's terms and stances and from what the incident's
// claims say; the policy's table does the rest. A claim that calls the act a breach settles what is otherwise
// unknown, never what is known to lie outside.

#include "ledger/assessment.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/ascii.h"
#include "base/zones.h"
#include "ledger/compare.h"
#include "ledger/explain.h"

namespace bestand {
namespace {


bool denies(const Claim& c) { return c.factuality.negative || c.factuality.status == FactStatus::kDenied; }

bool breach_said(const Claim& c) {
  return !denies(c) &&
         (c.breach == "stated" || c.breach == "alleged" || c.type == ClaimType::kViolationAlleged);
}

struct Slots {
  SlotValues values;
  std::vector<Ground> grounds;

  void settle(Slot slot, Scope value, std::string says, int32_t claim) {
    values.set(slot, value);
    grounds.push_back({slot, std::move(says), claim});
  }

  // A claim's word stands in for what its slot's ground lacks: one sentence tells both, as two would seem to contradict.
  void stand_in(Slot slot, Scope value, const std::string& says, int32_t claim) {
    auto open = std::find_if(grounds.begin(), grounds.end(), [&](const Ground& g) { return g.slot == slot; });
    if (open == grounds.end()) return settle(slot, value, says, claim);
    values.set(slot, value);
    open->says += "; " + says;
    open->claim = claim;
  }
};

struct Case {
  const Corpus& corpus;
  const Actors& actors;
  const Policy& policy;
  const Incident& incident;
  const Ceasefire& ceasefire;

  const Claim& claim(int32_t i) const { return corpus.claims[i].claim; }
};

int32_t first_claim(const Incident& i) { return i.claims.empty() ? -1 : i.claims[0].claim; }

int32_t effective_claim(const Ceasefire& c) {
  for (const auto& t : c.terms) {
    if (t.kind == c.start) return t.claim;
  }
  return c.claims.empty() ? -1 : c.claims[0];
}

// Orders told within single documents, where both times hang on one vague date.
Order order_by_documents(const Case& k) {
  bool before = false, after = false;
  for (const auto& term : k.ceasefire.terms) {
    if (term.kind != k.ceasefire.start || !term.time) continue;
    for (const auto& told : k.incident.claims) {
      if (k.corpus.claims[told.claim].document != k.corpus.claims[term.claim].document) continue;
      const auto& time = k.claim(told.claim).time;
      if (!time) continue;
      Order order = order_in_document(time->time, *term.time);
      before |= order == Order::kBefore;
      after |= order == Order::kAfter;
    }
  }
  return before == after ? Order::kUnknown : before ? Order::kBefore : Order::kAfter;
}

int32_t claim_with_breach(const Case& k, std::string_view breach) {
  for (const auto& told : k.incident.claims) {
    if (k.claim(told.claim).breach == breach) return told.claim;
  }
  return -1;
}

// A day without a zone is the day of where it happened: a truce of "23:00 +01:00" stands before that night's midnight
// in Damascus. Where a country has several clocks, all must agree.
Order order_by_local_clock(const Incident& incident, const TimeSet& start) {
  const TimeSet& time = *incident.time;
  if (time.utc_offset_min || !start.utc_offset_min || !start.single() || !incident.place) return Order::kUnknown;
  const Interval when = time.hull();
  if (when.lo <= kBeginOfTime || when.hi >= kEndOfTime) return Order::kUnknown;
  const std::vector<int> offsets = offsets_in(incident.place->country, when.lo);
  const Seconds utc = start.members[0].lo - 60 * *start.utc_offset_min;
  bool after = !offsets.empty(), before = !offsets.empty();
  for (int offset : offsets) {
    after = after && when.lo - 60 * offset >= utc;
    before = before && when.hi - 60 * offset <= utc;
  }
  return after ? Order::kAfter : before ? Order::kBefore : Order::kUnknown;
}

void settle_time(const Case& k, Slots* out) {
  if (int32_t i = claim_with_breach(k, "before"); i >= 0) {
    return out->settle(Slot::kTime, Scope::kOutside, "told as before the ceasefire", i);
  }
  const auto& time = k.incident.time;
  const auto& start = k.ceasefire.effective;
  if (!start || start->empty()) {
    return out->settle(Slot::kTime, Scope::kUnknown, "no source on file says when the ceasefire took effect",
                       -1);
  }
  if (!time || time->empty()) {
    return out->settle(Slot::kTime, Scope::kUnknown, "no source says when it happened", -1);
  }
  int32_t told = first_claim(k.incident);
  if (certainly_before(*time, *start))
    return out->settle(Slot::kTime, Scope::kOutside, "before it took effect", told);
  if (k.ceasefire.end && certainly_before(*k.ceasefire.end, *time)) {
    return out->settle(Slot::kTime, Scope::kOutside, "after it had ended", told);
  }
  // What was agreed may begin some days later.
  const bool begun = k.ceasefire.start != TermKind::kAgreed ||
                     time->hull().lo - start->hull().hi >= k.policy.announce_days() * kDaySeconds;
  if (certainly_before(*start, *time) && !begun)
    return out->settle(Slot::kTime, Scope::kUnknown, "it was agreed by then, and no source on file says when it took effect", told);
  if (certainly_before(*start, *time))
    return out->settle(Slot::kTime, Scope::kInside, "after it took effect", told);
  Order order = order_by_local_clock(k.incident, *start);
  if (order == Order::kAfter)
    return out->settle(Slot::kTime, Scope::kInside, "after it took effect, by the clock of the place", told);
  if (order == Order::kBefore)
    return out->settle(Slot::kTime, Scope::kOutside, "before it took effect, by the clock of the place", told);
  order = order_by_documents(k);
  if (order == Order::kAfter)
    return out->settle(Slot::kTime, Scope::kInside, "after it took effect, as the article tells both", told);
  if (order == Order::kBefore)
    return out->settle(Slot::kTime, Scope::kOutside, "before it took effect, as the article tells both",
                       told);
  out->settle(Slot::kTime, Scope::kUnknown, "it may have been before or after the ceasefire took effect",
              told);
}

// A state that has signed may not be fired at either: Haifa, under a truce between Israel and Hezbollah in Lebanon. One
// that stands surety for others' truce brings no soil into it.
bool is_soil_of_party(const Ceasefire& c, const Actors& actors, const std::string& country) {
  return !country.empty() && std::any_of(c.parties.begin(), c.parties.end(), [&](const Party& p) {
    return p.standing == Standing::kIn && p.actor.key == "state." + lower_ascii(country) && !is_guarantor(c, actors, p.actor);
  });
}

void settle_area(const Case& k, Slots* out) {
  const auto& place = k.incident.place;
  int32_t told = first_claim(k.incident);
  if (!place) return out->settle(Slot::kArea, Scope::kUnknown, "no source says where", -1);
  if (k.ceasefire.area && place->area && k.ceasefire.area->area) {
    Overlap overlap = relate(*place->area, *k.ceasefire.area->area);
    if (overlap == Overlap::kWithin)
      return out->settle(Slot::kArea, Scope::kInside, place->name + " lies within " + k.ceasefire.area->name,
                         told);
    if (overlap == Overlap::kDisjoint)
      return out->settle(Slot::kArea, Scope::kOutside,
                         place->name + " lies outside " + k.ceasefire.area->name, told);
    return out->settle(Slot::kArea, Scope::kUnknown,
                       place->name + " lies partly within " + k.ceasefire.area->name, told);
  }
  auto within = [&](const std::string& country) {
    if (country.starts_with("name:")) {
      std::string key = country.substr(5);
      if (name_key(place->name) == key) return true;
      return std::any_of(place->within.begin(), place->within.end(),
                         [&](const auto& w) { return name_key(w) == key; });
    }
    return place->country == country;
  };
  const auto& countries = k.ceasefire.countries;
  if (std::any_of(countries.begin(), countries.end(), within)) {
    return out->settle(Slot::kArea, Scope::kInside, place->name + " lies where the ceasefire holds", told);
  }
  if (is_soil_of_party(k.ceasefire, k.actors, place->country))
    return out->settle(Slot::kArea, Scope::kInside, place->name + " lies in the country of a party to it", told);
  if (!place->country.empty() && !countries.empty() && !countries[0].starts_with("name:")) {
    return out->settle(Slot::kArea, Scope::kOutside, place->name + " lies in another country", told);
  }
  out->settle(Slot::kArea, Scope::kUnknown, "where " + place->name + " lies is unknown", told);
}

struct Standings {
  int in = 0, outside = 0, disputed = 0, unknown = 0;
  int unnamed = 0;  // of the unknown: "18 militants", who may be of a group that is named
  bool civilians = false, guarantor = false;  // among those in
  const ActorRef* outsider = nullptr;
  const ActorRef* disputant = nullptr;
  const ActorRef* stranger = nullptr;
  const Party* outside_by = nullptr;
  const Party* disputed_by = nullptr;
  const Party* in_by = nullptr;
};

Standings standings(const Case& k, const std::vector<ActorRef>& actors, bool doers) {
  Standings out;
  for (const auto& a : actors) {
    StandingAnswer answer = standing_of(k.ceasefire, k.actors, a);
    bool civilians = !doers && (k.actors.kind(a.key) == "civilians" || k.actors.kind(a.key) == "people");
    switch (answer.standing) {
      case Standing::kIn:
        ++out.in, out.in_by = answer.party;
        break;
      case Standing::kOut:
      case Standing::kExcluded:
        ++out.outside, out.outsider = &a, out.outside_by = answer.party;
        break;
      case Standing::kDisputed:
        ++out.disputed, out.disputant = &a, out.disputed_by = answer.party;
        break;
      case Standing::kUnknown:
        if (civilians)
          ++out.in, out.civilians = true;
        else if (doers && is_guarantor(k.ceasefire, k.actors, a))
          ++out.in, out.guarantor = true;
        else
          ++out.unknown, out.unnamed += a.generic, out.stranger = &a;
    }
  }
  return out;
}

int32_t party_claim(const Party* party) {
  return party && !party->stances.empty() ? party->stances[0].claim : -1;
}

std::string standing_words(const Party* party) {
  if (!party) return "no party";
  return party->standing == Standing::kExcluded ? "excluded" : "no party";
}

std::string in_words(const Standings& s) {
  if (s.in_by) return "bound by the ceasefire";
  return s.guarantor ? "broker or guarantor of the ceasefire, and so bound by it" : s.civilians ? "civilians, whom the ceasefire covers" : "bound by the ceasefire";
}

// `mutual`: the actors fight each other, and one outside the agreement takes the whole fight out of it.
void settle_actors(const Case& k, Slot slot, const std::vector<ActorRef>& list, bool mutual, Slots* out) {
  if (list.empty()) {
    std::string what = slot == Slot::kActor ? "no source says who did it" : "no source says against whom";
    return out->settle(slot, Scope::kUnknown, std::move(what), -1);
  }
  Standings s = standings(k, list, slot == Slot::kActor);
  bool outside = mutual ? s.outside > 0 : s.outside > 0 && s.in + s.disputed + s.unknown == s.unnamed;
  if (outside)
    return out->settle(slot, Scope::kOutside, s.outsider->name + " is " + standing_words(s.outside_by),
                       party_claim(s.outside_by));
  if (s.disputed > 0)
    return out->settle(slot, Scope::kDisputed, "whether " + s.disputant->name + " is in is disputed",
                       party_claim(s.disputed_by));
  bool enough = mutual ? s.unknown == 0 : s.in > 0;
  if (enough) return out->settle(slot, Scope::kInside, in_words(s), party_claim(s.in_by));
  if (s.stranger->generic)
    return out->settle(slot, Scope::kUnknown, "which group \"" + s.stranger->name + "\" are is not said", -1);
  out->settle(slot, Scope::kUnknown,
              "no source on file says whether " + s.stranger->name + " is in the ceasefire", -1);
}

// A source's word that it broke the ceasefire places it in scope where nothing else is known; its word that
// the ceasefire does not cover it places it outside.
void hear_sources(const Case& k, Slots* out) {
  if (int32_t i = claim_with_breach(k, "excluded");
      i >= 0 && out->values.scope(Slot::kActor) != Scope::kOutside) {
    if (out->values.scope(Slot::kTarget) != Scope::kOutside) {
      out->settle(Slot::kTarget, Scope::kOutside, "told as outside the ceasefire", i);
    }
  }
  for (const auto& told : k.incident.claims) {
    if (!breach_said(k.claim(told.claim))) continue;
    for (int s = kFirstScopeSlot; s <= kLastScopeSlot; ++s) {
      Slot slot = static_cast<Slot>(s);
      if (out->values.scope(slot) == Scope::kUnknown) {
        out->stand_in(slot, Scope::kInside, "counted as within, for it is called a breach of the ceasefire", told.claim);
      }
    }
    return;
  }
}

void settle_scope(const Case& k, Slots* out) {
  settle_time(k, out);
  settle_area(k, out);
  const Incident& i = k.incident;
  bool mutual = i.initiators.empty() && !i.parties.empty();
  bool one_sided = mutual && i.parties.size() == 1;
  settle_actors(k, Slot::kActor, mutual ? i.parties : i.initiators, mutual, out);
  bool parties_settle = mutual && i.targets.empty() && !one_sided;
  if (parties_settle) {
    Scope actor = out->values.scope(Slot::kActor);
    out->values.set(Slot::kTarget, actor == Scope::kOutside ? Scope::kUnknown : actor);
  } else {
    settle_actors(k, Slot::kTarget, i.targets, false, out);
  }
  out->values.set(Slot::kAct, Scope::kInside);
  hear_sources(k, out);
}

bool speaks_for(const Case& k, const Origin& origin, const ActorRef& actor) {
  if (origin.actor.key.empty() || actor.generic) return false;
  return k.actors.related(origin.actor, actor) || k.actors.root(origin.actor.key) == k.actors.root(actor.key);
}

// Two origins that name doers who cannot both be meant.
bool rival(const Case& k) {
  struct Named {
    ActorRef actor;
    std::string origin;
  };
  std::vector<Named> named;
  for (const auto& told : k.incident.claims) {
    if (told.role == ClaimRole::kDenies) continue;
    for (const auto& a : k.claim(told.claim).actors) {
      if (a.role != Role::kInitiator) continue;
      ActorRef ref = k.actors.ref(a);
      if (ref.key.empty() || ref.generic) continue;
      for (const auto& other : named) {
        bool together = k.actors.related(ref, other.actor) || k.actors.same_side(ref.key, other.actor.key);
        if (!together && other.origin != told.origin.independence) return true;
      }
      named.push_back({ref, told.origin.independence});
    }
  }
  return false;
}

void settle_evidence(const Case& k, Slots* out) {
  std::vector<Origin> origins = k.incident.origins;
  bool live = origins.size() > 0, admitted = false, monitor = false, off_side = false;
  Denial denial = Denial::kNone;
  for (const auto& told : k.incident.claims) {
    bool accused = std::any_of(k.incident.initiators.begin(), k.incident.initiators.end(),
                               [&](const ActorRef& a) { return speaks_for(k, told.origin, a); });
    if (told.role == ClaimRole::kDenies) {
      denial = std::max(denial, accused ? Denial::kSpecific : Denial::kGeneral);
      out->grounds.push_back({Slot::kDenial, "denied by " + told.origin.name, told.claim});
      continue;
    }
    // "Hezbollah said that flats were hit", of what others lay at its door, admits nothing.
    const auto& named = k.claim(told.claim).actors;
    const bool own = std::any_of(named.begin(), named.end(), [&](const ClaimActor& a) {
      return a.role == Role::kInitiator && speaks_for(k, told.origin, k.actors.ref(a));
    });
    if (accused && own && !admitted) {
      admitted = true;
      out->grounds.push_back({Slot::kAdmitted, told.origin.name + " says so itself", told.claim});
    }
    if (told.origin.kind == OriginKind::kMonitor && !monitor) {
      monitor = true;
      out->grounds.push_back({Slot::kMonitor, "reported by the monitor " + told.origin.name, told.claim});
    }
    bool victim = std::any_of(k.incident.targets.begin(), k.incident.targets.end(),
                              [&](const ActorRef& a) { return speaks_for(k, told.origin, a); });
    off_side |= !victim && told.origin.kind != OriginKind::kAnonymous;
  }
  if (k.incident.claims.empty()) off_side = live;
  bool rivals = rival(k);
  if (rivals) denial = Denial::kRival;
  int count = independent_count(origins);
  out->values.set_yes(Slot::kLive, live);
  out->values.set_yes(Slot::kAdmitted, admitted);
  out->values.set_yes(Slot::kMonitor, monitor);
  out->values.set(Slot::kDenial, denial);
  out->values.set(Slot::kOrigins, count == 0                         ? Many::kNone
                                  : count >= k.policy.many_origins() ? Many::kMany
                                                                     : Many::kOne);
  out->values.set_yes(Slot::kOffSide, off_side);
  out->values.set_yes(Slot::kCore, !k.incident.time_disputed && !rivals);
}

}  // namespace

Assessor::Assessor(const Corpus& corpus, const std::vector<int32_t>& lineage, const Actors& actors,
                   const Policy& policy, const std::vector<Ceasefire>& ceasefires)
    : corpus_(corpus), lineage_(lineage), actors_(actors), policy_(policy), ceasefires_(ceasefires),
      spoken_of_in_(corpus.documents.size()) {
  for (size_t i = 0; i < ceasefires.size(); ++i) {
    for (int32_t d : ceasefires[i].documents) spoken_of_in_[d].push_back(static_cast<int32_t>(i));
  }
}

int32_t Assessor::ceasefire_for(const Incident& incident) const {
  int32_t best = -1;
  double best_score = 0;
  std::optional<Interval> when;
  if (incident.time && !incident.time->empty()) when = incident.time->hull();
  if (!when) {
    const auto& published = corpus_.documents[incident.documents[0]].document.published;
    if (published && !published->empty()) when = published->hull();
  }
  std::vector<int32_t> spoken_of;
  for (int32_t d : incident.documents) spoken_of.insert(spoken_of.end(), spoken_of_in_[d].begin(), spoken_of_in_[d].end());
  for (size_t i = 0; i < ceasefires_.size(); ++i) {
    const Ceasefire& c = ceasefires_[i];
    const bool shared = std::find(spoken_of.begin(), spoken_of.end(), static_cast<int32_t>(i)) != spoken_of.end();
    // How long it had been in force; where nothing says that it had begun, its own documents alone bring it in.
    std::optional<double> days;
    if (c.effective && !c.effective->empty() && when)
      days = static_cast<double>(when->hi - c.effective->hull().lo) / kDaySeconds;
    if (!days && !shared) continue;
    if (days && (*days < (shared ? -120 : -3) || *days > static_cast<double>(policy_.concern_days()) + (shared ? 400 : 0)))
      continue;
    double score = shared ? 3 : 0;
    // On the soil of a party: where another of those whom it binds has done it.
    auto bound = [&](const ActorRef& a) { return !a.generic && standing_of(c, actors_, a).standing != Standing::kUnknown; };
    auto by_bound = [&] {
      return std::any_of(incident.initiators.begin(), incident.initiators.end(), bound) ||
             std::any_of(incident.parties.begin(), incident.parties.end(), bound);
    };
    bool here =
        incident.place && !incident.place->country.empty() &&
        (std::find(c.countries.begin(), c.countries.end(), incident.place->country) != c.countries.end() ||
         (is_soil_of_party(c, actors_, incident.place->country) && by_bound()));
    // A truce in one town says nothing about another town, unless an article speaks of both.
    bool elsewhere = c.area && c.area->area && incident.place && incident.place->area &&
                     relate(*incident.place->area, *c.area->area) == Overlap::kDisjoint;
    if (here && !elsewhere) score += 1;
    if (score == 0) continue;
    if (days) score += *days >= -1 ? 1.0 - *days / 1000 : 0.2 + *days / 1000;
    if (score > best_score) best_score = score, best = static_cast<int32_t>(i);
  }
  return best;
}

Assessment Assessor::assess(const Incident& incident, int32_t ceasefire) const {
  Case k{corpus_, actors_, policy_, incident, ceasefires_[ceasefire]};
  Slots slots;
  settle_scope(k, &slots);
  settle_evidence(k, &slots);
  Assessment out;
  out.ceasefire = ceasefire;
  out.slots = slots.values;
  out.grounds = std::move(slots.grounds);
  std::vector<const PolicyRule*> reasons;
  const PolicyRule& rule = policy_.decide(out.slots, &reasons);
  out.rule = rule.id;
  out.headline = rule.headline;
  for (const auto* r : reasons) out.reasons.push_back(r->id);
  explain(corpus_, rule, incident, k.ceasefire, effective_claim(k.ceasefire), &out);
  return out;
}

}  // namespace bestand
