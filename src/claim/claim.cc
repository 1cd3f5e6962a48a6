#include "claim/claim.h"

#include <algorithm>
#include <iterator>

namespace bestand {
namespace {

constexpr std::string_view kClaimTypes[] = {
    "AGREEMENT", "PARTY_JOINS", "PARTY_REFUSES", "PARTY_EXCLUDED", "HOLDS",        "VIOLATION_ALLEGED",
    "CLASH",     "AIRSTRIKE",   "SHELLING",      "BOMBING",        "GROUND_ADVANCE", "WITHDRAWAL",
    "TALKS",     "STATEMENT",   "DETENTION",     "HUMANITARIAN",   "OTHER"};
constexpr std::string_view kRoles[] = {"initiator", "target", "party", "excluded", "guarantor", "mediator", "beneficiary"};
constexpr std::string_view kPhases[] = {"in_force", "agreed", "named", "extended", "lasting"};
constexpr std::string_view kStatuses[] = {"asserted", "reported", "possible", "denied", "planned"};
constexpr std::string_view kCertainties[] = {"CERTAIN", "PROBABLE", "POSSIBLE", "UNDERSPECIFIED"};
constexpr std::string_view kTimes[] = {"NON_FUTURE", "FUTURE", "UNDERSPECIFIED"};
constexpr std::string_view kReadings[] = {"asserted", "reported", "probable", "possible", "negated",
                                          "denied",   "planned",  "hoped",    "conditional", "unknown"};
constexpr std::string_view kCueKinds[] = {"speech", "evidence", "thought", "intention", "attitude"};

template <class Enum, size_t N>
std::optional<Enum> find_name(const std::string_view (&names)[N], std::string_view text) {
  auto at = std::find(std::begin(names), std::end(names), text);
  if (at == std::end(names)) return std::nullopt;
  return static_cast<Enum>(at - std::begin(names));
}

}  // namespace

std::string_view name(ClaimType type) { return kClaimTypes[static_cast<int>(type)]; }
std::string_view name(Role role) { return kRoles[static_cast<int>(role)]; }
std::string_view name(AgreementPhase phase) { return kPhases[static_cast<int>(phase)]; }
std::string_view name(FactStatus status) { return kStatuses[static_cast<int>(status)]; }
std::string_view name(Certainty certainty) { return kCertainties[static_cast<int>(certainty)]; }
std::string_view name(EventTime time) { return kTimes[static_cast<int>(time)]; }
std::string_view name(FactClass reading) { return kReadings[static_cast<int>(reading)]; }
std::string_view name(CueKind kind) { return kCueKinds[static_cast<int>(kind)]; }
std::optional<ClaimType> parse_claim_type(std::string_view text) { return find_name<ClaimType>(kClaimTypes, text); }
std::optional<AgreementPhase> parse_agreement_phase(std::string_view text) { return find_name<AgreementPhase>(kPhases, text); }
std::optional<Role> parse_role(std::string_view text) { return find_name<Role>(kRoles, text); }

std::string_view polarity_name(const Factuality& f) {
  if (f.polarity_open) return "UNDERSPECIFIED";
  return f.negative ? "NEG" : "POS";
}

}  // namespace bestand
