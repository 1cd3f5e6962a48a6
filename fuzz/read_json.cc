// Any bytes as one JSON document: never crashes, and what it gives is valid.
#include <cstdlib>

#include "base/utf8.h"
#include "read/document_forms.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  bestand::Result<bestand::Document> document =
      bestand::read_json_document({reinterpret_cast<const char*>(data), size});
  if (!document) return 0;
  if (document->text.empty() || document->id.empty() || bestand::find_invalid_utf8(document->text))
    std::abort();
  if (document->title_size > document->text.size()) std::abort();
  return 0;
}
