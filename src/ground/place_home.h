// Where a document's publisher is at home: what its address, the list of publishers or its own name tell.
//
// Input    world/publishers/homes.tsv (domain, names, country, home, lat, lon; no home: the whole country) and names.toml
// Output   nothing where nothing is known: most publishers
// Errors   kBadData with file and line
// Threads  const after load
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/area.h"
#include "base/result.h"
#include "ground/gazetteer.h"
#include "ground/place_rules.h"
#include "read/document.h"

namespace bestand {

struct PublisherHome {
  std::string country;            // ISO 3166-1 alpha-2
  std::optional<LatLon> at;       // of a local publisher
  uint32_t admin1 = kNoPlace;     // the division it lies in
  double weight = 1;              // less than 1 where only its name says so, or where it is of a whole country
};

class PublisherHomes {
 public:
  static Result<PublisherHomes> load(const std::string& data_root);

  std::optional<PublisherHome> of(const Document& document, const Gazetteer& gazetteer, const PlaceRules& rules) const;

 private:
  struct Row {
    std::string country, home;
    std::optional<LatLon> at;
  };
  const Row* by_host(std::string_view host) const;
  const Row* by_name(std::string_view publisher, const PlaceRules& rules) const;
  std::string country_of(std::string_view host) const;
  std::optional<PublisherHome> by_place(std::string_view publisher, std::string_view country, const Gazetteer& gazetteer,
                                        const PlaceRules& rules) const;

  std::vector<Row> rows_;
  std::unordered_map<std::string, size_t> by_domain_, by_name_;
  std::unordered_map<std::string, std::string> codes_;  // of addresses, where they are not those of ISO
  std::unordered_set<std::string> open_codes_, name_words_;
};

}  // namespace bestand
