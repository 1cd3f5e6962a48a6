// Trees of other guidelines as evidence of what ours would be: an older release of a treebank, another scheme.
//
// Method   what teachers hold likely of each word, times how often what stands there goes with it. How often is learned
//          from the sentences themselves by expectation maximisation, from the teachers' beliefs on.
// Source   the noisy channel of annotation: Dawid and Skene 1979, with teachers as the prior
#pragma once

#include <vector>

#include "train/beliefs.h"
#include "train/teachers.h"
#include "train/treebank.h"

namespace bestand {

// A lesson each. Words of UPOS, features, heads and relations are read; XPOS and lemmas are not.
std::vector<Lesson> translated(const std::vector<GoldSentence>& sentences, const Teachers& teachers);

}  // namespace bestand
