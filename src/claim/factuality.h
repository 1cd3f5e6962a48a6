// How sure: certainty, polarity and time of every predicate of a document, by walking up its tree.
//
// Input    a document with its parse, mentions and attributions
// Output   one Predication a verbal, nominal or adjectival predicate, by rising token. The categories are those of the
//          reporting source ("X said he would come" is certain and future); `value` is what a reader may believe on
//          -3..3, from the fixed table of lang/<code>/factuality.toml
// Data     lang/<code>/factuality.toml
// Threads  const after load
// Cost     the path from each token to its root; bench/claim_attribution
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "claim/claim.h"
#include "claim/tree.h"
#include "ground/mentions.h"
#include "read/document.h"

namespace bestand {

struct FactualityLexicon;

class FactualityReader {
 public:
  // Errors: kUnreadable, kBadData of the language's factuality.toml.
  static Result<FactualityReader> load(const std::string& data_root, std::string_view lang);

  std::vector<Predication> find(const Document& document, const Tree& tree, const Mentions& mentions,
                                const std::vector<Attribution>& attributions) const;

  const FactualityLexicon& lexicon() const { return *lexicon_; }

 private:
  std::shared_ptr<const FactualityLexicon> lexicon_;
};

}  // namespace bestand
