// Pronouns and possessives back to their antecedents: a pronoun takes the best of the last two sentences by number,
// animacy, subjecthood and nearness, or stays alone.
#include <algorithm>

#include "base/utf8.h"
#include "ground/actor/reference_view.h"

namespace bestand {
namespace {

class PronounFinder : ReferenceView {
 public:
  explicit PronounFinder(Scene* s) : ReferenceView(s) {}

  void run() {
    pronouns();
    possessed();
  }

 private:
  enum class Wants { kMan, kWoman, kMany, kThing };

  bool accepts(Wants wants, const Nominal& o) const {
    bool person = o.person || (o.cls && o.cls->person);
    switch (wants) {
      case Wants::kMan:
      case Wants::kWoman:
        return person && !o.plural;
      case Wants::kMany:
        return !person || o.plural;
      case Wants::kThing:
        return !person && !o.plural && !(o.cls && o.cls->vague);
    }
    return false;
  }

  bool finite_plural(int32_t pronoun) const {
    int32_t verb = tok(pronoun).head;
    if (verb < 0) return false;
    if (tok(verb).has_feat("Number=Plur")) return true;
    for (int32_t c : s_.parse.children(verb)) {
      if ((tok(c).rel == Rel::aux || tok(c).rel == Rel::cop) && tok(c).has_feat("Number=Plur")) return true;
    }
    return false;
  }

  bool wanted(int32_t t, Wants* wants) const {
    if (tok(t).upos != Upos::PRON && tok(t).upos != Upos::X) return false;
    if (tok(t).has_feat("PronType=Rel") || tok(t).has_feat("Poss=Yes")) return false;
    bool she = s_.is(WordSet::kShe, t), they = s_.is(WordSet::kThey, t);
    if (s_.is(WordSet::kHe, t)) return *wants = Wants::kMan, true;
    if (she && they) return *wants = finite_plural(t) || !subject(t) ? Wants::kMany : Wants::kWoman, true;
    if (she) return *wants = Wants::kWoman, true;
    if (they) return *wants = Wants::kMany, true;
    if (!s_.is(WordSet::kIt, t) || s_.parse.lang == "nl") return false;
    *wants = Wants::kThing;
    return subject(t) && (acts(tok(t).head) || teller(t) != kNone);
  }

  // Of "X said it would stay": X, if it is a mention.
  int32_t teller(int32_t pronoun) const {
    int32_t verb = tok(pronoun).head;
    if (verb < 0 || tok(verb).rel != Rel::ccomp || tok(verb).head < 0) return kNone;
    int32_t telling = tok(verb).head;
    if (tok(telling).upos != Upos::VERB || !s_.lexicon.in(WordSet::kSpeaks, std::string(tok(telling).lemma)))
      return kNone;
    for (size_t i = from_sentence(tok(telling).sentence); i < order_.size(); ++i) {
      const int32_t other = order_[i];
      const Nominal& o = s_.nominals[other];
      if (o.first > pronoun) break;
      if (!o.dead && tok(o.head).head == telling && subject(o.head) && o.last <= pronoun) return other;
    }
    return kNone;
  }

  bool acts(int32_t verb) const {
    return verb >= 0 && tok(verb).upos == Upos::VERB &&
           s_.lexicon.in(WordSet::kSpeaks, std::string(tok(verb).lemma)) && tok(verb).lemma != "be";
  }

  // The clause a token is in: the nearest verb above it.
  int32_t clause(int32_t t) const {
    for (int32_t k = tok(t).head, steps = 0; k >= 0 && steps < 20; k = tok(k).head, ++steps) {
      if (tok(k).upos == Upos::VERB || tok(k).upos == Upos::AUX) return k;
    }
    return kNone;
  }

  void pronouns() {
    for (int32_t t = 0; t < static_cast<int32_t>(s_.parse.tokens.size()); ++t) {
      Wants wants;
      if (s_.name_at[t] != kNone || !wanted(t, &wants)) continue;
      int32_t best = subject(t) ? teller(t) : kNone;
      if (best == kNone || !accepts(wants, s_.nominals[best])) best = antecedent(t, wants);
      if (best == kNone && wants == Wants::kWoman && s_.is(WordSet::kThey, t))
        best = antecedent(t, Wants::kThing);
      if (best == kNone) continue;
      Nominal n;
      n.first = n.core_first = t;
      n.last = n.core_last = t + 1;
      n.head = t;
      n.form = ActorForm::kPronoun;
      take(&n, best, 0.6);
      n.antecedent = best;
      n.plural = wants == Wants::kMany;
      int32_t at = static_cast<int32_t>(s_.nominals.size());
      s_.nominals.push_back(std::move(n));
      auto place =
          std::partition_point(order_.begin(), order_.end(), [&](int32_t o) { return s_.nominals[o].first <= t; });
      order_.insert(place, at);
    }
  }

  // "Ten fighters were killed by the army. They burned houses": not the ten. "They had burned houses" may be.
  bool was_killed(const Nominal& n) const {
    const int32_t verb = tok(n.head).head;
    if (verb < 0 || tok(verb).upos != Upos::VERB) return false;
    const Rel rel = tok(n.head).rel;
    const std::string lemma = plain_lemma(verb);
    if (rel == Rel::nsubj && !tok(n.head).subtype("pass")) return s_.lexicon.in(WordSet::kDies, lemma);
    return (rel == Rel::obj || rel == Rel::nsubj) && s_.lexicon.in(WordSet::kKills, lemma);
  }

