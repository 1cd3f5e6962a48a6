// Tables are told apart by their first line; a line "#conflict" marks an overlay's places as those of a
// conflict. An overlay row is joined to the place of the same country, kind and name that lies near it (or,
// where the row says no coordinates, to the most populous one); else it is a place of its own.
#include "ground/gazetteer_table.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "base/utf8.h"
#include "ground/gazetteer_input.h"

namespace bestand {
namespace {

constexpr size_t kMostReasons = 5;

bool number(std::string_view text, double* out) {
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), *out);
  return error == std::errc() && end == text.data() + text.size() && std::isfinite(*out);
}

uint32_t count_of(std::string_view text) {
  double n = 0;
  return number(text, &n) && n > 0 ? static_cast<uint32_t>(std::min(n, 4e9)) : 0;
}

void split_list(std::string_view text, char by, std::vector<std::string>* out) {
  while (!text.empty()) {
    size_t end = text.find(by);
    if (end != 0) out->emplace_back(text.substr(0, end));
    if (end == std::string_view::npos) return;
    text.remove_prefix(end + 1);
  }
}

std::string slug(std::string_view name) {
  std::string out;
  std::vector<std::string> words;
  split_key_words(fold(name), &words);
  for (const std::string& word : words) out += (out.empty() ? "" : "-") + word;
  return out;
}

// Kinds worth a place in news: not every well and house of a full dump.
bool wanted(char feature_class, std::string_view code) {
  if (feature_class == 'P' || feature_class == 'A') {
    return code != "ADM5" && !code.ends_with("H") && code != "PPLQ" && code != "ADMF";
  }
  if (feature_class == 'L')
    return code.starts_with("RGN") || code == "CONT" || code == "AREA" || code == "PRK" || code == "MILB";
  if (feature_class == 'H')
    return code == "SEA" || code == "OCN" || code == "GULF" || code == "STM" || code == "LK" ||
           code == "STRT" || code == "BAY" || code == "DAM";
  if (feature_class == 'T')
    return code == "ISL" || code == "ISLS" || code == "MT" || code == "MTS" || code == "PEN" ||
           code == "DSRT" || code == "VAL" || code == "PLAT";
  if (feature_class == 'S')
    return code == "AIRP" || code == "AIRB" || code == "DAM" || code == "CMPRF" || code == "OBPT" ||
           code == "MILB" || code == "PS" || code == "BDG";
  return false;
}

float default_radius_m(char feature_class, std::string_view code, uint32_t population) {
  if (feature_class == 'P')
    return static_cast<float>(std::clamp(std::sqrt(population / 3000.0 / 3.14159) * 1000, 1000.0, 30000.0));
  if (code == "ADM3" || code == "ADM4") return 8000;
  if (code == "ADM2") return 25000;
  if (code == "ADM1") return 0;  // from its box
  return 0;
}

constexpr double kSameSpot_m = 8e3;

// Numbers from here are no GeoNames ids but a table's own.
bool own_number(std::string_view id) {
  return id.size() == 10 && id >= "2100000000" &&
         id.find_first_not_of("0123456789") == std::string_view::npos;
}

double join_range_m(const TablePlace& p) {
  if (p.feature_class == 'P') return 20e3;
  if (p.feature_code.starts_with("PCL")) return 30e6;
  return p.feature_code == "ADM1" ? 900e3 : 60e3;
}

}  // namespace

Status PlaceTables::read(const std::string& path, TableReport* report) {
  report->path = path;
  conflict_ = false;
  enum { kUnknown, kGeonames, kOverlay, kNames, kSources } form = kUnknown;
  int64_t line_number = 0;
  Fields fields;
  auto refuse = [&](const char* reason) {
    ++report->skipped;
    if (report->reasons.size() < kMostReasons)
      report->reasons.push_back("line " + std::to_string(line_number) + ": " + reason);
  };
  Status done = for_each_line(path, [&](std::string_view line) {
    ++line_number;
    if (line == "#conflict") conflict_ = true;
    if (line.empty() || line.starts_with("#")) return;
    split_tabs(line, &fields);
    if (form == kUnknown) {
      form = line.starts_with("name\tnl\t")        ? kOverlay
             : line.starts_with("place\tlang\t")   ? kNames
             : line.starts_with("source\tlicence") ? kSources
                                                   : kGeonames;
      if (form != kGeonames) return;
    }
    ++report->rows;
    if (find_invalid_utf8(line)) return refuse("no valid UTF-8");
    const char* fault = nullptr;
    if (form == kGeonames) fault = geonames_row(fields);
    if (form == kOverlay) fault = overlay_row(fields);
    if (form == kNames && fields.size() != 3) fault = "not 3 columns";
    if (form == kNames && fault == nullptr)
      local_names_.push_back({std::string(fields[0]), std::string(fields[1]), std::string(fields[2])});
    if (form == kSources && fields.size() >= 2) sources_.emplace_back(fields[0], fields[1]);
    if (fault != nullptr) refuse(fault);
  });
  if (done && line_number == 0) return Error{Code::kEmptyFile, "nothing in it", path, "", -1};
  return done;
}

