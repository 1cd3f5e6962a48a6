#include "ground/actor/lexicon.h"

#include <algorithm>

#include "base/utf8.h"

namespace bestand {
namespace {

struct SetName {
  std::string_view table, key;
  WordSet set;
};

constexpr SetName kSets[] = {
    {"words", "definite", WordSet::kDefinite},
    {"words", "demonstrative", WordSet::kDemonstrative},
    {"words", "indefinite", WordSet::kIndefinite},
    {"words", "possessive_sing_m", WordSet::kPossSingM},
    {"words", "possessive_sing_f", WordSet::kPossSingF},
    {"words", "possessive_plur", WordSet::kPossPlur},
    {"words", "of", WordSet::kOf},
    {"words", "former", WordSet::kFormer},
    {"words", "led", WordSet::kLed},
    {"words", "locative", WordSet::kLocative},
    {"words", "and", WordSet::kAnd},
    {"words", "anti", WordSet::kAnti},
    {"words", "title", WordSet::kTitle},
    {"words", "place_nouns", WordSet::kPlaceNouns},
    {"words", "genitive", WordSet::kGenitive},
    {"words", "particle", WordSet::kParticle},
    {"pronouns", "he", WordSet::kHe},
    {"pronouns", "she", WordSet::kShe},
    {"pronouns", "they", WordSet::kThey},
    {"pronouns", "it", WordSet::kIt},
    {"verbs", "speaks", WordSet::kSpeaks},
    {"words", "according", WordSet::kAccording},
    {"verbs", "sends", WordSet::kSends},  {"verbs", "kills", WordSet::kKills},
    {"verbs", "dies", WordSet::kDies},
    {"words", "acts", WordSet::kActs},
    {"verbs", "strikes", WordSet::kStrikes},
    {"words", "by", WordSet::kBy},
    {"words", "between", WordSet::kBetween},
    {"words", "parleys", WordSet::kParleys},
    {"words", "foreign", WordSet::kForeign},
};

// Capitals only, or capitals with points: "IS", "U.N.", "J-JMEC" counts, "Nato" does not.
bool is_acronym(std::string_view name) {
  int letters = 0;
  for (char c : name) {
    if (c >= 'A' && c <= 'Z')
      ++letters;
    else if (c != '.' && c != '-' && c != '/' && !(c >= '0' && c <= '9'))
      return false;
  }
  return letters >= 1 && name.size() <= 10;
}

bool any_word_capital(std::string_view text) {
  for (size_t at = 0; at < text.size(); ++at) {
    if ((at == 0 || text[at - 1] == ' ' || text[at - 1] == '-') && starts_upper(text.substr(at))) return true;
  }
  return false;
}

bool capital_after_first(std::string_view text) {
  size_t gap = text.find_first_of(" -");
  return gap != std::string_view::npos && any_word_capital(text.substr(gap + 1));
}

}  // namespace

class ActorLexicon::Builder {
 public:
  Builder(ActorLexicon* lexicon, const ActorBase& base, std::string path, std::string_view lang)
      : lex_(*lexicon), base_(base), path_(std::move(path)), lang_(lang) {
    lex_.readings_.resize(2);
  }

  Status build(const toml::table& table) {
    add_names();
    if (auto s = read_sets(table); !s) return s;
    add_surnames();
    if (auto s = read_nouns(table); !s) return s;
    if (auto s = read_prefixes(table); !s) return s;
    if (auto s = read_demonyms(table); !s) return s;
    lex_.compounds_ = table["compounds"].value_or(false);
    if (auto* names = table["names"].as_table()) {
      for (auto&& [key, value] : *names)
        lex_.patterns_[std::string(key.str())] = value.value_or(std::string());
    }
    return success();
  }

 private:
  void insert(std::string_view text, ActorReading reading) {
    std::string key = name_key(text);
    uint32_t node = 1;
    for (size_t begin = 0; begin < key.size();) {
      size_t end = std::min(key.find(' ', begin), key.size());
      auto [word, fresh] = lex_.words_.try_emplace(key.substr(begin, end - begin), lex_.words_.size() + 1);
      uint32_t& next = lex_.steps_[uint64_t{node} << 32 | word->second];
      if (next == 0) {
        next = static_cast<uint32_t>(lex_.readings_.size());
        lex_.readings_.emplace_back();
      }
      node = next;
      begin = end + 1;
    }
    if (node != 1) lex_.readings_[node].push_back(reading);
  }

