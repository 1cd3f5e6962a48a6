// A view kept in a file beside its ledger: whoever asks next need not work it out again, and reads of it only what the
// question touches.
//
// Input    a key: whatever the answers are a function of besides the ledger's file, and the file's head
// Errors   a file that is not there, of another key, cut off or damaged gives no view; what turns out damaged later is told by
//          View::trouble. What cannot be written is not written
// Threads  a view given may be read by many at once
// Cost     opening: a pass over some 40 bytes a document; then what is looked at
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "ledger/stored_documents.h"
#include "ledger/view.h"

namespace bestand {

std::optional<View> open_kept_view(const std::string& path, const std::string& key,
                                   std::shared_ptr<StoredDocuments> documents);
void keep_view(const std::string& path, const std::string& key, const View& view);

}  // namespace bestand
