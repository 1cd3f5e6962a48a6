// A page's text cut into blocks (paragraphs, headings, cells) with what tells an article's apart from the rest.
//
// Output   blocks by rising node, each of texts that no block element parts
// Units    characters count blanks in a row once; references count as written
#pragma once

#include <cstdint>
#include <vector>

#include "read/html/tree.h"
#include "read/page_words.h"

namespace bestand::html {

// What holds for an element and all in it.
enum State : uint16_t {
  kStateFurniture = 1,  // PartHint bits, in this order
  kStateComments = 2,
  kStateAbout = 4,
  kStateBodyText = 8,
  kStateLead = 16,
  kStateNever = 32,     // script, menu of choices, hidden
  kStateAside = 64,     // <aside>, <nav>, <footer>, <form>
  kStateFigure = 128,
  kStateLink = 256,
  kStateArticle = 512,  // <article>, <main>, itemprop=articleBody
  kStateList = 1024,
  kStateTable = 2048,
  kStateQuote = 4096,
};

struct Block {
  uint32_t first, last;  // nodes: texts lie in [first, last]
  uint32_t element;      // the innermost block element
  uint32_t chars = 0, link_chars = 0;
  uint32_t sentence_ends = 0;  // marks that end sentences
  uint16_t state = 0;          // what holds for all its texts
  Tag kind = Tag::kDiv;        // the block element's
  bool emphasised = false;     // all in <strong> or <b>

  double link_share() const { return chars == 0 ? 0 : static_cast<double>(link_chars) / chars; }
};

struct Blocks {
  std::vector<Block> blocks;
  std::vector<uint16_t> own;    // by node: what an element says of itself
  std::vector<uint16_t> state;  // by node: own and inherited
};

Blocks find_blocks(const Tree& tree, const PageWords& words);

}  // namespace bestand::html
