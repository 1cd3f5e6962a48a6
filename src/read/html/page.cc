#include "read/html/page.h"

#include <algorithm>

#include "base/deadline.h"
#include "base/sha256.h"
#include "read/document_forms.h"
#include "read/encoding.h"
#include "read/html/main_text.h"

namespace bestand {
namespace {

// Structured data's text stands in where the page itself shows less than this share of it.
constexpr double kShownShare = 0.4;
constexpr size_t kLeastBody = 400;

// Structured data is text, but some write paragraphs as elements into it.
std::string plain_body(const std::string& body, const PageWords& words) {
  if (body.find("</") == body.npos) return body;
  auto tree = html::parse(body);
  if (!tree) return body;
  std::string text = html::main_text(*tree, {}, words).text;
  return text.empty() ? body : text;
}

// Brings origins from the decoded page to the bytes as they came.
void to_bytes(std::string_view bytes, std::string_view encoding, std::vector<TextOrigin>* origins) {
  std::vector<std::pair<uint64_t, uint64_t*>> ends;
  for (TextOrigin& o : *origins) {
    ends.push_back({o.raw_begin, &o.raw_begin});
    ends.push_back({o.raw_end, &o.raw_end});
  }
  std::sort(ends.begin(), ends.end());
  std::vector<uint64_t> offsets;
  for (const auto& [offset, where] : ends) offsets.push_back(offset);
  to_raw_offsets(bytes, encoding, offsets);
  for (size_t i = 0; i < ends.size(); ++i) *ends[i].second = offsets[i];
}

}  // namespace

bool looks_like_page(std::string_view beginning) {
  std::string head = decode(beginning, choose_encoding(beginning, ""));
  std::string_view rest = head;
  auto skip_blanks = [&] { rest.remove_prefix(std::min(rest.find_first_not_of(" \t\r\n\f"), rest.size())); };
  skip_blanks();
  while (rest.starts_with("<!--")) {
    size_t end = rest.find("-->");
    if (end == rest.npos) return head.find("<html") != head.npos || head.find("<HTML") != head.npos;
    rest.remove_prefix(end + 3);
    skip_blanks();
  }
  if (rest.starts_with("<?xml")) {
    rest.remove_prefix(std::min(rest.find('>'), rest.size() - 1) + 1);
    skip_blanks();
  }
  std::string name;
  for (char c : rest.substr(0, 16)) name.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c | 32) : c);
  for (std::string_view known : {"<!doctype html", "<html", "<head", "<body", "<title", "<meta", "<div", "<article", "<p>", "<script", "<h1", "<main", "<section", "<link", "<style", "<table", "<center"}) {
    if (name.starts_with(known)) return true;
  }
  return false;
}

Result<Document> read_page(std::string_view bytes, const PageSource& from, const PageWords& words) {
  std::string_view encoding = choose_encoding(bytes, from.charset);
  std::string decoded = decode(bytes, encoding);
  auto tree = html::parse(decoded);
  if (!tree) return tree.error();
  html::PageFacts facts = html::page_facts(*tree, from.url, words);
  html::MainText main = html::main_text(*tree, facts, words);
  if (Deadline::passed()) return Error{Code::kOverTime, "takes too long to read", "", "", -1};
  Document d;
  d.how = "page: main text";
  if (facts.body.size() > kLeastBody && static_cast<double>(main.text.size()) < kShownShare * static_cast<double>(facts.body.size())) {
    main = {plain_body(facts.body, words), {}};
    d.how = "page: structured data";
  }
  d.title = facts.title;
  d.publisher = facts.publisher;
  d.byline = facts.byline;
  d.lang = facts.lang;
  d.url = facts.url;
  d.text = std::move(main.text);
  d.origins = std::move(main.origins);
  if (!facts.published.empty()) {
    if (auto set = set_published(&d, facts.published); !set) d.published_edtf.clear();
  }
  to_bytes(bytes, encoding, &d.origins);
  d.raw_sha256 = sha256(bytes);
  d.raw = bytes;
  if (auto finished = finish_document(&d); !finished) return finished.error();
  if (d.title_size > 0) {
    uint32_t shift = d.title_size + 2;
    for (TextOrigin& o : d.origins) {
      o.begin += shift;
      o.end += shift;
    }
  }
  return d;
}

}  // namespace bestand
