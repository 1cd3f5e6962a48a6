#include "base/json_writer.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstring>
#include <iterator>

namespace bestand {
namespace {

constexpr std::array<bool, 256> kEscaped = [] {
  std::array<bool, 256> out{};
  for (size_t c = 0; c < 0x20; ++c) out[c] = true;
  out['"'] = out['\\'] = out[0x7F] = true;
  return out;
}();

// Whether one of eight bytes is escaped: a byte less a constant borrows into its top bit where it was smaller, which
// only bytes below 0x80 may do.
bool any_escaped(uint64_t eight) {
  constexpr uint64_t kOnes = 0x0101010101010101, kTops = 0x80 * kOnes;
  auto smaller = [](uint64_t x, uint64_t than) { return (x - than * kOnes) & ~x & kTops; };
  return (smaller(eight, 0x20) | smaller(eight ^ '"' * kOnes, 1) | smaller(eight ^ '\\' * kOnes, 1) |
          smaller(eight ^ 0x7F * kOnes, 1)) != 0;
}

// The first character from `at` on that is escaped; the end if none is.
size_t next_escaped(std::string_view text, size_t at) {
  if (text.size() - at >= 8) {
    uint64_t eight;
    const char *from = text.data() + at, *last = text.data() + text.size() - 8;
    for (; from < last; from += 8) {
      std::memcpy(&eight, from, 8);
      if (any_escaped(eight)) break;
    }
    std::memcpy(&eight, last, 8);  // may overlap what was seen
    if (from >= last && !any_escaped(eight)) return text.size();
    at = static_cast<size_t>(std::min(from, last) - text.data());
  }
  while (at < text.size() && !kEscaped[static_cast<unsigned char>(text[at])]) ++at;
  return at;
}

}  // namespace

void JsonWriter::open(char c) {
  separate();
  ahead_[size_] = c;
  put(size_ + 1);
  first_ = true;
}

void JsonWriter::close(char c) {
  out_->push_back(c);
  first_ = false;
}

void JsonWriter::key(std::string_view name) {
  value(name);
  ahead_[size_++] = ':';
}

void JsonWriter::value(std::string_view text) {
  separate();
  char* to = ahead_ + size_;
  *to++ = '"';
  if (text.size() + 2 <= kLongestBrief) {  // as nearly all are
    bool plain = true;
    for (char c : text) plain &= !kEscaped[static_cast<unsigned char>(c)], *to++ = c;
    *to++ = '"';
    if (plain) return put(static_cast<size_t>(to - ahead_));
  }
  put(size_ + 1);
  size_t done = 0;
  for (size_t i = next_escaped(text, 0); i < text.size(); i = next_escaped(text, done)) {
    unsigned char c = static_cast<unsigned char>(text[i]);
    out_->append(text.substr(done, i - done));
    done = i + 1;
    switch (c) {
      case '"': out_->append("\\\""); break;
      case '\\': out_->append("\\\\"); break;
      case '\n': out_->append("\\n"); break;
      case '\r': out_->append("\\r"); break;
      case '\t': out_->append("\\t"); break;
      default: {
        static constexpr char kHex[] = "0123456789abcdef";
        out_->append("\\u00");
        out_->push_back(kHex[c >> 4]);
        out_->push_back(kHex[c & 15]);
      }
    }
  }
  out_->append(text.substr(done));
  out_->push_back('"');
}

void JsonWriter::value(bool b) { raw(b ? "true" : "false"); }

void JsonWriter::value(int64_t n) {
  separate();
  put(static_cast<size_t>(std::to_chars(ahead_ + size_, std::end(ahead_), n).ptr - ahead_));
}

void JsonWriter::value(double x) {
  if (!std::isfinite(x)) return null();
  separate();
  put(static_cast<size_t>(std::to_chars(ahead_ + size_, std::end(ahead_), x).ptr - ahead_));
}

void JsonWriter::null() { raw("null"); }

void JsonWriter::raw(std::string_view json) {
  separate();
  put(size_);
  out_->append(json);
}

}  // namespace bestand
