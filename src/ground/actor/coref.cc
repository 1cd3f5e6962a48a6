// Back to antecedents. Conservative: a definite description takes the nearest earlier mention whose kind
// fits; a pronoun takes the best of the last two sentences by number, animacy, subjecthood and nearness, or
// stays alone.
#include <algorithm>
#include <unordered_map>

#include "base/utf8.h"
#include "ground/actor/scene.h"

namespace bestand {
namespace {

bool armed(std::string_view k) {
  return k == "rebel" || k == "militia" || k == "terrorist" || k == "umbrella";
}

class Resolver {
 public:
  explicit Resolver(Scene* s) : s_(*s) {}

  void run() {
    order();
    index();
    for (int32_t at : order_) describe(at);
    pronouns();
    possessed();
    for (Nominal& n : s_.nominals) {  // planes of nobody's are things
      if (n.form != ActorForm::kDescription || !n.cls || !n.id.empty()) continue;
      if (!n.cls->as.empty() || (n.cls->state_only && !(n.cls->person && n.definite))) n.dead = true;
    }
  }

 private:
  const Token& tok(int32_t t) const { return s_.parse.tokens[t]; }
  int32_t sentence(const Nominal& n) const { return tok(n.head).sentence; }

  void order() {
    for (size_t i = 0; i < s_.nominals.size(); ++i) {
      if (!s_.nominals[i].dead) order_.push_back(static_cast<int32_t>(i));
    }
    std::sort(order_.begin(), order_.end(), [&](int32_t a, int32_t b) {
      const Nominal &x = s_.nominals[a], &y = s_.nominals[b];
      return std::pair(x.first, -x.last) < std::pair(y.first, -y.last);
    });
  }

  // What a description asks of all names before it.
  void index() {
    for (size_t i = 0; i < order_.size(); ++i) {
      const Nominal& o = s_.nominals[order_[i]];
      if (o.form != ActorForm::kName) continue;
      if (o.person && o.actor) {
        for (const ActorLink& post : o.actor->posts) holder_.emplace(post.id, order_[i]);
      }
      if (o.person || o.core_last - o.core_first < 2) continue;
      for (int32_t t = o.core_first; t < o.core_last; ++t) {
        auto& list = named_with_[s_.text.folded[t]];
        if (list.empty() || list.back() != order_[i]) list.push_back(order_[i]);
      }
    }
  }

  // Where in order_ the nominals of a sentence and of those behind it begin.
  size_t from_sentence(int32_t sentence) const {
    const int32_t first = s_.parse.sentences[std::max(0, sentence)].first;
    auto at = std::partition_point(order_.begin(), order_.end(), [&](int32_t o) { return s_.nominals[o].first < first; });
    return static_cast<size_t>(at - order_.begin());
  }

  // --- descriptions

  static bool kind_fits(const Nominal& description, const Nominal& o) {
    const ActorClass& c = *description.cls;
    if (c.name == "group")
      return armed(o.kind) || o.kind == "party" || o.kind == "ngo" || o.kind == "monitor";
    if (c.name == "delegation" && o.kind == "mediator") return true;
    if (c.person) return o.person && o.form == ActorForm::kName && o.cls == description.cls;
    if (c.kind == "terrorist" && c.name == "terrorists") return armed(o.kind);
    if (c.name == "coalition") return o.kind == "coalition";
    if (c.name == "rebels" || c.name == "militants" || c.name == "fighters" || c.name == "jihadists") {
      return o.cls && o.cls->name == c.name && o.form == ActorForm::kDescription && !o.id.empty() &&
             o.owner == kNone;
    }
    if (c.kind == "monitor" || c.kind == "media" || c.kind == "ngo" || c.kind == "militia") {
      return o.kind == c.kind && o.form == ActorForm::kName;
    }
    if (c.name == "party") return o.kind == "party";
    return o.cls && (o.cls->name == c.name || o.cls->as == c.name) && (o.state || o.owner != kNone);
  }

