// How an expression stands to its event, from the words before it: since, until, before, after, during,
// within, at.
#pragma once

#include <string>
#include <vector>

#include "base/toml_file.h"
#include "ground/time/words.h"

namespace bestand::timex {

class RelationReader {
 public:
  // [relation] of times.toml: lists of words and phrases under each relation's name, `articles` that may
  // stand in between, and `before_or_for` for a word that is either, as Dutch "voor".
  Status load(const toml::table& table, const std::string& path);

  // The relation that the longest phrase ending before word `at` tells; articles in between do not matter.
  // Empty: none.
  std::string before(const std::vector<Word>& words, int at) const;

 private:
  struct Phrase {
    std::vector<std::string> words;
    std::string relation;
  };
  std::vector<Phrase> phrases_;  // longest first
  std::vector<std::string> articles_;
};

}  // namespace bestand::timex
