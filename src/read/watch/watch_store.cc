#include "read/watch/watch_store.h"

#include "base/sha256.h"
#include "read/document_forms.h"

namespace bestand {
namespace {

// Rows of a host and a time.
Result<std::map<std::string, int64_t>> times_by_host(Database* db, const char* sql) {
  auto find = db->prepare(sql);
  if (!find) return find.error();
  std::map<std::string, int64_t> out;
  for (;;) {
    auto row = find->step();
    if (!row) return row.error();
    if (!*row) return out;
    out[std::string(find->text(0))] = find->integer(1);
  }
}

constexpr int64_t kApplication = 0x62735774;  // "bsWt"
constexpr int64_t kVersion = 2;

// An entry's state: 0 its page waits, 1 its document is ready, 2 it is finished.
constexpr const char* kTables = R"sql(
CREATE TABLE feed (
  url TEXT PRIMARY KEY, etag TEXT NOT NULL, modified TEXT NOT NULL, due INTEGER NOT NULL, asked INTEGER NOT NULL,
  good INTEGER NOT NULL, failures INTEGER NOT NULL, status INTEGER NOT NULL, entries INTEGER NOT NULL,
  trouble TEXT NOT NULL) STRICT;
CREATE TABLE entry (
  key INTEGER PRIMARY KEY, identity TEXT NOT NULL UNIQUE, feed TEXT NOT NULL, url TEXT NOT NULL, host TEXT NOT NULL,
  title TEXT NOT NULL, state INTEGER NOT NULL, due INTEGER NOT NULL, tries INTEGER NOT NULL, trouble TEXT NOT NULL) STRICT;
CREATE INDEX entry_url ON entry(url);
CREATE INDEX entry_waiting ON entry(host, due) WHERE state=0;
CREATE INDEX entry_ready ON entry(key) WHERE state=1;
CREATE TABLE document (
  entry INTEGER PRIMARY KEY REFERENCES entry(key), id TEXT NOT NULL, file TEXT NOT NULL, publisher TEXT NOT NULL, url TEXT NOT NULL,
  lang TEXT NOT NULL, lang_detected INTEGER NOT NULL, published TEXT NOT NULL, retrieved TEXT NOT NULL, title TEXT NOT NULL,
  title_size INTEGER NOT NULL, text TEXT NOT NULL, raw_sha256 TEXT NOT NULL, byline TEXT NOT NULL, how TEXT NOT NULL) STRICT;
CREATE TABLE host (name TEXT PRIMARY KEY, until INTEGER NOT NULL) STRICT;
)sql";

// Version 2: pages that lead elsewhere, and articles that change.
constexpr const char* kToVersion2 = R"sql(
ALTER TABLE entry ADD COLUMN target TEXT NOT NULL DEFAULT '';
ALTER TABLE entry ADD COLUMN hops INTEGER NOT NULL DEFAULT 0;
ALTER TABLE entry ADD COLUMN words TEXT NOT NULL DEFAULT '';
ALTER TABLE entry ADD COLUMN visits INTEGER NOT NULL DEFAULT 0;
ALTER TABLE entry ADD COLUMN fetched INTEGER NOT NULL DEFAULT 0;
ALTER TABLE entry ADD COLUMN text TEXT NOT NULL DEFAULT '';
)sql";

constexpr const char* kFeedColumns = "url,etag,modified,due,asked,good,failures,status,entries,trouble";
constexpr const char* kDocumentColumns =
    "id,file,publisher,url,lang,lang_detected,published,retrieved,title,title_size,text,raw_sha256,byline,how";

Document document_of_row(const Statement& row, int at) {
  Document d;
  auto text = [&] { return std::string(row.text(at++)); };
  d.id = text();
  d.file = text();
  d.publisher = text();
  d.url = text();
  d.lang = text();
  d.lang_detected = row.integer(at++) != 0;
  const std::string published = text();
  d.retrieved = text();
  d.title = text();
  d.title_size = static_cast<uint32_t>(row.integer(at++));
  d.text = text();
  d.raw_sha256 = text();
  d.byline = text();
  d.how = text();
  d.text_sha256 = sha256(d.text);
  if (!published.empty()) (void)set_published(&d, published);
  return d;
}

}  // namespace

