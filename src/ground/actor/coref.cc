// Definite descriptions back to their antecedents. Conservative: one takes the nearest earlier mention whose kind
// fits, or stays what its noun says.
#include <algorithm>
#include <unordered_map>

#include "base/utf8.h"
#include "ground/actor/reference_view.h"

namespace bestand {
namespace {

class Describer : ReferenceView {
 public:
  explicit Describer(Scene* s) : ReferenceView(s) { index(); }

  void run() {
    for (int32_t at : order_) describe(at);
    for (int32_t at : order_) follow_owner(&s_.nominals[at]);
  }

 private:
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

  // --- descriptions

  bool kind_fits(const Nominal& description, const Nominal& o) const {
    const ActorClass& c = *description.cls;
    if (c.name == "group")
      return is_armed_group(o.kind) || o.kind == "party" || o.kind == "ngo" || o.kind == "monitor";
    if (c.name == "delegation" && o.kind == "mediator") return true;
    if (c.person) return o.person && o.form == ActorForm::kName && o.cls == description.cls;
    if (c.kind == "terrorist" && c.name == "terrorists") return is_armed_group(o.kind);
    if (c.name == "coalition")
      return o.kind == "coalition" ||
             ((o.kind == "umbrella" || o.kind == "igo") && bears_word(o, s_.text.folded[description.head]));
    if (c.name == "rebels" || c.name == "militants" || c.name == "fighters" || c.name == "jihadists") {
      return o.cls && o.cls->name == c.name && o.form == ActorForm::kDescription && !o.id.empty() &&
             o.owner == kNone;
    }
    if (c.kind == "monitor" || c.kind == "media" || c.kind == "ngo" || c.kind == "militia") {
      return o.kind == c.kind && o.form == ActorForm::kName;
    }
    if (c.name == "party") return o.kind == "party";
    // "The army" is not the forces of the rebels just named.
    bool alike = o.cls && o.cls->as == c.name && (!o.actor || o.actor->kind == c.kind);
    return o.cls && (o.cls->name == c.name || alike) && (o.state || o.owner != kNone);
  }

  // "The alliance" after "the Three Brotherhood Alliance", or after a short form of such a name.
  static bool bears_word(const Nominal& name, const std::string& word) {
    if (name.form != ActorForm::kName || !name.actor) return false;
    return std::any_of(name.actor->names.begin(), name.actor->names.end(),
                       [&](const ActorName& n) { return name_key(n.text).ends_with(" " + word); });
  }

  // "The group's spokesman", once it is known which group is meant.
  void follow_owner(Nominal* n) const {
    if (n->dead || n->owner == kNone || n->form != ActorForm::kDescription || !n->cls || !n->cls->person) return;
    const Nominal& o = s_.nominals[n->owner];
    if (o.antecedent == kNone || o.id.empty() || n->antecedent != kNone) return;
    n->id = n->speaks_for = o.speaks_for.empty() ? o.id : o.speaks_for;
    n->actor = nullptr;
    n->kind = "person";
    n->code = o.code;
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

  // "The rebels", "the jihadist group" where one group alone has been named are that group.
  bool only_group(Nominal* n) {
    if ((n->cls->kind != "rebel" && n->cls->kind != "terrorist") || n->id.size() < 3) return false;
    const ActorClass* noun = s_.lexicon.single_noun(s_.text.folded[n->head]);
    if (!n->plural && !(noun && noun->name == "group")) return false;  // "the militant" is one man
    // What stands before has been described by now: it is looked at once.
    for (; groups_.seen < order_.size() && s_.nominals[order_[groups_.seen]].first < n->first; ++groups_.seen) {
      const Nominal& o = s_.nominals[order_[groups_.seen]];
      if (o.dead || !o.actor || !is_armed_group(o.actor->kind) || o.actor->generated || o.form == ActorForm::kPronoun)
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
    if (n.form != ActorForm::kDescription || n.apposed != kNone || n.owner != kNone || !n.cls) return;
    if (n.state) {  // "the Yemeni rebels"
      if (n.definite && !n.cls->person) only_group(&n);
      return;
    }
    if (sent(&n)) return;
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
    if (best != kNone && of_army(n, s_.nominals[best])) return share(&n, s_.nominals[best]);
    if (best != kNone) return take(&n, best, 0.7);
    if (!only_group(&n) && !only_coalition(&n)) same_state(&n, at);
  }

  // "Two Israeli soldiers were killed, the army said": theirs, but not they.
  static bool of_army(const Nominal& army, const Nominal& men) {
    return men.form == ActorForm::kDescription && men.plural && !army.plural && army.cls->kind == "military";
  }

  static void share(Nominal* n, const Nominal& o) {
    n->id = o.id;
    n->actor = o.actor;
    n->code = o.code;
    n->score = 0.7;
  }

  // "Kenya sent troops": its own.
  bool sent(Nominal* n) const {
    const Token& noun = tok(n->head);
    if (n->cls->kind != "military" || n->definite || n->cls->person || noun.rel != Rel::obj || noun.head < 0) return false;
    if (!s_.lexicon.in(WordSet::kSends, plain_lemma(noun.head))) return false;
    for (size_t i = from_sentence(noun.sentence); i < order_.size(); ++i) {
      const Nominal& o = s_.nominals[order_[i]];
      if (o.first >= n->first) break;
      if (o.dead || tok(o.head).head != noun.head || !subject(o) || !o.actor || o.actor->country.empty()) continue;
      if (o.actor->kind != "state" && o.actor->kind != "government") return false;
      const Actor* army = s_.base.find(lower(o.actor->country) + "." + (n->cls->as.empty() ? n->cls->name : n->cls->as));
      if (!army) return false;
      n->id = army->id;
      n->actor = army;
      n->code = army->code;
      n->score = 0.8;
      return true;
    }
    return false;
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
      return sentence(o) == sentence(n) && (is_armed_group(o.kind) || (o.actor && is_armed_group(o.actor->kind)));
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

  std::unordered_map<std::string, int32_t> holder_;                       // of an office: its first holder named
  std::unordered_map<std::string, std::vector<int32_t>> named_with_;      // by a word: names of several words, no persons'
  struct Groups {
    size_t seen = 0;          // of order_
    int32_t last = kNone;     // armed group named
    bool several = false;
  } groups_;
};

}  // namespace

void resolve_references(Scene* scene) {
  Describer(scene).run();
  resolve_pronouns(scene);
  for (Nominal& n : scene->nominals) {  // planes of nobody's are things
    if (n.dead || n.form != ActorForm::kDescription || !n.cls || !n.id.empty()) continue;
    if (!n.cls->as.empty() || (n.cls->state_only && !(n.cls->person && n.definite))) n.dead = true;
  }
}

}  // namespace bestand
