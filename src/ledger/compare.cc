#include "ledger/compare.h"

#include <algorithm>
#include <cmath>

#include "ground/actor_base.h"

namespace bestand {
namespace {

bool holds(const ClaimPlace& outer, const ClaimPlace& inner) {
  if (outer.anchor.empty()) return false;
  return std::find(inner.within.begin(), inner.within.end(), outer.anchor) != inner.within.end();
}

PlaceMatch by_names(const ClaimPlace& a, const ClaimPlace& b, bool same_name) {
  if (same_name) return is_wide(a) ? PlaceMatch::kCountry : PlaceMatch::kSame;
  if (holds(a, b)) return is_wide(a) ? PlaceMatch::kCountry : PlaceMatch::kWithin;
  if (holds(b, a)) return is_wide(b) ? PlaceMatch::kCountry : PlaceMatch::kWithin;
  if (!a.country.empty() && !b.country.empty() && a.country != b.country) return PlaceMatch::kDisjoint;
  return PlaceMatch::kUnknown;
}

}  // namespace

bool is_wide(const ClaimPlace& place) {
  if (place.precision >= 6) return true;
  return place.area && place.area->radius_m > kWideRadius_m;
}

TimeMatch match_times(const std::optional<TimeSet>& a, const std::optional<TimeSet>& b) {
  if (!a || !b || a->empty() || b->empty()) return TimeMatch::kUnknown;
  if (meet(*a, *b)) {
    auto length = [](const TimeSet& t) { return t.hull().hi - t.hull().lo; };
    bool days = length(*a) <= kDaySeconds * 2 && length(*b) <= kDaySeconds * 2;
    return days ? TimeMatch::kSame : TimeMatch::kOverlap;
  }
  return days_apart(a->hull(), b->hull()) ? TimeMatch::kDisjoint : TimeMatch::kAdjacent;
}

bool days_apart(const Interval& a, const Interval& b) { return std::max(a.lo - b.hi, b.lo - a.hi) > kDaySeconds; }

std::string place_key(const ClaimPlace& place) { return name_key(place.anchor.empty() ? place.name : place.anchor); }

PlaceMatch match_places(const std::optional<ClaimPlace>& a, const std::optional<ClaimPlace>& b) {
  if (!a || !b) return PlaceMatch::kUnknown;
  std::string key = place_key(*a);
  return match_places(*a, *b, !key.empty() && key == place_key(*b));
}

PlaceMatch match_places(const ClaimPlace& a, const ClaimPlace& b, bool same_name) {
  if (!a.area || !b.area) return by_names(a, b, same_name);
  if (same_name || (!a.gazetteer_id.empty() && a.gazetteer_id == b.gazetteer_id)) {
    return is_wide(a) || is_wide(b) ? PlaceMatch::kCountry : PlaceMatch::kSame;
  }
  constexpr double kDegree_m = 111e3;  // of latitude, a little short
  double reach = a.area->radius_m + b.area->radius_m + kNear_m;
  if (std::abs(a.area->centre.lat - b.area->centre.lat) * kDegree_m > reach) return PlaceMatch::kDisjoint;
  double apart = distance_m(a.area->centre, b.area->centre);
  double wide = std::max(a.area->radius_m, b.area->radius_m);
  if (apart > reach) return PlaceMatch::kDisjoint;
  // A region of one country holds no place of another: Damascus lies within 75 km of the middle of "southern Lebanon".
  const bool abroad = !a.country.empty() && !b.country.empty() && a.country != b.country;
  if (abroad && wide > kNear_m) return PlaceMatch::kDisjoint;
  if (is_wide(a) || is_wide(b)) return abroad ? PlaceMatch::kDisjoint : PlaceMatch::kCountry;
  if (wide <= kNear_m && apart <= kNear_m) return apart <= 3e3 ? PlaceMatch::kSame : PlaceMatch::kNear;
  if (apart <= wide) return PlaceMatch::kWithin;
  return PlaceMatch::kNear;
}

bool anchored(const TimeSet& time) {
  return !time.anchors.empty() && time.anchors.size() == time.members.size();
}

const Interval* meant_on(const TimeSet& time, int32_t day) {
  const Interval* out = nullptr;
  int32_t best = INT32_MIN;
  for (size_t i = 0; i < time.members.size(); ++i) {
    if (time.anchors[i] <= day && time.anchors[i] >= best) best = time.anchors[i], out = &time.members[i];
  }
  return out;
}

namespace {

struct Orders {
  int before = 0, after = 0, other = 0;

  void count(const Interval& e, const Interval& s) {
    if (e.lo >= s.lo && (e.lo >= s.hi || e.hi > s.hi))
      ++after;
    else if (e.hi <= s.lo)
      ++before;
    else
      ++other;
  }
  int all() const { return before + after + other; }
};

// Day by day of the vague date; days on which one of the two would lie more than a few days back are left out
// where others remain: news names weekdays of the last days.
Orders by_anchors(const TimeSet& event, const TimeSet& start) {
  auto [first_e, last_e] = std::minmax_element(event.anchors.begin(), event.anchors.end());
  auto [first_s, last_s] = std::minmax_element(start.anchors.begin(), start.anchors.end());
  Orders fresh, any;
  for (int32_t d = std::max(*first_e, *first_s); d <= std::max(*last_e, *last_s) + 2; ++d) {
    const Interval* e = meant_on(event, d);
    const Interval* s = meant_on(start, d);
    if (!e || !s) continue;
    any.count(*e, *s);
    Seconds day = static_cast<Seconds>(d) * kDaySeconds;
    if (day - e->lo <= kNearDays && day - s->lo <= kNearDays) fresh.count(*e, *s);
  }
  return fresh.all() > 0 ? fresh : any;
}

// Without anchors: weekdays of one article lie within a few days of each other, so pair the nearest.
Orders by_nearness(const TimeSet& event, const TimeSet& start) {
  Orders out;
  for (const auto& e : event.members) {
    for (const auto& s : start.members) {
      if (e.lo - s.hi < kNearDays && s.lo - e.hi < kNearDays) out.count(e, s);
    }
  }
  return out;
}

}  // namespace

Order order_in_document(const TimeSet& event, const TimeSet& start) {
  Orders o;
  if (anchored(event) && anchored(start))
    o = by_anchors(event, start);
  else if (event.members.size() > 1 && start.members.size() > 1)
    o = by_nearness(event, start);
  if (o.other > 0 || (o.before > 0) == (o.after > 0)) return Order::kUnknown;
  return o.after > 0 ? Order::kAfter : Order::kBefore;
}

}  // namespace bestand
