// Pairs of claims that cannot both be so; kept as rows, never overwritten.
#pragma once

#include <vector>

#include "ledger/actors.h"
#include "ledger/view.h"

namespace bestand {

std::vector<Contradiction> contradictions_of(const View& view, const Actors& actors);

}  // namespace bestand
