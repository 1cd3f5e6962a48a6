// A claim as one JSON object for the store: every field, nothing lost; spans in bytes.
//
// Errors   kBadLedger for text that is no such object
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "claim/claim.h"
#include "ledger/records.h"

namespace bestand {

std::string encode_claim(const Claim& claim);
Result<Claim> decode_claim(std::string_view json);

// In the same form.
std::string encode_main(const MainEvent& main);  // empty when nothing is known
Result<MainEvent> decode_main(std::string_view json);

}  // namespace bestand
