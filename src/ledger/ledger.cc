#include "ledger/ledger.h"

#include <algorithm>

namespace bestand {

Result<Ledger> Ledger::open(const std::string& path, Mode mode, LedgerOptions options) {
  auto policy = Policy::load(options.policy);
  if (!policy) return policy.error();
  auto store = Store::open(path, mode, options.store);
  if (!store) return store.error();
  return Ledger(std::move(*store), std::move(options), std::move(*policy));
}

Status Ledger::decide(const std::string& decision, const std::string& id, const std::string& coder,
                      const std::string& reason) {
  auto corpus = store_.load({});
  if (!corpus) return corpus.error();
  if (decision == "retract" || decision == "restore") {
    auto named = [&](const DocumentRecord& r) { return r.document.id == id; };
    bool found = std::any_of(corpus->documents.begin(), corpus->documents.end(), named);
    if (!found && decision == "retract")
      return Error{Code::kNotFound, "no document has the id " + id, store_.path(), "", -1};
    return store_.review({"document", id, decision == "retract" ? "retract" : "accept", "", coder, reason});
  }
  for (const auto& r : corpus->claims) {
    if (r.claim.id != id) continue;
    return store_.review(
        {"claim", review_key(corpus->document_of(r).document, r.claim), decision, "", coder, reason});
  }
  return Error{Code::kNotFound, "no claim has the id " + id, store_.path(), "", -1};
}

Result<View> Ledger::view(const Filter& filter) {
  auto corpus = store_.load(filter);
  if (!corpus) return corpus.error();
  return make_view(std::move(*corpus), options_.actors, policy_);
}

}  // namespace bestand
