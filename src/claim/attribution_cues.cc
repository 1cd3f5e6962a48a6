// Frames are tried in the order in which they bind most closely: a clause before a noun phrase. Relations are those of
// the UD treebanks of English and Dutch, with the places where these differ (a quoting verb is the head in one, a
// parataxis in the other) treated alike.
#include "claim/attribution_cues.h"

#include <algorithm>

#include "base/utf8.h"

namespace bestand {
namespace {

constexpr Frame kOrder[] = {kThat, kWh, kQuote, kAsk, kInf, kIng, kPred, kAs, kOf, kObj};

bool nominal(const Token& t) {
  return t.upos == Upos::NOUN || t.upos == Upos::PROPN || t.upos == Upos::PRON || t.upos == Upos::NUM ||
         t.upos == Upos::DET || t.upos == Upos::ADJ || t.upos == Upos::SYM || t.upos == Upos::X;
}

class CueFinder {
 public:
  CueFinder(const CueLexicon& lexicon, const Tree& tree, const std::vector<Quotation>& quotations, const Mentions& mentions)
      : lex_(lexicon), tree_(tree), quotations_(quotations), time_(tree.size()), actor_start_(tree.size() + 1, -1) {
    for (const TimeMention& m : mentions.times) {
      for (int32_t i = std::max(m.first, 0); i < std::min(m.last, tree.size()); ++i) time_[i] = true;
    }
    for (const ActorMention& m : mentions.actors) {
      if (m.last < 0 || m.last > tree.size()) continue;
      int32_t& start = actor_start_[m.last];
      if (start < 0 || m.first < start) start = m.first;
    }
  }

  std::vector<AttributionDraft> run() {
    for (int32_t t = 0; t < tree_.size(); ++t) look_at(t);
    for (const Sentence& s : tree_.parse().sentences) byline(s);
    return std::move(out_);
  }

 private:
  void look_at(int32_t t) {
    phrase(t, lex_.prepositions, &CueFinder::preposition);
    phrase(t, lex_.adverbs, &CueFinder::adverb);
    switch (tree_[t].upos) {
      case Upos::VERB: case Upos::AUX: verb(t); break;
      case Upos::NOUN: case Upos::PROPN: noun(t); break;
      case Upos::ADJ: adjective(t); break;
      default: break;
    }
  }

  // --- verbs

