// Learns where tokens and sentences end, and which tokens are several words.
#pragma once

#include "parse/model_file.h"
#include "parse/token_rules.h"
#include "train/treebank.h"

namespace bestand {

// Adds seg.split, seg.end and, where the treebank has such tokens, mwt.*.
// File number `primary` is the one whose conventions count: only there do colons and semicolons say whether they end a
// sentence.
void train_segmenter(const Treebank& treebank, size_t primary, const TokenRules& rules, uint64_t seed, int epochs, const Progress& progress,
                     ModelWriter* out);

}  // namespace bestand
