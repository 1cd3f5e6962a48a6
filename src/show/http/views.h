// One ledger's answers for many readers: computed once for each way of asking, kept until the ledger changes.
//
// Threads  all calls from any thread; a view once given stays valid as long as somebody holds it. While one way of
//          asking is computed, those computed before are given without waiting
// Cost     a way of asking not seen since the ledger changed: what Ledger::view costs; else a look-up
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

#include "ledger/ledger.h"

namespace bestand::http {

// A view with the ways into it.
struct Snapshot {
  std::string head;  // of the ledger's chain when it was taken
  View view;
  std::unordered_map<std::string, size_t> incidents, claims, documents, ceasefires;  // by id
  std::unordered_map<int32_t, std::vector<size_t>> incidents_of_claim;

  explicit Snapshot(View v);
};

class Views {
 public:
  // `ledger` opened for writing where reviews are to be entered.
  explicit Views(std::unique_ptr<Ledger> ledger) : ledger_(std::move(ledger)) {}

  Result<std::shared_ptr<const Snapshot>> get(const Filter& filter);
  // The head of the chain, looked up at most four times a second.
  Result<std::string> head();
  Status decide(const Decision& decision);

  int64_t computed() const { return computed_; }

 private:
  // Under ledger_mutex_.
  Result<std::string> look_at_head();
  std::shared_ptr<const Snapshot> kept(const std::string& key);

  static constexpr size_t kKept = 8;  // views: the present one, some ways of asking, some moments

  std::mutex ledger_mutex_;  // held as long as a view takes; taken before mutex_ where both are
  std::unique_ptr<Ledger> ledger_;
  std::mutex mutex_;  // of what follows, held for a look-up
  std::string head_;
  std::chrono::steady_clock::time_point looked_{};
  std::list<std::pair<std::string, std::shared_ptr<const Snapshot>>> kept_;  // the latest used first
  std::atomic<int64_t> computed_{0};
};

}  // namespace bestand::http