  const std::vector<CueSense>* senses(const CueLexicon::Senses& table, int32_t t) const {
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
  bool company(int32_t t, const CueSense& sense, std::vector<int32_t>* found) const {
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

  void verb(int32_t t) {
    const auto* list = senses(lex_.verbs, t);
    if (!list) return;
    if (after_quotation(t)) {
      for (const CueSense& sense : *list) {
        if (sense.has(kQuote) && sense.more.empty()) return wait_for_quotation(t, sense);
      }
    }
    for (const CueSense& sense : *list) {
      if (sense.has(kThat) && sense.kind == CueKind::kSpeech && sense.more.empty() && unparted_trailing(t, sense)) return;
    }
    for (const CueSense& sense : *list) {
      if (!sense.more.empty() && try_verb(t, sense, ~0u)) return;
    }
    for (Frame frame : kOrder) {
      for (const CueSense& sense : *list) {
        if (sense.more.empty() && sense.has(frame) && try_verb(t, sense, frame)) return;
      }
    }
    for (const CueSense& sense : *list) {
      if (sense.more.empty() && !sense.prepositions.empty() && try_prepositions(t, sense)) return;
    }
    for (const CueSense& sense : *list) {
      if (sense.has(kQuote) && sense.more.empty()) return wait_for_quotation(t, sense);
    }
  }

  // '"..., " X said', '"..." said X': direct speech ends right before the cue or its subject.
  bool after_quotation(int32_t t) const {
    if (quotation_at(t) >= 0) return false;
    int32_t first = tree_.sentence(t).first;
    for (int32_t i = t - 1; i >= std::max(first - 1, t - 14) && i >= 0; --i) {
      if (quotation_at(i) >= 0) return ends_like_speech(i) || whole_speech(quotations_[quotation_at(i)], t);
      if (tree_[i].upos == Upos::VERB || tree_[i].upos == Upos::SCONJ || tree_[i].upos == Upos::CCONJ) return false;
    }
    return false;
  }

  // '"They fled" the man said': a sentence that begins with a quotation of words with a verb.
  bool whole_speech(const Quotation& q, int32_t t) const {
    bool starts = q.first == tree_.sentence(q.first).first || (q.first > 0 && tree_[q.first - 1].upos == Upos::PUNCT);
    return starts && q.last - q.first >= 6 && has_verb(q.first, q.last) && tree_[t].has_feat("VerbForm=Fin");
  }

  // `last` is the closing mark: a comma, question or exclamation mark stands beside it.
  bool ends_like_speech(int32_t last) const {
    for (int32_t i = std::max(0, last - 1); i <= std::min(last + 1, tree_.size() - 1); ++i) {
      if (tree_[i].form == "," || tree_[i].form == "?" || tree_[i].form == "!") return true;
    }
    return false;
  }

  // "The front-runner predicted that ...": a main verb that the parser takes for a participle of its own subject.
  bool disguised(int32_t t) const {
    const Token& k = tree_[t];
    if (k.rel != Rel::acl || k.head < 0 || k.head > t || k.subtype("relcl") || tree_[t - 1].upos == Upos::PUNCT) return false;
    bool top = tree_[k.head].head < 0 || tree_[k.head].rel == Rel::parataxis;
    bool noun = tree_[k.head].upos == Upos::NOUN || tree_[k.head].upos == Upos::PROPN;
    return top && noun && tree_.child(k.head, {Rel::cop, Rel::nsubj, Rel::aux}) < 0 && k.has_feat("VerbForm=Part") &&
           !k.has_feat("Tense=Pres");
  }

  bool passive(int32_t t) const {
    if (disguised(t)) return false;
    bool subject = false;
    for (int32_t c : tree_.children(t)) {
      if (tree_[c].rel == Rel::aux && tree_[c].subtype("pass")) return true;
      subject |= tree_[c].rel == Rel::nsubj && tree_[c].subtype("pass");
    }
    bool participle = tree_[t].has_feat("VerbForm=Part");
    if (participle && (tree_[t].has_feat("Voice=Pass") || subject)) return true;
    // "the man accused of": a past participle that modifies its noun
    return participle && tree_[t].has_feat("Tense=Past") && tree_[t].rel == Rel::acl && !tree_[t].subtype("relcl") &&
           tree_.child(t, {Rel::aux}) < 0;
  }

  bool try_verb(int32_t t, const CueSense& sense, uint32_t frames) {
    std::vector<int32_t> more;
    if (!company(t, sense, &more)) return false;
    bool is_passive = passive(t);
    if (sense.passive_only && !is_passive) return false;
    AttributionDraft d = draft(t, sense);
    d.cue_tokens.insert(d.cue_tokens.end(), more.begin(), more.end());
    for (Frame frame : kOrder) {
      if ((frames & frame) && sense.has(frame) && content_of(t, frame, sense, is_passive, &d)) {
        bool unsigned_by = is_passive && frame == kObj && agent_of(t) < 0;
        if (unsigned_by && (negated(t) || d.content[0][0] > t || sense.kind == CueKind::kAttitude)) return false;
        finish_verb(t, is_passive, sense, &d);
        return true;
      }
    }
    if (frames == ~0u) {
      if (with_preposition(t, sense, &d)) {
        finish_verb(t, is_passive, sense, &d);
        return true;
      }
      if (sense.has(kQuote)) {
        finish_verb(t, is_passive, sense, &d);
        return true;  // waits for its quotation
      }
    }
    return false;
  }

  bool negative(int32_t source) const {
    if (lex_.negations.contains(tree_.lemma(source))) return true;
    int32_t det = tree_.child(source, {Rel::det});
    return det >= 0 && lex_.negations.contains(tree_.lemma(det));
  }

  bool negated(int32_t t) const {
    for (int32_t c : tree_.children(t)) {
      if (lex_.negations.contains(tree_.lemma(c))) return true;
    }
    return false;
  }

  bool try_prepositions(int32_t t, const CueSense& sense) {
    AttributionDraft d = draft(t, sense);
    if (!with_preposition(t, sense, &d)) return false;
    finish_verb(t, passive(t), sense, &d);
    return true;
  }

  void wait_for_quotation(int32_t t, const CueSense& sense) {
    AttributionDraft d = draft(t, sense);
    finish_verb(t, passive(t), sense, &d);
  }

  AttributionDraft draft(int32_t t, const CueSense& sense) const {
    AttributionDraft d;
    d.cue = t;
    d.cue_tokens = {t};
    d.kind = sense.kind;
    d.denial = sense.denial;
    return d;
  }

  bool infinitive(int32_t t) const {
    return tree_[t].has_feat("VerbForm=Inf") || tree_[t].has_feat("VerbForm=Ger") || tree_[t].upos == Upos::VERB ||
           tree_.child(t, {Rel::cop}) >= 0 || tree_.child(t, {Rel::mark}) >= 0;
  }

  bool content_of(int32_t t, Frame frame, const CueSense& sense, bool is_passive, AttributionDraft* d) const {
    switch (frame) {
      case kThat: case kWh: return that_clause(t, d);
      case kQuote: return paratactic(t, d);
      case kAsk: case kInf: case kIng: return infinitive_clause(t, frame, sense, is_passive, d);
      case kAs: return predicated(t, is_passive, false, d);
      case kPred: return predicated(t, is_passive, true, d);
      case kOf: return accused_of(t, is_passive, sense, d);
      case kObj: return object(t, is_passive, d);
    }
    return false;
  }

  bool finite_clause(int32_t c) const {
    if (tree_.child(c, {Rel::nsubj, Rel::csubj, Rel::expl}) >= 0) return true;
    if (tree_[c].has_feat("VerbForm=Fin")) return true;
    for (int32_t k : tree_.children(c)) {
      if ((tree_[k].rel == Rel::aux || tree_[k].rel == Rel::cop) && tree_[k].has_feat("VerbForm=Fin")) return true;
    }
    return false;
  }

  bool that_clause(int32_t t, AttributionDraft* d) const {
    for (int32_t c : tree_.children(t)) {
      Rel rel = tree_[c].rel;
      bool complement = ((rel == Rel::ccomp || rel == Rel::csubj) && clausal(c)) || (rel == Rel::xcomp && finite_clause(c) && tree_.child(c, {Rel::nsubj}) >= 0);
      bool marked = rel == Rel::advcl && complement_mark(c);
      bool next_cue = tree_[c].has_feat("VerbForm=Ger") && c > t && tree_.child(c, {Rel::nsubj, Rel::mark}) < 0 && lex_.verbs.contains(tree_.lemma(c));
      if ((complement || marked) && !next_cue) add_clause(t, c, d);
    }
    if (d->content.empty()) return adjacent_clause(t, d);
    // Of a sentence adverbial that the parser hung on the clause's far side nothing is known: keep the hull.
    return true;
  }

  // A clause whose words stand on both sides of the cue: "Climate, he said, is warming". Its left part stays only when
  // the cue has a subject of its own beside a comma, and when it is no clause itself.
  void add_clause(int32_t t, int32_t c, AttributionDraft* d) const {
    TokenRange r = tree_.reach(c);
    if (r[0] > t || r[1] <= t || c < t) {
      d->content.push_back(r);
      return;
    }
    int32_t s = own_subject(t);
    int32_t low = s >= 0 ? std::min(t, tree_.reach(s)[0]) : t;
    bool parted = s >= 0 && low > r[0] && tree_[low - 1].upos == Upos::PUNCT;
    if (parted && !left_clause(c, low)) d->content.push_back({r[0], low});
    int32_t high = s >= 0 && s > t ? std::max(t + 1, tree_.reach(s)[1]) : t + 1;
    if (high < r[1]) d->content.push_back({high, r[1]});
  }

  bool left_clause(int32_t c, int32_t low) const {
    for (int32_t k : tree_.children(c)) {
      if (k < low && (tree_[k].rel == Rel::advcl || tree_[k].rel == Rel::parataxis)) return true;
    }
    return false;
  }

  // A bare noun that the parser calls a complement is somebody's name or title.
  bool clausal(int32_t c) const {
    return tree_[c].upos == Upos::VERB || tree_[c].upos == Upos::AUX || finite_clause(c) ||
           tree_.child(c, {Rel::cop, Rel::mark, Rel::aux}) >= 0;
  }

  bool complement_mark(int32_t c) const {
    int32_t m = tree_.child(c, {Rel::mark});
    return m >= 0 && tree_.reach(c)[0] == m && lex_.complementizers.contains(tree_.lemma(m));
  }

  // "said ... that" whose clause the parser hung elsewhere: a complementizer after the cue with no verb between.
  bool adjacent_clause(int32_t t, AttributionDraft* d) const {
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
  bool paratactic(int32_t t, AttributionDraft* d) const {
    const Token& token = tree_[t];
    if (token.rel == Rel::parataxis && token.head >= 0 && own_subject(t) >= 0) {
      d->content.push_back(tree_.reach(token.head));
      subtract(&d->content, tree_.reach(t));
      return true;
    }
    for (int32_t c : tree_.children(t)) {
      if (tree_[c].rel == Rel::parataxis && own_subject(t) >= 0 && finite_clause(c)) d->content.push_back(tree_.reach(c));
    }
    return !d->content.empty();
  }

  int32_t own_subject(int32_t t) const { return tree_.child(t, {Rel::nsubj, Rel::csubj}); }

  bool infinitive_clause(int32_t t, Frame frame, const CueSense& sense, bool is_passive, AttributionDraft* d) const {
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
    d->content.push_back(r);
    if ((is_passive && frame == kInf) || sense.impersonal) add_subject(t, d);
    return true;
  }

  int32_t purpose_clause(int32_t t) const {
    for (int32_t c : tree_.children(t)) {
      if (tree_[c].rel == Rel::advcl && tree_[c].has_feat("VerbForm=Inf") && c > t) return c;
    }
    return -1;
  }

  void add_subject(int32_t t, AttributionDraft* d) const {
    int32_t s = own_subject(t);
    if (s >= 0 && !lex_.expletives.contains(tree_.lemma(s))) d->content.push_back(tree_.reach(s));
  }

  int32_t object_of(int32_t t, bool is_passive) const {
    return is_passive ? own_subject(t) : tree_.child(t, {Rel::obj});
  }

  // Object with predicate: "called it a massacre", "described as a massacre".
  bool predicated(int32_t t, bool is_passive, bool pred, AttributionDraft* d) const {
    int32_t p = -1;
    for (int32_t c : tree_.children(t)) {
      Rel rel = tree_[c].rel;
      bool as = (rel == Rel::obl || rel == Rel::advcl || rel == Rel::xcomp || rel == Rel::nmod) && as_marked(c);
      bool bare = pred && rel == Rel::xcomp && !tree_[c].has_feat("VerbForm=Inf");
      if ((as || bare) && p < 0) p = c;
    }
    if (p < 0) return pred && bare_predicate(t, is_passive, d);
    int32_t o = object_of(t, is_passive);
    if (o < 0 && tree_[t].rel == Rel::acl) o = tree_[t].head;
    if (o < 0) return false;
    d->content.push_back(o == tree_[t].head ? source_range(tree_, o) : tree_.reach(o));
    d->content.push_back(tree_.reach(p));
    return true;
  }

  // "called the agreement "a step forward"": object and predicate run together up to the next mark or verb.
  bool bare_predicate(int32_t t, bool is_passive, AttributionDraft* d) const {
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

  bool as_marked(int32_t c) const {
    return lex_.predicate_marks.contains(tree_.case_of(c));
  }

  bool accused_of(int32_t t, bool is_passive, const CueSense& sense, AttributionDraft* d) const {
    int32_t o = object_of(t, is_passive);
    if (o < 0) return accused_in_clause(t, d);
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
    d->content.push_back(tree_.reach(p));
    return true;
  }

  // "beschuldigen de milities ervan ... te hebben": the accused hung under the clause.
  bool accused_in_clause(int32_t t, AttributionDraft* d) const {
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

  bool clause_of(int32_t c) const { return tree_[c].rel == Rel::xcomp || tree_[c].rel == Rel::ccomp; }

  bool object(int32_t t, bool is_passive, AttributionDraft* d) const {
    int32_t o = object_of(t, is_passive);
    if (o < 0 && is_passive && tree_[t].rel == Rel::acl) o = tree_[t].head;
    if (o < 0 || lex_.expletives.contains(tree_.lemma(o)) || lex_.bare_contents.contains(tree_.lemma(o))) return false;
    if (tree_[o].has_feat("PronType=Rel") || tree_[o].has_feat("PronType=Int")) return false;
    if (o == tree_[t].head) d->content.push_back(source_range(tree_, o));
    else d->content.push_back(tree_.reach(o));
    return true;
  }

  bool with_preposition(int32_t t, const CueSense& sense, AttributionDraft* d) const {
    for (int32_t c : tree_.children(t)) {
      Rel rel = tree_[c].rel;
      if (rel != Rel::obl && rel != Rel::advcl && rel != Rel::nmod && rel != Rel::acl && rel != Rel::ccomp && rel != Rel::xcomp)
        continue;
      int32_t word = tree_.child(c, {Rel::case_, Rel::mark});
      if (word < 0 || tree_.reach(c)[1] <= t) continue;
      auto lemma = tree_.case_of(c);
      if (std::find(sense.prepositions.begin(), sense.prepositions.end(), lemma) == sense.prepositions.end()) continue;
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

  // --- the rest of a verb's attribution: auxiliaries and particles of the cue, and its source

  void finish_verb(int32_t t, bool is_passive, const CueSense& sense, AttributionDraft* d) {
    gather_cue(t, d);
    if (!sense.impersonal) {
      if (is_passive) agent(t, d);
      else subject_source(t, d);
    }
    if (d->source >= 0 && negative(d->source)) return;  // "no group has said"
    d->anonymous = d->source < 0 && (is_passive || sense.impersonal);
    without_dateline(t, d);
    without_left_neighbour(d);
    extend_after(t, d);
    if (d->content.size() == 1 && d->content[0][1] <= t) fit_trailing(t, d);
    if (d->content.size() == 1) fit_clause(t, d);
    if (d->content.empty() && sense.has(kThat) && !is_passive && !after_quotation(t)) clause_beside(t, d);
    out_.push_back(std::move(*d));
  }

  // "DAMASCUS (AP) - Rebels said": the place of writing is no part of the source.
  void without_dateline(int32_t t, AttributionDraft* d) const {
    if (d->source_ranges.size() != 1) return;
    TokenRange r = d->source_ranges[0];
    int32_t first = tree_.sentence(t).first;
    if (r[0] - first > 8 || r[0] > t) return;
    for (int32_t i = first + 1; i < std::min(t, first + 12); ++i) {
      if (tree_[i].upos == Upos::VERB) return;
      if (tree_[i].upos != Upos::PUNCT || tree_[i].form == "(" || tree_[i].form == ")" || tree_[i].form == "," || tree_[i].form == ".") continue;
      bool dash = tree_[i].form == "-" || tree_[i].form == "–" || tree_[i].form == "—" || tree_[i].form == "--";
      if (!dash || tree_[i].span.begin == tree_[i - 1].span.end) return;
      if (r[0] > i || i + 1 >= t) return;
      AttributionDraft fresh = *d;
      fresh.source = fresh.stands_for = -1;
      fresh.source_ranges.clear();
      if (noun_phrase_before(std::min(t, d->cue_tokens.front()), t, &fresh)) {
        if (fresh.source_ranges[0][0] <= i) fresh.source_ranges[0][0] = i + 1;
        if (fresh.source <= i) fresh.source = fresh.stands_for = chunk_head({i + 1, fresh.source_ranges[0][1]});
        if (fresh.source > i) *d = fresh;
      }
      return;
    }
  }

  // "in the shelling a doctor said": two noun phrases side by side are not one.
  void without_left_neighbour(AttributionDraft* d) const {
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

  // "said Omar Daoud, the mayor of the town.": an apposition or relative clause that ends the sentence.
  void extend_after(int32_t t, AttributionDraft* d) const {
    if (d->source_ranges.size() != 1 || d->source < t || !d->content.empty()) return;
    TokenRange& r = d->source_ranges[0];
    int32_t end = tree_.sentence(t).last;
    if (r[1] + 1 >= end || tree_[r[1]].form != "," || end - r[1] > 18) return;
    const Token& next = tree_[r[1] + 1];
    bool relative_clause = lex_.relative_pronouns.contains(tree_.form(r[1] + 1)) && next.upos == Upos::PRON;
    bool noun = next.upos == Upos::DET || next.upos == Upos::NOUN || next.upos == Upos::PROPN || next.upos == Upos::ADJ || next.upos == Upos::NUM;
    if (!relative_clause && !(noun && !has_verb(r[1], end))) return;
    for (int32_t i = r[1]; i < end; ++i) {
      if (quotation_at(i) >= 0) return;
    }
    r[1] = end;
    while (r[1] > d->source + 1 && tree_[r[1] - 1].upos == Upos::PUNCT) --r[1];
  }

  // What stands before a trailing "a doctor said" reaches up to it.
  void fit_trailing(int32_t t, AttributionDraft* d) const {
    if (d->source_ranges.size() != 1 || !finite(t) || quotation_at(d->content[0][0]) >= 0) return;
    const Sentence& s = tree_.sentence(t);
    int32_t low = std::min({t, d->cue_tokens.front(), d->source_ranges[0][0]});
    int32_t high = std::max({t, d->cue_tokens.back(), d->source_ranges[0][1] - 1}) + 1;
    if (!trailing(low, high, s) || d->content[0][1] >= low || d->content[0][0] - s.first > 3) return;
    d->content[0][1] = low;
  }

  // Mends the ends of a content clause that a wrong attachment cut short or drew too long.
  void fit_clause(int32_t t, AttributionDraft* d) const {
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

  int32_t content_head(TokenRange r, int32_t t) const {
    for (int32_t c : tree_.children(t)) {
      if (c >= r[0] && c < r[1] && tree_.reach(c)[0] == r[0]) return c;
    }
    return -1;
  }

  // Words between "said" and the clause that begin the clause: no addressee, no time, no mark in between.
  bool bare_gap(int32_t t, int32_t from, int32_t to) const {
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
  void cut_second_predicate(int32_t head, TokenRange* r) const {
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
  void extend_to_end(int32_t t, TokenRange* r) const {
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
  void clause_beside(int32_t t, AttributionDraft* d) const {
    if (d->source < 0 || !finite(t)) return;
    const Sentence& s = tree_.sentence(t);
    int32_t low = std::min(t, d->cue_tokens.front()), high = std::max(t, d->cue_tokens.back()) + 1;
    for (TokenRange r : d->source_ranges) {
      if (std::abs(r[0] - high) > 3 && std::abs(low - r[1]) > 3) return;
      low = std::min(low, r[0]);
      high = std::max(high, r[1]);
    }
    if (quotation_beside(low, high)) return;
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

  // "... were killed a monitor said on Friday": no comma parts the report from who made it, so that trees go wrong.
  bool unparted_trailing(int32_t t, const CueSense& sense) {
    const Sentence& s = tree_.sentence(t);
    if (t - s.first < 4 || !told_form(t) || quotation_at(t) >= 0) return false;
    int32_t end = s.last;
    if (t + 1 < end && tree_[t + 1].has_feat("VerbForm=Ger") && senses(lex_.verbs, t + 1)) end = t + 1;  // "said adding that"
    if (end - t > 7 || has_verb(t + 1, end)) return false;
    for (int32_t i = t + 1; i < end; ++i) {
      if (tree_[i].upos == Upos::SCONJ || tree_[i].form == "," || tree_[i].form == ":" || tree_[i].rel == Rel::obj) return false;
    }
    int32_t low = unparted_source(t, s.first);
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

  bool told_form(int32_t t) const {
    return tree_[t].has_feat("VerbForm=Fin") || (tree_[t].has_feat("Tense=Past") && tree_.child(t, {Rel::aux}) < 0);
  }

  bool has_finite(int32_t first, int32_t last) const {
    for (int32_t i = first; i < last; ++i) {
      if ((tree_[i].upos == Upos::VERB || tree_[i].upos == Upos::AUX) &&
          (tree_[i].has_feat("VerbForm=Fin") || tree_[i].has_feat("Tense=Past"))) {
        return true;
      }
    }
    return false;
  }

  // Where the noun phrase begins that ends right before the verb: a known actor, an article, a change of name, a plural.
  int32_t unparted_source(int32_t t, int32_t first) const {
    int32_t i = t - 1;
    if (tree_[i].upos == Upos::PRON) return tree_[i].has_feat("Case=Nom") || tree_[i].has_feat("Person=3") ? i : t;
    if (time_[i] || (tree_[i].upos != Upos::NOUN && tree_[i].upos != Upos::PROPN)) return t;
    if (actor_start_[t] > first) {
      int32_t start = actor_start_[t];
      return tree_[start - 1].upos == Upos::DET ? start - 1 : start;
    }
    for (; i > first; --i) {
      const Token& k = tree_[i - 1];
      if (tree_[i].upos == Upos::DET) return i;
      if (k.upos == Upos::DET) return i - 1;
      bool named = (k.upos == Upos::ADP || k.rel == Rel::case_) && i >= 2 && starts_upper(tree_[i - 2].form) && tree_[i - 2].upos != Upos::VERB;
      if (named) {
        --i;
        continue;
      }
      if (k.upos != Upos::NOUN && k.upos != Upos::PROPN && k.upos != Upos::ADJ) return i;
      bool plural = k.upos == Upos::NOUN && k.has_feat("Number=Plur");
      if (plural || name_of(i - 1) != name_of(i)) {
        if (plural || (name_of(i - 1) >= 0 && name_of(i) >= 0)) return i;
      }
    }
    return first;
  }

  int32_t name_of(int32_t t) const {
    const auto& names = tree_.parse().names;
    auto at = std::upper_bound(names.begin(), names.end(), t, [](int32_t x, const Name& n) { return x < n.first; });
    if (at == names.begin()) return -1;
    --at;
    return t < at->last ? static_cast<int32_t>(at - names.begin()) : -1;
  }

  // "... were killed a monitor said on Friday.": the sentence's last words, also where its commas are lost.
  bool trailing(int32_t low, int32_t high, const Sentence& s) const {
    return s.last - high <= 8 && low - s.first >= 3 && !has_verb(high, s.last) && has_verb(s.first, low);
  }

  bool quotation_beside(int32_t low, int32_t high) const {
    return std::any_of(quotations_.begin(), quotations_.end(), [&](const Quotation& q) {
      return (q.last <= low && q.last + 1 >= low) || (q.first >= high && q.first <= high + 1);
    });
  }

  bool has_verb(int32_t first, int32_t last) const {
    for (int32_t i = first; i < last; ++i) {
      if (tree_[i].upos == Upos::VERB || tree_[i].upos == Upos::AUX) return true;
    }
    return false;
  }

  void gather_cue(int32_t t, AttributionDraft* d) const {
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

  void set_source(int32_t s, AttributionDraft* d) const {
    if (s < 0) return;
    d->source = d->stands_for = s;
    if (relative(s)) {
      d->stands_for = antecedent(s);
      d->source_ranges = {{s, s + 1}};
    } else {
      d->source_ranges = {source_range(tree_, s)};
      over_hyphens(&d->source_ranges[0], tree_.sentence(s).last);
      for (int32_t c : tree_.children(s)) {
        bool addressee = c > s && tree_[c].rel == Rel::nmod && lex_.addressee_prepositions.contains(tree_.case_of(c));
        if (addressee && s > d->cue) d->source_ranges[0][1] = std::min(d->source_ranges[0][1], tree_.reach(c)[0]);
      }
    }
  }

  // "al-Halabi" in three tokens
  void over_hyphens(TokenRange* r, int32_t limit) const {
    while ((*r)[1] + 1 < limit && tree_[(*r)[1]].form == "-" && tree_[(*r)[1]].span.begin == tree_[(*r)[1] - 1].span.end &&
           tree_[(*r)[1] + 1].span.begin == tree_[(*r)[1]].span.end) {
      (*r)[1] += 2;
    }
  }

  bool relative(int32_t s) const {
    return lex_.relative_pronouns.contains(tree_.lemma(s)) && tree_.children(s).empty() &&
           (tree_[s].upos == Upos::PRON || tree_[s].upos == Upos::SCONJ || tree_[s].upos == Upos::DET);
  }

  int32_t antecedent(int32_t s) const {
    for (int32_t at = tree_[s].head; at >= 0; at = tree_[at].head) {
      if (tree_[at].rel == Rel::acl) return tree_[at].head;
    }
    return s;
  }

  void subject_source(int32_t t, AttributionDraft* d) const {
    if (subject_in_tree(t, d)) return;
    if (!finite(t)) return;
    int32_t from = d->cue_tokens.empty() ? t : std::min(t, d->cue_tokens.front());
    subject_beside(t, from, d);
  }

  bool finite(int32_t t) const {
    if (disguised(t) || tree_[t].upos == Upos::NOUN) return true;
    if (tree_[t].has_feat("VerbForm=Fin")) return true;
    if (tree_[t].has_feat("VerbForm=Inf") || tree_[t].has_feat("VerbForm=Ger")) return false;
    for (int32_t c : tree_.children(t)) {
      if (tree_[c].rel == Rel::aux) return true;
    }
    return tree_[t].has_feat("Tense=Past") && tree_[t].rel != Rel::acl && tree_[t].rel != Rel::amod;
  }

  // ", the envoy said,": between commas the subject is the phrase beside the verb, whatever the tree says.
  bool interposed(int32_t t, AttributionDraft* d) const {
    int32_t s = own_subject(t), last = tree_.sentence(t).last;
    if (s < 0 || s > t || t + 1 >= last || tree_[t + 1].form != ",") return false;
    for (int32_t i = t - 1; i > std::max(s, t - 7); --i) {
      if (tree_[i].upos == Upos::VERB) return false;
      if (tree_[i].form != ",") continue;
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

  bool subject_in_tree(int32_t t, AttributionDraft* d) const {
    if (interposed(t, d)) return true;
    int32_t at = t;
    for (int steps = 0; at >= 0 && steps < 6; ++steps) {
      int32_t s = own_subject(at);
      if (s >= 0 && at != t && passive(at) && agent_of(at) >= 0) s = agent_of(at);
      if (s >= 0 && !plausible(s, t, d)) return false;
      if (s >= 0 && !lex_.expletives.contains(tree_.lemma(s))) return set_source(s, d), true;
      if (s >= 0 && tree_[s].rel == Rel::nsubj && tree_[s].has_feat("Person=3") && at != t) return set_source(s, d), true;
      if (s >= 0) return set_pronoun(s, t, d), true;
      const Token& token = tree_[at];
      if (disguised(at)) return false;
      if (token.rel == Rel::xcomp && token.head >= 0 && !passive(token.head)) {
        // "prompting them to say": the object's own words
        int32_t o = tree_.child(token.head, {Rel::obj});
        if (o > token.head && o < at && nominal(tree_[o])) return set_source(o, d), true;
      }
      if (token.rel == Rel::acl && token.head >= 0) return set_source(token.head, d), true;
      bool shares = token.rel == Rel::conj || token.rel == Rel::xcomp || token.rel == Rel::advcl ||
                    token.rel == Rel::parataxis || token.rel == Rel::ccomp;
      if (!shares || (finite(t) && token.rel != Rel::conj)) return false;
      at = token.head;
    }
    return false;
  }

  // No subject is a clause, reaches over its own verb, lies in the content, or in a quotation that the cue is not in.
  bool plausible(int32_t s, int32_t t, AttributionDraft* d) const {
    if (!nominal(tree_[s]) || tree_[s].rel == Rel::csubj || contains(d->content, s) || time_[s]) return false;
    if (quotation_at(s) != quotation_at(t) && quotation_at(s) >= 0) return false;
    TokenRange r = tree_.reach(s);
    if (r[0] <= t && t < r[1]) return false;
    return tree_.child(s, {Rel::cop}) < 0;
  }

  int32_t quotation_at(int32_t t) const {
    for (size_t i = 0; i < quotations_.size() && quotations_[i].first <= t; ++i) {
      if (t < quotations_[i].last) return static_cast<int32_t>(i);
    }
    return -1;
  }

  // Where the tree gives none: the noun phrase right before the verb, else right after it.
  void subject_beside(int32_t t, int32_t from, AttributionDraft* d) const {
    if (noun_phrase_before(from, t, d)) return;
    noun_phrase_after(t, d);
  }

  bool skipped(int32_t i) const {
    return tree_[i].upos == Upos::AUX || tree_[i].upos == Upos::ADV || tree_[i].upos == Upos::PART;
  }

  bool noun_phrase_before(int32_t from, int32_t t, AttributionDraft* d) const {
    int32_t first = tree_.sentence(t).first;
    int32_t i = from - 1;
    while (i >= first && skipped(i)) --i;
    int32_t end = i + 1;
    if (i >= first && tree_[i].form == ")") i = before_bracket(i, first);
    if (i >= first && tree_[i].form == ",") i = before_pair(i, first);
    if (i < first || !nominal(tree_[i]) || tree_[i].upos == Upos::ADJ || contains(d->content, i)) return false;
    if (quotation_at(i) != quotation_at(t) || time_[i]) return false;
    if (tree_[i].upos == Upos::PRON && (i == first || tree_[i - 1].upos != Upos::ADP)) {
      set_source(i, d);
      return true;
    }
    TokenRange r = {actor_start_[i + 1] >= first ? actor_start_[i + 1] : chunk_start(i, first), i + 1};
    if (r[0] > first && actor_start_[i + 1] >= first && tree_[r[0] - 1].upos == Upos::DET) --r[0];
    int32_t h = chunk_head(r);
    if (h < 0) return false;
    if (tree_[r[0]].upos == Upos::ADP) r[0] = std::max(r[0], tree_.reach(h)[0] > i ? h : tree_.reach(h)[0]);
    r[1] = std::max(r[1], end);
    while (r[1] > h + 1 && tree_[r[1] - 1].upos == Upos::PUNCT && tree_[r[1] - 1].form != ")") --r[1];
    if (r[0] > h) r[0] = h;
    set_source(h, d);
    if (!relative(h)) d->source_ranges = {r};
    return true;
  }

  int32_t before_bracket(int32_t close, int32_t first) const {
    for (int32_t j = close - 1; j >= std::max(first, close - 12); --j) {
      if (tree_[j].form == "(") return j - 1;
    }
    return -1;
  }

  // Leftwards over a noun phrase with its prepositional phrases, up to what begins a clause.
  int32_t chunk_start(int32_t i, int32_t first) const {
    int32_t j = i;
    for (; j > first; --j) {
      const Token& k = tree_[j - 1];
      bool bracket = k.form == ")" || k.form == "(";
      if (k.upos == Upos::PUNCT && !bracket && k.form != "-" && !(k.form == "." && tree_[j].upos == Upos::PROPN)) break;
      if (k.upos == Upos::AUX || k.upos == Upos::SCONJ || k.upos == Upos::PART) {
        if (k.upos != Upos::PART || !tree_[j - 1].subtype("poss")) {
          if (!(k.upos == Upos::PART && k.rel == Rel::case_)) break;
        }
      }
      if (k.upos == Upos::VERB && k.rel != Rel::amod && k.rel != Rel::acl && k.rel != Rel::compound) break;
      if (k.upos == Upos::CCONJ && (j < 2 || !nominal(tree_[j - 2]) || !nominal(tree_[j]))) break;
      if (k.upos == Upos::PRON && !k.subtype("poss") && k.rel != Rel::det) break;
      if (tree_[j].upos == Upos::DET && (k.upos == Upos::NOUN || k.upos == Upos::PROPN)) break;
      if (k.upos == Upos::ADV && tree_[j].upos != Upos::NUM && tree_[j].upos != Upos::ADJ) break;
    }
    while (j < i && (tree_[j].upos == Upos::PUNCT || tree_[j].upos == Upos::CCONJ)) ++j;
    return j;
  }

  // The first noun of the chunk that no preposition governs.
  int32_t chunk_head(TokenRange r) const {
    int32_t head = -1;
    for (int32_t i = r[0]; i < r[1]; ++i) {
      if (tree_[i].upos == Upos::ADP && head >= 0) return head;
      if (tree_[i].upos != Upos::NOUN && tree_[i].upos != Upos::PROPN && tree_[i].upos != Upos::NUM && tree_[i].upos != Upos::PRON) continue;
      bool modifies = tree_[i].head > i && tree_[i].head < r[1] && (tree_[i].rel == Rel::compound || tree_[i].rel == Rel::nmod || tree_[i].rel == Rel::nummod);
      bool governed = governed_by_preposition(i) || (tree_[i].rel == Rel::flat);
      if (!modifies && !governed) return climb(i, r[0], r[1]);
      if (tree_[i].rel == Rel::flat && head < 0) head = i;
    }
    return head;
  }

  // "Jim Poolman, a delegate, said": the comma before the apposition.
  int32_t before_pair(int32_t comma, int32_t first) const {
    for (int32_t j = comma - 1; j >= std::max(first, comma - 25); --j) {
      if (tree_[j].upos == Upos::VERB && tree_[j].has_feat("VerbForm=Fin")) {
        if (tree_[j].rel != Rel::acl) return -1;
      }
      if (tree_[j].form == ",") return j - 1;
    }
    return -1;
  }

  // From the last word of a noun phrase to its head.
  int32_t climb(int32_t i, int32_t first, int32_t limit) const {
    int32_t h = i;
    for (int steps = 0; steps < 8; ++steps) {
      int32_t up = tree_[h].head;
      if (up < first || up >= limit || up > i) break;
      if (tree_[up].upos != Upos::NOUN && tree_[up].upos != Upos::PROPN && tree_[up].upos != Upos::NUM && tree_[up].upos != Upos::PRON) break;
      h = up;
    }
    return h;
  }

  bool governed_by_preposition(int32_t h) const {
    int32_t c = tree_.child(h, {Rel::case_});
    return c >= 0 && c < h && tree_[c].upos == Upos::ADP;
  }

  bool noun_phrase_after(int32_t t, AttributionDraft* d) const {
    int32_t last = tree_.sentence(t).last;
    int32_t i = t + 1;
    if (i >= last || contains(d->content, i)) return false;
    bool starts = nominal(tree_[i]) && tree_[i].upos != Upos::X;
    if (!starts || quotation_at(i) != quotation_at(t)) return false;
    int32_t h = i;
    for (int steps = 0; steps < 8; ++steps) {
      int32_t up = tree_[h].head;
      bool noun = up > h && up < std::min(i + 8, last) &&
                  (tree_[up].upos == Upos::NOUN || tree_[up].upos == Upos::PROPN);
      if (!noun || tree_[h].rel == Rel::nsubj) break;
      h = up;
    }
    for (int32_t k = i; k < h; ++k) {
      if (tree_[k].upos == Upos::PUNCT || tree_[k].upos == Upos::VERB) { h = k > i ? k - 1 : i; break; }
    }
    set_source(h, d);
    TokenRange r = source_range(tree_, h);
    d->source_ranges = {{i, std::max(r[1], h + 1)}};
    return true;
  }

  // "it said": a pronoun that may stand for somebody, unless it only fills the place.
  void set_pronoun(int32_t s, int32_t t, AttributionDraft* d) const {
    if (tree_[s].rel == Rel::nsubj && tree_[t].upos == Upos::VERB && tree_[s].upos == Upos::PRON) set_source(s, d);
  }

  int32_t agent_of(int32_t t) const {
    for (int32_t c : tree_.children(t)) {
      if (tree_[c].rel == Rel::obl && (tree_[c].subtype("agent") || lex_.agent_prepositions.contains(tree_.case_of(c)))) return c;
    }
    return -1;
  }

  void agent(int32_t t, AttributionDraft* d) const { set_source(agent_of(t), d); }

  // --- nouns: "their claim that"

  void noun(int32_t t) {
    if (tree_[t].head < 0 && tree_.child(t, {Rel::xcomp, Rel::ccomp}) > t && tree_.child(t, {Rel::compound, Rel::nmod}) >= 0 &&
        tree_.child(t, {Rel::det, Rel::cop}) < 0 && lex_.verbs.contains(tree_.lemma(t))) {
      return verb(t);  // "Clinton plans to": a verb taken for a noun
    }
    const auto* list = senses(lex_.nouns, t);
    if (!list) {
      auto at = lex_.nouns.find(tree_.last_part(t));
      if (at == lex_.nouns.end()) return;
      list = &at->second;
    }
    for (const CueSense& sense : *list) {
      AttributionDraft d = draft(t, sense);
      if (!noun_content(t, sense, &d)) continue;
      noun_source(t, &d);
      std::sort(d.cue_tokens.begin(), d.cue_tokens.end());
      out_.push_back(std::move(d));
      return;
    }
  }

  bool noun_content(int32_t t, const CueSense& sense, AttributionDraft* d) const {
    for (int32_t c : tree_.children(t)) {
      const Token& k = tree_[c];
      if (c < t || (k.rel != Rel::acl && k.rel != Rel::ccomp && k.rel != Rel::xcomp && k.rel != Rel::advcl)) continue;
      int32_t m = tree_.child(c, {Rel::mark});
      bool marked = m >= 0 && tree_[m].upos == Upos::SCONJ;
      bool relative = k.subtype("relcl") && !(marked && lex_.complementizers.contains(tree_.lemma(m)) && tree_.reach(c)[0] == m);
      bool clause = sense.has(kThat) && marked && !relative && k.rel != Rel::advcl;
      bool inf = sense.has(kInf) && !k.subtype("relcl") && (k.has_feat("VerbForm=Inf") || (m >= 0 && lex_.infinitive_marks.contains(tree_.lemma(m))));
      if (!clause && !inf) continue;
      d->content.push_back(tree_.reach(c));
      return true;
    }
    return with_preposition(t, sense, d);
  }

  void noun_source(int32_t t, AttributionDraft* d) const {
    for (int32_t c : tree_.children(t)) {
      if (tree_[c].subtype("poss") && nominal(tree_[c])) return set_possessor(c, d);
    }
    for (int32_t c : tree_.children(t)) {
      if (tree_[c].rel != Rel::nmod || contains(d->content, c)) continue;
      if (lex_.source_prepositions.contains(tree_.case_of(c))) return set_source(c, d);
    }
    // "made a claim": the verb's subject
    const Token& k = tree_[t];
    if (k.rel == Rel::obj && k.head >= 0) {
      int32_t s = tree_.subject(k.head);
      if (s >= 0) return set_source(s, d);
    }
  }

  void set_possessor(int32_t c, AttributionDraft* d) const {
    d->source = d->stands_for = c;
    TokenRange r = source_range(tree_, c);
    d->source_ranges = {r};
  }

  // --- adjectives: "is sure that"

  void adjective(int32_t t) {
    const auto* list = senses(lex_.adjectives, t);
    if (!list) return;
    for (const CueSense& sense : *list) {
      AttributionDraft d = draft(t, sense);
      bool found = ((sense.frames & (kThat | kWh)) && that_clause(t, &d)) ||
                   (sense.has(kInf) && infinitive_clause(t, kInf, sense, false, &d)) || with_preposition(t, sense, &d);
      if (!found) continue;
      for (int32_t c : tree_.children(t)) {
        if (tree_[c].rel == Rel::cop || (tree_[c].rel == Rel::aux && lex_.cue_passive_aux)) d.cue_tokens.push_back(c);
      }
      int32_t s = tree_.subject(t);
      if (s >= 0 && lex_.expletives.contains(tree_.lemma(s))) s = -1;
      if (s < 0 && (tree_[t].rel == Rel::acl || tree_[t].rel == Rel::amod)) s = tree_[t].head;
      set_source(s, &d);
      std::sort(d.cue_tokens.begin(), d.cue_tokens.end());
      out_.push_back(std::move(d));
      return;
    }
  }

  // --- "according to", "reportedly"

  template <class Table>
  void phrase(int32_t t, const Table& table, void (CueFinder::*take)(int32_t, int32_t, CueKind)) {
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

  AttributionDraft phrase_draft(int32_t first, int32_t last, CueKind kind) const {
    AttributionDraft d;
    d.cue = first;
    for (int32_t i = first; i < last; ++i) d.cue_tokens.push_back(i);
    d.kind = kind;
    return d;
  }

  // The noun that the preposition's last word or its first governs: the highest token right after it whose subtree
  // begins with the phrase, else the next nominal.
  int32_t governed(int32_t first, int32_t last) const {
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

  void preposition(int32_t first, int32_t last, CueKind kind) {
    AttributionDraft d = phrase_draft(first, last, kind);
    int32_t source = governed(first, last);
    if (source < 0 || lex_.not_sources.contains(tree_.lemma(source)) || lex_.not_sources.contains(tree_.last_part(source))) return;
    set_source(source, &d);
    d.source_ranges[0][0] = std::max(d.source_ranges[0][0], last);
    cut_at_comma(&d);
    int32_t up = tree_[source].head;
    if (up < 0 || up == first) up = tree_[first].head;
    if (up < 0) up = source;
    int32_t clause = tree_.clause_head(up);
    const Sentence& sentence = tree_.sentence(first);
    bool edge = first == sentence.first || sentence.last - d.source_ranges[0][1] <= 1;
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

  // "According to the Red Cross, forty families": past a comma only an apposition still names the source.
  void cut_at_comma(AttributionDraft* d) const {
    TokenRange& r = d->source_ranges[0];
    for (int32_t i = d->source + 1; i + 1 < r[1]; ++i) {
      if (tree_[i].form != ",") continue;
      bool names = false;
      for (int32_t c : tree_.children(d->source)) {
        bool listed = tree_[c].rel == Rel::conj && tree_.child(c, {Rel::cc}) >= 0;
        names |= c > i && (tree_[c].rel == Rel::appos || listed) && tree_.reach(c)[0] <= i + 1;
      }
      if (!names) r[1] = i;
      return;
    }
  }

  bool relative_subject(int32_t clause) const {
    return tree_[clause].subtype("relcl") && tree_[clause].rel == Rel::acl && tree_[tree_.reach(clause)[0]].upos == Upos::PUNCT;
  }

  // A complementizer or conjunction before the clause is no part of what the source says.
  void drop_outer_words(int32_t clause, AttributionDraft* d) const {
    TokenRange r = tree_.reach(clause);
    while (r[0] < clause && tree_[r[0]].head == clause &&
           (tree_[r[0]].rel == Rel::cc || tree_[r[0]].rel == Rel::punct)) {
      ++r[0];
    }
    d->content = {r};
  }

  void adverb(int32_t first, int32_t last, CueKind kind) {
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

  // --- "Erdogan: We will ..."

  void byline(const Sentence& s) {
    int32_t limit = std::min(s.first + 14, s.last - 1);
    for (int32_t i = s.first + 1; i < limit; ++i) {
      if (tree_[i].upos == Upos::VERB || tree_[i].upos == Upos::AUX || quoted(i)) return;
      if (!lex_.byline_marks.contains(tree_[i].form)) continue;
      bool speech = i + 1 < s.last && quoted(i + 1);
      if (quoted(s.first) || !(named(s.first, i) || (speech && has_name(s.first, i)))) return;
      add_byline({s.first, i}, i, {i + 1, s.last});
      return;
    }
    signed_quotation(s);
  }

  // '"..." - Hillary Clinton'
  void signed_quotation(const Sentence& s) {
    for (int32_t i = s.first; i + 1 < s.last; ++i) {
      if (!lex_.byline_marks.contains(tree_[i].form) || tree_[i].form == ":" || quoted(i) || i == 0) continue;
      int32_t q = quotation_at(i - 1);
      if (q < 0 || quotations_[q].last != i || !has_name(i + 1, s.last) || has_verb(i + 1, s.last)) continue;
      add_byline({i + 1, s.last}, i, {quotations_[q].first, quotations_[q].last});
      return;
    }
  }

  void add_byline(TokenRange source, int32_t mark, TokenRange content) {
    AttributionDraft d;
    d.cue = mark;
    d.cue_tokens = {mark};
    d.source = d.stands_for = name_head(source[0], source[1]);
    d.source_ranges = {source};
    d.content = {content};
    d.direct = true;
    out_.push_back(std::move(d));
  }

  bool has_name(int32_t first, int32_t last) const {
    for (int32_t i = first; i < last; ++i) {
      if (tree_[i].upos == Upos::PROPN) return true;
    }
    return false;
  }

  bool quoted(int32_t t) const { return quotation_at(t) >= 0; }

  // Only a person's or body's name stands before the mark.
  bool named(int32_t first, int32_t last) const {
    for (const Name& n : tree_.parse().names) {
      bool speaker = n.type == NameType::kPer || n.type == NameType::kOrg;
      if (speaker && n.first >= first && n.last == last && n.first - first <= 2) return true;
    }
    return false;
  }

  int32_t name_head(int32_t first, int32_t last) const {
    int32_t best = first;
    for (int32_t i = first; i < last; ++i) {
      if (tree_.depth(i) < tree_.depth(best)) best = i;
    }
    return best;
  }

  const CueLexicon& lex_;
  const Tree& tree_;
  const std::vector<Quotation>& quotations_;
  std::vector<bool> time_;            // tokens of a time expression
  std::vector<int32_t> actor_start_;  // where the longest known actor begins that ends before a token; -1: none
  std::vector<AttributionDraft> out_;
};

}  // namespace

std::vector<AttributionDraft> find_cues(const CueLexicon& lexicon, const Tree& tree,
                                        const std::vector<Quotation>& quotations, const Mentions& mentions) {
  return CueFinder(lexicon, tree, quotations, mentions).run();
}

}  // namespace bestand
