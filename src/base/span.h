// A half-open range of byte offsets into a document's UTF-8 text.
//
// Units    bytes; `begin` <= `end`
#pragma once

#include <algorithm>
#include <compare>
#include <cstdint>
#include <string_view>

namespace bestand {

struct Span {
  uint32_t begin = 0;
  uint32_t end = 0;

  friend constexpr auto operator<=>(const Span&, const Span&) = default;
  constexpr uint32_t size() const { return end - begin; }
  constexpr bool empty() const { return begin == end; }
  constexpr bool contains(Span other) const { return begin <= other.begin && other.end <= end; }
  constexpr bool overlaps(Span other) const { return begin < other.end && other.begin < end; }
};

// The text a span covers; the span must lie within `text`.
inline std::string_view quote(std::string_view text, Span span) {
  return text.substr(span.begin, span.size());
}

// The smallest span that holds both; an empty span counts as nothing.
inline Span join(Span a, Span b) {
  if (a.empty()) return b;
  if (b.empty()) return a;
  return {std::min(a.begin, b.begin), std::max(a.end, b.end)};
}

}  // namespace bestand
