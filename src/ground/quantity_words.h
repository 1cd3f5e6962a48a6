// A parse's tokens with what the quantity lexicon says of each.
//
// Cost     two hash lookups a token; phrases are matched where they are asked for
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "ground/quantity_lexicon.h"
#include "parse/parse.h"

namespace bestand {

class QuantityWords {
 public:
  QuantityWords(const QuantityLexicon& lexicon, const Parse& parse, std::string_view text);

  const QuantityLexicon& lexicon() const { return lexicon_; }
  const Parse& parse() const { return parse_; }
  const Token& token(int32_t i) const { return parse_.tokens[static_cast<size_t>(i)]; }
  int32_t size() const { return static_cast<int32_t>(words_.size()); }
  // A sentence, or several that the segmenter parted where no sentence can end: without a mark or a line's
  // end.
  struct Unit {
    int32_t first = 0, last = 0;
  };
  const std::vector<Unit>& units() const { return units_; }
  int32_t unit_of(int32_t i) const { return words_[static_cast<size_t>(i)].unit; }
  int32_t first_of(int32_t i) const { return units_[static_cast<size_t>(unit_of(i))].first; }
  int32_t last_of(int32_t i) const { return units_[static_cast<size_t>(unit_of(i))].last; }

  // Tokens of the longest phrase with this cue that begins at `i`; 0 for none. Within the sentence.
  int32_t phrase_at(int32_t i, Cue cue) const {
    return holds(i) && words_[static_cast<size_t>(i)].begins.has(cue) ? longest_phrase(i, cue) : 0;
  }
  // "The first deaths since", "one of the deadliest days since": what follows measures the rank, not how long is counted.
  bool ranked_before(int32_t i) const;
  // Tokens of the longest phrase with this cue that ends before `i`; 0 for none.
  int32_t phrase_before(int32_t i, Cue cue) const;
  bool is(int32_t i, Cue cue) const { return holds(i) && (single(i).has(cue) || phrase_at(i, cue) == 1); }
  bool holds(int32_t i) const { return i >= 0 && i < size(); }  // a token: the questions say no to others
  // Whether the word as it stands, not its lemma, has the cue.
  bool form_is(int32_t i, Cue cue) const {
    return holds(i) && words_[static_cast<size_t>(i)].form_cues >> static_cast<int>(cue) & 1;
  }
  // What the word says by itself, as form or lemma.
  const PhraseSense& single(int32_t i) const { return words_[static_cast<size_t>(i)].single; }

  // The longest phrase at `i` that names a vague number, a noun or a predicate: its index, and its length.
  struct Hit {
    int32_t index = -1, tokens = 0;
  };
  Hit vague_at(int32_t i) const { return best(i, &PhraseSense::vague); }
  Hit noun_at(int32_t i) const;
  Hit predicate_at(int32_t i) const { return best(i, &PhraseSense::predicate); }

  // The predicate whose first word is at `verb` and whose others begin at `rest`: "hield ... aan", "cost ...
  // their lives"; with the number of tokens at `rest`.
  Hit split_predicate(int32_t verb, int32_t rest) const;

  bool adjacent(int32_t i) const;    // no space between token i and i + 1
  bool is_acronym(int32_t i) const;  // "IS" is no verb
  bool is_word(int32_t i) const;     // begins with a letter
  bool is_hyphen(int32_t i) const;
  bool is_form(int32_t i, std::string_view form) const { return token(i).form == form; }

 private:
  struct Word {
    uint32_t form = 0, lemma = 0;  // ids; 0: unknown
    int32_t unit = 0;
    PhraseSense single;
    uint64_t form_cues = 0;  // what it says by itself as it stands
    PhraseSense begins;  // what the phrases that begin with the word say, whether they stand here or not
  };
  int32_t longest_phrase(int32_t i, Cue cue) const;
  Hit best(int32_t i, int32_t PhraseSense::*field) const;
  bool matches(int32_t i, const QuantityLexicon::Phrase& phrase, int32_t end) const;
  template <class Take>
  void each_phrase(int32_t i, const Take& take) const;
  void annotate(int32_t i);
  void make_units();
  bool may_end_at(int32_t i) const;
  uint32_t stem_id(std::string_view lower) const;

  const QuantityLexicon& lexicon_;
  const Parse& parse_;
  std::string_view text_;
  std::vector<Word> words_;
  std::vector<Unit> units_;
};

}  // namespace bestand
