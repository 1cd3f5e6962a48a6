// Who takes part in an event and is told of beside its own words: by the participle behind the act, by whose prison or whose
// operation it was, in the truce that the text has told of, to whom a statement is addressed.
#include <algorithm>

#include "claim/event_parts.h"

namespace bestand {
namespace {

bool plays(const Draft& d, Role role) {
  return std::any_of(d.claim.actors.begin(), d.claim.actors.end(), [&](const ClaimActor& a) { return a.role == role; });
}

bool known_actor(const EventContext& c, int32_t token) {
  const int32_t at = c.actor_head[token] >= 0 ? c.actor_head[token] : c.actor_at[token];
  if (at < 0) return false;
  const ActorMention& m = c.mentions.actors[at];
  return m.form != ActorForm::kPronoun || m.antecedent >= 0;
}

void add(const EventContext& c, int32_t token, Role role, Draft* d) {
  if (!known_actor(c, token) && !c.has(token, "combatant")) return;
  ClaimActor actor = claim_actor(c, token, role);
  const bool have = std::any_of(d->claim.actors.begin(), d->claim.actors.end(), [&](const ClaimActor& a) {
    return a.span.overlaps(actor.span) || a.name == actor.name || (!a.actor_id.empty() && a.actor_id == actor.actor_id);
  });
  if (!have) d->claim.actors.push_back(std::move(actor));
}

// "Killed by air strikes [carried out] by the coalition": wherever the tree hangs the participle, who it says acted is whose
// the strikes were. Who condemned them is another.
void carried_out_by(const EventContext& c, Draft* d) {
  if (!is_violent(d->claim.type) && !d->generic) return;
  for (int32_t noun : d->triggers) {
    int32_t next = noun + 1;  // behind the last word of "air strikes"
    while (next < c.tree.sentence(noun).last && c.tree[next].upos == Upos::NOUN && c.tree[noun].head == next) ++next;
    if (is_verbal(c.tree[noun]) || next >= c.tree.sentence(noun).last || plays(*d, Role::kInitiator)) continue;
    const bool told = past_participle(c.tree[next]) || c.tree[next].has_feat("Tense=Past");  // taggers take one for the other
    if (!is_verbal(c.tree[next]) || !told || c.tree.child(next, {Rel::aux, Rel::nsubj, Rel::obj}) >= 0) continue;
    if (!c.verb_listed("carries_out", next)) continue;
    for (int32_t by : c.tree.children(next)) {
      const bool agent = c.tree[by].subtype("agent") || c.frames.listed("agent", c.tree.case_of(by));
      if (c.tree[by].rel != Rel::obl || !agent) continue;
      for (int32_t t : expand(c.tree, by)) add(c, t, d->claim.type == ClaimType::kClash ? Role::kParty : Role::kInitiator, d);
    }
  }
}

// "Claimed responsibility for the bombing": who claims it did it.
void claimed_by(const EventContext& c, Draft* d) {
  if (!is_violent(d->claim.type) && !d->generic) return;
  for (int32_t noun : d->triggers) {
    const int32_t of = c.tree[noun].head;
    if (of < 0 || is_verbal(c.tree[noun]) || plays(*d, Role::kInitiator)) continue;
    const bool beneath = c.frames.listed("claimed_noun", c.tree.lemma(of));
    const int32_t verb = beneath ? c.tree[of].head : of;
    if (verb < 0 || !c.frames.listed("claims_act", c.tree.lemma(verb))) continue;
    const int32_t object = c.tree.child(verb, {Rel::obj}), subject = c.tree.child(verb, {Rel::nsubj});
    const bool itself = object == noun && c.frames.listed("claims_attack", c.tree.lemma(verb));  // "claimed the attack"
    if (object < 0 || subject < 0 || !(itself || c.frames.listed("claimed_noun", c.tree.lemma(object)))) continue;
    const auto words = c.tree.children(subject);
    auto none = [&](int32_t t) { return c.frames.listed("nobody", c.tree.form(t)); };
    if (none(subject) || std::any_of(words.begin(), words.end(), none)) continue;  // "no group has claimed"
    for (int32_t t : expand(c.tree, subject)) add(c, t, d->claim.type == ClaimType::kClash ? Role::kParty : Role::kInitiator, d);
  }
}

// "Killed by Armenian fire", "gedood door Russische raketten": whose fire it was.
void fire_of(const EventContext& c, Draft* d) {
  if ((!is_violent(d->claim.type) && !d->generic && !d->toll) || d->claim.type == ClaimType::kClash) return;
  for (int32_t verb : d->triggers) {
    if (!is_verbal(c.tree[verb]) || plays(*d, Role::kInitiator)) continue;
    for (int32_t by : c.tree.children(verb)) {
      const bool agent = c.tree[by].rel == Rel::obl && c.frames.listed("agent", c.tree.case_of(by));
      const bool fired = c.frames.listed("fired_noun", c.tree.lemma(by)) || c.has(by, "artillery") || c.has(by, "air_weapon") || c.has(by, "attack_noun");
      if (!agent || !fired || c.actor_head[by] >= 0) continue;
      for (int32_t m : c.tree.children(by)) {
        const bool whose = c.tree[m].rel == Rel::amod || c.tree[m].rel == Rel::compound || c.tree[m].subtype("poss");
        if (m < by && whose && c.actor_head[m] >= 0) add(c, m, Role::kInitiator, d);
      }
    }
  }
}

// "A militant ambush", "terrorist rocket attacks", "a terrorist groups shelling": what tells of no name says who it was.
void modifier_of_act(const EventContext& c, Draft* d) {
  if ((!is_violent(d->claim.type) && !d->generic && !d->toll) || d->claim.type == ClaimType::kClash) return;
  auto fights = [&](int32_t t) { return c.frames.listed("act_of", c.tree.form(t)); };
  std::vector<int32_t> nouns = d->triggers;
  for (int32_t t : d->triggers) {
    for (int32_t i : c.tree.children(t)) {
      if (c.tree[i].rel == Rel::obl && c.has(i, "attack_noun")) nouns.push_back(i);
      // "Regime artillery fire killed five".
      const bool act = c.has(i, "attack_noun") || c.has(i, "artillery") || c.frames.listed("fired_noun", c.tree.lemma(i));
      if (c.tree[i].rel == Rel::nsubj && is_verbal(c.tree[t]) && act && c.actor_head[i] < 0) nouns.push_back(i);
    }
  }
  for (int32_t noun : nouns) {
    if (is_verbal(c.tree[noun]) || plays(*d, Role::kInitiator)) continue;
    for (int32_t m : c.tree.children(noun)) {
      if (m > noun || (c.tree[m].rel != Rel::amod && c.tree[m].rel != Rel::compound)) continue;
      bool group = fights(m);
      for (int32_t i : c.tree.children(m)) group = group || (i < m && c.has(m, "side") && fights(i));
      if (!group || c.actor_at[m] >= 0) continue;
      d->claim.actors.push_back(claim_actor(c, m, Role::kInitiator));
      break;
    }
  }
}

// "Fell under Houthi control", "has been under government siege", "viel in Koerdische handen": whose it now is took it.
void in_whose_hands(const EventContext& c, Draft* d) {
  if (d->claim.type != ClaimType::kGroundAdvance || plays(*d, Role::kInitiator)) return;
  for (int32_t clause : d->clauses) {
    for (int32_t t : c.clauses[clause].tokens) {
      if (!c.frames.listed("held_noun", c.tree.lemma(t)) || c.tree.case_of(t).empty()) continue;
      for (int32_t owner : arguments_of_noun(c.tree, c.frames, t).owners) {
        if (known_actor(c, owner)) {
          add(c, owner, Role::kInitiator, d);
        } else if (c.frames.listed("act_of", c.tree.form(owner))) {
          d->claim.actors.push_back(claim_actor(c, owner, Role::kInitiator));
        }
      }
    }
  }
}

// "The town was recaptured from the rebels", "heroverd op IS": who lost it, whatever the tree makes of the name.
void taken_from(const EventContext& c, Draft* d) {
  if (d->claim.type != ClaimType::kGroundAdvance) return;
  const bool takes = std::any_of(d->triggers.begin(), d->triggers.end(), [&](int32_t t) { return is_verbal(c.tree[t]) && c.verb_listed("captures", t); });
  if (!takes) return;
  for (int32_t i : c.index.actors.of(d->sentence)) {
    const ActorMention& m = c.mentions.actors[i];
    if (m.first == 0 || !holds(d->clauses, c.clauses.of(m.head)) || c.has(m.head, "place")) continue;
    int32_t before = m.first - 1;
    if (c.tree[before].upos == Upos::DET) --before;
    if (before >= 0 && c.frames.listed("captured_from", c.tree.form(before))) add(c, m.head, Role::kTarget, d);
  }
}

// "Attributed the bombing to the rebels", "blamed the army for a drone strike", "a strike blamed on the army": it is the
// accused who is told to have done it, and the accuser who tells. A frame of blame alone says so by itself.
void blamed(const EventContext& c, Draft* d) {
  if ((!is_violent(d->claim.type) && !d->generic) || !d->frame->speaker.empty()) return;
  auto blames = [&](int32_t t) { return c.verb_listed("blames", t) ? c.tree.child(t, {Rel::obj}) : -1; };
  int32_t accused = -1, accuser = -1;
  for (int32_t clause : d->clauses) {
    for (int32_t t : c.clauses[clause].tokens) {
      if (!is_verbal(c.tree[t])) continue;
      const bool act_behind = std::any_of(d->triggers.begin(), d->triggers.end(), [&](int32_t x) { return x > t && !is_verbal(c.tree[x]) && c.tree.dominates(t, x); });
      if (c.verb_listed("blames", t) && act_behind && !c.tree.dominates(blames(t) < 0 ? t : blames(t), d->token)) accused = blames(t);
      if (c.verb_listed("ascribes", t)) {
        for (int32_t o : c.clauses[clause].tokens) {
          const bool behind = o > t && (c.tree[o].rel == Rel::obl || c.tree[o].rel == Rel::nmod);
          if (behind && known_actor(c, o) && c.frames.listed("ascribed_to", c.tree.case_of(o))) accused = o;
        }
      }
      if (accused >= 0 && accuser < 0) accuser = arguments_of_verb(c.tree, c.frames, t).subject;
    }
  }
  if (accused < 0 || (!known_actor(c, accused) && !c.has(accused, "combatant"))) return;
  auto& actors = d->claim.actors;
  const Span span = claim_actor(c, accused, Role::kInitiator).span;
  std::erase_if(actors, [&](const ClaimActor& a) {
    return a.span.overlaps(span) || (accuser >= 0 && a.role == Role::kInitiator && a.span.contains(c.tree[accuser].span));
  });
  for (int32_t each : expand(c.tree, accused)) add(c, each, Role::kInitiator, d);
}

// "Held in Kurdish camps", "arrested in a raid by the Turkish police", "gevangen bij de rebellen": whose the prison or the
// operation is holds those in it.
void held_by(const EventContext& c, Draft* d) {
  if (d->claim.type != ClaimType::kDetention || plays(*d, Role::kInitiator)) return;
  for (int32_t clause : d->clauses) {
    for (int32_t t : c.clauses[clause].tokens) {
      const Token& token = c.tree[t];
      if ((token.rel != Rel::obl && token.rel != Rel::nmod) || c.tree.case_of(t).empty()) continue;
      if (known_actor(c, t) && c.frames.listed("held_with", c.tree.case_of(t))) add(c, t, Role::kInitiator, d);
      const bool prison = c.has(t, "detention_place"), operation = c.frames.listed("operation", c.tree.lemma(t));
      if (!prison && !operation) continue;
      Arguments a = arguments_of_noun(c.tree, c.frames, t);
      std::vector<int32_t> whose = a.owners;
      whose.insert(whose.end(), a.agents.begin(), a.agents.end());
      for (int32_t o : a.obliques) {
        if (operation && c.frames.listed("of", c.tree.case_of(o))) whose.push_back(o);
      }
      for (int32_t w : whose) {
        if (known_actor(c, w)) add(c, w, Role::kInitiator, d);
      }
    }
  }
}

// "Urged Iraqi leaders to reconsider", "in a statement asking civilians to leave": to whom it is said.
void addressed(const EventContext& c, Draft* d) {
  if (d->claim.type != ClaimType::kStatement || plays(*d, Role::kTarget)) return;
  for (int32_t clause : d->clauses) {
    for (int32_t t : c.clauses[clause].tokens) {
      if (!is_verbal(c.tree[t]) || !c.frames.listed("said_to", c.tree.lemma(t))) continue;
      const int32_t whom = c.tree.child(t, {Rel::obj, Rel::iobj});
      if (whom < 0 || c.tree[whom].upos == Upos::PRON) continue;
      for (int32_t each : expand(c.tree, whom)) add(c, each, Role::kTarget, d);
    }
  }
}

}  // namespace

void bind_around(const EventContext& c, Draft* draft) {
  carried_out_by(c, draft);
  claimed_by(c, draft);
  fire_of(c, draft);
  blamed(c, draft);
  modifier_of_act(c, draft);
  in_whose_hands(c, draft);
  taken_from(c, draft);
  held_by(c, draft);
}

namespace {

bool binds(ClaimType t) { return t == ClaimType::kAgreement || t == ClaimType::kHolds; }

size_t parties(const Draft& d) {
  return static_cast<size_t>(std::count_if(d.claim.actors.begin(), d.claim.actors.end(), [](const ClaimActor& a) { return a.role == Role::kParty; }));
}

// "The ceasefire", "it": one that has been told of, and neither a new nor an earlier one.
bool same_truce(const EventContext& c, const Draft& d) {
  for (int32_t clause : d.clauses) {
    for (int32_t t : c.clauses[clause].tokens) {
      if (!c.has(t, "truce")) continue;
      if (c.tree[t].upos == Upos::PRON) return true;
      for (int32_t i : c.tree.children(t)) {
        if (i < t && c.tree[i].rel == Rel::amod) return false;
      }
      for (int32_t i : c.tree.children(t)) {
        if (c.tree[i].rel == Rel::det && (c.tree[i].has_feat("Definite=Def") || c.tree[i].has_feat("PronType=Dem"))) return true;
      }
    }
  }
  return false;
}

// "Both sides", "the two countries": whether the only party is told of in such words and no others.
bool two_told(const EventContext& c, const Draft& d) {
  const auto& actors = d.claim.actors;
  if (actors.size() != 1 || actors[0].role != Role::kParty) return false;
  const Sentence& s = c.parse.sentences[d.sentence];
  bool two = false, sides = false, definite = false;
  for (int32_t t = s.first; t < s.last; ++t) {
    const bool inside = actors[0].span.contains(c.tree[t].span), before = t + 1 < s.last && actors[0].span.contains(c.tree[t + 1].span);
    if (!inside && !before) continue;
    const bool number = c.frames.listed("two_of", c.tree.form(t));
    if (inside && !number && c.tree[t].upos != Upos::DET && !c.has(t, "side")) return false;
    two = two || number;
    definite = definite || c.tree[t].has_feat("Definite=Def") || (number && c.tree[t].upos != Upos::NUM);
    sides = sides || (inside && c.has(t, "side"));
  }
  return two && sides && definite;
}

// The two who fight or talk in a text that tells of no other two.
const Draft* only_pair(const std::vector<Draft>& drafts, ClaimType type) {
  const Draft* pair = nullptr;
  auto names = [](const Draft& d) {
    std::vector<std::string_view> out;
    for (const ClaimActor& a : d.claim.actors) {
      if (a.role == Role::kParty) out.push_back(a.actor_id.empty() ? std::string_view(a.name) : std::string_view(a.actor_id));
    }
    std::sort(out.begin(), out.end());
    return out;
  };
  for (const Draft& d : drafts) {
    if (d.claim.type != type || parties(d) != 2 || d.claim.background) continue;
    if (pair && names(*pair) != names(d)) return nullptr;
    pair = &d;
  }
  return pair;
}

}  // namespace

// "Both armies confirm the ceasefire": between those that the text has just named as its parties.
void carry_parties(const EventContext& c, std::vector<Draft>* drafts) {
  const Draft* told = nullptr;
  std::optional<const Draft*> fight, talk;  // looked for once, and only where they are asked for
  auto pair = [&](std::optional<const Draft*>* of, ClaimType type) { return of->has_value() ? **of : of->emplace(only_pair(*drafts, type)); };
  for (Draft& d : *drafts) {
    const bool joins = d.claim.type == ClaimType::kPartyJoins || d.claim.type == ClaimType::kPartyRefuses;
    if ((!binds(d.claim.type) && !joins) || d.claim.background) continue;
    if (parties(d) >= 2) {
      if (!joins) told = &d;
      continue;
    }
    const bool two = two_told(c, d);
    // "Both sides agreed to a truce": in a text that has told of no truce the two who fight, else those who talk.
    const Draft* of = told;
    if (!of && two) of = pair(&fight, ClaimType::kClash);
    if (!of && two) of = pair(&talk, ClaimType::kTalks);
    if (of && (two || (!joins && d.claim.actors.empty() && same_truce(c, d)))) {
      d.claim.actors.clear();
      for (const ClaimActor& a : of->claim.actors) {
        if (a.role == Role::kParty) d.claim.actors.push_back(a);
      }
    }
  }
}

void bind_addressees(const EventContext& c, std::vector<Draft>* drafts) {
  for (Draft& d : *drafts) addressed(c, &d);
}

}  // namespace bestand
