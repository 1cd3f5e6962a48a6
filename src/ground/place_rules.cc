// A pattern is words parted by spaces: plain words, {dir} {adj} {pre} for directions as noun, adjective and
// prefix, {num} {unit} for distances, {place} for another toponym, {name} where the name stands; a|b is
// either, "?" behind a word makes it optional, "~" before it keeps it out of the phrase.
#include "ground/place_rules.h"

#include <charconv>
#include <cmath>
#include <span>

#include "base/toml_file.h"
#include "base/utf8.h"

namespace bestand {
namespace {

std::vector<std::string> split(std::string_view text, char by) {
  std::vector<std::string> out;
  while (!text.empty()) {
    size_t end = text.find(by);
    if (end != 0) out.emplace_back(text.substr(0, end));
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
  }
  return out;
}

std::optional<int> bearing(std::string_view name) {
  constexpr std::string_view kNames[] = {"N", "NE", "E", "SE", "S", "SW", "W", "NW"};
  for (int i = 0; i < 8; ++i) {
    if (kNames[i] == name) return i * 45;
  }
  if (name == "C") return -1;  // the middle
  return std::nullopt;
}

constexpr std::string_view kFeatureNames[PlaceRules::kFeatures] = {"prior",
                                                                   "primary",
                                                                   "bare",
                                                                   "sound",
                                                                   "country",
                                                                   "adm1",
                                                                   "adm2",
                                                                   "capital",
                                                                   "contained",
                                                                   "outside_container",
                                                                   "same_country",
                                                                   "same_admin1",
                                                                   "near",
                                                                   "word_agrees",
                                                                   "word_differs",
                                                                   "capital_abroad",
                                                                   "division_abroad",
                                                                   "named_country",
                                                                   "conflict",
                                                                   "natural",
                                                                   "likeness",
                                                                   "only",
                                                                   "share",
                                                                   "rank",
                                                                   "small_abroad",
                                                                   "ppl_small",
                                                                   "namesake",
                                                                   "near_weighted",
                                                                   "home_country",
                                                                   "home_admin1",
                                                                   "home_near",
                                                                   ""};

}  // namespace

// Reads one language's file; each step names what it fills.
class PlaceRulesReader {
 public:
  PlaceRulesReader(PlaceRules* rules, const toml::table& file, std::string path)
      : rules_(rules), file_(file), path_(std::move(path)) {}

  Status read() {
    for (auto [key, set] : {std::pair{"determiners", &rules_->determiners_},
                            {"common", &rules_->common_},
                            {"person_titles", &rules_->person_titles_},
                            {"first_names", &rules_->first_names_},
                            {"organisation_tails", &rules_->organisation_tails_},
                            {"organisation_heads", &rules_->organisation_heads_},
                            {"organisation_names", &rules_->organisation_names_},
                            {"not_after", &rules_->not_after_},
                            {"place_prepositions", &rules_->place_prepositions_},
                            {"situating", &rules_->situating_},
                            {"strikes", &rules_->strikes_},
                            {"metonym_verbs", &rules_->metonym_verbs_},
                            {"metonym_acts", &rules_->metonym_acts_},
                            {"hyphen_keeps", &rules_->hyphen_keeps_},
                            {"conjunctions", &rules_->conjunctions_},
                            {"streets", &rules_->streets_}}) {
      if (auto done = words(key, set); !done) return done;
    }
    for (auto [key, map] : {std::pair{"direction_nouns", &rules_->direction_nouns_},
                            {"direction_adjectives", &rules_->direction_adjectives_},
                            {"direction_prefixes", &rules_->direction_prefixes_}}) {
      if (auto done = directions(key, map); !done) return done;
    }
    for (auto [key, map] : {std::pair{"units_m", &rules_->units_}, {"numbers", &rules_->numbers_}}) {
      if (auto done = numbers(key, map); !done) return done;
    }
    if (auto done = demonyms(); !done) return done;
    if (auto done = generics(); !done) return done;
    if (auto done = references(); !done) return done;
    return relations();
  }

 private:
  Error wrong(const toml::node& node, std::string_view message) const {
    return toml_error(node, path_, message);
  }

  Status words(const char* key, PlaceRules::Words* out) { return words(file_, key, out); }

  Status words(const toml::table& table, const char* key, PlaceRules::Words* out) {
    const toml::array* list = table[key].as_array();
    if (list == nullptr) return wrong(table, std::string("missing list ") + key);
    for (const toml::node& node : *list) {
      if (!node.is_string()) return wrong(node, std::string(key) + ": a string is wanted");
      for (std::string& word : split(fold(node.as_string()->get()), ' ')) out->insert(std::move(word));
    }
    return success();
  }

