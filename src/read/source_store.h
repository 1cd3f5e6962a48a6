// The bytes that documents were read from, kept in a folder by their SHA-256, each once: FOLDER/ab/cdef…
//
// Errors   kUnwritable, kUnreadable with the system's words; kNotFound: not kept, or no hash; kBadData: a file whose bytes
//          are not those of its name
// Threads  one store, one thread; many processes may fill one folder: a file appears whole or not at all
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace bestand {

class SourceStore {
 public:
  explicit SourceStore(std::string folder) : folder_(std::move(folder)) {}

  // Makes the folder where it is not there, and tries to write in it.
  Status prepare();

  // Keeps `bytes`, whose hash is `sha256`. What is there already, whole, is left as it is.
  Status put(const std::string& sha256, std::string_view bytes);

  // The kept bytes, their hash recomputed.
  Result<std::string> get(const std::string& sha256) const;

  // Why the first put() that failed did; nothing while all went well.
  const std::optional<Error>& trouble() const { return trouble_; }

  // Whether it is 64 digits of lower-case hexadecimal; nothing else becomes part of a path.
  static bool is_hash(std::string_view text);

 private:
  std::string path_of(const std::string& sha256) const { return folder_ + "/" + sha256.substr(0, 2) + "/" + sha256.substr(2); }
  Status write(const std::string& sha256, std::string_view bytes);

  std::string folder_;
  std::optional<Error> trouble_;
};

}  // namespace bestand
