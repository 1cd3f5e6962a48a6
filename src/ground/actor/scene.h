// What is being found out about the actors of one document; the steps of the grounder pass it on.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "ground/actor/lexicon.h"
#include "ground/actor/text.h"
#include "ground/mentions.h"
#include "read/document.h"

namespace bestand {

constexpr int32_t kNone = -1;

// One noun phrase that may name an actor.
struct Nominal {
  int32_t first = 0, last = 0;  // tokens of the phrase
  int32_t head = 0;             // token
  int32_t core_first = 0;       // first token of the name or noun itself, after determiner and adjectives
  int32_t core_last = 0;
  const Actor* actor = nullptr;      // of the base
  std::vector<const Actor*> rivals;  // other readings of the name
  const ActorClass* cls = nullptr;   // of the head noun
  const Actor* state = nullptr;      // state or people of its demonym
  int32_t owner = kNone;             // nominal it belongs to: "a spokesman for X", "X's forces", "X fighters"
  int32_t apposed = kNone;           // nominal that names the same one
  int32_t possessor = kNone;         // token of a possessive pronoun
  int32_t doc_entity = kNone;        // number of an actor that this document brings
  int32_t antecedent = kNone;
  ActorForm form = ActorForm::kDescription;
  bool person = false;
  bool plural = false;
  bool definite = false;
  bool demonstrative = false;
  bool indefinite = false;
  bool former = false;
  bool backed = false;         // the demonym is the backer's: "Turkish-backed rebels"
  bool by_surname = false;     // of a title and a surname: "Sheikh al-Hijri"
  bool inside = false;         // its last word goes on: "IS-strijders"
  bool dead = false;           // absorbed or no actor after all
  bool place_reading = false;  // a state or capital that may be just a place
  std::string id, name, kind, code, speaks_for;
  double score = 1;
};

struct Evidence {
  int32_t sentence;
  std::string country;
  double weight;
};

struct DocEntity {
  std::string name;
  std::string kind;
  std::string key;  // folded
  std::string speaks_for;
  std::string code;
  bool person = false;
};

struct Scene {
  const Document& document;
  const Parse& parse;
  const ActorLexicon& lexicon;
  const ActorBase& base;
  const Mentions& mentions;
  ActorText text;
  std::optional<int32_t> day;
  std::vector<Nominal> nominals;
  std::vector<int32_t> name_at;  // of each token: the nominal of the name that covers it, or kNone
  std::vector<int32_t>
      noun_at;  // of each token: the nominal of the noun or people's name that covers it, or kNone
  std::vector<const Actor*> demonym_at;  // of each token: whose demonym it is part of
  std::vector<Evidence> evidence;        // what countries the text speaks of
  std::vector<DocEntity> entities;
  std::map<std::string, int32_t>
      short_forms;  // acronyms and surnames the text introduces: nominal that has them

  Scene(const Document& d, const Parse& p, const ActorLexicon& l, const ActorBase& b, const Mentions& m)
      : document(d),
        parse(p),
        lexicon(l),
        base(b),
        mentions(m),
        text(p, l),
        name_at(p.tokens.size(), kNone) {}

  bool is(WordSet set, int32_t token) const { return lexicon.in(set, text.folded[token]); }
  int32_t sentence_first(int32_t token) const { return parse.sentences[parse.tokens[token].sentence].first; }
  int32_t sentence_last(int32_t token) const { return parse.sentences[parse.tokens[token].sentence].last; }
  // The span of tokens without the genitive that shares the last one's letters: "Turkey" of "Turkey's".
  Span span(int32_t first, int32_t last) const;
  std::string_view words(int32_t first, int32_t last) const {
    return quote(document.text, span(first, last));
  }
};

// The steps, in their order.
void find_names(Scene* scene);          // names of the base, capitals, names the parse found
void find_phrases(Scene* scene);        // nouns of the classes and demonyms, with owners
void find_acting_states(Scene* scene);  // a state's adjective before an act of war
void attach_appositions(Scene* scene);  // of-phrases, titles, appositions
void drop_places(Scene* scene);         // states and capitals that are mere places
void weigh_countries(Scene* scene);
void identify(Scene* scene);            // an id, name, kind and code for each
void resolve_references(Scene* scene);  // definite descriptions and pronouns
void resolve_pronouns(Scene* scene);    // the second half of that
void write_mentions(const Scene& scene, Mentions* out);

}  // namespace bestand
