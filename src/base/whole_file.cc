#include "base/whole_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>

namespace bestand {

void replace_file(const std::string& path, const std::string& like, const std::function<bool(std::FILE*)>& write) {
  const std::string part = path + ".part" + std::to_string(getpid());
  std::error_code ignored;
  std::filesystem::remove(part, ignored);  // a file that is new has the permissions it is made with
  struct stat of{};
  if (stat(like.c_str(), &of) != 0) return;
  const int handle = open(part.c_str(), O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, of.st_mode & 0666);
  std::FILE* file = handle < 0 ? nullptr : fdopen(handle, "wb");
  if (!file) return;
  bool whole = write(file);
  whole &= std::fclose(file) == 0;
  if (whole)
    std::filesystem::rename(part, path, ignored);
  else
    std::filesystem::remove(part, ignored);
}

}  // namespace bestand
