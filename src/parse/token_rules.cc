#include "parse/token_rules.h"

#include "base/toml_file.h"
#include "base/utf8.h"

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
    if (!out->insert(lower_hash(*text)).second) {
      return toml_error(word, path, std::string(key) + ": \"" + std::string(*text) + "\" stands there twice");
    }
  }
  return success();
}

TokenRules::InCases in_cases(const std::string& word) {
  std::string upper = word;
  for (char& c : upper) c = static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
  return {lex(word), lex(upper.substr(0, 1) + word.substr(1)), lex(upper)};
}

// What reads as what: abbreviations in capitals go to `abbreviations`, words in lower case to `words`.
Status take_pairs(const toml::node& node, const std::string& path, std::map<std::string, Lex, std::less<>>* abbreviations,
                  std::unordered_map<uint64_t, TokenRules::InCases>* words) {
  const toml::table* pairs = node.as_table();
  if (!pairs) return toml_error(node, path, "read_as must be a table of word = \"word\"");
  for (const auto& [key, value] : *pairs) {
    auto word = value.value<std::string>();
    if (!word || word->empty()) return toml_error(value, path, "read_as: each entry names a word");
    const Lex mine = lex(key.str());
    if (mine.all_upper)
      abbreviations->emplace(key.str(), lex(*word));
    else if (key.str() == lower(key.str()))
      words->emplace(mine.lower, in_cases(*word));
    else
      return toml_error(value, path, "read_as: an abbreviation is all capitals, a word has none");
  }
  return success();
}

}  // namespace

const Lex* TokenRules::read_as(const Lex& word) const {
  auto found = words_read_as_.find(word.lower);
  if (found == words_read_as_.end()) return nullptr;
  return word.all_upper ? &found->second.upper : word.upper ? &found->second.title : &found->second.lower;
}

Result<TokenRules> TokenRules::load(const std::string& path) {
  auto table = read_toml(path);
  if (!table) return table.error();
  TokenRules rules;
  for (const auto& [key, node] : *table) {
    if (key.str() == "read_as") {
      if (auto status = take_pairs(node, path, &rules.read_as_, &rules.words_read_as_); !status) return status.error();
      continue;
    }
    std::unordered_set<uint64_t>* set = key.str() == "abbreviations"           ? &rules.abbreviations_
                                        : key.str() == "closing_abbreviations" ? &rules.closers_
                                        : key.str() == "clitics"               ? &rules.clitics_
                                        : key.str() == "clocks"                ? &rules.clocks_
                                        : key.str() == "clock_nouns"           ? &rules.clock_nouns_
                                        : key.str() == "after_clock"           ? &rules.after_clock_
                                        : key.str() == "whole"                 ? &rules.whole_
                                        : key.str() == "one_letter"            ? &rules.one_letter_
                                        : key.str() == "before_one_letter"     ? &rules.before_one_letter_
                                        : key.str() == "particle_verbs"        ? &rules.particle_verbs_
                                        : key.str() == "that"                  ? &rules.that_
                                        : key.str() == "that_verbs"            ? &rules.that_verbs_
                                        : key.str() == "as"                    ? &rules.as_
                                        : key.str() == "among"                 ? &rules.among_
                                        : key.str() == "be"                    ? &rules.be_
                                        : key.str() == "whether"               ? &rules.whether_
                                        : key.str() == "state_nouns"           ? &rules.state_nouns_
                                        : key.str() == "noun_prepositions"     ? &rules.noun_prepositions_
                                        : key.str() == "that_nouns"            ? &rules.that_nouns_
                                        : key.str() == "since"                 ? &rules.since_
                                        : key.str() == "times"                 ? &rules.times_
                                        : key.str() == "agent"                 ? &rules.agent_
                                        : key.str() == "judging_verbs"         ? &rules.judging_verbs_
                                        : key.str() == "among_whom"            ? &rules.among_whom_
                                        : key.str() == "to"                    ? &rules.to_
                                        : key.str() == "both"                  ? &rules.both_
                                                                               : nullptr;
    if (!set) return toml_error(node, path, "unknown key \"" + std::string(key.str()) + "\"");
    if (auto status = take_words(*table, key.str(), path, set); !status) return status.error();
  }
  return rules;
}

}  // namespace bestand
