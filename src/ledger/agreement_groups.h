// Which documents speak of one ceasefire.
//
// Method   reports that say when it began make the ceasefires: log-odds by theatre, time of entry into force, parties and
//          mediators, average link, so that one vague article does not chain two together; the others join the one they mean
// Output   groups of nodes, each rising
// Threads  any
// Cost     quadratic in what is told in different ways, not in the articles that tell it
#pragma once

#include <cstdint>
#include <vector>

#include "ledger/agreement_nodes.h"

namespace bestand {

std::vector<std::vector<int32_t>> group_nodes(const Corpus& corpus, const std::vector<AgreementNode>& nodes,
                                              const Actors& actors, const Policy& policy);

}  // namespace bestand
