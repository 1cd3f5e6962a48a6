// The words that quantities are found by, in one language: lang/<code>/quantities.toml.
//
// Every word and phrase has a bit for each thing it may do ("some": about), and may name a vague number
// ("dozens"), a counted noun ("soldiers") or a predicate that says what befell the counted ("killed").
//
// Errors   kUnreadable; kBadData with file and line for an unknown key, cue or value
// Threads  const after load
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/quantity.h"
#include "base/result.h"
#include "base/string_map.h"
#include "base/toml_file.h"
#include "ground/number.h"

namespace bestand {

// What words do near a number. The names in the file are those in kCueNames.
enum class Cue : uint8_t {
  kAbout,
  kAtLeast,
  kMoreThan,
  kUpTo,
  kLessThan,  // before a number
  kAfterAtLeast,
  kAfterAbout,  // after it: "or more", "or so"
  kBetween,
  kRangeTo,
  kRangeOr,  // "between", "to", "or"
  kArticle,  // "a hundred"
  kBareOne,  // "one": counts only before a noun or "of"
  kHalf,     // "half a million"
  kAndHalf,  // "one and a half million"
  kMoney,
  kMoneyBefore,
  kPercent,
  kDuration,
  kMeasure,
  kClock,
  kMonth,
  kAge,
  kAgeBefore,
  kFraction,
  kFrequency,
  kLabel,          // "Highway 180", "chapter 7": a number that names
  kFurniture,      // page furniture before a number
  kOthers,         // "others", "anderen"
  kMore,           // "four more"
  kBridge,         // "of", "van": dozens OF people
  kDeterminer,     // may stand between bridge and noun
  kIncrement,      // "another", "nog eens"
  kIncrementWeak,  // "nog": only before a number and people
  kPart,           // "including", "onder wie": what follows is part of what came before
  kPartBehind,     // "of them", "van hen": the number before it is a part
  kPartOfNext,     // "among", "of the": "one of the 111"
  kAmong,          // "those killed", "the dead": with a number, killed
  kTotal,          // "so far", "in totaal": running total
  kTotalOf,        // "toll": a total of what it names
  kSince,          // "since"
  kBackground,     // "last year", "each year"
  kWar,            // subject of a background total: "the war", "the conflict"
  kStrength,       // "there are", "zitten"
  kSubordinate,
  kRelative,
  kPassiveAux,
  kPerfectAux,
  kViolation,
  kNumberOf,
  kZero,
  kAlong,  // "along with": shares what befell the one before
  kExist,  // "there are": strength when nothing else is said of them
  kRatio,  // "one IN five"
  kPersonPronoun,  // "she", "himself": one person
  kBoth,           // "both died": two, which only the victims' pass counts
  kRemains,        // "bodies": dead who need not be those of the act told
  kViolence,       // "gunfire": what befell people in its sentence was done to them
  kLimit
};

enum class Effect : uint8_t {
  kNone,
  kKilled,
  kInjured,
  kMissing,
  kDetained,
  kDisplaced,
  kPeople,
  kDestroyed,
  kDeadOrInjured
};
enum class Affects : uint8_t { kObject, kSubject, kOf, kToll, kState };

struct VagueNumber {
  int64_t low = 0, high = -1;
  Qualifier qualifier = Qualifier::kVague;
  std::string name, example;
};
struct CountedNoun {
  std::string counted;     // as printed
  std::string population;  // of persons; empty = not persons
  bool target = false;     // "targets" when it is hit
  bool single = true;      // without a number it may stand for one person; not "population"
  bool fixed = false;      // what befell them is in the word: "casualties"
  bool by_article = false;  // its article counts one: Dutch "een dode"
  std::string name, example;
};
struct PredicateWord {
  Effect effect = Effect::kNone;
  Affects affects = Affects::kObject;
  bool persons = false;  // of things, but killed when persons
  bool hit = false;      // "shot": injured, unless the text goes on to say that they died
  std::string name, example;
};

// What one phrase stands for.
struct PhraseSense {
  uint64_t cues = 0;
  int32_t vague = -1, noun = -1, predicate = -1;  // indices
  int64_t multiplier = 0;                         // "dozen": 12
  bool has(Cue cue) const { return cues >> static_cast<int>(cue) & 1; }
  void add(const PhraseSense& other) {  // the other's word wins
    cues |= other.cues;
    if (other.vague >= 0) vague = other.vague;
    if (other.noun >= 0) noun = other.noun;
    if (other.predicate >= 0) predicate = other.predicate;
    if (other.multiplier != 0) multiplier = other.multiplier;
  }
};

class QuantityLexicon {
 public:
  static Result<QuantityLexicon> load(const std::string& path);

  static constexpr uint32_t kNoWord = 0;
  // The id of a word in lower case; kNoWord for one that no rule has.
  uint32_t word_id(std::string_view lower) const;

  struct Phrase {
    std::vector<uint32_t> rest;  // word ids after the first
    PhraseSense sense;
  };
  // Phrases that begin with a word, longest first.
  const std::vector<Phrase>& phrases(uint32_t first) const { return phrases_[first]; }

  std::string lang;
  NumberReader numbers;
  bool verb_brackets = false;        // a predicate may stand on either side of what it affects (Dutch)
  std::vector<std::string> endings;  // of inflected forms, to be cut off words that have no lemma: "Kills"
  bool compound_nouns = false;       // a noun's last part is its head, written together
  std::vector<VagueNumber> vague;
  std::vector<CountedNoun> nouns;
  std::vector<PredicateWord> predicates;

  // The counted noun that ends in the longest known noun; kNoWord when none does.
  uint32_t compound_head(std::string_view lower) const;

 private:
  PhraseSense* sense(std::string_view phrase);
  void claim(const std::string& phrase, int32_t PhraseSense::*field, int32_t index);
  Status read_cues(const toml::table& file, const std::string& path);
  Status read_vague(const toml::table& file, const std::string& path);
  Status read_nouns(const toml::table& file, const std::string& path);
  Status read_predicates(const toml::table& file, const std::string& path);
  Status read_multipliers(const toml::table& file, const std::string& path);

  StringMap<uint32_t> ids_;
  std::string clash_;
  std::vector<std::vector<Phrase>> phrases_ = {{}};
};

}  // namespace bestand
