#include "ledger/narrowing.h"

#include <algorithm>
#include <map>

#include "ledger/compare.h"

namespace bestand {
namespace {

// How far apart the days of a text and of its copy may lie.
constexpr int32_t kCopyDays = 3;

std::optional<int32_t> day_of(const std::optional<TimeSet>& time) {
  if (!time || time->empty()) return std::nullopt;
  const Interval all = time->hull();
  const auto day = static_cast<int32_t>(all.lo / kDaySeconds);
  return all.hi - all.lo <= kDaySeconds && all.lo >= 0 ? std::optional(day) : std::nullopt;
}

class Narrower {
 public:
  Narrower(const std::vector<int32_t>& lineage, Corpus* corpus) : lineage_(lineage), corpus_(*corpus) {
    for (int32_t d = 0; d < static_cast<int32_t>(corpus_.documents.size()); ++d) {
      const auto& published = corpus_.documents[d].document.published;
      if (!published || published->empty()) continue;
      std::vector<int32_t> days = days_of(*published);
      if (days.size() > 1) links_[d] = {days, days, {}, -1};
    }
  }

  bool any_vague() const { return !links_.empty(); }

  void by_copies() {
    std::map<int32_t, std::vector<int32_t>> dated;  // by lineage
    for (int32_t d = 0; d < static_cast<int32_t>(corpus_.documents.size()); ++d) {
      if (!links_.count(d) && day_of(corpus_.documents[d].document.published)) dated[lineage_[d]].push_back(d);
    }
    for (auto& [d, links] : links_) {
      auto it = dated.find(lineage_[d]);
      if (it == dated.end()) continue;
      int32_t first = INT32_MAX, last = INT32_MIN;
      for (int32_t other : it->second) {
        const int32_t day = *day_of(corpus_.documents[other].document.published);
        first = std::min(first, day), last = std::max(last, day);
      }
      keep(&links, [&](int32_t day) { return day >= first - kCopyDays && day <= last + kCopyDays; },
           corpus_.documents[it->second.front()].document.id, -1);
    }
  }

  void by_ceasefires(const std::vector<Ceasefire>& ceasefires) {
    for (const Ceasefire& c : ceasefires) {
      if (!c.effective || c.effective_disputed || !day_of(c.effective)) continue;
      const bool dated = std::any_of(c.terms.begin(), c.terms.end(), [&](const Term& t) {
        return t.kind == c.start && day_of(t.time) && !links_.count(corpus_.claims[t.claim].document);
      });
      if (!dated) continue;
      for (const Term& t : c.terms) {
        if (t.kind == c.start) link(t.claim, *c.effective, c.id);
      }
    }
  }

  void by_incidents(const std::vector<Incident>& incidents) {
    for (const Incident& i : incidents) {
      if (!i.time || i.time_disputed || i.documents.size() < 2 || !day_of(i.time)) continue;
      const bool dated = std::any_of(i.events.begin(), i.events.end(), [&](const Event& e) {
        return !links_.count(e.document) && day_of(e.time);
      });
      if (!dated) continue;
      for (const IncidentClaim& c : i.claims) link(c.claim, *i.time, i.id);
    }
  }

  std::vector<DateNarrowing> apply() {
    std::vector<DateNarrowing> out;
    for (auto& [d, links] : links_) {
      if (links.by.empty() || links.left.size() == links.days.size()) continue;
      DateNarrowing n;
      n.document = d;
      std::sort(links.by.begin(), links.by.end());
      links.by.erase(std::unique(links.by.begin(), links.by.end()), links.by.end());
      n.by = links.by;
      Document& document = corpus_.documents.own()[d].document;
      n.contradiction = links.left.empty();
      n.claim = links.claim >= 0 ? links.claim : corpus_.documents[d].first;
      if (!n.contradiction) cut(fresh(links.left, d), d, &document);
      n.date = *document.published;
      out.push_back(std::move(n));
    }
    return out;
  }

 private:
  struct Links {
    std::vector<int32_t> days, left;
    std::vector<std::string> by;
    int32_t claim = -1;
  };

  template <class Allowed>
  static void keep(Links* links, Allowed allowed, const std::string& by, int32_t claim) {
    const size_t before = links->left.size();
    std::erase_if(links->left, [&](int32_t day) { return !allowed(day); });
    if (links->left.size() == before) return;
    links->by.push_back(by);
    if (claim >= 0 && (links->claim < 0 || claim < links->claim)) links->claim = claim;
  }

  // What the claim tells of happened at `when`: the document is of a day on which its words mean that.
  void link(int32_t claim, const TimeSet& when, const std::string& by) {
    const ClaimRecord& record = corpus_.claims[claim];
    auto it = links_.find(record.document);
    if (it == links_.end() || !record.claim.time) return;
    const TimeSet& time = record.claim.time->time;
    if (!anchored(time) || time.members.size() < 2) return;
    auto means = [&](int32_t day) {
      const Interval* member = meant_on(time, day);
      if (!member) return false;
      TimeSet one = time;
      one.members = {*member};
      one.anchors.clear();
      return !intersect(one, when).empty();
    };
    keep(&it->second, means, by, claim);
  }

  // News names weekdays of the last days: a day on which one that the document names would lie further back is not
  // its day, where others remain.
  std::vector<int32_t> fresh(const std::vector<int32_t>& days, int32_t d) const {
    std::vector<int32_t> out = days;
    std::erase_if(out, [&](int32_t day) {
      for (int32_t i = corpus_.documents[d].first; i < corpus_.documents[d].last; ++i) {
        const auto& when = corpus_.claims[i].claim.time;
        if (!when || !anchored(when->time) || when->time.grain > Grain::kDay) continue;
        const Interval* member = meant_on(when->time, day);
        if (member && day_set(day).members.front().lo - member->lo > kNearDays) return true;
      }
      return false;
    });
    return out.empty() ? days : out;
  }

  void cut(const std::vector<int32_t>& days, int32_t d, Document* document) {
    TimeSet date;
    date.grain = Grain::kDay;
    for (int32_t day : days) date.members.push_back(day_set(day).members.front());
    document->published = merged(date);
    for (int32_t i = corpus_.documents[d].first; i < corpus_.documents[d].last; ++i) {
      ClaimRecord& record = corpus_.claims.own()[i];
      if (!record.claim.time || !anchored(record.claim.time->time)) continue;
      TimeSet& time = record.claim.time->time;
      std::vector<const Interval*> meant;
      for (int32_t day : days) meant.push_back(meant_on(time, day));
      TimeSet left = time;
      left.members.clear(), left.anchors.clear();
      for (size_t m = 0; m < time.members.size(); ++m) {
        if (std::find(meant.begin(), meant.end(), &time.members[m]) == meant.end()) continue;
        left.members.push_back(time.members[m]);
        left.anchors.push_back(time.anchors[m]);
      }
      if (left.members.empty() || left.members.size() == time.members.size()) continue;
      left.text.clear();
      record.time_as_read = time;
      time = std::move(left);
    }
  }

  const std::vector<int32_t>& lineage_;
  Corpus& corpus_;
  std::map<int32_t, Links> links_;
};

}  // namespace

std::vector<DateNarrowing> narrow_dates(const std::vector<int32_t>& lineage,
                                        const std::vector<Ceasefire>& ceasefires,
                                        const std::vector<Incident>& incidents, Corpus* corpus) {
  Narrower narrower(lineage, corpus);
  if (!narrower.any_vague()) return {};
  narrower.by_copies();
  narrower.by_ceasefires(ceasefires);
  narrower.by_incidents(incidents);
  return narrower.apply();
}

}  // namespace bestand
