#include "read/text_form.h"

#include <algorithm>
#include <cstdio>

#include "base/utf8.h"

namespace bestand {
namespace {

struct Beginning {
  std::string_view bytes;
  std::string_view what;
};

constexpr Beginning kBinaries[] = {
    {"\x7F"
     "ELF",
     "a program"},
    {"%PDF-", "a PDF"},
    {"PK\x03\x04", "a zip archive"},
    {"\x89PNG", "a picture"},
    {"GIF8", "a picture"},
    {"\xFF\xD8\xFF", "a picture"},
    {"SQLite format 3", "a database"},
    {"7z\xBC\xAF", "an archive"},
    {"BZh", "bzip2 data"},
    {"\xFD"
     "7zXZ",
     "xz data"},
    {"\x28\xB5\x2F\xFD", "zstd data"},
    {"Rar!", "an archive"},
};

constexpr Beginning kMarkup[] = {
    {"<!doctype html", "a web page"},
    {"<html", "a web page"},
    {"<?xml", "an XML file"},
    {"<rss", "a feed"},
    {"<feed", "a feed"},
    {"<rdf:", "a feed"},
    {"warc/", "a WARC file"},
};

constexpr std::string_view kUtf8Mark = "\xEF\xBB\xBF";

bool starts_with_caseless(std::string_view text, std::string_view lower_prefix) {
  if (text.size() < lower_prefix.size()) return false;
  return std::equal(lower_prefix.begin(), lower_prefix.end(), text.begin(),
                    [](char p, char c) { return p == (c >= 'A' && c <= 'Z' ? c + 32 : c); });
}

std::string hex_byte(char c) {
  char out[8];
  std::snprintf(out, sizeof out, "0x%02X", static_cast<unsigned char>(c));
  return out;
}

char32_t unit(std::string_view bytes, size_t at, bool little) {
  unsigned char a = static_cast<unsigned char>(bytes[at]), b = static_cast<unsigned char>(bytes[at + 1]);
  return little ? a | b << 8 : b | a << 8;
}

Result<std::string> from_utf16(std::string_view bytes) {
  bool little = bytes[0] == '\xFF';
  auto broken = [](size_t at, const char* why) {
    return Error{Code::kInvalidUtf8, std::string("broken UTF-16: ") + why, "", "", static_cast<int64_t>(at)};
  };
  std::string out;
  out.reserve(bytes.size());
  for (size_t i = 2; i < bytes.size(); i += 2) {
    if (i + 1 == bytes.size()) return broken(i, "half a character at the end");
    char32_t c = unit(bytes, i, little);
    if (c == 0) return Error{Code::kBinary, "holds a NUL character", "", "", static_cast<int64_t>(i)};
    if (c >= 0xDC00 && c < 0xE000) return broken(i, "a second half of a pair without its first");
    if (c >= 0xD800 && c < 0xDC00) {
      char32_t low = i + 3 < bytes.size() ? unit(bytes, i + 2, little) : 0;
      if (low < 0xDC00 || low >= 0xE000) return broken(i, "a first half of a pair without its second");
      c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
      i += 2;
    }
    append_utf8(&out, c);
  }
  return out;
}

}  // namespace

std::optional<Error> refuse_by_beginning(std::string_view bytes) {
  for (const Beginning& known : kBinaries) {
    if (bytes.starts_with(known.bytes)) {
      return Error{Code::kBinary, "is " + std::string(known.what) + ", not text", "", "", 0};
    }
  }
  if (has_utf16_mark(bytes)) return std::nullopt;
  if (size_t nul = bytes.find('\0'); nul != bytes.npos) {
    return Error{Code::kBinary, "is not text: it holds NUL bytes", "", "", static_cast<int64_t>(nul)};
  }
  if (bytes.starts_with(kUtf8Mark)) bytes.remove_prefix(kUtf8Mark.size());
  bytes.remove_prefix(std::min(bytes.find_first_not_of(" \t\r\n"), bytes.size()));
  for (const Beginning& known : kMarkup) {
    if (starts_with_caseless(bytes, known.bytes)) {
      return Error{Code::kUnsupported,
                   "is " + std::string(known.what) + ": give its text, plain or as JSON lines", "", "", -1};
    }
  }
  return std::nullopt;
}

bool has_utf16_mark(std::string_view bytes) {
  return bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF");
}

Result<std::string> to_utf8(std::string bytes) {
  if (has_utf16_mark(bytes)) return from_utf16(bytes);
  if (size_t nul = bytes.find('\0'); nul != bytes.npos) {
    return Error{Code::kBinary, "is not text: it holds a NUL byte", "", "", static_cast<int64_t>(nul)};
  }
  if (std::optional<size_t> bad = find_invalid_utf8(bytes)) {
    return Error{Code::kInvalidUtf8, "byte " + hex_byte(bytes[*bad]) + " breaks UTF-8", "", "",
                 static_cast<int64_t>(*bad)};
  }
  if (bytes.starts_with(kUtf8Mark)) bytes.erase(0, kUtf8Mark.size());
  return bytes;
}

}  // namespace bestand
