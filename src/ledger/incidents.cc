#include "ledger/incidents.h"

#include <algorithm>
#include <map>
#include <set>
#include <thread>
#include <tuple>

#include "base/parallel.h"
#include "base/sha256.h"
#include "ledger/cluster.h"
#include "ledger/compare.h"
#include "ledger/link_score.h"

namespace bestand {
namespace {

constexpr double kUncompared = -3.5;  // score of two events that share no block

const ClaimPlace* better_place(const ClaimPlace* best, const std::optional<ClaimPlace>& place) {
  if (!place) return best;
  if (!best) return &*place;
  auto radius = [](const ClaimPlace& p) { return p.area ? p.area->radius_m : 1e9; };
  return radius(*place) < radius(*best) ? &*place : best;
}

ClaimRole role_of(const Claim& c) {
  if (c.factuality.negative || c.factuality.status == FactStatus::kDenied) return ClaimRole::kDenies;
  if (c.type == ClaimType::kOther && c.killed) return ClaimRole::kCounts;
  return ClaimRole::kReports;
}

// The act most of the events name; a bare "violation" or killing only when nothing better is said.
ClaimType common_act(const std::vector<Event>& events) {
  std::map<ClaimType, int> votes;
  for (const auto& e : events) {
    bool vague = e.act == ClaimType::kOther || e.act == ClaimType::kViolationAlleged;
    votes[e.act] += vague ? 1 : 1000;
  }
  auto most =
      std::max_element(votes.begin(), votes.end(), [](auto& a, auto& b) { return a.second < b.second; });
  return most->first;
}

// Every event's time cut with the others'; the set grows only where a report contradicts what stands.
void narrow(Incident* incident, const Corpus& corpus) {
  for (const auto& e : incident->events) {
    std::optional<TimeSet> time = e.time;
    if (!time || e.follows) continue;
    const auto& published = corpus.documents[e.document].document.published;
    if (published && !published->empty() && time->members.size() > 1) {
      TimeSet before;  // told of, so not after the end of the publication day
      before.members = {{kBeginOfTime, published->hull().hi}};
      before.grain = time->grain;
      TimeSet cut = intersect(*time, before);
      if (!cut.empty()) time = cut;
    }
    if (!incident->time) {
      incident->time = time;
      continue;
    }
    TimeSet both = intersect(*incident->time, *time);
    if (both.empty())
      incident->time_disputed = true;
    else
      incident->time = std::move(both);
  }
}

std::string anchor_of(const Corpus& corpus, const Event& e) {
  const Document& d = corpus.documents[e.document].document;
  std::string out = d.text_sha256 + d.publisher + d.published_edtf + d.id;
  out += e.claims.empty() ? "#" : "#" + std::to_string(e.claims[0] - corpus.documents[e.document].first);
  return out;
}

void fill_figures(Incident* incident, const Corpus& corpus, const std::vector<int32_t>& lineage,
                  const Actors& actors) {
  std::vector<FigureEntry> killed, injured;
  for (const auto& e : incident->events) {
    bool told_killed = false, told_injured = false;
    for (int32_t i : e.claims) {
      const Claim& c = corpus.claims[i].claim;
      if (c.factuality.negative || c.factuality.status == FactStatus::kDenied) continue;
      Origin origin = origin_of(corpus, lineage, actors, i);
      if (c.killed) killed.push_back({origin, *c.killed, e.document, i}), told_killed = true;
      if (c.injured) injured.push_back({origin, *c.injured, e.document, i}), told_injured = true;
    }
    Origin reporter = reporter_of(corpus, lineage, e.document);
    if (!told_killed && e.killed) killed.push_back({reporter, *e.killed, e.document, -1});
    if (!told_injured && e.injured) injured.push_back({reporter, *e.injured, e.document, -1});
  }
  incident->killed = summarise(std::move(killed));
  incident->injured = summarise(std::move(injured));
}

void fill_origins(Incident* incident, const Corpus& corpus, const std::vector<int32_t>& lineage,
                  const Actors& actors) {
  std::set<std::string> seen;
  for (const auto& e : incident->events) {
    for (int32_t i : e.claims) {
      const Claim& c = corpus.claims[i].claim;
      IncidentClaim told{i, role_of(c), origin_of(corpus, lineage, actors, i)};
      bool live = told.role != ClaimRole::kDenies;
      if (live && seen.insert(told.origin.independence).second) incident->origins.push_back(told.origin);
      incident->claims.push_back(std::move(told));
    }
    if (e.claims.empty() && !e.follows) {
      Origin reporter = reporter_of(corpus, lineage, e.document);
      if (seen.insert(reporter.independence).second) incident->origins.push_back(reporter);
    }
  }
}

// "18 militants" beside the group they are of, or twice under two readings: one is enough. A description of a kind
// that nobody named is of stays ("civilians" beside IS).
void drop_repeated(const Actors& actors, std::vector<ActorRef>* list) {
  std::vector<ActorRef> kept;
  for (const auto& a : *list) {
    bool told = std::any_of(list->begin(), list->end(), [&](const ActorRef& named) {
      return a.generic && !named.generic && !actors.kind(a.key).empty() && !actors.kind(named.key).empty() &&
             actors.compatible(a, named);
    });
    bool twice = std::any_of(kept.begin(), kept.end(), [&](const ActorRef& k) { return a.generic && k.name == a.name; });
    if (!told && !twice) kept.push_back(a);
  }
  *list = std::move(kept);
}

Incident assemble(std::vector<Event> events, const Corpus& corpus, const std::vector<int32_t>& lineage,
                  const Actors& actors) {
  Incident out;
  out.events = std::move(events);
  out.id = std::find_if(out.events.begin(), out.events.end(), [](const Event& e) { return !e.follows; })->id;
  out.act = common_act(out.events);
  const ClaimPlace* place = nullptr;
  for (const auto& e : out.events) {
    if (out.documents.empty() || out.documents.back() != e.document) out.documents.push_back(e.document);
    if (!e.follows) place = better_place(place, e.place);
    for (const auto& a : e.initiators) add_actor(&out.initiators, a);
    for (const auto& a : e.targets) add_actor(&out.targets, a);
    for (const auto& a : e.parties) add_actor(&out.parties, a);
    for (const auto& w : e.weapons) {
      if (std::find(out.weapons.begin(), out.weapons.end(), w) == out.weapons.end()) out.weapons.push_back(w);
    }
  }
  for (auto* list : {&out.initiators, &out.targets, &out.parties}) drop_repeated(actors, list);
  if (place) out.place = *place;
  std::sort(out.weapons.begin(), out.weapons.end());
  out.articles = static_cast<int>(out.documents.size());
  narrow(&out, corpus);
  fill_figures(&out, corpus, lineage, actors);
  fill_origins(&out, corpus, lineage, actors);
  return out;
}

}  // namespace

std::string_view name(ClaimRole role) {
  constexpr std::string_view kNames[] = {"reports", "denies", "attributes", "counts", "updates"};
  return kNames[static_cast<int>(role)];
}

std::string content_id(char prefix, std::string_view content) {
  constexpr char kDigits[] = "0123456789abcdefghjkmnpqrstvwxyz";
  std::string hash = sha256(content);
  std::string out(1, prefix);
  uint64_t bits = std::stoull(hash.substr(0, 13), nullptr, 16);  // 52 bits, of which 50 are used
  for (int i = 0; i < 10; ++i) out += kDigits[(bits >> (5 * i)) & 31];
  return out;
}

namespace {

// For each event of a group its strongest link to another of the group.
std::vector<std::vector<Join>> joins_of(const std::vector<std::vector<int32_t>>& groups, const std::vector<Link>& links,
                                        const LinkScorer& scorer, size_t events) {
  std::vector<int32_t> group(events), place(events);
  for (size_t g = 0; g < groups.size(); ++g) {
    for (size_t k = 0; k < groups[g].size(); ++k) {
      group[groups[g][k]] = static_cast<int32_t>(g);
      place[groups[g][k]] = static_cast<int32_t>(k);
    }
  }
  std::vector<const Link*> strongest(events, nullptr);
  for (const Link& link : links) {
    if (group[link.a] != group[link.b]) continue;
    for (int32_t i : {link.a, link.b}) {
      if (!strongest[i] || link.score > strongest[i]->score) strongest[i] = &link;
    }
  }
  std::vector<std::vector<Join>> out(groups.size());
  for (size_t g = 0; g < groups.size(); ++g) {
    for (int32_t i : groups[g]) {
      const Link* link = strongest[i];
      if (!link || (link->a != i && strongest[link->a] == link)) continue;  // told with the other event
      out[g].push_back({place[link->a], place[link->b], scorer.score(link->a, link->b), link->judged});
    }
    std::sort(out[g].begin(), out[g].end(), [](const Join& x, const Join& y) { return std::tie(x.a, x.b) < std::tie(y.a, y.b); });
  }
  return out;
}

}  // namespace

std::vector<Incident> incidents_of(const Corpus& corpus, const std::vector<int32_t>& lineage,
                                   const Actors& actors, const CommonWords& common) {
  const unsigned threads = std::thread::hardware_concurrency();
  std::vector<Event> events;
  for (auto& of_document : parallel_range(corpus.documents.size(), threads, [&](size_t d) {
         auto out = events_of(corpus, actors, static_cast<int32_t>(d));
         for (auto& e : out) e.id = content_id('I', anchor_of(corpus, e));
         return out;
       }))
    std::move(of_document.begin(), of_document.end(), std::back_inserter(events));
  const EventPlaces places(events);
  const LinkScorer scorer(corpus, lineage, actors, common, events, places);
  const Blocks blocks(corpus, scorer.texts(), events, places);
  const auto links = link_events(scorer, blocks, corpus, events, threads);
  const auto groups = cluster(static_cast<int32_t>(events.size()), links, kUncompared,
                              [&](std::span<const int32_t> component) { return blocks.apart_among(component); });
  auto joins = joins_of(groups, links, scorer, events.size());
  auto assembled = parallel_range(groups.size(), threads, [&](size_t g) -> std::optional<Incident> {
    std::vector<Event> members;
    for (int32_t i : groups[g]) members.push_back(events[i]);
    if (std::all_of(members.begin(), members.end(), [](const Event& e) { return e.follows; })) return {};
    Incident incident = assemble(std::move(members), corpus, lineage, actors);
    incident.joins = std::move(joins[g]);
    return incident;
  });
  std::vector<Incident> out;
  for (auto& incident : assembled) {
    if (incident) out.push_back(std::move(*incident));
  }
  auto key = [](const Incident& i) {
    return std::tuple(i.time && !i.time->empty() ? i.time->hull().lo : kEndOfTime, -i.articles, i.id);
  };
  std::sort(out.begin(), out.end(), [&](const Incident& a, const Incident& b) { return key(a) < key(b); });
  return out;
}

}  // namespace bestand
