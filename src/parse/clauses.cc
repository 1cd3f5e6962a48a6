// A parser of news misreads small words and word orders that its treebanks lack. What is set right here, each by a sign that
// the tree itself carries: a clause with two subjects tells of no noun before it, an infinitive with "te" is joined by no
// "and", a verb of telling behind a comma is followed by who tells.
//
// Limits   verbs of telling are those that the rules name: "het bericht dat" may be of either kind
#include "parse/clauses.h"

#include <string>

#include "parse/tree_edit.h"

namespace bestand {
namespace {

class Clauses : TreeEdit {
 public:
  using TreeEdit::TreeEdit;

  void run(const Sentence& s) {
    for (int32_t t = s.first; t < s.last; ++t) {
      if (tokens_[t].rel == Rel::cop || tokens_[t].rel == Rel::case_) pass_up(t, s);
      if (tokens_[t].rel == Rel::fixed) stand_for(t, s);
      if (tokens_[t].rel == Rel::obj && has_case(t, s)) hang(t, tokens_[t].head, Rel::obl, "obl");
      if (tokens_[t].rel == Rel::fixed && tokens_[t].upos == Upos::ADP) lead_phrase(t, s);
      if (tokens_[t].rel == Rel::conj && tokens_[t].upos == Upos::VERB) thing_done(t, s);
      if (tokens_[t].rel == Rel::cc) keep_before(t, s);
      if (rules_.among(tokens_[t].form)) give_member(t);
      if (rules_.to(tokens_[t].form) && tokens_[t].rel == Rel::mark) give_infinitive(t, s);
      if (rules_.that_verb(tokens_[t].lemma)) give_speaker(t, s);
    }
    for (int32_t t = s.first; t < s.last; ++t) {
      if (rules_.that(tokens_[t].form)) {
        skip_relative(t, s);
        give_content(t, s);
      }
      if (rules_.as(tokens_[t].form) && !give_pair(t, s)) give_condition(t, s);
      if (rules_.be(tokens_[t].form) && tokens_[t].subtype("poss")) give_auxiliary(t, s);
      if (tokens_[t].rel == Rel::parataxis) keep_in_list(t, s);
      if (tokens_[t].rel == Rel::obl) keep_behind(t, s);
      if (tokens_[t].rel == Rel::acl) give_whom(t, s);
      if (tokens_[t].upos == Upos::VERB) part_subjects(t, s);
    }
  }

 private:
  void make_mark(int32_t token, int32_t clause) {
    hang(token, clause, Rel::mark, "mark");
    tokens_[token].upos = Upos::SCONJ;
    tokens_[token].feats = {};
  }

  // "Is nooit rustig geweest", "is terug in handen": what hangs on the copula or the preposition is the predicate's.
  void pass_up(int32_t word, const Sentence& s) {
    if (tokens_[word].head < 0) return;
    for (int32_t i = s.first; i < s.last; ++i) {
      const Rel rel = tokens_[i].rel;
      const bool part = tokens_[word].rel == Rel::case_ && (rel == Rel::fixed || rel == Rel::advmod || rel == Rel::punct || rel == Rel::conj || rel == Rel::cc);
      if (tokens_[i].head == word && !part) move(i, tokens_[word].head);
    }
  }

  // "Is in handen van", "zijn in gevecht met": the noun with its preposition, as elsewhere; treebanks have it the other way where
  // they take the two for one word.
  void stand_for(int32_t noun, const Sentence& s) {
    const int32_t word = tokens_[noun].head;
    if (word < 0 || tokens_[word].upos != Upos::ADP || tokens_[noun].upos != Upos::NOUN || !rules_.state_noun(tokens_[noun].form)) return;
    const int32_t article = word + 2 == noun && tokens_[word + 1].upos == Upos::DET ? word + 1 : -1;  // "aan de gang"
    if (article >= 0) hang(article, noun, Rel::det, "det");
    if ((article < 0 && word + 1 != noun) || other_child(word, Rel::fixed, noun, s) >= 0) return;
    for (int32_t i = s.first; i < s.last; ++i) {
      if (tokens_[i].head == word && i != noun) move(i, noun);
    }
    hang(noun, tokens_[word].head, tokens_[word].rel, tokens_[word].deprel);
    hang(word, noun, Rel::case_, "case");
  }

