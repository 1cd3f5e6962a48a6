// Documents into a ledger: analysed in parallel where the ledger does not know them yet, and added in one transaction.
#pragma once

#include <cstdint>
#include <vector>

#include "base/result.h"
#include "bestand/batches.h"
#include "claim/engine.h"
#include "ledger/ledger.h"

namespace bestand {

struct Totals {
  int64_t documents = 0, added = 0, known = 0, claims = 0, without_rules = 0, reread = 0;
  double seconds = 0;
};

// One that takes over `max_seconds` (0: no limit) to analyse is rejected by that name. `again`: known ones are read anew as well. Errors: those of the ledger; nothing of the batch is in it then.
struct AddOptions {
  unsigned threads = 1;
  bool again = false;
  double max_seconds = 60;
};

Status add_batch(std::vector<Document> batch, const Engine& engine, const AddOptions& options, Ledger* ledger, RejectLog* rejects, Totals* totals);

}  // namespace bestand
