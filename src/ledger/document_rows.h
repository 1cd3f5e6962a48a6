// The store's rows as documents and claims.
//
// Errors   kBadLedger for a body that cannot be read, and SQLite's
// Threads  a statement: one; decode(): any
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/sqlite.h"
#include "ledger/records.h"
#include "ledger/store.h"

namespace bestand {

// All documents, with their sketches or with empty ones; " WHERE d.key=?" and the like may follow.
std::string document_rows(bool sketches);
Result<DocumentRecord> read_document_row(const Statement& row);

// What was known then: entered by the end of the day, minute or second that `knew` names.
bool entered_by(std::string_view at, const std::string& knew);

// A document's claims as they lie in the file.
struct ClaimRows {
  std::vector<std::pair<int64_t, std::string>> rows;  // key, body
  std::optional<std::string> main;                    // of a later reading
};

// Each document's latest reading of those known then, with what people decided about its claims.
class ClaimReader {
 public:
  // `reviews` must outlive it.
  static Result<ClaimReader> open(Database* db, const Filter& filter, const std::vector<ReviewRow>& reviews);

  Result<ClaimRows> read(int64_t document);
  // Those that answers may rest on; `document`'s figures become those of its reading.
  Result<std::vector<ClaimRecord>> decode(const ClaimRows& rows, int32_t index, DocumentRecord* document) const;

 private:
  using ByText = std::map<std::string, std::vector<const ReviewRow*>, std::less<>>;
  ClaimReader(Statement latest, Statement claims, bool any_readings, const Filter& filter, ByText reviews)
      : latest_(std::move(latest)), claims_(std::move(claims)), any_readings_(any_readings), filter_(filter),
        reviews_(std::move(reviews)) {}
  // The id of the newest reading of those known then.
  Result<std::optional<int64_t>> latest_reading(int64_t document, std::optional<std::string>* main);

  Statement latest_, claims_;
  bool any_readings_;
  Filter filter_;
  ByText reviews_;  // of claims, by the text their target stands in
};

}  // namespace bestand
