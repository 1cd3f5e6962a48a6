// Reads frames*.toml. A wording is one string: "in_werking treden" style multi-word triggers mark their head
// with "*"
// ("van kracht*"); words before and behind the head stand next to it, a word in braces ("{akkoord} gaan*")
// anywhere in the clause. A need is a string of alternatives, "@class|word|word", "!" in front when it must
// be absent.
#include <algorithm>
#include <filesystem>

#include "base/mapped_file.h"
#include "base/toml_file.h"
#include "base/utf8.h"
#include "claim/frame.h"

namespace bestand {
namespace {

std::vector<std::string> split(std::string_view text, char at) {
  std::vector<std::string> out;
  while (!text.empty()) {
    auto end = text.find(at);
    auto part = text.substr(0, end);
    while (!part.empty() && part.front() == ' ') part.remove_prefix(1);
    while (!part.empty() && part.back() == ' ') part.remove_suffix(1);
    if (!part.empty()) out.emplace_back(part);
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
  }
  return out;
}

constexpr std::pair<std::string_view, Where> kWhere[] = {
    {"clause", Where::kClause},   {"subject", Where::kSubject},   {"object", Where::kObject},
    {"oblique", Where::kOblique}, {"modifier", Where::kModifier}, {"sentence", Where::kSentence},
    {"text", Where::kText}};

constexpr std::string_view kKeys[] = {"name",   "type",    "cameo",      "plover",   "mode",    "phase",
                                      "verbs",  "nouns",   "adjectives", "words",    "clause",  "subject",
                                      "object", "oblique", "modifier",   "sentence", "text",    "roles",   "generic",
                                      "toll",   "total",   "light",   "general",    "history",  "negated", "denial", "speaker",
                                      "force",  "gate",    "rank",       "example",  "counter"};

}  // namespace

class FrameLoader {
 public:
  explicit FrameLoader(FrameSet* set) : set_(set) {
    bit("place");
    bit("actor");
  }

  Status read_words(const std::string& path);
  Status read_frames(const std::string& path);
  Status read_forms(const std::string& path);

 private:
  ClassMask bit(const std::string& name, double weight = 0);
  Status class_words(const toml::table& table, ClassMask bit, bool suffix, const std::string& path);
  void class_word(std::string_view text, ClassMask bit);
  Status frame(const toml::table& table, const std::string& path);
  Status needs(const toml::table& table, const std::string& path, Frame* frame);
  Status need(std::string_view text, Where where, const toml::node& node, const std::string& path,
              Frame* frame);
  Status roles(const toml::table& table, const std::string& path, Frame* frame);
  Status wordings(const toml::table& table, const std::string& path, int32_t frame);
  Status wording(std::string_view text, Wording base, const toml::node& node, const std::string& path);

