// JSON is read as a stream of events (nlohmann's SAX parser, which keeps a bit a level and so bears any
// nesting): only the top level's known fields are kept, no tree is built.
#include "read/document_forms.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <optional>

#include "base/sha256.h"
#include "base/utf8.h"
#include "read/text_form.h"

namespace bestand {
namespace {

enum Field {
  kId,
  kPublisher,
  kUrl,
  kLang,
  kPublished,
  kReference,
  kDate,
  kRetrieved,
  kTitle,
  kText,
  kPrefer,
  kDomain,
  kFields
};
constexpr std::array<std::string_view, kFields> kNames = {"id",        "publisher", "url",   "lang",
                                                          "published", "reference", "date",  "retrieved",
                                                          "title",     "text",      "prefer", "domain"};

using Fields = std::array<std::optional<std::string>, kFields>;

bool is_alias(int field) { return field == kReference || field == kDate || field == kDomain; }
bool may_be_number(int field) { return field == kId || field == kPublished; }

int field_of_name(std::string_view name) {
  auto it = std::find(kNames.begin(), kNames.end(), name);
  return it == kNames.end() ? -1 : static_cast<int>(it - kNames.begin());
}

std::string quoted(std::string_view value) {
  constexpr size_t kShown = 60;
  size_t end = std::min(value.size(), kShown);
  while (end > 0 && end < value.size() && (static_cast<unsigned char>(value[end]) & 0xC0) == 0x80) --end;
  std::string out(1, '"');
  out.append(value.substr(0, end));
  out.append(end < value.size() ? "...\"" : "\"");
  return out;
}

// Takes the parser's events and keeps the known fields of the outermost object.
class FieldReader final : public nlohmann::json_sax<nlohmann::json> {
 public:
  FieldReader(Fields* fields, const FieldMap& map) : fields_(fields), map_(map) {}

  bool null() override { return scalar("", true); }
  bool boolean(bool) override { return scalar("", false); }
  bool number_integer(number_integer_t n) override { return number(std::to_string(n)); }
  bool number_unsigned(number_unsigned_t n) override { return number(std::to_string(n)); }
  bool number_float(number_float_t, const string_t&) override { return scalar("", false); }
  bool binary(binary_t&) override { return false; }
  bool string(string_t& text) override {
    if (depth_ != 1) return top_must_be_object();
    if (field_ >= 0) (*fields_)[field_] = std::move(text);
    return true;
  }
  bool key(string_t& name) override {
    if (depth_ != 1) return true;
    std::string_view ours = name;
    std::string mapped;
    if (!map_.names.empty()) ours = mapped = map_.field_of(name);
    field_ = field_of_name(ours);
    return true;
  }
  bool start_object(std::size_t) override {
    if (depth_ == 0) {
      ++depth_;
      return true;
    }
    return open();
  }
  bool start_array(std::size_t) override { return depth_ == 0 ? top_must_be_object() : open(); }
  bool end_object() override {
    --depth_;
    return true;
  }
  bool end_array() override {
    --depth_;
    return true;
  }
  bool parse_error(std::size_t position, const std::string&, const nlohmann::json::exception& e) override {
    std::string_view words = e.what();
    if (size_t at = words.find("; last read"); at != words.npos) words = words.substr(0, at);
    if (size_t at = words.rfind(": "); at != words.npos) words = words.substr(at + 2);
    error_ = Error{Code::kInvalidJson, std::string(words), "", "", static_cast<int64_t>(position) - 1};
    return false;
  }

  Error error() const {
    return error_ ? *error_ : Error{Code::kInvalidJson, "a document must be a JSON object", "", "", 0};
  }

 private:
  bool top_must_be_object() { return depth_ > 0; }
  bool open() {
    if (depth_ == 1 && !wrong_kind()) return false;
    ++depth_;
    return true;
  }
  bool number(std::string digits) {
    if (depth_ == 1 && field_ >= 0 && may_be_number(field_)) {
      (*fields_)[field_] = std::move(digits);
      return true;
    }
    return scalar("", false);
  }
  bool scalar(std::string_view, bool is_null) {
    if (depth_ == 0) return false;
    if (depth_ > 1) return true;
    if (is_null && field_ >= 0) (*fields_)[field_].reset();
    return is_null || wrong_kind();
  }
  // False, with an error, for a known field that must be a string.
  bool wrong_kind() {
    if (field_ < 0 || is_alias(field_)) return true;
    error_ = Error{Code::kInvalidField, quoted(kNames[field_]) + " must be a string", "", "", -1};
    return false;
  }

