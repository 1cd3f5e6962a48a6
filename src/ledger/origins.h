// Who first says a thing: origins, and which of them are independent of each other.
//
// "X told AFP that Y had said" goes back to Y. An article's own voice goes back to its publisher, and a
// copy's to the publisher of the text it copies. Two origins of one class (same speaker, same state behind
// both, same wire text) count once. Anonymous origins never are the deciding second.
#pragma once

#include <string>
#include <vector>

#include "ledger/actors.h"
#include "ledger/records.h"

namespace bestand {

enum class OriginKind { kPartyStatement, kMonitor, kMedical, kReporter, kAnonymous, kUnknown };
std::string_view name(OriginKind kind);

struct Origin {
  OriginKind kind = OriginKind::kUnknown;
  ActorRef actor;            // of a named speaker; empty key otherwise
  std::string name;          // for people: the speaker, or the publisher
  std::string independence;  // the class: equal = not independent
};

// `lineage` as lineages() gives it, by document.
Origin origin_of(const Corpus& corpus, const std::vector<int32_t>& lineage, const Actors& actors,
                 int32_t claim);

// The document's own voice.
Origin reporter_of(const Corpus& corpus, const std::vector<int32_t>& lineage, int32_t document);

// Classes among the origins, anonymous ones counted only when there is nothing else.
int independent_count(const std::vector<Origin>& origins);

}  // namespace bestand
