// A text cut into words the way place names need it: own to this room, so that a tokenizer's choices do not
// matter.
//
// Output   words by rising begin; "al-Bab" is two words with a hyphen between, "Dar'a" and "U.S." one each
// Cost     one pass over the bytes, nothing folded
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/span.h"

namespace bestand {

enum class Gap : uint8_t { kBreak, kSpace, kHyphen, kDot, kComma };  // kDot: a full stop and a space

struct Word {
  Span span;              // with a possessive 's
  uint32_t stem_end = 0;  // without it
  bool capital = false;   // may begin a name: a capital, or a script without case
  bool digit = false;
  Gap after = Gap::kBreak;
};

void cut_words(std::string_view text, std::vector<Word>* out);

}  // namespace bestand
