// What the steps of event coding ask again and again of a whole text, found once: what stands in a sentence, and what
// the text's actors are called.
//
// Internal to claim/event*.cc.
#pragma once

#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "claim/claim.h"
#include "claim/sentence_index.h"
#include "claim/tree.h"
#include "ground/mentions.h"
#include "read/document.h"

namespace bestand {

struct EventIndex {
  EventIndex(const Document& document, const Tree& tree, const Mentions& mentions,
             const std::vector<Attribution>& attributions);

  SentenceIndex actors, times, places, quantities;  // mentions by their head
  SentenceIndex told;                               // attributions by what is told
  SentenceIndex telling;                            // attributions by their cue and by their source

  std::unordered_map<std::string_view, std::string_view> fullest;           // name by actor id, of less than 70 bytes
  std::unordered_map<std::string_view, const ActorMention*> only_of_kind;   // named actor; null: several are named
  std::unordered_set<std::string_view> parties;                             // ids of political parties
  struct Speaker {
    uint32_t begin;
    int32_t attribution;
  };
  std::vector<Speaker> speakers;  // sources that are no pronouns, rising by begin, then by attribution

  // The attribution whose named source stands last before a byte; -1: none.
  int32_t speaker_before(uint32_t byte) const;
};

// The smallest span that holds all.
Span hull(const std::vector<Span>& spans);

}  // namespace bestand
