// Any bytes as CoNLL-U: an error, or documents that can be written and read again.
#include <cstdint>
#include <string>

#include "parse/conllu.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace bestand;
  auto documents = read_conllu({reinterpret_cast<const char*>(data), size});
  if (!documents) return 0;
  for (const ConlluDocument& d : *documents) {
    for (const Token& t : d.parse.tokens) {
      if (t.span.end > d.text.size()) __builtin_trap();
    }
    Document document;
    document.text = d.text;
    (void)to_conllu(document, d.parse);
  }
  return 0;
}
