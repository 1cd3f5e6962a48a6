// One JSON document a line. Lines are cut out of the source's buffer; a line longer than the buffer is gathered up to the
// limit, and past the limit dropped as it comes, so that memory stays bounded whatever the input.
#include "read/form/form.h"

namespace bestand {
namespace {

// The first line of a pretty-printed file: nothing but an opening bracket.
bool spread_over_lines(std::string_view line) {
  size_t first = line.find_first_not_of(" \t"), last = line.find_last_not_of(" \t");
  return first == last && (line[first] == '{' || line[first] == '[');
}

class Lines final : public Form {
 public:
  Lines(ByteSource source, ReadContext* context) : source_(std::move(source)), context_(context) {}

  const ByteSource& source() const override { return source_; }

  std::optional<Item> next() override {
    if (done_) return std::nullopt;
    std::optional<Item> item = next_line();
    done_ = !item || (!*item && item->error().code == Code::kUnreadable);
    any_ = true;
    return item;
  }

 private:
  Error reject(Code code, std::string message, int64_t byte) const {
    return Error{code, std::move(message), source_.name(), line_ > 0 ? "line " + std::to_string(line_) : "", byte};
  }

  // The next line that is not blank; nothing at the end of the source.
  std::optional<Item> next_line() {
    uint64_t limit = context_->options.max_document_bytes;
    for (;;) {
      Result<Piece> piece = take_piece(&source_, limit, false);
      if (!piece) return std::move(piece).error();
      if (piece->nothing) break;
      ++line_;
      int64_t at = static_cast<int64_t>(piece->at);
      if (piece->over) return reject(Code::kTooLarge, too_large(limit), at);
      std::string_view bytes = piece->bytes;
      if (bytes.ends_with('\r')) bytes.remove_suffix(1);
      if (bytes.find_first_not_of(" \t\r") == bytes.npos) continue;
      if (!any_ && spread_over_lines(bytes)) {
        source_.end();
        return reject(Code::kInvalidJson, "holds JSON spread over lines: give one document a line", at);
      }
      return placed(read_json_document(bytes, context_->options.fields), at);
    }
    line_ = 0;
    if (!any_) return reject(Code::kEmptyFile, "holds no documents", -1);
    return std::nullopt;
  }

  Item placed(Item item, int64_t at) const {
    if (!item) return reject(item.error().code, item.error().message, item.error().byte < 0 ? at : at + item.error().byte);
    context_->finish(&*item, source_.name());
    item->line = line_;
    return item;
  }

  ByteSource source_;
  ReadContext* context_;
  int64_t line_ = 0;  // number of the last line taken
  bool any_ = false;  // a document or a reject was given
  bool done_ = false;
};

}  // namespace

std::unique_ptr<Form> make_lines(ByteSource source, ReadContext* context) { return std::make_unique<Lines>(std::move(source), context); }

}  // namespace bestand
