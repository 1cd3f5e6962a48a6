// Bold: a line that begins at the margin and has an indented one below it, or is all in capitals (the head of a table).
// A headline is found as a word, also where a narrow table cut it short ("undeterm…").
#include "show/coloured.h"

#include <algorithm>
#include <iterator>

namespace bestand {
namespace {

struct Shade {
  std::string_view word, code;
};

// The page's colours, as near as a terminal of sixteen has them.
constexpr Shade kShades[] = {{"corroborated", "31"}, {"contested", "33"}, {"alleged", "93"}, {"undetermined", "35"}, {"out_of_scope", "32"}, {"withdrawn", "90"}};

constexpr std::string_view kCut = "…";

bool is_word(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-'; }

std::string_view shade(std::string_view word, bool cut) {
  const Shade* at = std::find_if(std::begin(kShades), std::end(kShades), [&](const Shade& s) { return cut ? word.size() >= 4 && s.word.starts_with(word) : s.word == word; });
  return at == std::end(kShades) ? std::string_view() : at->code;
}

bool is_head(std::string_view line, std::string_view below) {
  if (line.empty() || line[0] == ' ') return false;
  const bool capitals = std::none_of(line.begin(), line.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  return below.starts_with("  ") || below.starts_with("\n") ? true : capitals && line.find(' ') != std::string_view::npos;
}

}  // namespace

std::string coloured(std::string_view text) {
  std::string out;
  bool quoted = false, line_start = true, bold = false;
  for (size_t i = 0; i < text.size();) {
    if (line_start) {
      const size_t end = std::min(text.find('\n', i), text.size());
      bold = is_head(text.substr(i, end - i), text.substr(std::min(end + 1, text.size())));
      if (bold) out += "\x1b[1m";
      line_start = false;
    }
    const char c = text[i];
    if (c == '\n' && bold) {
      out += "\x1b[0m";
      bold = false;
    }
    if (c == '"') quoted = !quoted;
    line_start = c == '\n';
    size_t end = i;
    while (end < text.size() && is_word(text[end])) ++end;
    if (end == i) {
      out += c;
      ++i;
      continue;
    }
    const std::string_view word = text.substr(i, end - i), code = quoted || bold ? std::string_view() : shade(word, text.substr(end).starts_with(kCut));
    if (code.empty())
      out += word;
    else
      ((((out += "\x1b[") += code) += "m") += word) += "\x1b[0m";
    i = end;
  }
  if (bold) out += "\x1b[0m";
  return out;
}

}  // namespace bestand