  // "De Turkse president" after Erdogan was named: the holder of that very office.
  bool office_of(Nominal* n) {
    if (!n->cls->person || n->plural || !n->state || n->owner != kNone || n->former) return false;
    auto holder = holder_.find(n->id);
    if (holder == holder_.end() || s_.nominals[holder->second].first >= n->first) return false;
    return take(n, holder->second, 0.8), true;
  }

  // "The Coalition", "the Observatory": a capital noun that stands in a name before it.
  bool short_form(Nominal* n) {
    if (n->state || n->owner != kNone || !starts_upper(tok(n->head).form)) return false;
    auto names = named_with_.find(s_.text.folded[n->head]);
    if (names == named_with_.end()) return false;
    auto behind = std::partition_point(names->second.begin(), names->second.end(),
                                       [&](int32_t o) { return s_.nominals[o].first < n->first; });
    if (behind == names->second.begin()) return false;
    return take(n, *(behind - 1), 0.8), true;
  }

  // "The rebels" where one rebel group alone has been named are that group.
  bool only_group(Nominal* n) {
    if (!n->plural || (n->cls->kind != "rebel" && n->cls->kind != "terrorist") || n->id.size() < 3)
      return false;
    // What stands before has been described by now: it is looked at once.
    for (; groups_.seen < order_.size() && s_.nominals[order_[groups_.seen]].first < n->first; ++groups_.seen) {
      const Nominal& o = s_.nominals[order_[groups_.seen]];
      if (o.dead || !o.actor || !armed(o.actor->kind) || o.actor->generated || o.form == ActorForm::kPronoun)
        continue;
      if (groups_.last != kNone) {
        const Nominal& before = s_.nominals[groups_.last];
        groups_.several = groups_.several || before.id != o.id || before.actor->country != o.actor->country;
      }
      groups_.last = order_[groups_.seen];
    }
    if (groups_.last == kNone || groups_.several) return false;
    if (lower(s_.nominals[groups_.last].actor->country) != n->id.substr(0, 2)) return false;
    return take(n, groups_.last, 0.6), true;
  }

  // "De coalitie" in a war where one coalition fights.
  bool only_coalition(Nominal* n) {
    if (n->cls->name != "coalition" || n->id.size() < 3) return false;
    for (const Conflict& c : s_.base.conflicts()) {
      if (s_.day && !c.active.contains(*s_.day)) continue;
      bool here = std::any_of(c.countries.begin(), c.countries.end(),
                              [&](auto& country) { return lower(country) == n->id.substr(0, 2); });
      for (const ConflictSide& side : c.sides) {
        for (const ActorLink& link : side.actors) {
          const Actor* a = here ? s_.base.find(link.id) : nullptr;
          if (!a || a->kind != "coalition" || (s_.day && !link.valid.contains(*s_.day))) continue;
          n->actor = a;
          n->id = a->id;
          n->code = a->code;
          n->name = std::string(s_.base.display_name(*a, s_.parse.lang, s_.day));
          n->score = 0.6;
          return true;
        }
      }
    }
    return false;
  }

  void describe(int32_t at) {
    Nominal& n = s_.nominals[at];
    if (n.form == ActorForm::kDescription && n.cls && n.apposed == kNone && n.definite && office_of(&n))
      return;
    if (n.form == ActorForm::kDescription && n.apposed == kNone && n.definite && short_form(&n)) return;
    if (n.form != ActorForm::kDescription || n.apposed != kNone || n.owner != kNone || n.state || !n.cls)
      return;
    if (!n.definite && !n.demonstrative) return;
    if (n.cls->kind == "civilians" || n.cls->kind == "unknown") return;
    constexpr int32_t kFar = 12;  // sentences
    int32_t best = kNone;
    for (size_t i = from_sentence(sentence(n) - kFar); i < order_.size(); ++i) {
      const int32_t other = order_[i];
      const Nominal& o = s_.nominals[other];
      if (o.first >= n.first) break;
      if (o.dead || other == at || o.id.empty() || sentence(n) - sentence(o) > kFar || o.last > n.first)
        continue;
      if (o.form == ActorForm::kDescription && n.cls->name == "group" && o.owner == kNone &&
          o.apposed == kNone)
        continue;
      if (n.plural && !o.plural && (n.cls->name == "group" || n.cls->person || n.cls->kind == "ngo"))
        continue;
      if (kind_fits(n, o)) best = other;
    }
    if (best != kNone) return take(&n, best, 0.7);
    if (!only_group(&n) && !only_coalition(&n)) same_state(&n, at);
  }

