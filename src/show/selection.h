// Which incidents or claims a question is about: the filters that every way of asking shares.
//
// Errors   kUsage for a date that is none, a type that does not exist
#pragma once

#include <string>
#include <vector>

#include "ledger/view.h"

namespace bestand {

// Empty = any. Names match in part, whatever their case and marks.
struct IncidentFilter {
  std::string headline, rule, act, place, actor, source, from, to, ceasefire;
};

struct ClaimFilter {
  std::string type, document, source;
};

// Indices, rising.
Result<std::vector<size_t>> select_incidents(const View& view, const IncidentFilter& filter);
Result<std::vector<size_t>> select_claims(const View& view, const ClaimFilter& filter);

// Ceasefires with most documents first.
std::vector<size_t> by_weight(const View& view);

}  // namespace bestand
