// What a language says about places: relation phrases, generic words, guards; and the weights of a reading.
//
// Input    lang/<code>/places.toml, world/places/weights.toml, acceptance.toml, containers.toml
// Errors   kBadData with file, line and rule
// Threads  const after load
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/string_map.h"
#include "ground/mentions.h"

namespace bestand {

// One element of a relation's pattern.
struct PatternPart {
  enum Kind : uint8_t {
    kWord,
    kDirectionNoun,
    kDirectionAdjective,
    kDirectionPrefix,
    kNumber,
    kUnit,
    kPlace
  } kind = kWord;
  std::vector<std::string> words;  // of kWord: any of these (folded)
  bool optional = false;
  bool context = false;  // must stand there, is no part of the phrase
};

struct RelationRule {
  std::string name;
  PlaceRelation relation = PlaceRelation::kAt;
  std::vector<PatternPart> before, after;  // words before the name, in text order; words after it
  bool glued = false;                      // the last word before is joined by a hyphen: "Noord-Syrië"
  bool bare = false;                       // only right before the name: not "the northern city of Kunduz"
  std::string example, counter;
};

struct GenericWord {
  std::vector<std::string> words;  // folded
  bool before = true;
  std::string kind;           // "P", "A.ADM1", "A", "H", "T", "L", "S"; several by |
  bool part_of_name = false;  // kept when the place is named: "Noord-Kivu provincie"
};

// A noun that goes back to a place named before: "the city", "het gebied".
struct ReferenceNoun {
  std::string kind;     // features it may go back to, "P|A.ADM3"; empty = any
  bool around = false;  // means the place with what lies about it
};

// Words that stand for a place named before.
struct ReferenceWords {
  StringSet adverbs;       // "daar"
  StringSet prepositions;  // "in" the area
  StringSet determiners;   // in "the" area
  StringSet between;       // in the "same" area
  StringSet agents;        // brokered "by" Russia: who acts, not where
  StringSet meeting;       // lemmas; "agreed" in Moscow: where people talk is no place that a text goes back to
  StringSet not_before;    // "the area of": no reference
  StringMap<ReferenceNoun> nouns;
};

class PlaceRules {
 public:
  static Result<PlaceRules> load(const std::string& data_root, std::string_view lang);

  const std::vector<RelationRule>& relations() const { return relations_; }
  const std::vector<GenericWord>& generics() const { return generics_; }
  // Whether some of them end with the word, where they stand before a name, or begin with it behind one.
  bool generic_before(std::string_view word) const { return generic_before_.contains(word); }
  bool generic_after(std::string_view word) const { return generic_after_.contains(word); }

  const ReferenceWords& references() const { return references_; }

  bool determiner(std::string_view word) const { return has(determiners_, word); }
  bool common(std::string_view word) const { return has(common_, word); }
  bool person_title(std::string_view word) const { return has(person_titles_, word); }
  bool first_name(std::string_view word) const { return has(first_names_, word); }
  bool organisation_tail(std::string_view word) const { return has(organisation_tails_, word); }
  bool organisation_head(std::string_view word) const { return has(organisation_heads_, word); }
  // With a capital alone: the Islamic "Party" of Turkestan.
  bool organisation_name(std::string_view word) const { return has(organisation_names_, word); }
  bool not_after(std::string_view word) const { return has(not_after_, word); }
  bool place_preposition(std::string_view word) const { return has(place_prepositions_, word); }
  // Behind it a name that no table knows is a place's: "near Barzamin".
  bool situates(std::string_view word) const { return has(situating_, word); }
  // A lemma of what is done to a place: "the shelling of Barzamin".
  bool strikes(std::string_view lemma) const { return has(strikes_, lemma); }
  bool metonym_verb(std::string_view lemma) const { return has(metonym_verbs_, lemma); }
  bool metonym_act(std::string_view lemma) const { return has(metonym_acts_, lemma); }
  bool hyphen_keeps(std::string_view word) const { return has(hyphen_keeps_, word); }
  bool street(std::string_view word) const { return has(streets_, word); }
  bool conjunction(std::string_view word) const { return has(conjunctions_, word); }
  // The country a demonym speaks of, e.g. "SY" for "syrische"; empty = no demonym.
  std::string_view demonym(std::string_view word) const;
  std::optional<int> direction(PatternPart::Kind kind, std::string_view word) const;  // degrees
  std::optional<double> number(std::string_view word) const;
  std::optional<double> unit_m(std::string_view word) const;
  std::string_view container(std::string_view word) const;  // "va" -> "US.Virginia"
  double weight(size_t feature) const { return weights_[feature]; }

  static constexpr size_t kFeatures = 32;
  static std::string_view feature_name(size_t feature);
  static constexpr size_t kAcceptFeatures = 40;
  static std::string_view accept_name(size_t feature);
  double accept_weight(size_t feature) const { return accept_weights_[feature]; }

 private:
  using Words = StringSet;
  static bool has(const Words& set, std::string_view word) { return set.contains(word); }

  friend class PlaceRulesReader;

  StringMap<int> direction_nouns_, direction_adjectives_, direction_prefixes_;
  StringMap<std::string> demonyms_, containers_;
  StringMap<double> units_, numbers_;
  std::vector<RelationRule> relations_;
  std::vector<GenericWord> generics_;
  StringSet generic_before_, generic_after_;
  ReferenceWords references_;
  Words determiners_, common_, person_titles_, first_names_, organisation_tails_, organisation_heads_, organisation_names_,
      not_after_, place_prepositions_, situating_, strikes_, metonym_verbs_, metonym_acts_, hyphen_keeps_, conjunctions_, streets_;
  std::array<double, kFeatures> weights_{};
  std::array<double, kAcceptFeatures> accept_weights_{};
};

}  // namespace bestand
