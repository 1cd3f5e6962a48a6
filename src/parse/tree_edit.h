// What repairs of a tree ask of it and do to it; it stays a tree.
//
// Cost     a look at each token of the sentence for every call
#pragma once

#include <string_view>
#include <vector>

#include "parse/parse.h"
#include "parse/token_rules.h"

namespace bestand {

class TreeEdit {
 public:
  TreeEdit(const TokenRules& rules, Parse* parse) : rules_(rules), tokens_(parse->tokens) {}

 protected:
  bool nominal(int32_t t) const {
    return tokens_[t].upos == Upos::NOUN || tokens_[t].upos == Upos::PROPN || tokens_[t].upos == Upos::PRON || tokens_[t].upos == Upos::ADJ;
  }

  int32_t other_child(int32_t of, Rel rel, int32_t but, const Sentence& s) const {
    for (int32_t i = s.first; i < s.last; ++i) {
      if (i != but && tokens_[i].head == of && tokens_[i].rel == rel) return i;
    }
    return -1;
  }

  bool has_case(int32_t t, const Sentence& s) const {
    const int32_t word = other_child(t, Rel::case_, -1, s);
    return word >= 0 && word < t;
  }

  // The first of a token and what hangs right on it.
  int32_t leftmost(int32_t token, const Sentence& s) const {
    for (int32_t i = s.first; i < token; ++i) {
      if (tokens_[i].head == token) return i;
    }
    return token;
  }

  // Whether a noun with its words begins at `first`.
  bool begins(int32_t noun, int32_t first, const Sentence& s) const { return leftmost(noun, s) == first; }

  // Whether what hangs on a token, and on that, ends right before `end`.
  bool ends_at(int32_t token, int32_t end, const Sentence& s) const {
    int32_t last = token;
    for (int32_t i = token + 1; i < s.last; ++i) {
      int32_t up = i;
      while (up > token) up = tokens_[up].head;
      if (up == token) last = i;
    }
    return last + 1 == end;
  }

  // Whether a token hangs on another, at any depth, or is it.
  bool under(int32_t token, int32_t top) const {
    while (token >= 0 && token != top) token = tokens_[token].head;
    return token >= 0;
  }

  // Nothing is hung on what hangs on it: trees stay trees, whatever order of words a parser read.
  bool move(int32_t token, int32_t head) {
    if (under(head, token)) return false;
    tokens_[token].head = head;
    return true;
  }

  void hang(int32_t token, int32_t head, Rel rel, std::string_view deprel) {
    if (!move(token, head)) return;
    tokens_[token].rel = rel;
    tokens_[token].deprel = deprel;
  }

  const TokenRules& rules_;
  std::vector<Token>& tokens_;
};

}  // namespace bestand
