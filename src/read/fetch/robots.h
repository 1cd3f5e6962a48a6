// What a site's robots.txt lets one reader ask for.
//
// Input    any bytes, of which the first kMaxBytes count
// Threads  const after parse
// Cost     matching is rules times the length of the path, patterns with many "*" times that once more
// Source   RFC 9309; Crawl-delay as crawlers take it
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace bestand {

class Robots {
 public:
  static constexpr size_t kMaxBytes = 500 << 10;

  // `product`: the reader's name in lower case, as sites write it behind "User-agent:".
  static Robots parse(std::string_view text, std::string_view product);
  static Robots all_allowed() { return {}; }

  // `path`: with its query. The longest rule that fits decides; of two as long, the one that allows.
  bool allows(std::string_view path) const;
  int64_t delay_s() const { return delay_s_; }  // between two requests; 0 = none asked for

 private:
  struct Rule {
    std::string pattern;
    bool allow;
  };
  std::vector<Rule> rules_;
  int64_t delay_s_ = 0;
};

}  // namespace bestand
