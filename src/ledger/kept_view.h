// Views kept in files beside their ledger: whoever asks next need not work them out again, and reads of them only what the
// question touches. LEDGER.view is of the whole ledger, LEDGER.view-<digits> of one way of leaving something out; of the latter
// the latest few stay.
//
// Errors   a file that is not there, of another key, cut off or damaged gives no view; what turns out damaged later is told by
//          View::trouble. What cannot be written is not written
// Threads  a view given may be read by many at once
// Cost     opening: a pass over some 100 bytes a document; then what is looked at
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "ledger/stored_documents.h"
#include "ledger/view.h"

namespace bestand {

class KeptViews {
 public:
  // `state`: the ledger's head, and whatever else answers are a function of; `filter`: Filter::key().
  KeptViews(const std::string& ledger, const std::string& state, const std::string& filter);

  // `documents`: opened with the same filter, in the same state.
  std::optional<View> open(std::shared_ptr<StoredDocuments> documents) const;
  void keep(const View& view) const;

  const std::string& path() const { return path_; }

 private:
  void drop_older() const;

  std::string ledger_, path_, key_;
};

}  // namespace bestand
