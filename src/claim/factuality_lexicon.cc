#include "claim/factuality_lexicon.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <utility>

#include "base/mapped_file.h"
#include "base/toml_file.h"

namespace bestand {
namespace {

constexpr std::string_view kEffects[] = {
    "none",   "fact",   "same",   "opposite", "counter", "cannot",  "report",        "believe", "deny",        "accuse",
    "hearsay", "hearsay_future", "probable", "possible", "improbable", "fear", "hope", "intend", "plan",      "ask",
    "enable", "try",    "open",   "future",   "likely_future", "ability", "must",     "conditional", "failed_plan",
    "counterfactual", "unreal"};

class Reader {
 public:
  Reader(std::string path, FactualityLexicon* out) : path_(std::move(path)), out_(out) {}

  Status read(const toml::table& root) {
    out_->lang = root["lang"].value_or(std::string{});
    each(root, "signatures", [&](const toml::table& t) { signature(t); });
    each(root, "modals", [&](const toml::table& t) { words(t, effect(t, "effect"), &out_->modals); });
    each(root, "modifiers", [&](const toml::table& t) { words(t, effect(t, "effect"), &out_->modifiers); });
    each(root, "would", [&](const toml::table& t) { would(t); });
    read_sets(root);
    read_values(root);
    read_lemmas(root);
    if (error_) return *error_;
    return success();
  }

 private:
  void fail(const toml::node& node, std::string_view message) {
    if (!error_) error_ = toml_error(node, path_, message);
  }

  template <class Take>
  void each(const toml::table& root, std::string_view key, Take take) {
    const toml::node* node = root.get(key);
    if (!node) return;
    const toml::array* list = node->as_array();
    if (!list) return fail(*node, std::string(key) + " must be a list of tables");
    for (const toml::node& item : *list) {
      if (const toml::table* table = item.as_table()) {
        take(*table);
        example(*table);
      } else {
        fail(item, "a rule must be a table");
      }
    }
  }

  void example(const toml::table& t) {
    auto text = t["example"].value<std::string>();
    if (!text) return;
    out_->examples.push_back({t["name"].value_or(std::string{}), *text, t["on"].value_or(std::string{}),
                              t["gives"].value_or(std::string{})});
  }

  std::optional<Effect> find_effect(std::string_view word) const {
    auto at = std::find(std::begin(kEffects), std::end(kEffects), word);
    if (at == std::end(kEffects)) return std::nullopt;
    return static_cast<Effect>(at - std::begin(kEffects));
  }

  Effect effect(const toml::table& t, std::string_view key) {
    auto word = t[key].value_or(std::string{"none"});
    auto found = find_effect(word);
    if (!found) fail(t, "unknown effect \"" + word + "\"");
    return found.value_or(Effect::kNone);
  }

  void signature(const toml::table& t) {
    auto pos = t["pos"].value_or(std::string{});
    auto frame = t["frame"].value_or(std::string{"any"});
    FactualityLexicon::Table* table = pos == "verb" ? &out_->verbs : pos == "noun" ? &out_->nouns
                                      : pos == "adjective" ? &out_->adjectives : nullptr;
    if (!table) return fail(t, "unknown pos \"" + pos + "\"");
    int first = frame == "inf" ? 1 : frame == "obj" ? 2 : 0;
    int last = frame == "any" ? 3 : first + 1;
    if (frame != "any" && frame != "that" && frame != "inf" && frame != "obj") return fail(t, "unknown frame \"" + frame + "\"");
    Signature s{effect(t, "effect"), effect(t, "negated")};
    const toml::array* list = t["words"].as_array();
    if (!list) return fail(t, "a signature needs words");
    for (const toml::node& item : *list) {
      auto word = item.value<std::string>();
      if (!word) return fail(item, "a word must be a string");
      auto& slots = (*table)[*word];
      for (int i = first; i < last; ++i) {
        // A frame of one's own beats "any"; of two equal ones the first stays.
        if (slots[i].holds == Effect::kNone || (frame != "any" && slots_any_.contains(*word + char('0' + i)))) slots[i] = s;
        if (frame == "any") slots_any_.insert(*word + char('0' + i));
      }
      ++out_->signature_count;
    }
  }

