// The day that a text is headed with: "AFP Friday 22 Jul 2016 Rebels ...", "Last updated on 3 May 2014 - ...".
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/toml_file.h"
#include "ground/time/settle.h"
#include "ground/time/words.h"
#include "read/document.h"

namespace bestand::timex {

class HeadingReader {
 public:
  // [heading] of times.toml: `words` that may open the line, `links` that may follow one of them.
  Status load(const toml::table& table, const std::string& path);

  // A whole date at the head of the text, no part of a sentence, near the publication where that is known. Absent: none.
  std::optional<TimeSet> day(const Document& document, const std::vector<Word>& words, const std::vector<Slot>& slots,
                             const std::vector<Settled>& settled) const;

 private:
  bool opens_line(const std::vector<Word>& words, int first, int last) const;

  std::vector<std::string> words_, links_;
};

}  // namespace bestand::timex
