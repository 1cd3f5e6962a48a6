#include "ledger/stored_documents.h"

#include <optional>

#include "ledger/document_rows.h"
#include "ledger/told_by.h"

namespace bestand {

struct StoredDocuments::Parts {
  Store store;
  std::vector<ReviewRow> reviews;  // which the reader points into
  ClaimReader claims;
  Statement document, named, holders;
  std::optional<ToldBy> told;
};

StoredDocuments::StoredDocuments(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
StoredDocuments::~StoredDocuments() = default;

Result<std::shared_ptr<StoredDocuments>> StoredDocuments::open(const std::string& path, const Filter& filter, const ActorBase* actors) {
  auto store = Store::open(path, Store::Mode::kRead);
  if (!store) return store.error();
  if (auto begun = store->db_.exec("BEGIN"); !begun) return begun.error();
  auto rows = store->reviews(filter.knew);
  if (!rows) return rows.error();
  auto claims = ClaimReader::open(&store->db_, filter, *rows);
  if (!claims) return claims.error();
  auto document = store->db_.prepare(document_rows(false) + "WHERE d.key=?");
  if (!document) return document.error();
  auto named = store->db_.prepare("SELECT key FROM document WHERE id=?");
  if (!named) return named.error();
  auto holders = store->db_.prepare("SELECT DISTINCT document FROM claim WHERE id=?");
  if (!holders) return holders.error();
  std::optional<ToldBy> told;
  if (!filter.according_to.empty()) told.emplace(actors, filter.according_to);
  return std::shared_ptr<StoredDocuments>(new StoredDocuments(std::unique_ptr<Parts>(
      new Parts{std::move(*store), std::move(*rows), std::move(*claims), std::move(*document), std::move(*named), std::move(*holders), std::move(told)})));
}

Result<std::string> StoredDocuments::head() { return parts_->store.head(); }

Result<StoredDocument> StoredDocuments::read(int64_t key, int32_t index) {
  parts_->document.bind(key);
  auto row = parts_->document.step();
  if (!row) return row.error();
  if (!*row) return Error{Code::kBadLedger, "a document that was there is there no more", parts_->store.path(), "", -1};
  auto record = read_document_row(parts_->document);
  if (!record) return record.error();
  auto rows = parts_->claims.read(key);
  if (!rows) return rows.error();
  auto claims = parts_->claims.decode(*rows, index, &*record);
  if (!claims) return claims.error();
  if (parts_->told) parts_->told->leave(&*record, &*claims);
  return StoredDocument{std::move(*record), std::move(*claims)};
}

namespace {

Result<std::vector<int64_t>> numbers(Statement* statement, std::string_view id) {
  std::vector<int64_t> out;
  statement->bind(id);
  for (;;) {
    auto row = statement->step();
    if (!row) return row.error();
    if (!*row) return out;
    out.push_back(statement->integer(0));
  }
}

}  // namespace

Result<std::vector<int64_t>> StoredDocuments::with_id(std::string_view id) { return numbers(&parts_->named, id); }
Result<std::vector<int64_t>> StoredDocuments::with_claim(std::string_view id) { return numbers(&parts_->holders, id); }

}  // namespace bestand
