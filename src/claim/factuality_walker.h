// The walk through one document's trees, its steps told by where a word's reading comes from.
//
// Internal to claim/factuality_*.cc.
#pragma once

#include <vector>

#include "claim/factuality_walk.h"

namespace bestand {

void lower_to(FactState* s, Certainty to);
// A signature's or an auxiliary's effect on a state that holds so far.
void apply(Effect effect, FactState* s);

class FactualityWalker {
 public:
  FactualityWalker(const FactualityLexicon& lexicon, const Tree& tree)
      : lex_(lexicon), tree_(tree), states_(tree.size()), incoming_(tree.size()), before_negation_(tree.size()) {}

  std::vector<FactState> run();

 private:
  // factuality_walk.cc: the order of the walk, and which relation hands what down
  void sentence(const Sentence& s, std::vector<int32_t>* order);
  FactState context(int32_t t) const;
  FactState root_context(int32_t t) const;
  bool clause_like(int32_t t) const;
  bool imperative(int32_t t) const;
  FactState conjunct(int32_t t) const;
  bool shares_negation(int32_t t, int32_t p) const;
  bool adverbial_marked(int32_t t) const;
  bool complement_marked(int32_t t) const;
  bool asked_clause(int32_t t) const;
  void mark(int32_t t, FactState* s) const;
  // factuality_above.cc: what governors make of their clauses, nouns and arguments
  Complement complement_kind(int32_t t) const;
  const Signature* find(const FactualityLexicon::Table& table, int32_t p, Complement kind) const;
  const Signature* signature(int32_t p, Complement kind) const;
  bool asks(int32_t t) const;
  bool asks_who(int32_t t) const;
  FactState complement(int32_t t) const;
  bool perfect_infinitive(int32_t t) const;
  bool yet_to(int32_t p) const;
  bool goes(int32_t p, int32_t t) const;
  FactState modal_verb(int32_t p, Effect effect) const;
  FactState unknown_governor(int32_t p, Complement kind) const;
  FactState through(int32_t p, Effect effect, Complement kind = Complement::kInf) const;
  void weaken(const FactState& g, FactState* s) const;
  bool does_all(int32_t t) const;
  bool of_purpose(int32_t t) const;
  FactState adverbial_clause(int32_t t) const;
  FactState noun_clause(int32_t t) const;
  int32_t licensing_verb(int32_t t) const;
  FactState argument(int32_t t) const;
  bool tells_of(int32_t p) const;
  void arranged(int32_t p, FactState* s) const;
  void arranged_verb(int32_t t, FactState* s) const;
  // factuality_own.cc: a word's own auxiliaries, adverbs, negation and tense
  bool past(int32_t t) const;
  bool would_form(int32_t c) const;
  FactState local(int32_t t, FactState s);
  bool own_negation(int32_t t) const;
  bool unneeded(int32_t t) const;
  bool no_longer(int32_t c) const;
  bool of_governor(int32_t t, int32_t c) const;
  bool borrowed_negation(int32_t t) const;
  bool followed(int32_t c) const;
  bool verbal(int32_t t) const;
  bool denies_whole(int32_t d) const;
  bool negative_argument(int32_t c) const;
  void auxiliaries(int32_t t, bool negated, FactState* s);
  void would(int32_t t, Effect effect, FactState* s) const;
  void apply_modal(int32_t t, Effect effect, FactState* s) const;
  void ability(int32_t c, bool negated, FactState* s) const;
  const WouldRule* would_rule(int32_t t, int32_t aux) const;
  bool sister(int32_t t, int32_t aux, const StringSet& words) const;
  bool conditional_context(int32_t t) const;
  bool conditional_mark(int32_t c) const;
  bool tells_as_what(int32_t c, int32_t mark) const;
  bool would_above(int32_t clause) const;
  bool perfect(int32_t t) const;
  bool told_done(int32_t t) const;
  bool modal_cluster(int32_t t) const;
  void adverbs(int32_t t, FactState* s) const;
  bool measures(int32_t adverb) const;
  void hedge(int32_t t, FactState* s) const;
  bool present(int32_t t) const;
  bool passive_now(int32_t t) const;
  void future_present(int32_t t, FactState* s) const;
  void consequent(int32_t t, FactState* s) const;
  void modifiers(int32_t t, FactState* s) const;
  // factuality_tense.cc: what is to come, and what is over, by tense and by set phrases
  bool own_past(int32_t t) const;
  bool arranged_infinitive(int32_t t) const;
  bool to_infinitive(int32_t t) const;
  bool meant(int32_t t) const;
  bool says_when(int32_t clause, int32_t word) const;
  bool when_over(int32_t t) const;
  bool opens_wait(int32_t clause) const;
  bool comes_later(int32_t clause) const;
  bool tells_outcome(int32_t t) const;
  bool first_to(int32_t noun) const;
  bool would_not(int32_t p, int32_t t) const;
  bool had_to(int32_t aux, int32_t t) const;
  bool announced(int32_t t) const;
  bool intends(int32_t t) const;
  bool intent_phrase(int32_t first) const;  // "van plan"
  bool by_terms(int32_t t) const;
  bool on_terms(int32_t t) const;
  bool awaits(int32_t t) const;
  bool of_the_future(int32_t t) const;
  bool told_past(int32_t t) const;
  bool ever(int32_t clause) const;
  bool of_a_kind(int32_t noun) const;
  bool generic(int32_t t) const;
  void tense(int32_t t, FactState* s) const;

  const FactualityLexicon& lex_;
  const Tree& tree_;
  std::vector<FactState> states_, incoming_, before_negation_;
  std::vector<int32_t> hedges_;  // of the sentence at hand
  bool question_ = false;
};

}  // namespace bestand
