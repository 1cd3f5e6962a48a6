// A feed as bestand reads it, for those who want to see why an entry came out as it did.
#include <string>
#include <vector>

#include "base/json_writer.h"
#include "bestand/batches.h"
#include "bestand/command_line.h"
#include "bestand/commands.h"
#include "read/byte_source.h"
#include "read/feed/feed.h"
#include "read/path_walk.h"

namespace bestand {
namespace {

void write_entry(const FeedEntry& e, JsonWriter* json) {
  json->begin_object();
  json->field_if("id", e.id);
  json->field_if("title", e.title);
  json->field_if("link", e.link);
  json->field_if("published", e.published);
  json->field_if("updated", e.updated);
  json->field_if("author", e.author);
  json->field_if("lang", e.lang);
  json->field_if("source", e.source);
  json->field_if("summary", e.summary);
  json->field_if("content", e.content);
  json->end_object();
}

std::string feed_json(const std::string& file, const Feed& f) {
  std::string out;
  JsonWriter json(&out);
  json.begin_object();
  json.field("file", file);
  json.field("kind", f.kind);
  json.field_if("id", f.id);
  json.field_if("title", f.title);
  json.field_if("link", f.link);
  json.field_if("lang", f.lang);
  json.field_if("description", f.description);
  json.field_if("author", f.author);
  json.field_if("updated", f.updated);
  json.key("entries");
  json.begin_array();
  for (const FeedEntry& e : f.entries) write_entry(e, &json);
  json.end_array();
  if (!f.feeds.empty()) {
    json.key("feeds");
    json.begin_array();
    for (const std::string& address : f.feeds) json.value(address);
    json.end_array();
  }
  json.end_object();
  return out + "\n";
}

Result<Feed> read_one(const std::string& path, const std::string& url, const std::string& charset, const PageWords& words) {
  auto bytes = read_all(path, 64 << 20);
  if (!bytes) return bytes.error();
  auto feed = read_feed(*bytes, url, charset, words);
  if (feed) return feed;
  Error error = feed.error();
  error.file = path;
  return error;
}

}  // namespace

int feed_command(Arguments args) {
  CLI::App app{"Prints feeds (RSS, Atom, RDF, CDF, news sitemaps) and OPML lists as bestand reads them, a line of JSON a file.", "bestand feed"};
  std::vector<std::string> paths;
  std::string url, charset;
  app.add_option("PATH", paths, "files or folders; - is standard input")->required();
  app.add_option("--url", url, "the feed's address, which its relative links are taken against");
  app.add_option("--charset", charset, "the encoding its HTTP header named");
  if (auto stop = parse_arguments(app, args)) return *stop;
  auto words = shared_page_words();
  if (!words) return fail(words.error());
  RejectLog rejects;
  PathWalk walk(paths);
  for (auto path = walk.next(); path; path = walk.next()) {
    auto feed = *path ? read_one(**path, url, charset, **words) : Result<Feed>(path->error());
    if (!feed) {
      rejects.add(feed.error());
    } else if (auto written = write_out(feed_json(**path, *feed)); !written) {
      return fail(written.error());
    }
  }
  return rejects.count > 0 ? kWithRejects : kDone;
}

}  // namespace bestand
