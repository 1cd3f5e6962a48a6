// Keys are made in one pass over the folded name. The sound of a word drops vowels and what news spells as it
// likes (w, y, h), keeps a leading vowel as "a", and writes each remaining consonant one way.
#include "ground/gazetteer_key.h"

#include <algorithm>
#include <cstring>

#include "base/toml_file.h"
#include "base/utf8.h"

namespace bestand {
namespace {

bool is_letter_byte(unsigned char c) { return c >= 0x80 || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

uint64_t mix(uint64_t h) {
  h ^= h >> 32;
  h *= 0xD6E8FEB86659FD93ull;
  h ^= h >> 32;
  return h;
}

std::string_view next_line(std::string_view* rest) {
  size_t end = rest->find('\n');
  std::string_view line = rest->substr(0, end);
  rest->remove_prefix(end == std::string_view::npos ? rest->size() : end + 1);
  return line;
}

bool split_line(std::string_view line, std::string_view* verb, std::string_view* a, std::string_view* b) {
  size_t first = line.find(' ');
  if (first == std::string_view::npos) return false;
  *verb = line.substr(0, first);
  size_t second = line.find(' ', first + 1);
  *a = line.substr(first + 1, second == std::string_view::npos ? second : second - first - 1);
  *b = second == std::string_view::npos ? std::string_view() : line.substr(second + 1);
  return !a->empty();
}

Status strings_of(const toml::table& file, const std::string& path, const char* key, const char* verb,
                  std::string* out) {
  const toml::array* list = file[key].as_array();
  if (list == nullptr) return toml_error(file, path, std::string("missing list ") + key);
  for (const toml::node& node : *list) {
    if (!node.is_string()) return toml_error(node, path, std::string(key) + ": a string is wanted");
    *out += std::string(verb) + " " + fold(node.as_string()->get()) + "\n";
  }
  return success();
}

Status pairs_of(const toml::table& file, const std::string& path, const char* key, const char* verb,
                std::string* out) {
  const toml::array* list = file[key].as_array();
  if (list == nullptr) return toml_error(file, path, std::string("missing list ") + key);
  for (const toml::node& node : *list) {
    const toml::array* pair = node.as_array();
    if (pair == nullptr || pair->size() != 2 || !(*pair)[0].is_string() || !(*pair)[1].is_string()) {
      return toml_error(node, path, std::string(key) + ": a pair of strings is wanted");
    }
    *out +=
        std::string(verb) + " " + (*pair)[0].as_string()->get() + " " + (*pair)[1].as_string()->get() + "\n";
  }
  return success();
}

}  // namespace

uint64_t key_hash(std::string_view text, uint64_t seed) {
  uint64_t h = seed ^ (text.size() * 0xFF51AFD7ED558CCDull);
  while (text.size() >= 8) {
    uint64_t word;
    std::memcpy(&word, text.data(), 8);
    h = mix(h ^ word) * 0x9FB21C651E98DF25ull;
    text.remove_prefix(8);
  }
  uint64_t tail = 0;
  std::memcpy(&tail, text.data(), text.size());
  return mix(mix(h ^ tail) * 0x9FB21C651E98DF25ull);
}

void split_key_words(std::string_view folded, std::vector<std::string>* out) {
  std::string word;
  auto close = [&] {
    if (!word.empty()) out->push_back(std::move(word));
    word.clear();
  };
  for (char c : folded) {
    if (is_letter_byte(static_cast<unsigned char>(c))) {
      word.push_back(c);
    } else if (c != '\'' && c != '.') {
      close();
    }
  }
  close();
}

double likeness(std::string_view a, std::string_view b) {
  if (a.empty() || b.empty()) return 0;
  std::vector<int> row(b.size() + 1);
  for (size_t j = 0; j <= b.size(); ++j) row[j] = static_cast<int>(j);
  for (size_t i = 1; i <= a.size(); ++i) {
    int diagonal = row[0];
    row[0] = static_cast<int>(i);
    for (size_t j = 1; j <= b.size(); ++j) {
      int change = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({change, row[j] + 1, row[j - 1] + 1});
    }
  }
  return 1.0 - static_cast<double>(row[b.size()]) / static_cast<double>(std::max(a.size(), b.size()));
}

Result<NameRules> NameRules::load(const std::string& path) {
  auto file = read_toml(path);
  if (!file) return file.error();
  std::string text;
  for (auto [key, verb] : {std::pair{"articles", "article"},
                           {"article_countries", "article_in"},
                           {"elements", "element"},
                           {"place_heads", "head"},
                           {"transliterated_countries", "sound_in"}}) {
    if (auto done = strings_of(*file, path, key, verb, &text); !done) return done.error();
  }
  for (auto [key, verb] : {std::pair{"short_forms", "short"}, {"sounds", "sound"}}) {
    if (auto done = pairs_of(*file, path, key, verb, &text); !done) return done.error();
  }
  auto rules = parse(text);
  if (!rules) return Error{Code::kBadData, rules.error().message, path, "", -1};
  return rules;
}

std::string NameRules::serialise() const {
  std::string out;
  for (const std::string& line : order_) out += line + "\n";
  return out;
}

Result<NameRules> NameRules::parse(std::string_view text) {
  NameRules rules;
  for (std::string_view rest = text; !rest.empty();) {
    std::string_view line = next_line(&rest), verb, a, b;
    if (!split_line(line, &verb, &a, &b)) {
      return Error{Code::kBadGazetteer, "a matching rule that cannot be read: \"" + std::string(line) + "\"",
                   "", "", -1};
    }
    rules.order_.emplace_back(line);
    if (verb == "element") rules.elements_.insert(a);
    if (verb == "head") rules.heads_.insert(a);
    if (verb == "article") rules.articles_.insert(a);
    if (verb == "article_in") rules.article_countries_.insert(a);
    if (verb == "sound_in") rules.sound_countries_.insert(a);
    if (verb == "short") rules.short_forms_.try_emplace(a, b);
    if (verb == "sound" && !a.empty()) rules.sounds_[static_cast<unsigned char>(a[0])].emplace_back(a, b == "-" ? "" : b);
  }
  for (auto& sounds : rules.sounds_)
    std::stable_sort(sounds.begin(), sounds.end(), [](const auto& a, const auto& b) { return a.first.size() > b.first.size(); });
  return rules;
}

bool NameRules::has_articles(std::string_view country) const {
  return article_countries_.contains(lower(country));
}

bool NameRules::is_transliterated(std::string_view country) const {
  return sound_countries_.contains(lower(country));
}

std::string_view NameRules::short_form(std::string_view word) const {
  auto found = short_forms_.find(word);
  return found == short_forms_.end() ? word : std::string_view(found->second);
}

std::vector<std::string> NameRules::words(std::string_view name, bool one_article) const {
  std::vector<std::string> out;
  split_key_words(fold(name), &out);
  for (size_t i = 0; i < out.size(); ++i) {
    if (one_article && i + 1 < out.size() && is_article(out[i])) {
      out[i] = "al";
    } else {
      out[i] = std::string(short_form(out[i]));
    }
  }
  return out;
}

std::string NameRules::key(std::string_view name, bool one_article) const {
  std::string out;
  for (const std::string& word : words(name, one_article)) out += (out.empty() ? "" : " ") + word;
  return out;
}

std::string NameRules::sound_of_word(std::string_view word) const {
  std::string out;
  for (size_t i = 0; i < word.size();) {
    size_t length = 1;
    std::string_view as;
    for (const auto& [spelling, sound] : sounds_[static_cast<unsigned char>(word[i])]) {
      if (word.substr(i).starts_with(spelling)) {
        length = spelling.size(), as = sound;
        break;
      }
    }
    if (i == 0 && as.empty()) as = "a";
    if (!as.empty() && (out.empty() || out.back() != as.back())) out += as;
    i += length;
  }
  return out;
}

std::string NameRules::sound(const std::vector<std::string>& words) const {
  std::string out;
  for (size_t i = 0; i < words.size(); ++i) {
    for (unsigned char c : words[i]) {
      if (c >= 0x80) return "";
    }
    if (i + 1 < words.size() && is_article(words[i])) continue;
    std::string next = sound_of_word(words[i]);
    if (!out.empty() && !next.empty() && out.back() == next.front()) next.erase(0, 1);
    out += next;
  }
  return out.size() < 2 ? "" : out;
}

}  // namespace bestand
