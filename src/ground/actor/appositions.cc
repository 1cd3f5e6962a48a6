// What stands to the right of a noun phrase: an "of" phrase, the name behind an office or a kind, an
// apposition between commas. Inner phrases first, so that "a spokesman for the leader of X" comes out whole.
#include "base/utf8.h"
#include "ground/actor/phrase_view.h"

namespace bestand {
namespace {

class Attacher : PhraseView {
 public:
  explicit Attacher(Scene* s) : PhraseView(s) {}

  void run() {
    titled_names();
    attach_right();
    office_names();
    apposed_by_comma();
    widen_names();
  }

 private:
  bool proper(int32_t t) const {
    return t < end_ && tok(t).upos == Upos::PROPN && starts_upper(tok(t).form) && s_.name_at[t] == kNone &&
           covered_[t] == kNone && !demonym_[t] && !in_time(t);
  }

  // "Commandant Karim Daoud": a name behind an office, and the surname later on, even where the parse saw
  // none.
  void titled_names() {
    std::map<std::string, bool> surnames;
    for (size_t i = 0, count = s_.nominals.size(); i < count; ++i) {
      const Nominal n = s_.nominals[i];
      if (n.dead) continue;
      if (n.person && !n.actor) surnames[s_.text.folded[n.core_last - 1]] = true;
      if (!n.cls || !n.cls->person || n.plural || n.last != n.core_last || n.form != ActorForm::kDescription)
        continue;
      int32_t last = n.last;
      while (same_sentence(n.head, last) && proper(last)) ++last;
      if (last > n.last) surnames[s_.text.folded[name_run(n.last, last)]] = true;
    }
    for (int32_t t = 0; t < end_; ++t) {
      if (proper(t) && surnames.contains(s_.text.folded[t])) name_run(t, t + 1);
    }
  }

  // A person's name over [first, last); its last token.
  int32_t name_run(int32_t first, int32_t last) {
    Nominal name;
    name.first = name.core_first = name.head = first;
    name.last = name.core_last = last;
    name.form = ActorForm::kName;
    name.person = true;
    name.score = 0.6;
    for (int32_t t = first; t < last; ++t) s_.name_at[t] = static_cast<int32_t>(s_.nominals.size());
    s_.nominals.push_back(std::move(name));
    return last - 1;
  }

  void index_starts() {
    starts_.assign(end_ + 1, kNone);
    for (size_t i = 0; i < s_.nominals.size(); ++i) {
      const Nominal& n = s_.nominals[i];
      if (!n.dead && (starts_[n.first] == kNone || s_.nominals[starts_[n.first]].last < n.last)) {
        starts_[n.first] = static_cast<int32_t>(i);
      }
    }
    for (size_t i = 0; i < s_.nominals.size(); ++i) {
      const Nominal& n = s_.nominals[i];
      if (!n.dead && n.first != n.core_first && starts_[n.core_first] == kNone) {
        starts_[n.core_first] = static_cast<int32_t>(i);
      }
    }
  }

  // Names keep their own determiner out of the core: "the Syrian Observatory", "de YPG".
  void widen_names() {
    for (Nominal& n : s_.nominals) {
      if (n.dead || n.form != ActorForm::kName || n.first != n.core_first || hyphen_after(n)) continue;
      bool with_adjectives = tok(n.head).rel != Rel::compound;
      int32_t t = n.first - 1;
      while (same_sentence(t, n.head) && n.first - t == 1 &&
             (tok(t).upos == Upos::DET || s_.is(WordSet::kDefinite, t) ||
              (tok(t).upos == Upos::ADJ && n.cls == nullptr && with_adjectives))) {
        if (s_.is(WordSet::kFormer, t)) n.former = true;
        n.first = t;
        if (tok(t).upos == Upos::DET) break;
        --t;
      }
    }
  }

  void attach_right() {
    index_starts();
    // inner phrases first: "a spokesman for the leader of X"
    for (int32_t t = end_ - 1; t >= 0; --t) {
      if (covered_[t] == kNone) continue;
      Nominal& n = s_.nominals[covered_[t]];
      if (n.dead || n.core_last != t + 1) continue;
      attach_of(covered_[t]);
      attach_name(covered_[t]);
    }
  }

