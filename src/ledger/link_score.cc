#include "ledger/link_score.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <unordered_map>

#include "ledger/compare.h"

namespace bestand {
namespace {

constexpr int kTextWindowDays = 365;  // publications further apart are not compared by their words alone
constexpr size_t kBlockTerms = 16;   // of a document, by which others are found
constexpr size_t kBlockLength = 64;  // documents of one term that are looked at

// When the event lies: its own time where that is a matter of days, else the days before publication.
std::optional<Interval> window(const Corpus& corpus, const Event& e) {
  const auto& published = corpus.documents[e.document].document.published;
  if (e.time && !e.time->empty()) {
    Interval hull = e.time->hull();
    if (hull.hi - hull.lo <= 12 * kDaySeconds) return hull;
  }
  if (!published || published->empty())
    return e.time && !e.time->empty() ? std::optional(e.time->hull()) : std::nullopt;
  Interval p = published->hull();
  return Interval{p.lo - 3 * kDaySeconds, p.hi};
}

// "He accuses the army of violations": no act, and no place that is smaller than a country. It may mean any of those
// that are told of, and is not one of them.
bool bare_accusation(const Event& e) {
  return e.act == ClaimType::kViolationAlleged && (!e.place || is_wide(*e.place));
}

double figure_score(const std::optional<Quantity>& a, const std::optional<Quantity>& b) {
  if (!a || !b || !a->low || !b->low) return 0;
  int64_t a_high = a->high.value_or(*a->low), b_high = b->high.value_or(*b->low);
  if (*a->low == *b->low && a_high == b_high) {
    return std::min(2.0, 0.3 + 0.45 * std::log1p(static_cast<double>(*a->low)));
  }
  bool apart = a_high < *b->low || b_high < *a->low;
  return apart ? -0.4 : 0.2;
}

int actor_match(const std::vector<ActorRef>& a, const std::vector<ActorRef>& b, const Actors& actors) {
  bool vague = false;
  for (const auto& x : a) {
    for (const auto& y : b) {
      if (!x.generic && !y.generic && actors.related(x, y)) return 2;
      vague |= actors.compatible(x, y);
    }
  }
  if (vague) return 1;
  return a.empty() || b.empty() ? 0 : -1;
}

double actor_score(const Event& a, const Event& b, const Actors& actors) {
  auto with_parties = [](std::vector<ActorRef> list, const std::vector<ActorRef>& parties) {
    for (const auto& p : parties) add_actor(&list, p);
    return list;
  };
  constexpr double kByMatch[] = {-0.8, 0.0, 0.2, 0.9};  // apart, unknown, vague, the same
  int doers = actor_match(with_parties(a.initiators, a.parties), with_parties(b.initiators, b.parties), actors);
  int targets = actor_match(with_parties(a.targets, a.parties), with_parties(b.targets, b.parties), actors);
  return kByMatch[doers + 1] + kByMatch[targets + 1];
}

// How much a disjoint place or time says against two main events one of which is no act of war, whose places are told with
// less care. Of pairs of reports of one shooting, places or times of more than a third contradict each other: one is a
// street taken for a town, or the day of the arrest. No veto then, where the texts say more.
constexpr double kDisjoint = -3.5;

double place_evidence(PlaceMatch m, bool both_main) {
  switch (m) {
    case PlaceMatch::kSame:
      return 2.6;
    case PlaceMatch::kNear:
      return 1.2;
    case PlaceMatch::kWithin:
      return 1.0;
    case PlaceMatch::kCountry:
      return -0.5;
    case PlaceMatch::kDisjoint:
      return kDisjoint;
    default:  // between main events the texts have spoken
      return both_main ? 0 : -0.8;
  }
}

double time_evidence(TimeMatch m) {
  switch (m) {
    case TimeMatch::kSame:
      return 1.5;
    case TimeMatch::kOverlap:
      return 0.5;
    case TimeMatch::kAdjacent:
      return -0.7;
    case TimeMatch::kDisjoint:
      return kDisjoint;
    default:
      return 0;
  }
}

double act_score(ClaimType a, ClaimType b) {
  if (a == b) return a == ClaimType::kOther ? 0.2 : 0.7;
  return compatible_acts(a, b) ? 0.0 : -2.0;
}

bool share_weapon(const Event& a, const Event& b) {
  for (const auto& w : a.weapons) {
    if (std::find(b.weapons.begin(), b.weapons.end(), w) != b.weapons.end()) return true;
  }
  return false;
}

// Days a window touches, widened by one on each side, as block keys.
void add_blocks(Interval w, std::vector<int64_t>* days) {
  int64_t first = w.lo / kDaySeconds - 1, last = (w.hi - 1) / kDaySeconds + 1;
  for (int64_t d = first; d <= last && d - first < 16; ++d) days->push_back(d);
}

using Blocks = std::unordered_map<int64_t, std::vector<int32_t>>;

// Events of days that touch.
void share_days(const Corpus& corpus, const Event& e, int32_t i, Blocks* blocks,
                std::vector<int32_t>* candidates) {
  auto span = window(corpus, e);
  if (!span) return;
  std::vector<int64_t> days;
  add_blocks(*span, &days);
  for (int64_t day : days) {
    auto& block = (*blocks)[day];
    candidates->insert(candidates->end(), block.begin(), block.end());
    block.push_back(i);
  }
}

double days_between(const Corpus& corpus, int32_t a, int32_t b) {
  const auto& x = corpus.documents[a].document.published;
  const auto& y = corpus.documents[b].document.published;
  if (!x || !y || x->empty() || y->empty()) return 0;
  return std::abs(static_cast<double>(x->hull().lo - y->hull().lo)) / kDaySeconds;
}

// Main events of documents that share one of their weightiest words; the latest ones of a word are enough.
void share_terms(const Corpus& corpus, const Texts& texts, const std::vector<Event>& events, int32_t i,
                 Blocks* blocks, std::vector<int32_t>* candidates) {
  for (uint32_t term : texts.heaviest(events[i].document, kBlockTerms)) {
    auto& block = (*blocks)[term];
    size_t from = block.size() > kBlockLength ? block.size() - kBlockLength : 0;
    for (size_t at = from; at < block.size(); ++at) {
      if (days_between(corpus, events[block[at]].document, events[i].document) <= kTextWindowDays)
        candidates->push_back(block[at]);
    }
    block.push_back(i);
  }
}

void sort_once(std::vector<int32_t>* list) {
  std::sort(list->begin(), list->end());
  list->erase(std::unique(list->begin(), list->end()), list->end());
}

// What tells most pairs apart before anything is scored: time and place of each event, worked out once.
class Distances {
 public:
  explicit Distances(const std::vector<Event>& events) : events_(events), times_(events.size()), names_(events.size(), -1) {
    std::unordered_map<std::string, int32_t> ids;
    for (size_t i = 0; i < events.size(); ++i) {
      if (events[i].time && !events[i].time->empty()) times_[i] = events[i].time->hull();
      if (!events[i].place) continue;
      std::string key = place_key(*events[i].place);
      if (!key.empty()) names_[i] = ids.try_emplace(std::move(key), static_cast<int32_t>(ids.size())).first->second;
    }
  }

