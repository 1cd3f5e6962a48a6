// Everything a ledger answers, computed from a corpus: lineages, ceasefires, incidents, assessments,
// contradictions.
//
// A function of the corpus, the actors and the policy alone.
#pragma once

#include <functional>
#include <map>
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

// What an answer rests on.
struct Basis {
  int64_t documents = 0;
  std::vector<std::string> publishers, languages;  // sorted, each once
  bool unknown_publisher = false, unknown_language = false;  // of some of them
};

struct HeadlineCount {
  int incidents = 0;
  int origins = 0;  // independent ones of all of them: who tells of several counts once
};

// What a ceasefire's documents and incidents come to.
struct Overview {
  Basis basis;
  std::map<Headline, HeadlineCount> headlines;  // of the incidents held against it
  std::vector<int32_t> talks_ahead;             // claims of its documents about talks that are to come, two at most
};

// The ids of all incidents and of all their events, as they stand one after the other: each has kLength characters.
struct IncidentIds {
  static constexpr size_t kLength = 11;
  std::string incidents;            // by incident
  std::string events;               // by incident, then by event
  std::vector<int32_t> of_event;    // the incident
  std::vector<int32_t> documents;   // the event's
};

// By incident and by claim, what most of them can be passed over by: texts are folded, and lie one behind the other.
struct Columns {
  static constexpr int64_t kUnknown = INT64_MIN;
  std::vector<ClaimType> acts;
  std::vector<std::string> rules, headlines;  // of its assessment; none: empty
  std::vector<int64_t> from, to;  // the bounds of its time
  std::vector<std::string> places, people;  // its place's name; actors by key and name, and origins, a line each
  std::vector<ClaimType> claims;
};

struct View {
  Corpus corpus;
  std::vector<int32_t> lineage;                        // by document
  Shelf<Ceasefire> ceasefires;                   // by time of entry into force
  Shelf<Incident> incidents;                     // by time
  Shelf<std::optional<Assessment>> assessments;  // by incident; none when no ceasefire concerns it
  Shelf<Contradiction> contradictions;
  std::vector<DateNarrowing> dates;  // of documents of vague dates, by document
  // What follows from the above and is asked of many at once.
  std::vector<int32_t> held_against;  // by incident: the ceasefire of its assessment; -1: none
  std::vector<Overview> overviews;    // by ceasefire
  Basis basis;                        // all documents
  // Where not all documents are there: those of an id, or that hold claims of it.
  std::function<std::vector<int32_t>(std::string_view)> documents_with_id, documents_with_claim;
  // And whether any of what was asked for could not be read: answers made from it are not to be given then.
  std::function<std::optional<Error>()> trouble;
  IncidentIds ids;
  Shelf<Columns> columns;             // one
};

// Documents, and claims, of an id: one, or none; more where papers use one id.
std::vector<int32_t> find_documents(const View& view, std::string_view id);
std::vector<int32_t> find_claims(const View& view, std::string_view id);
std::vector<size_t> incidents_with_claim(const View& view, int32_t claim);

// Incidents held against one ceasefire, in the view's order.
std::vector<size_t> incidents_under(const View& view, size_t ceasefire);

// Incidents whose id begins with `id`; when there are none, those that hold an event whose id does: an
// incident's id changes when an earlier report joins it, or a person merges or splits it, and the old one leads
// on. So with ceasefires.
std::vector<size_t> find_incidents(const View& view, std::string_view id);
std::vector<size_t> find_ceasefires(const View& view, std::string_view id);

View make_view(Corpus corpus, const ActorBase* base, const Policy& policy, const CommonWords& common);

}  // namespace bestand
