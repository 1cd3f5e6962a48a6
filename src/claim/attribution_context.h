// What the finders of cues, sources and contents ask of a document: quotations, verbs, clauses and subjects near a token.
//
// Input    lexicon, tree, quotations and mentions, which must outlive it; `out` collects the drafts
// Cost     one pass over quotations and mentions; each question a few children or tokens
#pragma once

#include <vector>

#include "claim/attribution_parts.h"
#include "ground/mentions.h"

namespace bestand {

bool nominal(const Token& t);

class CueContext {
 public:
  CueContext(const CueLexicon& lexicon, const Tree& tree, const std::vector<Quotation>& quotations, const Mentions& mentions);

 protected:
  int32_t quotation_at(int32_t t) const;
  bool quoted(int32_t t) const;
  bool ends_like_speech(int32_t last) const;
  bool whole_speech(const Quotation& q, int32_t t) const;
  bool after_quotation(int32_t t) const;
  bool quotation_beside(int32_t low, int32_t high) const;
  bool has_verb(int32_t first, int32_t last) const;
  bool has_finite(int32_t first, int32_t last) const;
  bool has_name(int32_t first, int32_t last) const;
  int32_t name_of(int32_t t) const;
  bool negative(int32_t source) const;
  bool negated(int32_t t) const;
  bool disguised(int32_t t) const;
  bool past_misread(int32_t t) const;
  bool passive(int32_t t) const;
  bool finite(int32_t t) const;
  bool told_form(int32_t t) const;
  bool infinitive(int32_t t) const;
  bool finite_clause(int32_t c) const;
  bool clausal(int32_t c) const;
  bool clause_of(int32_t c) const;
  bool complement_mark(int32_t c) const;
  bool as_marked(int32_t c) const;
  int32_t own_subject(int32_t t) const;
  int32_t agent_of(int32_t t) const;
  int32_t object_of(int32_t t, bool is_passive) const;
  bool relative(int32_t s) const;
  int32_t antecedent(int32_t s) const;
  bool governed_by_preposition(int32_t h) const;
  const std::vector<CueSense>* senses(const CueLexicon::Senses& table, int32_t t) const;
  bool denies(int32_t verb) const;
  bool company(int32_t t, const CueSense& sense, std::vector<int32_t>* found) const;
  AttributionDraft draft(int32_t t, const CueSense& sense) const;
  void gather_cue(int32_t t, AttributionDraft* d) const;

  const CueLexicon& lex_;
  const Tree& tree_;
  const std::vector<Quotation>& quotations_;
  std::vector<int32_t> in_quotation_;  // which one a token lies in; -1: none
  std::vector<bool> time_;             // tokens of a time expression
  std::vector<bool> place_;            // tokens of a place
  std::vector<bool> town_;             // of a place where people live that is no capital: it stands for no government
  std::vector<bool> actor_head_;       // tokens that head a known actor
  std::vector<int32_t> actor_start_;   // where the longest known actor begins that ends before a token; -1: none
};

}  // namespace bestand
