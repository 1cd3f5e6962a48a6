// The odds that events of two documents are one.
//
// Units    natural log-odds; 0 is even
#pragma once

#include <string>
#include <vector>

#include "ledger/actors.h"
#include "ledger/cluster.h"
#include "ledger/events.h"
#include "ledger/texts.h"

namespace bestand {

struct ScorePart {
  std::string_view what;  // "text" "time" "place" "actors" "act" "weapons" "figures" "prior" "copy"
  double value = 0;
};

struct LinkScore {
  std::vector<ScorePart> parts;
  bool veto = false;
  double total() const;
};

class LinkScorer {
 public:
  LinkScorer(const Corpus& corpus, const std::vector<int32_t>& lineage, const Actors& actors,
             const CommonWords& common);
  LinkScore score(const Event& a, const Event& b) const;

  const Texts& texts() const { return texts_; }

 private:
  double text_score(const Event& a, const Event& b) const;
  const Corpus& corpus_;
  const std::vector<int32_t>& lineage_;
  const Actors& actors_;
  Texts texts_;
};

// Links between all events that share a block.
std::vector<Link> link_events(const Corpus& corpus, const std::vector<int32_t>& lineage, const Actors& actors,
                              const CommonWords& common, const std::vector<Event>& events);

}  // namespace bestand
