// Patterns are matched outwards from the name, so that generic words ("de hoofdstad", "the city of") may
// stand between.
#include "ground/place_relation.h"

#include <algorithm>
#include <cmath>

namespace bestand {
namespace {

constexpr double kCityFringe_m = 10e3;  // how far "north of" or "near" a town reaches beyond it
constexpr double kFarthestBetween_m = 330e3;
constexpr double kAroundTown_m = 20e3;
constexpr double kHalfDegree_m = 55.6e3;

double box_radius_m(const LatLonBox& b) { return distance_m({b.south, b.west}, {b.north, b.east}) / 2; }

LatLon middle(LatLon a, LatLon b) { return {(a.lat + b.lat) / 2, (a.lon + b.lon) / 2}; }

// The half or quarter of a box that lies in a direction; the middle half for -1.
LatLonBox part_of(const LatLonBox& b, int bearing) {
  double height = b.north - b.south, width = b.east - b.west;
  LatLonBox out = b;
  if (bearing < 0)
    return {b.south + height / 4, b.west + width / 4, b.north - height / 4, b.east - width / 4};
  if (bearing == 315 || bearing <= 45) out.south += height / 2;
  if (bearing >= 135 && bearing <= 225) out.north -= height / 2;
  if (bearing >= 45 && bearing <= 135) out.west += width / 2;
  if (bearing >= 225) out.east -= width / 2;
  return out;
}

}  // namespace

// Tries one part at the word `*at`, moving it by `step` past what was taken.
bool PlaceRelations::part(PlaceText* text, const std::vector<Toponym>& all, const PatternPart& p, int* at,
                          int step, RelationFound* r) const {
  if (*at < 0 || *at >= text->size()) return false;
  const std::string& word = text->folded(*at);
  bool fits = false;
  if (p.kind == PatternPart::kWord) {
    fits = std::find(p.words.begin(), p.words.end(), word) != p.words.end();
  } else if (p.kind == PatternPart::kNumber) {
    auto number = rules_.number(word);
    fits = number.has_value();
    if (fits) r->distance_m = *number * std::max(r->distance_m, 1.0);
  } else if (p.kind == PatternPart::kUnit) {
    auto unit = rules_.unit_m(word);
    fits = unit.has_value();
    if (fits) r->distance_m = *unit;
  } else if (p.kind == PatternPart::kPlace) {
    for (size_t i = 0; i < all.size(); ++i) {
      if (step < 0 ? all[i].phrase_end != *at + 1 : all[i].phrase_begin != *at && all[i].begin != *at)
        continue;
      r->other = static_cast<int>(i);
      *at = step < 0 ? all[i].phrase_begin - 1 : all[i].phrase_end;
      return true;
    }
    return false;
  } else {
    auto bearing = rules_.direction(p.kind, word);
    fits = bearing.has_value();
    if (fits) r->bearing = bearing;
  }
  if (fits) *at += step;
  return fits;
}

bool PlaceRelations::behind(PlaceText* text, const std::vector<Toponym>& all, const RelationRule& rule,
                            int at, bool glued, RelationFound* r) const {
  int word = at - 1;
  for (size_t i = rule.before.size(); i-- > 0;) {
    const PatternPart& p = rule.before[i];
    Gap gap = text->gap_before(word + 1);
    bool tied = gap == Gap::kSpace || (gap == Gap::kHyphen && glued);
    if (glued && i + 1 == rule.before.size()) tied = gap == Gap::kHyphen;
    if (!tied && !(p.kind == PatternPart::kDirectionPrefix && gap == Gap::kBreak)) return false;
    int here = word;
    if (part(text, all, p, &word, -1, r)) {
      if (!p.context) r->begin = word + 1;
    } else if (!p.optional) {
      return false;
    } else {
      word = here;
    }
  }
  return true;
}

bool PlaceRelations::ahead(PlaceText* text, const std::vector<Toponym>& all, const RelationRule& rule, int at,
                           RelationFound* r) const {
  int word = at;
  for (const PatternPart& p : rule.after) {
    if (text->gap_before(word) != Gap::kSpace && text->gap_before(word) != Gap::kHyphen) return false;
    if (!part(text, all, p, &word, 1, r)) {
      if (!p.optional) return false;
    } else if (!p.context) {
      r->end = word;
    }
  }
  return true;
}

RelationFound PlaceRelations::find(PlaceText* text, const std::vector<Toponym>& all, size_t at) const {
  const Toponym& t = all[at];
  RelationFound best;
  best.begin = t.phrase_begin, best.end = t.phrase_end;
  int most = 0;
  std::vector<int> starts{t.phrase_begin};
  if (t.begin != t.phrase_begin) starts.push_back(t.begin);
  if (rules_.determiner(text->folded(t.phrase_begin - 1)) && text->gap_before(t.phrase_begin) == Gap::kSpace)
    starts.push_back(t.phrase_begin - 1);
  for (const RelationRule& rule : rules_.relations()) {
    for (int start : starts) {
      if (rule.bare && start != t.begin) continue;
      RelationFound r;
      r.rule = &rule, r.begin = start, r.end = t.phrase_end;
      if (!behind(text, all, rule, start, rule.glued, &r)) continue;
      if (!rule.after.empty() && !ahead(text, all, rule, t.phrase_end, &r) &&
          !ahead(text, all, rule, t.end, &r))
        continue;
      int taken = (t.phrase_begin - std::min(r.begin, t.phrase_begin)) + std::max(0, r.end - t.phrase_end) +
                  (r.end > t.end && t.phrase_end > t.end && !rule.after.empty() ? 1 : 0);
      if (taken > most) best = r, most = taken;
    }
  }
  best.begin = std::min(best.begin, t.phrase_begin);
  best.end = std::max(best.end, t.phrase_end);
  return best;
}

bool PlaceRelations::makes_sense(uint32_t place, const RelationFound& relation, uint32_t other) const {
  if (relation.rule == nullptr || relation.rule->relation != PlaceRelation::kBetween) return true;
  if (other == kNoPlace || other == place) return false;
  char a = gazetteer_.at(place).feature_class, b = gazetteer_.at(other).feature_class;
  return a != 'A' && b != 'A' &&
         distance_m(gazetteer_.point(place), gazetteer_.point(other)) < kFarthestBetween_m;
}

Area PlaceRelations::inside(uint32_t place, int bearing) const {
  LatLon at = gazetteer_.point(place);
  double radius = std::max(1e3, gazetteer_.radius_m(place));
  auto box = gazetteer_.box(place);
  if (!box) {
    double lat = radius / (2 * kHalfDegree_m), lon = lat / std::max(0.1, std::cos(at.lat * 3.14159265 / 180));
    box = LatLonBox{at.lat - lat, at.lon - lon, at.lat + lat, at.lon + lon};
  }
  LatLonBox sub = part_of(*box, bearing);
  return {middle({sub.south, sub.west}, {sub.north, sub.east}), box_radius_m(sub), {}};
}

Area PlaceRelations::area(uint32_t place, const RelationFound& relation, uint32_t other) const {
  LatLon at = gazetteer_.point(place);
  double radius = std::max(500.0, gazetteer_.radius_m(place));
  if (relation.rule == nullptr) return {at, radius, {}};
  double bearing = relation.bearing.value_or(0);
  switch (relation.rule->relation) {
    case PlaceRelation::kOffset:
      return {destination(at, bearing, relation.distance_m), 1000 + 0.2 * relation.distance_m, {}};
    case PlaceRelation::kOutside:
      if (relation.bearing && *relation.bearing < 0) return {at, radius, {}};
      return {destination(at, bearing, radius + kCityFringe_m), radius + kCityFringe_m, {}};
    case PlaceRelation::kInside:
      return relation.bearing ? inside(place, *relation.bearing) : Area{at, radius, {}};
    case PlaceRelation::kNear:
      return {at, relation.distance_m > 0 ? relation.distance_m + 1000 : radius + kCityFringe_m, {}};
    case PlaceRelation::kAround:
      return {at, radius + kAroundTown_m, {}};
    case PlaceRelation::kBetween: {
      if (other == kNoPlace) return {at, radius, {}};
      LatLon there = gazetteer_.point(other);
      return {middle(at, there), distance_m(at, there) / 2 + 1000, {}};
    }
    default:
      return {at, radius, {}};
  }
}

int PlaceRelations::precision(uint32_t place, const RelationFound& relation) const {
  std::string feature = gazetteer_.feature(place);
  bool bare = relation.rule == nullptr;
  if (feature.starts_with("P.") || feature.starts_with("S.")) {
    if (bare) return 1;
    return relation.rule->relation == PlaceRelation::kBetween  ? 5
           : relation.rule->relation == PlaceRelation::kInside ? 1
                                                               : 2;
  }
  if (feature.starts_with("A.PCL") || feature == "A.TERR")
    return bare ? 6 : relation.rule->relation == PlaceRelation::kInside ? 5 : 6;
  if (feature == "A.ADM1") return 4;
  if (feature.starts_with("A.")) return 3;
  if (feature == "H.SEA" || feature == "H.OCN" || feature == "H.GULF") return 7;
  if (gazetteer_.radius_m(place) > 0 && gazetteer_.radius_m(place) <= 15e3) return bare ? 1 : 2;
  return 5;
}

}  // namespace bestand
