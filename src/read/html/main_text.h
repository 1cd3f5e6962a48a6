// An article's text out of its page: paragraphs, headings and lists, without what stands around them.
//
// Input    a page's tree
// Output   paragraphs parted by blank lines; empty when the page has no running text
// Threads  safe
// Cost     a few passes over the nodes; bench/read_page
// Source   own; judged on the article-extraction benchmark, trafilatura's and fundus' pages
#pragma once

#include <string>
#include <vector>

#include "read/document.h"
#include "read/html/page_facts.h"
#include "read/html/tree.h"
#include "read/page_words.h"

namespace bestand::html {

struct MainText {
  std::string text;
  std::vector<TextOrigin> origins;  // raw offsets count in the tree's source
};

MainText main_text(const Tree& tree, const PageFacts& facts, const PageWords& words);

}  // namespace bestand::html
