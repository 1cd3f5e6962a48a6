// Which form a file has: the beginning decides where it can (archives, WARC, feeds, pages), then the name.
#include "read/form/form.h"

#include "read/archive/warc.h"
#include "read/feed/feed.h"
#include "read/html/page.h"
#include "read/language.h"
#include "read/text_form.h"

namespace bestand {
namespace {

constexpr std::string_view kUtf8Mark = "\xEF\xBB\xBF";
constexpr size_t kBeginning = 1024;

bool ends_with_any(std::string_view name, std::initializer_list<std::string_view> endings) {
  for (std::string_view packed : {".gz", ".zst"}) {
    if (name.ends_with(packed)) name.remove_suffix(packed.size());
  }
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

bool looks_like_pack(std::string_view beginning) {
  return beginning.starts_with("PK\x03\x04") || beginning.starts_with("PK\x05\x06") || beginning.substr(0, 262).substr(std::min<size_t>(beginning.size(), 257)) == "ustar";
}

Error of_source(Error error, const ByteSource& source) {
  error.file = source.name();
  return error;
}

}  // namespace

std::string too_large(uint64_t limit) { return "is over the limit of " + std::to_string(limit) + " bytes a document"; }

std::string file_name(std::string_view path) { return std::string(path.substr(path.find_last_of("/!") + 1)); }

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

void ReadContext::finish(Document* document, const std::string& file) const {
  document->file = file;
  if (options.keep) (void)options.keep->put(document->raw_sha256, document->raw);
  document->raw = std::string();
  if (!document->lang.empty() || !options.detect_language) return;
  document->lang = detect_language(document->text);
  document->lang_detected = !document->lang.empty();
}

std::optional<Item> ReadContext::take(const Task& task, Outcome outcome) {
  if (outcome.passed_over != nullptr) ++passed_over[outcome.passed_over];
  if (!outcome.item || !*outcome.item || task.finished) return std::move(outcome.item);
  Document& document = **outcome.item;
  finish(&document, task.file);
  if (task.whole_file && options.id_from_file) document.id = file_name(task.file);
  return std::move(outcome.item);
}

std::optional<Item> next_item(Form* form, ReadContext* context) {
  while (auto task = form->task()) {
    if (auto item = context->take(*task, task->work())) return item;
  }
  return std::nullopt;
}

std::optional<Task> Form::task() {
  auto item = next();
  if (!item) return std::nullopt;
  Task task;
  task.finished = true;
  auto held = std::make_shared<Outcome>(Outcome{std::move(item), nullptr});
  task.work = [held] { return std::move(*held); };
  return task;
}

Result<std::unique_ptr<Form>> open_form(ByteSource source, ReadContext* context, int depth) {
  Result<bool> filled = source.fill();
  while (filled && *filled && source.buffered().size() < kBeginning) filled = source.fill();
  if (!filled && source.buffered().empty()) return std::move(filled).error();
  std::string_view beginning = source.buffered().substr(0, kBeginning);
  if (beginning.empty()) return of_source({Code::kEmptyFile, "is empty", "", "", -1}, source);
  if (looks_like_pack(beginning)) return make_pack(std::move(source), context, depth);
  if (looks_like_warc(beginning)) return make_warc(std::move(source), context);
  const std::string& name = source.name();
  bool text = ends_with_any(name, {".txt"}), lines = ends_with_any(name, {".jsonl", ".ndjson", ".json"});
  if (!text && !lines) {
    bool page = looks_like_page(beginning);
    if (looks_like_feed(beginning) || (!page && ends_with_any(name, {".rss", ".atom", ".opml"}))) return make_feed(std::move(source), context);
    if (page || ends_with_any(name, {".html", ".htm", ".xhtml"})) return make_page(std::move(source), context);
    if (ends_with_any(name, {".xml", ".rdf"})) return make_feed(std::move(source), context);
  }
  if (auto refused = refuse_by_beginning(beginning)) return of_source(*refused, source);
  if (ends_with_any(name, {".csv"})) return make_table(std::move(source), context, ',');
  if (ends_with_any(name, {".tsv", ".tab"})) return make_table(std::move(source), context, '\t');
  lines |= !text && looks_like_json(beginning);
  if (!lines) return make_plain(std::move(source), context);
  if (has_utf16_mark(beginning)) return of_source({Code::kUnsupported, "JSON lines must be UTF-8, this is UTF-16", "", "", 0}, source);
  if (beginning.starts_with(kUtf8Mark)) source.take(kUtf8Mark.size());
  return make_lines(std::move(source), context);
}

}  // namespace bestand
