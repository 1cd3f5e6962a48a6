// Reading the store back: the corpus in canonical order, and the proof of the chain.

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "base/sha256.h"
#include "ledger/claim_codec.h"
#include "ledger/lineage.h"
#include "ledger/store.h"

namespace bestand {
namespace {

constexpr const char* kDocuments =
    "SELECT d.key,d.id,p.name,d.url,d.lang,d.title,d.title_size,d.text,d.published,d.retrieved,d.file,d.line,"
    "d.raw_sha256,d.text_sha256,d.main,d.sketch,e.at FROM document d JOIN publisher p ON p.id=d.publisher "
    "JOIN entry e ON e.id=d.entry ORDER BY d.key";

Result<DocumentRecord> read_document_row(const Statement& s) {
  DocumentRecord out;
  Document& d = out.document;
  auto text = [&](int i) { return std::string(s.text(i)); };
  out.key = s.integer(0);
  d.id = text(1);
  d.publisher = text(2);
  d.url = text(3);
  d.lang = text(4);
  d.title = text(5);
  d.title_size = static_cast<uint32_t>(s.integer(6));
  d.text = text(7);
  d.published_edtf = text(8);
  d.retrieved = text(9);
  d.file = text(10);
  d.line = s.integer(11);
  d.raw_sha256 = text(12);
  d.text_sha256 = text(13);
  if (!d.published_edtf.empty()) {
    if (auto time = parse_edtf(d.published_edtf)) d.published = *time;
  }
  auto main = decode_main(s.text(14));
  if (!main) return main.error();
  out.killed = main->killed;
  out.injured = main->injured;
  out.place = main->place;
  out.sketch = decode_sketch(s.text(15));
  out.ingested_at = text(16);
  return out;
}

// Whether the publication certainly lies at or before the end of `limit` ("2016-12-30": that whole day).
bool published_by(const Document& d, const std::optional<TimeSet>& limit) {
  if (!limit) return true;
  if (!d.published || d.published->empty() || limit->empty()) return false;
  return d.published->hull().lo < limit->hull().hi;
}

struct Rules {
  std::optional<TimeSet> as_of;
  std::string knew;
  std::set<std::string> without, retracted;

  bool keeps(const DocumentRecord& r) const {
    const Document& d = r.document;
    if (!published_by(d, as_of)) return false;
    if (!knew.empty() && r.ingested_at.substr(0, knew.size()) > knew) return false;
    if (without.count(d.publisher) || without.count(d.id)) return false;
    return !retracted.count(d.id) && !retracted.count(d.text_sha256);
  }
};

bool canonical(const DocumentRecord& a, const DocumentRecord& b) {
  auto lo = [](const DocumentRecord& r) {
    return r.document.published && !r.document.published->empty() ? r.document.published->hull().lo
                                                                  : kEndOfTime;
  };
  auto key = [&](const DocumentRecord& r) {
    const Document& d = r.document;
    return std::tie(d.id, d.text_sha256, d.publisher, d.published_edtf, d.url);
  };
  if (lo(a) != lo(b)) return lo(a) < lo(b);
  return key(a) < key(b);
}

std::map<std::string, Review> decisions(const std::vector<ReviewRow>& rows) {
  std::map<std::string, Review> out;
  for (const auto& r : rows) {
    if (r.kind != "claim") continue;
    if (r.decision == "accept") out[r.target] = Review::kAccepted;
    if (r.decision == "reject") out[r.target] = Review::kRejected;
    if (r.decision == "dispute") out[r.target] = Review::kDisputed;
  }
  return out;
}

}  // namespace

Result<Corpus> Store::load(const Filter& filter) {
  Rules rules{{}, filter.knew, {filter.without.begin(), filter.without.end()}, {}};
  if (!filter.as_of.empty()) {
    auto limit = parse_edtf(filter.as_of);
    if (!limit) return limit.error();
    rules.as_of = *limit;
  }
  auto rows = reviews();
  if (!rows) return rows.error();
  for (const auto& r : *rows) {
    if (r.kind == "document" && r.decision == "retract") rules.retracted.insert(r.target);
    if (r.kind == "document" && r.decision == "accept") rules.retracted.erase(r.target);
  }
  Corpus out;
  auto documents = db_.prepare(kDocuments);
  if (!documents) return documents.error();
  for (;;) {
    auto row = documents->step();
    if (!row) return row.error();
    if (!*row) break;
    auto record = read_document_row(*documents);
    if (!record) return record.error();
    if (rules.keeps(*record)) out.documents.push_back(std::move(*record));
  }
  std::sort(out.documents.begin(), out.documents.end(), canonical);

  auto judged = decisions(*rows);
  auto claims = db_.prepare("SELECT key,body FROM claim WHERE document=? ORDER BY n");
  if (!claims) return claims.error();
  for (size_t i = 0; i < out.documents.size(); ++i) {
    auto& document = out.documents[i];
    document.first = static_cast<int32_t>(out.claims.size());
    claims->bind(document.key);
    for (;;) {
      auto row = claims->step();
      if (!row) return row.error();
      if (!*row) break;
      auto claim = decode_claim(claims->text(1));
      if (!claim) return claim.error();
      ClaimRecord record{claims->integer(0), static_cast<int32_t>(i), std::move(*claim), Review::kAuto};
      auto found = judged.find(review_key(document.document, record.claim));
      if (found != judged.end()) record.review = found->second;
      if (record.review == Review::kRejected) continue;
      if (filter.reviewed_only && record.review == Review::kAuto) continue;
      out.claims.push_back(std::move(record));
    }
    document.last = static_cast<int32_t>(out.claims.size());
  }
  return out;
}

}  // namespace bestand