  // Whether the nominal was taken for an arm of a state on whose soil a war is fought.
  bool at_war(const Nominal& n) const {
    return n.id.size() > 3 && n.id[2] == '.' && !wars_of(n).empty();
  }

  std::vector<const Conflict*> wars_of(const Nominal& n) const {
    std::vector<const Conflict*> out;
    for (const Conflict& c : s_.base.conflicts()) {
      if (s_.day && !c.active.contains(*s_.day)) continue;
      for (const std::string& country : c.countries) {
        if (n.id.starts_with(lower(country) + ".")) out.push_back(&c);
      }
    }
    return out;
  }

  // Whether none of these wars is fought on that country's soil.
  bool foreign(const Nominal& n, const std::string& country) const {
    for (const Conflict* c : wars_of(n)) {
      if (std::find(c->countries.begin(), c->countries.end(), country) != c->countries.end()) return false;
    }
    return true;
  }

  // Whether the text, as far as an article reaches, has that state's own forces too, or the sentence those who fight
  // them.
  bool opposed_here(const Nominal& n) const {
    constexpr int32_t kArticle = 200;  // sentences
    const std::string own = n.id.substr(0, 3);
    const int32_t end = std::min(sentence(n) + kArticle, static_cast<int32_t>(s_.parse.sentences.size()) - 1);
    auto first = order_.begin() + static_cast<ptrdiff_t>(from_sentence(sentence(n) - kArticle));
    auto last = order_.begin() + static_cast<ptrdiff_t>(from_sentence(end));
    return std::any_of(first, sentence(n) + kArticle > end ? order_.end() : last, [&](int32_t other) {
      const Nominal& o = s_.nominals[other];
      if (o.dead || &o == &n || !o.id.starts_with(own)) return false;
      if (o.kind == "military" || (o.actor && o.actor->kind == "military"))
        return o.form == ActorForm::kName || o.state != nullptr;
      return sentence(o) == sentence(n) && (armed(o.kind) || (o.actor && armed(o.actor->kind)));
    });
  }

  bool says(const Nominal& n) const {
    if (tok(n.head).rel != Rel::nsubj || tok(n.head).head < 0) return false;
    const int32_t verb = tok(n.head).head;
    if (!s_.lexicon.in(WordSet::kSpeaks, std::string(tok(verb).lemma))) return false;
    const auto children = s_.parse.children(verb);
    return std::any_of(children.begin(), children.end(), [&](int32_t c) {
      return tok(c).rel == Rel::ccomp || tok(c).rel == Rel::parataxis;
    });
  }

  // "The Israeli military says that the air force ...": of the state whose arm spoke last.
  void same_state(Nominal* n, int32_t at) {
    auto arm = [](std::string_view k) { return k == "military" || k == "government" || k == "police"; };
    if (!arm(n->cls->kind) || n->cls->person || n->plural) return;
    int32_t best = kNone;
    for (size_t i = from_sentence(sentence(*n) - 2); i < order_.size(); ++i) {
      const int32_t other = order_[i];
      const Nominal& o = s_.nominals[other];
      if (o.first >= n->first) break;
      if (o.dead || other == at || !o.actor || !arm(o.actor->kind) || o.actor->country.empty()) continue;
      if (sentence(*n) - sentence(o) <= 2 && (o.form == ActorForm::kName || o.state || o.owner != kNone))
        best = other;
    }
    if (best == kNone) return;
    const Nominal& o = s_.nominals[best];
    // After "Russia's ministry said ...", "the army" that Syria's rebels accuse is Syria's, unless it goes on speaking.
    if (at_war(*n) && foreign(*n, o.actor->country) && opposed_here(*n) && !says(*n)) return;
    bool ministry = n->cls->name == "ministry" && o.cls && o.cls->name.ends_with("-ministry");
    if (ministry) return take(n, best, 0.7);
    std::string id = lower(o.actor->country) + "." + (n->cls->as.empty() ? n->cls->name : n->cls->as);
    const Actor* actor = s_.base.find(id);
    if (!actor || id == n->id) return;
    n->id = id;
    n->actor = actor;
    n->code = actor->code;
    n->speaks_for = n->cls->speaks ? "state." + id.substr(0, 2) : "";
    n->score = 0.6;
  }

