// A person's decisions laid on what was read: which claim a review row means, also after a newer engine has
// read the text again, and what a correction makes of it.
//
// Errors   kUsage for a correction that names no slot or gives it no value
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "ledger/records.h"
#include "ledger/store.h"

namespace bestand {

struct ReviewTarget {
  std::string text;  // SHA-256 of the text, of a claim's review; the document's identity, of an incident's
  std::string type;  // empty: the document's own figures
  Span span;
};
std::optional<ReviewTarget> parse_target(std::string_view key);

// Key of an event by its document, so that two papers with one text are told apart: by a claim, or by the
// document's figures where no claim tells of it.
std::string event_key(const Document& document, const Claim* claim);

// Which of one document's claims is meant: the very same, else of its type with most words in common (at least
// half of both together). -1: none.
int find_target(const ReviewTarget& target, std::span<const Claim> claims);

// Slots: type time place source initiator target party killed injured. A time is EDTF; a place "Name" or
// "Name@lat,lon[,radius_m[,country]]"; a figure "12", "12-15" or "12+"; "unknown" empties the slot.
Status correct(Claim* claim, std::string_view slot_and_value);

// Lays the claim reviews on the claims of one document, rejected ones marked and not removed.
void apply_reviews(std::span<const ReviewRow* const> rows, std::vector<ClaimRecord>* claims);

}  // namespace bestand
