#include "ledger/theatres.h"

#include <algorithm>
#include <set>

#include "ground/actor_base.h"
#include "ground/mentions.h"

namespace bestand {
namespace {

constexpr double kOwnPlace = 2.0, kTakenOver = 0.3;  // of a claim's place, named in its words or not
constexpr double kActor = 2.0;                       // shared among the conflicts an actor is in
constexpr double kDocument = 1.0;                    // the document's votes, scaled to this
constexpr double kLoneState = 0.5;                   // where no other side is told
constexpr double kAbroad = 0.15;                     // the part of that for a state in a war that is not at home: it may broker
constexpr double kNoConflict = 0.4;                  // of a country that no conflict is known in

std::optional<int32_t> day_of(const Document& d) {
  if (!d.published || d.published->empty() || d.published->hull().lo <= kBeginOfTime) return {};
  return static_cast<int32_t>(d.published->hull().lo / kDaySeconds);
}

bool active(const Period& p, std::optional<int32_t> day) { return !day || p.contains(*day); }

bool contains(const std::vector<std::string>& list, const std::string& item) {
  return std::find(list.begin(), list.end(), item) != list.end();
}

std::string strongest(const Theatres::Votes& votes) {
  std::string out;
  double most = 0;
  for (const auto& [theatre, n] : votes) {
    if (n > most + 1e-9) most = n, out = theatre;
  }
  return out;
}

}  // namespace

std::string country_of(const ClaimPlace& place) {
  if (!place.country.empty()) return place.country;
  if (place.area) return "";  // known, but of no one country
  if (!place.within.empty()) return "name:" + name_key(place.within.back());
  return place.name.empty() ? "" : "name:" + name_key(place.name);
}

bool names_its_place(const Claim& c) {
  return c.place && !c.place->span.empty() && c.span.contains(c.place->span);
}

bool place_is_actors(const Claim& c, const Actors& actors) {
  const std::string country = country_of(*c.place);
  bool acts = std::any_of(c.actors.begin(), c.actors.end(), [&](const ClaimActor& a) {
    return !c.place->span.empty() && a.span.overlaps(c.place->span);
  });
  if (acts) return true;
  auto from_there = [&](const std::string& key) { return actors.country(actors.root(key)) == country; };
  bool named = std::any_of(c.actors.begin(), c.actors.end(), [&](const ClaimActor& a) {
    return (a.role == Role::kMediator || a.role == Role::kGuarantor) && from_there(actors.ref(a).key);
  });
  bool spoken = c.source && !c.source->chain.empty() && from_there(c.source->chain.back().actor_id);
  return named || spoken;
}

const std::vector<Theatres::Member>& Theatres::conflicts_of(const std::string& actor) {
  auto [at, fresh] = cache_.try_emplace(actor);
  if (!fresh) return at->second;
  auto conflicts = actors_.conflicts();
  const std::string root = actors_.root(actor), home(actors_.country(root));  // on no side, but of the country: Lebanon
  for (size_t k = 0; k < conflicts.size(); ++k) {
    for (const auto& side : conflicts[k].sides) {
      for (const auto& link : side.actors) {
        if (actors_.belongs(actor, link.id) || root == link.id) at->second.push_back({static_cast<int32_t>(k), link.valid});
      }
    }
    if (contains(conflicts[k].countries, home)) at->second.push_back({static_cast<int32_t>(k), {}});
  }
  return at->second;
}

std::set<int32_t> Theatres::fights_in(const ClaimActor& actor, std::optional<int32_t> day) {
  auto conflicts = actors_.conflicts();
  std::set<int32_t> in;
  if (actor.role == Role::kMediator || actor.role == Role::kGuarantor) return in;
  for (const auto& m : conflicts_of(actors_.ref(actor).key)) {
    if (active(m.valid, day) && active(conflicts[m.conflict].active, day)) in.insert(m.conflict);
  }
  return in;
}

void Theatres::vote_actors(const Claim& c, double weight, std::optional<int32_t> day, Votes* votes) {
  auto conflicts = actors_.conflicts();
  for (const auto& a : c.actors) {
    const std::set<int32_t> in = fights_in(a, day);
    const std::string home(actors_.country(actors_.root(actors_.ref(a).key)));
    for (int32_t k : in) {
      const bool abroad = !home.empty() && !is_armed_group(a.kind) && !contains(conflicts[k].countries, home);
      (*votes)[conflicts[k].id] += (abroad ? kAbroad : 1.0) * weight / static_cast<double>(in.size());
    }
  }
}

// A truce between Israel and Hezbollah is of a war that both are in, whatever place is named beside it. One state alone,
// which may broker it, says little; an armed group does.
Theatres::Sides Theatres::sides_of(const Claim& c, std::optional<int32_t> day) {
  Sides out;
  std::string first;  // the root of the first of them
  for (const auto& a : c.actors) {
    std::set<int32_t> in = fights_in(a, day);
    if (in.empty()) continue;
    const std::string root = actors_.root(actors_.ref(a).key);
    if (first.empty()) first = root;
    out.telling |= root != first || is_armed_group(a.kind);
    if (!out.shared.empty()) std::erase_if(in, [&](int32_t k) { return !out.shared.contains(k); });
    out.shared = std::move(in);
    if (out.shared.empty()) break;
  }
  return out;
}

void Theatres::keep_shared(const std::set<int32_t>& shared, Votes* votes) const {
  std::set<std::string_view> ids;
  for (int32_t k : shared) ids.insert(actors_.conflicts()[k].id);
  if (std::any_of(votes->begin(), votes->end(), [&](const auto& v) { return ids.contains(v.first); }))
    std::erase_if(*votes, [&](const auto& v) { return !ids.contains(v.first); });
}

void Theatres::vote_place(const ClaimPlace& place, double weight, std::optional<int32_t> day, Votes* votes) {
  std::string country = country_of(place);
  if (country.empty()) return;
  bool known = false;
  for (const auto& k : actors_.conflicts()) {
    if (!active(k.active, day) || !contains(k.countries, country)) continue;
    (*votes)[k.id] += weight;
    known = true;
  }
  if (!known) (*votes)[country] += weight * kNoConflict;
}

Theatres::Votes Theatres::of_document(int32_t document) {
  const auto& record = corpus_.documents[document];
  auto day = day_of(record.document);
  Votes out;
  for (int32_t i = record.first; i < record.last; ++i) {
    const Claim& c = corpus_.claims[i].claim;
    if (c.background || c.type == ClaimType::kTalks || c.type == ClaimType::kStatement) continue;
    if (c.place) vote_place(*c.place, names_its_place(c) ? 1 : 0.5, day, &out);
    vote_actors(c, 1, day, &out);
  }
  if (out.empty() && record.main.place) vote_place(*record.main.place, 1, day, &out);
  double most = 0;
  for (const auto& [theatre, n] : out) most = std::max(most, n);
  for (auto& [theatre, n] : out) n *= kDocument / most;
  return out;
}

std::string Theatres::of_claim(int32_t claim, const Votes& document) {
  const ClaimRecord& r = corpus_.claims[claim];
  auto day = day_of(corpus_.document_of(r).document);
  Votes votes = document;
  if (r.claim.place && !place_is_actors(r.claim, actors_))
    vote_place(*r.claim.place, names_its_place(r.claim) ? kOwnPlace : kTakenOver, day, &votes);
  const Sides sides = sides_of(r.claim, day);
  vote_actors(r.claim, sides.telling ? kActor : kLoneState, day, &votes);
  if (sides.telling && !sides.shared.empty()) keep_shared(sides.shared, &votes);
  return strongest(votes);
}

std::vector<std::string> Theatres::countries(std::string_view theatre,
                                             const std::vector<std::string>& named) const {
  for (const auto& k : actors_.conflicts()) {
    if (k.id != theatre) continue;
    std::vector<std::string> out;
    for (const auto& c : k.countries) {
      if (k.countries.size() <= 2 || contains(named, c)) out.push_back(c);
    }
    if (out.empty()) out = k.countries;
    std::sort(out.begin(), out.end());
    return out;
  }
  return theatre.empty() ? std::vector<std::string>() : std::vector<std::string>{std::string(theatre)};
}

}  // namespace bestand
