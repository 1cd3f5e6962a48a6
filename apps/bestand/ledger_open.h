// Opening a ledger with the world's knowledge and the policy, as every command that touches one does.
#pragma once

#include <memory>
#include <string>

#include "ground/actor_base.h"
#include "ledger/ledger.h"

namespace bestand {

struct OpenLedger {
  std::unique_ptr<ActorBase> actors;  // the ledger refers to it
  std::unique_ptr<Ledger> ledger;
};

// $BESTAND_LEDGER, else "ledger.bestand".
std::string default_ledger();

// Errors: those of DataDir, ActorBase, Policy and Ledger; a file that is not there, kUnreadable with what to
// do.
Result<OpenLedger> open_ledger(const std::string& path, Ledger::Mode mode);

}  // namespace bestand