  // "Tot stand [met steun van] Rusland": one phrase behind another, which leads the name behind it.
  void lead_phrase(int32_t word, const Sentence& s) {
    const int32_t noun = word + 1, last = word + 2, head = tokens_[word].head;
    if (last >= s.last || tokens_[noun].upos != Upos::NOUN || tokens_[last].upos != Upos::ADP || tokens_[last].rel != Rel::fixed) return;
    if (tokens_[last].head != head && tokens_[last].head != word) return;
    for (int32_t i = last + 1; i < s.last; ++i) {
      if (tokens_[i].upos != Upos::NOUN && tokens_[i].upos != Upos::PROPN) continue;
      const bool led = (tokens_[i].rel == Rel::obl || tokens_[i].rel == Rel::nmod) && tokens_[i].head < word;
      if (!led || !begins(i, last + 1, s)) return;
      hang(word, i, Rel::case_, "case");
      hang(noun, word, Rel::fixed, "fixed");
      return hang(last, word, Rel::fixed, "fixed");
    }
  }

  // "Ontkende de aanval, bevestigde de ontmoeting en vertrok": one more of what he did, and no word of who tells.
  void keep_in_list(int32_t verb, const Sentence& s) {
    const int32_t first = tokens_[verb].head;
    if (first < s.first || first > verb || tokens_[verb].upos != Upos::VERB || tokens_[verb - 1].upos != Upos::PUNCT) return;
    for (int32_t i = verb + 1; i < s.last; ++i) {
      if (tokens_[i].rel != Rel::conj || tokens_[i].head != first || tokens_[i].upos != Upos::VERB || other_child(i, Rel::cc, -1, s) < 0) continue;
      const int32_t thing = other_child(verb, Rel::nsubj, -1, s);
      if (thing > verb && other_child(verb, Rel::obj, -1, s) < 0) hang(thing, verb, Rel::obj, "obj");
      return hang(verb, first, Rel::conj, "conj");
    }
  }

  // "Zo meldt Tass [op basis van bronnen]", hung beyond the verb of telling; "sinds de start van het offensief [op 4 april]"; "het
  // [300 keer] geschonden".
  void keep_behind(int32_t t, const Sentence& s) {
    const int32_t head = tokens_[t].head;
    for (int32_t v = head + 1; head >= 0 && v < t; ++v) {
      if (tokens_[v].rel == Rel::parataxis && tokens_[v].head == head && has_case(t, s)) return void(move(t, v));
    }
    const int32_t word = other_child(t, Rel::case_, -1, s);
    for (int32_t n = s.first; word > 0 && n < word && head > t; ++n) {
      if (tokens_[n].head != head || tokens_[n].rel != Rel::obl || !ends_at(n, word, s)) continue;
      const int32_t opener = other_child(n, Rel::case_, -1, s);
      if (opener >= 0 && opener < n && rules_.since(tokens_[opener].form)) return hang(t, n, Rel::nmod, "nmod");
    }
    const int32_t it = other_child(t, Rel::det, -1, s);
    const bool counted = rules_.times(tokens_[t].form) && other_child(t, Rel::nummod, -1, s) > it && it >= 0 && head > t;
    if (!counted || tokens_[it].form != "het" || other_child(head, Rel::obj, -1, s) >= 0) return;
    hang(it, head, Rel::obj, "obj");
    tokens_[it].upos = Upos::PRON;
  }

  // "Zeven doden na de beschieting, [onder wie een kind]": of those who were counted.
  void give_whom(int32_t t, const Sentence& s) {
    const int32_t whom = other_child(t, Rel::nmod, -1, s), word = whom < 0 ? -1 : other_child(whom, Rel::case_, -1, s);
    if (word < s.first + 2 || word > whom || whom > t || tokens_[whom].upos != Upos::PRON || !rules_.among_whom(tokens_[word].form)) return;
    for (int32_t i = word - 1; i >= s.first; --i) {
      if (!nominal(i) || other_child(i, Rel::nummod, -1, s) < 0) continue;
      if (!move(t, i)) return;
      if (!nominal(t) || other_child(t, Rel::cop, -1, s) >= 0 || other_child(t, Rel::nsubj, -1, s) >= 0) return;
      hang(t, i, Rel::nmod, "nmod");  // no verb tells what they do: some of them
      hang(word, t, Rel::case_, "case");
      return hang(whom, word, Rel::fixed, "fixed");
    }
  }

