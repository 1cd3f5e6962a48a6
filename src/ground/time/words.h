// Cuts text into the small pieces that time expressions are made of: "17u10" is 17 u 10, "'s avonds" is 's
// avonds.
//
// Output   words by rising span; letters, digits and single other characters apart; white space left out
// Cost     one pass; nothing is allocated for ASCII words
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/arena.h"
#include "base/span.h"

namespace bestand::timex {

struct Word {
  Span span;
  std::string_view folded;  // base/utf8.h fold()
  int32_t id = -1;          // in the lexicon; -1 = no word of time
  int32_t sentence = 0;
  int64_t number = -1;  // of digits; -1 = no number or more than 9 digits
  uint8_t digits = 0;
  bool glued = false;  // nothing between it and the word before
  bool upper = false;  // first letter upper case
};

// Appends the words of text[span]; folded forms live in `text` or in `keep`.
void split_words(std::string_view text, Span span, int32_t sentence, StringArena* keep,
                 std::vector<Word>* out);

}  // namespace bestand::timex
