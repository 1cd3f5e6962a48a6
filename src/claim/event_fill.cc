// Kind of attack, figures and place of each event: what stands in its own clauses first, then what the
// clause above tells, then what the text has just told of the same event.
#include <algorithm>
#include <map>

#include "claim/event_parts.h"

namespace bestand {
namespace {

ClaimType by_weapon(const EventContext& c, const Draft& d, ClaimType otherwise) {
  ClassMask air = c.bit("air_weapon"), artillery = c.bit("artillery"), bomb = c.bit("explosive");
  ClassMask seen = 0;
  for (int32_t clause : d.clauses) {
    seen |= c.clauses[clause].classes;
    if (c.clauses[clause].noun >= 0) seen |= c.classes[c.clauses[clause].noun];
  }
  if (seen & air) return ClaimType::kAirstrike;
  if (seen & bomb) return ClaimType::kBombing;
  if (seen & artillery) return ClaimType::kShelling;
  return otherwise;
}

bool definite(const EventContext& c, int32_t noun) {
  for (int32_t d : c.tree.children(noun)) {
    if (c.tree[d].rel == Rel::det &&
        (c.tree[d].has_feat("Definite=Def") || c.tree[d].has_feat("PronType=Dem")))
      return true;
  }
  return false;
}

bool refers_back(const EventContext& c, const Draft& d) {
  if (!is_verbal(c.tree[d.token]) && definite(c, d.token)) return true;
  for (int32_t clause : d.clauses) {
    if (c.clauses[clause].classes & c.bit("link")) return true;
    for (int32_t t : c.clauses[clause].tokens) {
      if (c.has(t, "attack_noun") && definite(c, t)) return true;
    }
  }
  return false;
}

}  // namespace

int nearness(const EventContext& c, const Draft& d, int32_t token) {
  if (c.tree[token].sentence != d.sentence) {
    return holds(d.clauses, c.clauses.of(token)) ? 0 : 9;
  }
  int32_t clause = c.clauses.of(token);
  if (holds(d.clauses, clause)) return 0;
  for (int32_t own : d.clauses) {
    if (c.clauses.within(clause, own)) return 1;
  }
  for (int32_t own : d.clauses) {
    if (c.clauses.within(own, clause)) return 2;
  }
  return 9;
}

std::vector<int32_t> sentences_of(const EventContext& c, const Draft& d) {
  std::vector<int32_t> out = {d.sentence};
  for (int32_t clause : d.clauses) {
    if (c.clauses[clause].sentence != d.sentence) out.push_back(c.clauses[clause].sentence);
  }
  return out;
}

SentenceIndex by_sentence(const EventContext& c, const std::vector<Draft>& drafts) {
  return index_by(c.parse, drafts, [](const Draft& d) { return d.token; });
}

ClaimPlace to_place(const Document& document, const PlaceMention& p) {
  ClaimPlace out;
  out.name = p.name;
  out.text = std::string(quote(document.text, p.span));
  out.anchor = p.anchor;
  out.gazetteer_id = p.gazetteer_id;
  out.country = p.country;
  out.within = p.within;
  if (!p.anchor.empty() && p.anchor != p.name) out.aliases.push_back(p.anchor);
  out.area = p.area;
  out.precision = p.precision;
  out.span = p.span;
  return out;
}

namespace {

int exactness(const PlaceMention& p) { return p.precision == 0 ? 3 : p.precision; }

// "BEIRUT - ": where it was written.
bool dateline(const EventContext& c, const PlaceMention& p) {
  if (p.first > 1) return false;
  auto text = quote(c.document.text, p.span);
  return text.size() > 3 &&
         std::none_of(text.begin(), text.end(), [](char x) { return x >= 'a' && x <= 'z'; });
}

// "Hamas" is a village somewhere too; in the news it is the group.
bool is_group(const EventContext& c, const PlaceMention& p) {
  int32_t a = c.actor_head[p.head];
  if (a < 0) return false;
  const std::string& kind = c.mentions.actors[a].kind;
  return kind == "rebel" || kind == "militia" || kind == "terrorist" || kind == "umbrella" || kind == "party";
}

bool in_subject_name(const EventContext& c, const PlaceMention& p) {
  int32_t a = c.actor_at[p.head];
  if (a >= 0 && c.mentions.actors[a].span.contains(p.span) && p.last <= c.mentions.actors[a].head)
    return true;
  return a >= 0 && c.mentions.actors[a].span.contains(p.span) && c.mentions.actors[a].head != p.head &&
         c.mentions.actors[a].form == ActorForm::kName;
}

// "Turkey shelled ...": a country that acts is not where it happens.
bool acts(const Draft& d, const PlaceMention& p) {
  return std::any_of(d.claim.actors.begin(), d.claim.actors.end(), [&](const ClaimActor& a) {
    return a.role != Role::kTarget && a.role != Role::kExcluded && a.span.overlaps(p.span);
  });
}

// "Freeze the negotiations in Astana because of violations": where people talk is not where the rest happens.
bool at_venue(const EventContext& c, const Draft& d, const PlaceMention& p) {
  if (d.claim.type == ClaimType::kTalks) return false;
  for (int32_t t = c.tree[p.head].head; t >= 0; t = c.tree[t].head) {
    if (holds(d.triggers, t)) return false;
    if (c.has(t, "talks") && !c.has(t, "truce")) return true;
    if (is_verbal(c.tree[t])) return false;
  }
  return false;
}

const PlaceMention* best_place(const EventContext& c, const Draft& d) {
  const PlaceMention* best = nullptr;
  std::array<int, 3> best_cost{};
  for (int32_t i : c.index.places.in(sentences_of(c, d))) {
    const PlaceMention& p = c.mentions.places[i];
    if (p.metonym || dateline(c, p) || is_group(c, p) || in_subject_name(c, p) || acts(d, p) || at_venue(c, d, p))
      continue;
    int near = nearness(c, d, p.head);
    if (near > 2) continue;
    std::array<int, 3> cost{near, exactness(p), std::abs(p.head - d.token)};
    if (!best || cost < best_cost) best = &p, best_cost = cost;
  }
  return best;
}

bool at_talks(const EventContext& c, int32_t token) {
  return (c.clauses[c.clauses.of(token)].classes & c.bit("talks")) != 0 && !c.has(c.tree[token].head, "truce");
}

bool plays_a_part(const EventContext& c, const PlaceMention& p) {
  int32_t a = c.actor_head[p.head];
  return p.metonym || a >= 0 || c.tree[p.head].rel == Rel::nsubj;
}

// The country that the text tells of, or where it leaves that unnamed, the widest region of it: where its fighting is
// and what its truce is for. A country that acts, speaks, mediates or receives the negotiators is not told of. Absent
// when there is none, or no name for it: fighting at al-Bab with "Turkey:" before it is not in Turkey.
const PlaceMention* main_country(const EventContext& c, const std::vector<Draft>& drafts) {
  constexpr double kRegion_m = 15e3;
  struct Country {
    int told = 0;
    const PlaceMention* name = nullptr;
    const PlaceMention* region = nullptr;
  };
  std::map<std::string_view, Country> countries;
  std::vector<bool> fought_over(c.clauses.size(), false);
  for (const Draft& d : drafts) {
    for (int32_t clause : d.clauses) fought_over[clause] = fought_over[clause] || is_violent(d.claim.type);
  }
  for (const PlaceMention& p : c.mentions.places) {
    if (p.country.empty()) continue;
    Country& country = countries[p.country];
    if (p.feature.starts_with("A.PCL") && !country.name) country.name = &p;
    if (plays_a_part(c, p) || dateline(c, p) || at_talks(c, p.head)) {
      country.told += 1;  // better than nothing
      continue;
    }
    if (p.area && p.area->radius_m >= kRegion_m &&
        (!country.region || p.area->radius_m > country.region->area->radius_m))
      country.region = &p;
    bool of_truce = c.tree[p.head].head >= 0 && c.has(c.tree[p.head].head, "truce");
    country.told += of_truce ? 40 : fought_over[c.clauses.of(p.head)] ? 20 : 10;
  }
  const Country* best = nullptr;
  int unnamed = 0;
  for (const auto& [code, country] : countries) {
    if (!country.name && !country.region)
      unnamed = std::max(unnamed, country.told);
    else if (!best || country.told > best->told)
      best = &country;
  }
  if (!best || (best->told < 10 && unnamed >= 20)) return nullptr;
  return best->name ? best->name : best->region;
}

bool of_agreement(ClaimType t) {
  return t == ClaimType::kAgreement || t == ClaimType::kPartyJoins || t == ClaimType::kPartyRefuses ||
         t == ClaimType::kPartyExcluded || t == ClaimType::kHolds || t == ClaimType::kViolationAlleged;
}

bool local(ClaimType t) {
  return is_violent(t) || t == ClaimType::kHumanitarian || t == ClaimType::kDetention ||
         t == ClaimType::kOther || t == ClaimType::kWithdrawal;
}

// The dead of a whole war belong to no one attack.
bool counts_a_war(const EventContext& c, const Draft& d) {
  const auto& here = c.index.quantities.of(d.sentence);
  return std::any_of(here.begin(), here.end(), [&](int32_t i) {
    const QuantityMention& q = c.mentions.quantities[i];
    if (q.counted != "killed" && q.counted != "displaced") return false;
    return q.kind == "running_total" || q.kind == "background" || q.quantity.low.value_or(0) >= 5000;
  });
}

}  // namespace

// The one kind of attack that a text tells of, more than once. Absent: none, or another kind beside it.
std::optional<ClaimType> only_kind_told(const EventContext& c, const std::vector<Draft>& drafts) {
  std::optional<ClaimType> out;
  int told = 0;
  for (const Draft& d : drafts) {
    if (d.toll) continue;
    ClaimType kind = d.generic ? by_weapon(c, d, d.claim.type) : d.claim.type;
    if (!is_violent(kind) && !d.generic) continue;
    bool known = kind == ClaimType::kAirstrike || kind == ClaimType::kShelling || kind == ClaimType::kBombing;
    if (!known || (out && *out != kind)) return std::nullopt;
    out = kind;
    ++told;
  }
  return told >= 2 ? out : std::nullopt;
}

void fill_types(const EventContext& c, std::vector<Draft>* drafts) {
  const Draft* last = nullptr;
  auto only = only_kind_told(c, *drafts);
  for (Draft& d : *drafts) {
    bool open = d.generic || d.toll;
    if (open && counts_a_war(c, d)) {
      d.claim.background = true;
    } else if (open) {
      ClaimType kind = by_weapon(c, d, d.claim.type);
      bool told = kind != d.claim.type;
      int distance = last ? d.sentence - last->sentence : 99;
      bool goes_on = distance <= 2 && refers_back(c, d);
      bool same_story = distance <= 3 && (d.toll || !is_verbal(c.tree[d.token])) && !last->claim.actors.empty();
      if (!told && (goes_on || same_story)) kind = last->claim.type, told = true;
      if (!told && only && d.toll) kind = *only, told = true;
      if (told) {
        d.claim.type = kind;
        d.claim.cameo.clear();
        d.claim.plover.clear();
      }
    }
    if (is_violent(d.claim.type) && d.claim.type != ClaimType::kGroundAdvance) last = &d;
    for (int32_t clause : d.clauses) {
      for (int32_t t : c.clauses[clause].tokens) {
        if (c.has(t, "weapon")) d.claim.weapons.emplace_back(c.tree.lemma(t));
      }
    }
    std::sort(d.claim.weapons.begin(), d.claim.weapons.end());
    d.claim.weapons.erase(std::unique(d.claim.weapons.begin(), d.claim.weapons.end()), d.claim.weapons.end());
  }
}

namespace {

bool takes_lives(const Draft& d) {
  return is_violent(d.claim.type) || d.toll || d.generic || d.claim.type == ClaimType::kOther ||
         d.claim.type == ClaimType::kHumanitarian || d.claim.type == ClaimType::kViolationAlleged;
}

int figure_cost(const EventContext& c, const QuantityMention& q, const Draft& d) {
  if (q.event_head >= 0 && holds(d.triggers, q.event_head)) return 0;
  int cost = 99;
  for (int32_t token : {q.event_head, q.counted_head, q.head}) {
    if (token < 0) continue;
    int near = nearness(c, d, token);
    if (near <= 2) cost = std::min(cost, 2 * near + 1);
  }
  return cost + (d.toll ? 0 : 1);
}

Draft* figure_owner(const EventContext& c, const QuantityMention& q, const SentenceIndex& events, std::vector<Draft>* drafts) {
  Draft* best = nullptr;
  int best_cost = 90;
  Draft* only = nullptr;
  int here = 0;
  for (int32_t i : events.of(c.tree[q.head].sentence)) {
    Draft& d = (*drafts)[i];
    if (!takes_lives(d)) continue;
    ++here;
    only = &d;
    int cost = figure_cost(c, q, d);
    if (cost < best_cost) best = &d, best_cost = cost;
  }
  return best ? best : here == 1 ? only : nullptr;
}

void take(Draft* d, const QuantityMention& q) {
  d->claim.figures.push_back({q.counted, q.population, q.quantity, q.kind, q.span});
  auto& slot = q.counted == "killed" ? d->claim.killed : d->claim.injured;
  bool counts = q.counted == "killed" || q.counted == "injured";
  if (counts && !slot && q.part_of < 0) slot = q.quantity;
  if (q.kind == "running_total" || q.kind == "background") d->claim.background |= q.kind == "background";
}

// Whoever is counted as hit was the target, whatever the tree makes of "kwamen 26 militanten om".
void add_counted(const EventContext& c, const QuantityMention& q, Draft* d) {
  static constexpr std::string_view kHit[] = {"killed", "injured", "targets"};
  if (std::find(std::begin(kHit), std::end(kHit), q.counted) == std::end(kHit) || q.counted_head < 0) return;
  if (c.actor_at[q.counted_head] < 0 || d->claim.background || q.kind == "running_total") return;
  ClaimActor hit = claim_actor(c, q.counted_head, Role::kTarget);
  bool known = std::any_of(d->claim.actors.begin(), d->claim.actors.end(), [&](const ClaimActor& a) {
    return a.span.overlaps(hit.span) || (!hit.actor_id.empty() && a.actor_id == hit.actor_id);
  });
  if (!known) d->claim.actors.push_back(std::move(hit));
}

}  // namespace

void fill_figures(const EventContext& c, std::vector<Draft>* drafts) {
  const SentenceIndex events = by_sentence(c, *drafts);
  for (const QuantityMention& q : c.mentions.quantities) {
    if (q.counted.empty() || q.counted == "other") continue;
    if (Draft* d = figure_owner(c, q, events, drafts)) {
      take(d, q);
      add_counted(c, q, d);
    }
  }
}

bool one_person(const EventContext& c, int32_t noun) {
  const Token& t = c.tree[noun];
  if (expand(c.tree, noun).size() > 1 || c.tree.child(noun, {Rel::nummod}) >= 0) return false;
  if (t.upos == Upos::PROPN)
    return c.actor_at[noun] >= 0 && c.mentions.actors[c.actor_at[noun]].kind == "person";
  return t.upos == Upos::NOUN && t.has_feat("Number=Sing") && c.has(noun, "one_person");
}

namespace {

// The event whose victim this is: the one whose trigger says what befell it, else the one in whose clause it stands.
Draft* victim_owner(const EventContext& c, const VictimCount& v, const SentenceIndex& events, std::vector<Draft>* drafts) {
  const int32_t token = v.predicate >= 0 ? v.predicate : v.last - 1;
  if (token < 0) return nullptr;
  Draft* beside = nullptr;
  for (int32_t i : events.of(c.tree[token].sentence)) {
    Draft& d = (*drafts)[i];
    if (!takes_lives(d)) continue;
    if (holds(d.triggers, token)) return &d;
    if (!beside && nearness(c, d, token) == 0) beside = &d;
  }
  return beside;
}

// "An adult and a child have been killed": two; "two soldiers and a woman": three, where a number alone would say two.
void count_persons(const EventContext& c, std::vector<Draft>* drafts) {
  const std::vector<VictimCount>& all = c.mentions.victims;
  const SentenceIndex events = by_sentence(c, *drafts);
  for (size_t first = 0, last = 0; first < all.size(); first = last) {  // [first, last): one list
    for (last = first + 1; last < all.size() && all[last].joined; ++last) {
    }
    Draft* owner = nullptr;
    std::optional<Quantity> told;
    bool bare = false;
    for (size_t i = first; i < last; ++i) {
      const VictimCount& v = all[i];
      if (v.part || v.long_time || v.fate != all[first].fate) continue;
      // "Photojournalist Ziad al-Sharabi" is one person.
      if (i > 0 && !v.joined && !v.numbered && !all[i - 1].numbered && all[i - 1].last == v.first) continue;
      if (!owner) owner = victim_owner(c, v, events, drafts);
      bare = bare || !v.numbered;
      told = told ? sum(*told, v.value) : v.value;
    }
    const Fate fate = all[first].fate;
    if (!owner || !bare || !told || (fate != Fate::kKilled && fate != Fate::kInjured)) continue;
    auto& slot = fate == Fate::kKilled ? owner->claim.killed : owner->claim.injured;
    const bool one_of_these = slot && std::any_of(all.begin() + first, all.begin() + last, [&](const VictimCount& v) {
      return v.numbered && v.value == *slot;
    });
    if (!slot || one_of_these) slot = told;
  }
}

}  // namespace

// "Killing a child": one, though no number says so.
void count_single_victims(const EventContext& c, std::vector<Draft>* drafts) {
  count_persons(c, drafts);
  for (Draft& d : *drafts) {
    for (int32_t t : d.triggers) {
      const Frame* f = t == d.token ? d.frame : nullptr;
      if (!f || f->toll_of.empty() || !is_verbal(c.tree[t])) continue;
      auto& slot = f->toll_of == "killed" ? d.claim.killed : d.claim.injured;
      Arguments a = arguments_of_verb(c.tree, c.frames, t);
      int32_t victim = f->subject == Role::kTarget && a.object < 0 ? a.subject : a.object;
      if (slot || victim < 0 || !one_person(c, victim)) continue;
      slot = Quantity{1, 1, Qualifier::kExact};
    }
  }
}

// "The risk of casualties": a noun for dead or wounded without a figure, a doer or a verb tells nothing.
void drop_bare_tolls(const EventContext& c, std::vector<Draft>* drafts) {
  std::erase_if(*drafts, [&](const Draft& d) {
    return d.toll && d.triggers.size() == 1 && !is_verbal(c.tree[d.token]) && d.verb < 0 &&
           d.claim.figures.empty();
  });
}

void fill_places(const EventContext& c, std::vector<Draft>* drafts) {
  const PlaceMention* country = main_country(c, *drafts);
  const Draft* last = nullptr;
  for (Draft& d : *drafts) {
    if (const PlaceMention* p = best_place(c, d)) {
      d.claim.place = to_place(c.document, *p);
      d.own_place = true;
    } else if (last && local(d.claim.type) && !d.claim.background) {
      d.claim.place = last->claim.place;
    } else if (country && (of_agreement(d.claim.type) || local(d.claim.type))) {
      d.claim.place = to_place(c.document, *country);
    }
    if (d.own_place && local(d.claim.type)) last = &d;
  }
}

}  // namespace bestand
