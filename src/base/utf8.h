// UTF-8: checking, decoding, and the way between byte offsets and code points.
//
// Inside bestand offsets are bytes; outside (JSON, scorer, W3C annotations) they are code points.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"

namespace bestand {

// The offset of the first byte that breaks UTF-8 (overlong forms, surrogates and values over U+10FFFF
// break it too), or nothing if all of `text` is well formed.
std::optional<size_t> find_invalid_utf8(std::string_view text);

// Decodes the code point at `*at` and moves `*at` past it. `text` must be valid and `*at` < size.
char32_t next_wide_code_point(std::string_view text, size_t* at);  // of two bytes or more
inline char32_t next_code_point(std::string_view text, size_t* at) {
  const auto first = static_cast<unsigned char>(text[*at]);
  return first < 0x80 ? ++*at, first : next_wide_code_point(text, at);
}

void append_utf8(std::string* out, char32_t c);

// Caseless, markless form for matching names and words: case folded (Unicode full folding), compatibility
// decomposed, combining marks removed, every kind of apostrophe as ', every kind of dash as -. Not reversible,
// its length differs. Scripts without case or marks come through; Arabic tatweel and vowel marks are dropped.
// Cost one pass; ASCII fast.
std::string fold(std::string_view text);

// Lower case only, marks kept.
std::string lower(std::string_view text);

// Whether the first letter is upper case.
bool starts_upper(std::string_view text);

// Byte offset <-> code point index in one text. Cost: one pass to build, then constant plus a walk of at most
// 64 bytes; nothing is stored for a pure ASCII text. Threads: const after construction. Keeps a view of the text.
class CodePoints {
 public:
  explicit CodePoints(std::string_view text);
  explicit CodePoints(std::string&&) = delete;  // would dangle

  uint32_t size() const { return count_; }
  uint32_t from_byte(uint32_t byte) const;        // byte <= text size; inside a character: that character
  uint32_t to_byte(uint32_t code_point) const;    // code_point <= size()
  Span to_bytes(uint32_t begin, uint32_t end) const { return {to_byte(begin), to_byte(end)}; }

 private:
  std::string_view text_;
  uint32_t count_ = 0;
  std::vector<uint32_t> every_;  // code points before byte 64*k; empty for ASCII
};

}  // namespace bestand