  Fields* fields_;
  const FieldMap& map_;
  int depth_ = 0;
  int field_ = -1;
  std::optional<Error> error_;
};

// "nl-NL" and "NL" are "nl"; "und" says nothing.
std::string normal_lang(std::string_view lang) {
  std::string out = lower(lang.substr(0, lang.find_first_of("-_")));
  return out == "und" || out == "xx" ? "" : out;
}

Status take_dates(Fields* fields, Document* document) {
  if ((*fields)[kPublished] && !(*fields)[kPublished]->empty()) {
    return set_published(document, *(*fields)[kPublished]);
  }
  for (Field alias : {kReference, kDate}) {
    if (!(*fields)[alias] || (*fields)[alias]->empty()) continue;
    if (set_published(document, *(*fields)[alias])) break;
    document->published_edtf.clear();  // a field that is not ours: what it says is no date
  }
  return success();
}

bool blank(std::string_view text) {
  size_t at = 0;
  while (at < text.size()) {
    char32_t c = next_code_point(text, &at);
    bool space = c <= 0x20 || c == 0x85 || c == 0xA0 || (c >= 0x2000 && c <= 0x200F) || c == 0x2028 ||
                 c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000 || c == 0xFEFF;
    if (!space) return false;
  }
  return true;
}

// "2016-12-30 11:05" is written by many programs for 2016-12-30T11:05.
std::string normal_date(std::string_view given) {
  std::string out(given);
  bool clock = out.size() >= 16 && out[4] == '-' && out[7] == '-' && out[10] == ' ' && out[13] == ':';
  if (clock) out[10] = 'T';
  if (out.find(';') == out.npos) return out;
  std::replace(out.begin(), out.end(), ';', ',');
  return "[" + out + "]";
}

struct Dateline {
  std::string_view date;
  size_t text_at = 0;
};

// The first words " date 2016-12 " of a plain text.
std::optional<Dateline> find_dateline(std::string_view text) {
  constexpr std::string_view kWord = "date ";
  bool spaced = text.starts_with(' ');
  size_t at = spaced ? 1 : 0;
  if (text.substr(at, kWord.size()) != kWord) return std::nullopt;
  at += kWord.size();
  size_t end = std::min(text.find_first_of(" \t\r\n", at), text.size());
  std::string_view date = text.substr(at, end - at);
  bool dated = !date.empty() && std::string_view("0123456789-[{.X").find(date[0]) != std::string_view::npos;
  if (!spaced && !dated) return std::nullopt;  // "date palms ..." is a text
  if (end < text.size()) end += text.substr(end).starts_with("\r\n") ? 2 : 1;
  return Dateline{date, end};
}

}  // namespace

Status set_published(Document* document, std::string_view edtf) {
  document->published_edtf = normal_date(edtf);
  Result<TimeSet> time = parse_edtf(document->published_edtf);
  if (!time) {
    return Error{Code::kInvalidDate,
                 quoted(edtf) + " is no publication date (EDTF, such as 2016-12-30 or 2016-12)", "", "", -1};
  }
  document->published = std::move(*time);
  return success();
}

namespace {

// Whether the text begins with its title as a paragraph of its own, whatever marks and breaks stand in it: put in front
// once more, every claim of the headline would count twice.
bool repeats_title(std::string_view text, std::string_view title) {
  auto mark = [](char c) { return static_cast<unsigned char>(c) < 0x80 && !std::isalnum(static_cast<unsigned char>(c)); };
  size_t at = 0;
  for (char c : title) {
    if (mark(c)) continue;
    while (at < text.size() && mark(text[at])) ++at;
    if (at == text.size() || text[at] != c) return false;
    ++at;
  }
  while (at < text.size() && text[at] != '\n' && mark(text[at])) ++at;
  return at < text.size() && text[at] == '\n';
}

}  // namespace

Status finish_document(Document* document) {
  if (blank(document->text)) return Error{Code::kMissingText, "holds no text", "", "", -1};
  if (document->text.find('\0') != std::string::npos || document->title.find('\0') != std::string::npos) {
    return Error{Code::kBinary, "the text holds a NUL character", "", "", -1};
  }
  if (blank(document->title)) document->title.clear();
  if (!document->title.empty() && !repeats_title(document->text, document->title)) {
    document->title_size = static_cast<uint32_t>(document->title.size());
    document->text = document->title + "\n\n" + document->text;
  }
  document->text_sha256 = sha256(document->text);
  if (document->id.empty()) document->id = document->text_sha256.substr(0, 16);
  return success();
}

namespace {

Result<Document> document_of_fields(Fields fields, std::string_view raw) {
  Document document;
  document.raw_sha256 = sha256(raw);
  document.raw = raw;
  auto take = [&](Field field, std::string* to) {
    if (fields[field]) *to = std::move(*fields[field]);
  };
  take(kId, &document.id);
  take(kPublisher, &document.publisher);
  if (document.publisher.empty()) take(kDomain, &document.publisher);  // CC-News has no other name of it
  take(kUrl, &document.url);
  take(kRetrieved, &document.retrieved);
  take(kTitle, &document.title);
  take(kPrefer, &document.prefer);
  if (fields[kLang]) document.lang = normal_lang(*fields[kLang]);
  if (!fields[kText]) return Error{Code::kMissingText, "has no \"text\"", "", "", -1};
  take(kText, &document.text);
  if (Status dated = take_dates(&fields, &document); !dated) return std::move(dated).error();
  if (Status done = finish_document(&document); !done) return std::move(done).error();
  return document;
}

}  // namespace

Result<FieldMap> FieldMap::parse(std::string_view list) {
  FieldMap map;
  while (!list.empty()) {
    size_t comma = std::min(list.find(','), list.size());
    std::string_view part = list.substr(0, comma);
    list.remove_prefix(std::min(comma + 1, list.size()));
    size_t equals = part.find('=');
    std::string ours(part.substr(0, equals));
    bool known = field_of_name(ours) >= 0 || ours == "file";
    if (equals == part.npos || equals + 1 == part.size() || !known) {
      return Error{Code::kUsage, quoted(part) + " maps no field of a document: give FIELD=NAME, such as text=body", "", "", -1};
    }
    map.names.push_back({std::string(part.substr(equals + 1)), std::move(ours)});
  }
  return map;
}

std::string FieldMap::field_of(std::string_view name) const {
  for (const auto& [theirs, ours] : names) {
    if (theirs == name) return ours;
  }
  for (const auto& [theirs, ours] : names) {
    if (ours == name) return "";
  }
  return field_of_name(name) >= 0 || name == "file" ? std::string(name) : "";
}

Result<Document> document_of_values(const NamedValues& values) {
  Fields fields;
  std::string raw;
  for (const auto& [name, value] : values) {
    if (std::optional<size_t> bad = find_invalid_utf8(value)) return Error{Code::kInvalidUtf8, quoted(std::string_view(name)) + " breaks UTF-8", "", "", -1};
    int field = field_of_name(name);
    if (field >= 0) fields[field] = value;
    raw += name + "\t" + value + "\n";
  }
  return document_of_fields(std::move(fields), raw);
}

Result<Document> read_json_document(std::string_view line, const FieldMap& map) {
  if (size_t nul = line.find('\0'); nul != line.npos) {
    return Error{Code::kBinary, "is not text: it holds a NUL byte", "", "", static_cast<int64_t>(nul)};
  }
  if (std::optional<size_t> bad = find_invalid_utf8(line)) {
    return Error{Code::kInvalidUtf8, "breaks UTF-8", "", "", static_cast<int64_t>(*bad)};
  }
  Fields fields;
  FieldReader events(&fields, map);
  if (!nlohmann::json::sax_parse(line.begin(), line.end(), &events)) return events.error();
  return document_of_fields(std::move(fields), line);
}

Result<Document> read_plain_document(std::string bytes) {
  if (std::optional<Error> refused = refuse_by_beginning(std::string_view(bytes).substr(0, 1024)))
    return *refused;
  Document document;
  document.raw_sha256 = sha256(bytes);
  document.raw = bytes;
  Result<std::string> text = to_utf8(std::move(bytes));
  if (!text) return std::move(text).error();
  document.text = std::move(*text);
  if (std::optional<Dateline> line = find_dateline(document.text)) {
    if (Status dated = set_published(&document, line->date); !dated) return std::move(dated).error();
    document.text.erase(0, line->text_at);
  }
  if (Status done = finish_document(&document); !done) return std::move(done).error();
  return document;
}

}  // namespace bestand
