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
#include <vector>

#include "base/result.h"
#include "base/string_map.h"
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
  StringSet forms, with, adverbs;
  std::vector<Effect> within;    // the clause is governed by one of these
  bool conditional = false, perfect = false, bare = false;
  Effect effect = Effect::kNone;
};

struct FactualityLexicon {
  using Table = StringMap<std::array<Signature, 3>>;
  using Effects = StringMap<Effect>;

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
  StringSet negations, weak_negations, negative_prepositions, not_negating, accompanying, given;
  StringSet probable, possible, hearsay, future_adverbs, future_prepositions, almost, failed_plan, yet;
  StringSet conditional, open, before, purpose, complementizers, question_marks;
  StringSet presupposing;  // "did not say when it happened": it did
  StringSet adverbial, argument_prepositions, future_present, perfect, go_future;
  StringSet binding;     // modals that set what is to be done, as agreements do: "moeten"
  StringSet arranged_marks;  // "is [to] be held"
  StringSet intent_phrases;  // "van_plan"
  StringSet outcomes;        // infinitives that tell how it ended: "fell to reach"
  StringSet firsts;          // "the first to"
  StringSet announcing;      // "kondigde aan dat er ... wordt gehouden"
  StringSet when;            // "when it is over"
  StringSet terms;           // "[under] the deal"
  StringSet efforts;         // "did its [best] to"
  StringSet purpose_marks;   // "om" te
  StringSet future_adjectives;
  StringSet ever;            // "if [ever]"
  StringSet as_what;         // "[as] observers": no condition where no verb follows, though it may begin one
  StringSet within;          // "involved [in] shelling"
  StringSet unneeded;        // "need not come": open, no denial
  StringSet ended;           // "no [longer]"
  StringSet comparing;       // "no [more] important task than": denies nothing
  StringSet compared;        // "than"
  StringSet states;          // verbs that are no acts: what they tell holds now
  StringSet confirming;  // what is not confirmed stays possible
  Values values{};
  StringMap<double> weights;  // of factuality_weights.tsv; may be empty
  StringMap<std::string> lemmas;  // of strong forms: "vergat"
  std::vector<Example> examples;
  int signature_count = 0;

  static Result<FactualityLexicon> load(const std::string& data_root, std::string_view lang);
};

}  // namespace bestand
