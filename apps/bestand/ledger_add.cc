#include "bestand/ledger_add.h"

#include "base/deadline.h"
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

Status add_batch(std::vector<Document> batch, const Engine& engine, const AddOptions& options, Ledger* ledger, RejectLog* rejects, Totals* totals) {
  if (options.again) totals->documents += static_cast<int64_t>(batch.size());
  auto fresh = options.again ? Result<std::vector<Document>>(std::move(batch)) : unknown_ones(std::move(batch), ledger, totals);
  if (!fresh) return fresh.error();
  for (const Document& d : *fresh) totals->without_rules += !engine.reads(d.lang);
  auto analyses = parallel_map(*fresh, options.threads, [&](Document& d) {
    Deadline deadline(options.max_seconds);
    return engine.analyze(std::move(d));
  });
  std::erase_if(analyses, [&](const Analysis& a) {
    if (a.over_time) rejects->add(Error{Code::kOverTime, "takes too long to analyse", a.document.file, a.document.id, -1});
    return a.over_time;
  });
  auto summary = ledger->add(analyses, options.again);
  if (!summary) return summary.error();
  totals->added += summary->added;
  totals->known += summary->known - summary->reread;
  totals->reread += summary->reread;
  totals->claims += summary->claims;
  return success();
}

}  // namespace bestand
