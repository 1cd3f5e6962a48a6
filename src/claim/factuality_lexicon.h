// What words of one language do to the certainty, polarity and time of the events they govern.
//
// Input    lang/<code>/factuality.toml; its first lines explain the keys
// Errors   kUnreadable, kBadData with file and line
// Threads  const after load
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "claim/attribution_lexicon.h"

namespace bestand {

enum class Effect : uint8_t {
  kNone, kFact, kSame, kOpposite, kCounter, kCannot, kReport, kBelieve, kDeny, kAccuse, kHearsay, kHearsayFuture,
  kProbable, kPossible, kImprobable, kFear, kHope, kIntend, kPlan, kAsk, kEnable, kTry, kOpen, kFuture, kLikelyFuture,
  kAbility, kMust, kConditional, kFailedPlan, kCounterfactual, kUnreal
};
std::string_view name(Effect effect);

enum class Complement : uint8_t { kThat, kInf, kObj };

// The effect on what a word governs, when the word itself holds and when it is denied.
struct Signature {
  Effect holds = Effect::kNone;
  Effect denied = Effect::kNone;
};

// One of the ordered rules for "zou", "would".
struct WouldRule {
  std::string name;
  WordSet forms, with, adverbs;
  std::vector<Effect> within;    // the clause is governed by one of these
  bool conditional = false, perfect = false, bare = false;
  Effect effect = Effect::kNone;
};

struct FactualityLexicon {
  using Table = std::unordered_map<std::string, std::array<Signature, 3>, StringHash, std::equal_to<>>;
  using Effects = std::unordered_map<std::string, Effect, StringHash, std::equal_to<>>;

  struct Example {
    std::string name, text, on, gives;
  };
  // The published table of values on -3..3.
  struct Values {
    double certain, certain_future, probable, probable_future, possible, possible_future, hope, intend, ask, conditional,
        open, negative, negative_future, negative_probable, negative_possible, reported_factor;
  };

  std::string lang;
  Table verbs, nouns, adjectives;
  Effects modals, modifiers;
  std::vector<WouldRule> would;
  WordSet negations, weak_negations, negative_prepositions, not_negating;
  WordSet probable, possible, hearsay, future_adverbs, almost, failed_plan, yet;
  WordSet conditional, open, before, purpose, complementizers, question_marks;
  WordSet adverbial, argument_prepositions, future_present, perfect, go_future;
  WordSet binding;     // modals that set what is to be done, as agreements do: "moeten"
  WordSet arranged_marks;  // "is [to] be held"
  WordSet intent_phrases;  // "van_plan"
  WordSet outcomes;        // infinitives that tell how it ended: "fell to reach"
  WordSet firsts;          // "the first to"
  WordSet announcing;      // "kondigde aan dat er ... wordt gehouden"
  WordSet when;            // "when it is over"
  WordSet states;          // verbs that are no acts: what they tell holds now
  WordSet confirming;  // what is not confirmed stays possible
  Values values{};
  std::unordered_map<std::string, double, StringHash, std::equal_to<>> weights;  // of factuality_weights.tsv; may be empty
  std::unordered_map<std::string, std::string, StringHash, std::equal_to<>> lemmas;  // of strong forms: "vergat"
  std::vector<Example> examples;
  int signature_count = 0;

  static Result<FactualityLexicon> load(const std::string& data_root, std::string_view lang);
};

}  // namespace bestand
