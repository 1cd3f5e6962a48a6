// Every offset that comes from the file is checked against its section before use, so that a body damaged
// behind an intact header gives wrong or no places but never a read outside the mapping.
#include "ground/gazetteer.h"

#include <algorithm>
#include <cstring>

#include "base/utf8.h"

namespace bestand {
namespace {

constexpr size_t kMostPostings = 2000;

Error bad(const std::string& path, std::string message) {
  return Error{Code::kBadGazetteer, std::move(message), path, "", -1};
}

}  // namespace

uint64_t hash_words(std::span<const std::string> words) {
  uint64_t hash = key_hash("");
  for (const std::string& word : words) hash = key_hash(word, hash);
  return hash;
}

Result<Gazetteer> Gazetteer::open(const std::string& path) {
  auto file = MappedFile::open(path);
  if (!file) return file.error();
  std::string_view bytes = file->bytes();
  GazetteerHeader header;
  if (bytes.size() < sizeof header) return bad(path, "too short to be a gazetteer");
  std::memcpy(&header, bytes.data(), sizeof header);
  if (std::memcmp(header.magic, kGazetteerMagic, sizeof kGazetteerMagic) != 0) {
    return bad(path, "this is no gazetteer of bestand");
  }
  if (header.endian != kGazetteerEndian) return bad(path, "written on a machine of another byte order");
  if (header.version != kGazetteerVersion) {
    return bad(path, "gazetteer format " + std::to_string(header.version) + ", this program reads " +
                         std::to_string(kGazetteerVersion) + ": build it anew with bestand gazetteer build");
  }
  if (header.file_size != bytes.size()) {
    return bad(path, "truncated: " + std::to_string(bytes.size()) + " of " +
                         std::to_string(header.file_size) + " bytes");
  }
  std::string_view checked = bytes.substr(0, offsetof(GazetteerHeader, header_hash));
  if (key_hash(checked) != header.header_hash) return bad(path, "its header is damaged");
  Gazetteer made(std::move(file).value());
  if (auto read = made.read_sections(); !read) return read.error();
  return made;
}

template <class T>
Status Gazetteer::section(GazetteerSection which, std::span<const T>* out) const {
  std::string_view bytes = file_.bytes();
  GazetteerHeader header;
  std::memcpy(&header, bytes.data(), sizeof header);
  const GazetteerExtent& extent = header.sections[static_cast<uint32_t>(which)];
  bool fits = extent.offset <= bytes.size() && extent.size <= bytes.size() - extent.offset;
  if (!fits || extent.offset % 8 != 0 || extent.size % sizeof(T) != 0)
    return bad(file_.path(), "a section lies outside the file");
  *out = {reinterpret_cast<const T*>(bytes.data() + extent.offset), extent.size / sizeof(T)};
  return success();
}

Status Gazetteer::read_sections() {
  std::span<const char> rules;
  std::span<const uint32_t> countries;
  for (Status read :
       {section(GazetteerSection::kPlaces, &places_), section(GazetteerSection::kStrings, &strings_),
        section(GazetteerSection::kNames, &names_), section(GazetteerSection::kSounds, &sounds_),
        section(GazetteerSection::kPostings, &postings_), section(GazetteerSection::kPrefixes, &prefixes_),
        section(GazetteerSection::kLocalNames, &local_names_), section(GazetteerSection::kBoxes, &boxes_),
        section(GazetteerSection::kInfo, &info_), section(GazetteerSection::kRules, &rules),
        section(GazetteerSection::kCountries, &countries)}) {
    if (!read) return read;
  }
  auto power_of_two = [](size_t n) { return n > 0 && (n & (n - 1)) == 0; };
  if (!power_of_two(names_.size()) || !power_of_two(sounds_.size()) || !power_of_two(prefixes_.size()) ||
      countries.size() != countries_.size() || strings_.empty() || strings_.back() != '\0') {
    return bad(file_.path(), "a table is damaged");
  }
  std::copy(countries.begin(), countries.end(), countries_.begin());
  auto parsed = NameRules::parse({rules.data(), rules.size()});
  if (!parsed) return bad(file_.path(), parsed.error().message);
  rules_ = std::move(parsed).value();
  return success();
}

Status Gazetteer::verify() const {
  GazetteerHeader header;
  std::memcpy(&header, file_.bytes().data(), sizeof header);
  if (key_hash(file_.bytes().substr(sizeof header)) == header.body_hash) return success();
  return bad(file_.path(), "its contents are damaged: the checksum does not fit");
}

std::string_view Gazetteer::info() const { return {info_.data(), info_.size()}; }

std::string_view Gazetteer::text(uint32_t offset) const {
  return offset < strings_.size() ? std::string_view(strings_.data() + offset) : std::string_view();
}

void Gazetteer::postings(uint32_t offset, std::vector<NameHit>* out) const {
  for (size_t i = offset, n = 0; i < postings_.size() && n < kMostPostings; ++i, ++n) {
    uint32_t posting = postings_[i], place = posting & kPostingPlace;
    if (place < places_.size())
      out->push_back({place, (posting & kPostingPrimary) != 0, (posting & kPostingBare) != 0});
    if (posting & kPostingLast) return;
  }
}

void Gazetteer::probe(std::span<const GazetteerSlot> table, uint64_t hash, std::vector<NameHit>* out) const {
  uint32_t tag = static_cast<uint32_t>(hash >> 32);
  for (size_t i = hash & (table.size() - 1), n = 0; n < table.size(); i = (i + 1) & (table.size() - 1), ++n) {
    if (table[i].postings == 0) return;
    if (table[i].tag == tag) return postings(table[i].postings - 1, out);
  }
}

void Gazetteer::find(uint64_t hash, std::vector<NameHit>* out) const { probe(names_, hash, out); }

void Gazetteer::find(std::string_view name, std::vector<NameHit>* out) const {
  probe(names_, hash_words(rules_.words(name, false)), out);
  if (out->empty()) probe(names_, hash_words(rules_.words(name, true)), out);
}

bool Gazetteer::begins_name(uint64_t hash) const {
  uint64_t bit = hash >> 20 & (prefixes_.size() * 64 - 1);
  return (prefixes_[bit / 64] >> bit % 64 & 1) != 0;
}

void Gazetteer::find_sound(std::string_view sound, std::vector<NameHit>* out) const {
  if (!sound.empty()) probe(sounds_, key_hash(sound), out);
}

std::string_view Gazetteer::name(uint32_t place) const { return text(places_[place].name); }

std::string_view Gazetteer::name(uint32_t place, std::string_view lang) const {
  auto less = [](const GazetteerName& a, uint32_t b) { return a.place < b; };
  for (auto at = std::lower_bound(local_names_.begin(), local_names_.end(), place, less);
       at != local_names_.end() && at->place == place; ++at) {
    if (lang == std::string_view(at->lang, strnlen(at->lang, sizeof at->lang))) return text(at->name);
  }
  return name(place);
}

std::string Gazetteer::id(uint32_t place) const {
  const GazetteerPlace& p = places_[place];
  if (p.flags & kTextId) return std::string(text(p.id));
  return "geonames:" + std::to_string(p.id);
}

std::string_view Gazetteer::country(uint32_t place) const {
  return {places_[place].country, strnlen(places_[place].country, 2)};
}

std::string Gazetteer::feature(uint32_t place) const {
  const GazetteerPlace& p = places_[place];
  return std::string(1, p.feature_class) + "." +
         std::string(p.feature_code, strnlen(p.feature_code, sizeof p.feature_code));
}

LatLon Gazetteer::point(uint32_t place) const { return {places_[place].lat, places_[place].lon}; }

double Gazetteer::radius_m(uint32_t place) const { return places_[place].radius_m; }

std::optional<LatLonBox> Gazetteer::box(uint32_t place) const {
  uint32_t index = places_[place].box;
  if (index >= boxes_.size()) return std::nullopt;
  const GazetteerBox& b = boxes_[index];
  return LatLonBox{b.south, b.west, b.north, b.east};
}

std::vector<uint32_t> Gazetteer::within(uint32_t place) const {
  std::vector<uint32_t> out;
  auto add = [&](uint32_t next) {
    if (next < places_.size() && next != place && std::find(out.begin(), out.end(), next) == out.end())
      out.push_back(next);
  };
  uint32_t at = place;
  for (int depth = 0; depth < 4 && places_[at].holder < places_.size(); ++depth) add(at = places_[at].holder);
  add(places_[at].admin2);
  add(places_[at].admin1);
  if (auto whole = country_place(country(at))) {
    std::erase(out, *whole);
    add(*whole);
  }
  return out;
}

std::optional<uint32_t> Gazetteer::country_place(std::string_view iso2) const {
  if (iso2.size() != 2 || iso2[0] < 'A' || iso2[0] > 'Z' || iso2[1] < 'A' || iso2[1] > 'Z')
    return std::nullopt;
  uint32_t place = countries_[(iso2[0] - 'A') * 26 + (iso2[1] - 'A')];
  if (place >= places_.size()) return std::nullopt;
  return place;
}

}  // namespace bestand
