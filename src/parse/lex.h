// What a word looks like, as hashes: the features of every model of this room.
//
// Threads  pure
// Cost     one pass over the word
#pragma once

#include <cstdint>
#include <string_view>

namespace bestand {

// A 64-bit hash, the same on every machine; 0 only for the empty text.
uint64_t hash_bytes(std::string_view bytes, uint64_t seed = 0);

constexpr uint64_t mix_hash(uint64_t a, uint64_t b) {
  uint64_t h = (a ^ (b * 0x9E3779B97F4A7C15ull)) * 0xD6E8FEB86659FD93ull;
  return h ^ (h >> 32);
}

struct Lex {
  uint64_t lower = 0;       // of the word in lower case, curly quotes made straight
  uint64_t suffix[6] = {};  // last 1, 2, … 6 characters, lower case; whole word where it is shorter
  uint64_t prefix[4] = {};  // first 1, 2, 3, 4
  uint64_t shape = 0;       // "Xxxx", "dd", "X.X": runs cut at four, digits as d
  uint32_t length = 0;      // code points
  bool upper = false;       // begins with an upper-case letter
  bool all_upper = false;   // letters, two at least, none of them lower case
  bool digit = false;       // holds a digit
  bool alpha = false;       // holds a letter
};

Lex lex(std::string_view form);
uint64_t lower_hash(std::string_view form);  // lex(form).lower alone

}  // namespace bestand
