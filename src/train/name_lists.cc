#include "train/name_lists.h"

#include <algorithm>
#include <cstdlib>

#include "base/toml_file.h"
#include "base/utf8.h"
#include "ground/actor_base.h"
#include "train/word_clusters.h"

namespace bestand {
namespace {

constexpr int64_t kManyPeople = 100'000;

std::vector<std::string_view> cut(std::string_view text, char at) {
  std::vector<std::string_view> out;
  while (true) {
    size_t end = text.find(at);
    out.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return out;
    text.remove_prefix(end + 1);
  }
}

bool latin(std::string_view text) {
  for (size_t at = 0; at < text.size();) {
    if (next_code_point(text, &at) >= 0x250) return false;
  }
  return true;
}

template <class F>
Status each_row(const std::string& path, char separator, F take) {
  auto bytes = read_maybe_gzip(path);
  if (!bytes) return bytes.error();
  for (std::string_view line : cut(*bytes, '\n')) take(cut(line, separator));
  return success();
}

}  // namespace

void NameLists::add(NameList list, std::string_view phrase) {
  std::vector<uint64_t> keys;
  uint64_t key = 0;
  for (std::string_view word : cut(phrase, ' ')) {
    if (word.empty()) continue;
    key = phrase_key(key, lex(word).lower);
    keys.push_back(key);
  }
  if (keys.empty() || keys.size() > 7) return;
  for (uint64_t k : keys) bits_[k] |= k == keys.back() ? 1u << static_cast<uint32_t>(list) : kLongerPhrase;
}

Status NameLists::read_words(const std::string& path) {
  static const std::map<std::string_view, NameList> kLists = {
      {"given_names", NameList::kGivenName},         {"person_titles", NameList::kPersonTitle},
      {"organisation_words", NameList::kOrgWord},    {"place_words", NameList::kPlaceWord},
      {"place_prepositions", NameList::kPlacePreposition},
      {"organisations", NameList::kActor},           {"other_names", NameList::kOtherName},
      {"places", NameList::kBigPlace},               {"peoples", NameList::kPeople},
      {"family_names", NameList::kFamilyName},       {"saying_verbs", NameList::kPersonVerb}};
  auto table = read_toml(path);
  if (!table) return table.error();
  for (const auto& [key, node] : *table) {
    auto list = kLists.find(key.str());
    if (!node.is_array()) return toml_error(node, path, "is no list of words");
    if (list == kLists.end()) continue;  // for those who label a treebank
    for (const toml::node& entry : *node.as_array()) {
      if (auto word = entry.value<std::string>()) add(list->second, *word);
    }
  }
  return success();
}

Status NameLists::read_places(const std::string& path, const std::string& lang, int64_t least) {
  size_t column = 0;
  bool lands = false;
  return each_row(path, '\t', [&](const std::vector<std::string_view>& f) {
    if (f.size() > 2 && f[0] == "iso2") {
      lands = true;
      column = static_cast<size_t>(std::find(f.begin(), f.end(), lang) - f.begin());
    } else if (lands) {
      if (column < f.size()) add(NameList::kLand, f[column]);
    } else if (f.size() >= 15) {
      int64_t people = std::atoll(std::string(f[14]).c_str());
      NameList list = f[6] == "A"           ? NameList::kLand
                      : people >= kManyPeople ? NameList::kBigPlace
                                              : NameList::kSmallPlace;
      if (f[6] != "A" && people < least) return;
      add(list, f[1]);
      if (people < kManyPeople) return;
      for (std::string_view other : cut(f[3], ','))
        if (other.size() > 3 && latin(other) && starts_upper(other)) add(list, other);
    }
  });
}

Status NameLists::read_demonyms(const std::string& path, const std::string& lang) {
  return each_row(path, '\t', [&](const std::vector<std::string_view>& f) {
    if (f.size() == 3 && f[1] == lang) add(NameList::kPeople, f[2]);
  });
}

Status NameLists::read_world(const std::string& data_root, const std::string& lang) {
  auto base = ActorBase::load(data_root);
  if (!base) return base.error();
  for (const Actor& actor : base->actors()) {
    NameList list = actor.kind == "person"  ? NameList::kPerson
                    : actor.kind == "people" ? NameList::kPeople
                    : actor.kind == "state"  ? NameList::kLand
                                             : NameList::kActor;
    for (const ActorName& name : actor.names) {
      bool ours = name.lang.empty() || name.lang == lang;
      if (ours && latin(name.text) && starts_upper(name.text)) add(list, name.text);
    }
  }
  return success();
}

Status NameLists::read_plain(NameList list, const std::string& path) {
  return each_row(path, '\t', [&](const std::vector<std::string_view>& f) {
    if (!f[0].empty()) add(list, f[0]);
  });
}

void NameLists::read_common_words(const std::vector<GoldSentence>& sentences, int least) {
  std::map<std::string, int> seen;
  for (const GoldSentence& s : sentences) {
    for (const Token& t : s.tokens()) {
      if (t.upos != Upos::PROPN && lower(t.form) == t.form && lex(t.form).alpha) ++seen[std::string(t.form)];
    }
  }
  for (const auto& [word, n] : seen) {
    if (n >= least) add(NameList::kCommonWord, word);
  }
}

void NameLists::add_clusters(const WordVectors& vectors) {
  const std::vector<uint32_t> paths = cluster_words(vectors, kClusterDepth);
  for (const auto& [word, row] : vectors.row) bits_[phrase_key(0, word)] |= (kHasCluster | paths[row]) << kClusterShift;
}

std::string NameLists::table() const { return HashTable::write({bits_.begin(), bits_.end()}); }

}  // namespace bestand