  FrameSet* set_;
};

ClassMask FrameLoader::bit(const std::string& name, double weight) {
  auto [at, fresh] = set_->class_ids_.try_emplace(name, static_cast<int>(set_->class_ids_.size()));
  if (fresh) set_->weights_.push_back(weight);
  return ClassMask{1} << at->second;
}

Status FrameLoader::class_words(const toml::table& table, ClassMask bit, bool suffix,
                                const std::string& path) {
  auto list = table.get_as<toml::array>(suffix ? "suffixes" : "words");
  if (!list) return success();
  for (const toml::node& node : *list) {
    auto text = node.value<std::string>();
    if (!text) return toml_error(node, path, "a word must be a string");
    for (const std::string& word : split(*text, ',')) {
      if (!suffix) {
        class_word(word, bit);
        continue;
      }
      set_->suffixes_[lower(word)] |= bit;
      set_->longest_suffix_ = std::max(set_->longest_suffix_, word.size());
    }
  }
  return success();
}

void FrameLoader::class_word(std::string_view text, ClassMask bit) {
  auto parts = split(lower(text), ' ');
  if (parts.empty()) return;
  auto& entry = set_->words_[parts[0]];
  if (parts.size() == 1) {
    entry.classes |= bit;
  } else {
    entry.sequences.emplace_back(std::vector<std::string>(parts.begin() + 1, parts.end()), bit);
  }
}

Status FrameLoader::read_words(const std::string& path) {
  auto table = read_toml(path);
  if (!table) return table.error();
  if (auto lists = table->get_as<toml::table>("list")) {
    for (auto&& [key, node] : *lists) {
      auto words = node.as_array();
      if (!words) return toml_error(node, path, "a list must be an array of strings");
      for (const toml::node& word : *words) {
        for (const std::string& w : split(word.value_or(std::string()), ','))
          set_->listed_[w].insert(key.str());
      }
    }
  }
  auto classes = table->get_as<toml::table>("class");
  if (!classes) return toml_error(*table, path, "no [class.<name>]");
  for (auto&& [key, node] : *classes) {
    auto one = node.as_table();
    if (!one) return toml_error(node, path, "a class must be a table");
    if (set_->class_ids_.size() >= 64) return toml_error(node, path, "more than 64 classes");
    ClassMask b = bit(std::string(key.str()), one->get("weight") ? (*one)["weight"].value_or(0.0) : 0.0);
    if (auto s = class_words(*one, b, false, path); !s) return s;
    if (auto s = class_words(*one, b, true, path); !s) return s;
  }
  return success();
}

Status FrameLoader::need(std::string_view text, Where where, const toml::node& node, const std::string& path,
                         Frame* frame) {
  Need need;
  need.where = where;
  if (text.starts_with("!")) {
    need.absent = true;
    text.remove_prefix(1);
  }
  for (const std::string& part : split(text, '|')) {
    if (part[0] != '@') {
      need.words.push_back(lower(part));
      continue;
    }
    ClassMask b = set_->class_bit(std::string_view(part).substr(1));
    if (b == 0) return toml_error(node, path, "unknown class " + part);
    need.classes |= b;
  }
  frame->needs.push_back(std::move(need));
  return success();
}

Status FrameLoader::needs(const toml::table& table, const std::string& path, Frame* frame) {
  for (auto [key, where] : kWhere) {
    const toml::node* node = table.get(key);
    if (!node) continue;
    if (auto text = node->value<std::string>()) {
      if (auto s = need(*text, where, *node, path, frame); !s) return s;
      continue;
    }
    auto list = node->as_array();
    if (!list) return toml_error(*node, path, std::string(key) + ": a string or an array of strings");
    for (const toml::node& one : *list) {
      if (auto s = need(one.value_or(std::string()), where, one, path, frame); !s) return s;
    }
  }
  return success();
}

Status FrameLoader::roles(const toml::table& table, const std::string& path, Frame* frame) {
  auto roles = table.get_as<toml::table>("roles");
  if (!roles) return success();
  for (auto&& [key, node] : *roles) {
    auto text = node.value<std::string>();
    auto role = text ? parse_role(*text) : std::nullopt;
    if (!role && text != "none") return toml_error(node, path, "unknown role");
    std::string_view k = key.str();
    if (k == "subject")
      frame->subject = role, frame->no_subject = !role;
    else if (k == "object")
      frame->object = role, frame->no_object = !role;
    else if (k == "agent")
      frame->agent = role;
    else if (k == "oblique")
      frame->oblique = role, frame->no_oblique = !role;
    else if (k == "place")
      frame->place = role;
    else
      return toml_error(node, path, "roles: subject, object, agent, oblique or place");
  }
  return success();
}

Status FrameLoader::wording(std::string_view text, Wording base, const toml::node& node,
                            const std::string& path) {
  auto parts = split(text, ' ');
  if (parts.empty()) return toml_error(node, path, "an empty wording");
  int head = -1;
  for (size_t i = 0; i < parts.size(); ++i) {
    if (parts[i].back() != '*') continue;
    parts[i].pop_back();
    head = static_cast<int>(i);
  }
  if (head < 0 && parts.size() == 1) head = 0;
  if (head < 0) return toml_error(node, path, "a wording of several words marks its head with *");
  for (int i = 0; i < static_cast<int>(parts.size()); ++i) {
    if (i == head) continue;
    if (parts[i].front() == '{')
      base.with.push_back(lower(parts[i].substr(1, parts[i].size() - 2)));
    else
      (i < head ? base.before : base.after).push_back(lower(parts[i]));
  }
  set_->wordings_[lower(parts[head])].push_back(std::move(base));
  return success();
}

Status FrameLoader::wordings(const toml::table& table, const std::string& path, int32_t frame) {
  size_t count = 0;
  for (std::string_view key : {"verbs", "nouns", "adjectives", "words"}) {
    auto list = table.get_as<toml::array>(key);
    if (!list) continue;
    Wording base;
    base.frame = frame;
    base.verb = key == "verbs" || key == "words";
    base.noun = key == "nouns" || key == "words";
    base.adjective = key == "adjectives" || key == "words";
    for (const toml::node& node : *list) {
      for (const std::string& text : split(node.value_or(std::string()), ',')) {
        ++count;
        if (auto s = wording(text, base, node, path); !s) return s;
      }
    }
  }
  if (count == 0) return toml_error(table, path, "a frame without words");
  return success();
}

Status FrameLoader::frame(const toml::table& table, const std::string& path) {
  Frame frame;
  for (auto&& [key, node] : table) {
    if (std::find(std::begin(kKeys), std::end(kKeys), key.str()) == std::end(kKeys)) {
      return toml_error(node, path, "unknown key " + std::string(key.str()));
    }
  }
  frame.name = table["name"].value_or(std::string());
  if (frame.name.empty()) return toml_error(table, path, "a frame without a name");
  auto type = parse_claim_type(table["type"].value_or(std::string()));
  if (!type) return toml_error(table, path, frame.name + ": unknown type");
  frame.type = *type;
  frame.cameo = table["cameo"].value_or(std::string());
  frame.plover = table["plover"].value_or(std::string());
  frame.mode = table["mode"].value_or(std::string());
  if (auto text = table["phase"].value<std::string>()) {
    auto phase = parse_agreement_phase(*text);
    if (!phase || frame.type != ClaimType::kAgreement) return toml_error(table, path, frame.name + ": phase is of an AGREEMENT: in_force, agreed, named, extended or lasting");
    frame.phase = *phase;
  }
  frame.generic = table["generic"].value_or(false);
  frame.toll_of = table["toll"].value_or(std::string());
  frame.toll = !frame.toll_of.empty() || table["toll"].value_or(false);
  if (!frame.toll_of.empty() && frame.toll_of != "killed" && frame.toll_of != "injured") {
    return toml_error(table, path, frame.name + ": toll is true, \"killed\" or \"injured\"");
  }
  frame.total = table["total"].value_or(false);
  frame.light = table["light"].value_or(false);
  frame.general = table["general"].value_or(false);
  frame.speaker = table["speaker"].value_or(std::string());
  if (!frame.speaker.empty() && frame.speaker != "source" && frame.speaker != "both" &&
      frame.speaker != "accuser" && frame.speaker != "blamer") {
    return toml_error(table, path, frame.name + ": speaker is \"source\", \"both\", \"accuser\" or \"blamer\"");
  }
  frame.negated = table["negated"].value_or(false);
  frame.denial = table["denial"].value_or(false);
  frame.history = table["history"].value_or(false);
  frame.gate = static_cast<int>(table["gate"].value_or(int64_t{1}));
  frame.rank = static_cast<int>(table["rank"].value_or(int64_t{0}));
  frame.example = table["example"].value_or(std::string());
  frame.counter = table["counter"].value_or(std::string());
  auto force = table["force"].value_or(std::string());
  frame.force = force == "denied"     ? FrameForce::kDenied
                : force == "possible" ? FrameForce::kPossible
                : force == "planned"  ? FrameForce::kPlanned
                                      : FrameForce::kNone;
  frame.file = path;
  frame.line = static_cast<int>(table.source().begin.line);
  if (auto s = needs(table, path, &frame); !s) return s;
  if (auto s = roles(table, path, &frame); !s) return s;
  auto id = static_cast<int32_t>(set_->frames_.size());
  set_->frames_.push_back(std::move(frame));
  return wordings(table, path, id);
}

Status FrameLoader::read_frames(const std::string& path) {
  auto table = read_toml(path);
  if (!table) return table.error();
  auto frames = table->get_as<toml::array>("frame");
  if (!frames) return toml_error(*table, path, "no [[frame]]");
  for (const toml::node& node : *frames) {
    auto one = node.as_table();
    if (!one) return toml_error(node, path, "a frame must be a table");
    if (auto s = frame(*one, path); !s) return s;
  }
  return success();
}

// A form that is a word of its own ("val", "toll") stays that word.
Status FrameLoader::read_forms(const std::string& path) {
  auto file = MappedFile::open(path);
  if (!file) return file.error();
  int line = 0;
  for (const std::string& row : split(file->bytes(), '\n')) {
    ++line;
    if (row[0] == '#') continue;
    auto tab = row.find('\t');
    if (tab == std::string::npos) {
      return Error{Code::kBadData, "line " + std::to_string(line) + ": no tab between lemma and forms", path,
                   "", -1};
    }
    bool noun = row.ends_with("\tnoun");
    auto forms = std::string_view(row).substr(tab + 1, row.size() - tab - 1 - (noun ? 5 : 0));
    for (const std::string& form : split(forms, ' ')) {
      const bool known = set_->words_.contains(form);  // "gesneuveld": of a class, and a verb only where it is read as one
      if (noun || !set_->wordings_.contains(form)) set_->forms_.try_emplace(form, FrameSet::Form{row.substr(0, tab), !noun, !noun && known});
    }
  }
  return success();
}

Result<FrameSet> FrameSet::load(const std::string& data_root, std::string_view lang) {
  namespace fs = std::filesystem;
  FrameSet set;
  FrameLoader loader(&set);
  std::string folder = data_root + "/lang/" + std::string(lang);
  if (auto s = loader.read_words(folder + "/frames-words.toml"); !s) return s.error();
  std::vector<std::string> files;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    std::string file = entry.path().filename().string();
    if (file.starts_with("frames") && file.ends_with(".toml") && file != "frames-words.toml")
      files.push_back(file);
  }
  std::sort(files.begin(), files.end());
  for (const std::string& file : files) {
    if (auto s = loader.read_frames(folder + "/" + file); !s) return s.error();
  }
  if (auto s = loader.read_forms(folder + "/frames-forms.tsv"); !s) return s.error();
  return set;
}

}  // namespace bestand
