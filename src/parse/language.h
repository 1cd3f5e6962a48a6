// One language's model with all that parsing needs.
//
// Errors   kBadModel
// Threads  const after load
#pragma once

#include <memory>
#include <string>

#include "parse/baseline.h"
#include "parse/contraction.h"
#include "parse/lemma.h"
#include "parse/linear.h"
#include "parse/model_file.h"
#include "parse/parse.h"
#include "parse/segment.h"

namespace bestand {

class Language {
 public:
  // `file` must outlive the language.
  static Result<Language> read(const ModelFile& file);

  BinaryModel split, end;
  Contractions contractions;

  // Tags, trees and names of the sentence whose tokens [first, last) have forms; `words` holds their Lex.
  void analyse(Words* words, Parse* parse, int32_t first, int32_t last) const;

 private:
  void tag(Words* words) const;
  void attach(Words* words) const;
  void label(Words* words) const;
  void find_names(Words* words, Parse* parse, int32_t first) const;
  uint16_t feats_of(const Lex& lex, uint8_t upos) const;

  LinearModel tags_, moves_, labels_, names_;
  HashTable feats_table_;
  StringTable feats_, rels_;
  Lemmatizer lemmas_;
};

}  // namespace bestand
