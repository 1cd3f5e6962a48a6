// Any bytes behind a status line as an HTTP reply: refused, or a body within the limit.
#include <cstdlib>

#include "read/archive/http_message.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace bestand;
  constexpr uint64_t kLimit = 1 << 16;
  std::string bytes(reinterpret_cast<const char*>(data), size);
  if (!bytes.starts_with("HTTP/")) bytes.insert(0, "HTTP/1.1 200 OK\r\n");
  const auto reply = read_http_reply(bytes, kLimit);
  if (!reply) return 0;
  if (reply->status < 0 || reply->status > 999) std::abort();
  if (reply->body.size() > std::max<uint64_t>(kLimit, size)) std::abort();
  return 0;
}
