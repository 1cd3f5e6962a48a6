// Clauses open at UD's clausal relations; an infinitive without a subject of its own stays in the clause above, since
// its actors and its time are told there. Wrong attachments are met by asking for words of a clause, not for arcs.
#include "claim/bind.h"

#include <algorithm>

namespace bestand {
namespace {

bool own_subject(const Tree& tree, int32_t token) {
  int32_t s = tree.child(token, {Rel::nsubj, Rel::csubj});
  return s >= 0 && tree[s].lemma != "_";
}

// "The army is about [to attack]": an infinitive hung on the word before it as if it were its subject, which it has already.
bool infinitive_behind(const Tree& tree, int32_t token) {
  const Token& t = tree[token];
  return t.rel == Rel::csubj && t.head >= 0 && t.head < token && t.has_feat("VerbForm=Inf") && tree.child(t.head, {Rel::nsubj}) >= 0 &&
         tree.child(token, {Rel::nsubj}) < 0;
}

bool opens_clause(const Tree& tree, int32_t token) {
  const Token& t = tree[token];
  if (t.head < 0) return true;
  if (infinitive_behind(tree, token)) return false;
  switch (t.rel) {
    case Rel::ccomp: case Rel::advcl: case Rel::csubj: return true;
    case Rel::acl: return is_verbal(t) || own_subject(tree, token);
    case Rel::parataxis: return is_verbal(t) || own_subject(tree, token);
    case Rel::conj: {
      const bool says = is_verbal(t) || (tree.child(token, {Rel::cop}) >= 0 && (own_subject(tree, token) || tree.child(token, {Rel::expl}) >= 0));  // "..., but it was not calm"
      return says && (is_verbal(tree[t.head]) || own_subject(tree, token));
    }
    case Rel::xcomp: return own_subject(tree, token);
    default: return is_verbal(t) && own_subject(tree, token);
  }
}

bool relative_word(const Tree& tree, int32_t token) {
  const Token& t = tree[token];
  return t.upos == Upos::PRON && (t.has_feat("PronType=Rel") || t.has_feat("PronType=Int"));
}

// The word that a relative pronoun stands for, or the token itself.
int32_t seen_through(const Tree& tree, int32_t verb, int32_t token) {
  if (token < 0 || !relative_word(tree, token)) return token;
  for (int32_t at = verb; at >= 0; at = tree[at].head) {
    if (tree[at].rel == Rel::acl) return tree[at].head;
    if (tree[at].rel != Rel::conj && tree[at].rel != Rel::xcomp && tree[at].rel != Rel::ccomp) break;
  }
  return token;
}

// Whether an auxiliary of the verb's own is one with which its object stands before it and it is no passive: "hebben".
bool object_comes_first(const Tree& tree, const FrameSet& frames, int32_t verb) {
  bool found = false;
  for (int32_t c : tree.children(verb)) {
    if (tree[c].rel != Rel::aux) continue;
    if (tree[c].subtype("pass")) return false;
    found = found || frames.listed("aux_object_first", tree.lemma(c));
  }
  return found;
}

// "... te hebben gedood": an infinitive that never has a subject of its own; what seems to be one is its object.
bool without_subject(const Tree& tree, const FrameSet& frames, int32_t verb) {
  auto children = tree.children(verb);
  return std::any_of(children.begin(), children.end(), [&](int32_t m) {
    return m < verb && tree[m].rel == Rel::mark && frames.listed("mark_without_subject", tree.form(m));
  });
}

// "Zondag zei de RSF [te hebben ingestemd]": a verb without a subject, and behind it what the tree gives to its infinitive.
bool inverted(const Tree& tree, int32_t verb, int32_t subject) {
  const Token& v = tree[verb];
  return v.rel == Rel::xcomp && v.head >= 0 && v.head < subject && tree[v.head].has_feat("VerbForm=Fin") &&
         tree.child(v.head, {Rel::nsubj, Rel::obj, Rel::iobj}) < 0;
}

// "hebben drie dorpen aangevallen en twintig mensen gedood": a second participle under the same auxiliary.
bool shares_auxiliary(const Tree& tree, const FrameSet& frames, int32_t verb) {
  const Token& v = tree[verb];
  return v.rel == Rel::conj && past_participle(v) && tree.child(verb, {Rel::aux}) < 0 && is_verbal(tree[v.head]) &&
         object_comes_first(tree, frames, v.head);
}

// "Seoul on Thursday fired shells": a finite verb with an object and no auxiliary, whatever its subject is labelled.
bool active_with_object(const Tree& tree, int32_t verb) {
  const int32_t object = tree.child(verb, {Rel::obj});
  const bool behind = object > verb || (object >= 0 && (tree[verb].has_feat("VerbForm=Fin") || tree.child(verb, {Rel::mark}) >= 0));  // "toen zij de man doodschoten"
  return behind && tree.child(verb, {Rel::aux, Rel::iobj}) < 0 && tree.child(verb, {Rel::nsubj}) >= 0;
}

// "Zijn overgestoken": verbs of going have their perfect with the auxiliary of the passive.
bool goes(const Tree& tree, const FrameSet& frames, int32_t verb) {
  auto children = tree.children(verb);
  return std::any_of(children.begin(), children.end(), [&](int32_t a) {
    return tree[a].rel == Rel::aux && tree[a].subtype("pass") && frames.listed("perfect", tree.lemma(a)) && !frames.listed("passive_present", tree.lemma(a));
  }) && frames.listed("goes_with_be", tree.lemma(verb));
}

// "It had fired at suspects", its subject labelled as of a passive: an auxiliary of the perfect and none of the passive.
bool active_perfect(const Tree& tree, const FrameSet& frames, int32_t verb) {
  bool perfect = false;
  for (int32_t c : tree.children(verb)) {
    if (tree[c].rel != Rel::aux) continue;
    if (tree[c].subtype("pass")) return false;
    perfect = perfect || (frames.listed("perfect", tree.lemma(c)) && !frames.listed("passive_present", tree.lemma(c)));
  }
  return perfect && tree.child(verb, {Rel::nsubj}) >= 0 && frames.listed("bare_active", tree.lemma(verb));
}

// "Of Rusland de bombardementen hervat": a verb without an auxiliary that the tree took for a participle, its doer and what is
// done to before it.
bool doer_and_object_before(const Tree& tree, int32_t verb) {
  if (!past_participle(tree[verb]) || tree.child(verb, {Rel::aux, Rel::obj}) >= 0) return false;
  bool doer = false;
  for (int32_t c : tree.children(verb)) {
    if (tree[c].rel != Rel::nsubj || c > verb) continue;
    if (tree[c].subtype("pass")) return doer;
    doer = true;
  }
  return false;
}

bool passive_voice(const Tree& tree, const FrameSet& frames, int32_t verb) {
  if (doer_and_object_before(tree, verb)) return false;
  if (goes(tree, frames, verb) || active_perfect(tree, frames, verb)) return false;
  if (object_comes_first(tree, frames, verb) || active_with_object(tree, verb)) return false;
  // "The armed forces fired at the town", its subject labelled as of a passive.
  if (frames.listed("bare_active", tree.lemma(verb)) && tree.child(verb, {Rel::aux, Rel::obj}) < 0 && tree.child(verb, {Rel::nsubj}) >= 0) return false;
  for (int32_t c : tree.children(verb)) {
    const Token& t = tree[c];
    if ((t.rel == Rel::nsubj || t.rel == Rel::csubj || t.rel == Rel::aux) && t.subtype("pass")) return true;
    if (t.rel == Rel::obl && t.subtype("agent")) return true;
  }
  const Token& v = tree[verb];
  // "A member of the movement jailed a year ago", read as who jails: it takes an object and has none.
  const bool past = v.has_feat("Tense=Past") && tree.child(verb, {Rel::obj, Rel::aux, Rel::ccomp, Rel::xcomp}) < 0;
  if (past && frames.listed("needs_object", tree.lemma(verb))) return true;
  if (v.rel == Rel::acl && !v.subtype("relcl")) return past_participle(v) && tree.child(verb, {Rel::obj, Rel::aux}) < 0;
  if (v.rel == Rel::amod) return past_participle(v);
  // "Killed by air strikes carried out by the coalition", hung on the verb.
  if (v.rel == Rel::advcl && past_participle(v) && tree.child(verb, {Rel::obj, Rel::aux, Rel::nsubj}) < 0) {
    auto children = tree.children(verb);
    return std::any_of(children.begin(), children.end(), [&](int32_t o) { return tree[o].rel == Rel::obl && frames.listed("agent", tree.case_of(o)); });
  }
  return v.rel == Rel::conj && past_participle(v) && is_verbal(tree[v.head]) && tree.child(verb, {Rel::aux, Rel::nsubj}) < 0 &&
         passive_voice(tree, frames, v.head);
}

// "The truce collapses as jets strike the town", the first verb read as a noun: of two subjects the one behind the conjunction.
bool parted_by_mark(const Tree& tree, int32_t verb, int32_t first, int32_t second) {
  auto children = tree.children(verb);
  return second < verb && std::any_of(children.begin(), children.end(), [&](int32_t m) {
    return tree[m].rel == Rel::mark && first < m && m < second;
  });
}

// "Called on both sides to respect the truce": whom the infinitive is told of stands behind a preposition; -1: none.
int32_t called_on(const Tree& tree, const FrameSet& frames, int32_t verb) {
  const int32_t above = tree[verb].head;
  if (!frames.listed("object_control", tree.lemma(above)) || tree.child(above, {Rel::obj, Rel::iobj}) >= 0) return -1;
  const int32_t aux = tree.child(above, {Rel::aux});  // "heeft er bij beide partijen op aangedrongen": between the two
  for (int32_t c : tree.children(above)) {
    const bool told_to = c > above || (aux >= 0 && aux < c);
    if (told_to && c < verb && tree[c].rel == Rel::obl && frames.listed("control_preposition", tree.case_of(c))) return c;
  }
  return -1;
}

// "Gingen door", "is begonnen": a verb of a phase of what its infinitive tells, its particle apart or not.
bool of_phase(const Tree& tree, const FrameSet& frames, int32_t verb) {
  if (frames.listed("phase_verb", tree.lemma(verb))) return true;
  auto children = tree.children(verb);
  return std::any_of(children.begin(), children.end(), [&](int32_t p) {
    return tree[p].subtype("prt") && frames.listed("phase_verb", std::string(tree.form(p)) + std::string(tree.lemma(verb)));
  });
}

// Whom an infinitive or participle without a subject is told of.
int32_t shared_subject(const Tree& tree, const FrameSet& frames, int32_t verb, int depth) {
  const Token& v = tree[verb];
  if (v.head < 0 || depth > 6) return -1;
  if (v.rel == Rel::acl && v.has_feat("VerbForm=Inf") && frames.listed("attempt_noun", tree.lemma(v.head))) {
    // "Foiled an attempt by rebels to infiltrate": theirs; "the army goes on with attempts to drive them out": whoever attempts.
    for (int32_t by : tree.children(v.head)) {
      if (by > verb || by < v.head || tree[by].rel != Rel::nmod) continue;
      const int32_t before = tree.reach(by)[0] - 1;  // "by", hung on the infinitive
      if (frames.listed("agent", tree.case_of(by)) || (before > v.head && frames.listed("agent", tree.form(before)))) return by;
    }
    for (int32_t up = tree[v.head].head; up >= 0; up = tree[up].head) {
      if (is_verbal(tree[up])) return arguments_of_verb(tree, frames, up, depth).subject;
    }
  }
  const bool told = v.rel == Rel::acl && tree.child(verb, {Rel::mark}) >= 0 && tree[tree.child(verb, {Rel::mark})].upos == Upos::SCONJ &&
                    (v.has_feat("VerbForm=Fin") || tree.child(verb, {Rel::aux}) >= 0);
  const int32_t opener = v.rel == Rel::advcl ? tree.child(verb, {Rel::mark}) : -1, helper = tree.child(verb, {Rel::aux});
  // "Werd gestopt, nadat was geschoten": a finite clause that names nobody.
  if (opener >= 0 && tree[opener].upos == Upos::SCONJ && helper > opener && helper != verb && tree[helper].has_feat("VerbForm=Fin") &&
      past_participle(v))
    return -1;
  if (told) return -1;  // "told the agency that there was shooting", the clause hung on the agency
  if (v.rel == Rel::acl || v.rel == Rel::amod) return v.head;
  // "Hoorde tanks vuren": not who heard it.
  if (v.rel == Rel::xcomp && v.has_feat("VerbForm=Inf") && frames.listed("perceiving", tree.lemma(v.head))) return tree.child(v.head, {Rel::obj});
  // "Asked the rebels to withdraw", "called on both sides to respect", "accuses Russia of disregarding the truce": whom it is
  // said to.
  const bool open = v.rel == Rel::xcomp && !frames.listed("subject_control", tree.lemma(v.head));
  if (open || (v.rel == Rel::advcl && v.has_feat("VerbForm=Inf"))) {
    if (int32_t called = called_on(tree, frames, verb); called >= 0) return called;
  }
  const std::string case_of = v.rel == Rel::advcl ? tree.case_of(verb) : std::string();
  if (open || frames.listed("of", case_of) || frames.listed("of_source", case_of) || frames.listed("control_preposition", case_of)) {  // "prevented the observers from entering"
    int32_t object = tree.child(v.head, {Rel::obj, Rel::iobj});
    if (object >= 0 && frames.listed("object_control", tree.lemma(v.head))) return object;
  }
  // "The group reports that strikes have hit a station, killing dozens": what is told goes on.
  if (v.rel == Rel::advcl && v.has_feat("VerbForm=Part") && tree.child(verb, {Rel::mark}) < 0) {
    for (int32_t c : tree.children(v.head)) {
      if (tree[c].rel == Rel::ccomp && c > v.head && c < verb && is_verbal(tree[c])) {
        Arguments told = arguments_of_verb(tree, frames, c, depth);
        return told.passive ? told.object : told.subject;
      }
    }
  }
  bool bare = v.rel == Rel::ccomp && without_subject(tree, frames, verb);
  // "Ging door met het beschieten van de stad": who goes on does it.
  bare = bare || (v.rel == Rel::obl && v.has_feat("VerbForm=Inf") && of_phase(tree, frames, v.head));
  if (v.rel == Rel::conj || v.rel == Rel::xcomp || v.rel == Rel::advcl || bare || infinitive_behind(tree, verb)) {
    if (!is_verbal(tree[v.head]) && tree.child(v.head, {Rel::nsubj}) < 0) return -1;
    Arguments above = arguments_of_verb(tree, frames, v.head, depth);
    return above.passive ? above.object : above.subject;
  }
  return -1;
}

// "Het beschieten van de stad": of an infinitive that is a noun, what is done to; -1: none.
int32_t object_of_infinitive(const Tree& tree, const FrameSet& frames, int32_t verb) {
  if (!tree[verb].has_feat("VerbForm=Inf") || tree.child(verb, {Rel::det}) < 0) return -1;
  for (int32_t c : tree.children(verb)) {
    if (c > verb && tree[c].rel == Rel::nmod && frames.listed("of", tree.case_of(c))) return c;
  }
  return -1;
}

// "Shot and [killed a man]": two verbs with nothing but an "and" between them have one object.
int32_t shared_object(const Tree& tree, int32_t verb) {
  for (int32_t c : tree.children(verb)) {
    if (c != verb + 2 || tree[c].rel != Rel::conj || !is_verbal(tree[c]) || tree[verb + 1].upos != Upos::CCONJ) continue;
    return tree.child(c, {Rel::nsubj}) < 0 ? tree.child(c, {Rel::obj}) : -1;
  }
  return -1;
}

// "Said on Tuesday [a ceasefire] had been reached": a bare noun phrase hung on the verb above, right before a finite clause
// that lacks a subject, is that subject. The clause's head; -1: none.
int32_t clause_of_stranded(const Tree& tree, int32_t noun) {
  const Token& t = tree[noun];
  if (t.rel != Rel::obl || t.head < 0 || noun < t.head || t.has_feat("Case=Acc") || !tree.case_of(noun).empty()) return -1;
  for (int32_t c : tree.children(t.head)) {
    if (c < noun || tree[c].rel != Rel::ccomp || tree.reach(c)[0] != tree.reach(noun)[1]) continue;
    bool finite = tree[c].has_feat("VerbForm=Fin") || tree.child(c, {Rel::aux}) >= 0;
    return finite && is_verbal(tree[c]) && tree.child(c, {Rel::nsubj, Rel::csubj, Rel::mark}) < 0 ? c : -1;
  }
  return -1;
}

int32_t stranded_subject(const Tree& tree, int32_t verb) {
  const Token& v = tree[verb];
  if (v.rel != Rel::ccomp || v.head < 0) return -1;
  for (int32_t c : tree.children(v.head)) {
    if (tree[c].rel == Rel::obl && clause_of_stranded(tree, c) == verb) return c;
  }
  return -1;
}

// The noun phrase that ends right before a verb, over adverbs and times; its topmost word, or -1.
int32_t phrase_before(const Tree& tree, int32_t verb) {
  const int32_t first = tree.sentence(verb).first;
  int32_t i = verb - 1;
  while (i > first && (tree[i].upos == Upos::ADV || tree[i].upos == Upos::AUX || (tree[i].head == verb && tree[i].subtype("unmarked")))) --i;
  if (i < first) return -1;
  int32_t h = i;
  auto nominal = [&](int32_t t) { return tree[t].upos == Upos::NOUN || tree[t].upos == Upos::PROPN; };
  while (tree[h].head >= first && tree[h].head <= i && nominal(tree[h].head) && tree.reach(tree[h].head)[1] == i + 1 && tree[h].rel != Rel::acl &&
         tree.comma_before(h) < 0)
    h = tree[h].head;
  return nominal(h) && tree.reach(h)[1] == i + 1 ? h : -1;
}

// "After the truce, Armenia and Azerbaijan [traded] blame": hung on the noun before the comma. "With Israel and Hamas
// [accusing] each other": the subject of a participle, behind its preposition.
int32_t misplaced_subject(const Tree& tree, const FrameSet& frames, int32_t verb) {
  const Token& v = tree[verb];
  if (!is_verbal(v)) return -1;
  // "Dat Israël de wapenstilstand die sinds maandag gold, heeft [beëindigd]": hung on the verb of the relative clause.
  if (const int32_t object = tree.child(verb, {Rel::obj}); object >= 0 && object < verb && v.rel != Rel::conj) {
    for (int32_t clause : tree.children(object)) {
      const int32_t s = tree[clause].subtype("relcl") && clause < verb ? tree.child(clause, {Rel::nsubj}) : -1;
      if (s >= 0 && s < object && tree.child(clause, {Rel::mark}) >= 0 && tree[s].upos != Upos::PRON) return s;
    }
  }
  // "Kwamen om het leven en Hamas [gijzelde] 251 mensen", the name hung on the noun before the "and".
  if (const int32_t name = verb - 1; v.rel == Rel::conj && v.has_feat("VerbForm=Fin") && name > tree.sentence(verb).first + 1 &&
                                     tree[name].upos == Upos::PROPN && tree[name].rel == Rel::conj && tree[name].head != verb) {
    if (tree.child(name, {Rel::cc}) == name - 1 && !is_verbal(tree[tree[name].head])) return name;
  }
  const int32_t h = phrase_before(tree, verb);
  if (h < 0 || tree[h].head == verb) return -1;
  const int32_t begin = tree.reach(h)[0];
  // "A statement claiming [the rebels] broke the truce": hung as the object of the participle right before it.
  const bool told = v.rel == Rel::ccomp && tree[h].rel == Rel::obj && tree[h].head == begin - 1 && is_verbal(tree[begin - 1]);
  if (told && tree.child(verb, {Rel::obj}) > verb && tree.child(verb, {Rel::mark, Rel::aux}) < 0) return h;
  if (v.has_feat("VerbForm=Fin") || (v.has_feat("Tense=Past") && v.rel == Rel::root)) {
    // "The M23 [seized] control of the town", the name hung on what is behind the verb.
    if ((tree[h].rel == Rel::compound || tree[h].rel == Rel::nmod) && tree[h].head > verb && tree.case_of(h).empty()) return h;
    const bool starts = begin > tree.sentence(verb).first && (tree[begin].form == "," || tree[begin - 1].form == ",");
    return starts && tree[h].rel == Rel::conj && tree[h].head < begin && tree.case_of(h).empty() && tree.child(h, {Rel::cc}) < 0 ? h : -1;
  }
  const bool absolute = v.rel == Rel::advcl && tree.child(verb, {Rel::mark}) < 0 && tree[h].head == v.head && tree[h].rel == Rel::obl;
  const bool going_on = v.has_feat("VerbForm=Ger") || (v.has_feat("VerbForm=Part") && v.has_feat("Tense=Pres"));
  return absolute && going_on && frames.listed("with", tree.case_of(h)) ? h : -1;
}

}  // namespace

bool is_verbal(const Token& token) { return token.upos == Upos::VERB || token.upos == Upos::AUX; }

bool past_participle(const Token& token) {
  return token.has_feat("VerbForm=Part") && !token.has_feat("Tense=Pres");
}

Clauses::Clauses(const Tree& tree, const std::vector<ClassMask>& classes) : clause_of_(tree.size(), -1) {
  auto clause_for = [&](auto&& self, int32_t token) -> int32_t {
    if (clause_of_[token] >= 0) return clause_of_[token];
    int32_t stranded = clause_of_stranded(tree, token);
    if (!opens_clause(tree, token)) return clause_of_[token] = self(self, stranded >= 0 ? stranded : tree[token].head);
    Clause clause;
    clause.head = token;
    clause.sentence = tree[token].sentence;
    if (tree[token].head >= 0) {
      clause.parent = self(self, tree[token].head);
      if (tree[token].rel == Rel::acl) clause.noun = tree[token].head;
    }
    clauses_.push_back(std::move(clause));
    return clause_of_[token] = static_cast<int32_t>(clauses_.size()) - 1;
  };
  for (int32_t t = 0; t < tree.size(); ++t) {
    Clause& clause = clauses_[clause_for(clause_for, t)];
    clause.tokens.push_back(t);
    clause.classes |= classes[t];
  }
  for (Clause& clause : clauses_) {
    auto reach = tree.reach(clause.head);
    clause.span = tree.trimmed(reach[0], reach[1]);
    if (clause.span.empty()) clause.span = tree[clause.head].span;
  }
}

bool Clauses::within(int32_t inner, int32_t outer) const {
  for (; inner >= 0; inner = clauses_[inner].parent) {
    if (inner == outer) return true;
  }
  return false;
}

// "Zowel het leger als [de rebellen]": the second of the two hung as a comparison.
static bool second_of_both(const Tree& tree, int32_t first, int32_t second) {
  if (tree[second].rel != Rel::nmod || second < first || tree[tree.reach(second)[0]].upos != Upos::SCONJ) return false;
  const int32_t both = tree.child(first, {Rel::cc});
  return both >= 0 && both < first && tree[both].subtype("preconj");
}

std::vector<int32_t> expand(const Tree& tree, int32_t token) {
  std::vector<int32_t> out{token};
  for (size_t i = 0; i < out.size() && out.size() < 12; ++i) {
    for (int32_t c : tree.children(out[i])) {
      if (tree[c].rel == Rel::conj && !is_verbal(tree[c])) out.push_back(c);
      else if (second_of_both(tree, out[i], c)) out.push_back(c);
    }
  }
  std::sort(out.begin(), out.end());
  return out;
}

// "Dat [zijn militairen] hebben geschoten": right behind the mark of a clause with a finite verb stands its subject, if it has
// no other.
bool opens_clause(const Tree& tree, int32_t verb, int32_t object) {
  const int32_t mark = tree.child(verb, {Rel::mark}), aux = tree.child(verb, {Rel::aux});
  if (object < 0 || object > verb || mark < 0 || tree[mark].upos != Upos::SCONJ || tree.reach(object)[0] != mark + 1) return false;
  return aux > object && tree[aux].has_feat("VerbForm=Fin") && (tree[verb].rel == Rel::ccomp || tree[verb].rel == Rel::advcl);
}

namespace {

// "Were attacked and burned by rebels": who did the one did the other too, told behind the last.
std::vector<int32_t> shared_agents(const Tree& tree, const FrameSet& frames, int32_t verb) {
  std::vector<int32_t> out;
  for (int32_t next : tree.children(verb)) {
    if (tree[next].rel != Rel::conj || next < verb || !past_participle(tree[next]) || tree.child(next, {Rel::nsubj, Rel::aux, Rel::obj}) >= 0) continue;
    for (int32_t by : tree.children(next)) {
      if (tree[by].rel == Rel::obl && frames.listed("agent", tree.case_of(by))) out.push_back(by);
    }
  }
  return out;
}

}  // namespace

Arguments arguments_of_verb(const Tree& tree, const FrameSet& frames, int32_t verb, int depth) {
  Arguments out;
  out.passive = passive_voice(tree, frames, verb);
  int32_t subject = -1, object = -1;
  bool objects_first = goes(tree, frames, verb) || object_comes_first(tree, frames, verb);  // "dat zij de stad zijn binnengetrokken"
  objects_first = objects_first || doer_and_object_before(tree, verb);
  bool no_subject = without_subject(tree, frames, verb) || shares_auxiliary(tree, frames, verb);
  for (int32_t c : tree.children(verb)) {
    const Token& t = tree[c];
    if (t.rel == Rel::nsubj && c < verb && !out.passive && tree.child(verb, {Rel::obj}) < 0 && no_subject && !inverted(tree, verb, c)) {
      object = c;
    } else if (t.rel == Rel::nsubj && subject >= 0 && objects_first && c < verb && tree.child(verb, {Rel::obj}) < 0) {
      object = c;  // two before the participle: who did it, then what was done to
    } else if (t.rel == Rel::nsubj && subject >= 0 && subject < verb && c > verb && !out.passive && tree[verb].has_feat("VerbForm=Fin") &&
               tree.child(verb, {Rel::obj}) < 0 && tree[subject].upos != Upos::PRON && !t.has_feat("Case=Nom")) {
      object = c;  // "Het leger valt [Zuid-Libanon] aan": a second subject behind the verb
    } else if (t.rel == Rel::nsubj || t.rel == Rel::csubj) {
      if (subject < 0 || tree[subject].upos == Upos::PRON || parted_by_mark(tree, verb, subject, c)) subject = c;
    } else if (t.rel == Rel::obj || t.rel == Rel::iobj) {
      if (object < 0 || t.rel == Rel::obj) object = c;
    } else if (t.rel == Rel::obl || t.rel == Rel::nmod) {
      auto preposition = tree.case_of(c);
      const bool agent = t.subtype("agent") && preposition.empty();  // not "cleared of militants", "reported between the two"
      if (agent || (out.passive && frames.listed("agent", preposition))) out.agents.push_back(c);
      else if (!preposition.empty()) out.obliques.push_back(c);
    } else if (t.rel == Rel::xcomp && is_verbal(t)) {
      for (int32_t d : tree.children(c)) {
        const bool own_agent = tree[d].subtype("agent") || frames.listed("agent", tree.case_of(d));  // "broke a truce announced by Putin"
        if (tree[d].rel == Rel::obl && !own_agent && !tree.case_of(d).empty()) out.obliques.push_back(d);
      }
    }
  }
  // "Vrijdag hebben strijders drie agenten gedood": of two objects before the participle the first is who did it.
  if (subject < 0 && objects_first && object >= 0 && object < verb) {
    const int32_t first = tree.child(verb, {Rel::obj});
    if (first != object && tree[first].rel == Rel::obj && tree[object].rel == Rel::obj && tree.case_of(first).empty()) subject = first;
    // "Woensdag hebben troepen op het dorp gevuurd": a sentence of its own has a subject, and this is all there is.
    const bool alone = first == object && tree[verb].rel == Rel::root && tree.child(verb, {Rel::aux}) < first && tree.child(verb, {Rel::ccomp}) < 0;
    if (alone && tree.child(verb, {Rel::aux}) >= 0) subject = object, object = -1;
  }
  if (subject < 0 && !out.passive && opens_clause(tree, verb, object)) std::swap(subject, object);
  subject = seen_through(tree, verb, subject);
  object = seen_through(tree, verb, object);
  if (subject < 0) subject = stranded_subject(tree, verb);
  if (subject < 0) subject = misplaced_subject(tree, frames, verb);
  if (subject < 0) subject = shared_subject(tree, frames, verb, depth + 1);
  if (object < 0 && !out.passive) object = shared_object(tree, verb);
  if (object < 0 && !out.passive) object = object_of_infinitive(tree, frames, verb);
  if (out.passive && out.agents.empty()) out.agents = shared_agents(tree, frames, verb);
  if (out.passive) {
    out.object = subject;
    out.subject = out.agents.empty() ? -1 : out.agents[0];
  } else {
    out.subject = subject;
    out.object = object;
    // A relative clause whose own subject stands in it: "the town that rebels took".
    if (object < 0 && tree[verb].rel == Rel::acl && tree[verb].subtype("relcl") && subject != tree[verb].head) {
      out.object = tree[verb].head;
    }
  }
  return out;
}

Arguments arguments_of_noun(const Tree& tree, const FrameSet& frames, int32_t noun) {
  Arguments out;
  for (int32_t c : tree.children(noun)) {
    const Token& t = tree[c];
    if (t.rel == Rel::nmod || t.rel == Rel::obl) {
      auto preposition = tree.case_of(c);
      if (t.subtype("poss") && c < noun) out.owners.push_back(c);
      else if (frames.listed("agent", preposition)) out.agents.push_back(c);
      else if (frames.listed("of", preposition)) (t.subtype("poss") ? out.owners : out.obliques).push_back(c);
      else if (preposition.empty() && c < noun) out.owners.push_back(c);
      else out.obliques.push_back(c);
    } else if ((t.rel == Rel::amod || t.rel == Rel::compound) && c < noun) {
      out.owners.push_back(c);
    }
  }
  if (!out.agents.empty()) out.subject = out.agents[0];
  return out;
}

}  // namespace bestand
