// The walk: what each token's governors, auxiliaries, adverbs and negations make of it.
//
// Output   one FactState a token; a token's state is its governor's, seen through the governor's signature, then through
//          its own auxiliaries, adverbs and negation
#pragma once

#include <string_view>
#include <vector>

#include "claim/claim.h"
#include "claim/factuality_lexicon.h"
#include "claim/tree.h"

namespace bestand {

struct FactState {
  Certainty certainty = Certainty::kCertain;
  EventTime time = EventTime::kNonFuture;
  bool negative = false;
  bool open = false;         // polarity left open
  bool hearsay = false;
  bool believed = false;     // a report of belief
  bool reported = false;     // by a governing verb
  bool denied = false;       // by a source's own word
  bool hoped = false;
  bool planned = false;
  bool purpose = false;      // "came to fight": to come, yet no plan of its own
  bool asked = false;
  bool hedged = false;       // by an adverb or auxiliary, not by a source's belief
  bool conditional = false;
  Effect by = Effect::kNone;     // how the governor let it through
  Effect modal = Effect::kNone;  // the last auxiliary's effect
};

std::vector<FactState> walk_factuality(const FactualityLexicon& lexicon, const Tree& tree);

}  // namespace bestand
