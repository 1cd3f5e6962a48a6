// Gives each quotation of speech to the cue beside it, or to the speaker before it.
#pragma once

#include <vector>

#include "claim/attribution_parts.h"

namespace bestand {

void give_quotations(const CueLexicon& lexicon, const Tree& tree, const std::vector<Quotation>& quotations,
                     std::vector<AttributionDraft>* drafts);

// Of two drafts with one cue or one content, the better; thoughts and plans within another's words go.
void drop_doubles(const Tree& tree, const std::vector<Quotation>& quotations, std::vector<AttributionDraft>* drafts);

}  // namespace bestand
