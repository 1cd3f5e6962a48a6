#include "ledger/told_by.h"

#include <algorithm>

namespace bestand {
namespace {

// Those whom a name or an id may mean.
std::vector<std::string> meant(const ActorBase* base, std::string_view actor) {
  std::vector<std::string> out;
  if (base && base->find(actor)) out.emplace_back(actor);
  if (out.empty() && base) {
    for (const Actor* a : base->by_name(actor)) out.push_back(a->id);
  }
  if (out.empty()) out.push_back("name:" + name_key(actor));
  return out;
}

}  // namespace

ToldBy::ToldBy(const ActorBase* base, std::string_view actor) : actors_(base), wanted_(meant(base, actor)) {}

bool ToldBy::speaks(std::string_view key) const {
  return !key.empty() &&
         std::any_of(wanted_.begin(), wanted_.end(), [&](const std::string& w) { return actors_.belongs(key, w); });
}

void ToldBy::leave(DocumentRecord* document, std::vector<ClaimRecord>* claims) const {
  const bool own = speaks(actors_.ref("", document->document.publisher).key);
  std::erase_if(*claims, [&](const ClaimRecord& r) {
    if (!r.claim.source) return !own;
    if (r.claim.source->chain.empty()) return true;
    const SourceLink& link = r.claim.source->chain.back();
    return !speaks(actors_.ref(link.actor_id, link.name.empty() ? link.text : link.name).key);
  });
  if (!own) document->main = {};
}

Result<Corpus> as_told_by(Corpus corpus, const ActorBase* base, std::string_view actor) {
  const ToldBy told(base, actor);
  Corpus out;
  auto& all = corpus.claims.own();
  for (DocumentRecord& record : corpus.documents.own()) {
    std::vector<ClaimRecord> claims(std::make_move_iterator(all.begin() + record.first), std::make_move_iterator(all.begin() + record.last));
    told.leave(&record, &claims);
    if (claims.empty()) continue;
    record.first = static_cast<int32_t>(out.claims.size());
    for (ClaimRecord& r : claims) {
      r.document = static_cast<int32_t>(out.documents.size());
      out.claims.own().push_back(std::move(r));
    }
    record.last = static_cast<int32_t>(out.claims.size());
    out.documents.own().push_back(std::move(record));
  }
  if (out.documents.empty())
    return Error{Code::kNotFound, "nothing on file is said by " + std::string(actor), "", "", -1};
  return out;
}

}  // namespace bestand
