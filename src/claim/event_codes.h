// CAMEO and PLOVER codes by claim type and by CAMEO root, from world/codes/events.toml.
//
// Errors   kBadData with file and line
// Source   CAMEO codebook 1.1b3 (Schrodt 2012); PLOVER 2016 draft
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/result.h"
#include "claim/claim.h"

namespace bestand {

class EventCodes {
 public:
  static Result<EventCodes> load(const std::string& data_root);

  // Fills what the claim's frame left open: the type's CAMEO code, the PLOVER type of its CAMEO code.
  void complete(Claim* claim) const;

  // The code of the same act told from the other's side: who is visited (042) hosts (043). Empty: it is told from one side.
  std::string_view seen_back(const std::string& cameo) const;

 private:
  std::array<std::string, 17> cameo_;
  std::unordered_map<std::string, std::string> plover_;  // by CAMEO code, longest prefix wins
  std::unordered_map<std::string, std::string> back_;    // CAMEO code by CAMEO code
};

}  // namespace bestand
