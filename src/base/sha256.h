// SHA-256 in lower-case hexadecimal: the identity of a text, a file, a transaction.
#pragma once

#include <string>
#include <string_view>

namespace bestand {

std::string sha256(std::string_view bytes);

}  // namespace bestand
