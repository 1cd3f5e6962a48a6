// The odds that events of two documents are one.
//
// Units    natural log-odds; 0 is even
// Threads  const after construction
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "ledger/actors.h"
#include "ledger/blocks.h"
#include "ledger/cluster.h"
#include "ledger/compare.h"
#include "ledger/events.h"
#include "ledger/texts.h"

namespace bestand {

enum class Evidence { kPrior, kText, kTime, kPlace, kAct, kActors, kFigures, kWeapons, kCopy };
constexpr size_t kEvidence = 9;
std::string_view name(Evidence evidence);

struct LinkScore {
  std::array<double, kEvidence> parts{};  // by Evidence
  bool veto = false;
  double total() const;
};

class LinkScorer {
 public:
  LinkScorer(const Corpus& corpus, const std::vector<int32_t>& lineage, const Actors& actors,
             const CommonWords& common, const std::vector<Event>& events, const EventPlaces& places);
  LinkScore score(int32_t a, int32_t b) const;  // of two of the events

  const Texts& texts() const { return texts_; }

 private:
  // What is asked of an event with each of its neighbours, worked out once.
  struct Prepared {
    std::vector<ActorRef> doers, suffering;  // with the parties
  };
  double text_score(const Event& a, const Event& b) const;
  double actor_score(const Prepared& a, const Prepared& b) const;

  const Corpus& corpus_;
  const std::vector<int32_t>& lineage_;
  const Actors& actors_;
  const std::vector<Event>& events_;
  const EventPlaces& places_;
  Texts texts_;
  std::vector<Prepared> prepared_;
};

// Links between all events that share a block, and what people decided of them.
std::vector<Link> link_events(const LinkScorer& scorer, const Blocks& blocks, const Corpus& corpus,
                              const std::vector<Event>& events, unsigned threads);

}  // namespace bestand
