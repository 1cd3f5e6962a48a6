#include "ledger/link_score.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "base/parallel.h"
#include "ledger/compare.h"

namespace bestand {
namespace {

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

// How much a disjoint place or time says against two main events one of which is no act of war, whose places are told with
// less care. Of pairs of reports of one shooting, places or times of more than a third contradict each other: one is a
// street taken for a town, or the day of the arrest. No veto then, where the texts say more.
constexpr double kDisjoint = -3.5;

// How much what claims say counts beside the texts of two main events that are no acts of war.
constexpr double kBeside = 0.7;
// What the texts of two events can say for and against their being one, of which not both are what their text is about.
constexpr double kTextLeast = -1.5, kTextMost = 2.0;
// Reports of war are more alike than those that the text score was fitted on: their formulas, their towns of every day.
constexpr double kWar = -1.6;

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
    links->push_back({pair.first, pair.second, same ? kPersonsWord : -kPersonsWord, !same, true});
}

}  // namespace

std::string_view name(Evidence evidence) {
  constexpr std::array<std::string_view, kEvidence> kNames = {"prior",  "text",    "time",    "place", "act",
                                                              "actors", "figures", "weapons", "copy"};
  return kNames[static_cast<size_t>(evidence)];
}

double LinkScore::total() const {
  double sum = 0;
  for (double part : parts) sum += part;
  return sum;
}

LinkScorer::LinkScorer(const Corpus& corpus, const std::vector<int32_t>& lineage, const Actors& actors,
                       const CommonWords& common, const std::vector<Event>& events, const EventPlaces& places)
    : corpus_(corpus), actors_(actors), events_(events), places_(places),
      texts_(corpus.documents, common) {
  for (const Event& e : events) {
    Prepared& p = prepared_.emplace_back();
    p.doers = e.initiators;
    p.suffering = e.targets;
    for (const auto& party : e.parties) add_actor(&p.doers, party), add_actor(&p.suffering, party);
    Brief& b = briefs_.emplace_back();
    b.timed = e.time && !e.time->empty();
    if (b.timed) b.hull = e.time->hull();
    b.document = e.document, b.lineage = lineage[e.document];
    b.main = e.main, b.act = is_act(e.act), b.bare = bare_accusation(e);
  }
}

double LinkScorer::actor_score(const Prepared& a, const Prepared& b) const {
  constexpr double kByMatch[] = {-0.8, 0.0, 0.2, 0.9};  // apart, unknown, vague, the same
  return kByMatch[actor_match(a.doers, b.doers, actors_) + 1] + kByMatch[actor_match(a.suffering, b.suffering, actors_) + 1];
}

// What two texts share, and the days between their publications. A logistic fit, beside what claims say, on the pairs of
// main events of 2,700 reports of shootings, taken as one ledger and as many of 300, 40 and 8 reports, with and without
// their titles: in a small ledger a word that few have is no rare one. In five folds of incidents, LEA F 87.4 for 82.8 of
// the fit before.
double LinkScorer::text_score(const Event& a, const Event& b) const {
  constexpr double kPrior = -36.6, kAll = -42.4, kAllRoot = 61.1, kNamesRoot = 3.42, kShared = -3.86, kSize = 4.24,
                   kRare = 0.40, kTitles = -3.38, kTitleLead = 3.67, kTitleText = 2.99, kUntitled = 1.36, kNumbers = 0.42,
                   kNumbersLeast = -0.193, kLate = -2.36, kSharedLate = 0.371, kTitleTextLate = -0.342;
  constexpr double kSmallNames = 2.37, kSmallRare = -0.20, kSmallNumbers = -0.068;
  const TextMatch m = texts_.match(a.document, b.document);
  const double late = std::log1p(days_between(corpus_, a.document, b.document)), shared = std::log1p(m.shared),
               names = std::sqrt(m.names), rare = std::log1p(m.rare);
  const double in_large = kPrior + kAll * m.all + kAllRoot * std::sqrt(m.all) + kNamesRoot * names + kShared * shared +
                          kSize * m.size + kRare * rare + kTitles * m.titles + kTitleLead * m.title_lead +
                          kTitleText * m.title_text + (m.untitled ? kUntitled : 0.0) + kNumbers * m.numbers +
                          kNumbersLeast * m.numbers_least +
                          late * (kLate + kSharedLate * shared + kTitleTextLate * m.title_text);
  return in_large + texts_.smallness() * (kSmallNames * names + kSmallRare * rare + kSmallNumbers * m.numbers);
}

bool LinkScorer::strict(const Brief& a, const Brief& b) {
  return !(a.main && b.main) || a.lineage == b.lineage || (a.act && b.act);
}

bool LinkScorer::told_apart(int32_t i, int32_t j) const {
  const Brief &a = briefs_[i], &b = briefs_[j];
  if (a.document == b.document || a.bare != b.bare) return true;
  return a.timed && b.timed && days_apart(a.hull, b.hull) && strict(a, b);
}

