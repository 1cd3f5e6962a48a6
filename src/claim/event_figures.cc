// Figures of each event: the numbers of its own clauses first, then those of the clause above; persons without a number
// count as many as are told of.
#include <algorithm>

#include "base/utf8.h"
#include "claim/event_parts.h"

namespace bestand {

bool of_reply(const EventContext& c, std::span<const int32_t> below, int32_t token) {
  for (int32_t at = token; at >= 0 && !holds(below, at); at = c.tree[at].head) {
    if (at != token && c.frames.listed("reply_noun", c.tree.lemma(at))) return true;
  }
  return false;
}

namespace {

bool takes_lives(const Draft& d) {
  constexpr std::string_view kYield = "08";  // "handed over the bodies of three hostages": they died before
  if (d.frame && d.frame->cameo.starts_with(kYield)) return false;
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
    if (!takes_lives(d) || of_reply(c, d.triggers, q.head)) continue;
    ++here;
    only = &d;
    int cost = figure_cost(c, q, d);
    if (cost < best_cost) best = &d, best_cost = cost;
  }
  return best ? best : here == 1 && q.kind != "background" ? only : nullptr;
}

// "... killed nine, bringing the toll since October to 3,445": the toll of a war, told beside that of the day.
bool of_longer(const EventContext& c, int32_t total, const QuantityMention& q) {
  const int32_t clause = c.clauses.of(total);
  const auto& words = c.clauses[clause].tokens;
  const bool since = std::any_of(words.begin(), words.end(), [&](int32_t t) {
    return t > total && (c.frames.listed("time_since", c.tree.lemma(t)) || c.frames.listed("whole_war", c.tree.lemma(t)));
  });
  const bool own = std::any_of(c.mentions.quantities.begin(), c.mentions.quantities.end(), [&](const QuantityMention& o) {
    return &o != &q && o.counted == q.counted && c.tree[o.head].sentence == c.tree[total].sentence && o.head < total;
  });
  return since && own;
}

// "Two more died, bringing the toll to 61": the number behind is the whole.
bool tells_total(const EventContext& c, const Draft& d, const QuantityMention& q) {
  for (size_t i = 0; i < d.triggers.size(); ++i) {
    if (d.frames[i]->total && d.triggers[i] < q.head && c.clauses.of(d.triggers[i]) == c.clauses.of(q.head)) return !of_longer(c, d.triggers[i], q);
  }
  return false;
}

// "Er vielen vijf slachtoffers": people by the word, dead by its verb.
bool dead_by_verb(const EventContext& c, const Draft& d, const QuantityMention& q) {
  const bool dead = (q.counted_head >= 0 && c.has(q.counted_head, "casualty")) || (q.last < c.tree.size() && c.has(q.last, "casualty"));
  if (q.counted != "people" || !dead) return false;
  for (size_t i = 0; i < d.triggers.size(); ++i) {
    if (d.frames[i]->toll_of == "killed" && is_verbal(c.tree[d.triggers[i]])) return true;
  }
  return false;
}

void take(const EventContext& c, Draft* d, QuantityMention q) {
  if (dead_by_verb(c, *d, q)) q.counted = "killed";
  d->claim.figures.push_back({q.counted, q.population, q.quantity, q.kind, q.span});
  auto& slot = q.counted == "killed" ? d->claim.killed : d->claim.injured;
  bool counts = q.counted == "killed" || q.counted == "injured";
  const bool beside = slot.has_value();  // the toll of a war behind that of the day
  if (counts && q.part_of < 0 && (!slot || (q.counted == "killed" && tells_total(c, *d, q)))) slot = q.quantity;
  d->claim.background |= q.kind == "background" && !beside;
}

// Whoever is counted as hit was the target, whatever the tree makes of "kwamen 26 militanten om".
void add_counted(const EventContext& c, const QuantityMention& q, Draft* d) {
  static constexpr std::string_view kHit[] = {"killed", "injured", "targets"};
  if (std::find(std::begin(kHit), std::end(kHit), q.counted) == std::end(kHit) || q.counted_head < 0) return;
  if (c.actor_at[q.counted_head] < 0 || d->claim.background || q.kind == "running_total") return;
  ClaimActor hit = claim_actor(c, q.counted_head, Role::kTarget);
  // "Of whom 34, the army says, were killed": not the army.
  const bool told = d->claim.source && std::any_of(d->claim.source->chain.begin(), d->claim.source->chain.end(), [&](const SourceLink& l) { return l.span.overlaps(hit.span); });
  if (told) return;
  bool known = false;
  for (ClaimActor& a : d->claim.actors) {
    bool civil = a.kind == "civilians" || a.kind == "people" || a.kind == "unknown";
    bool suffers = a.role == Role::kInitiator || (a.role == Role::kParty && civil);
    if (a.span.overlaps(hit.span) && suffers) a.role = Role::kTarget;
    known = known || a.span.overlaps(hit.span) || (!hit.actor_id.empty() && a.actor_id == hit.actor_id);
  }
  if (!known) d->claim.actors.push_back(std::move(hit));
}

// "Ten Afghans were killed in air strikes, breaking a truce": the dead broke none.
void dead_break_nothing(const EventContext& c, const QuantityMention& q, const SentenceIndex& events, std::vector<Draft>* drafts) {
  if (q.counted != "killed" || q.counted_head < 0 || c.actor_at[q.counted_head] < 0) return;
  Span dead = c.mentions.actors[c.actor_at[q.counted_head]].span;
  for (int32_t i : events.of(c.tree[q.head].sentence)) {
    Draft& d = (*drafts)[i];
    if (d.claim.type != ClaimType::kViolationAlleged) continue;
    std::erase_if(d.claim.actors, [&](const ClaimActor& a) { return a.role == Role::kInitiator && a.span.overlaps(dead); });
  }
}

}  // namespace

