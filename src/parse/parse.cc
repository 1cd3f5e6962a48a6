#include "parse/parse.h"

#include <algorithm>

namespace bestand {
namespace {

constexpr std::string_view kUpos[] = {"ADJ",  "ADP",  "ADV",   "AUX",   "CCONJ", "DET", "INTJ", "NOUN", "NUM",
                                      "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X"};
constexpr std::string_view kRel[] = {
    "root",   "nsubj",   "obj",       "iobj", "csubj", "ccomp", "xcomp", "obl",   "vocative", "expl",
    "dislocated", "advcl", "advmod",  "discourse", "aux", "cop", "mark", "nmod", "appos",    "nummod",
    "acl",    "amod",    "det",       "clf",  "case",  "conj",  "cc",    "fixed", "flat",     "list",
    "parataxis", "compound", "orphan", "goeswith", "reparandum", "punct", "dep"};

}  // namespace

std::string_view name(Upos upos) { return kUpos[static_cast<int>(upos)]; }
std::string_view name(Rel rel) { return kRel[static_cast<int>(rel)]; }
std::string_view name(NameType type) {
  constexpr std::string_view kNames[] = {"PER", "ORG", "LOC", "MISC"};
  return kNames[static_cast<int>(type)];
}

bool parse_upos(std::string_view text, Upos* upos) {
  auto at = std::find(std::begin(kUpos), std::end(kUpos), text);
  if (at == std::end(kUpos)) return false;
  *upos = static_cast<Upos>(at - std::begin(kUpos));
  return true;
}

Rel parse_rel(std::string_view deprel) {
  auto base = deprel.substr(0, deprel.find(':'));
  auto at = std::find(std::begin(kRel), std::end(kRel), base);
  return at == std::end(kRel) ? Rel::dep : static_cast<Rel>(at - std::begin(kRel));
}

bool Token::subtype(std::string_view sub) const {
  auto colon = deprel.find(':');
  return colon != std::string_view::npos && deprel.substr(colon + 1) == sub;
}

void Parse::index() {
  child_at_.assign(tokens.size() + 1, 0);
  for (const Token& t : tokens) {
    if (t.head >= 0) ++child_at_[t.head + 1];
  }
  for (size_t i = 1; i < child_at_.size(); ++i) child_at_[i] += child_at_[i - 1];
  child_.resize(child_at_.back());
  std::vector<int32_t> next(child_at_.begin(), child_at_.end() - 1);
  for (int32_t i = 0; i < static_cast<int32_t>(tokens.size()); ++i) {
    if (tokens[i].head >= 0) child_[next[tokens[i].head]++] = i;
  }
}

std::array<int32_t, 2> Parse::reach(int32_t token) const {
  int32_t first = token, last = token + 1;
  std::vector<int32_t> open{token};
  while (!open.empty()) {
    int32_t t = open.back();
    open.pop_back();
    first = std::min(first, t);
    last = std::max(last, t + 1);
    for (int32_t c : children(t)) open.push_back(c);
  }
  return {first, last};
}

Span Parse::span(int32_t first, int32_t last) const {
  return {tokens[first].span.begin, tokens[last - 1].span.end};
}

}  // namespace bestand
