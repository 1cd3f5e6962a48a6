// How the times and places of two claims lie to each other.
#pragma once

#include <optional>

#include "claim/claim.h"

namespace bestand {

enum class TimeMatch { kUnknown, kSame, kOverlap, kAdjacent, kDisjoint };
enum class PlaceMatch { kUnknown, kSame, kNear, kWithin, kCountry, kDisjoint };

// kAdjacent: days that touch ("late Sunday", "early Monday") or differ by what an unknown zone may explain.
TimeMatch match_times(const std::optional<TimeSet>& a, const std::optional<TimeSet>& b);

// kSame: one populated place; kNear: points within some 25 km; kWithin: one holds the other and is smaller
// than a country; kCountry: no more than the country in common.
PlaceMatch match_places(const std::optional<ClaimPlace>& a, const std::optional<ClaimPlace>& b);

// Radius from which a place says little of where: a country or a large region.
constexpr double kWideRadius_m = 150e3;

bool is_wide(const ClaimPlace& place);

// The log-odds of what a person said of a link: over any evidence.
constexpr double kPersonsWord = 1e4;

}  // namespace bestand
