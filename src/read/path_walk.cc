#include "read/path_walk.h"

#include <algorithm>
#include <filesystem>
#include <system_error>

namespace bestand {
namespace fs = std::filesystem;

PathWalk::PathWalk(std::vector<std::string> paths) {
  for (auto it = paths.rbegin(); it != paths.rend(); ++it) pending_.push_back({std::move(*it), true});
}

Status PathWalk::expand(const std::string& folder) {
  std::error_code error;
  fs::directory_iterator entries(folder, error);
  std::vector<std::string> found;
  for (; !error && entries != fs::directory_iterator(); entries.increment(error)) {
    const fs::path& path = entries->path();
    if (path.filename().string().starts_with('.')) continue;
    std::error_code none;
    if (fs::is_symlink(entries->symlink_status(none)) && fs::is_directory(path, none)) continue;
    found.push_back(path.string());
  }
  std::sort(found.begin(), found.end(), std::greater<>());
  for (std::string& path : found) pending_.push_back({std::move(path), false});
  if (error) return Error{Code::kUnreadable, "folder cannot be read: " + error.message(), folder, "", -1};
  return success();
}

std::optional<Result<std::string>> PathWalk::next() {
  while (!pending_.empty()) {
    Entry entry = std::move(pending_.back());
    pending_.pop_back();
    if (entry.path == "-") return entry.path;
    std::error_code error;
    fs::file_status status = fs::status(entry.path, error);
    if (fs::is_directory(status)) {
      Status listed = expand(entry.path);
      if (!listed) return std::move(listed).error();
      continue;
    }
    if (!entry.given && fs::exists(status) && !fs::is_regular_file(status)) {
      return Error{Code::kUnsupported, "neither a file nor a folder", entry.path, "", -1};
    }
    return entry.path;
  }
  return std::nullopt;
}

}  // namespace bestand
