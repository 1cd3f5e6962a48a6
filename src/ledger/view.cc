#include "ledger/view.h"

#include <algorithm>

#include "ledger/contradictions.h"
#include "ledger/lineage.h"

namespace bestand {

View make_view(Corpus corpus, const ActorBase* base, const Policy& policy) {
  View out;
  out.corpus = std::move(corpus);
  Actors actors(base);
  out.lineage = lineages(out.corpus.documents);
  out.ceasefires = ceasefires_of(out.corpus, out.lineage, actors, policy);
  out.incidents = incidents_of(out.corpus, out.lineage, actors);
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