// The place a row speaks of: the one of its id, or the same division under another table's id.
TablePlace* PlaceTables::place_for(const Fields& f, bool* fresh) {
  std::string id(f[0]), division;
  if (f[7] == "ADM1") division = "A.ADM1 " + std::string(f[8]) + "." + std::string(f[10]);
  if (f[7] == "ADM2")
    division = "A.ADM2 " + std::string(f[8]) + "." + std::string(f[10]) + " " + rules_.key(f[1], true);
  auto found = by_id_.find(id);
  if (found == by_id_.end() && !division.empty()) {
    if (auto same = by_division_.find(division); same != by_division_.end())
      found = by_id_.emplace(id, same->second).first;
  }
  if (found != by_id_.end()) {
    TablePlace* known = &places_[found->second];
    bool own_id = known->id.find(':') != std::string::npos;
    if (own_id) known->id = id;
    return known;
  }
  by_id_.emplace(id, places_.size());
  if (!division.empty()) by_division_.emplace(division, places_.size());
  places_.emplace_back();
  *fresh = true;
  return &places_.back();
}

const char* PlaceTables::geonames_row(const Fields& f) {
  if (f.size() != 19) return "not 19 columns";
  double lat, lon;
  if (!number(f[4], &lat) || !number(f[5], &lon) || std::abs(lat) > 90 || std::abs(lon) > 180)
    return "no coordinates";
  if (f[0].empty() || f[1].empty()) return "no id or name";
  if (f[6].size() != 1 || f[7].size() > 6 || f[8].size() > 2) return "no feature class, code or country";
  if (!wanted(f[6][0], f[7])) return nullptr;
  bool fresh = false;
  TablePlace& p = *place_for(f, &fresh);
  if (fresh) {
    p.id = f[0], p.name = f[1], p.at = {lat, lon};
    p.feature_class = f[6][0], p.feature_code = f[7], p.country = f[8], p.admin1 = f[10], p.admin2 = f[11];
  }
  if (!fresh && p.feature_code == "PPL" && f[7].starts_with("PPL")) p.feature_code = f[7];
  p.population = std::max(p.population, count_of(f[14]));
  if (f[1] != p.name) p.main_names.emplace_back(f[1]);
  if (f[2] != f[1]) p.main_names.emplace_back(f[2]);
  split_list(f[3], ',', &p.other_names);
  return nullptr;
}

const char* PlaceTables::overlay_row(const Fields& f) {
  if (f.size() < 7 || f.size() > 10) return "not 7 to 10 columns";
  auto field = [&](size_t i) { return i < f.size() ? f[i] : std::string_view(); };
  TablePlace p;
  p.overlay = true;
  p.conflict = conflict_;
  p.name = f[0], p.country = f[6];
  size_t dot = f[5].find('.');
  if (p.name.empty() || dot != 1 || f[5].size() < 3 || f[5].size() > 8 || p.country.size() > 2)
    return "no name, feature or country";
  p.feature_class = f[5][0], p.feature_code = f[5].substr(2);
  bool placed = !f[3].empty();
  if (placed && (!number(f[3], &p.at.lat) || !number(f[4], &p.at.lon) || std::abs(p.at.lat) > 90 ||
                 std::abs(p.at.lon) > 180))
    return "no coordinates";
  p.local.emplace_back("en", p.name);
  p.local.emplace_back("nl", f[1].empty() ? p.name : std::string(f[1]));
  if (!f[1].empty()) p.main_names.emplace_back(f[1]);
  split_list(f[2], '|', &p.main_names);
  p.holder = field(7);
  double radius_km = 0;
  if (number(field(8), &radius_km)) p.radius_m = static_cast<float>(radius_km * 1000);
  p.population = count_of(field(9));
  std::string home = p.country.empty() ? "xx" : lower(p.country);
  p.id = "world:" + home + "." + slug(p.name) + (p.feature_class == 'A' ? "-" + lower(p.feature_code) : "");
  overlay_.emplace_back(std::move(p), placed);
  return nullptr;
}

void PlaceTables::index_names() {
  for (uint32_t i = 0; i < places_.size(); ++i) {
    const TablePlace& p = places_[i];
    auto add = [&](const std::string& name) {
      auto& list = by_name_[key_hash(rules_.key(name, true), key_hash(p.country))];
      if (list.empty() || list.back() != i) list.push_back(i);
    };
    add(p.name);
    for (const std::string& name : p.main_names) add(name);
    for (const std::string& name : p.other_names) add(name);
  }
}

