// Names for sentences of a treebank that has proper nouns but does not say what they name.
//
// Output   tags of words for which something speaks: a given name, a title, a place in a gazetteer, a word
// like
//          "ministerie" in it, a form like "VN"; kUnknownName where nothing does, so that nothing wrong is
//          learned
#pragma once

#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/result.h"
#include "train/treebank.h"

namespace bestand {

class NameLore {
 public:
  // lang/<code>/names.toml.
  Status read_words(const std::string& path);
  // A table in GeoNames' form, or one of country names with a header row; names with a bigger place behind
  // them win.
  Status read_places(const std::string& path, const std::string& lang);
  // Three columns: country, language, adjective or inhabitant.
  Status read_demonyms(const std::string& path, const std::string& lang);

  NamedSentence label(const GoldSentence& sentence) const;

  // For putting other names in the place of those seen.
  const std::vector<std::string>& given_names() const { return given_; }
  const std::vector<std::string>& places() const { return place_list_; }
  bool is_given_name(const std::string& form) const { return set_of("given_names").contains(form); }

 private:
  using Set = std::unordered_set<std::string>;
  const Set& set_of(const std::string& key) const;
  struct Stretch {
    size_t first, last;
  };
  std::vector<Stretch> stretches(std::span<const Token> tokens, int32_t base) const;
  int type_of(std::span<const Token> tokens, Stretch s) const;  // a NameType, or -1

  std::unordered_map<std::string, Set> words_;
  std::vector<std::string> given_, place_list_;
  Set places_, demonyms_;
};

}  // namespace bestand