void fill_figures(const EventContext& c, std::vector<Draft>* drafts) {
  const SentenceIndex events = by_sentence(c, *drafts);
  for (const QuantityMention& q : c.mentions.quantities) {
    if (q.counted.empty() || q.counted == "other") continue;
    if (Draft* d = figure_owner(c, q, events, drafts)) {
      take(c, d, q);
      add_counted(c, q, d);
      dead_break_nothing(c, q, events, drafts);
    }
  }
}

bool one_person(const EventContext& c, int32_t noun) {
  const Token& t = c.tree[noun];
  if (expand(c.tree, noun).size() > 1 || c.tree.child(noun, {Rel::nummod}) >= 0) return false;
  if (t.upos == Upos::PROPN)
    return c.actor_at[noun] >= 0 && c.mentions.actors[c.actor_at[noun]].kind == "person";
  // "Killed a Palestinian": read as an adjective.
  const bool object = t.upos == Upos::ADJ && (t.rel == Rel::obj || t.rel == Rel::nsubj);
  if (object && starts_upper(t.form) && c.tree.child(noun, {Rel::det}) >= 0) return c.tree[c.tree.child(noun, {Rel::det})].has_feat("Definite=Ind");
  if (t.upos == Upos::PRON) return c.frames.listed("one_pronoun", c.tree.lemma(noun));
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
    if (!takes_lives(d) || of_reply(c, d.triggers, token)) continue;
    if (holds(d.triggers, token)) return &d;
    if (!beside && nearness(c, d, token) == 0) beside = &d;
  }
  return beside;
}

// "A journalist, Omar Haddad, was killed": one person. In a list of two an "and" would part them.
bool renames(const EventContext& c, const VictimCount& before, const VictimCount& v) {
  if (!v.joined || v.numbered || before.numbered || c.tree[v.last - 1].upos != Upos::PROPN) return false;
  for (int32_t t = before.last; t < v.first; ++t) {
    if (c.tree[t].upos == Upos::CCONJ) return false;
  }
  return c.tree[before.last - 1].upos != Upos::PROPN;
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
      if (i > 0 && renames(c, all[i - 1], v)) continue;
      if (!owner) owner = victim_owner(c, v, events, drafts);
      bare = bare || !v.numbered || v.joined;
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

namespace {

// "No one was killed in the attack": the attack was, and killed nobody.
void count_nobody(const EventContext& c, Draft* d) {
  Factuality& f = d->claim.factuality;
  if (f.status != FactStatus::kDenied || !d->claim.figures.empty() || d->claim.killed || d->claim.injured) return;
  auto nobody = [&](int32_t t) {
    if (!is_verbal(c.tree[t]) || !c.has(t, "casualty")) return false;
    auto subjects = c.tree.children(t);
    return std::any_of(subjects.begin(), subjects.end(), [&](int32_t s) {
      return c.tree[s].rel == Rel::nsubj && c.frames.listed("nobody", c.tree.form(c.tree.reach(s)[0]));
    });
  };
  auto hurt = std::find_if(d->triggers.begin(), d->triggers.end(), nobody);
  bool attack = std::any_of(d->triggers.begin(), d->triggers.end(), [&](int32_t t) { return c.has(t, "attack_noun") && !is_verbal(c.tree[t]); });
  if (hurt == d->triggers.end() || !attack) return;
  (c.frames.listed("injuring", c.tree.lemma(*hurt)) ? d->claim.injured : d->claim.killed) = Quantity{0, 0, Qualifier::kExact};
  f = Factuality();
  if (d->claim.source) f.status = FactStatus::kReported;
}

}  // namespace

// "Killing a child": one, though no number says so.
void count_single_victims(const EventContext& c, std::vector<Draft>* drafts) {
  count_persons(c, drafts);
  for (Draft& d : *drafts) count_nobody(c, &d);
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

}  // namespace bestand
