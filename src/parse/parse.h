// Sentences, tokens and trees of one document, with its names.
//
// Units    spans are bytes into Document::text; heads and children are indices into `tokens`
// Threads  const after `index()`
// Source   Universal Dependencies v2 for upos, feats, deprel; CoNLL names PER ORG LOC MISC
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/arena.h"
#include "base/span.h"

namespace bestand {

enum class Upos : uint8_t { ADJ, ADP, ADV, AUX, CCONJ, DET, INTJ, NOUN, NUM, PART, PRON, PROPN, PUNCT, SCONJ, SYM, VERB, X };

enum class Rel : uint8_t {  // UD's universal relations, without subtype
  root, nsubj, obj, iobj, csubj, ccomp, xcomp, obl, vocative, expl, dislocated, advcl, advmod, discourse, aux, cop,
  mark, nmod, appos, nummod, acl, amod, det, clf, case_, conj, cc, fixed, flat, list, parataxis, compound, orphan,
  goeswith, reparandum, punct, dep
};

std::string_view name(Upos upos);
std::string_view name(Rel rel);               // "case" for case_
bool parse_upos(std::string_view text, Upos* upos);
Rel parse_rel(std::string_view deprel);       // subtype ignored; unknown: dep

struct Token {
  Span span;                // words of one surface token ("im" = "in" + "dem") share it
  std::string_view form;
  std::string_view lemma;   // as the treebank has it, with "_" between the parts of a Dutch compound
  std::string_view xpos;
  std::string_view feats;   // "Number=Sing|Tense=Past"; empty for none
  std::string_view deprel;  // with subtype: "nsubj:pass"
  Upos upos = Upos::X;
  Rel rel = Rel::dep;
  int32_t head = -1;        // -1 for a root
  int32_t sentence = 0;

  // "Tense=Past". Here, as the compiler then knows the feature that the caller spells.
  bool has_feat(std::string_view feat) const {
    for (size_t at = feats.find(feat); at != std::string_view::npos; at = feats.find(feat, at + 1)) {
      const size_t behind = at + feat.size();
      if ((at == 0 || feats[at - 1] == '|') && (behind == feats.size() || feats[behind] == '|')) return true;
    }
    return false;
  }
  bool subtype(std::string_view sub) const;     // "pass" of "nsubj:pass"
};

struct Sentence {
  Span span;
  int32_t first = 0, last = 0;  // tokens [first, last)
  int32_t paragraph = 0;        // paragraphs are parted by blank lines
  bool title = false;           // within Document::title
};

enum class NameType : uint8_t { kPer, kOrg, kLoc, kMisc };
std::string_view name(NameType type);

struct Name {
  Span span;
  int32_t first = 0, last = 0;  // tokens [first, last)
  NameType type = NameType::kMisc;
};

class Parse {
 public:
  std::string lang;
  std::vector<Token> tokens;
  std::vector<Sentence> sentences;
  std::vector<Name> names;      // rising, disjoint
  StringArena strings;          // keeps forms and lemmas that stand nowhere else

  // Fills the tables behind children(); call once after heads are set.
  void index();

  // Dependents of a token in text order. Here, as whoever walks a tree asks for them at every step.
  std::span<const int32_t> children(int32_t token) const {
    return {child_.data() + child_at_[token], child_.data() + child_at_[token + 1]};
  }

  // Tokens [first, last) that the subtree of `token` reaches over (its yield's hull), within its sentence.
  std::array<int32_t, 2> reach(int32_t token) const;

  // The span of tokens [first, last).
  Span span(int32_t first, int32_t last) const;

 private:
  std::vector<int32_t> child_at_, child_;
};

}  // namespace bestand
