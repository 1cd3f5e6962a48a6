// A text is turned by the line that is the same, else by the first pattern whose fixed words it has in their order, its
// fillings turned in the same way; else in parts, between "; " or ", ". Patterns stand in the order they are tried.
#include "show/interface_words.h"

#include <optional>

#include "base/mapped_file.h"

namespace bestand {
namespace {

constexpr int kDeepest = 6;

std::vector<std::string> pieces(std::string_view pattern) {
  std::vector<std::string> out;
  for (size_t at; (at = pattern.find("{}")) != std::string_view::npos; pattern.remove_prefix(at + 2))
    out.emplace_back(pattern.substr(0, at));
  out.emplace_back(pattern);
  return out;
}

// The first `wanted` from `from` on that stands in nobody's words.
size_t find_unquoted(std::string_view text, std::string_view wanted, size_t from) {
  bool quoted = false;
  for (size_t i = 0; i + wanted.size() <= text.size(); ++i) {
    if (!quoted && i >= from && text.substr(i, wanted.size()) == wanted) return i;
    if (text[i] == '"') quoted = !quoted;
  }
  return std::string_view::npos;
}

std::optional<std::vector<std::string_view>> fillings(std::string_view text, const std::vector<std::string>& fixed) {
  if (!text.starts_with(fixed.front()) || !text.ends_with(fixed.back()) || text.size() < fixed.front().size() + fixed.back().size()) return std::nullopt;
  std::vector<std::string_view> out;
  const size_t stop = text.size() - fixed.back().size();
  size_t at = fixed.front().size();
  for (size_t i = 1; i + 1 < fixed.size(); ++i) {
    const size_t next = find_unquoted(text, fixed[i], at + 1);
    if (next == std::string_view::npos || next + fixed[i].size() > stop) return std::nullopt;
    out.push_back(text.substr(at, next - at));
    at = next + fixed[i].size();
  }
  if (at >= stop) return std::nullopt;
  out.push_back(text.substr(at, stop - at));
  // A list of several things is no filling of one of them, but a whole sentence may hold one.
  if (fixed.back().ends_with('.')) return out;
  for (std::string_view filling : out) {
    if (find_unquoted(filling, "; ", 0) != std::string_view::npos) return std::nullopt;
  }
  return out;
}

}  // namespace

Result<InterfaceWords> InterfaceWords::parse(std::string_view language, std::string_view table) {
  InterfaceWords words;
  words.language_ = language;
  for (int number = 1; !table.empty(); ++number) {
    const size_t end = std::min(table.find('\n'), table.size());
    const std::string_view line = table.substr(0, end);
    table.remove_prefix(std::min(end + 1, table.size()));
    if (line.empty() || line[0] == '#') continue;
    const size_t tab = line.find('\t');
    Pattern p;
    if (tab != std::string_view::npos) p = {pieces(line.substr(0, tab)), pieces(line.substr(tab + 1))};
    if (p.from.size() != p.to.size() || p.from.empty())
      return Error{Code::kBadData, "line " + std::to_string(number) + ": English, a tab, the same with as many {}", "interface.tsv", "", -1};
    if (p.from.size() == 1)
      words.whole_.emplace(p.from[0], p.to[0]);
    else
      words.patterns_.push_back(std::move(p));
  }
  return words;
}

Result<InterfaceWords> InterfaceWords::load(const std::string& data_root, const std::string& language) {
  if (language.empty() || language == "en") return InterfaceWords();
  const bool plain = language.find_first_not_of("abcdefghijklmnopqrstuvwxyz") == std::string::npos && language.size() <= 3;
  auto file = plain ? MappedFile::open(data_root + "/lang/" + language + "/interface.tsv") : Result<MappedFile>(Error{});
  if (!file) return Error{Code::kUsage, "no words for reports in the language \"" + language + "\"", "", "", -1};
  return parse(language, file->bytes());
}

std::string InterfaceWords::turned(std::string_view text, int depth) const {
  if (language_ == "en" || text.empty() || depth > kDeepest) return std::string(text);
  if (text[0] == '"') return find_unquoted(text, "; ", 0) == std::string_view::npos ? std::string(text) : in_parts(text, "; ", depth);
  if (auto at = whole_.find(text); at != whole_.end()) return at->second;
  for (const Pattern& p : patterns_) {
    const auto filled = fillings(text, p.from);
    if (!filled) continue;
    std::string out = p.to[0];
    for (size_t i = 0; i < filled->size(); ++i) out += turned((*filled)[i], depth + 1) + p.to[i + 1];
    return out;
  }
  for (std::string_view between : {"; ", ", "}) {
    if (find_unquoted(text, between, 0) != std::string_view::npos) return in_parts(text, between, depth);
  }
  return weekdays(text);
}

std::string InterfaceWords::in_parts(std::string_view text, std::string_view between, int depth) const {
  std::string out;
  for (size_t at; (at = find_unquoted(text, between, 0)) != std::string_view::npos; text.remove_prefix(at + between.size()))
    out += turned(text.substr(0, at), depth + 1) + std::string(between);
  return out + turned(text, depth + 1);
}

// "Thu 2016-12-29": a day before a date.
std::string InterfaceWords::weekdays(std::string_view text) const {
  std::string out(text);
  for (size_t at = 0; (at = find_unquoted(out, " ", at)) != std::string_view::npos; ++at) {
    if (at < 3 || at + 6 > out.size() || (out[at + 1] != '1' && out[at + 1] != '2') || out[at + 5] != '-') continue;
    if (auto day = whole_.find(std::string_view(out).substr(at - 3, 3)); day != whole_.end()) {
      out.replace(at - 3, 3, day->second);
      at += day->second.size() - 3;
    }
  }
  return out;
}

}  // namespace bestand
