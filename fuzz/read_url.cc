// Any two addresses, parted by a line's end: taking apart and resolving end; what is whole stays itself, and what was
// resolved against a whole address is whole and resolves to itself.
#include <cstdlib>

#include "read/url.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace bestand;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const size_t cut = std::min(text.find('\n'), text.size());
  const std::string_view base = text.substr(0, cut), reference = text.substr(std::min(cut + 1, text.size()));
  const Url of_base = parse_url(base);
  (void)parse_url(reference);
  const std::string once = resolve_url(base, reference);
  if (once.size() > base.size() + reference.size() + 2) std::abort();
  if (!of_base.valid) return 0;
  if (resolve_url(base, once) != once) std::abort();
  if (reference.empty() && parse_url(once).host != of_base.host) std::abort();
  return 0;
}
