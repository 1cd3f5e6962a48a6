// Files are read one after another by the caller's thread; what takes time, the extraction of pages, is done by others on
// pieces that were read ahead. Pieces wait in order, and what is held is bounded by count and bytes.
#include "read/reader.h"

#include <deque>

#include "base/deadline.h"
#include "read/form/form.h"
#include "read/path_walk.h"
#include "read/task_queue.h"

namespace bestand {
namespace {

constexpr size_t kAheadPerThread = 8;
constexpr size_t kAheadBytes = 64 << 20;

}  // namespace

struct Reader::State {
  struct Piece {
    Task task;
    Outcome outcome;
    std::string path;
    uint64_t path_size = 0;
  };

  PathWalk walk;
  ReadContext context;
  std::unique_ptr<Form> form;
  std::string path;          // of `form`
  bool more = true;
  size_t ahead_bytes = 0;
  std::map<std::string, ReadMark> marks;
  std::deque<std::unique_ptr<Piece>> pieces;
  TaskQueue queue;           // last: its threads end before what they work on

  State(std::vector<std::string> paths, ReadOptions options) : walk(std::move(paths)), context{std::move(options), {}, 0}, queue(context.options.threads) { marks = context.options.resume; }

  // Opens the next path. Gives an item only for one that cannot be read at all.
  std::optional<Item> open_next() {
    std::optional<Result<std::string>> next = walk.next();
    more = next.has_value();
    if (!next) return std::nullopt;
    if (!*next) return std::move(*next).error();
    path = **next;
    uint64_t from = 0;
    if (auto found = context.options.resume.find(path); found != context.options.resume.end()) from = found->second.offset;
    Result<ByteSource> source = ByteSource::open(path, from);
    if (source && from > 0 && source->raw_size() < from) source = ByteSource::open(path);  // another file by now
    if (!source) return std::move(source).error();
    if (from > 0 && source->raw_size() == from) return std::nullopt;  // it was read to its end
    auto opened = open_form(std::move(*source), &context);
    if (!opened) return std::move(opened).error();
    form = std::move(*opened);
    return std::nullopt;
  }

  void end_file() {
    context.bytes_done += form->source().taken();
    const uint64_t size = form->source().raw_size();
    form.reset();
    const bool waits = !pieces.empty() && pieces.back()->path == path;
    if (auto found = marks.find(path); found != marks.end() && !waits) found->second = {size, size};
  }

  std::optional<Task> next_task() {
    while (more) {
      if (form) {
        if (auto task = form->task()) return task;
        end_file();
      }
      if (auto item = open_next()) {
        Task task;
        task.finished = true;
        task.work = [held = std::make_shared<Item>(std::move(*item))] { return Outcome{std::move(*held), nullptr}; };
        return task;
      }
    }
    return std::nullopt;
  }

  void read_ahead() {
    const unsigned threads = context.options.threads;
    const size_t ahead = threads <= 1 ? 1 : threads * kAheadPerThread;
    while (pieces.size() < ahead && (pieces.empty() || ahead_bytes < kAheadBytes)) {
      auto task = [this] {
        Deadline deadline(context.options.max_seconds);  // feeds are read whole at their first piece
        return next_task();
      }();
      if (!task) return;
      auto piece = std::make_unique<Piece>();
      piece->task = std::move(*task);
      if (form) {
        piece->path = path;
        piece->path_size = form->source().raw_size();
      }
      ahead_bytes += piece->task.bytes;
      queue.begin([p = piece.get(), seconds = context.options.max_seconds] {
        Deadline deadline(seconds);
        p->outcome = p->task.work();
        p->task.work = nullptr;  // and what it held
      });
      pieces.push_back(std::move(piece));
    }
  }

  // Notes how far the file of a piece that is handed out was read.
  void mark(const Piece& piece) {
    if (piece.path.empty() || !piece.task.mark) return;
    std::optional<uint64_t> at = piece.path_size;
    if (!pieces.empty() && pieces.front()->path == piece.path) {
      at = pieces.front()->task.mark;
    } else if (pieces.empty() && form && path == piece.path) {
      at = form->mark();
    }
    if (at) marks[piece.path] = {*at, piece.path_size};
  }

  std::optional<Item> take() {
    queue.take();
    std::unique_ptr<Piece> piece = std::move(pieces.front());
    pieces.pop_front();
    ahead_bytes -= piece->task.bytes;
    mark(*piece);
    return context.take(piece->task, std::move(piece->outcome));
  }
};

Reader::Reader(std::vector<std::string> paths, ReadOptions options) : state_(std::make_unique<State>(std::move(paths), std::move(options))) {}
Reader::Reader(Reader&&) noexcept = default;
Reader& Reader::operator=(Reader&&) noexcept = default;
Reader::~Reader() = default;

uint64_t Reader::bytes_read() const {
  return state_->context.bytes_done + (state_->form ? state_->form->source().taken() : 0);
}
uint64_t Reader::file_bytes_read() const { return state_->form ? state_->form->source().raw_read() : 0; }
uint64_t Reader::file_size() const { return state_->form ? state_->form->source().raw_size() : 0; }
const Tally& Reader::passed_over() const { return state_->context.passed_over; }
const std::map<std::string, ReadMark>& Reader::marks() const { return state_->marks; }

std::optional<Item> Reader::next() {
  for (;;) {
    state_->read_ahead();
    if (state_->pieces.empty()) return std::nullopt;
    if (auto item = state_->take()) return item;
  }
}

}  // namespace bestand
