// The bytes of a gazetteer file: a header, then sections of fixed-size records. Little-endian.
//
// Source   docs/formats/gazetteer.md
#pragma once

#include <cstdint>

namespace bestand {

constexpr char kGazetteerMagic[8] = {'B', 'S', 'T', 'G', 'A', 'Z', '\r', '\n'};
constexpr uint32_t kGazetteerVersion = 1;
constexpr uint32_t kGazetteerEndian = 0x01020304;
constexpr uint32_t kNoPlace = 0xFFFFFFFF;

enum class GazetteerSection : uint32_t {
  kPlaces,
  kStrings,
  kNames,
  kSounds,
  kPostings,
  kPrefixes,
  kLocalNames,
  kBoxes,
  kInfo,
  kRules,
  kCountries,
  kCount
};

struct GazetteerExtent {
  uint64_t offset = 0;
  uint64_t size = 0;  // bytes
};

struct GazetteerHeader {
  char magic[8];
  uint32_t version;
  uint32_t endian;
  uint64_t file_size;
  uint64_t body_hash;  // of everything after the header
  GazetteerExtent sections[static_cast<uint32_t>(GazetteerSection::kCount)];
  uint64_t header_hash;  // of the header before this field
};

struct GazetteerPlace {
  float lat, lon;
  float radius_m;  // 0 = not stated
  uint32_t population;
  uint32_t name;                    // offset in strings
  uint32_t id;                      // number, or offset in strings when kTextId
  uint32_t admin1, admin2, holder;  // places; kNoPlace = none. holder: the overlay's own "within"
  uint32_t box;                     // index in boxes; kNoPlace = none
  char country[2];
  char feature_class;
  uint8_t flags;
  char feature_code[6];
  uint16_t prior;  // how likely a bare name means this place: hundredths of a logarithm
};
static_assert(sizeof(GazetteerPlace) == 52);

enum GazetteerFlags : uint8_t { kTextId = 1, kOverlay = 2, kConflictPlace = 4 };

struct GazetteerSlot {
  uint32_t tag = 0;       // the hash's upper half; 0 with postings 0 = free
  uint32_t postings = 0;  // index in postings, from 1
};

constexpr uint32_t kPostingPrimary = 0x80000000u;
constexpr uint32_t kPostingBare = 0x40000000u;
constexpr uint32_t kPostingLast = 0x20000000u;
constexpr uint32_t kPostingPlace = 0x1FFFFFFFu;

struct GazetteerName {  // sorted by place, lang
  uint32_t place;
  char lang[4];
  uint32_t name;
};

struct GazetteerBox {
  float south, west, north, east;
};

}  // namespace bestand
