// Which actors an event takes in: whom a word of its clause stands for, with the rest of his list, and who is none.
#include <algorithm>

#include "base/utf8.h"
#include "claim/role_binder.h"

namespace bestand {

bool RoleBinder::in_place(int32_t token) const {
  const auto& here = c_.index.places.of(c_.tree[token].sentence);
  return std::any_of(here.begin(), here.end(), [&](int32_t i) {
    const PlaceMention& p = c_.mentions.places[i];
    return !p.metonym && p.first <= token && token < p.last;
  });
}

bool RoleBinder::in_time(int32_t token) const {
  const auto& here = c_.index.times.of(c_.tree[token].sentence);
  return std::any_of(here.begin(), here.end(), [&](int32_t i) {
    return c_.mentions.times[i].first <= token && token < c_.mentions.times[i].last;
  });
}

// "IS positions", "the outposts of the group": of an object that is hit, a token of the actor that holds it; -1 for none.
int32_t RoleBinder::holder(int32_t object) const {
  auto actor = [&](int32_t mention) {
    if (mention < 0) return false;
    const ActorMention& m = c_.mentions.actors[mention];
    return !m.actor_id.empty() && (m.form != ActorForm::kPronoun || m.antecedent >= 0);
  };
  for (int32_t d : c_.tree.children(object)) {
    const Token& t = c_.tree[d];
    bool before = d < object && c_.tree.case_of(d).empty();
    bool of = d > object && t.rel == Rel::nmod && is_of(c_.tree.case_of(d));
    bool holds = (before && (t.rel == Rel::compound || t.rel == Rel::nmod || t.rel == Rel::amod)) || of;
    const bool of_participle = before && d + 2 < object && c_.tree.form(d + 1) == "-" && past_participle(c_.tree[d + 2]);  // "a government-held town"
    if (holds && !of_participle && actor(c_.actor_head[d] >= 0 ? c_.actor_head[d] : before ? c_.actor_at[d] : -1)) return d;
  }
  // a name that the tagger took for another word: "stellingen van IS"
  int32_t of = object + 1, name = of + 1;
  bool behind = name < c_.tree.size() && c_.tree[name].sentence == c_.tree[object].sentence;
  return behind && is_of(c_.tree.lemma(of)) && actor(c_.actor_at[name]) ? name : -1;
}

// "The fighting in Sudan goes on": where, not who.
bool RoleBinder::is_place(int32_t token) const {
  return c_.frames.listed("locative", c_.tree.case_of(token)) && c_.actor_head[token] >= 0 &&
         std::any_of(c_.mentions.places.begin(), c_.mentions.places.end(), [&](const PlaceMention& p) { return p.head == token; });
}

// "No group has claimed the attack": nobody did.
bool RoleBinder::nobody(int32_t token) const {
  if (c_.frames.listed("nobody", c_.tree.form(token))) return true;
  auto children = c_.tree.children(token);
  return std::any_of(children.begin(), children.end(), [&](int32_t d) {
    return d < token && c_.frames.listed("nobody", c_.tree.form(d));
  });
}

// "Thousands of Iraqi Kurds": they, not the thousands.
int32_t RoleBinder::counted(int32_t token) const {
  if (c_.actor_head[token] >= 0 || c_.actor_at[token] >= 0 || !c_.frames.listed("partitive", c_.tree.lemma(token))) return token;
  for (int32_t d : c_.tree.children(token)) {
    if (d > token && c_.tree[d].rel == Rel::nmod && is_of(c_.tree.case_of(d))) return counted(d);
  }
  return token;
}

// "A number of rebel groups", "een groep jihadisten": those in it.
int32_t RoleBinder::measured(int32_t noun) const {
  for (int32_t d : c_.tree.children(noun)) {
    const bool in_it = c_.tree[d].rel == Rel::nmod || (c_.tree[d].rel == Rel::appos && d == noun + 1);
    if (d > noun && in_it && (c_.actor_head[d] >= 0 || c_.has(d, "combatant"))) return d;
  }
  return noun;
}

// "Buurland Rwanda", "zijn bondgenoot Rusland": whom a description right before the name describes.
int32_t RoleBinder::named_behind(int32_t token) const {
  const int32_t at = c_.actor_head[token];
  if (at < 0 || c_.mentions.actors[at].form != ActorForm::kDescription) return token;
  const int32_t next = token + 1;
  if (next >= c_.tree.size() || (c_.tree[token].has_feat("Number=Plur") && c_.tree[next].has_feat("Number=Sing") && expand(c_.tree, next).size() == 1)) return token;  // "huurlingen Libië verlaten"
  const bool listed = c_.tree[next].rel == Rel::conj && c_.tree[token].rel == Rel::conj && c_.tree[next].head == c_.tree[token].head;
  const bool apposed = (c_.tree[next].rel == Rel::appos && c_.tree[next].head == token) || listed;  // "Syrië en bondgenoot Rusland"
  return apposed && c_.actor_head[next] >= 0 && c_.mentions.actors[c_.actor_head[next]].form == ActorForm::kName ? next : token;
}

// "The Iran-backed Houthis": they, whoever backs them; -1 where nobody is told to be backed: "a US-brokered truce".
int32_t RoleBinder::backed(int32_t token) const {
  const int32_t last = c_.tree.sentence(token).last, participle = token + 2;
  if (participle >= last || c_.tree.form(token + 1) != "-" || !past_participle(c_.tree[participle])) return token;
  if (c_.tree[token + 1].span.begin != c_.tree[token].span.end || c_.tree[participle].span.begin != c_.tree[token + 1].span.end) return token;
  for (int32_t t = participle + 1; t < std::min(last, participle + 4); ++t) {
    if (c_.actor_head[t] >= 0 && c_.tree[t].upos != Upos::ADJ) return t;
  }
  return -1;
}

void RoleBinder::add(int32_t token, Role role) {
  token = backed(named_behind(counted(token)));
  if (token < 0) return;
  const int32_t named = c_.actor_at[token] >= 0 ? c_.mentions.actors[c_.actor_at[token]].last - 1 : token;  // "tientallen slachtoffers"
  const bool dead = (c_.has(token, "casualty") || c_.has(named, "casualty")) && !is_verbal(c_.tree[token]);
  if (role == Role::kInitiator && dead) return;  // the dead did nothing
  if (role == Role::kTarget && c_.actor_head[token] < 0 && c_.actor_at[token] < 0) {
    if (int32_t d = holder(token); d >= 0) token = d;
  }
  if (role != Role::kTarget && c_.actor_head[token] < 0 && c_.actor_at[token] < 0 && c_.frames.listed("measure_noun", c_.tree.lemma(token))) {
    if (int32_t d = holder(token); d >= 0 && d < token) token = d;  // "SDF units attacked"
  }
  const int32_t at = c_.actor_at[token];
  const bool bare = at < 0 || c_.mentions.actors[at].first + 1 >= c_.mentions.actors[at].head;  // "een groep"
  if (bare && c_.frames.listed("measure_noun", c_.tree.lemma(token))) token = measured(token);
  const Token& t = c_.tree[token];
  if (t.upos == Upos::PRON && t.subtype("pass") && c_.has(token, "truce")) return;  // "hours after it was signed"
  if (nobody(token) || is_place(token) || in_dateline(c_, token)) return;
  int32_t mention = c_.actor_head[token] >= 0 ? c_.actor_head[token] : c_.actor_at[token];
  // "Three Grad attacks": the weapon did not attack, whatever a name tagger takes it for.
  const bool unlisted = mention < 0 || c_.mentions.actors[mention].actor_id.empty() || c_.mentions.actors[mention].actor_id.starts_with("doc:");
  if (unlisted && c_.has(token, "artillery") && c_.tree[token].rel == Rel::compound) return;
  const bool trade = mention >= 0 && c_.mentions.actors[mention].kind == "business";
  if ((unlisted || trade) && role == Role::kInitiator && c_.has(token, "artillery") && c_.frames.listed("no_actor", lower(t.form))) return;  // "Shells hit the village"
  if (mention < 0) {
    bool describes = role == Role::kTarget || role == Role::kBeneficiary || role == Role::kExcluded ||
                     c_.has(token, "combatant") || c_.has(token, "troops_noun");
    const int32_t whose = c_.tree.child(token, {Rel::compound});
    describes = describes || (whose >= 0 && whose < token && c_.has(whose, "combatant") && c_.frames.listed("measure_noun", c_.tree.lemma(token)));  // "an army unit"
    const bool native = t.upos == Upos::ADJ && (t.rel == Rel::obj || t.rel == Rel::nsubj) && starts_upper(t.form);  // "killed a Palestinian"
    if (!describes || (t.upos != Upos::NOUN && t.upos != Upos::PROPN && !native)) return;
    if (in_place(token) || in_time(token) || c_.frames.listed("no_actor", c_.tree.lemma(token)) ||
        c_.frames.listed("no_actor", lower(t.form)) || c_.frames.listed("no_actor", c_.tree.last_part(token)))
      return;
    const int32_t of = c_.tree.child(token, {Rel::compound});  // "a ceasefire accord"
    if (c_.has(token, "truce") || (of >= 0 && c_.has(of, "truce"))) return;  // "shelling tests the cease-fire": nobody is hit
    if (c_.has(token, "attack_noun") || c_.has(token, "explosive") || (role == Role::kInitiator && c_.has(token, "artillery")) || c_.frames.listed("fired_noun", c_.tree.lemma(token))) return;  // what is fired is not what is hit
  } else if (c_.mentions.actors[mention].form == ActorForm::kPronoun &&
             c_.mentions.actors[mention].antecedent < 0) {
    return;
  }
  // "Observers recorded 189 violations": they saw them.
  const bool breaks = role == Role::kInitiator && d_->claim.type == ClaimType::kViolationAlleged;
  if (breaks && mention >= 0 && resolved(c_, c_.mentions.actors[mention]).kind == "monitor") return;
  // "Meldt op Telegram dat twee mensen zijn omgekomen": where it was told is nobody who was hit.
  if (role == Role::kTarget && mention >= 0 && c_.mentions.actors[mention].actor_id.starts_with("media.") && t.head >= 0 && is_cue(t.head)) return;
  ClaimActor actor = claim_actor(c_, token, role);
  for (const ClaimActor& have : d_->claim.actors) {
    bool same = have.span == actor.span || (!have.actor_id.empty() && have.actor_id == actor.actor_id) ||
                have.name == actor.name;
    if (same) return;
  }
  d_->claim.actors.push_back(std::move(actor));
}

// "Thai and Cambodian soldiers": two groups of soldiers, of whom the mention names the second.
void RoleBinder::add_other_nation(int32_t token, Role role) {
  if (c_.actor_head[token] < 0) return;
  const ActorMention& m = c_.mentions.actors[c_.actor_head[token]];
  int32_t other = m.first - 2;
  if (other < c_.tree.sentence(token).first || m.first >= m.head || c_.tree[m.first - 1].upos != Upos::CCONJ) return;
  auto nation = [&](int32_t t) {
    bool adjective = c_.tree[t].upos == Upos::ADJ || c_.tree[t].upos == Upos::NOUN;
    return adjective && starts_upper(c_.tree[t].form) && c_.tree[t].form.size() > 3;
  };
  if (!nation(other) || c_.tree[m.first].upos != Upos::ADJ || !nation(m.first)) return;
  ClaimActor actor;
  actor.role = role;
  actor.span = c_.tree[other].span;
  actor.kind = m.kind;
  actor.text = actor.name = std::string(c_.tree[other].form) + " " + std::string(quote(c_.document.text, c_.parse.span(m.first + 1, m.last)));
  auto& actors = d_->claim.actors;
  std::erase_if(actors, [&](const ClaimActor& a) { return a.span == actor.span; });
  actors.push_back(std::move(actor));
}

void RoleBinder::add_all(int32_t token, Role role) {
  for (int32_t t : expand(c_.tree, token)) {
    add(t, role);
    add_other_nation(t, role);
    for (int32_t a : c_.tree.children(t)) {
      if (c_.tree[a].rel != Rel::nmod) continue;
      if (c_.frames.listed("including", c_.tree.case_of(a))) add(a, role);
      if (c_.actor_head[t] < 0 || !is_of(c_.tree.case_of(a))) continue;
      for (int32_t other : expand(c_.tree, a)) {  // "envoys of the army and of the rebels", "leaders of Armenia and Azerbaijan"
        const auto preposition = c_.tree.case_of(other);
        const bool also = is_of(preposition) || (preposition.empty() && c_.tree[t].has_feat("Number=Plur"));
        if (other != a && c_.actor_head[other] >= 0 && also) add(other, role);
      }
    }
  }
  add_list(token, role);
}

// Behind a preposition, by itself or as a member of a list.
bool RoleBinder::governed(int32_t token) const {
  for (int steps = 0; token >= 0 && steps < 6; token = c_.tree[token].head, ++steps) {
    if (!c_.tree.case_of(token).empty()) return true;
    if (c_.tree[token].rel != Rel::conj) return false;
  }
  return false;
}

// Trees lose members of long lists of names. What stands beside a member with nothing between them but
// commas, brackets, articles and adjectives is one too, if an "and" ends the list and no other verb claims
// it.
void RoleBinder::add_list(int32_t token, Role role) {
  int32_t start = c_.actor_head[token] >= 0 ? c_.actor_head[token] : c_.actor_at[token];
  if (start < 0) return;
  std::vector<int32_t> members;
  bool closed = false;
  for (int32_t at = start; (at = next_in_list(c_, at, true, &closed)) >= 0;) members.push_back(at);
  for (int32_t at = start; (at = next_in_list(c_, at, false, &closed)) >= 0;) members.push_back(at);
  if (!closed) return;
  int32_t governor = c_.tree[token].head;
  for (int32_t m : members) {
    const Token& t = c_.tree[c_.mentions.actors[m].head];
    bool anothers = t.rel == Rel::nsubj && t.head != governor && t.head > c_.mentions.actors[m].head;
    // "Brokered by the United States and France, Israeli forces ...": the members before it have a preposition of their own.
    anothers = anothers || (t.head != governor && !governed(token) && governed(c_.mentions.actors[m].head));
    if (!anothers) add(c_.mentions.actors[m].head, role);
  }
}

}  // namespace bestand
