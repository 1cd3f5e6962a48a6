// The knowledge base of conflict actors: states and their forces, groups, organisations, monitors, media,
// persons.
//
// Input    <data_root>/world/actors/*.toml in name order, then the user's own files; world/README.md is the
// schema Errors   kUnreadable; kBadData with file and line: unknown keys, dangling ids, cycles, clashing
// names Units    days since 1970-01-01; a period's bounds are inclusive Threads  const after load Cost
// bench/ground_actor: load in tens of milliseconds
#pragma once

#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/string_map.h"

namespace bestand {

struct Period {
  int32_t from = std::numeric_limits<int32_t>::min();
  int32_t until = std::numeric_limits<int32_t>::max();

  bool contains(int32_t day) const { return from <= day && day <= until; }
  bool overlaps(const Period& o) const { return from <= o.until && o.from <= until; }
  bool always() const { return *this == Period{}; }
  friend bool operator==(const Period&, const Period&) = default;
};

// "2013-11/2016-07-28", "2012", "/2016", "2016-07-28/": a bare year or month is all of it.
std::optional<Period> parse_period(std::string_view text);

struct ActorName {
  std::string text;
  std::string lang;        // ISO 639-1; empty = any language written in Latin script
  Period valid;            // when the actor bore it; texts may use it later
  bool ambiguous = false;  // also something else: needs context
  int line = 0;
};

struct ActorLink {
  std::string id;
  Period valid;
};

struct Actor {
  std::string id;                      // stable, readable: "sy.ahrar-al-sham"
  std::string kind;                    // as ActorMention::kind
  std::string country;                 // ISO 3166-1 alpha-2; empty = none or many
  std::string code;                    // CAMEO-style
  int acled = 0;                       // ACLED actor type 1-8; 0 = none
  std::vector<ActorName> names;        // the first of a language is canonical there
  std::string parent;                  // what it is a part or arm of
  std::vector<ActorLink> memberships;  // umbrellas, alliances, mergers it is in
  std::vector<ActorLink> allies;
  std::vector<ActorLink> posts;                          // of a person: offices held, or groups led
  std::vector<ActorLink> after;                          // what it came from
  std::vector<std::pair<std::string, std::string>> ids;  // other systems: ("ucdp", "SDF")
  Period active;
  std::string source;
  std::string file;
  int line = 0;
  bool generated = false;  // from a state and a class, not written out
};

// A class of actors that every state or people may have: its army, its rebels, its foreign ministry.
struct ActorClass {
  std::string name;  // "army": the id is "<cc>.army"
  std::string kind;
  std::string suffix;  // "MIL" of "SYRMIL"
  std::string parent;  // another class, "state", or empty
  std::string as;      // the class whose id it takes: planes are the air force; empty = its own
  int acled = 0;
  bool speaks = false;      // speaks for its state: a president, a ministry
  bool vague = false;       // no one actor: civilians, sources, witnesses
  bool state_only = false;  // a bare noun is no actor unless a state or group is known: "president", "planes"
  bool person = false;      // one or more persons in an office: may stand before a person's name
};

struct ConflictSide {
  std::string name;
  std::vector<ActorLink> actors;
};

struct Conflict {
  std::string id;
  std::vector<std::string> countries;
  Period active;
  std::vector<ConflictSide> sides;
};

struct StateEntry {
  std::string iso2, iso3;
  std::vector<ActorName> capitals;
};

class ActorBase {
 public:
  ActorBase();
  ActorBase(ActorBase&&) noexcept;
  ActorBase& operator=(ActorBase&&) noexcept;
  ~ActorBase();

  static Result<ActorBase> load(const std::string& data_root, std::span<const std::string> user_files = {});

  // An actor by id; "<cc>.<class>" of any state is made when first asked for and stays.
  const Actor* find(std::string_view id) const;
  std::span<const Actor> actors() const { return actors_; }  // those written out in the files
  std::span<const ActorClass> classes() const { return classes_; }
  std::span<const Conflict> conflicts() const { return conflicts_; }
  std::span<const StateEntry> states() const { return states_; }
  const ActorClass* find_class(std::string_view name) const;
  const StateEntry* find_state(std::string_view iso2) const;

  // Actors that bear the name in any language, by rising id; folded and with hyphens as spaces before
  // comparing.
  std::vector<const Actor*> by_name(std::string_view name) const;

  // The name to print: the canonical one valid on `day`, else the canonical one; empty if there is none.
  std::string_view display_name(const Actor& actor, std::string_view lang, std::optional<int32_t> day) const;

  // Whether `actor` is, is part of, or belongs to `umbrella` on that day (any day when absent).
  bool is_member(std::string_view actor, std::string_view umbrella, std::optional<int32_t> day) const;

  // Whether some conflict has both on one side on that day, or one belongs to the other.
  bool same_side(std::string_view a, std::string_view b, std::optional<int32_t> day) const;

  // Names written out in the files (generated ones not counted).
  size_t name_count() const;

 private:
  friend class ActorLoader;
  struct Generated;  // those made on demand, behind a lock
  struct NameEntry {
    std::string key;  // as name_key()
    uint32_t actor, name;
    auto operator<=>(const NameEntry&) const = default;
  };

  bool may_exist(std::string_view id) const;
  const Actor* generate(std::string_view id) const;

  std::vector<Actor> actors_;
  std::vector<ActorClass> classes_;
  std::vector<Conflict> conflicts_;
  std::vector<StateEntry> states_;
  StringMap<uint32_t> by_id_;
  std::vector<NameEntry> by_name_;  // in order
  StringMap<uint32_t> class_at_;
  std::unique_ptr<Generated> generated_;
};

// The key names are compared by: folded, hyphens as spaces, apostrophes dropped, Arabic articles alike.
std::string name_key(std::string_view name);

// Whether a folded word is the Arabic article as Latin script writes it before any consonant: al, as, ash, ad …
bool is_arabic_article(std::string_view word);

}  // namespace bestand
