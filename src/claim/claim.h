// A claim: one statement of an event by one source, with its grounds in the text.
//
// An unknown value is absent, never a default. Spans in bytes of Document::text.
// Source   ../docs/formats/analysis.md is the printed form
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/area.h"
#include "base/quantity.h"
#include "base/span.h"
#include "base/time_set.h"

namespace bestand {

enum class ClaimType {
  kAgreement, kPartyJoins, kPartyRefuses, kPartyExcluded, kHolds, kViolationAlleged, kClash, kAirstrike, kShelling,
  kBombing, kGroundAdvance, kWithdrawal, kTalks, kStatement, kDetention, kHumanitarian, kOther
};
std::string_view name(ClaimType type);                        // "AGREEMENT"
std::optional<ClaimType> parse_claim_type(std::string_view);

enum class Role { kInitiator, kTarget, kParty, kExcluded, kGuarantor, kMediator, kBeneficiary };
std::string_view name(Role role);
std::optional<Role> parse_role(std::string_view);

// What a claim of an agreement tells of it: that it begins or is in force; that it was made, which dates it as long as nobody
// tells when it began; no more than its name ("monitors of the truce"), which dates nothing; that it was prolonged; how long
// it lasts.
enum class AgreementPhase { kInForce, kAgreed, kNamed, kExtended, kLasting };
std::string_view name(AgreementPhase phase);                  // "in_force"
std::optional<AgreementPhase> parse_agreement_phase(std::string_view);
inline bool dates_agreement(AgreementPhase p) { return p == AgreementPhase::kInForce || p == AgreementPhase::kAgreed; }
inline bool tells_length(AgreementPhase p) { return p == AgreementPhase::kExtended || p == AgreementPhase::kLasting; }

enum class FactStatus { kAsserted, kReported, kPossible, kDenied, kPlanned };
std::string_view name(FactStatus status);

enum class Certainty { kCertain, kProbable, kPossible, kUnderspecified };
enum class EventTime { kNonFuture, kFuture, kUnderspecified };
std::string_view name(Certainty certainty);                   // "CERTAIN"
std::string_view name(EventTime time);                        // "NON_FUTURE"

// Finer than FactStatus: why the status is what it is.
enum class FactClass {
  kAsserted, kReported, kProbable, kPossible, kNegated, kDenied, kPlanned, kHoped, kConditional, kUnknown
};
std::string_view name(FactClass reading);                     // "conditional"

struct Factuality {
  FactStatus status = FactStatus::kAsserted;
  double value = 3;                     // -3 certainly not .. 3 certainly
  bool negative = false;                // polarity
  Certainty certainty = Certainty::kCertain;
  EventTime time = EventTime::kNonFuture;
  FactClass reading = FactClass::kAsserted;  // printed as "class"
  bool polarity_open = false;           // "whether", "did not say that": neither; printed as polarity UNDERSPECIFIED
};

std::string_view polarity_name(const Factuality& factuality);  // "POS", "NEG", "UNDERSPECIFIED"

// Every verbal or nominal predicate of the document, whatever it is about.
struct Predication {
  int32_t token = 0;
  Span trigger;
  Factuality factuality;
};

// What the cue says its source does with the content: only the first two are a report.
enum class CueKind { kSpeech, kEvidence, kThought, kIntention, kAttitude };  // said, shows, believes, plans, supports
std::string_view name(CueKind kind);                          // "speech"

// One act of telling: who, the cue, what.
struct Attribution {
  std::vector<Span> source;             // the full noun phrase with apposition; empty = nobody named
  std::vector<Span> cue;
  std::vector<Span> content;            // disjoint, rising
  int32_t source_head = -1;             // token; -1 = nobody named
  int32_t cue_head = -1;                // token
  std::string actor_id;                 // whom the source is or speaks for; empty = unknown
  int32_t outer = -1;                   // index of the attribution whose content holds this one
  bool anonymous = false;               // an impersonal report: "naar verluidt"
  CueKind kind = CueKind::kSpeech;
  bool denial = false;                  // the cue denies its content: "ontkende", "rejected claims that"
  bool untold = false;                  // its telling is denied: "has not been confirmed by"
};

struct ClaimActor {
  Role role = Role::kParty;
  std::string text;
  Span span;
  std::string actor_id, name, kind, code;
  std::vector<std::string> aliases;
};

struct SourceLink {                     // one hand through which the report came
  std::string text;
  Span span;
  std::string actor_id, name, cue;
  Span cue_span;
};

struct ClaimSource {
  std::vector<SourceLink> chain;        // first origin last: "X told AFP that Y had said" is X, Y
  bool anonymous = false;
};

struct ClaimTime {
  TimeSet time;
  std::string text;
  Span span;
};

struct ClaimPlace {
  std::string name, text, anchor, gazetteer_id, country;
  std::vector<std::string> within, aliases;
  std::optional<Area> area;
  int precision = 0;
  Span span;
};

struct Figure {
  std::string quantity;                 // killed injured missing detained displaced strength targets
  std::string population;
  Quantity value;
  std::string kind;                     // event increment running_total ...
  Span span;
};

struct Claim {
  std::string id;                       // "<document id>#<n>", n by rising span
  ClaimType type = ClaimType::kOther;
  Span span;                            // clause or sentence
  Span trigger;
  std::string rule;                     // the frame that fired
  std::string cameo, plover, plover_mode;
  AgreementPhase phase = AgreementPhase::kInForce;  // of an AGREEMENT; else without meaning
  std::vector<ClaimActor> actors;
  std::optional<ClaimSource> source;    // absent = the article's own voice
  Factuality factuality;
  std::optional<ClaimTime> time;
  std::optional<ClaimPlace> place;
  std::optional<Quantity> killed, injured;
  std::vector<Figure> figures;
  std::vector<std::string> weapons;
  std::string breach;                   // stated alleged excluded before; empty
  bool background = false;
};

}  // namespace bestand
