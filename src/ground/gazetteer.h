// The places of the world by name, in one file mapped into memory.
//
// Input    a file that `build_gazetteer` wrote (docs/formats/gazetteer.md)
// Errors   kBadGazetteer for a truncated, foreign, older or damaged file, kUnreadable; never a crash
// Threads  const after open
// Cost     open reads the header alone, whatever the size; a lookup is one probe and a handful of bytes
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/area.h"
#include "base/mapped_file.h"
#include "base/result.h"
#include "ground/gazetteer_format.h"
#include "ground/gazetteer_key.h"

namespace bestand {

// One reading of a name: which place, and how good a name of it this is.
struct NameHit {
  uint32_t place = 0;
  bool primary = false;  // the place's main name, or its name in a language of ours
  bool bare = false;     // the name without its article
};

struct LatLonBox {
  double south = 0, west = 0, north = 0, east = 0;
};

class Gazetteer {
 public:
  static Result<Gazetteer> open(const std::string& path);

  // Whether every byte is as written. Errors: kBadGazetteer.
  Status verify() const;

  // What is in it, from where, under which licence: lines of "key<TAB>value".
  std::string_view info() const;

  uint32_t size() const { return static_cast<uint32_t>(places_.size()); }

  // The places a key stands for, likeliest first. `hash` is the chained hash of its words (hash_words).
  void find(uint64_t hash, std::vector<NameHit>* out) const;
  void find(std::string_view name, std::vector<NameHit>* out) const;  // any spelling; makes the key itself

  // Whether some longer name begins with the words of this hash; may err towards true.
  bool begins_name(uint64_t hash) const;

  // Places whose name sounds like this one (NameRules::sound).
  void find_sound(std::string_view sound, std::vector<NameHit>* out) const;

  // One place; `place` < size().
  const GazetteerPlace& at(uint32_t place) const { return places_[place]; }
  std::string_view name(uint32_t place) const;
  std::string_view name(uint32_t place, std::string_view lang) const;  // in that language where known
  std::string id(uint32_t place) const;                                // "geonames:170654", "world:sy.hama"
  std::string_view country(uint32_t place) const;
  std::string feature(uint32_t place) const;  // "P.PPLC"
  LatLon point(uint32_t place) const;
  double radius_m(uint32_t place) const;
  std::optional<LatLonBox> box(uint32_t place) const;

  // What holds a place, smallest first, ending in its country; no place twice.
  std::vector<uint32_t> within(uint32_t place) const;
  std::optional<uint32_t> country_place(std::string_view iso2) const;

  const NameRules& rules() const { return rules_; }

 private:
  explicit Gazetteer(MappedFile file) : file_(std::move(file)) {}

  Status read_sections();
  template <class T>
  Status section(GazetteerSection which, std::span<const T>* out) const;
  std::string_view text(uint32_t offset) const;
  void postings(uint32_t offset, std::vector<NameHit>* out) const;
  void probe(std::span<const GazetteerSlot> table, uint64_t hash, std::vector<NameHit>* out) const;

  MappedFile file_;
  std::span<const GazetteerPlace> places_;
  std::span<const char> strings_;
  std::span<const GazetteerSlot> names_, sounds_;
  std::span<const uint32_t> postings_;
  std::span<const uint64_t> prefixes_;
  std::span<const GazetteerName> local_names_;
  std::span<const GazetteerBox> boxes_;
  std::span<const char> info_;
  std::array<uint32_t, 26 * 26> countries_{};
  NameRules rules_;
};

// The hash of a key: its words one after the other, each taking the last as seed.
uint64_t hash_words(std::span<const std::string> words);

}  // namespace bestand
