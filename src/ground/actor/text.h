// A document cut into the pieces names are compared by: words, parts of hyphenated words, with their
// capitals.
#pragma once

#include <string>
#include <vector>

#include "ground/actor/lexicon.h"
#include "parse/parse.h"

namespace bestand {

struct Piece {
  uint32_t word = 0;        // of the lexicon; 0 = unknown
  uint32_t article = 0;     // as an Arabic article, where it has that form
  uint32_t stripped = 0;    // without a genitive s
  uint32_t possessive = 0;  // with the 's that follows: "People's"
  int32_t token = 0;
  bool upper = false;  // begins with a capital
  bool caps = false;   // all capitals
  bool first = true;   // of its token
  bool last = true;
  bool barrier = false;  // punctuation that no name runs over
};

// One longest entry of the lexicon in the text: pieces [first, last), tokens [first_token, last_token).
struct Hit {
  int32_t first = 0, last = 0;
  int32_t first_token = 0, last_token = 0;
  std::vector<ActorReading> readings;
  bool inside = false;  // ends within a token: "IS-strijders"
};

struct ActorText {
  std::vector<Piece> pieces;
  std::vector<int32_t> piece_of;    // first piece of each token; size tokens+1
  std::vector<std::string> folded;  // of each token
  std::vector<bool> shouted;        // of each sentence: all in capitals

  ActorText(const Parse& parse, const ActorLexicon& lexicon);
};

// The longest entry of one kind that begins at a piece, if any.
bool match_at(const ActorText& text, const Parse& parse, const ActorLexicon& lexicon, int32_t piece,
              Entry entry, Hit* hit);

}  // namespace bestand
