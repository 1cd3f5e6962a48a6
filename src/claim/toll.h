// One figure for a document: the toll and place of its main new incident.
//
// The place is that of the first non-background claim of violence; for want of one, and for the time, what stands in the
// sentences that count the victims. The dead and injured are counted over the whole text, for a report repeats its
// figures, and many tell of victims without a number or in a sentence that is no claim.
#pragma once

#include <optional>
#include <vector>

#include "base/quantity.h"
#include "claim/claim.h"
#include "ground/mentions.h"
#include "parse/parse.h"
#include "read/document.h"

namespace bestand {

struct DocumentToll {
  std::optional<Quantity> killed, injured;
  std::optional<ClaimPlace> place;
  std::optional<TimeSet> time;
  bool violent = false;  // it tells of an attack, not of a crash or a disease
  bool total = false;    // the figures are of a longer time, for want of others
};

// What its claims alone tell: the first figures and place of violence that is neither denied nor planned.
DocumentToll claimed_toll(const std::vector<Claim>& claims);

DocumentToll document_toll(const Document& document, const std::vector<Claim>& claims, const Mentions& mentions,
                           const Parse& parse);

}  // namespace bestand
