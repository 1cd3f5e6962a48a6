#include "parse/token_rules.h"

#include "base/toml_file.h"

namespace bestand {
namespace {

Status take_words(const toml::table& table, std::string_view key, const std::string& path,
                  std::unordered_set<uint64_t>* out) {
  const toml::node* node = table.get(key);
  if (!node) return success();
  const toml::array* words = node->as_array();
  if (!words) return toml_error(*node, path, std::string(key) + " must be a list of words");
  for (const toml::node& word : *words) {
    auto text = word.value<std::string_view>();
    if (!text || text->empty() || text->find(' ') != std::string_view::npos) {
      return toml_error(word, path, std::string(key) + ": each entry is one word without spaces");
    }
    if (!out->insert(lex(*text).lower).second) {
      return toml_error(word, path, std::string(key) + ": \"" + std::string(*text) + "\" stands there twice");
    }
  }
  return success();
}

Status take_pairs(const toml::node& node, const std::string& path, std::map<std::string, Lex, std::less<>>* out) {
  const toml::table* pairs = node.as_table();
  if (!pairs) return toml_error(node, path, "read_as must be a table of abbreviation = \"word\"");
  for (const auto& [key, value] : *pairs) {
    auto word = value.value<std::string_view>();
    if (!word || word->empty()) return toml_error(value, path, "read_as: each entry names a word");
    if (!lex(key.str()).all_upper) return toml_error(value, path, "read_as: an abbreviation is all capitals");
    out->emplace(key.str(), lex(*word));
  }
  return success();
}

}  // namespace

Result<TokenRules> TokenRules::load(const std::string& path) {
  auto table = read_toml(path);
  if (!table) return table.error();
  TokenRules rules;
  for (const auto& [key, node] : *table) {
    if (key.str() == "read_as") {
      if (auto status = take_pairs(node, path, &rules.read_as_); !status) return status.error();
      continue;
    }
    std::unordered_set<uint64_t>* set = key.str() == "abbreviations"           ? &rules.abbreviations_
                                        : key.str() == "closing_abbreviations" ? &rules.closers_
                                        : key.str() == "clitics"               ? &rules.clitics_
                                        : key.str() == "clocks"                ? &rules.clocks_
                                        : key.str() == "clock_nouns"           ? &rules.clock_nouns_
                                        : key.str() == "after_clock"           ? &rules.after_clock_
                                                                               : nullptr;
    if (!set) return toml_error(node, path, "unknown key \"" + std::string(key.str()) + "\"");
    if (auto status = take_words(*table, key.str(), path, set); !status) return status.error();
  }
  return rules;
}

}  // namespace bestand
