// What words are like, learned from much more text than there are trees for.
//
// Source   GloVe: Pennington, Socher and Manning 2014; one layer from vectors that stay to the encoder, beside rows that are
//          learned: Dozat and Manning 2017
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "base/result.h"

namespace bestand {

struct WordVectors {
  size_t width = 0;                  // 0: none
  std::map<uint64_t, uint32_t> row;  // of Lex::lower
  std::vector<float> values;         // a row a word; the mean length of a row is 1
};

// The first `most` words of a file in GloVe's text form, one a line: the word, then its numbers, parted by spaces. May be
// gzipped. Errors: kInvalidField for a line of another width or without numbers.
Result<WordVectors> read_word_vectors(const std::string& path, size_t most);

}  // namespace bestand
