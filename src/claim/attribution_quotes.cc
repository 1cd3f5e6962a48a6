// A quotation belongs to the first verb of saying after it in its sentence, else to the nearest one before it that nothing
// but its own words parts from the mark; a quotation without a cue goes on with the speaker of the one before it.
#include "claim/attribution_quotes.h"

#include <algorithm>

#include "claim/sentence_index.h"

namespace bestand {
namespace {

constexpr int32_t kReachAfter = 16;   // words between a quotation and the verb after it, its subject's apposition included
constexpr int32_t kReachBefore = 14;

class Giver {
 public:
  Giver(const CueLexicon& lexicon, const Tree& tree, const std::vector<Quotation>& quotations,
        std::vector<AttributionDraft>* drafts)
      : lex_(lexicon), tree_(tree), quotations_(quotations), drafts_(*drafts),
        cues_(index_by(tree.parse(), *drafts, [](const AttributionDraft& d) { return d.cue; })) {}

  void run() {
    index();
    std::vector<int32_t> owner(quotations_.size(), -1);
    for (size_t i = 0; i < quotations_.size(); ++i) owner[i] = beside(i);
    go_on(&owner);
    for (size_t i = 0; i < quotations_.size(); ++i) {
      if (owner[i] >= 0) give(i, owner[i]);
    }
  }

 private:
  // Which verbs of saying there are, outside quotation marks.
  void index() {
    at_.assign(tree_.size(), -1);
    in_.assign(tree_.size(), -1);
    for (size_t i = 0; i < quotations_.size(); ++i) {
      for (int32_t t = quotations_[i].first; t < quotations_[i].last; ++t) in_[t] = static_cast<int32_t>(i);
    }
    for (size_t i = 0; i < drafts_.size(); ++i) {
      if (quoting(drafts_[i]) && at_[drafts_[i].cue] < 0) at_[drafts_[i].cue] = static_cast<int32_t>(i);
    }
  }

  bool quoting(const AttributionDraft& d) const {
    if (d.kind != CueKind::kSpeech) return false;
    auto at = lex_.verbs.find(tree_.lemma(d.cue));
    if (at == lex_.verbs.end()) return d.cue_tokens.size() > 0 && tree_[d.cue].upos != Upos::NOUN;
    return std::any_of(at->second.begin(), at->second.end(), [](const CueSense& s) { return s.has(kQuote); });
  }

  bool has_verb(const Quotation& q) const {
    for (int32_t t = q.first; t < q.last; ++t) {
      if (tree_[t].upos == Upos::VERB || tree_[t].upos == Upos::AUX) return true;
    }
    return false;
  }

  // Speech, rather than a title, a nickname or a borrowed word.
  bool speech(const Quotation& q) const {
    int32_t words = 0;
    for (int32_t t = q.first; t < q.last; ++t) words += tree_[t].upos != Upos::PUNCT;
    return words >= 4 || (words >= 2 && has_verb(q)) || ends_like_speech(q);
  }

  bool ends_like_speech(const Quotation& q) const {
    for (int32_t t = std::max(q.first, q.last - 2); t < std::min(q.last + 1, tree_.size()); ++t) {
      auto f = tree_[t].form;
      if (f == "," || f == "?" || f == "!") return true;
    }
    return false;
  }

  int32_t beside(size_t i) const {
    const Quotation& q = quotations_[i];
    if (!speech(q)) return -1;
    int32_t after = cue_after(q);
    if (after >= 0) return after;
    return cue_before(q);
  }

  int32_t paragraph_end(int32_t t) const {
    int32_t p = tree_.sentence(t).paragraph;
    size_t s = tree_[t].sentence;
    const auto& sentences = tree_.parse().sentences;
    while (s + 1 < sentences.size() && sentences[s + 1].paragraph == p) ++s;
    return sentences[s].last;
  }

