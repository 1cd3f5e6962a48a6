// Lines are cut out of the source's buffer; a line longer than the buffer is gathered up to the limit, and
// past the limit dropped as it comes, so that memory stays bounded whatever the input.
#include "read/reader.h"

#include <cstring>
#include <string_view>

#include "read/byte_source.h"
#include "read/document_forms.h"
#include "read/html/page.h"
#include "read/language.h"
#include "read/path_walk.h"
#include "read/text_form.h"

namespace bestand {
namespace {

constexpr std::string_view kUtf8Mark = "\xEF\xBB\xBF";

bool ends_with_any(std::string_view name, std::initializer_list<std::string_view> endings) {
  if (name.ends_with(".gz")) name.remove_suffix(3);
  for (std::string_view ending : endings) {
    if (name.ends_with(ending)) return true;
  }
  return false;
}

bool looks_like_json(std::string_view beginning) {
  if (beginning.starts_with(kUtf8Mark)) beginning.remove_prefix(kUtf8Mark.size());
  size_t at = beginning.find_first_not_of(" \t\r\n");
  return at != beginning.npos && beginning[at] == '{';
}

// The first line of a pretty-printed file: nothing but an opening bracket.
bool spread_over_lines(std::string_view line) {
  size_t first = line.find_first_not_of(" \t"), last = line.find_last_not_of(" \t");
  return first == last && (line[first] == '{' || line[first] == '[');
}

std::string too_large(uint64_t limit) {
  return "is over the limit of " + std::to_string(limit) + " bytes a document";
}

// A piece of a source up to a line's end, or up to the source's end.
struct Piece {
  std::string bytes;
  uint64_t at = 0;       // file offset
  bool over = false;     // longer than the limit: `bytes` is cut
  bool nothing = false;  // the source had ended
};

// Reads up to '\n' (not included) or, with `whole`, to the end.
Result<Piece> take_piece(ByteSource* source, uint64_t limit, bool whole) {
  Piece piece;
  piece.at = source->taken();
  bool any = false;
  for (;;) {
    std::string_view buffered = source->buffered();
    if (buffered.empty()) {
      Result<bool> filled = source->fill();
      if (!filled) return std::move(filled).error();
      if (!*filled) break;
      continue;
    }
    any = true;
    size_t newline = whole ? buffered.npos : buffered.find('\n');
    std::string_view part = buffered.substr(0, newline);
    size_t room = static_cast<size_t>(limit - piece.bytes.size());
    if (part.size() > room) piece.over = true;
    piece.bytes.append(part.substr(0, room));
    source->take(part.size() + (newline == buffered.npos ? 0 : 1));
    if (newline != buffered.npos) break;
  }
  piece.nothing = !any;
  return piece;
}

std::string file_name(std::string_view path) { return std::string(path.substr(path.rfind('/') + 1)); }

}  // namespace

struct Reader::State {
  PathWalk walk;
  ReadOptions options;
  std::optional<ByteSource> source;
  bool lines = false;         // the source holds JSON lines
  bool page = false;          // the source is a web page
  int64_t line = 0;           // number of the last line taken
  bool any = false;           // the source has given a document or a reject
  uint64_t bytes_before = 0;  // of the sources that are done