  bool apart(int32_t i, int32_t j) const {
    const Event &a = events_[i], &b = events_[j];
    if (times_[i] && times_[j] && days_apart(*times_[i], *times_[j])) return true;
    return a.place && b.place && match_places(*a.place, *b.place, names_[i] >= 0 && names_[i] == names_[j]) == PlaceMatch::kDisjoint;
  }

 private:
  const std::vector<Event>& events_;
  std::vector<std::optional<Interval>> times_;
  std::vector<int32_t> names_;  // ids of place keys
};

// A person's word overrules the score. Events joined by it, also through others, are one group.
void apply_judgements(const Corpus& corpus, const std::vector<Event>& events, std::vector<Link>* links) {
  if (corpus.judgements.empty()) return;
  std::map<int32_t, int32_t> by_claim, by_document;
  for (int32_t i = 0; i < static_cast<int32_t>(events.size()); ++i) {
    for (int32_t c : events[i].claims) by_claim[c] = i;
    if (events[i].claims.empty()) by_document[events[i].document] = i;
  }
  auto event_of = [&](int32_t document, int32_t claim) {
    const auto& map = claim < 0 ? by_document : by_claim;
    auto at = map.find(claim < 0 ? document : claim);
    return at == map.end() ? -1 : at->second;
  };
  std::map<std::pair<int32_t, int32_t>, bool> said;
  for (const auto& j : corpus.judgements) {
    int32_t a = event_of(j.document_a, j.claim_a), b = event_of(j.document_b, j.claim_b);
    if (a >= 0 && b >= 0 && a != b) said[std::minmax(a, b)] = j.same;
  }
  std::map<int32_t, std::set<int32_t>> groups;  // by smallest event
  std::map<int32_t, int32_t> in;
  for (const auto& [pair, same] : said) {
    if (!same) continue;
    int32_t a = in.try_emplace(pair.first, pair.first).first->second;
    int32_t b = in.try_emplace(pair.second, pair.second).first->second;
    groups[a].insert(a), groups[b].insert(b);
    if (a == b) continue;
    if (b < a) std::swap(a, b);
    for (int32_t e : groups[b]) in[e] = a, groups[a].insert(e);
    groups.erase(b);
  }
  for (const auto& [first, members] : groups) {
    for (int32_t a : members) {
      for (int32_t b : members) {
        if (a < b) said.try_emplace({a, b}, true);
      }
    }
  }
  std::erase_if(*links, [&](const Link& l) { return said.count({l.a, l.b}) > 0; });
  for (const auto& [pair, same] : said)
    links->push_back({pair.first, pair.second, same ? kPersonsWord : -kPersonsWord, !same});
}

}  // namespace

double LinkScore::total() const {
  double sum = 0;
  for (const auto& part : parts) sum += part.value;
  return sum;
}

LinkScorer::LinkScorer(const Corpus& corpus, const std::vector<int32_t>& lineage, const Actors& actors,
                       const CommonWords& common)
    : corpus_(corpus), lineage_(lineage), actors_(actors), texts_(corpus.documents, common) {}

// A logistic fit on pairs of news reports: what two texts share, and the days between their publications.
double LinkScorer::text_score(const Event& a, const Event& b) const {
  constexpr double kPrior = -12.0, kAll = -19.8, kAllRoot = 21.7, kNamesRoot = 7.0, kLead = 0.35, kLeadRoot = 5.3,
                   kNumbers = 0.85, kNumbersRoot = 0.75, kShared = 0.58, kLate = -2.15, kSoon = 0.4,
                   kAllLate = -1.2, kSharedLate = 0.34;
  TextMatch m = texts_.match(a.document, b.document);
  double days = days_between(corpus_, a.document, b.document), late = std::log1p(days), shared = std::log1p(m.shared);
  return kPrior + kAll * m.all + kAllRoot * std::sqrt(m.all) + kNamesRoot * std::sqrt(m.names) + kLead * m.lead +
         kLeadRoot * std::sqrt(m.lead) + kNumbers * m.numbers + kNumbersRoot * std::sqrt(m.numbers) +
         kShared * shared + kLate * late + (days <= 3 ? kSoon : 0.0) + kAllLate * m.all * late +
         kSharedLate * shared * late;
}

// Two main events: their texts speak, and what claims say weighs in, half where one document makes no claim of the act
// and its place and time are those that stand beside its victims. Others: the claims speak, and the texts, which tell of
// more than this event, only little.
LinkScore LinkScorer::score(const Event& a, const Event& b) const {
  LinkScore out;
  TimeMatch time = match_times(a.time, b.time);
  PlaceMatch place = match_places(a.place, b.place);
  const bool both_main = a.main && b.main, copies = lineage_[a.document] == lineage_[b.document];
  const bool apart = time == TimeMatch::kDisjoint || place == PlaceMatch::kDisjoint;
  const bool strict = !both_main || copies || (is_act(a.act) && is_act(b.act));
  out.veto = a.document == b.document || bare_accusation(a) != bare_accusation(b) || (apart && strict);
  const double text = text_score(a, b), claimed = a.claims.empty() || b.claims.empty() ? 0.5 : 1.0;
  out.parts = {{"prior", both_main ? 0.0 : -3.0},
               {"text", both_main ? text : std::clamp(0.3 * (text + 3), -1.5, 2.0)},
               {"time", claimed * time_evidence(time)},
               {"place", claimed * place_evidence(place, both_main)},
               {"act", claimed * act_score(a.act, b.act)},
               {"actors", claimed * actor_score(a, b, actors_)},
               {"figures", claimed * (figure_score(a.killed, b.killed) + 0.5 * figure_score(a.injured, b.injured))},
               {"weapons", share_weapon(a, b) ? 0.4 : 0.0}};
  if (copies) out.parts.push_back({"copy", a.main == b.main ? 3.0 : 0.0});
  return out;
}

std::vector<Link> link_events(const Corpus& corpus, const std::vector<int32_t>& lineage, const Actors& actors,
                              const CommonWords& common, const std::vector<Event>& events) {
  LinkScorer scorer(corpus, lineage, actors, common);
  std::unordered_map<int64_t, std::vector<int32_t>> by_day, by_term;
  std::vector<Link> out;
  std::vector<int32_t> candidates, of_terms;
  Distances distances(events);
  for (int32_t i = 0; i < static_cast<int32_t>(events.size()); ++i) {
    candidates.clear(), of_terms.clear();
    share_days(corpus, events[i], i, &by_day, &candidates);
    if (events[i].main) share_terms(corpus, scorer.texts(), events, i, &by_term, &of_terms);
    sort_once(&of_terms);
    candidates.insert(candidates.end(), of_terms.begin(), of_terms.end());
    sort_once(&candidates);
    for (int32_t j : candidates) {
      // Events apart in time or place are the same only if their texts have much in common: others need no score.
      const bool apart = distances.apart(j, i) && !std::binary_search(of_terms.begin(), of_terms.end(), j);
      const LinkScore score = apart ? LinkScore{{}, true} : scorer.score(events[j], events[i]);
      out.push_back({j, i, score.total(), score.veto});
    }
  }
  apply_judgements(corpus, events, &out);
  return out;
}

}  // namespace bestand
