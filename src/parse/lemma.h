// Forms to lemmas: a dictionary of forms, then the commonest change for the longest known ending.
//
// A change is a script: cut these characters from the beginning and so many from the end, perhaps lower-case
// what stays, put others there. Compounds that no entry has are taken apart where both parts have one
// ("vredes" + "proces").
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

// The script that makes `lemma` of `form`, and what a script makes of a form (false: the form is too short
// for it).
std::string lemma_script(std::string_view form, std::string_view lemma);
bool apply_script(std::string_view script, std::string_view form, std::string* lemma);

// `feats` is hash_bytes() of the features.
uint64_t lemma_key(std::string_view form, Upos upos, uint64_t feats);
// Of the last `length` characters, and of the first two with `beginning`; 0 if the form has fewer.
uint64_t ending_key(std::string_view form, size_t length, Upos upos, uint64_t feats, bool beginning = false);
constexpr size_t kLongestEnding = 7;
// Of a particle with a verb of these feats; the empty particle stands for those not met in training.
uint64_t particle_key(std::string_view particle, std::string_view verb_feats);

class Lemmatizer {
 public:
  Lemmatizer() = default;
  static Result<Lemmatizer> read(const ModelFile& model);

  // `feats` is hash_bytes() of the features, `word` the word_hash() of the form.
  void lemma(std::string_view form, Upos upos, uint64_t feats, uint64_t word, std::string* out) const;

  static uint64_t word_hash(std::string_view form, Upos upos);
  // Brings what lemma() will look at nearer.
  void prefetch(uint64_t word, uint64_t feats) const;

  // Whether a verb that stands apart from its particle takes it into its lemma ("spoorde … aan": aan_sporen).
  bool join_particle(std::string_view particle, std::string_view verb, std::string_view verb_feats,
                     std::string* out) const;

 private:
  bool known(std::string_view form, uint64_t word, uint64_t feats, std::string* out) const;
  bool known(std::string_view form, Upos upos, uint64_t feats, std::string* out) const {
    return known(form, word_hash(form, upos), feats, out);
  }
  bool by_ending(std::string_view form, Upos upos, uint64_t feats, std::string* out) const;
  bool prefixed_verb(std::string_view form, Upos upos, uint64_t feats, std::string* out) const;
  bool compound(std::string_view form, Upos upos, uint64_t feats, std::string* out) const;

  StringTable scripts_;
  HashTable forms_, endings_, particles_;
  bool compounds_ = false;  // the treebank marks the parts of compounds
};

}  // namespace bestand
