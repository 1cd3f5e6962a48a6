#include "claim/attribution_phrases.h"

#include <algorithm>

namespace bestand {

template <class Table>
void PhraseFinder::phrase(int32_t t, const Table& table, void (PhraseFinder::*take)(int32_t, int32_t, CueKind)) {
  auto at = table.find(tree_.form(t));
  if (at == table.end()) return;
  for (const auto& p : at->second) {
    int32_t n = static_cast<int32_t>(p.words.size());
    if (t + n > tree_.sentence(t).last) continue;
    bool same = true;
    for (int32_t i = 1; i < n; ++i) same = same && tree_.form(t + i) == p.words[i];
    if (same) return (this->*take)(t, t + n, p.kind);
  }
}

void PhraseFinder::phrases(int32_t t) {
  phrase(t, lex_.prepositions, &PhraseFinder::preposition);
  phrase(t, lex_.adverbs, &PhraseFinder::adverb);
  phrase(t, lex_.own_words, &PhraseFinder::own_words);
}

AttributionDraft PhraseFinder::phrase_draft(int32_t first, int32_t last, CueKind kind) const {
  AttributionDraft d;
  d.cue = first;
  for (int32_t i = first; i < last; ++i) d.cue_tokens.push_back(i);
  d.kind = kind;
  return d;
}

// The noun that the preposition's last word or its first governs: the highest token right after it whose subtree
// begins with the phrase, else the next nominal.
int32_t PhraseFinder::governed(int32_t first, int32_t last) const {
  int32_t end = tree_.sentence(first).last;
  if (last >= end) return -1;
  for (int32_t i = first; i < last; ++i) {
    int32_t head = tree_[i].head;
    if (head >= last && nominal(tree_[head])) return head;
  }
  for (int32_t c : tree_.children(first)) {
    if (c >= last && nominal(tree_[c])) return c;
  }
  for (int32_t i = last; i < std::min(last + 5, end); ++i) {
    if (tree_[i].upos == Upos::NOUN || tree_[i].upos == Upos::PROPN || tree_[i].upos == Upos::PRON) return i;
  }
  return -1;
}

void PhraseFinder::preposition(int32_t first, int32_t last, CueKind kind) {
  AttributionDraft d = phrase_draft(first, last, kind);
  int32_t source = governed(first, last);
  if (source < 0 || lex_.not_sources.contains(tree_.lemma(source)) || lex_.not_sources.contains(tree_.last_part(source))) return;
  set_source(source, &d);
  d.source_ranges[0][0] = std::max(d.source_ranges[0][0], last);
  cut_at_comma(&d);
  without_number(&d);
  int32_t up = tree_[source].head;
  if (up < 0 || up == first) up = tree_[first].head;
  if (up < 0) up = source;
  int32_t clause = tree_.clause_head(up);
  const Sentence& sentence = tree_.sentence(first);
  bool edge = first == sentence.first || sentence.last - d.source_ranges[0][1] <= 1 || ends_sentence(first, &d);
  while (edge && tree_[clause].head >= 0 && !relative_subject(clause)) clause = tree_[clause].head;
  if (clause == source || tree_.dominates(source, clause)) {
    d.content = {{tree_.sentence(first).first, tree_.sentence(first).last}};
  } else {
    d.content = {tree_.reach(clause)};
    drop_outer_words(clause, &d);
  }
  int32_t from = std::min(first, d.source_ranges[0][0]);
  subtract(&d.content, {from, d.source_ranges[0][1]});
  out_.push_back(std::move(d));
}

// "..., according to a guard [interviewed by an agency].": behind a comma the phrase ends its sentence, with a participle that
// tells more of the source.
bool PhraseFinder::ends_sentence(int32_t first, AttributionDraft* d) const {
  const Sentence& s = tree_.sentence(first);
  const int32_t end = d->source_ranges[0][1];
  if (first == s.first || tree_[first - 1].form != "," || end >= s.last || !tree_[end].has_feat("VerbForm=Part")) return false;
  for (int32_t i = end; i + 1 < s.last; ++i) {
    if (tree_[i].upos == Upos::PUNCT || tree_[i].has_feat("VerbForm=Fin")) return false;
  }
  d->source_ranges[0][1] = s.last - 1;
  return true;
}

// "According to the Red Cross, forty families": past a comma only an apposition still names the source.
void PhraseFinder::cut_at_comma(AttributionDraft* d) const {
  TokenRange& r = d->source_ranges[0];
  for (int32_t i = d->source + 1; i + 1 < r[1]; ++i) {
    if (tree_[i].form != ",") continue;
    if (tree_[i + 1].upos == Upos::NUM) {  // "According to a local leader, 102 people were killed"
      r[1] = i;
      return;
    }
    bool names = false;
    for (int32_t c : tree_.children(d->source)) {
      bool listed = tree_[c].rel == Rel::conj && tree_.child(c, {Rel::cc}) >= 0;
      names |= c > i && (tree_[c].rel == Rel::appos || listed) && tree_.reach(c)[0] <= i + 1;
    }
    if (!names) r[1] = i;
    return;
  }
}

bool PhraseFinder::relative_subject(int32_t clause) const {
  return tree_[clause].subtype("relcl") && tree_[clause].rel == Rel::acl && tree_[tree_.reach(clause)[0]].upos == Upos::PUNCT;
}

// A complementizer or conjunction before the clause is no part of what the source says.
void PhraseFinder::drop_outer_words(int32_t clause, AttributionDraft* d) const {
  TokenRange r = tree_.reach(clause);
  while (r[0] < clause && tree_[r[0]].head == clause &&
         (tree_[r[0]].rel == Rel::cc || tree_[r[0]].rel == Rel::punct)) {
    ++r[0];
  }
  d->content = {r};
}

// "By its own account the army has taken the town": the subject of the clause tells it.
void PhraseFinder::own_words(int32_t first, int32_t last, CueKind kind) {
  int32_t up = first;
  while (tree_[up].head >= 0 && up >= first && up < last) up = tree_[up].head;
  int32_t clause = tree_.clause_head(up);
  int32_t subject = own_subject(clause);
  if (subject < 0 || (subject >= first && subject < last)) return;
  AttributionDraft d = phrase_draft(first, last, kind);
  set_source(subject, &d);
  d.content = {tree_.reach(clause)};
  drop_outer_words(clause, &d);
  subtract(&d.content, {first, last});
  out_.push_back(std::move(d));
}

void PhraseFinder::adverb(int32_t first, int32_t last, CueKind kind) {
  AttributionDraft d = phrase_draft(first, last, kind);
  d.anonymous = true;
  int32_t up = first;
  while (tree_[up].head >= 0 && up >= first && up < last) up = tree_[up].head;
  int32_t clause = tree_.clause_head(up);
  d.content = {tree_.reach(clause)};
  drop_outer_words(clause, &d);
  subtract(&d.content, {first, last});
  out_.push_back(std::move(d));
}

// "U.N.-brokered": a dash that parts no speaker from his words.
bool PhraseFinder::within_word(int32_t dash) const {
  const bool joined_before = tree_[dash - 1].span.end == tree_[dash].span.begin;
  return tree_[dash].form != ":" && joined_before && tree_[dash].span.end == tree_[dash + 1].span.begin;
}

// "1814 GMT - ", "JUBA: ", "Goma: ": when or where it was written, or what it is about.
bool PhraseFinder::written_at(int32_t first, int32_t mark) const {
  const auto& tokens = tree_.parse().tokens;
  if (has_actor(first, mark)) return false;
  if (std::any_of(time_.begin() + first, time_.begin() + mark, [](bool x) { return x; })) return true;
  constexpr size_t kShortest = 4;  // "UN:" and "EU:" speak
  if (!place_[first] || tokens[first].form.size() < kShortest) return false;
  auto capitals = [](const Token& t) { return std::none_of(t.form.begin(), t.form.end(), [](char x) { return x >= 'a' && x <= 'z'; }); };
  // "SITTWE, Rakhine State — ": the town in capitals, behind its comma where that is.
  const bool parted = tokens[first + 1].form == "," && capitals(tokens[first]) && mark - first <= 5 && place_[first + 2];
  return parted || std::all_of(town_.begin() + first, town_.begin() + mark, [](bool x) { return x; }) ||
         std::all_of(tokens.begin() + first, tokens.begin() + mark, capitals);
}

bool PhraseFinder::has_actor(int32_t first, int32_t last) const {
  return std::any_of(actor_head_.begin() + first, actor_head_.begin() + last, [](bool x) { return x; });
}

void PhraseFinder::byline(const Sentence& s) {
  int32_t limit = std::min(s.first + 14, s.last - 1);
  for (int32_t i = s.first + 1; i < limit; ++i) {
    if (tree_[i].upos == Upos::VERB || tree_[i].upos == Upos::AUX || quoted(i)) return;
    if (!lex_.byline_marks.contains(tree_[i].form) || within_word(i)) continue;
    bool speech = i + 1 < s.last && quoted(i + 1);
    if (written_at(s.first, i)) return;
    if (quoted(s.first) || !(named(s.first, i) || (speech && has_name(s.first, i)))) return;
    add_byline({s.first, i}, i, {i + 1, s.last});
    return;
  }
  signed_quotation(s);
}

// '"..." - Hillary Clinton'
void PhraseFinder::signed_quotation(const Sentence& s) {
  for (int32_t i = s.first; i + 1 < s.last; ++i) {
    if (!lex_.byline_marks.contains(tree_[i].form) || tree_[i].form == ":" || quoted(i) || i == 0) continue;
    int32_t q = quotation_at(i - 1);
    if (q < 0 || quotations_[q].last != i || !has_name(i + 1, s.last) || has_verb(i + 1, s.last)) continue;
    add_byline({i + 1, s.last}, i, {quotations_[q].first, quotations_[q].last});
    return;
  }
}

void PhraseFinder::add_byline(TokenRange source, int32_t mark, TokenRange content) {
  AttributionDraft d;
  d.cue = mark;
  d.cue_tokens = {mark};
  d.source = d.stands_for = name_head(source[0], source[1]);
  d.source_ranges = {source};
  d.content = {content};
  d.direct = true;
  out_.push_back(std::move(d));
}

}  // namespace bestand
