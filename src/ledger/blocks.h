// Which events of a ledger are compared at all: those of days that touch whose places do not lie apart, and main events
// whose texts share one of their weightiest words.
//
// Output   for event i the earlier ones, rising; a function of the events
// Threads  const after construction
// Cost     building: each event once; asking: what lies near, not what its days hold. An event whose place is a country or
//          has no area is near all of its days
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/time_set.h"
#include "ledger/events.h"
#include "ledger/texts.h"

namespace bestand {

// From the one publication to the other; 0 where one is not known.
double days_between(const Corpus& corpus, int32_t a, int32_t b);

class Blocks {
 public:
  Blocks(const Corpus& corpus, const Texts& texts, const std::vector<Event>& events, const EventPlaces& places);

  // Earlier events that may be the same as event i, of those that `wanted(event)` is true of.
  template <class Wanted>
  std::vector<int32_t> before(int32_t i, Wanted wanted) const {
    std::vector<int32_t> near = near_in_time_and_place(i), others = by_words(i);
    auto unwanted = [&](int32_t j) { return !wanted(j); };
    std::erase_if(near, unwanted);
    std::erase_if(others, unwanted);
    return merged(i, std::move(near), std::move(others));
  }
  std::vector<int32_t> before(int32_t i) const {
    return before(i, [](int32_t) { return true; });
  }

  // Pairs (a < b) of `some`, rising events, whose days touch and whose times or places exclude each other.
  std::vector<std::pair<int32_t, int32_t>> apart_among(std::span<const int32_t> some) const;

 private:
  struct Days {  // widened by one on each side
    int64_t first = 0, last = -1;
  };
  using Lists = std::unordered_map<uint64_t, std::vector<int32_t>>;  // events, rising

  bool apart(int32_t i, int32_t j) const;
  void place(int32_t i);
  std::vector<int32_t> near_in_time_and_place(int32_t i) const;  // in no order, also twice; and some that lie apart
  std::vector<int32_t> by_words(int32_t i) const;
  std::vector<int32_t> merged(int32_t i, std::vector<int32_t> near, std::vector<int32_t> others) const;

  const EventPlaces& places_;
  std::vector<Days> days_;
  std::vector<std::optional<Seconds>> published_;
  std::vector<std::optional<Interval>> times_;
  std::vector<std::vector<uint32_t>> cells_;  // that the place may touch; none: all
  std::vector<std::vector<uint32_t>> words_;  // of main events
  Lists of_day_, anywhere_on_day_, of_cell_, of_name_, of_word_;
};

}  // namespace bestand
