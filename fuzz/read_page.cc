// Any bytes as a web page: it ends, text is valid UTF-8, origins lie inside both.
#include <cstdlib>

#include "base/utf8.h"
#include "read/html/page.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const auto words = bestand::shared_page_words();
  if (!words) std::abort();
  std::string_view bytes(reinterpret_cast<const char*>(data), size);
  bestand::looks_like_page(bytes.substr(0, 1024));
  auto d = bestand::read_page(bytes, {}, **words);
  if (!d) return 0;
  if (bestand::find_invalid_utf8(d->text) || bestand::find_invalid_utf8(d->byline) || bestand::find_invalid_utf8(d->url)) std::abort();
  uint32_t at = 0;
  for (const bestand::TextOrigin& o : d->origins) {
    if (o.begin < at || o.end < o.begin || o.end > d->text.size() || o.raw_end < o.raw_begin || o.raw_end > size) std::abort();
    at = o.end;
  }
  return 0;
}
