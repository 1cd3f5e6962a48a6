// What a page says of itself: title, time of publication, author, publisher, language, address.
//
// Input    a page's tree, and its address where known
// Output   each fact from the most exact place that has it: structured data (JSON-LD), meta elements, marked-up
//          elements, the visible line near the heading, the address. Absent = not found
// Threads  safe
#pragma once

#include <string>
#include <vector>

#include "read/html/tree.h"
#include "read/page_words.h"

namespace bestand::html {

struct PageFacts {
  std::string title, published, byline, publisher, lang, url, description;
  std::string body;         // the article's text as structured data has it; often cut short, sometimes absent
  bool is_article = false;  // the page says that it is one
};

PageFacts page_facts(const Tree& tree, std::string_view url, const PageWords& words);

}  // namespace bestand::html
