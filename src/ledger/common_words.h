// How common a word is in the news at large: the prior that a small ledger's own counts are weighed with.
//
// Input    lang/<code>/common.tsv of all languages: a folded word, a tab, in how many of a thousand texts it stands
// Errors   kBadData with file and line
// Threads  const after construction
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>

#include "base/result.h"

namespace bestand {

class CommonWords {
 public:
  CommonWords() = default;  // knows none
  static Result<CommonWords> load(const std::string& data_root);

  // The share of texts that hold the term of a Sketch, 0 to 1: the largest of the languages'; 0 for one not listed.
  double share(uint32_t term) const {
    auto at = shares_.find(term);
    return at == shares_.end() ? 0 : static_cast<double>(at->second);
  }

 private:
  std::unordered_map<uint32_t, float> shares_;
};

}  // namespace bestand