// A table's own places that GeoNames has as well become one with those.
void PlaceTables::fold_in_duplicates() {
  std::vector<bool> gone(places_.size());
  for (size_t i = 0; i < places_.size(); ++i) {
    TablePlace& row = places_[i];
    if (!own_number(row.id)) continue;
    TablePlace* same = same_place(row);
    if (same == nullptr || distance_m(same->at, row.at) > kSameSpot_m) continue;
    for (std::string& name : row.main_names) same->other_names.push_back(std::move(name));
    for (std::string& name : row.other_names) same->other_names.push_back(std::move(name));
    same->main_names.push_back(row.name);
    gone[i] = true;
  }
  size_t kept = 0;
  for (size_t i = 0; i < places_.size(); ++i) {
    if (gone[i]) continue;
    if (kept != i) places_[kept] = std::move(places_[i]);
    ++kept;
  }
  places_.resize(kept);
  by_id_.clear();
  for (size_t i = 0; i < places_.size(); ++i) by_id_.emplace(places_[i].id, i);
  by_name_.clear();
  index_names();
}

TablePlace* PlaceTables::same_place(const TablePlace& row) {
  std::vector<std::string> names = row.main_names;
  names.insert(names.begin(), row.name);
  bool placed = row.at.lat != 0 || row.at.lon != 0;
  TablePlace* best = nullptr;
  double best_distance = 1e12;
  for (const std::string& name : names) {
    auto found = by_name_.find(key_hash(rules_.key(name, true), key_hash(row.country)));
    if (found == by_name_.end()) continue;
    for (uint32_t i : found->second) {
      TablePlace& p = places_[i];
      bool alike = p.feature_class == row.feature_class &&
                   (p.feature_class != 'A' || p.feature_code.substr(0, 3) == row.feature_code.substr(0, 3));
      alike = alike && (p.feature_class != 'A' || !row.feature_code.starts_with("ADM") ||
                        p.feature_code == row.feature_code);
      if (!alike) continue;
      if (p.overlay || own_number(p.id)) continue;
      double distance = placed ? distance_m(p.at, row.at) : 0;
      if (distance > join_range_m(row)) continue;
      distance -= 1000.0 * std::sqrt(p.population / 100.0);  // of two in reach the greater
      if (distance < best_distance) best = &p, best_distance = distance;
    }
    if (best != nullptr) return best;
  }
  return best;
}

void PlaceTables::join(TablePlace* into, TablePlace row) {
  into->main_names.push_back(into->name);
  into->name = row.name;
  for (std::string& name : row.main_names) into->main_names.push_back(std::move(name));
  for (auto& local : row.local) into->local.push_back(std::move(local));
  if (row.radius_m > 0) into->radius_m = row.radius_m;
  if (!row.holder.empty()) into->holder = row.holder;
  into->population = std::max(into->population, row.population);
  if (row.feature_class == 'A' && (row.at.lat != 0 || row.at.lon != 0)) into->at = row.at;
  into->conflict = into->conflict || row.conflict;
  into->overlay_names = true;
}

void PlaceTables::join_overlay(TableReport* report) {
  index_names();
  fold_in_duplicates();
  std::unordered_map<std::string, std::string> joined;  // overlay id -> id of the place it was joined to
  for (auto& [row, placed] : overlay_) {
    TablePlace* same = same_place(row);
    if (same != nullptr) {
      joined[row.id] = same->id;
      join(same, std::move(row));
    } else if (placed && by_id_.emplace(row.id, places_.size()).second) {
      places_.push_back(std::move(row));
    } else {
      ++report->skipped;
      if (report->reasons.size() < 40)
        report->reasons.push_back("overlay: " + row.name + " (" + row.country +
                                  "): " + (placed ? "twice" : "unknown, and no coordinates"));
    }
  }
  for (TablePlace& p : places_) {
    if (p.holder.empty()) continue;
    std::string id = "world:" + p.holder;
    auto moved = joined.find(id);
    p.holder = moved == joined.end() ? id : moved->second;
  }
  for (LocalName& name : local_names_) {
    auto found = by_id_.find(name.place);
    if (found == by_id_.end()) continue;
    places_[found->second].main_names.push_back(name.name);
    places_[found->second].local.emplace_back(std::move(name.lang), std::move(name.name));
  }
  for (TablePlace& p : places_) {
    if (p.radius_m == 0) p.radius_m = default_radius_m(p.feature_class, p.feature_code, p.population);
  }
}

}  // namespace bestand
