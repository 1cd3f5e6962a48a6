// Maximum spanning tree with one root. Most sentences need no more than each word's best head; where those
// make no tree, cycles are contracted (Chu and Liu 1965, Edmonds 1967), once for each likely root.
#include <algorithm>
#include <vector>

#include "parse/net.h"

namespace bestand {

bool is_tree(const int32_t* heads, int32_t n) {
  std::vector<int32_t> mark(static_cast<size_t>(n), -1);
  int32_t roots = 0;
  for (int32_t i = 0; i < n; ++i) {
    roots += heads[i] < 0;
    int32_t at = i;
    while (at >= 0 && mark[at] < 0) {
      mark[at] = i;
      at = heads[at];
    }
    if (at >= 0 && mark[at] == i) return false;
  }
  return roots == 1;
}

namespace {

constexpr float kNoArc = -1e30f;

// Chu-Liu-Edmonds over nodes 0..m-1 with node 0 the root; scores[d * m + h]. Quadratic a contraction.
class Edmonds {
 public:
  Edmonds(std::vector<float> scores, int32_t m) : score_(std::move(scores)), m_(m) {}

  // Heads of the nodes; head[0] is 0.
  std::vector<int32_t> solve() {
    std::vector<int32_t> head(m_, 0);
    for (int32_t d = 1; d < m_; ++d) {
      for (int32_t h = 1; h < m_; ++h) {
        if (h != d && score_[d * m_ + h] > score_[d * m_ + head[d]]) head[d] = h;
      }
    }
    std::vector<int32_t> cycle = find_cycle(head);
    if (cycle.empty()) return head;
    return expand(head, cycle);
  }

 private:
  std::vector<int32_t> find_cycle(const std::vector<int32_t>& head) const {
    std::vector<int32_t> mark(m_, -1);
    for (int32_t i = 1; i < m_; ++i) {
      int32_t at = i;
      while (at != 0 && mark[at] < 0) {
        mark[at] = i;
        at = head[at];
      }
      if (at == 0 || mark[at] != i) continue;
      std::vector<int32_t> cycle{at};
      for (int32_t next = head[at]; next != at; next = head[next]) cycle.push_back(next);
      return cycle;
    }
    return {};
  }

  // Contracts the cycle into one node, solves the rest, and opens the cycle where the rest enters it.
  std::vector<int32_t> expand(std::vector<int32_t>& head, const std::vector<int32_t>& cycle) {
    std::vector<char> inside(m_, 0);
    float kept = 0;
    for (int32_t c : cycle) {
      inside[c] = 1;
      kept += score_[c * m_ + head[c]];
    }
    std::vector<int32_t> old;  // new number -> old; the cycle comes last
    for (int32_t i = 0; i < m_; ++i) {
      if (!inside[i]) old.push_back(i);
    }
    int32_t k = static_cast<int32_t>(old.size()) + 1, node = k - 1;
    std::vector<float> small(static_cast<size_t>(k) * k, kNoArc);
    std::vector<int32_t> enters(k, 0), leaves(k, 0);
    for (int32_t i = 0; i < node; ++i) {
      for (int32_t j = 0; j < node; ++j) small[i * k + j] = score_[old[i] * m_ + old[j]];
      for (int32_t c : cycle) {
        float out = score_[old[i] * m_ + c];  // the cycle's word c heads word i
        if (out > small[i * k + node] || leaves[i] == 0) small[i * k + node] = out, leaves[i] = c;
        float in = kept - score_[c * m_ + head[c]] + score_[c * m_ + old[i]];  // word i heads c
        if (in > small[node * k + i] || enters[i] == 0) small[node * k + i] = in, enters[i] = c;
      }
    }
    std::vector<int32_t> rest = Edmonds(std::move(small), k).solve();
    for (int32_t i = 1; i < node; ++i) head[old[i]] = rest[i] == node ? leaves[i] : old[rest[i]];
    head[enters[rest[node]]] = old[rest[node]];
    return head;
  }

  std::vector<float> score_;
  int32_t m_;
};

// Best tree in which `root` alone hangs from the root; its total goes to `total`.
std::vector<int32_t> tree_with_root(const float* scores, int32_t n, int32_t root, double* total) {
  int32_t m = n;  // the root word takes the place of node 0
  std::vector<int32_t> word(1, root);
  for (int32_t i = 0; i < n; ++i) {
    if (i != root) word.push_back(i);
  }
  std::vector<float> s(static_cast<size_t>(m) * m, kNoArc);
  for (int32_t d = 1; d < m; ++d) {
    for (int32_t h = 0; h < m; ++h) {
      if (h != d) s[d * m + h] = scores[static_cast<size_t>(word[d]) * (n + 1) + word[h] + 1];
    }
  }
  std::vector<int32_t> found = Edmonds(std::move(s), m).solve(), heads(n, -1);
  *total = scores[static_cast<size_t>(root) * (n + 1)];
  for (int32_t d = 1; d < m; ++d) {
    heads[word[d]] = word[found[d]];
    *total += scores[static_cast<size_t>(word[d]) * (n + 1) + word[found[d]] + 1];
  }
  return heads;
}

}  // namespace

void best_tree(const float* scores, int32_t n, int32_t* heads) {
  if (n == 0) return;
  for (int32_t i = 0; i < n; ++i) {
    const float* row = scores + static_cast<size_t>(i) * (n + 1);
    heads[i] = static_cast<int32_t>(std::max_element(row, row + n + 1) - row) - 1;
  }
  if (is_tree(heads, n)) return;
  constexpr size_t kRoots = 3;
  std::vector<int32_t> roots(n);
  for (int32_t i = 0; i < n; ++i) roots[i] = i;
  std::vector<float> most(n), gain(n);  // what each word's best head gives, and how much more the root gives
  for (int32_t i = 0; i < n; ++i) {
    const float* row = scores + static_cast<size_t>(i) * (n + 1);
    most[i] = *std::max_element(row + 1, row + n + 1);
    gain[i] = n == 1 ? row[0] : row[0] - most[i];
  }
  std::stable_sort(roots.begin(), roots.end(), [&](int32_t a, int32_t b) { return gain[a] > gain[b]; });
  roots.resize(std::min(roots.size(), kRoots));
  auto bound = [&](int32_t root) {  // added up as a tree's total is, which rounding leaves no larger
    double sum = scores[static_cast<size_t>(root) * (n + 1)];
    for (int32_t i = 0; i < n; ++i) sum += i == root ? 0 : most[i];
    return sum;
  };
  double best = 0;
  bool first = true;
  for (int32_t root : roots) {
    if (!first && bound(root) <= best) continue;
    double total = 0;
    std::vector<int32_t> found = tree_with_root(scores, n, root, &total);
    if (!first && total <= best) continue;
    first = false;
    best = total;
    std::copy(found.begin(), found.end(), heads);
  }
}

}  // namespace bestand
