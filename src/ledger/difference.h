// What changed from one state of knowing to another.
#pragma once

#include <string>
#include <vector>

#include "ledger/view.h"

namespace bestand {

struct Change {
  std::string about;          // incident or ceasefire id
  std::string what;           // "incident" "headline" "killed" "stance of X" "ceasefire"
  std::string before, after;  // empty = was not, is not
  std::string says;
};

std::vector<Change> differences(const View& before, const View& after);

}  // namespace bestand
