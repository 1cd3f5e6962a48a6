// Which of n items are joined, directly or through others (union-find); a set's root is its smallest item, whatever the order
// of joining.
//
// Cost     next to constant a call (path halving)
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <vector>

namespace bestand {

class DisjointSets {
 public:
  explicit DisjointSets(size_t n) : parent_(n) { std::iota(parent_.begin(), parent_.end(), 0); }

  int32_t root(int32_t i) {
    while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
    return i;
  }
  void join(int32_t a, int32_t b) {
    a = root(a), b = root(b);
    if (a != b) parent_[std::max(a, b)] = std::min(a, b);
  }
  std::vector<int32_t> roots() {  // by item
    std::vector<int32_t> out(parent_.size());
    for (size_t i = 0; i < out.size(); ++i) out[i] = root(static_cast<int32_t>(i));
    return out;
  }

 private:
  std::vector<int32_t> parent_;
};

}  // namespace bestand
