// Character references of HTML and XML: "&amp;", "&eacute", "&#8217;", "&#x2019;".
//
// Threads  safe
// Source   HTML standard, "Named character references" and "Numeric character reference end state": numbers 128-159
//          stand for windows-1252, surrogates, NUL and values over U+10FFFF for U+FFFD
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace bestand {

// Appends what the reference at text[at] == '&' stands for and gives the bytes it took; appends '&' and gives 1 when
// none stands there. `in_attribute`: a name without ';' before '=' or a letter stays as written.
size_t append_reference(std::string_view text, size_t at, std::string* out, bool in_attribute = false);

// `text` with its references replaced, NUL and carriage returns kept.
std::string decode_references(std::string_view text, bool in_attribute = false);

}  // namespace bestand
