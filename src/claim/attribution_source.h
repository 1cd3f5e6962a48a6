// Who tells: the subject of a cue in the tree, or the noun phrase beside it where the tree gives none.
//
// Output   sets source, stands_for and source_ranges of a draft
#pragma once

#include "claim/attribution_context.h"

namespace bestand {

class SourceFinder : public CueContext {
 public:
  using CueContext::CueContext;

 protected:
  bool is_told(int32_t t) const;
  void subject_source(int32_t t, AttributionDraft* d) const;
  bool participial(int32_t t) const;
  bool set_apart(int32_t t) const;
  bool clause_subject(int32_t t, AttributionDraft* d) const;
  bool subject_in_tree(int32_t t, AttributionDraft* d) const;
  bool anothers_auxiliary(int32_t t) const;
  int32_t speaker_above(int32_t at) const;
  bool told_of(int32_t t) const;
  bool office_and_name(int32_t t, AttributionDraft* d) const;
  bool trailing_phrase(int32_t t, AttributionDraft* d) const;
  bool interposed(int32_t t, AttributionDraft* d) const;
  bool between_commas(int32_t t, AttributionDraft* d) const;
  bool plausible(int32_t s, int32_t t, AttributionDraft* d) const;
  void subject_beside(int32_t t, int32_t from, AttributionDraft* d) const;
  int32_t reduced_relative(int32_t from, int32_t t) const;
  int32_t some_of(TokenRange r) const;
  bool noun_phrase_before(int32_t from, int32_t t, AttributionDraft* d) const;
  bool second_subject(int32_t t, AttributionDraft* d) const;
  bool absolute_subject(int32_t t, AttributionDraft* d) const;
  bool in_capitals(int32_t t) const;
  void trim_source(int32_t t, AttributionDraft* d) const;
  void cut_rival(int32_t t, AttributionDraft* d) const;
  int32_t before_bracket(int32_t close, int32_t first) const;
  int32_t before_pair(int32_t comma, int32_t first) const;
  int32_t chunk_start(int32_t i, int32_t first) const;
  int32_t chunk_head(TokenRange r) const;
  int32_t climb(int32_t i, int32_t first, int32_t limit) const;
  bool noun_phrase_after(int32_t t, AttributionDraft* d) const;
  bool skipped(int32_t i) const;
  void agent(int32_t t, AttributionDraft* d) const;
  void set_pronoun(int32_t s, int32_t t, AttributionDraft* d) const;
  void set_possessor(int32_t c, AttributionDraft* d) const;
  void set_source(int32_t s, AttributionDraft* d) const;
  void over_hyphens(TokenRange* r, int32_t limit) const;
  void over_name(TokenRange* r, int32_t s, int32_t cue) const;
  void without_dateline(int32_t t, AttributionDraft* d) const;
  void without_left_neighbour(AttributionDraft* d) const;
  void over_aside(int32_t from, TokenRange* r) const;
  void with_second(int32_t from, int32_t source, TokenRange* r) const;
  void without_fronted(int32_t head, TokenRange* r) const;
  bool names_source(int32_t t) const;
  void whole_phrase(int32_t t, AttributionDraft* d) const;
  void extend_after(int32_t t, AttributionDraft* d) const;
  bool ends_speaker(int32_t i, int32_t t) const;
  bool opens_channel(int32_t i) const;
  void without_channel(int32_t t, AttributionDraft* d) const;
  void without_number(AttributionDraft* d) const;
  int32_t unparted_source(int32_t t, int32_t first) const;
  int32_t name_head(int32_t first, int32_t last) const;
  bool named(int32_t first, int32_t last) const;
};

}  // namespace bestand
