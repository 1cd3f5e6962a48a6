// Learns forms and endings of lemmas.
#pragma once

#include "parse/model_file.h"
#include "train/treebank.h"

namespace bestand {

// Adds lemma.scripts, lemma.forms, lemma.endings.
void train_lemmas(const std::vector<GoldSentence>& sentences, const Progress& progress, ModelWriter* out);

}  // namespace bestand
