// Which language a text is in.
//
// Output   ISO 639-1 ("nl"), or ISO 639-3 where 639-1 has none; empty when unsure
// Threads  safe
// Source   CLD2 (Debian's libcld2), which scores letter quadgrams and, for some scripts, the script itself
#pragma once

#include <string>
#include <string_view>

namespace bestand {

// `text` must be valid UTF-8.
std::string detect_language(std::string_view text);

}  // namespace bestand
