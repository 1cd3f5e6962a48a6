// One figure for a document: the toll and place of its main new incident.
//
// The main incident is the first non-background claim of violence that carries a toll, in the author's order of telling
// (headline, then lead); a later claim of the same event that counts more replaces its figures.
#pragma once

#include <optional>
#include <vector>

#include "base/quantity.h"
#include "claim/claim.h"

namespace bestand {

struct DocumentToll {
  std::optional<Quantity> killed, injured;
  std::optional<ClaimPlace> place;
};

DocumentToll document_toll(const std::vector<Claim>& claims);

}  // namespace bestand
