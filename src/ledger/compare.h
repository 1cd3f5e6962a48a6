// How the times and places of two claims lie to each other.
#pragma once

#include <optional>
#include <string>

#include "claim/claim.h"

namespace bestand {

enum class TimeMatch { kUnknown, kSame, kOverlap, kAdjacent, kDisjoint };
enum class PlaceMatch { kUnknown, kSame, kNear, kWithin, kCountry, kDisjoint };

// kAdjacent: days that touch ("late Sunday", "early Monday") or differ by what an unknown zone may explain.
TimeMatch match_times(const std::optional<TimeSet>& a, const std::optional<TimeSet>& b);

// kSame: one populated place; kNear: points within some 25 km; kWithin: one holds the other and is smaller
// than a country; kCountry: no more than the country in common.
PlaceMatch match_places(const std::optional<ClaimPlace>& a, const std::optional<ClaimPlace>& b);
// The same, for who compares one place with many and knows whether their keys are equal.
PlaceMatch match_places(const ClaimPlace& a, const ClaimPlace& b, bool same_name);

// What names of places are compared by; empty: no name.
std::string place_key(const ClaimPlace& place);
// Whether that much lies between two times that no zone explains it.
bool days_apart(const Interval& a, const Interval& b);

// How far from each other two points may lie that are told of as one.
constexpr double kNear_m = 25e3;
// Radius from which a place says little of where: a country or a large region.
constexpr double kWideRadius_m = 150e3;

bool is_wide(const ClaimPlace& place);

// Whether each member keeps the document day it was reckoned from.
bool anchored(const TimeSet& time);
// The member that a document of this day means by it: the one reckoned from the last anchor not after the day; null
// where none is.
const Interval* meant_on(const TimeSet& time, int32_t day);

// How far back the weekdays lie that news names without a date, mostly.
constexpr Seconds kNearDays = 3 * kDaySeconds;

// How a time lies to another, say a ceasefire's start, of the same document where both hang on its vague date.
enum class Order { kUnknown, kBefore, kAfter };
Order order_in_document(const TimeSet& event, const TimeSet& start);

// The log-odds of what a person said of a link: over any evidence.
constexpr double kPersonsWord = 1e4;

}  // namespace bestand
