// Ordinary politics, where there is no war: which of a sentence's acts count, whom they are done to, and a claim for each
// pair of those who take part, as event coders count them: "the US, Russia and China met" is six events, "France praised
// Spain and Italy" two.
//
// Limits   a text about a war keeps one claim an act, whoever takes part in it
#include <algorithm>
#include <unordered_map>
#include <utility>

#include "base/utf8.h"
#include "claim/event_codes.h"
#include "claim/event_parts.h"
#include "ground/actor_base.h"

namespace bestand {
namespace {

bool acts(const ClaimActor& a) { return a.role == Role::kInitiator || a.role == Role::kParty; }

bool of_note(const ClaimActor& a) { return !a.code.empty() && !a.actor_id.empty(); }  // "officers" alone may be anyone's

constexpr size_t kCountry = 3;  // letters of a code that tell the country

// Civilians or soldiers of no country that is told have the code of their kind alone.
bool of_no_country(const ClaimActor& a) { return a.code.size() == kCountry && a.kind != "state" && a.kind != "igo"; }

// Of two countries, or of a country and a body that is of none.
bool between_two(const std::vector<ClaimActor>& actors) {
  const ClaimActor* first = nullptr;
  for (const ClaimActor& a : actors) {
    if (!of_note(a) || of_no_country(a)) continue;
    if (first && first->code.substr(0, kCountry) != a.code.substr(0, kCountry)) return true;
    if (!first) first = &a;
  }
  return false;
}

// Ordinary politics counts only between actors that can stand for a state, a party or a people. Where nobody is named as the
// doer, whom it is done to will do: "Turkey was criticised over its dispute with Greece"; and so where an office does it:
// "a court issued a warrant for two Brazilians". A report of some length tells by itself what it is about: where that is no
// war, only what two countries do to each other counts, not an election or a court case.
bool political(const EventContext& c, const Draft& d) {
  constexpr size_t kReport = 4;  // sentences
  const auto& actors = d.claim.actors;
  if (c.parse.sentences.size() > kReport) return between_two(actors);
  auto does = [&](const ClaimActor& a) {
    return acts(a) && (of_note(a) || a.kind == "civilians" || a.kind == "people" || a.kind == "party" || a.kind == "ngo");
  };
  if (std::any_of(actors.begin(), actors.end(), does)) return true;
  bool person = std::any_of(actors.begin(), actors.end(), [](const ClaimActor& a) { return acts(a) && a.kind == "person"; });
  int32_t subject = c.tree.child(d.token, {Rel::nsubj});
  person = person || (subject >= 0 && (c.tree[subject].has_feat("Person=1") || c.tree[subject].has_feat("Person=2")));  // "we must not allow"
  return !person && std::any_of(actors.begin(), actors.end(), [](const ClaimActor& a) { return of_note(a) && a.role == Role::kTarget; });
}

bool have(const std::vector<ClaimActor>& actors, const ClaimActor& actor) {
  return std::any_of(actors.begin(), actors.end(), [&](const ClaimActor& a) {
    return a.span.overlaps(actor.span) || a.name == actor.name || (!actor.actor_id.empty() && a.actor_id == actor.actor_id);
  });
}

// Whom an act may be done to: an actor with a name or a state, and no place.
bool may_suffer(const EventContext& c, const Draft& d, int32_t t) {
  if (c.actor_head[t] < 0) return false;
  const ActorMention& m = c.mentions.actors[c.actor_head[t]];
  if (m.form == ActorForm::kPronoun || m.code.empty() || m.actor_id.empty()) return false;
  return d.frame->place || !c.frames.listed("locative", c.tree.case_of(t));
}

// The highest beneath a word, with those beside it: "ties with [Libya and Chad]", "allegations by [Rwanda]", "believes [Chad]
// can cope". Nobody that only a relative clause tells of.
void add_beneath(const EventContext& c, int32_t top, Role role, Draft* d) {
  auto reach = c.tree.reach(top);
  int32_t best = -1;
  for (int32_t t = reach[0]; t < reach[1]; ++t) {
    if (!may_suffer(c, *d, t) || have(d->claim.actors, claim_actor(c, t, role))) continue;
    bool apart = false;
    for (int32_t at = t; at != top && at >= 0; at = c.tree[at].head) apart = apart || c.tree[at].rel == Rel::acl;
    if (!apart && (best < 0 || c.tree.depth(t) < c.tree.depth(best))) best = t;
  }
  if (best < 0) return;
  for (int32_t t : expand(c.tree, best)) {
    ClaimActor actor = claim_actor(c, t, role);
    if (may_suffer(c, *d, t) && !have(d->claim.actors, actor)) d->claim.actors.push_back(std::move(actor));
  }
}

// A state that was read as a place: one that aid is sent to, that a visit goes to or a protest is held in.
void add_state(const EventContext& c, const ActorBase& base, Role role, Draft* d) {
  const auto& here = c.index.places.of(d->sentence);
  for (int32_t i : here) {
    const PlaceMention& p = c.mentions.places[i];
    if (p.first <= d->token || p.country.empty() || c.clauses.of(p.head) != d->clause) continue;
    const auto preposition = c.tree.case_of(p.head);
    bool whole = p.feature.starts_with("A.PCL") && c.frames.listed("counterpart", preposition);
    bool host = d->frame->place && (whole || c.frames.listed("locative", preposition));
    std::string id = "state." + lower(p.country);
    const Actor* state = base.find(id);
    if (!state || !(whole || host)) continue;
    ClaimActor actor;
    actor.role = role;
    actor.span = p.span;
    actor.text = actor.name = std::string(quote(c.document.text, p.span));
    actor.actor_id = id;
    actor.kind = state->kind;
    actor.code = state->code;
    if (!have(d->claim.actors, actor)) d->claim.actors.push_back(std::move(actor));
    return;
  }
}

// Whom the act is done to where the verb's own arguments do not tell: whoever its object or the clause it governs is about.
void add_counterparts(const EventContext& c, const ActorBase& base, Draft* d) {
  auto& actors = d->claim.actors;
  const Frame& f = *d->frame;
  const Role role = f.place ? *f.place : f.oblique.value_or(f.object.value_or(Role::kTarget));
  auto other = [&](const ClaimActor& a) {
    return of_note(a) && a.role == role && (role != Role::kParty || a.span.begin > c.tree[d->token].span.begin);
  };
  for (Rel rel : {Rel::obj, Rel::obl, Rel::nmod, Rel::xcomp, Rel::ccomp, Rel::advcl}) {
    for (int32_t t : c.tree.children(d->token)) {
      if (std::any_of(actors.begin(), actors.end(), other)) return;
      if (c.tree[t].rel != rel || (rel == Rel::advcl && !c.tree[t].has_feat("VerbForm=Inf"))) continue;
      auto preposition = c.tree.case_of(t);
      bool aside = rel == Rel::obl || rel == Rel::nmod;
      if (aside && !c.frames.listed("counterpart", preposition) && !(f.place && c.frames.listed("locative", preposition))) continue;
      add_beneath(c, t, role, d);
    }
  }
  if (std::none_of(actors.begin(), actors.end(), other)) add_state(c, base, role, d);
}

// "Condemned an attack by rebels", "welcomed memos on the talks": in a text that is about no war, what a political act is
// about is no event beside it. An attack of a kind that is told, a bombing, always is one.
void drop_objects(const EventContext& c, std::vector<Draft>* drafts) {
  auto about = [&](const Draft& d) {
    bool vague = d.claim.type == ClaimType::kOther || d.claim.type == ClaimType::kTalks || d.claim.type == ClaimType::kStatement;
    if (d.frame->general || d.toll || !vague || is_verbal(c.tree[d.token])) return false;
    return std::any_of(drafts->begin(), drafts->end(), [&](const Draft& p) {
      return p.frame->general && p.sentence == d.sentence && p.token != d.token && c.tree.dominates(p.token, d.token);
    });
  };
  std::vector<bool> out(drafts->size());
  for (size_t i = 0; i < drafts->size(); ++i) out[i] = about((*drafts)[i]);
  size_t i = 0;
  std::erase_if(*drafts, [&](const Draft&) { return out[i++]; });
}

// The pairs of those who do something to each other or one to the other, by their place among the actors.
struct Pair {
  size_t from, to;
  bool back = false;  // told from the other's side: who is visited hosts
};

std::vector<Pair> pairs_of(const EventContext& c, const Draft& d, bool returned) {
  const auto& actors = d.claim.actors;
  std::vector<size_t> from, to;
  for (size_t i = 0; i < actors.size(); ++i) {
    if (actors[i].code.empty()) continue;
    bool before = actors[i].role == Role::kParty ? actors[i].span.begin < c.tree[d.token].span.begin : acts(actors[i]);
    (before ? from : to).push_back(i);
  }
  std::vector<Pair> out;
  auto add = [&](size_t a, size_t b, bool back) {
    auto same = [&](size_t x, size_t y) { return actors[x].code == actors[y].code; };
    bool told = a == b || same(a, b) || std::any_of(out.begin(), out.end(), [&](const Pair& p) { return same(p.from, a) && same(p.to, b); });
    if (!told) out.push_back({a, b, back});
  };
  if (from.empty() || to.empty()) {  // "X and Y met": each with each
    const auto& all = from.empty() ? to : from;
    bool together = std::all_of(all.begin(), all.end(), [&](size_t i) { return actors[i].role == Role::kParty; });
    for (size_t a : all) {
      for (size_t b : all) {
        if (together) add(a, b, false);
      }
    }
    return out;
  }
  for (size_t a : from) {
    for (size_t b : to) {
      add(a, b, false);
      if (returned) add(b, a, true);
    }
  }
  return out;
}

}  // namespace

void settle_politics(const EventContext& c, const ActorBase& base, std::vector<Draft>* drafts) {
  for (Draft& d : *drafts) {
    if (d.frame->general) add_counterparts(c, base, &d);
  }
  std::erase_if(*drafts, [&](const Draft& d) { return d.frame->general && !political(c, d); });
  if (!c.about_war()) drop_objects(c, drafts);
}

// Of a sentence's political acts the one that governs the others, and those told beside it: "offered to withdraw" is an
// offer, "condemned the raid and promised aid" are two acts.
void keep_governing(const EventContext& c, std::vector<Draft>* drafts) {
  auto rank = [&](const Draft& d) { return std::pair(c.tree.depth(d.token), d.token); };
  std::unordered_map<int32_t, std::pair<int32_t, int32_t>> top;
  for (const Draft& d : *drafts) {
    if (!d.frame->general) continue;
    auto [at, fresh] = top.try_emplace(d.sentence, rank(d));
    if (!fresh) at->second = std::min(at->second, rank(d));
  }
  std::erase_if(*drafts, [&](const Draft& d) {
    if (!d.frame->general) return false;
    int32_t first = top[d.sentence].second;
    bool beside = c.tree[d.token].rel == Rel::conj && c.tree[d.token].head == first && is_verbal(c.tree[d.token]);
    return d.token != first && !beside;
  });
}

void split_pairs(const EventContext& c, const EventCodes& codes, std::vector<Draft>* drafts) {
  constexpr size_t kMost = 12;  // a list of a dozen states that met is one event
  if (c.about_war()) return;
  std::vector<Draft> out;
  for (Draft& d : *drafts) {
    std::string_view back = codes.seen_back(d.claim.cameo);
    std::vector<Pair> pairs = d.frame->general ? pairs_of(c, d, !back.empty()) : std::vector<Pair>();
    if (pairs.size() < 2 || pairs.size() > kMost) {
      out.push_back(std::move(d));
      continue;
    }
    for (const Pair& pair : pairs) {
      Draft one = d;
      one.claim.actors = {d.claim.actors[pair.from], d.claim.actors[pair.to]};
      if (pair.back) {
        one.claim.cameo = back;
        std::swap(one.claim.actors[0].role, one.claim.actors[1].role);
      }
      out.push_back(std::move(one));
    }
  }
  *drafts = std::move(out);
}

}  // namespace bestand
