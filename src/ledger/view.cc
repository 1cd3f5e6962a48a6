#include "ledger/view.h"

#include <algorithm>

#include "ledger/contradictions.h"
#include "ledger/lineage.h"

namespace bestand {
namespace {

// Those whom a name or an id may mean, as keys of Actors::ref().
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

Result<Corpus> as_told_by(Corpus corpus, const ActorBase* base, std::string_view actor) {
  Actors actors(base);
  const auto wanted = meant(base, actor);
  auto speaks = [&](std::string_view key) {
    return !key.empty() && std::any_of(wanted.begin(), wanted.end(),
                                       [&](const std::string& w) { return actors.belongs(key, w); });
  };
  Corpus out;
  for (auto& document : corpus.documents) {
    bool own = speaks(actors.ref("", document.document.publisher).key);
    DocumentRecord record = std::move(document);
    const int32_t first = record.first, last = record.last;
    record.first = static_cast<int32_t>(out.claims.size());
    for (int32_t i = first; i < last; ++i) {
      ClaimRecord& r = corpus.claims[i];
      bool said = own && !r.claim.source;
      if (r.claim.source && !r.claim.source->chain.empty()) {
        const SourceLink& link = r.claim.source->chain.back();
        said = speaks(actors.ref(link.actor_id, link.name.empty() ? link.text : link.name).key);
      }
      if (!said) continue;
      r.document = static_cast<int32_t>(out.documents.size());
      out.claims.push_back(std::move(r));
    }
    record.last = static_cast<int32_t>(out.claims.size());
    if (record.first == record.last) continue;
    if (!own) record.main = {};
    out.documents.push_back(std::move(record));
  }
  if (out.documents.empty())
    return Error{Code::kNotFound, "nothing on file is said by " + std::string(actor), "", "", -1};
  return out;
}

std::vector<size_t> incidents_under(const View& view, size_t ceasefire) {
  std::vector<size_t> out;
  for (size_t i = 0; i < view.incidents.size(); ++i) {
    const auto& a = view.assessments[i];
    if (a && a->ceasefire == static_cast<int32_t>(ceasefire)) out.push_back(i);
  }
  return out;
}

std::vector<size_t> find_incidents(const View& view, std::string_view id) {
  std::vector<size_t> out;
  for (bool redirected : {false, true}) {
    for (size_t i = 0; i < view.incidents.size() ; ++i) {
      const Incident& x = view.incidents[i];
      bool hit = redirected ? std::any_of(x.events.begin(), x.events.end(),
                                          [&](const Event& e) { return e.id.starts_with(id); })
                            : x.id.starts_with(id);
      if (hit) out.push_back(i);
    }
    if (!out.empty()) break;
  }
  return out;
}

std::vector<size_t> find_ceasefires(const View& view, std::string_view id) {
  std::vector<size_t> out;
  for (size_t i = 0; i < view.ceasefires.size(); ++i) {
    if (view.ceasefires[i].id.starts_with(id)) out.push_back(i);
  }
  if (!out.empty() || !id.starts_with('C')) return out;
  for (size_t i = 0; i < view.ceasefires.size(); ++i) {
    const auto& claims = view.ceasefires[i].claims;
    bool hit = std::any_of(claims.begin(), claims.end(), [&](int32_t c) {
      return ceasefire_id(view.corpus, c).starts_with(id);
    });
    if (hit) out.push_back(i);
  }
  return out;
}

View make_view(Corpus corpus, const ActorBase* base, const Policy& policy, const CommonWords& common) {
  View out;
  out.corpus = std::move(corpus);
  Actors actors(base);
  out.lineage = lineages(out.corpus.documents);
  out.ceasefires = ceasefires_of(out.corpus, out.lineage, actors, policy);
  out.incidents = incidents_of(out.corpus, out.lineage, actors, common);
  out.dates = narrow_dates(out.lineage, out.ceasefires, out.incidents, &out.corpus);
  if (std::any_of(out.dates.begin(), out.dates.end(), [](const DateNarrowing& n) { return !n.contradiction; })) {
    out.ceasefires = ceasefires_of(out.corpus, out.lineage, actors, policy);
    out.incidents = incidents_of(out.corpus, out.lineage, actors, common);
  }
  Assessor assessor(out.corpus, out.lineage, actors, policy, out.ceasefires);
  out.assessments.reserve(out.incidents.size());
  for (const auto& incident : out.incidents) {
    int32_t ceasefire = assessor.ceasefire_for(incident);
    if (ceasefire >= 0)
      out.assessments.push_back(assessor.assess(incident, ceasefire));
    else
      out.assessments.emplace_back();
  }
  out.contradictions = contradictions_of(out, actors);
  return out;
}

}  // namespace bestand
