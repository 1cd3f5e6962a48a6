#include "parse/chars.h"

#include <utf8proc.h>

#include <array>

namespace bestand {
namespace {

constexpr char32_t kTableSize = 0x800;

CharKind from_category(char32_t c) {
  if (c == '\n' || c == '\t' || c == '\r' || c == '\v' || c == '\f' || c == 0x85) return CharKind::kSpace;
  switch (utf8proc_category(static_cast<utf8proc_int32_t>(c))) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LT:
      return CharKind::kUpper;
    case UTF8PROC_CATEGORY_LL:
      return CharKind::kLower;
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
      return CharKind::kLetter;
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ME:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_SK:
      return CharKind::kMark;
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_NO:
      return CharKind::kDigit;
    case UTF8PROC_CATEGORY_ZS:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
      return CharKind::kSpace;
    case UTF8PROC_CATEGORY_SM:
    case UTF8PROC_CATEGORY_SC:
    case UTF8PROC_CATEGORY_SO:
    case UTF8PROC_CATEGORY_CN:
    case UTF8PROC_CATEGORY_CO:
    case UTF8PROC_CATEGORY_CS:
      return CharKind::kSymbol;
    case UTF8PROC_CATEGORY_CC:
      return CharKind::kSymbol;
    default:
      return CharKind::kPunct;
  }
}

struct Table {
  std::array<CharKind, kTableSize> kind;
  std::array<uint16_t, kTableSize> lower;
  Table() {
    for (char32_t c = 0; c < kTableSize; ++c) {
      kind[c] = c == '`' || c == '^' || c == 0xB4 ? CharKind::kPunct : from_category(c);
      auto low = utf8proc_tolower(static_cast<utf8proc_int32_t>(c));
      lower[c] = static_cast<uint16_t>(low < 0x10000 ? low : static_cast<utf8proc_int32_t>(c));
    }
  }
};
const Table kTable;

}  // namespace

CharKind char_kind(char32_t c) { return c < kTableSize ? kTable.kind[c] : from_category(c); }

char32_t lower_char(char32_t c) {
  return c < kTableSize ? kTable.lower[c]
                        : static_cast<char32_t>(utf8proc_tolower(static_cast<utf8proc_int32_t>(c)));
}

}  // namespace bestand
