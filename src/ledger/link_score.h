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
  // A veto that needs no look at the events themselves: nearly all vetoes do not.
  bool told_apart(int32_t a, int32_t b) const;
  // False: their total is not above zero, or there is a veto; told without a look at their texts where those cannot help.
  bool may_be_one(int32_t a, int32_t b) const;

  const Texts& texts() const { return texts_; }

 private:
  // What is asked of an event with each of its neighbours, worked out once.
  struct Prepared {
    std::vector<ActorRef> doers, suffering;  // with the parties
  };
  // What most pairs are told apart by, side by side in memory: an event's whole is some hundred times as large.
  struct Brief {
    Interval hull;  // of its time
    int32_t document = 0, lineage = 0;
    bool timed = false, main = false, act = false, bare = false;
  };
  static bool strict(const Brief& a, const Brief& b);  // a day or place apart is a veto

  // How the two lie to each other before what they say is weighed.
  struct Relation {
    TimeMatch time = TimeMatch::kUnknown;
    PlaceMatch place = PlaceMatch::kUnknown;
    bool both_main = false, copies = false, war = false, veto = false;
  };
  Relation relation(int32_t i, int32_t j) const;
  LinkScore but_text(int32_t i, int32_t j, const Relation& s) const;
  double text_score(const Event& a, const Event& b) const;
  double actor_score(const Prepared& a, const Prepared& b) const;

  const Corpus& corpus_;
  const Actors& actors_;
  const std::vector<Event>& events_;
  const EventPlaces& places_;
  Texts texts_;
  std::vector<Prepared> prepared_;
  std::vector<Brief> briefs_;
};

// The links that decide which events are one: of pairs that share a block those above zero, and all of those whose events
// such links join through others; and what people decided of them. By later event, then earlier; people's last.
std::vector<Link> link_events(const LinkScorer& scorer, const Blocks& blocks, const Corpus& corpus,
                              const std::vector<Event>& events, unsigned threads);

}  // namespace bestand
