// Documents to sentences, tokens, trees and names, with the models that lie in models/.
//
// Input    a Document; any valid UTF-8, any length
// Output   an indexed Parse: every sentence has one root, heads stay within it and make no cycle
// Errors   kBadModel for a file that is damaged, foreign, older or newer; kBadData for
// lang/<code>/tokens.toml Threads  const after load Cost     linear in the text; bench/parse_pipeline
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "parse/parse.h"
#include "read/document.h"

namespace bestand {

class Parser {
 public:
  // Maps every models/*.model and models/*.names under `data_root` and reads every lang/*/tokens.toml.
  static Result<Parser> load(const std::string& data_root);

  Parser(Parser&&) noexcept;
  Parser& operator=(Parser&&) noexcept;
  ~Parser();

  // Whether there is a model. Without one, parse() still gives sentences and tokens: UPOS X, no lemma, and
  // each sentence's first token as the root of a flat tree.
  bool knows(std::string_view lang) const;

  // The Parse's feats, deprel and lemma may be views into the model: it must not outlive the Parser, nor
  // Document::text (forms are views into it).
  Parse parse(const Document& document) const;

 private:
  struct Impl;
  explicit Parser(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace bestand
