// The hashes by which the ledger's entries hold together; used where rows are written and where they are
// proved.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "ledger/store.h"

namespace bestand {

// Fields with their lengths before them: no two lists of fields give the same bytes.
std::string joined(std::initializer_list<std::string_view> fields);

// Which article it is: its text and its particulars.
std::string document_identity(const Document& d);

// What an entry's content covers of one document; the sketch is derived from the text and left out.
std::string document_digest(const Document& d, std::string_view main, std::string_view claims);
std::string reading_digest(std::string_view identity, std::string_view extractor, std::string_view main,
                           std::string_view claims);
std::string review_digest(const ReviewRow& r);
std::string entry_hash(int64_t id, std::string_view at, std::string_view operation, std::string_view content,
                       std::string_view previous);

}  // namespace bestand
