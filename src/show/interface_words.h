// The program's own sentences in another language than English: what sources say is never translated.
//
// Input    lines "English<TAB>other" of lang/<code>/interface.tsv; {} stands for what comes from the ledger (a name, a
//          figure, a quotation) or for a further sentence of the list; '#' begins a comment
// Output   the other sentence with the same fillings; a text that no line fits comes back as it is. What stands between
//          double quotes is somebody's words: no pattern looks into it
// Cost     a pass over the lines for each text: for a page, not for a ledger
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace bestand {

class InterfaceWords {
 public:
  InterfaceWords() = default;  // English: every text as it is

  // Errors: kBadData with the line that has no tab or whose sides have different numbers of {}.
  static Result<InterfaceWords> parse(std::string_view language, std::string_view table);
  // "en" has no table. Errors: kUsage where the language has none.
  static Result<InterfaceWords> load(const std::string& data_root, const std::string& language);

  std::string operator()(std::string_view text) const { return turned(text, 0); }
  const std::string& language() const { return language_; }

 private:
  struct Pattern {
    std::vector<std::string> from, to;  // what stands between the {}
  };

  std::string turned(std::string_view text, int depth) const;
  std::string in_parts(std::string_view text, std::string_view between, int depth) const;
  std::string weekdays(std::string_view text) const;

  std::string language_ = "en";
  std::map<std::string, std::string, std::less<>> whole_;
  std::vector<Pattern> patterns_;
};

}  // namespace bestand
