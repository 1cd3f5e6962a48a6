// Learns the linear models: tags, feats, moves, labels, names.
#pragma once

#include "parse/model_file.h"
#include "train/treebank.h"

namespace bestand {

// Adds tags, feats, feats.table, moves, labels, rels and, where there are sentences for it, names.
void train_baseline(const std::vector<GoldSentence>& sentences, const std::vector<NamedSentence>& named, uint64_t seed,
                    int epochs, const Progress& progress, ModelWriter* out);

}  // namespace bestand
