// Numerals in digits and words: "1.200", "1,9", "zestienduizend", "fifty-seven", "two hundred and five", "1
// 200".
//
// Input    one word at a time, or a run of tokens
// Errors   kBadData for the table [numerals] of lang/<code>/quantities.toml
// Threads  const after load
// Source   docs/formats/quantities.md
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/string_map.h"
#include "base/toml_file.h"

namespace bestand {

// A value that may have a fraction until a scale word follows: "1,9 miljoen".
struct Decimal {
  int64_t thousandths = 0;
  bool whole() const { return thousandths % 1000 == 0; }
};

class NumberReader {
 public:
  static Result<NumberReader> load(const toml::table& numerals, const std::string& path);

  // What a word does in a numeral.
  enum class Part { kNone, kDigits, kUnit, kTens, kHundred, kScale, kWhole };
  struct Word {
    Part part = Part::kNone;
    int64_t value = 0;  // kDigits: thousandths; else the value
    friend bool operator==(const Word&, const Word&) = default;
  };

  // `form` as it stands in the text; kWhole is a compound that is complete by itself ("driehonderd").
  Word read(std::string_view form) const;

  // Adds up a run of words; nothing when they make no numeral ("three five").
  static std::optional<Decimal> add_up(const std::vector<Word>& words);

  bool is_joiner(std::string_view folded) const { return joiners_.contains(folded); }

 private:
  std::optional<Word> digits(std::string_view form) const;
  std::optional<int64_t> compound(std::string_view folded, int depth) const;
  Word word(std::string_view folded) const;
  bool may_be_numeral(std::string_view form) const;

  char decimal_ = '.', group_ = ',';
  StringMap<Word> words_;
  std::vector<uint32_t> starts_;  // first three bytes of every word, sorted: most words are no numeral
  StringSet joiners_;  // between the words of a numeral
  std::vector<std::string> inner_joiners_;   // within a compound: "drieENtwintig"
};

}  // namespace bestand
