// Chooses a reading for all toponyms of a document together.
//
// Method   each name's readings get a score from their features; the features of one name depend on the
// shares of the
//          others (country, division, nearness), so scores and shares are taken in turn a fixed number of
//          times
// Source   weights: world/places/weights.toml, fitted on news with marked place names
#pragma once

#include <array>
#include <string>
#include <vector>

#include "ground/place_home.h"
#include "ground/place_rules.h"
#include "ground/place_text.h"

namespace bestand {

using Features = std::array<float, PlaceRules::kFeatures>;

class PlaceResolver {
 public:
  // `home`: the publisher's; what lies near it is what a local paper means. Null: unknown.
  PlaceResolver(const Gazetteer& gazetteer, const PlaceRules& rules, const PublisherHome* home)
      : gazetteer_(gazetteer), rules_(rules), home_(home) {}

  // Fills shares, scores and `best`; `features`, when given, gets each reading's in the last round.
  void resolve(PlaceText* text, std::vector<Toponym>* toponyms,
               std::vector<std::vector<Features>>* features) const;

  // How much of the rest of the text speaks for a reading, 0 to 1: the same country, a place near by.
  static double support(const Features& reading);

 private:
  const Gazetteer& gazetteer_;
  const PlaceRules& rules_;
  const PublisherHome* home_;
};

}  // namespace bestand
