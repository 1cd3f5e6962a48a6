// A state or capital is an actor unless it is only where something is: after a preposition of place, behind
// "the north of", in a list of places, or as a dateline. Capitals need more: to speak, or to be
// spoken to.
#include <algorithm>

#include "ground/actor/scene.h"

namespace bestand {
namespace {

class PlaceFilter {
 public:
  explicit PlaceFilter(Scene* s) : s_(*s), place_ends_(s->parse.tokens.size() + 1, kNone) {
    for (size_t i = s->nominals.size(); i-- > 0;) {  // backwards: of several that end at one token the first counts
      if (s->nominals[i].place_reading) place_ends_[s->nominals[i].last] = static_cast<int32_t>(i);
    }
  }

  void run() {
    for (Nominal& n : s_.nominals) {
      if (n.dead || !n.place_reading) continue;
      bool capital = n.score < 0.8;
      n.dead = capital ? !speaks(n) : is_place(n, 0);
    }
  }

 private:
  const Token& tok(int32_t t) const { return s_.parse.tokens[t]; }

  // The preposition before a name, past its determiner; kNone if there is none.
  int32_t preposition(const Nominal& n) const {
    int32_t t = n.first - 1;
    int32_t begin = s_.sentence_first(n.head);
    while (t >= begin && (tok(t).upos == Upos::DET || tok(t).upos == Upos::ADJ)) --t;
    return t >= begin && tok(t).upos == Upos::ADP ? t : kNone;
  }

  bool is_place(const Nominal& n, int depth) const {
    int32_t begin = s_.sentence_first(n.head);
    int32_t p = preposition(n);
    if (p != kNone) {
      if (s_.is(WordSet::kLocative, p)) return true;
      int32_t noun = p - 1;
      while (noun > begin && tok(noun).upos == Upos::ADJ) --noun;
      if (s_.is(WordSet::kOf, p) && noun >= begin && s_.is(WordSet::kPlaceNouns, noun)) return true;
      return false;
    }
    int32_t t = n.first - 1;
    if (t - 1 >= begin && tok(t).form == "," && (place_ends(t) || stands_after_place(n, t))) return true;
    bool listed = t >= begin && (s_.is(WordSet::kAnd, t) || tok(t).form == ",");
    if (listed && depth < 4 && place_ends_[t] != kNone)
      return is_place(s_.nominals[place_ends_[t]], depth + 1);  // as the first of the list
    if (t >= begin && s_.is(WordSet::kPlaceNouns, t)) return true;
    return false;
  }

  // "Wadi Fira, Chad.": a name that is nobody's, a comma, and the state ends the phrase.
  bool stands_after_place(const Nominal& n, int32_t comma) const {
    if (tok(comma - 1).upos != Upos::PROPN) return false;
    int32_t name = s_.name_at[comma - 1];
    if (name != kNone && s_.nominals[name].actor && s_.nominals[name].actor->kind != "government")
      return false;
    if (n.last >= static_cast<int32_t>(s_.parse.tokens.size())) return true;
    std::string_view next = tok(n.last).form;
    return next == "." || next == "," || next == ";" || next == ")";
  }

  bool place_ends(int32_t t) const {
    return std::any_of(s_.mentions.places.begin(), s_.mentions.places.end(),
                       [&](const PlaceMention& p) { return p.last == t && p.feature.substr(0, 1) == "P"; });
  }

  bool subject_rel(int32_t t) const { return tok(t).rel == Rel::nsubj && !tok(t).subtype("pass"); }

  bool speaking(int32_t verb) const {
    if (verb < 0) return false;
    std::string lemma;
    for (char c : tok(verb).lemma) {
      if (c != '_') lemma += c;
    }
    return s_.lexicon.in(WordSet::kSpeaks, lemma) || s_.is(WordSet::kSpeaks, verb);
  }

  // Behind a preposition it tells where it is "according to"; "talks between Moscow and Ankara" are left alone.
  bool speaks(const Nominal& n) const {
    if (const int32_t p = preposition(n); p != kNone)
      return s_.is(WordSet::kAccording, p) || (p > s_.sentence_first(p) && s_.is(WordSet::kAccording, p - 1));
    int32_t head = n.head;
    if (tok(head).rel == Rel::conj && tok(head).head >= 0) head = tok(head).head;
    const bool addressed = tok(head).rel == Rel::obj && tok(head).head < head;  // "accused Moscow of breaking the truce"
    return (subject_rel(head) || addressed) && speaking(tok(head).head);
  }

  Scene& s_;
  std::vector<int32_t> place_ends_;  // of each token: the nominal that ends before it and may be a place, or kNone
};

}  // namespace

void drop_places(Scene* scene) { PlaceFilter(scene).run(); }

}  // namespace bestand
