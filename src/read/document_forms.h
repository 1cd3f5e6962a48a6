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

#include "base/result.h"
#include "read/document.h"

namespace bestand {

Result<Document> read_json_document(std::string_view line);

// " date 2016-12 <text>": the date is the publication's, the text starts behind the one space after it.
Result<Document> read_plain_document(std::string bytes);

// Fills text (with the title before it, unless it begins with it), id where there is none, and text_sha256; checks that there is text.
Status finish_document(Document* document);

// Reads `edtf` into `published`. Several dates parted by ";" are one of them.
Status set_published(Document* document, std::string_view edtf);

}  // namespace bestand
