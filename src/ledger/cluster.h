// Average-link clustering over scored pairs, the same whatever order the items came in.
//
// Input    items 0..n-1 in canonical order; a score for each candidate pair (log-odds that both are one),
// pairs not
//          given count `missing`; a veto keeps two items apart for good
//          weights: an item stands for so many like it; none: each for itself
// Output   clusters by their smallest item, items rising
// Cost     n log n in the pairs of a connected component; only positive pairs connect
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <utility>
#include <vector>

namespace bestand {

struct Link {
  int32_t a = 0, b = 0;  // a < b
  double score = 0;
  bool veto = false;
  bool judged = false;  // by a person
};

// Pairs (a < b) among the items of one component that are vetoed unless a link says otherwise: vetoes are many, and those
// across components decide nothing.
using Apart = std::function<std::vector<std::pair<int32_t, int32_t>>(std::span<const int32_t>)>;

// Of each item the smallest that links above zero join it to, directly or through others.
std::vector<int32_t> components(int32_t n, const std::vector<Link>& links);

std::vector<std::vector<int32_t>> cluster(int32_t n, const std::vector<Link>& links, double missing = -1.0,
                                          const Apart& apart = {}, std::span<const int32_t> weights = {});

}  // namespace bestand
