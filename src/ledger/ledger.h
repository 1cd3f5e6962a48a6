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
  std::string data_root;              // holds world/policy/violation.toml and lang/<code>/common.tsv
  // Whatever answers are a function of besides the ledger's file: with it, they are kept in LEDGER.view. Empty: nowhere.
  std::string edition;
  size_t keep_from = 5000;  // documents from which they are worth it
};

// accept, reject, dispute: a claim, or all claims of an incident
// correct: a claim; `with` are "slot=value" (ledger/reviews.h)
// merge: an incident; `with` are the incidents that are the same one
// split: an incident; `with` are claims or events of it that are another one
// retract, restore: a document
struct Decision {
  std::string decision, id;
  std::vector<std::string> with;
  std::string coder, reason;
};

class Ledger {
 public:
  using Mode = Store::Mode;
  static Result<Ledger> open(const std::string& path, Mode mode, LedgerOptions options);

  Result<bool> knows(const Document& document) { return store_.knows(document); }
  Result<AddSummary> add(std::span<const Analysis> analyses, bool again = false) {
    return store_.add(analyses, again);
  }
  Status review(const ReviewRow& row) { return store_.review(row); }
  // Enters a person's decision as rows that outlive a re-read by a newer engine. kNotFound: no such id; kUsage:
  // a decision that lacks what it needs.
  Status decide(const Decision& decision);
  Status decide(const std::string& decision, const std::string& id, const std::string& coder,
                const std::string& reason) {
    return decide(Decision{decision, id, {}, coder, reason});
  }
  Result<std::string> head() { return store_.head(); }
  Result<VerifySummary> verify() { return store_.verify(); }

  // What is on file, as of `filter`, with nothing worked out: for a look at a document or a claim.
  Result<Corpus> corpus(const Filter& filter = {}) { return store_.load(filter); }
  // All answers, as of `filter`.
  Result<View> view(const Filter& filter = {});
  // The same, for who asks one question and is gone: those of the whole ledger are looked up where they were kept, and kept
  // where they were not. Ask View::trouble before giving an answer on.
  Result<View> answers(const Filter& filter = {});

  const Policy& policy() const { return policy_; }

 private:
  Ledger(Store store, LedgerOptions options, Policy policy, CommonWords common)
      : store_(std::move(store)), options_(std::move(options)), policy_(std::move(policy)), common_(std::move(common)) {}

  Store store_;
  LedgerOptions options_;
  Policy policy_;
  CommonWords common_;
};

}  // namespace bestand
