// A new file that those may read who may read another.
#pragma once

#include <fcntl.h>
#include <sys/stat.h>

#include <cstdio>
#include <string>

namespace bestand {

// Opened for writing, emptied where it was there; null where it cannot be made, or the other is not there. The permissions are
// those of a file that is new: remove what may lie at `path` before.
inline std::FILE* create_as_private_as(const std::string& path, const std::string& other) {
  struct stat of{};
  if (stat(other.c_str(), &of) != 0) return nullptr;
  const int handle = ::open(path.c_str(), O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, of.st_mode & 0666);
  return handle < 0 ? nullptr : fdopen(handle, "wb");
}

}  // namespace bestand
