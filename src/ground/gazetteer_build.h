// Compiles tables of places into one gazetteer file.
//
// Input    tables in GeoNames form (19 columns), the overlay's (header "name nl variants ..."), names by
// language
//          (header "place lang name"), sources (header "source licence"); plain, .gz or .zip; told apart by
//          first line
// Output   the file of docs/formats/gazetteer.md: same inputs in the same order, same bytes
// Errors   a row that breaks its form is counted and skipped; kUnreadable, kUnwritable, kUnsupported for
// files
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "ground/gazetteer_key.h"

namespace bestand {

struct TableReport {
  std::string path;
  int64_t rows = 0;
  int64_t skipped = 0;
  std::vector<std::string> reasons;  // of the first few skipped: "line 12: 7 columns, not 19"
};

struct GazetteerReport {
  std::vector<TableReport> tables;
  int64_t places = 0, names = 0, bytes = 0;
};

Result<GazetteerReport> build_gazetteer(const std::vector<std::string>& tables, const NameRules& rules,
                                        const std::string& out_path);

}  // namespace bestand
