// The bytes of one file or of standard input, gunzipped where they are gzip.
//
// Errors   kUnreadable with the system's words; a gzip that ends early or is damaged gives what it holds,
// then kUnreadable Threads  one
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace bestand {

class ByteSource {
 public:
  // `path` "-" is standard input.
  static Result<ByteSource> open(const std::string& path);

  ByteSource(ByteSource&&) noexcept;
  ByteSource& operator=(ByteSource&&) noexcept;
  ~ByteSource();

  // Bytes that were read and not yet taken.
  std::string_view buffered() const { return {buffer_.get() + begin_, end_ - begin_}; }

  // Reads more behind buffered(). False at the end of the input and when the buffer is full; once reading has
  // failed, always that error.
  Result<bool> fill();

  void take(size_t bytes) {
    begin_ += bytes;
    taken_ += bytes;
  }
  // Leaves the rest unread.
  void end() {
    begin_ = end_;
    failed_.reset();
    ended_ = true;
  }
  uint64_t taken() const { return taken_; }  // the file offset of buffered()
  const std::string& name() const { return name_; }

  static constexpr size_t kBuffer = 256 * 1024;

 private:
  ByteSource() = default;
  Error trouble() const;

  struct Close {
    void operator()(void* gz) const;
  };
  std::unique_ptr<void, Close> gz_;
  std::unique_ptr<char[]> buffer_;
  size_t begin_ = 0, end_ = 0;
  uint64_t taken_ = 0;
  bool ended_ = false;
  std::optional<Error> failed_;
  std::string name_;
};

// All bytes of a file, gunzipped; kTooLarge over `limit`.
Result<std::string> read_all(const std::string& path, uint64_t limit);

}  // namespace bestand
