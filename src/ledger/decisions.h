// A person's decision as review rows: ids, which may change, become places in texts, which do not.
#pragma once

#include <vector>

#include "ledger/ledger.h"

namespace bestand {

// `view`: all that is on file. Errors as Ledger::decide().
Result<std::vector<ReviewRow>> review_rows(const View& view, const Decision& decision);

}  // namespace bestand
