// The decision table of violations, read from a versioned policy file: what is known of an incident in, the
// rule, its headline and every other rule that holds out.
//
// Input    world/policy/violation.toml explains its own form
// Errors   kUnreadable; kBadData with file and line
// Threads  const after load; decide() is a pure function
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace bestand {

enum class Slot {
  kLive,
  kTime,
  kArea,
  kActor,
  kTarget,
  kAct,
  kAdmitted,
  kMonitor,
  kDenial,
  kOrigins,
  kOffSide,
  kCore
};
constexpr int kSlotCount = 12;
constexpr int kFirstScopeSlot = 1, kLastScopeSlot = 5;
std::string_view name(Slot slot);

// The values a slot may have, in the order of their numbers.
std::vector<std::string_view> slot_values(Slot slot);

// A scope slot's value by number.
enum class Scope : uint8_t { kInside, kOutside, kUnknown, kDisputed, kAccusedOnly };
enum class Denial : uint8_t { kNone, kGeneral, kSpecific, kRival };
enum class Many : uint8_t { kNone, kOne, kMany };

struct SlotValues {
  std::array<uint8_t, kSlotCount> value{};  // index into slot_values

  void set(Slot slot, Scope v) { value[static_cast<int>(slot)] = static_cast<uint8_t>(v); }
  void set(Slot slot, Denial v) { value[static_cast<int>(slot)] = static_cast<uint8_t>(v); }
  void set(Slot slot, Many v) { value[static_cast<int>(slot)] = static_cast<uint8_t>(v); }
  void set_yes(Slot slot, bool yes) { value[static_cast<int>(slot)] = yes ? 0 : 1; }  // yes/agree first
  uint8_t get(Slot slot) const { return value[static_cast<int>(slot)]; }
  Scope scope(Slot slot) const { return static_cast<Scope>(get(slot)); }
};

enum class Headline { kWithdrawn, kOutOfScope, kUndetermined, kContested, kAlleged, kCorroborated };
std::string_view name(Headline headline);

struct PolicyRule {
  std::string id;
  Headline headline = Headline::kAlleged;
  std::array<uint32_t, kSlotCount> all{};  // per slot a mask of accepted values; 0 = no condition
  std::array<uint32_t, kSlotCount> any{};
  std::string explanation;

  bool holds(const SlotValues& v) const;
};

class Policy {
 public:
  static Result<Policy> load(const std::string& path);

  // The first rule that holds; `reasons`, if given, gets the others that hold, in order.
  const PolicyRule& decide(const SlotValues& v, std::vector<const PolicyRule*>* reasons = nullptr) const;

  int64_t version() const { return version_; }
  const std::string& policy_name() const { return name_; }
  int64_t many_origins() const { return many_origins_; }
  int64_t concern_days() const { return concern_days_; }
  int64_t announce_days() const { return announce_days_; }
  const std::vector<PolicyRule>& rules() const { return rules_; }

 private:
  int64_t version_ = 0, many_origins_ = 2, concern_days_ = 180, announce_days_ = 4;
  std::string name_;
  std::vector<PolicyRule> rules_;  // the last has no condition
};

}  // namespace bestand
