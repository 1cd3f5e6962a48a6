// Tables: CSV and TSV with a line of column names. Columns named as a document's fields are those fields; others are
// given their field by the options' map. A column for "file" names a local copy of a page, read beside the table.
#include "base/utf8.h"
#include "read/byte_source.h"
#include "read/dates.h"
#include "read/form/form.h"
#include "read/html/page.h"

namespace bestand {
namespace {

using Row = std::vector<std::string>;

class TableForm final : public Form {
 public:
  TableForm(ByteSource source, ReadContext* context, char separator) : source_(std::move(source)), context_(context), separator_(separator) {}

  const ByteSource& source() const override { return source_; }

  std::optional<Item> next() override {
    if (done_) return std::nullopt;
    auto row = read_row();
    if (columns_.empty() && row && *row && !row->value().empty()) {
      for (std::string& name : **row) columns_.push_back(context_->options.fields.field_of(name));
      row = read_row();
    }
    if (!row) {
      done_ = true;
      return std::nullopt;
    }
    if (!*row) {
      done_ = row->error().code == Code::kUnreadable;
      return Item(row->error());
    }
    return finished(document_of(**row));
  }

 private:
  Error reject(Error error) const {
    error.file = source_.name();
    error.document = "line " + std::to_string(row_line_);
    return error;
  }

  Item finished(Item item) const {
    if (!item) return reject(item.error());
    context_->finish(&*item, source_.name());
    item->line = row_line_;
    return item;
  }

  // The next byte; -1 at the end, -2 on trouble.
  int peek() {
    if (source_.buffered().empty()) {
      auto filled = source_.fill();
      if (!filled) {
        failed_ = filled.error();
        return -2;
      }
      if (!*filled) return -1;
    }
    return static_cast<unsigned char>(source_.buffered()[0]);
  }

  // RFC 4180: quoted fields may hold separators, line ends, and quotes written twice. TSV takes quotes as they stand.
  std::optional<Result<Row>> read_row() {
    int c = peek();
    while (c == '\n' || c == '\r') {
      line_ += c == '\n';
      source_.take(1);
      c = peek();
    }
    row_line_ = line_;
    if (c == -1) return std::nullopt;
    Row row(1);
    size_t size = 0;
    bool quoted = false, over = false;
    for (;; c = peek()) {
      if (c == -2) return Result<Row>(*failed_);
      if (c == -1) break;
      source_.take(1);
      line_ += c == '\n';
      if (c == '"' && separator_ == ',') {
        if (quoted && peek() == '"') {
          source_.take(1);
          row.back().push_back('"');
        } else if (quoted || row.back().empty()) {
          quoted = !quoted;
        } else {
          row.back().push_back('"');
        }
        continue;
      }
      if (!quoted && c == '\n') break;
      if (!quoted && c == separator_) {
        if (row.size() < kMaxColumns) row.emplace_back();
        continue;
      }
      over |= ++size > context_->options.max_document_bytes;
      if (!over) row.back().push_back(static_cast<char>(c));
    }
    if (over) return Result<Row>(reject({Code::kTooLarge, too_large(context_->options.max_document_bytes), "", "", -1}));
    if (row.back().ends_with('\r')) row.back().pop_back();
    if (row[0].starts_with("\xEF\xBB\xBF")) row[0].erase(0, 3);
    return Result<Row>(std::move(row));
  }

  Item document_of(const Row& row) {
    NamedValues values;
    std::string page;
    for (size_t i = 0; i < row.size() && i < columns_.size(); ++i) {
      if (columns_[i].empty() || row[i].empty()) continue;
      if (find_invalid_utf8(row[i])) return Error{Code::kInvalidUtf8, "\"" + columns_[i] + "\" breaks UTF-8", "", "", -1};
      if (columns_[i] == "file") page = row[i]; else values.push_back({columns_[i], row[i]});
    }
    auto words = shared_page_words();
    if (!words) return words.error();
    for (auto& [name, value] : values) {
      if (name != "published" && name != "date" && name != "reference") continue;
      Document probe;
      if (set_published(&probe, value)) continue;
      if (std::string read = read_date(value, **words); !read.empty()) value = read;
    }
    return page.empty() ? document_of_values(values) : document_of_page(page, values, **words);
  }

  // What the table says of a page holds where the page itself says nothing.
  Item document_of_page(const std::string& path, const NamedValues& values, const PageWords& words) const {
    std::string folder = source_.name().substr(0, source_.name().rfind('/') + 1);
    auto bytes = read_all(path.starts_with('/') ? path : folder + path, context_->options.max_document_bytes);
    if (!bytes) return bytes.error();
    std::string_view url;
    for (const auto& [name, value] : values) {
      if (name == "url") url = value;
    }
    auto d = read_page(*bytes, {url, ""}, words);
    if (!d) return d;
    for (const auto& [name, value] : values) {
      if (name == "publisher" && d->publisher.empty()) d->publisher = value;
      if (name == "lang" && d->lang.empty()) d->lang = value;
      if (name == "id") d->id = value;
      if (name == "retrieved") d->retrieved = value;
      if (name == "published" && d->published_edtf.empty()) {
        if (auto set = set_published(&*d, value); !set) return set.error();
      }
    }
    return d;
  }

  static constexpr size_t kMaxColumns = 1000;

  ByteSource source_;
  ReadContext* context_;
  char separator_;
  std::vector<std::string> columns_;  // the field each stands for; empty = none
  std::optional<Error> failed_;
  int64_t line_ = 1, row_line_ = 1;
  bool done_ = false;
};

}  // namespace

std::unique_ptr<Form> make_table(ByteSource source, ReadContext* context, char separator) {
  return std::make_unique<TableForm>(std::move(source), context, separator);
}

}  // namespace bestand
