// Any bytes as a stored claim: refused or read, and what is read is written back the same.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/utf8.h"
#include "ledger/claim_codec.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  std::string_view text(reinterpret_cast<const char*>(data), size);
  auto claim = bestand::decode_claim(text);
  if (!claim) return 0;
  std::string once = bestand::encode_claim(*claim);
  if (bestand::find_invalid_utf8(once)) return 0;  // escapes may spell what is no text
  auto again = bestand::decode_claim(once);
  if (!again || bestand::encode_claim(*again) != once) std::abort();
  return 0;
}
