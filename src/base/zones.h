// Which clocks a country's places go by.
//
// Units    minutes east of UTC
// Errors   a country or a machine without a table: none, so that nothing is concluded from it
// Threads  safe; the table is read once
// Source   the machine's time zone database (zone.tab; IANA), by country of ISO 3166-1
#pragma once

#include <string_view>
#include <vector>

#include "base/time_set.h"

namespace bestand {

// The offsets in use in the country at this wall clock time: each once, rising. Empty: not known.
std::vector<int> offsets_in(std::string_view country, Seconds wall);

}  // namespace bestand
