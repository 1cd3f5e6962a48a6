// Everything the pure half finds in one document: it depends on that document and the loaded data alone.
#pragma once

#include <optional>
#include <vector>

#include "claim/claim.h"
#include "ground/mentions.h"
#include "parse/parse.h"
#include "read/document.h"

namespace bestand {

struct Analysis {
  Document document;
  Parse parse;
  Mentions mentions;
  std::vector<Predication> predications;
  std::vector<Attribution> attributions;
  std::vector<Claim> claims;

  bool over_time = false;  // its Deadline passed: nothing of the rest is filled

  // Of the document's main new incident, for those who want one figure.
  std::optional<Quantity> killed, injured;
  std::optional<ClaimPlace> place;
  std::optional<TimeSet> time;
  bool violent = false;  // it tells of an attack, not of a crash or a disease
  bool total = false;    // the figures are of a longer time than one event
};

}  // namespace bestand
