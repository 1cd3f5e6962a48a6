#include "parse/contraction.h"

namespace bestand {
namespace {

bool same_character(std::string_view text, size_t* at, char lower) {
  if (*at >= text.size()) return false;
  if (lower == '\'' && text.substr(*at).starts_with("\xE2\x80\x99")) {
    *at += 3;
    return true;
  }
  char c = text[(*at)++];
  return c == lower || (c >= 'A' && c <= 'Z' && c + 32 == lower) || (lower == '\'' && c == '`');
}

// Where `suffix` (lower case, ASCII apostrophes) begins in `text`, or npos.
size_t find_suffix(std::string_view text, std::string_view suffix) {
  if (text.size() <= suffix.size() || suffix.empty()) return std::string_view::npos;
  size_t last = text.size() - 1;  // which rules out most
  if (suffix.back() != '\'' && !same_character(text, &last, suffix.back())) return std::string_view::npos;
  for (size_t curly = 0; curly < 2; ++curly) {
    size_t length = suffix.size() + 2 * curly;
    if (text.size() <= length) continue;
    size_t at = text.size() - length;
    bool fits = true;
    for (size_t k = 0; fits && k < suffix.size(); ++k) fits = same_character(text, &at, suffix[k]);
    if (fits && at == text.size()) return text.size() - length;
  }
  return std::string_view::npos;
}

size_t width(std::string_view text) {
  size_t n = 0;
  for (char c : text) n += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  return n;
}

std::string_view take(std::string_view* rest, size_t characters) {
  size_t at = 0;
  for (; at < rest->size(); ++at) {
    bool starts = (static_cast<unsigned char>((*rest)[at]) & 0xC0) != 0x80;
    if (starts && characters-- == 0) break;
  }
  std::string_view out = rest->substr(0, at);
  rest->remove_prefix(at);
  return out;
}

}  // namespace

Result<Contractions> Contractions::read(const ModelFile& model) {
  Contractions out;
  if (model.section("mwt.words").empty()) return out;
  auto full = HashTable::read(model, "mwt.full");
  if (!full) return full.error();
  auto words = StringTable::read(model, "mwt.words");
  if (!words) return words.error();
  auto suffixes = StringTable::read(model, "mwt.suffixes");
  if (!suffixes) return suffixes.error();
  out.full_ = *full;
  out.words_ = *words;
  out.suffixes_ = *suffixes;
  return out;
}

void Contractions::words(std::string_view surface, const Lex& lex, std::vector<std::string_view>* out) const {
  out->clear();
  uint32_t found = full_.find(lex.lower, UINT32_MAX);
  if (found < words_.size()) {
    size_t total = 0;
    for (std::string_view rest = words_[found]; !rest.empty();) {
      size_t end = rest.find(kJoint);
      out->push_back(rest.substr(0, end));
      total += width(out->back());
      rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    }
    if (total != width(surface)) return;  // "du": the words stand nowhere in the text
    for (std::string_view& word : *out) word = take(&surface, width(word));
    return;
  }
  if (!lex.alpha) return;
  for (uint32_t i = 0; i < suffixes_.size(); ++i) {
    size_t at = find_suffix(surface, suffixes_[i]);
    if (at == std::string_view::npos) continue;
    out->push_back(surface.substr(0, at));
    out->push_back(surface.substr(at));
    return;
  }
}

}  // namespace bestand
