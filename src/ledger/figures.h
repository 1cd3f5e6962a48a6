// How many: what each origin last said, and the bounds over all of them.
//
// A newer figure of one origin replaces its older one. Never averaged, never summed over articles; "dozens"
// stays a range. best = a monitor's, else a hospital's, else one that two independent origins share, else
// none.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ledger/origins.h"

namespace bestand {

struct FigureEntry {
  Origin origin;
  Quantity value;
  int32_t document = 0;
  int32_t claim = -1;  // -1: the document's own figure
  bool live = true;    // not replaced by a newer one of its origin
};

struct FigureSummary {
  std::vector<FigureEntry> entries;  // in canonical order of their documents
  std::optional<int64_t> low, high;  // extremes over live entries; an open bound stays open
  bool open_high = false;            // some live origin says "at least"
  std::optional<int64_t> best;
  std::string best_basis;  // "monitor" "medical" "shared"

  bool known() const { return !entries.empty(); }
};

// `entries` in canonical order.
FigureSummary summarise(std::vector<FigureEntry> entries);

}  // namespace bestand
