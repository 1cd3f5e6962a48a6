// Incidents for a map and a timeline: as columns for the page, as GeoJSON for everybody.
//
// A place known to a province is drawn as its area, never as a bare dot: the geometry is a ring from kDot metres up.
#include <cmath>

#include "show/http/lists.h"
#include "show/ledger_json.h"
#include "show/selection.h"

namespace bestand::http {

IncidentFilter incident_filter(Asked* asked);  // questions.cc

namespace {

constexpr double kDot = 5000;  // metres: a town

template <class Value>
void column(std::string_view key, const std::vector<size_t>& which, JsonWriter* w, Value value) {
  w->key(key);
  w->begin_array();
  for (size_t i : which) value(i);
  w->end_array();
}

// Five decimals are a metre.
double rounded(double degrees) { return std::round(degrees * 1e5) / 1e5; }

void list_of(const std::vector<ActorRef>& actors, std::string* out) {
  for (const auto& a : actors) *out += (out->empty() ? "" : ", ") + a.name;
}

std::string doers(const Incident& i) {
  std::string left, right;
  list_of(i.initiators.empty() ? i.parties : i.initiators, &left);
  list_of(i.targets, &right);
  return right.empty() ? left : (left.empty() ? "?" : left) + " → " + right;
}

void bound(const std::optional<TimeSet>& t, bool high, JsonWriter* w) {
  if (!t || t->empty()) return w->null();
  Interval hull = t->hull();
  Seconds s = high ? hull.hi : hull.lo;
  if (s <= kBeginOfTime || s >= kEndOfTime) return w->null();
  w->value(static_cast<int64_t>(s));
}

void figure(const FigureSummary& s, JsonWriter* w) {
  if (!s.known()) return w->null();
  w->begin_array();
  w->value(s.low.value_or(0));
  if (s.open_high || !s.high)
    w->null();
  else
    w->value(*s.high);
  w->end_array();
}

void position(LatLon p, JsonWriter* w) {
  w->begin_array();
  w->value(rounded(p.lon));
  w->value(rounded(p.lat));
  w->end_array();
}

void geometry(const Area& area, JsonWriter* w) {
  w->begin_object();
  if (area.radius_m <= kDot) {
    w->field("type", "Point");
    w->key("coordinates");
    position(area.centre, w);
    return w->end_object();
  }
  std::vector<LatLon> ring = area.polygon;
  constexpr int kCorners = 48;
  for (int i = 0; ring.size() < kCorners && area.polygon.empty(); ++i)
    ring.push_back(destination(area.centre, -360.0 * i / kCorners, area.radius_m));  // anticlockwise: RFC 7946
  ring.push_back(ring.front());
  w->field("type", "Polygon");
  w->key("coordinates");
  w->begin_array();
  w->begin_array();
  for (LatLon p : ring) position(p, w);
  w->end_array();
  w->end_array();
  w->end_object();
}

}  // namespace

Response marks(Context& c) {
  auto found = select_incidents(c.now.view, incident_filter(c.asked));
  if (!found) return problem(found.error());
  if (auto left = c.asked->nothing_left(); !left) return problem(left.error());
  const View& v = c.now.view;
  const std::vector<size_t>& which = *found;
  std::string out;
  JsonWriter w(&out);
  auto area = [&](size_t i) -> const Area* {
    const auto& p = v.incidents[i].place;
    return p && p->area ? &*p->area : nullptr;
  };
  auto number_or_null = [&](bool known, double x) { known ? w.value(x) : w.null(); };
  w.begin_object();
  w.field("head", c.now.head);
  column("id", which, &w, [&](size_t i) { w.value(v.incidents[i].id); });
  column("headline", which, &w, [&](size_t i) {
    v.assessments[i] ? w.value(name(v.assessments[i]->headline)) : w.value("none");
  });
  column("rule", which, &w, [&](size_t i) { v.assessments[i] ? w.value(v.assessments[i]->rule) : w.value(""); });
  column("ceasefire", which, &w, [&](size_t i) {
    v.assessments[i] ? w.value(v.ceasefires[v.assessments[i]->ceasefire].id) : w.null();
  });
  column("act", which, &w, [&](size_t i) { w.value(name(v.incidents[i].act)); });
  column("from", which, &w, [&](size_t i) { bound(v.incidents[i].time, false, &w); });
  column("to", which, &w, [&](size_t i) { bound(v.incidents[i].time, true, &w); });
  column("edtf", which, &w, [&](size_t i) {
    const auto& t = v.incidents[i].time;
    t && !t->empty() ? w.value(to_edtf(*t)) : w.null();
  });
  column("place", which, &w, [&](size_t i) {
    const auto& p = v.incidents[i].place;
    p ? w.value(p->name.empty() ? p->text : p->name) : w.null();
  });
  column("lat", which, &w, [&](size_t i) { number_or_null(area(i), area(i) ? rounded(area(i)->centre.lat) : 0); });
  column("lon", which, &w, [&](size_t i) { number_or_null(area(i), area(i) ? rounded(area(i)->centre.lon) : 0); });
  column("radius_m", which, &w, [&](size_t i) { number_or_null(area(i), area(i) ? std::round(area(i)->radius_m) : 0); });
  column("ring", which, &w, [&](size_t i) {
    if (!area(i) || area(i)->polygon.empty()) return w.null();
    w.begin_array();
    for (LatLon p : area(i)->polygon) position(p, &w);
    w.end_array();
  });
  column("actors", which, &w, [&](size_t i) { w.value(doers(v.incidents[i])); });
  column("killed", which, &w, [&](size_t i) { figure(v.incidents[i].killed, &w); });
  column("injured", which, &w, [&](size_t i) { figure(v.incidents[i].injured, &w); });
  column("origins", which, &w, [&](size_t i) { w.value(independent_count(v.incidents[i].origins)); });
  column("articles", which, &w, [&](size_t i) { w.value(v.incidents[i].articles); });
  w.end_object();
  return answer(std::move(out));
}

Response incidents_geojson(Context& c) {
  auto which = select_incidents(c.now.view, incident_filter(c.asked));
  if (!which) return problem(which.error());
  if (auto left = c.asked->nothing_left(); !left) return problem(left.error());
  std::string out;
  JsonWriter w(&out);
  w.begin_object();
  w.field("type", "FeatureCollection");
  w.key("features");
  w.begin_array();
  for (size_t i : *which) {
    const Incident& x = c.now.view.incidents[i];
    w.begin_object();
    w.field("type", "Feature");
    w.field("id", x.id);
    w.key("geometry");
    if (x.place && x.place->area)
      geometry(*x.place->area, &w);
    else
      w.null();
    std::string line;
    append_incident(c.now.view, i, &line);
    line.pop_back();
    w.key("properties");
    w.raw(line);
    w.end_object();
  }
  w.end_array();
  w.end_object();
  return answer(std::move(out), "application/geo+json");
}

}  // namespace bestand::http
