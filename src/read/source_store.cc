// A file is written beside its place and renamed into it, so that one cut off never bears a hash for its name.
#include "read/source_store.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>

#include "base/sha256.h"

namespace bestand {
namespace {

Error unwritable(const std::string& path, const std::string& why) { return Error{Code::kUnwritable, why, path, "", -1}; }

}  // namespace

bool SourceStore::is_hash(std::string_view text) {
  return text.size() == 64 && std::all_of(text.begin(), text.end(), [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

Status SourceStore::prepare() {
  std::error_code failed;
  std::filesystem::create_directories(folder_, failed);
  if (failed) return unwritable(folder_, failed.message());
  if (::access(folder_.c_str(), W_OK | X_OK) != 0) return unwritable(folder_, std::strerror(errno));
  return success();
}

Status SourceStore::put(const std::string& sha256, std::string_view bytes) {
  if (trouble_) return *trouble_;
  Status written = is_hash(sha256) ? write(sha256, bytes) : Status(Error{Code::kUnwritable, "is no SHA-256: " + sha256.substr(0, 64), folder_, "", -1});
  if (!written) trouble_ = written.error();
  return written;
}

Status SourceStore::write(const std::string& sha256, std::string_view bytes) {
  const std::string path = path_of(sha256);
  std::error_code failed;
  if (std::filesystem::file_size(path, failed) == bytes.size() && !failed) return success();
  std::filesystem::create_directories(path.substr(0, path.rfind('/')), failed);
  if (failed) return unwritable(path, failed.message());
  const std::string beside = path + ".part" + std::to_string(::getpid());
  std::FILE* file = std::fopen(beside.c_str(), "wb");
  if (file == nullptr) return unwritable(beside, std::strerror(errno));
  bool whole = std::fwrite(bytes.data(), 1, bytes.size(), file) == bytes.size();
  int why = errno;
  if (std::fclose(file) != 0 && whole) {
    whole = false;
    why = errno;
  }
  if (whole && std::rename(beside.c_str(), path.c_str()) == 0) return success();
  if (whole) why = errno;
  std::remove(beside.c_str());
  return unwritable(path, std::strerror(why));
}

Result<std::string> SourceStore::get(const std::string& sha256) const {
  if (!is_hash(sha256)) return Error{Code::kNotFound, "is no SHA-256: " + sha256.substr(0, 64), folder_, "", -1};
  const std::string path = path_of(sha256);
  std::FILE* file = std::fopen(path.c_str(), "rb");
  if (file == nullptr && (errno == ENOENT || errno == ENOTDIR)) {
    return Error{Code::kNotFound, "the original bytes (SHA-256 " + sha256 + ") were not kept here", folder_, "", -1};
  }
  if (file == nullptr) return Error{Code::kUnreadable, std::strerror(errno), path, "", -1};
  std::string bytes;
  char buffer[65536];
  for (size_t n; (n = std::fread(buffer, 1, sizeof buffer, file)) > 0;) bytes.append(buffer, n);
  const bool broken = std::ferror(file) != 0;
  const int why = errno;
  std::fclose(file);
  if (broken) return Error{Code::kUnreadable, std::strerror(why), path, "", -1};
  if (bestand::sha256(bytes) != sha256) return Error{Code::kBadData, "was changed: its bytes do not have the SHA-256 that it is kept under", path, "", -1};
  return bytes;
}

}  // namespace bestand
