// Forms to lemmas: a dictionary of forms, then the commonest change for the longest known ending.
//
// A change is a script: cut so many characters from both ends, perhaps lower-case what stays, put others there.
//
// Threads  const
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"
#include "parse/model_file.h"
#include "parse/parse.h"

namespace bestand {

// The script that makes `lemma` of `form`, and what a script makes of a form (false: the form is too short for it).
std::string lemma_script(std::string_view form, std::string_view lemma);
bool apply_script(std::string_view script, std::string_view form, std::string* lemma);

uint64_t lemma_key(std::string_view form, Upos upos, std::string_view feats);
// Of the last `length` characters; 0 if the form has fewer.
uint64_t ending_key(std::string_view form, size_t length, Upos upos, std::string_view feats);
constexpr size_t kLongestEnding = 7;
uint64_t particle_key(std::string_view particle);

class Lemmatizer {
 public:
  Lemmatizer() = default;
  static Result<Lemmatizer> read(const ModelFile& model);

  void lemma(std::string_view form, Upos upos, std::string_view feats, std::string* out) const;

  // Whether a verb that stands apart from its particle takes it into its lemma ("spoorde … aan": aan_sporen).
  bool join_particle(std::string_view particle, std::string_view verb, std::string* out) const;

 private:
  StringTable scripts_;
  HashTable forms_, endings_, particles_;
};

}  // namespace bestand