  // "...," said X; "..." X told reporters. The quotation must close with a mark that lets the sentence go on.
  int32_t cue_after(const Quotation& q) const {
    if (q.open || q.last >= tree_.size()) return -1;
    if (tree_.sentence(q.last).paragraph != tree_.sentence(q.last - 1).paragraph) return -1;
    bool same = tree_[q.last].sentence == tree_[q.last - 1].sentence;
    if (!ends_like_speech(q) && !same) return -1;
    bool whole = q.first == tree_.sentence(q.first).first && q.last - q.first >= 6 && has_verb(q);
    if (same && !ends_like_speech(q) && !subject_inversion(q.last) && !whole) return -1;
    // A sentence break after "Rep." must not part the quotation from its cue: a verb ends the search anyway.
    int32_t end = std::min(paragraph_end(q.last), q.last + kReachAfter);
    if (told_before(q)) return -1;
    for (int32_t t = q.last; t < end && in_[t] < 0; ++t) {
      if (at_[t] >= 0) return at_[t];
      if (tree_[t].upos == Upos::VERB && tree_[t].rel != Rel::acl && tree_[t].rel != Rel::amod && tree_[t].rel != Rel::xcomp) return -1;
      if (tree_[t].upos == Upos::SCONJ || (tree_[t].upos == Upos::CCONJ && (t == q.last || tree_[t - 1].form == ","))) return -1;
    }
    return -1;
  }

  // Whether the quotation stands within an indirect report whose cue comes before it.
  bool told_before(const Quotation& q) const {
    for (int32_t i : cues_.of(tree_[q.first].sentence)) {
      const AttributionDraft& d = drafts_[i];
      if (d.cue >= q.first || in_[d.cue] >= 0) continue;
      for (TokenRange r : d.content) {
        if (r[0] > d.cue && r[0] < q.first && q.last <= r[1]) return true;
      }
    }
    return false;
  }

  // '... "..." zei hij': the verb follows at once.
  bool subject_inversion(int32_t t) const { return t < tree_.size() && (at_[t] >= 0 || (t + 1 < tree_.size() && at_[t + 1] >= 0 && tree_[t].upos == Upos::PRON)); }

  int32_t cue_before(const Quotation& q) const {
    int32_t sentence_first = tree_.sentence(q.first).first;
    int32_t begin = std::max(sentence_first, q.first - kReachBefore);
    for (int32_t t = q.first - 1; t >= begin && in_[t] < 0; --t) {
      if (at_[t] >= 0) return at_[t];
      auto f = tree_[t].form;
      if (f == ";" || f == ".") return -1;
    }
    // "..., he said: "..." over a sentence break made by the colon
    if (q.first == sentence_first && q.first > 0) {
      int32_t t = q.first - 1;
      bool colon = tree_[t].form == ":";
      if (colon) {
        const Sentence& before = tree_.sentence(t);
        for (int32_t k = t; k >= before.first; --k) {
          if (at_[k] >= 0) return at_[k];
        }
      }
    }
    return -1;
  }

  // A quotation without its own cue goes on with the one before it, in the same paragraph, or at the head of the next.
  void go_on(std::vector<int32_t>* owner) const {
    for (size_t i = 0; i < quotations_.size(); ++i) {
      const Quotation& q = quotations_[i];
      if ((*owner)[i] >= 0 || !starts_sentence(q) || !speech(q)) continue;
      int32_t p = tree_.sentence(q.first).paragraph;
      // the next one in the paragraph, when it follows at once
      if (i + 1 < quotations_.size() && (*owner)[i + 1] >= 0 && quotations_[i + 1].first - q.last <= 1 &&
          tree_.sentence(quotations_[i + 1].first).paragraph == p) {
        (*owner)[i] = (*owner)[i + 1];
        continue;
      }
      if (i == 0 || (*owner)[i - 1] < 0) continue;
      const Quotation& before = quotations_[i - 1];
      int32_t gap = p - tree_.sentence(before.last - 1).paragraph;
      bool alone = !cue_in_sentence(q);
      if (gap == 0 && alone && q.first - before.last < 60) (*owner)[i] = (*owner)[i - 1];
      if (gap == 1 && alone && whole_paragraph(q)) (*owner)[i] = (*owner)[i - 1];
    }
  }

  bool starts_sentence(const Quotation& q) const {
    int32_t first = tree_.sentence(q.first).first;
    return q.first - first <= 0;
  }

  bool whole_paragraph(const Quotation& q) const {
    int32_t p = tree_.sentence(q.first).paragraph;
    bool at_start = q.first == 0 || tree_.sentence(q.first - 1).paragraph != p;
    return at_start && paragraph_end(q.first) - q.last <= 1;
  }

