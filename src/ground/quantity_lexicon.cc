#include "ground/quantity_lexicon.h"

#include <algorithm>
#include <functional>

#include "base/utf8.h"

namespace bestand {
namespace {

constexpr std::array<std::string_view, static_cast<size_t>(Cue::kLimit)> kCueNames = {
    "about",       "at_least",    "more_than",      "up_to",        "less_than",   "after_at_least",
    "after_about", "between",     "range_to",       "range_or",     "article",     "bare_one",
    "half",        "and_half",    "money",          "money_before", "percent",     "duration",
    "measure",     "clock",       "month",          "age",          "age_before",  "fraction",
    "frequency",   "label",       "furniture",      "others",       "more",        "bridge",
    "determiner",  "increment",   "increment_weak", "part",         "part_behind", "part_of_next",
    "among",       "total",       "total_of",       "since",        "background",  "war",
    "strength",    "subordinate", "relative",       "passive_aux",  "perfect_aux", "violation",
    "number_of",   "zero",        "along",          "exist",        "ratio",
    "person_pronoun", "both",   "remains",     "violence"};

constexpr std::string_view kEffects[] = {"none",      "killed", "injured",   "missing",        "detained",
                                         "displaced", "people", "destroyed", "dead_or_injured"};
constexpr std::string_view kAffects[] = {"object", "subject", "of", "toll", "state"};
constexpr std::string_view kQualifiers[] = {"exact", "about",     "at_least", "more_than",
                                            "up_to", "less_than", "range",    "vague"};
constexpr std::string_view kCounted[] = {"killed",    "injured",  "missing", "detained",
                                         "displaced", "fighters", "targets", "violations",
                                         "places",    "groups",   "people",  "other"};
constexpr std::string_view kPopulations[] = {"civilian", "side", "children", "women", "mixed", "unknown"};

template <size_t N>
int index_of(const std::string_view (&names)[N], std::string_view name) {
  auto it = std::find(std::begin(names), std::end(names), name);
  return it == std::end(names) ? -1 : static_cast<int>(it - std::begin(names));
}

using Each = std::function<Status(const toml::table&)>;

Status each_table(const toml::table& file, std::string_view key, const std::string& path, const Each& take) {
  const toml::node* node = file.get(key);
  if (node == nullptr) return success();
  const toml::array* list = node->as_array();
  if (list == nullptr)
    return toml_error(*node, path, "[[" + std::string(key) + "]] must be a list of tables");
  for (const toml::node& item : *list) {
    const toml::table* table = item.as_table();
    if (table == nullptr)
      return toml_error(item, path, "[[" + std::string(key) + "]] must be a list of tables");
    if (Status taken = take(*table); !taken) return taken;
  }
  return success();
}

Status each_word(const toml::node& node, const std::string& path,
                 const std::function<void(const std::string&)>& take) {
  const toml::array* list = node.as_array();
  if (list == nullptr || list->empty()) return toml_error(node, path, "must be a list of words");
  for (const toml::node& item : *list) {
    if (!item.is_string() || item.as_string()->get().empty()) return toml_error(item, path, "must be a word");
    take(item.as_string()->get());
  }
  return success();
}

// Every key of `table` is one of `known`; `name`, `words` and `example` are there.
Status check_rule(const toml::table& table, const std::string& path,
                  std::initializer_list<std::string_view> known) {
  for (std::string_view needed : {"name", "words", "example"}) {
    if (!table.contains(needed)) return toml_error(table, path, "a rule needs " + std::string(needed));
  }
  for (const auto& [key, value] : table) {
    bool common =
        key.str() == "name" || key.str() == "words" || key.str() == "example" || key.str() == "counter";
    if (!common && std::find(known.begin(), known.end(), key.str()) == known.end()) {
      return toml_error(value, path, "unknown key " + std::string(key.str()));
    }
  }
  return success();
}

Status bad_value(const toml::table& table, const std::string& path, std::string_view key) {
  return toml_error(table, path,
                    "unknown " + std::string(key) + " \"" + table[key].value_or(std::string()) + "\"");
}

}  // namespace

// Gives a phrase to a rule; remembers the first phrase that two rules want.
void QuantityLexicon::claim(const std::string& phrase, int32_t PhraseSense::*field, int32_t index) {
  PhraseSense* known = sense(phrase);
  if (known->*field >= 0 && clash_.empty()) clash_ = phrase;
  known->*field = index;
}

uint32_t QuantityLexicon::word_id(std::string_view lower) const {
  auto it = ids_.find(lower);
  return it == ids_.end() ? kNoWord : it->second;
}

// The sense of a phrase of words parted by spaces, made if it is new.
PhraseSense* QuantityLexicon::sense(std::string_view phrase) {
  std::vector<uint32_t> words;
  for (size_t at = 0; at < phrase.size();) {
    size_t end = std::min(phrase.find(' ', at), phrase.size());
    auto [it, added] =
        ids_.try_emplace(lower(phrase.substr(at, end - at)), static_cast<uint32_t>(phrases_.size()));
    if (added) phrases_.emplace_back();
    words.push_back(it->second);
    at = end + 1;
  }
  std::vector<Phrase>& list = phrases_[words[0]];
  words.erase(words.begin());
  for (Phrase& known : list) {
    if (known.rest == words) return &known.sense;
  }
  auto at =
      std::find_if(list.begin(), list.end(), [&](const Phrase& p) { return p.rest.size() < words.size(); });
  return &list.insert(at, Phrase{std::move(words), {}})->sense;
}

Status QuantityLexicon::read_cues(const toml::table& file, const std::string& path) {
  const toml::table* cues = file["cues"].as_table();
  if (cues == nullptr) return toml_error(file, path, "needs a table [cues]");
  for (const auto& [key, words] : *cues) {
    auto it = std::find(kCueNames.begin(), kCueNames.end(), key.str());
    if (it == kCueNames.end()) return toml_error(words, path, "unknown cue " + std::string(key.str()));
    uint64_t bit = uint64_t{1} << (it - kCueNames.begin());
    if (Status read = each_word(words, path, [&](const std::string& word) { sense(word)->cues |= bit; });
        !read) {
      return read;
    }
  }
  return success();
}

Status QuantityLexicon::read_vague(const toml::table& file, const std::string& path) {
  return each_table(file, "vague", path, [&](const toml::table& table) -> Status {
    if (Status good = check_rule(table, path, {"low", "high", "qualifier"}); !good) return good;
    VagueNumber number;
    number.name = table["name"].value_or(std::string());
    number.example = table["example"].value_or(std::string());
    number.low = table["low"].value_or(int64_t{0});
    number.high = table["high"].value_or(int64_t{-1});
    int qualifier = index_of(kQualifiers, table["qualifier"].value_or(std::string("vague")));
    if (qualifier < 0) return bad_value(table, path, "qualifier");
    number.qualifier = static_cast<Qualifier>(qualifier);
    auto index = static_cast<int32_t>(vague.size());
    vague.push_back(std::move(number));
    return each_word(*table.get("words"), path,
                     [&](const std::string& word) { claim(word, &PhraseSense::vague, index); });
  });
}

Status QuantityLexicon::read_nouns(const toml::table& file, const std::string& path) {
  return each_table(file, "nouns", path, [&](const toml::table& table) -> Status {
    if (Status good = check_rule(table, path, {"counted", "population", "target", "fixed", "single", "by_article"}); !good)
      return good;
    CountedNoun noun;
    noun.name = table["name"].value_or(std::string());
    noun.example = table["example"].value_or(std::string());
    noun.counted = table["counted"].value_or(std::string());
    noun.population = table["population"].value_or(std::string());
    noun.target = table["target"].value_or(false);
    noun.fixed = table["fixed"].value_or(false);
    noun.single = table["single"].value_or(true);
    noun.by_article = table["by_article"].value_or(false);
    if (index_of(kCounted, noun.counted) < 0) return bad_value(table, path, "counted");
    if (!noun.population.empty() && index_of(kPopulations, noun.population) < 0) {
      return bad_value(table, path, "population");
    }
    auto index = static_cast<int32_t>(nouns.size());
    nouns.push_back(std::move(noun));
    return each_word(*table.get("words"), path,
                     [&](const std::string& word) { claim(word, &PhraseSense::noun, index); });
  });
}

Status QuantityLexicon::read_predicates(const toml::table& file, const std::string& path) {
  return each_table(file, "predicates", path, [&](const toml::table& table) -> Status {
    if (Status good = check_rule(table, path, {"effect", "affects", "persons", "hit"}); !good) return good;
    PredicateWord predicate;
    predicate.name = table["name"].value_or(std::string());
    predicate.example = table["example"].value_or(std::string());
    int effect = index_of(kEffects, table["effect"].value_or(std::string()));
    int affects = index_of(kAffects, table["affects"].value_or(std::string()));
    if (effect < 0) return bad_value(table, path, "effect");
    if (affects < 0) return bad_value(table, path, "affects");
    predicate.persons = table["persons"].value_or(false);
    predicate.hit = table["hit"].value_or(false);
    predicate.effect = static_cast<Effect>(effect);
    predicate.affects = static_cast<Affects>(affects);
    auto index = static_cast<int32_t>(predicates.size());
    predicates.push_back(std::move(predicate));
    return each_word(*table.get("words"), path,
                     [&](const std::string& word) { claim(word, &PhraseSense::predicate, index); });
  });
}

// [multipliers] dozen = 12
Status QuantityLexicon::read_multipliers(const toml::table& file, const std::string& path) {
  const toml::table* table = file["multipliers"].as_table();
  if (table == nullptr) return success();
  for (const auto& [word, value] : *table) {
    if (!value.is_integer()) return toml_error(value, path, "a multiplier is a whole number");
    sense(word.str())->multiplier = **value.as_integer();
  }
  return success();
}

uint32_t QuantityLexicon::compound_head(std::string_view lower) const {
  constexpr size_t kShortestHead = 4, kShortestFirst = 3;
  for (size_t at = kShortestFirst; at + kShortestHead <= lower.size(); ++at) {
    if ((static_cast<unsigned char>(lower[at]) & 0xC0) == 0x80) continue;
    uint32_t id = word_id(lower.substr(at));
    if (id == kNoWord) continue;
    for (const Phrase& phrase : phrases_[id]) {
      if (phrase.rest.empty() && phrase.sense.noun >= 0) return id;
    }
  }
  return kNoWord;
}

Result<QuantityLexicon> QuantityLexicon::load(const std::string& path) {
  Result<toml::table> file = read_toml(path);
  if (!file) return std::move(file).error();
  QuantityLexicon lexicon;
  lexicon.lang = (*file)["lang"].value_or(std::string());
  lexicon.verb_brackets = (*file)["verb_brackets"].value_or(false);
  lexicon.compound_nouns = (*file)["compound_nouns"].value_or(false);
  if (const toml::node* endings = file->get("endings")) {
    Status read =
        each_word(*endings, path, [&](const std::string& word) { lexicon.endings.push_back(word); });
    if (!read) return std::move(read).error();
  }
  const toml::table* numerals = (*file)["numerals"].as_table();
  if (numerals == nullptr) return toml_error(*file, path, "needs a table [numerals]");
  Result<NumberReader> numbers = NumberReader::load(*numerals, path);
  if (!numbers) return std::move(numbers).error();
  lexicon.numbers = std::move(*numbers);
  for (auto read : {&QuantityLexicon::read_cues, &QuantityLexicon::read_vague, &QuantityLexicon::read_nouns,
                    &QuantityLexicon::read_predicates, &QuantityLexicon::read_multipliers}) {
    if (Status done = (lexicon.*read)(*file, path); !done) return std::move(done).error();
  }
  if (!lexicon.clash_.empty())
    return toml_error(*file, path, "two rules have the words \"" + lexicon.clash_ + "\"");
  return lexicon;
}

}  // namespace bestand
