#include "ledger/agreement_groups.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string>
#include <unordered_map>

#include "ledger/cluster.h"
#include "ledger/compare.h"

namespace bestand {
namespace {

double time_score(const AgreementNode& a, const AgreementNode& b, double published_apart) {
  if (a.times.empty() || b.times.empty()) {
    if (published_apart <= 10) return 0.8;
    return published_apart <= 60 ? 0.2 : -1.5;
  }
  double apart = 1e9;
  bool exact = false;
  for (const auto& x : a.times) {
    for (const auto& y : b.times) {
      double d = days_apart(x, y);
      if (d < apart) {
        apart = d;
        auto length = [](const TimeSet& t) { return t.hull().hi - t.hull().lo; };
        exact = length(x) <= 2 * kDaySeconds && length(y) <= 2 * kDaySeconds;
      }
    }
  }
  if (apart <= 0) return exact ? 2.2 : 1.0;
  return 0.5;  // within announce_days; conflict() keeps the rest apart
}

double published_apart(const Corpus& corpus, const AgreementNode& a, const AgreementNode& b) {
  const auto& one = corpus.documents[a.document].document.published;
  const auto& other = corpus.documents[b.document].document.published;
  if (!one || !other || one->empty() || other->empty()) return 30;
  return days_apart(*one, *other);
}

// An article long before the other's ceasefire began cannot speak of it; one that dates none may speak of any
// later.
bool before_it_began(const Corpus& corpus, const AgreementNode& vague, const AgreementNode& dated,
                     const Policy& policy) {
  const auto& published = corpus.documents[vague.document].document.published;
  if (!vague.times.empty() || dated.times.empty() || !published || published->empty()) return false;
  double days = static_cast<double>(dated.times[0].hull().lo - published->hull().hi) / kDaySeconds;
  return days > 14 || -days > static_cast<double>(policy.concern_days());
}

Link link_of(const Corpus& corpus, const std::vector<AgreementNode>& nodes, int32_t a, int32_t b,
             const Actors& actors, const Policy& policy) {
  const AgreementNode& x = nodes[a];
  const AgreementNode& y = nodes[b];
  Link out{a, b, -1.8, false};
  bool known = !x.theatre.empty() && !y.theatre.empty();
  out.veto = x.document == y.document || conflict(x, y, actors, policy) ||
             before_it_began(corpus, x, y, policy) || before_it_began(corpus, y, x, policy);
  out.score += known ? 1.4 : 0.0;
  out.score += time_score(x, y, published_apart(corpus, x, y));
  int parties = related_count(x.parties, y.parties, actors);
  out.score += parties >= 2 ? 1.6 : parties == 1 ? 0.6 : 0.0;
  int mediators = related_count(x.mediators, y.mediators, actors);
  if (!x.mediators.empty() && !y.mediators.empty())
    out.score += mediators ? 0.8 * std::min(2, mediators) : -1.2;
  bool one_local = x.area.has_value() != y.area.has_value();
  if (one_local) out.score -= 0.8;
  if (x.area && y.area) out.score += 0.8;
  return out;
}

std::vector<Link> links_of(const Corpus& corpus, const std::vector<AgreementNode>& nodes,
                           const Actors& actors, const Policy& policy) {
  // Blocks: a theatre, and one for nodes without any.
  std::map<std::string, std::vector<int32_t>> blocks;
  std::vector<Link> out;
  for (int32_t i = 0; i < static_cast<int32_t>(nodes.size()); ++i) {
    auto& block = blocks[nodes[i].theatre];
    for (int32_t j : block) out.push_back(link_of(corpus, nodes, j, i, actors, policy));
    block.push_back(i);
  }
  return out;
}

// What decides a node's links but for which document it stands in: nodes of one key are one item to cluster, of their
// number's weight. A document's several nodes are not one, so each has a key of its own.
std::string link_key(const Corpus& corpus, const AgreementNode& n, bool alone_in_document) {
  std::string out = n.theatre;
  auto add = [&](const auto& text) { ((out += '|') += text); };
  auto number = [&](auto x) { add(std::to_string(x)); };
  auto interval = [&](const Interval& m) { number(m.lo), number(m.hi); };
  if (!alone_in_document) number(n.document), number(n.agreements.empty() ? n.others[0] : n.agreements[0]);
  for (const auto& t : n.times) {
    for (const Interval& m : t.members) interval(m);
    add("t");
  }
  if (const auto& published = corpus.documents[n.document].document.published; n.times.empty() && published) {
    for (const Interval& m : published->members) interval(m);
  }
  for (const auto& p : n.parties) add(p.key);
  add("m");
  for (const auto& m : n.mediators) add(m.key);
  if (!n.area) return out;
  add("a"), add(n.area->name), add(n.area->anchor), add(n.area->country), add(n.area->gazetteer_id);
  number(n.area->precision);
  if (n.area->area) number(n.area->area->centre.lat), number(n.area->area->centre.lon), number(n.area->area->radius_m);
  for (const auto& w : n.area->within) add(w);
  return out;
}

using Groups = std::vector<std::vector<int32_t>>;

// Nodes that are told alike in all that links rest on, where such nodes link to each other at all.
Groups told_alike(const Corpus& corpus, const std::vector<AgreementNode>& nodes, const std::vector<int32_t>& some,
                  const Actors& actors, const Policy& policy) {
  std::map<int32_t, int> in_document;
  for (int32_t i : some) ++in_document[nodes[i].document];
  std::unordered_map<std::string, size_t> home;
  Groups out;
  for (int32_t i : some) {
    const size_t next = out.size();
    const size_t at = home.try_emplace(link_key(corpus, nodes[i], in_document[nodes[i].document] == 1), next).first->second;
    if (at < next) {
      const Link link = link_of(corpus, nodes, out[at][0], i, actors, policy);
      if (link.score > 0 && !link.veto) {
        out[at].push_back(i);
        continue;
      }
    }
    out.push_back({i});
  }
  return out;
}

// Clusters of some of the nodes.
Groups cluster_of(const Corpus& corpus, const std::vector<AgreementNode>& nodes,
                  const std::vector<int32_t>& some, const Actors& actors, const Policy& policy) {
  const Groups alike = told_alike(corpus, nodes, some, actors, policy);
  std::vector<AgreementNode> list;
  std::vector<int32_t> weights;
  for (const auto& group : alike) {
    list.push_back(nodes[group[0]]);
    weights.push_back(static_cast<int32_t>(group.size()));
  }
  Groups out;
  for (const auto& cluster : cluster(static_cast<int32_t>(list.size()), links_of(corpus, list, actors, policy), -0.6, {}, weights)) {
    auto& members = out.emplace_back();
    for (int32_t g : cluster) members.insert(members.end(), alike[g].begin(), alike[g].end());
    std::sort(members.begin(), members.end());
  }
  return out;
}

std::optional<double> days_after(const Corpus& corpus, const AgreementNode& n, const AgreementNode& dated) {
  const auto& published = corpus.documents[n.document].document.published;
  if (!published || published->empty()) return {};
  return static_cast<double>(published->hull().hi - dated.times[0].hull().lo) / kDaySeconds;
}

// What a group of dated reports says together.
struct Candidate {
  const AgreementNode* dated = nullptr;
  size_t size = 0;
  bool local = false;
  std::set<int32_t> documents;
  std::vector<ActorRef> parties, mediators;
  std::vector<TimeSet> times;
  std::vector<const AgreementNode*> distinct;  // that a conflict with the group is found by
};

Candidate candidate_of(const std::vector<AgreementNode>& nodes, const std::vector<int32_t>& group) {
  Candidate out;
  out.dated = &nodes[group[0]];
  out.size = group.size();
  std::set<std::string> seen;
  for (int32_t i : group) {
    const AgreementNode& n = nodes[i];
    out.documents.insert(n.document);
    out.local |= n.area.has_value();
    std::string key = n.area ? n.area->name + '|' + n.area->anchor + '|' + n.area->gazetteer_id : "";
    for (const auto& p : n.parties) key += '|' + p.key;
    if (!seen.insert(std::move(key)).second) continue;
    out.distinct.push_back(&n);
    for (const auto& p : n.parties) add_actor(&out.parties, p);
  }
  for (int32_t i : group) {
    for (const auto& m : nodes[i].mediators) add_actor(&out.mediators, m);
    for (const auto& t : nodes[i].times) {
      if (std::find(out.times.begin(), out.times.end(), t) == out.times.end()) out.times.push_back(t);
    }
  }
  return out;
}

// Whether it is called by a time that the group's began at.
bool called_by(const AgreementNode& n, const Candidate& group) {
  return std::any_of(n.named.begin(), n.named.end(), [&](const TimeSet& name) {
    return std::any_of(group.times.begin(), group.times.end(), [&](const TimeSet& t) { return !intersect(name, t).empty(); });
  });
}

// How well a report that dates no ceasefire fits one that others date: the latest before it, unless who and
// where say otherwise. Negative: not this one.
double fit(const Corpus& corpus, const AgreementNode& n, const Candidate& group, const Actors& actors, const Policy& policy) {
  constexpr double kOldest = 6, kBefore = 14;  // an article may speak of one that is to begin within 14 days
  constexpr double kLonger = 400;              // days more for one whose two sides it names
  constexpr double kCalled = 3;
  if (group.local != n.area.has_value() || group.documents.count(n.document)) return -1;
  const bool called = called_by(n, group);
  if (n.background && !called) return -1;
  auto days = days_after(corpus, n, *group.dated);
  const int parties = related_count(n.parties, group.parties, actors);
  const double concern = static_cast<double>(policy.concern_days()) + (parties >= 2 ? kLonger : 0);
  if (!days || *days < -kBefore || (*days > concern && !called)) return -1;
  if (std::any_of(group.distinct.begin(), group.distinct.end(), [&](const AgreementNode* other) { return conflict(n, *other, actors, policy); }))
    return -1;
  double age = *days < 0 ? 1.5 : std::min(*days / 30, kOldest);
  return kOldest + 1 - age + (called ? kCalled : 0.0) + 0.6 * std::min(2, parties) +
         0.8 * std::min(2, related_count(n.mediators, group.mediators, actors)) +
         0.3 * std::log(static_cast<double>(group.size));
}

}  // namespace

Groups group_nodes(const Corpus& corpus, const std::vector<AgreementNode>& nodes, const Actors& actors,
                   const Policy& policy) {
  std::vector<int32_t> dated, undated, left;
  for (int32_t i = 0; i < static_cast<int32_t>(nodes.size()); ++i)
    (nodes[i].times.empty() ? undated : dated).push_back(i);
  Groups groups = cluster_of(corpus, nodes, dated, actors, policy);
  std::vector<Candidate> candidates;
  std::map<std::string, std::vector<size_t>> by_theatre;
  for (size_t g = 0; g < groups.size(); ++g) {
    candidates.push_back(candidate_of(nodes, groups[g]));
    by_theatre[nodes[groups[g][0]].theatre].push_back(g);
  }
  for (int32_t i : undated) {
    double best = 0;
    size_t home = groups.size();
    for (size_t g : by_theatre[nodes[i].theatre]) {
      if (nodes[i].theatre.empty()) continue;
      double f = fit(corpus, nodes[i], candidates[g], actors, policy);
      if (f > best) best = f, home = g;
    }
    if (home < groups.size())
      groups[home].push_back(i);
    else
      left.push_back(i);
  }
  for (auto& group : groups) std::sort(group.begin(), group.end());
  Groups rest = cluster_of(corpus, nodes, left, actors, policy);
  groups.insert(groups.end(), rest.begin(), rest.end());
  return groups;
}

}  // namespace bestand
