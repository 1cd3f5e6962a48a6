// Any valid text to sentences, tokens and trees: offsets within it, one root a sentence, no cycle.
#include <cstdint>
#include <string>

#include "base/data_dir.h"
#include "base/utf8.h"
#include "parse/parser.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace bestand;
  static const auto parser = [] {
    auto dir = DataDir::find();
    return Parser::load(dir ? dir->root : ".");
  }();
  if (!parser || size == 0) return 0;
  Document document;
  document.lang = data[0] % 3 == 0 ? "nl" : data[0] % 3 == 1 ? "en" : "";
  document.text.assign(reinterpret_cast<const char*>(data) + 1, size - 1);
  if (find_invalid_utf8(document.text)) return 0;
  Parse parse = parser->parse(document);
  for (const Token& t : parse.tokens) {
    if (t.span.end > document.text.size() || t.span.begin >= t.span.end) __builtin_trap();
  }
  for (const Sentence& s : parse.sentences) {
    int roots = 0;
    for (int32_t i = s.first; i < s.last; ++i) {
      int32_t head = parse.tokens[i].head;
      roots += head < 0;
      if (head >= 0 && (head < s.first || head >= s.last)) __builtin_trap();
    }
    if (roots != 1) __builtin_trap();
    for (int32_t i = s.first; i < s.last; ++i) {
      int32_t steps = 0;
      for (int32_t up = i; up >= 0; up = parse.tokens[up].head) {
        if (++steps > s.last - s.first) __builtin_trap();
      }
    }
  }
  return 0;
}
