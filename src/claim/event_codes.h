// CAMEO and PLOVER codes by claim type and by CAMEO root, from world/codes/events.toml.
//
// Errors   kBadData with file and line
// Source   CAMEO codebook 1.1b3 (Schrodt 2012); PLOVER 2016 draft
#pragma once

#include <array>
#include <string>
#include <unordered_map>

#include "base/result.h"
#include "claim/claim.h"

namespace bestand {

class EventCodes {
 public:
  static Result<EventCodes> load(const std::string& data_root);

  // Fills what the claim's frame left open: the type's CAMEO code, the PLOVER type of its CAMEO code.
  void complete(Claim* claim) const;

 private:
  std::array<std::string, 17> cameo_;
  std::unordered_map<std::string, std::string> plover_;  // by CAMEO code, longest prefix wins
};

}  // namespace bestand
