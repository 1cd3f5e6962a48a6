// Surface tokens that are several words: "don't" is "do" + "n't", "im" is "in" + "dem".
//
// Threads  const
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "parse/lex.h"
#include "parse/model_file.h"

namespace bestand {

class Contractions {
 public:
  Contractions() = default;
  static Result<Contractions> read(const ModelFile& model);

  // The words of `surface` (views into it or into the model), or nothing if it is one word.
  void words(std::string_view surface, const Lex& lex, std::vector<std::string_view>* out) const;

  // How a list of words is kept in the model.
  static constexpr char kJoint = '\t';

 private:
  HashTable full_;  // Lex::lower of the surface -> its words
  StringTable words_;
  StringTable suffixes_;  // longest first: a word that is glued to any other
};

}  // namespace bestand
