// Reading the store back: the corpus in canonical order, and the proof of the chain.

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <thread>
#include <tuple>

#include "base/parallel.h"
#include "ledger/digest.h"
#include "ledger/document_rows.h"
#include "ledger/reviews.h"
#include "ledger/store.h"

namespace bestand {
namespace {

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

// Rows are read one after the other and decoded side by side, so many documents at a time.
Status load_claims(ClaimReader* reader, Corpus* out) {
  constexpr size_t kAtOnce = 1024;
  auto& documents = out->documents.own();
  for (size_t first = 0; first < documents.size(); first += kAtOnce) {
    const size_t last = std::min(first + kAtOnce, documents.size());
    std::vector<std::pair<size_t, ClaimRows>> some;
    for (size_t i = first; i < last; ++i) {
      auto rows = reader->read(documents[i].key);
      if (!rows) return rows.error();
      some.emplace_back(i, std::move(*rows));
    }
    auto lists = parallel_map(some, std::thread::hardware_concurrency(), [&](const auto& of) {
      return reader->decode(of.second, static_cast<int32_t>(of.first), &documents[of.first]);
    });
    for (size_t i = first; i < last; ++i) {
      auto& list = lists[i - first];
      if (!list) return list.error();
      documents[i].first = static_cast<int32_t>(out->claims.size());
      std::move(list->begin(), list->end(), std::back_inserter(out->claims.own()));
      documents[i].last = static_cast<int32_t>(out->claims.size());
    }
  }
  return success();
}

}  // namespace

std::string Filter::key() const {
  std::vector<std::string> sorted = without;
  std::sort(sorted.begin(), sorted.end());
  std::string out = as_of + '\n' + knew + '\n' + (reviewed_only ? "r" : "") + (with_rejected ? "j" : "") + '\n' + according_to;
  for (const auto& w : sorted) out += '\n' + w;
  return out == "\n\n\n" ? "" : out;
}

Result<Corpus> Store::load(const Filter& filter) {
  Rules rules{{}, filter.knew, {filter.without.begin(), filter.without.end()}, {}};
  if (!filter.as_of.empty()) {
    auto limit = parse_edtf(filter.as_of);
    if (!limit) return limit.error();
    rules.as_of = *limit;
  }
  auto rows = reviews(filter.knew);
  if (!rows) return rows.error();
  for (const auto& r : *rows) {
    if (r.kind == "document" && r.decision == "retract") rules.retracted.insert(r.target);
    if (r.kind == "document" && r.decision == "accept") rules.retracted.erase(r.target);
  }
  Corpus out;
  auto documents = db_.prepare(document_rows(true) + "ORDER BY d.key");
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

  auto reader = ClaimReader::open(&db_, filter, *rows);
  if (!reader) return reader.error();
  if (auto done = load_claims(&*reader, &out); !done) return done.error();
  read_judgements(*rows, &out);
  return out;
}

}  // namespace bestand
