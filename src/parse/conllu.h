// CoNLL-U text to documents with gold trees, and back.
//
// Input    CoNLL-U, UTF-8; empty nodes and enhanced dependencies are passed over
// Output   a document a "# newdoc", else one a file; its text is rebuilt from the forms, SpaceAfter and "#
// newpar" Errors   kInvalidUtf8, kInvalidField with the line at fault; kUnreadable Source
// https://universaldependencies.org/format.html
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "parse/parse.h"
#include "read/document.h"

namespace bestand {

struct ConlluDocument {
  std::string
      text;     // what the spans of `parse` point into: words with their spaces, "\n\n" between paragraphs
  Parse parse;  // indexed; its views lie in parse.strings
};

Result<std::vector<ConlluDocument>> read_conllu(std::string_view text);

// The same from a file; one that starts with the gzip mark is unpacked.
Result<std::vector<ConlluDocument>> read_conllu_file(const std::string& path);

// A whole file's bytes, unpacked if it is gzip.
Result<std::string> read_maybe_gzip(const std::string& path);

// One block a sentence, with "# text"; words that share a span become a multiword token.
std::string to_conllu(const Document& document, const Parse& parse);

}  // namespace bestand
