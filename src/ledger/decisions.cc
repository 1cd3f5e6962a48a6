#include "ledger/decisions.h"

#include <algorithm>

#include "ledger/reviews.h"

namespace bestand {
namespace {

Error not_found(const std::string& what, const std::string& id) {
  return {Code::kNotFound, "no " + what + " has the id " + id, "", "", -1};
}

Error usage(std::string why) { return {Code::kUsage, std::move(why), "", "", -1}; }

int32_t claim_with(const View& v, const std::string& id) {
  const auto found = find_claims(v, id);
  return found.empty() ? -1 : found[0];
}

std::string key_of(const View& v, int32_t claim) {
  const ClaimRecord& r = v.corpus.claims[claim];
  return review_key(v.corpus.document_of(r).document, r.claim);
}

// Keys of an event: one for each of its claims, one for its document where it has none.
std::vector<std::string> keys_of(const View& v, const Event& e) {
  const Document& d = v.corpus.documents[e.document].document;
  std::vector<std::string> out;
  for (int32_t c : e.claims) out.push_back(event_key(d, &v.corpus.claims[c].claim));
  if (out.empty()) out.push_back(event_key(d, nullptr));
  return out;
}

Result<size_t> incident_with(const View& v, const std::string& id) {
  auto found = find_incidents(v, id);
  if (found.empty()) return not_found("incident", id);
  if (found.size() > 1) return usage("several incidents have ids that begin with " + id);
  return found[0];
}

using Rows = std::vector<ReviewRow>;

Result<Rows> about_document(const View& v, const Decision& d) {
  if (find_documents(v, d.id).empty() && d.decision == "retract") return not_found("document", d.id);
  std::string word = d.decision == "retract" ? "retract" : "accept";
  return Rows{{"document", d.id, word, "", d.coder, d.reason}};
}

Result<Rows> about_claims(const View& v, const Decision& d) {
  int32_t claim = claim_with(v, d.id);
  if (claim >= 0) return Rows{{"claim", key_of(v, claim), d.decision, "", d.coder, d.reason}};
  auto incident = incident_with(v, d.id);
  if (!incident) return incident.error().code == Code::kUsage ? incident.error()
                                                              : not_found("claim or incident", d.id);
  Rows out;
  for (const auto& c : v.incidents[*incident].claims)
    out.push_back({"claim", key_of(v, c.claim), d.decision, "", d.coder, d.reason});
  if (out.empty()) return usage("no claim tells of " + d.id + ", only a figure: retract its document instead");
  return out;
}

Result<Rows> corrections(const View& v, const Decision& d) {
  int32_t claim = claim_with(v, d.id);
  if (claim < 0) return not_found("claim", d.id);
  if (d.with.empty()) return usage("correct CLAIM slot=value");
  Rows out;
  Claim tried = v.corpus.claims[claim].claim;
  for (const auto& value : d.with) {
    if (auto done = correct(&tried, value); !done) return done.error();
    out.push_back({"claim", key_of(v, claim), "correct", value, d.coder, d.reason});
  }
  return out;
}

Result<Rows> merges(const View& v, const Decision& d) {
  auto into = incident_with(v, d.id);
  if (!into) return into.error();
  if (d.with.empty()) return usage("merge INCIDENT INCIDENT");
  Rows out;
  for (const auto& id : d.with) {
    auto other = incident_with(v, id);
    if (!other) return other.error();
    if (*other == *into) return usage(id + " is the same incident as " + d.id + " already");
    out.push_back({"incident", keys_of(v, v.incidents[*into].events[0])[0], "merge",
                   keys_of(v, v.incidents[*other].events[0])[0], d.coder, d.reason});
  }
  return out;
}

// The claims of an incident that `ids` mean: by themselves, or all of an event or a document.
Result<std::vector<std::string>> parts(const View& v, const Incident& incident,
                                       const std::vector<std::string>& ids) {
  std::vector<std::string> out;
  for (const auto& id : ids) {
    size_t before = out.size();
    for (const auto& e : incident.events) {
      bool whole = e.id == id || v.corpus.documents[e.document].document.id == id;
      auto keys = keys_of(v, e);
      for (size_t k = 0; k < keys.size(); ++k) {
        bool claim = k < e.claims.size() && v.corpus.claims[e.claims[k]].claim.id == id;
        if (whole || claim) out.push_back(keys[k]);
      }
    }
    if (out.size() == before)
      return Error{Code::kNotFound, "the incident holds no claim, event or document " + id, "", "", -1};
  }
  return out;
}

Result<Rows> splits(const View& v, const Decision& d) {
  auto at = incident_with(v, d.id);
  if (!at) return at.error();
  const Incident& incident = v.incidents[*at];
  if (d.with.empty()) return usage("split INCIDENT CLAIM...");
  auto off = parts(v, incident, d.with);
  if (!off) return off.error();
  std::string stays;
  for (const auto& e : incident.events) {
    for (const auto& key : keys_of(v, e)) {
      if (stays.empty() && std::find(off->begin(), off->end(), key) == off->end()) stays = key;
    }
  }
  if (stays.empty()) return usage("nothing would be left of " + d.id);
  Rows out;
  for (const auto& key : *off) out.push_back({"incident", key, "split", stays, d.coder, d.reason});
  return out;
}

}  // namespace

Result<std::vector<ReviewRow>> review_rows(const View& v, const Decision& d) {
  if (d.decision == "retract" || d.decision == "restore") return about_document(v, d);
  if (d.decision == "accept" || d.decision == "reject" || d.decision == "dispute") return about_claims(v, d);
  if (d.decision == "correct") return corrections(v, d);
  if (d.decision == "merge") return merges(v, d);
  if (d.decision == "split") return splits(v, d);
  return usage("no decision: " + d.decision);
}

}  // namespace bestand
