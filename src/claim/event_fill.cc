// Kind of attack of each event, and what stands near it: what its own clauses hold first, then what the clause above tells,
// then what the text has just told of the same event.
#include <algorithm>

#include "claim/event_parts.h"

namespace bestand {
namespace {

// "A helicopter of the UN was attacked": the only aircraft told of is what was hit.
bool aircraft_hit(const EventContext& c, const Draft& d) {
  bool hit = false;
  for (int32_t clause : d.clauses) {
    for (int32_t t : c.clauses[clause].tokens) {
      if (!c.has(t, "air_weapon")) continue;
      const bool target = std::any_of(d.claim.actors.begin(), d.claim.actors.end(), [&](const ClaimActor& a) {
        return a.role == Role::kTarget && a.span.contains(c.tree[t].span);
      });
      if (!target) return false;
      hit = true;
    }
  }
  return hit;
}

// Whether a frame knows its kind by an aircraft in the clause alone.
bool known_by_aircraft(const EventContext& c, const Draft& d) {
  if (d.generic || d.claim.type != ClaimType::kAirstrike || !is_verbal(c.tree[d.token])) return false;
  return std::any_of(d.frame->needs.begin(), d.frame->needs.end(), [&](const Need& n) {
    return n.where == Where::kClause && !n.absent && (n.classes & c.bit("air_weapon"));
  });
}

ClaimType by_weapon(const EventContext& c, const Draft& d, ClaimType otherwise) {
  ClassMask air = c.bit("air_weapon"), artillery = c.bit("artillery"), bomb = c.bit("explosive");
  ClassMask seen = 0;
  for (int32_t clause : d.clauses) {
    seen |= c.clauses[clause].classes;
    if (c.clauses[clause].noun >= 0) seen |= c.classes[c.clauses[clause].noun];
  }
  if ((seen & air) && !aircraft_hit(c, d)) return ClaimType::kAirstrike;
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

bool in_dateline(const EventContext& c, int32_t token) {
  const Sentence& s = c.tree.sentence(token);
  constexpr int32_t kPlace = 3, kLongest = 12;
  const std::string_view form = c.tree[token].form;
  if (token - s.first >= kPlace || form.size() <= 3 || std::any_of(form.begin(), form.end(), [](char x) { return x >= 'a' && x <= 'z'; })) return false;
  for (int32_t end = token + 1; end < std::min(s.last, token + kLongest); ++end) {
    if (is_verbal(c.tree[end])) return false;
    if (c.frames.listed("dateline_end", c.tree.form(end))) return c.tree[end].span.begin > c.tree[end - 1].span.end || c.tree.form(end) == ":";
  }
  return false;
}

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

namespace {

// "The war has killed at least 700 people".
bool war_has_killed(const EventContext& c, const Draft& d) {
  return std::any_of(d.triggers.begin(), d.triggers.end(), [&](int32_t t) {
    if (!is_verbal(c.tree[t]) || !perfect(c, t)) return false;
    int32_t subject = arguments_of_verb(c.tree, c.frames, t).subject;
    return subject >= 0 && c.frames.listed("whole_war", c.tree.lemma(subject));
  });
}

// One act: a singular with an article, or of a day ("Sunday's attack").
bool definite_act(const EventContext& c, int32_t noun) {
  if (!c.tree[noun].has_feat("Number=Sing")) return false;
  auto children = c.tree.children(noun);
  return std::any_of(children.begin(), children.end(), [&](int32_t d) {
    return d < noun && (c.tree[d].rel == Rel::det || c.tree[d].subtype("poss"));
  });
}

// A total counted since a time, or over a war: not only "bringing the toll to 61".
bool told_since(const EventContext& c, const Draft& d) {
  const Sentence& s = c.parse.sentences[d.sentence];
  for (int32_t t = s.first; t < s.last; ++t) {
    bool since = c.frames.listed("time_since", c.tree.lemma(t)) || c.frames.listed("whole_war", c.tree.lemma(t));
    if (since || c.frames.listed("war_noun", c.tree.lemma(t))) return true;
  }
  const auto& times = c.index.times.of(d.sentence);
  return std::any_of(times.begin(), times.end(), [&](int32_t i) {
    const auto& time = c.times[i].time;
    if (time && time->grain >= Grain::kMonth) return true;
    const bool of_late = time && !time->empty() && time->hull().hi - time->hull().lo <= 3 * kDaySeconds;  // "in the last 24 hours"
    return c.times[i].type == TimexType::kDuration && !of_late;
  });
}

// The dead of a whole war belong to no one attack.
bool counts_a_war(const EventContext& c, const Draft& d) {
  if (d.toll && war_has_killed(c, d)) return true;
  // "The toll of Sunday's attack has risen to 34": so far, but of one attack.
  const bool of_attack = std::any_of(d.triggers.begin(), d.triggers.end(), [&](int32_t t) {
    return c.has(t, "attack_noun") && !is_verbal(c.tree[t]) && definite_act(c, t);
  });
  const auto& here = c.index.quantities.of(d.sentence);
  // "Nine were killed, bringing the toll since October to 3,445": told of the nine.
  for (size_t k = 0; k < d.triggers.size(); ++k) {
    const bool beside = d.frames[k]->total && std::any_of(here.begin(), here.end(), [&](int32_t i) {
      const QuantityMention& own = c.mentions.quantities[i];
      return (own.counted == "killed" || own.counted == "injured") && own.head < d.triggers[k];
    });
    if (beside) return false;
  }
  return std::any_of(here.begin(), here.end(), [&](int32_t i) {
    const QuantityMention& q = c.mentions.quantities[i];
    if (q.counted != "killed" && q.counted != "displaced") return false;
    return (q.kind == "running_total" && !of_attack && told_since(c, d)) || q.kind == "background" || q.quantity.low.value_or(0) >= 5000;
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

// An attack with an indefinite article and a doer of its own, or a toll whose doer is known to be another than the last's.
bool acts_anew(const EventContext& c, const Draft& d, const Draft& last) {
  auto doer = [](const Draft& x) {
    auto at = std::find_if(x.claim.actors.begin(), x.claim.actors.end(), [](const ClaimActor& a) { return a.role == Role::kInitiator; });
    return at == x.claim.actors.end() ? nullptr : &*at;
  };
  const ClaimActor *own = doer(d), *before = doer(last);
  if (!own) return false;
  const int32_t det = c.tree.child(d.token, {Rel::det});
  if (!d.toll && !is_verbal(c.tree[d.token]) && det >= 0 && c.tree[det].has_feat("Definite=Ind")) return true;
  // "An attack killed three soldiers. A week later the army killed 13 guerrillas": who was hit hits others.
  const bool hit = std::any_of(last.claim.actors.begin(), last.claim.actors.end(), [&](const ClaimActor& a) {
    return a.role == Role::kTarget && !own->actor_id.empty() && a.actor_id == own->actor_id;
  });
  if (!before && hit) return true;
  return before && !own->actor_id.empty() && !before->actor_id.empty() && own->actor_id != before->actor_id;
}

// "Other fighters will fight to the death at Baghuz": no fighting that has been told.
bool told_ahead(const EventContext& c, const Draft& d) {
  const int32_t at = c.predication_at[carrier(d)];
  return at >= 0 && c.predications[at].factuality.status == FactStatus::kPlanned;
}

// "The strikes": whether an event is told of attacks that the text has named.
bool names_strikes(const EventContext& c, const Draft& d) {
  return std::any_of(d.clauses.begin(), d.clauses.end(), [&](int32_t clause) {
    const auto& tokens = c.clauses[clause].tokens;
    return std::any_of(tokens.begin(), tokens.end(), [&](int32_t t) {
      return !is_verbal(c.tree[t]) && c.frames.listed("strike_noun", c.tree.lemma(t)) && definite(c, t);
    });
  });
}

void fill_types(const EventContext& c, std::vector<Draft>* drafts) {
  constexpr int kStrikesBack = 6;  // sentences
  const Draft *last = nullptr, *struck = nullptr;
  auto only = only_kind_told(c, *drafts);
  for (Draft& d : *drafts) {
    bool open = d.generic || d.toll;
    if (open && counts_a_war(c, d)) {
      d.claim.background = true;
    } else if (open) {
      const bool sides = d.generic && std::count_if(d.claim.actors.begin(), d.claim.actors.end(), [](const ClaimActor& a) { return a.role == Role::kParty; }) > 1;
      ClaimType kind = by_weapon(c, d, sides ? ClaimType::kClash : d.claim.type);
      bool told = kind != d.claim.type;
      int distance = last ? d.sentence - last->sentence : 99;
      bool goes_on = distance <= 2 && refers_back(c, d);
      // "A car bomb exploded. At least nine people died": nobody need be named for the sentence behind to be of it.
      bool same_story = (distance <= 3 && (d.toll || !is_verbal(c.tree[d.token])) && !last->claim.actors.empty()) || (distance == 1 && d.toll);
      // "Troops launched a surprise attack", "the military killed 13 guerrillas" behind another's bombing: of its own kind.
      same_story = same_story && !acts_anew(c, d, *last);
      // "Air strikes ripped through a market. Three strikes hit the town": the strikes told of.
      const bool strikes = distance >= 0 && distance <= 2 && d.generic && last->claim.type != ClaimType::kClash &&
                           std::any_of(d.triggers.begin(), d.triggers.end(), [&](int32_t t) {
                             return !is_verbal(c.tree[t]) && c.frames.listed("strike_noun", c.tree.lemma(t));
                           });
      // "Clashes broke out. The strikes had killed 26": of those told of, not of the clashes.
      const bool of_strikes = struck && d.sentence - struck->sentence <= kStrikesBack && names_strikes(c, d);
      if (!told && of_strikes && (!last || last->claim.type == ClaimType::kClash)) kind = struck->claim.type, told = true;
      if (!told && (goes_on || same_story || strikes)) kind = last->claim.type, told = true;
      if (!told && only && d.toll) kind = *only, told = true;
      if (told) {
        d.claim.type = kind;
        d.claim.cameo.clear();
        d.claim.plover.clear();
      }
    }
    if (known_by_aircraft(c, d) && aircraft_hit(c, d)) d.claim.type = ClaimType::kOther;
    if (is_violent(d.claim.type) && d.claim.type != ClaimType::kGroundAdvance && !told_ahead(c, d)) last = &d;
    if (last == &d && d.claim.type != ClaimType::kClash) struck = &d;
    for (int32_t clause : d.clauses) {
      for (int32_t t : c.clauses[clause].tokens) {
        // "Drove over a mine": a lemma that is another word's.
        const bool misread = c.tree[t].upos == Upos::NOUN && c.tree[t].has_feat("Number=Sing");
        if (c.has(t, "weapon")) d.claim.weapons.emplace_back(misread ? c.tree.form(t) : c.tree.lemma(t));
      }
    }
    std::sort(d.claim.weapons.begin(), d.claim.weapons.end());
    d.claim.weapons.erase(std::unique(d.claim.weapons.begin(), d.claim.weapons.end()), d.claim.weapons.end());
  }
}

}  // namespace bestand