  bool acts_after(int32_t pronoun) const {
    const int32_t verb = tok(pronoun).head;
    if (!subject(pronoun) || tok(pronoun).subtype("pass") || verb < 0 || tok(verb).upos != Upos::VERB) return false;
    const auto children = s_.parse.children(verb);
    return std::none_of(children.begin(), children.end(), [&](int32_t c) { return tok(c).rel == Rel::aux || tok(c).rel == Rel::cop; });
  }

  int32_t antecedent(int32_t t, Wants wants) const {
    int32_t best = kNone;
    double most = 0;
    auto same_clause = [&](const Nominal& o) {
      return tok(t).sentence == sentence(o) && clause(t) != kNone && clause(t) == clause(o.head);
    };
    std::vector<std::string_view> others;  // "he thanked him": those of one clause are two
    for (size_t i = from_sentence(tok(t).sentence); i < order_.size(); ++i) {
      const Nominal& o = s_.nominals[order_[i]];
      if (o.first >= t) break;
      if (o.form == ActorForm::kPronoun && same_clause(o)) others.push_back(o.id);
    }
    for (size_t i = from_sentence(tok(t).sentence - 2); i < order_.size(); ++i) {
      const int32_t other = order_[i];
      const Nominal& o = s_.nominals[other];
      if (o.first >= t) break;
      int32_t away = tok(t).sentence - sentence(o);
      if (o.dead || away > 2 || o.id.empty() || !accepts(wants, o) || same_clause(o)) continue;
      if (away > 0 && acts_after(t) && was_killed(o)) continue;
      if (std::find(others.begin(), others.end(), o.id) != others.end()) continue;
      double w = 4.0 - 1.5 * away + (subject(o) ? 2.5 : 0) + (nested(o) ? -2 : 0);
      if (o.form == ActorForm::kPronoun && subject(o.head)) w += 0.5;
      if (subject(t) && subject(o)) w += 0.5;
      if (wants == Wants::kMany) w += o.plural ? 1 : 0;
      w += 0.002 * o.first / (1.0 + t);
      if (w >= most) most = w, best = other;
    }
    return most >= 2 ? best : kNone;
  }

  bool nested(const Nominal& n) const {
    auto begin = order_.begin() + static_cast<ptrdiff_t>(from_sentence(tok(n.first).sentence));
    auto end = std::partition_point(begin, order_.end(), [&](int32_t at) { return s_.nominals[at].first <= n.first; });
    return std::any_of(begin, end, [&](int32_t at) {
      const Nominal& o = s_.nominals[at];
      return o.first <= n.first && n.last <= o.last && o.last - o.first > n.last - n.first;
    });
  }

  // Best of this sentence and the last: what the phrase is joined to, then a person for "his", else the
  // nearest.
  int32_t possessor_of(const Nominal& n) const {
    bool many = s_.is(WordSet::kPossPlur, n.possessor);
    int32_t best = kNone;
    double most = 0;
    for (size_t i = from_sentence(tok(n.head).sentence - 1); i < order_.size(); ++i) {
      const int32_t other = order_[i];
      const Nominal& o = s_.nominals[other];
      if (o.first >= n.first) break;
      int32_t away = tok(n.head).sentence - sentence(o);
      if (o.dead || o.id.empty() || away > 1 || (many && o.person && !o.plural)) continue;
      double w = 3 - 2 * away + (o.person && !many ? 1.5 : 0) + (subject(o.head) ? 1 : 0);
      if (away == 0 && (tok(n.head).head == o.head || o.last + 1 == n.first)) w += 4;
      if (w >= most) most = w, best = other;
    }
    return best;
  }

  // "Its fighters" are the group, "his men" the group or army that he leads, "its army" the state's army.
  bool own_men(Nominal* n, const std::string& voice) const {
    const ActorClass& c = *n->cls;
    const Actor* led = s_.base.find(voice);
    const bool office = c.person && c.kind == "government" && !c.vague && !n->plural;  // "its defence minister"
    if (!led || (c.person && !(office && led->kind == "state"))) return false;
    if (led->kind == "state" && (c.kind == "military" || office)) {
      if (office) n->speaks_for = led->id;
      led = s_.base.find(lower(led->country) + "." + (c.as.empty() ? c.name : c.as));
    } else {
      bool men = c.name == "fighters" || c.name == "people" || c.name == "militants" || c.kind == "military";
      if (!men || !(is_armed_group(led->kind) || led->kind == "military")) return false;
    }
    if (!led) return false;
    n->id = led->id;
    n->actor = led;
    n->code = led->code;
    n->kind = led->kind;
    n->score = 0.6;
    return true;
  }

  // --- "zijn bondgenoten", "their forces": the owner is found as a pronoun's antecedent is.
  void possessed() {
    for (int32_t at : order_) {
      Nominal& n = s_.nominals[at];
      if (n.dead || n.possessor == kNone || !n.id.empty()) continue;
      int32_t owner = possessor_of(n);
      n.name = std::string(s_.words(n.core_first, n.core_last));
      if (owner == kNone) continue;
      const Nominal& o = s_.nominals[owner];
      const std::string voice = o.speaks_for.empty() ? o.id : o.speaks_for;
      if (own_men(&n, voice)) continue;
      if (n.cls->name == "allies" || n.cls->person || n.cls->vague) {
        s_.entities.push_back({n.name, n.cls->kind, "", "", "", n.cls->person});
        n.doc_entity = static_cast<int32_t>(s_.entities.size()) - 1;
        n.id = "doc:" + std::to_string(n.doc_entity);
        if (n.cls->person) n.speaks_for = voice;
      } else {
        n.id = voice;
        n.code = o.code;
      }
      n.score = 0.6;
    }
  }
};

}  // namespace

void resolve_pronouns(Scene* scene) { PronounFinder(scene).run(); }

}  // namespace bestand
