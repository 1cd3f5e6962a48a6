// Who tells, where commas part him from what he tells and the tree hangs him elsewhere.
#include <algorithm>

#include "claim/attribution_source.h"

namespace bestand {

// ", the envoy said,": between commas the subject is the phrase beside the verb, whatever the tree says.
bool SourceFinder::interposed(int32_t t, AttributionDraft* d) const {
  int32_t s = own_subject(t), last = tree_.sentence(t).last;
  if (s < 0 || s > t || t + 1 >= last || tree_[t + 1].form != ",") return false;
  // "Israeli strikes killed 33 people, health officials said, in one of ...": a verb with a subject on either side of a comma
  // has one too many, and the nearer is its own.
  auto children = tree_.children(t);
  int32_t far = s;
  for (int32_t c : children) {
    if (tree_[c].rel == Rel::nsubj && c < far && has_verb(c, s)) far = c;
  }
  for (int32_t i = t - 1; i > std::max(far, t - 7); --i) {
    if (tree_[i].upos == Upos::VERB) return false;
    if (tree_[i].form != "," || (far < s && i > s)) continue;
    // An apposition of the subject also stands between commas: the phrase then has no subject's head of its own.
    if (i + 1 == t || tree_[i + 1].rel == Rel::appos) return false;
    int32_t h = chunk_head({i + 1, t});
    if (h < 0 || tree_[h].rel == Rel::appos || !has_verb(t + 1, last)) return false;
    set_source(h, d);
    d->source_ranges = {{i + 1, t}};
    int32_t first = tree_.sentence(t).first;
    d->content = {{first, i}, {t + 2, last}};
    return true;
  }
  return false;
}

// "..., [state media and a relief group] have said, as ...": the verb hung beside what is told, and its subject anywhere.
bool SourceFinder::between_commas(int32_t t, AttributionDraft* d) const {
  const int32_t first = tree_.sentence(t).first, last = tree_.sentence(t).last;
  constexpr int32_t kLongest = 10;
  if (t + 1 >= last || tree_[t + 1].form != "," || (tree_[t].rel != Rel::conj && tree_[t].rel != Rel::parataxis)) return false;
  int32_t end = t;
  for (int32_t c : tree_.children(t)) {
    if (tree_[c].rel == Rel::aux) end = std::min(end, c);
  }
  int32_t comma = end - 1;
  for (; comma > std::max(first, end - kLongest) && tree_[comma].form != ","; --comma) {
    const Upos u = tree_[comma].upos;
    if (u == Upos::VERB || u == Upos::AUX || u == Upos::SCONJ) return false;
  }
  if (tree_[comma].form != "," || comma <= first || comma + 1 >= end || tree_[t].head >= comma || tree_[comma + 1].upos == Upos::CCONJ) return false;
  if (quotation_at(comma) != quotation_at(t) || !has_verb(first, comma) || !has_verb(t + 1, last)) return false;
  int32_t h = own_subject(t);
  if (h <= comma || h >= end) h = end - 1;
  if ((tree_[h].upos != Upos::NOUN && tree_[h].upos != Upos::PROPN) || time_[h]) return false;
  set_source(h, d);
  d->source_ranges = {{comma + 1, end}};
  d->content = {{first, comma}, {t + 2, last}};
  return true;
}

// "... in the east, [the head of the mission there, Ertugrul Apakan], said Monday": an office and its holder's name between
// commas before the verb are one speaker; the tree hangs the office on what is said.
bool SourceFinder::office_and_name(int32_t t, AttributionDraft* d) const {
  const int32_t first = tree_.sentence(t).first, last = tree_.sentence(t).last;
  constexpr int32_t kLongest = 16;
  if (t - 1 <= first || tree_[t - 1].form != "," || !finite(t)) return false;
  int32_t commas[3] = {t - 1, -1, -1}, found = 1;
  for (int32_t i = t - 2; i > std::max(first, t - kLongest) && found < 3; --i) {
    const Upos u = tree_[i].upos;
    if (u == Upos::AUX || u == Upos::SCONJ || (u == Upos::VERB && tree_[i].has_feat("VerbForm=Fin"))) return false;
    if (tree_[i].form == ",") commas[found++] = i;
  }
  if (found < 3 || quotation_at(commas[2]) != quotation_at(t) || !has_verb(first, commas[2])) return false;
  int32_t name = chunk_head({commas[1] + 1, t - 1}), office = chunk_head({commas[2] + 1, commas[1]});
  const bool office_first = name >= 0 && office >= 0 && tree_[name].upos == Upos::PROPN && tree_[office].upos == Upos::NOUN;
  // "Fadi Ahmad, spokesman for the division, told Reuters": or the name first, wherever the tree hangs it.
  bool proper = commas[1] - commas[2] > 2;  // two words and more, all names
  for (int32_t i = commas[2] + 1; i < commas[1]; ++i) proper = proper && tree_[i].upos == Upos::PROPN;
  int32_t what = commas[1] + 1;
  while (what < t - 1 && (tree_[what].upos == Upos::DET || tree_[what].upos == Upos::ADJ)) ++what;
  const bool name_first = (proper || named(commas[2] + 1, commas[1])) && tree_[what].upos == Upos::NOUN;
  if (name_first) name = what, office = proper ? commas[1] - 1 : office;
  if (name < 0 || office < 0 || time_[name] || time_[office]) return false;
  if (!office_first && !name_first) return false;
  if (tree_[commas[1] + 1].upos == Upos::CCONJ || tree_[commas[2] + 1].upos == Upos::CCONJ) return false;
  set_source(office, d);
  d->source_ranges = {{commas[2] + 1, t - 1}};
  if (t + 1 < last && tree_[t + 1].form == ",") {
    d->content = {{first, commas[2]}, {t + 2, last}};
    return true;
  }
  std::erase_if(d->content, [&](TokenRange r) { return r[0] >= commas[2] && r[0] < t; });
  for (TokenRange& r : d->content) {
    if (r[0] < t) r[1] = std::min(r[1], commas[2]);
  }
  if (d->content.empty()) d->content = {{first, commas[2]}};
  return true;
}

// "... on Tuesday, medics at the hospital said.": between the comma and a verb that ends the sentence stands its subject,
// also where the tree hangs it on what is said.
bool SourceFinder::trailing_phrase(int32_t t, AttributionDraft* d) const {
  int32_t first = tree_.sentence(t).first, last = tree_.sentence(t).last;
  bool ends = t + 1 >= last || (tree_[t + 1].upos == Upos::PUNCT && t + 2 >= last);
  constexpr int32_t kTail = 9;  // "..., medics said, despite the truce."
  const bool tailed = !ends && tree_[t + 1].form == "," && last - t <= kTail && tree_[t].head < 0 && !has_verb(t + 1, last);
  if (!(ends || tailed) || !finite(t) || own_subject(t) >= 0 || tree_[t].rel == Rel::acl) return false;
  constexpr int32_t kLongest = 10;
  for (int32_t i = t - 1; i > std::max(first, t - kLongest); --i) {
    if (tree_[i].upos == Upos::VERB || tree_[i].upos == Upos::AUX || tree_[i].upos == Upos::SCONJ) return false;
    if (tree_[i].form != ",") continue;
    int32_t h = i + 1 < t ? chunk_head({i + 1, t}) : -1;
    if (h < 0 || time_[h] || quotation_at(h) != quotation_at(t) || !has_verb(first, i)) return false;
    set_source(h, d);
    d->source_ranges = {{i + 1, t}};
    std::erase_if(d->content, [&](TokenRange r) { return r[0] >= i; });
    for (TokenRange& r : d->content) r[1] = std::min(r[1], i);
    if (tailed) d->content.push_back({t + 2, last});
    return true;
  }
  return false;
}

}  // namespace bestand
