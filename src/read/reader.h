// Paths in, documents and rejects out, one at a time and in a fixed order.
//
// Input    files, folders (read recursively, names in byte order, hidden ones left out) and "-" for standard
// input.
//          A file is one plain text, one JSON document a line, a web page, a feed, a WARC or ARC file, a table (CSV, TSV),
//          or a tar or zip of any of these; by its name and its first bytes. Each may be compressed (gzip, zstd)
// Errors   an item of its own with file, line and byte; reading goes on with the next line, record or file
// Memory   one buffer of 256 KiB and one document a thread, with some 64 MiB read ahead at most where there are several; a
//          line over the limit is skipped as it streams by
// Threads  one thread pulls; with `threads` over 1, as many extract the text of pages: same items, same order
// Source   docs/formats/documents.md
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "read/document.h"
#include "read/document_forms.h"
#include "read/source_store.h"

namespace bestand {

// How far a file was read, in its own bytes, and how many it has.
struct ReadMark {
  uint64_t offset = 0, size = 0;
};

struct ReadOptions {
  uint64_t max_document_bytes = 16 << 20;  // of one line, page, record or plain file, as read; beyond: kTooLarge
  bool detect_language = true;             // where none is given
  bool id_from_file = false;               // the id of a text or page without its own is its file's name
  std::shared_ptr<SourceStore> keep;       // where the bytes of each document are kept; none = they are not. Its trouble
                                           // is the caller's to look at
  double max_seconds = 60;                 // to read one document; beyond: kOverTime
  unsigned threads = 1;                    // that extract pages
  std::map<std::string, ReadMark> resume;  // archives (WARC, ARC) that are read from a mark on, by path
  FieldMap fields;                         // names of columns and of JSON fields that stand for a document's
};

using Item = Result<Document>;

// What was seen and is no document, by reason ("not_html", "no_text"): records of archives, mostly.
using Tally = std::map<std::string, int64_t>;

class Reader {
 public:
  explicit Reader(std::vector<std::string> paths, ReadOptions options = {});
  Reader(Reader&&) noexcept;
  Reader& operator=(Reader&&) noexcept;
  ~Reader();

  // The next document or reject; nothing when all paths are read.
  std::optional<Item> next();

  uint64_t bytes_read() const;  // so far, decompressed: for progress
  // Of the file being read, as it lies there: bytes read, and all of them (0 = unknown).
  uint64_t file_bytes_read() const;
  uint64_t file_size() const;
  const Tally& passed_over() const;
  // Of archives: up to where all was handed out. Whoever keeps them can begin there again.
  const std::map<std::string, ReadMark>& marks() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace bestand
