// Learns the last layer of names anew over an encoder that stays as it is: minutes of training saved.
#pragma once

#include "parse/model_file.h"
#include "train/treebank.h"

namespace bestand {

// Adds net.names and net.names.b for the encoder in `old`. Sentences of `silver` count for `silver_weight`.
Status train_names(const ModelFile& old, const std::vector<NamedSentence>& gold,
                   const std::vector<NamedSentence>& silver, float silver_weight, uint64_t seed,
                   const Progress& progress, ModelWriter* out);

}  // namespace bestand
