// Which way an expression without a date of its own looks: back or ahead, from the verb it belongs to.
//
// Input    the parse; without trees or tags the verbs are looked up by their forms in [tense] of times.toml
// Threads  const after load
#pragma once

#include <string>

#include "base/string_map.h"
#include "base/toml_file.h"
#include "ground/time/evaluate.h"
#include "parse/parse.h"

namespace bestand::timex {

enum class Tense : uint8_t {
  kUnknown,
  kPast,
  kPresent,
  kFuture,
  kPlanned,  // what was agreed or meant to be done: "agreed to sell it in October"
  kReport    // a verb of saying in the present
};

class TenseReader {
 public:
  Status load(const toml::table& table, const std::string& path);

  // "In maart vielen er tien doden", "the talks stalled in May": whether a time hangs on a verb of what has happened, which
  // neither tells nor plans anything, and has no clause beneath it that the time may be of.
  bool plainly_past(const Parse& parse, int32_t head) const;
  // The tense of the clause that holds tokens [first, last).
  Tense of(const Parse& parse, int32_t first, int32_t last, int32_t head) const;

 private:
  enum Class : uint16_t {
    kFutureAux = 1,
    kPerfectAux = 2,
    kModal = 4,
    kSaying = 8,
    kPastForm = 16,
    kFutureForm = 32,
    kPassiveAux = 64,
    kPlanning = 128,
    kCondition = 256
  };

  int classes(std::string_view word) const;
  Tense of_verb(const Parse& parse, int32_t verb) const;
  bool perfect_behind(const Parse& parse, int32_t verb) const;
  Tense by_forms(const Parse& parse, const Sentence& sentence, int32_t at) const;
  bool past_suffix(std::string_view form) const;

  StringMap<uint16_t> words_;
  std::vector<std::string> past_suffixes_;
};

}  // namespace bestand::timex
