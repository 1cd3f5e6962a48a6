// How much two documents have to say in common: words weighed by how rare they are among the ledger's documents, and,
// where it holds but few, in the news at large.
//
// Cost     build: one pass over all sketches; compare: one pass over two
// Threads  const after construction
#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "ledger/common_words.h"
#include "ledger/records.h"

namespace bestand {

struct TextMatch {
  double all = 0;      // cosine over all words
  double names = 0;    // cosine over words that stand with a capital
  double lead = 0;     // cosine over the words of titles and first lines
  double numbers = 0;  // cosine over numbers
  double shared = 0;   // weight of the shared words, summed: much in common says more than a like short text
};

class Texts {
 public:
  Texts(std::span<const DocumentRecord> documents, const CommonWords& common);

  TextMatch match(int32_t a, int32_t b) const;

  // The document's `n` weightiest terms, rising by hash: by which candidates are found.
  std::vector<uint32_t> heaviest(int32_t document, size_t n) const;

 private:
  struct Term {
    uint32_t hash;
    float weight;  // rarity times count
    float rarity;
    uint32_t flags;
  };
  struct Vector {
    std::vector<Term> terms;             // rising by hash
    float all = 0, names = 0, lead = 0, numbers = 0;  // lengths
  };
  std::vector<Vector> vectors_;
};

}  // namespace bestand
