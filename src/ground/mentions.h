// What the words of one document stand for: times, places, actors, quantities.
//
// Units    spans in bytes of Document::text; first/last/head are token indices, [first, last)
// Order    each list by rising span; mentions of one kind may nest, never cross
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/area.h"
#include "base/quantity.h"
#include "base/span.h"
#include "base/time_set.h"
#include "ground/victims.h"

namespace bestand {

struct Mention {
  Span span;
  int32_t first = 0, last = 0;
  int32_t head = 0;  // the token that stands in the tree for the whole
};

enum class TimexType { kDate, kTime, kDuration, kSet };
std::string_view name(TimexType type);  // "DATE"

struct TimeMention : Mention {
  TimexType type = TimexType::kDate;
  std::string value;                    // TIMEX3, e.g. "2016-12-30", "P3D", "PRESENT_REF"
  std::vector<std::string> candidates;  // TIMEX3 values when several are possible
  std::optional<TimeSet> time;          // absent: a bare duration, a set, an unresolvable one
  std::string mod;                      // TIMEX3 mod: APPROX START MID END ...; empty
  std::string relation;                 // to the event: "at" "before" "after" "since" "until" "during" "within"; empty
  std::string rule;                     // the one that fired
};

enum class PlaceRelation { kAt, kInside, kOutside, kOffset, kAround, kNear, kBetween, kAlong };
std::string_view name(PlaceRelation relation);  // "at", "inside", ...

// A reading that a name of a place may have.
struct PlaceCandidate {
  std::string gazetteer_id, name, country, feature;
  LatLon point;
  double score = 0;                     // 0..1; those of one name add up to at most 1
};

struct PlaceMention : Mention {
  std::string name;                     // as a reader would write it: "ten noorden van Damascus"
  std::string anchor;                   // the gazetteer's own name of the place spoken of: "Damascus"
  std::string gazetteer_id;             // "geonames:170654", "world:sy.hama"; empty = unknown place
  std::string country;                  // ISO 3166-1 alpha-2; empty = unknown
  std::string feature;                  // GeoNames class and code, "P.PPLC", "A.ADM1"
  std::vector<std::string> within;      // names of what holds it, smallest first, ending in the country
  std::optional<Area> area;             // after the relation has been applied; absent = unknown place
  int precision = 0;                    // UCDP where_prec 1-7; 0 = unknown
  PlaceRelation relation = PlaceRelation::kAt;
  Span phrase;                          // with the words of its relation: "ten noorden van de hoofdstad Damascus"
  bool metonym = false;                 // "Moscow says": stands for an actor
  double score = 0;                     // of the reading chosen, 0..1
  std::vector<PlaceCandidate> candidates;  // the likeliest readings, best first; empty when there is but one
  int32_t antecedent = -1;              // of "daar", "in the area": index of the mention it goes back to
};

enum class ActorForm { kName, kDescription, kPronoun };

// Of the kinds of actors below: those that fight and are of no state.
inline bool is_armed_group(std::string_view kind) {
  return kind == "rebel" || kind == "militia" || kind == "terrorist" || kind == "umbrella";
}

struct ActorMention : Mention {
  std::string actor_id;                 // of world/, or "doc:<n>" for one this document brings; empty = undecided
  std::string name;                     // canonical, in the document's language
  std::vector<std::string> aliases;     // other names in use
  std::string kind;                     // state government military police rebel militia terrorist umbrella party
                                        // monitor mediator igo ngo medical media person civilians people unknown ...
  std::string code;                     // CAMEO-style actor code, e.g. "SYRMIL"; empty = unknown
  std::string speaks_for;               // actor id, for a person in office or a spokesman; empty
  ActorForm form = ActorForm::kName;
  int32_t antecedent = -1;              // index of the mention that a pronoun or description goes back to
  double score = 1;
};

struct QuantityMention : Mention {
  Quantity quantity;
  std::string counted;                  // killed injured missing detained displaced fighters targets violations
                                        // places groups people other
  std::string population;               // civilian side children women mixed unknown; empty when none are counted
  std::string kind;                     // event increment running_total strength background
  int32_t part_of = -1;                 // index of the whole
  int32_t counted_head = -1;            // token of the counted noun
  int32_t event_head = -1;              // token of the predicate that says what befell them ("kwamen ... om")
};

struct Mentions {
  std::vector<TimeMention> times;
  std::optional<TimeSet> today;         // what the times are reckoned from: the day that heads the text, else the
                                        // publication; absent = unknown
  bool headed = false;                  // whether a day heads the text
  std::vector<PlaceMention> places;
  std::vector<ActorMention> actors;
  std::vector<QuantityMention> quantities;
  bool violence = false;                // the title or the first sentences tell of it, whoever counts the victims
  std::vector<VictimCount> victims;     // the dead, injured and hit by rising span, those without a number among them
};

}  // namespace bestand
