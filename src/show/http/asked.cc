#include <charconv>

#include "base/edtf.h"
#include "show/http/questions.h"

namespace bestand::http {
namespace {

Error wrong(std::string says) { return {Code::kUsage, std::move(says), "", "", -1}; }

}  // namespace

std::string Asked::take(std::string_view key) {
  std::string out;
  taken_.emplace(key);
  for (const auto& [k, v] : query_)
    if (k == key) out = v;
  return out;
}

std::vector<std::string> Asked::take_all(std::string_view key) {
  std::vector<std::string> out;
  taken_.emplace(key);
  for (const auto& [k, v] : query_)
    if (k == key && !v.empty()) out.push_back(v);
  return out;
}

Result<int64_t> Asked::number(std::string_view key, int64_t otherwise, int64_t lo, int64_t hi) {
  std::string text = take(key);
  if (text.empty()) return otherwise;
  int64_t n = 0;
  auto [end, bad] = std::from_chars(text.data(), text.data() + text.size(), n);
  if (bad != std::errc() || end != text.data() + text.size() || n < lo || n > hi)
    return wrong(std::string(key) + " is a whole number from " + std::to_string(lo) + " to " + std::to_string(hi));
  return n;
}

Status Asked::nothing_left() const {
  for (const auto& [k, v] : query_)
    if (!taken_.contains(k)) return wrong("this question takes no parameter \"" + k + "\"");
  return success();
}

Result<Filter> filter_of(Asked* asked) {
  Filter f;
  f.as_of = asked->take("as_of");
  f.knew = asked->take("knew");
  f.without = asked->take_all("without");
  f.according_to = asked->take("according_to");
  std::string reviewed = asked->take("reviewed_only");
  if (reviewed != "" && reviewed != "true" && reviewed != "false") return wrong("reviewed_only is true or false");
  f.reviewed_only = reviewed == "true";
  for (const std::string* moment : {&f.as_of, &f.knew}) {
    if (!moment->empty() && !parse_edtf(*moment)) return wrong("no date: " + *moment);
  }
  if (f.without.size() > 100) return wrong("without may be given 100 times");
  return f;
}

}  // namespace bestand::http
