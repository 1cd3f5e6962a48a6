// Any bytes as a WARC or ARC file, of which each record's compression is its own: it ends, each record comes before the
// next, no block is over the limit, and a damaged record says what is wrong.
#include <cstdlib>

#include "read/archive/http_message.h"
#include "read/archive/warc.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace bestand;
  constexpr uint64_t kMaxBlock = 4096;
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  looks_like_warc(std::string_view(bytes).substr(0, 1024));
  ByteSource source = ByteSource::of_bytes("fuzz", bytes);
  WarcReader reader(&source, kMaxBlock);
  uint64_t behind = 0;
  size_t items = 0;
  while (auto record = reader.next()) {
    // Each item takes a byte at least of what the source gives, and that is bounded.
    if (++items > (size + 1) * 2 * ByteSource::kMaxRatio) std::abort();
    if (!*record) {
      if (record->error().message.empty()) std::abort();
      continue;
    }
    if ((*record)->block.size() > kMaxBlock || (*record)->at < behind) std::abort();
    behind = (*record)->at + (*record)->block.size();
    (void)read_http_reply((*record)->block, 4 * kMaxBlock);
  }
  return 0;
}
