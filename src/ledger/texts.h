// How much two documents have to say in common: words weighed by how rare they are among the ledger's documents, and,
// where it holds but few, in the news at large.
//
// Cost     build: one pass over all sketches; compare: one pass over two
// Threads  const after construction
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "ledger/common_words.h"
#include "ledger/records.h"

namespace bestand {

struct TextMatch {
  double all = 0;      // cosine over all words
  double names = 0;    // cosine over words that stand with a capital
  double shared = 0;   // weight of the shared words, summed
  double rare = 0;     // rarity of the shared words and pairs that few documents have, summed
  double size = 0;     // logarithms of both lengths, summed: what long texts share says less
  double titles = 0;   // share of the titles' rarity that stands in both titles
  double title_lead = 0;  // share of the titles' rarity that stands in the other's title or first lines
  double title_text = 0;  // the same anywhere in the other's text, of the title that finds more
  bool untitled = false;   // one of them has no title
  double numbers = 0;        // rarity of the numbers that stand in the titles or first lines of both: ages, tolls, addresses
  double numbers_least = 0;  // rarity of such numbers in the one that has fewer
};

class Texts {
 public:
  Texts(const Shelf<DocumentRecord>& documents, const CommonWords& common);

  TextMatch match(int32_t a, int32_t b) const;

  // How much smaller the ledger is than one of 3,000 documents, as a logarithm, 0 for that and more: rarity says less there.
  double smallness() const { return smallness_; }

  // The document's `n` weightiest terms of those that other documents have too, rising by hash: by which candidates are
  // found.
  std::vector<uint32_t> heaviest(int32_t document, size_t n) const;

 private:
  struct Term {
    uint32_t hash;
    float weight;  // rarity times count
    float rarity;
    uint32_t flags;
    bool elsewhere;  // another document has it
  };
  struct Vector {
    std::vector<Term> terms;               // rising by hash
    float all = 0, names = 0;              // lengths
    float title = 0, lead_numbers = 0;     // rarity summed
  };
  std::vector<Vector> vectors_;
  double smallness_ = 0;
};

}  // namespace bestand
