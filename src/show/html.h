// Text for a place in HTML or XML, outside tags and in quoted attributes; control characters that XML forbids go.
#pragma once

#include <string>
#include <string_view>

namespace bestand {

std::string escape_html(std::string_view text);

}  // namespace bestand
