// One language's model with all that parsing needs.
//
// Errors   kBadModel
// Threads  const after load
#pragma once

#include <span>
#include <string>

#include "parse/contraction.h"
#include "parse/lemma.h"
#include "parse/model_file.h"
#include "parse/net.h"
#include "parse/parse.h"
#include "parse/segment.h"

namespace bestand {

class Language {
 public:
  // `file` must outlive the language.
  static Result<Language> read(const ModelFile& file);

  BinaryModel split, end;
  Contractions contractions;

  // Whether the trees it was trained on hold the word.
  bool knows(const Lex& word) const { return net_.knows(word); }

  // Fills tags, lemmas, trees and names of a parse whose tokens have forms and whose sentences are set;
  // `words` are the tokens' Lex.
  // Without `names` those of the net are not looked for.
  void analyse(std::span<const Lex> words, bool names, Parse* parse) const;

 private:
  struct Work;
  void take_answer(const Work& work, int32_t first_sentence, int32_t last_sentence, Parse* parse) const;
  void take_names(const Work& work, int32_t first, int32_t last, Parse* parse) const;

  Net net_;
  StringTable xpos_, feats_, rels_;
  std::vector<Rel> rel_of_;
  std::vector<uint64_t> feats_hash_;  // of feats_
  Lemmatizer lemmas_;
};

}  // namespace bestand
