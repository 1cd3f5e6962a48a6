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
#include "base/sqlite.h"

namespace bestand {

struct StoreOptions {
  int busy_ms = 5000;  // how long to wait for another writer
  std::string now;     // time of entry, ISO 8601 UTC; empty = the clock's
};

struct AddSummary {
  int64_t added = 0;   // documents
  int64_t known = 0;   // documents skipped: their text was there
  int64_t claims = 0;  // of the documents added
  int64_t reread = 0;  // known documents of which this engine makes other claims; only when asked for
};

// Which documents an answer rests on. Times are ISO 8601 or EDTF prefixes, compared as text: "2016-12-30".
struct Filter {
  std::string as_of;                 // published at or before; unknown publication: left out
  std::string knew;                  // entered at or before
  std::vector<std::string> without;  // publishers, document ids
  bool reviewed_only = false;
  bool with_rejected = false;  // also claims that a person rejected: to take that back
  std::string according_to;  // an actor's id or name: only what it, and who speaks for it, says

  // As text: equal texts, equal answers. Empty: everything.
  std::string key() const;
};

struct ReviewRow {
  std::string kind;      // claim document incident
  std::string target;    // a claim by review_key(), an incident by event_key(): they outlive a re-read
  std::string decision;  // accept reject dispute retract merge split correct
  std::string value;     // of a merge or split the other claim, of a correction "slot=value"
  std::string coder, reason;
  std::string at{};      // when it was entered; filled in by the store
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
  // `again`: a known document whose claims differ from those on file gets them as a new reading, which answers
  // then rest on; the older one stays.
  Result<AddSummary> add(std::span<const Analysis> analyses, bool again = false);
  Status review(std::span<const ReviewRow> rows);  // one transaction
  Status review(const ReviewRow& row) { return review(std::span(&row, 1)); }

  Result<Corpus> load(const Filter& filter);
  Result<std::vector<ReviewRow>> reviews(const std::string& knew = "");  // those entered by then; empty: all
  // Changes with every transaction: answers computed at one head hold as long as it stays.
  Result<std::string> head();
  Result<VerifySummary> verify();
  const std::string& path() const { return db_.path(); }

 private:
  friend class StoredDocuments;
  Store(Database db, StoreOptions options) : db_(std::move(db)), options_(std::move(options)) {}
  Result<int64_t> begin_entry(std::string_view operation);
  Status close_entry(int64_t id, std::string_view content);
  Result<int64_t> publisher_key(const std::string& name);
  Result<std::string> insert(const Analysis& analysis, int64_t entry);
  Status insert_claim(int64_t document, int n, std::optional<int64_t> reading, const Claim& claim);
  Result<std::string> insert_claims(int64_t document, int first, std::optional<int64_t> reading,
                                    const Analysis& analysis);
  // What a new reading adds, for the entry's content; empty when it says what is on file.
  Result<std::string> insert_reading(const Analysis& analysis, int64_t* entry);
  Result<std::string> claims_digest(int64_t document, std::optional<int64_t> reading, int64_t* count);
  Result<std::string> content_of(int64_t entry, VerifySummary* seen);

  Database db_;
  StoreOptions options_;
};

// The key by which reviews name a claim: "<text_sha256>:<begin>-<end>:<TYPE>".
std::string review_key(const Document& document, const Claim& claim);

}  // namespace bestand
