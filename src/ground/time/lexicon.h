// The words of time of one language, from lang/<code>/times.toml: classes of words with what each says.
//
//   [words.month]                    a class; each word sets the field of the class's name
//   "%field" = "month"               the field, where it differs from the class's name
//   "%like" = "dow"                  the words of class dow again, for a second one in a rule
//   "%capital" = ["may"]             words that count only with a capital (true: all of them)
//   januari = 1                      a number, an enumerator ("MO") or a table of fields { offset = -1 }
//   "old year's night" = 3           several words
//   [numbers]                        units, tens and how they join; see times.toml
//   [compounds] name = ["dow", "part"]   words of one class glued to words of another: "vrijdagavond"
//
// Errors   kBadData with file and line
// Threads  const after load
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/string_map.h"
#include "base/toml_file.h"
#include "ground/time/spec.h"
#include "ground/time/words.h"

namespace bestand::timex {

struct Entry {
  int16_t cls = 0;
  bool capital = false;  // counts only with an upper-case letter
  Spec spec;
  std::vector<int32_t> rest;  // further words of a longer entry
};

struct Holiday {
  std::string name;
  int month = 0, day = 0;  // fixed
  int last = 0;            // last day of a longer feast, in days after the first
  int nth = 0, dow = 0;    // nth weekday of month; -1 = last
  bool easter = false, orthodox = false;
  int shift = 0;  // days after Easter, or after the nth weekday
  int hijri_month = 0, hijri_day = 0;
  int length = 1;                      // days
  int avoid_dow = 0, avoid_shift = 0;  // the king's day: not on a Sunday but the day before
};

class Lexicon {
 public:
  static Result<Lexicon> load(const toml::table& table, const std::string& path);

  int class_named(std::string_view name) const;  // -1 if none
  int32_t find(std::string_view folded) const;   // -1 if unknown
  int32_t intern(std::string_view folded);       // adds an empty word
  std::span<const Entry> entries(int32_t id) const { return words_[static_cast<size_t>(id)]; }
  size_t size() const { return words_.size(); }
  int number(int32_t id) const { return numbers_[static_cast<size_t>(id)]; }  // -1 if it is no number word
  bool in(int32_t id, int cls) const;                                         // one-word entries only

  const std::vector<std::string>& zones() const { return zones_; }
  const std::vector<Holiday>& holidays() const { return holidays_; }

  bool month_first = false;                   // 8/10 is August 10
  int ordinal_class = -1, suffix_class = -1;  // "third"; "rd"
  int32_t hundred = -1, thousand = -1, number_dash = -1, number_and = -1;

 private:
  int32_t intern_phrase(std::string_view phrase, std::vector<int32_t>* rest);
  Status read_class(const std::string& name, const toml::table& table, const std::string& path);
  Status read_spec(const toml::node& node, Field field, const std::string& path, Spec* out);
  Status read_numbers(const toml::table& table, const std::string& path);
  Status read_compounds(const toml::table& table, const std::string& path);
  Status read_holidays(const toml::array& array, const std::string& path);
  Status copy_class(const std::string& like, int cls, int field, const toml::table& table,
                    const std::string& path);
  void add_number(std::string word, int value);

  StringMap<int32_t> ids_;
  std::vector<std::vector<Entry>> words_;
  std::vector<int> numbers_;
  std::vector<std::string> classes_;
  std::vector<std::string> zones_;
  std::vector<Holiday> holidays_;
};

}  // namespace bestand::timex
