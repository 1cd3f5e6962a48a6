#include "train/word_vectors.h"

#include <charconv>
#include <cmath>

#include "parse/conllu.h"
#include "parse/lex.h"

namespace bestand {

Result<WordVectors> read_word_vectors(const std::string& path, size_t most) {
  auto bytes = read_maybe_gzip(path);
  if (!bytes) return bytes.error();
  WordVectors out;
  std::vector<float> numbers;
  const char *at = bytes->data(), *end = at + bytes->size();
  double length = 0;
  while (at < end && out.row.size() < most) {
    const char* line = at;
    while (at < end && *at != ' ' && *at != '\n') ++at;
    const std::string_view word(line, static_cast<size_t>(at - line));
    numbers.clear();
    while (at < end && *at == ' ') {
      float number = 0;
      auto read = std::from_chars(at + 1, end, number);
      if (read.ec != std::errc()) break;
      numbers.push_back(number);
      at = read.ptr;
    }
    if (numbers.empty() || (at < end && *at != '\n') || (out.width != 0 && numbers.size() != out.width))
      return Error{Code::kInvalidField, "no word with as many numbers as the lines before", path, "", line - bytes->data()};
    ++at;
    out.width = numbers.size();
    if (!out.row.emplace(lex(word).lower, static_cast<uint32_t>(out.row.size())).second) continue;
    double sum = 0;
    for (float x : numbers) sum += static_cast<double>(x) * x;
    length += std::sqrt(sum);
    out.values.insert(out.values.end(), numbers.begin(), numbers.end());
  }
  for (float& x : out.values) x *= static_cast<float>(static_cast<double>(out.row.size()) / length);
  return out;
}

}  // namespace bestand
