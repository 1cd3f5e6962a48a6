#include "parse/lex.h"

#include <algorithm>
#include <cstring>

#include "base/utf8.h"
#include "parse/chars.h"

namespace bestand {
namespace {

constexpr uint64_t kLowerSeed = 11;
constexpr size_t kMost = 64;  // code points that count; longer words are cut in the middle of nowhere

char32_t plain(char32_t c) {
  switch (c) {
    case 0x2018:
    case 0x2019:
    case 0x201B:
    case 0x2032:
    case '`':
      return '\'';
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0x201F:
      return '"';
    case 0x2010:
    case 0x2011:
      return '-';
    default:
      return lower_char(c);
  }
}

char shape_of(CharKind kind, char32_t c) {
  switch (kind) {
    case CharKind::kLower:
    case CharKind::kLetter:
      return 'x';
    case CharKind::kUpper:
      return 'X';
    case CharKind::kDigit:
      return 'd';
    default:
      return c < 128 ? static_cast<char>(c) : '*';
  }
}

uint64_t hash_points(const char32_t* begin, const char32_t* end, uint64_t seed) {
  uint64_t h = seed;
  for (; begin != end; ++begin) h = (h ^ *begin) * 0x100000001B3ull + 0x9E37;
  return mix_hash(h, seed) | 1;
}

}  // namespace

uint64_t hash_bytes(std::string_view bytes, uint64_t seed) {
  if (bytes.empty()) return seed;
  uint64_t h = seed ^ 0xCBF29CE484222325ull;
  for (unsigned char c : bytes) h = (h ^ c) * 0x100000001B3ull;
  return mix_hash(h, bytes.size()) | 1;
}

Lex lex(std::string_view form) {
  if (form == "''" || form == ",," || form == "``") form = "\"";  // how news agencies type quotation marks
  char32_t points[kMost];
  char shape[kMost];
  size_t n = 0, shaped = 0, run = 0, letters = 0, lowers = 0;
  Lex out;
  for (size_t at = 0; at < form.size() && n < kMost;) {
    char32_t c = next_code_point(form, &at);
    CharKind kind = char_kind(c);
    if (n == 0) out.upper = kind == CharKind::kUpper;
    letters += is_letter(kind);
    lowers += kind == CharKind::kLower || kind == CharKind::kLetter;
    out.digit |= kind == CharKind::kDigit;
    char s = shape_of(kind, c);
    run = shaped > 0 && shape[shaped - 1] == s ? run + 1 : 1;
    if (run <= 4) shape[shaped++] = s;
    points[n++] = plain(c);
  }
  out.length = static_cast<uint32_t>(n);
  out.alpha = letters > 0;
  out.all_upper = letters > 1 && lowers == 0;
  out.lower = hash_points(points, points + n, kLowerSeed);
  out.shape = hash_bytes({shape, shaped}, 12);
  for (size_t k = 0; k < 6; ++k)
    out.suffix[k] = hash_points(points + n - std::min(n, k + 1), points + n, 23 + k);
  for (size_t k = 0; k < 4; ++k) out.prefix[k] = hash_points(points, points + std::min(n, k + 1), 17 + k);
  return out;
}

uint64_t lower_hash(std::string_view form) {
  char32_t points[kMost];
  size_t n = 0;
  for (size_t at = 0; at < form.size() && n < kMost;) points[n++] = plain(next_code_point(form, &at));
  return hash_points(points, points + n, kLowerSeed);
}

}  // namespace bestand
