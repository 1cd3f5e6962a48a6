// Learns forms and endings of lemmas.
#pragma once

#include "parse/model_file.h"
#include "train/treebank.h"

namespace bestand {

// Adds lemma.*. Whether particles join their verb's lemma is learned from `primary` alone.
void train_lemmas(const std::vector<GoldSentence>& sentences, const std::vector<GoldSentence>& primary,
                  const Progress& progress, ModelWriter* out);

}  // namespace bestand
