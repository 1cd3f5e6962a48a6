// Quotations: stretches of text between quote marks of any kind, also over paragraphs.
//
// Input    a document's text and its parse (for paragraphs and tokens)
// Output   quotations by rising begin, disjoint (the outermost of nested ones), marks included
// Limits   an apostrophe is a quote mark only where a word starts or ends; a quotation of one mark kind that never
//          closes ends with its paragraph, and goes on in the next where that begins with the same mark
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/span.h"
#include "parse/parse.h"

namespace bestand {

struct Quotation {
  Span span;                   // marks included
  int32_t first = 0, last = 0;  // tokens [first, last)
  bool single = false;         // between '...' marks
  bool open = false;           // never closed in its paragraph
};

std::vector<Quotation> find_quotations(std::string_view text, const Parse& parse);

}  // namespace bestand
