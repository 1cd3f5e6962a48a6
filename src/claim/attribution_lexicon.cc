#include "claim/attribution_lexicon.h"

#include <algorithm>
#include <utility>

#include "base/toml_file.h"

namespace bestand {
namespace {

constexpr std::pair<std::string_view, CueFrame> kFrames[] = {
    {"quote", kQuote}, {"that", kThat}, {"inf", kInf}, {"ask", kAsk}, {"ing", kIng},
    {"obj", kObj},     {"as", kAs},     {"of", kOf},   {"wh", kWh},
    {"pred", kPred}};
constexpr std::string_view kKinds[] = {"speech", "evidence", "thought", "intention", "attitude"};

std::vector<std::string> split_words(std::string_view text) {
  std::vector<std::string> words;
  for (size_t at = 0; at < text.size();) {
    size_t end = std::min(text.find(' ', at), text.size());
    if (end > at) words.emplace_back(text.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

// Reads one file; the first schema error stays and stops the rest.
class Reader {
 public:
  Reader(std::string path, CueLexicon* out) : path_(std::move(path)), out_(out) {}

  Status read(const toml::table& root) {
    out_->lang = root["lang"].value_or(std::string{});
    out_->object_before_infinitive = root["object_before_infinitive"].value_or(false);
    out_->cue_passive_aux = root["cue_passive_aux"].value_or(true);
    out_->participle_like_past = root["participle_like_past"].value_or(false);
    read_set(root, "negations", &out_->negations);
    read_set(root, "relative_pronouns", &out_->relative_pronouns);
    read_set(root, "agent_prepositions", &out_->agent_prepositions);
    read_set(root, "source_prepositions", &out_->source_prepositions);
    read_set(root, "expletives", &out_->expletives);
    read_set(root, "cue_adverbs", &out_->cue_adverbs);
    read_set(root, "bare_pronoun_contents", &out_->bare_contents);
    read_set(root, "pronominal_adverbs", &out_->pronominal_adverbs);
    read_set(root, "resuming", &out_->resuming);
    read_set(root, "report_openers", &out_->report_openers);
    read_set(root, "channels", &out_->channels);
    read_set(root, "bearing", &out_->bearing);
    StringSet phrases;
    read_set(root, "resuming_phrases", &phrases);
    for (const std::string& phrase : phrases) {
      auto words = split_words(phrase);
      if (words.size() == 2) out_->resuming_phrases.emplace_back(words[0], words[1]);
    }
    read_set(root, "not_sources", &out_->not_sources);
    read_set(root, "makes", &out_->makes);
    read_set(root, "made", &out_->made);
    read_set(root, "modals", &out_->modals);
    read_set(root, "contrasts", &out_->contrasts);
    read_set(root, "rejecting", &out_->rejecting);
    read_set(root, "absolutes", &out_->absolutes);
    read_set(root, "refusing", &out_->refusing);
    read_set(root, "complementizers", &out_->complementizers);
    read_set(root, "addressee_prepositions", &out_->addressee_prepositions);
    read_set(root, "predicate_marks", &out_->predicate_marks);
    read_set(root, "infinitive_marks", &out_->infinitive_marks);
    read_set(root, "untrue", &out_->untrue);
    if (auto* lemmas = root["lemmas"].as_table()) {
      for (const auto& [form, node] : *lemmas) {
        auto lemma = node.value<std::string>();
        if (lemma) out_->lemmas.try_emplace(form.str(), *lemma);
        else fail(node, "a lemma must be a word");
      }
    }
    if (auto* byline = root["byline"].as_table()) read_set(*byline, "marks", &out_->byline_marks);
    read_groups(root, "verbs", [&](const auto& words, const auto& sense) { add(words, sense, &out_->verbs); });
    read_groups(root, "nouns", [&](const auto& words, const auto& sense) { add(words, sense, &out_->nouns); });
    read_groups(root, "adjectives", [&](const auto& words, const auto& sense) { add(words, sense, &out_->adjectives); });
    read_groups(root, "prepositions", [&](const auto& words, const auto& sense) { add_phrase(words, sense, &out_->prepositions); });
    read_groups(root, "adverbs", [&](const auto& words, const auto& sense) { add_phrase(words, sense, &out_->adverbs); });
    read_groups(root, "own_words", [&](const auto& words, const auto& sense) { add_phrase(words, sense, &out_->own_words); });
    if (error_) return *error_;
    return success();
  }

 private:
  void fail(const toml::node& node, std::string_view message) {
    if (!error_) error_ = toml_error(node, path_, message);
  }

  void read_set(const toml::table& table, std::string_view key, StringSet* out) {
    const toml::node* node = table.get(key);
    if (!node) return;
    const toml::array* list = node->as_array();
    if (!list) return fail(*node, std::string(key) + " must be a list of words");
    for (const toml::node& item : *list) {
      auto word = item.value<std::string>();
      if (!word) return fail(item, std::string(key) + " must hold words only");
      out->insert(*word);
    }
  }

  template <class Add>
  void read_groups(const toml::table& root, std::string_view key, Add add_words) {
    const toml::node* node = root.get(key);
    if (!node) return;
    const toml::array* groups = node->as_array();
    if (!groups) return fail(*node, std::string(key) + " must be a list of tables");
    for (const toml::node& item : *groups) {
      const toml::table* group = item.as_table();
      if (!group) return fail(item, "a group must be a table");
      CueSense sense = read_sense(*group);
      const toml::array* words = (*group)["words"].as_array();
      if (!words) return fail(item, "a group needs words");
      read_example(*group);
      for (const toml::node& word : *words) {
        auto text = word.value<std::string>();
        if (!text || text->empty()) return fail(word, "a cue must be a word");
        add_words(split_words(*text), sense);
        ++out_->cue_count;
      }
    }
  }

  void read_example(const toml::table& group) {
    auto text = group["example"].value<std::string>();
    if (!text) return fail(group, "a group needs an example");
    out_->examples.push_back({group["name"].value_or(std::string{}), *text, group["counter"].value_or(std::string{})});
  }

  CueSense read_sense(const toml::table& group) {
    CueSense sense;
    auto kind = group["kind"].value<std::string>();
    auto at = std::find(std::begin(kKinds), std::end(kKinds), kind.value_or(""));
    if (at == std::end(kKinds)) fail(group, "unknown kind \"" + kind.value_or("") + "\"");
    else sense.kind = static_cast<CueKind>(at - std::begin(kKinds));
    sense.denial = group["denial"].value_or(false);
    sense.passive_only = group["passive"].value_or(false);
    sense.impersonal = group["impersonal"].value_or(false);
    if (auto* frames = group["frames"].as_array()) {
      for (const toml::node& frame : *frames) read_frame(frame, &sense);
    }
    return sense;
  }

  void read_frame(const toml::node& node, CueSense* sense) {
    auto text = node.value<std::string>().value_or("");
    if (text.starts_with("prep:")) return sense->prepositions.push_back(text.substr(5));
    for (const auto& [word, frame] : kFrames) {
      if (text == word) {
        sense->frames |= frame;
        return;
      }
    }
    fail(node, "unknown frame \"" + text + "\"");
  }

  static void add(const std::vector<std::string>& words, const CueSense& sense, CueLexicon::Senses* out) {
    CueSense copy = sense;
    copy.more.assign(words.begin() + 1, words.end());
    auto& senses = (*out)[words[0]];
    // Words that ask for company come first: "make clear" before "make".
    auto at = copy.more.empty() ? senses.end() : senses.begin();
    senses.insert(at, std::move(copy));
  }

  template <class Map>
  static void add_phrase(const std::vector<std::string>& words, const CueSense& sense, Map* out) {
    (*out)[words[0]].push_back({words, sense.kind});
  }

  std::string path_;
  CueLexicon* out_;
  std::optional<Error> error_;
};

}  // namespace

Result<CueLexicon> CueLexicon::load(const std::string& data_root, std::string_view lang) {
  std::string path = data_root + "/lang/" + std::string(lang) + "/attribution.toml";
  auto file = read_toml(path);
  if (!file) return file.error();
  CueLexicon lexicon;
  auto status = Reader(path, &lexicon).read(*file);
  if (!status) return status.error();
  return lexicon;
}

}  // namespace bestand
