// The cue words of one language: which words tell, in which frames, and what kind of telling it is.
//
// Input    lang/<code>/attribution.toml; its first lines explain the keys
// Errors   kUnreadable, kBadData with file and line
// Threads  const after load
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "base/result.h"
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

struct StringHash {
  using is_transparent = void;
  size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};
using WordSet = std::unordered_set<std::string, StringHash, std::equal_to<>>;

struct CueLexicon {
  using Senses = std::unordered_map<std::string, std::vector<CueSense>, StringHash, std::equal_to<>>;

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
  std::unordered_map<std::string, std::vector<Phrase>, StringHash, std::equal_to<>> prepositions, adverbs, own_words;  // by first word
  WordSet absolutes, contrasts, negations, relative_pronouns, agent_prepositions, source_prepositions, expletives, cue_adverbs,
      bare_contents, pronominal_adverbs, byline_marks, not_sources, complementizers,
      predicate_marks, infinitive_marks, addressee_prepositions, resuming, report_openers, channels;
  std::vector<std::pair<std::string, std::string>> resuming_phrases;  // "staan in"
  std::unordered_map<std::string, std::string, StringHash, std::equal_to<>> lemmas;  // of strong forms: "zei"
  bool cue_passive_aux = true;
  bool participle_like_past = false;
  WordSet refusing;  // who "declined to comment" told nothing
  WordSet modals;  // with them a telling is only wished, allowed or foreseen
  std::vector<Example> examples;
  int cue_count = 0;

  static Result<CueLexicon> load(const std::string& data_root, std::string_view lang);
};

}  // namespace bestand
