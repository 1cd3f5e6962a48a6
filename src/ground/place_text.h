// One text on its way through the room: its words, folded on demand, and the tokens they belong to.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/string_map.h"
#include "ground/gazetteer.h"
#include "ground/place_words.h"
#include "parse/parse.h"
#include "read/document.h"

namespace bestand {

class PlaceText {
 public:
  PlaceText(const Document& document, const Parse& parse);

  const std::vector<Word>& words() const { return words_; }
  const Parse& parse() const { return parse_; }
  std::string_view text() const { return text_; }
  int size() const { return static_cast<int>(words_.size()); }

  // The folded word, apostrophes and full stops gone; empty outside the text.
  const std::string& folded(int word);
  // Without its possessive.
  std::string stem(int word) const;
  std::string_view surface(int word) const { return quote(text_, words_[word].span); }
  bool capital(int word) const { return word >= 0 && word < size() && words_[word].capital; }
  Gap gap_before(int word) const { return word > 0 && word <= size() ? words_[word - 1].after : Gap::kBreak; }
  bool all_capitals(int word) const;
  // Whether the word stands somewhere without its capital, spelled in as many bytes.
  bool lower_elsewhere(int word, size_t bytes);

  // Tokens [first, last) that a span touches; empty when there are none.
  std::pair<int32_t, int32_t> tokens(Span span) const;
  // The name that covers the span, -1 if none.
  int name_over(Span span) const;

 private:
  std::string_view text_;
  const Parse& parse_;
  std::vector<Word> words_;
  std::vector<std::string> folded_;
  StringSet lower_;  // words without a capital, with their lengths; filled when first asked
  std::string none_;
};

// One reading of a toponym.
struct Reading {
  uint32_t place = 0;
  bool primary = false, bare = false;
  float likeness = 0;  // of a reading found by sound; 0 = found by name
  double score = 0, share = 0;
};

// A name found in the text with all it may stand for.
struct Toponym {
  Span span;
  int begin = 0, end = 0;  // words
  int phrase_begin = 0;    // with generic words before it
  int phrase_end = 0;      // with generic words behind it
  std::string_view kind;   // what the generic words say it is: "P", "A.ADM1"; empty
  uint64_t key = 0;        // same name, same key
  std::vector<Reading> readings;
  int container = -1;  // the toponym that is said to hold it ("Hama, Syria")
  bool contained_in = false;  // with a word, "Hama in Syria": no list of two
  uint32_t container_place = kNoPlace;
  int best = -1;
  bool prepositioned = false, titled = false, person = false, organisation = false, organisation_word = false,
       common = false;
  bool proper = false, located = false,
       tagged = false;          // upos PROPN; a name of type LOC; there are tags at all
  bool compound = false;        // "US-led"
  bool related = false;         // in a phrase that only places stand in: "north of", "between"
  bool of_a_group = false;      // "al-Sham" of "Ahrar al-Sham"
  bool short_division = false;  // "Va." behind a comma
};

}  // namespace bestand