Result<WatchStore> WatchStore::open(const std::string& path) {
  auto db = Database::open(path, Database::Mode::kWrite, 1000);
  if (!db) return db.error();
  WatchStore store(std::move(*db));
  if (auto ready = store.prepare(); !ready) return ready.error();
  return store;
}

Status WatchStore::prepare() {
  // One watch, one file: the lock is taken by the first write and kept.
  if (auto set = db_.exec("PRAGMA locking_mode=EXCLUSIVE;PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA foreign_keys=ON;PRAGMA cache_size=-8192"); !set) return set;
  auto transaction = Transaction::begin(&db_);
  if (!transaction) return transaction.error();
  auto application = db_.integer("PRAGMA application_id");
  auto version = db_.integer("PRAGMA user_version");
  auto tables = db_.integer("SELECT count(*) FROM sqlite_schema");
  if (!application || !version || !tables) return db_.error("the database could not be used");
  if (*tables > 0 && *application != kApplication) return Error{Code::kNotALedger, "is no file of bestand watch", db_.path(), "", -1};
  if (*version > kVersion) return Error{Code::kNewerLedger, "was written by a newer bestand", db_.path(), "", -1};
  if (*tables == 0) {
    if (auto made = db_.exec(kTables); !made) return made;
  }
  if (*tables == 0 || *version < kVersion) {
    if (auto grown = db_.exec(kToVersion2); !grown) return grown;
    const std::string marks = "PRAGMA application_id=" + std::to_string(kApplication) + ";PRAGMA user_version=" + std::to_string(kVersion);
    if (auto marked = db_.exec(marks.c_str()); !marked) return marked;
  }
  return transaction->commit();
}

Result<std::vector<WatchedFeed>> WatchStore::feeds(std::span<const std::string> urls) {
  std::vector<WatchedFeed> out;
  for (const std::string& url : urls) {
    auto find = db_.prepare(std::string("SELECT ") + kFeedColumns + " FROM feed WHERE url=?");
    if (!find) return find.error();
    auto row = find->bind(url).step();
    if (!row) return row.error();
    WatchedFeed f;
    f.url = url;
    if (*row) {
      f.etag = find->text(1);
      f.modified = find->text(2);
      f.due = find->integer(3);
      f.asked = find->integer(4);
      f.good = find->integer(5);
      f.failures = static_cast<int>(find->integer(6));
      f.status = static_cast<int>(find->integer(7));
      f.entries = find->integer(8);
      f.trouble = find->text(9);
    }
    out.push_back(std::move(f));
  }
  return out;
}

Result<std::optional<SeenEntry>> WatchStore::seen_entry(const std::string& identity) {
  auto find = db_.prepare("SELECT key,words,url,state,fetched,visits FROM entry WHERE identity=?");
  if (!find) return find.error();
  auto row = find->bind(identity).step();
  if (!row) return row.error();
  if (!*row) return std::optional<SeenEntry>();
  return std::optional<SeenEntry>(SeenEntry{find->integer(0), std::string(find->text(1)), !find->text(2).empty(), find->integer(3) == 2, find->integer(4),
                                            static_cast<int>(find->integer(5))});
}

Result<WatchStore::Seen> WatchStore::seen_page(const std::string& url, const std::string& title) {
  auto find = db_.prepare("SELECT max(title=?) FROM entry WHERE url=?");
  if (!find) return find.error();
  if (auto row = find->bind(title, url).step(); !row) return row.error();
  return find->is_null(0) ? Seen::kNo : find->integer(0) != 0 ? Seen::kSame : Seen::kOther;
}

