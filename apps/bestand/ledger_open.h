// Opening a ledger with the world's knowledge and the policy, as every command that touches one does.
#pragma once

#include <memory>
#include <string>

#include "base/data_dir.h"
#include "ground/actor_base.h"
#include "ledger/ledger.h"

namespace bestand {

struct OpenLedger {
  std::unique_ptr<ActorBase> actors;  // the ledger refers to it
  std::unique_ptr<Ledger> ledger;
};

// The program and every file of its data that answers rest on, by size and time of change: with another of them an answer may
// be another.
std::string edition_of(const DataDir& data);

// $BESTAND_LEDGER, else "ledger.bestand".
std::string default_ledger();

// Errors: those of DataDir, ActorBase, Policy and Ledger; a file that is not there, kUnreadable with what to
// do.
Result<OpenLedger> open_ledger(const std::string& path, Ledger::Mode mode);

}  // namespace bestand
