// News feeds: RSS 0.9 to 2.0, RDF, Atom 0.3 and 1.0, CDF, news sitemaps; and OPML, which lists them.
//
// Input    the bytes of the file, its address, and the encoding its HTTP header names, where known
// Output   titles and texts plain, paragraphs parted by blank lines; links whole; dates as EDTF
// Errors   kUnsupported: no feed; kTooLarge
// Threads  safe
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "read/document.h"
#include "read/page_words.h"

namespace bestand {

struct FeedEntry {
  std::string id, title, link, published, updated, author, lang, source;
  std::string summary, content;  // plain
};

struct Feed {
  std::string kind;  // "rss", "atom", "rdf", "cdf", "sitemap", "opml"
  std::string title, link, lang, description, author, updated, id;
  std::vector<FeedEntry> entries;
  std::vector<std::string> feeds;  // of OPML: the addresses it lists
};

bool looks_like_feed(std::string_view beginning);

Result<Feed> read_feed(std::string_view bytes, std::string_view url, std::string_view charset, const PageWords& words);

// An entry as a document: text is its content, else its summary, else its title alone.
Result<Document> document_of(const Feed& feed, const FeedEntry& entry);

}  // namespace bestand
