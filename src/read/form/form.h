// The forms a file can have, behind one face: documents and rejects one at a time.
//
// Threads  one; a Task's work any
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "read/byte_source.h"
#include "read/reader.h"

namespace bestand {

struct Outcome;
struct Task;

// What all forms share while one Reader reads.
struct ReadContext {
  ReadOptions options;
  Tally passed_over;
  uint64_t bytes_done = 0;  // of forms that are finished

  // Adds what every document gets: its file, its language, an id by file where asked; and keeps its bytes where asked.
  void finish(Document* document, const std::string& file) const;

  // What is to be handed out of a task that is done; nothing for what was passed over, which is counted.
  std::optional<Item> take(const Task& task, Outcome outcome);
};

// What came of a piece of a file: a document or a reject, or why it is neither.
struct Outcome {
  std::optional<Item> item;
  const char* passed_over = nullptr;
};

// A piece that was read, and what is still to be done on it. The work holds all it needs and may be done on any thread; the
// document that comes of it is finished (ReadContext) by the reader, in order.
struct Task {
  std::function<Outcome()> work;
  std::string file;
  bool whole_file = false;          // an id by file is for documents that are one
  bool finished = false;            // the document needs nothing more
  size_t bytes = 0;                 // held until the work is done
  std::optional<uint64_t> mark;     // where in the file reading may begin anew to get this piece
};

class Form {
 public:
  virtual ~Form() = default;
  // The next piece; nothing at the end. A form whose pieces are quickly read gives documents instead.
  virtual std::optional<Task> task();
  virtual const ByteSource& source() const = 0;
  // Where reading may begin anew to get what is not given yet; nothing where it may not.
  virtual std::optional<uint64_t> mark() const { return std::nullopt; }

 protected:
  // The next document or reject, finished; nothing at the end.
  virtual std::optional<Item> next() { return std::nullopt; }
};

// The next item, its task done at once; nothing at the end.
std::optional<Item> next_item(Form* form, ReadContext* context);

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
