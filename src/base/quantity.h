// A counted number as news gives it: bounds and how they were worded.
//
// "ruim 40" is low 41, high open; "tientallen" is vague 20-99; the table of words is lang/<code>/.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace bestand {

enum class Qualifier { kExact, kAbout, kAtLeast, kMoreThan, kUpTo, kLessThan, kRange, kVague };

constexpr std::string_view name(Qualifier q) {
  constexpr std::string_view kNames[] = {"exact", "about",     "at_least", "more_than",
                                         "up_to", "less_than", "range",    "vague"};
  return kNames[static_cast<int>(q)];
}

struct Quantity {
  std::optional<int64_t> low;   // inclusive; absent = open
  std::optional<int64_t> high;  // inclusive; absent = open
  Qualifier qualifier = Qualifier::kExact;

  friend bool operator==(const Quantity&, const Quantity&) = default;
};

// Both together, worded as the first; a bound that either leaves open is open.
constexpr Quantity sum(Quantity a, const Quantity& b) {
  a.low = a.low && b.low ? std::optional(*a.low + *b.low) : std::nullopt;
  a.high = a.high && b.high ? std::optional(*a.high + *b.high) : std::nullopt;
  return a;
}

}  // namespace bestand
