// Any bytes as a plain text: never crashes, and what it gives is valid.
#include <cstdlib>

#include "base/utf8.h"
#include "read/document_forms.h"
#include "read/language.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  std::string bytes(reinterpret_cast<const char*>(data), size);
  bestand::Result<bestand::Document> document = bestand::read_plain_document(std::move(bytes));
  if (!document) return 0;
  if (document->text.empty() || bestand::find_invalid_utf8(document->text)) std::abort();
  bestand::detect_language(document->text);
  return 0;
}
