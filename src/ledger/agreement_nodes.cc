#include "ledger/agreement_nodes.h"

#include <algorithm>
#include <map>

#include "ledger/compare.h"

namespace bestand {
namespace {

void add_sorted(std::vector<std::string>* list, std::string item) {
  if (item.empty()) return;
  auto at = std::lower_bound(list->begin(), list->end(), item);
  if (at == list->end() || *at != item) list->insert(at, std::move(item));
}

std::string country_of(const ClaimPlace& place) {
  if (!place.country.empty()) return place.country;
  if (place.area) return "";  // known, but of no one country
  if (!place.within.empty()) return "name:" + name_key(place.within.back());
  return place.name.empty() ? "" : "name:" + name_key(place.name);
}

// The country most of a document's claims lie in.
std::string common_country(const Corpus& corpus, int32_t document) {
  std::map<std::string, int> votes;
  const auto& record = corpus.documents[document];
  for (int32_t i = record.first; i < record.last; ++i) {
    const auto& place = corpus.claims[i].claim.place;
    if (place) ++votes[country_of(*place)];
  }
  votes.erase("");
  if (votes.empty()) return record.place ? country_of(*record.place) : "";
  return std::max_element(votes.begin(), votes.end(), [](auto& a, auto& b) { return a.second < b.second; })
      ->first;
}

bool local(const ClaimPlace& place) {
  return place.area && !is_wide(place) && place.precision > 0 && place.precision <= 4;
}

AgreementNode node_of(const Corpus& corpus, const Actors& actors, int32_t index) {
  const Claim& c = corpus.claims[index].claim;
  AgreementNode n;
  n.document = corpus.claims[index].document;
  n.background = c.background;
  if (c.type == ClaimType::kAgreement)
    n.agreements = {index};
  else
    n.others = {index};
  if (c.place) add_sorted(&n.countries, country_of(*c.place));
  if (c.place && local(*c.place) && c.type == ClaimType::kAgreement) n.area = c.place;
  bool happened = c.factuality.status != FactStatus::kDenied && !c.factuality.negative;
  if (c.type == ClaimType::kAgreement && happened && c.phase.empty() && c.time && !c.time->time.empty())
    n.times = {c.time->time};
  for (const auto& a : c.actors) {
    if (a.role == Role::kMediator || a.role == Role::kGuarantor) add_actor(&n.mediators, actors.ref(a));
    bool party = a.role == Role::kParty && c.type != ClaimType::kHolds;
    if (party && !actors.ref(a).generic) add_actor(&n.parties, actors.ref(a));
  }
  return n;
}

void absorb(AgreementNode* into, const AgreementNode& n) {
  into->agreements.insert(into->agreements.end(), n.agreements.begin(), n.agreements.end());
  into->others.insert(into->others.end(), n.others.begin(), n.others.end());
  for (const auto& c : n.countries) add_sorted(&into->countries, c);
  into->times.insert(into->times.end(), n.times.begin(), n.times.end());
  for (const auto& p : n.parties) add_actor(&into->parties, p);
  for (const auto& m : n.mediators) add_actor(&into->mediators, m);
  if (!into->area) into->area = n.area;
  into->background &= n.background;
}

bool meet(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return std::any_of(a.begin(), a.end(),
                     [&](const std::string& x) { return std::binary_search(b.begin(), b.end(), x); });
}

int related_count(const std::vector<ActorRef>& a, const std::vector<ActorRef>& b, const Actors& actors) {
  int out = 0;
  for (const auto& x : a) {
    out += std::any_of(b.begin(), b.end(), [&](const ActorRef& y) {
      return actors.related(x, y) || actors.root(x.key) == actors.root(y.key);
    });
  }
  return out;
}

// A claim that names neither time nor place nor party belongs to what the text spoke of last.
AgreementNode* home_of(std::vector<AgreementNode>* list, const AgreementNode& n, const Actors& actors,
                       const Policy& policy) {
  for (auto at = list->rbegin(); at != list->rend(); ++at) {
    if (at->background == n.background && !conflict(*at, n, actors, policy)) return &*at;
  }
  for (auto at = list->rbegin(); at != list->rend(); ++at) {
    if (!n.background && !conflict(*at, n, actors, policy)) return &*at;
  }
  return nullptr;
}

}  // namespace

// A broker's capital is where a deal was made, not where it holds: the country of an actor in the claim gives
// way to the one the document is about.
static void prefer_theatre(const Corpus& corpus, const Actors& actors, const std::string& theatre,
                           AgreementNode* n) {
  if (theatre.empty() || n->countries.size() != 1 || n->countries[0] == theatre) return;
  for (int32_t i : n->agreements) {
    const Claim& c = corpus.claims[i].claim;
    auto from_there = [&](const ClaimActor& a) {
      return actors.country(actors.root(actors.ref(a).key)) == n->countries[0];
    };
    bool spoken = c.source && !c.source->chain.empty() &&
                  actors.country(actors.root(c.source->chain.back().actor_id)) == n->countries[0];
    bool wide = c.place && is_wide(*c.place);
    if ((wide && std::any_of(c.actors.begin(), c.actors.end(), from_there)) || spoken)
      n->countries = {theatre};
  }
  for (int32_t i : n->others) {
    const Claim& c = corpus.claims[i].claim;
    if (c.place && is_wide(*c.place)) n->countries = {theatre};
  }
}

// Two agreements of one text that took effect at one hour are one, whatever country a broker brought in.
static void share_theatre(const std::vector<AgreementNode>& list, const std::string& theatre,
                          AgreementNode* n) {
  if (n->countries.empty() || n->countries[0] == theatre || n->times.empty()) return;
  for (const auto& other : list) {
    bool there = std::binary_search(other.countries.begin(), other.countries.end(), theatre);
    if (!there || other.times.empty() || n->times[0].grain > Grain::kDay) continue;
    TimeSet both = intersect(n->times[0], other.times[0]);
    if (both.members.size() == n->times[0].members.size()) n->countries = {theatre};
  }
}

bool speaks_of_ceasefire(ClaimType type) {
  switch (type) {
    case ClaimType::kAgreement:
    case ClaimType::kPartyJoins:
    case ClaimType::kPartyRefuses:
    case ClaimType::kPartyExcluded:
    case ClaimType::kHolds:
    case ClaimType::kViolationAlleged:
      return true;
    default:
      return false;
  }
}

double days_apart(const TimeSet& a, const TimeSet& b) {
  double best = 1e9;
  for (const auto& x : a.members) {
    for (const auto& y : b.members) {
      Seconds gap = std::max<Seconds>({0, x.lo - y.hi, y.lo - x.hi});
      best = std::min(best, static_cast<double>(gap) / kDaySeconds);
    }
  }
  return best;
}

bool conflict(const AgreementNode& a, const AgreementNode& b, const Actors& actors, const Policy& policy) {
  if (!a.countries.empty() && !b.countries.empty() && !meet(a.countries, b.countries)) return true;
  for (const auto& x : a.times) {
    for (const auto& y : b.times) {
      if (days_apart(x, y) > static_cast<double>(policy.announce_days())) return true;
    }
  }
  if (a.area && b.area && match_places(a.area, b.area) == PlaceMatch::kDisjoint) return true;
  bool named = a.parties.size() >= 2 && b.parties.size() >= 2;
  return named && related_count(a.parties, b.parties, actors) == 0;
}

std::vector<AgreementNode> agreement_nodes(const Corpus& corpus, const Actors& actors, const Policy& policy,
                                           int32_t document) {
  const auto& record = corpus.documents[document];
  const std::string theatre = common_country(corpus, document);
  std::vector<AgreementNode> list;
  std::vector<AgreementNode> all;
  for (int32_t i = record.first; i < record.last; ++i) {
    if (corpus.claims[i].claim.type == ClaimType::kAgreement) all.push_back(node_of(corpus, actors, i));
  }
  // Agreements first: what is said of parties and calm hangs on them wherever it stands.
  for (bool agreements : {true, false}) {
    for (int32_t i = record.first; i < record.last; ++i) {
      ClaimType type = corpus.claims[i].claim.type;
      if (!speaks_of_ceasefire(type) || (type == ClaimType::kAgreement) != agreements) continue;
      AgreementNode n = node_of(corpus, actors, i);
      prefer_theatre(corpus, actors, theatre, &n);
      if (agreements) share_theatre(all, theatre, &n);
      if (!agreements) n.parties.clear();  // who joins need not be who the agreement was between
      AgreementNode* home = home_of(&list, n, actors, policy);
      if (home)
        absorb(home, n);
      else
        list.push_back(std::move(n));
    }
  }
  for (auto& n : list) {
    if (n.countries.empty()) add_sorted(&n.countries, theatre);
    for (size_t k = 0; k < n.parties.size() && n.countries.empty(); ++k) {
      add_sorted(&n.countries, std::string(actors.country(n.parties[k].key)));
    }
  }
  return list;
}

}  // namespace bestand