  // "Wisselden soldaten en strijders [schoten] uit": no second verb stands beside the first with neither sign nor word between.
  void thing_done(int32_t word, const Sentence& s) {
    const int32_t verb = tokens_[word].head;
    if (verb < s.first || verb > word || tokens_[verb].upos != Upos::VERB || tokens_[word - 1].upos == Upos::PUNCT) return;
    if (!tokens_[verb].has_feat("VerbForm=Fin") || tokens_[word].has_feat("VerbForm=Inf") || other_child(verb, Rel::obj, -1, s) >= 0) return;
    if (other_child(verb, Rel::nsubj, -1, s) < 0) return;
    for (int32_t i = s.first; i < s.last; ++i) {
      if (tokens_[i].head == word && !tokens_[i].subtype("prt") && tokens_[i].upos != Upos::PUNCT) return;
    }
    for (int32_t i = word + 1; i < s.last; ++i) {
      if (tokens_[i].head == word) move(i, verb);  // its particle is the verb's
    }
    hang(word, verb, Rel::obj, "obj");
    tokens_[word].upos = Upos::NOUN;
  }

  // "..., waaronder het Vrije Leger": a noun with its preposition, and no clause.
  void give_member(int32_t word) {
    const int32_t noun = tokens_[word].head;
    const bool clause = noun > word && tokens_[noun].head >= 0 && (tokens_[noun].rel == Rel::advcl || tokens_[noun].rel == Rel::acl);
    if (!clause || (tokens_[noun].upos != Upos::NOUN && tokens_[noun].upos != Upos::PROPN)) return;
    hang(noun, tokens_[noun].head, Rel::obl, "obl");
    hang(word, noun, Rel::case_, "case");
  }

  // "Spreekt [dat] tegen en zegt": before the "and" it is the first verb's.
  void keep_before(int32_t word, const Sentence& s) {
    const int32_t second = tokens_[word].head, first = second > word ? tokens_[second].head : -1;
    if (first < s.first || first > word || tokens_[second].rel != Rel::conj || tokens_[second].upos != Upos::VERB || tokens_[first].upos != Upos::VERB) return;
    for (int32_t i = first + 1; i < word; ++i) {
      if (tokens_[i].head == second && rules_.that(tokens_[i].form)) hang(i, first, Rel::obj, "obj");
    }
  }

  // "Melden schoten te hebben gehoord", "zei de groep te hebben ingestemd", "te bewegen de wapens neer te leggen": what is said
  // or asked, and not a second act or a purpose.
  void give_infinitive(int32_t to, const Sentence& s) {
    const int32_t verb = tokens_[to].head, above = verb >= 0 ? tokens_[verb].head : -1;
    if (verb > to) keep_preposition(to, verb, s);
    if (verb <= to || above < 0 || above > to || tokens_[above].upos != Upos::VERB || other_child(verb, Rel::mark, to, s) >= 0) return;
    const bool loose = tokens_[verb].rel == Rel::conj && other_child(verb, Rel::cc, -1, s) < 0 && tokens_[verb - 1].upos != Upos::PUNCT;
    if (loose || tokens_[verb].rel == Rel::advcl) hang(verb, above, Rel::xcomp, "xcomp");
    if (tokens_[verb].rel != Rel::xcomp || !rules_.that_verb(tokens_[above].lemma)) return;
    for (int32_t i = above + 1; loose && i < to; ++i) {
      if (tokens_[i].head == above && tokens_[i].rel == Rel::obj) move(i, verb);
    }
    if (other_child(above, Rel::nsubj, -1, s) >= 0 || !tokens_[above].has_feat("VerbForm=Fin") || tokens_[above].rel == Rel::xcomp) return;
    for (int32_t i = above + 1; i < to; ++i) {  // "zei de groep te"
      if (tokens_[i].head != verb || tokens_[i].rel != Rel::obj) continue;
      if (begins(i, above + 1, s)) hang(i, above, Rel::nsubj, "nsubj");
      return;
    }
  }

  // "Zich [aan] het bestand te houden": a particle of such a verb stands right before "te", and this one leads a noun.
  void keep_preposition(int32_t to, int32_t verb, const Sentence& s) {
    for (int32_t i = s.first; i + 1 < to; ++i) {
      if (tokens_[i].head != verb || !tokens_[i].subtype("prt") || tokens_[i].upos != Upos::ADP) continue;
      for (int32_t n = i + 1; n < to; ++n) {
        if (tokens_[n].head != verb || !nominal(n) || tokens_[n].rel == Rel::nsubj || has_case(n, s) || !begins(n, i + 1, s)) continue;
        const std::string joined = std::string(tokens_[i].form) + "_";
        if (tokens_[verb].lemma.starts_with(joined)) tokens_[verb].lemma.remove_prefix(joined.size());
        hang(n, verb, Rel::obl, "obl");
        return hang(i, n, Rel::case_, "case");
      }
    }
  }

