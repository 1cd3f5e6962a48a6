// Any bytes as a feed: it ends, what it gives is valid UTF-8, and each entry is a document or says why it is none.
#include <cstdlib>

#include "base/utf8.h"
#include "read/feed/feed.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace bestand;
  static const auto words = shared_page_words();
  if (!words) std::abort();
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  looks_like_feed(bytes.substr(0, 1024));
  const auto feed = read_feed(bytes, "https://paper.example/feed", "", **words);
  if (!feed) return 0;
  for (const FeedEntry& entry : feed->entries) {
    const auto document = document_of(*feed, entry);
    if (!document) continue;
    for (const std::string* field : {&document->id, &document->url, &document->title, &document->text, &document->byline}) {
      if (find_invalid_utf8(*field)) std::abort();
    }
    if (document->text.empty() || document->title_size > document->text.size()) std::abort();
  }
  return 0;
}