  void take(Nominal* n, int32_t from, double score) {
    const Nominal& o = s_.nominals[from];
    n->antecedent = from;
    n->id = o.id;
    n->actor = o.actor;
    n->name = o.name;
    n->code = o.code;
    n->speaks_for = o.speaks_for;
    n->kind = o.kind;
    n->doc_entity = o.doc_entity;
    n->person = o.person;
    n->score = score;
  }

  // --- pronouns

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

  bool subject(int32_t t) const { return tok(t).rel == Rel::nsubj; }

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
      if (best == kNone || !accepts(wants, s_.nominals[best]) || s_.nominals[best].id.empty())
        best = antecedent(t, wants);
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

  int32_t antecedent(int32_t t, Wants wants) const {
    int32_t best = kNone;
    double most = 0;
    for (size_t i = from_sentence(tok(t).sentence - 2); i < order_.size(); ++i) {
      const int32_t other = order_[i];
      const Nominal& o = s_.nominals[other];
      if (o.first >= t) break;
      int32_t away = tok(t).sentence - sentence(o);
      if (o.dead || away > 2 || o.id.empty() || !accepts(wants, o)) continue;
      if (away == 0 && clause(t) != kNone && clause(t) == clause(o.head)) continue;
      double w = 4.0 - 1.5 * away + (subject(o.head) ? 2.5 : 0) + (nested(o) ? -2 : 0);
      if (o.form == ActorForm::kPronoun && subject(o.head)) w += 0.5;
      if (subject(t) && subject(o.head)) w += 0.5;
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

  // --- "zijn bondgenoten", "their forces": the owner is found as a pronoun's antecedent is.
  void possessed() {
    for (int32_t at : order_) {
      Nominal& n = s_.nominals[at];
      if (n.dead || n.possessor == kNone || !n.id.empty()) continue;
      int32_t owner = possessor_of(n);
      n.name = std::string(s_.words(n.core_first, n.core_last));
      if (owner == kNone) continue;
      const Nominal& o = s_.nominals[owner];
      if (n.cls->name == "allies" || n.cls->person || n.cls->vague) {
        s_.entities.push_back({n.name, n.cls->kind, "", "", "", n.cls->person});
        n.doc_entity = static_cast<int32_t>(s_.entities.size()) - 1;
        n.id = "doc:" + std::to_string(n.doc_entity);
        if (n.cls->person) n.speaks_for = o.speaks_for.empty() ? o.id : o.speaks_for;
      } else {
        n.id = o.speaks_for.empty() ? o.id : o.speaks_for;
        n.code = o.code;
      }
      n.score = 0.6;
    }
  }

  Scene& s_;
  std::vector<int32_t> order_;                                            // nominals as they stand in the text
  std::unordered_map<std::string, int32_t> holder_;                       // of an office: its first holder named
  std::unordered_map<std::string, std::vector<int32_t>> named_with_;      // by a word: names of several words, no persons'
  struct Groups {
    size_t seen = 0;          // of order_
    int32_t last = kNone;     // armed group named
    bool several = false;
  } groups_;
};

}  // namespace

void resolve_references(Scene* scene) { Resolver(scene).run(); }

}  // namespace bestand
