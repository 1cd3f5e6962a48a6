// The list first, by address, then by name. A publisher that is not in it is of the country of its address; where its name
// begins with a place ("Dallas Morning News"), of that place, with half the weight unless the address is of that country. A
// whole country is half a home: what is read there all over tells of the world.
// Known limit: of several places of one name the list must say which; a name by itself means the largest.
#include "ground/place_home.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>

#include "base/toml_file.h"
#include "base/utf8.h"
#include "read/url.h"

namespace bestand {
namespace {

constexpr double kSamePlace_m = 30e3;     // between the list's point and the gazetteer's
constexpr double kByName = 0.5, kWholeCountry = 0.5;  // weights
constexpr uint32_t kTown = 5000;          // inhabitants of what a publisher is named after, at least
constexpr size_t kNameWords = 3;          // of the place in a publisher's name, at most

std::vector<std::string> cells_of(const std::string& line, char mark) {
  std::vector<std::string> out;
  for (size_t at = 0; at <= line.size();) {
    size_t end = std::min(line.find(mark, at), line.size());
    out.push_back(line.substr(at, end - at));
    at = end + 1;
  }
  return out;
}

// The host of an address, or of a publisher that is given as one: "www.dallasnews.com".
std::string host_of(const Document& document) {
  if (Url url = parse_url(document.url); url.valid) return url.host;
  const std::string& name = document.publisher;
  if (Url url = parse_url(name); url.valid) return url.host;
  bool host = name.find('.') != name.npos && name.find_first_of(" /@") == name.npos;
  return host ? lower(name) : std::string();
}

std::vector<std::string> words_of(std::string_view publisher, const PlaceRules& rules) {
  std::vector<std::string> out;
  for (std::string& word : cells_of(fold(publisher), ' ')) {
    if (!word.empty() && !(out.empty() && rules.determiner(word))) out.push_back(std::move(word));
  }
  return out;
}

std::string joined(const std::vector<std::string>& words, size_t count) {
  std::string out;
  for (size_t i = 0; i < count; ++i) out += (i > 0 ? " " : "") + words[i];
  return out;
}

}  // namespace

Result<PublisherHomes> PublisherHomes::load(const std::string& data_root) {
  PublisherHomes out;
  std::string path = data_root + "/world/publishers/names.toml";
  auto file = read_toml(path);
  if (!file) return file.error();
  auto words = [](const toml::table& table, std::string_view key, std::unordered_set<std::string>* into) {
    if (const toml::array* list = table[key].as_array()) {
      for (const toml::node& node : *list) into->insert(fold(node.value_or(std::string())));
    }
  };
  words(*file, "name_words", &out.name_words_);
  if (const toml::table* open = (*file)["open"].as_table()) words(*open, "codes", &out.open_codes_);
  if (const toml::table* codes = (*file)["code"].as_table()) {
    for (auto&& [code, country] : *codes) out.codes_.emplace(code.str(), country.value_or(std::string()));
  }
  path = data_root + "/world/publishers/homes.tsv";
  std::ifstream rows(path);
  if (!rows) return Error{Code::kUnreadable, "cannot be read", path, "", -1};
  std::string line;
  for (int64_t at = 1; std::getline(rows, line); ++at) {
    if (at == 1 || line.empty()) continue;
    std::vector<std::string> cells = cells_of(line, '\t');
    bool local = cells.size() == 6 && !cells[3].empty();
    if (cells.size() != 6 || cells[0].empty() || cells[2].size() != 2 || local == cells[4].empty() || local == cells[5].empty())
      return Error{Code::kBadData, "line " + std::to_string(at) + ": wanted are domain, names, country, home, lat, lon", path, "", -1};
    Row row{cells[2], cells[3], std::nullopt};
    if (local) row.at = LatLon{std::atof(cells[4].c_str()), std::atof(cells[5].c_str())};
    out.by_domain_.emplace(cells[0], out.rows_.size());
    for (const std::string& name : cells_of(cells[1], '|')) out.by_name_.emplace(fold(name), out.rows_.size());
    out.rows_.push_back(std::move(row));
  }
  return out;
}

const PublisherHomes::Row* PublisherHomes::by_host(std::string_view host) const {
  while (!host.empty()) {
    if (auto found = by_domain_.find(std::string(host)); found != by_domain_.end()) return &rows_[found->second];
    size_t dot = host.find('.');
    host.remove_prefix(dot == host.npos ? host.size() : dot + 1);
  }
  return nullptr;
}

const PublisherHomes::Row* PublisherHomes::by_name(std::string_view publisher, const PlaceRules& rules) const {
  const std::vector<std::string> words = words_of(publisher, rules);
  for (const std::string& name : {fold(publisher), "the " + joined(words, words.size()), joined(words, words.size())}) {
    if (auto found = by_name_.find(name); found != by_name_.end()) return &rows_[found->second];
  }
  return nullptr;
}

std::string PublisherHomes::country_of(std::string_view host) const {
  const std::string code(host.substr(host.rfind('.') + 1));
  if (host.find('.') == host.npos || code.size() != 2 || open_codes_.contains(code)) return "";
  if (auto other = codes_.find(code); other != codes_.end()) return other->second;
  std::string out = code;
  for (char& c : out) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return out;
}

std::optional<PublisherHome> PublisherHomes::by_place(std::string_view publisher, std::string_view country,
                                                      const Gazetteer& gazetteer, const PlaceRules& rules) const {
  const std::vector<std::string> words = words_of(publisher, rules);
  if (words.size() < 2 || !name_words_.contains(words.back())) return std::nullopt;
  for (size_t count = std::min(kNameWords, words.size() - 1); count > 0; --count) {
    std::vector<NameHit> hits;
    gazetteer.find(joined(words, count), &hits);
    const NameHit* best = nullptr;
    for (const NameHit& hit : hits) {
      const GazetteerPlace& place = gazetteer.at(hit.place);
      if (!hit.primary || (!country.empty() && gazetteer.country(hit.place) != country)) continue;
      bool whole = gazetteer.feature(hit.place).starts_with("A.PCL");
      if (!whole && (place.feature_class != 'P' || place.population < kTown)) continue;
      if (!best || place.prior > gazetteer.at(best->place).prior) best = &hit;
    }
    if (!best || (count == 1 && rules.common(words[0]))) continue;
    PublisherHome out{std::string(gazetteer.country(best->place)), std::nullopt, kNoPlace, country.empty() ? kByName : 1};
    if (gazetteer.at(best->place).feature_class == 'P') {
      out.at = gazetteer.point(best->place);
      out.admin1 = gazetteer.at(best->place).admin1;
    } else {
      out.weight *= kWholeCountry;
    }
    return out;
  }
  return std::nullopt;
}

std::optional<PublisherHome> PublisherHomes::of(const Document& document, const Gazetteer& gazetteer,
                                                const PlaceRules& rules) const {
  const std::string host = host_of(document);
  const Row* row = by_host(host);
  if (!row) row = by_name(document.publisher, rules);
  if (!row) {
    const std::string country = country_of(host);
    if (auto named = by_place(document.publisher, country, gazetteer, rules)) return named;
    if (country.empty() || !gazetteer.country_place(country)) return std::nullopt;
    return PublisherHome{country, std::nullopt, kNoPlace, kWholeCountry};
  }
  PublisherHome out{row->country, row->at, kNoPlace, row->at ? 1 : kWholeCountry};
  if (!row->at) return out;
  std::vector<NameHit> hits;
  gazetteer.find(row->home, &hits);
  double nearest = kSamePlace_m;
  for (const NameHit& hit : hits) {
    double away = distance_m(gazetteer.point(hit.place), *row->at);
    if (gazetteer.at(hit.place).feature_class != 'P' || away >= nearest) continue;
    nearest = away;
    out.admin1 = gazetteer.at(hit.place).admin1;
  }
  return out;
}

}  // namespace bestand