  std::optional<Item> open_next();
  std::optional<Item> begin_source();
  std::optional<Item> next_line();
  Item read_plain();
  Item read_whole_page(std::string_view bytes) const;
  Item place(Item item, uint64_t at) const;
  Error reject(Code code, std::string message, int64_t byte) const;
  void close();
};

Error Reader::State::reject(Code code, std::string message, int64_t byte) const {
  std::string where = line > 0 ? "line " + std::to_string(line) : "";
  return Error{code, std::move(message), source->name(), std::move(where), byte};
}

void Reader::State::close() {
  bytes_before += source->taken();
  source.reset();
}

// Adds file, line and language to a document, file, line and file offset to a reject.
Item Reader::State::place(Item item, uint64_t at) const {
  if (!item) {
    const Error& error = item.error();
    int64_t byte = error.byte < 0 ? static_cast<int64_t>(at) : static_cast<int64_t>(at) + error.byte;
    return reject(error.code, error.message, byte);
  }
  item->file = source->name();
  item->line = line;
  if (item->lang.empty() && options.detect_language) {
    item->lang = detect_language(item->text);
    item->lang_detected = !item->lang.empty();
  }
  return item;
}

// Opens the next path and sees what it holds. Gives an item only for a path that cannot be read at all.
std::optional<Item> Reader::State::open_next() {
  std::optional<Result<std::string>> path = walk.next();
  if (!path) return std::nullopt;
  if (!*path) return std::move(*path).error();
  Result<ByteSource> opened = ByteSource::open(**path);
  if (!opened) return std::move(opened).error();
  source.emplace(std::move(*opened));
  line = 0;
  any = false;
  return begin_source();
}

std::optional<Item> Reader::State::begin_source() {
  Result<bool> filled = source->fill();
  while (filled && *filled && source->buffered().size() < 1024) filled = source->fill();
  if (!filled && source->buffered().empty()) {
    Item item = std::move(filled).error();
    close();
    return item;
  }
  std::string_view beginning = source->buffered().substr(0, 1024);
  std::optional<Error> refused;
  if (beginning.empty()) refused = Error{Code::kEmptyFile, "is empty", "", "", -1};
  page = !ends_with_any(source->name(), {".txt", ".jsonl", ".ndjson", ".json"}) &&
         (ends_with_any(source->name(), {".html", ".htm", ".xhtml"}) || looks_like_page(beginning));
  if (!refused && !page) refused = refuse_by_beginning(beginning);
  if (refused) {
    Item item = reject(refused->code, refused->message, refused->byte);
    close();
    return item;
  }
  lines = false;
  if (page) return std::nullopt;
  bool named = ends_with_any(source->name(), {".jsonl", ".ndjson", ".json"});
  lines = named || (!ends_with_any(source->name(), {".txt"}) && looks_like_json(beginning));
  if (lines && has_utf16_mark(beginning)) {
    Item item = reject(Code::kUnsupported, "JSON lines must be UTF-8, this is UTF-16", 0);
    close();
    return item;
  }
  if (beginning.starts_with(kUtf8Mark) && lines) source->take(kUtf8Mark.size());
  return std::nullopt;
}

Item Reader::State::read_whole_page(std::string_view bytes) const {
  auto words = shared_page_words();
  if (!words) return words.error();
  return read_page(bytes, {}, **words);
}

Item Reader::State::read_plain() {
  Result<Piece> piece = take_piece(&*source, options.max_document_bytes, true);
  if (!piece) return std::move(piece).error();
  if (piece->over) return reject(Code::kTooLarge, too_large(options.max_document_bytes), -1);
  Item item = place(page ? read_whole_page(piece->bytes) : read_plain_document(std::move(piece->bytes)), 0);
  if (item && options.id_from_file) item->id = file_name(source->name());
  return item;
}

// The next line that is not blank; nothing at the end of the source.
std::optional<Item> Reader::State::next_line() {
  for (;;) {
    Result<Piece> piece = take_piece(&*source, options.max_document_bytes, false);
    if (!piece) return std::move(piece).error();
    if (piece->nothing) break;
    ++line;
    if (piece->over) return reject(Code::kTooLarge, too_large(options.max_document_bytes), piece->at);
    std::string_view bytes = piece->bytes;
    if (bytes.ends_with('\r')) bytes.remove_suffix(1);
    if (bytes.find_first_not_of(" \t\r") == bytes.npos) continue;
    if (!any && spread_over_lines(bytes)) {
      source->end();
      return reject(Code::kInvalidJson, "holds JSON spread over lines: give one document a line", piece->at);
    }
    return place(read_json_document(bytes), piece->at);
  }
  line = 0;
  if (!any) return reject(Code::kEmptyFile, "holds no documents", -1);
  return std::nullopt;
}

Reader::Reader(std::vector<std::string> paths, ReadOptions options)
    : state_(std::make_unique<State>(State{PathWalk(std::move(paths)), options})) {}
Reader::Reader(Reader&&) noexcept = default;
Reader& Reader::operator=(Reader&&) noexcept = default;
Reader::~Reader() = default;

uint64_t Reader::bytes_read() const {
  return state_->bytes_before + (state_->source ? state_->source->taken() : 0);
}

std::optional<Item> Reader::next() {
  State& state = *state_;
  for (;;) {
    if (!state.source) {
      std::optional<Item> item = state.open_next();
      if (item) return item;
      if (!state.source) return std::nullopt;
    }
    if (!state.lines) {
      Item item = state.read_plain();
      state.close();
      return item;
    }
    std::optional<Item> item = state.next_line();
    bool broken = item && !*item && item->error().code == Code::kUnreadable;
    if (!item || broken) state.close();
    if (state.source) state.any = true;
    if (item) return item;
  }
}

}  // namespace bestand
