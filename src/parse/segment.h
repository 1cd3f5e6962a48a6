// Text to tokens and sentences.
//
// Input    valid UTF-8, any length, any script
// Output   tokens by rising begin, disjoint, never empty, covering all but white space; every blank line and
// the
//          end of the title end a sentence
// Threads  const
// Cost     linear; a window of twelve characters around each place where a token may end
// Source   Universal Dependencies on tokenization; the weights are trained on a treebank, without weights a
// plain
//          rule decides
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "base/span.h"
#include "parse/lex.h"
#include "parse/token_rules.h"

namespace bestand {

enum class Gap : uint8_t { kNone, kSpace, kLine, kParagraph };

struct Segments {
  std::vector<Span> tokens;
  std::vector<Lex> lex;            // of each token
  std::vector<Gap> before;         // what stands before each token; kParagraph before the first
  std::vector<int32_t> sentences;  // first token of each sentence, and at the end the number of tokens
};

// Weights of a yes-no question over hashed features. No weights: every answer is 0.
struct BinaryModel {
  std::span<const int16_t> weights;  // size 0 or a power of two
  bool empty() const { return weights.empty(); }
  int32_t score(std::span<const uint64_t> features) const {
    int32_t sum = 0;
    for (uint64_t f : features) sum += weights[f & (weights.size() - 1)];
    return sum;
  }
};

using Features = std::vector<uint64_t>;

// One run of characters without white space.
struct Chunk {
  std::vector<char32_t> points;  // lower case, quotes as they are
  std::vector<uint8_t> kinds;    // CharKind
  std::vector<uint32_t> at;      // byte offset of each, and the end
  bool link = false;             // an address of a page or mailbox
  uint8_t next = 0;              // CharKind of what follows after a space; kSpace at a line's end
};
void read_chunk(std::string_view text, Span span, Chunk* out);

// Whether a token may end before character `i`: not within letters, nor within digits, nor before a mark.
bool may_split(const Chunk& chunk, size_t i);
// What the plain rule says; `token_start` is where the current token began.
bool rule_split(const TokenRules& rules, std::string_view text, const Chunk& chunk, size_t token_start,
                size_t i);
void split_features(const Chunk& chunk, size_t token_start, size_t i, bool rule, Features* out);

// Which quotation marks open and which close: by their form where that tells, else by turns within a
// paragraph.
enum class Role : uint8_t { kNone, kOpens, kCloses };
struct Quotes {
  std::vector<Role> role;       // of each token
  std::vector<uint8_t> inside;  // whether a quotation is open behind each token
  std::vector<uint8_t> sure;    // the mark's form says its role
};
Quotes read_quotes(std::string_view text, const Segments& s);

// What has been seen of the sentence that is open.
struct OpenSentence {
  int32_t first = 0;
  int32_t brackets = 0;  // open ones
  void take(std::string_view form);
};
// Whether a sentence may end after token `i`, which is not the last.
bool may_end(std::string_view text, const Segments& s, const Quotes& quotes, size_t i);
bool rule_end(const TokenRules& rules, std::string_view text, const Segments& s, const Quotes& quotes,
              size_t i);
void end_features(const TokenRules& rules, std::string_view text, const Segments& s, const Quotes& quotes,
                  size_t i, const OpenSentence& open, Features* out);

class Segmenter {
 public:
  Segmenter(const TokenRules* rules, BinaryModel split, BinaryModel end)
      : rules_(rules), split_(split), end_(end) {}

  void run(std::string_view text, uint32_t title_size, Segments* out) const;

  // The two halves, for the trainer.
  void tokenize(std::string_view text, Segments* out) const;
  void find_sentences(std::string_view text, uint32_t title_size, Segments* out) const;

 private:
  const TokenRules* rules_;
  BinaryModel split_, end_;
};

}  // namespace bestand
