#include "ledger/figures.h"

#include <algorithm>
#include <map>
#include <set>

namespace bestand {
namespace {

// The newest document of an origin replaces what it said before; within one document the largest total
// stands.
void supersede(std::vector<FigureEntry>* entries) {
  std::map<std::string_view, FigureEntry*> newest;
  for (auto& e : *entries) {
    auto [at, fresh] = newest.try_emplace(e.origin.independence, &e);
    if (fresh) continue;
    FigureEntry& old = *at->second;
    bool same_document = old.document == e.document;
    if (same_document && e.value.low.value_or(0) <= old.value.low.value_or(0)) {
      e.live = false;
    } else {
      old.live = false;
      at->second = &e;
    }
  }
}

void settle_best(FigureSummary* s) {
  std::map<int64_t, std::set<std::string_view>> sharing;
  for (const auto& e : s->entries) {
    if (!e.live || !e.value.low || e.value.low != e.value.high) continue;
    if (e.origin.kind == OriginKind::kMonitor && s->best_basis != "monitor") {
      s->best = e.value.low;
      s->best_basis = "monitor";
    }
    if (e.origin.kind == OriginKind::kMedical && s->best_basis.empty()) {
      s->best = e.value.low;
      s->best_basis = "medical";
    }
    if (e.origin.kind != OriginKind::kAnonymous) sharing[*e.value.low].insert(e.origin.independence);
  }
  if (s->best) return;
  size_t most = 1;
  for (const auto& [value, origins] : sharing) {
    if (origins.size() > most) {
      most = origins.size();
      s->best = value;
      s->best_basis = "shared";
    }
  }
}

}  // namespace

FigureSummary summarise(std::vector<FigureEntry> entries) {
  FigureSummary out;
  out.entries = std::move(entries);
  supersede(&out.entries);
  for (const auto& e : out.entries) {
    if (!e.live) continue;
    int64_t low = e.value.low.value_or(0);
    out.low = out.low ? std::min(*out.low, low) : low;
    if (e.value.high)
      out.high = out.high ? std::max(*out.high, *e.value.high) : *e.value.high;
    else
      out.open_high = true;
    if (e.value.low) out.high = out.high ? std::max(*out.high, *e.value.low) : *e.value.low;
  }
  settle_best(&out);
  return out;
}

}  // namespace bestand
