// Where a content begins and ends, when the tree has it too short, too long or not at all.
#include "claim/attribution_content.h"

#include <algorithm>

namespace bestand {

// What stands before a trailing "a doctor said" reaches up to it.
void ContentFinder::fit_trailing(int32_t t, AttributionDraft* d) const {
  if (d->source_ranges.size() != 1 || !finite(t) || quotation_at(d->content[0][0]) >= 0) return;
  const Sentence& s = tree_.sentence(t);
  int32_t low = std::min({t, d->cue_tokens.front(), d->source_ranges[0][0]});
  int32_t high = std::max({t, d->cue_tokens.back(), d->source_ranges[0][1] - 1}) + 1;
  if (!trailing(low, high, s) || d->content[0][1] >= low || d->content[0][0] - s.first > 3) return;
  d->content[0][1] = low;
}

// Mends the ends of a content clause that a wrong attachment cut short or drew too long.
void ContentFinder::fit_clause(int32_t t, AttributionDraft* d) const {
  TokenRange& r = d->content[0];
  if (r[0] <= t) return;
  int32_t head = content_head(r, t);
  if (head < 0) return;
  Rel rel = tree_[head].rel;
  bool clause = rel == Rel::ccomp || rel == Rel::xcomp || rel == Rel::parataxis || rel == Rel::csubj;
  if (!clause) return;
  int32_t high = d->cue_tokens.back() + 1;
  for (TokenRange s : d->source_ranges) high = s[0] > t ? std::max(high, s[1]) : high;
  bool complementizer = r[0] > high && high == t + 1 && lex_.complementizers.contains(tree_.form(high));
  if (rel == Rel::ccomp && r[0] > high && (complementizer || bare_gap(t, high, r[0]))) r[0] = high;
  cut_second_predicate(head, &r);
  extend_to_end(t, &r);
}

int32_t ContentFinder::content_head(TokenRange r, int32_t t) const {
  for (int32_t c : tree_.children(t)) {
    if (c >= r[0] && c < r[1] && tree_.reach(c)[0] == r[0]) return c;
  }
  return -1;
}

// Words between "said" and the clause that begin the clause: no addressee, no time, no mark in between.
bool ContentFinder::bare_gap(int32_t t, int32_t from, int32_t to) const {
  if (to - from > 12 || tree_[to].rel == Rel::mark) return false;
  for (int32_t i = from; i < to; ++i) {
    const Token& k = tree_[i];
    if (k.upos == Upos::PUNCT || k.upos == Upos::VERB || k.upos == Upos::SCONJ) return false;
    bool own = k.head == t && (k.rel == Rel::iobj || k.rel == Rel::obl || k.rel == Rel::advmod);
    if (own) return false;
  }
  const Token& first = tree_[from];
  return first.upos == Upos::DET || first.upos == Upos::PRON || first.upos == Upos::ADJ || first.upos == Upos::NUM ||
         first.upos == Upos::NOUN || first.upos == Upos::PROPN;
}

// "..., and accused ...": a second predicate without a subject, parted by a comma, is the source's own act.
void ContentFinder::cut_second_predicate(int32_t head, TokenRange* r) const {
  for (int32_t c : tree_.children(head)) {
    if (c <= head || tree_.reach(c)[0] <= r->at(0) || tree_.reach(c)[0] >= r->at(1)) continue;
    int32_t at = tree_.reach(c)[0];
    bool comma = tree_[at].upos == Upos::PUNCT || tree_[at - 1].upos == Upos::PUNCT;
    bool alone = tree_.child(c, {Rel::nsubj, Rel::csubj, Rel::aux, Rel::cop}) < 0 && tree_[c].upos == Upos::VERB;
    bool second = tree_[c].rel == Rel::conj && tree_[c].has_feat("VerbForm=Fin");
    bool beside = tree_[c].rel == Rel::advcl && tree_[c].has_feat("VerbForm=Ger") && tree_.child(c, {Rel::mark, Rel::case_}) < 0;
    if (comma && alone && (second || beside)) {
      (*r)[1] = tree_[at].upos == Upos::PUNCT ? at : at - 1;
      return;
    }
  }
}

// What follows up to the sentence's end without a verb of its own belongs to the clause.
void ContentFinder::extend_to_end(int32_t t, TokenRange* r) const {
  int32_t end = tree_.sentence(t).last;
  if ((*r)[1] >= end - 1 || end - (*r)[1] > 25) return;
  for (int32_t i = (*r)[1]; i < end; ++i) {
    const Token& k = tree_[i];
    if (k.upos == Upos::VERB || k.upos == Upos::AUX || quotation_at(i) != quotation_at((*r)[1] - 1)) return;
    if (k.form == "(" || k.form == "—" || k.form == "--" || lex_.prepositions.contains(tree_.form(i))) return;
    if (tree_[i].head == t && tree_[i].upos != Upos::PUNCT) return;
  }
  (*r)[1] = end;
}

// Where the tree gives no content: the words of the sentence around "X said" or "said X".
void ContentFinder::clause_beside(int32_t t, AttributionDraft* d) const {
  if (d->source < 0) return;
  const Sentence& s = tree_.sentence(t);
  if (!finite(t)) {  // "backed the plan, saying it would help", the clause hung on the verb above
    bool beside = participial(t) && t > s.first && tree_[t - 1].upos == Upos::PUNCT && t + 1 < s.last && nominal(tree_[t + 1]);
    if (beside && quotation_at(t + 1) < 0 && has_finite(t + 1, s.last)) d->content.push_back({t + 1, s.last});
    return;
  }
  int32_t low = std::min(t, d->cue_tokens.front()), high = std::max(t, d->cue_tokens.back()) + 1;
  for (TokenRange r : d->source_ranges) {
    if (std::abs(r[0] - high) > 3 && std::abs(low - r[1]) > 3) return;
    low = std::min(low, r[0]);
    high = std::max(high, r[1]);
  }
  if (quotation_beside(low, high)) return;
  // "... after its leader called on it to disband": what stands before such a clause is not what he said.
  int32_t mark = tree_.child(t, {Rel::mark});
  bool subordinate = tree_[t].rel == Rel::advcl && !(mark >= 0 && lex_.predicate_marks.contains(tree_.lemma(mark)));
  // "Said that the army had observed the truce": nor what stands before the clause of another's words.
  const bool told = tree_[t].rel == Rel::ccomp && mark >= 0 && lex_.complementizers.contains(tree_.lemma(mark));
  if (subordinate || told) return;
  if (trailing(low, high, s)) {
    d->content.push_back({s.first, low});
    return;
  }
  bool comma_before = low > s.first && tree_[low - 1].form == ",";
  bool comma_after = high < s.last && tree_[high].form == ",";
  if (comma_before && has_verb(s.first, low)) {
    d->content.push_back({s.first, low - 1});
    if (comma_after && has_verb(high, s.last)) d->content.push_back({high + 1, s.last});
  } else if (comma_before && comma_after && has_verb(high, s.last)) {
    d->content.push_back({s.first, low - 1});
    d->content.push_back({high + 1, s.last});
  } else if (tree_[t].rel != Rel::acl && has_verb(high, s.last) && low - s.first <= 12) {
    d->content.push_back({high, s.last});
  }
}

// "... were killed a monitor said on Friday.": the sentence's last words, also where its commas are lost.
bool ContentFinder::trailing(int32_t low, int32_t high, const Sentence& s) const {
  return s.last - high <= 8 && low - s.first >= 3 && !has_verb(high, s.last) && has_verb(s.first, low);
}

}  // namespace bestand
