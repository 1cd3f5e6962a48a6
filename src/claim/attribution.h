// Who says so: all reported speech, thought and intention of a document as source, cue and content.
//
// Input    a document with its parse and the mentions that are known
// Output   attributions by rising cue; `outer` links nested ones. A relative pronoun ("who said") is the source's
//          span, its antecedent the source_head, so that the head always stands for somebody
// Data     lang/<code>/attribution.toml
// Threads  const after load
// Cost     one lexicon look-up a token; bench/claim_attribution
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

struct CueLexicon;

class Attributor {
 public:
  // Errors: kUnreadable, kBadData of the language's attribution.toml.
  static Result<Attributor> load(const std::string& data_root, std::string_view lang);

  std::vector<Attribution> find(const Document& document, const Tree& tree, const Mentions& mentions) const;

  const CueLexicon& lexicon() const { return *lexicon_; }

 private:
  std::shared_ptr<const CueLexicon> lexicon_;
};

}  // namespace bestand
