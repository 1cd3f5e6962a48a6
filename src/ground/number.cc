// Compounds are taken apart at their largest scale word, tens after their unit ("drie-en-twintig"); nothing
// is listed but the simple words.
#include "ground/number.h"

#include <algorithm>

#include "base/utf8.h"

namespace bestand {
namespace {

constexpr int64_t kLimit = 1'000'000'000'000'000;  // beyond: no count in news
constexpr int64_t kThousandth = 1000;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// "200,000" and "1,234,567": groups of three behind a first of one to three.
bool grouped(std::string_view s, char separator) {
  size_t first = s.find(separator);
  if (first == 0 || first == s.npos || first > 3) return false;
  for (size_t at = first; at < s.size(); at += 4) {
    if (s[at] != separator || at + 3 >= s.size()) return false;
    for (int i = 1; i <= 3; ++i) {
      if (!is_digit(s[at + i])) return false;
    }
  }
  return std::all_of(s.begin(), s.begin() + static_cast<std::ptrdiff_t>(first), is_digit);
}

std::optional<int64_t> plain(std::string_view s) {
  if (s.empty() || s.size() > 15 || !std::all_of(s.begin(), s.end(), is_digit)) return std::nullopt;
  int64_t value = 0;
  for (char c : s) value = value * 10 + (c - '0');
  return value;
}

std::string without(std::string_view s, char c) {
  std::string out(s);
  std::erase(out, c);
  return out;
}

// The first three bytes in lower case, as one number.
uint32_t start_of(std::string_view s) {
  uint32_t packed = 0;
  for (size_t i = 0; i < 3; ++i) {
    unsigned char c = i < s.size() ? static_cast<unsigned char>(s[i]) : 0;
    packed = packed << 8 | (c >= 'A' && c <= 'Z' ? c + 32u : c);
  }
  return packed;
}

Status read_words(const toml::table& table, std::string_view key, NumberReader::Part part,
                  const std::string& path, StringMap<NumberReader::Word>* words) {
  const toml::node* node = table.get(key);
  if (node == nullptr) return success();
  const toml::table* entries = node->as_table();
  if (entries == nullptr)
    return toml_error(*node, path, "[numerals] " + std::string(key) + " must be a table");
  for (const auto& [word, value] : *entries) {
    if (!value.is_integer()) return toml_error(value, path, "a numeral's value must be a whole number");
    (*words)[fold(word.str())] = {part, **value.as_integer()};
  }
  return success();
}

Status read_list(const toml::table& table, std::string_view key, const std::string& path,
                 std::vector<std::string>* out) {
  const toml::node* node = table.get(key);
  if (node == nullptr) return success();
  const toml::array* list = node->as_array();
  if (list == nullptr) return toml_error(*node, path, "[numerals] " + std::string(key) + " must be a list");
  for (const toml::node& item : *list) {
    if (!item.is_string()) return toml_error(item, path, "must be a string");
    out->push_back(fold(item.as_string()->get()));
  }
  return success();
}

}  // namespace

Result<NumberReader> NumberReader::load(const toml::table& numerals, const std::string& path) {
  NumberReader reader;
  std::string decimal = numerals["decimal"].value_or(std::string()),
              group = numerals["group"].value_or(std::string());
  if (decimal.size() != 1 || group.size() != 1) {
    return toml_error(numerals, path, "[numerals] needs decimal and group, one character each");
  }
  reader.decimal_ = decimal[0];
  reader.group_ = group[0];
  constexpr std::pair<std::string_view, Part> kTables[] = {
      {"units", Part::kUnit}, {"tens", Part::kTens}, {"hundreds", Part::kHundred}, {"scales", Part::kScale}};
  for (const auto& [key, part] : kTables) {
    if (Status read = read_words(numerals, key, part, path, &reader.words_); !read)
      return std::move(read).error();
  }
  std::vector<std::string> joiners;
  if (Status read = read_list(numerals, "joiners", path, &joiners); !read) return std::move(read).error();
  for (const std::string& joiner : joiners) reader.joiners_.insert(joiner);
  if (Status read = read_list(numerals, "inner_joiners", path, &reader.inner_joiners_); !read) {
    return std::move(read).error();
  }
  for (const auto& entry : reader.words_) reader.starts_.push_back(start_of(entry.first));
  std::sort(reader.starts_.begin(), reader.starts_.end());
  return reader;
}

std::optional<NumberReader::Word> NumberReader::digits(std::string_view form) const {
  if (form.size() > 1 && form[0] == '0' && is_digit(form[1])) return std::nullopt;  // a code, a telephone
  if (std::optional<int64_t> value = plain(form)) return Word{Part::kDigits, *value * kThousandth};
  if (grouped(form, group_)) {
    std::optional<int64_t> value = plain(without(form, group_));
    if (value) return Word{Part::kDigits, *value * kThousandth};
  }
  size_t point = form.find(decimal_);
  if (point == form.npos || point == 0) return std::nullopt;
  std::string_view fraction = form.substr(point + 1);
  std::optional<int64_t> whole = plain(without(form.substr(0, point), group_)), part = plain(fraction);
  // "200,000" in a language that writes 200.000: three zeros are a foreign group, not a fraction
  bool foreign = grouped(form, decimal_) && fraction.size() == 3;
  if (!whole || !part) {
    if (!grouped(form, decimal_)) return std::nullopt;
    std::optional<int64_t> value = plain(without(form, decimal_));
    return value ? std::optional<Word>(Word{Part::kDigits, *value * kThousandth}) : std::nullopt;
  }
  if (foreign) return Word{Part::kDigits, *plain(without(form, decimal_)) * kThousandth};
  if (fraction.size() > 3) return std::nullopt;
  int64_t thousandths = *part;
  for (size_t i = fraction.size(); i < 3; ++i) thousandths *= 10;
  return Word{Part::kDigits, *whole * kThousandth + thousandths};
}

// The value of a word without spaces, made of words without spaces: "zestienduizendtweehonderddrie".
std::optional<int64_t> NumberReader::compound(std::string_view s, int depth) const {
  if (s.empty() || depth > 6) return std::nullopt;
  if (auto it = words_.find(s); it != words_.end()) return it->second.value;
  const std::pair<std::string, Word>* best = nullptr;
  size_t best_at = 0;
  for (const auto& entry : words_) {
    if (entry.second.part != Part::kHundred && entry.second.part != Part::kScale) continue;
    size_t at = s.find(entry.first);
    if (at == s.npos) continue;
    if (best == nullptr || entry.second.value > best->second.value) {
      best = &entry;
      best_at = at;
    }
  }
  if (best != nullptr) {
    int64_t scale = best->second.value;
    std::optional<int64_t> left =
        best_at == 0 ? std::optional<int64_t>(1) : compound(s.substr(0, best_at), depth + 1);
    std::string_view rest = s.substr(best_at + best->first.size());
    if (!left || *left >= 1000) return std::nullopt;
    if (rest.empty()) return *left * scale;
    for (const std::string& joiner : inner_joiners_) {
      if (!rest.starts_with(joiner)) continue;
      std::optional<int64_t> right = compound(rest.substr(joiner.size()), depth + 1);
      if (right && *right < scale) return *left * scale + *right;
    }
    std::optional<int64_t> right = compound(rest, depth + 1);
    return right && *right < scale ? std::optional<int64_t>(*left * scale + *right) : std::nullopt;
  }
  for (const std::string& joiner : inner_joiners_) {
    for (size_t at = s.find(joiner); at != s.npos; at = s.find(joiner, at + 1)) {
      auto unit = words_.find(s.substr(0, at));
      auto tens = words_.find(s.substr(at + joiner.size()));
      if (unit == words_.end() || tens == words_.end()) continue;
      if (unit->second.value < 10 && tens->second.part == Part::kTens)
        return unit->second.value + tens->second.value;
    }
  }
  return std::nullopt;
}

NumberReader::Word NumberReader::word(std::string_view folded) const {
  if (auto it = words_.find(folded); it != words_.end()) return it->second;
  if (folded.size() < 6) return {};
  if (size_t hyphen = folded.find('-'); hyphen != folded.npos) {  // "fifty-seven"
    std::vector<Word> parts;
    for (size_t at = 0; at <= folded.size(); at = hyphen + 1) {
      hyphen = std::min(folded.find('-', at), folded.size());
      std::string_view part = folded.substr(at, hyphen - at);
      if (is_joiner(part)) continue;
      auto it = words_.find(part);
      if (it == words_.end()) return {};
      parts.push_back(it->second);
    }
    std::optional<Decimal> sum = add_up(parts);
    return sum && sum->whole() ? Word{Part::kWhole, sum->thousandths / kThousandth} : Word{};
  }
  std::optional<int64_t> value = inner_joiners_.empty() ? std::nullopt : compound(folded, 0);
  return value ? Word{Part::kWhole, *value} : Word{};
}

NumberReader::Word NumberReader::read(std::string_view form) const {
  if (form.empty()) return {};
  if (is_digit(form[0])) return digits(form).value_or(Word{});
  if (!may_be_numeral(form)) return {};
  return word(fold(form));
}

bool NumberReader::may_be_numeral(std::string_view form) const {
  for (size_t i = 0; i < form.size() && i < 3; ++i) {
    if (static_cast<unsigned char>(form[i]) >= 0x80) return true;
  }
  return std::binary_search(starts_.begin(), starts_.end(), start_of(form));
}

namespace {

// What may still be added to a number in words: "tweeduizend vijfhonderd", "honderd drie".
int64_t room_behind(int64_t value) {
  for (int64_t unit : {1000, 100}) {
    if (value % unit == 0) return unit;
  }
  return 0;
}

}  // namespace

std::optional<Decimal> NumberReader::add_up(const std::vector<Word>& words) {
  if (words.empty()) return std::nullopt;
  int64_t total = 0, current = 0, last_scale = kLimit;  // in thousandths but for last_scale
  int64_t room = kLimit;                                // what may still be added to `current`
  for (size_t i = 0; i < words.size(); ++i) {
    const Word& word = words[i];
    switch (word.part) {
      case Part::kNone:
        return std::nullopt;
      case Part::kDigits:
        if (i > 0) return std::nullopt;
        current = word.value;
        room = 0;
        break;
      case Part::kWhole:
        if (i > 0 && word.value >= room) return std::nullopt;
        current += word.value * kThousandth;
        room = room_behind(word.value);
        break;
      case Part::kUnit:
      case Part::kTens:
        if (word.value >= room) return std::nullopt;
        current += word.value * kThousandth;
        room = word.part == Part::kTens ? 10 : 0;
        break;
      case Part::kHundred:
        if (current >= 100 * kThousandth) return std::nullopt;
        current = std::max(current, kThousandth) * word.value;
        room = 100;
        break;
      case Part::kScale:
        if (word.value >= last_scale || current > kLimit / word.value * kThousandth) {
          return std::nullopt;
        }
        total += std::max(current, kThousandth) * word.value;
        if (total > kLimit * 100) return std::nullopt;
        current = 0;
        last_scale = word.value;
        room = kLimit;
        break;
    }
  }
  return Decimal{total + current};
}

}  // namespace bestand
