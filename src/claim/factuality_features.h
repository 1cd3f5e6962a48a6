// What a learned weight may hang on, as short names: "st:C+N", "by:report", "aux:may", "up:VERB xcomp".
//
// Cost     no allocation; each name lives in a buffer until the next is made
#pragma once

#include <cstring>
#include <string_view>

#include "claim/factuality_walk.h"
#include "claim/tree.h"

namespace bestand {

class FactualityFeatures {
 public:
  FactualityFeatures(const Tree& tree, const std::vector<FactState>& states) : tree_(tree), states_(states) {}

  // Calls take(name) for each feature of token `t`.
  template <class Take>
  void each(int32_t t, bool told, Take take) {
    const Token& k = tree_[t];
    const FactState& s = states_[t];
    char st[3] = {"CPLU"[static_cast<int>(s.certainty)], s.open ? 'o' : s.negative ? '-' : '+',
                  s.time == EventTime::kFuture ? 'F' : 'N'};
    std::string_view state(st, 3);
    take(join("st:", state));
    take(join("by:", name(s.by)));
    take(join("mo:", name(s.modal)));
    take(join("sb:", state, name(s.by)));
    take(join("up:", name(k.upos)));
    take(join("rl:", k.deprel));
    take(join("ur:", name(k.upos), name(k.rel)));
    take(join("le:", tree_.lemma(t)));
    form(t, take);
    if (told) take(join("told", ""));
    if (s.hoped) take(join("fl:", "hoped"));
    if (s.planned) take(join("fl:", "planned"));
    if (s.asked) take(join("fl:", "asked"));
    if (s.conditional) take(join("fl:", "cond"));
    if (s.reported) take(join("fl:", "reported"));
    if (k.head >= 0) governor(t, k.head, take);
    else take(join("root:", name(k.upos)));
    for (int32_t c : tree_.children(t)) child(c, take);
    ancestors(t, take);
    mood(t, take);
  }

 private:
  template <class Take>
  void form(int32_t t, Take& take) {
    const Token& k = tree_[t];
    for (std::string_view feat : {"VerbForm=Inf", "VerbForm=Ger", "VerbForm=Part", "VerbForm=Fin", "Tense=Pres", "Tense=Past", "Mood=Imp", "Number=Plur"}) {
      if (k.has_feat(feat)) take(join("fo:", feat));
    }
    if (k.has_feat("Tense=Pres") && k.has_feat("VerbForm=Fin")) take(join("fp:", k.has_feat("Person=3") ? "3" : "12"));
  }

  template <class Take>
  void governor(int32_t t, int32_t h, Take& take) {
    const FactState& g = states_[h];
    char st[3] = {"CPLU"[static_cast<int>(g.certainty)], g.open ? 'o' : g.negative ? '-' : '+',
                  g.time == EventTime::kFuture ? 'F' : 'N'};
    take(join("gs:", std::string_view(st, 3), name(tree_[t].rel)));
    take(join("gu:", name(tree_[h].upos), name(tree_[t].rel)));
    switch (tree_[t].rel) {
      case Rel::xcomp: case Rel::ccomp: case Rel::advcl: case Rel::acl: case Rel::csubj: case Rel::obj:
        take(join("gl:", tree_.lemma(h), name(tree_[t].rel)));
        break;
      default: break;
    }
  }

  template <class Take>
  void child(int32_t c, Take& take) {
    const Token& k = tree_[c];
    switch (k.rel) {
      case Rel::aux: case Rel::cop: take(join("ax:", tree_.form(c))); break;
      case Rel::mark: take(join("mk:", tree_.lemma(c))); break;
      case Rel::advmod: take(join("av:", tree_.lemma(c))); break;
      case Rel::det: take(join("dt:", tree_.lemma(c))); break;
      case Rel::case_: take(join("cs:", tree_.lemma(c))); break;
      case Rel::nsubj:
        take(join("sj:", k.upos == Upos::PRON ? tree_.form(c) : name(k.upos)));
        break;
      case Rel::nmod: if (k.subtype("poss")) take(join("poss:", tree_.form(c))); break;
      default: take(join("ch:", name(k.rel))); break;
    }
  }

  template <class Take>
  void ancestors(int32_t t, Take& take) {
    bool negative = false, unsure = false, future = false;
    for (int32_t a = tree_[t].head; a >= 0; a = tree_[a].head) {
      negative |= states_[a].negative;
      unsure |= states_[a].certainty != Certainty::kCertain;
      future |= states_[a].time == EventTime::kFuture;
    }
    if (negative) take(join("an:", "neg"));
    if (unsure) take(join("an:", "unsure"));
    if (future) take(join("an:", "future"));
    int depth = tree_.depth(t);
    take(join("dp:", depth == 0 ? "0" : depth == 1 ? "1" : depth == 2 ? "2" : depth < 5 ? "3" : "5"));
  }

  template <class Take>
  void mood(int32_t t, Take& take) {
    const Sentence& s = tree_.sentence(t);
    auto last = s.last > s.first ? tree_.form(s.last - 1) : std::string_view{};
    if (last == "?" || last == "!") take(join("end:", last));
    const Voice& voice = voice_of(tree_[t].sentence);
    if (voice.first) take(join("vo:", "1"));
    if (voice.second) take(join("vo:", "2"));
    if (voice.first || voice.second)
      take(join("vp:", voice.second ? "2" : "1", states_[t].time == EventTime::kFuture ? "F" : "N"));
    if (s.last - s.first < 8) take(join("len:", "short"));
    if (s.last - s.first > 25) take(join("len:", "long"));
  }

  // The voice of a sentence: letters and posts speak of I and you, news does not.
  struct Voice {
    int32_t sentence = -1;
    bool first = false, second = false;
  };
  const Voice& voice_of(int32_t sentence) {
    if (voice_.sentence == sentence) return voice_;  // tokens are asked for one by one
    voice_ = {sentence};
    const Sentence& s = tree_.parse().sentences[sentence];
    for (int32_t i = s.first; i < s.last; ++i) {
      if (tree_[i].upos != Upos::PRON) continue;
      voice_.first |= tree_[i].has_feat("Person=1");
      voice_.second |= tree_[i].has_feat("Person=2");
    }
    return voice_;
  }

  std::string_view join(std::string_view a, std::string_view b, std::string_view c = {}) {
    size_t n = 0;
    auto put = [&](std::string_view x) {
      size_t size = std::min(x.size(), sizeof(buffer_) - 1 - n);
      std::memcpy(buffer_ + n, x.data(), size);
      n += size;
    };
    put(a);
    put(b);
    if (!c.empty()) {
      put("/");
      put(c);
    }
    return {buffer_, n};
  }

  const Tree& tree_;
  const std::vector<FactState>& states_;
  Voice voice_;
  char buffer_[96];
};

}  // namespace bestand