  void add_names() {
    auto actors = base_.actors();
    for (uint32_t i = 0; i < actors.size(); ++i) {
      for (const ActorName& name : actors[i].names) {
        if (!name.lang.empty() && name.lang != lang_ && name.lang != "en") continue;
        insert(name.text, {.entry = Entry::kName,
                           .acronym = is_acronym(name.text),
                           .lower = !any_word_capital(name.text),
                           .late_capital = capital_after_first(name.text),
                           .ambiguous = name.ambiguous,
                           .index = i,
                           .valid = name.valid});
      }
    }
    auto states = base_.states();
    for (uint32_t i = 0; i < states.size(); ++i) {
      for (const ActorName& capital : states[i].capitals) {
        insert(capital.text, {.entry = Entry::kCapital, .index = i});
      }
    }
  }

  // The last word of a person's first name in Latin script, with the particles before it: "al-Hijri", "De Wever".
  void add_surnames() {
    auto actors = base_.actors();
    for (uint32_t i = 0; i < actors.size(); ++i) {
      if (actors[i].kind != "person") continue;
      for (const ActorName& name : actors[i].names) {
        if (!name.lang.empty() && name.lang != lang_ && name.lang != "en") continue;
        std::string_view text = name.text;
        size_t cut = text.rfind(' ');
        if (cut == std::string_view::npos) continue;
        for (size_t before = cut; before != 0 && before != std::string_view::npos; cut = before) {
          before = text.rfind(' ', cut - 1);
          if (before == std::string_view::npos) break;
          if (!lex_.in(WordSet::kParticle, fold(text.substr(before + 1, cut - before - 1)))) break;
        }
        insert(text.substr(cut + 1), {.entry = Entry::kSurname, .index = i});
      }
    }
  }

  Status each_text(const toml::node& node, auto&& use) {
    if (!node.is_array()) return toml_error(node, path_, "a list of texts belongs here");
    for (const toml::node& item : *node.as_array()) {
      if (!item.is_string()) return toml_error(item, path_, "a text belongs here");
      use(*item.value<std::string>());
    }
    return success();
  }

  Status read_sets(const toml::table& table) {
    for (const SetName& s : kSets) {
      auto node = table[s.table][s.key];
      if (!node) continue;
      auto& set = lex_.sets_[static_cast<size_t>(s.set)];
      if (auto st = each_text(*node.node(), [&](const std::string& t) { set.insert(fold(t)); }); !st)
        return st;
    }
    if (auto node = table["possessions"]["nouns"]) {
      return each_text(*node.node(), [&](const std::string& t) {
        insert(t, {.entry = Entry::kPossession, .lower = true});
      });
    }
    return success();
  }

  Status read_nouns(const toml::table& table) {
    auto* nouns = table["nouns"].as_table();
    if (!nouns) return success();
    for (auto&& [key, value] : *nouns) {
      const ActorClass* c = base_.find_class(key.str());
      if (!c) return toml_error(value, path_, "no such class: \"" + std::string(key.str()) + "\"");
      uint32_t index = static_cast<uint32_t>(c - base_.classes().data());
      auto add = [&](const std::string& text) {
        insert(text, {.entry = Entry::kNoun, .lower = true, .index = index});
        std::string folded = name_key(text);
        if (folded.find(' ') == std::string::npos) lex_.single_nouns_.try_emplace(folded, c);
      };
      if (auto s = each_text(value, add); !s) return s;
    }
    return success();
  }

  Status read_prefixes(const toml::table& table) {
    auto* prefixes = table["prefix"].as_table();
    if (!prefixes) return success();
    for (auto&& [key, value] : *prefixes) {
      const ActorClass* c = base_.find_class(key.str());
      if (!c) return toml_error(value, path_, "no such class: \"" + std::string(key.str()) + "\"");
      auto add = [&](const std::string& text) { lex_.prefixes_.try_emplace(name_key(text), c); };
      if (auto s = each_text(value, add); !s) return s;
    }
    return success();
  }

