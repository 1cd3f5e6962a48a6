// The cue words of one language: which words tell, in which frames, and what kind of telling it is.
//
// Input    lang/<code>/attribution.toml; its first lines explain the keys
// Errors   kUnreadable, kBadData with file and line
// Threads  const after load
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "base/string_map.h"
#include "claim/claim.h"

namespace bestand {

// The frames a cue takes, as bits.
enum CueFrame : uint32_t {
  kQuote = 1, kThat = 2, kInf = 4, kAsk = 8, kIng = 16, kObj = 32, kAs = 64, kOf = 128, kWh = 256, kPred = 512
};

// One way in which a word is a cue. `more` are the further words of "point out", which must depend on the first.
struct CueSense {
  std::vector<std::string> more;
  uint32_t frames = 0;
  std::vector<std::string> prepositions;  // frame "prep:X"
  CueKind kind = CueKind::kSpeech;
  bool denial = false;
  bool passive_only = false;              // "is believed to"
  bool impersonal = false;                // "seems to": its subject is no source
  bool has(CueFrame frame) const { return frames & frame; }
};

struct CueLexicon {
  using Senses = StringMap<std::vector<CueSense>>;

  // A group's example as it stands in the file, for the tests.
  struct Example {
    std::string name, text, counter;
  };
  // "according to": its words, and what it tells.
  struct Phrase {
    std::vector<std::string> words;
    CueKind kind = CueKind::kSpeech;
  };

  std::string lang;
  Senses verbs, nouns, adjectives;
  StringMap<std::vector<Phrase>> prepositions, adverbs, own_words;  // by first word
  StringSet absolutes, contrasts, rejecting, negations, relative_pronouns, agent_prepositions, source_prepositions, expletives, cue_adverbs,
      bare_contents, pronominal_adverbs, byline_marks, not_sources, complementizers, makes, made,
      predicate_marks, infinitive_marks, untrue, addressee_prepositions, resuming, report_openers, channels,
      bearing;  // "komen met": the verb and preposition with which a claim is brought
  std::vector<std::pair<std::string, std::string>> resuming_phrases;  // "staan in"
  StringMap<std::string> lemmas;  // of strong forms: "zei"
  bool cue_passive_aux = true;
  bool participle_like_past = false;
  bool object_before_infinitive = false;
  StringSet refusing;  // who "declined to comment" told nothing
  StringSet modals;  // with them a telling is only wished, allowed or foreseen
  std::vector<Example> examples;
  int cue_count = 0;

  static Result<CueLexicon> load(const std::string& data_root, std::string_view lang);
};

}  // namespace bestand
