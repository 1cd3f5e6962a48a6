// Learns where tokens and sentences end, and which tokens are several words.
#pragma once

#include "parse/model_file.h"
#include "parse/token_rules.h"
#include "train/treebank.h"

namespace bestand {

// Adds seg.split, seg.end and, where the treebank has such tokens, mwt.*.
void train_segmenter(const Treebank& treebank, const TokenRules& rules, uint64_t seed, int epochs, const Progress& progress,
                     ModelWriter* out);

}  // namespace bestand
