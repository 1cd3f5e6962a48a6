// Learns where tokens and sentences end, and which tokens are several words.
#pragma once

#include "parse/model_file.h"
#include "parse/token_rules.h"
#include "train/treebank.h"

namespace bestand {

// A treebank, and whether its colons and semicolons say where sentences end: not all follow today's
// guidelines.
struct SegmentSource {
  const std::vector<ConlluDocument>* documents;
  bool colons;
};

// Adds seg.split, seg.end and, where the sources have such tokens, mwt.*.
void train_segmenter(const std::vector<SegmentSource>& sources, const TokenRules& rules, uint64_t seed,
                     int epochs, const Progress& progress, ModelWriter* out);

}  // namespace bestand