  Status directions(const char* key, StringMap<int>* out) {
    const toml::table* table = file_[key].as_table();
    if (table == nullptr) return wrong(file_, std::string("missing table ") + key);
    for (const auto& [word, node] : *table) {
      auto degrees = bearing(node.value_or(std::string_view()));
      if (!degrees) return wrong(node, std::string(key) + ": one of N NE E SE S SW W NW C is wanted");
      out->try_emplace(fold(word.str()), *degrees);
    }
    return success();
  }

  Status numbers(const char* key, StringMap<double>* out) {
    const toml::table* table = file_[key].as_table();
    if (table == nullptr) return wrong(file_, std::string("missing table ") + key);
    for (const auto& [word, node] : *table) {
      auto value = node.value<double>();
      if (!value) return wrong(node, std::string(key) + ": a number is wanted");
      out->try_emplace(fold(word.str()), *value);
    }
    return success();
  }

  Status demonyms() {
    const toml::table* table = file_["demonyms"].as_table();
    if (table == nullptr) return wrong(file_, "missing table demonyms");
    for (const auto& [country, node] : *table) {
      auto text = node.value<std::string>();
      if (!text) return wrong(node, "demonyms: a string of words is wanted");
      for (std::string& word : split(fold(*text), ' '))
        rules_->demonyms_.try_emplace(word, country.str());
    }
    return success();
  }

  Status generics() {
    const toml::array* list = file_["generic"].as_array();
    if (list == nullptr) return wrong(file_, "missing list generic");
    for (const toml::node& node : *list) {
      const toml::table* entry = node.as_table();
      if (entry == nullptr || !(*entry)["kind"].is_string())
        return wrong(node, "generic: a table with kind is wanted");
      for (const char* side : {"before", "after"}) {
        const toml::array* texts = (*entry)[side].as_array();
        if (texts == nullptr) continue;
        for (const toml::node& text : *texts) {
          if (!text.is_string()) return wrong(text, "generic: a string is wanted");
          GenericWord word{split(fold(text.as_string()->get()), ' '), std::string_view(side) == "before",
                           std::string((*entry)["kind"].value_or("")),
                           (*entry)["part_of_name"].value_or(false)};
          if (word.words.empty()) return wrong(text, "generic: a word is wanted");
          if (word.before) rules_->generic_before_.insert(word.words.back());
          else rules_->generic_after_.insert(word.words.front());
          rules_->generics_.push_back(std::move(word));
        }
      }
    }
    return success();
  }

  Status references() {
    const toml::table* table = file_["references"].as_table();
    if (table == nullptr) return wrong(file_, "missing table references");
    ReferenceWords& out = rules_->references_;
    for (auto [key, set] : {std::pair{"adverbs", &out.adverbs},
                            {"prepositions", &out.prepositions},
                            {"determiners", &out.determiners},
                            {"between", &out.between},
                            {"agents", &out.agents},
                            {"meeting", &out.meeting},
                            {"not_before", &out.not_before}}) {
      if (auto done = words(*table, key, set); !done) return done;
    }
    const toml::table* nouns = (*table)["nouns"].as_table();
    if (nouns == nullptr) return wrong(*table, "missing table references.nouns");
    for (const auto& [word, node] : *nouns) {
      const toml::table* noun = node.as_table();
      if (noun == nullptr) return wrong(node, "references.nouns: a table is wanted");
      out.nouns.try_emplace(fold(word.str()),
                        ReferenceNoun{(*noun)["kind"].value_or(""), (*noun)["around"].value_or(false)});
    }
    return success();
  }

  Result<std::vector<PatternPart>> pattern(const toml::node& node, std::string_view text) {
    std::vector<PatternPart> out;
    for (const std::string& element : split(text, ' ')) {
      PatternPart part;
      std::string_view word = element;
      part.optional = word.ends_with('?');
      if (part.optional) word.remove_suffix(1);
      part.context = word.starts_with('~');
      if (part.context) word.remove_prefix(1);
      if (word == "{dir}")
        part.kind = PatternPart::kDirectionNoun;
      else if (word == "{adj}")
        part.kind = PatternPart::kDirectionAdjective;
      else if (word == "{pre}")
        part.kind = PatternPart::kDirectionPrefix;
      else if (word == "{num}")
        part.kind = PatternPart::kNumber;
      else if (word == "{unit}")
        part.kind = PatternPart::kUnit;
      else if (word == "{place}")
        part.kind = PatternPart::kPlace;
      else if (word.starts_with('{'))
        return wrong(node, "pattern: unknown slot " + std::string(word));
      else
        part.words = split(fold(word), '|');
      out.push_back(std::move(part));
    }
    return out;
  }

