// The proof: every text hashes to its name, every entry's content to its rows, every entry to the one before.

#include "base/sha256.h"
#include "ledger/digest.h"
#include "ledger/store.h"

namespace bestand {
namespace {

Error broken(const std::string& path, std::string what) {
  return {Code::kBadLedger, "the ledger does not verify: " + std::move(what), path, "", -1};
}

}  // namespace

Result<std::string> Store::claims_digest(int64_t document, std::optional<int64_t> reading, int64_t* count) {
  auto claims = db_.prepare("SELECT body FROM claim WHERE document=? AND reading IS ? ORDER BY n");
  if (!claims) return claims.error();
  claims->bind(document, reading);
  std::string out;
  for (;;) {
    auto row = claims->step();
    if (!row) return row.error();
    if (!*row) return out;
    out += sha256(claims->text(0));
    ++*count;
  }
}

// The content of one entry as its rows give it now.
Result<std::string> Store::content_of(int64_t entry, VerifySummary* seen) {
  auto documents = db_.prepare(
      "SELECT "
      "d.key,d.id,p.name,d.url,d.lang,d.title,d.title_size,d.text,d.published,d.retrieved,d.file,d.line,"
      "d.raw_sha256,d.text_sha256,d.main FROM document d JOIN publisher p ON p.id=d.publisher WHERE "
      "d.entry=? "
      "ORDER BY d.key");
  if (!documents) return documents.error();
  documents->bind(entry);
  std::string content;
  for (;;) {
    auto row = documents->step();
    if (!row) return row.error();
    if (!*row) break;
    auto at = [&](int i) { return std::string(documents->text(i)); };
    Document d;
    d.id = at(1), d.publisher = at(2), d.url = at(3), d.lang = at(4), d.title = at(5), d.text = at(7);
    d.title_size = static_cast<uint32_t>(documents->integer(6));
    d.published_edtf = at(8), d.retrieved = at(9), d.file = at(10), d.line = documents->integer(11);
    d.raw_sha256 = at(12), d.text_sha256 = at(13);
    if (sha256(d.text) != d.text_sha256)
      return broken(path(), "the text of document " + d.id + " was changed");
    auto claims = claims_digest(documents->integer(0), {}, &seen->claims);
    if (!claims) return claims.error();
    content += document_digest(d, at(14), *claims);
    ++seen->documents;
  }
  auto readings = db_.prepare(
      "SELECT r.id,r.document,d.identity,r.extractor,r.main FROM reading r JOIN document d ON d.key=r.document "
      "WHERE r.entry=? ORDER BY r.id");
  if (!readings) return readings.error();
  readings->bind(entry);
  for (;;) {
    auto row = readings->step();
    if (!row) return row.error();
    if (!*row) break;
    auto claims = claims_digest(readings->integer(1), readings->integer(0), &seen->claims);
    if (!claims) return claims.error();
    content += reading_digest(readings->text(2), readings->text(3), readings->text(4), *claims);
  }
  auto reviews =
      db_.prepare("SELECT kind,target,decision,value,coder,reason FROM review WHERE entry=? ORDER BY id");
  if (!reviews) return reviews.error();
  reviews->bind(entry);
  for (;;) {
    auto row = reviews->step();
    if (!row) return row.error();
    if (!*row) return sha256(content);
    auto at = [&](int i) { return std::string(reviews->text(i)); };
    content += review_digest({at(0), at(1), at(2), at(3), at(4), at(5)});
  }
}

Result<VerifySummary> Store::verify() {
  VerifySummary out;
  auto check = db_.prepare("PRAGMA quick_check");
  if (!check) return check.error();
  auto sound = check->step();
  if (!sound) return sound.error();
  if (check->text(0) != "ok") return broken(path(), "SQLite says: " + std::string(check->text(0)));

  auto entries = db_.prepare("SELECT id,at,operation,content,previous,hash FROM entry ORDER BY id");
  if (!entries) return entries.error();
  int64_t last = 0;
  for (;;) {
    auto row = entries->step();
    if (!row) return row.error();
    if (!*row) break;
    int64_t id = entries->integer(0);
    std::string which = "entry " + std::to_string(id);
    if (id != last + 1) return broken(path(), "an entry before " + which + " is missing");
    if (entries->text(4) != out.head) return broken(path(), which + " does not follow the one before");
    auto content = content_of(id, &out);
    if (!content) return content.error();
    if (entries->text(3) != *content) return broken(path(), "what " + which + " added was changed");
    if (entry_hash(id, entries->text(1), entries->text(2), *content, out.head) != entries->text(5)) {
      return broken(path(), which + " itself was changed");
    }
    out.head = std::string(entries->text(5));
    last = id;
    ++out.entries;
  }
  auto all = db_.integer("SELECT count(*) FROM document");
  if (!all) return all.error();
  if (*all != out.documents) return broken(path(), "documents stand there that no entry brought");
  return out;
}

}  // namespace bestand
