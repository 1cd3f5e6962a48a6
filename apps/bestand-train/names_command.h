// bestand-train names: the tagger of names of a language.
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "base/result.h"
#include "train/name_tagger_trainer.h"

namespace bestand {

struct NamesCommand {
  std::string lang, data_root = ".", model, out, demonyms, vectors;
  std::vector<std::string> gold, silver, treebanks, places, given_names, family_names;
  float silver_weight = 1;
  int64_t least_people = 0;
  int common = 2;
  size_t most_vectors = 60000;
  NameTaggerOptions options;

  CLI::App* declare(CLI::App* app);
  Status run() const;
};

}  // namespace bestand
