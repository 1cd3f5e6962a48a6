// Learns the linear chain that NameTagger reads.
//
// Method   stochastic gradient ascent (AdaGrad) on the likelihood of the tags; where a sentence says of a word
//          only which tags it may have, on that of all sequences that fit; then the strongest features are
//          kept, learned once more, and rounded
// Source   Lafferty, McCallum and Pereira 2001; Tsuboi et al. 2008 for words that are known in part
#pragma once

#include "parse/language.h"
#include "train/name_lists.h"

namespace bestand {

struct WeightedNames {
  std::vector<NamedSentence> sentences;
  float weight = 1;
};

struct NameTaggerOptions {
  int epochs = 10;
  float rate = 0.15f;
  float decay = 2e-6f;     // pulls weights to zero
  float hidden = 0.1f;     // share of features left out while learning
  size_t features = 185'000;  // kept at the end
  uint64_t seed = 1;
};

// Writes the sections names.*. The language parses the sentences, whose features need tags and trees.
Status train_name_tagger(const Language& language, const NameLists& lists,
                         const std::vector<WeightedNames>& sets, const NameTaggerOptions& options,
                         const Progress& progress, ModelWriter* out);

}  // namespace bestand
