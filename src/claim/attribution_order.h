// Tellings known by the order of words, where trees of news often err: an unparted "a monitor said on Friday" at the end,
// an inverted "..., zeggen hulpverleners", and "Dat meldt het leger", which tells the sentence before.
//
// Output   appends to `out_`; true when it did
#pragma once

#include "claim/attribution_phrases.h"

namespace bestand {

class OrderFinder : public PhraseFinder {
 public:
  using PhraseFinder::PhraseFinder;

 protected:
  bool unparted_trailing(int32_t t, const CueSense& sense);
  bool opened(int32_t t, const std::vector<CueSense>& senses);
  bool inverted(int32_t t, const std::vector<CueSense>& senses);
  bool resumed(int32_t t, const std::vector<CueSense>* senses);  // nullptr: no cue of its own

 private:
  const CueSense* telling(int32_t t, const std::vector<CueSense>& senses, std::vector<int32_t>* more) const;
  int32_t tail_end(int32_t t, const std::vector<int32_t>& more) const;
  bool speaker_in(int32_t first, int32_t last, int32_t t, AttributionDraft* d) const;
  bool speaks(int32_t head, int32_t t, const std::vector<CueSense>& senses) const;
  int32_t after_preposition(int32_t t, int32_t limit) const;
};

}  // namespace bestand
