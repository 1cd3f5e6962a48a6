// Places that no table knows but the text presents as such: "the village of X", "X, Idlib", "het dorp X".
//
// Output   disjoint from the toponyms; `container` is the known place that the text puts it in, -1 for none
#pragma once

#include <vector>

#include "ground/place_rules.h"
#include "ground/place_text.h"

namespace bestand {

struct UnknownPlace {
  Span span;
  int begin = 0, end = 0;  // words
  int container = -1;      // toponym
};

std::vector<UnknownPlace> find_unknown_places(PlaceText* text, const PlaceRules& rules,
                                              const NameRules& names, const std::vector<Toponym>& known,
                                              const std::vector<double>& likely);

// Whether a text is no prose but the wording of a place ("Al-Fatih, Jableh District").
bool is_place_phrase(PlaceText* text);

}  // namespace bestand
