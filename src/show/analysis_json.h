// One analysis as one line of JSON: the machine-readable form of everything the pure half finds.
//
// Units    offsets are Unicode code points into the analysed text, half-open
// Order    keys and items always in the same order; an unknown value has no key
// Source   docs/formats/analysis.md
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/json_writer.h"
#include "claim/analysis.h"

namespace bestand {

class Layers {
 public:
  enum Layer : unsigned { kSentences = 1, kTokens = 2, kNames = 4, kTimes = 8, kPlaces = 16, kActors = 32,
                          kQuantities = 64, kPredications = 128, kAttributions = 256, kClaims = 512, kToll = 1024 };
  // "sentences,tokens,names,times,places,actors,quantities,predications,attributions,claims,toll"
  static constexpr std::string_view kAll =
      "sentences,tokens,names,times,places,actors,quantities,predications,attributions,claims,toll";

  Layers() : bits_(~0u) {}
  // Errors: kUsage, naming the layer that does not exist.
  static Result<Layers> parse(std::string_view list);
  bool has(Layer layer) const { return (bits_ & layer) != 0; }

 private:
  unsigned bits_;
};

// Appends {"id":…} without a line break.
void append_json(const Analysis& analysis, const Layers& layers, std::string* out);

// [lo, hi] of a set as local date-times, with the offset where the zone is known; null for an open side.
void append_bounds(const TimeSet& time, JsonWriter* json);

// [low, high], null for an open side.
void append_range(const Quantity& quantity, JsonWriter* json);

}  // namespace bestand
