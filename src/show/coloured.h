// A text answer for a terminal: heads bold, each headline of an incident in its colour, nothing else changed.
//
// Output   the same text with ANSI escapes (SGR) between its characters: without them it is byte for byte what came in
// Safety   what stands between double quotes is an article's words and stays plain
#pragma once

#include <string>
#include <string_view>

namespace bestand {

std::string coloured(std::string_view text);

}  // namespace bestand
