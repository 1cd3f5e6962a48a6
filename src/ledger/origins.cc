#include "ledger/origins.h"

#include <set>

namespace bestand {

std::string_view name(OriginKind kind) {
  constexpr std::string_view kNames[] = {"party_statement", "monitor",   "medical",
                                         "reporter",        "anonymous", "unknown"};
  return kNames[static_cast<int>(kind)];
}

Origin reporter_of(const Corpus& corpus, const std::vector<int32_t>& lineage, int32_t document) {
  const Document& first = corpus.documents[lineage[document]].document;
  Origin out;
  out.kind = OriginKind::kReporter;
  out.name = first.publisher.empty() ? "document " + first.id : first.publisher;
  out.independence =
      first.publisher.empty() ? "text:" + first.text_sha256 : "publisher:" + name_key(first.publisher);
  return out;
}

Origin origin_of(const Corpus& corpus, const std::vector<int32_t>& lineage, const Actors& actors,
                 int32_t claim) {
  const ClaimRecord& record = corpus.claims[claim];
  Origin reporter = reporter_of(corpus, lineage, record.document);
  if (!record.claim.source) return reporter;
  const ClaimSource& source = *record.claim.source;
  if (source.anonymous || source.chain.empty()) {
    return {OriginKind::kAnonymous, {}, "unnamed source", "anonymous:" + reporter.independence};
  }
  const SourceLink& link = source.chain.back();
  Origin out;
  const Document* told_in = &corpus.document_of(record).document;
  out.actor = actors.ref(link.actor_id, link.name.empty() ? link.text : link.name, told_in);
  out.name = out.actor.name;  // of a known actor the name it goes by, else the words that stand there
  if (actors.is_monitor(out.actor.key)) {
    out.kind = OriginKind::kMonitor;
  } else if (actors.is_medical(out.actor.key)) {
    out.kind = OriginKind::kMedical;
  } else if (!out.actor.key.empty()) {
    out.kind = OriginKind::kPartyStatement;
  }
  out.independence = "speaker:" + actors.root(out.actor.key);
  if (out.actor.generic)
    out.independence += "@" + reporter.independence;  // "residents" of two papers are two
  if (out.actor.key.empty()) out.independence = "unknown:" + reporter.independence;
  return out;
}

int independent_count(const std::vector<Origin>& origins) {
  std::set<std::string_view> named, anonymous;
  for (const auto& o : origins) (o.kind == OriginKind::kAnonymous ? anonymous : named).insert(o.independence);
  return static_cast<int>(named.empty() ? (anonymous.empty() ? 0 : 1) : named.size());
}

}  // namespace bestand
