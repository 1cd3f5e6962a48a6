// Telling without a verb of telling: "according to", "reportedly", bylines and signed quotations.
//
// Output   appends to `out_`
#pragma once

#include "claim/attribution_content.h"

namespace bestand {

class PhraseFinder : public ContentFinder {
 public:
  using ContentFinder::ContentFinder;

  // The phrases of the lexicon that begin at a token.
  void phrases(int32_t t);
  // "Erdogan: We will ...", '"..." - Hillary Clinton'
  bool within_word(int32_t dash) const;
  void byline(const Sentence& s);
  bool written_at(int32_t first, int32_t mark) const;
  bool has_actor(int32_t first, int32_t last) const;

 protected:
  std::vector<AttributionDraft> out_;

 private:
  template <class Table>
  void phrase(int32_t t, const Table& table, void (PhraseFinder::*take)(int32_t, int32_t, CueKind));
  AttributionDraft phrase_draft(int32_t first, int32_t last, CueKind kind) const;
  int32_t governed(int32_t first, int32_t last) const;
  void preposition(int32_t first, int32_t last, CueKind kind);
  void cut_at_comma(AttributionDraft* d) const;
  bool ends_sentence(int32_t first, AttributionDraft* d) const;
  bool relative_subject(int32_t clause) const;
  void drop_outer_words(int32_t clause, AttributionDraft* d) const;
  void own_words(int32_t first, int32_t last, CueKind kind);
  void adverb(int32_t first, int32_t last, CueKind kind);
  void signed_quotation(const Sentence& s);
  void add_byline(TokenRange source, int32_t mark, TokenRange content);
};

}  // namespace bestand
