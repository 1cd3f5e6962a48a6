#include "show/http/views.h"

#include <algorithm>

namespace bestand::http {

Snapshot::Snapshot(View v) : view(std::move(v)) {
  for (size_t i = 0; i < view.incidents.size(); ++i) {
    incidents.emplace(view.incidents[i].id, i);
    for (const auto& c : view.incidents[i].claims) {
      auto& list = incidents_of_claim[c.claim];
      if (list.empty() || list.back() != i) list.push_back(i);
    }
  }
  for (size_t i = 0; i < view.ceasefires.size(); ++i) ceasefires.emplace(view.ceasefires[i].id, i);
  for (size_t i = 0; i < view.corpus.claims.size(); ++i) claims.emplace(view.corpus.claims[i].claim.id, i);
  for (size_t i = 0; i < view.corpus.documents.size(); ++i)
    documents.emplace(view.corpus.documents[i].document.id, i);
}

Result<std::string> Views::look_at_head() {
  auto head = ledger_->head();
  if (!head) return head.error();
  std::lock_guard lock(mutex_);
  if (*head != head_) kept_.clear();
  head_ = *head;
  looked_ = std::chrono::steady_clock::now();
  return head_;
}

Result<std::string> Views::head() {
  std::unique_lock ledger(ledger_mutex_, std::defer_lock);
  {
    std::lock_guard lock(mutex_);
    const bool fresh = std::chrono::steady_clock::now() - looked_ < std::chrono::milliseconds(250);
    // A view being computed keeps the ledger for itself: until it is there, the head known last is the answer.
    if (!head_.empty() && (fresh || !ledger.try_lock())) return head_;
  }
  if (!ledger) ledger.lock();
  return look_at_head();
}

std::shared_ptr<const Snapshot> Views::kept(const std::string& key) {
  std::lock_guard lock(mutex_);
  for (auto i = kept_.begin(); i != kept_.end(); ++i) {
    if (i->first != key) continue;
    kept_.splice(kept_.begin(), kept_, i);
    return kept_.front().second;
  }
  return nullptr;
}

Result<std::shared_ptr<const Snapshot>> Views::get(const Filter& filter) {
  if (auto looked = head(); !looked) return looked.error();
  const std::string key = filter.key();
  if (auto known = kept(key)) return known;
  std::lock_guard ledger(ledger_mutex_);
  if (auto known = kept(key)) return known;  // another request waited for the same
  auto head = look_at_head();
  if (!head) return head.error();
  auto view = ledger_->view(filter);
  if (!view) return view.error();
  ++computed_;
  auto snapshot = std::make_shared<Snapshot>(std::move(*view));
  snapshot->head = *head;
  std::lock_guard lock(mutex_);
  kept_.emplace_front(key, snapshot);
  if (kept_.size() > kKept) kept_.pop_back();
  return std::shared_ptr<const Snapshot>(std::move(snapshot));
}

Status Views::decide(const Decision& decision) {
  std::lock_guard ledger(ledger_mutex_);
  auto done = ledger_->decide(decision);
  std::lock_guard lock(mutex_);
  head_.clear();  // whoever asks next looks, and waits for it
  return done;
}

}  // namespace bestand::http
