#include "parse/attachments.h"

#include "parse/tree_edit.h"

namespace bestand {
namespace {

class Attachments : TreeEdit {
 public:
  using TreeEdit::TreeEdit;

  void run(const Sentence& s) {
    for (int32_t t = s.first; t < s.last; ++t) {
      if (tokens_[t].rel == Rel::acl && tokens_[t].has_feat("Voice=Pass")) share_auxiliaries(t, s);
      if (tokens_[t].rel == Rel::obl && rules_.has_noun_prepositions()) give_to_noun(t, s);
      if (tokens_[t].rel == Rel::obl) give_to_verb(t, s);
      if (tokens_[t].rel == Rel::nsubj) raise_subject(t, s);
      if (tokens_[t].rel == Rel::ccomp) give_inner(t, s);
      if (tokens_[t].rel == Rel::advcl || tokens_[t].rel == Rel::acl) give_participle(t, s);
      if (tokens_[t].rel == Rel::conj && rules_.judging_verb(tokens_[t].lemma)) give_to_teller(t, s);
    }
  }

 private:
  // "Er wordt gesproken [van gevechten]" is by nobody; "samen [met Turkije]" is the verb's, as the adverb is.
  void give_to_verb(int32_t t, const Sentence& s) {
    const int32_t word = other_child(t, Rel::case_, -1, s), head = tokens_[t].head;
    if (tokens_[t].subtype("agent") && rules_.has_agents() && word >= 0 && !rules_.agent(tokens_[word].form)) tokens_[t].deprel = "obl";
    const bool adverb = head >= 0 && tokens_[head].upos == Upos::ADV && tokens_[head].rel == Rel::advmod && tokens_[head].head >= 0;
    if (adverb && word == head + 1 && tokens_[tokens_[head].head].upos == Upos::VERB) move(t, tokens_[head].head);
  }

  // "Stated that he envisioned [the process would take days]": of two clauses told side by side with nothing between, the second
  // is told by the first.
  void give_inner(int32_t clause, const Sentence& s) {
    const int32_t verb = tokens_[clause].head, left = leftmost(clause, s);
    const int32_t outer = left - 1;  // a verb that its own clause ends with
    if (verb < 0 || outer <= verb || tokens_[outer].upos != Upos::VERB || tokens_[outer].head != verb || tokens_[outer].rel != Rel::ccomp) return;
    if (tokens_[outer].has_feat("VerbForm=Fin") && other_child(outer, Rel::obj, -1, s) < 0 && tokens_[left].upos != Upos::CCONJ) move(clause, outer);
  }

  // "A truce [brokered by Turkey] came into force": what stands right behind a subject and before its verb tells of the subject.
  void give_participle(int32_t done, const Sentence& s) {
    const int32_t verb = tokens_[done].head;
    const bool participle = tokens_[done].upos == Upos::VERB && tokens_[done].has_feat("VerbForm=Part") && !tokens_[done].has_feat("Tense=Pres");
    if (verb <= done || done <= s.first + 1 || !participle || !tokens_[verb].has_feat("VerbForm=Fin") || other_child(done, Rel::nsubj, -1, s) >= 0) return;
    if (other_child(done, Rel::mark, -1, s) >= 0 || other_child(done, Rel::aux, -1, s) >= 0) return;
    const int32_t subject = other_child(verb, Rel::nsubj, -1, s), end = tokens_[done - 1].form == "," ? done - 1 : done;
    if (subject >= 0 && subject < end && ends_at(subject, end, s)) hang(done, subject, Rel::acl, "acl");
  }

  // "Said forces shelled the town, [and called it a breach]": who tells calls it so, and not who shelled.
  void give_to_teller(int32_t verb, const Sentence& s) {
    const int32_t told = tokens_[verb].head, tells = told >= 0 ? tokens_[told].head : -1, joined = other_child(verb, Rel::cc, -1, s);
    if (tells < 0 || told > verb || tells > told || tokens_[told].rel != Rel::ccomp || joined <= s.first || joined > verb) return;
    const bool parted = tokens_[joined - 1].form == "," && tokens_[verb].has_feat("VerbForm=Fin") && tokens_[tells].has_feat("VerbForm=Fin");
    if (parted && other_child(verb, Rel::nsubj, -1, s) < 0 && other_child(tells, Rel::nsubj, -1, s) >= 0) move(verb, tells);
  }

  // "Gaat [de strijd] onverminderd door": the subject of how it goes is the verb's.
  void raise_subject(int32_t t, const Sentence& s) {
    const int32_t how = tokens_[t].head, verb = how >= 0 ? tokens_[how].head : -1;
    if (verb < 0 || tokens_[how].upos != Upos::ADJ || tokens_[how].rel != Rel::xcomp || !tokens_[verb].has_feat("VerbForm=Fin")) return;
    if (other_child(how, Rel::cop, -1, s) < 0 && other_child(verb, Rel::nsubj, -1, s) < 0) hang(t, verb, Rel::nsubj, "nsubj");
  }

  // "Vowed revenge [for the strike]", "eiste de verantwoordelijkheid op [voor de aanslag]": what the noun before it asks for.
  void give_to_noun(int32_t t, const Sentence& s) {
    const int32_t verb = tokens_[t].head, word = other_child(t, Rel::case_, -1, s);
    if (verb < 0 || word <= s.first || word > t || !begins(t, word, s)) return;
    int32_t noun = word - 1;
    if (noun > s.first && tokens_[noun].head == verb && tokens_[noun].subtype("prt")) --noun;
    const bool object = tokens_[noun].head == verb && (tokens_[noun].rel == Rel::obj || tokens_[noun].rel == Rel::nsubj);
    const bool beside = noun == word - 1 && tokens_[noun].upos == Upos::NOUN;  // "a truce in force [since Monday]"
    if ((object || beside) && rules_.noun_preposition(tokens_[noun].lemma, tokens_[word].form)) hang(t, noun, Rel::nmod, "nmod");
  }

  // "The border will be closed and the road [mined]": the auxiliaries of the first serve the second.
  void share_auxiliaries(int32_t done, const Sentence& s) {
    const int32_t noun = tokens_[done].head, first = noun >= 0 ? tokens_[noun].head : -1;
    if (noun < 0 || noun + 1 != done || tokens_[noun].rel != Rel::conj || first < 0 || !tokens_[first].has_feat("Voice=Pass")) return;
    if (other_child(first, Rel::aux, -1, s) < 0) return;
    for (int32_t i = s.first; i < s.last; ++i) {
      if (tokens_[i].head == done && tokens_[i].rel != Rel::cc) return;
    }
    const int32_t joined = other_child(done, Rel::cc, -1, s) >= 0 ? -1 : other_child(noun, Rel::cc, -1, s);
    hang(done, first, Rel::conj, "conj");
    hang(noun, done, Rel::nsubj, "nsubj:pass");
    if (joined >= 0) move(joined, done);
  }
};

}  // namespace

void give_attachments(const TokenRules& rules, Parse* parse) {
  Attachments attachments(rules, parse);
  for (const Sentence& s : parse->sentences) attachments.run(s);
}

}  // namespace bestand
