// ASCII text, for formats and protocols: URLs, headers, markup. Human language goes through utf8.h.
#pragma once

#include <string>
#include <string_view>

namespace bestand {

// A to Z in lower case, every other byte as it is.
inline std::string lower_ascii(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c |= 32;
  }
  return out;
}

// Without the blanks and control bytes (<= 0x20) at both ends.
inline std::string_view trim_ascii(std::string_view s) {
  while (!s.empty() && static_cast<unsigned char>(s.front()) <= ' ') s.remove_prefix(1);
  while (!s.empty() && static_cast<unsigned char>(s.back()) <= ' ') s.remove_suffix(1);
  return s;
}

}  // namespace bestand
