// The ledger's file: documents and claims in, append-only, each transaction chained to the one before.
//
// Input    analyses; a document known by its text and its particulars is skipped
// Errors   kNotALedger, kNewerLedger, kBadLedger, kBusy, kUnwritable, kUnreadable, kNotFound; nothing
// half-written Threads  one store, one thread; many readers beside one writer (write-ahead log) Cost     add:
// what the documents hold, not what the file holds
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "claim/analysis.h"
#include "ledger/records.h"
#include "ledger/sqlite.h"

namespace bestand {

struct StoreOptions {
  int busy_ms = 5000;  // how long to wait for another writer
  std::string now;     // time of entry, ISO 8601 UTC; empty = the clock's
};

struct AddSummary {
  int64_t added = 0;   // documents
  int64_t known = 0;   // documents skipped: their text was there
  int64_t claims = 0;  // of the documents added
};

// Which documents an answer rests on. Times are ISO 8601 or EDTF prefixes, compared as text: "2016-12-30".
struct Filter {
  std::string as_of;                 // published at or before; unknown publication: left out
  std::string knew;                  // entered at or before
  std::vector<std::string> without;  // publishers, document ids
  bool reviewed_only = false;

  bool everything() const { return as_of.empty() && knew.empty() && without.empty() && !reviewed_only; }
};

struct ReviewRow {
  std::string kind;      // claim document incident
  std::string target;    // claim: "<text_sha256>:<begin>-<end>:<TYPE>", so that it outlives a re-read
  std::string decision;  // accept reject dispute retract merge split correct
  std::string value;     // of a merge the other id, of a correction "slot=value"
  std::string coder, reason;
};

struct VerifySummary {
  int64_t entries = 0, documents = 0, claims = 0;
  std::string head;  // hash of the last entry: note it elsewhere to prove that nothing was cut off
};

class Store {
 public:
  enum class Mode { kRead, kWrite };
  static Result<Store> open(const std::string& path, Mode mode, StoreOptions options = {});

  // Whether add() would skip it.
  Result<bool> knows(const Document& document);
  Result<AddSummary> add(std::span<const Analysis> analyses);
  Status review(const ReviewRow& row);

  Result<Corpus> load(const Filter& filter);
  Result<std::vector<ReviewRow>> reviews();
  // Changes with every transaction: answers computed at one head hold as long as it stays.
  Result<std::string> head();
  Result<VerifySummary> verify();
  const std::string& path() const { return db_.path(); }

 private:
  Store(Database db, StoreOptions options) : db_(std::move(db)), options_(std::move(options)) {}
  Result<int64_t> begin_entry(std::string_view operation);
  Status close_entry(int64_t id, std::string_view content);
  Result<int64_t> publisher_key(const std::string& name);
  Result<std::string> insert(const Analysis& analysis, int64_t entry);
  Status insert_claim(int64_t document, int n, const Claim& claim);
  Result<std::string> claims_digest(int64_t document, int64_t* count);
  Result<std::string> content_of(int64_t entry, VerifySummary* seen);

  Database db_;
  StoreOptions options_;
};

// The key by which reviews name a claim.
std::string review_key(const Document& document, const Claim& claim);

}  // namespace bestand
