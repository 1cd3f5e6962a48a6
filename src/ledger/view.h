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
#include "ledger/narrowing.h"
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
  std::vector<DateNarrowing> dates;  // of documents of vague dates, by document
};

// Incidents held against one ceasefire, in the view's order.
std::vector<size_t> incidents_under(const View& view, size_t ceasefire);

// Incidents whose id begins with `id`; when there are none, those that hold an event whose id does: an
// incident's id changes when an earlier report joins it, or a person merges or splits it, and the old one leads
// on. So with ceasefires.
std::vector<size_t> find_incidents(const View& view, std::string_view id);
std::vector<size_t> find_ceasefires(const View& view, std::string_view id);

// What `actor` (an id or a name) and those who belong to it say, by themselves or through their media: their
// claims and the documents these stand in. kNotFound: nobody of that name speaks in the corpus.
Result<Corpus> as_told_by(Corpus corpus, const ActorBase* base, std::string_view actor);

View make_view(Corpus corpus, const ActorBase* base, const Policy& policy, const CommonWords& common);

}  // namespace bestand
