// Which reports tell of the same event: events of single documents joined over documents.
//
// Method   blocking by days, places and rare words, a score of log-odds (text, time, place, actors, act, weapon, figures),
//          vetoes for disjoint days and places but never for figures, average-link clustering. A function of
//          the set of documents; ids come from what an incident holds.
#pragma once

#include <string>
#include <vector>

#include "ledger/actors.h"
#include "ledger/common_words.h"
#include "ledger/events.h"
#include "ledger/figures.h"
#include "ledger/link_score.h"
#include "ledger/origins.h"

namespace bestand {

enum class ClaimRole { kReports, kDenies, kAttributes, kCounts, kUpdates };
std::string_view name(ClaimRole role);

struct IncidentClaim {
  int32_t claim = 0;
  ClaimRole role = ClaimRole::kReports;
  Origin origin;
};

// Why two of an incident's events are taken for one: the strongest link of at least one of them.
struct Join {
  int32_t a = 0, b = 0;  // of Incident::events, a < b
  LinkScore score;
  bool judged = false;  // a person said so
};

struct Incident {
  std::string id;                  // "I" and ten digits of base 32, from its earliest report
  std::vector<Event> events;       // canonical order
  std::vector<Join> joins;         // rising by a, then b
  std::vector<int32_t> documents;  // rising, each once
  std::vector<IncidentClaim> claims;
  ClaimType act = ClaimType::kOther;
  std::optional<TimeSet> time;  // narrowed over its claims
  bool time_disputed = false;   // they leave no time; `time` is then the earliest report's
  std::optional<ClaimPlace> place;
  std::vector<ActorRef> initiators, targets, parties;
  std::vector<std::string> weapons;
  FigureSummary killed, injured;
  std::vector<Origin> origins;  // live ones, one for each independence class
  int articles = 0;
};

std::vector<Incident> incidents_of(const Corpus& corpus, const std::vector<int32_t>& lineage,
                                   const Actors& actors, const CommonWords& common);

// A short id from content: `prefix` and ten digits of Crockford's base 32.
std::string content_id(char prefix, std::string_view content);

}  // namespace bestand
