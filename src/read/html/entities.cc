// Names are found by halving the sorted table; of several that fit ("not", "notin;") the longest wins, as in browsers.
#include "read/html/entities.h"

#include <algorithm>
#include <cstdint>
#include <iterator>

#include "base/utf8.h"

namespace bestand {
namespace {

struct Named {
  std::string_view name;
  std::string_view text;
};

constexpr Named kNamed[] = {
#include "read/html/entities_table.inc"
};
constexpr size_t kLongestName = 32;

constexpr char32_t kWindows1252[32] = {0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                       0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,   0x017D, 0x8F,
                                       0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                       0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};

bool is_name_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

int digit_of(char c, int base) {
  int value = c >= '0' && c <= '9' ? c - '0' : (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10 : 99;
  return value < base ? value : -1;
}

const Named* find_named(std::string_view name) {
  auto it = std::lower_bound(std::begin(kNamed), std::end(kNamed), name,
                             [](const Named& n, std::string_view wanted) { return n.name < wanted; });
  return it != std::end(kNamed) && it->name == name ? &*it : nullptr;
}

size_t append_number(std::string_view text, size_t at, std::string* out) {
  size_t i = at + 2;
  int base = 10;
  if (i < text.size() && (text[i] | 32) == 'x') {
    base = 16;
    ++i;
  }
  size_t first = i;
  uint32_t value = 0;
  for (int digit; i < text.size() && (digit = digit_of(text[i], base)) >= 0; ++i) {
    value = std::min<uint32_t>(value * base + digit, 0x110000);
  }
  if (i == first) return 0;
  if (i < text.size() && text[i] == ';') ++i;
  if (value >= 0x80 && value < 0xA0) value = kWindows1252[value - 0x80];
  if (value == 0 || value >= 0x110000 || (value >= 0xD800 && value < 0xE000)) value = 0xFFFD;
  append_utf8(out, value);
  return i - at;
}

size_t append_named(std::string_view text, size_t at, std::string* out, bool in_attribute) {
  std::string_view rest = text.substr(at + 1, kLongestName + 1);
  size_t length = 0;
  while (length < rest.size() && is_name_character(rest[length])) ++length;
  if (length < rest.size() && rest[length] == ';') ++length;
  for (; length > 1; --length) {
    const Named* found = find_named(rest.substr(0, length));
    if (found == nullptr) continue;
    bool open = rest[length - 1] != ';';
    if (open && in_attribute && length < rest.size() && (rest[length] == '=' || is_name_character(rest[length]))) break;
    out->append(found->text);
    return length + 1;
  }
  return 0;
}

}  // namespace

size_t append_reference(std::string_view text, size_t at, std::string* out, bool in_attribute) {
  size_t used = at + 1 < text.size() && text[at + 1] == '#' ? append_number(text, at, out)
                                                            : append_named(text, at, out, in_attribute);
  if (used > 0) return used;
  out->push_back('&');
  return 1;
}

std::string decode_references(std::string_view text, bool in_attribute) {
  std::string out;
  out.reserve(text.size());
  for (size_t i = 0; i < text.size();) {
    size_t amp = text.find('&', i);
    out.append(text.substr(i, amp - i));
    if (amp == text.npos) break;
    i = amp + append_reference(text, amp, &out, in_attribute);
  }
  return out;
}

}  // namespace bestand
