#include "bestand-train/names_command.h"

#include <cstdio>
#include <fstream>

#include "parse/language.h"

namespace bestand {
namespace {

Status read_all(const std::vector<std::string>& paths, float weight, std::vector<WeightedNames>* out) {
  for (const std::string& path : paths) {
    auto read = read_names(path);
    if (!read) return read.error();
    out->push_back({std::move(*read), weight});
  }
  return success();
}

}  // namespace

CLI::App* NamesCommand::declare(CLI::App* app) {
  auto* names = app->add_subcommand("names", "train a language's tagger of names, over its model");
  names->add_option("--lang", lang, "ISO 639-1 code")->required();
  names->add_option("--data", data_root, "folder that holds lang/, world/ and models/")->capture_default_str();
  names->add_option("--model", model, "the model that parses (default: models/LANG.model under --data)");
  names->add_option("--names", gold, "files of words with IOB2 tags made by hand");
  names->add_option("--silver", silver, "the same made by a program, as tools/silver-names");
  names->add_option("--silver-weight", silver_weight, "what a word of those counts for")->capture_default_str();
  names->add_option("--treebank", treebanks,
                    "CoNLL-U files that show which words are common");
  names->add_option("--common", common, "times such a word is seen in lower case")->capture_default_str();
  names->add_option("--places", places, "tables of places in GeoNames' form, or of country names");
  names->add_option("--least-people", least_people, "smaller places are left out")->capture_default_str();
  names->add_option("--demonyms", demonyms, "table of country, language, adjective or inhabitant");
  names->add_option("--given-names", given_names, "lists of given names, one a line");
  names->add_option("--family-names", family_names, "lists of family names, one a line");
  names->add_option("--vectors", vectors, "words and their numbers in GloVe's text form, the most frequent first");
  names->add_option("--most-vectors", most_vectors, "how many words of --vectors are read")->capture_default_str();
  names->add_option("--seed", options.seed, "the same seed gives the same bytes")->capture_default_str();
  names->add_option("--epochs", options.epochs, "passes before the weakest features go")->capture_default_str();
  names->add_option("--rate", options.rate, "step size")->capture_default_str();
  names->add_option("--decay", options.decay, "pull to zero")->capture_default_str();
  names->add_option("--hidden", options.hidden, "share of features left out while learning")->capture_default_str();
  names->add_option("--features", options.features, "features kept")->capture_default_str();
  names->add_option("-o,--output", out, "the file to write")->required();
  return names;
}

Status NamesCommand::run() const {
  auto file = ModelFile::open(model.empty() ? data_root + "/models/" + lang + ".model" : model);
  if (!file) return file.error();
  auto language = Language::read(*file);
  if (!language) return language.error();
  NameLists lists;
  std::string words = data_root + "/lang/" + lang + "/names.toml";
  if (auto status = lists.read_words(words); !status) return status;
  for (const std::string& path : places) {
    if (auto status = lists.read_places(path, lang, least_people); !status) return status;
  }
  if (!demonyms.empty()) {
    if (auto status = lists.read_demonyms(demonyms, lang); !status) return status;
  }
  if (auto status = lists.read_world(data_root, lang); !status) return status;
  for (const auto& [list, paths] : {std::pair{NameList::kGivenName, &given_names},
                                    std::pair{NameList::kFamilyName, &family_names}}) {
    for (const std::string& path : *paths) {
      if (auto status = lists.read_plain(list, path); !status) return status;
    }
  }
  auto treebank = read_treebank(treebanks);
  if (!treebank) return treebank.error();
  lists.read_common_words(treebank->sentences(), common);
  if (!vectors.empty()) {
    auto read = read_word_vectors(vectors, most_vectors);
    if (!read) return read.error();
    lists.add_clusters(*read);
  }
  std::vector<WeightedNames> sets;
  if (auto status = read_all(gold, 1, &sets); !status) return status;
  if (auto status = read_all(silver, silver_weight, &sets); !status) return status;
  Progress progress = [](const std::string& line) { std::fprintf(stderr, "%s\n", line.c_str()); };
  ModelWriter writer;
  if (auto status = train_name_tagger(*language, lists, sets, options, progress, &writer); !status) return status;
  std::string bytes = writer.finish(lang);
  std::ofstream to(out, std::ios::binary);
  to.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  to.flush();
  if (!to) return Error{Code::kUnwritable, "cannot be written", out};
  progress(out + ": " + std::to_string(bytes.size()) + " bytes");
  return success();
}

}  // namespace bestand
