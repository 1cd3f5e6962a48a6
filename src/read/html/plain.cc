#include "read/html/plain.h"

#include "read/html/entities.h"
#include "read/html/tree.h"

namespace bestand::html {
namespace {

bool unreadable(Tag tag) {
  return tag == Tag::kScript || tag == Tag::kStyle || tag == Tag::kTemplate || tag == Tag::kIframe || tag == Tag::kObject || tag == Tag::kSelect;
}

}  // namespace

std::string plain_text(std::string_view markup) {
  auto tree = parse(markup);
  if (!tree) return "";
  std::string out;
  bool blank = false;
  int breaks = 0;
  uint32_t block = 0;
  for (uint32_t i = 1; i < tree->nodes.size(); ++i) {
    const Node& n = tree->nodes[i];
    if (unreadable(n.tag)) {
      i = n.end_node - 1;
      continue;
    }
    if (n.tag != Tag::kText) {
      if (n.tag == Tag::kBr) breaks = breaks == 0 ? 1 : 2;
      continue;
    }
    uint32_t around = n.parent;
    while (around != 0 && !is_block(tree->nodes[around].tag)) around = tree->nodes[around].parent;
    if (around != block) breaks = 2;
    block = around;
    std::string text = decode_references(tree->bytes(i));
    for (char c : text) {
      if (static_cast<unsigned char>(c) <= ' ') {
        blank = true;
        continue;
      }
      if (!out.empty()) out += breaks == 2 ? "\n\n" : breaks == 1 ? "\n" : blank ? " " : "";
      blank = false;
      breaks = 0;
      out.push_back(c);
    }
  }
  return out;
}

}  // namespace bestand::html
