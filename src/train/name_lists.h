// The table of known names that a name tagger's features ask.
//
// Input    lang/<code>/names.toml, tables of places and demonyms, the actors of world/, words of treebanks
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "parse/name_features.h"
#include "train/treebank.h"
#include "train/word_vectors.h"

namespace bestand {

class NameLists {
 public:
  void add(NameList list, std::string_view phrase);

  // lang/<code>/names.toml.
  Status read_words(const std::string& path);
  // A table in GeoNames' form, or one of country names with a header row (see NameLore). Of places with fewer
  // than `least` people nothing is taken.
  Status read_places(const std::string& path, const std::string& lang, int64_t least);
  // Three columns: country, language, adjective or inhabitant.
  Status read_demonyms(const std::string& path, const std::string& lang);
  // Names in Latin script that actors and persons of world/actors bear in the language or in all.
  Status read_world(const std::string& data_root, const std::string& lang);
  // One word a line.
  Status read_plain(NameList list, const std::string& path);
  // Words that stand in lower case in running text, `least` times at least: some must stay unknown, as some of
  // every other text will.
  void read_common_words(const std::vector<GoldSentence>& sentences, int least);

  // Of single words, where they stand in a tree of words that are used alike.
  void add_clusters(const WordVectors& vectors);

  size_t size() const { return bits_.size(); }
  std::string table() const;  // a HashTable's bytes

 private:
  std::map<uint64_t, uint32_t> bits_;
};

}  // namespace bestand
