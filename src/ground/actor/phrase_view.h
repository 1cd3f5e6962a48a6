// What the two steps that build noun phrases see of a document.
#pragma once

#include <algorithm>

#include "base/utf8.h"
#include "ground/actor/scene.h"

namespace bestand {

class PhraseView {
 protected:
  explicit PhraseView(Scene* s)
      : s_(*s),
        end_(static_cast<int32_t>(s->parse.tokens.size())),
        covered_(s->noun_at),
        demonym_(s->demonym_at) {}

  const Token& tok(int32_t t) const { return s_.parse.tokens[t]; }
  bool same_sentence(int32_t a, int32_t b) const {
    return a >= 0 && b < end_ && tok(a).sentence == tok(b).sentence;
  }
  bool touches(int32_t t) const { return t > 0 && tok(t - 1).span.end == tok(t).span.begin; }

  // "US-led": the name is part of an adjective.
  bool hyphen_after(const Nominal& o) const {
    return o.core_last < end_ && s_.text.folded[o.core_last] == "-" && touches(o.core_last);
  }

  bool in_time(int32_t t) const {
    return std::any_of(s_.mentions.times.begin(), s_.mentions.times.end(),
                       [&](const TimeMention& m) { return m.first <= t && t < m.last; });
  }

  // "Shanghai authorities", "the mayor of Goma": whose place a token belongs to; null for none.
  const Actor* state_of_place(int32_t t) const {
    for (const PlaceMention& p : s_.mentions.places) {
      if (p.first <= t && t < p.last && !p.country.empty()) return s_.base.find("state." + lower(p.country));
    }
    return nullptr;
  }

  Scene& s_;
  int32_t end_;
  std::vector<int32_t>& covered_;       // Scene::noun_at
  std::vector<const Actor*>& demonym_;  // Scene::demonym_at
};

}  // namespace bestand
