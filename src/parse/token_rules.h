// What a language's lang/<code>/tokens.toml says about abbreviations and clitics, and about words that models read as
// another: abbreviations spelt like a word, and words that treebanks hardly know and news is full of.
//
// Errors   kBadData with file and line
// Threads  const after load
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "base/result.h"
#include "parse/lex.h"

namespace bestand {

class TokenRules {
 public:
  TokenRules() = default;  // knows nothing: for languages without the file
  static Result<TokenRules> load(const std::string& path);

  // Keys are Lex::lower. An abbreviation keeps its period and, unless it may close, ends no sentence before a
  // word that begins in upper case.
  bool abbreviation(uint64_t lower) const {
    return abbreviations_.contains(lower) || closers_.contains(lower);
  }
  bool may_close(uint64_t lower) const { return closers_.contains(lower); }
  // "10 p.m.", "23.00 uur"; what goes on with a clock time though it begins in upper case: "GMT", "Thursday"; and
  // the noun that names a zone: "Damascus time".
  bool clock(uint64_t lower) const { return clocks_.contains(lower); }
  bool after_clock(uint64_t lower) const { return after_clock_.contains(lower); }
  bool clock_noun(uint64_t lower) const { return clock_nouns_.contains(lower); }
  bool clitic(uint64_t lower) const { return clitics_.contains(lower); }
  // "cease-fire": one token, where the treebank cuts words at their hyphens.
  bool whole(uint64_t lower) const { return whole_.contains(lower); }
  // "Said on X. Later ...": a name of one letter behind such a word, whose period is the sentence's and no initial's.
  bool one_letter(uint64_t before, uint64_t lower) const { return one_letter_.contains(lower) && before_one_letter_.contains(before); }
  // "Riep ... op te": verbs whose particle stands before an infinitive, as one word.
  bool particle_verb(std::string_view verb) const { return particle_verbs_.contains(lower_hash(verb)); }
  const std::unordered_set<uint64_t>& particle_verbs() const { return particle_verbs_; }
  // "Zegt [hij] dat": what begins a clause that is told, and the verbs that tell one. "Zowel ... als": the words of a pair, the
  // second of which also says "if".
  bool that(std::string_view form) const { return that_.contains(lower_hash(form)); }
  bool that_verb(std::string_view lemma) const { return that_verbs_.contains(lower_hash(lemma)); }
  bool as(std::string_view form) const { return as_.contains(lower_hash(form)); }
  bool to(std::string_view form) const { return to_.contains(lower_hash(form)); }  // of an infinitive
  bool state_noun(std::string_view form) const { return state_nouns_.contains(lower_hash(form)); }  // "is in [handen] van"
  bool whether(std::string_view form) const { return whether_.contains(lower_hash(form)); }  // which elsewhere says "or"
  bool be(std::string_view form) const { return be_.contains(lower_hash(form)); }  // which elsewhere says "his"
  bool among(std::string_view form) const { return among_.contains(lower_hash(form)); }
  bool both(std::string_view form) const { return both_.contains(lower_hash(form)); }
  // "Revenge [for] the strike": a noun, by its lemma, and the preposition of what belongs to it.
  bool noun_preposition(std::string_view lemma, std::string_view form) const {
    return noun_prepositions_.contains(lower_hash(std::string(lemma) + '_' + std::string(form)));
  }
  bool that_noun(std::string_view lemma) const { return that_nouns_.contains(lower_hash(lemma)); }  // "the [charge] that"
  bool since(std::string_view form) const { return since_.contains(lower_hash(form)); }
  bool times(std::string_view form) const { return times_.contains(lower_hash(form)); }  // "300 [times]"
  bool among_whom(std::string_view form) const { return among_whom_.contains(lower_hash(form)); }  // "[among] whom a child"
  bool agent(std::string_view form) const { return agent_.contains(lower_hash(form)); }  // "[by] whom"
  bool judging_verb(std::string_view lemma) const { return judging_verbs_.contains(lower_hash(lemma)); }  // what who tells goes on to do
  bool has_agents() const { return !agent_.empty(); }
  bool has_noun_prepositions() const { return !noun_prepositions_.empty(); }
  bool has_clause_words() const { return !that_.empty() || !as_.empty(); }
  // "IS" amid lower case is no form of "is": the word that models read in the place of such an abbreviation, or null.
  const Lex* read_as(std::string_view form) const {
    auto found = read_as_.find(form);
    return found == read_as_.end() ? nullptr : &found->second;
  }
  // "Ceasefire", which a model does not know: a word it knows that stands in like sentences, in the same case; or null.
  const Lex* read_as(const Lex& word) const;
  struct InCases {
    Lex lower, title, upper;
  };

 private:
  std::unordered_set<uint64_t> abbreviations_, closers_, clitics_, clocks_, after_clock_, clock_nouns_, whole_, one_letter_, before_one_letter_,
      particle_verbs_, that_, that_verbs_, as_, both_, to_, state_nouns_, whether_, be_, noun_prepositions_, that_nouns_, since_, times_, among_, among_whom_, agent_, judging_verbs_;
  std::map<std::string, Lex, std::less<>> read_as_;        // abbreviations
  std::unordered_map<uint64_t, InCases> words_read_as_;  // by Lex::lower
};

}  // namespace bestand
