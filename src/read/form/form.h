// The forms a file can have, behind one face: documents and rejects one at a time.
//
// Threads  one
#pragma once

#include <memory>
#include <optional>
#include <string_view>

#include "read/byte_source.h"
#include "read/reader.h"

namespace bestand {

// What all forms share while one Reader reads.
struct ReadContext {
  ReadOptions options;
  Tally passed_over;
  uint64_t bytes_done = 0;  // of forms that are finished

  // Adds what every document gets: its file, its language, an id by file where asked; and keeps its bytes where asked.
  void finish(Document* document, const std::string& file) const;
};

class Form {
 public:
  virtual ~Form() = default;
  // The next document or reject; nothing at the end.
  virtual std::optional<Item> next() = 0;
  virtual const ByteSource& source() const = 0;
};

// Sees what `source` holds. `depth` counts the archives around it. Errors: nothing in it can be read.
Result<std::unique_ptr<Form>> open_form(ByteSource source, ReadContext* context, int depth = 0);

std::unique_ptr<Form> make_plain(ByteSource source, ReadContext* context);
std::unique_ptr<Form> make_lines(ByteSource source, ReadContext* context);
std::unique_ptr<Form> make_page(ByteSource source, ReadContext* context);
std::unique_ptr<Form> make_feed(ByteSource source, ReadContext* context);
std::unique_ptr<Form> make_warc(ByteSource source, ReadContext* context);
std::unique_ptr<Form> make_table(ByteSource source, ReadContext* context, char separator);
std::unique_ptr<Form> make_pack(ByteSource source, ReadContext* context, int depth);

// --- for the forms

// A piece of a source up to a line's end, or up to the source's end.
struct Piece {
  std::string bytes;
  uint64_t at = 0;       // offset in the source
  bool over = false;     // longer than the limit: `bytes` is cut
  bool nothing = false;  // the source had ended
};

// Reads up to '\n' (not included) or, with `whole`, to the end.
Result<Piece> take_piece(ByteSource* source, uint64_t limit, bool whole);
std::string too_large(uint64_t limit);
std::string file_name(std::string_view path);

}  // namespace bestand