  // "Syrisch" gives "Syrische"; "Chinees" gives "Chinese".
  std::vector<std::string> inflected(const std::string& text) const {
    std::vector<std::string> out;
    for (auto& [from, to] : respell_) {
      if (text.ends_with(from)) out.push_back(text.substr(0, text.size() - from.size()) + to);
    }
    for (const std::string& ending : inflect_) out.push_back(text + ending);
    return out;
  }

  Status read_demonyms(const toml::table& table) {
    auto* demonyms = table["demonyms"].as_table();
    if (!demonyms) return success();
    if (auto node = table["inflect"]) {
      if (auto s = each_text(*node.node(), [&](const std::string& t) { inflect_.push_back(t); }); !s)
        return s;
    }
    if (auto* respell = table["respell"].as_table()) {
      for (auto&& [key, value] : *respell) respell_.emplace_back(key.str(), value.value_or(std::string()));
    }
    for (auto&& [key, value] : *demonyms) {
      const std::string of(key.str());
      std::string id = of.size() == 2 ? "state." + lower(of) : of;
      const Actor* actor = base_.find(id);
      if (!actor) return toml_error(value, path_, "no such actor: \"" + id + "\"");
      ActorReading reading{.entry = Entry::kDemonym,
                      .index = static_cast<uint32_t>(actor - base_.actors().data())};
      bool first = true;
      auto add = [&](const std::string& text) {
        reading.person_noun = !first;
        reading.lower = !starts_upper(text);
        insert(text, reading);
        if (first) {
          for (const std::string& form : inflected(text)) insert(form, reading);
          lex_.adjectives_[of] = text;
        }
        first = false;
      };
      if (auto s = each_text(value, add); !s) return s;
    }
    return success();
  }

  ActorLexicon& lex_;
  const ActorBase& base_;
  std::string path_;
  std::string_view lang_;
  std::vector<std::string> inflect_;
  std::vector<std::pair<std::string, std::string>> respell_;
};

Result<ActorLexicon> ActorLexicon::load(const std::string& data_root, std::string_view lang,
                                        const ActorBase& base) {
  std::string path = data_root + "/lang/" + std::string(lang) + "/actors.toml";
  auto table = read_toml(path);
  if (!table) return table.error();
  ActorLexicon lexicon;
  Builder builder(&lexicon, base, path, lang);
  if (auto s = builder.build(*table); !s) return s.error();
  return lexicon;
}

uint32_t ActorLexicon::word(std::string_view folded) const {
  auto at = words_.find(folded);
  return at == words_.end() ? kUnknown : at->second;
}

uint32_t ActorLexicon::step(uint32_t node, uint32_t word) const {
  return steps_.find(uint64_t{node} << 32 | word);
}

std::span<const ActorReading> ActorLexicon::readings(uint32_t node) const { return readings_[node]; }

bool ActorLexicon::in(WordSet set, std::string_view folded) const {
  return sets_[static_cast<size_t>(set)].contains(folded);
}

const ActorClass* ActorLexicon::single_noun(std::string_view folded) const {
  auto at = single_nouns_.find(folded);
  return at == single_nouns_.end() ? nullptr : at->second;
}

const ActorClass* ActorLexicon::prefix_class(std::string_view folded) const {
  auto at = prefixes_.find(folded);
  return at == prefixes_.end() ? nullptr : at->second;
}

const ActorClass* ActorLexicon::compound(std::string_view folded, const ActorClass** prefix) const {
  constexpr size_t kShortestPart =
      6;  // shorter last parts are mostly other words: "aanslagpleger" is no "leger"
  *prefix = nullptr;
  if (!compounds_) return nullptr;
  for (size_t cut = 4; cut + kShortestPart <= folded.size(); ++cut) {
    auto at = single_nouns_.find(folded.substr(cut));
    if (at == single_nouns_.end()) continue;
    *prefix = prefix_class(folded.substr(0, cut));
    return at->second;
  }
  return nullptr;
}

std::string_view ActorLexicon::name_pattern(std::string_view class_name) const {
  auto at = patterns_.find(class_name);
  return at == patterns_.end() ? std::string_view() : std::string_view(at->second);
}

std::string_view ActorLexicon::adjective(std::string_view iso2) const {
  auto at = adjectives_.find(iso2);
  return at == adjectives_.end() ? std::string_view() : std::string_view(at->second);
}

}  // namespace bestand
