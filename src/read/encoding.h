// Encodings of web pages and feeds, named and chosen as browsers do, to UTF-8 and back to where each byte was.
//
// Input    any bytes
// Output   valid UTF-8; what the encoding cannot hold becomes U+FFFD, never an error
// Threads  safe
// Source   WHATWG Encoding standard for labels ("latin1" is windows-1252); the C library's iconv for the tables
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace bestand {

// The canonical name ("windows-1252", "utf-8", "shift_jis") of a label, in any case, blanks around it; empty = unknown.
std::string_view encoding_of_label(std::string_view label);

// What a byte order mark says; empty when there is none.
std::string_view encoding_of_mark(std::string_view bytes);

// The encoding that a page's first 4 KiB declare in <meta> or in an XML declaration; empty when they do not.
std::string_view declared_encoding(std::string_view bytes);

// Chooses: byte order mark, then `from_header` (a label, may be empty), then declared, then UTF-8 where the bytes are
// valid UTF-8, else windows-1252. A declared UTF-8 whose bytes are mostly not is read as windows-1252 too.
std::string_view choose_encoding(std::string_view bytes, std::string_view from_header);

// `bytes` in `encoding` (canonical) as UTF-8, without a byte order mark.
std::string decode(std::string_view bytes, std::string_view encoding);

// For rising offsets into decode(bytes, encoding): where in `bytes` each character begins, in place. One pass.
void to_raw_offsets(std::string_view bytes, std::string_view encoding, std::span<uint64_t> offsets);

}  // namespace bestand
