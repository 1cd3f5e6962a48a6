// One language's words for actors, with the base's names, in one trie over folded word pieces.
//
// Errors   kBadData with file and line for lang/<lang>/actors.toml
// Threads  const after load
#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/id_map.h"
#include "base/result.h"
#include "base/string_map.h"
#include "base/toml_file.h"
#include "ground/actor_base.h"

namespace bestand {

enum class Entry : uint8_t { kName, kCapital, kDemonym, kNoun, kPossession, kSurname };

struct ActorReading {
  Entry entry;
  bool acronym = false;       // counts in capitals only
  bool lower = false;         // may stand in lower case
  bool late_capital = false;  // a word after the first has a capital: "het Westen", "The Times"
  bool ambiguous = false;
  bool person_noun = false;  // of a demonym: "Syriër", not "Syrisch"
  uint32_t index = 0;        // actor, state or class
  Period valid;
};

// Sets of function words by their name in [words], [pronouns], [verbs].
enum class WordSet : uint8_t {
  kDefinite,
  kDemonstrative,
  kIndefinite,
  kPossSingM,
  kPossSingF,
  kPossPlur,
  kOf,
  kFormer,
  kLed,
  kLocative,
  kAnd,
  kAnti,
  kTitle,
  kPlaceNouns,
  kGenitive,
  kParticle,
  kHe,
  kShe,
  kThey,
  kIt,
  kSpeaks,
  kAccording,
  kSends,
  kKills,
  kDies,
  kActs,
  kStrikes,
  kBy,
  kBetween,
  kParleys,
  kForeign,
  kCount
};

class ActorLexicon {
 public:
  static Result<ActorLexicon> load(const std::string& data_root, std::string_view lang,
                                   const ActorBase& base);

  static constexpr uint32_t kUnknown = 0;  // a word that stands nowhere
  uint32_t word(std::string_view folded) const;
  uint32_t step(uint32_t node, uint32_t word) const;  // 0 = none; the root is 1
  std::span<const ActorReading> readings(uint32_t node) const;
  bool in(WordSet set, std::string_view folded) const;

  // The class of a Dutch or German compound by its last part, with the class of its first part if that says
  // more.
  const ActorClass* compound(std::string_view folded, const ActorClass** prefix) const;
  const ActorClass* single_noun(std::string_view folded) const;
  const ActorClass* prefix_class(std::string_view folded) const;
  std::string_view name_pattern(std::string_view class_name) const;
  std::string_view adjective(std::string_view iso2) const;

 private:
  class Builder;
  StringMap<uint32_t> words_;
  IdMap steps_;  // node and word: the next node
  std::vector<std::vector<ActorReading>> readings_;
  std::array<StringSet, static_cast<size_t>(WordSet::kCount)> sets_;
  StringMap<const ActorClass*> single_nouns_, prefixes_;
  StringMap<std::string> patterns_, adjectives_;
  bool compounds_ = false;
};

}  // namespace bestand
