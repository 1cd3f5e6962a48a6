// Whom violence befell, counted also where no number stands: "a soldier was killed" is one.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/quantity.h"

namespace bestand {

enum class Fate : uint8_t { kKilled, kInjured, kHit, kCasualties };  // kHit: "shot", alive or dead; kCasualties: either

struct VictimCount {
  int32_t first = 0, last = 0;  // tokens of the number or article with its noun
  int32_t predicate = -1;       // token that says what befell them; -1: the noun says it
  Fate fate = Fate::kKilled;
  Quantity value;
  bool numbered = false;   // a number stands there
  bool part = false;       // of a count that stands there too: "including a child"
  bool joined = false;     // to the one before it, as one list: "two women and a child"
  bool known = false;      // one person told of before: "he", "the boy", a name
  bool violent = false;    // its sentence tells of violence: "in a shooting", not "in a crash"
  bool long_time = false;  // of more than this event: "so far this year", "since the war began"
  bool remains = false;    // bodies that were found
  std::string_view kind;   // as a quantity's
};

}  // namespace bestand
