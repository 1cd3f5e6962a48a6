// What kind of bytes these are: text, in which encoding, or something that is no text at all.
//
// Threads  safe
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace bestand {

// Why the beginning of a file (1 KiB is enough) shows that it is no text that can be read here: kBinary for
// programs, pictures and archives, kUnsupported for web pages, feeds and WARC. Nothing when it may be text.
std::optional<Error> refuse_by_beginning(std::string_view bytes);

bool has_utf16_mark(std::string_view bytes);

// Valid UTF-8 without byte order mark, from UTF-8 or UTF-16 with a mark.
// Errors: kBinary (a NUL byte), kInvalidUtf8; both with the byte's offset in `bytes`.
Result<std::string> to_utf8(std::string bytes);

}  // namespace bestand
