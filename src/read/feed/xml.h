// XML as feeds write it: elements, attributes and text, well formed or not.
//
// Input    UTF-8; unclosed and crossed elements, bare '&' and '<', HTML's named references, missing namespaces
// Output   elements in preorder: the subtree of element i is [i, end). Names in lower case without prefix
// Errors   kTooLarge over kMaxElements; nothing else. Entities that a file declares itself are not expanded, so that
//          none can grow
// Source   XML 1.0, Namespaces in XML. An own reader, because a conforming one must stop where most feeds in use err
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace bestand::xml {

enum class Space : uint8_t { kNone, kAtom, kRss, kDc, kContent, kMedia, kItunes, kXhtml, kRdf, kNews, kSitemap, kOther };

struct Attribute {
  std::string name;  // lower case, with its prefix
  std::string value;
};

struct Element {
  std::string name;
  Space space;
  uint32_t parent, end;
  std::string text;             // its own text, references replaced, CDATA as it stands
  bool cdata = false;           // some of it stood in CDATA
  uint32_t inner_begin = 0, inner_end = 0;  // the source between its tags
  std::vector<Attribute> attributes;

  std::string_view attribute(std::string_view name) const;  // empty when absent
};

constexpr size_t kMaxElements = 1 << 18;
constexpr size_t kMaxDepth = 200;

struct Tree {
  std::string_view source;
  std::vector<Element> elements;  // 0 is the file itself

  // The text of an element and all below it, in order of elements; for titles with markup in them.
  std::string all_text(uint32_t element) const;
  std::string_view inner(uint32_t element) const;
};

// `source` must outlive the tree.
Result<Tree> parse(std::string_view source);

}  // namespace bestand::xml
