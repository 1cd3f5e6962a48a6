// Runs one function over many items on several threads; results come back in the order of the items.
//
// Threads  `f` is called from up to `threads` threads at once and must be safe for that; with 1 it runs in the caller's
// Errors   `f` must not throw
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <numeric>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace bestand {

template <class Item, class F>
auto parallel_map(std::vector<Item>& items, unsigned threads, F f) {
  using Out = decltype(f(items.front()));
  std::vector<std::optional<Out>> out(items.size());
  std::atomic<size_t> next{0};
  auto work = [&] {
    for (size_t i = next++; i < items.size(); i = next++) out[i].emplace(f(items[i]));
  };
  std::vector<std::jthread> helpers;
  for (size_t t = 1; t < std::min<size_t>(threads, items.size()); ++t) helpers.emplace_back(work);
  work();
  helpers.clear();  // joins
  std::vector<Out> results;
  results.reserve(out.size());
  for (auto& o : out) results.push_back(std::move(*o));
  return results;
}

// f(0), f(1) … f(n - 1), in that order.
template <class F>
auto parallel_range(size_t n, unsigned threads, F f) {
  std::vector<size_t> items(n);
  std::iota(items.begin(), items.end(), size_t{0});
  return parallel_map(items, threads, f);
}

}  // namespace bestand
