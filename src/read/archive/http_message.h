// An HTTP reply as archives keep it: status, the headers that matter, and the body as the sender meant it.
//
// Input    any bytes; chunks and compression that are not what the headers say are left as they are
// Errors   kInvalidField: no status line; kUnsupported: a compression this build lacks; kTooLarge over `limit`
// Threads  safe
// Source   RFC 9112 (chunks), RFC 9110 (content codings)
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace bestand {

struct HttpReply {
  int status = 0;
  std::string content_type;  // "text/html", in lower case
  std::string charset;       // as named in the header
  std::string body;
};

Result<HttpReply> read_http_reply(std::string_view bytes, uint64_t limit);

// A body as it was before the content coding that its header names ("gzip", "deflate", "zstd"; empty = none).
Result<std::string> decode_body(std::string body, const std::string& coding, uint64_t limit);

// "text/html; charset=UTF-8" into its two halves.
void split_content_type(std::string_view value, std::string* type, std::string* charset);

}  // namespace bestand
