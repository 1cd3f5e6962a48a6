// Validation follows the table of well-formed sequences in the Unicode standard (table 3-7). Folding leans on
// utf8proc; the ASCII path does without it.
#include "base/utf8.h"

#include <utf8proc.h>

#include <cstdint>
#include <cstring>

namespace bestand {
namespace {

bool continues(unsigned char c) { return (c & 0xC0) == 0x80; }

// Length of the well-formed sequence at `p`, 0 if there is none.
int sequence_length(const unsigned char* p, size_t left) {
  unsigned char c = p[0];
  if (c < 0x80) return 1;
  if (c < 0xC2 || c > 0xF4) return 0;
  if (c < 0xE0) return left >= 2 && continues(p[1]) ? 2 : 0;
  if (c < 0xF0) {
    if (left < 3 || !continues(p[1]) || !continues(p[2])) return 0;
    if (c == 0xE0 && p[1] < 0xA0) return 0;
    if (c == 0xED && p[1] > 0x9F) return 0;
    return 3;
  }
  if (left < 4 || !continues(p[1]) || !continues(p[2]) || !continues(p[3])) return 0;
  if (c == 0xF0 && p[1] < 0x90) return 0;
  if (c == 0xF4 && p[1] > 0x8F) return 0;
  return 4;
}

bool is_mark(char32_t c) {
  auto category = utf8proc_category(static_cast<utf8proc_int32_t>(c));
  return category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_ME ||
         category == UTF8PROC_CATEGORY_CF;
}

char32_t plain_punctuation(char32_t c) {
  switch (c) {
    case 0x2018: case 0x2019: case 0x201A: case 0x201B: case 0x02BC: case 0x02BB: case 0x02BF: case 0x02BE:
    case 0x0060: case 0x00B4: case 0x2032: return '\'';
    case 0x2010: case 0x2011: case 0x2012: case 0x2013: case 0x2014: case 0x2212: return '-';
    case 0x00A0: case 0x202F: case 0x2009: return ' ';
    default: return c;
  }
}

// The letters, figures and plain marks that a text begins with, in lower case; gives their number. What follows may be
// anything, a backquote too.
size_t lower_ascii(std::string_view text, std::string* out) {
  out->assign(text);
  size_t n = 0;
  for (char* at = out->data(); n < text.size(); ++n, ++at) {
    const auto c = static_cast<unsigned char>(*at);
    if (c >= 0x80 || c == '`') break;
    if (c >= 'A' && c <= 'Z') *at = static_cast<char>(c + 32);
  }
  out->resize(n);
  return n;
}

void fold_one(char32_t c, std::string* out) {
  c = plain_punctuation(c);
  if (c < 0x80) {
    out->push_back(static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c));
    return;
  }
  if (c == 0x0640) return;  // Arabic tatweel only stretches a word
  utf8proc_int32_t buffer[32];
  int boundary = 0;
  auto n = utf8proc_decompose_char(static_cast<utf8proc_int32_t>(c), buffer, 32,
                                   static_cast<utf8proc_option_t>(UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE |
                                                                  UTF8PROC_CASEFOLD),
                                   &boundary);
  for (utf8proc_ssize_t i = 0; i < n && i < 32; ++i) {
    char32_t d = plain_punctuation(static_cast<char32_t>(buffer[i]));
    if (!is_mark(d)) append_utf8(out, d);
  }
}

}  // namespace

std::optional<size_t> find_invalid_utf8(std::string_view text) {
  auto* p = reinterpret_cast<const unsigned char*>(text.data());
  for (size_t i = 0; i < text.size();) {
    // Most of any page is ASCII: eight bytes at once.
    for (uint64_t eight; i + 8 <= text.size() && (std::memcpy(&eight, p + i, 8), (eight & 0x8080808080808080) == 0);) i += 8;
    if (i == text.size()) break;
    int n = sequence_length(p + i, text.size() - i);
    if (n == 0) return i;
    i += n;
  }
  return std::nullopt;
}

