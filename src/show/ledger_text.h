// The ledger's answers for a reader: short, aligned, every line with its source and its words.
//
// Units    width in terminal cells
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "ledger/view.h"

namespace bestand {

// "Thu 2016-12-29 23:00 (+01:00)"; several: "one of Thu 2016-12-01 23:00, Thu 2016-12-08 23:00, ...
// (+01:00)".
std::string readable(const TimeSet& time);

// A ceasefire's card: what each line is about, and what it says.
std::vector<std::pair<std::string, std::string>> status_rows(const View& view, size_t ceasefire);
std::string status_text(const View& view, size_t ceasefire, size_t width);
std::string corpus_text(const View& view, size_t width);  // what all answers rest on
std::string parties_text(const View& view, size_t ceasefire, size_t width);
std::string incidents_text(const View& view, const std::vector<size_t>& which, size_t width);
std::string claims_text(const View& view, const std::vector<int32_t>& which, size_t width);
std::string why_incident_text(const View& view, size_t incident, size_t width);
std::string why_claim_text(const View& view, int32_t claim, size_t width);
std::string contradictions_text(const View& view, size_t width);
std::string timeline_text(const View& view, size_t ceasefire, size_t width);
std::string diff_text(const View& before, const View& after, size_t width);

}  // namespace bestand
