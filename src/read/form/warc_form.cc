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
  Warc(ByteSource source, ReadContext* context) : source_(std::move(source)), context_(context), records_(&source_, context->options.max_document_bytes) {}

  const ByteSource& source() const override { return source_; }

  std::optional<Item> next() override {
    while (auto record = records_.next()) {
      if (!*record) return record->error();
      if (auto item = of_record(**record)) return item;
    }
    return std::nullopt;
  }

 private:
  std::optional<Item> pass_over(const char* why) {
    ++context_->passed_over[why];
    return std::nullopt;
  }

  Error reject(const WarcRecord& record, Error error) const {
    error.file = source_.name();
    error.document = record.target.empty() ? "record at " + std::to_string(record.at) : record.target;
    error.byte = static_cast<int64_t>(record.at);
    return error;
  }

  std::optional<Item> of_record(const WarcRecord& record) {
    if (record.type != "response") return pass_over("no_response");
    if (!record.target.starts_with("http")) return pass_over("no_http");
    auto reply = read_http_reply(record.block, context_->options.max_document_bytes);
    if (!reply) return Item(reject(record, reply.error()));
    if (reply->status != 200) return pass_over("other_status");
    bool html = reply->content_type.find("html") != std::string::npos || (reply->content_type.empty() && looks_like_page(std::string_view(reply->body).substr(0, 1024)));
    if (!html) return pass_over("no_html");
    auto words = shared_page_words();
    if (!words) return Item(words.error());
    auto document = read_page(reply->body, {record.target, reply->charset}, **words);
    if (!document && document.error().code == Code::kMissingText) return pass_over("no_text");
    if (!document) return Item(reject(record, document.error()));
    document->retrieved = record.date;
    if (document->url.empty()) document->url = record.target;
    context_->finish(&*document, source_.name());
    return document;
  }

  ByteSource source_;
  ReadContext* context_;
  WarcReader records_;
};

}  // namespace

std::unique_ptr<Form> make_warc(ByteSource source, ReadContext* context) { return std::make_unique<Warc>(std::move(source), context); }

}  // namespace bestand
