// Which items of a list (mentions, acts of telling, events in the making) stand in a sentence: what a step that looks
// around one place of a text asks, so that its cost does not grow with the text.
//
// Units    items by their index in the list; sentences by theirs in the Parse, which must outlive the index
// Cost     one step an item and sentence to build; of() free, in() what it gives
#pragma once

#include <cstdint>
#include <vector>

#include "parse/parse.h"

namespace bestand {

class SentenceIndex {
 public:
  explicit SentenceIndex(const Parse& parse) : parse_(&parse), of_(parse.sentences.size()) {}

  // Items must be added by rising index; a token outside the text adds nothing.
  void add(int32_t item, int32_t token) { add(item, token, token + 1); }
  void add(int32_t item, int32_t first, int32_t last);  // to all sentences that the tokens [first, last) touch
  void add(int32_t item, Span span);                    // to all sentences that the bytes touch

  // Rising, each once.
  const std::vector<int32_t>& of(int32_t sentence) const { return of_[sentence]; }
  std::vector<int32_t> in(std::vector<int32_t> sentences) const;
  std::vector<int32_t> at(Span span) const;  // of all sentences that the bytes touch

 private:
  int32_t sentence_at(uint32_t byte) const;  // the first that ends behind it
  void put(int32_t item, int32_t sentence);

  const Parse* parse_;
  std::vector<std::vector<int32_t>> of_;
};

// The items of a list that a function gives a token of, by the sentence of that token.
template <class List, class Token>
SentenceIndex index_by(const Parse& parse, const List& list, Token token) {
  SentenceIndex out(parse);
  int32_t item = 0;
  for (const auto& x : list) out.add(item++, token(x));
  return out;
}

}  // namespace bestand