  // "..., bevestigt het ministerie": who tells stands behind the verb.
  void give_speaker(int32_t verb, const Sentence& s) {
    if (tokens_[verb].rel != Rel::conj || verb == s.first || tokens_[verb - 1].upos != Upos::PUNCT || tokens_[verb].head > verb) return;
    if (!tokens_[verb].has_feat("VerbForm=Fin") || other_child(verb, Rel::cc, -1, s) >= 0) return;
    for (int32_t i = verb + 1; i < s.last; ++i) {  // "ontkende A, bevestigde B en vertrok"
      if (tokens_[i].rel == Rel::conj && tokens_[i].head == tokens_[verb].head) return;
    }
    const int32_t object = other_child(verb, Rel::obj, -1, s), subject = other_child(verb, Rel::nsubj, -1, s);
    if (subject >= 0 && subject < verb) return;
    if (subject < 0) {
      if (object < verb || !begins(object, verb + 1, s)) return;
      hang(object, verb, Rel::nsubj, "nsubj");
    }
    hang(verb, tokens_[verb].head, Rel::parataxis, "parataxis");
  }

  // "Onderweg [zijn] vluchtelingen beschoten": a participle that lacks its auxiliary, and a subject that seems to be owned.
  void give_auxiliary(int32_t word, const Sentence& s) {
    const int32_t noun = tokens_[word].head, verb = noun > word ? tokens_[noun].head : -1;
    if (noun < word || verb < noun || tokens_[noun].rel != Rel::nsubj || !tokens_[noun].has_feat("Number=Plur") || !begins(noun, word, s)) return;
    if (!tokens_[verb].has_feat("VerbForm=Part") || tokens_[verb].rel == Rel::acl || tokens_[verb].rel == Rel::amod) return;
    if (other_child(verb, Rel::aux, -1, s) >= 0 || other_child(verb, Rel::cop, -1, s) >= 0) return;
    const bool passive = tokens_[noun].subtype("pass");
    hang(word, verb, Rel::aux, passive ? "aux:pass" : "aux");
    tokens_[word].upos = Upos::AUX;
    tokens_[word].feats = "Number=Plur|Tense=Pres|VerbForm=Fin";
  }

  // "Of Rusland de bombardementen hervat": of two subjects before an active verb the second is its object, and a subject is that
  // of a passive only where something makes it one.
  void part_subjects(int32_t verb, const Sentence& s) {
    int32_t first = -1, second = -1;
    bool passive = false, object = false;
    for (int32_t i = s.first; i < s.last; ++i) {
      if (tokens_[i].head != verb) continue;
      passive = passive || tokens_[i].rel == Rel::cop || (tokens_[i].rel == Rel::aux && tokens_[i].subtype("pass"));
      object = object || tokens_[i].rel == Rel::obj;
      if (tokens_[i].rel != Rel::nsubj || i > verb) continue;
      (first < 0 ? first : second) = i;
    }
    const bool bare = other_child(verb, Rel::aux, -1, s) < 0 && tokens_[verb].rel != Rel::acl;  // "hervat" is finite where nothing else is
    if (first >= 0 && second < 0 && !passive && !object) {  // "het ministerie meldt [zeven doden]"
      const int32_t behind = other_child(verb, Rel::nsubj, first, s);
      if (behind > verb && nominal(first) && !has_case(behind, s)) hang(behind, verb, Rel::obj, "obj");
    }
    if (passive || first < 0 || (!tokens_[verb].has_feat("VerbForm=Fin") && !(bare && second >= 0))) return;
    if (tokens_[first].subtype("pass")) tokens_[first].deprel = "nsubj";
    const bool names = tokens_[first].upos == Upos::NOUN || tokens_[first].upos == Upos::PROPN;
    if (second < 0 || !names || object) return;
    hang(second, verb, Rel::obj, "obj");
    const int32_t opener = other_child(verb, Rel::cc, -1, s);
    if (opener < 0 || opener > first || !rules_.whether(tokens_[opener].form) || tokens_[verb].rel != Rel::conj) return;
    make_mark(opener, verb);  // the verb behind its object: no "or"
    hang(verb, tokens_[verb].head, Rel::ccomp, "ccomp");
  }

