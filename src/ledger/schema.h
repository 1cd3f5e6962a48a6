// The tables of a ledger file, and how an older file becomes a newer one.
//
// Source   docs/formats/ledger.md describes every table
#pragma once

#include "base/sqlite.h"

namespace bestand {

constexpr int kLedgerApplication = 0x42535444;  // "BSTD" in the file's header
constexpr int kLedgerSchema = 2;

// Makes an empty file a ledger, or brings an older ledger up to date; in the caller's transaction.
Status migrate(Database* db, int from);

}  // namespace bestand
