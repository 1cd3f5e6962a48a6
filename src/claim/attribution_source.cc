#include "claim/attribution_source.h"

#include <algorithm>

#include "base/utf8.h"

namespace bestand {

// "With only sporadic gunfire [reported] in the east": what is reported tells nothing.
bool SourceFinder::is_told(int32_t t) const {
  const Token& token = tree_[t];
  bool participle = token.rel == Rel::acl && !token.subtype("relcl") && token.has_feat("VerbForm=Part") && !token.has_feat("Tense=Pres");
  return participle && tree_.child(t, {Rel::nsubj, Rel::obj, Rel::ccomp, Rel::aux}) < 0 && tree_[token.head].upos == Upos::NOUN && !actor_head_[token.head];
}

// "Violating [a truce announced] on Friday": the participle tells of the truce, whatever the tree takes it for.
bool SourceFinder::told_of(int32_t t) const {
  return t > tree_.sentence(t).first + 1 && lex_.participle_like_past && tree_[t].has_feat("Tense=Past") &&
         lex_.makes.contains(tree_.lemma(t)) && lex_.made.contains(tree_.lemma(t - 1)) && has_verb(tree_.sentence(t).first, t - 1);
}

void SourceFinder::subject_source(int32_t t, AttributionDraft* d) const {
  if (is_told(t) || told_of(t)) return;
  if (set_apart(t) && clause_subject(t, d)) return;
  if (subject_in_tree(t, d)) return;
  for (int32_t more : d->cue_tokens) {  // "In een verklaring aan Reuters lieten [de rebellen] weten": hung on the second verb
    const int32_t s = more == t || tree_[more].head != t ? -1 : own_subject(more);
    if (s > t && s < more && nominal(tree_[s]) && !time_[s]) return set_source(s, d);
  }
  if (participial(t) && clause_subject(t, d)) return;
  if (!finite(t)) return;
  int32_t from = d->cue_tokens.empty() ? t : std::min(t, d->cue_tokens.front());
  subject_beside(t, from, d);
  if (d->source < 0) clause_subject(t, d);  // "Envoys blamed the army for the raid, and warned of more", the second verb hung anywhere
}

bool SourceFinder::participial(int32_t t) const {
  const Token& k = tree_[t];
  return k.has_feat("VerbForm=Ger") || (k.has_feat("VerbForm=Part") && k.has_feat("Tense=Pres"));
}

// "The union backed the plan for schools, [saying] it would help": hung on the noun before the comma, said by the subject.
bool SourceFinder::set_apart(int32_t t) const {
  const Token& k = tree_[t];
  if (!participial(t) || k.rel != Rel::acl || k.subtype("relcl") || tree_.child(t, {Rel::nsubj, Rel::aux}) >= 0) return false;
  int32_t before = t - 1;
  while (before > tree_.sentence(t).first && tree_[before].upos == Upos::ADV) --before;
  return before >= tree_.sentence(t).first && tree_[before].form == ",";
}

// The subject of the clause that a participle stands beside: of the nearest finite verb before it that no other verb or noun
// governs as its clause.
bool SourceFinder::clause_subject(int32_t t, AttributionDraft* d) const {
  const int32_t first = tree_.sentence(t).first;
  for (int32_t v = t - 1; v > first; --v) {
    const Token& k = tree_[v];
    bool governed = k.rel == Rel::acl || k.rel == Rel::ccomp || k.rel == Rel::advcl || k.rel == Rel::xcomp || k.rel == Rel::csubj;
    if (k.upos != Upos::VERB || governed || !finite(v)) continue;
    int32_t s = own_subject(v);
    if (s < 0 && k.rel == Rel::conj) continue;
    if (s < 0 || s > v || !plausible(s, t, d) || lex_.expletives.contains(tree_.lemma(s))) return false;
    set_source(s, d);
    return true;
  }
  return false;
}

bool SourceFinder::subject_in_tree(int32_t t, AttributionDraft* d) const {
  if (office_and_name(t, d) || interposed(t, d) || between_commas(t, d) || trailing_phrase(t, d) || absolute_subject(t, d)) return true;
  if (anothers_auxiliary(t)) return false;
  int32_t at = t;
  for (int steps = 0; at >= 0 && steps < 6; ++steps) {
    int32_t s = own_subject(at);
    const bool quoted = at == tree_[t].head && tree_[t].rel == Rel::advcl && as_marked(t);  // "was quoted by the agency as saying"
    if (s >= 0 && at != t && passive(at) && agent_of(at) >= 0 && !quoted) s = agent_of(at);
    if (s >= 0 && at != t && tree_[s].upos == Upos::NOUN && !actor_head_[s]) {
      if (int32_t above = speaker_above(at); above >= 0) s = above;
    }
    // "A woman died ..., questioning a truce": the subject of another verb tells only if it can.
    bool others = s >= 0 && at != t && tree_[t].rel == Rel::advcl && !finite(t) && !lex_.verbs.contains(tree_.lemma(at));
    if (others && d->denial && tree_[s].upos == Upos::NOUN && !actor_head_[s]) return false;
    if (s >= 0 && at != t && second_subject(t, d)) return true;
    if (s >= 0 && !plausible(s, t, d)) return false;
    if (s >= 0 && !lex_.expletives.contains(tree_.lemma(s))) return set_source(s, d), true;
    if (s >= 0 && tree_[s].rel == Rel::nsubj && tree_[s].has_feat("Person=3") && at != t) return set_source(s, d), true;
    if (s >= 0) return set_pronoun(s, t, d), true;
    const Token& token = tree_[at];
    if (disguised(at)) return false;
    if (token.rel == Rel::xcomp && token.head >= 0 && !passive(token.head)) {
      // "prompting them to say": the object's own words
      int32_t o = tree_.child(token.head, {Rel::obj});
      if (o > token.head && o < at && nominal(tree_[o])) return set_source(o, d), true;
    }
    // "a chance to discuss it": not the chance's words
    bool chance = token.has_feat("VerbForm=Inf") && tree_.child(at, {Rel::mark}) >= 0 && !actor_head_[std::max(token.head, 0)];
    if (token.rel == Rel::acl && token.head >= 0 && !chance) return set_source(token.head, d), true;
    if (token.rel == Rel::acl && chance) return false;
    bool shares = token.rel == Rel::conj || token.rel == Rel::xcomp || token.rel == Rel::advcl ||
                  token.rel == Rel::parataxis || token.rel == Rel::ccomp;
    if (!shares || (finite(t) && token.rel != Rel::conj)) return false;
    at = token.head;
  }
  return false;
}

// "With [Israel and Hamas] accusing each other": a participle with a subject behind a preposition.
bool SourceFinder::absolute_subject(int32_t t, AttributionDraft* d) const {
  if (!participial(t) || tree_[t].rel != Rel::advcl || own_subject(t) >= 0) return false;
  for (int32_t c : tree_.children(tree_[t].head)) {
    const TokenRange r = tree_.reach(c);
    if (tree_[c].rel != Rel::obl || r[1] != t || !lex_.absolutes.contains(tree_.form(r[0])) || r[0] + 1 >= t) continue;
    set_source(c, d);
    d->source_ranges = {{r[0] + 1, t}};
    return true;
  }
  return false;
}

// "Sirens sounded in Kyiv, and [the president] accused Russia": words between an "and" behind a comma and the verb are its own
// subject, whatever the tree hangs them on.
bool SourceFinder::second_subject(int32_t t, AttributionDraft* d) const {
  if (tree_[t].rel != Rel::conj || !finite(t)) return false;
  AttributionDraft beside = *d;
  if (!noun_phrase_before(d->cue_tokens.empty() ? t : std::min(t, d->cue_tokens.front()), t, &beside) || beside.source_ranges.size() != 1) return false;
  const int32_t from = beside.source_ranges[0][0];
  if (from < 2 || tree_[from - 1].upos != Upos::CCONJ || tree_[from - 2].form != "," || !actor_head_[beside.source]) return false;
  *d = std::move(beside);
  return true;
}

// "Two men [have] died, reports the army": a finite verb takes no finite auxiliary. The tree took the verb for the other
// clause's, and that clause's subject for its own.
bool SourceFinder::anothers_auxiliary(int32_t t) const {
  if (!tree_[t].has_feat("VerbForm=Fin") || t == 0 || tree_[t - 1].upos != Upos::PUNCT) return false;
  auto children = tree_.children(t);
  return std::any_of(children.begin(), children.end(), [&](int32_t c) {
    return c < t && tree_[c].rel == Rel::aux && tree_[c].has_feat("VerbForm=Fin");
  });
}

// "The group said ... since the truce began and accused ...": a subject that is no actor, shared with a verb beside it,
// gives way to the actor that tells above. -1: none.
int32_t SourceFinder::speaker_above(int32_t at) const {
  for (at = tree_[at].head; at >= 0; at = tree_[at].head) {
    int32_t s = own_subject(at);
    if (s >= 0) return actor_head_[s] && finite(at) && lex_.verbs.contains(tree_.lemma(at)) ? s : -1;
  }
  return -1;
}

// No subject is a clause, reaches over its own verb, lies in the content, or in a quotation that the cue is not in.
bool SourceFinder::plausible(int32_t s, int32_t t, AttributionDraft* d) const {
  // "The other candidates hope": a plural noun read as a verb.
  bool noun = s > 0 && tree_[s].upos == Upos::VERB && tree_[s].rel == Rel::nsubj && tree_[s].has_feat("VerbForm=Fin") &&
              (tree_[s - 1].upos == Upos::DET || tree_[s - 1].upos == Upos::ADJ);
  if ((!nominal(tree_[s]) && !noun) || tree_[s].rel == Rel::csubj || contains(d->content, s) || time_[s]) return false;
  if (quotation_at(s) != quotation_at(t) && quotation_at(s) >= 0) return false;
  TokenRange r = tree_.reach(s);
  if (r[0] <= t && t < r[1]) return false;
  return tree_.child(s, {Rel::cop}) < 0;
}

// Where the tree gives none: the noun phrase right before the verb, else right after it.
void SourceFinder::subject_beside(int32_t t, int32_t from, AttributionDraft* d) const {
  for (int32_t c : tree_.children(t)) {  // "have in recent months sought"
    if (tree_[c].rel == Rel::aux && c < from && from - c <= 6) from = c;
  }
  if (noun_phrase_before(from, t, d)) return;
  if (int32_t j = reduced_relative(from, t); j >= 0 && noun_phrase_before(j, t, d)) {
    if (d->source_ranges.size() == 1) d->source_ranges[0][1] = from;
    return;
  }
  noun_phrase_after(t, d);
}

// "A poll [released last week] found": where the participle begins that tells more of the phrase before it; -1: none.
int32_t SourceFinder::reduced_relative(int32_t from, int32_t t) const {
  constexpr int32_t kLongest = 7;
  const int32_t first = tree_.sentence(t).first;
  for (int32_t j = from - 1; j > std::max(first, from - kLongest); --j) {
    if (tree_[j].upos == Upos::PUNCT || tree_[j].upos == Upos::AUX || tree_[j].upos == Upos::SCONJ) return -1;
    if (tree_[j].upos != Upos::VERB) continue;
    bool past = tree_[j].has_feat("Tense=Past") && (tree_[j].has_feat("VerbForm=Part") || lex_.participle_like_past);
    return past && (tree_[j - 1].upos == Upos::NOUN || tree_[j - 1].upos == Upos::PROPN) ? j : -1;
  }
  return -1;
}

// "Some of the same candidates": the word before "of", where the phrase has no other head; -1: none.
int32_t SourceFinder::some_of(TokenRange r) const {
  for (int32_t i = r[0]; i + 1 < r[1]; ++i) {
    bool counts = tree_[i].upos == Upos::DET || tree_[i].upos == Upos::NUM || tree_[i].upos == Upos::PRON || tree_[i].upos == Upos::ADJ;
    if (counts && tree_[i + 1].upos == Upos::ADP && governed_by_preposition(tree_[i + 1].head)) return i;
  }
  return -1;
}

bool SourceFinder::noun_phrase_before(int32_t from, int32_t t, AttributionDraft* d) const {
  int32_t first = tree_.sentence(t).first;
  int32_t i = from - 1;
  while (i >= first && skipped(i)) --i;
  int32_t end = i + 1;
  if (i >= first && tree_[i].form == ")") i = before_bracket(i, first);
  if (i >= first && tree_[i].form == ",") i = before_pair(i, first);
  if (i < first || !nominal(tree_[i]) || tree_[i].upos == Upos::ADJ || contains(d->content, i)) return false;
  if (quotation_at(i) != quotation_at(t) || time_[i]) return false;
  bool alone = tree_[i].upos == Upos::PRON || tree_[i].upos == Upos::DET;  // "both", "some"
  if (alone && (i == first || tree_[i - 1].upos != Upos::ADP)) {
    set_source(i, d);
    return true;
  }
  TokenRange r = {actor_start_[i + 1] >= first ? actor_start_[i + 1] : chunk_start(i, first), i + 1};
  if (r[0] > first && actor_start_[i + 1] >= first && tree_[r[0] - 1].upos == Upos::DET) --r[0];
  int32_t h = chunk_head(r);
  if (h < 0 && r[0] == actor_start_[i + 1]) {  // "advisers to Patriot"
    r[0] = chunk_start(i, first);
    h = chunk_head(r);
  }
  if (h < 0) {
    h = some_of(r);
    r[0] = std::max(r[0], h);
  }
  if (h < 0) return false;
  if (tree_[r[0]].upos == Upos::ADP) r[0] = std::max(r[0], tree_.reach(h)[0] > i ? h : tree_.reach(h)[0]);
  r[1] = std::max(r[1], end);
  while (r[1] > h + 1 && tree_[r[1] - 1].upos == Upos::PUNCT && tree_[r[1] - 1].form != ")") --r[1];
  if (r[0] > h) r[0] = h;
  set_source(h, d);
  if (!relative(h)) d->source_ranges = {r};
  return true;
}

int32_t SourceFinder::before_bracket(int32_t close, int32_t first) const {
  for (int32_t j = close - 1; j >= std::max(first, close - 12); --j) {
    if (tree_[j].form == "(") return j - 1;
  }
  return -1;
}

// "Jim Poolman, a delegate, said": the comma before the apposition.
int32_t SourceFinder::before_pair(int32_t comma, int32_t first) const {
  for (int32_t j = comma - 1; j >= std::max(first, comma - 25); --j) {
    if (tree_[j].upos == Upos::VERB && tree_[j].has_feat("VerbForm=Fin")) {
      if (tree_[j].rel != Rel::acl) return -1;
    }
    if (tree_[j].form == ",") return j - 1;
  }
  return -1;
}

// Leftwards over a noun phrase with its prepositional phrases, up to what begins a clause.
int32_t SourceFinder::chunk_start(int32_t i, int32_t first) const {
  int32_t j = i;
  for (; j > first; --j) {
    const Token& k = tree_[j - 1];
    bool bracket = k.form == ")" || k.form == "(";
    if (k.upos == Upos::PUNCT && !bracket && k.form != "-" && !(k.form == "." && tree_[j].upos == Upos::PROPN)) break;
    if (k.upos == Upos::AUX || k.upos == Upos::SCONJ || k.upos == Upos::PART) {
      if (k.upos != Upos::PART || !tree_[j - 1].subtype("poss")) {
        if (!(k.upos == Upos::PART && k.rel == Rel::case_)) break;
      }
    }
    if (k.upos == Upos::VERB && k.rel != Rel::amod && k.rel != Rel::acl && k.rel != Rel::compound) break;
    if (k.upos == Upos::CCONJ && (j < 2 || !nominal(tree_[j - 2]) || !nominal(tree_[j]))) break;
    if (k.upos == Upos::PRON && !k.subtype("poss") && k.rel != Rel::det) break;
    if (tree_[j].upos == Upos::DET && (k.upos == Upos::NOUN || k.upos == Upos::PROPN)) break;
    if (k.upos == Upos::ADV && tree_[j].upos != Upos::NUM && tree_[j].upos != Upos::ADJ) break;
  }
  while (j < i && (tree_[j].upos == Upos::PUNCT || tree_[j].upos == Upos::CCONJ)) ++j;
  return j;
}

// The first noun of the chunk that no preposition governs.
int32_t SourceFinder::chunk_head(TokenRange r) const {
  int32_t head = -1;
  for (int32_t i = r[0]; i < r[1]; ++i) {
    if (tree_[i].upos == Upos::ADP && head >= 0) return head;
    if (tree_[i].upos != Upos::NOUN && tree_[i].upos != Upos::PROPN && tree_[i].upos != Upos::NUM && tree_[i].upos != Upos::PRON) continue;
    bool modifies = tree_[i].head > i && tree_[i].head < r[1] && (tree_[i].rel == Rel::compound || tree_[i].rel == Rel::nmod || tree_[i].rel == Rel::nummod);
    bool governed = governed_by_preposition(i) || (tree_[i].rel == Rel::flat);
    if (!modifies && !governed) return climb(i, r[0], r[1]);
    if (tree_[i].rel == Rel::flat && head < 0) head = i;
  }
  return head;
}

// From the last word of a noun phrase to its head.
int32_t SourceFinder::climb(int32_t i, int32_t first, int32_t limit) const {
  int32_t h = i;
  for (int steps = 0; steps < 8; ++steps) {
    int32_t up = tree_[h].head;
    if (up < first || up >= limit || up > i) break;
    if (tree_[up].upos != Upos::NOUN && tree_[up].upos != Upos::PROPN && tree_[up].upos != Upos::NUM && tree_[up].upos != Upos::PRON) break;
    h = up;
  }
  return h;
}

bool SourceFinder::noun_phrase_after(int32_t t, AttributionDraft* d) const {
  int32_t last = tree_.sentence(t).last;
  int32_t i = t + 1;
  if (i >= last || contains(d->content, i)) return false;
  // "Zei Van de Perre": a name whose first word the tagger takes for a preposition.
  if (tree_[i].upos == Upos::ADP && starts_upper(tree_[i].form)) {
    int32_t name = i + 1;
    while (name < last && tree_[name].upos == Upos::DET) ++name;
    if (name >= last || tree_[name].upos != Upos::PROPN) return false;
    set_source(name, d);
    d->source_ranges = {{i, name + 1}};
    return true;
  }
  bool starts = nominal(tree_[i]) && tree_[i].upos != Upos::X;
  if (!starts || quotation_at(i) != quotation_at(t)) return false;
  int32_t h = i;
  for (int steps = 0; steps < 8; ++steps) {
    int32_t up = tree_[h].head;
    bool noun = up > h && up < std::min(i + 8, last) &&
                (tree_[up].upos == Upos::NOUN || tree_[up].upos == Upos::PROPN);
    if (!noun || tree_[h].rel == Rel::nsubj) break;
    h = up;
  }
  for (int32_t k = i; k < h; ++k) {
    if (tree_[k].upos == Upos::PUNCT || tree_[k].upos == Upos::VERB) { h = k > i ? k - 1 : i; break; }
  }
  set_source(h, d);
  TokenRange r = source_range(tree_, h);
  d->source_ranges = {{i, std::max(r[1], h + 1)}};
  return true;
}

bool SourceFinder::skipped(int32_t i) const {
  return tree_[i].upos == Upos::AUX || tree_[i].upos == Upos::ADV || tree_[i].upos == Upos::PART;
}

void SourceFinder::agent(int32_t t, AttributionDraft* d) const { set_source(agent_of(t), d); }

// "it said": a pronoun that may stand for somebody, unless it only fills the place.
void SourceFinder::set_pronoun(int32_t s, int32_t t, AttributionDraft* d) const {
  if (tree_[s].rel == Rel::nsubj && tree_[t].upos == Upos::VERB && tree_[s].upos == Upos::PRON) set_source(s, d);
}

void SourceFinder::set_possessor(int32_t c, AttributionDraft* d) const {
  d->source = d->stands_for = c;
  TokenRange r = source_range(tree_, c);
  d->source_ranges = {r};
}

void SourceFinder::set_source(int32_t s, AttributionDraft* d) const {
  if (s < 0) return;
  d->source = d->stands_for = s;
  if (relative(s)) {
    d->stands_for = antecedent(s);
    d->source_ranges = {{s, s + 1}};
  } else {
    d->source_ranges = {source_range(tree_, s)};
    over_hyphens(&d->source_ranges[0], tree_.sentence(s).last);
    over_name(&d->source_ranges[0], s, d->cue);
    for (int32_t c : tree_.children(s)) {
      bool addressee = c > s && tree_[c].rel == Rel::nmod && lex_.addressee_prepositions.contains(tree_.case_of(c));
      if (addressee && s > d->cue && tree_[d->cue].upos == Upos::VERB) d->source_ranges[0][1] = std::min(d->source_ranges[0][1], tree_.reach(c)[0]);
    }
  }
}

// Where the noun phrase begins that ends right before the verb: a known actor, an article, a change of name, a plural.
int32_t SourceFinder::unparted_source(int32_t t, int32_t first) const {
  int32_t i = t - 1;
  if (tree_[i].upos == Upos::PRON) return tree_[i].has_feat("Case=Nom") || tree_[i].has_feat("Person=3") ? i : t;
  if (time_[i] || (tree_[i].upos != Upos::NOUN && tree_[i].upos != Upos::PROPN)) return t;
  if (actor_start_[t] > first) {
    int32_t start = actor_start_[t];
    return tree_[start - 1].upos == Upos::DET ? start - 1 : start;
  }
  for (; i > first; --i) {
    const Token& k = tree_[i - 1];
    if (tree_[i].upos == Upos::DET) return i;
    if (k.upos == Upos::DET) return i - 1;
    bool named = (k.upos == Upos::ADP || k.rel == Rel::case_) && i >= 2 && starts_upper(tree_[i - 2].form) && tree_[i - 2].upos != Upos::VERB;
    if (named) {
      --i;
      continue;
    }
    if (k.upos != Upos::NOUN && k.upos != Upos::PROPN && k.upos != Upos::ADJ) return i;
    bool plural = k.upos == Upos::NOUN && k.has_feat("Number=Plur");
    if (plural || name_of(i - 1) != name_of(i)) {
      if (plural || (name_of(i - 1) >= 0 && name_of(i) >= 0)) return i;
    }
  }
  return first;
}

int32_t SourceFinder::name_head(int32_t first, int32_t last) const {
  int32_t best = first;
  for (int32_t i = first; i < last; ++i) {
    if (tree_.depth(i) < tree_.depth(best)) best = i;
  }
  return best;
}

// Only a person's or body's name stands before the mark.
bool SourceFinder::named(int32_t first, int32_t last) const {
  for (const Name& n : tree_.parse().names) {
    bool speaker = n.type == NameType::kPer || n.type == NameType::kOrg;
    if (speaker && n.first >= first && n.last == last && n.first - first <= 2) return true;
  }
  return false;
}

}  // namespace bestand
