// Documents into a ledger: analysed in parallel where the ledger does not know them yet, and added in one transaction.
#pragma once

#include <cstdint>
#include <vector>

#include "base/result.h"
#include "claim/engine.h"
#include "ledger/ledger.h"

namespace bestand {

struct Totals {
  int64_t documents = 0, added = 0, known = 0, claims = 0, without_rules = 0, reread = 0;
  double seconds = 0;
};

// `again`: known ones are read anew as well. Errors: those of the ledger; nothing of the batch is in it then.
Status add_batch(std::vector<Document> batch, const Engine& engine, unsigned threads, bool again, Ledger* ledger, Totals* totals);

}  // namespace bestand
