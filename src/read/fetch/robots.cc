// Groups that name the reader are taken together; where none does, those of "*".
#include "read/fetch/robots.h"

#include <algorithm>
#include <cstdlib>

#include "base/ascii.h"

namespace bestand {
namespace {

constexpr size_t kMaxRules = 2000;
constexpr size_t kMaxPattern = 1024;
constexpr int64_t kMaxDelay = 300;

int hex(char c) { return c >= '0' && c <= '9' ? c - '0' : (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10 : -1; }

bool unreserved(char c) {
  return (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z') || c == '-' || c == '.' || c == '_' || c == '~';
}

// Escapes of characters that need none are undone, other escapes have capital digits: both sides then compare as bytes.
std::string normal(std::string_view path) {
  std::string out;
  for (size_t i = 0; i < path.size(); ++i) {
    if (path[i] == '%' && i + 2 < path.size() && hex(path[i + 1]) >= 0 && hex(path[i + 2]) >= 0) {
      const char c = static_cast<char>(hex(path[i + 1]) << 4 | hex(path[i + 2]));
      if (unreserved(c)) {
        out.push_back(c);
      } else {
        for (size_t k = 0; k < 3; ++k) out.push_back(path[i + k] >= 'a' && path[i + k] <= 'f' ? static_cast<char>(path[i + k] - 32) : path[i + k]);
      }
      i += 2;
    } else {
      out.push_back(path[i]);
    }
  }
  return out;
}

// "*" is any characters, "$" at the end the end. The last "*" that could still take more is where matching goes back to.
bool fits(std::string_view pattern, std::string_view path) {
  const bool to_end = pattern.ends_with('$');
  if (to_end) pattern.remove_suffix(1);
  size_t p = 0, s = 0, star = pattern.npos, from = 0;
  for (;;) {
    if (p == pattern.size() && (!to_end || s == path.size())) return true;
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      from = s;
    } else if (p < pattern.size() && s < path.size() && pattern[p] == path[s]) {
      ++p;
      ++s;
    } else if (star != pattern.npos && from < path.size()) {
      p = star + 1;
      s = ++from;
    } else {
      return false;
    }
  }
}

}  // namespace

Robots Robots::parse(std::string_view text, std::string_view product) {
  text = text.substr(0, kMaxBytes);
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  Robots named, common;
  bool any_named = false, in_names = false, names_us = false, names_all = false;
  for (size_t at = 0; at < text.size();) {
    const size_t end = std::min(text.find_first_of("\r\n", at), text.size());
    std::string_view line = text.substr(at, end - at);
    at = end + 1;
    line = line.substr(0, line.find('#'));
    const size_t colon = line.find(':');
    if (colon == line.npos) continue;
    const std::string key = lower_ascii(trim_ascii(line.substr(0, colon)));
    const std::string_view value = trim_ascii(line.substr(colon + 1));
    if (key == "user-agent") {
      if (!in_names) names_us = names_all = false;
      in_names = true;
      const std::string agent = lower_ascii(value.substr(0, value.find('/')));
      if (agent == product) names_us = any_named = true;
      if (agent == "*") names_all = true;
      continue;
    }
    const bool rule = key == "allow" || key == "disallow";
    if (!rule && key != "crawl-delay") continue;
    in_names = false;
    for (Robots* group : {names_us ? &named : nullptr, names_all ? &common : nullptr}) {
      if (group == nullptr) continue;
      if (!rule) {
        group->delay_s_ = std::clamp<int64_t>(std::atol(std::string(value.substr(0, 9)).c_str()), 0, kMaxDelay);
      } else if (!value.empty() && value.size() <= kMaxPattern && group->rules_.size() < kMaxRules) {
        group->rules_.push_back({normal(value), key == "allow"});
      }
    }
  }
  return any_named ? named : common;
}

bool Robots::allows(std::string_view path) const {
  if (path == "/robots.txt") return true;
  const std::string asked = normal(path);
  size_t longest = 0;
  bool allowed = true;
  for (const Rule& rule : rules_) {
    const size_t length = rule.pattern.size();
    if (length < longest || (length == longest && allowed) || !fits(rule.pattern, asked)) continue;
    longest = length;
    allowed = rule.allow;
  }
  return allowed;
}

}  // namespace bestand
