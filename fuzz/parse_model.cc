// Any bytes as a model file: an error, or a parser whose trees are trees.
#include <cstdint>
#include <cstring>
#include <vector>

#include "parse/language.h"
#include "parse/name_tagger.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace bestand;
  std::vector<uint64_t> aligned((size + 7) / 8);
  if (size > 0) std::memcpy(aligned.data(), data, size);
  std::string_view bytes(reinterpret_cast<const char*>(aligned.data()), size);
  if (auto file = ModelFile::over(bytes, "fuzz"); file) (void)Language::read(*file);
  // Behind a sound header: the same bytes as every section.
  for (const char* name :
       {"seg.split", "mwt.words", "lemma.scripts", "lemma.forms", "net.sizes", "words", "rels", "names.weights",
        "names.steps", "names.lists"}) {
    ModelWriter writer;
    writer.add(name, std::string(bytes));
    std::string whole = writer.finish("nl");
    std::vector<uint64_t> copy((whole.size() + 7) / 8);
    std::memcpy(copy.data(), whole.data(), whole.size());
    auto file = ModelFile::over({reinterpret_cast<const char*>(copy.data()), whole.size()}, "fuzz");
    if (!file) __builtin_trap();
    (void)Language::read(*file);
    (void)NameTagger::read(*file);
    if (auto strings = StringTable::read(*file, name); strings) {
      for (uint32_t i = 0; i < strings->size(); ++i) (void)(*strings)[i].size();
    }
    if (auto table = HashTable::read(*file, name); table) (void)table->find(0x1234567890abcdefull, 0);
  }
  return 0;
}
