// Any bytes as a table (the first byte chooses its separator): it ends, each row is a document or says what is wrong,
// and lines are counted upwards.
#include <cstdlib>

#include "base/utf8.h"
#include "read/form/form.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace bestand;
  if (size < 1) return 0;
  ReadContext context;
  context.options = {.max_document_bytes = 4096, .detect_language = false};
  context.options.fields.names = {{"body", "text"}, {"a", "text"}, {"b", "published"}, {"c", "title"}, {"path", "file"}};
  ByteSource source = ByteSource::of_bytes("/nowhere/fuzz", std::string(reinterpret_cast<const char*>(data) + 1, size - 1));
  const auto table = make_table(std::move(source), &context, data[0] % 2 == 0 ? ',' : '\t');
  int64_t line = 0;
  while (auto item = next_item(table.get(), &context)) {
    if (!*item) {
      if (item->error().message.empty()) std::abort();
      continue;
    }
    if ((*item)->line <= line || (*item)->text.empty() || find_invalid_utf8((*item)->text)) std::abort();
    line = (*item)->line;
  }
  return 0;
}
