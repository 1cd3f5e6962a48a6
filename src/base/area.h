// A part of the earth's surface: a centre with a radius, and a polygon where one is known.
//
// Units    degrees WGS84, metres
// Source   mean earth radius 6371008.8 m (IUGG); great-circle distance by haversine
#pragma once

#include <vector>

namespace bestand {

struct LatLon {
  double lat = 0;
  double lon = 0;
  friend bool operator==(const LatLon&, const LatLon&) = default;
};

struct Area {
  LatLon centre;
  double radius_m = 0;          // every point of the area lies within it
  std::vector<LatLon> polygon;  // ring, first point not repeated; empty = the circle

  friend bool operator==(const Area&, const Area&) = default;
};

// Great-circle distance in metres.
double distance_m(LatLon a, LatLon b);

// The point `distance_m` metres from `from` at `bearing_deg` (0 north, clockwise).
LatLon destination(LatLon from, double bearing_deg, double distance_m);

enum class Overlap { kDisjoint, kTouching, kWithin };

// How `inner` lies to `outer`: within it, certainly apart from it, or neither is certain.
Overlap relate(const Area& inner, const Area& outer);

}  // namespace bestand
