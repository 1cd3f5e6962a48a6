// Names go into one hash table, sorted beforehand so that the bytes do not depend on anything but the tables.
// A name's places stand likeliest first, by the prior: the logarithm of the population with a step for rank.
#include "ground/gazetteer_build.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <map>
#include <set>

#include "base/utf8.h"
#include "ground/gazetteer.h"
#include "ground/gazetteer_table.h"

namespace bestand {
namespace {

constexpr size_t kLongestName = 90;
constexpr double kKnownRegion = 6.0;  // rivers, seas and regions that the overlay names are in the news
constexpr double kConflictTown =
    4.4;  // a village on a front line is met in news as often as a town of 25,000

struct KeyedPlace {
  uint64_t hash;
  uint32_t place;
  uint32_t flags;
};

uint16_t prior_of(const TablePlace& p) {
  double x = std::log10(p.population + 1.0);
  if (p.feature_class == 'A') {
    if (p.feature_code.starts_with("PCL") || p.feature_code == "TERR")
      x = std::max(x, 5.0) + 3.5;
    else if (p.feature_code == "ADM1")
      x = std::max(x, 5.0) - 0.6;
    else if (p.feature_code == "ADM2")
      x = std::max(x, 4.0) - 1.5;
    else
      x = std::max(x, 3.0) - 1.5;
  } else if (p.feature_class == 'P') {
    if (p.conflict)
      x = std::max(x, kConflictTown);
    else if (p.overlay || p.overlay_names)
      x = std::max(x, 3.5);
    if (p.feature_code == "PPLC")
      x += 1.5;
    else if (p.feature_code == "PPLA")
      x += 0.6;
    else if (p.feature_code == "PPLA2")
      x += 0.2;
    else if (p.feature_code == "PPLX")
      x -= 0.5;
  } else if (p.feature_code == "CONT" || p.feature_code == "OCN") {
    x = 8;
  } else {
    x = p.overlay ? std::max(x, kKnownRegion) : 2.0;
  }
  return static_cast<uint16_t>(std::clamp(x, 0.0, 16.0) * 100);
}

bool latin_capitals(std::string_view name) {
  return std::all_of(name.begin(), name.end(), [](char c) { return (c >= 'A' && c <= 'Z') || c == '.'; });
}

size_t code_points(std::string_view text) { return CodePoints(text).size(); }

class Compiler {
 public:
  Compiler(const NameRules& rules, std::vector<TablePlace>* places) : rules_(rules), in_(*places) {}

  std::string compile(std::string_view info, GazetteerReport* report);

 private:
  void order();
  void link();
  void fill_missing_admin();
  void boxes();
  void records();
  void all_names();
  void name_keys(uint32_t place, const std::string& name, bool primary, bool of_overlay);
  void table(std::vector<KeyedPlace>* keys, std::vector<GazetteerSlot>* slots);
  uint32_t keep(std::string_view text);
  uint32_t place_of(const std::string& id) const;

