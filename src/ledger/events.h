// The events one document tells of: its claims of acts, those of one event together.
//
// Only claims of acts that happened make events (fighting, strikes, killing, a breach); plans, history and
// words do not. A document whose claims hold none but which counts the victims of an attack is one event too.
#pragma once

#include <string>
#include <vector>

#include "ledger/actors.h"
#include "ledger/compare.h"
#include "ledger/records.h"

namespace bestand {

struct Event {
  int32_t document = 0;
  std::vector<int32_t> claims;  // rising; empty for an event of the document's figures alone
  std::string id;               // which incident_of() finds its incident by, whatever else joins it
  bool main = false;            // what the document is about
  bool follows = false;         // the document tells of an attack and not what happened, or of a crime in passing: it may
                                // join an incident, and makes none
  ClaimType act = ClaimType::kOther;
  std::optional<TimeSet>
      time;  // what all its claims allow; the first claim's where they contradict each other
  std::optional<ClaimPlace> place;  // the smallest named
  std::vector<ActorRef> initiators, targets, parties;
  std::optional<Quantity> killed, injured;
  std::vector<std::string> weapons;
};

bool is_act(ClaimType type);
// Whether a claim of no act's type tells of an attack by or on a known side without a word of its means ("came under
// attack", "fired on the patrol"): its CAMEO code lies under 18, 19 or 20; blockade and occupation go on, and are none.
bool attack_between_sides(const Claim& claim);
// Whether two types may be words for one act: fighting and an advance, an air strike and shelling.
bool compatible_acts(ClaimType a, ClaimType b);
// Whether the claim tells of an act that is said to have happened, or to have not.
bool tells_of_act(const Claim& claim);

std::vector<Event> events_of(const Corpus& corpus, const Actors& actors, int32_t document);

// The places of many events, ready to be compared pair by pair: what names are compared by is worked out once.
class EventPlaces {
 public:
  explicit EventPlaces(const std::vector<Event>& events);  // which must outlive it
  // Equal for places of one name; -1: none.
  int32_t name(int32_t event) const { return names_[event]; }
  PlaceMatch match(int32_t a, int32_t b) const;

 private:
  const std::vector<Event>& events_;
  std::vector<int32_t> names_;
};

}  // namespace bestand
