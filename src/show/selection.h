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

// `ceasefire`: of the documents that speak of it; `words`: in the claim's own text.
struct ClaimFilter {
  std::string type, document, source, ceasefire, words;
};

// Indices, rising.
Result<std::vector<size_t>> select_incidents(const View& view, const IncidentFilter& filter);
Result<std::vector<size_t>> select_claims(const View& view, const ClaimFilter& filter);

// The furthest state that a source gives it and does not deny; that it is said to hold or broken is no state of it.
State furthest_state(const Ceasefire& ceasefire);

// Ceasefires with most documents first.
std::vector<size_t> by_weight(const View& view);

}  // namespace bestand
