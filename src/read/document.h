// One dated text as the rest of bestand sees it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/time_set.h"

namespace bestand {

// A stretch of a text and the bytes that it came from.
struct TextOrigin {
  uint32_t begin, end;          // in Document::text
  uint64_t raw_begin, raw_end;  // in the bytes of raw_sha256; references and blanks may make it longer than the text
};

struct Document {
  std::string id;          // the caller's, else the first 16 digits of text_sha256
  std::string file;        // where it came from; "<stdin>"
  int64_t line = 0;        // of a JSONL file, from 1; 0 otherwise
  std::string publisher;   // as given; empty = unknown
  std::string url;
  std::string lang;        // ISO 639-1; detected when not given; empty = undetected
  bool lang_detected = false;
  std::string published_edtf;         // as given, e.g. "2016-12"; empty = unknown
  std::optional<TimeSet> published;   // the same, read; absent = unknown
  std::string retrieved;
  std::string prefer;      // "past", "future", "nearest" or empty: the direction for ambiguous days, when a caller knows
  std::string title;
  std::string text;        // what is analysed: title + blank line + text where it lacks a given title, valid UTF-8
  uint32_t title_size = 0; // bytes of `text` that are the title; 0 = none
  std::string raw_sha256;  // of the bytes the document was read from
  std::string text_sha256; // of `text`
  std::string byline;      // who wrote it, as the page says; empty = unknown
  std::string how;         // how the text came about: "page: main text", "feed: summary"; empty = as given
  std::string raw;         // the bytes of raw_sha256, until the reader hands the document out: it keeps them where asked
  std::vector<TextOrigin> origins;  // of a page's text, rising; empty where the text is its bytes
};

}  // namespace bestand
