// Watches feeds: asks each when it is due, fetches the pages that new entries lead to, and hands out their documents.
//
// Output   each entry once, as its page's text; as what the feed itself says where the page cannot be had or has no text
// Polite   WatchHosts (one request a host, pauses, robots.txt); ETag and Last-Modified; failures are followed by longer and
//          longer waits, Retry-After is heeded, and Cache-Control where it asks for longer
// Errors   of a feed or page: told, and tried again later. Of the state's file, of the place where bytes are kept or of the
//          ledger: end the watch
// Threads  one
// Source   docs/formats/watch.md
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "read/fetch/fetcher.h"
#include "read/source_store.h"
#include "read/watch/watch_store.h"

namespace bestand {

struct WatchOptions {
  std::vector<std::string> feeds;  // addresses, each once
  std::string state;               // the file of the WatchStore
  FetchOptions fetch;
  std::shared_ptr<SourceStore> keep;
  int64_t every_ms = 15 * 60 * 1000;
  int64_t pause_ms = 2000;         // between two requests to one host
  size_t at_once = 16;             // fetches
  bool once = false;               // one round, then end
  int64_t simulate_ms = 0;         // for tests: time leaps over what nobody waits for, and ends after so long; 0 = no
};

struct WatchFigures {
  int64_t started = 0, now = 0;
  int64_t fetches = 0, bytes = 0, not_modified = 0, failed = 0, refused = 0;
  std::vector<WatchedFeed> feeds;
  WatchStore::Counts entries;
};

struct WatchSide {
  std::function<Status(std::vector<Document>)> documents;  // into the ledger; kBusy: they are offered again
  std::function<void(const Error&)> trouble;               // one feed's or page's; each kind told once in a row
  std::function<void(const WatchFigures&)> figures;        // now and then, for those who look on
};

class Watch {
 public:
  static Result<std::unique_ptr<Watch>> open(WatchOptions options, WatchSide side);
  ~Watch();

  // Until `stop_fd` can be read, or the round or the simulation is over.
  Status run(int stop_fd);

 private:
  struct State;
  explicit Watch(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace bestand
