#include "parse/particles.h"

#include <algorithm>
#include <string>

#include "parse/tree_edit.h"

namespace bestand {
namespace {

class Particles : TreeEdit {
 public:
  Particles(const TokenRules& rules, Parse* parse) : TreeEdit(rules, parse), strings_(parse->strings) {}

  void run(const Sentence& s) {
    for (int32_t verb = s.first; verb < s.last; ++verb) {
      if (tokens_[verb].upos != Upos::VERB || !tokens_[verb].has_feat("VerbForm=Fin") || has_particle(verb, s)) continue;
      const int32_t infinitive = asked(verb, s);
      const int32_t particle = infinitive < 0 ? -1 : particle_of(verb, infinitive);
      if (particle >= 0) give(verb, particle, infinitive);
    }
  }

 private:
  bool has_particle(int32_t verb, const Sentence& s) const {
    return std::any_of(tokens_.begin() + s.first, tokens_.begin() + s.last, [&](const Token& t) { return t.head == verb && t.subtype("prt"); });
  }

  bool subject_before(int32_t verb) const {
    int32_t i = verb;
    while (--i >= 0 && tokens_[i].sentence == tokens_[verb].sentence) {
      if (tokens_[i].head == verb && tokens_[i].rel == Rel::nsubj) return true;
    }
    return false;
  }

  // What somebody is asked to do: the infinitive behind the verb.
  int32_t asked(int32_t verb, const Sentence& s) const {
    for (int32_t i = verb + 2; i < s.last; ++i) {
      const bool beneath = tokens_[i].rel == Rel::xcomp || tokens_[i].rel == Rel::advcl;
      if (tokens_[i].head == verb && beneath && tokens_[i].has_feat("VerbForm=Inf")) return i;
    }
    return -1;
  }

  int32_t particle_of(int32_t verb, int32_t infinitive) const {
    for (int32_t i = verb + 2; i < infinitive; ++i) {
      const Token& t = tokens_[i];
      const bool hung = t.upos == Upos::ADP && (t.rel == Rel::case_ || (t.subtype("prt") && t.head == infinitive)) && t.head > i;
      if (hung && rules_.particle_verb(std::string(t.form) + std::string(tokens_[verb].lemma))) return i;
    }
    return -1;
  }

  void give(int32_t verb, int32_t particle, int32_t infinitive) {
    Token& p = tokens_[particle];
    if (p.rel == Rel::case_ && tokens_[p.head].rel == Rel::obl && tokens_[p.head].head == infinitive) {
      tokens_[p.head].rel = Rel::obj;  // without its preposition
      tokens_[p.head].deprel = "obj";
    }
    const std::string joined = std::string(p.form) + "_";
    Token& x = tokens_[infinitive];
    if (p.head == infinitive && x.lemma.starts_with(joined)) x.lemma.remove_prefix(joined.size());
    hang(particle, verb, Rel::compound, "compound:prt");
    tokens_[verb].lemma = strings_.keep(joined + std::string(tokens_[verb].lemma));
    for (int32_t i = verb + 1; i < particle; ++i) {  // those who are asked
      const bool second = tokens_[i].head == verb && tokens_[i].rel == Rel::nsubj && subject_before(verb);
      const bool of_infinitive = tokens_[i].head == infinitive && (tokens_[i].rel == Rel::obj || tokens_[i].rel == Rel::nsubj);
      if (second || of_infinitive) hang(i, verb, Rel::obj, "obj");
    }
  }

  StringArena& strings_;
};

}  // namespace

void give_particles(const TokenRules& rules, Parse* parse) {
  if (rules.particle_verbs().empty()) return;
  Particles particles(rules, parse);
  for (const Sentence& s : parse->sentences) particles.run(s);
}

}  // namespace bestand
