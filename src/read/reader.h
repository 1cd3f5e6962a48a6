// Paths in, documents and rejects out, one at a time and in a fixed order.
//
// Input    files, folders (read recursively, names in byte order, hidden ones left out) and "-" for standard
// input.
//          A file is one plain text, or one JSON document a line: by its name (.jsonl .ndjson .json) or, for
//          other names than .txt, because its first byte other than white space is '{'. Either may be gzipped
// Errors   an item of its own with file, line and byte; reading goes on with the next line or file
// Memory   one buffer of 256 KiB and one document; a line over the limit is skipped as it streams by
// Threads  one thread pulls
// Source   docs/formats/documents.md
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "read/document.h"

namespace bestand {

struct ReadOptions {
  uint64_t max_document_bytes = 16 << 20;  // of one line or one plain file, as read; beyond: kTooLarge
  bool detect_language = true;             // where none is given
  bool id_from_file = false;               // the id of a plain text without its own is its file's name
};

using Item = Result<Document>;

class Reader {
 public:
  explicit Reader(std::vector<std::string> paths, ReadOptions options = {});
  Reader(Reader&&) noexcept;
  Reader& operator=(Reader&&) noexcept;
  ~Reader();

  // The next document or reject; nothing when all paths are read.
  std::optional<Item> next();

  uint64_t bytes_read() const;  // so far, decompressed: for progress

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace bestand
