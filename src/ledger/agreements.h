// The ceasefires that claims speak of: which one is meant, its terms, who stands where, and how it is said to
// stand.
//
// A state changes on claims alone: "ended" is always somebody's word, never inferred from a count.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ledger/actors.h"
#include "ledger/origins.h"
#include "ledger/policy.h"
#include "ledger/records.h"

namespace bestand {

enum class TermKind { kEffective, kDue, kAgreed, kEnd, kDuration, kArea, kParty, kGuarantor, kMediator, kExcluded };
std::string_view name(TermKind kind);

struct Term {
  TermKind kind = TermKind::kEffective;
  std::string value;  // EDTF, a place's name, an actor's name
  ActorRef actor;
  std::optional<TimeSet> time;
  int32_t claim = 0;
  Origin origin;
};

enum class StanceValue {
  kSigned,
  kAccepted,
  kDeclared,
  kDeniesSigning,
  kRejects,
  kSuspends,
  kWithdraws,
  kExcluded,
  kNotExcluded
};
std::string_view name(StanceValue value);

struct Stance {
  ActorRef actor;
  StanceValue value = StanceValue::kAccepted;
  int32_t claim = 0;
  Origin origin;
  bool own = false;  // the actor's own word
  std::optional<TimeSet> from;
};

enum class Standing { kIn, kOut, kExcluded, kDisputed, kUnknown };
std::string_view name(Standing standing);

struct Party {
  ActorRef actor;
  Standing standing = Standing::kUnknown;
  std::vector<Stance> stances;  // canonical order
  std::string basis;            // why it stands so
};

enum class State {
  kProposed,
  kAnnounced,
  kAgreed,
  kInEffect,
  kExtended,
  kSuspended,
  kEnded,
  kHolding,
  kBroken
};
std::string_view name(State state);

struct StateChange {
  State state = State::kAgreed;
  bool denied = false;  // somebody's word that it is not so
  std::optional<TimeSet> from;
  int32_t claim = 0;
  Origin origin;
};

struct Ceasefire {
  std::string id;                          // "C" and ten digits
  std::string name;                        // "Syria, 2016-12-29"
  std::string kind;                        // class: cessation local humanitarian_pause unclear
  std::vector<std::string> countries;      // ISO codes, else names; sorted
  std::optional<ClaimPlace> area;          // when smaller than a country
  std::vector<int32_t> documents, claims;  // claims of every type that speak of it
  std::optional<TimeSet> effective, end;
  bool effective_disputed = false;
  // The terms that `effective` rests on: kEffective; kDue, where nobody tells that it began, when it is to; kAgreed, where
  // nobody tells that either, when it was made.
  TermKind start = TermKind::kEffective;
  std::vector<Term> terms;
  std::vector<Party> parties;       // by name key
  std::vector<StateChange> states;  // by time, then canonical order
};

std::vector<Ceasefire> ceasefires_of(const Corpus& corpus, const std::vector<int32_t>& lineage,
                                     const Actors& actors, const Policy& policy);

// The id of a ceasefire that this claim is the first of. Every claim of a ceasefire has one, and all of them
// lead to it: an id given out before an earlier article came in stays good.
std::string ceasefire_id(const Corpus& corpus, int32_t claim);

// Whether it, or what it speaks for, brokered the ceasefire or stands surety for it.
bool is_guarantor(const Ceasefire& ceasefire, const Actors& actors, const ActorRef& actor);

// How an actor stands to it: by its own stances, else those of what it belongs to.
struct StandingAnswer {
  Standing standing = Standing::kUnknown;
  const Party* party = nullptr;  // whose stances decided; null when unknown
};
StandingAnswer standing_of(const Ceasefire& ceasefire, const Actors& actors, const ActorRef& actor);

}  // namespace bestand
