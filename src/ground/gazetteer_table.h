// Places as they stand in the tables, before they are compiled.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/area.h"
#include "ground/gazetteer_build.h"

namespace bestand {

struct TablePlace {
  std::string id;  // digits: a GeoNames id; else as it stands ("world:sy.hama")
  std::string name;
  std::vector<std::string> main_names;  // names as good as `name`
  std::vector<std::string> other_names;
  std::vector<std::pair<std::string, std::string>> local;  // language, name
  LatLon at;
  float radius_m = 0;
  uint32_t population = 0;
  char feature_class = 'P';
  std::string feature_code = "PPL", country, admin1, admin2;
  std::string holder;  // id of what holds it
  bool overlay = false, conflict = false, overlay_names = false;
};

// All tables read into one list; a place that stands in several is one, with the names of all.
class PlaceTables {
 public:
  explicit PlaceTables(const NameRules& rules) : rules_(rules) {}

  Status read(const std::string& path, TableReport* report);
  // Overlay rows and names wait until every table is read; this joins them in.
  void join_overlay(TableReport* report);

  std::vector<TablePlace>& places() { return places_; }
  const std::vector<std::pair<std::string, std::string>>& sources() const { return sources_; }

 private:
  struct LocalName {
    std::string place, lang, name;
  };
  using Fields = std::vector<std::string_view>;

  const char* geonames_row(const Fields& f);
  const char* overlay_row(const Fields& f);
  TablePlace* place_for(const Fields& f, bool* fresh);
  void index_names();
  void fold_in_duplicates();
  TablePlace* same_place(const TablePlace& row);
  void join(TablePlace* into, TablePlace row);

  const NameRules& rules_;
  std::vector<TablePlace> places_;
  std::unordered_map<std::string, size_t> by_id_, by_division_;  // "A.ADM1 SY.10", "A.ADM2 SY.10 Hama"
  std::unordered_map<uint64_t, std::vector<uint32_t>> by_name_;  // key and country
  std::vector<std::pair<TablePlace, bool>> overlay_;             // row, whether it says where it lies
  bool conflict_ = false;  // the table being read is one of a conflict's places
  std::vector<LocalName> local_names_;
  std::vector<std::pair<std::string, std::string>> sources_;
};

}  // namespace bestand
