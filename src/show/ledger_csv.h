// The ledger's answers as tables for a spreadsheet: RFC 4180, a header row, UTF-8.
//
// Safety   a cell of text that a spreadsheet would take for a formula gets an apostrophe before it: articles are
//          strangers' words
// Source   RFC 4180; docs/formats/ledger.md
#pragma once

#include <string>
#include <vector>

#include "ledger/view.h"

namespace bestand {

std::string incidents_csv(const View& view, const std::vector<size_t>& which);
std::string claims_csv(const View& view, const std::vector<int32_t>& which);
std::string parties_csv(const View& view, const std::vector<size_t>& ceasefires);  // a row a stance
std::string contradictions_csv(const View& view);
std::string timeline_csv(const View& view, const std::vector<size_t>& ceasefires);
// A row a ground: the rule with its explanation, what each slot rests on, who says so.
std::string why_csv(const View& view, const std::vector<size_t>& incidents, const std::vector<size_t>& ceasefires, const std::vector<int32_t>& claims);
std::string diff_csv(const View& before, const View& after);
std::string ceasefires_csv(const View& view, const std::vector<size_t>& which);

}  // namespace bestand
