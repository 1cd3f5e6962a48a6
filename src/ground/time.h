// Finds the time expressions of a document and says what stretch of time each stands for.
//
// Input    a document with its publication date as a set, and its parse; a parse of bare tokens will do, with
// less
//          known about direction
// Output   TimeMentions by rising span, disjoint; where the date is a set each expression is reckoned from
// every day of
//          it, and expressions that settle the day settle it for all. Nothing is guessed: without a
//          publication date "vrijdag" stays XXXX-WXX-5 and has no time
// Errors   kBadData for lang/<code>/times.toml, kUnreadable
// Threads  const after load
// Cost     linear in the text; bench/ground_time
// Source   TimeML TIMEX3; lang/<code>/times.toml; docs/formats/times.md
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "ground/mentions.h"
#include "parse/parse.h"
#include "read/document.h"

namespace bestand {

class TimeGrounder {
 public:
  // `data_root` has lang/<code>/.
  static Result<TimeGrounder> load(const std::string& data_root, std::string_view lang);

  TimeGrounder(TimeGrounder&&) noexcept;
  TimeGrounder& operator=(TimeGrounder&&) noexcept;
  ~TimeGrounder();

  // Fills mentions->times.
  void ground(const Document& document, const Parse& parse, Mentions* mentions) const;

  // The examples in the language's table that its rules do not live up to, one a line: for tests.
  std::vector<std::string> failing_examples() const;

 private:
  struct Impl;
  explicit TimeGrounder(std::unique_ptr<Impl> impl);
  std::unique_ptr<const Impl> impl_;
};

}  // namespace bestand