  const NameRules& rules_;
  std::vector<TablePlace>& in_;
  std::vector<GazetteerPlace> out_;
  std::vector<GazetteerBox> boxes_;
  std::string strings_ = std::string(1, '\0');
  std::map<std::string, uint32_t, std::less<>> kept_;
  std::unordered_map<std::string, uint32_t> by_id_;
  std::vector<KeyedPlace> names_, sounds_;
  std::vector<uint64_t> prefixes_ = std::vector<uint64_t>(1 << 17);
  std::vector<GazetteerSlot> name_slots_, sound_slots_;
  std::vector<uint32_t> postings_;
  std::vector<GazetteerName> local_;
  std::vector<uint32_t> countries_ = std::vector<uint32_t>(26 * 26, kNoPlace);
};

uint32_t Compiler::keep(std::string_view text) {
  if (text.empty()) return 0;
  auto found = kept_.find(text);
  if (found != kept_.end()) return found->second;
  uint32_t at = static_cast<uint32_t>(strings_.size());
  strings_ += text;
  strings_.push_back('\0');
  kept_.emplace(std::string(text), at);
  return at;
}

uint32_t Compiler::place_of(const std::string& id) const {
  auto found = by_id_.find(id);
  return found == by_id_.end() ? kNoPlace : found->second;
}

// Neighbours lie near each other in the file: by country, then id.
void Compiler::order() {
  std::sort(in_.begin(), in_.end(), [](const TablePlace& a, const TablePlace& b) {
    return std::tie(a.country, a.feature_class, a.admin1, a.id) <
           std::tie(b.country, b.feature_class, b.admin1, b.id);
  });
  for (uint32_t i = 0; i < in_.size(); ++i) by_id_.emplace(in_[i].id, i);
}

// A place without a first-order division takes that of the nearest populated place of its country.
void Compiler::fill_missing_admin() {
  std::map<std::pair<int, int>, std::vector<uint32_t>> grid;
  auto cell = [](LatLon p) {
    return std::pair(static_cast<int>(std::floor(p.lat * 2)), static_cast<int>(std::floor(p.lon * 2)));
  };
  for (uint32_t i = 0; i < in_.size(); ++i) {
    if (in_[i].feature_class == 'P' && !in_[i].admin1.empty()) grid[cell(in_[i].at)].push_back(i);
  }
  for (TablePlace& p : in_) {
    bool wants = p.admin1.empty() && !p.country.empty() && p.feature_code != "ADM1" &&
                 !p.feature_code.starts_with("PCL");
    if (!wants || p.radius_m > 120e3) continue;
    double best = 80e3;
    auto [row, column] = cell(p.at);
    for (int dy = -1; dy <= 1; ++dy) {
      for (int dx = -2; dx <= 2; ++dx) {
        auto found = grid.find({row + dy, column + dx});
        if (found == grid.end()) continue;
        for (uint32_t i : found->second) {
          double distance = distance_m(in_[i].at, p.at);
          if (in_[i].country == p.country && distance < best) best = distance, p.admin1 = in_[i].admin1;
        }
      }
    }
  }
}

void Compiler::records() {
  out_.resize(in_.size());
  for (uint32_t i = 0; i < in_.size(); ++i) {
    const TablePlace& p = in_[i];
    GazetteerPlace& r = out_[i];
    std::memset(&r, 0, sizeof r);
    r.lat = static_cast<float>(p.at.lat), r.lon = static_cast<float>(p.at.lon);
    r.radius_m = p.radius_m, r.population = p.population;
    r.name = keep(p.name);
    bool digits = p.id.find_first_not_of("0123456789") == std::string::npos && p.id.size() <= 10 &&
                  std::stoull(p.id) < 2100000000ull;
    r.flags = (digits ? 0 : kTextId) | (p.overlay ? kOverlay : 0) | (p.conflict ? kConflictPlace : 0);
    std::string text_id = p.id.find(':') == std::string::npos ? "table:" + p.id : p.id;
    r.id = digits ? static_cast<uint32_t>(std::stoul(p.id)) : keep(text_id);
    std::memcpy(r.country, p.country.data(), std::min<size_t>(2, p.country.size()));
    std::memcpy(r.feature_code, p.feature_code.data(), std::min<size_t>(6, p.feature_code.size()));
    r.feature_class = p.feature_class;
    r.prior = prior_of(p);
    r.admin1 = r.admin2 = r.holder = r.box = kNoPlace;
  }
}

void Compiler::link() {
  std::map<std::string, uint32_t> divisions;  // "SY.05", "SY.05.123"
  for (uint32_t i = 0; i < in_.size(); ++i) {
    const TablePlace& p = in_[i];
    if (p.feature_class != 'A') continue;
    if (p.feature_code == "ADM1") divisions.emplace(p.country + "." + p.admin1, i);
    if (p.feature_code == "ADM2") divisions.emplace(p.country + "." + p.admin1 + "." + p.admin2, i);
    bool country = p.country.size() == 2 && (p.feature_code.starts_with("PCL") || p.feature_code == "TERR");
    if (!country || p.country[0] < 'A' || p.country[0] > 'Z' || p.country[1] < 'A' || p.country[1] > 'Z')
      continue;
    uint32_t& slot = countries_[(p.country[0] - 'A') * 26 + (p.country[1] - 'A')];
    if (slot == kNoPlace || out_[i].prior > out_[slot].prior) slot = i;
  }
  auto look = [&](const std::string& code, uint32_t self) {
    auto found = divisions.find(code);
    return found == divisions.end() || found->second == self ? kNoPlace : found->second;
  };
  for (uint32_t i = 0; i < in_.size(); ++i) {
    const TablePlace& p = in_[i];
    if (!p.admin1.empty()) out_[i].admin1 = look(p.country + "." + p.admin1, i);
    if (!p.admin2.empty()) out_[i].admin2 = look(p.country + "." + p.admin1 + "." + p.admin2, i);
    if (!p.holder.empty()) out_[i].holder = place_of(p.holder);
  }
}

// A country's or division's box: that of its populated places, less the outermost of many.
void Compiler::boxes() {
  std::map<uint32_t, std::pair<std::vector<float>, std::vector<float>>> members;
  for (const GazetteerPlace& p : out_) {
    if (p.feature_class != 'P') continue;
    uint32_t country = kNoPlace;
    if (p.country[0] >= 'A' && p.country[1] >= 'A')
      country = countries_[(p.country[0] - 'A') * 26 + (p.country[1] - 'A')];
    for (uint32_t whole : {country, p.admin1}) {
      if (whole == kNoPlace) continue;
      members[whole].first.push_back(p.lat);
      members[whole].second.push_back(p.lon);
    }
  }
  for (auto& [whole, points] : members) {
    auto& [lats, lons] = points;
    if (lats.size() < 3) continue;
    std::sort(lats.begin(), lats.end());
    std::sort(lons.begin(), lons.end());
    size_t cut = lats.size() > 400 ? lats.size() / 400 : 0;
    GazetteerBox box{lats[cut], lons[cut], lats[lats.size() - 1 - cut], lons[lons.size() - 1 - cut]};
    out_[whole].box = static_cast<uint32_t>(boxes_.size());
    boxes_.push_back(box);
    if (out_[whole].radius_m == 0) {
      out_[whole].radius_m =
          static_cast<float>(std::max(5e3, distance_m({box.south, box.west}, {box.north, box.east}) / 2));
    }
  }
}

void Compiler::name_keys(uint32_t place, const std::string& name, bool primary, bool of_overlay) {
  if (name.size() > kLongestName || name.find_first_of(",();/|0123456789") != std::string::npos) return;
  std::vector<std::string> words = rules_.words(name, false);
  if (words.empty()) return;
  size_t letters = code_points(name);
  bool latin = static_cast<unsigned char>(name[0]) < 0x80;
  if (letters < 2 || (latin && !of_overlay && (letters < 3 || (letters < 5 && latin_capitals(name)))) ||
      (latin && !primary && letters < 4))
    return;
  uint32_t flags = primary ? kPostingPrimary : 0;
  auto add = [&](const std::vector<std::string>& w, uint32_t f) {
    uint64_t hash = key_hash("");
    for (size_t i = 0; i < w.size(); ++i) {
      hash = key_hash(w[i], hash);
      if (i + 1 == w.size()) break;
      uint64_t bit = hash >> 20 & (prefixes_.size() * 64 - 1);
      prefixes_[bit / 64] |= 1ull << bit % 64;
    }
    names_.push_back({hash, place, f});
  };
  add(words, flags);
  const TablePlace& p = in_[place];
  if (latin && rules_.has_articles(p.country)) {
    std::vector<std::string> one = rules_.words(name, true);
    if (one != words) add(one, flags);
    bool long_enough = one.size() > 2 || (one.size() == 2 && one[1].size() > 3);
    if (long_enough && one[0] == "al") add({one.begin() + 1, one.end()}, kPostingBare);
  }
  bool kind = p.feature_class == 'P' || p.feature_code == "ADM2" || p.feature_code == "ADM1" || p.overlay;
  if (latin && kind && rules_.is_transliterated(p.country)) {
    std::string sound = rules_.sound(words);
    if (!sound.empty()) sounds_.push_back({key_hash(sound), place, flags});
  }
}

void Compiler::all_names() {
  for (uint32_t i = 0; i < in_.size(); ++i) {
    const TablePlace& p = in_[i];
    bool of_overlay = p.overlay || p.overlay_names;
    name_keys(i, p.name, true, of_overlay);
    for (const std::string& name : p.main_names) name_keys(i, name, true, of_overlay);
    for (const std::string& name : p.other_names) name_keys(i, name, false, false);
    std::set<std::string> languages;
    for (const auto& [lang, name] : p.local) {
      GazetteerName local{i, {0, 0, 0, 0}, 0};
      if (lang.size() > 3 || !languages.insert(lang).second) continue;
      std::memcpy(local.lang, lang.data(), lang.size());
      local.name = keep(name);
      local_.push_back(local);
    }
  }
}

void Compiler::table(std::vector<KeyedPlace>* keys, std::vector<GazetteerSlot>* slots) {
  std::sort(keys->begin(), keys->end(), [&](const KeyedPlace& a, const KeyedPlace& b) {
    if (a.hash != b.hash) return a.hash < b.hash;
    if (a.place != b.place)
      return out_[a.place].prior != out_[b.place].prior ? out_[a.place].prior > out_[b.place].prior
                                                        : a.place < b.place;
    return a.flags < b.flags;
  });
  size_t size = 8;
  while (size < keys->size() * 2) size *= 2;
  slots->assign(size, {});
  for (size_t i = 0; i < keys->size();) {
    uint64_t hash = (*keys)[i].hash;
    uint32_t start = static_cast<uint32_t>(postings_.size());
    while (i < keys->size() && (*keys)[i].hash == hash) {
      uint32_t place = (*keys)[i].place, flags = 0;
      bool bare = true;
      for (; i < keys->size() && (*keys)[i].hash == hash && (*keys)[i].place == place; ++i) {
        flags |= (*keys)[i].flags & kPostingPrimary;
        bare = bare && ((*keys)[i].flags & kPostingBare) != 0;
      }
      postings_.push_back(place | flags | (bare ? kPostingBare : 0));
    }
    postings_.back() |= kPostingLast;
    size_t at = hash & (size - 1);
    while ((*slots)[at].postings != 0) at = (at + 1) & (size - 1);
    (*slots)[at] = {static_cast<uint32_t>(hash >> 32), start + 1};
  }
}

template <class T>
std::string_view bytes_of(const std::vector<T>& items) {
  return {reinterpret_cast<const char*>(items.data()), items.size() * sizeof(T)};
}

std::string Compiler::compile(std::string_view info, GazetteerReport* report) {
  fill_missing_admin();
  order();
  records();
  link();
  boxes();
  all_names();
  report->places = static_cast<int64_t>(out_.size());
  table(&names_, &name_slots_);
  report->names = static_cast<int64_t>(postings_.size());
  table(&sounds_, &sound_slots_);
  std::string rules = rules_.serialise();
  const std::string_view parts[] = {bytes_of(out_),
                                    strings_,
                                    bytes_of(name_slots_),
                                    bytes_of(sound_slots_),
                                    bytes_of(postings_),
                                    bytes_of(prefixes_),
                                    bytes_of(local_),
                                    bytes_of(boxes_),
                                    info,
                                    rules,
                                    bytes_of(countries_)};
  GazetteerHeader header;
  std::memset(static_cast<void*>(&header), 0, sizeof header);  // its padding too: the file is to be the same each time
  std::memcpy(header.magic, kGazetteerMagic, sizeof kGazetteerMagic);
  header.version = kGazetteerVersion, header.endian = kGazetteerEndian;
  std::string file(sizeof header, '\0');
  for (size_t i = 0; i < std::size(parts); ++i) {
    header.sections[i] = {file.size(), parts[i].size()};
    file += parts[i];
    file.append((8 - file.size() % 8) % 8, '\0');
  }
  header.file_size = file.size();
  header.body_hash = key_hash(std::string_view(file).substr(sizeof header));
  header.header_hash =
      key_hash({reinterpret_cast<const char*>(&header), offsetof(GazetteerHeader, header_hash)});
  std::memcpy(file.data(), &header, sizeof header);
  return file;
}

Status write_whole(const std::string& path, std::string_view bytes) {
  std::string beside = path + ".new";
  FILE* file = std::fopen(beside.c_str(), "wb");
  if (file == nullptr) return Error{Code::kUnwritable, std::strerror(errno), beside, "", -1};
  bool wrote = std::fwrite(bytes.data(), 1, bytes.size(), file) == bytes.size();
  wrote = std::fclose(file) == 0 && wrote;
  if (wrote && std::rename(beside.c_str(), path.c_str()) == 0) return success();
  Error error{Code::kUnwritable, std::strerror(errno), path, "", -1};
  std::remove(beside.c_str());
  return error;
}

std::string info_text(const PlaceTables& tables, const GazetteerReport& report) {
  std::string out = "form\tbestand gazetteer " + std::to_string(kGazetteerVersion) + "\n";
  for (const auto& [source, licence] : tables.sources()) out += "source\t" + source + "\t" + licence + "\n";
  for (const TableReport& table : report.tables) {
    size_t slash = table.path.rfind('/');
    out += "table\t" + table.path.substr(slash == std::string::npos ? 0 : slash + 1) + "\t" +
           std::to_string(table.rows) + " rows\t" + std::to_string(table.skipped) + " skipped\n";
  }
  return out;
}

}  // namespace

Result<GazetteerReport> build_gazetteer(const std::vector<std::string>& tables, const NameRules& rules,
                                        const std::string& out_path) {
  GazetteerReport report;
  PlaceTables read(rules);
  for (const std::string& path : tables) {
    TableReport& table = report.tables.emplace_back();
    if (auto done = read.read(path, &table); !done) return done.error();
  }
  TableReport joined{"overlay, joined", 0, 0, {}};
  read.join_overlay(&joined);
  report.tables.push_back(std::move(joined));
  std::string info = info_text(read, report) + "places\t" + std::to_string(read.places().size()) + "\n";
  std::string file = Compiler(rules, &read.places()).compile(info, &report);
  report.bytes = static_cast<int64_t>(file.size());
  if (auto done = write_whole(out_path, file); !done) return done.error();
  return report;
}

}  // namespace bestand
