// Where the phrase of a source begins and ends, when the tree has it too short or too long.
#include <algorithm>

#include "claim/attribution_source.h"

namespace bestand {

// "al-Halabi" in three tokens
void SourceFinder::over_hyphens(TokenRange* r, int32_t limit) const {
  while ((*r)[1] + 1 < limit && tree_[(*r)[1]].form == "-" && tree_[(*r)[1]].span.begin == tree_[(*r)[1] - 1].span.end &&
         tree_[(*r)[1] + 1].span.begin == tree_[(*r)[1]].span.end) {
    (*r)[1] += 2;
  }
}

// "Foreign Minister Abbas Araghchi said": a name right behind the office that the tree made a subject beside it.
void SourceFinder::over_name(TokenRange* r, int32_t s, int32_t cue) const {
  if (tree_[s].upos != Upos::NOUN && tree_[s].upos != Upos::PROPN) return;
  int32_t last = (*r)[1];
  while (last < cue && tree_[last].upos == Upos::PROPN && tree_.case_of(last).empty() && last - (*r)[1] < 4) ++last;
  if (last > (*r)[1] && last == cue) (*r)[1] = last;
}

bool SourceFinder::in_capitals(int32_t t) const {
  const std::string_view form = tree_[t].form;
  return form.size() > 3 && std::none_of(form.begin(), form.end(), [](char x) { return x >= 'a' && x <= 'z'; });
}

// "DAMASCUS (AP) - Rebels said": the place of writing is no part of the source.
void SourceFinder::without_dateline(int32_t t, AttributionDraft* d) const {
  if (d->source_ranges.size() != 1) return;
  TokenRange r = d->source_ranges[0];
  int32_t first = tree_.sentence(t).first;
  if (r[0] - first > 8 || r[0] > t) return;
  for (int32_t i = first + 1; i < std::min(t, first + 12); ++i) {
    if (tree_[i].upos == Upos::VERB) return;
    const bool dated = time_[i] && !time_[i + 1] && in_capitals(first) && place_[first] && i + 1 < t;  // "BAMAKO, Nov 29 Rebels said"
    const bool within = tree_[i].upos != Upos::PUNCT || tree_[i].form == "(" || tree_[i].form == ")" || tree_[i].form == "," || tree_[i].form == ".";
    if (!dated && within) continue;
    bool dash = tree_[i].form == "-" || tree_[i].form == "–" || tree_[i].form == "—" || tree_[i].form == "--";
    if (!dated && (!dash || tree_[i].span.begin == tree_[i - 1].span.end)) return;
    if (r[0] > i || i + 1 >= t) return;
    AttributionDraft fresh = *d;
    fresh.source = fresh.stands_for = -1;
    fresh.source_ranges.clear();
    if (noun_phrase_before(std::min(t, d->cue_tokens.front()), t, &fresh)) {
      if (fresh.source_ranges[0][0] <= i) fresh.source_ranges[0][0] = i + 1;
      if (fresh.source <= i) fresh.source = fresh.stands_for = chunk_head({i + 1, fresh.source_ranges[0][1]});
      if (fresh.source > i) *d = fresh;
    } else if (const int32_t head = chunk_head({i + 1, t}); head > i && !time_[head]) {  // "MOSCOW (Sputnik) — The envoy on Tuesday called"
      set_source(head, &fresh);
      fresh.source_ranges = {{i + 1, t}};
      *d = fresh;
    }
    return;
  }
}

// "in the shelling a doctor said": two noun phrases side by side are not one.
void SourceFinder::without_left_neighbour(AttributionDraft* d) const {
  if (d->source_ranges.size() != 1 || d->source < 0) return;
  TokenRange& r = d->source_ranges[0];
  int32_t low = d->source;
  for (int32_t i = r[1] - 1; i > r[0]; --i) {
    bool joint = tree_[i].upos == Upos::DET && (tree_[i - 1].upos == Upos::NOUN || tree_[i - 1].upos == Upos::PROPN);
    if (!joint || tree_[i].rel != Rel::det) continue;
    int32_t h = chunk_head({i, r[1]});
    if (h < 0) return;
    r[0] = i;
    if (low < i) d->source = d->stands_for = h;
    return;
  }
}

// "Scott Reed[, who ran the office in 1996,] said", "Sen. Jack Reed [(D-R.I.)] said": what stands between marks right before
// the cue and begins as a name, an apposition or a relative clause does tells who the source is.
void SourceFinder::over_aside(int32_t from, TokenRange* r) const {
  constexpr int32_t kLongest = 40;
  int32_t open = (*r)[1], close = from - 1;
  if (close - open < 2 || close - open > kLongest) return;
  auto mark = [&](int32_t i) { return tree_[i].form; };
  bool commas = mark(open) == "," && mark(close) == ",", brackets = mark(open) == "(" && mark(close) == ")";
  bool dashes = mark(open) == mark(close) && lex_.byline_marks.contains(mark(open)) && mark(open) != ":";
  if (!(commas || brackets || dashes) || !names_source(open + 1)) return;
  for (int32_t i = open; i <= close; ++i) {
    if (quotation_at(i) >= 0) return;
  }
  (*r)[1] = brackets ? from : close;
}

// "In Georgia, [early results] showed", "[the judge], in response to a request, ordered": what a comma parts off and a
// preposition begins is no part of the phrase.
void SourceFinder::without_fronted(int32_t head, TokenRange* r) const {
  while ((*r)[0] < head && tree_[(*r)[0]].upos == Upos::CCONJ && !tree_[(*r)[0]].subtype("preconj")) ++(*r)[0];
  if (tree_[(*r)[0]].upos == Upos::ADP) {
    for (int32_t i = head - 1; i > (*r)[0]; --i) {
      if (tree_[i].form != ",") continue;
      (*r)[0] = i + 1;
      break;
    }
  }
  for (int32_t i = head + 1; i + 1 < (*r)[1]; ++i) {
    const Token& next = tree_[i + 1];
    bool aside = next.upos == Upos::ADP || next.upos == Upos::ADV || participial(i + 1);
    if (tree_[i].form == "," && aside && !lex_.source_prepositions.contains(tree_.lemma(i + 1))) {
      (*r)[1] = i;
      return;
    }
  }
}

// "Both Congo [and the UN] accuse": of two subjects that the tree hangs on one verb the second speaks too.
void SourceFinder::with_second(int32_t from, int32_t source, TokenRange* r) const {
  const int32_t verb = tree_[source].head;
  if (tree_[source].rel != Rel::nsubj || verb < 0 || (*r)[1] + 1 >= from || tree_[(*r)[1]].upos != Upos::CCONJ) return;
  for (int32_t j = (*r)[1] + 1; j < from; ++j) {
    const bool second = tree_[j].rel == Rel::nsubj && tree_[j].head == verb && tree_.reach(j)[0] <= (*r)[1] + 1 && tree_.reach(j)[1] <= from;
    if (second) (*r)[1] = std::max((*r)[1], tree_.reach(j)[1]);
  }
}

bool SourceFinder::names_source(int32_t t) const {
  if (lex_.relative_pronouns.contains(tree_.form(t))) return true;
  switch (tree_[t].upos) {
    case Upos::DET: case Upos::NOUN: case Upos::PROPN: case Upos::ADJ: case Upos::NUM: return !time_[t];
    default: return false;
  }
}

// "[Campaign chair] Paul Manafort dismissed", "Rep. [Patrick Murphy] wants": words of the phrase that the tree hung elsewhere.
void SourceFinder::whole_phrase(int32_t t, AttributionDraft* d) const {
  if (d->source_ranges.size() != 1 || d->source < 0 || relative(d->source) || tree_[d->source].upos == Upos::PRON) return;
  TokenRange& r = d->source_ranges[0];
  const int32_t from = d->cue_tokens.empty() ? t : std::min(t, d->cue_tokens.front()), first = tree_.sentence(t).first;
  auto apart = [&](int32_t k) { return time_[k] || contains(d->content, k) || quotation_at(k) != quotation_at(t); };
  if (r[0] > t) {  // "said Rep. [Jim Clyburn]"
    while (r[1] < tree_.sentence(t).last && tree_[r[1]].upos == Upos::PROPN && !apart(r[1])) ++r[1];
  }
  if (r[1] > from || d->source < first) return;
  without_fronted(d->source, &r);
  int32_t end = r[1];
  while (end < from && tree_[end].upos == Upos::PROPN && !apart(end)) ++end;
  int32_t gap = end;
  while (gap < from && skipped(gap)) ++gap;
  if (gap == from) r[1] = end;
  over_aside(from, &r);
  with_second(from, d->source, &r);
  while (r[0] > first) {
    const int32_t k = r[0] - 1;
    const Upos upos = tree_[k].upos;
    bool describes = upos == Upos::DET || upos == Upos::NUM || upos == Upos::ADJ || upos == Upos::PROPN || upos == Upos::NOUN;
    bool forward = tree_[k].head > k && tree_[k].head <= t;
    if (!describes || !forward || apart(k) || governed_by_preposition(k) || tree_[k].rel == Rel::obl) return;
    --r[0];
  }
}

// "[with] Azerbaijan reporting", "the minister [on Sunday] said", "the army ([LNA)] has said": a preposition before the phrase, a
// time and a bracket.
void SourceFinder::trim_source(int32_t t, AttributionDraft* d) const {
  if (d->source_ranges.size() != 1 || d->source < 0 || d->source_ranges[0][1] > t) return;
  TokenRange& r = d->source_ranges[0];
  if (tree_[r[0]].upos == Upos::ADP && r[0] + 1 < r[1] && r[0] < d->source && tree_[r[0]].rel == Rel::case_) {
    const Upos next = tree_[r[0] + 1].upos;
    if (next == Upos::PROPN || next == Upos::DET || next == Upos::NOUN) ++r[0];
  }
  const bool asks = tree_[r[0]].has_feat("PronType=Rel") || tree_[r[0]].has_feat("PronType=Int");
  if (asks && r[0] < d->source && tree_[r[0]].rel != Rel::nsubj) ++r[0];  // "in what rebels described as"
  for (int32_t i = std::max(d->source, r[0]) + 1; i + 1 < r[1]; ++i) {
    if (tree_[i].upos != Upos::ADP || !time_[i + 1]) continue;
    bool to_end = std::all_of(time_.begin() + i + 1, time_.begin() + r[1], [](bool x) { return x; });
    if (to_end) r[1] = i;
    break;
  }
  bool open = false;
  for (int32_t i = r[0]; i < r[1]; ++i) open = tree_[i].form == "(" || (open && tree_[i].form != ")");
  if (open && r[1] < t && tree_[r[1]].form == ")") ++r[1];
}

// "Kyiv said A, [while Moscow maintained that B]": another speaks beside.
void SourceFinder::cut_rival(int32_t t, AttributionDraft* d) const {
  // "A raid was heard, activists said; the ministry denied that ...": beyond the mark another speaks.
  for (TokenRange& r : d->content) {
    for (int32_t i = std::max(r[0], t) + 1; i < r[1]; ++i) {
      if (tree_[i].form != ";" || quotation_at(i) >= 0) continue;
      bool another = false;
      for (int32_t v = i + 1; v < r[1] && !another; ++v) another = tree_[v].upos == Upos::VERB && lex_.verbs.contains(tree_.lemma(v)) && own_subject(v) > i;
      if (another) r[1] = i;
    }
  }
  for (TokenRange& r : d->content) {
    if (r[0] < t) continue;
    for (int32_t i = r[0] + 1; i < r[1]; ++i) {
      if (tree_[i - 1].form != "," || !lex_.contrasts.contains(tree_.form(i)) || tree_[i].head <= i || quotation_at(i) >= 0) continue;
      const int32_t verb = tree_[i].head;
      const int32_t subject = own_subject(verb);
      if (!lex_.verbs.contains(tree_.lemma(verb)) || subject < i || !actor_head_[subject]) continue;
      r[1] = i - 1;
      break;
    }
  }
}

// "said Omar Daoud, the mayor of the town.": an apposition or relative clause that ends the sentence.
void SourceFinder::extend_after(int32_t t, AttributionDraft* d) const {
  constexpr int32_t kLongest = 40;
  if (d->source_ranges.size() != 1 || d->source < t) return;
  TokenRange& r = d->source_ranges[0];
  if (std::any_of(d->content.begin(), d->content.end(), [&](TokenRange c) { return c[1] > t; })) return;
  int32_t end = tree_.sentence(t).last;
  if (r[1] + 1 >= end || tree_[r[1]].form != "," || end - r[1] > kLongest || !names_source(r[1] + 1)) return;
  bool relative_clause = lex_.relative_pronouns.contains(tree_.form(r[1] + 1));
  for (int32_t i = r[1]; i < end; ++i) {
    if (quotation_at(i) >= 0) return;
    relative_clause = relative_clause || lex_.relative_pronouns.contains(tree_.form(i));
    if (!relative_clause && tree_[i].has_feat("VerbForm=Fin")) return;
    // "said Reed, a senator, adding that": the next thing he did
    if (tree_[i].form == "," && i + 1 < end && i > r[1] && participial(i + 1)) {
      end = i;
      break;
    }
  }
  r[1] = end;
  while (r[1] > d->source + 1 && tree_[r[1] - 1].upos == Upos::PUNCT && tree_[r[1] - 1].form != ")") --r[1];
}

// "Meldt het leger [op Twitter]", "laat de groep [in een verklaring] weten": by what it was told, not who told it.
bool SourceFinder::opens_channel(int32_t i) const {
  constexpr int32_t kLongest = 4;
  if (tree_[i].upos != Upos::ADP) return false;
  const int32_t last = std::min(tree_.sentence(i).last, i + 1 + kLongest);
  for (int32_t n = i + 1; n < last; ++n) {
    if (lex_.channels.contains(tree_.lemma(n)) || lex_.channels.contains(tree_.form(n))) return true;
    if (tree_[n].upos == Upos::NOUN || tree_[n].upos == Upos::PROPN || tree_[n].upos == Upos::ADP) return false;
  }
  return false;
}

// Behind a speaker who stands behind his verb: when, how, by what or to whom he told it.
bool SourceFinder::ends_speaker(int32_t i, int32_t t) const {
  const Token& k = tree_[i];
  if (time_[i] || k.subtype("prt") || k.upos == Upos::PUNCT) return true;
  if (k.upos == Upos::ADV || (k.upos == Upos::ADJ && k.rel == Rel::advmod)) return k.head == t || k.head < 0;
  if (k.upos != Upos::ADP) return false;
  bool own = k.head >= 0 && tree_[k.head].head == t && tree_[k.head].rel == Rel::obl;
  return own || lex_.addressee_prepositions.contains(tree_.form(i)) || opens_channel(i);
}

// "Van wie er volgens het leger [34] zijn overleden", "stierven volgens de dienst in Gaza [zondag] 33": a number behind a noun
// counts what follows, a day dates it.
void SourceFinder::without_number(AttributionDraft* d) const {
  if (d->source_ranges.size() != 1 || d->source < 0) return;
  TokenRange& r = d->source_ranges[0];
  const int32_t last = r[1] - 1;
  if (last > d->source && tree_[last].upos == Upos::NUM && tree_[last - 1].upos == Upos::NOUN) r[1] = last;
  while (r[1] > d->source + 1 && time_[r[1] - 1]) --r[1];
  if (r[1] <= last && r[1] > d->source + 1 && tree_[r[1] - 1].upos == Upos::ADP) --r[1];
}

// The same where the tree has it hang on the speaker.
void SourceFinder::without_channel(int32_t t, AttributionDraft* d) const {
  if (lex_.channels.empty() || d->source < t || d->source_ranges.size() != 1) return;
  TokenRange& r = d->source_ranges[0];
  for (int32_t i = d->source + 1; i < r[1]; ++i) {
    const bool cue = std::find(d->cue_tokens.begin(), d->cue_tokens.end(), i) != d->cue_tokens.end();
    const bool mark = tree_[i].upos == Upos::PUNCT;
    if (!cue && (mark || !ends_speaker(i, t))) continue;
    r[1] = i;
    return;
  }
}

}  // namespace bestand
