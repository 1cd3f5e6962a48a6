// The rules of one language, from [rules] of lang/<code>/times.toml: which words make up a time expression.
//
//   [rules]
//   date = [
//     { name = "day-month", match = "<dd> <month> <year>?", example = "29 december 2016" },
//   ]
//
// A rule belongs to a group ("date"); <date> in another rule stands for the longest match of the group, and
// what is found are the matches of the group `timex`. An element of `match`:
//   word|other      these words                     <name>   a class of the lexicon, a number form or a group
//   ...?            may be missing                  ~...     no space before it
//   ^...  !^...     the word before is (is not) it, and stays outside; only first
//   &...  !&...     the word after is (is not) it, and stays outside; only last
// Number forms: <n> whole number in digits or words, <num> also 2,5; <dd> <mm> <hh> <mi> <ss> digits in
// range, <dd> and <hh> also words; <year> 1600-2999; <yy>; <ord> 1e, 3rd, or the class "ordinal"; <dmy>
// 23-07-2016; <dm> 15-2; <iso> 2016-12-30, with or without a clock time; <hm> 23:00; <hdm> 23.00; <yearwords>
// tweeduizend vijftien. `set = "form=ago rel=-1"` adds fields; `move = "ord>quarter"` renames one; `fold =
// true` makes count and unit a duration. A match of form "block" hides what it covers. The longest match
// wins, of equal ones the first rule.
//
// Examples `example` must be found, the part in [brackets] or else all of it; `counter` must not be found in
// this way. Errors   kBadData with file and line Threads  const after load; one Matcher per thread
#pragma once

#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "ground/time/lexicon.h"

namespace bestand::timex {

struct Element {
  enum class Kind : uint8_t { kWords, kClass, kGroup, kNumber };
  enum class Look : uint8_t { kNone, kBefore, kNotBefore, kAfter, kNotAfter };
  struct Choice {
    Kind kind = Kind::kWords;
    int index = 0;  // word id, class, group or number form
  };
  std::vector<Choice> choices;
  Look look = Look::kNone;
  bool optional = false;
  bool glued = false;
};

struct Rule {
  std::string name;
  std::vector<Element> elements;
  Spec set;
  std::vector<std::pair<Field, Field>> moves;
  bool fold = false;
  std::vector<std::string> examples, counters;
};

struct Match {
  int end = -1;  // word behind the last; -1 = none
  Spec spec;
  int16_t rule = -1;  // of its group
};

class Grammar {
 public:
  static Result<Grammar> load(const toml::table& table, const std::string& path);

  const Lexicon& lexicon() const { return lexicon_; }
  const std::vector<Rule>& rules(int group) const { return groups_[static_cast<size_t>(group)]; }
  int groups() const { return static_cast<int>(groups_.size()); }
  int top() const { return top_; }
  int question() const { return question_; }  // the group for a caller's question, `question`; else `timex`
  int group_named(std::string_view name) const;

  // Looks the words up.
  void tag(std::vector<Word>* words) const;
  // Whether a match of `group` can begin with this word, and go on with the next; null: the text ends there.
  bool may_begin(int group, const Word& word, const Word* next) const {
    const RulesByWord& first = first_words_[static_cast<size_t>(group)];
    uint64_t any = 0;
    for (size_t block = 0; block < first.blocks; ++block) any |= tried(group, word, next, block);
    return any != 0;
  }

 private:
  friend class Matcher;
  Status read_rule(const toml::table& table, const std::string& path, Rule* out);
  Status read_element(std::string text, const toml::node& node, const std::string& path, Element* out);
  Status read_settings(const toml::table& table, const std::string& path, Rule* out);
  void find_words();

  // Of one group: by a word, which of its rules may have it in a place, as bits.
  struct RulesByWord {
    size_t blocks = 0;           // of 64 rules
    size_t words = 0;
    std::vector<uint64_t> rows;  // a row of blocks a word id, one for digits, one for any other word or the text's end

    uint64_t of(const Word* word, size_t block) const {
      const size_t row = word && word->id >= 0 ? static_cast<size_t>(word->id) : words + 1;
      const uint64_t rules = rows[row * blocks + block];
      return word && word->digits ? rules | rows[words * blocks + block] : rules;
    }
  };

  uint64_t tried(int group, const Word& word, const Word* next, size_t block) const {
    const uint64_t rules = first_words_[static_cast<size_t>(group)].of(&word, block);
    return word.digits ? rules : rules & second_words_[static_cast<size_t>(group)].of(next, block);
  }

  Lexicon lexicon_;
  std::vector<std::string> names_;
  std::vector<std::vector<Rule>> groups_;
  std::vector<RulesByWord> first_words_, second_words_;  // by group
  int top_ = 0, question_ = 0;
};

// Matches rules against the words of one text. Keeps what it found at each place, so ask from one word list
// only.
class Matcher {
 public:
  Matcher(const Grammar& grammar, const std::vector<Word>& words)
      : grammar_(grammar), lexicon_(grammar.lexicon_), words_(words), rows_(words.size(), -1) {}

  const Match& match(int group, int at);

 private:
  static constexpr int32_t kUnasked = -1, kNothing = -2;

  Match longest(int group, int at);
  int apply(const Rule& rule, int at, Spec* spec);
  int step(const Rule& rule, size_t element, int start, int at, Spec* spec);
  bool may_take(const Element::Choice& choice, int at, const Spec& spec);
  int take(const Element::Choice& choice, int at, Spec* spec, bool capital_matters = true);
  int take_class(int cls, int at, Spec* spec);
  int take_number(int form, int at, Spec* spec);
  bool look(const Element& element, int at);
  bool finish(const Rule& rule, Spec* spec) const;

  bool in_text(int at) const { return at >= 0 && at < static_cast<int>(words_.size()); }
  const Word& word(int at) const { return words_[static_cast<size_t>(at)]; }
  const Word* next(int at) const { return in_text(at + 1) ? &word(at + 1) : nullptr; }
  bool same_sentence(int a, int b) const { return word(a).sentence == word(b).sentence; }
  bool is(int at, std::string_view text) const { return in_text(at) && word(at).folded == text; }
  bool digits(int at, int most, int low, int high, int* value) const;
  bool glued_digits(int at, int exactly, int high, int* value) const;
  int words_number(int at, int64_t* value) const;
  int whole(int at, int64_t* value) const;
  int decimal(int at, int* hundredths) const;
  int ordinal(int at, bool last_too, Spec* spec) const;
  int four_digits(int at, Spec* spec) const;
  int clock(int at, std::string_view separators, Spec* spec) const;
  int numeric_date(int at, Spec* spec) const;
  int day_and_month(int at, Spec* spec) const;
  int iso(int at, Spec* spec) const;
  int year_words(int at, Spec* spec) const;
  int small(int at, int low, int high, Field field, Spec* spec) const;

  const Grammar& grammar_;
  const Lexicon& lexicon_;
  const std::vector<Word>& words_;
  std::vector<int32_t> rows_;   // by word: where its answers begin in asked_; -1 = never asked
  std::vector<int32_t> asked_;  // by group: index into found_, kUnasked or kNothing
  std::deque<Match> found_;
};

}  // namespace bestand::timex
