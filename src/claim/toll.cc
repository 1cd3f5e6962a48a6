#include "claim/toll.h"

#include <algorithm>
#include <initializer_list>

#include "claim/event_parts.h"

namespace bestand {
namespace {

bool counts(const Claim& c) {
  return !c.background && c.factuality.status != FactStatus::kDenied && c.factuality.status != FactStatus::kPlanned;
}

bool incident(const Claim& c) {
  switch (c.type) {
    case ClaimType::kClash: case ClaimType::kAirstrike: case ClaimType::kShelling: case ClaimType::kBombing:
    case ClaimType::kGroundAdvance: case ClaimType::kOther: case ClaimType::kViolationAlleged: return true;
    default: return false;
  }
}

// "Clashes in Hama went on and two bodies were found in Idlib": the dead of no act that is told.
bool found_elsewhere(const VictimCount& v, const std::vector<Claim>& claims, const Mentions& mentions, const Parse& parse) {
  if (!v.remains) return false;
  const Sentence& s = parse.sentences[static_cast<size_t>(parse.tokens[static_cast<size_t>(v.first)].sentence)];
  auto behind = std::partition_point(mentions.places.begin(), mentions.places.end(), [&](const PlaceMention& p) { return p.first < v.last; });
  if (behind == mentions.places.end() || behind->last > s.last) return false;
  const Span count = parse.tokens[static_cast<size_t>(v.first)].span;
  auto c = std::partition_point(claims.begin(), claims.end(), [&](const Claim& x) { return x.span.begin < s.span.begin; });
  for (; c != claims.end() && c->span.begin < count.begin; ++c) {
    if (counts(*c) && incident(*c) && c->place && c->place->span.end <= count.begin && c->place->name != behind->name) return true;
  }
  return false;
}

// One telling of how many, with the persons of one list added up.
struct CountTold {
  Fate fate;
  Quantity value;
  bool numbered, known, long_time, increment, title, violent;
  int32_t sentence;
};

std::vector<CountTold> counts_told(const std::vector<Claim>& claims, const Mentions& mentions, const Parse& parse) {
  std::vector<CountTold> out;
  bool open = false;  // the last victim made or joined the last telling
  for (const VictimCount& v : mentions.victims) {
    bool joins = v.joined && open;
    open = !v.part && v.kind != "background" && !found_elsewhere(v, claims, mentions, parse);
    if (!open) continue;
    if (joins) {
      CountTold& before = out.back();
      bool alike = before.value.qualifier == v.value.qualifier;
      before.value = sum(before.value, v.value);
      if (!alike) before.value.qualifier = Qualifier::kRange;
      before.numbered |= v.numbered;
      continue;
    }
    int32_t sentence = parse.tokens[static_cast<size_t>(v.first)].sentence;
    bool title = parse.sentences[static_cast<size_t>(sentence)].title;
    out.push_back({v.fate, v.value, v.numbered, v.known, v.long_time, v.kind == "increment", title, v.violent,
                   sentence});
  }
  return out;
}

bool one_of_those(const CountTold& t, const CountTold& first) {
  return t.value.low == 1 && t.value.high == 1 && !t.title && t.sentence > first.sentence && first.numbered && !first.increment &&
         first.value.low.value_or(0) > 1;
}

// What the tellings of one fate agree on most. The headline and the lead weigh most, a number more than a single person,
// who may be one of several told of one after another.
std::optional<Quantity> agreed(const std::vector<CountTold>& all, Fate fate) {
  std::vector<std::pair<Quantity, double>> votes;
  const CountTold* first = nullptr;
  const CountTold* single = nullptr;  // the last person told of without a number
  for (const CountTold& t : all) {
    // "10 casualties": agencies mean the dead.
    const bool maybe = fate == Fate::kKilled && t.fate == Fate::kCasualties;
    if ((t.fate != fate && !maybe) || t.long_time) continue;
    if (first == nullptr) first = &t;
    // "Executed the emir, and assassinated a commander": one, and another one; neither speaks for the other.
    if (!t.numbered && single != nullptr && single->sentence == t.sentence) continue;
    if (!t.numbered) single = &t;
    constexpr double kTitle = 3, kLead = 2, kLeast = 0.3, kPerSentence = 0.25, kMaybe = 0.7;
    double weight = t.title ? kTitle : std::max(kLeast, kLead - kPerSentence * (t.sentence - first->sentence));
    if (!t.numbered) weight *= 0.5;
    if (t.value.qualifier != Qualifier::kExact) weight *= 0.8;
    if (t.increment) weight *= 0.2;
    if (maybe) weight *= kMaybe;
    // "Two people were killed. One person died in Kfar, another in Houla": each of them is one of the two.
    if (one_of_those(t, *first)) weight = std::min(weight, kLeast);
    auto same = std::find_if(votes.begin(), votes.end(), [&](const auto& v) {
      return v.first.low == t.value.low && v.first.high == t.value.high;
    });
    if (same == votes.end()) votes.emplace_back(t.value, weight);
    else same->second += weight;
  }
  if (votes.empty()) return std::nullopt;
  return std::max_element(votes.begin(), votes.end(), [](const auto& a, const auto& b) { return a.second < b.second; })
      ->first;
}

// Totals of a longer time stand only for want of others.
std::optional<Quantity> of_longer_time(const std::vector<CountTold>& all, Fate fate) {
  auto t = std::find_if(all.begin(), all.end(), [&](const CountTold& c) { return c.fate == fate && c.long_time; });
  return t == all.end() ? std::nullopt : std::optional<Quantity>(t->value);
}

// "Five were shot, one of them died": four are left injured.
std::optional<Quantity> survivors(const Quantity& hit, const std::optional<Quantity>& killed) {
  if (!killed || killed->low.value_or(0) == 0) return hit;
  Quantity left = hit;
  for (auto bound : {&Quantity::low, &Quantity::high}) {
    if (left.*bound) *(left.*bound) -= *killed->low;
  }
  if (left.low.value_or(0) <= 0) return std::nullopt;
  return left;
}

// "The boy died. ... He had suffered a wound": a wounded person told of before may be one of the dead.
void maybe_the_dead(std::vector<CountTold>* told) {
  for (CountTold& t : *told) {
    if (t.fate == Fate::kInjured && t.known) t.fate = Fate::kHit;
  }
}

// The mention of one list that tells where or when: in the earliest sentence that counts victims and has one, there the
// most exact.
template <class Mention, class Exactness>
const Mention* beside(const std::vector<CountTold>& told, const Parse& parse, const std::vector<Mention>& list,
                      Exactness exactness) {
  for (const CountTold& t : told) {
    if (t.long_time) continue;
    const Mention* best = nullptr;
    for (const Mention& m : list) {
      if (parse.tokens[static_cast<size_t>(m.head)].sentence != t.sentence || exactness(m) < 0) continue;
      if (best == nullptr || exactness(m) > exactness(*best)) best = &m;
    }
    if (best != nullptr) return best;
  }
  return nullptr;
}

// Of a place: the smaller the better; -1 for one that says nothing.
double smallness(const PlaceMention& p) { return p.metonym || !p.area ? -1 : 1e8 - p.area->radius_m; }

// Of a time: days and parts of them.
double shortness(const TimeMention& t) {
  constexpr double kDays = 3;
  if (!t.time || t.time->empty() || t.time->grain > Grain::kDay || !(t.relation.empty() || t.relation == "at")) return -1;
  const double longest = static_cast<double>(t.time->members.front().hi - t.time->members.front().lo) / kDaySeconds;
  return longest > kDays ? -1 : kDays - longest;
}

std::optional<Quantity> first_of(std::initializer_list<std::optional<Quantity>> values) {
  auto it = std::find_if(values.begin(), values.end(), [](const auto& v) { return v.has_value(); });
  return it == values.end() ? std::nullopt : *it;
}

}  // namespace

DocumentToll claimed_toll(const std::vector<Claim>& claims) {
  DocumentToll out;
  for (const Claim& c : claims) {
    if (!counts(c) || !incident(c)) continue;
    if (!out.killed) out.killed = c.killed;
    if (!out.injured) out.injured = c.injured;
    if (!out.place) out.place = c.place;
  }
  return out;
}

DocumentToll document_toll(const Document& document, const std::vector<Claim>& claims, const Mentions& mentions,
                           const Parse& parse) {
  DocumentToll out;
  out.place = claimed_toll(claims).place;
  std::vector<CountTold> told = counts_told(claims, mentions, parse);
  out.violent = mentions.violence || std::any_of(told.begin(), told.end(), [](const CountTold& t) { return t.violent && !t.long_time; });
  if (!out.place) {
    if (const PlaceMention* p = beside(told, parse, mentions.places, smallness)) out.place = to_place(document, *p);
  }
  if (const TimeMention* t = beside(told, parse, mentions.times, shortness)) out.time = t->time;
  out.killed = first_of({agreed(told, Fate::kKilled), of_longer_time(told, Fate::kKilled), of_longer_time(told, Fate::kCasualties)});
  auto new_ones = [](const CountTold& t) { return !t.long_time; };
  out.total = !told.empty() && std::none_of(told.begin(), told.end(), new_ones);
  if (out.killed) maybe_the_dead(&told);
  out.injured = first_of({agreed(told, Fate::kInjured), of_longer_time(told, Fate::kInjured)});
  if (std::optional<Quantity> hit = agreed(told, Fate::kHit)) {
    std::optional<Quantity> alive = survivors(*hit, out.killed);
    if (alive && (!out.injured || out.injured->low.value_or(0) < alive->low.value_or(0))) out.injured = alive;
  }
  return out;
}

}  // namespace bestand
