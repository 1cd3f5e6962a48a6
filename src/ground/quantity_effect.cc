// What befell the counted: of all predicates in the sentence that could affect this number, the cheapest to
// reach.
//
// Reaching costs by the word, more over commas, clauses, other verbs and other numbers; the tree makes a
// predicate cheaper that governs the number and forbids one of which it is the agent. So a wrong tree costs
// little.
#include <algorithm>
#include <limits>

#include "base/utf8.h"
#include "ground/quantity_predicate.h"

namespace bestand {
namespace {

constexpr int kFar = 44;        // beyond: no predicate of this number
constexpr int kTollReach = 70;  // "the death toll from ... has risen to 21"
constexpr int kGoverned = 14;   // what a tree that agrees is worth
constexpr int kWord = 2, kComma = 3, kSemicolon = 14, kClause = 9, kRelative = 5, kVerb = 6, kOtherEffect = 7,
              kNumber = 5, kClaimed = 14, kNewClause = 28;

class Effects {
 public:
  Effects(const QuantityWords& words, FoundNumbers* found)
      : words_(words), lexicon_(words.lexicon()), found_(*found), predicates_(words, *found) {}

  void run();

 private:
  bool strictly_listed(const FoundNumber& a, const FoundNumber& b) const;
  bool claimed(const FoundNumber& n, const Candidate& c) const;
  bool by_number_of(const FoundNumber& n, const Candidate& c) const;
  bool starts_clause(const FoundNumber& n, const Candidate& c) const;
  const FoundNumber* things_before(const FoundNumber& n) const;
  int32_t past_part(const FoundNumber& n) const;
  bool own_subject(const FoundNumber& n, const Candidate& c) const;
  bool base_of_share(const FoundNumber& n) const;
  void spread(size_t i);
  void spread_targets(FoundNumber* a, FoundNumber* b);
  bool loosely_listed(const FoundNumber& a, const FoundNumber& b) const;
  void drop_names();
  bool names_channel(const FoundNumber& n) const;
  bool agent_of(const FoundNumber& n, const Candidate& c) const;
  bool governed(const FoundNumber& n, const Candidate& c) const;
  int distance(const FoundNumber& n, const Candidate& c) const;
  int step_cost(int32_t i, const Candidate& c) const;
  const Candidate* best(const FoundNumber& n, bool things, int* cost) const;
  void settle(FoundNumber* n);
  void settle_thing(FoundNumber* n, const CountedNoun& noun);
  void settle_person(FoundNumber* n, const CountedNoun* noun);
  void inherit(size_t i);
  void inherit_from_whole(FoundNumber* n, const FoundNumber& whole);
  void share(const FoundNumber& from, FoundNumber* to);
  std::string_view population_of(const FoundNumber& n, const CountedNoun* noun) const;
  int32_t governor(const FoundNumber& n) const;
  bool either_or(const Candidate& c) const;
  bool dead_and_others(const FoundNumber& n, const Candidate& c) const;

