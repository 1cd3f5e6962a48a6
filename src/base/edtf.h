// Reads a string of the Extended Date/Time Format into the set of times it allows, with the level it needs.
//
// Input    one EDTF string, no blanks around it; blanks after a comma are let through
// Output   seasons are northern and meteorological (21 = March to May; 24 begins in December of its year);
// quarters
//          33-36, quadrimesters 37-39, semesters 40-41; masks ("156X-12-25") become one member a match, or
//          their hull where more than kMaskLimit match; a qualifier on any part counts for the whole
// Errors   kInvalidDate with the byte
// Source   Library of Congress EDTF specification (2019), levels 0-2; centuries "19" and decades "193" of ISO
// 8601-2
#pragma once

#include <string_view>

#include "base/time_set.h"

namespace bestand {

constexpr size_t kMaskLimit = 2000;

struct EdtfReading {
  TimeSet time;
  int level = 0;  // the lowest that allows the string
};

Result<EdtfReading> read_edtf(std::string_view text);

}  // namespace bestand
