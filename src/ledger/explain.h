// The words of an assessment: the policy's sentence filled with names, times and quotations.
#pragma once

#include <string>

#include "ledger/agreements.h"
#include "ledger/assessment.h"
#include "ledger/incidents.h"

namespace bestand {

// The exact words a claim stands on, with runs of space as one and cut at a word after `limit` bytes.
std::string quotation(const Corpus& corpus, int32_t claim, size_t limit = 160);

// Fills `out->explanation` and `out->settle`.
void explain(const Corpus& corpus, const PolicyRule& rule, const Incident& incident,
             const Ceasefire& ceasefire, int32_t effective_claim, Assessment* out);

}  // namespace bestand