  bool cue_in_sentence(const Quotation& q) const {
    const Sentence& s = tree_.sentence(q.last - 1);
    for (int32_t t = s.first; t < s.last; ++t) {
      if (in_[t] < 0 && at_[t] >= 0) return true;
    }
    return false;
  }

  void give(size_t i, int32_t owner) {
    const Quotation& q = quotations_[i];
    AttributionDraft& d = drafts_[owner];
    bool paratactic = !d.direct && replaces(q, d);
    if (paratactic) d.content.clear();
    d.content.push_back({q.first, q.last});
    if (!d.direct && paratactic) d.direct = true;
  }

  // Whether the quotation is the whole content: what the tree found overlaps it and has no complementizer of its own.
  bool replaces(const Quotation& q, const AttributionDraft& d) const {
    if (d.content.empty()) return true;
    int32_t inside = 0, outside = 0;
    for (TokenRange r : d.content) {
      for (int32_t t = r[0]; t < r[1]; ++t) {
        if (t >= q.first && t < q.last) ++inside;
        else if (tree_[t].upos != Upos::PUNCT) ++outside;
      }
    }
    // "said he was "ready"": the quotation is a part of the clause
    if (inside > 0 && q.first > d.cue && d.content[0][0] < q.first) return false;
    return inside > 0 || outside == 0 || d.cue >= q.last;
  }

  const CueLexicon& lex_;
  const Tree& tree_;
  const std::vector<Quotation>& quotations_;
  std::vector<AttributionDraft>& drafts_;
  const SentenceIndex cues_;
  std::vector<int32_t> at_, in_;
};

int32_t quotation_of(const std::vector<Quotation>& quotations, int32_t token) {
  auto at = std::partition_point(quotations.begin(), quotations.end(), [&](const Quotation& q) { return q.last <= token; });
  return at != quotations.end() && at->first <= token ? static_cast<int32_t>(at - quotations.begin()) : -1;
}

// The drafts whose cue or content a cue in each sentence may lie in.
SentenceIndex reaching(const Tree& tree, const std::vector<AttributionDraft>& drafts) {
  SentenceIndex out(tree.parse());
  for (size_t i = 0; i < drafts.size(); ++i) {
    const auto item = static_cast<int32_t>(i);
    out.add(item, drafts[i].cue);
    for (int32_t t : drafts[i].cue_tokens) out.add(item, t);
    for (TokenRange r : drafts[i].content) out.add(item, r[0], r[1]);
  }
  return out;
}

}  // namespace

void give_quotations(const CueLexicon& lexicon, const Tree& tree, const std::vector<Quotation>& quotations,
                     std::vector<AttributionDraft>* drafts) {
  Giver(lexicon, tree, quotations, drafts).run();
}

void drop_doubles(const Tree& tree, const std::vector<Quotation>& quotations, std::vector<AttributionDraft>* drafts) {
  auto& all = *drafts;
  std::vector<bool> drop(all.size(), false);
  const SentenceIndex near = reaching(tree, all);
  for (size_t i = 0; i < all.size(); ++i) {
    bool told = all[i].kind == CueKind::kSpeech || all[i].kind == CueKind::kEvidence;
    for (int32_t at : near.of(tree[all[i].cue].sentence)) {
      const auto j = static_cast<size_t>(at);
      if (i == j || drop[j] || drop[i]) continue;
      if (all[i].cue == all[j].cue && i > j) drop[i] = true;
      const auto& outer = all[j].cue_tokens;  // the "weten" of "liet weten"
      if (all[i].cue != all[j].cue && std::find(outer.begin(), outer.end(), all[i].cue) != outer.end()) drop[i] = true;
      if (!told && contains(all[j].content, all[i].cue) && !contains(all[i].content, all[j].cue)) drop[i] = true;
    }
    // Of the words within direct speech only what names a third party as source counts.
    int32_t q = quotation_of(quotations, all[i].cue);
    bool long_one = q >= 0 && quotations[q].last - quotations[q].first > 5;
    if (long_one && (all[i].source < 0 || !told)) drop[i] = true;
    if (q >= 0 && all[i].source >= 0 && tree[all[i].source].upos == Upos::PRON) drop[i] = true;
  }
  size_t kept = 0;
  for (size_t i = 0; i < all.size(); ++i) {
    if (!drop[i]) {
      if (kept != i) all[kept] = std::move(all[i]);
      ++kept;
    }
  }
  all.resize(kept);
}

}  // namespace bestand
