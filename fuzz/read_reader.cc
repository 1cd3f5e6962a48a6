// Any bytes as a file of any of the reader's forms (the first byte chooses the name): it ends, and every item
// but the documents says what is wrong.
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <string>

#include "read/reader.h"

namespace {

constexpr const char* kEndings[] = {".txt", ".jsonl", ".gz", ".jsonl.gz", ""};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size < 1) return 0;
  std::string path =
      "/tmp/bestand-fuzz-" + std::to_string(::getpid()) + kEndings[data[0] % std::size(kEndings)];
  std::FILE* file = std::fopen(path.c_str(), "wb");
  if (file == nullptr) return 0;
  std::fwrite(data + 1, 1, size - 1, file);
  std::fclose(file);
  bestand::Reader reader({path}, {.max_document_bytes = 4096, .detect_language = false});
  size_t items = 0;
  while (std::optional<bestand::Item> item = reader.next()) {
    if (!*item && item->error().message.empty()) std::abort();
    if (++items > 1 << 20) std::abort();
  }
  std::remove(path.c_str());
  return 0;
}
