#include "train/treebank.h"

#include <algorithm>
#include <map>

#include "base/utf8.h"

namespace bestand {
namespace {

std::vector<std::string_view> columns(std::string_view line) {
  char sep = line.find('\t') != std::string_view::npos ? '\t' : ' ';
  std::vector<std::string_view> out;
  while (true) {
    size_t end = line.find(sep);
    if (end != 0) out.push_back(line.substr(0, end));
    if (end == std::string_view::npos) return out;
    line.remove_prefix(end + 1);
  }
}

// 0 for outside and for types that are none of ours.
uint8_t read_tag(std::string_view tag) {
  static const std::map<std::string_view, int> kTypes = {{"PER", 0},          {"PERSON", 0}, {"ORG", 1},
                                                         {"ORGANIZATION", 1}, {"LOC", 2},    {"LOCATION", 2},
                                                         {"GPE", 2},          {"MISC", 3},   {"OTH", 3}};
  if (tag == "UNK") return kUnknownName;
  if (tag == "NOLOC") return kNoPlace;
  if (tag == "NOPER") return kNoPerson;
  if (tag == "ANY") return kSomeName;
  if (tag.size() < 3 || tag[1] != '-') return 0;
  auto type = kTypes.find(tag.substr(2));
  if (type == kTypes.end()) return 0;
  return static_cast<uint8_t>((tag[0] == 'B' ? 1 : 2) + 2 * type->second);
}

bool is_number(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

void finish(NamedSentence* open, std::vector<NamedSentence>* out) {
  for (size_t i = 0; i < open->tags.size(); ++i) {  // IOB1 and slips: what goes on from nothing begins
    uint8_t tag = open->tags[i], last = i > 0 ? open->tags[i - 1] : 0;
    if (tag > 0 && tag < kSomeName && tag % 2 == 0 && last != tag && last + 1 != tag)
      open->tags[i] = static_cast<uint8_t>(tag - 1);
  }
  if (!open->forms.empty()) out->push_back(std::move(*open));
  *open = {};
}

void allow_misc(std::vector<NamedSentence>* sentences) {
  auto is_misc = [](uint8_t tag) { return tag >= 7 && tag <= 8; };
  for (const NamedSentence& s : *sentences) {
    if (std::any_of(s.tags.begin(), s.tags.end(), is_misc)) return;
  }
  for (NamedSentence& s : *sentences) {
    for (size_t i = 0; i < s.forms.size(); ++i) {
      if (s.tags[i] == 0 && starts_upper(s.forms[i])) s.tags[i] = kOutsideOrMisc;
    }
  }
}

}  // namespace

std::vector<int32_t> GoldSentence::heads() const {
  std::vector<int32_t> out;
  for (const Token& t : tokens()) out.push_back(t.head < 0 ? -1 : t.head - sentence->first);
  return out;
}

std::vector<GoldSentence> Treebank::sentences_of(size_t file) const {
  std::vector<GoldSentence> out;
  if (file >= files.size()) return out;
  for (const ConlluDocument& document : files[file]) {
    for (const Sentence& s : document.parse.sentences) out.push_back({&document, &s});
  }
  return out;
}

std::vector<GoldSentence> Treebank::sentences() const {
  std::vector<GoldSentence> out;
  for (size_t f = 0; f < files.size(); ++f) {
    for (const GoldSentence& s : sentences_of(f)) out.push_back(s);
  }
  return out;
}

Result<Treebank> read_treebank(const std::vector<std::string>& paths) {
  Treebank out;
  for (const std::string& path : paths) {
    auto documents = read_conllu_file(path);
    if (!documents) return documents.error();
    out.files.push_back(std::move(*documents));
  }
  return out;
}

Result<std::vector<NamedSentence>> read_names(const std::string& path) {
  auto bytes = read_maybe_gzip(path);
  if (!bytes) return bytes.error();
  bool blank_lines = bytes->find("\n\n") != std::string::npos;
  std::vector<NamedSentence> out;
  NamedSentence open;
  std::string_view rest = *bytes;
  while (!rest.empty()) {
    size_t end = rest.find('\n');
    std::string_view line = rest.substr(0, end);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    if (line.empty() || line.starts_with("-DOCSTART-")) {
      finish(&open, &out);
      continue;
    }
    if (line.starts_with("# ")) continue;
    auto c = columns(line);
    if (c.size() < 2) continue;
    bool numbered = c.size() > 2 && is_number(c[0]);
    open.forms.emplace_back(numbered ? c[1] : c[0]);
    open.tags.push_back(read_tag(numbered ? c[2] : c.back()));
    bool stop = open.forms.back() == "." || open.forms.back() == "?" || open.forms.back() == "!";
    if (!blank_lines && (stop || open.forms.size() > 80)) finish(&open, &out);
  }
  finish(&open, &out);
  allow_misc(&out);
  return out;
}

}  // namespace bestand
