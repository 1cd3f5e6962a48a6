// The lines of a table: plain, gzipped, or the largest .txt or .tsv in a zip archive.
//
// Errors   kUnreadable, kEmptyFile, kUnsupported; a stream broken half way ends with an error, not silently
// Cost     streaming: memory does not grow with the file
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace bestand {

// Calls `line` with each line without its end; an overlong line (1 MiB) comes in pieces cut at that length.
Status for_each_line(const std::string& path, const std::function<void(std::string_view)>& line);

// The fields of a tab-separated line; views into it.
void split_tabs(std::string_view line, std::vector<std::string_view>* out);

}  // namespace bestand
