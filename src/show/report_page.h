// A day's report as one page to mail or print: how each ceasefire stands, what changed, what happened, who says so.
//
// Input    the view as known at the report's moment; the one before it, to say what changed, or null; the outlines of
//          world/outlines.txt for the map (may be empty); the words of the report's language
// Output   UTF-8 HTML that loads nothing and runs nothing; same input, same bytes
// Safety   what articles say is escaped; their text sets its own direction (dir=auto)
#pragma once

#include <string>
#include <string_view>

#include "ledger/view.h"
#include "show/interface_words.h"

namespace bestand {

struct ReportOptions {
  std::string as_of, since;  // what the report says of its moments; may be empty
  size_t ceasefires = 12;    // the heaviest of them
  size_t incidents = 200;    // a ceasefire, latest first
};

std::string report_page(const View& now, const View* before, std::string_view outlines, const ReportOptions& options,
                        const InterfaceWords& words = {});

}  // namespace bestand