LinkScorer::Relation LinkScorer::relation(int32_t i, int32_t j) const {
  const Brief &a = briefs_[i], &b = briefs_[j];
  Relation s;
  s.time = match_times(events_[i].time, events_[j].time);
  s.place = places_.match(i, j);
  s.both_main = a.main && b.main;
  s.copies = a.lineage == b.lineage;
  s.war = a.act && b.act;
  const bool apart = s.time == TimeMatch::kDisjoint || s.place == PlaceMatch::kDisjoint;
  s.veto = told_apart(i, j) || (apart && strict(a, b));
  return s;
}

// What claims say weighs half where one document makes no claim of the act and its place and time are those that stand
// beside its victims.
LinkScore LinkScorer::but_text(int32_t i, int32_t j, const Relation& s) const {
  const Event &a = events_[i], &b = events_[j];
  const double claimed =
      (a.claims.empty() || b.claims.empty() ? 0.5 : 1.0) * (s.both_main && !s.war ? kBeside : 1.0);
  LinkScore out;
  out.veto = s.veto;
  auto part = [&](Evidence evidence) -> double& { return out.parts[static_cast<size_t>(evidence)]; };
  part(Evidence::kPrior) = s.both_main ? (s.war ? kWar : 0.0) : -3.0;
  part(Evidence::kTime) = claimed * time_evidence(s.time);
  part(Evidence::kPlace) = claimed * place_evidence(s.place, s.both_main);
  part(Evidence::kAct) = claimed * act_score(a.act, b.act);
  part(Evidence::kActors) = claimed * actor_score(prepared_[i], prepared_[j]);
  part(Evidence::kFigures) = claimed * (figure_score(a.killed, b.killed) + 0.5 * figure_score(a.injured, b.injured));
  part(Evidence::kWeapons) = share_weapon(a, b) ? 0.4 : 0.0;
  part(Evidence::kCopy) = s.copies && a.main == b.main ? 3.0 : 0.0;
  return out;
}

// Two main events: their texts speak, and what claims say weighs in. Others: the claims speak, and the texts, which tell
// of more than this event, only little.
LinkScore LinkScorer::score(int32_t i, int32_t j) const {
  const Relation s = relation(i, j);
  LinkScore out = but_text(i, j, s);
  const double text = text_score(events_[i], events_[j]);
  out.parts[static_cast<size_t>(Evidence::kText)] = s.both_main ? text : std::clamp(0.3 * (text + 3), kTextLeast, kTextMost);
  return out;
}

bool LinkScorer::may_be_one(int32_t i, int32_t j) const {
  const Relation s = relation(i, j);
  if (s.veto || s.both_main) return !s.veto;
  LinkScore most = but_text(i, j, s);
  most.parts[static_cast<size_t>(Evidence::kText)] = kTextMost;
  return most.total() > 0;
}

std::vector<Link> link_events(const LinkScorer& scorer, const Blocks& blocks, const Corpus& corpus,
                              const std::vector<Event>& events, unsigned threads) {
  const auto count = static_cast<int32_t>(events.size());
  auto links_where = [&](auto wanted) {
    constexpr int32_t kAtOnce = 256;
    const auto chunks = static_cast<size_t>((count + kAtOnce - 1) / kAtOnce);
    auto parts = parallel_range(chunks, threads, [&](size_t chunk) {
      const int32_t first = static_cast<int32_t>(chunk) * kAtOnce;
      std::vector<Link> part;
      for (int32_t i = first; i < std::min(first + kAtOnce, count); ++i) wanted(i, &part);
      return part;
    });
    std::vector<Link> out;
    for (const auto& part : parts) out.insert(out.end(), part.begin(), part.end());
    return out;
  };
  std::vector<Link> links = links_where([&](int32_t i, std::vector<Link>* out) {
    for (int32_t j : blocks.before(i, [&](int32_t j) { return !scorer.told_apart(j, i); })) {
      if (!scorer.may_be_one(j, i)) continue;
      const double total = scorer.score(j, i).total();
      if (total > 0) out->push_back({j, i, total, false, false});
    }
  });
  apply_judgements(corpus, events, &links);
  const std::vector<int32_t> root = components(count, links);
  std::vector<int32_t> members(events.size(), 0);
  for (int32_t r : root) ++members[r];
  std::erase_if(links, [&](const Link& l) { return l.judged || members[root[l.a]] > 2; });
  auto rest = links_where([&](int32_t i, std::vector<Link>* out) {
    if (members[root[i]] < 3) return;
    for (int32_t j : blocks.before(i, [&](int32_t j) { return root[j] == root[i]; })) {
      const LinkScore score = scorer.score(j, i);
      out->push_back({j, i, score.total(), score.veto, false});
    }
  });
  std::vector<Link> all(links.size() + rest.size());
  std::merge(links.begin(), links.end(), rest.begin(), rest.end(), all.begin(),
             [](const Link& x, const Link& y) { return std::pair(x.b, x.a) < std::pair(y.b, y.a); });
  apply_judgements(corpus, events, &all);
  return all;
}

}  // namespace bestand
