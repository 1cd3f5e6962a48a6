// A web page as a document.
//
// Input    the bytes of an HTML page, its address and the encoding its HTTP header names, where known
// Output   title, text, publication time, byline, publisher, language, address, and origins that lead from the text back
//          to the bytes. lang is what the page says; the caller detects it where that is empty
// Errors   kMissingText: no running text; kTooLarge: over html::kMaxNodes elements;
//          kOverTime, where the caller set a Deadline
// Threads  safe
#pragma once

#include <string_view>

#include "base/result.h"
#include "read/document.h"
#include "read/page_words.h"

namespace bestand {

struct PageSource {
  std::string_view url;
  std::string_view charset;
};

// Whether the beginning of a file is that of a web page.
bool looks_like_page(std::string_view beginning);

Result<Document> read_page(std::string_view bytes, const PageSource& from, const PageWords& words);

}  // namespace bestand