  const QuantityWords& words_;
  const QuantityLexicon& lexicon_;
  FoundNumbers& found_;
  PredicateFinder predicates_;
  std::vector<Candidate> candidates_;
  int32_t collected_ = -1;
};

std::string_view effect_name(Effect effect) {
  constexpr std::string_view kNames[] = {"",          "killed", "injured", "missing", "detained",
                                         "displaced", "people", "targets", "people"};
  return kNames[static_cast<int>(effect)];
}

int Effects::step_cost(int32_t i, const Candidate& c) const {
  std::string_view form = words_.token(i).form;
  if (form == ",") return kComma;
  if (form == ";" || form == ":" || form == ".") return kSemicolon;
  if (words_.is(i, Cue::kSubordinate)) return kClause;
  if (words_.is(i, Cue::kRelative)) return kRelative;
  for (const Candidate& other : candidates_) {
    if (other.token == i && other.effect != c.effect) return kOtherEffect;
  }
  return words_.token(i).upos == Upos::VERB && words_.single(i).predicate < 0 ? kVerb : kWord;
}

int Effects::distance(const FoundNumber& n, const Candidate& c) const {
  bool by_head = n.head >= 0 && n.head < n.first && c.token > n.head && c.token < n.first;
  if (by_head) return 0;  // "the number of civilians killed rises to 12"
  if (by_number_of(n, c)) return kComma;
  bool behind = c.token >= n.last;
  int32_t from = behind ? std::min(n.noun_last, c.token) : c.last;
  int32_t to = behind ? c.token : n.first;
  int cost = 0;
  for (int32_t i = from; i < to && cost < kTollReach; ++i) cost += step_cost(i, c);
  for (const FoundNumber& other : found_) {
    if (other.first >= from && other.last <= to && other.part_of < 0) cost += kNumber;
  }
  if (behind && c.affects == Affects::kToll) cost += kClause;
  if (!behind && c.affects == Affects::kToll && words_.phrase_before(n.first, Cue::kTotal) > 1) return kComma;
  if (claimed(n, c)) cost += kClaimed;
  if (starts_clause(n, c)) cost += kNewClause;
  return cost;
}

// "the number of those who were killed in Raqqa to 45".
bool Effects::by_number_of(const FoundNumber& n, const Candidate& c) const {
  constexpr int32_t kReach = 7;
  if (c.token >= n.first || n.first == 0 || words_.token(n.first - 1).upos != Upos::ADP) return false;
  for (int32_t i = c.token - 1; i >= std::max(words_.first_of(n.first), c.token - kReach); --i) {
    if (words_.phrase_at(i, Cue::kNumberOf) > 0) return true;
  }
  return false;
}

// Nothing but "and" and commas between two numbers with their nouns.
bool Effects::strictly_listed(const FoundNumber& a, const FoundNumber& b) const {
  if (b.first - a.noun_last > 3) return false;
  for (int32_t i = a.noun_last; i < b.first; ++i) {
    const Token& t = words_.token(i);
    if (t.upos != Upos::CCONJ && t.form != "," && t.upos != Upos::DET) return false;
  }
  return true;
}

// Another number stands right before the predicate: "8 civilians in addition to 12 injured".
bool Effects::claimed(const FoundNumber& n, const Candidate& c) const {
  if (c.token < n.last) return false;
  const FoundNumber* before = &n;
  for (const FoundNumber& other : found_) {
    if (other.first <= n.first || other.last > c.token) continue;
    int32_t behind = other.noun_last;
    while (behind < c.token && words_.token(behind).upos == Upos::AUX) ++behind;
    bool adjacent = behind == c.token || other.last == c.token;
    if (adjacent && other.part_of < 0) return !strictly_listed(*before, other);
    before = &other;
  }
  return false;
}

// The token behind a number and a part of it between commas: "around twenty more, including a colleague, were injured".
int32_t Effects::past_part(const FoundNumber& n) const {
  const int32_t end = words_.last_of(n.first);
  int32_t at = n.noun_last;
  if (at + 1 >= end || !words_.is_form(at, ",") || words_.phrase_at(at + 1, Cue::kPart) == 0) return at;
  for (int32_t i = at + 2; i + 1 < end; ++i) {
    if (words_.is_form(i, ",")) return i + 1;
  }
  return at;
}

// "... killed, and 30 fighters fled": behind "and", with a finite verb of its own.
bool Effects::starts_clause(const FoundNumber& n, const Candidate& c) const {
  if (c.token > n.first || n.noun_last >= words_.last_of(n.first)) return false;
  bool finite = words_.token(past_part(n)).has_feat("VerbForm=Fin");
  bool joined =
      n.first > 0 && (words_.token(n.first - 1).upos == Upos::CCONJ || words_.is_form(n.first - 1, ","));
  return finite && joined;
}

// The number is the subject of an active verb, or behind "by": it did it.
bool Effects::agent_of(const FoundNumber& n, const Candidate& c) const {
  if (c.affects != Affects::kObject) return false;
  int32_t head = n.head >= n.first && n.head < n.cut_at ? n.head : n.number_last - 1;
  const Token& t = words_.token(head);
  bool by = n.first > 0 && words_.token(n.first - 1).upos == Upos::ADP;
  if (t.subtype("agent") && t.head == c.token && by) return true;
  if (t.rel != Rel::nsubj || t.subtype("pass") || t.head != c.token || predicates_.passive(c.token))
    return false;
  const Token& verb = words_.token(c.token);
  if (verb.has_feat("Voice=Pass")) return false;
  bool perfect = false, object = false;
  for (int32_t child : words_.parse().children(c.token)) {
    if (words_.token(child).rel == Rel::nsubj && child < head) return false;  // the subject stands before it
    perfect |= words_.is(child, Cue::kPerfectAux);
    object |= words_.token(child).rel == Rel::obj;
  }
  if (!lexicon_.verb_brackets) return object && c.sides == (kSideLeft | kSideRight);
  return object || perfect || !verb.has_feat("VerbForm=Part");
}

// The tree has the predicate above the number, over coordination and "of".
bool Effects::governed(const FoundNumber& n, const Candidate& c) const {
  int32_t at = n.head >= 0 && n.head >= n.first ? n.head : n.number_last - 1;
  for (int climbs = 0; climbs < 5 && at >= 0; ++climbs) {
    if (at >= c.token && at < c.last) return true;
    const Token& t = words_.token(at);
    bool up = t.rel == Rel::nsubj || t.rel == Rel::obj || t.rel == Rel::conj || t.rel == Rel::nummod ||
              t.rel == Rel::nmod || t.rel == Rel::obl || t.rel == Rel::compound || t.rel == Rel::det ||
              t.rel == Rel::amod;
    if (!up) break;
    at = t.head;
  }
  return at >= c.token && at < c.last;
}

const Candidate* Effects::best(const FoundNumber& n, bool things, int* cost) const {
  const Candidate* found = nullptr;
  *cost = std::numeric_limits<int>::max();
  for (const Candidate& c : candidates_) {
    if ((c.effect == Effect::kDestroyed) != things && !(c.persons && !things)) continue;
    if (c.token >= n.first && c.token < n.last) continue;
    unsigned side = c.token >= n.last ? kSideLeft : kSideRight;
    bool on_head = (c.token < n.noun_last && c.token >= n.last) ||
                   (n.head >= 0 && n.head < c.token && c.token < n.first);
    if (!on_head && !(c.sides & side) && !by_number_of(n, c)) continue;
    if (agent_of(n, c)) continue;
    int d = distance(n, c);
    int reach = c.affects == Affects::kToll ? kTollReach : kFar;
    if (d > reach) continue;
    if (governed(n, c) || d == 0) d -= kGoverned;
    if (c.affects == Affects::kToll && d > kComma) d += kGoverned / 2;
    if (d < *cost) {
      *cost = d;
      found = &c;
    }
  }
  return found;
}

// The verb above the number in the tree; -1 for none.
int32_t Effects::governor(const FoundNumber& n) const {
  int32_t at = n.head >= 0 ? n.head : n.number_last - 1;
  for (int climbs = 0; climbs < 8 && at >= 0; ++climbs, at = words_.token(at).head) {
    if (words_.token(at).upos == Upos::VERB) return at;
  }
  return -1;
}

// "killed or injured", "killed or arrested": the number counts both together.
bool Effects::either_or(const Candidate& c) const {
  auto other = [&](int32_t i) {
    int32_t index = i >= 0 && i < words_.size() ? words_.predicate_at(i).index : -1;
    if (index < 0) return false;
    Effect effect = lexicon_.predicates[static_cast<size_t>(index)].effect;
    return effect != c.effect && effect != Effect::kDestroyed;
  };
  bool before = c.token >= 2 && words_.form_is(c.token - 1, Cue::kRangeOr) && other(c.token - 2);
  bool behind = c.last + 1 < words_.size() && words_.form_is(c.last, Cue::kRangeOr) && other(c.last + 1);
  return before || behind;
}

// "killed and injured 16", "killing and arresting 16": so many together.
bool Effects::dead_and_others(const FoundNumber& n, const Candidate& c) const {
  bool behind = c.last == n.first, before = c.last + 1 < words_.size() && c.token >= n.last;
  int32_t other = behind ? c.token - 2 : before ? c.last + 1 : -1;
  int32_t between = behind ? c.token - 1 : c.last;
  if (other < 0 || words_.token(between).upos != Upos::CCONJ) return false;
  int32_t index = words_.predicate_at(other).index;
  if (index < 0) return false;
  Effect second = lexicon_.predicates[static_cast<size_t>(index)].effect;
  bool fatal = c.effect == Effect::kKilled || second == Effect::kKilled;
  auto others = [](Effect e) { return e == Effect::kInjured || e == Effect::kDetained; };
  return fatal && (others(c.effect) || others(second));
}

void Effects::settle_thing(FoundNumber* n, const CountedNoun& noun) {
  n->counted = noun.counted;
  if (!noun.target) return;
  int cost = 0;
  const Candidate* hit = best(*n, true, &cost);
  if (hit != nullptr) n->predicate = hit->token;
  n->counted = hit != nullptr              ? "targets"
               : noun.counted == "targets" ? "other"
                                           : std::string_view(noun.counted);
}

// "Syrian army soldiers", "civilian casualties": who they are, from the words before the noun.
std::string_view Effects::population_of(const FoundNumber& n, const CountedNoun* noun) const {
  std::string_view own =
      noun != nullptr && !noun->population.empty() ? std::string_view(noun->population) : "unknown";
  if (own != "unknown" || n.head < n.last) return own;
  for (int32_t i = n.last; i < n.head; ++i) {
    int32_t index = words_.noun_at(i).index;
    if (index < 0) continue;
    std::string_view modifier = lexicon_.nouns[static_cast<size_t>(index)].population;
    if (!modifier.empty() && modifier != "unknown") return modifier;
  }
  return own;
}

// "90 percent of the 80,000 residents have fled", "three of the five are dead", "of the 300 passengers, 112
// ...": what is told befell a share of them.
bool Effects::base_of_share(const FoundNumber& n) const {
  int32_t of = words_.phrase_before(n.first, Cue::kPartOfNext);
  if (of == 0 || !words_.is(n.first - 1, Cue::kDeterminer)) return false;
  int32_t before = n.first - of;
  bool share = before > 0 && (words_.is(before - 1, Cue::kPercent) || words_.is(before - 1, Cue::kFraction));
  bool opens = before == words_.first_of(n.first);
  bool part = std::any_of(found_.begin(), found_.end(), [&](const FoundNumber& other) {
    return other.part_of >= 0 && &found_[static_cast<size_t>(other.part_of)] == &n && other.first < n.first;
  });
  return share || opens || part;
}

// "Two of them died": the part has a fate of its own.
bool Effects::own_subject(const FoundNumber& n, const Candidate& c) const {
  int32_t i = words_.phrase_at(n.noun_last, Cue::kPartBehind) > 0 ? n.noun_last : n.last;
  int32_t of = words_.phrase_at(i, Cue::kPartBehind);
  if (of == 0) return false;
  i += of;
  while (i < c.token && (words_.token(i).upos == Upos::AUX || words_.token(i).upos == Upos::ADV)) ++i;
  return i == c.token;
}

void Effects::settle_person(FoundNumber* n, const CountedNoun* noun) {
  n->population = population_of(*n, noun);
  bool open = noun == nullptr || (!noun->fixed && (noun->counted == "people" || noun->counted == "fighters" ||
                                                   noun->counted == "displaced"));
  int cost = 0;
  const Candidate* hit = best(*n, false, &cost);
  bool close = hit != nullptr && (hit->token == n->noun_last || hit->last == n->first || own_subject(*n, *hit));
  bool apart =
      base_of_share(*n) || words_.phrase_before(n->first, Cue::kStrength) > 1;  // "a population of 18,000"
  if (apart && !close) hit = nullptr;
  bool toll = hit != nullptr && hit->affects == Affects::kToll && noun != nullptr && noun->fixed;
  if (!open && !toll) {
    n->counted = noun->counted;
    return;
  }
  if (hit != nullptr) {
    n->predicate = hit->token;
    n->effect = hit->effect == Effect::kDestroyed ? Effect::kKilled : hit->effect;
    n->close = close;
    const bool together = dead_and_others(*n, *hit);
    const bool of_two = either_or(*hit) || (together && n->effect == Effect::kDetained);
    n->counted = of_two ? std::string_view("people") : effect_name(n->effect);
    if (together) n->effect = Effect::kDeadOrInjured;
    return;
  }
  n->counted = noun != nullptr ? std::string_view(noun->counted) : "";
}

// "Destroyed 24 vehicles and seized 36 others": others of what was counted before.
const FoundNumber* Effects::things_before(const FoundNumber& n) const {
  if (!n.others || n.noun >= 0 || n.head >= 0 || &n == &found_[0]) return nullptr;
  const FoundNumber& before = *(&n - 1);
  if (words_.unit_of(before.first) != words_.unit_of(n.first) || before.noun < 0) return nullptr;
  return lexicon_.nouns[static_cast<size_t>(before.noun)].population.empty() ? &before : nullptr;
}

void Effects::settle(FoundNumber* n) {
  const CountedNoun* noun = n->noun >= 0 ? &lexicon_.nouns[static_cast<size_t>(n->noun)] : nullptr;
  if (const FoundNumber* things = things_before(*n)) {
    n->counted = things->counted;
    n->predicate = governor(*n);
    return;
  }
  if (n->head >= 0 && words_.is(n->head, Cue::kFrequency)) {
    n->counted = "violations";  // of frequencies only those of a broken truce are kept
  } else if (noun != nullptr && noun->population.empty()) {
    settle_thing(n, *noun);
  } else if (noun == nullptr && n->head >= 0 && words_.token(n->head).upos == Upos::NOUN && !n->others) {
    int cost = 0;
    const Candidate* hit = best(*n, false, &cost);
    if (hit != nullptr &&
        cost <= 2) {  // a noun that the lexicon lacks: persons if something befell them right here
      settle_person(n, nullptr);
    } else {
      n->counted = "other";
    }
  } else {
    settle_person(n, noun);
  }
  if (n->predicate < 0) n->predicate = governor(*n);
}

// A part shares its whole's fate unless its own predicate stands right beside it; a bare number counts what
// the one before it counts.
void Effects::inherit(size_t i) {
  FoundNumber& n = found_[i];
  if (n.part_of >= 0) inherit_from_whole(&n, found_[static_cast<size_t>(n.part_of)]);
  if (!n.counted.empty()) return;
  n.counted = "people";
  if (i == 0) return;
  const FoundNumber& before = found_[i - 1];
  bool near = words_.unit_of(n.first) - words_.unit_of(before.first) <= 1;
  if (!near || before.counted.empty()) return;
  n.counted = before.counted;
  n.population = before.population;
}

void Effects::inherit_from_whole(FoundNumber* n, const FoundNumber& whole) {
  bool befallen = whole.counted == "killed" || whole.counted == "injured" || whole.counted == "missing" ||
                  whole.counted == "detained" || whole.counted == "displaced";
  bool person = !n->population.empty() && n->counted != "killed" && n->counted != "injured";
  if (n->effect != Effect::kNone && !n->close) person = true;
  if (person && befallen && !n->close) {
    n->counted = whole.counted;
    n->effect = whole.effect;
    n->predicate = whole.predicate;
  }
  if (n->counted.empty()) n->counted = whole.counted;
  bool bare = n->head < 0 || n->partitive;
  if (bare && n->population == "unknown" && !whole.population.empty()) n->population = whole.population;
}

// Numbers in one list share a predicate that stands on one side of all of them.
void Effects::spread(size_t i) {
  FoundNumber &a = found_[i], &b = found_[i + 1];
  if (a.settled && b.settled) return;
  if (words_.unit_of(a.first) != words_.unit_of(b.first)) return;
  if ((a.noun < 0 && a.head >= 0) || base_of_share(a) || predicates_.personal(a) != predicates_.personal(b))
    return;
  bool strict = strictly_listed(a, b);
  if (!predicates_.personal(a)) {
    if (strict) spread_targets(&a, &b);
    return;
  }
  bool along = words_.phrase_before(b.first, Cue::kAlong) > 0;
  if (a.effect == Effect::kNone && b.effect != Effect::kNone && b.predicate >= b.last &&
      (strict || loosely_listed(a, b))) {
    share(b, &a);
  }
  bool before = a.effect != Effect::kNone && a.predicate < a.first;
  if (b.effect == Effect::kNone && a.effect != Effect::kNone && (along || (strict && before))) share(a, &b);
}

void Effects::spread_targets(FoundNumber* a, FoundNumber* b) {
  auto target = [&](const FoundNumber& n) {
    return n.noun >= 0 && lexicon_.nouns[static_cast<size_t>(n.noun)].target && n.counted == "other";
  };
  if (a->counted == "targets" && target(*b)) b->counted = "targets";
  if (b->counted == "targets" && target(*a)) a->counted = "targets";
}

// "Seven people in Kyiv and three more in Rostov": no verb between, but an "and".
bool Effects::loosely_listed(const FoundNumber& a, const FoundNumber& b) const {
  constexpr int32_t kReach = 8;
  if (b.first - a.noun_last > kReach) return false;
  bool joined = false;
  for (int32_t i = a.noun_last; i < b.first; ++i) {
    Upos upos = words_.token(i).upos;
    if (upos == Upos::VERB || upos == Upos::AUX || upos == Upos::SCONJ || upos == Upos::PRON) return false;
    joined |= upos == Upos::CCONJ;
  }
  return joined;
}

void Effects::share(const FoundNumber& from, FoundNumber* to) {
  if (to->settled) return;
  if (to->counted != "people" && to->counted != "fighters" && !to->counted.empty()) return;
  to->effect = from.effect;
  to->predicate = from.predicate;
  to->counted = from.counted;
}

void Effects::run() {
  for (FoundNumber& n : found_) {
    if (n.settled) continue;
    int32_t sentence = words_.unit_of(n.first);
    if (sentence != collected_) {
      candidates_ = predicates_.find(words_.units()[static_cast<size_t>(sentence)]);
      collected_ = sentence;
    }
    settle(&n);
  }
  for (size_t i = 0; i + 1 < found_.size(); ++i) spread(i);
  for (size_t i = found_.size(); i-- > 1;) spread(i - 1);
  for (size_t i = 0; i < found_.size(); ++i) {
    if (!found_[i].settled) inherit(i);
  }
  for (FoundNumber& n : found_) {
    if (n.settled) continue;
    bool thing = n.counted == "other" || n.counted == "targets" || n.counted == "places" ||
                 n.counted == "groups" || n.counted == "violations";
    if (thing) n.population = "";
  }
  drop_names();
}

// "Fox News 2", but not "in Hama 8".
bool Effects::names_channel(const FoundNumber& n) const {
  int32_t before = n.first - 1, first = words_.first_of(n.first);
  if (before < first || words_.token(before).upos != Upos::PROPN) return false;
  return before == first || words_.token(before - 1).upos != Upos::ADP;
}

// A number in digits that nothing befell: before a name ("de 737 Max"), alone behind an article ("de 737"),
// or alone at a sentence's beginning ("1 In het laatste stukje") it names or orders, and counts nothing.
void Effects::drop_names() {
  for (FoundNumber& n : found_) {
    if (n.settled || !n.digits || n.value.qualifier != Qualifier::kExact || n.close || n.part_of >= 0) continue;
    if (n.noun >= 0 || n.others || n.partitive) continue;
    bool name = n.head >= n.last && words_.token(n.head).upos == Upos::PROPN && n.value.low > 9;
    bool first = n.first == words_.first_of(n.first);
    bool channel = n.head < 0 && names_channel(n);
    bool article = !first && words_.token(n.first - 1).upos == Upos::DET;
    bool capital = n.last < words_.last_of(n.first) && starts_upper(words_.token(n.last).form);
    Upos next = first && capital && n.head < 0 ? words_.token(n.last).upos : Upos::X;
    bool numbered = next == Upos::ADP || next == Upos::DET || next == Upos::PRON || next == Upos::SCONJ;
    if (n.effect != Effect::kNone && !channel && !numbered) continue;
    n.dropped = name || channel || (n.head < 0 && (article || (first && capital)));
  }
}

}  // namespace

void find_effects(const QuantityWords& words, FoundNumbers* found) { Effects(words, found).run(); }

}  // namespace bestand
