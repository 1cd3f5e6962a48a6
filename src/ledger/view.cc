#include "ledger/view.h"

#include <algorithm>
#include <set>
#include <thread>

#include "base/parallel.h"
#include "base/utf8.h"
#include "ledger/contradictions.h"
#include "ledger/lineage.h"

namespace bestand {
std::vector<size_t> incidents_under(const View& view, size_t ceasefire) {
  std::vector<size_t> out;
  for (size_t i = 0; i < view.held_against.size(); ++i) {
    if (view.held_against[i] == static_cast<int32_t>(ceasefire)) out.push_back(i);
  }
  return out;
}

std::vector<size_t> find_incidents(const View& view, std::string_view id) {
  std::vector<size_t> out;
  auto each = [&](const std::string& ids, auto hit) {
    for (size_t at = 0; at + IncidentIds::kLength <= ids.size(); at += IncidentIds::kLength) {
      if (std::string_view(ids).substr(at, IncidentIds::kLength).starts_with(id)) hit(at / IncidentIds::kLength);
    }
  };
  each(view.ids.incidents, [&](size_t i) { out.push_back(i); });
  if (!out.empty()) return out;
  each(view.ids.events, [&](size_t e) {
    const auto i = static_cast<size_t>(view.ids.of_event[e]);
    if (out.empty() || out.back() != i) out.push_back(i);
  });
  return out;
}

std::vector<size_t> incidents_with_claim(const View& view, int32_t claim) {
  const int32_t document = view.corpus.claims[static_cast<size_t>(claim)].document;
  std::vector<size_t> out;
  for (size_t e = 0; e < view.ids.documents.size(); ++e) {
    const auto i = static_cast<size_t>(view.ids.of_event[e]);
    if (view.ids.documents[e] != document || (!out.empty() && out.back() == i)) continue;
    const auto& told = view.incidents[i].claims;
    if (std::any_of(told.begin(), told.end(), [&](const IncidentClaim& c) { return c.claim == claim; })) out.push_back(i);
  }
  return out;
}

std::vector<int32_t> find_documents(const View& view, std::string_view id) {
  if (view.documents_with_id) return view.documents_with_id(id);
  std::vector<int32_t> out;
  for (size_t d = 0; d < view.corpus.documents.size(); ++d) {
    if (view.corpus.documents[d].document.id == id) out.push_back(static_cast<int32_t>(d));
  }
  return out;
}

std::vector<int32_t> find_claims(const View& view, std::string_view id) {
  std::vector<int32_t> out;
  auto look = [&](int32_t first, int32_t last) {
    for (int32_t i = first; i < last; ++i) {
      if (view.corpus.claims[static_cast<size_t>(i)].claim.id == id) out.push_back(i);
    }
  };
  if (!view.documents_with_claim) {
    look(0, static_cast<int32_t>(view.corpus.claims.size()));
    return out;
  }
  for (int32_t d : view.documents_with_claim(id)) {
    const DocumentRecord& record = view.corpus.documents[static_cast<size_t>(d)];
    look(record.first, record.last);
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

namespace {

class BasisCount {
 public:
  void add(const Document& d) {
    ++out_.documents;
    d.publisher.empty() ? void(out_.unknown_publisher = true) : void(publishers_.insert(d.publisher));
    d.lang.empty() ? void(out_.unknown_language = true) : void(languages_.insert(d.lang));
  }
  Basis basis() {
    out_.publishers.assign(publishers_.begin(), publishers_.end());
    out_.languages.assign(languages_.begin(), languages_.end());
    return std::move(out_);
  }

 private:
  Basis out_;
  std::set<std::string> publishers_, languages_;
};

std::vector<int32_t> talks_ahead(const Corpus& corpus, const Ceasefire& c) {
  std::vector<int32_t> out;
  for (int32_t d : c.documents) {
    for (int32_t i = corpus.documents[d].first; i < corpus.documents[d].last && out.size() < 2; ++i) {
      const Claim& claim = corpus.claims[i].claim;
      if (claim.type == ClaimType::kTalks && claim.factuality.status == FactStatus::kPlanned) out.push_back(i);
    }
  }
  return out;
}

void fill_overviews(View* view) {
  BasisCount all;
  for (const DocumentRecord& d : view->corpus.documents) all.add(d.document);
  view->basis = all.basis();
  for (const Ceasefire& c : view->ceasefires) {
    BasisCount count;
    for (int32_t d : c.documents) count.add(view->corpus.documents[d].document);
    view->overviews.push_back({count.basis(), {}, talks_ahead(view->corpus, c)});
  }
  std::map<std::pair<int32_t, Headline>, std::vector<Origin>> origins;
  for (size_t i = 0; i < view->incidents.size(); ++i) {
    const auto& a = view->assessments[i];
    view->held_against.push_back(a ? a->ceasefire : -1);
    if (!a) continue;
    ++view->overviews[a->ceasefire].headlines[a->headline].incidents;
    auto& list = origins[{a->ceasefire, a->headline}];
    list.insert(list.end(), view->incidents[i].origins.begin(), view->incidents[i].origins.end());
  }
  for (const auto& [of, list] : origins) view->overviews[of.first].headlines[of.second].origins = independent_count(list);
}

void fill_ids(View* view) {
  for (size_t i = 0; i < view->incidents.size(); ++i) {
    view->ids.incidents += view->incidents[i].id;
    for (const Event& e : view->incidents[i].events) {
      view->ids.events += e.id;
      view->ids.of_event.push_back(static_cast<int32_t>(i));
      view->ids.documents.push_back(e.document);
    }
  }
}

Columns columns_of(const View& view) {
  Columns out;
  for (const auto& a : view.assessments) {
    out.rules.push_back(a ? a->rule : "");
    out.headlines.emplace_back(a ? name(a->headline) : "");
  }
  for (const Incident& i : view.incidents) {
    const bool timed = i.time && !i.time->empty();
    out.acts.push_back(i.act);
    out.from.push_back(timed ? i.time->hull().lo : Columns::kUnknown);
    out.to.push_back(timed ? i.time->hull().hi : Columns::kUnknown);
    out.places.push_back(i.place ? fold(i.place->name) : "");
    std::string& people = out.people.emplace_back();
    for (const auto* list : {&i.initiators, &i.targets, &i.parties}) {
      for (const ActorRef& a : *list) people += a.key + '\n' + fold(a.name) + '\n';
    }
    for (const Origin& o : i.origins) people += fold(o.name) + '\n';
  }
  for (const ClaimRecord& r : view.corpus.claims) out.claims.push_back(r.claim.type);
  return out;
}

}  // namespace

View make_view(Corpus corpus, const ActorBase* base, const Policy& policy, const CommonWords& common) {
  View out;
  out.corpus = std::move(corpus);
  Actors actors(base);
  out.lineage = lineages(out.corpus.documents);
  std::vector<Ceasefire> ceasefires = ceasefires_of(out.corpus, out.lineage, actors, policy);
  std::vector<Incident> incidents = incidents_of(out.corpus, out.lineage, actors, common);
  out.dates = narrow_dates(out.lineage, ceasefires, incidents, &out.corpus);
  if (std::any_of(out.dates.begin(), out.dates.end(), [](const DateNarrowing& n) { return !n.contradiction; })) {
    ceasefires = ceasefires_of(out.corpus, out.lineage, actors, policy);
    incidents = incidents_of(out.corpus, out.lineage, actors, common);
  }
  Assessor assessor(out.corpus, out.lineage, actors, policy, ceasefires);
  auto assessments = parallel_range(incidents.size(), std::thread::hardware_concurrency(), [&](size_t i) -> std::optional<Assessment> {
    const int32_t ceasefire = assessor.ceasefire_for(incidents[i]);
    return ceasefire < 0 ? std::nullopt : std::optional(assessor.assess(incidents[i], ceasefire));
  });
  out.ceasefires = std::move(ceasefires);
  out.incidents = std::move(incidents);
  out.assessments = std::move(assessments);
  out.contradictions = contradictions_of(out, actors);
  fill_overviews(&out);
  fill_ids(&out);
  out.columns.own().push_back(columns_of(out));
  return out;
}

}  // namespace bestand
