#include "base/data_dir.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <vector>

#include "base/mapped_file.h"

namespace bestand {
namespace fs = std::filesystem;

namespace {

Status find_actors(std::vector<std::string>* files) {
  const char* named = std::getenv("BESTAND_ACTORS");
  if (named == nullptr || *named == '\0') return success();
  std::error_code error;
  if (!fs::is_directory(named, error)) {
    if (!fs::exists(named, error)) return Error{Code::kUnreadable, "BESTAND_ACTORS names it, but it is not there", named, "", -1};
    files->emplace_back(named);
    return success();
  }
  for (fs::directory_iterator it(named, error), end; !error && it != end; it.increment(error)) {
    if (it->path().extension() == ".toml") files->push_back(it->path().string());
  }
  if (error) return Error{Code::kUnreadable, error.message(), named, "", -1};
  std::sort(files->begin(), files->end());
  return success();
}

}  // namespace

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
    if (auto actors = find_actors(&found.actor_files); !actors) return actors.error();
    if (const char* named = std::getenv("BESTAND_GAZETTEER"); named != nullptr && *named != '\0') {
      if (!fs::is_regular_file(named, none))
        return Error{Code::kUnreadable, "BESTAND_GAZETTEER names it, but it is not there", named, "", -1};
      found.gazetteer = named;
    }
    for (const fs::path& file : {root / "world.gazetteer", program / "share" / "world.gazetteer",
                                 root / "build" / "share" / "world.gazetteer"}) {
      if (found.gazetteer.empty() && fs::is_regular_file(file, none)) found.gazetteer = file.string();
    }
    return found;
  }
  return Error{Code::kUnreadable, "no folder with lang/ and world/ (tried " + tried + "); set BESTAND_DATA", "", "", -1};
}

std::string DataDir::outlines() const {
  auto file = MappedFile::open(root + "/world/outlines.txt");
  return file ? std::string(file->bytes()) : std::string();
}

}  // namespace bestand
