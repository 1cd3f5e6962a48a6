// The forms that are one file, one piece: plain texts, web pages, feeds.
#include <vector>

#include "read/feed/feed.h"
#include "read/form/form.h"
#include "read/html/page.h"

namespace bestand {
namespace {

class Whole : public Form {
 public:
  Whole(ByteSource source, ReadContext* context) : source_(std::move(source)), context_(context) {}

  const ByteSource& source() const override { return source_; }

  std::optional<Item> next() override {
    if (done_) return std::nullopt;
    done_ = true;
    Result<Piece> piece = take_piece(&source_, context_->options.max_document_bytes, true);
    if (!piece) return std::move(piece).error();
    if (piece->over) return reject({Code::kTooLarge, too_large(context_->options.max_document_bytes), "", "", -1});
    return finished(read(std::move(piece->bytes)));
  }

 protected:
  virtual Item read(std::string bytes) = 0;

  Error reject(Error error) const {
    error.file = source_.name();
    return error;
  }

  Item finished(Item item) const {
    if (!item) return reject(item.error());
    context_->finish(&*item, source_.name());
    if (context_->options.id_from_file) item->id = file_name(source_.name());
    return item;
  }

  ByteSource source_;
  ReadContext* context_;
  bool done_ = false;
};

class Plain final : public Whole {
  using Whole::Whole;
  Item read(std::string bytes) override { return read_plain_document(std::move(bytes)); }
};

class Page final : public Whole {
 public:
  using Whole::Whole;

  std::optional<Task> task() override {
    if (done_) return std::nullopt;
    done_ = true;
    auto piece = take_piece(&source_, context_->options.max_document_bytes, true);
    if (piece && piece->over) piece = reject({Code::kTooLarge, too_large(context_->options.max_document_bytes), "", "", -1});
    Task task;
    task.file = source_.name();
    task.whole_file = true;
    task.bytes = piece ? piece->bytes.size() : 0;
    auto held = std::make_shared<Result<Piece>>(std::move(piece));
    task.work = [held, file = task.file] {
      Item item = *held ? page_of((*held)->bytes) : Item(held->error());
      if (item) return Outcome{std::move(item), nullptr};
      Error error = item.error();
      error.file = file;
      return Outcome{Item(std::move(error)), nullptr};
    };
    return task;
  }

 private:
  static Item page_of(const std::string& bytes) {
    auto words = shared_page_words();
    if (!words) return words.error();
    return read_page(bytes, {}, **words);
  }
  Item read(std::string bytes) override { return page_of(bytes); }
};

class FeedForm final : public Whole {
 public:
  using Whole::Whole;

  std::optional<Item> next() override {
    if (!done_) {
      auto feed = load();
      if (!feed) return reject(feed.error());
      feed_ = std::move(*feed);
      if (feed_.entries.empty()) return reject({Code::kEmptyFile, feed_.feeds.empty() ? "is a feed without entries" : "is a list of feeds: bestand watch reads it", "", "", -1});
    }
    if (at_ >= feed_.entries.size()) return std::nullopt;
    Item item = document_of(feed_, feed_.entries[at_++]);
    if (!item) {
      Error error = reject(item.error());
      error.document = "entry " + std::to_string(at_);
      return error;
    }
    context_->finish(&*item, source_.name());
    item->line = 0;
    return item;
  }

 private:
  Result<Feed> load() {
    done_ = true;
    auto piece = take_piece(&source_, context_->options.max_document_bytes, true);
    if (!piece) return piece.error();
    if (piece->over) return Error{Code::kTooLarge, too_large(context_->options.max_document_bytes), "", "", -1};
    auto words = shared_page_words();
    if (!words) return words.error();
    return read_feed(piece->bytes, "", "", **words);
  }
  Item read(std::string) override { return Error{Code::kUnsupported, "is no feed", "", "", -1}; }

  Feed feed_;
  size_t at_ = 0;
};

}  // namespace

std::unique_ptr<Form> make_plain(ByteSource source, ReadContext* context) { return std::make_unique<Plain>(std::move(source), context); }
std::unique_ptr<Form> make_page(ByteSource source, ReadContext* context) { return std::make_unique<Page>(std::move(source), context); }
std::unique_ptr<Form> make_feed(ByteSource source, ReadContext* context) { return std::make_unique<FeedForm>(std::move(source), context); }

}  // namespace bestand
