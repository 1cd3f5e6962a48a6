// Finds the names of a parsed document and says what they name: a linear chain over words.
//
// Method   each word's features vote for the nine tags (outside; begins and goes on, for four types); the best
//          sequence is found with the learned score of each tag after each
// Errors   kBadModel
// Threads  const
// Cost     some 90 look-ups a word
// Source   conditional random fields: Lafferty, McCallum and Pereira 2001
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "parse/lex.h"
#include "parse/model_file.h"
#include "parse/parse.h"

namespace bestand {

constexpr size_t kNameTags = 9;  // 0 outside, 1 + 2 * type begins, 2 + 2 * type goes on

// Whether `tag` may stand behind `before`: a name goes on only from a name of its type.
constexpr bool name_tag_follows(size_t before, size_t tag) {
  return tag == 0 || tag % 2 == 1 || before == tag || before + 1 == tag;
}

// The votes of one feature, as the model file holds them.
struct NameWeights {
  uint32_t key = 0;                    // upper half of the hash, lowest bit set; 0: empty
  std::array<int8_t, 12> weights{};    // of the nine tags, and padding
};
static_assert(sizeof(NameWeights) == 16);

class NameTagger {
 public:
  NameTagger() = default;  // knows nothing
  static Result<NameTagger> read(const ModelFile& model);

  bool empty() const { return table_.empty(); }
  const HashTable& lists() const { return lists_; }

  // Writes parse->names anew. Needs forms, UPOS, trees and sentences; `words` are the tokens' Lex.
  void tag(std::span<const Lex> words, Parse* parse) const;

  // The table of weights for features and their votes.
  static std::vector<NameWeights> table_of(const std::vector<std::pair<uint64_t, std::array<int8_t, 12>>>& rows);

 private:
  using Scores = std::array<int32_t, 12>;
  static Scores plain_votes();  // outside
  // Adds the features that have weights, which begin to come from memory.
  void keep_known(std::span<const uint64_t> features, std::vector<uint64_t>* known) const;
  void score(std::span<const uint64_t> known, Scores* scores) const;

  std::span<const NameWeights> table_;
  // A bit for the upper twenty of each key: most features have no weights, and these bits, which stay in the caches,
  // say so of nine in ten of them.
  std::vector<uint64_t> known_;
  size_t mask_ = 0;
  std::span<const int32_t> steps_;  // kNameTags * kNameTags: a tag after a tag
  HashTable lists_;
};

}  // namespace bestand
