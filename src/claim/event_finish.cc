// What only the whole list of claims can tell: an event told on in the next sentence, who stands outside the truce,
// breaches, repetitions, ids.
#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "claim/event_parts.h"

namespace bestand {
namespace {

bool links_back(const EventContext& c, const Draft& d) {
  return std::any_of(d.clauses.begin(), d.clauses.end(),
                     [&](int32_t clause) { return (c.clauses[clause].classes & c.bit("link")) != 0; });
}

void add_actors(Claim* into, const Claim& from) {
  for (const ClaimActor& a : from.actors) {
    bool known = std::any_of(into->actors.begin(), into->actors.end(), [&](const ClaimActor& b) {
      return a.name == b.name || (!a.actor_id.empty() && a.actor_id == b.actor_id);
    });
    if (!known) into->actors.push_back(a);
  }
}

void continue_with(Claim* into, Claim&& more) {
  into->span = join(into->span, more.span);
  if (!into->killed) into->killed = more.killed;
  if (!into->injured) into->injured = more.injured;
  if (!into->place) into->place = more.place;
  if (!into->time) into->time = more.time;
  into->figures.insert(into->figures.end(), more.figures.begin(), more.figures.end());
  add_actors(into, more);
  if (unsourced(*into) && more.source) into->source = more.source;
  if (into->source && into->factuality.status == FactStatus::kAsserted) into->factuality.status = FactStatus::kReported;
}

// "Daarbij kwamen twaalf mensen om": the event of the sentence before, told on.
void join_continuations(const EventContext& c, std::vector<Draft>* drafts) {
  for (size_t i = 0; i < drafts->size(); ++i) {
    Draft& d = (*drafts)[i];
    if (!(d.toll || d.generic) || !links_back(c, d)) continue;
    for (size_t j = i; j-- > 0;) {
      Draft& before = (*drafts)[j];
      if (before.triggers.empty() || before.sentence == d.sentence) continue;
      if (d.sentence - before.sentence > 1 && d.sentence - before.sentence > static_cast<int32_t>(1 + (before.claim.span.end > c.parse.sentences[before.sentence].span.end))) break;
      if (!is_violent(before.claim.type)) continue;
      if (!unsourced(before.claim) && !unsourced(d.claim) && !same_source(before.claim, d.claim)) break;
      if (before.claim.killed && d.claim.killed) break;
      continue_with(&before.claim, std::move(d.claim));
      d.triggers.clear();
      break;
    }
  }
  std::erase_if(*drafts, [](const Draft& d) { return d.triggers.empty(); });
}

// "No one was hurt": what the attack just told of did not do.
bool none_told(const EventContext& c, int32_t toll) {
  auto children = c.tree.children(toll);
  return std::any_of(children.begin(), children.end(), [&](int32_t t) { return c.frames.listed("nobody", c.tree.form(t)); });
}

void join_none_hurt(const EventContext& c, std::vector<Draft>* drafts) {
  for (size_t i = 1; i < drafts->size(); ++i) {
    Draft &before = (*drafts)[i - 1], &d = (*drafts)[i];
    bool told = is_verbal(c.tree[d.token]) ? d.claim.factuality.status == FactStatus::kDenied : none_told(c, d.token);
    bool none = d.toll && d.claim.figures.empty() && told;
    if (!none || !is_violent(before.claim.type) || d.sentence - before.sentence > 1 || before.triggers.empty()) continue;
    if (d.own_place && before.own_place && d.claim.place->name != before.claim.place->name) continue;  // of another attack
    auto& slot = d.frame->toll_of == "injured" ? before.claim.injured : before.claim.killed;
    if (slot) continue;
    slot = Quantity{0, 0, Qualifier::kExact};
    before.claim.span = join(before.claim.span, d.claim.span);
    d.triggers.clear();
  }
  // "There are no reports of casualties": nothing is known.
  auto unknown = [&](const Draft& d) {
    return d.toll && d.claim.figures.empty() && d.triggers.size() == 1 && !is_verbal(c.tree[d.token]) &&
           d.claim.factuality.status == FactStatus::kDenied && !none_told(c, d.token);
  };
  std::erase_if(*drafts, [&](const Draft& d) { return d.triggers.empty() || unknown(d); });
}

bool of_violence(const Draft& d) { return is_violent(d.claim.type) || d.toll || d.generic; }

// "Killed 36 people and wounded 65": of one subject.
bool suffers_alike(const EventContext& c, const Draft& a, const Draft& b) {
  auto beside = [&](const Draft& x, const Draft& y) {
    return c.tree[y.token].rel == Rel::conj && c.tree[y.token].head == x.token && c.tree.child(y.token, {Rel::nsubj}) < 0;
  };
  return is_verbal(c.tree[a.token]) && is_verbal(c.tree[b.token]) && (beside(a, b) || beside(b, a));
}

// "In Rodat district, in the eastern province of Nangarhar": one place, told twice.
bool one_in_other(const ClaimPlace& a, const ClaimPlace& b) {
  auto holds = [](const ClaimPlace& outer, const ClaimPlace& inner) {
    const std::string& name = outer.anchor.empty() ? outer.name : outer.anchor;
    return std::find(inner.within.begin(), inner.within.end(), name) != inner.within.end();
  };
  return holds(a, b) || holds(b, a);
}

bool told_apart(const EventContext& c, const Draft& a, const Draft& b) {
  const bool places = a.own_place && b.own_place && a.claim.place->span != b.claim.place->span;
  if (places && !(suffers_alike(c, a, b) && one_in_other(*a.claim.place, *b.claim.place))) return true;
  // "Said they had fired on the camp, and that a farmer died in the port": a clause beside it with a place of its own.
  auto another = [&](const Draft& x, const Draft& y) {
    const Token& t = c.tree[y.token];
    return y.own_place && !x.own_place && t.rel == Rel::conj && c.tree.child(y.token, {Rel::mark}) >= 0 && c.tree.child(y.token, {Rel::nsubj}) >= 0;
  };
  if (another(a, b) || another(b, a)) return true;
  return a.own_time && b.own_time && a.claim.time->span != b.claim.time->span;
}

// One act told in one sentence by one source: the attack and its toll, the dead and the wounded.
bool near(const EventContext& c, const Draft& a, const Draft& b) {
  return a.clause == b.clause || c.clauses[a.clause].parent == b.clause || c.clauses[b.clause].parent == a.clause;
}

// "Strikes ... killed nine, officials said" with the strikes read as the subject of "said": an attack tells nothing, so
// what it seems to tell is what it did.
bool misread_speaker(const EventContext& c, const Draft& attack, const Draft& toll) {
  if (!c.has(attack.token, "attack_noun")) return false;
  const Token& t = c.tree[attack.token];
  const auto& here = c.index.telling.of(t.sentence);
  return std::any_of(here.begin(), here.end(), [&](int32_t i) {
    const Attribution& x = c.attributions[i];
    bool beside = t.head >= 0 && t.head == x.cue_head && t.rel == Rel::nsubj;  // the cue has a second subject, its own
    if (x.source_head != attack.token && !beside) return false;
    return std::any_of(x.content.begin(), x.content.end(), [&](Span s) { return s.contains(c.tree[toll.token].span); });
  });
}

// "Stabbed four people and was shot dead himself": who acts in the one suffers in the other.
bool turned_round(const EventContext& c, const Draft& a, const Draft& b) {
  if (a.toll && b.toll && a.frame->toll_of == b.frame->toll_of && suffers_next(c, a.token, b.token)) return true;
  auto acts_and_suffers = [](const Claim& x, const Claim& y) {
    return std::any_of(x.actors.begin(), x.actors.end(), [&](const ClaimActor& i) {
      return i.role == Role::kInitiator && std::any_of(y.actors.begin(), y.actors.end(), [&](const ClaimActor& t) {
        return t.role == Role::kTarget && t.name == i.name;
      });
    });
  };
  return acts_and_suffers(a.claim, b.claim) || acts_and_suffers(b.claim, a.claim);
}

bool same_act(const EventContext& c, const Draft& a, const Draft& b) {
  if (of_reply(c, a.triggers, b.token) || of_reply(c, b.triggers, a.token)) return false;
  if (turned_round(c, a, b)) return false;
  const Draft& toll = b.toll ? b : a;
  const int32_t noun = c.clauses[toll.clause].noun;  // "was shelled in a war that has killed 40,000"
  if (toll.toll && noun >= 0 && c.frames.listed("whole_war", c.tree.lemma(noun))) return false;
  if (!of_violence(a) || !of_violence(b) || told_apart(c, a, b)) return false;
  if (misread_speaker(c, a, b)) return !(a.claim.killed && b.claim.killed);
  if (!same_source(a.claim, b.claim)) return false;
  if ((a.claim.killed && b.claim.killed) || (a.claim.injured && b.claim.injured)) return false;
  if (a.claim.factuality.status != b.claim.factuality.status) return false;
  bool loose = a.toll || a.generic || b.toll || b.generic;
  return loose || (a.claim.type == b.claim.type && near(c, a, b));
}

void join_in_sentence(const EventContext& c, std::vector<Draft>* drafts) {
  for (size_t i = 0; i < drafts->size(); ++i) {
    for (size_t j = i + 1; j < drafts->size() && (*drafts)[j].sentence == (*drafts)[i].sentence; ++j) {
      Draft &a = (*drafts)[i], &b = (*drafts)[j];
      if (a.triggers.empty() || b.triggers.empty() || !same_act(c, a, b)) continue;
      bool second_names = (a.toll || a.generic) && !(b.toll || b.generic);
      Draft &keep = second_names ? b : a, &drop = second_names ? a : b;
      continue_with(&keep.claim, std::move(drop.claim));
      keep.own_time = keep.own_time || drop.own_time;
      keep.own_place = keep.own_place || drop.own_place;
      drop.triggers.clear();
    }
  }
  std::erase_if(*drafts, [](const Draft& d) { return d.triggers.empty(); });
}

// Types that tell of one thing in other words: the fighting, the truce.
ClaimType family(ClaimType t) {
  switch (t) {
    case ClaimType::kPartyJoins: case ClaimType::kPartyRefuses: case ClaimType::kPartyExcluded: case ClaimType::kHolds:
    case ClaimType::kViolationAlleged: return ClaimType::kAgreement;
    default: return is_violent(t) || t == ClaimType::kOther ? ClaimType::kClash : t;
  }
}

// "Previous ceasefires collapsed within hours": history.
void mark_earlier_truces(const EventContext& c, std::vector<Draft>* drafts) {
  auto earlier = [&](int32_t token) {
    // "A breach of the earlier agreements", "accused of violating an earlier agreement" are news.
    const bool broken = c.tree[token].rel == Rel::obj && c.tree[token].head >= 0 && c.has(c.tree[token].head, "violation");
    if (c.tree[token].rel == Rel::nmod || broken) return false;
    auto children = c.tree.children(token);
    auto reach = c.tree.reach(token);
    bool truce = c.tree[token].upos == Upos::NUM;  // "earlier attempts at a truce" too, and "the previous two"
    for (int32_t t = token; t < reach[1]; ++t) truce = truce || (c.has(t, "truce") && !is_verbal(c.tree[t]));
    return truce && !is_verbal(c.tree[token]) && std::any_of(children.begin(), children.end(), [&](int32_t t) {
      return t < token && c.frames.listed("of_before", c.tree.lemma(t));
    });
  };
  for (Draft& d : *drafts) {
    if (family(d.claim.type) != ClaimType::kAgreement) continue;
    const auto& tokens = c.clauses[d.clause].tokens;
    if (std::any_of(tokens.begin(), tokens.end(), earlier)) d.claim.background = true;
  }
}

bool mentions_truce(const EventContext& c, ClassMask classes) { return (classes & c.bit("truce")) != 0; }

bool a_side(const ClaimActor& a) { return a.kind != "civilians" && a.kind != "people" && a.kind != "unknown" && a.kind != "person"; }

// "Broken, both sides say": they speak of nobody against another.
bool both_say(const EventContext& c, const Draft& d) {
  if (!d.claim.source) return false;
  const Sentence& s = c.parse.sentences[d.sentence];
  return std::any_of(d.claim.source->chain.begin(), d.claim.source->chain.end(), [&](const SourceLink& l) {
    for (int32_t t = s.first; t < s.last; ++t) {
      if (l.span.contains(c.tree[t].span) && c.has(t, "each_other")) return true;
    }
    return false;
  });
}

// "Both sides": the two whose truce it is.
void both_of(const std::vector<Draft>& drafts, Draft* d) {
  for (const Draft& before : drafts) {
    const auto& pair = before.claim.actors;
    bool sides = pair.size() == 2 && pair[0].role == Role::kParty && a_side(pair[0]) && a_side(pair[1]);
    if (sides && &before != d) d->claim.actors = pair;
    if (before.token >= d->token) break;
  }
}

// Whether it is the words of an actor that tell of both, and no "each other".
bool both_in(const EventContext& c, const Draft& d, Span actor) {
  const Sentence& s = c.parse.sentences[d.sentence];
  bool in = false, out = false;
  for (int32_t t = s.first; t < s.last; ++t) {
    if (c.has(t, "each_other")) (actor.overlaps(c.tree[t].span) ? in : out) = true;
  }
  return in && !out;
}

// "Both sides accuse each other of breaking the truce": a claim of each against the other.
void split_mutual(const EventContext& c, std::vector<Draft>* drafts) {
  std::vector<Draft> extra;
  int32_t split = -1;
  for (Draft& d : *drafts) {
    if (d.claim.type != ClaimType::kViolationAlleged) continue;
    bool mutual = std::any_of(d.clauses.begin(), d.clauses.end(),
                              [&](int32_t clause) { return (c.clauses[clause].classes & c.bit("each_other")) != 0; });
    if (d.sentence == split) d.triggers.clear();  // "of breaking the truce", told with the accusing
    if (!mutual || d.sentence == split) continue;
    split = d.sentence;
    auto& actors = d.claim.actors;
    const bool doers = actors.size() == 1 && actors[0].role == Role::kInitiator && both_in(c, d, actors[0].span);
    if (actors.size() != 2) both_of(*drafts, &d);
    if (doers && d.claim.source && d.frame->speaker.empty()) {  // "according to Moscow both sides broke the truce": neither tells it
      for (ClaimActor& a : actors) a.role = Role::kInitiator;
      continue;
    }
    Draft other = d;
    if (actors.size() == 2) {
      ClaimActor a = actors[0], b = actors[1];
      a.role = b.role = Role::kInitiator;
      auto source = [&](const ClaimActor& x) {
        ClaimSource s;
        s.chain.push_back({x.text, x.span, x.actor_id, x.name, std::string(c.tree[d.token].form), c.tree[d.token].span});
        return s;
      };
      actors = {b};
      d.claim.source = source(a);
      other.claim.actors = {a};
      other.claim.source = source(b);
    }
    if (actors.empty() && (d.claim.factuality.negative || both_say(c, d))) continue;
    d.claim.factuality.status = other.claim.factuality.status = FactStatus::kReported;
    extra.push_back(std::move(other));
  }
  std::erase_if(*drafts, [](const Draft& d) { return d.triggers.empty(); });
  for (Draft& d : extra) drafts->push_back(std::move(d));
}

// Whether the text itself tells of a truce that is in force.
bool truce_told(const std::vector<Draft>& drafts) {
  return std::any_of(drafts.begin(), drafts.end(), [](const Draft& d) {
    return d.claim.type == ClaimType::kAgreement && d.claim.factuality.status != FactStatus::kDenied;
  });
}

void mark_breaches(const EventContext& c, std::vector<Draft>* drafts) {
  std::unordered_set<std::string_view> excluded, excluded_ids;
  for (const Draft& d : *drafts) {
    if (d.claim.type != ClaimType::kPartyExcluded) continue;
    for (const ClaimActor& a : d.claim.actors) {
      excluded.insert(a.name);
      if (!a.actor_id.empty()) excluded_ids.insert(a.actor_id);
    }
  }
  bool truce = truce_told(*drafts);
  for (Draft& d : *drafts) {
    Claim& claim = d.claim;
    bool despite = false;
    const Sentence& s = c.parse.sentences[d.sentence];
    ClassMask all = 0;
    for (int32_t t = s.first; t < s.last; ++t) all |= c.classes[t];
    despite = (all & c.bit("despite")) && mentions_truce(c, all);
    for (int32_t t = s.first; despite && t < s.last; ++t) {  // "in response to the violation, the army shelled": an answer to it
      const int32_t of = c.has(t, "violation") ? c.tree[t].head : -1;
      despite = !(of >= 0 && c.frames.listed("reply_noun", c.tree.lemma(of)));
    }
    const FactStatus status = claim.factuality.status;
    // "Will answer if the truce is broken" breaks it no more than what is denied.
    if (claim.background || status == FactStatus::kDenied || (status == FactStatus::kPlanned && claim.type != ClaimType::kViolationAlleged)) continue;
    if (claim.type == ClaimType::kViolationAlleged || ((is_violent(claim.type) || d.generic) && despite)) {
      const bool hearsay = claim.type == ClaimType::kViolationAlleged && claim.factuality.status == FactStatus::kReported;
      claim.breach = unsourced(claim) && !hearsay ? "stated" : "alleged";
    }
    if (!is_violent(claim.type) || !truce) continue;
    for (const ClaimActor& a : claim.actors) {
      if (excluded.contains(a.name) || excluded_ids.contains(a.actor_id)) claim.breach = "excluded";
    }
  }
}

bool repeats(const Claim& a, const Claim& b) {
  if (a.type != b.type || !same_source(a, b) || a.factuality.status != b.factuality.status) return false;
  if (a.killed != b.killed || a.injured != b.injured) return false;
  return a.span.overlaps(b.span);
}

double wealth(const Claim& c) {
  return static_cast<double>(c.actors.size()) + 2 * c.killed.has_value() + c.injured.has_value() + c.time.has_value() + c.place.has_value();
}

// Of two claims of one agreement the one that dates it: "a truce brokered by Qatar took effect".
int dating_rank(const Claim& c) {
  if (c.type != ClaimType::kAgreement || c.phase == AgreementPhase::kNamed) return 0;
  return c.phase == AgreementPhase::kAgreed ? 1 : 2;
}

// Who is told beside what another claim of the same event tells.
void take_actors(const Claim& from, Claim* into) {
  for (const ClaimActor& a : from.actors) {
    bool there = std::any_of(into->actors.begin(), into->actors.end(), [&](const ClaimActor& b) { return b.span.overlaps(a.span); });
    if (!there) into->actors.push_back(a);
  }
}

void drop_repeats(const EventContext& c, std::vector<Draft>* drafts) {
  SentenceIndex events(c.parse);
  for (size_t i = 0; i < drafts->size(); ++i) events.add(static_cast<int32_t>(i), (*drafts)[i].claim.span);
  for (Draft& a : *drafts) {
    for (int32_t j : events.at(a.claim.span)) {
      Draft& b = (*drafts)[j];
      if (&a == &b || a.triggers.empty() || b.triggers.empty() || !repeats(a.claim, b.claim)) continue;
      if (a.claim.type == ClaimType::kViolationAlleged && a.token == b.token) continue;
      if (a.frame->general && b.frame->general) continue;  // "praised Chad and promised aid to Mali"
      if (a.clause != b.clause && is_violent(a.claim.type) && a.claim.actors.size() && b.claim.actors.size()) continue;
      const int first = dating_rank(a.claim), second = dating_rank(b.claim);
      Draft& kept = first > second || (first == second && wealth(a.claim) >= wealth(b.claim)) ? a : b;
      Draft& dropped = &kept == &a ? b : a;
      if (a.claim.type == ClaimType::kAgreement) take_actors(dropped.claim, &kept.claim);
      dropped.triggers.clear();
    }
  }
  std::erase_if(*drafts, [](const Draft& d) { return d.triggers.empty(); });
}

// A headline's claim that the text tells again is the text's.
void drop_headlines(const EventContext& c, std::vector<Draft>* drafts) {
  auto told = [&](const Draft& title) {
    return std::any_of(drafts->begin(), drafts->end(), [&](const Draft& d) {
      return !c.parse.sentences[d.sentence].title && family(d.claim.type) == family(title.claim.type);
    });
  };
  bool any_told = std::any_of(drafts->begin(), drafts->end(), [&](const Draft& d) { return !c.parse.sentences[d.sentence].title; });
  std::erase_if(*drafts, [&](const Draft& d) {
    bool title = c.parse.sentences[d.sentence].title;
    bool bare = d.verb < 0 && !is_verbal(c.tree[d.token]);  // a heading without a verb names, it does not tell
    return title && (told(d) || (bare && any_told));
  });
}

}  // namespace

void finish(const EventContext& c, std::vector<Draft>* drafts) {
  std::stable_sort(drafts->begin(), drafts->end(), [](const Draft& a, const Draft& b) { return a.token < b.token; });
  join_in_sentence(c, drafts);
  join_continuations(c, drafts);
  join_none_hurt(c, drafts);
  split_mutual(c, drafts);
  mark_earlier_truces(c, drafts);
  mark_breaches(c, drafts);
  drop_repeats(c, drafts);
  drop_headlines(c, drafts);
}

namespace {

// "Stabbed four people and was shot dead himself": of two claims joined by "and" the first ends where the second begins.
void cut_spans(const EventContext& c, std::vector<Draft>* drafts) {
  std::unordered_map<int32_t, Draft*> by_token;
  for (Draft& d : *drafts) {
    if (d.toll) by_token.emplace(d.token, &d);
  }
  for (const Draft& d : *drafts) {
    const auto before = d.toll && c.tree[d.token].rel == Rel::conj ? by_token.find(c.tree[d.token].head) : by_token.end();
    if (before == by_token.end()) continue;
    Span& cut = before->second->claim.span;
    if (cut.begin >= d.claim.span.begin || cut.end < d.claim.span.end) continue;
    cut.end = d.claim.span.begin;
    while (c.document.text[cut.end - 1] == ' ') --cut.end;
  }
}

}  // namespace

std::vector<Claim> claims_of(const EventContext& c, std::vector<Draft> drafts) {
  cut_spans(c, &drafts);
  std::stable_sort(drafts.begin(), drafts.end(), [](const Draft& a, const Draft& b) {
    return std::tie(a.claim.span, a.claim.trigger) < std::tie(b.claim.span, b.claim.trigger);
  });
  std::vector<Claim> out;
  for (Draft& d : drafts) {
    d.claim.id = c.document.id + "#" + std::to_string(out.size() + 1);
    out.push_back(std::move(d.claim));
  }
  return out;
}

}  // namespace bestand
