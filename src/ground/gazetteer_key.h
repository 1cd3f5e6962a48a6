// How a place name becomes the key it is looked up by, and the looser key for a name in another
// transliteration.
//
// Input    names in any script, valid UTF-8
// Output   words in folded form, apostrophes and full stops gone, hyphens parting words, abbreviations made
// one form
//          ("Saint" -> "st"), Arabic articles made one ("ar-Raqqa" -> "al raqqa"); the keys are words joined
//          by a space
// Threads  const after load
// Source   the rules are data: world/places/matching.toml, kept inside the gazetteer so both sides agree
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "base/string_map.h"

namespace bestand {

class NameRules {
 public:
  // From world/places/matching.toml. Errors: kBadData, kUnreadable.
  static Result<NameRules> load(const std::string& path);

  // The plain form kept in a gazetteer, and back; a broken line gives kBadGazetteer.
  std::string serialise() const;
  static Result<NameRules> parse(std::string_view text);

  // The words of a name; with `one_article` each Arabic article but the last word becomes "al".
  std::vector<std::string> words(std::string_view name, bool one_article) const;
  std::string key(std::string_view name, bool one_article) const;

  // The one form of an abbreviated word, or the word itself.
  std::string_view short_form(std::string_view word) const;
  bool is_article(std::string_view word) const { return articles_.contains(word); }

  // Whether a word is but the first half of names ("tell", "kafr").
  bool is_element(std::string_view word) const { return elements_.contains(word); }

  // Whether names that begin with the word are of places ("kafr", not "abu").
  bool is_place_head(std::string_view word) const { return heads_.contains(word); }

  // Countries by their ISO 3166-1 code in capitals.
  bool has_articles(std::string_view country) const;
  bool is_transliterated(std::string_view country) const;

  // The sound of a name written from another script: consonants alone, spelled one way. Empty for what is too
  // short to tell names apart or not Latin.
  std::string sound(const std::vector<std::string>& words) const;

 private:
  std::string sound_of_word(std::string_view word) const;

  StringSet elements_, heads_, articles_, article_countries_, sound_countries_;
  StringMap<std::string> short_forms_;
  // By first byte; longest spelling first where they share a start.
  std::array<std::vector<std::pair<std::string, std::string>>, 256> sounds_;
  std::vector<std::string> order_;  // serialised lines, sorted
};

// Breaks folded text into key words: apostrophes and full stops vanish, all else that is no letter or digit
// parts.
void split_key_words(std::string_view folded, std::vector<std::string>* out);

// A 64-bit hash that is the same on every machine; `seed` chains words.
uint64_t key_hash(std::string_view text, uint64_t seed = 0x9E3779B97F4A7C15ull);

// How alike two folded names are, 0..1: one less their edit distance over the longer's length.
double likeness(std::string_view a, std::string_view b);

}  // namespace bestand
