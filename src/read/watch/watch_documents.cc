#include "read/watch/watch_documents.h"

#include <cstdio>
#include <ctime>

#include "base/sha256.h"
#include "read/document_forms.h"
#include "read/html/page.h"
#include "read/url.h"

namespace bestand {
namespace {

// Clocks and zones may be a day apart.
constexpr int64_t kAheadMs = kDaySeconds * 1000;

void drop_future(Document* d, int64_t now) {
  if (!d->published || d->published->empty()) return;
  const Seconds begin = d->published->hull().lo - d->published->utc_offset_min.value_or(0) * 60;
  if (begin * 1000 <= now + kAheadMs) return;
  d->published.reset();
  d->published_edtf.clear();
}

std::string page_address(std::string_view link) {
  const Url url = parse_url(link);
  if (!url.valid || link.size() > 4096) return "";
  return std::string(link.substr(0, link.find('#')));
}

}  // namespace

std::string utc_text(int64_t ms) {
  const std::time_t seconds = static_cast<std::time_t>(ms / 1000);
  std::tm tm{};
  gmtime_r(&seconds, &tm);
  char text[32];
  std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &tm);
  return text;
}

std::vector<WatchedEntry> watched_entries(const Feed& feed, const std::string& feed_url, int64_t now, const ReadContext& context) {
  std::vector<WatchedEntry> out;
  for (const FeedEntry& entry : feed.entries) {
    WatchedEntry e;
    e.url = page_address(entry.link);
    e.host = e.url.empty() ? "" : parse_url(e.url).host;
    e.title = entry.title;
    auto own = document_of(feed, entry);
    if (!own && e.url.empty()) continue;
    if (own) e.own = std::move(*own);
    e.own.id = e.own.text_sha256.substr(0, 16);  // an id of a feed's may stand for several
    e.own.retrieved = utc_text(now);
    drop_future(&e.own, now);
    if (own) context.finish(&e.own, feed_url);
    const std::string words = entry.id.empty() ? entry.title : entry.id;
    e.identity = sha256(e.url.empty() ? "words\n" + feed_url + "\n" + entry.id + "\n" + e.own.text_sha256 : "page\n" + e.url + "\n" + words);
    out.push_back(std::move(e));
  }
  return out;
}

Result<Document> document_of_reply(const FetchReply& reply, const Document& own, int64_t now, const PageWords& words, const ReadContext& context) {
  const bool named = reply.content_type.find("html") != std::string::npos;
  const bool unnamed = reply.content_type.empty() || reply.content_type.starts_with("text/plain") || reply.content_type.find("xml") != std::string::npos;
  if (!named && !(unnamed && looks_like_page(std::string_view(reply.body).substr(0, 1024)))) {
    return Error{Code::kUnsupported, "is no web page but " + (reply.content_type.empty() ? "of no stated kind" : reply.content_type.substr(0, 60)), reply.url, "", -1};
  }
  auto document = read_page(reply.body, {reply.url, reply.charset}, words);
  if (!document) {
    Error error = document.error();
    error.file = reply.url;
    return error;
  }
  Document& d = *document;
  if (d.url.empty()) d.url = reply.url;
  if (d.publisher.empty()) d.publisher = own.publisher;
  if (d.byline.empty()) d.byline = own.byline;
  if (d.lang.empty()) d.lang = own.lang_detected ? "" : own.lang;
  drop_future(&d, now);
  if (d.published_edtf.empty() && !own.published_edtf.empty()) (void)set_published(&d, own.published_edtf);
  d.retrieved = utc_text(now);
  context.finish(&d, reply.url);
  return document;
}

}  // namespace bestand
