// One document's way through the quantity grounder: numbers found, then what they count, what befell it, of
// what kind.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "ground/mentions.h"
#include "ground/quantity_words.h"
#include "ground/victims.h"
#include "read/document.h"

namespace bestand {

struct FoundNumber {
  int32_t first = 0, last = 0;                // tokens of the whole expression with its qualifier
  int32_t number_first = 0, number_last = 0;  // of the number itself
  Quantity value;
  bool digits = false;  // written in digits
  bool vague = false;
  bool bare_one = false;  // "one": may be a pronoun
  int32_t cut_at = 0;     // where the next number begins, or the sentence ends

  int32_t head = -1;       // counted noun
  int32_t noun_last = 0;   // behind the noun phrase (or the number, without one)
  int32_t noun = -1;       // index into the lexicon's nouns
  bool others = false;     // "15 others"
  bool partitive = false;  // "five of the attackers"

  int32_t predicate = -1;  // token
  Effect effect = Effect::kNone;
  bool close = false;  // the predicate stands right beside it
  std::string_view counted, population, kind;
  int32_t part_of = -1;
  bool dropped = false;  // counts nothing after all
  bool unnumbered = false;  // a person without a number
  bool settled = false;     // by an earlier run of the passes, which later ones leave as it is
};

using FoundNumbers = std::vector<FoundNumber>;

// Numbers with their qualifiers and bounds, without dates, ages, measures and other things that are no
// counts.
FoundNumbers find_numbers(const QuantityWords& words, const Mentions& mentions);

// The counted noun of each; drops what counts nothing.
void find_counted(const QuantityWords& words, FoundNumbers* found);

// part_of, from "including", "of them", "among".
void find_parts(const QuantityWords& words, FoundNumbers* found);

// What befell the counted, and with it counted and population.
void find_effects(const QuantityWords& words, FoundNumbers* found);

// event, increment, running_total, strength, background.
void find_kinds(const QuantityWords& words, const Document& document, const Mentions& mentions,
                FoundNumbers* found);

// Adds persons that no number counts, one each: "a soldier", "she", a name. What was found before is settled, so that
// the passes run again over the persons alone.
// False: there are none.
bool add_unnumbered(const QuantityWords& words, FoundNumbers* found);

// The dead, injured and hit among the found.
// Whether the title or the first sentences of the text tell of violence.
bool begins_with_violence(const QuantityWords& words);
std::vector<VictimCount> victim_counts(const QuantityWords& words, const FoundNumbers& found);

}  // namespace bestand
