// The files that a list of paths stands for, in order: folders are gone through recursively, names in byte
// order.
//
// Hidden names (".git") are left out below a given folder. A link to a file is read, a link to a folder is
// not gone into, so a loop of links ends. What is neither file nor folder below a folder (a socket, a pipe)
// is an error. Memory   the names of the folders that are open
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"

namespace bestand {

class PathWalk {
 public:
  explicit PathWalk(std::vector<std::string> paths);

  // The next file's path ("-" stays "-"), or why a folder could not be listed.
  std::optional<Result<std::string>> next();

 private:
  struct Entry {
    std::string path;
    bool given;  // by the caller, not found in a folder
  };
  Status expand(const std::string& folder);

  std::vector<Entry> pending_;  // a stack: the next one last
};

}  // namespace bestand
