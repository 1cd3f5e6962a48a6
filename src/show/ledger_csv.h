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
std::string timeline_csv(const View& view, size_t ceasefire);
std::string ceasefires_csv(const View& view, const std::vector<size_t>& which);

}  // namespace bestand
