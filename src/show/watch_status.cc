#include "show/watch_status.h"

#include <unistd.h>

#include <cstdio>

#include "base/json_writer.h"
#include "read/watch/watch_documents.h"
#include "show/html.h"

namespace bestand {
namespace {

int64_t feeds_in_trouble(const WatchFigures& w) {
  int64_t n = 0;
  for (const WatchedFeed& f : w.feeds) n += f.failures > 0;
  return n;
}

int64_t resident_bytes() {
  long size = 0, resident = 0;
  if (std::FILE* file = std::fopen("/proc/self/statm", "r")) {
    if (std::fscanf(file, "%ld %ld", &size, &resident) != 2) resident = 0;
    std::fclose(file);
  }
  return static_cast<int64_t>(resident) * ::sysconf(_SC_PAGESIZE);
}

std::string when(int64_t ms) { return ms == 0 ? "" : utc_text(ms); }

}  // namespace

std::string watch_status_json(const WatchFigures& w) {
  std::string out;
  JsonWriter json(&out);
  json.begin_object();
  json.field("started", utc_text(w.started));
  json.field("now", utc_text(w.now));
  json.field("fetches", w.fetches);
  json.field("bytes", w.bytes);
  json.field("not_modified", w.not_modified);
  json.field("failed", w.failed);
  json.field("pages_lost", w.refused);
  json.field("waiting", w.entries.waiting);
  json.field("ready", w.entries.ready);
  json.field("finished", w.entries.finished);
  json.key("feeds");
  json.begin_array();
  for (const WatchedFeed& f : w.feeds) {
    json.begin_object();
    json.field("url", f.url);
    json.field_if("asked", when(f.asked));
    json.field_if("good", when(f.good));
    json.field_if("due", when(f.due));
    if (f.status != 0) json.field("status", f.status);
    json.field("entries", f.entries);
    json.field("failures", f.failures);
    json.field_if("trouble", f.trouble);
    json.end_object();
  }
  json.end_array();
  json.end_object();
  return out + "\n";
}

std::string watch_status_html(const WatchFigures& w) {
  std::string out =
      "<!doctype html><html lang=en><meta charset=utf-8><meta http-equiv=refresh content=10><title>bestand watch</title>"
      "<style>body{font:14px system-ui;margin:2em}td,th{text-align:left;padding:.2em 1em .2em 0;vertical-align:top}"
      ".bad td{color:#a00}</style><h1>bestand watch</h1><p>Since " + utc_text(w.started) + ", as of " + utc_text(w.now) + ": " +
      std::to_string(w.fetches) + " fetches, " + std::to_string(w.entries.finished) + " articles entered, " + std::to_string(w.entries.waiting) +
      " wait for their page, " + std::to_string(feeds_in_trouble(w)) + " of " + std::to_string(w.feeds.size()) +
      " feeds in trouble.</p><table><tr><th>Feed<th>Articles<th>Last good<th>Next<th>Trouble</tr>\n";
  for (const WatchedFeed& f : w.feeds) {
    out += std::string("<tr") + (f.failures > 0 ? " class=bad" : "") + "><td>" + escape_html(f.url) + "<td>" + std::to_string(f.entries) + "<td>" +
           when(f.good) + "<td>" + when(f.due) + "<td>" + escape_html(f.trouble) + "</tr>\n";
  }
  return out + "</table></html>\n";
}

std::string watch_metrics(const WatchFigures& w) {
  std::string out;
  auto add = [&](const char* name, const char* type, int64_t value) {
    out += std::string("# TYPE ") + name + " " + type + "\n" + name + " " + std::to_string(value) + "\n";
  };
  add("bestand_watch_feeds", "gauge", static_cast<int64_t>(w.feeds.size()));
  add("bestand_watch_feeds_in_trouble", "gauge", feeds_in_trouble(w));
  add("bestand_watch_fetches_total", "counter", w.fetches);
  add("bestand_watch_fetched_bytes_total", "counter", w.bytes);
  add("bestand_watch_not_modified_total", "counter", w.not_modified);
  add("bestand_watch_failed_total", "counter", w.failed);
  add("bestand_watch_pages_lost_total", "counter", w.refused);
  add("bestand_watch_entries_waiting", "gauge", w.entries.waiting);
  add("bestand_watch_entries_finished", "gauge", w.entries.finished);
  add("bestand_watch_resident_bytes", "gauge", resident_bytes());
  return out;
}

}  // namespace bestand
