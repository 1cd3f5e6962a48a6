#include "claim/attribution_order.h"

#include <algorithm>

namespace bestand {

// "... were killed a monitor said on Friday": no comma parts the report from who made it, so that trees go wrong.
bool OrderFinder::unparted_trailing(int32_t t, const CueSense& sense) {
  const Sentence& s = tree_.sentence(t);
  if (t - s.first < 4 || !told_form(t) || quotation_at(t) >= 0) return false;
  int32_t end = s.last;
  if (t + 1 < end && tree_[t + 1].has_feat("VerbForm=Ger") && senses(lex_.verbs, t + 1)) end = t + 1;  // "said adding that"
  if (end - t > 7 || has_verb(t + 1, end)) return false;
  for (int32_t i = t + 1; i < end; ++i) {
    if (tree_[i].upos == Upos::SCONJ || tree_[i].form == "," || tree_[i].form == ":" || tree_[i].rel == Rel::obj) return false;
  }
  int32_t low = unparted_source(t, s.first);
  if (told_of(t)) return false;
  if (low <= s.first || low >= t || tree_[low - 1].upos == Upos::PUNCT || tree_[low - 1].upos == Upos::ADP ||
      tree_[low - 1].upos == Upos::CCONJ || tree_[low - 1].upos == Upos::SCONJ || !has_finite(s.first, low)) {
    return false;
  }
  AttributionDraft d = draft(t, sense);
  int32_t h = tree_[t - 1].upos == Upos::PRON ? t - 1 : chunk_head({low, t});
  d.source = d.stands_for = h >= 0 ? h : t - 1;
  d.source_ranges = {{low, t}};
  d.content = {{s.first, low}};
  gather_cue(t, &d);
  out_.push_back(std::move(d));
  return true;
}

// The sense in which a word tells what it does not govern itself, with the further words that it asks for.
const CueSense* OrderFinder::telling(int32_t t, const std::vector<CueSense>& senses, std::vector<int32_t>* more) const {
  for (const CueSense& sense : senses) {
    if (sense.impersonal || sense.passive_only || sense.kind == CueKind::kIntention || sense.kind == CueKind::kAttitude) continue;
    if (!sense.has(kThat) && !sense.has(kQuote)) continue;
    more->clear();
    if (company(t, sense, more)) return &sense;
  }
  return nullptr;
}

// Where the words after a cue end that can name its speaker: at a comma or the sentence's end; -1 when a clause follows.
int32_t OrderFinder::tail_end(int32_t t, const std::vector<int32_t>& more) const {
  int32_t last = tree_.sentence(t).last;
  for (int32_t i = t + 1; i < last; ++i) {
    if (std::find(more.begin(), more.end(), i) != more.end()) continue;
    const Token& k = tree_[i];
    if (k.form == "," || k.form == ";" || k.form == "." || quotation_at(i) >= 0) return i;
    if (k.form == ":" || k.upos == Upos::SCONJ || k.upos == Upos::AUX) return -1;
    if (k.upos == Upos::VERB && k.rel != Rel::amod) return -1;
  }
  return last;
}

// The noun phrase that begins within [first, last), past adverbs and times.
bool OrderFinder::speaker_in(int32_t first, int32_t last, int32_t t, AttributionDraft* d) const {
  while (first < last && (!nominal(tree_[first]) || time_[first])) {
    if (tree_[first].upos == Upos::ADP || tree_[first].upos == Upos::PUNCT) return false;
    ++first;
  }
  int32_t end = first;
  while (end < last && (end == first || !ends_speaker(end, t))) ++end;
  if (first >= end) return false;
  int32_t head = chunk_head({first, end});
  for (int32_t i = first; i < end && head < 0; ++i) {  // after a preposition
    if (tree_[i].upos == Upos::NOUN || tree_[i].upos == Upos::PROPN) head = climb(i, first, end);
  }
  if (head < first || head >= end) return false;
  set_source(head, d);
  d->source_ranges = {{first, end}};
  return true;
}

// Whether a noun can be somebody who speaks, where the verb could as well have it as its object.
bool OrderFinder::speaks(int32_t head, int32_t t, const std::vector<CueSense>& senses) const {
  const Token& k = tree_[head];
  if (k.upos == Upos::PRON) return k.has_feat("Person=3") || k.has_feat("Person=1") || k.has_feat("PronType=Prs");
  if (k.upos != Upos::NOUN && k.upos != Upos::PROPN) return false;
  bool takes_object = std::any_of(senses.begin(), senses.end(), [](const CueSense& s) { return s.has(kObj); });
  return !takes_object || k.upos == Upos::PROPN || actor_head_[head] || tree_[t].rel == Rel::parataxis;
}

// "..., zo hebben artsen verklaard": behind the word that opens the report and its auxiliary stands the speaker, then the cue.
bool OrderFinder::opened(int32_t t, const std::vector<CueSense>& senses) {
  constexpr int32_t kLongest = 12;
  const Sentence& s = tree_.sentence(t);
  const bool ends = t + 1 >= s.last || tree_[t + 1].upos == Upos::PUNCT;
  if (!ends || tree_[t].has_feat("VerbForm=Fin")) return false;
  int32_t opener = t - 2;
  while (opener > std::max(s.first + 1, t - kLongest) && !lex_.report_openers.contains(tree_.form(opener))) --opener;
  if (opener <= s.first + 1 || !lex_.report_openers.contains(tree_.form(opener)) || tree_[opener - 1].form != ",") return false;
  if (tree_[opener + 1].upos != Upos::AUX || has_verb(opener + 2, t)) return false;
  std::vector<int32_t> more;
  const CueSense* sense = telling(t, senses, &more);
  if (!sense || sense->kind != CueKind::kSpeech || !has_finite(s.first, opener - 1)) return false;
  AttributionDraft d = draft(t, *sense);
  if (!speaker_in(opener + 2, t, t, &d)) return false;
  gather_cue(t, &d);
  d.content = {{s.first, opener - 1}};
  out_.push_back(std::move(d));
  return true;
}

// "..., zeggen hulpverleners", "De stad, meldt Tass, is gevallen": the speaker stands behind his verb.
bool OrderFinder::inverted(int32_t t, const std::vector<CueSense>& senses) {
  const Sentence& s = tree_.sentence(t);
  if (t - s.first < 3 || quotation_at(t) >= 0 || !told_form(t)) return false;
  int32_t comma = lex_.report_openers.contains(tree_.form(t - 1)) ? t - 2 : t - 1;
  if (comma <= s.first || tree_[comma].form != "," || quotation_at(comma - 1) >= 0) return false;
  int32_t subject = own_subject(t);
  if (subject >= 0 && subject < t && tree_[subject].upos != Upos::ADV && tree_[subject].head == t) return false;
  AttributionDraft before;  // "..., Fadi Ahmad, a spokesman, told Reuters": to whom it was told
  if (t + 1 < s.last && tree_[t + 1].rel == Rel::iobj && office_and_name(t, &before)) return false;
  std::vector<int32_t> more;
  const CueSense* sense = telling(t, senses, &more);
  if (!sense) return false;
  int32_t end = tail_end(t, more);
  bool goes_on = end >= 0 && end + 1 < s.last && tree_[end].form == "," && !lex_.relative_pronouns.contains(tree_.form(end + 1)) &&
                 has_verb(end + 1, s.last);
  if (sense->kind != CueKind::kSpeech && goes_on) return false;  // "In die stad, wist hij, was ..."
  AttributionDraft d = draft(t, *sense);
  if (end < 0 || !(goes_on || has_finite(s.first, comma)) || !speaker_in(t + 1, end, t, &d)) return false;
  bool interrupts = goes_on && !has_finite(s.first, comma);  // "Het konvooi, meldt het leger, kwam niet aan"
  if (!interrupts && !speaks(d.source, t, senses)) return false;
  d.cue_tokens.insert(d.cue_tokens.end(), more.begin(), more.end());
  gather_cue(t, &d);
  without_channel(t, &d);
  d.content = {{s.first, comma}};
  if (goes_on) d.content.push_back({end + 1, s.last});
  out_.push_back(std::move(d));
  return true;
}

// "Dat blijkt uit onderzoek van de VN": the first noun that the preposition governs.
int32_t OrderFinder::after_preposition(int32_t t, int32_t limit) const {
  for (const auto& [verb, preposition] : lex_.resuming_phrases) {
    bool same = tree_.lemma(t) == verb;
    auto known = lex_.lemmas.find(tree_.form(t));
    same |= known != lex_.lemmas.end() && known->second == verb;
    for (int32_t i = t + 1; same && i < std::min(t + 6, limit); ++i) {
      if (tree_.form(i) == preposition) return i + 1;
    }
  }
  return -1;
}

// "Dat meldt het leger.", "Dat heeft gezant Obasanjo bekendgemaakt.": said of the sentence before.
bool OrderFinder::resumed(int32_t t, const std::vector<CueSense>* senses) {
  static const CueSense kShown = [] {
    CueSense sense;
    sense.kind = CueKind::kEvidence;
    return sense;
  }();
  const Sentence& s = tree_.sentence(t);
  if (!lex_.resuming.contains(tree_.form(s.first)) || quotation_at(s.first) >= 0 || tree_[t].sentence == 0) return false;
  const Sentence& before = tree_.parse().sentences[tree_[t].sentence - 1];
  bool helped = t > s.first + 1 && tree_[s.first + 1].upos == Upos::AUX;
  if (before.title || !(helped || t == s.first + 1) || passive(t)) return false;
  for (int32_t i = s.first + 1; i < s.last; ++i) {
    if (i != t && (tree_[i].upos == Upos::SCONJ || tree_[i].form == ":")) return false;
  }
  int32_t from = after_preposition(t, s.last);
  std::vector<int32_t> more;
  const CueSense* sense = from >= 0 ? &kShown : senses ? telling(t, *senses, &more) : nullptr;
  if (!sense) return false;
  AttributionDraft d = draft(t, *sense);
  int32_t first = from >= 0 ? from : helped ? s.first + 2 : t + 1;
  if (!speaker_in(first, helped && from < 0 ? t : s.last, t, &d)) return false;
  if (from < 0 && tree_[d.source].upos == Upos::PRON && !speaks(d.source, t, {})) return false;
  d.cue_tokens.insert(d.cue_tokens.end(), more.begin(), more.end());
  gather_cue(t, &d);
  d.content = {{before.first, before.last}};
  out_.push_back(std::move(d));
  return true;
}

}  // namespace bestand
