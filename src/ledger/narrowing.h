// Which day a document of a vague date is of, as far as the rest of the ledger tells, and the times of its claims
// with it: "vrijdag" in an article dated 2016-12 is one Friday once another source dates the truce it tells of.
//
// Input    claims whose times keep the document days they were reckoned from (TimeSet::anchors)
// Links    hard: a ceasefire or an incident that the document tells of and that all its dated reports put on one
//          day; soft: a dated copy of the same text, which leaves some days on both sides
// Output   days that no link allows leave the document's date, and what was reckoned from them leaves its claims'
//          times; what was read stays in ClaimRecord::time_as_read. Where the links leave no day, nothing changes
//          and that is said. All links count together, so their order does not matter
// Cost     linear in the claims of documents of vague dates
// Source   design, section 4
#pragma once

#include <string>
#include <vector>

#include "ledger/agreements.h"
#include "ledger/incidents.h"
#include "ledger/records.h"

namespace bestand {

struct DateNarrowing {
  int32_t document = 0;
  TimeSet date;                 // what is left; the date as read where the links contradict each other
  std::vector<std::string> by;  // ids of ceasefires, incidents and documents, sorted
  bool contradiction = false;
  int32_t claim = -1;  // for a contradiction: a claim of the document that a link rests on
};

std::vector<DateNarrowing> narrow_dates(const std::vector<int32_t>& lineage,
                                        const std::vector<Ceasefire>& ceasefires,
                                        const std::vector<Incident>& incidents, Corpus* corpus);

}  // namespace bestand
