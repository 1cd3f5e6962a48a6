// What a watch knows, in one SQLite file: when each feed is to be asked again, which entries were seen, and documents on
// their way to the ledger. A watch that is killed at any point goes on from it, and loses and repeats nothing.
//
// An entry is entered in the same transaction as the answer of the feed that told of it. Its document is ready, then in the
// ledger, then finished: whoever dies between the last two finds it ready again, and the ledger knows it already.
//
// Units    times are milliseconds since 1970
// Errors   those of base/sqlite.h; kBusy: another watch uses the file; kNotALedger: a file of another kind
// Threads  one
// Source   docs/formats/watch.md
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/sqlite.h"
#include "read/document.h"

namespace bestand {

struct WatchedFeed {
  std::string url;
  std::string etag, modified;   // of the last reply that was read
  int64_t due = 0;              // when it is to be asked again
  int64_t asked = 0, good = 0;  // when it was last asked, and last gave an answer
  int failures = 0;             // in a row
  int status = 0;               // of the last reply
  int64_t entries = 0;          // seen so far
  std::string trouble;          // why the last attempt failed; empty = it did not
};

struct WatchedEntry {
  std::string identity;  // what tells it from all other entries
  std::string url;       // of the page to fetch; empty = the entry is all there is
  std::string host;      // of that page
  std::string title;
  Document own;          // what the feed itself says
  int64_t again = 0;     // the key of an entry that is seen and tells other words now: its page is fetched anew, at `due`
  int64_t due = 0;
};

// What is known of an entry that was seen.
struct SeenEntry {
  int64_t key = 0;
  std::string words;     // SHA-256 of what the feed said; empty = not noted
  bool page = false, finished = false;
  int64_t fetched = 0;   // when its page last came, or was given up
  int visits = 0;        // after the first
};

struct WatchedPage {
  int64_t key = 0;
  std::string url, feed;
  std::string address;   // what is to be asked: `url`, or where that led to
  int tries = 0, hops = 0, visits = 0;
  std::string text;      // SHA-256 of the text it had when it last came; empty = none
};

class WatchStore {
 public:
  static Result<WatchStore> open(const std::string& path);

  // What is known of these feeds; a new one is due at once.
  Result<std::vector<WatchedFeed>> feeds(std::span<const std::string> urls);
  Result<std::optional<SeenEntry>> seen_entry(const std::string& identity);
  // Whether an entry led to this page; kSame: one with this title.
  enum class Seen { kNo, kOther, kSame };
  Result<Seen> seen_page(const std::string& url, const std::string& title);
  // One transaction: the feed as it is now, and its new entries, each with a page due at `now` or ready at once.
  Status enter(const WatchedFeed& feed, std::span<const WatchedEntry> entries, int64_t now);

  // Pages that wait: the next one of a host that is due by `now`, and when the first of each host is due.
  Result<std::optional<WatchedPage>> page_due(const std::string& host, int64_t now);
  Result<std::map<std::string, int64_t>> first_due();
  Result<std::optional<int64_t>> first_due(const std::string& host);
  Status postpone(const WatchedPage& page, int64_t due, const std::string& trouble);
  Status lead_on(const WatchedPage& page, const std::string& address, const std::string& host, int64_t due);

  Result<Document> own(int64_t page);  // what the feed said of it
  // The page's document is to enter the ledger; without one, what the feed said does. `trouble`: why.
  Status ready(int64_t page, const std::optional<Document>& document, const std::string& trouble, int64_t now);
  // The page came again and is as it was, or did not come again.
  Status unchanged(int64_t page, int64_t now);
  Result<std::vector<std::pair<int64_t, Document>>> ready_documents(int limit);
  Status finished(std::span<const int64_t> pages);

  Status hold_host(const std::string& host, int64_t until);
  Result<std::map<std::string, int64_t>> held_hosts();

  // {pages that wait, documents that are ready, finished ones}
  struct Counts {
    int64_t waiting = 0, ready = 0, finished = 0;
  };
  Result<Counts> counts();

 private:
  explicit WatchStore(Database db) : db_(std::move(db)) {}
  Status prepare();
  Status put_feed(const WatchedFeed& feed);
  Status put_document(int64_t page, bool ready, const Document& document);

  Database db_;
};

}  // namespace bestand
