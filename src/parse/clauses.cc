// A speaker between the verb of telling and "that" draws the clause to himself, as if it told of him; a clause cannot be one
// that tells of its head when it has a subject of its own beside the word that would stand for it.
//
// Limits   verbs of telling are those that the rules name: "het bericht dat" may be of either kind
#include "parse/clauses.h"

#include <algorithm>
#include <string>

namespace bestand {
namespace {

class Clauses {
 public:
  Clauses(const TokenRules& rules, Parse* parse) : rules_(rules), tokens_(parse->tokens) {}

  void run(const Sentence& s) {
    for (int32_t t = s.first; t < s.last; ++t) {
      if (rules_.that(tokens_[t].form)) give_content(t, s);
      if (rules_.as(tokens_[t].form) && !give_pair(t, s)) give_condition(t, s);
    }
  }

 private:
  bool nominal(int32_t t) const {
    return tokens_[t].upos == Upos::NOUN || tokens_[t].upos == Upos::PROPN || tokens_[t].upos == Upos::PRON || tokens_[t].upos == Upos::ADJ;
  }

  int32_t other_child(int32_t of, Rel rel, int32_t but, const Sentence& s) const {
    for (int32_t i = s.first; i < s.last; ++i) {
      if (i != but && tokens_[i].head == of && tokens_[i].rel == rel) return i;
    }
    return -1;
  }

  void hang(int32_t token, int32_t head, Rel rel, std::string_view deprel) {
    tokens_[token].head = head;
    tokens_[token].rel = rel;
    tokens_[token].deprel = deprel;
  }

  void make_mark(int32_t token, int32_t clause) {
    hang(token, clause, Rel::mark, "mark");
    tokens_[token].upos = Upos::SCONJ;
    tokens_[token].feats = {};
  }

  // "Zegt [het leger] dat het dorp is heroverd", its clause hung on the speaker: it is what he says.
  void give_content(int32_t that, const Sentence& s) {
    const int32_t clause = tokens_[that].head;
    if (clause <= that || tokens_[clause].rel != Rel::acl) return;
    const Rel as = tokens_[that].rel;
    const bool twice = (as == Rel::nsubj || as == Rel::obj) && other_child(clause, as, that, s) > that;
    if (as != Rel::mark && !twice) return;
    int32_t verb = tokens_[clause].head;
    while (verb >= 0 && verb < that && tokens_[verb].upos != Upos::VERB) verb = tokens_[verb].head;
    if (verb < 0 || verb > that || !rules_.that_verb(tokens_[verb].lemma) || other_child(verb, Rel::ccomp, clause, s) >= 0) return;
    if (tokens_[clause].head < verb) return;  // "het leger zegt", and the clause before it
    make_mark(that, clause);
    hang(clause, verb, Rel::ccomp, "ccomp");
  }

  // "Zowel de rebellen als het leger": two who do it, however the second was hung.
  bool give_pair(int32_t as, const Sentence& s) {
    const int32_t second = tokens_[as].head;
    if (second <= as || !nominal(second)) return false;
    for (int32_t t = as - 1; t >= s.first; --t) {
      if (!rules_.both(tokens_[t].form)) continue;
      const int32_t first = tokens_[t].head;
      if (first <= t || first >= as || !nominal(first)) return false;
      const bool beside = tokens_[second].head == first || tokens_[second].head == tokens_[first].head;
      if (!beside) return false;
      hang(second, first, Rel::conj, "conj");
      hang(as, second, Rel::cc, "cc");
      return true;
    }
    return false;
  }

  // "Als groepen het bestand schenden": a noun and a verb at its end, read as "as groups".
  void give_condition(int32_t as, const Sentence& s) {
    const int32_t subject = tokens_[as].head;
    if (subject <= as || !nominal(subject) || tokens_[subject].rel == Rel::conj) return;
    const int32_t clause = verb_behind(subject, s);
    if (clause < 0) return;
    const bool inside = tokens_[subject].head == clause, beside = tokens_[subject].head == tokens_[clause].head && tokens_[clause].head < as;
    if ((!inside && !beside) || tokens_[clause].head < 0 || (inside && tokens_[clause].head > as)) return;
    if (other_child(clause, Rel::nsubj, subject, s) >= 0 || other_child(clause, Rel::mark, as, s) >= 0) return;
    if (tokens_[subject].rel != Rel::obl && tokens_[subject].rel != Rel::advcl && tokens_[subject].rel != Rel::nsubj) return;
    const int32_t aux = other_child(clause, Rel::aux, -1, s);
    if (aux >= 0 && aux < as) return;  // "werden als strijders beschoten"
    hang(subject, clause, Rel::nsubj, "nsubj");
    make_mark(as, clause);
    hang(clause, tokens_[clause].head, Rel::advcl, "advcl");
  }

  // The verb of a clause that ends with it.
  int32_t verb_behind(int32_t subject, const Sentence& s) const {
    for (int32_t t = subject + 1; t < s.last; ++t) {
      if (tokens_[t].upos == Upos::PUNCT) return -1;
      if (tokens_[t].upos != Upos::VERB) continue;
      const bool ends = t + 1 == s.last || tokens_[t + 1].upos == Upos::PUNCT;
      const bool finite = tokens_[t].has_feat("VerbForm=Fin") || tokens_[t].has_feat("VerbForm=Inf");  // "schenden" may be either
      return ends && finite ? t : -1;
    }
    return -1;
  }

  const TokenRules& rules_;
  std::vector<Token>& tokens_;
};

}  // namespace

void give_clauses(const TokenRules& rules, Parse* parse) {
  if (!rules.has_clause_words()) return;
  Clauses clauses(rules, parse);
  for (const Sentence& s : parse->sentences) clauses.run(s);
}

}  // namespace bestand
