// A document's trees made quick to ask: reach, dominance, clause heads, lexicon keys. Built once, shared by all of claim/;
// where a Tree is wanted, a Parse will do.
//
// Units    token indices of the Parse, which must outlive the Tree
// Threads  const after construction
// Cost     one pass over the tokens
#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "parse/parse.h"

namespace bestand {

class Tree {
 public:
  Tree(const Parse& parse);

  const Parse& parse() const { return *parse_; }
  const Token& operator[](int32_t token) const { return parse_->tokens[token]; }
  std::span<const int32_t> children(int32_t token) const { return parse_->children(token); }
  const Sentence& sentence(int32_t token) const { return parse_->sentences[parse_->tokens[token].sentence]; }
  int32_t size() const { return static_cast<int32_t>(parse_->tokens.size()); }

  // Lower-case lemma without the "_" between the parts of a compound; the form where the parse has no lemma.
  std::string_view lemma(int32_t token) const { return lemmas_[token]; }
  // Lower-case form.
  std::string_view form(int32_t token) const { return forms_[token]; }
  // The last part of a Dutch compound ("aanval" of "lucht_aanval"); the lemma itself for any other word.
  std::string_view last_part(int32_t token) const;

  // Tokens [first, last) that the subtree reaches over. Same as Parse::reach, but free.
  std::array<int32_t, 2> reach(int32_t token) const { return reach_[token]; }
  // The comma that parts a subtree from what stands before it, be it the subtree's own first token; -1: none.
  int32_t comma_before(int32_t token) const;
  bool dominates(int32_t above, int32_t below) const;  // or the same
  int32_t depth(int32_t token) const { return depth_[token]; }

  // First child with one of the relations, or -1.
  int32_t child(int32_t token, std::initializer_list<Rel> rels) const;
  // First child with this lemma, or -1.
  int32_t child_lemma(int32_t token, std::string_view lemma) const;

  // The nearest token at or above that heads a clause: a verb, a predicate with copula or subject, or a root.
  int32_t clause_head(int32_t token) const;
  bool heads_clause(int32_t token) const;

  // nsubj or csubj (passive too) of a clause head; looks through conj and xcomp to the shared one. -1: none.
  int32_t subject(int32_t head) const;

  // A word with its preposition taken as head: the case/mark child's lemma, fixed words joined by "_"; empty: none.
  std::string case_of(int32_t token) const;

  // The token's own bytes: its part of the surface token where words share one ("You've"), else its span.
  Span word_span(int32_t token) const;

  // The smallest span from the first to the last token, punctuation at both ends taken off.
  Span trimmed(int32_t first, int32_t last) const;

 private:
  void measure();

  const Parse* parse_;
  std::vector<std::string_view> lemmas_, forms_;
  std::vector<std::array<int32_t, 2>> reach_;
  std::vector<int32_t> depth_, enter_, leave_;
  StringArena strings_;
};

}  // namespace bestand
