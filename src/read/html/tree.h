// A page's elements and texts in the order of the page, from any bytes at all.
//
// Input    UTF-8; tags may be unclosed, crossed, unknown or cut off
// Output   nodes in preorder: the subtree of node i is [i, end_node). Node 0 is the page itself
// Units    byte offsets into the source, which the tree keeps a view of
// Errors   kTooLarge over kMaxNodes; nothing else is an error
// Memory   28 bytes a node, 12 an attribute that matters to reading
// Source   HTML standard, tokenization and implied end tags; crossed formatting (</b> inside <p>) is not rebuilt, as
//          text comes out in the same order either way. Elements deeper than kMaxDepth stand beside each other
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace bestand::html {

// kOther are elements that reading need not tell apart.
enum class Tag : uint8_t {
  kPage, kText, kOther,
  kA, kAbbr, kAddress, kArea, kArticle, kAside, kAudio, kB, kBase, kBlockquote, kBody, kBr, kButton, kCanvas, kCaption,
  kCenter, kCode, kCol, kColgroup, kDd, kDetails, kDialog, kDir, kDiv, kDl, kDt, kEm, kEmbed, kFieldset, kFigcaption,
  kFigure, kFont, kFooter, kForm, kFrame, kFrameset, kH1, kH2, kH3, kH4, kH5, kH6, kHead, kHeader, kHr, kHtml, kI,
  kIframe, kImg, kInput, kLegend, kLi, kLink, kMain, kMath, kMenu, kMeta, kNav, kNoembed, kNoframes, kNoscript, kObject,
  kOl, kOptgroup, kOption, kP, kParam, kPicture, kPre, kQ, kS, kScript, kSection, kSelect, kSmall, kSource, kSpan,
  kStrong, kStyle, kSub, kSummary, kSup, kSvg, kTable, kTbody, kTd, kTemplate, kTextarea, kTfoot, kTh, kThead, kTime,
  kTitle, kTr, kTrack, kTt, kU, kUl, kVideo, kWbr, kXmp,
  kCount
};

enum class Attr : uint8_t {
  kAriaHidden, kCharset, kClass, kContent, kDatetime, kHidden, kHref, kHttpEquiv, kId, kItemprop, kItemtype, kLang, kName,
  kProperty, kPubdate, kRel, kRole, kStyle, kTitle, kType,
  kCount
};

struct Attribute {
  Attr name;
  uint32_t begin, end;  // of the value, references not yet replaced
};

struct Node {
  uint32_t begin, end;       // a text's bytes; an element's start tag
  uint32_t parent;
  uint32_t end_node;         // behind the last node of the subtree
  uint32_t first_attribute;  // into Tree::attributes
  uint8_t attribute_count;
  Tag tag;
};

constexpr size_t kMaxNodes = 1 << 20;
constexpr size_t kMaxDepth = 400;

bool is_block(Tag tag);    // starts and ends a paragraph of text
bool is_heading(Tag tag);  // h1 to h6

struct Tree {
  std::string_view source;
  std::vector<Node> nodes;
  std::vector<Attribute> attributes;

  std::string_view bytes(uint32_t node) const { return source.substr(nodes[node].begin, nodes[node].end - nodes[node].begin); }
  // The value as written, empty when absent; `has` tells the two apart.
  std::string_view raw(uint32_t node, Attr name) const;
  bool has(uint32_t node, Attr name) const;
  // The value with its references replaced.
  std::string value(uint32_t node, Attr name) const;
  // All text below a node, blanks run together, references replaced; scripts and styles only when the node is one.
  std::string text(uint32_t node) const;
};

// `source` must outlive the tree.
Result<Tree> parse(std::string_view source);

}  // namespace bestand::html