Status WatchStore::put_feed(const WatchedFeed& f) {
  auto put = db_.prepare(std::string("INSERT OR REPLACE INTO feed(") + kFeedColumns + ") VALUES(?,?,?,?,?,?,?,?,?,?)");
  if (!put) return put.error();
  return put->bind(f.url, f.etag, f.modified, f.due, f.asked, f.good, f.failures, f.status, f.entries, f.trouble).run();
}

Status WatchStore::put_document(int64_t entry, bool ready, const Document& d) {
  auto put = db_.prepare(std::string("INSERT OR REPLACE INTO document(entry,") + kDocumentColumns + ") VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)");
  if (!put) return put.error();
  put->bind(entry, d.id, d.file, d.publisher, d.url, d.lang, d.lang_detected ? 1 : 0, d.published_edtf, d.retrieved, d.title, d.title_size,
            d.text, d.raw_sha256, d.byline, d.how);
  if (auto done = put->run(); !done || !ready) return done;
  auto set = db_.prepare("UPDATE entry SET state=1 WHERE key=?");
  if (!set) return set.error();
  return set->bind(entry).run();
}

Status WatchStore::enter(const WatchedFeed& feed, std::span<const WatchedEntry> entries, int64_t now) {
  auto transaction = Transaction::begin(&db_);
  if (!transaction) return transaction.error();
  if (auto put = put_feed(feed); !put) return put;
  auto insert = db_.prepare("INSERT INTO entry(identity,feed,url,host,title,state,due,tries,trouble,words) VALUES(?,?,?,?,?,?,?,0,'',?)");
  if (!insert) return insert.error();
  auto again = db_.prepare("UPDATE entry SET state=0,due=?,host=?,tries=0,trouble='',target='',hops=0,words=?,visits=visits+1 WHERE key=?");
  if (!again) return again.error();
  for (const WatchedEntry& e : entries) {
    if (e.again > 0) {
      if (auto done = again->bind(e.due, e.host, e.own.text_sha256, e.again).run(); !done) return done;
      if (auto put = put_document(e.again, false, e.own); !put) return put;
      continue;
    }
    const bool ready = e.url.empty();
    if (auto done = insert->bind(e.identity, feed.url, e.url, e.host, e.title, ready ? 1 : 0, now, e.own.text_sha256).run(); !done) return done;
    if (auto put = put_document(db_.last_row(), ready, e.own); !put) return put;
  }
  return transaction->commit();
}

Result<std::optional<WatchedPage>> WatchStore::page_due(const std::string& host, int64_t now) {
  auto find = db_.prepare("SELECT key,url,feed,tries,target,hops,visits,text FROM entry WHERE state=0 AND host=? AND due<=? ORDER BY due,key LIMIT 1");
  if (!find) return find.error();
  auto row = find->bind(host, now).step();
  if (!row) return row.error();
  if (!*row) return std::optional<WatchedPage>();
  WatchedPage page;
  page.key = find->integer(0);
  page.url = find->text(1);
  page.feed = find->text(2);
  page.tries = static_cast<int>(find->integer(3));
  page.address = find->text(4).empty() ? page.url : std::string(find->text(4));
  page.hops = static_cast<int>(find->integer(5));
  page.visits = static_cast<int>(find->integer(6));
  page.text = find->text(7);
  return std::optional<WatchedPage>(std::move(page));
}

Result<std::map<std::string, int64_t>> WatchStore::first_due() {
  return times_by_host(&db_, "SELECT host,min(due) FROM entry WHERE state=0 GROUP BY host");
}

Result<std::optional<int64_t>> WatchStore::first_due(const std::string& host) {
  auto find = db_.prepare("SELECT due FROM entry WHERE state=0 AND host=? ORDER BY due LIMIT 1");
  if (!find) return find.error();
  auto row = find->bind(host).step();
  if (!row) return row.error();
  return *row ? std::optional<int64_t>(find->integer(0)) : std::nullopt;
}

Status WatchStore::postpone(const WatchedPage& page, int64_t due, const std::string& trouble) {
  auto set = db_.prepare("UPDATE entry SET due=?, tries=?, trouble=? WHERE key=?");
  if (!set) return set.error();
  return set->bind(due, page.tries, trouble, page.key).run();
}

