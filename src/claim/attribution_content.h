// What is told: the clause, phrase or object that a cue governs in one of its frames.
//
// Output   appends to a draft's content, and to its cue the words that belong to the frame ("ervan", "about")
#pragma once

#include "claim/attribution_source.h"

namespace bestand {

class ContentFinder : public SourceFinder {
 public:
  using SourceFinder::SourceFinder;

 protected:
  bool content_of(int32_t t, CueFrame frame, const CueSense& sense, bool is_passive, AttributionDraft* d) const;
  bool that_clause(int32_t t, AttributionDraft* d) const;
  void add_clause(int32_t t, int32_t c, AttributionDraft* d) const;
  bool left_clause(int32_t c, int32_t low) const;
  bool adjacent_clause(int32_t t, AttributionDraft* d) const;
  bool paratactic(int32_t t, AttributionDraft* d) const;
  bool infinitive_clause(int32_t t, CueFrame frame, const CueSense& sense, bool is_passive, AttributionDraft* d) const;
  int32_t purpose_clause(int32_t t) const;
  void add_subject(int32_t t, AttributionDraft* d) const;
  void deny_untrue(AttributionDraft* d) const;
  bool predicated(int32_t t, bool is_passive, bool pred, AttributionDraft* d) const;
  bool bare_predicate(int32_t t, bool is_passive, AttributionDraft* d) const;
  bool accused_of(int32_t t, bool is_passive, const CueSense& sense, AttributionDraft* d) const;
  bool accused_in_clause(int32_t t, AttributionDraft* d) const;
  bool accused_in_words(int32_t t, AttributionDraft* d) const;
  int32_t second_subject(int32_t t) const;
  bool object(int32_t t, bool is_passive, AttributionDraft* d) const;
  TokenRange told_part(int32_t o) const;
  TokenRange without_answer(TokenRange r) const;
  bool clause_behind(int32_t t) const;
  bool with_preposition(int32_t t, const CueSense& sense, AttributionDraft* d) const;
  void fit_trailing(int32_t t, AttributionDraft* d) const;
  void fit_clause(int32_t t, AttributionDraft* d) const;
  int32_t content_head(TokenRange r, int32_t t) const;
  bool bare_gap(int32_t t, int32_t from, int32_t to) const;
  void cut_second_predicate(int32_t head, TokenRange* r) const;
  void extend_to_end(int32_t t, TokenRange* r) const;
  void clause_beside(int32_t t, AttributionDraft* d) const;
  bool trailing(int32_t low, int32_t high, const Sentence& s) const;
};

}  // namespace bestand
