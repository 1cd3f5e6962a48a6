#include "ledger/schema.h"

#include <string>

namespace bestand {
namespace {

// One step per schema version; step n brings a file of version n to n + 1.
constexpr const char* kSteps[] = {
    R"sql(
CREATE TABLE entry (
  id INTEGER PRIMARY KEY, at TEXT NOT NULL, operation TEXT NOT NULL, content TEXT NOT NULL,
  previous TEXT NOT NULL, hash TEXT NOT NULL) STRICT;
CREATE TABLE publisher (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, kind TEXT NOT NULL DEFAULT 'unknown',
  parent INTEGER REFERENCES publisher(id), aligned_actor TEXT, country TEXT) STRICT;
CREATE TABLE document (
  key INTEGER PRIMARY KEY, identity TEXT NOT NULL UNIQUE, id TEXT NOT NULL,
  publisher INTEGER NOT NULL REFERENCES publisher(id), url TEXT NOT NULL, lang TEXT NOT NULL,
  title TEXT NOT NULL, title_size INTEGER NOT NULL, text TEXT NOT NULL,
  published TEXT NOT NULL, retrieved TEXT NOT NULL, file TEXT NOT NULL, line INTEGER NOT NULL,
  raw_sha256 TEXT NOT NULL, text_sha256 TEXT NOT NULL, main TEXT NOT NULL, sketch BLOB NOT NULL,
  entry INTEGER NOT NULL REFERENCES entry(id)) STRICT;
CREATE INDEX document_id ON document(id);
CREATE INDEX document_text ON document(text_sha256);
CREATE INDEX document_entry ON document(entry);
CREATE TABLE claim (
  key INTEGER PRIMARY KEY, document INTEGER NOT NULL REFERENCES document(key), n INTEGER NOT NULL,
  id TEXT NOT NULL, type TEXT NOT NULL, status TEXT NOT NULL, begin INTEGER NOT NULL, finish INTEGER NOT NULL,
  time_lo INTEGER, time_hi INTEGER, edtf TEXT, place TEXT, lat REAL, lon REAL, radius_m REAL,
  source TEXT, killed_low INTEGER, killed_high INTEGER, injured_low INTEGER, injured_high INTEGER,
  background INTEGER NOT NULL, breach TEXT, extractor TEXT NOT NULL, body TEXT NOT NULL,
  UNIQUE (document, n)) STRICT;
CREATE INDEX claim_id ON claim(id);
CREATE TABLE claim_actor (
  claim INTEGER NOT NULL REFERENCES claim(key), n INTEGER NOT NULL, role TEXT NOT NULL, actor TEXT NOT NULL,
  name TEXT NOT NULL, PRIMARY KEY (claim, n)) STRICT, WITHOUT ROWID;
CREATE INDEX claim_actor_actor ON claim_actor(actor);
CREATE TABLE review (
  id INTEGER PRIMARY KEY, kind TEXT NOT NULL, target TEXT NOT NULL, decision TEXT NOT NULL, value TEXT NOT NULL,
  coder TEXT NOT NULL, reason TEXT NOT NULL, entry INTEGER NOT NULL REFERENCES entry(id)) STRICT;
CREATE INDEX review_target ON review(kind, target);
)sql",
    R"sql(
CREATE TABLE reading (
  id INTEGER PRIMARY KEY, document INTEGER NOT NULL REFERENCES document(key), extractor TEXT NOT NULL,
  main TEXT NOT NULL, entry INTEGER NOT NULL REFERENCES entry(id)) STRICT;
CREATE INDEX reading_document ON reading(document);
CREATE INDEX reading_entry ON reading(entry);
ALTER TABLE claim ADD COLUMN reading INTEGER REFERENCES reading(id);
)sql"};

}  // namespace

Status migrate(Database* db, int from) {
  for (int version = from; version < kLedgerSchema; ++version) {
    if (auto done = db->exec(kSteps[version]); !done) return done;
  }
  std::string marks = "PRAGMA application_id=" + std::to_string(kLedgerApplication) +
                      ";PRAGMA user_version=" + std::to_string(kLedgerSchema);
  return db->exec(marks.c_str());
}

}  // namespace bestand
