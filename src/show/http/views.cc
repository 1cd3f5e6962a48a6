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

std::string key_of(const Filter& filter) {
  std::vector<std::string> without = filter.without;
  std::sort(without.begin(), without.end());
  std::string out = filter.as_of + '\n' + filter.knew + '\n' + (filter.reviewed_only ? "r" : "") + '\n' + filter.according_to + '\n';
  for (const auto& w : without) out += w + '\n';
  return out;
}

Result<std::string> Views::head_locked() {
  auto now = std::chrono::steady_clock::now();
  if (!head_.empty() && now - looked_ < std::chrono::milliseconds(250)) return head_;
  auto head = ledger_->head();
  if (!head) return head.error();
  if (*head != head_) kept_.clear();
  head_ = *head;
  looked_ = now;
  return head_;
}

Result<std::string> Views::head() {
  std::lock_guard lock(mutex_);
  return head_locked();
}

Result<std::shared_ptr<const Snapshot>> Views::get(const Filter& filter) {
  std::lock_guard lock(mutex_);
  auto head = head_locked();
  if (!head) return head.error();
  std::string key = key_of(filter);
  for (auto i = kept_.begin(); i != kept_.end(); ++i) {
    if (i->first != key) continue;
    kept_.splice(kept_.begin(), kept_, i);
    return kept_.front().second;
  }
  auto view = ledger_->view(filter);
  if (!view) return view.error();
  ++computed_;
  auto snapshot = std::make_shared<Snapshot>(std::move(*view));
  snapshot->head = *head;
  kept_.emplace_front(key, std::move(snapshot));
  if (kept_.size() > kKept) kept_.pop_back();
  return kept_.front().second;
}

Status Views::decide(const Decision& decision) {
  std::lock_guard lock(mutex_);
  auto done = ledger_->decide(decision);
  head_.clear();
  return done;
}

}  // namespace bestand::http
