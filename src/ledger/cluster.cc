// Greedy agglomeration: the pair of clusters with the highest mean score merges while that mean is above
// zero. Ties go to the pair with the smaller first items, so that the outcome is a function of the set.
// Components joined by positive links are worked one by one.

#include "ledger/cluster.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <queue>
#include <unordered_map>

namespace bestand {
namespace {

struct Pair {
  double sum = 0;
  int64_t count = 0;
  bool veto = false;
};

// One component: clusters are named by their smallest item.
class Agglomeration {
 public:
  Agglomeration(const std::vector<int32_t>& items, double missing) : missing_(missing) {
    for (int32_t item : items) members_[item] = {item};
  }

  void add(const Link& link) {
    auto& pair = pairs_[link.a][link.b];
    pair = {link.score, 1, link.veto};
    pairs_[link.b][link.a] = pair;
  }

  std::map<int32_t, std::vector<int32_t>> run() {
    for (const auto& [a, row] : pairs_) {
      for (const auto& [b, pair] : row) {
        if (a < b) offer(a, b, pair);
      }
    }
    while (!queue_.empty()) {
      Offer best = queue_.top();
      queue_.pop();
      if (version(best.a) != best.version_a || version(best.b) != best.version_b) continue;
      merge(best.a, best.b);
    }
    return members_;
  }

 private:
  struct Offer {
    double mean;
    int32_t a, b;
    int version_a, version_b;
    bool operator<(const Offer& o) const {  // the queue's top: highest mean, then smallest names
      if (mean != o.mean) return mean < o.mean;
      return a != o.a ? a > o.a : b > o.b;
    }
  };

  int version(int32_t c) const {
    auto it = version_.find(c);
    return it == version_.end() ? 0 : it->second;
  }

  void offer(int32_t a, int32_t b, const Pair& pair) {
    if (pair.veto) return;
    double all = static_cast<double>(members_[a].size()) * static_cast<double>(members_[b].size());
    double mean = (pair.sum + missing_ * (all - static_cast<double>(pair.count))) / all;
    if (mean > 0)
      queue_.push({mean, std::min(a, b), std::max(a, b), version(std::min(a, b)), version(std::max(a, b))});
  }

  void merge(int32_t into, int32_t from) {  // into < from
    auto& target = members_[into];
    auto& source = members_[from];
    target.insert(target.end(), source.begin(), source.end());
    std::sort(target.begin(), target.end());
    members_.erase(from);
    ++version_[into];
    version_[from] = -1;
    auto gone = std::move(pairs_[from]);
    pairs_.erase(from);
    auto& row = pairs_[into];
    row.erase(from);
    for (const auto& [other, pair] : gone) {
      if (other == into) continue;
      auto& mine = row[other];
      mine.sum += pair.sum;
      mine.count += pair.count;
      mine.veto |= pair.veto;
      pairs_[other].erase(from);
    }
    for (const auto& [other, pair] : row) {
      pairs_[other][into] = pair;
      offer(into, other, pair);
    }
  }

  double missing_;
  std::map<int32_t, std::vector<int32_t>> members_;
  std::map<int32_t, std::map<int32_t, Pair>> pairs_;
  std::unordered_map<int32_t, int> version_;
  std::priority_queue<Offer> queue_;
};

}  // namespace

std::vector<std::vector<int32_t>> cluster(int32_t n, const std::vector<Link>& links, double missing) {
  std::vector<int32_t> parent(n);
  std::iota(parent.begin(), parent.end(), 0);
  auto root = [&](int32_t i) {
    while (parent[i] != i) i = parent[i] = parent[parent[i]];
    return i;
  };
  for (const auto& link : links) {
    if (link.veto || link.score <= 0) continue;
    int32_t a = root(link.a), b = root(link.b);
    if (a != b) parent[std::max(a, b)] = std::min(a, b);
  }
  std::map<int32_t, std::vector<int32_t>> components;
  for (int32_t i = 0; i < n; ++i) components[root(i)].push_back(i);
  std::unordered_map<int32_t, std::vector<const Link*>> by_component;
  for (const auto& link : links) {
    if (root(link.a) == root(link.b)) by_component[root(link.a)].push_back(&link);
  }
  std::map<int32_t, std::vector<int32_t>> out;
  for (const auto& [at, items] : components) {
    if (items.size() == 1) {
      out[at] = items;
      continue;
    }
    Agglomeration work(items, missing);
    for (const Link* link : by_component[at]) work.add(*link);
    out.merge(work.run());
  }
  std::vector<std::vector<int32_t>> list;
  for (auto& [first, items] : out) list.push_back(std::move(items));
  return list;
}

}  // namespace bestand
