// A piece of HTML as plain text: everything readable in it, paragraphs parted by blank lines.
#pragma once

#include <string>
#include <string_view>

namespace bestand::html {

std::string plain_text(std::string_view markup);

}  // namespace bestand::html
