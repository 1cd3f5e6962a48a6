// What one document says of ceasefires: its claims of agreement, parties, calm and breach, those of one
// ceasefire together.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ledger/actors.h"
#include "ledger/policy.h"
#include "ledger/records.h"
#include "ledger/theatres.h"

namespace bestand {

struct AgreementNode {
  int32_t document = 0;
  std::vector<int32_t> agreements;     // claims of type AGREEMENT, rising
  std::vector<int32_t> others;         // PARTY_*, HOLDS, VIOLATION_ALLEGED
  std::string theatre;                 // as Theatres gives it; empty: unknown
  std::vector<std::string> countries;  // named; sorted; ISO codes or "name:" keys
  std::vector<TimeSet> times;          // of entry into force, as told, to some days or a month
  std::vector<TimeSet> named;          // by which a truce is called that nothing else dates: "the November ceasefire"
  std::vector<ActorRef> parties, mediators;
  std::optional<ClaimPlace> area;  // smaller than a country
  bool background = false;         // an earlier one, named in passing
};

bool speaks_of_ceasefire(ClaimType type);
std::vector<AgreementNode> agreement_nodes(const Corpus& corpus, const Actors& actors, const Policy& policy,
                                           Theatres* theatres, int32_t document);

// Whether a time says when something began, to some days.
bool says_when(const TimeSet& time);
// Or to a month.
bool says_about_when(const TimeSet& time);

// Days between the nearest members of two sets; 0 when they meet.
double days_apart(const TimeSet& a, const TimeSet& b);

// How many of `a` somebody of `b` is, or belongs with.
int related_count(const std::vector<ActorRef>& a, const std::vector<ActorRef>& b, const Actors& actors);

// Whether the two cannot be one ceasefire.
bool conflict(const AgreementNode& a, const AgreementNode& b, const Actors& actors, const Policy& policy);

}  // namespace bestand
