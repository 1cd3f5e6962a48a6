// What a model is trained from: gold trees, and sentences with names.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "parse/conllu.h"
#include "parse/parse.h"

namespace bestand {

// A sentence of a treebank: its document and number.
struct GoldSentence {
  const ConlluDocument* document;
  const Sentence* sentence;
  std::span<const Token> tokens() const {
    return {document->parse.tokens.data() + sentence->first,
            static_cast<size_t>(sentence->last - sentence->first)};
  }
  // Heads within the sentence, -1 for the root.
  std::vector<int32_t> heads() const;
};

struct Treebank {
  std::vector<std::vector<ConlluDocument>> files;
  std::vector<GoldSentence> sentences() const;
  std::vector<GoldSentence> sentences_of(size_t file) const;  // empty if there is no such file
};
Result<Treebank> read_treebank(const std::vector<std::string>& paths);

// Words with IOB2 tags as NameType numbers: 0 outside, 1 + 2 * type begins, 2 + 2 * type goes on.
constexpr uint8_t kUnknownName = 255;  // nothing is known
constexpr uint8_t kOutsideOrMisc =
    254;                           // outside any PER, ORG, LOC: what files without MISC say of a capital
constexpr uint8_t kNoPlace = 253;   // the whole of a name that is PER, ORG or MISC
constexpr uint8_t kNoPerson = 252;  // the whole of a name that is ORG, LOC or MISC
constexpr uint8_t kSomeName = 251;  // in a name of whatever type
struct NamedSentence {
  std::vector<std::string> forms;
  std::vector<uint8_t> tags;
};
// Columns parted by a tab or a space: [number] word … tag; UNK says that nothing is known, NOLOC,
// NOPER and ANY what kNoPlace, kNoPerson and kSomeName say. Files without
// blank lines are cut at full stops.
Result<std::vector<NamedSentence>> read_names(const std::string& path);

using Progress = std::function<void(const std::string&)>;

}  // namespace bestand
