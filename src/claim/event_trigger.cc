// Which tokens name an event: wordings by lemma and form, checked for the company their frame asks for.
#include <algorithm>

#include "base/utf8.h"
#include "claim/event_parts.h"

namespace bestand {
namespace {

bool is(const Tree& tree, int32_t token, const std::string& word) {
  return tree.form(token) == word || tree.lemma(token) == word;
}

bool words_before(const Tree& tree, int32_t token, const std::vector<std::string>& words) {
  int32_t at = token - 1, first = tree.sentence(token).first;
  for (auto w = words.rbegin(); w != words.rend(); ++w, --at) {
    if (at < first || !is(tree, at, *w)) return false;
  }
  return true;
}

bool words_after(const Tree& tree, int32_t token, const std::vector<std::string>& words) {
  int32_t at = token + 1, last = tree.sentence(token).last;
  for (const std::string& w : words) {
    if (at >= last || !is(tree, at, w)) return false;
    ++at;
  }
  return true;
}

// "om" that opens a clause, "aan" before a noun: no particles. Behind its verb or before another preposition it is one,
// whatever the tree says: "kwamen vijf agenten om", "kwamen om in het noorden". Nor is the particle of another verb: "houden een
// slag om de arm: vast te stellen is ...".
bool particle(const Tree& tree, int32_t t, int32_t verb) {
  Rel rel = tree[t].rel;
  if (rel == Rel::compound && tree[t].subtype("prt") && tree[t].head != verb && tree[t].head >= 0 && is_verbal(tree[tree[t].head])) {
    return t > verb && tree[tree[t].head].head == verb && tree[t].head < t;
  }
  if (rel == Rel::mark) return tree[t].head == verb && t > verb;
  if (rel != Rel::case_) return true;
  int32_t next = t + 1;
  bool stranded = next >= tree.sentence(t).last || tree[next].upos == Upos::ADP || tree[next].upos == Upos::PUNCT;
  return stranded && t > verb;
}

// "Kwam [om] toen een raket insloeg": a particle that ends its clause, taken for a second conjunction of the next.
bool stranded_before_mark(const Tree& tree, int32_t verb, const std::string& word) {
  const int32_t last = std::min(tree.sentence(verb).last - 1, verb + 8);
  for (int32_t t = verb + 1; t < last; ++t) {
    if (tree[t].rel == Rel::mark && tree[t + 1].rel == Rel::mark && tree[t].head == tree[t + 1].head && tree[t].upos == Upos::ADP && is(tree, t, word)) return true;
  }
  return false;
}

bool clause_holds(const EventContext& c, const Clause& clause, int32_t but, const std::string& word) {
  const bool beside = std::any_of(clause.tokens.begin(), clause.tokens.end(),
                                  [&](int32_t t) { return t != but && is(c.tree, t, word) && particle(c.tree, t, but); });
  return beside || stranded_before_mark(c.tree, but, word);
}

bool token_fits(const EventContext& c, const Need& need, int32_t t) {
  if (c.classes[t] & need.classes) return true;
  return std::any_of(need.words.begin(), need.words.end(), [&](const std::string& w) { return is(c.tree, t, w); });
}

bool phrase_fits(const EventContext& c, const Need& need, int32_t head) {
  if (head < 0) return false;
  for (int32_t t : expand(c.tree, head)) {
    if (token_fits(c, need, t)) return true;
    for (int32_t d : c.tree.children(t)) {
      Rel rel = c.tree[d].rel;
      const bool about = rel == Rel::nmod && c.frames.listed("about", c.tree.case_of(d));  // "uncertainty over a truce" is no truce
      bool close = (rel == Rel::nmod && !about) || rel == Rel::amod || rel == Rel::compound || rel == Rel::flat || rel == Rel::appos;
      if (close && token_fits(c, need, d)) return true;
    }
  }
  return false;
}

// How a token came to its key: as the tagger reads it, or by a form that is a verb's or a noun's.
enum class Reading { kTagged, kVerbForm, kNounForm };

// In a text that has words of war, a frame of ordinary politics gives way to any other.
constexpr double kOfWar = 2.5;
constexpr int kGivesWay = 100;

class TriggerFinder {
 public:
  TriggerFinder(const EventContext& c, const Frame* only) : c_(c), only_(only) {}
  std::vector<Trigger> run();

