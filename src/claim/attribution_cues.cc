// Frames are tried in the order in which they bind most closely: a clause before a noun phrase. Relations are those of
// the UD treebanks of English and Dutch, with the places where these differ (a quoting verb is the head in one, a
// parataxis in the other) treated alike.
#include "claim/attribution_cues.h"

#include <algorithm>

#include "base/utf8.h"
#include "claim/attribution_order.h"

namespace bestand {
namespace {

constexpr CueFrame kOrder[] = {kThat, kWh, kQuote, kAsk, kInf, kIng, kPred, kAs, kOf, kObj};

class CueFinder : public OrderFinder {
 public:
  using OrderFinder::OrderFinder;

  std::vector<AttributionDraft> run() {
    for (int32_t t = 0; t < tree_.size(); ++t) look_at(t);
    for (const Sentence& s : tree_.parse().sentences) byline(s);
    return std::move(out_);
  }

 private:
  void look_at(int32_t t) {
    phrases(t);
    switch (tree_[t].upos) {
      case Upos::VERB: case Upos::AUX: verb(t); break;
      case Upos::NOUN: case Upos::PROPN: noun(t); break;
      case Upos::ADJ: adjective(t); break;
      default: break;
    }
  }

  // --- verbs

  // "The first deaths [it had announced]", "which [Rwanda disputes]": of two subjects before the verb with no comma between them
  // the first is what the second tells or denies.
  bool told_before(int32_t t, const std::vector<CueSense>& list) {
    int32_t first = -1, second = -1;
    const int32_t object = tree_[t].subtype("relcl") ? tree_.child(t, {Rel::obj}) : -1;
    if (object >= 0 && object < t && tree_[object].has_feat("PronType=Rel") && list.front().denial) return true;
    for (int32_t c : tree_.children(t)) {
      if (tree_[c].rel != Rel::nsubj || c > t) continue;
      (first < 0 ? first : second) = c;
    }
    if (second < 0 || tree_.reach(first)[1] != tree_.reach(second)[0]) return false;
    if (tree_[first].has_feat("PronType=Rel") && actor_head_[second] && list.front().denial) return true;
    if (tree_[first].upos != Upos::NOUN || tree_[second].upos != Upos::PRON || passive(t)) return false;
    AttributionDraft d = draft(t, list.front());
    gather_cue(t, &d);
    set_source(second, &d);
    d.content = {tree_.reach(first)};
    out_.push_back(std::move(d));
    return true;
  }

  // "The spokesman, [Sayed] Sarwar Hussaini": a name that the tagger took for a verb.
  bool in_name(int32_t t) const {
    const Sentence& s = tree_.sentence(t);
    if (s.title || t <= s.first || t + 1 >= s.last || !starts_upper(tree_[t].form) || tree_[t + 1].upos != Upos::PROPN) return false;
    return tree_[t].rel == Rel::amod || (tree_[t - 1].form == "," && tree_.child(t, {Rel::nsubj}) < 0);
  }

