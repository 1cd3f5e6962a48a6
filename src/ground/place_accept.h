// Whether a name that the gazetteer knows is meant as a place here: a logistic model over tags, names and
// neighbours.
//
// Source   weights: world/places/acceptance.toml, fitted on news with marked place names
#pragma once

#include <array>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "ground/place_resolve.h"
#include "ground/place_rules.h"
#include "ground/place_text.h"

namespace bestand {

using AcceptFeatures = std::array<float, PlaceRules::kAcceptFeatures>;

constexpr size_t kStreetFeature = 26;  // "Hampton" of "Hampton Avenue"

class PlaceAcceptance {
 public:
  PlaceAcceptance(const Gazetteer& gazetteer, const PlaceRules& rules, const std::vector<Toponym>& all);

  // `readings` are the features of the toponym's best reading.
  AcceptFeatures features(PlaceText* text, const std::vector<Toponym>& all, size_t at,
                          const Features& reading) const;

  // 0..1
  double probability(const AcceptFeatures& features) const;

 private:
  const Gazetteer& gazetteer_;
  const PlaceRules& rules_;
  std::unordered_map<uint64_t, int> repeated_;  // how often each name stands in the text
};

}  // namespace bestand
