#include "claim/attribution_parts.h"

#include <algorithm>

namespace bestand {

void normalize(TokenRanges* ranges) {
  std::erase_if(*ranges, [](TokenRange r) { return r[0] >= r[1]; });
  std::sort(ranges->begin(), ranges->end());
  TokenRanges out;
  for (TokenRange r : *ranges) {
    if (!out.empty() && r[0] <= out.back()[1]) out.back()[1] = std::max(out.back()[1], r[1]);
    else out.push_back(r);
  }
  *ranges = std::move(out);
}

void subtract(TokenRanges* ranges, TokenRange cut) {
  if (cut[0] >= cut[1]) return;
  TokenRanges out;
  for (TokenRange r : *ranges) {
    if (cut[1] <= r[0] || r[1] <= cut[0]) {
      out.push_back(r);
      continue;
    }
    if (r[0] < cut[0]) out.push_back({r[0], cut[0]});
    if (cut[1] < r[1]) out.push_back({cut[1], r[1]});
  }
  *ranges = std::move(out);
}

bool contains(const TokenRanges& ranges, int32_t token) {
  return std::any_of(ranges.begin(), ranges.end(), [&](TokenRange r) { return r[0] <= token && token < r[1]; });
}

int32_t size_of(const TokenRanges& ranges) {
  int32_t n = 0;
  for (TokenRange r : ranges) n += r[1] - r[0];
  return n;
}

TokenRange source_range(const Tree& tree, int32_t head) {
  TokenRange range = tree.reach(head);
  for (int32_t c : tree.children(head)) {
    const Token& t = tree[c];
    bool clause = t.rel == Rel::acl || t.rel == Rel::parataxis || t.rel == Rel::advcl || t.rel == Rel::ccomp ||
                  t.rel == Rel::list || t.rel == Rel::dep;
    if (t.rel == Rel::case_ && c < head) range[0] = std::max(range[0], c + 1);
    // A relative clause after a comma says something of the source, it does not name it.
    if (clause && c > head && tree.reach(c)[0] > head) {
      bool comma = tree[tree.reach(c)[0] - 1].upos == Upos::PUNCT || tree[tree.reach(c)[0]].upos == Upos::PUNCT;
      if (comma || t.rel != Rel::acl) range[1] = std::min(range[1], tree.reach(c)[0]);
    }
  }
  if (range[0] > head || range[1] <= head) range = {head, head + 1};
  while (range[1] > head + 1 && tree[range[1] - 1].upos == Upos::PUNCT) --range[1];
  while (range[0] < head && tree[range[0]].upos == Upos::PUNCT) ++range[0];
  return range;
}

namespace {

// "Sen. Jack Reed (D-R.I.)": a bracket that the range opened.
bool closes_bracket(const Tree& tree, TokenRange range, int32_t token) {
  if (tree[token].form != ")") return false;
  for (int32_t i = range[0]; i < token; ++i) {
    if (tree[i].form == "(") return true;
  }
  return false;
}

// Whether a punctuation token is part of a quotation that lies wholly within the range.
bool quoted_within(const std::vector<Quotation>& quotations, TokenRange range, int32_t token) {
  auto q = std::partition_point(quotations.begin(), quotations.end(), [&](const Quotation& x) { return x.last <= token; });
  return q != quotations.end() && q->first <= token && q->first >= range[0] && q->last <= range[1];
}

}  // namespace

std::vector<Span> to_spans(const Tree& tree, const std::vector<Quotation>& quotations, const TokenRanges& ranges) {
  std::vector<Span> spans;
  for (TokenRange r : ranges) {
    TokenRange t = r;
    auto bare = [&](int32_t i) { return tree[i].upos == Upos::PUNCT && !quoted_within(quotations, r, i) && !closes_bracket(tree, r, i); };
    while (t[0] < t[1] && bare(t[0])) ++t[0];
    while (t[1] > t[0] && bare(t[1] - 1)) --t[1];
    if (t[0] < t[1]) spans.push_back({tree.word_span(t[0]).begin, tree.word_span(t[1] - 1).end});
  }
  return spans;
}

}  // namespace bestand
