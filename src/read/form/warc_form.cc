// Web pages out of WARC and ARC files. Only HTTP replies with status 200 and HTML become documents; what else is there is
// counted by kind, pages without running text too, since an archive holds many.
#include "read/archive/http_message.h"
#include "read/archive/warc.h"
#include "read/form/form.h"
#include "read/html/page.h"

namespace bestand {
namespace {

class Warc final : public Form {
 public:
  Warc(ByteSource source, ReadContext* context) : source_(std::move(source)), context_(context), records_(&source_, context->options.max_document_bytes), mark_(source_.mark()) {}

  const ByteSource& source() const override { return source_; }

  std::optional<uint64_t> mark() const override { return mark_; }

  std::optional<Task> task() override {
    auto record = records_.next();
    if (!record) return std::nullopt;
    Task task;
    task.file = source_.name();
    task.mark = mark_;
    records_.skip_blank_lines();
    mark_ = source_.mark();
    if (!*record) {
      task.work = [error = record->error()] { return Outcome{Item(error), nullptr}; };
      return task;
    }
    task.bytes = (*record)->block.size();
    auto held = std::make_shared<WarcRecord>(std::move(**record));
    task.work = [held, file = task.file, limit = context_->options.max_document_bytes] { return of_record(*held, file, limit); };
    return task;
  }

 private:
  static Outcome reject(const WarcRecord& record, const std::string& file, Error error) {
    error.file = file;
    error.document = record.target.empty() ? "record at " + std::to_string(record.at) : record.target;
    error.byte = static_cast<int64_t>(record.at);
    return {Item(std::move(error)), nullptr};
  }

  static Outcome of_record(const WarcRecord& record, const std::string& file, uint64_t limit) {
    if (record.type != "response") return {std::nullopt, "no_response"};
    if (!record.target.starts_with("http")) return {std::nullopt, "no_http"};
    auto reply = read_http_reply(record.block, limit);
    if (!reply) return reject(record, file, reply.error());
    if (reply->status != 200) return {std::nullopt, "other_status"};
    bool html = reply->content_type.find("html") != std::string::npos || (reply->content_type.empty() && looks_like_page(std::string_view(reply->body).substr(0, 1024)));
    if (!html) return {std::nullopt, "no_html"};
    auto words = shared_page_words();
    if (!words) return {Item(words.error()), nullptr};
    auto document = read_page(reply->body, {record.target, reply->charset}, **words);
    if (!document && document.error().code == Code::kMissingText) return {std::nullopt, "no_text"};
    if (!document) return reject(record, file, document.error());
    document->retrieved = record.date;
    if (document->url.empty()) document->url = record.target;
    return {std::move(document), nullptr};
  }

  ByteSource source_;
  ReadContext* context_;
  WarcReader records_;
  std::optional<uint64_t> mark_;  // of the next record
};

}  // namespace

std::unique_ptr<Form> make_warc(ByteSource source, ReadContext* context) { return std::make_unique<Warc>(std::move(source), context); }

}  // namespace bestand