char32_t next_wide_code_point(std::string_view text, size_t* at) {
  auto* p = reinterpret_cast<const unsigned char*>(text.data()) + *at;
  if (p[0] < 0xE0) return *at += 2, (p[0] & 0x1F) << 6 | (p[1] & 0x3F);
  if (p[0] < 0xF0) return *at += 3, (p[0] & 0x0F) << 12 | (p[1] & 0x3F) << 6 | (p[2] & 0x3F);
  return *at += 4, (p[0] & 0x07) << 18 | (p[1] & 0x3F) << 12 | (p[2] & 0x3F) << 6 | (p[3] & 0x3F);
}

void append_utf8(std::string* out, char32_t c) {
  if (c < 0x80) {
    out->push_back(static_cast<char>(c));
  } else if (c < 0x800) {
    out->push_back(static_cast<char>(0xC0 | c >> 6));
    out->push_back(static_cast<char>(0x80 | (c & 0x3F)));
  } else if (c < 0x10000) {
    out->push_back(static_cast<char>(0xE0 | c >> 12));
    out->push_back(static_cast<char>(0x80 | (c >> 6 & 0x3F)));
    out->push_back(static_cast<char>(0x80 | (c & 0x3F)));
  } else {
    out->push_back(static_cast<char>(0xF0 | c >> 18));
    out->push_back(static_cast<char>(0x80 | (c >> 12 & 0x3F)));
    out->push_back(static_cast<char>(0x80 | (c >> 6 & 0x3F)));
    out->push_back(static_cast<char>(0x80 | (c & 0x3F)));
  }
}

std::string fold(std::string_view text) {
  std::string out;
  for (size_t i = lower_ascii(text, &out); i < text.size();) fold_one(next_code_point(text, &i), &out);
  return out;
}

std::string lower(std::string_view text) {
  std::string out;
  for (size_t i = lower_ascii(text, &out); i < text.size();) {
    char32_t c = next_code_point(text, &i);
    if (c < 0x80) {
      out.push_back(static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c));
    } else {
      append_utf8(&out, static_cast<char32_t>(utf8proc_tolower(static_cast<utf8proc_int32_t>(c))));
    }
  }
  return out;
}

bool starts_upper(std::string_view text) {
  if (text.empty()) return false;
  size_t at = 0;
  char32_t c = next_code_point(text, &at);
  if (c < 0x80) return c >= 'A' && c <= 'Z';
  auto category = utf8proc_category(static_cast<utf8proc_int32_t>(c));
  return category == UTF8PROC_CATEGORY_LU || category == UTF8PROC_CATEGORY_LT;
}

CodePoints::CodePoints(std::string_view text) : text_(text) {
  uint32_t count = 0;
  every_.reserve(text.size() / 64 + 1);
  for (size_t i = 0; i < text.size(); ++i) {
    if (i % 64 == 0) every_.push_back(count);
    count += !continues(static_cast<unsigned char>(text[i]));
  }
  count_ = count;
  if (count == text.size()) every_.clear();
}

uint32_t CodePoints::from_byte(uint32_t byte) const {
  if (every_.empty()) return byte;
  if (byte >= text_.size()) return count_;
  while (byte > 0 && continues(static_cast<unsigned char>(text_[byte]))) --byte;
  uint32_t at = byte / 64 * 64, count = every_[byte / 64];
  for (; at < byte; ++at) count += !continues(static_cast<unsigned char>(text_[at]));
  return count;
}

uint32_t CodePoints::to_byte(uint32_t code_point) const {
  if (every_.empty()) return code_point;
  if (code_point >= count_) return static_cast<uint32_t>(text_.size());
  auto after = std::upper_bound(every_.begin(), every_.end(), code_point);
  uint32_t block = static_cast<uint32_t>(after - every_.begin()) - 1;
  uint32_t count = every_[block];
  for (size_t i = size_t{block} * 64;; ++i) {
    if (continues(static_cast<unsigned char>(text_[i]))) continue;
    if (count == code_point) return static_cast<uint32_t>(i);
    ++count;
  }
}

}  // namespace bestand
