// Any bytes as a robots.txt, and as a path asked of it; all that it says must come out within its limits.
#include <cstdlib>

#include "read/fetch/robots.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace bestand;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const size_t end = bytes.find('\n');
  const auto robots = Robots::parse(end == bytes.npos ? bytes : bytes.substr(end + 1), "bestand");
  (void)robots.allows(bytes.substr(0, end));
  if (robots.delay_s() < 0 || robots.delay_s() > 300) std::abort();
  if (!robots.allows("/robots.txt")) std::abort();
  return 0;
}
