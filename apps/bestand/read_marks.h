// How far archives were read, in a file: a line each of offset, size and path, parted by tabs.
#pragma once

#include <map>
#include <string>

#include "read/reader.h"

namespace bestand {

// Nothing where there is no such file yet. Errors: kUnreadable, kBadData.
Result<std::map<std::string, ReadMark>> read_marks(const std::string& file);

// Written beside the file and renamed into it. Errors: kUnwritable.
Status write_marks(const std::string& file, const std::map<std::string, ReadMark>& marks);

}  // namespace bestand