  void words(const toml::table& t, Effect e, FactualityLexicon::Effects* out) {
    const toml::array* list = t["words"].as_array();
    if (!list) return fail(t, "a rule needs words");
    for (const toml::node& item : *list) {
      if (auto word = item.value<std::string>()) out->try_emplace(*word, e);
      else fail(item, "a word must be a string");
    }
  }

  void would(const toml::table& t) {
    WouldRule rule;
    rule.name = t["name"].value_or(std::string{});
    set(t, "forms", &rule.forms);
    set(t, "with", &rule.with);
    set(t, "adverbs", &rule.adverbs);
    rule.conditional = t["conditional"].value_or(false);
    rule.perfect = t["perfect"].value_or(false);
    rule.bare = t["bare"].value_or(false);
    rule.effect = effect(t, "effect");
    if (const toml::array* list = t["within"].as_array()) {
      for (const toml::node& item : *list) {
        auto found = find_effect(item.value<std::string>().value_or(""));
        if (found) rule.within.push_back(*found);
        else fail(item, "unknown effect");
      }
    }
    if (rule.forms.empty()) fail(t, "a rule needs forms");
    out_->would.push_back(std::move(rule));
  }

  void set(const toml::table& t, std::string_view key, StringSet* out) {
    const toml::node* node = t.get(key);
    if (!node) return;
    const toml::array* list = node->as_array();
    if (!list) return fail(*node, std::string(key) + " must be a list of words");
    for (const toml::node& item : *list) {
      if (auto word = item.value<std::string>()) out->insert(*word);
      else fail(item, "a word must be a string");
    }
  }

  void read_sets(const toml::table& root) {
    struct Slot {
      std::string_view table, key;
      StringSet* out;
    };
    const Slot slots[] = {{"negation", "words", &out_->negations},
                          {"negation", "weak", &out_->weak_negations},
                          {"negation", "prepositions", &out_->negative_prepositions},
                          {"negation", "not_negating", &out_->not_negating},
                          {"negation", "accompanying", &out_->accompanying},
                          {"clauses", "given", &out_->given},
                          {"negation", "unneeded", &out_->unneeded},
                          {"negation", "ended", &out_->ended},
                          {"negation", "comparing", &out_->comparing},
                          {"negation", "compared", &out_->compared},
                          {"adverbs", "probable", &out_->probable},
                          {"adverbs", "possible", &out_->possible},
                          {"adverbs", "hearsay", &out_->hearsay},
                          {"adverbs", "future", &out_->future_adverbs},
                          {"adverbs", "future_prepositions", &out_->future_prepositions},
                          {"adverbs", "almost", &out_->almost},
                          {"adverbs", "failed_plan", &out_->failed_plan},
                          {"adverbs", "yet", &out_->yet},
                          {"clauses", "conditional", &out_->conditional},
                          {"clauses", "open", &out_->open},
                          {"clauses", "as_what", &out_->as_what},
                          {"clauses", "within", &out_->within},
                          {"clauses", "before", &out_->before},
                          {"clauses", "purpose", &out_->purpose},
                          {"clauses", "complementizer", &out_->complementizers},
                          {"clauses", "adverbial", &out_->adverbial},
                          {"clauses", "argument_prepositions", &out_->argument_prepositions},
                          {"clauses", "question_marks", &out_->question_marks},
                          {"clauses", "presupposing", &out_->presupposing},
                          {"time", "future_present", &out_->future_present},
                          {"time", "perfect", &out_->perfect},
                          {"time", "go_future", &out_->go_future},
                          {"time", "binding", &out_->binding},
                          {"time", "arranged_marks", &out_->arranged_marks},
                          {"time", "intent_phrases", &out_->intent_phrases},
                          {"time", "outcomes", &out_->outcomes},
                          {"time", "firsts", &out_->firsts},
                          {"time", "announcing", &out_->announcing},
                          {"time", "when", &out_->when},
                          {"time", "terms", &out_->terms},
                          {"time", "ever", &out_->ever},
                          {"time", "future_adjectives", &out_->future_adjectives},
                          {"clauses", "efforts", &out_->efforts},
                          {"clauses", "purpose_marks", &out_->purpose_marks},
                          {"time", "states", &out_->states},
                          {"telling", "confirming", &out_->confirming}};
    for (const Slot& s : slots) {
      if (const toml::table* t = root[s.table].as_table()) set(*t, s.key, s.out);
    }
  }

