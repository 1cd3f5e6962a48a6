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

// Smaller than a country, and named by the claim itself: the town an article is about is not the truce's.
bool local(const Claim& c) {
  if (!c.place || !names_its_place(c)) return false;
  const ClaimPlace& place = *c.place;
  return place.area && !is_wide(place) && place.precision > 0 && place.precision <= 4;
}

AgreementNode node_of(const Corpus& corpus, const Actors& actors, std::string theatre, int32_t index) {
  const Claim& c = corpus.claims[index].claim;
  AgreementNode n;
  n.document = corpus.claims[index].document;
  n.background = c.background;
  n.theatre = std::move(theatre);
  if (c.type == ClaimType::kAgreement)
    n.agreements = {index};
  else
    n.others = {index};
  if (c.place) add_sorted(&n.countries, country_of(*c.place));
  if (local(c) && c.type == ClaimType::kAgreement && c.phase != AgreementPhase::kNamed) n.area = c.place;
  bool happened = c.factuality.status != FactStatus::kDenied && !c.factuality.negative;
  if (c.type == ClaimType::kAgreement && happened && c.time) {
    const bool told = !c.time->text.empty();  // "in February"; else the month of the text, for want of another
    const bool says = says_when(c.time->time) || (told && says_about_when(c.time->time));
    if (says && dates_agreement(c.phase)) n.times = {c.time->time};
    if (says && told && c.phase == AgreementPhase::kNamed) n.named = {c.time->time};
  }
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
  if (into->theatre.empty()) into->theatre = n.theatre;
  for (const auto& c : n.countries) add_sorted(&into->countries, c);
  into->times.insert(into->times.end(), n.times.begin(), n.times.end());
  into->named.insert(into->named.end(), n.named.begin(), n.named.end());
  for (const auto& p : n.parties) add_actor(&into->parties, p);
  for (const auto& m : n.mediators) add_actor(&into->mediators, m);
  if (!into->area) into->area = n.area;
  into->background &= n.background;
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

int related_count(const std::vector<ActorRef>& a, const std::vector<ActorRef>& b, const Actors& actors) {
  int out = 0;
  for (const auto& x : a) {
    out += std::any_of(b.begin(), b.end(), [&](const ActorRef& y) {
      return actors.related(x, y) || actors.root(x.key) == actors.root(y.key);
    });
  }
  return out;
}

bool conflict(const AgreementNode& a, const AgreementNode& b, const Actors& actors, const Policy& policy) {
  if (!a.theatre.empty() && !b.theatre.empty() && a.theatre != b.theatre) return true;
  for (const auto& x : a.times) {
    for (const auto& y : b.times) {
      if (days_apart(x, y) > static_cast<double>(policy.announce_days())) return true;
    }
  }
  if (a.area && b.area && match_places(a.area, b.area) == PlaceMatch::kDisjoint) return true;
  bool named = a.parties.size() >= 2 && b.parties.size() >= 2;
  return named && related_count(a.parties, b.parties, actors) == 0;
}

namespace {
bool no_longer_than(const TimeSet& time, Seconds most) {
  return !time.empty() &&
         std::all_of(time.members.begin(), time.members.end(), [&](const Interval& m) { return m.hi - m.lo <= most; });
}
}  // namespace

bool says_when(const TimeSet& time) { return no_longer_than(time, 8 * kDaySeconds); }
bool says_about_when(const TimeSet& time) { return no_longer_than(time, 31 * kDaySeconds); }

std::vector<AgreementNode> agreement_nodes(const Corpus& corpus, const Actors& actors, const Policy& policy,
                                           Theatres* theatres, int32_t document) {
  const auto& record = corpus.documents[document];
  bool any = false;
  for (int32_t i = record.first; i < record.last; ++i) any |= speaks_of_ceasefire(corpus.claims[i].claim.type);
  if (!any) return {};
  const Theatres::Votes about = theatres->of_document(document);
  std::vector<AgreementNode> list;
  // Agreements first: what is said of parties and calm hangs on them wherever it stands.
  for (bool agreements : {true, false}) {
    for (int32_t i = record.first; i < record.last; ++i) {
      ClaimType type = corpus.claims[i].claim.type;
      if (!speaks_of_ceasefire(type) || (type == ClaimType::kAgreement) != agreements) continue;
      AgreementNode n = node_of(corpus, actors, theatres->of_claim(i, about), i);
      if (!agreements) n.parties.clear();  // who joins need not be who the agreement was between
      AgreementNode* home = home_of(&list, n, actors, policy);
      if (home)
        absorb(home, n);
      else
        list.push_back(std::move(n));
    }
  }
  for (auto& n : list) {
    n.countries = theatres->countries(n.theatre, n.countries);
    // A truce for another country's war does not hold where it was signed: in Minsk, in Geneva.
    const bool elsewhere = n.area && !n.area->country.empty() && !n.countries.empty() &&
                           std::find(n.countries.begin(), n.countries.end(), n.area->country) == n.countries.end();
    if (elsewhere) n.area.reset();
  }
  return list;
}

}  // namespace bestand
