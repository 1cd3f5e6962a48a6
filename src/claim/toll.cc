#include "claim/toll.h"

namespace bestand {
namespace {

bool counts(const Claim& c) {
  return !c.background && c.factuality.status != FactStatus::kDenied && c.factuality.status != FactStatus::kPlanned;
}

bool incident(const Claim& c) {
  switch (c.type) {
    case ClaimType::kClash: case ClaimType::kAirstrike: case ClaimType::kShelling: case ClaimType::kBombing:
    case ClaimType::kGroundAdvance: case ClaimType::kOther: case ClaimType::kViolationAlleged: return true;
    default: return false;
  }
}

}  // namespace

DocumentToll document_toll(const std::vector<Claim>& claims) {
  DocumentToll out;
  for (const Claim& c : claims) {
    if (!counts(c) || !incident(c)) continue;
    if (!out.killed) out.killed = c.killed;
    if (!out.injured) out.injured = c.injured;
    if (!out.place) out.place = c.place;
  }
  return out;
}

}  // namespace bestand
