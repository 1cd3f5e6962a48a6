#include "base/zones.h"

#include <date/tz.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <string>

namespace bestand {
namespace {

using Zones = std::map<std::string, std::vector<std::string>, std::less<>>;  // names by country

Zones read_zones() {
  Zones out;
  std::ifstream in("/usr/share/zoneinfo/zone.tab");
  for (std::string line; std::getline(in, line);) {
    if (line.size() < 4 || line[0] == '#' || line[2] != '\t') continue;
    const size_t point = line.find('\t', 3);
    if (point == std::string::npos) continue;
    const size_t end = line.find('\t', point + 1);
    out[line.substr(0, 2)].push_back(line.substr(point + 1, end == std::string::npos ? end : end - point - 1));
  }
  return out;
}

}  // namespace

std::vector<int> offsets_in(std::string_view country, Seconds wall) {
  static const Zones zones = read_zones();
  std::vector<int> out;
  auto at = zones.find(country);
  if (at == zones.end()) return out;
  try {
    for (const std::string& name : at->second) {
      const date::local_seconds local{std::chrono::seconds(wall)};
      out.push_back(static_cast<int>(date::locate_zone(name)->get_info(local).first.offset.count() / 60));
    }
  } catch (const std::exception&) {
    return {};
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

}  // namespace bestand
