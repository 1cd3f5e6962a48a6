// Names of towns for the map: those of the incidents' countries and what lies between, the largest first.
//
// The incidents' own places come with the incidents; these only tell where in the world the map is.
#include <algorithm>
#include <cmath>
#include <map>

#include "show/http/lists.h"

namespace bestand::http {
namespace {

constexpr int kSide = 3;         // degrees of a cell of the grid
constexpr size_t kEachCell = 12;  // towns of a cell: the map is never more crowded than this
constexpr uint32_t kSmallest = 5000;  // inhabitants

struct Cell {
  int lat, lon;
  auto operator<=>(const Cell&) const = default;
};

Cell cell_of(LatLon p) { return {static_cast<int>(std::floor(p.lat / kSide)), static_cast<int>(std::floor(p.lon / kSide))}; }

// Cells with incidents, and those round them.
std::map<Cell, std::vector<uint32_t>> cells(const View& v) {
  std::map<Cell, std::vector<uint32_t>> out;
  for (const Incident& i : v.incidents) {
    if (!i.place || !i.place->area) continue;
    const Cell at = cell_of(i.place->area->centre);
    for (int a = -1; a <= 1; ++a)
      for (int b = -1; b <= 1; ++b) out.try_emplace({at.lat + a, at.lon + b});
  }
  return out;
}

bool is_town(const GazetteerPlace& p) { return p.feature_class == 'P' && p.population >= kSmallest; }

}  // namespace

Response places(Context& c) {
  std::string lang = c.asked->take("lang");
  if (auto left = c.asked->nothing_left(); !left) return problem(left.error());
  auto by_cell = cells(c.now.view);
  const Gazetteer* g = c.around.gazetteer;
  for (uint32_t i = 0; g && i < g->size(); ++i) {
    if (!is_town(g->at(i))) continue;
    auto found = by_cell.find(cell_of(g->point(i)));
    if (found != by_cell.end()) found->second.push_back(i);
  }
  std::vector<uint32_t> shown;
  auto larger = [&](uint32_t a, uint32_t b) { return std::pair(g->at(b).population, a) < std::pair(g->at(a).population, b); };
  for (auto& [_, list] : by_cell) {
    std::sort(list.begin(), list.end(), larger);
    list.resize(std::min(list.size(), kEachCell));
    shown.insert(shown.end(), list.begin(), list.end());
  }
  std::sort(shown.begin(), shown.end(), larger);
  std::string out;
  JsonWriter w(&out);
  w.begin_object();
  w.field("head", c.now.head);
  w.key("items");
  w.begin_array();
  for (uint32_t i : shown) {
    w.begin_object();
    w.field("name", lang.empty() ? g->name(i) : g->name(i, lang));
    w.field("lat", std::round(g->point(i).lat * 1e4) / 1e4);
    w.field("lon", std::round(g->point(i).lon * 1e4) / 1e4);
    w.field("population", static_cast<int64_t>(g->at(i).population));
    w.field_if("country", g->country(i));
    w.end_object();
  }
  w.end_array();
  w.end_object();
  return answer(std::move(out));
}

}  // namespace bestand::http
