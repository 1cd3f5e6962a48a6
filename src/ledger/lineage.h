// Copies of one report: texts that share most of their word shingles, also cut short or with another title.
//
// Method   MinHash: 64 minima over hashed 4-word shingles estimate the Jaccard similarity; 16 bands of 4 find
// the
//          candidates without comparing all pairs. Two texts are copies from kCopySimilarity up. A text of
//          which the other holds a part only is found by its terms as well.
// Source   Broder 1997, "On the resemblance and containment of documents"
// Cost     sketch: one pass over the text
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/records.h"

namespace bestand {

constexpr double kCopySimilarity = 0.4;

uint32_t term_of(std::string_view folded_word);  // Sketch::Term::hash
Sketch sketch_of(const Document& document);
std::string encode_sketch(const Sketch& sketch);
Sketch decode_sketch(std::string_view bytes);

double resemblance(const Sketch& a, const Sketch& b);  // estimated Jaccard, 0 where either is too short

// The lineage of each document: the index of the earliest of its copies (canonical order), itself when it has
// none.
std::vector<int32_t> lineages(const Shelf<DocumentRecord>& documents);

}  // namespace bestand
