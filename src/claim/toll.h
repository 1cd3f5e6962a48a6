// One figure for a document: the toll and place of its main new incident.
//
// The place is that of the first non-background claim of violence. The dead and injured are counted over the whole text,
// for a report repeats its figures, and many tell of victims without a number or in a sentence that is no claim.
#pragma once

#include <optional>
#include <vector>

#include "base/quantity.h"
#include "claim/claim.h"
#include "ground/victims.h"
#include "parse/parse.h"

namespace bestand {

struct DocumentToll {
  std::optional<Quantity> killed, injured;
  std::optional<ClaimPlace> place;
};

// What its claims alone tell: the first figures and place of violence that is neither denied nor planned. The ledger
// takes a document's toll only where these have one too, for there every figure belongs to an act that was told of.
DocumentToll claimed_toll(const std::vector<Claim>& claims);

DocumentToll document_toll(const std::vector<Claim>& claims, const std::vector<VictimCount>& victims,
                           const Parse& parse);

}  // namespace bestand
