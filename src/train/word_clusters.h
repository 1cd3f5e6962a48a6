// Words in a tree of likeness: two whose paths begin alike are used alike, and the longer, the more so.
//
// Method   2-means by cosine, again and again; the halves of a cluster begin as those on either side of its greatest variance
// Source   clusters' paths as features of names: Miller, Guinness and Zamanian 2004; Turian, Ratinov and Bengio 2010
#pragma once

#include <cstdint>
#include <vector>

#include "train/word_vectors.h"

namespace bestand {

// A path for each row of the vectors: `depth` bits, the first choice the highest. The same vectors give the same paths.
std::vector<uint32_t> cluster_words(const WordVectors& vectors, int depth);

}  // namespace bestand
