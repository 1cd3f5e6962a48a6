// Circles are compared on the sphere. A polygon is tested by ray casting in plate carrée, which is right
// for provinces but not for areas that hold a pole or cross the date line; those are given as circles.
#include "base/area.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace bestand {
namespace {

constexpr double kEarthRadiusM = 6371008.8;
constexpr double radians(double degrees) { return degrees * std::numbers::pi / 180; }
constexpr double degrees(double radians) { return radians * 180 / std::numbers::pi; }

bool inside(const std::vector<LatLon>& ring, LatLon p) {
  bool in = false;
  for (size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
    const LatLon &a = ring[i], &b = ring[j];
    if ((a.lat > p.lat) != (b.lat > p.lat) &&
        p.lon < (b.lon - a.lon) * (p.lat - a.lat) / (b.lat - a.lat) + a.lon) {
      in = !in;
    }
  }
  return in;
}

}  // namespace

double distance_m(LatLon a, LatLon b) {
  double dlat = radians(b.lat - a.lat) / 2, dlon = radians(b.lon - a.lon) / 2;
  double h = std::sin(dlat) * std::sin(dlat) +
             std::cos(radians(a.lat)) * std::cos(radians(b.lat)) * std::sin(dlon) * std::sin(dlon);
  return 2 * kEarthRadiusM * std::asin(std::min(1.0, std::sqrt(h)));
}

LatLon destination(LatLon from, double bearing_deg, double distance) {
  double d = distance / kEarthRadiusM, bearing = radians(bearing_deg), lat = radians(from.lat);
  double to = std::asin(std::sin(lat) * std::cos(d) + std::cos(lat) * std::sin(d) * std::cos(bearing));
  double lon = radians(from.lon) + std::atan2(std::sin(bearing) * std::sin(d) * std::cos(lat),
                                              std::cos(d) - std::sin(lat) * std::sin(to));
  return {degrees(to), std::remainder(degrees(lon), 360.0)};
}

Overlap relate(const Area& inner, const Area& outer) {
  double apart = distance_m(inner.centre, outer.centre);
  if (apart > inner.radius_m + outer.radius_m) return Overlap::kDisjoint;
  if (outer.polygon.empty()) {
    return apart + inner.radius_m <= outer.radius_m ? Overlap::kWithin : Overlap::kTouching;
  }
  if (!inside(outer.polygon, inner.centre)) return Overlap::kTouching;
  for (int bearing = 0; bearing < 360; bearing += 45) {
    if (!inside(outer.polygon, destination(inner.centre, bearing, inner.radius_m))) return Overlap::kTouching;
  }
  return Overlap::kWithin;
}

}  // namespace bestand