Status WatchStore::lead_on(const WatchedPage& page, const std::string& address, const std::string& host, int64_t due) {
  auto set = db_.prepare("UPDATE entry SET target=?, host=?, hops=hops+1, due=? WHERE key=?");
  if (!set) return set.error();
  return set->bind(address, host, due, page.key).run();
}

Result<Document> WatchStore::own(int64_t page) {
  auto find = db_.prepare(std::string("SELECT ") + kDocumentColumns + " FROM document WHERE entry=?");
  if (!find) return find.error();
  auto row = find->bind(page).step();
  if (!row) return row.error();
  if (!*row) return Error{Code::kBadData, "has an entry without what its feed said", db_.path(), "", -1};
  return document_of_row(*find, 0);
}

Status WatchStore::ready(int64_t page, const std::optional<Document>& document, const std::string& trouble, int64_t now) {
  auto transaction = Transaction::begin(&db_);
  if (!transaction) return transaction.error();
  if (document) {
    if (auto put = put_document(page, true, *document); !put) return put;
  }
  auto set = db_.prepare("UPDATE entry SET state=1, trouble=?, fetched=?, text=? WHERE key=?");
  if (!set) return set.error();
  if (auto done = set->bind(trouble, now, document ? document->text_sha256 : std::string(), page).run(); !done) return done;
  return transaction->commit();
}

Status WatchStore::unchanged(int64_t page, int64_t now) {
  if (auto done = finished({&page, 1}); !done) return done;
  auto set = db_.prepare("UPDATE entry SET fetched=? WHERE key=?");
  if (!set) return set.error();
  return set->bind(now, page).run();
}

Result<std::vector<std::pair<int64_t, Document>>> WatchStore::ready_documents(int limit) {
  auto find = db_.prepare(std::string("SELECT entry,") + kDocumentColumns + " FROM document WHERE entry IN (SELECT key FROM entry WHERE state=1 ORDER BY key LIMIT ?) ORDER BY entry");
  if (!find) return find.error();
  find->bind(limit);
  std::vector<std::pair<int64_t, Document>> out;
  for (;;) {
    auto row = find->step();
    if (!row) return row.error();
    if (!*row) return out;
    out.emplace_back(find->integer(0), document_of_row(*find, 1));
  }
}

Status WatchStore::finished(std::span<const int64_t> pages) {
  auto transaction = Transaction::begin(&db_);
  if (!transaction) return transaction.error();
  auto drop = db_.prepare("DELETE FROM document WHERE entry=?");
  auto set = db_.prepare("UPDATE entry SET state=2 WHERE key=?");
  if (!drop) return drop.error();
  if (!set) return set.error();
  for (int64_t page : pages) {
    if (auto done = drop->bind(page).run(); !done) return done;
    if (auto done = set->bind(page).run(); !done) return done;
  }
  return transaction->commit();
}

Status WatchStore::hold_host(const std::string& host, int64_t until) {
  auto put = db_.prepare("INSERT OR REPLACE INTO host(name,until) VALUES(?,?)");
  if (!put) return put.error();
  return put->bind(host, until).run();
}

Result<std::map<std::string, int64_t>> WatchStore::held_hosts() {
  return times_by_host(&db_, "SELECT name,until FROM host");
}

Result<WatchStore::Counts> WatchStore::counts() {
  Counts out;
  auto waiting = db_.integer("SELECT count(*) FROM entry WHERE state=0");
  auto ready = db_.integer("SELECT count(*) FROM entry WHERE state=1");
  auto all = db_.integer("SELECT max(key) FROM entry");  // none is ever taken out
  if (!waiting) return waiting.error();
  if (!ready) return ready.error();
  if (!all) return all.error();
  out.waiting = *waiting;
  out.ready = *ready;
  out.finished = *all - *waiting - *ready;
  return out;
}

}  // namespace bestand
