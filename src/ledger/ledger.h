// A ceasefire's ledger: one file that analyses go into and answers come out of.
//
// Answers are a function of the set of documents, the actors and the policy: the order of reading leaves no
// trace.
//
// Errors   those of ledger/store.h; kBadData for a policy that breaks its schema
// Threads  one ledger, one thread; many readers beside one writer
#pragma once

#include <memory>
#include <span>
#include <string>

#include "ledger/store.h"
#include "ledger/view.h"

namespace bestand {

struct LedgerOptions {
  StoreOptions store;
  const ActorBase* actors = nullptr;  // may be absent: names are then compared as they stand
  std::string policy;                 // path of the decision table, world/policy/violation.toml
};

class Ledger {
 public:
  using Mode = Store::Mode;
  static Result<Ledger> open(const std::string& path, Mode mode, LedgerOptions options);

  Result<bool> knows(const Document& document) { return store_.knows(document); }
  Result<AddSummary> add(std::span<const Analysis> analyses) { return store_.add(analyses); }
  Status review(const ReviewRow& row) { return store_.review(row); }
  // accept, reject, dispute a claim by its id; retract, restore a document by its id. kNotFound: no such id.
  Status decide(const std::string& decision, const std::string& id, const std::string& coder,
                const std::string& reason);
  Result<VerifySummary> verify() { return store_.verify(); }

  // All answers, as of `filter`.
  Result<View> view(const Filter& filter = {});

  const Policy& policy() const { return policy_; }

 private:
  Ledger(Store store, LedgerOptions options, Policy policy)
      : store_(std::move(store)), options_(std::move(options)), policy_(std::move(policy)) {}

  Store store_;
  LedgerOptions options_;
  Policy policy_;
};

}  // namespace bestand
