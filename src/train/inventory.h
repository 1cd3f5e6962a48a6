// The classes of one language and its words, numbered: what a net's rows and columns stand for.
#pragma once

#include <array>
#include <map>
#include <string>
#include <vector>

#include "parse/model_file.h"
#include "parse/net.h"
#include "train/silver.h"
#include "train/treebank.h"

namespace bestand {

struct Inventory {
  std::vector<std::string> xpos, feats;  // of each morph
  std::vector<uint8_t> upos;
  std::array<uint32_t, kUposCount + 1> begin{};  // of each UPOS's morphs
  std::map<std::string, uint16_t, std::less<>> morph_at, rel_at;
  std::vector<std::string> rels;
  std::map<uint64_t, uint32_t> words;  // Lex::lower -> row, from 1
  std::vector<int> counts{0};          // of each row

  // A morph's key in morph_at.
  static std::string key(uint8_t upos, std::string_view xpos, std::string_view feats);
  static std::string key(const Token& t) { return key(static_cast<uint8_t>(t.upos), t.xpos, t.feats); }

  using Rows = std::array<uint32_t, kWordFeatures>;
  Rows rows_of(const std::string& form) const;
  std::vector<Rows> rows_of(const std::vector<std::string>& forms) const;

  void write(ModelWriter* out) const;
};

// Other places words are seen in, and how much that counts: with 4 a word gets its row.
using OtherWords = std::map<uint64_t, int>;

// Classes of the treebanks; their words seen twice, and others seen often enough.
Inventory take_inventory(const std::vector<std::vector<GoldSentence>>& treebanks, const OtherWords& other);

}  // namespace bestand
