// Reading the store back: the corpus in canonical order, and the proof of the chain.

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "base/sha256.h"
#include "ledger/claim_codec.h"
#include "ledger/digest.h"
#include "ledger/lineage.h"
#include "ledger/reviews.h"
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
  out.main = std::move(*main);
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

// What was known then: entered by the end of the day, minute or second that `knew` names.
bool entered_by(std::string_view at, const std::string& knew) {
  return knew.empty() || at.substr(0, knew.size()) <= knew;
}

struct Rules {
  std::optional<TimeSet> as_of;
  std::string knew;
  std::set<std::string> without, retracted;

  bool keeps(const DocumentRecord& r) const {
    const Document& d = r.document;
    if (!published_by(d, as_of)) return false;
    if (!entered_by(r.ingested_at, knew)) return false;
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

using ByText = std::map<std::string, std::vector<const ReviewRow*>, std::less<>>;

// The reviews of one kind by the text their target stands in.
ByText by_text(const std::vector<ReviewRow>& rows, std::string_view kind) {
  ByText out;
  for (const auto& r : rows) {
    if (r.kind != kind) continue;
    if (auto target = parse_target(r.target)) out[target->text].push_back(&r);
  }
  return out;
}

// Where a target lies in a loaded corpus: claims that are not there any more give no place.
struct Places {
  const Corpus& corpus;
  std::map<std::string, int32_t, std::less<>> documents;

  explicit Places(const Corpus& c) : corpus(c) {
    for (size_t i = 0; i < c.documents.size(); ++i)
      documents[document_identity(c.documents[i].document)] = static_cast<int32_t>(i);
  }

  std::optional<std::pair<int32_t, int32_t>> find(std::string_view key) const {
    auto target = parse_target(key);
    if (!target) return {};
    auto at = documents.find(target->text);
    if (at == documents.end()) return {};
    int32_t document = at->second;
    if (target->type.empty()) return std::pair(document, -1);
    const auto& record = corpus.documents[document];
    std::vector<Claim> claims;
    for (int32_t i = record.first; i < record.last; ++i) claims.push_back(corpus.claims[i].claim);
    int found = find_target(*target, claims);
    if (found < 0) return {};
    return std::pair(document, record.first + found);
  }
};

void read_judgements(const std::vector<ReviewRow>& rows, Corpus* corpus) {
  bool any = std::any_of(rows.begin(), rows.end(), [](const ReviewRow& r) { return r.kind == "incident"; });
  if (!any) return;
  Places places(*corpus);
  for (const auto& r : rows) {
    if (r.kind != "incident" || (r.decision != "merge" && r.decision != "split")) continue;
    auto a = places.find(r.target), b = places.find(r.value);
    if (a && b) corpus->judgements.push_back({a->first, a->second, b->first, b->second, r.decision == "merge"});
  }
}

// The id of the newest reading of those known then; the document's figures become that reading's.
Result<std::optional<int64_t>> latest_reading(Statement* readings, const std::string& knew,
                                              DocumentRecord* document) {
  std::optional<int64_t> out;
  std::string main;
  readings->bind(document->key);
  for (;;) {
    auto row = readings->step();
    if (!row) return row.error();
    if (!*row) break;
    if (!entered_by(readings->text(2), knew)) continue;
    out = readings->integer(0);
    main = std::string(readings->text(1));
  }
  if (!out) return out;
  auto figures = decode_main(main);
  if (!figures) return figures.error();
  document->main = std::move(*figures);
  return out;
}

// Whether the answers of `filter` may rest on the claim.
bool kept(const ClaimRecord& r, const Filter& filter) {
  if (r.review == Review::kRejected) return filter.with_rejected;
  return !filter.reviewed_only || r.review == Review::kAccepted || r.review == Review::kCorrected;
}

// Each document's latest reading of those known then, with what people decided about its claims.
Status load_claims(Database* db, const Filter& filter, const ByText& reviews, Corpus* out) {
  auto latest = db->prepare(
      "SELECT r.id, r.main, e.at FROM reading r JOIN entry e ON e.id=r.entry WHERE r.document=? ORDER BY r.id");
  if (!latest) return latest.error();
  auto any_readings = db->integer("SELECT count(*) FROM reading");
  if (!any_readings) return any_readings.error();
  auto claims = db->prepare("SELECT key,body FROM claim WHERE document=? AND reading IS ? ORDER BY n");
  if (!claims) return claims.error();
  std::vector<ClaimRecord> list;
  for (size_t i = 0; i < out->documents.size(); ++i) {
    auto& document = out->documents.own()[i];
    std::optional<int64_t> reading;
    if (*any_readings > 0) {
      auto found = latest_reading(&*latest, filter.knew, &document);
      if (!found) return found.error();
      reading = *found;
    }
    list.clear();
    claims->bind(document.key, reading);
    for (;;) {
      auto row = claims->step();
      if (!row) return row.error();
      if (!*row) break;
      auto claim = decode_claim(claims->text(1));
      if (!claim) return claim.error();
      list.push_back({claims->integer(0), static_cast<int32_t>(i), std::move(*claim), Review::kAuto});
    }
    auto judged = reviews.find(document.document.text_sha256);
    if (judged != reviews.end()) apply_reviews(judged->second, &list);
    document.first = static_cast<int32_t>(out->claims.size());
    for (auto& record : list) {
      if (kept(record, filter)) out->claims.own().push_back(std::move(record));
    }
    document.last = static_cast<int32_t>(out->claims.size());
    if (filter.reviewed_only) document.main = {};
  }
  return success();
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
  std::erase_if(*rows, [&](const ReviewRow& r) { return !entered_by(r.at, filter.knew); });
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
    if (rules.keeps(*record)) out.documents.own().push_back(std::move(*record));
  }
  std::sort(out.documents.own().begin(), out.documents.own().end(), canonical);

  if (auto done = load_claims(&db_, filter, by_text(*rows, "claim"), &out); !done) return done.error();
  read_judgements(*rows, &out);
  return out;
}

}  // namespace bestand
