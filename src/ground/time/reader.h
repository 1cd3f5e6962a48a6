// Finds the expressions of a text, without yet asking when they are.
//
// Output   rising, disjoint, longest first from the left; blocked ones left out
// Threads  const
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ground/time/grammar.h"
#include "parse/parse.h"

namespace bestand::timex {

struct Expression {
  Span span;
  int first_word = 0, last_word = 0;  // [first, last)
  int32_t sentence = 0;
  Spec spec;
  std::string_view rule;      // of group timex
  std::optional<Spec> until;  // in a caller's question: the second end of a range
  std::optional<Spec> base;   // likewise: the day that "3 days after" counts from
  bool through = false;       // which is taken in
};

struct TextWords {
  std::vector<Word> words;
  StringArena keep;
};

// The words of a text, sentence by sentence where the parse has sentences.
void read_words(const Grammar& grammar, std::string_view text, const Parse& parse, TextWords* out);

std::vector<Expression> find_expressions(const Grammar& grammar, const std::vector<Word>& words, int group);

}  // namespace bestand::timex
