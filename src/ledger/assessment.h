// Whether an incident is a violation of a ceasefire: slots settled from claims, the policy's rule, its words.
#pragma once

#include <string>
#include <vector>

#include "ledger/agreements.h"
#include "ledger/incidents.h"
#include "ledger/policy.h"

namespace bestand {

// What a slot's value rests on.
struct Ground {
  Slot slot = Slot::kLive;
  std::string says;    // one short clause for a reader
  int32_t claim = -1;  // the words behind it; -1: none, something is missing
};

struct Assessment {
  int32_t ceasefire = -1;  // index
  SlotValues slots;
  std::string rule;
  Headline headline = Headline::kAlleged;
  std::vector<std::string> reasons;  // the other rules that hold, in the policy's order
  std::string explanation;
  std::vector<Ground> grounds;
  std::string settle;  // what would change the answer; empty when nothing is open
};

class Assessor {
 public:
  Assessor(const Corpus& corpus, const std::vector<int32_t>& lineage, const Actors& actors,
           const Policy& policy, const std::vector<Ceasefire>& ceasefires);

  // The ceasefire an incident is to be held against: one that its documents speak of, else the latest that
  // took effect before it in its country. Index, or -1.
  int32_t ceasefire_for(const Incident& incident) const;
  Assessment assess(const Incident& incident, int32_t ceasefire) const;

 private:
  const Corpus& corpus_;
  const std::vector<int32_t>& lineage_;
  const Actors& actors_;
  const Policy& policy_;
  const std::vector<Ceasefire>& ceasefires_;
  std::vector<std::vector<int32_t>> spoken_of_in_;  // ceasefires, by document
};

}  // namespace bestand
