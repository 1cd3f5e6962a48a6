// What the tense of a predicate says of its time: a state at the day of the text, an act up to it, an act of it.
#include <algorithm>

#include "claim/event_parts.h"

namespace bestand {

int32_t carrier(const Draft& d) { return d.verb >= 0 ? d.verb : d.token; }

bool perfect(const EventContext& c, int32_t verb) {
  return std::any_of(c.tree.children(verb).begin(), c.tree.children(verb).end(), [&](int32_t i) {
    return c.tree[i].rel == Rel::aux && c.tree[i].has_feat("Tense=Pres") && c.frames.listed("perfect", c.tree.lemma(i));
  });
}

bool finite_present(const EventContext& c, int32_t verb) {
  const Token& v = c.tree[verb];
  return is_verbal(v) && v.has_feat("Tense=Pres") && v.has_feat("VerbForm=Fin") && c.tree.child(verb, {Rel::aux, Rel::cop}) < 0;
}

bool names_state(const EventContext& c, int32_t verb) { return c.frames.listed("state_verb", c.tree.lemma(verb)); }

// A present state: "remains closed", "is calm", "are warning".
bool present_state(const EventContext& c, int32_t verb) {
  const Token& v = c.tree[verb];
  for (int32_t i : c.tree.children(verb)) {
    bool helps = c.tree[i].rel == Rel::aux || c.tree[i].rel == Rel::cop;
    if (helps && c.tree[i].has_feat("Tense=Pres") && (!past_participle(v) || names_state(c, verb))) return true;
  }
  return finite_present(c, verb) && names_state(c, verb);
}

bool headline_verb(const EventContext& c, int32_t token) {
  if (c.tree[token].upos != Upos::NOUN || c.tree.child(token, {Rel::det, Rel::case_, Rel::cop}) >= 0) return false;
  if (c.tree.child(token, {Rel::obj}) < 0) return false;
  // "Security forces battle militants", its subject read as part of a compound.
  const int32_t before = c.tree.child(token, {Rel::compound});
  return c.tree.child(token, {Rel::nsubj}) >= 0 || (before >= 0 && c.tree[before].has_feat("Number=Plur") && c.actor_at[before] >= 0);
}

// "A truce between them collapses as ...": a verb read as a plural noun that belongs to the one before it.
bool plural_verb(const EventContext& c, int32_t token) {
  const Token& t = c.tree[token];
  if (t.upos != Upos::NOUN || t.rel != Rel::nmod || t.head < 0 || t.head > token || !t.has_feat("Number=Plur") || t.subtype("poss")) return false;
  if (c.tree.child(token, {Rel::det, Rel::case_, Rel::nummod, Rel::amod}) >= 0) return false;
  const FrameSet::Form* form = c.frames.form_of(c.tree.form(token));
  return form && form->verb && !form->class_word;
}

// "Nine people are killed": told of the day, unlike "are held".
bool passive_of_day(const EventContext& c, int32_t verb) {
  if (!is_verbal(c.tree[verb]) || !c.frames.listed("passive_of_day", c.tree.lemma(verb))) return false;
  auto children = c.tree.children(verb);
  return std::any_of(children.begin(), children.end(), [&](int32_t i) {
    return c.tree[i].rel == Rel::aux && c.tree[i].subtype("pass") && c.tree[i].has_feat("Tense=Pres") && c.tree[i].has_feat("VerbForm=Fin");
  });
}

// Whether the sentence of a token tells in a present that means the day of the text: "Israel agrees to a plan".
bool present_of_day(const EventContext& c, int32_t token) {
  if (!c.frames.listed("present_of_day", "event")) return false;
  while (c.tree[token].head >= 0) token = c.tree[token].head;
  for (int32_t t : c.tree.children(token)) {
    if (plural_verb(c, t)) return true;
  }
  return headline_verb(c, token) || passive_of_day(c, token) || (finite_present(c, token) && !names_state(c, token));
}

}  // namespace bestand
