// What kind of character a code point is, as the segmenter and the word features need it.
//
// Cost     a table look-up below U+0800, utf8proc above
// Source   Unicode general categories
#pragma once

#include <cstdint>

namespace bestand {

enum class CharKind : uint8_t { kSpace, kLower, kUpper, kLetter, kDigit, kPunct, kSymbol, kMark };

CharKind char_kind(char32_t c);

// Simple lower case of one code point.
char32_t lower_char(char32_t c);

constexpr bool is_letter(CharKind k) { return k >= CharKind::kLower && k <= CharKind::kLetter; }

}  // namespace bestand
