// One row a document, one a claim; the claim's body holds every field as JSON, the columns beside it are for
// asking.
//
// An entry is a transaction: its content is the hash of what it added, its hash covers the entry before. Rows
// are never changed or removed. A document's identity is its text and its particulars, so that the same text
// from two papers is two articles (copies, which the lineage finds), and reading one file twice changes
// nothing.

#include "ledger/store.h"

#include <chrono>
#include <ctime>

#include "base/sha256.h"
#include "claim/toll.h"
#include "ledger/claim_codec.h"
#include "ledger/digest.h"
#include "ledger/document_rows.h"
#include "ledger/lineage.h"
#include "ledger/schema.h"

namespace bestand {
namespace {

std::string now_utc() {
  auto now = std::chrono::system_clock::now();
  auto seconds = std::chrono::system_clock::to_time_t(now);
  auto millis = std::chrono::duration_cast<std::chrono::milliseconds>(now.time_since_epoch()).count() % 1000;
  std::tm tm{};
  gmtime_r(&seconds, &tm);
  char buffer[80];
  std::snprintf(buffer, sizeof buffer, "%04d-%02d-%02dT%02d:%02d:%02d.%03dZ", tm.tm_year + 1900,
                tm.tm_mon + 1, tm.tm_mday, tm.tm_hour, tm.tm_min, tm.tm_sec, static_cast<int>(millis));
  return buffer;
}

// A toll belongs to an act where a claim of violence bears it out, or the text tells of an attack: traffic kills too.
std::string main_of(const Analysis& a) {
  DocumentToll claimed = claimed_toll(a.claims);
  const bool attack = a.violent && !a.total;
  return encode_main({claimed.killed || attack ? a.killed : std::nullopt,
                      claimed.injured || attack ? a.injured : std::nullopt, a.place, a.time, a.violent});
}

Error foreign(const std::string& path, std::string_view why) {
  return {Code::kNotALedger, "this is no ledger of bestand: " + std::string(why), path, "", -1};
}

Status set_up(Database* db, Store::Mode mode) {
  if (mode == Store::Mode::kWrite) {
    if (auto set = db->exec("PRAGMA journal_mode=WAL"); !set) return set;
  }
  return db->exec("PRAGMA foreign_keys=ON;PRAGMA synchronous=NORMAL;PRAGMA cache_size=-65536");
}

// 0 for an empty file that may become a ledger; the schema version of a ledger; an error for anything else.
Result<int> version_of(Database* db) {
  auto tables = db->integer("SELECT count(*) FROM sqlite_schema");
  if (!tables) {
    Error error = tables.error();
    if (error.code == Code::kNotALedger) return foreign(db->path(), "it is no SQLite file");
    return error;
  }
  auto application = db->integer("PRAGMA application_id");
  if (!application) return application.error();
  auto version = db->integer("PRAGMA user_version");
  if (!version) return version.error();
  if (*application != kLedgerApplication) {
    if (*tables == 0 && *application == 0 && *version == 0) return 0;
    return foreign(db->path(), "it is a SQLite file of another program");
  }
  if (*version > kLedgerSchema) {
    return Error{Code::kNewerLedger,
                 "written by a newer bestand: schema " + std::to_string(*version) +
                     ", this one reads up to " + std::to_string(kLedgerSchema),
                 db->path(), "", -1};
  }
  return static_cast<int>(*version);
}

template <class T>
std::optional<int64_t> low_of(const T& q) {
  return q ? q->low : std::nullopt;
}
template <class T>
std::optional<int64_t> high_of(const T& q) {
  return q ? q->high : std::nullopt;
}

}  // namespace

std::string_view name(Review review) {
  constexpr std::string_view kNames[] = {"auto", "accepted", "rejected", "disputed", "corrected"};
  return kNames[static_cast<int>(review)];
}

std::string review_key(const Document& document, const Claim& claim) {
  return document.text_sha256 + ":" + std::to_string(claim.span.begin) + "-" +
         std::to_string(claim.span.end) + ":" + std::string(name(claim.type));
}

Result<Store> Store::open(const std::string& path, Mode mode, StoreOptions options) {
  auto db = Database::open(path, mode == Mode::kWrite ? Database::Mode::kWrite : Database::Mode::kRead,
                           options.busy_ms);
  if (!db) return db.error();
  auto version = version_of(&*db);
  if (!version) return version.error();
  if (*version < kLedgerSchema && mode == Mode::kRead) {
    return *version == 0
               ? foreign(path, "it is empty; `bestand read` makes one")
               : foreign(path, "it is of an older schema; open it for writing once to bring it up to date");
  }
  if (auto set = set_up(&*db, mode); !set) return set.error();
  if (*version < kLedgerSchema) {
    auto transaction = Transaction::begin(&*db);
    if (!transaction) return transaction.error();
    auto again = version_of(&*db);  // another writer may have been first
    if (!again) return again.error();
    if (auto done = migrate(&*db, *again); !done) return done.error();
    if (auto done = transaction->commit(); !done) return done.error();
  }
  return Store(std::move(*db), std::move(options));
}

Result<bool> Store::knows(const Document& document) {
  auto find = db_.prepare("SELECT 1 FROM document WHERE identity=?");
  if (!find) return find.error();
  return find->bind(document_identity(document)).step();
}

Result<int64_t> Store::begin_entry(std::string_view operation) {
  auto insert = db_.prepare("INSERT INTO entry(at,operation,content,previous,hash) VALUES(?,?,'','','')");
  if (!insert) return insert.error();
  if (auto done = insert->bind(options_.now.empty() ? now_utc() : options_.now, operation).run(); !done) {
    return done.error();
  }
  return db_.last_row();
}

Status Store::close_entry(int64_t id, std::string_view content) {
  auto find = db_.prepare(
      "SELECT at, operation, coalesce((SELECT hash FROM entry WHERE id<?1 ORDER BY id DESC LIMIT 1),'') "
      "FROM entry WHERE id=?1");
  if (!find) return find.error();
  auto row = find->bind(id).step();
  if (!row) return row.error();
  std::string previous(find->text(2));
  std::string hash = entry_hash(id, find->text(0), find->text(1), content, previous);
  find->reset();
  auto update = db_.prepare("UPDATE entry SET content=?, previous=?, hash=? WHERE id=?");
  if (!update) return update.error();
  return update->bind(content, previous, hash, id).run();
}

Result<int64_t> Store::publisher_key(const std::string& name) {
  auto insert = db_.prepare("INSERT INTO publisher(name) VALUES(?) ON CONFLICT DO NOTHING");
  if (!insert) return insert.error();
  if (auto done = insert->bind(name).run(); !done) return done.error();
  auto find = db_.prepare("SELECT id FROM publisher WHERE name=?");
  if (!find) return find.error();
  auto row = find->bind(name).step();
  if (!row) return row.error();
  return find->integer(0);
}

Status Store::insert_claim(int64_t document, int n, std::optional<int64_t> reading, const Claim& c) {
  auto insert = db_.prepare(
      "INSERT INTO claim(document,n,id,type,status,begin,finish,time_lo,time_hi,edtf,place,lat,lon,radius_m,"
      "source,killed_low,killed_high,injured_low,injured_high,background,breach,extractor,body,reading) "
      "VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)");
  if (!insert) return insert.error();
  std::optional<int64_t> lo, hi;
  std::optional<std::string> edtf, place, source;
  std::optional<double> lat, lon, radius;
  if (c.time && !c.time->time.empty()) {
    lo = c.time->time.hull().lo;
    hi = c.time->time.hull().hi;
    edtf = to_edtf(c.time->time);
  }
  if (c.place) place = c.place->name;
  if (c.place && c.place->area) {
    lat = c.place->area->centre.lat;
    lon = c.place->area->centre.lon;
    radius = c.place->area->radius_m;
  }
  if (c.source && !c.source->chain.empty()) source = c.source->chain.back().name;
  auto done = insert
                  ->bind(document, n, c.id, name(c.type), name(c.factuality.status), c.span.begin, c.span.end,
                         lo, hi, edtf, place, lat, lon, radius, source, low_of(c.killed), high_of(c.killed),
                         low_of(c.injured), high_of(c.injured), c.background ? 1 : 0, c.breach,
                         BESTAND_VERSION, encode_claim(c), reading)
                  .run();
  if (!done) return done;
  int64_t key = db_.last_row();
  auto actor = db_.prepare("INSERT INTO claim_actor(claim,n,role,actor,name) VALUES(?,?,?,?,?)");
  if (!actor) return actor.error();
  for (size_t i = 0; i < c.actors.size(); ++i) {
    const auto& a = c.actors[i];
    auto row =
        actor->bind(key, static_cast<int64_t>(i), name(a.role), a.actor_id, a.name.empty() ? a.text : a.name)
            .run();
    if (!row) return row;
  }
  return success();
}

Result<std::string> Store::insert(const Analysis& a, int64_t entry) {
  const Document& d = a.document;
  auto publisher = publisher_key(d.publisher);
  if (!publisher) return publisher.error();
  auto insert = db_.prepare(
      "INSERT INTO "
      "document(identity,id,publisher,url,lang,title,title_size,text,published,retrieved,file,line,"
      "raw_sha256,text_sha256,main,sketch,entry) VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,CAST(? AS BLOB),?)");
  if (!insert) return insert.error();
  std::string main = main_of(a);
  auto done = insert
                  ->bind(document_identity(d), d.id, *publisher, d.url, d.lang, d.title, d.title_size, d.text,
                         d.published_edtf, d.retrieved, d.file, d.line, d.raw_sha256, d.text_sha256, main,
                         encode_sketch(sketch_of(d)), entry)
                  .run();
  if (!done) return done.error();
  int64_t key = db_.last_row();
  auto bodies = insert_claims(key, 0, {}, a);
  if (!bodies) return bodies.error();
  return document_digest(d, main, *bodies);
}

Result<std::string> Store::insert_claims(int64_t document, int first, std::optional<int64_t> reading,
                                         const Analysis& a) {
  std::string bodies;
  for (size_t i = 0; i < a.claims.size(); ++i) {
    auto put = insert_claim(document, first + static_cast<int>(i), reading, a.claims[i]);
    if (!put) return put.error();
    bodies += sha256(encode_claim(a.claims[i]));
  }
  return bodies;
}

Result<std::string> Store::insert_reading(const Analysis& a, int64_t* entry) {
  const std::string identity = document_identity(a.document), main = main_of(a);
  auto find = db_.prepare(
      "SELECT d.key, (SELECT max(id) FROM reading WHERE document=d.key), coalesce((SELECT r.main FROM reading r "
      "WHERE r.document=d.key ORDER BY r.id DESC LIMIT 1), d.main), (SELECT coalesce(max(n),-1) FROM claim "
      "WHERE document=d.key) FROM document d WHERE d.identity=?");
  if (!find) return find.error();
  auto row = find->bind(identity).step();
  if (!row) return row.error();
  int64_t document = find->integer(0);
  std::optional<int64_t> latest;
  if (!find->is_null(1)) latest = find->integer(1);
  bool same_main = find->text(2) == main;
  int next = static_cast<int>(find->integer(3)) + 1;
  find->reset();
  int64_t ignored = 0;
  auto on_file = claims_digest(document, latest, &ignored);
  if (!on_file) return on_file.error();
  std::string bodies;
  for (const auto& claim : a.claims) bodies += sha256(encode_claim(claim));
  if (same_main && bodies == *on_file) return std::string();
  if (*entry == 0) {
    auto begun = begin_entry("read");
    if (!begun) return begun.error();
    *entry = *begun;
  }
  auto insert = db_.prepare("INSERT INTO reading(document,extractor,main,entry) VALUES(?,?,?,?)");
  if (!insert) return insert.error();
  if (auto done = insert->bind(document, BESTAND_VERSION, main, *entry).run(); !done) return done.error();
  auto put = insert_claims(document, next, db_.last_row(), a);
  if (!put) return put.error();
  return reading_digest(identity, BESTAND_VERSION, main, *put);
}

Result<AddSummary> Store::add(std::span<const Analysis> analyses, bool again) {
  AddSummary out;
  auto transaction = Transaction::begin(&db_);
  if (!transaction) return transaction.error();
  int64_t entry = 0;
  std::string content, readings;  // documents before readings, as verify() reads them
  for (const auto& a : analyses) {
    auto known = knows(a.document);
    if (!known) return known.error();
    if (*known) {
      ++out.known;
      if (!again) continue;
      auto digest = insert_reading(a, &entry);
      if (!digest) return digest.error();
      if (digest->empty()) continue;
      readings += *digest;
      ++out.reread;
      out.claims += static_cast<int64_t>(a.claims.size());
      continue;
    }
    if (entry == 0) {
      auto begun = begin_entry("read");
      if (!begun) return begun.error();
      entry = *begun;
    }
    auto digest = insert(a, entry);
    if (!digest) return digest.error();
    content += *digest;
    ++out.added;
    out.claims += static_cast<int64_t>(a.claims.size());
  }
  if (entry != 0) {
    if (auto done = close_entry(entry, sha256(content + readings)); !done) return done.error();
  }
  if (auto done = transaction->commit(); !done) return done.error();
  return out;
}

Status Store::review(std::span<const ReviewRow> rows) {
  auto transaction = Transaction::begin(&db_);
  if (!transaction) return transaction.error();
  auto entry = begin_entry("review");
  if (!entry) return entry.error();
  auto insert =
      db_.prepare("INSERT INTO review(kind,target,decision,value,coder,reason,entry) VALUES(?,?,?,?,?,?,?)");
  if (!insert) return insert.error();
  std::string content;
  for (const auto& row : rows) {
    auto done =
        insert->bind(row.kind, row.target, row.decision, row.value, row.coder, row.reason, *entry).run();
    if (!done) return done;
    content += review_digest(row);
  }
  if (auto closed = close_entry(*entry, sha256(content)); !closed) return closed;
  return transaction->commit();
}

Result<std::vector<ReviewRow>> Store::reviews(const std::string& knew) {
  auto all = db_.prepare(
      "SELECT r.kind,r.target,r.decision,r.value,r.coder,r.reason,e.at FROM review r JOIN entry e ON "
      "e.id=r.entry ORDER BY r.id");
  if (!all) return all.error();
  std::vector<ReviewRow> out;
  for (;;) {
    auto row = all->step();
    if (!row) return row.error();
    if (!*row) return out;
    if (!entered_by(all->text(6), knew)) continue;
    auto at = [&](int i) { return std::string(all->text(i)); };
    out.push_back({at(0), at(1), at(2), at(3), at(4), at(5), at(6)});
  }
}

Result<std::string> Store::head() {
  auto last = db_.prepare("SELECT hash FROM entry ORDER BY id DESC LIMIT 1");
  if (!last) return last.error();
  auto row = last->step();
  if (!row) return row.error();
  return *row ? std::string(last->text(0)) : std::string();
}

}  // namespace bestand
