#include "claim/attribution_context.h"

#include <algorithm>

namespace bestand {

bool nominal(const Token& t) {
  return t.upos == Upos::NOUN || t.upos == Upos::PROPN || t.upos == Upos::PRON || t.upos == Upos::NUM ||
         t.upos == Upos::DET || t.upos == Upos::ADJ || t.upos == Upos::SYM || t.upos == Upos::X;
}

CueContext::CueContext(const CueLexicon& lexicon, const Tree& tree, const std::vector<Quotation>& quotations,
                       const Mentions& mentions)
    : lex_(lexicon), tree_(tree), quotations_(quotations), in_quotation_(tree.size(), -1), time_(tree.size()),
      place_(tree.size()), town_(tree.size()), actor_head_(tree.size()), actor_start_(tree.size() + 1, -1) {
  for (size_t i = quotations.size(); i-- > 0;) {  // backwards: of two that overlap the first counts
    for (int32_t t = quotations[i].first; t < quotations[i].last; ++t) in_quotation_[t] = static_cast<int32_t>(i);
  }
  for (const TimeMention& m : mentions.times) {
    for (int32_t i = std::max(m.first, 0); i < std::min(m.last, tree.size()); ++i) time_[i] = true;
  }
  for (const PlaceMention& m : mentions.places) {
    for (int32_t i = std::max(m.first, 0); i < std::min(m.last, tree.size()); ++i) {
      place_[i] = true;
      town_[i] = m.feature.starts_with("P.") && m.feature != "P.PPLC";
    }
  }
  for (const ActorMention& m : mentions.actors) {
    if (m.head >= 0 && m.head < tree.size()) actor_head_[m.head] = true;
    if (m.last < 0 || m.last > tree.size()) continue;
    int32_t& start = actor_start_[m.last];
    if (start < 0 || m.first < start) start = m.first;
  }
}

int32_t CueContext::quotation_at(int32_t t) const { return in_quotation_[t]; }

bool CueContext::quoted(int32_t t) const { return quotation_at(t) >= 0; }

// `last` is the closing mark: a comma, question or exclamation mark stands beside it.
bool CueContext::ends_like_speech(int32_t last) const {
  for (int32_t i = std::max(0, last - 1); i <= std::min(last + 1, tree_.size() - 1); ++i) {
    if (tree_[i].form == "," || tree_[i].form == "?" || tree_[i].form == "!") return true;
  }
  return false;
}

// '"They fled" the man said': a sentence that begins with a quotation of words with a verb.
bool CueContext::whole_speech(const Quotation& q, int32_t t) const {
  bool starts = q.first == tree_.sentence(q.first).first || (q.first > 0 && tree_[q.first - 1].upos == Upos::PUNCT);
  return starts && q.last - q.first >= 6 && has_verb(q.first, q.last) && tree_[t].has_feat("VerbForm=Fin");
}

// '"..., " X said', '"..." said X': direct speech ends right before the cue or its subject.
bool CueContext::after_quotation(int32_t t) const {
  if (quotation_at(t) >= 0) return false;
  int32_t first = tree_.sentence(t).first;
  for (int32_t i = t - 1; i >= std::max(first - 1, t - 14) && i >= 0; --i) {
    if (quotation_at(i) >= 0) return ends_like_speech(i) || whole_speech(quotations_[quotation_at(i)], t);
    if (tree_[i].upos == Upos::VERB || tree_[i].upos == Upos::SCONJ || tree_[i].upos == Upos::CCONJ) return false;
  }
  return false;
}

bool CueContext::quotation_beside(int32_t low, int32_t high) const {
  auto begin = std::partition_point(quotations_.begin(), quotations_.end(), [&](const Quotation& x) { return x.last + 1 < low; });
  auto end = std::partition_point(begin, quotations_.end(), [&](const Quotation& x) { return x.first <= high + 1; });
  return std::any_of(begin, end, [&](const Quotation& q) {
    return (q.last <= low && q.last + 1 >= low) || (q.first >= high && q.first <= high + 1);
  });
}

bool CueContext::has_verb(int32_t first, int32_t last) const {
  for (int32_t i = first; i < last; ++i) {
    if (tree_[i].upos == Upos::VERB || tree_[i].upos == Upos::AUX) return true;
  }
  return false;
}

bool CueContext::has_finite(int32_t first, int32_t last) const {
  for (int32_t i = first; i < last; ++i) {
    if ((tree_[i].upos == Upos::VERB || tree_[i].upos == Upos::AUX) &&
        (tree_[i].has_feat("VerbForm=Fin") || tree_[i].has_feat("Tense=Past"))) {
      return true;
    }
  }
  return false;
}

bool CueContext::has_name(int32_t first, int32_t last) const {
  for (int32_t i = first; i < last; ++i) {
    if (tree_[i].upos == Upos::PROPN) return true;
  }
  return false;
}

int32_t CueContext::name_of(int32_t t) const {
  const auto& names = tree_.parse().names;
  auto at = std::upper_bound(names.begin(), names.end(), t, [](int32_t x, const Name& n) { return x < n.first; });
  if (at == names.begin()) return -1;
  --at;
  return t < at->last ? static_cast<int32_t>(at - names.begin()) : -1;
}

bool CueContext::negative(int32_t source) const {
  if (lex_.negations.contains(tree_.lemma(source))) return true;
  int32_t det = tree_.child(source, {Rel::det});
  return det >= 0 && lex_.negations.contains(tree_.lemma(det));
}

bool CueContext::negated(int32_t t) const {
  for (int32_t c : tree_.children(t)) {
    if (lex_.negations.contains(tree_.lemma(c))) return true;
  }
  return false;
}

// "The front-runner predicted that ...": a main verb that the parser takes for a participle of its own subject.
bool CueContext::disguised(int32_t t) const {
  const Token& k = tree_[t];
  if (k.rel != Rel::acl || k.head < 0 || k.head > t || k.subtype("relcl") || tree_[t - 1].upos == Upos::PUNCT) return false;
  bool top = tree_[k.head].head < 0 || tree_[k.head].rel == Rel::parataxis;
  bool noun = tree_[k.head].upos == Upos::NOUN || tree_[k.head].upos == Upos::PROPN;
  return top && noun && tree_.child(k.head, {Rel::cop, Rel::nsubj, Rel::aux}) < 0 && k.has_feat("VerbForm=Part") &&
         !k.has_feat("Tense=Pres");
}

// "Trump called for": a participle with a subject of its own and no auxiliary, where past and participle look alike.
bool CueContext::past_misread(int32_t t) const {
  if (!lex_.participle_like_past || !tree_[t].has_feat("VerbForm=Part") || tree_[t].has_feat("Tense=Pres")) return false;
  bool subject = false;
  for (int32_t c : tree_.children(t)) {
    if (tree_[c].rel == Rel::aux || tree_[c].rel == Rel::cop) return false;
    subject = subject || (tree_[c].rel == Rel::nsubj && c < t && !tree_[c].subtype("pass"));
  }
  return subject;
}

bool CueContext::passive(int32_t t) const {
  if (disguised(t) || past_misread(t)) return false;
  bool subject = false;
  for (int32_t c : tree_.children(t)) {
    if (tree_[c].rel == Rel::aux && tree_[c].subtype("pass")) return true;
    subject |= tree_[c].rel == Rel::nsubj && tree_[c].subtype("pass");
  }
  bool participle = tree_[t].has_feat("VerbForm=Part");
  const int32_t whom = tree_.child(t, {Rel::iobj});
  if (participle && lex_.participle_like_past && whom == t + 1) return false;  // "the activist told AFP by phone"
  if (participle && (tree_[t].has_feat("Voice=Pass") || subject)) return true;
  // "the man accused of": a past participle that modifies its noun
  return participle && tree_[t].has_feat("Tense=Past") && tree_[t].rel == Rel::acl && !tree_[t].subtype("relcl") &&
         tree_.child(t, {Rel::aux}) < 0;
}

bool CueContext::finite(int32_t t) const {
  if (disguised(t) || past_misread(t) || tree_[t].upos == Upos::NOUN) return true;
  if (tree_[t].has_feat("VerbForm=Fin")) return true;
  if (tree_[t].has_feat("VerbForm=Inf") || tree_[t].has_feat("VerbForm=Ger")) return false;
  for (int32_t c : tree_.children(t)) {
    if (tree_[c].rel == Rel::aux) return true;
  }
  return tree_[t].has_feat("Tense=Past") && tree_[t].rel != Rel::acl && tree_[t].rel != Rel::amod;
}

bool CueContext::told_form(int32_t t) const {
  return tree_[t].has_feat("VerbForm=Fin") || (tree_[t].has_feat("Tense=Past") && tree_.child(t, {Rel::aux}) < 0);
}

bool CueContext::infinitive(int32_t t) const {
  return tree_[t].has_feat("VerbForm=Inf") || tree_[t].has_feat("VerbForm=Ger") || tree_[t].upos == Upos::VERB ||
         tree_.child(t, {Rel::cop}) >= 0 || tree_.child(t, {Rel::mark}) >= 0;
}

bool CueContext::finite_clause(int32_t c) const {
  if (tree_.child(c, {Rel::nsubj, Rel::csubj, Rel::expl}) >= 0) return true;
  if (tree_[c].has_feat("VerbForm=Fin")) return true;
  for (int32_t k : tree_.children(c)) {
    if ((tree_[k].rel == Rel::aux || tree_[k].rel == Rel::cop) && tree_[k].has_feat("VerbForm=Fin")) return true;
  }
  return false;
}

// A bare noun that the parser calls a complement is somebody's name or title.
bool CueContext::clausal(int32_t c) const {
  return tree_[c].upos == Upos::VERB || tree_[c].upos == Upos::AUX || finite_clause(c) ||
         tree_.child(c, {Rel::cop, Rel::mark, Rel::aux}) >= 0;
}

bool CueContext::clause_of(int32_t c) const { return tree_[c].rel == Rel::xcomp || tree_[c].rel == Rel::ccomp; }

bool CueContext::complement_mark(int32_t c) const {
  int32_t m = tree_.child(c, {Rel::mark});
  return m >= 0 && tree_.reach(c)[0] == m && lex_.complementizers.contains(tree_.lemma(m));
}

bool CueContext::as_marked(int32_t c) const {
  return lex_.predicate_marks.contains(tree_.case_of(c));
}

// Of two subjects, "Rebels shelled Homs, state TV reported" misread, the one right before the verb behind a comma.
int32_t CueContext::own_subject(int32_t t) const {
  int32_t first = tree_.child(t, {Rel::nsubj, Rel::csubj});
  if (first < 0 || first > t) return first;
  for (int32_t c : tree_.children(t)) {
    if (c <= first || c > t || tree_[c].rel != Rel::nsubj) continue;
    auto reach = tree_.reach(c);
    if (reach[1] == t && reach[0] > 0 && tree_[reach[0] - 1].form == ",") return c;
  }
  return first;
}

int32_t CueContext::agent_of(int32_t t) const {
  for (int32_t c : tree_.children(t)) {
    const std::string preposition = tree_.case_of(c);
    const bool agent = tree_[c].subtype("agent") && preposition.empty();  // "reported between the two sides" is by nobody
    if (tree_[c].rel == Rel::obl && (agent || lex_.agent_prepositions.contains(preposition))) return c;
  }
  return -1;
}

int32_t CueContext::object_of(int32_t t, bool is_passive) const {
  return is_passive ? own_subject(t) : tree_.child(t, {Rel::obj});
}

bool CueContext::relative(int32_t s) const {
  return lex_.relative_pronouns.contains(tree_.lemma(s)) && tree_.children(s).empty() &&
         (tree_[s].upos == Upos::PRON || tree_[s].upos == Upos::SCONJ || tree_[s].upos == Upos::DET);
}

int32_t CueContext::antecedent(int32_t s) const {
  for (int32_t at = tree_[s].head; at >= 0; at = tree_[at].head) {
    if (tree_[at].rel == Rel::acl) return tree_[at].head;
  }
  return s;
}

bool CueContext::governed_by_preposition(int32_t h) const {
  int32_t c = tree_.child(h, {Rel::case_});
  return c >= 0 && c < h && tree_[c].upos == Upos::ADP;
}

// Whether in some sense of it the verb denies what is told.
bool CueContext::denies(int32_t verb) const {
  const auto list = lex_.verbs.find(tree_.lemma(verb));
  return list != lex_.verbs.end() && std::any_of(list->second.begin(), list->second.end(), [](const CueSense& s) { return s.denial; });
}

const std::vector<CueSense>* CueContext::senses(const CueLexicon::Senses& table, int32_t t) const {
  auto at = table.find(tree_.lemma(t));
  if (at != table.end()) return &at->second;
  auto known = lex_.lemmas.find(tree_.form(t));
  if (known != lex_.lemmas.end()) {
    at = table.find(known->second);
    if (at != table.end()) return &at->second;
  }
  // "deelde ... mee" whose lemma lacks its particle
  for (int32_t c : tree_.children(t)) {
    if (!tree_[c].subtype("prt")) continue;
    at = table.find(std::string(tree_.lemma(c)) + std::string(tree_.lemma(t)));
    if (at != table.end()) return &at->second;
  }
  if (tree_[t].upos == Upos::VERB) {
    // A lemmatizer's slip at the end: "toute", "blam".
    std::string lemma(tree_.lemma(t));
    at = table.find(lemma + "e");
    if (at == table.end() && lemma.ends_with('e')) at = table.find(lemma.substr(0, lemma.size() - 1));
    if (at != table.end()) return &at->second;
  }
  at = table.find(tree_.last_part(t));
  return at == table.end() || tree_[t].upos == Upos::VERB ? nullptr : &at->second;
}

// The further words of "make clear" among what depends on the verb; false when one is missing.
bool CueContext::company(int32_t t, const CueSense& sense, std::vector<int32_t>* found) const {
  for (const std::string& word : sense.more) {
    int32_t at = -1;
    for (int32_t i = std::max(t - 6, tree_.sentence(t).first); i < std::min(t + 8, tree_.sentence(t).last); ++i) {
      bool near = tree_[i].head == t || (tree_[i].head >= 0 && tree_[tree_[i].head].head == t) || tree_[t].head == i;
      if (near && i != t && (tree_.form(i) == word || tree_.lemma(i) == word)) at = i;
    }
    if (at < 0) return false;
    found->push_back(at);
  }
  return true;
}

AttributionDraft CueContext::draft(int32_t t, const CueSense& sense) const {
  AttributionDraft d;
  d.cue = t;
  d.cue_tokens = {t};
  d.kind = sense.kind;
  d.denial = sense.denial;
  return d;
}

void CueContext::gather_cue(int32_t t, AttributionDraft* d) const {
  for (int32_t c : tree_.children(t)) {
    const Token& k = tree_[c];
    bool aux = k.rel == Rel::aux && (lex_.cue_passive_aux || !k.subtype("pass"));
    bool particle = k.subtype("prt");
    bool adverb = k.rel == Rel::advmod && lex_.cue_adverbs.contains(tree_.lemma(c));
    if (aux || particle || adverb) d->cue_tokens.push_back(c);
  }
  std::sort(d->cue_tokens.begin(), d->cue_tokens.end());
  // What is parted from the verb by other words is no part of the cue, a particle excepted.
  auto& cue = d->cue_tokens;
  int32_t low = t, high = t;
  for (bool grown = true; grown;) {
    grown = false;
    for (int32_t k : cue) {
      if (k == low - 1) { low = k; grown = true; }
      if (k == high + 1) { high = k; grown = true; }
    }
  }
  std::erase_if(cue, [&](int32_t k) { return (k < low || k > high) && (tree_[k].rel == Rel::aux || tree_[k].rel == Rel::advmod); });
  cue.erase(std::unique(cue.begin(), cue.end()), cue.end());
}

}  // namespace bestand
