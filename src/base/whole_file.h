// Replacing a file by another that is whole, or not at all, and that those may read who may read a third.
#pragma once

#include <cstdio>
#include <functional>
#include <string>

namespace bestand {

// `write` fills the new file and says whether all of it was written; else, or where the file cannot be made or `like` is not
// there, what lies at `path` stays as it is.
void replace_file(const std::string& path, const std::string& like, const std::function<bool(std::FILE*)>& write);

}  // namespace bestand
