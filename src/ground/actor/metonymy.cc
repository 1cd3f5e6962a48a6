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

  // A verb as one word with its particle: "stemde ... in".
  bool listed(WordSet set, int32_t verb) const {
    if (verb < 0) return false;
    std::string lemma;
    for (char c : tok(verb).lemma) {
      if (c != '_') lemma += c;
    }
    if (s_.lexicon.in(set, lemma) || s_.is(set, verb)) return true;
    const int32_t particle = child(verb, Rel::compound);
    return particle != kNone && tok(particle).subtype("prt") && s_.lexicon.in(set, std::string(tok(particle).form) + lemma);
  }

  int32_t child(int32_t t, Rel rel) const {
    for (int32_t c : s_.parse.children(t)) {
      if (tok(c).rel == rel) return c;
    }
    return kNone;
  }

  // "Talks [between Moscow and Kyiv]", "signed a truce [with Damascus]", "violated [by Damascus]", "an attack by Tehran": who
  // treats, fights or has done it. "The road between Damascus and Beirut" has only places.
  bool takes_part(int32_t head) const {
    const int32_t p = child(head, Rel::case_), of = tok(head).head;
    if (p == kNone || of < 0) return false;
    auto treats = [&](int32_t t) { return t != kNone && listed(WordSet::kParleys, t); };
    if (s_.is(WordSet::kBetween, p)) return treats(of) || treats(child(of, Rel::obj)) || treats(child(of, Rel::nsubj));
    const bool done = tok(of).upos == Upos::VERB && tok(of).has_feat("VerbForm=Part");
    return s_.is(WordSet::kBy, p) && (done || s_.is(WordSet::kActs, of) || treats(of));
  }

  // "BEIRUT A strike killed ...": a dateline that the tree takes for the subject.
  bool dateline(const Nominal& n) const {
    auto shouted = [&](int32_t t) {
      const std::string_view form = tok(t).form;
      return form.size() > 3 && std::none_of(form.begin(), form.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    };
    if (!shouted(n.head) || n.last >= s_.sentence_last(n.head) || shouted(n.last)) return false;
    return tok(n.last).upos != Upos::VERB && tok(n.last).upos != Upos::AUX;
  }

  // Behind a preposition it tells where it is, but for "according to" and among those who treat.
  bool speaks(const Nominal& n) const {
    int32_t head = n.head;
    if (tok(head).rel == Rel::conj && tok(head).head >= 0) head = tok(head).head;
    if (takes_part(head)) return true;
    if (dateline(n)) return false;
    if (const int32_t p = preposition(n); p != kNone)
      return s_.is(WordSet::kAccording, p) || (p > s_.sentence_first(p) && s_.is(WordSet::kAccording, p - 1));
    const int32_t verb = tok(head).head;
    const bool addressed = tok(head).rel == Rel::obj && verb < head;  // "accused Moscow of breaking the truce"
    // "Kyiv shelled the village"; not "Kyiv shelled again", where it fell.
    const bool strikes = verb >= 0 && child(verb, Rel::obj) != kNone && listed(WordSet::kStrikes, verb);
    return ((subject_rel(head) || addressed) && listed(WordSet::kSpeaks, verb)) || (subject_rel(head) && strikes);
  }

  Scene& s_;
  std::vector<int32_t> place_ends_;  // of each token: the nominal that ends before it and may be a place, or kNone
};

}  // namespace

void drop_places(Scene* scene) { PlaceFilter(scene).run(); }

}  // namespace bestand