  void read_lemmas(const toml::table& root) {
    const toml::table* t = root["lemmas"].as_table();
    if (!t) return;
    for (const auto& [form, node] : *t) {
      auto lemma = node.value<std::string>();
      if (lemma) out_->lemmas.try_emplace(form.str(), *lemma);
      else fail(node, "a lemma must be a word");
    }
  }

  void read_values(const toml::table& root) {
    const toml::table* t = root["values"].as_table();
    if (!t) return fail(root, "the file needs a table [values]");
    auto& v = out_->values;
    const std::pair<std::string_view, double*> slots[] = {
        {"certain", &v.certain}, {"certain_future", &v.certain_future}, {"probable", &v.probable},
        {"probable_future", &v.probable_future}, {"possible", &v.possible}, {"possible_future", &v.possible_future},
        {"hope", &v.hope}, {"intend", &v.intend}, {"ask", &v.ask}, {"conditional", &v.conditional}, {"open", &v.open},
        {"negative", &v.negative}, {"negative_future", &v.negative_future}, {"negative_probable", &v.negative_probable},
        {"negative_possible", &v.negative_possible}, {"reported_factor", &v.reported_factor}};
    for (const auto& [key, out] : slots) {
      auto number = (*t)[key].value<double>();
      if (!number) return fail(*t, "[values] lacks " + std::string(key));
      *out = *number;
    }
  }

  std::string path_;
  FactualityLexicon* out_;
  std::optional<Error> error_;
  StringSet slots_any_;
};

// "feature<TAB>weight" lines; lines that begin with # say what they were fitted on.
Status read_weights(const std::string& path, FactualityLexicon* out) {
  if (!std::filesystem::exists(path)) return success();
  auto file = MappedFile::open(path);
  if (!file) return file.error();
  std::string_view text = file->bytes();
  for (size_t at = 0; at < text.size();) {
    size_t end = std::min(text.find('\n', at), text.size());
    auto line = text.substr(at, end - at);
    at = end + 1;
    if (line.empty() || line[0] == '#') continue;
    auto tab = line.find('\t');
    double weight = 0;
    bool good = tab != std::string_view::npos;
    if (good) {
      auto number = line.substr(tab + 1);
      good = std::from_chars(number.data(), number.data() + number.size(), weight).ec == std::errc{};
    }
    if (!good) return Error{Code::kBadData, "a line must be feature, tab, weight", path, "", static_cast<int64_t>(at)};
    out->weights.try_emplace(line.substr(0, tab), weight);
  }
  return success();
}

}  // namespace

std::string_view name(Effect effect) { return kEffects[static_cast<int>(effect)]; }

Result<FactualityLexicon> FactualityLexicon::load(const std::string& data_root, std::string_view lang) {
  std::string folder = data_root + "/lang/" + std::string(lang) + "/";
  std::string path = folder + "factuality.toml";
  auto file = read_toml(path);
  if (!file) return file.error();
  FactualityLexicon lexicon;
  auto status = Reader(path, &lexicon).read(*file);
  if (status) status = read_weights(folder + "factuality_weights.tsv", &lexicon);
  if (!status) return status.error();
  return lexicon;
}

}  // namespace bestand
