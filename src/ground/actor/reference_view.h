// What those who look for antecedents share: mentions in the order of the text, and taking over one's identity.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "ground/actor/scene.h"

namespace bestand {

class ReferenceView {
 protected:
  explicit ReferenceView(Scene* s) : s_(*s) { order(); }

  const Token& tok(int32_t t) const { return s_.parse.tokens[t]; }
  int32_t sentence(const Nominal& n) const { return tok(n.head).sentence; }

  void take(Nominal* n, int32_t from, double score) {
    const Nominal& o = s_.nominals[from];
    n->antecedent = from;
    n->id = o.id;
    n->actor = o.actor;
    n->name = o.name;
    n->code = o.code;
    n->speaks_for = o.speaks_for;
    n->kind = o.kind;
    n->doc_entity = o.doc_entity;
    n->person = o.person;
    n->score = score;
  }

  bool subject(int32_t t) const { return tok(t).rel == Rel::nsubj; }

  // Whether a mention is its clause's subject; in "Premier Hun Manet" the title may be the head of the name.
  bool subject(const Nominal& n) const {
    int32_t top = n.head;
    for (int32_t t = n.last - 1; t >= n.first; --t) {
      if (tok(t).head < n.first || tok(t).head >= n.last) top = t;
    }
    if (!subject(top) || tok(top).head < 0) return false;
    for (int32_t c : s_.parse.children(tok(top).head)) {  // of two that the parse took for subjects the first
      if (c < n.first && subject(c)) return false;
    }
    return true;
  }

  // Without the marks between the parts of a Dutch lemma.
  std::string plain_lemma(int32_t t) const {
    std::string out;
    for (char c : tok(t).lemma) {
      if (c != '_') out += c;
    }
    return out;
  }

  // Where in order_ the nominals of a sentence and of those behind it begin.
  size_t from_sentence(int32_t sentence) const {
    const int32_t first = s_.parse.sentences[std::max(0, sentence)].first;
    auto at = std::partition_point(order_.begin(), order_.end(), [&](int32_t o) { return s_.nominals[o].first < first; });
    return static_cast<size_t>(at - order_.begin());
  }

  Scene& s_;
  std::vector<int32_t> order_;  // live mentions as they stand in the text, outer ones first

 private:
  void order() {
    for (size_t i = 0; i < s_.nominals.size(); ++i) {
      if (!s_.nominals[i].dead) order_.push_back(static_cast<int32_t>(i));
    }
    std::sort(order_.begin(), order_.end(), [&](int32_t a, int32_t b) {
      const Nominal &x = s_.nominals[a], &y = s_.nominals[b];
      return std::pair(x.first, -x.last) < std::pair(y.first, -y.last);
    });
  }
};

}  // namespace bestand
