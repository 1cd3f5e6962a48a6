// Greedy agglomeration: the pair of clusters with the highest mean score merges while that mean is above
// zero. Ties go to the pair with the smaller first items, so that the outcome is a function of the set.
// Components joined by positive links are worked one by one.

#include "ledger/cluster.h"

#include <algorithm>
#include <numeric>
#include <queue>

#include "base/disjoint_sets.h"

namespace bestand {
namespace {

// What two clusters have between them.
struct Pair {
  int32_t other = 0;
  double count = 0;
  double sum = 0;
  bool veto = false;
};

// One component: clusters are named by their smallest item, items by their place in the component. A cluster's row holds
// its pairs under the names of old; who has merged since is looked up when the row is next read, so that a merge
// touches two rows and no neighbour's.
class Agglomeration {
 public:
  Agglomeration(size_t items, double missing)
      : missing_(missing), members_(items), weight_(items, 1), rows_(items), version_(items, 0), into_(items) {
    std::iota(into_.begin(), into_.end(), 0);
    for (size_t i = 0; i < items; ++i) members_[i] = {static_cast<int32_t>(i)};
  }

  void weigh(int32_t item, double weight) { weight_[item] = weight; }  // before any add()

  void add(int32_t a, int32_t b, const Link& link) {
    const double pairs = weight_[a] * weight_[b];
    rows_[a].push_back({b, pairs, pairs * link.score, link.veto});
    rows_[b].push_back({a, pairs, pairs * link.score, link.veto});
  }

  // Items of each cluster, rising; empty for those that merged into another.
  const std::vector<std::vector<int32_t>>& run() {
    for (int32_t a = 0; a < static_cast<int32_t>(rows_.size()); ++a) {
      for (const Pair& pair : rows_[a]) {
        if (a < pair.other) offer(a, pair);
      }
    }
    while (!queue_.empty()) {
      Offer best = queue_.top();
      queue_.pop();
      if (version_[best.a] == best.version_a && version_[best.b] == best.version_b) merge(best.a, best.b);
    }
    return members_;
  }

 private:
  struct Offer {
    double mean;
    int32_t a, b;
    int32_t version_a, version_b;
    bool operator<(const Offer& o) const {  // the queue's top: highest mean, then smallest names
      if (mean != o.mean) return mean < o.mean;
      return a != o.a ? a > o.a : b > o.b;
    }
  };

  int32_t root(int32_t i) {
    while (into_[i] != i) i = into_[i] = into_[into_[i]];
    return i;
  }

  void offer(int32_t at, const Pair& pair) {
    if (pair.veto) return;
    double all = weight_[at] * weight_[pair.other];
    double mean = (pair.sum + missing_ * (all - pair.count)) / all;
    auto [a, b] = std::minmax(at, pair.other);
    if (mean > 0) queue_.push({mean, a, b, version_[a], version_[b]});
  }

  void merge(int32_t into, int32_t from) {  // into < from
    auto& target = members_[into];
    target.insert(target.end(), members_[from].begin(), members_[from].end());
    std::sort(target.begin(), target.end());
    members_[from].clear();
    weight_[into] += weight_[from];
    ++version_[into];
    version_[from] = -1;
    into_[from] = into;
    auto& row = rows_[into];
    row.insert(row.end(), rows_[from].begin(), rows_[from].end());
    std::vector<Pair>().swap(rows_[from]);
    for (Pair& pair : row) pair.other = root(pair.other);
    std::stable_sort(row.begin(), row.end(), [](const Pair& x, const Pair& y) { return x.other < y.other; });
    size_t kept = 0;
    for (const Pair& pair : row) {
      if (pair.other == into) continue;
      if (kept == 0 || row[kept - 1].other != pair.other) {
        row[kept++] = pair;
        continue;
      }
      Pair& mine = row[kept - 1];
      mine.sum += pair.sum;
      mine.count += pair.count;
      mine.veto |= pair.veto;
    }
    row.resize(kept);
    for (const Pair& pair : row) offer(into, pair);
  }

  double missing_;
  std::vector<std::vector<int32_t>> members_;
  std::vector<double> weight_;
  std::vector<std::vector<Pair>> rows_;
  std::vector<int32_t> version_, into_;
  std::priority_queue<Offer> queue_;
};

}  // namespace

std::vector<int32_t> components(int32_t n, const std::vector<Link>& links) {
  DisjointSets sets(static_cast<size_t>(n));
  for (const auto& link : links) {
    if (!link.veto && link.score > 0) sets.join(link.a, link.b);
  }
  return sets.roots();
}

std::vector<std::vector<int32_t>> cluster(int32_t n, const std::vector<Link>& links, double missing, const Apart& apart,
                                          std::span<const int32_t> weights) {
  const std::vector<int32_t> root = components(n, links);
  std::vector<std::vector<int32_t>> by_root(n), out;
  std::vector<int32_t> place(n);  // of an item in its component
  for (int32_t i = 0; i < n; ++i) {
    auto& items = by_root[root[i]];
    place[i] = static_cast<int32_t>(items.size());
    items.push_back(i);
  }
  std::vector<std::vector<const Link*>> by_component(n);
  for (const auto& link : links) {
    if (root[link.a] == root[link.b]) by_component[root[link.a]].push_back(&link);
  }
  for (int32_t r = 0; r < n; ++r) {
    const auto& items = by_root[r];
    if (items.size() <= 1) {
      if (!items.empty()) out.push_back(items);
      continue;
    }
    Agglomeration work(items.size(), missing);
    for (size_t k = 0; k < items.size() && !weights.empty(); ++k) work.weigh(static_cast<int32_t>(k), weights[items[k]]);
    for (const Link* link : by_component[r]) work.add(place[link->a], place[link->b], *link);
    if (apart && items.size() > 2) {
      std::vector<std::pair<int32_t, int32_t>> linked;
      for (const Link* link : by_component[r]) linked.emplace_back(link->a, link->b);
      std::sort(linked.begin(), linked.end());
      for (const auto& [a, b] : apart(items)) {
        if (!std::binary_search(linked.begin(), linked.end(), std::pair(a, b))) work.add(place[a], place[b], {a, b, 0, true, false});
      }
    }
    for (const auto& members : work.run()) {
      if (members.empty()) continue;
      auto& list = out.emplace_back();
      for (int32_t m : members) list.push_back(items[m]);
    }
  }
  std::sort(out.begin(), out.end(), [](const auto& x, const auto& y) { return x[0] < y[0]; });
  return out;
}

}  // namespace bestand
