// In a caller's question ("free next week on Tuesday from 2 to 3?") what belongs together is one time: a day
// and a clock time across a preposition, the two ends of a range, "after 2018". A news reader keeps these
// apart, as each says when something is; a caller who states which way to look (Document::prefer) asks for
// the one time meant.
//
// Input    expressions in text order; the words that link them, from [words.link], [words.range_from] and so
// on Threads  const
#pragma once

#include <vector>

#include "ground/time/grammar.h"
#include "ground/time/reader.h"

namespace bestand::timex {

class QuestionReader {
 public:
  explicit QuestionReader(const Grammar& grammar);
  void join(const std::vector<Word>& words, std::vector<Expression>* expressions) const;

 private:
  bool all_in(const std::vector<Word>& words, int from, int to, int cls) const;
  int phrase_end(const std::vector<Word>& words, int at,
                 int cls) const;  // behind the phrase at `at`; -1 if none
  bool in(const Word& word, int cls) const;
  void bare_numbers(const std::vector<Word>& words, std::vector<Expression>* expressions) const;
  void days_and_clocks(const std::vector<Word>& words, std::vector<Expression>* expressions) const;
  void counted_from(const std::vector<Word>& words, std::vector<Expression>* expressions) const;
  void ranges(const std::vector<Word>& words, std::vector<Expression>* expressions) const;

  const Grammar& grammar_;
  int link_, from_, between_, to_, through_, and_, after_, before_;
};

// Two values as an interval: "2016-11-04/2016-11-22"; an end that takes in its last day where `through`.
struct Value;
std::string interval_value(const Value& a, const Value& b, bool through);
// "after 2018" is 2019-01-01/.. .
std::string open_value_of(const Value& v, std::string_view relation);

}  // namespace bestand::timex
