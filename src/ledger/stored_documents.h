// Documents of a ledger one by one, for who knows their keys.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "ground/actor_base.h"
#include "ledger/records.h"
#include "ledger/store.h"

namespace bestand {

struct StoredDocument {
  DocumentRecord document;
  std::vector<ClaimRecord> claims;
};

// As Store::load gives them: what stood in the ledger when this was opened, whatever is entered since. Which of them the
// filter keeps is for who has their keys.
//
// Errors   those of ledger/store.h
// Threads  one
class StoredDocuments {
 public:
  // `actors` say who speaks for whom, where the filter asks for one actor's word. They must outlive it.
  static Result<std::shared_ptr<StoredDocuments>> open(const std::string& path, const Filter& filter = {}, const ActorBase* actors = nullptr);
  ~StoredDocuments();

  Result<std::string> head();
  Result<StoredDocument> read(int64_t key, int32_t index);  // `index` becomes that of its claims' document
  Result<std::vector<int64_t>> with_id(std::string_view id);     // keys
  Result<std::vector<int64_t>> with_claim(std::string_view id);  // of those that hold one of it

 private:
  struct Parts;
  explicit StoredDocuments(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace bestand
