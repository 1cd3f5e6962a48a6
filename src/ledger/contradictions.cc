#include "ledger/contradictions.h"

#include <algorithm>

namespace bestand {
namespace {

bool apart(const Quantity& a, const Quantity& b) {
  if (!a.low || !b.low) return false;
  return a.high.value_or(INT64_MAX) < *b.low || b.high.value_or(INT64_MAX) < *a.low;
}

std::string words(const Quantity& q) {
  std::string low = q.low ? std::to_string(*q.low) : "?";
  if (q.high && q.low == q.high) return low;
  return q.high ? low + "-" + std::to_string(*q.high) : "at least " + low;
}

void figures(const Incident& i, const FigureSummary& s, std::string_view what,
             std::vector<Contradiction>* out) {
  for (size_t a = 0; a < s.entries.size(); ++a) {
    for (size_t b = a + 1; b < s.entries.size(); ++b) {
      const auto& x = s.entries[a];
      const auto& y = s.entries[b];
      if (!x.live || !y.live || !apart(x.value, y.value)) continue;
      out->push_back({"value", x.claim, y.claim, i.id,
                      std::string(what) + ": " + x.origin.name + " " + words(x.value) + ", " + y.origin.name +
                          " " + words(y.value)});
      return;  // one row a quantity: the entries have them all
    }
  }
}

void existence(const Incident& i, std::vector<Contradiction>* out) {
  const IncidentClaim* told = nullptr;
  const IncidentClaim* denied = nullptr;
  for (const auto& c : i.claims) {
    if (c.role == ClaimRole::kDenies)
      denied = denied ? denied : &c;
    else
      told = told ? told : &c;
  }
  if (told && denied) {
    out->push_back({"existence", told->claim, denied->claim, i.id,
                    told->origin.name + " reports it, " + denied->origin.name + " denies it"});
  }
}

void doers(const View& v, const Incident& i, const Actors& actors, std::vector<Contradiction>* out) {
  struct Named {
    ActorRef actor;
    const IncidentClaim* by;
  };
  std::vector<Named> named;
  for (const auto& told : i.claims) {
    if (told.role == ClaimRole::kDenies) continue;
    for (const auto& a : v.corpus.claims[told.claim].claim.actors) {
      ActorRef ref = actors.ref(a);
      if (a.role != Role::kInitiator || ref.key.empty() || ref.generic) continue;
      for (const auto& other : named) {
        bool together = actors.related(ref, other.actor) || actors.same_side(ref.key, other.actor.key);
        if (together || other.by->origin.independence == told.origin.independence) continue;
        out->push_back({"actor", other.by->claim, told.claim, i.id,
                        other.by->origin.name + " names " + other.actor.name + ", " + told.origin.name +
                            " names " + ref.name});
        return;
      }
      named.push_back({ref, &told});
    }
  }
}

void times(const View& v, const Incident& i, std::vector<Contradiction>* out) {
  if (!i.time_disputed) return;
  for (size_t a = 0; a < i.claims.size(); ++a) {
    for (size_t b = a + 1; b < i.claims.size(); ++b) {
      const auto& x = v.corpus.claims[i.claims[a].claim].claim.time;
      const auto& y = v.corpus.claims[i.claims[b].claim].claim.time;
      if (!x || !y || x->time.empty() || y->time.empty() || !intersect(x->time, y->time).empty()) continue;
      out->push_back(
          {"time", i.claims[a].claim, i.claims[b].claim, i.id,
           i.claims[a].origin.name + " has " + to_edtf(x->time) + ", " + i.claims[b].origin.name + " has " + to_edtf(y->time)});
      return;
    }
  }
}

void signatures(const Ceasefire& c, std::vector<Contradiction>* out) {
  for (const auto& party : c.parties) {
    if (party.standing != Standing::kDisputed) continue;
    const Stance& first = party.stances.front();
    for (const auto& s : party.stances) {
      if (s.value == first.value) continue;
      out->push_back({"signature", first.claim, s.claim, c.id,
                      party.actor.name + ": " + std::string(name(first.value)) + " per " + first.origin.name +
                          ", " + std::string(name(s.value)) + " per " + s.origin.name});
      break;
    }
  }
}

void terms(const Ceasefire& c, std::vector<Contradiction>* out) {
  if (!c.effective_disputed) return;
  const Term* first = nullptr;
  for (const auto& t : c.terms) {
    if (t.kind != c.start) continue;
    if (first && intersect(*first->time, *t.time).empty()) {
      out->push_back(
          {"term", first->claim, t.claim, c.id, "in effect from " + first->value + " or " + t.value});
      return;
    }
    if (!first) first = &t;
  }
}

}  // namespace

std::vector<Contradiction> contradictions_of(const View& view, const Actors& actors) {
  std::vector<Contradiction> out;
  for (const auto& c : view.ceasefires) {
    signatures(c, &out);
    terms(c, &out);
  }
  for (const DateNarrowing& n : view.dates) {
    if (!n.contradiction) continue;
    out.push_back({"time", n.claim, n.claim, n.by.front(), "no day of " + to_edtf(n.date) + " fits all it tells"});
  }
  for (const auto& i : view.incidents) {
    existence(i, &out);
    doers(view, i, actors, &out);
    times(view, i, &out);
    figures(i, i.killed, "killed", &out);
    figures(i, i.injured, "injured", &out);
  }
  return out;
}

}  // namespace bestand
