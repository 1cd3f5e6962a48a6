// Any bytes to the EDTF reader; what it accepts must be written and read back as the same times.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/edtf.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto first = bestand::read_edtf(text);
  if (!first.ok()) return 0;
  const std::string written = bestand::to_edtf(first->time);
  const auto again = bestand::read_edtf(written);
  if (!again.ok()) std::abort();
  if (bestand::to_edtf(again->time) != written) std::abort();
  return 0;
}
