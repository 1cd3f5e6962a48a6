// The two forms a document comes in: a JSON object on one line, and plain text with or without a date before
// it.
//
// Input    any bytes
// Errors   kInvalidUtf8, kBinary, kInvalidJson, kMissingText, kInvalidDate, kInvalidField; `byte` counts
// within the
//          bytes given. File and line are the caller's to add
// Threads  safe
// Source   docs/formats/documents.md
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "read/document.h"

namespace bestand {

// Names that a caller's data has for a document's fields: {"headline": "title"}.
struct FieldMap {
  std::vector<std::pair<std::string, std::string>> names;  // theirs, ours

  // "text=body,title=headline". Errors: kUsage, naming the part, for what is no field of a document.
  static Result<FieldMap> parse(std::string_view list);
  // The field that a name of theirs stands for: as mapped, else itself where it is a field that is not mapped from
  // another name; empty otherwise.
  std::string field_of(std::string_view name) const;
};

Result<Document> read_json_document(std::string_view line, const FieldMap& map = {});

// A document from named fields, as a JSON object of strings would give it.
using NamedValues = std::vector<std::pair<std::string, std::string>>;
Result<Document> document_of_values(const NamedValues& values);

// " date 2016-12 <text>": the date is the publication's, the text starts behind the one space after it.
Result<Document> read_plain_document(std::string bytes);

// Fills text (with the title before it, unless it begins with it), id where there is none, and text_sha256; checks that there is text.
Status finish_document(Document* document);

// Reads `edtf` into `published`. Several dates parted by ";" are one of them.
Status set_published(Document* document, std::string_view edtf);

}  // namespace bestand