  void attach_of(int32_t at) {
    Nominal& n = s_.nominals[at];
    int32_t t = n.last;
    if (n.form != ActorForm::kDescription || !same_sentence(n.head, t) || !s_.is(WordSet::kOf, t)) return;
    int32_t next = t + 1;
    while (same_sentence(n.head, next) && (tok(next).upos == Upos::DET)) ++next;
    if (!same_sentence(n.head, next)) return;
    int32_t other = starts_[t + 1] != kNone ? starts_[t + 1] : starts_[next];
    if (other == kNone && n.cls->person && n.code.empty()) {  // "the mayor of Goma"
      if (const Actor* state = state_of_place(next)) n.code = state->code + n.cls->suffix;
    }
    if (other == kNone || other == at) return;
    Nominal& o = s_.nominals[other];
    bool firm = s_.is(WordSet::kOf, t) && (s_.text.folded[t] == "van" || s_.text.folded[t] == "of");
    if (!firm && !n.cls->person && n.cls->kind != "source" && n.cls->kind != "media") return;
    if (o.form == ActorForm::kDescription && o.cls && o.cls->name == "people") return;
    o.place_reading = o.place_reading && !firm;
    n.last = o.last;
    if (n.owner == kNone) n.owner = other;
  }

  // A name right behind its noun: "president Poetin", "terreurgroep IS", "state news agency SANA".
  void attach_name(int32_t at) {
    Nominal& n = s_.nominals[at];
    if (n.form != ActorForm::kDescription || n.last != n.core_last) return;
    int32_t t = n.last;
    while (same_sentence(n.head, t) && (s_.is(WordSet::kTitle, t) || joins_titles(t))) ++t;
    if (!same_sentence(n.head, t) || s_.name_at[t] == kNone) return;
    int32_t name = s_.name_at[t];
    Nominal& o = s_.nominals[name];
    if (o.dead || o.core_first != t) return;
    if (o.actor && o.actor->kind == "state" && (n.cls->kind != "mediator" || n.plural)) return;
    if (n.cls->person != o.person) return;
    if (n.plural && !o.person && n.cls->kind != "rebel") return;
    o.first = n.first;
    o.apposed = kNone;
    o.former |= n.former;
    absorb(&o, n);
    n.dead = true;
    starts_[n.first] = name;
    covered_[n.core_last - 1] = kNone;
    for (int32_t k = n.core_first; k < n.core_last; ++k) covered_[k] = name;
  }

  // "UN chief António Guterres", "NATO chief Mark Rutte": the name of an office or body right before who speaks for it is
  // part of that person's; before a person unknown to the base the office itself is meant.
  void office_names() {
    for (size_t i = 0; i < s_.nominals.size(); ++i) {
      const Nominal& o = s_.nominals[i];
      if (o.dead || !o.person || o.form != ActorForm::kName || o.first == 0 || !same_sentence(o.first - 1, o.first)) continue;
      int32_t before = s_.name_at[o.first - 1];
      if (before == kNone || before == static_cast<int32_t>(i)) continue;
      Nominal& office = s_.nominals[before];
      if (office.dead || office.person || !office.actor || office.last != o.first || office.actor->kind == "state") continue;
      if (o.actor && speaks_for(*o.actor, office.actor->id)) merge_office(&office, i);
    }
  }

  static bool speaks_for(const Actor& person, std::string_view id) {
    return std::any_of(person.posts.begin(), person.posts.end(), [&](const ActorLink& post) { return post.id == id; });
  }

  void merge_office(Nominal* office, size_t person) {
    Nominal& o = s_.nominals[person];
    o.first = office->first;
    office->dead = true;
    for (int32_t t = office->core_first; t < office->core_last; ++t) s_.name_at[t] = static_cast<int32_t>(person);
  }

  // The dash of "Colonel-General".
  bool joins_titles(int32_t t) const {
    return tok(t).form == "-" && t + 1 < end_ && s_.is(WordSet::kTitle, t - 1) && s_.is(WordSet::kTitle, t + 1);
  }

  // What the description says of the name it goes into.
  void absorb(Nominal* name, const Nominal& description) {
    name->cls = description.cls;
    name->state = description.state;
    if (description.owner != kNone) name->owner = description.owner;
    name->place_reading = false;
  }

  // "De grootste rebellengroep in Syrië, Ahrar al-Sham, ..." and "Ahrar al-Sham, de grootste rebellengroep".
  void apposed_by_comma() {
    index_outer();
    for (int32_t t = 1; t + 1 < end_; ++t) {
      if (tok(t).form != "," || !same_sentence(t - 1, t + 1)) continue;
      int32_t left = ending_at(t), right = begins_at(t + 1);
      if (left == kNone || right == kNone || left == right) continue;
      if (s_.nominals[right].person) left = outer_person(t, left);
      Nominal &a = s_.nominals[left], &b = s_.nominals[right];
      if (!closed(b.last)) continue;
      if (a.form == ActorForm::kName && named_after(b)) continue;
      if (a.form == ActorForm::kDescription && b.form == ActorForm::kName && joins(a, b)) {
        a.apposed = right;
        if (b.cls == nullptr || (!b.actor && !b.person && a.cls->kind != "military")) b.cls = a.cls;
        if (b.owner == kNone) b.owner = a.owner;
        if (b.state == nullptr) b.state = a.state;
      } else if (a.form == ActorForm::kName && b.form == ActorForm::kDescription && joins(b, a) &&
                 (b.definite || b.indefinite || b.owner != kNone || b.state || b.cls->person)) {
        b.apposed = left;
        bool told = !a.actor && !a.person && b.cls->kind != "military";  // "the X Brigade, a Syrian rebel group"
        a.cls = a.cls && !told ? a.cls : b.cls;
        if (told && b.state) a.state = b.state;
        if (a.person && a.owner == kNone) a.owner = b.owner;
        if (!a.state) a.state = b.state;
      }
    }
  }