  // "Dat Israël het bestand dat sinds maandag gold, heeft beëindigd": the word that begins the whole, and not what tells of the
  // truce in it.
  void skip_relative(int32_t that, const Sentence& s) {
    const int32_t inner = tokens_[that].head, noun = inner >= 0 ? tokens_[inner].head : -1;
    if (inner < 0 || tokens_[inner].rel != Rel::acl || noun <= that || noun > inner) return;
    for (int32_t v = inner + 1; v < s.last; ++v) {
      if (tokens_[v].upos != Upos::VERB || tokens_[v].head > that) continue;
      int32_t subject = other_child(v, Rel::nsubj, -1, s);
      const int32_t drawn = other_child(inner, Rel::nsubj, -1, s);
      if (subject < 0 && drawn > that && drawn < noun) hang(subject = drawn, v, Rel::nsubj, "nsubj");
      if (subject <= that || subject > noun) continue;
      make_mark(that, v);
      for (int32_t i = noun + 1; i < inner; ++i) {  // "sinds maandag"
        if (tokens_[i].head == v && tokens_[i].rel == Rel::obl) move(i, inner);
      }
      if (tokens_[noun].head < that && other_child(v, Rel::obj, -1, s) < 0) hang(noun, v, Rel::obj, "obj");
      return;
    }
  }

  // "Zegt [het leger] dat het dorp is heroverd", its clause hung on the speaker: it is what he says.
  void give_content(int32_t that, const Sentence& s) {
    const int32_t clause = tokens_[that].head;
    // "Kwam met de beschuldiging dat": of the noun right before it.
    const bool loose = clause > that && that > s.first && (tokens_[clause].rel == Rel::advcl || tokens_[clause].rel == Rel::ccomp);
    if (loose && tokens_[clause].head < that && tokens_[that - 1].upos == Upos::NOUN && rules_.that_noun(tokens_[that - 1].lemma)) {
      make_mark(that, clause);
      return hang(clause, that - 1, Rel::acl, "acl");
    }
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
    if (subject > as && tokens_[as].rel == Rel::mark && tokens_[subject].upos == Upos::VERB) return give_marked(subject, as, s);
    if (subject <= as || !nominal(subject) || tokens_[subject].rel == Rel::conj) return;
    const int32_t clause = verb_behind(subject, s);
    if (clause < 0) return;
    const bool inside = tokens_[subject].head == clause, beside = tokens_[subject].head == tokens_[clause].head && tokens_[clause].head < as;
    if ((!inside && !beside) || tokens_[clause].head < 0 || (inside && tokens_[clause].head > as)) return;
    if (other_child(clause, Rel::nsubj, subject, s) >= 0 || other_child(clause, Rel::mark, as, s) >= 0) return;
    const Rel rel = tokens_[subject].rel;
    if (rel != Rel::obl && rel != Rel::advcl && rel != Rel::nsubj && rel != Rel::obj) return;
    const int32_t aux = other_child(clause, Rel::aux, -1, s);
    if (aux >= 0 && aux < as) return;  // "werden als strijders beschoten"
    hang(subject, clause, Rel::nsubj, "nsubj");
    make_mark(as, clause);
    hang(clause, on_what(clause, as, s), Rel::advcl, "advcl");
  }

  // A condition told of as a thing said, or with its subject as a time: "als [rebellen] de afspraken schenden".
  void give_marked(int32_t clause, int32_t as, const Sentence& s) {
    if (tokens_[clause].rel == Rel::ccomp && tokens_[clause].head >= 0 && tokens_[clause].head < as) hang(clause, on_what(clause, as, s), Rel::advcl, "advcl");
    if (other_child(clause, Rel::nsubj, -1, s) >= 0) return;
    for (int32_t i = as + 1; i < clause; ++i) {
      if (tokens_[i].head != clause || !nominal(i)) continue;
      if (tokens_[i].rel == Rel::obl && begins(i, as + 1, s) && !has_case(i, s)) hang(i, clause, Rel::nsubj, "nsubj");
      return;
    }
  }

  // "Zei dat ze zou terugslaan als": what is said waits for it, and not the saying.
  int32_t on_what(int32_t clause, int32_t as, const Sentence& s) const {
    const int32_t head = tokens_[clause].head;
    const int32_t said = other_child(head, Rel::ccomp, clause, s);
    return rules_.that_verb(tokens_[head].lemma) && said > head && said < as ? said : head;
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
};

}  // namespace

void give_clauses(const TokenRules& rules, Parse* parse) {
  if (!rules.has_clause_words()) return;
  Clauses clauses(rules, parse);
  for (const Sentence& s : parse->sentences) clauses.run(s);
}

}  // namespace bestand
