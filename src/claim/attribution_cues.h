// Finds cues with their frames in the trees: verbs, nouns, adjectives, prepositions, adverbs and bylines.
//
// Output   drafts whose content may still be empty: a verb of saying that waits for a quotation
#pragma once

#include <vector>

#include "claim/attribution_parts.h"
#include "ground/mentions.h"

namespace bestand {

std::vector<AttributionDraft> find_cues(const CueLexicon& lexicon, const Tree& tree,
                                        const std::vector<Quotation>& quotations, const Mentions& mentions);

}  // namespace bestand