 private:
  void look(std::string_view key, int32_t token, Reading how = Reading::kTagged);
  void look_compound(int32_t token);
  void look_form(int32_t token);
  bool verb_misread(int32_t token) const;
  bool hyphened(int32_t token) const;
  bool before_its_noun(int32_t token) const;
  bool describes_person(int32_t token) const;
  bool in_proper_name(int32_t token) const;
  bool only_describes(int32_t token) const;
  bool only_names(int32_t token) const;
  bool names_office(int32_t token) const;
  void consider(const Wording& w, int32_t token, Reading how);
  bool denied(int32_t token) const;
  bool counted_noun(int32_t token) const;
  bool right_part(const Wording& w, int32_t token) const;
  bool has_company(const Frame& f, int32_t token) const;
  bool met(const Need& need, int32_t token) const;
  bool in_scope(const Need& need, int32_t token) const;
  bool truce_before(int32_t token) const;

  const EventContext& c_;
  const Frame* only_;
  Trigger best_;
  int32_t sentence_ = -1;     // of the token looked at
  bool open_[4] = {};         // its gates
};

// "Reports four [doden]": an adjective that is counted is a noun, not a verb of the same form.
bool TriggerFinder::counted_noun(int32_t token) const { return c_.tree.child(token, {Rel::nummod}) >= 0; }

bool TriggerFinder::right_part(const Wording& w, int32_t token) const {
  Rel rel = c_.tree[token].rel;
  if (w.noun && (rel == Rel::obj || rel == Rel::nsubj || rel == Rel::obl || rel == Rel::nmod)) return true;
  // A plural noun read as an infinitive: "rebels reported [gevechten]".
  bool noun_like = c_.tree[token].rel == Rel::xcomp && c_.tree.form(token) == c_.tree.lemma(token) && c_.tree.children(token).empty();
  if (w.noun && !w.verb && noun_like) return true;
  switch (c_.tree[token].upos) {
    case Upos::VERB: case Upos::AUX: return w.verb || (w.adjective && past_participle(c_.tree[token]));
    case Upos::NOUN: case Upos::PROPN: return w.noun;
    case Upos::ADJ: return w.adjective || (w.verb && !counted_noun(token)) || (w.noun && counted_noun(token));
    case Upos::X: return true;
    default: return w.noun && w.verb;
  }
}

bool TriggerFinder::in_scope(const Need& need, int32_t token) const {
  const Clause& clause = c_.clauses[c_.clauses.of(token)];
  for (int32_t t : clause.tokens) {
    if (t != token && token_fits(c_, need, t)) return true;
  }
  if (clause.noun >= 0 && phrase_fits(c_, need, clause.noun)) return true;
  // "The truce that ran from dawn has been [broken]", its participle hung beneath the relative clause or beside it.
  if (!(need.classes & c_.bit("truce")) || c_.tree.child(token, {Rel::nsubj, Rel::obj, Rel::csubj}) >= 0) return false;
  const bool kept = past_participle(c_.tree[token]) && c_.verb_listed("truce_verb", token) && c_.tree.child(token, {Rel::mark}) < 0;
  const bool bare = !is_verbal(c_.tree[clause.head]) && c_.tree[clause.head].rel == Rel::advcl;  // "is less than a week [in force]"
  return (kept && truce_before(token)) || (bare && clause.parent >= 0 && (c_.clauses[clause.parent].classes & need.classes & c_.bit("truce")));
}

// A truce that a relative clause or a participle tells more of, before the token in its sentence.
bool TriggerFinder::truce_before(int32_t token) const {
  for (int32_t t = c_.tree.sentence(token).first; t + 1 < token; ++t) {
    const bool relative = c_.tree[t + 1].has_feat("PronType=Rel") || (t + 2 < token && c_.tree[t + 2].has_feat("PronType=Rel"));
    const bool participle = past_participle(c_.tree[t + 1]) && t + 1 < token && (c_.tree[t + 1].rel == Rel::acl || c_.tree[t + 1].rel == Rel::advcl);  // "a truce agreed last week"
    if (c_.has(t, "truce") && (relative || participle)) return true;
  }
  return false;
}

bool TriggerFinder::met(const Need& need, int32_t token) const {
  const Tree& tree = c_.tree;
  if (need.where == Where::kClause) return in_scope(need, token);
  if (need.where == Where::kText) return (c_.text_classes & need.classes) != 0;
  if (need.where == Where::kSentence) {
    const Sentence& s = tree.sentence(token);
    for (int32_t t = s.first; t < s.last; ++t) {
      if (t != token && token_fits(c_, need, t)) return true;
    }
    return false;
  }
  if (need.where == Where::kModifier) {
    if (need.classes & c_.classes[token]) return true;
    auto reach = tree.reach(token);
    for (int32_t t = reach[0]; t < reach[1]; ++t) {
      if (t != token && token_fits(c_, need, t)) return true;
    }
    return false;
  }
  bool verbal = is_verbal(tree[token]) || headline_verb(c_, token);
  Arguments a = verbal ? arguments_of_verb(tree, c_.frames, token) : arguments_of_noun(tree, c_.frames, token);
  if (!verbal && a.subject < 0) a.subject = tree.child(token, {Rel::nsubj});
  // A tree without the argument says nothing: then its clause must hold the word.
  if (need.where == Where::kSubject) {
    if (a.subject >= 0) return phrase_fits(c_, need, a.subject);
    return in_scope(need, token) || (a.passive && a.object >= 0 && phrase_fits(c_, need, a.object));  // "took effect, but was not respected"
  }
  // "Held apart from sporadic fire": of an object that there is not, nothing is forbidden.
  if (need.where == Where::kObject && a.object < 0) return !need.absent && in_scope(need, token);
  if (need.where == Where::kObject) return phrase_fits(c_, need, a.object);
  return std::any_of(a.obliques.begin(), a.obliques.end(), [&](int32_t o) { return phrase_fits(c_, need, o); });
}

bool TriggerFinder::has_company(const Frame& f, int32_t token) const {
  for (const Need& need : f.needs) {
    if (met(need, token) == need.absent) return false;
  }
  return true;
}

// "The Front for the Liberation of Tigray": a noun with a capital, next to another, in a sentence that is no title.
bool TriggerFinder::in_proper_name(int32_t token) const {
  const Sentence& s = c_.tree.sentence(token);
  auto capital = [&](int32_t t) { return t >= s.first && t < s.last && starts_upper(c_.tree[t].form); };
  if (token == s.first || s.title || !capital(token) || c_.frames.listed("named_act", c_.tree.lemma(token))) return false;
  int32_t before = token - 1, upper = 0, words = 0;
  while (before > s.first && (c_.tree[before].upos == Upos::ADP || c_.tree[before].upos == Upos::DET)) --before;
  if (!capital(before) && !capital(token + 1)) return false;
  for (int32_t t = s.first; t < s.last; ++t) {
    const bool content = c_.tree[t].upos == Upos::VERB || c_.tree[t].upos == Upos::NOUN || c_.tree[t].upos == Upos::ADJ || c_.tree[t].upos == Upos::ADV;
    words += content;
    upper += content && capital(t);
  }
  return 2 * upper < words;
}

// "Homs and surrounding villages": a participle that only describes the noun behind it.
bool TriggerFinder::only_describes(int32_t token) const {
  return c_.frames.listed("adjectival_form", c_.tree.form(token)) && token + 1 < c_.tree.sentence(token).last &&
         (c_.tree[token + 1].upos == Upos::NOUN || c_.tree[token + 1].upos == Upos::ADJ) && c_.tree.child(token, {Rel::nsubj, Rel::aux}) < 0;
}

// "Did not sign", "without signing"; not "signed, not the rebels but the army".
bool TriggerFinder::denied(int32_t token) const {
  const int32_t at = c_.predication_at[token];
  return at < 0 || c_.predications[at].factuality.negative;
}

void TriggerFinder::consider(const Wording& w, int32_t token, Reading how) {
  const Frame& f = c_.frames.frames()[w.frame];
  if (!only_ && !open_[std::clamp(f.gate, 0, 3)]) return;
  int score = 2 * static_cast<int>(f.needs.size() + w.with.size() + w.before.size() + w.after.size()) + f.rank;
  if (f.general && c_.text_total >= kOfWar) score -= kGivesWay;
  if (best_.frame && score <= best_.score) return;
  if (only_ && only_ != &f) return;
  if (!only_ && f.general && c_.about_war() && f.type != ClaimType::kTalks) return;
  if (how == Reading::kTagged ? !right_part(w, token) : how == Reading::kVerbForm ? !w.verb : !w.noun) return;
  if (!words_before(c_.tree, token, w.before) || !words_after(c_.tree, token, w.after)) return;
  int32_t clause = c_.clauses.of(token);
  for (const std::string& word : w.with) {
    if (!clause_holds(c_, c_.clauses[clause], token, word)) return;
  }
  if (!has_company(f, token) || (f.denial && !denied(token))) return;
  const bool bare_act = is_violent(f.type) || f.type == ClaimType::kTalks || f.generic;
  if (w.noun && bare_act && w.before.empty() && w.after.empty() && in_proper_name(token)) return;
  if (w.verb && only_describes(token)) return;
  best_ = {token, clause, &f, how == Reading::kVerbForm || (how == Reading::kTagged && is_verbal(c_.tree[token])), w.adjective, score};
}

void TriggerFinder::look(std::string_view key, int32_t token, Reading how) {
  if (const auto* list = c_.frames.wordings(key)) {
    for (const Wording& w : *list) consider(w, token, how);
  }
}

// "drone_aanval" where only "aanval" is known; not for words that change their meaning in a compound.
void TriggerFinder::look_compound(int32_t token) {
  auto part = c_.tree.last_part(token);
  if (part == c_.tree.lemma(token) || c_.frames.listed("never_compound", part)) return;
  look(part, token);
}

void TriggerFinder::look_form(int32_t token) {
  Upos upos = c_.tree[token].upos;
  if (upos == Upos::ADP || upos == Upos::ADV || upos == Upos::SCONJ || upos == Upos::CCONJ || upos == Upos::NUM) return;
  const FrameSet::Form* form = c_.frames.form_of(c_.tree.form(token));
  if (!form || (form->lemma == c_.tree.lemma(token) && !(form->verb && verb_misread(token)))) return;
  if (form->class_word && upos != Upos::VERB) return;
  Reading how = form->verb ? Reading::kVerbForm : Reading::kNounForm;
  for (int32_t p : c_.tree.children(token)) {
    if (form->verb && c_.tree[p].rel == Rel::compound) look(std::string(c_.tree.form(p)) + form->lemma, token, how);
  }
  look(form->lemma, token, how);
}

// "The truce between Israel and Hezbollah [collapses] as ...": a plural read as a noun that belongs to the one before it, with
// neither a preposition nor an article.
bool TriggerFinder::verb_misread(int32_t token) const {
  const Token& t = c_.tree[token];
  if (t.upos != Upos::NOUN || t.rel != Rel::nmod || t.head < 0 || t.head > token || !t.has_feat("Number=Plur")) return false;
  return !t.subtype("poss") && c_.tree.child(token, {Rel::det, Rel::case_, Rel::nummod, Rel::amod}) < 0;
}

// "rebel-held", whether or not the tokenizer cut it; not "re-examine", a word of its own.
bool TriggerFinder::hyphened(int32_t token) const {
  if (c_.frames.wordings(c_.tree.lemma(token)) != nullptr && c_.tree.lemma(token).find('-') != std::string_view::npos) return false;
  if (c_.tree[token].form.find('-') != std::string_view::npos) return true;
  return token > 0 && c_.tree.form(token - 1) == "-" && c_.tree[token - 1].span.end == c_.tree[token].span.begin;
}

// "The Volcano of Rage Operation said", "forces of Operation Dawn": the name of an operation tells of an act where a verb begins
// it, ends it or carries it out.
bool TriggerFinder::only_names(int32_t token) const {
  const Sentence& s = c_.tree.sentence(token);
  if (s.title || !c_.frames.listed("named_act", c_.tree.lemma(token)) || !starts_upper(c_.tree[token].form)) return false;
  auto capital = [&](int32_t t) { return t >= s.first && t < s.last && c_.tree[t].upos == Upos::PROPN && starts_upper(c_.tree[t].form); };
  if (!capital(token + 1) && !capital(token - 1)) return false;
  int32_t up = c_.tree[token].head;
  for (int32_t steps = 0; up >= 0 && steps < 3 && !is_verbal(c_.tree[up]); ++steps) up = c_.tree[up].head;
  return up >= 0 && is_verbal(c_.tree[up]) && !c_.verb_listed("does_named_act", up);
}

// "Hamas sniper Abdullah al-Souti": a noun before the name of the person that it says something of.
bool TriggerFinder::describes_person(int32_t token) const {
  int32_t at = c_.actor_at[token];
  if (at < 0 || c_.has(token, "attack_noun")) return false;
  const ActorMention& m = c_.mentions.actors[at];
  return m.kind == "person" && m.form == ActorForm::kName && token < m.last - 1;
}

// "The directors general of military operations": what they are set over.
bool TriggerFinder::names_office(int32_t token) const {
  const Token& t = c_.tree[token];
  if (t.rel != Rel::nmod || t.head < 0 || c_.tree.child(token, {Rel::det, Rel::nummod}) >= 0) return false;
  return c_.frames.listed("of", c_.tree.case_of(token)) && c_.frames.listed("office_noun", c_.tree.lemma(t.head));
}

// "18 captured soldiers", wherever the tree hangs the participle.
bool TriggerFinder::before_its_noun(int32_t token) const {
  const Sentence& s = c_.tree.sentence(token);
  if (token <= s.first || token + 1 >= s.last || !past_participle(c_.tree[token]) || c_.tree[token].head < 0) return false;
  Upos before = c_.tree[token - 1].upos, behind = c_.tree[token + 1].upos;
  return (before == Upos::NUM || before == Upos::DET) && (behind == Upos::NOUN || behind == Upos::ADJ) && c_.tree[token + 1].head != token;
}

std::vector<Trigger> TriggerFinder::run() {
  std::vector<Trigger> out;
  for (int32_t t = 0; t < c_.tree.size(); ++t) {
    const Token& token = c_.tree[t];
    if (token.upos == Upos::PUNCT || token.upos == Upos::DET || token.upos == Upos::PRON) continue;
    best_ = {};
    if (token.sentence != sentence_) {
      sentence_ = token.sentence;
      for (int gate = 0; gate < 4; ++gate) open_[gate] = passes_gate(c_, sentence_, gate);
    }
    if (is_verbal(token)) {
      for (int32_t p : c_.tree.children(t)) {
        const bool joined = !c_.frames.listed("never_joined", c_.tree.form(p));  // "held up" is not upheld
        if (joined && c_.tree[p].rel == Rel::compound && c_.tree[p].subtype("prt")) {
          look(std::string(c_.tree.form(p)) + std::string(c_.tree.lemma(t)), t);
        }
      }
    }
    if (headline_verb(c_, t)) look(c_.tree.lemma(t), t, Reading::kVerbForm);
    look(c_.tree.lemma(t), t);
    look_form(t);
    if (!best_.frame && c_.tree.form(t) != c_.tree.lemma(t)) look(c_.tree.form(t), t);
    if (!best_.frame && token.upos != Upos::VERB) look_compound(t);
    // A participle before its noun ("warring parties", "besieged town") describes; it does not tell.
    bool attribute = best_.frame && best_.verb && !best_.attribute && (token.rel == Rel::amod || hyphened(t));
    attribute = attribute || (best_.frame && !best_.attribute && token.upos == Upos::ADJ && token.rel == Rel::amod);  // "last Wednesday"
    attribute = attribute || (best_.frame && !best_.verb && describes_person(t));
    attribute = attribute || (best_.frame && token.rel == Rel::compound && token.head > t && c_.frames.listed("names_no_act", c_.tree.lemma(token.head)));
    attribute = attribute || (best_.frame && best_.verb && token.rel == Rel::compound && token.upos == Upos::NOUN && token.head > t);  // "monitoring committee"
    attribute = attribute || (best_.frame && !best_.verb && (names_office(t) || only_names(t)));
    if (best_.frame && !attribute && !(best_.verb && before_its_noun(t))) out.push_back(best_);
  }
  return out;
}

}  // namespace

std::vector<Trigger> find_triggers(const EventContext& c, const Frame* only) { return TriggerFinder(c, only).run(); }

}  // namespace bestand
