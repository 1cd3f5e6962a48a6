// Clauses of a document and the arguments of its predicates, with passives, control, relatives and sharing undone.
//
// Units    token indices; a clause is named by its index in `Clauses`
// Threads  const after construction
#pragma once

#include <cstdint>
#include <vector>

#include "base/span.h"
#include "claim/frame.h"
#include "claim/tree.h"

namespace bestand {

struct Clause {
  int32_t head = 0;
  int32_t parent = -1;      // the clause it hangs in
  int32_t noun = -1;        // the noun that a relative or participial clause belongs to
  int32_t sentence = 0;
  ClassMask classes = 0;    // of its own tokens
  std::vector<int32_t> tokens;
  Span span;
};

class Clauses {
 public:
  Clauses(const Tree& tree, const std::vector<ClassMask>& classes);

  int32_t of(int32_t token) const { return clause_of_[token]; }
  const Clause& operator[](int32_t clause) const { return clauses_[clause]; }
  size_t size() const { return clauses_.size(); }
  void add_classes(int32_t token, ClassMask classes) { clauses_[clause_of_[token]].classes |= classes; }
  bool within(int32_t inner, int32_t outer) const;  // the same, or somewhere in it

 private:
  std::vector<Clause> clauses_;
  std::vector<int32_t> clause_of_;
};

// Who does it to whom, whatever the voice. Conjuncts are not expanded: see expand().
struct Arguments {
  bool passive = false;
  int32_t subject = -1;              // the doer
  int32_t object = -1;               // the one it is done to
  std::vector<int32_t> agents;       // "by", "door"
  std::vector<int32_t> obliques;     // other phrases with a preposition
  std::vector<int32_t> owners;       // of a noun: before it, or with a genitive: "Russian", "Israel's", "van Rusland"
};

Arguments arguments_of_verb(const Tree& tree, const FrameSet& frames, int32_t verb, int depth = 0);
Arguments arguments_of_noun(const Tree& tree, const FrameSet& frames, int32_t noun);

// The token with its conjuncts, in text order.
std::vector<int32_t> expand(const Tree& tree, int32_t token);

bool is_verbal(const Token& token);
bool past_participle(const Token& token);

}  // namespace bestand
