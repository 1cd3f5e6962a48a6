// The bytes of one file, of standard input or of memory, decompressed where they are gzip or zstd.
//
// Errors   kUnreadable with the system's words; compressed data that ends early or is damaged gives what it holds, then
//          kUnreadable; kTooLarge for data that decompresses to more than kMaxRatio times its size
// Threads  one
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
  // `path` "-" is standard input. `from`: a mark() of the same file, from where on it is read.
  static Result<ByteSource> open(const std::string& path, uint64_t from = 0);
  static ByteSource of_bytes(std::string name, std::string bytes);

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
  // After an error in compressed data: drops what is buffered and goes on with the next member or frame. False when
  // there is none.
  bool resume();

  // Where in the file itself buffered() begins, if reading can begin there: anywhere in plain bytes, where a member or frame
  // begins in compressed ones.
  std::optional<uint64_t> mark() const;

  uint64_t taken() const { return taken_; }  // the offset of buffered(), decompressed
  uint64_t raw_read() const;                 // bytes read of the file itself: for progress
  uint64_t raw_size() const;                 // of the file; 0 = unknown
  const std::string& name() const { return name_; }

  static constexpr size_t kBuffer = 256 * 1024;
  static constexpr uint64_t kMaxRatio = 400;
  static constexpr uint64_t kRatioFrom = 64 << 20;  // ratios are looked at once this much has come out

 private:
  struct Decoder;
  ByteSource();
  static ByteSource start(std::string name);

  std::unique_ptr<Decoder> decoder_;
  std::unique_ptr<char[]> buffer_;
  size_t begin_ = 0, end_ = 0;
  uint64_t taken_ = 0;
  uint64_t from_ = 0;  // of the file
  bool ended_ = false;
  std::optional<Error> failed_;
  std::string name_;
};

// All bytes of a file, decompressed; kTooLarge over `limit`.
Result<std::string> read_all(const std::string& path, uint64_t limit);

// All bytes of `bytes` decompressed where they are gzip or zstd; kTooLarge over `limit`.
Result<std::string> decompress(std::string bytes, uint64_t limit);

}  // namespace bestand
