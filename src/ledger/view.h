// Everything a ledger answers, computed from a corpus: lineages, ceasefires, incidents, assessments,
// contradictions.
//
// A function of the corpus, the actors and the policy alone.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "ledger/agreements.h"
#include "ledger/assessment.h"
#include "ledger/incidents.h"
#include "ledger/policy.h"
#include "ledger/records.h"

namespace bestand {

struct Contradiction {
  std::string slot;                 // existence actor target place time value signature term
  int32_t first = -1, second = -1;  // claims
  std::string about;                // incident or ceasefire id
  std::string says;
};

struct View {
  Corpus corpus;
  std::vector<int32_t> lineage;                        // by document
  std::vector<Ceasefire> ceasefires;                   // by time of entry into force
  std::vector<Incident> incidents;                     // by time
  std::vector<std::optional<Assessment>> assessments;  // by incident; none when no ceasefire concerns it
  std::vector<Contradiction> contradictions;
};

View make_view(Corpus corpus, const ActorBase* base, const Policy& policy);

}  // namespace bestand
