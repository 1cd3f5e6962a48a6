#include "train/silver.h"

#include <algorithm>

#include "base/toml_file.h"
#include "base/utf8.h"
#include "parse/lex.h"

namespace bestand {
namespace {

constexpr size_t kMostPlaces = 6000;  // that stand in for others in training

std::vector<std::string_view> fields(std::string_view line) {
  std::vector<std::string_view> out;
  while (true) {
    size_t tab = line.find('\t');
    out.push_back(line.substr(0, tab));
    if (tab == std::string_view::npos) return out;
    line.remove_prefix(tab + 1);
  }
}

template <class F>
Status each_line(const std::string& path, F take) {
  auto bytes = read_maybe_gzip(path);
  if (!bytes) return bytes.error();
  std::string_view rest = *bytes;
  while (!rest.empty()) {
    size_t end = rest.find('\n');
    take(fields(rest.substr(0, end)));
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  }
  return success();
}

bool capital(const Token& t) { return starts_upper(t.form) && !t.form.empty(); }

bool in_name(const Token& t) { return t.upos == Upos::PROPN; }

}  // namespace

Status NameLore::read_words(const std::string& path) {
  auto table = read_toml(path);
  if (!table) return table.error();
  for (const auto& [key, node] : *table) {
    const toml::array* list = node.as_array();
    if (!list) return toml_error(node, path, "must be a list of words");
    for (const toml::node& entry : *list) {
      auto word = entry.value<std::string>();
      if (!word) return toml_error(entry, path, "must be a word");
      words_[std::string(key.str())].insert(*word);
      if (key.str() == "given_names") given_.push_back(*word);
    }
  }
  return success();
}

Status NameLore::read_places(const std::string& path, const std::string& lang) {
  std::vector<std::pair<int64_t, std::string>> sized;
  size_t column = 0;
  bool countries = false;
  auto status = each_line(path, [&](const std::vector<std::string_view>& f) {
    if (f.size() > 2 && f[0] == "iso2") {
      countries = true;
      column = static_cast<size_t>(std::find(f.begin(), f.end(), lang) - f.begin());
    } else if (countries && column < f.size()) {
      places_.emplace(f[column]);
      sized.emplace_back(1'000'000, f[column]);
    } else if (f.size() >= 15 && f[1].size() > 2) {
      int64_t people = std::atoll(std::string(f[14]).c_str());
      places_.emplace(f[1]);
      std::string_view others = f[3];
      while (people > 50'000 && !others.empty()) {
        size_t comma = others.find(',');
        if (comma > 3 && starts_upper(others.substr(0, comma))) places_.emplace(others.substr(0, comma));
        others.remove_prefix(comma == std::string_view::npos ? others.size() : comma + 1);
      }
      sized.emplace_back(people, f[1]);
    }
  });
  if (!status) return status;
  std::stable_sort(sized.begin(), sized.end(), [](auto& a, auto& b) { return a.first > b.first; });
  for (size_t i = 0; i < sized.size() && i < kMostPlaces; ++i) place_list_.push_back(sized[i].second);
  return success();
}

Status NameLore::read_demonyms(const std::string& path, const std::string& lang) {
  return each_line(path, [&](const std::vector<std::string_view>& f) {
    if (f.size() == 3 && f[1] == lang) demonyms_.emplace(f[2]);
  });
}

const NameLore::Set& NameLore::set_of(const std::string& key) const {
  static const Set kEmpty;
  auto found = words_.find(key);
  return found == words_.end() ? kEmpty : found->second;
}

std::vector<NameLore::Stretch> NameLore::stretches(std::span<const Token> tokens, int32_t base) const {
  constexpr size_t kLongest = 8;
  std::vector<Stretch> out;
  for (size_t i = 0; i < tokens.size(); ++i) {
    if (!in_name(tokens[i]) || !capital(tokens[i])) continue;
    size_t last = i + 1;
    for (size_t k = i + 1; k < tokens.size() && k < i + kLongest;
         ++k) {  // what hangs flat from the first word
      bool flat = tokens[k].rel == Rel::flat && tokens[k].head == base + static_cast<int32_t>(i);
      bool compound = k == last && tokens[k - 1].rel == Rel::compound &&
                      tokens[k - 1].head == base + static_cast<int32_t>(k) && in_name(tokens[k]);
      if ((flat || compound) && capital(tokens[k])) last = k + 1;
    }
    out.push_back({i, last});
    i = last - 1;
  }
  return out;
}

int NameLore::type_of(std::span<const Token> tokens, Stretch s) const {
  std::string whole;
  for (size_t i = s.first; i < s.last; ++i) whole += (i > s.first ? " " : "") + std::string(tokens[i].form);
  std::string before = s.first > 0 ? lower(tokens[s.first - 1].form) : "";
  const std::string first(tokens[s.first].form);
  Lex l = lex(tokens[s.first].form);
  for (size_t i = s.first; i < s.last; ++i) {
    if (set_of("organisation_words").contains(lower(tokens[i].form))) return static_cast<int>(NameType::kOrg);
  }
  bool given = set_of("given_names").contains(first) && s.last > s.first + 1;
  bool initials = first.size() > 1 && first.back() == '.' && s.last > s.first + 1;
  if (given || initials) return static_cast<int>(NameType::kPer);
  if (set_of("person_titles").contains(before)) return static_cast<int>(NameType::kPer);
  if (set_of("organisation_words").contains(before)) return static_cast<int>(NameType::kOrg);
  if (demonyms_.contains(whole)) return static_cast<int>(NameType::kMisc);
  if (places_.contains(whole) && !set_of("given_names").contains(whole))
    return static_cast<int>(NameType::kLoc);
  if (set_of("place_words").contains(before)) return static_cast<int>(NameType::kLoc);
  if (s.last == s.first + 1 && l.all_upper && l.length >= 2 && l.length <= 5)
    return static_cast<int>(NameType::kOrg);
  if (set_of("place_prepositions").contains(before) && s.last == s.first + 1)
    return static_cast<int>(NameType::kLoc);
  if (set_of("given_names").contains(first) && s.last == s.first + 1) return static_cast<int>(NameType::kPer);
  // Of names of two or three words that nothing else speaks for, most are persons'.
  if (s.last >= s.first + 2 && s.last <= s.first + 3 && !l.all_upper) return static_cast<int>(NameType::kPer);
  return -1;
}

NamedSentence NameLore::label(const GoldSentence& sentence) const {
  auto tokens = sentence.tokens();
  NamedSentence out;
  out.tags.assign(tokens.size(), 0);
  for (size_t i = 0; i < tokens.size(); ++i) {
    const Token& t = tokens[i];
    out.forms.emplace_back(t.form);
    bool derived = (t.upos == Upos::ADJ || t.upos == Upos::NOUN) && capital(t) && starts_upper(t.lemma);
    if (demonyms_.contains(std::string(t.form)) || (derived && t.upos == Upos::ADJ)) {
      out.tags[i] = 1 + 2 * static_cast<int>(NameType::kMisc);
    } else if ((in_name(t) && capital(t)) || derived ||
               (capital(t) && i > 0 && t.upos != Upos::PRON && t.upos != Upos::DET)) {
      out.tags[i] = kUnknownName;
    }
  }
  for (Stretch s : stretches(tokens, sentence.sentence->first)) {
    int type = type_of(tokens, s);
    for (size_t i = s.first; i < s.last; ++i) {
      uint8_t open = s.last == s.first + 1 ? kNoPlace : kUnknownName;
      out.tags[i] = type < 0 ? open : static_cast<uint8_t>((i == s.first ? 1 : 2) + 2 * type);
    }
  }
  return out;
}

}  // namespace bestand
