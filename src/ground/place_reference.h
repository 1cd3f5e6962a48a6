// "Daar", "in het gebied", "in the same area": words that go back to a place named before.
//
// Input    the mentions of names, by rising span
// Output   the mentions with those references among them, by rising span; a reference has the area, country
// and ids of
//          what it goes back to and its index in `antecedent`. One that finds nothing fitting is left out
// Method   the nearest sentence back that names a fitting place, at most three away; in it the smallest
// place, of
//          equals the last. "Daar" with a preposition of its own ("daar ... over") is no place
// Source   lang/<code>/places.toml, [references]
#pragma once

#include <vector>

#include "ground/mentions.h"
#include "ground/place_rules.h"
#include "ground/place_text.h"

namespace bestand {

void add_place_references(PlaceText* text, const PlaceRules& rules, std::vector<PlaceMention>* places);

}  // namespace bestand
