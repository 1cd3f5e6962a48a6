#include "base/data_dir.h"

#include <cstdlib>
#include <filesystem>
#include <vector>

namespace bestand {
namespace fs = std::filesystem;

Result<DataDir> DataDir::find() {
  std::error_code none;
  fs::path program = fs::read_symlink("/proc/self/exe", none).parent_path();
  std::vector<fs::path> roots;
  if (const char* named = std::getenv("BESTAND_DATA"); named != nullptr && *named != '\0') {
    roots = {named};
  } else {
    roots = {program, program.parent_path(), program.parent_path().parent_path(),
             program.parent_path() / "share" / "bestand"};
  }
  std::string tried;
  for (const fs::path& root : roots) {
    if (!fs::is_directory(root / "lang", none) || !fs::is_directory(root / "world", none)) {
      tried += (tried.empty() ? "" : ", ") + root.string();
      continue;
    }
    DataDir found{root.string(), ""};
    for (const fs::path& file : {root / "world.gazetteer", program / "share" / "world.gazetteer",
                                 root / "build" / "share" / "world.gazetteer"}) {
      if (found.gazetteer.empty() && fs::is_regular_file(file, none)) found.gazetteer = file.string();
    }
    return found;
  }
  return Error{Code::kUnreadable, "no folder with lang/ and world/ (tried " + tried + "); set BESTAND_DATA", "", "", -1};
}

}  // namespace bestand
