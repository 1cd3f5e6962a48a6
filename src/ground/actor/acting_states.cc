// States told by an adjective alone: "Israeli strikes", "a Russian glide bomb attack", "Russische raketbeschietingen".
#include "ground/actor/phrase_view.h"

namespace bestand {
namespace {

class ActingStates : PhraseView {
 public:
  explicit ActingStates(Scene* s) : PhraseView(s) {}

  void run() {
    for (Nominal& n : s_.nominals) {
      bool name = !n.dead && n.place_reading && n.actor && n.actor->kind == "state" && n.form == ActorForm::kName && capitals(n);
      if (name && acts_behind(n.last - 1)) n.place_reading = false;
    }
    for (int32_t t = 0; t < end_; ++t) {
      if (!demonym_[t] || !adjective(t) || covered_[t] != kNone || s_.name_at[t] != kNone) continue;
      if (demonym_[t]->kind != "state" || tok(t).form.find('-') != std::string_view::npos || !acts_behind(t)) continue;
      Nominal n;
      n.first = n.core_first = n.head = t;
      n.last = n.core_last = t + 1;
      n.form = ActorForm::kName;
      n.actor = demonym_[t];
      n.rivals = {n.actor};
      n.score = 0.8;
      s_.name_at[t] = static_cast<int32_t>(s_.nominals.size());
      s_.nominals.push_back(std::move(n));
    }
  }

 private:
  // "Armeens vuur", "Turks vuur": right before a noun, where a tagger may take it for a name.
  bool adjective(int32_t t) const {
    return tok(t).upos == Upos::ADJ || (tok(t).upos == Upos::PROPN && t + 1 < end_ && tok(t + 1).upos == Upos::NOUN && same_sentence(t + 1, t));
  }

  // "US strikes": a name of capitals has no adjective; "Syria strikes" are strikes in Syria.
  bool capitals(const Nominal& n) const {
    auto form = tok(n.head).form;
    return n.last - n.first == 1 && form.size() >= 2 && form.size() <= 4 && std::all_of(form.begin(), form.end(), [](char x) {
      return (x >= 'A' && x <= 'Z') || x == '.';
    });
  }

  // Whether the noun that an adjective belongs to is an act of war: nothing but further adjectives and parts of its name between.
  bool acts_behind(int32_t t) const {
    constexpr int32_t kReach = 5;
    for (int32_t i = t + 1; i < std::min(end_, t + kReach) && same_sentence(i, t); ++i) {
      if (covered_[i] != kNone || s_.name_at[i] != kNone) return false;
      std::string_view lemma = tok(i).lemma;
      auto last = lemma.substr(lemma.rfind('_') + 1);  // of a Dutch compound; all of a word without parts
      if (tok(i).upos != Upos::ADJ && (s_.is(WordSet::kActs, i) || s_.lexicon.in(WordSet::kActs, last))) return true;
      Upos u = tok(i).upos;
      bool goes_on = u == Upos::ADJ || u == Upos::NOUN || u == Upos::CCONJ || tok(i).form == "-" || (u == Upos::VERB && tok(i).rel == Rel::amod);
      if (!goes_on) return false;
    }
    return false;
  }
};

}  // namespace

void find_acting_states(Scene* scene) { ActingStates(scene).run(); }

}  // namespace bestand