  void verb(int32_t t) {
    if (in_name(t)) return;
    // "Rejected [reports] that": a noun that the tagger took for a verb.
    const bool object = tree_[t].rel == Rel::obj && tree_[t].head >= 0 && tree_[t].head < t && tree_.child(t, {Rel::nsubj, Rel::aux}) < 0;
    if (object && lex_.nouns.contains(tree_.lemma(t))) return noun(t);
    const auto* list = senses(lex_.verbs, t);
    if (resumed(t, list) || !list || told_before(t, *list) || opened(t, *list) || inverted(t, *list)) return;
    if (after_quotation(t)) {
      for (const CueSense& sense : *list) {
        if (sense.has(kQuote) && sense.more.empty()) return wait_for_quotation(t, sense);
      }
    }
    for (const CueSense& sense : *list) {
      if (sense.has(kThat) && sense.kind == CueKind::kSpeech && sense.more.empty() && !is_told(t) && unparted_trailing(t, sense)) return;
    }
    for (const CueSense& sense : *list) {
      if (!sense.more.empty() && try_verb(t, sense, ~0u)) return;
    }
    for (CueFrame frame : kOrder) {
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

  bool try_verb(int32_t t, const CueSense& sense, uint32_t frames) {
    std::vector<int32_t> more;
    if (!company(t, sense, &more)) return false;
    bool is_passive = passive(t);
    if (sense.passive_only && !is_passive) return false;
    AttributionDraft d = draft(t, sense);
    d.cue_tokens.insert(d.cue_tokens.end(), more.begin(), more.end());
    for (CueFrame frame : kOrder) {
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

  void finish_verb(int32_t t, bool is_passive, const CueSense& sense, AttributionDraft* d) {
    gather_cue(t, d);
    d->untold = negated(t);
    if (!sense.impersonal) {
      if (is_passive) agent(t, d);
      else subject_source(t, d);
    }
    if (d->source >= 0 && negative(d->source)) return;  // "no group has said"
    d->anonymous = d->source < 0 && (is_passive || sense.impersonal);
    without_dateline(t, d);
    without_left_neighbour(d);
    whole_phrase(t, d);
    trim_source(t, d);
    extend_after(t, d);
    without_channel(t, d);
    without_number(d);
    if (d->content.size() == 1 && d->content[0][1] <= t) fit_trailing(t, d);
    if (d->content.size() == 1) fit_clause(t, d);
    const int32_t object = tree_.child(t, {Rel::obj});
    bool done = sense.has(kAsk) && object > t && !actor_head_[object];  // "directed air strikes at": at nobody's ear
    for (int32_t c : tree_.children(t)) done |= c > t && tree_[c].rel == Rel::advcl && !is_passive && lex_.agent_prepositions.contains(tree_.case_of(c));  // "responded by dropping"
    if (d->content.empty() && sense.has(kThat) && !is_passive && !done && !after_quotation(t)) clause_beside(t, d);
    cut_rival(t, d);
    out_.push_back(std::move(*d));
  }

  // --- nouns: "their claim that"

  void noun(int32_t t) {
    if (told_as_noun(t)) return;
    if (verb_misread(t)) return verb(t);
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

  // "The Israeli military states that they have killed five", "a rights group reports that": the sentence has no other verb than
  // that of the clause, and what stands before is who tells.
  bool told_as_noun(int32_t t) {
    const Sentence& s = tree_.sentence(t);
    if (tree_[t].head >= 0 || !tree_[t].has_feat("Number=Plur") || t == s.first || tree_.child(t, {Rel::cop, Rel::case_, Rel::nsubj}) >= 0) return false;
    const auto* list = senses(lex_.verbs, t);
    Upos before = tree_[t - 1].upos;
    if (!list || (before != Upos::NOUN && before != Upos::PROPN && before != Upos::ADJ)) return false;
    int32_t clause = -1;
    for (int32_t c : tree_.children(t)) {
      int32_t m = c > t && tree_[c].rel == Rel::acl ? tree_.child(c, {Rel::mark}) : -1;
      if (m == t + 1 && lex_.complementizers.contains(tree_.lemma(m))) clause = c;
    }
    if (clause < 0) return false;
    for (const CueSense& sense : *list) {
      if (!sense.has(kThat) || sense.kind != CueKind::kSpeech || !sense.more.empty()) continue;
      AttributionDraft d = draft(t, sense);
      int32_t first = t - 1;
      while (first > s.first && tree_[first - 1].upos != Upos::PUNCT && tree_[first - 1].upos != Upos::VERB) --first;
      d.source = d.stands_for = t - 1;
      d.source_ranges = {{first, t}};
      d.content = {tree_.reach(clause)};
      out_.push_back(std::move(d));
      return true;
    }
    return false;
  }

  // "Clinton plans to", "The Tax Policy Center plans to": a verb taken for a noun, at the head of a sentence without a verb.
  bool verb_misread(int32_t t) const {
    if (tree_[t].head >= 0 || !lex_.verbs.contains(tree_.lemma(t)) || tree_.child(t, {Rel::cop}) >= 0) return false;
    if (const int32_t s = tree_.child(t, {Rel::nsubj}); s >= 0) {  // "The alliance [claims] that": a noun with a subject
      const int32_t that = tree_.child(t, {Rel::ccomp});
      return s < t && that > t && tree_.child(that, {Rel::mark}) == t + 1 && tree_[t].has_feat("Number=Plur");
    }
    int32_t before = tree_.child(t, {Rel::compound, Rel::nmod});
    if (before < 0 || before > t) return false;
    bool name = t > 0 && tree_[t - 1].upos == Upos::PROPN;
    if (tree_.child(t, {Rel::xcomp, Rel::ccomp}) > t && tree_.child(t, {Rel::det}) < 0) return true;
    return name && tree_.child(t, {Rel::acl}) > t && tree_[t].has_feat("Number=Plur");
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
    // "made a claim", "came with a claim": the verb's subject
    const Token& k = tree_[t];
    const bool borne = k.rel == Rel::obl && k.head >= 0 && lex_.bearing.contains(std::string(tree_.lemma(k.head)) + " " + std::string(tree_.case_of(t)));
    if ((k.rel == Rel::obj || borne) && k.head >= 0) {
      const bool clause = !d->content.empty() && lex_.complementizers.contains(tree_.lemma(d->content[0][0]));
      d->denial = d->denial || (clause && (denies(k.head) || lex_.rejecting.contains(tree_.lemma(k.head))));  // "rejected reports that"
      int32_t s = tree_.subject(k.head);
      if (s >= 0) return set_source(s, d);
    }
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
};

}  // namespace

std::vector<AttributionDraft> find_cues(const CueLexicon& lexicon, const Tree& tree,
                                        const std::vector<Quotation>& quotations, const Mentions& mentions) {
  return CueFinder(lexicon, tree, quotations, mentions).run();
}

}  // namespace bestand
