// Any bytes as a request target: never a crash, and what comes out encodes back to something that reads the same.
#include <cstdlib>

#include "base/utf8.h"
#include "show/http/message.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace bestand::http;
  auto first = parse_target({reinterpret_cast<const char*>(data), size});
  if (!first) return 0;
  std::string again;
  for (size_t i = 0; i < first->first.size(); ++i) again += percent_encode(first->first.substr(i, 1));
  char mark = '?';
  for (const auto& [k, v] : first->second) {
    if (k.empty() && v.empty()) continue;
    again += mark + percent_encode(k) + "=" + percent_encode(v);
    mark = '&';
  }
  auto second = parse_target(again);
  if (second ? second->first != first->first : again.size() <= kMaxTarget) std::abort();
  return 0;
}