  Status relations() {
    const toml::array* list = file_["relation"].as_array();
    if (list == nullptr) return wrong(file_, "missing list relation");
    for (const toml::node& node : *list) {
      const toml::table* entry = node.as_table();
      if (entry == nullptr) return wrong(node, "relation: a table is wanted");
      RelationRule rule;
      rule.name = (*entry)["name"].value_or("");
      rule.example = (*entry)["example"].value_or("");
      rule.counter = (*entry)["counter"].value_or("");
      std::string text = (*entry)["pattern"].value_or("");
      size_t at = text.find("{name}");
      if (rule.name.empty() || rule.example.empty())
        return wrong(node, "relation: name and example are wanted");
      if (at == std::string::npos) return wrong(node, rule.name + ": a pattern with {name} is wanted");
      if (!kind((*entry)["relation"].value_or(""), &rule.relation))
        return wrong(node, rule.name + ": unknown relation");
      rule.glued = at > 0 && text[at - 1] == '-';
      rule.bare = (*entry)["bare"].value_or(false);
      auto before = pattern(node, std::string_view(text).substr(0, rule.glued ? at - 1 : at));
      auto after = pattern(node, std::string_view(text).substr(at + 6));
      if (!before) return before.error();
      if (!after) return after.error();
      rule.before = std::move(before).value(), rule.after = std::move(after).value();
      rules_->relations_.push_back(std::move(rule));
    }
    return success();
  }

  static bool kind(std::string_view text, PlaceRelation* out) {
    for (int i = 0; i <= static_cast<int>(PlaceRelation::kAlong); ++i) {
      if (name(static_cast<PlaceRelation>(i)) == text) return *out = static_cast<PlaceRelation>(i), true;
    }
    return false;
  }

  PlaceRules* rules_;
  const toml::table& file_;
  std::string path_;
};

namespace {

Status read_weights(const std::string& path, std::string_view (*name)(size_t), std::span<double> out) {
  auto file = read_toml(path);
  if (!file) return file.error();
  for (size_t i = 0; i < out.size() && !name(i).empty(); ++i) {
    auto value = (*file)[name(i)].value<double>();
    if (!value) return toml_error(*file, path, "missing weight " + std::string(name(i)));
    out[i] = *value;
  }
  return success();
}

}  // namespace

std::string_view PlaceRules::feature_name(size_t feature) { return kFeatureNames[feature]; }

Result<PlaceRules> PlaceRules::load(const std::string& data_root, std::string_view lang) {
  PlaceRules rules;
  std::string path = data_root + "/lang/" + std::string(lang) + "/places.toml";
  auto file = read_toml(path);
  if (!file) return file.error();
  if (auto done = PlaceRulesReader(&rules, *file, path).read(); !done) return done.error();
  path = data_root + "/world/places/weights.toml";
  if (auto done = read_weights(path, feature_name, rules.weights_); !done) return done.error();
  path = data_root + "/world/places/acceptance.toml";
  if (auto done = read_weights(path, accept_name, rules.accept_weights_); !done) return done.error();
  path = data_root + "/world/places/containers.toml";
  auto containers = read_toml(path);
  if (!containers) return containers.error();
  for (const auto& [word, node] : *containers) {
    auto value = node.value<std::string>();
    if (!value) return toml_error(node, path, "a string is wanted");
    rules.containers_.try_emplace(fold(word.str()), *value);
  }
  return rules;
}

std::string_view PlaceRules::demonym(std::string_view word) const {
  auto found = demonyms_.find(word);
  return found == demonyms_.end() ? std::string_view() : std::string_view(found->second);
}

std::optional<int> PlaceRules::direction(PatternPart::Kind kind, std::string_view word) const {
  const auto& table = kind == PatternPart::kDirectionNoun        ? direction_nouns_
                      : kind == PatternPart::kDirectionAdjective ? direction_adjectives_
                                                                 : direction_prefixes_;
  auto found = table.find(word);
  if (found == table.end()) return std::nullopt;
  return found->second;
}

std::optional<double> PlaceRules::number(std::string_view word) const {
  auto found = numbers_.find(word);
  if (found != numbers_.end()) return found->second;
  std::string digits;
  for (char c : word) {
    if (c == ',') c = '.';
    if ((c < '0' || c > '9') && c != '.') return std::nullopt;
    digits.push_back(c);
  }
  double value = 0;
  auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (digits.empty() || error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return value;
}

std::optional<double> PlaceRules::unit_m(std::string_view word) const {
  auto found = units_.find(word);
  if (found == units_.end()) return std::nullopt;
  return found->second;
}

std::string_view PlaceRules::container(std::string_view word) const {
  auto found = containers_.find(word);
  return found == containers_.end() ? std::string_view() : std::string_view(found->second);
}

}  // namespace bestand
