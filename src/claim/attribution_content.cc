#include "claim/attribution_content.h"

#include <algorithm>

namespace bestand {

bool ContentFinder::content_of(int32_t t, CueFrame frame, const CueSense& sense, bool is_passive,
      AttributionDraft* d) const {
  switch (frame) {
    case kThat: case kWh: return that_clause(t, d);
    case kQuote: return paratactic(t, d);
    case kAsk: case kInf: case kIng: return infinitive_clause(t, frame, sense, is_passive, d);
    case kAs: return predicated(t, is_passive, false, d) && (deny_untrue(d), true);
    case kPred: return predicated(t, is_passive, true, d) && (deny_untrue(d), true);
    case kOf: return accused_of(t, is_passive, sense, d);
    case kObj: return object(t, is_passive, d);
  }
  return false;
}

bool ContentFinder::that_clause(int32_t t, AttributionDraft* d) const {
  for (int32_t c : tree_.children(t)) {
    Rel rel = tree_[c].rel;
    bool complement = ((rel == Rel::ccomp || rel == Rel::csubj) && clausal(c)) || (rel == Rel::xcomp && finite_clause(c) && tree_.child(c, {Rel::nsubj}) >= 0);
    bool marked = rel == Rel::advcl && complement_mark(c);
    bool bare_participle = tree_[c].has_feat("VerbForm=Ger") && c > t && tree_.child(c, {Rel::nsubj, Rel::mark}) < 0;
    bool next_cue = bare_participle && lex_.verbs.contains(tree_.lemma(c));
    bool beside = bare_participle && tree_.comma_before(c) >= 0;  // ", blaming the army": what he does while he says it
    // "Hours after they announced a truce, India accused Pakistan": the sentence's own clause behind the comma.
    bool main = rel == Rel::ccomp && c > t && tree_.comma_before(c) > t && tree_.child(t, {Rel::obj}) > t && tree_.child(t, {Rel::obj}) < c &&
                tree_.child(c, {Rel::mark}) < 0 && lex_.verbs.contains(tree_.lemma(c)) && quotation_at(c) < 0;
    // "Said rebels had attacked and [that five had been killed]": more of what is said, hung beside the verb.
    const int32_t m = rel == Rel::conj && c > t ? tree_.child(c, {Rel::mark}) : -1;
    const bool more = m > t + 1 && tree_[m - 1].upos == Upos::CCONJ && lex_.complementizers.contains(tree_.lemma(m));
    // "A raid killed two; the army said it had meant ...": what stands beyond the mark is another sentence.
    bool parted = false;
    for (int32_t i = c + 1; i < t; ++i) parted |= tree_[i].form == ";" && clause_behind(t);
    for (int32_t i = t + 1; i < c; ++i) parted |= tree_[i].form == ";" && quotation_at(i) < 0;  // "..., the ministry said; it hit ..."
    if ((complement || marked || more) && !next_cue && !beside && !main && !parted) add_clause(t, c, d);
  }
  if (d->content.empty()) return adjacent_clause(t, d);
  // Of a sentence adverbial that the parser hung on the clause's far side nothing is known: keep the hull.
  return true;
}

bool ContentFinder::clause_behind(int32_t t) const {
  auto children = tree_.children(t);
  return std::any_of(children.begin(), children.end(), [&](int32_t c) { return c > t && tree_[c].rel == Rel::ccomp; });
}

// A clause whose words stand on both sides of the cue: "Climate, he said, is warming". Its left part stays only when
// the cue has a subject of its own beside a comma, and when it is no clause itself.
void ContentFinder::add_clause(int32_t t, int32_t c, AttributionDraft* d) const {
  TokenRange r = tree_.reach(c);
  int32_t s = own_subject(t);
  if (r[0] > t || r[1] <= t || c < t) {
    // "..., the agency said.": the full stop hangs on the clause, the speaker does not.
    bool over_cue = c < t && r[1] > t && s > c && s < t && !tree_.dominates(c, s);
    if (over_cue) r[1] = std::min(r[1], tree_.reach(s)[0]);
    d->content.push_back(without_answer(r));
    return;
  }
  int32_t low = s >= 0 ? std::min(t, tree_.reach(s)[0]) : t;
  bool parted = s >= 0 && low > r[0] && tree_[low - 1].upos == Upos::PUNCT;
  if (parted && !left_clause(c, low)) d->content.push_back({r[0], low});
  int32_t high = s >= 0 && s > t ? std::max(t + 1, tree_.reach(s)[1]) : t + 1;
  if (high < r[1]) d->content.push_back({high, r[1]});
}

bool ContentFinder::left_clause(int32_t c, int32_t low) const {
  for (int32_t k : tree_.children(c)) {
    if (k < low && (tree_[k].rel == Rel::advcl || tree_[k].rel == Rel::parataxis)) return true;
  }
  return false;
}

// "said ... that" whose clause the parser hung elsewhere: a complementizer after the cue with no verb between.
bool ContentFinder::adjacent_clause(int32_t t, AttributionDraft* d) const {
  int32_t end = std::min(t + 15, tree_.sentence(t).last);
  for (int32_t m = t + 1; m < end; ++m) {
    if (tree_[m].upos == Upos::VERB || tree_[m].upos == Upos::AUX) return false;
    if (tree_[m].rel != Rel::mark || tree_[m].upos != Upos::SCONJ) continue;
    if (!lex_.complementizers.contains(tree_.lemma(m))) continue;
    int32_t head = tree_[m].head;
    if (head < 0 || tree_[head].rel == Rel::acl || tree_.dominates(head, t)) return false;
    TokenRange r = tree_.reach(head);
    d->content.push_back({m, std::max(r[1], m + 1)});
    return true;
  }
  return false;
}

// "X, he said, Y": the cue hangs on what is said; or what is said hangs on the cue.
bool ContentFinder::paratactic(int32_t t, AttributionDraft* d) const {
  const Token& token = tree_[t];
  if (token.rel == Rel::parataxis && token.head >= 0 && own_subject(t) >= 0) {
    for (int32_t i = token.head + 1; i < t; ++i) {
      // "A raid killed two; the army said it had meant to hit ...": what stands beyond the mark is another sentence.
      if (tree_[i].form == ";" && (tree_.child(t, {Rel::ccomp}) > t || tree_.child(t, {Rel::obj}) > t)) return false;
    }
    d->content.push_back(tree_.reach(token.head));
    subtract(&d->content, tree_.reach(t));
    return true;
  }
  for (int32_t c : tree_.children(t)) {
    if (tree_[c].rel == Rel::parataxis && own_subject(t) >= 0 && finite_clause(c)) d->content.push_back(tree_.reach(c));
  }
  return !d->content.empty();
}

bool ContentFinder::infinitive_clause(int32_t t, CueFrame frame, const CueSense& sense, bool is_passive,
      AttributionDraft* d) const {
  int32_t x = -1;
  for (int32_t c : tree_.children(t)) {
    bool complement = tree_[c].rel == Rel::xcomp || tree_[c].rel == Rel::ccomp;
    if (complement && (infinitive(c) || (sense.impersonal && tree_[c].upos == Upos::ADJ))) x = c;
  }
  if (x < 0 && frame == kAsk) x = purpose_clause(t);
  if (x < 0 && frame == kAsk && tree_.child(t, {Rel::obj}) > t) {  // "urged both sides [to respect ...]", hung on the sides
    for (int32_t c : tree_.children(tree_.child(t, {Rel::obj}))) {
      if (tree_[c].rel == Rel::acl && tree_[c].has_feat("VerbForm=Inf") && !tree_[c].subtype("relcl")) x = c;
    }
  }
  if (x >= 0 && std::find(d->cue_tokens.begin(), d->cue_tokens.end(), x) != d->cue_tokens.end()) {
    int32_t inner = tree_.child(x, {Rel::xcomp});  // "liet weten ... te verminderen"
    x = inner >= 0 && infinitive(inner) ? inner : -1;
  }
  if (x < 0) return false;
  bool addressee = tree_.child(t, {Rel::obj, Rel::iobj}) >= 0;
  if (frame == kAsk && !addressee && !is_passive) return false;
  TokenRange r = tree_.reach(x);
  const int32_t o = tree_.child(t, {Rel::obj});
  const bool own = frame == kInf && lex_.object_before_infinitive && o > t && tree_.reach(o)[1] == r[0];
  if (own && !actor_head_[o]) r[0] = tree_.reach(o)[0];  // "melden [explosies te hebben gehoord]", the object hung on the cue
  for (int32_t c : tree_.children(t)) {  // "... als de bombardementen doorgaan" right behind it
    bool joined = tree_.reach(c)[0] == r[1] && tree_[r[1]].upos != Upos::PUNCT && c > x;
    if (tree_[c].rel == Rel::advcl && joined) r[1] = tree_.reach(c)[1];
  }
  for (int32_t c : tree_.children(x)) {  // "..., nadat een bestand was afgesproken": said in the text's own voice
    int32_t at = tree_.reach(c)[0];
    int32_t m = tree_.child(c, {Rel::mark});
    bool adverbial = tree_[c].rel == Rel::advcl || (tree_[c].rel == Rel::ccomp && m >= 0 && !lex_.complementizers.contains(tree_.lemma(m)));
    if (adverbial && c > x && m > x && at > x && tree_[at].upos == Upos::PUNCT) r[1] = std::min(r[1], at);
  }
  d->content.push_back(without_answer(r));
  if ((is_passive && frame == kInf) || sense.impersonal) add_subject(t, d);
  return true;
}

int32_t ContentFinder::purpose_clause(int32_t t) const {
  for (int32_t c : tree_.children(t)) {
    if (tree_[c].rel == Rel::advcl && tree_[c].has_feat("VerbForm=Inf") && c > t) return c;
  }
  return -1;
}

void ContentFinder::add_subject(int32_t t, AttributionDraft* d) const {
  int32_t s = own_subject(t);
  if (s >= 0 && !lex_.expletives.contains(tree_.lemma(s))) d->content.push_back(tree_.reach(s));
}

// "Described the accusations as baseless allegations", "called the reports false": by its last words.
void ContentFinder::deny_untrue(AttributionDraft* d) const {
  constexpr int32_t kWords = 4;
  const TokenRange& said = d->content.back();
  for (int32_t i = std::max(said[0], said[1] - kWords); i < said[1]; ++i) d->denial |= lex_.untrue.contains(tree_.lemma(i));
}

// Object with predicate: "called it a massacre", "described as a massacre".
bool ContentFinder::predicated(int32_t t, bool is_passive, bool pred, AttributionDraft* d) const {
  int32_t p = -1;
  for (int32_t c : tree_.children(t)) {
    Rel rel = tree_[c].rel;
    bool as = (rel == Rel::obl || rel == Rel::advcl || rel == Rel::xcomp || rel == Rel::nmod) && as_marked(c);
    bool bare = pred && rel == Rel::xcomp && !tree_[c].has_feat("VerbForm=Inf");
    if ((as || bare) && p < 0) p = c;
  }
  if (p < 0) return pred && bare_predicate(t, is_passive, d);
  // "Was quoted by the agency as saying that ...": what the agency tells is that he said it.
  if (is_passive && tree_[p].rel == Rel::advcl && tree_[p].has_feat("VerbForm=Part") && lex_.verbs.contains(tree_.lemma(p))) {
    const int32_t mark = tree_.reach(p)[0];
    d->content.push_back({mark + (tree_[mark].rel == Rel::mark), tree_.sentence(t).last});
    return true;
  }
  int32_t o = object_of(t, is_passive);
  if (o < 0 && tree_[t].rel == Rel::acl && !is_passive && own_subject(t) >= 0 && own_subject(t) < t) {  // "in what an official described as a reprisal"
    d->content.push_back(tree_.reach(p));
    return true;
  }
  if (o < 0 && tree_[t].rel == Rel::acl) o = tree_[t].head;
  if (o < 0) return false;
  d->content.push_back(o == tree_[t].head ? source_range(tree_, o) : tree_.reach(o));
  d->content.push_back(tree_.reach(p));
  return true;
}

// "called the agreement "a step forward"": object and predicate run together up to the next mark or verb.
bool ContentFinder::bare_predicate(int32_t t, bool is_passive, AttributionDraft* d) const {
  int32_t o = object_of(t, is_passive);
  if (is_passive || o < t || tree_.reach(o)[0] > t + 2) return false;
  if (tree_[o].has_feat("PronType=Rel") || tree_[o].has_feat("PronType=Int")) return false;
  int32_t first = tree_.reach(o)[0], end = tree_.sentence(t).last, i = first;
  for (; i < end; ++i) {
    int32_t q = quotation_at(i);
    if (q >= 0) {
      i = quotations_[q].last - 1;
      continue;
    }
    const Token& k = tree_[i];
    if (k.upos == Upos::PUNCT || k.upos == Upos::SCONJ || k.upos == Upos::AUX || k.upos == Upos::CCONJ) break;
    if (k.upos == Upos::VERB && !tree_.dominates(o, i)) break;
  }
  i = std::min(i, end);
  if (i <= first) return false;
  d->content.push_back({first, i});
  return true;
}

bool ContentFinder::accused_of(int32_t t, bool is_passive, const CueSense& sense, AttributionDraft* d) const {
  int32_t o = object_of(t, is_passive);
  if (o < 0) return accused_in_clause(t, d) || (!is_passive && accused_in_words(t, d));
  int32_t p = -1;
  for (int32_t c : tree_.children(t)) {
    Rel rel = tree_[c].rel;
    bool phrase = rel == Rel::obl || rel == Rel::advcl || rel == Rel::nmod || rel == Rel::xcomp || rel == Rel::ccomp;
    if (!phrase || c == o) continue;
    auto word = tree_.case_of(c);
    bool takes = clause_of(c) ||
                 std::find(sense.prepositions.begin(), sense.prepositions.end(), word) != sense.prepositions.end();
    if (takes) p = c;
  }
  for (int32_t c : tree_.children(o)) {  // hung under the accused: "het leger [van schendingen]"
    bool phrase = (tree_[c].rel == Rel::nmod || tree_[c].rel == Rel::acl) && c > o;
    auto word = phrase ? tree_.case_of(c) : std::string();
    bool takes = !word.empty() && std::find(sense.prepositions.begin(), sense.prepositions.end(), word) != sense.prepositions.end();
    if (p < 0 && takes && o > t) p = c;
  }
  if (p < 0) return false;
  for (int32_t c : tree_.children(t)) {
    if (lex_.pronominal_adverbs.contains(tree_.form(c))) d->cue_tokens.push_back(c);
  }
  d->content.push_back(tree_.reach(o));
  d->content.push_back(without_answer(tree_.reach(p)));
  return true;
}

// "Accused it of breaking the truce, which the rebels denied": the answer of another is no part of what is told.
TokenRange ContentFinder::without_answer(TokenRange r) const {
  for (int32_t c = r[0]; c < r[1]; ++c) {
    if (tree_[c].rel != Rel::acl || !tree_[c].subtype("relcl")) continue;
    const int32_t comma = denies(c) ? tree_.comma_before(c) : -1;
    if (comma > r[0]) r[1] = std::min(r[1], comma);
  }
  return r;
}

// "beschuldigen de milities ervan ... te hebben": the accused hung under the clause.
bool ContentFinder::accused_in_clause(int32_t t, AttributionDraft* d) const {
  for (int32_t c : tree_.children(t)) {
    if (!clause_of(c) || c < t) continue;
    TokenRange r = tree_.reach(c);
    if (r[0] > t + 1) continue;
    d->content.push_back(r);
    for (int32_t i = r[0]; i < r[1]; ++i) {
      if (!lex_.pronominal_adverbs.contains(tree_.form(i))) continue;
      d->cue_tokens.push_back(i);
      return true;
    }
    d->content.clear();
  }
  return false;
}

// The same by its words alone, where the tree has lost the verb.
bool ContentFinder::accused_in_words(int32_t t, AttributionDraft* d) const {
  int32_t last = tree_.sentence(t).last;
  for (int32_t i = t + 2; i < std::min(t + 15, last - 2); ++i) {
    if (tree_[i].upos == Upos::PUNCT || tree_[i].upos == Upos::SCONJ) return false;
    if (!lex_.pronominal_adverbs.contains(tree_.form(i))) continue;
    d->cue_tokens.push_back(i);
    d->content.push_back({t + 1, i});
    d->content.push_back({i + 1, last});
    return true;
  }
  return false;
}

// "Het ministerie meldt vier doden": of two subjects in the tree the one behind the verb is its object; -1: none.
int32_t ContentFinder::second_subject(int32_t t) const {
  const int32_t subject = own_subject(t);
  if (subject < 0 || subject > t) return -1;
  for (int32_t c : tree_.children(t)) {
    if (c > t && tree_[c].rel == Rel::nsubj) return c;
  }
  return -1;
}

bool ContentFinder::object(int32_t t, bool is_passive, AttributionDraft* d) const {
  int32_t o = object_of(t, is_passive);
  if (const int32_t second = is_passive ? -1 : second_subject(t); second >= 0 && (o < 0 || second < o)) {
    TokenRange r = tree_.reach(second);
    d->content.push_back({r[0], std::max(r[1], o < 0 ? r[1] : tree_.reach(o)[1])});
    return true;
  }
  if (o < 0 && is_passive && tree_[t].rel == Rel::acl) o = tree_[t].head;
  if (o < 0 || lex_.expletives.contains(tree_.lemma(o)) || lex_.bare_contents.contains(tree_.lemma(o))) return false;
  if (tree_[o].has_feat("PronType=Rel") || tree_[o].has_feat("PronType=Int")) return false;
  if (o == tree_[t].head) d->content.push_back(source_range(tree_, o));
  else d->content.push_back(told_part(o));
  return true;
}

// "Proposed a truce, which the army rejected": what a relative clause behind a comma adds, the text says.
TokenRange ContentFinder::told_part(int32_t o) const {
  TokenRange r = tree_.reach(o);
  for (int32_t c = o + 1; c < r[1]; ++c) {
    const bool ends = tree_[c].head == o || tree_.reach(c)[1] == r[1];  // "the truce in the town, where troops are trapped"
    if (tree_[c].rel != Rel::acl || !tree_[c].subtype("relcl") || !ends) continue;
    const int32_t comma = tree_.comma_before(c);
    if (comma >= o) r[1] = std::min(r[1], comma);
  }
  return r;
}

bool ContentFinder::with_preposition(int32_t t, const CueSense& sense, AttributionDraft* d) const {
  for (int32_t c : tree_.children(t)) {
    Rel rel = tree_[c].rel;
    if (rel != Rel::obl && rel != Rel::advcl && rel != Rel::nmod && rel != Rel::acl && rel != Rel::ccomp && rel != Rel::xcomp)
      continue;
    int32_t word = tree_.child(c, {Rel::case_, Rel::mark});
    if (word < 0 || tree_.reach(c)[1] <= t) continue;
    auto lemma = tree_.case_of(c);
    if (std::find(sense.prepositions.begin(), sense.prepositions.end(), lemma) == sense.prepositions.end()) continue;
    // "a report of the United Nations": who made it
    bool maker = tree_[t].upos == Upos::NOUN && lex_.source_prepositions.contains(lemma) && sense.kind != CueKind::kAttitude &&
                 (tree_[c].upos == Upos::PROPN || actor_head_[c]);
    if (maker) continue;
    TokenRange r = tree_.reach(c);
    if (r[0] == word) {
      d->cue_tokens.push_back(word);
      ++r[0];
    }
    d->content.push_back(r);
    return true;
  }
  return false;
}

}  // namespace bestand
