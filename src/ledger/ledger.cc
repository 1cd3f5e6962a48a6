#include "ledger/ledger.h"

#include "ledger/decisions.h"
#include "ledger/kept_view.h"
#include "ledger/stored_documents.h"
#include "ledger/told_by.h"

namespace bestand {

Result<Ledger> Ledger::open(const std::string& path, Mode mode, LedgerOptions options) {
  auto policy = Policy::load(options.data_root + "/world/policy/violation.toml");
  if (!policy) return policy.error();
  auto common = CommonWords::load(options.data_root);
  if (!common) return common.error();
  auto store = Store::open(path, mode, options.store);
  if (!store) return store.error();
  return Ledger(std::move(*store), std::move(options), std::move(*policy), std::move(*common));
}

Status Ledger::decide(const Decision& decision) {
  auto all = view();
  if (!all) return all.error();
  auto rows = review_rows(*all, decision);
  if (!rows && rows.error().code == Code::kNotFound) {  // a claim rejected before is in no answer
    auto rejected = view({.with_rejected = true});
    if (!rejected) return rejected.error();
    rows = review_rows(*rejected, decision);
  }
  if (!rows) {
    Error error = rows.error();
    error.file = store_.path();
    return error;
  }
  return store_.review(*rows);
}

Result<View> Ledger::view(const Filter& filter) {
  auto corpus = store_.load(filter);
  if (!corpus) return corpus.error();
  if (!filter.according_to.empty()) {
    auto told = as_told_by(std::move(*corpus), options_.actors, filter.according_to);
    if (!told) return told.error();
    return make_view(std::move(*told), options_.actors, policy_, common_);
  }
  return make_view(std::move(*corpus), options_.actors, policy_, common_);
}

Result<View> Ledger::answers(const Filter& filter) {
  if (filter.with_rejected || options_.edition.empty()) return view(filter);
  auto documents = StoredDocuments::open(store_.path(), filter, options_.actors);
  if (!documents) return documents.error();
  auto head = (*documents)->head();
  if (!head) return head.error();
  const KeptViews kept(store_.path(), options_.edition + '\n' + *head, filter.key());
  if (auto view = kept.open(std::move(*documents))) return std::move(*view);
  auto out = view(filter);
  if (!out || out->corpus.documents.size() < options_.keep_from) return out;
  auto still = store_.head();
  if (still && *still == *head) kept.keep(*out);
  return out;
}

}  // namespace bestand
