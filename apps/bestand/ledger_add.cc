#include "bestand/ledger_add.h"

#include "base/parallel.h"

namespace bestand {
namespace {

// The documents of a batch that the ledger does not hold yet.
Result<std::vector<Document>> unknown_ones(std::vector<Document> batch, Ledger* ledger, Totals* totals) {
  std::vector<Document> out;
  for (Document& document : batch) {
    ++totals->documents;
    auto known = ledger->knows(document);
    if (!known) return known.error();
    if (*known) {
      ++totals->known;
    } else {
      out.push_back(std::move(document));
    }
  }
  return out;
}

}  // namespace

Status add_batch(std::vector<Document> batch, const Engine& engine, unsigned threads, bool again, Ledger* ledger,
                 Totals* totals) {
  if (again) totals->documents += static_cast<int64_t>(batch.size());
  auto fresh = again ? Result<std::vector<Document>>(std::move(batch)) : unknown_ones(std::move(batch), ledger, totals);
  if (!fresh) return fresh.error();
  for (const Document& d : *fresh) totals->without_rules += !engine.reads(d.lang);
  auto analyses = parallel_map(*fresh, threads, [&](Document& d) { return engine.analyze(std::move(d)); });
  auto summary = ledger->add(analyses, again);
  if (!summary) return summary.error();
  totals->added += summary->added;
  totals->known += summary->known - summary->reread;
  totals->reread += summary->reread;
  totals->claims += summary->claims;
  return success();
}

}  // namespace bestand
