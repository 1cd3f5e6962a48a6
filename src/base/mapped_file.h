// A file mapped read-only into memory.
//
// Errors   kUnreadable with the path and the system's words
// Threads  const; the mapping lives as long as the object
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.h"

namespace bestand {

class MappedFile {
 public:
  static Result<MappedFile> open(const std::string& path);

  MappedFile(MappedFile&& other) noexcept;
  MappedFile& operator=(MappedFile&& other) noexcept;
  ~MappedFile();

  std::string_view bytes() const { return {data_, size_}; }
  const std::string& path() const { return path_; }
  // Takes the pages read so far out of the process: they come back as they are read again. For whoever checks a file whole
  // and may need little of it.
  void release() const;

 private:
  MappedFile() = default;
  const char* data_ = nullptr;
  size_t size_ = 0;
  std::string path_;
};

}  // namespace bestand
