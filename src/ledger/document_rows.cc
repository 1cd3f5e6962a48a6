#include "ledger/document_rows.h"

#include <algorithm>

#include "ledger/claim_codec.h"
#include "ledger/lineage.h"
#include "ledger/reviews.h"

namespace bestand {
namespace {

// Whether the answers of `filter` may rest on the claim.
bool kept(const ClaimRecord& r, const Filter& filter) {
  if (r.review == Review::kRejected) return filter.with_rejected;
  return !filter.reviewed_only || r.review == Review::kAccepted || r.review == Review::kCorrected;
}

}  // namespace

std::string document_rows(bool sketches) {
  return std::string(
             "SELECT d.key,d.id,p.name,d.url,d.lang,d.title,d.title_size,d.text,d.published,d.retrieved,d.file,d.line,"
             "d.raw_sha256,d.text_sha256,d.main,e.at,") +
         (sketches ? "d.sketch" : "''") +
         " FROM document d JOIN publisher p ON p.id=d.publisher JOIN entry e ON e.id=d.entry ";
}

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
  out.ingested_at = text(15);
  out.sketch = decode_sketch(s.text(16));
  return out;
}

bool entered_by(std::string_view at, const std::string& knew) {
  return knew.empty() || at.substr(0, knew.size()) <= knew;
}

Result<ClaimReader> ClaimReader::open(Database* db, const Filter& filter, const std::vector<ReviewRow>& reviews) {
  auto latest = db->prepare(
      "SELECT r.id, r.main, e.at FROM reading r JOIN entry e ON e.id=r.entry WHERE r.document=? ORDER BY r.id");
  if (!latest) return latest.error();
  auto any_readings = db->integer("SELECT count(*) FROM reading");
  if (!any_readings) return any_readings.error();
  auto claims = db->prepare("SELECT key,body FROM claim WHERE document=? AND reading IS ? ORDER BY n");
  if (!claims) return claims.error();
  ByText by_text;
  for (const auto& r : reviews) {
    if (r.kind != "claim") continue;
    if (auto target = parse_target(r.target)) by_text[target->text].push_back(&r);
  }
  return ClaimReader(std::move(*latest), std::move(*claims), *any_readings > 0, filter, std::move(by_text));
}

Result<ClaimRows> ClaimReader::read(int64_t document) {
  ClaimRows out;
  std::optional<int64_t> reading;
  if (any_readings_) {
    auto found = latest_reading(document, &out.main);
    if (!found) return found.error();
    reading = *found;
  }
  claims_.bind(document, reading);
  for (;;) {
    auto row = claims_.step();
    if (!row) return row.error();
    if (!*row) return out;
    out.rows.emplace_back(claims_.integer(0), claims_.text(1));
  }
}

Result<std::vector<ClaimRecord>> ClaimReader::decode(const ClaimRows& rows, int32_t index, DocumentRecord* document) const {
  if (rows.main) {
    auto figures = decode_main(*rows.main);
    if (!figures) return figures.error();
    document->main = std::move(*figures);
  }
  std::vector<ClaimRecord> out;
  for (const auto& [key, body] : rows.rows) {
    auto claim = decode_claim(body);
    if (!claim) return claim.error();
    out.push_back({key, index, std::move(*claim), Review::kAuto, {}});
  }
  auto judged = reviews_.find(document->document.text_sha256);
  if (judged != reviews_.end()) apply_reviews(judged->second, &out);
  std::erase_if(out, [&](const ClaimRecord& r) { return !kept(r, filter_); });
  if (filter_.reviewed_only) document->main = {};
  return out;
}

Result<std::optional<int64_t>> ClaimReader::latest_reading(int64_t document, std::optional<std::string>* main) {
  std::optional<int64_t> out;
  latest_.bind(document);
  for (;;) {
    auto row = latest_.step();
    if (!row) return row.error();
    if (!*row) return out;
    if (!entered_by(latest_.text(2), filter_.knew)) continue;
    out = latest_.integer(0);
    *main = std::string(latest_.text(1));
  }
}

}  // namespace bestand
