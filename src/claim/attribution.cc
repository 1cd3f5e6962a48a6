// Cues are found by their frames in the tree; quotations are found in the text and given to the cue beside them; what
// remains in quote marks goes on with the speaker before. Then parts are cleaned of one another and nesting is read off.
#include "claim/attribution.h"

#include <algorithm>

#include "claim/attribution_cues.h"
#include "claim/attribution_lexicon.h"
#include "claim/attribution_parts.h"
#include "claim/attribution_quotes.h"
#include "claim/quotes.h"
#include "claim/sentence_index.h"
#include "claim/tree.h"

namespace bestand {
namespace {

// The smallest known actor that the source's head lies in; else the first within the source.
const ActorMention* actor_of(const AttributionDraft& draft, const Tree& tree, const Mentions& mentions,
                             const SentenceIndex& actors) {
  const ActorMention* best = nullptr;
  for (int32_t i : actors.of(tree[draft.stands_for].sentence)) {
    const ActorMention& m = mentions.actors[i];
    if (m.head == draft.stands_for) return &m;
    bool holds = m.first <= draft.stands_for && draft.stands_for < m.last;
    if (holds && (!best || m.last - m.first < best->last - best->first)) best = &m;
  }
  if (best) return best;
  std::vector<int32_t> sentences;
  for (TokenRange r : draft.source_ranges) {
    for (int32_t s = tree[r[0]].sentence; r[0] < r[1] && s <= tree[r[1] - 1].sentence; ++s) sentences.push_back(s);
  }
  for (int32_t i : actors.in(std::move(sentences))) {
    const ActorMention& m = mentions.actors[i];
    if (contains(draft.source_ranges, m.first) && contains(draft.source_ranges, m.last - 1)) return &m;
  }
  return nullptr;
}

void clean(AttributionDraft* draft) {
  normalize(&draft->content);
  if (!draft->direct) {
    for (TokenRange s : draft->source_ranges) subtract(&draft->content, s);
  }
  for (int32_t t : draft->cue_tokens) {
    if (!draft->direct || t == draft->cue) subtract(&draft->content, {t, t + 1});
  }
}

Attribution to_attribution(const AttributionDraft& draft, const Tree& tree, const std::vector<Quotation>& quotations,
                           const Mentions& mentions, const SentenceIndex& actors) {
  Attribution a;
  TokenRanges cue;
  for (int32_t t : draft.cue_tokens) cue.push_back({t, t + 1});
  normalize(&cue);
  a.source = to_spans(tree, quotations, draft.source_ranges);
  a.cue = to_spans(tree, quotations, cue);
  a.content = to_spans(tree, quotations, draft.content);
  a.source_head = draft.stands_for;
  a.cue_head = draft.cue;
  a.anonymous = draft.anonymous;
  a.kind = draft.kind;
  a.denial = draft.denial;
  a.untold = draft.untold;
  if (a.source_head >= 0) {
    if (const ActorMention* m = actor_of(draft, tree, mentions, actors)) {
      a.actor_id = m->actor_id.empty() ? m->speaks_for : m->actor_id;
    }
  }
  return a;
}

// All of the content stands before the cue.
bool told_behind(const AttributionDraft& d) {
  return std::all_of(d.content.begin(), d.content.end(), [&](TokenRange r) { return r[1] <= d.cue; });
}

// The innermost other content that a cue's head lies in.
void link_outer(const Tree& tree, const std::vector<AttributionDraft>& drafts, std::vector<Attribution>* out) {
  SentenceIndex told(tree.parse());
  for (size_t i = 0; i < drafts.size(); ++i) {
    for (TokenRange r : drafts[i].content) told.add(static_cast<int32_t>(i), r[0], r[1]);
  }
  for (size_t i = 0; i < drafts.size(); ++i) {
    int32_t best_size = INT32_MAX;
    for (int32_t at : told.of(tree[drafts[i].cue].sentence)) {
      const auto j = static_cast<size_t>(at);
      if (i == j || !contains(drafts[j].content, drafts[i].cue)) continue;
      // Never a circle: of two that hold each other the first is outside, but not of "have agreed ..., the envoy has announced".
      const bool mutual = contains(drafts[i].content, drafts[j].cue);
      if (mutual && (told_behind(drafts[std::max(i, j)]) ? j < i : j > i)) continue;
      int32_t size = size_of(drafts[j].content);
      if (size < best_size) {
        best_size = size;
        (*out)[i].outer = static_cast<int32_t>(j);
      }
    }
  }
}

// "Denies [charges] that it has sent troops", the noun read as a verb: what is denied is what was charged.
void deny_beneath(std::vector<Attribution>* out) {
  for (Attribution& a : *out) {
    if (a.outer < 0) continue;
    const Attribution& above = (*out)[a.outer];
    a.denial |= above.denial && a.cue_head == above.cue_head + 1 && a.source_head == above.source_head;
  }
}

// "Officials said the firm would have to [disclose] its debts": within what somebody says, a telling that is only wished, allowed
// or foreseen, an infinitive or one with a modal, is no telling; nor is a noun of attack or support with the phrase it governs.
bool unreal(const CueLexicon& lexicon, const Tree& tree, const AttributionDraft& d) {
  if (d.direct) return false;
  const Token& cue = tree[d.cue];
  auto children = tree.children(d.cue);
  if (cue.upos == Upos::NOUN) {
    return std::none_of(children.begin(), children.end(), [&](int32_t c) {
      return tree[c].rel == Rel::acl || tree[c].rel == Rel::ccomp || tree[c].rel == Rel::xcomp;
    });
  }
  if (cue.upos != Upos::VERB) return false;
  bool modal = std::any_of(children.begin(), children.end(), [&](int32_t c) { return tree[c].rel == Rel::aux && lexicon.modals.contains(tree.lemma(c)); });
  return modal || cue.has_feat("VerbForm=Inf");
}

void drop_unreal(const CueLexicon& lexicon, const Tree& tree, std::vector<AttributionDraft>* drafts) {
  if (lexicon.modals.empty()) return;
  SentenceIndex told(tree.parse());
  for (size_t i = 0; i < drafts->size(); ++i) {
    for (TokenRange r : (*drafts)[i].content) told.add(static_cast<int32_t>(i), r[0], r[1]);
  }
  std::vector<bool> out(drafts->size());
  auto refused = [&](int32_t cue) {
    const Token& k = tree[cue];
    return k.rel == Rel::xcomp && k.has_feat("VerbForm=Inf") && lexicon.refusing.contains(tree.lemma(k.head));
  };
  for (size_t i = 0; i < drafts->size(); ++i) {
    out[i] = refused((*drafts)[i].cue);
    if (!unreal(lexicon, tree, (*drafts)[i])) continue;
    for (int32_t j : told.of(tree[(*drafts)[i].cue].sentence)) {
      const auto& outer = (*drafts)[static_cast<size_t>(j)];
      bool holds = static_cast<size_t>(j) != i && contains(outer.content, (*drafts)[i].cue) && !contains((*drafts)[i].content, outer.cue);
      if (holds && (outer.kind == CueKind::kSpeech || outer.kind == CueKind::kEvidence || outer.kind == CueKind::kThought)) out[i] = true;
    }
  }
  size_t i = 0;
  std::erase_if(*drafts, [&](const AttributionDraft&) { return out[i++]; });
}

// Without content; or a denial beside another verb ("questioning a truce") that nobody was found to make.
bool empty(const AttributionDraft& d, const Tree& tree) {
  if (d.content.empty()) return true;
  const Token& cue = tree[d.cue];
  bool beside = cue.rel == Rel::advcl && cue.has_feat("VerbForm=Ger");
  return beside && d.denial && d.source_ranges.empty() && !d.anonymous && !d.direct;
}

}  // namespace

Result<Attributor> Attributor::load(const std::string& data_root, std::string_view lang) {
  auto lexicon = CueLexicon::load(data_root, lang);
  if (!lexicon) return lexicon.error();
  Attributor out;
  out.lexicon_ = std::make_shared<const CueLexicon>(std::move(*lexicon));
  return out;
}

std::vector<Attribution> Attributor::find(const Document& document, const Tree& tree, const Mentions& mentions) const {
  const Parse& parse = tree.parse();
  auto quotations = find_quotations(document.text, parse);
  std::vector<AttributionDraft> drafts = find_cues(*lexicon_, tree, quotations, mentions);
  give_quotations(*lexicon_, tree, quotations, &drafts);
  for (AttributionDraft& d : drafts) clean(&d);
  std::erase_if(drafts, [&](const AttributionDraft& d) { return empty(d, tree); });
  drop_doubles(tree, quotations, &drafts);
  drop_unreal(*lexicon_, tree, &drafts);
  std::stable_sort(drafts.begin(), drafts.end(), [](const auto& a, const auto& b) { return a.cue < b.cue; });
  std::vector<Attribution> out;
  const SentenceIndex actors = index_by(parse, mentions.actors, [](const ActorMention& m) { return m.head; });
  for (const AttributionDraft& d : drafts) out.push_back(to_attribution(d, tree, quotations, mentions, actors));
  link_outer(tree, drafts, &out);
  deny_beneath(&out);
  return out;
}

}  // namespace bestand