  // Of "a spokesman for the LNA, Ahmed al-Mismari": the spokesman, not the LNA.
  int32_t outer_person(int32_t end, int32_t inner) const {
    int32_t outer = outer_[end];
    return outer != kNone && inner != kNone && s_.nominals[outer].first < s_.nominals[inner].first ? outer : inner;
  }

  void index_outer() {
    outer_.assign(static_cast<size_t>(end_) + 1, kNone);
    for (size_t i = 0; i < s_.nominals.size(); ++i) {
      const Nominal& n = s_.nominals[i];
      if (n.dead || !n.cls || !n.cls->person || n.form != ActorForm::kDescription) continue;
      int32_t& at = outer_[n.last];
      if (at == kNone || n.first < s_.nominals[at].first) at = static_cast<int32_t>(i);
    }
  }

  // "..., a spokesman for the army, Andriy Lysenko, ...": the name behind has the better claim.
  bool named_after(const Nominal& description) {
    int32_t comma = description.last;
    if (description.form != ActorForm::kDescription || comma >= end_ || tok(comma).form != ",") return false;
    int32_t name = begins_at(comma + 1);
    return name != kNone && s_.nominals[name].form == ActorForm::kName && closed(s_.nominals[name].last) &&
           joins(description, s_.nominals[name]);
  }

  bool closed(int32_t t) const {
    if (t >= end_) return true;
    std::string_view f = tok(t).form;
    return f == "," || f == "." || f == ")" || f == ";" || f == ":" || f == "(";
  }

  bool joins(const Nominal& description, const Nominal& name) const {
    if (!description.cls || (name.actor && name.actor->kind == "state")) return false;
    if (description.cls->person != name.person || description.plural) return false;
    return !name.actor || name.person || compatible(description.cls->kind, name.actor->kind);
  }

  static bool compatible(std::string_view noun, std::string_view actor) {
    auto armed = [](std::string_view k) {
      return is_armed_group(k) || k == "party" || k == "opposition";
    };
    return noun == actor || (armed(noun) && armed(actor)) || (noun == "media" && actor == "media") ||
           (noun == "ngo" && (actor == "monitor" || actor == "medical")) ||
           (noun == "monitor" && actor == "ngo");
  }

  int32_t ending_at(int32_t t) const {
    for (int32_t k = t - 1; k >= std::max(0, t - 6) && same_sentence(k, t); --k) {
      int32_t n = covered_[k] != kNone ? covered_[k] : s_.name_at[k];
      if (n == kNone || s_.nominals[n].dead) continue;
      // "in Syrië" may stand between the noun and the comma
      if (s_.nominals[n].place_reading) continue;
      if (s_.nominals[n].last == t) return n;
      bool only_place = true;
      for (int32_t m = s_.nominals[n].last; m < t; ++m) {
        only_place &= tok(m).upos == Upos::ADP || tok(m).upos == Upos::DET || tok(m).upos == Upos::PROPN;
      }
      return only_place ? n : kNone;
    }
    return kNone;
  }

  int32_t begins_at(int32_t t) const {
    if (t >= end_) return kNone;
    if (starts_[t] != kNone && !s_.nominals[starts_[t]].dead) return starts_[t];
    if (s_.name_at[t] != kNone && s_.nominals[s_.name_at[t]].core_first == t &&
        !s_.nominals[s_.name_at[t]].dead)
      return s_.name_at[t];
    int32_t k = t;
    while (k < end_ && same_sentence(t, k) && (tok(k).upos == Upos::DET || tok(k).upos == Upos::ADJ)) ++k;
    if (k < end_ && same_sentence(t, k) && s_.name_at[k] != kNone &&
        s_.nominals[s_.name_at[k]].core_first == k) {
      return s_.name_at[k];
    }
    return kNone;
  }

  std::vector<int32_t> outer_;   // of each token: the longest description of a person that ends before it
  std::vector<int32_t> starts_;  // of each token: the longest nominal that begins there
};

}  // namespace

void attach_appositions(Scene* scene) { Attacher(scene).run(); }

}  // namespace bestand
