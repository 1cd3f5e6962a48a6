// Noun phrases: a noun of some class with what stands to its left, in text order because trees err:
// determiner, demonyms, the name of an owner. The tree only has a say on adjectives and compounds. What
// stands to the right is attached in appositions.cc.
#include <algorithm>

#include "base/utf8.h"
#include "ground/actor/phrase_view.h"

namespace bestand {
namespace {

constexpr int32_t kLongestLeft = 9;

struct NounHit {
  int32_t first = 0, last = 0;  // tokens
  const ActorClass* cls = nullptr;
  const ActorClass* prefix = nullptr;
  int32_t name_inside = kNone;  // the name nominal of a compound: "IS-strijders"
  bool possession = false;
  const Actor* state = nullptr;  // of the person in "regering-Petro"
};

class PhraseFinder : PhraseView {
 public:
  explicit PhraseFinder(Scene* s) : PhraseView(s) {}

  void run() {
    find_demonyms();
    covered_.assign(end_, kNone);
    for (int32_t t = 0; t < end_;) {
      NounHit hit;
      if (noun_at(t, &hit)) {
        build(hit);
        t = hit.last;
      } else {
        ++t;
      }
    }
    people_alone();
  }

 private:
  // --- what stands where

  void find_demonyms() {
    demonym_.assign(end_, nullptr);
    demonym_end_.assign(end_, 0);
    person_noun_.assign(end_, false);
    Hit hit;
    auto& pieces = s_.text.pieces;
    for (int32_t p = 0; p < static_cast<int32_t>(pieces.size()); ++p) {
      if (pieces[p].barrier || !match_at(s_.text, s_.parse, s_.lexicon, p, Entry::kDemonym, &hit)) continue;
      const Actor* actor = &s_.base.actors()[hit.readings[0].index];
      bool only_people =
          std::all_of(hit.readings.begin(), hit.readings.end(), [](auto& r) { return r.person_noun; });
      bool some_people =
          std::any_of(hit.readings.begin(), hit.readings.end(), [](auto& r) { return r.person_noun; });
      bool hung = p > 0 && !pieces[p - 1].barrier && pieces[p - 1].token == hit.first_token;
      if (hung && pieces[p].token == pieces[p - 1].token) {
        p = hit.last - 1;
        continue;
      }  // "pro-Iraanse"
      for (int32_t t = hit.first_token; t < hit.last_token; ++t) demonym_[t] = actor;
      demonym_end_[hit.first_token] = hit.last_token;
      person_noun_[hit.first_token] = only_people || (some_people && tok(hit.first_token).upos != Upos::ADJ);
      inside_[hit.first_token] = hit.inside;
      p = hit.last - 1;
    }
  }

  bool may_be_noun(int32_t t) const {
    Upos u = tok(t).upos;
    return u == Upos::NOUN || u == Upos::PROPN || u == Upos::X || u == Upos::ADJ || u == Upos::SYM;
  }

  // The longest class noun that begins at a token; a name's own words are no noun, but the rest of its
  // compound is.
  bool noun_at(int32_t t, NounHit* out) {
    int32_t name = s_.name_at[t];
    int32_t p = s_.text.piece_of[t], p_end = s_.text.piece_of[t + 1];
    if (p == p_end || s_.text.pieces[p].barrier) return false;
    if (name != kNone) return compound_tail(t, name, out);
    Hit hit;
    if (match_at(s_.text, s_.parse, s_.lexicon, p, Entry::kNoun, &hit) && !hit.inside &&
        (may_be_noun(hit.last_token - 1) || participle_noun(hit)) && noun_reading(hit) && !hyphened(hit)) {
      for (int32_t k = hit.first_token; k < hit.last_token; ++k) {
        if (s_.name_at[k] != kNone) return false;
      }
      *out = {hit.first_token, hit.last_token, &s_.base.classes()[hit.readings[0].index]};
      return true;
    }
    Upos u = tok(t).upos;
    if (u != Upos::NOUN && u != Upos::PROPN && u != Upos::X) return false;
    return by_lemma_or_parts(t, out) || led_by(t, out);
  }

  // "Syria's displaced", "the wounded": a participle right behind an owner or a determiner, with no noun after it.
  bool participle_noun(const Hit& hit) const {
    const int32_t t = hit.first_token;
    if (hit.last_token != t + 1 || tok(t).upos != Upos::VERB || !tok(t).has_feat("VerbForm=Part")) return false;
    if (!same_sentence(t - 1, t) || !(s_.is(WordSet::kGenitive, t - 1) || s_.is(WordSet::kDefinite, t - 1))) return false;
    if (!same_sentence(t, t + 1)) return true;
    Upos next = tok(t + 1).upos;
    return next != Upos::NOUN && next != Upos::PROPN && next != Upos::ADJ;
  }

  // An adjective that is spelled as a noun counts only where no noun follows.
  bool noun_reading(const Hit& hit) const {
    if (tok(hit.last_token - 1).upos != Upos::ADJ) return true;
    if (!same_sentence(hit.first_token, hit.last_token)) return true;
    Upos next = tok(hit.last_token).upos;
    return next != Upos::NOUN && next != Upos::PROPN && next != Upos::ADJ;
  }

  // "rebel-held", "anti-government": the noun is part of an adjective.
  bool hyphened(const Hit& hit) const {
    int32_t after = hit.last_token, before = hit.first_token - 1;
    if (same_sentence(hit.first_token, after) && s_.text.folded[after] == "-" && touches(after)) return true;
    return before > 0 && s_.text.folded[before] == "-" && touches(before) &&
           s_.is(WordSet::kAnti, before - 1);
  }

  bool by_lemma_or_parts(int32_t t, NounHit* out) const {
    std::string lemma;
    for (char c : tok(t).lemma) {
      if (c != '_') lemma += c;
    }
    if (const ActorClass* known = s_.lexicon.single_noun(lower(lemma)); known && tok(t).upos == Upos::NOUN) {
      *out = {t, t + 1, known};
      return true;
    }
    Hit hit;
    int32_t last_piece = s_.text.piece_of[t + 1] - 1;
    std::string_view folded = s_.text.folded[t];
    size_t dash = folded.rfind('-');
    if (dash != std::string_view::npos && dash + 1 < folded.size()) {
      if (match_at(s_.text, s_.parse, s_.lexicon, last_piece, Entry::kNoun, &hit) &&
          hit.last_token == t + 1) {
        *out = {t, t + 1, &s_.base.classes()[hit.readings[0].index],
                s_.lexicon.prefix_class(folded.substr(0, folded.find('-')))};
        return true;
      }
      folded = folded.substr(dash + 1);
    }
    const ActorClass* prefix = nullptr;
    const ActorClass* cls = s_.lexicon.compound(folded, &prefix);
    if (!cls) return false;
    *out = {t, t + 1, cls, prefix};
    return true;
  }

  // "regering-Petro", "kabinet-Rutte": of the state of the person who leads it.
  bool led_by(int32_t t, NounHit* out) const {
    std::string_view folded = s_.text.folded[t];
    size_t dash = folded.find('-');
    if (dash == std::string_view::npos || dash == 0) return false;
    const ActorClass* cls = s_.lexicon.single_noun(folded.substr(0, dash));
    Hit hit;
    if (!cls || cls->kind != "government" || cls->person ||
        !match_at(s_.text, s_.parse, s_.lexicon, s_.text.piece_of[t] + 1, Entry::kName, &hit))
      return false;
    const Actor& leader = s_.base.actors()[hit.readings[0].index];
    if (leader.kind != "person" || leader.country.empty()) return false;
    *out = {t, t + 1, cls};
    out->state = s_.base.find("state." + lower(leader.country));
    return true;
  }

  // "IS-strijders", "Jaish al-Nasr-rebellengroep", "IS-doelen".
  bool compound_tail(int32_t t, int32_t name, NounHit* out) {
    Nominal& n = s_.nominals[name];
    if (n.core_last != t + 1 || !n.inside) return false;
    int32_t tail = s_.text.piece_of[t + 1] - 1;
    Hit hit;
    out->first = n.core_first, out->last = t + 1, out->name_inside = name;
    if (match_at(s_.text, s_.parse, s_.lexicon, tail, Entry::kNoun, &hit)) {
      out->cls = &s_.base.classes()[hit.readings[0].index];
      return true;
    }
    const ActorClass* prefix = nullptr;
    std::string_view folded = s_.text.folded[t];
    std::string_view last_part = folded.substr(folded.rfind('-') + 1);
    if (match_at(s_.text, s_.parse, s_.lexicon, tail, Entry::kPossession, &hit))
      return out->possession = true;
    out->cls = s_.lexicon.compound(last_part, &prefix);
    if (out->cls) return true;
    n.dead = true;  // the tail is no actor: "VN-resolutie"
    return false;
  }

  // --- the left side

  bool adjective_of(int32_t t, int32_t first, int32_t last) const {
    const Token& k = tok(t);
    switch (k.upos) {
      case Upos::ADJ:
      case Upos::NUM:
        return true;
      case Upos::VERB:
      case Upos::ADV:
        if (s_.is(WordSet::kLed, t) || (k.upos == Upos::VERB && k.rel == Rel::amod)) return true;
        return k.rel == Rel::advmod && k.head > t && k.head < last;
      case Upos::NOUN:
      case Upos::PROPN:
      case Upos::X:
      case Upos::SYM:
        if (demonym_[t] || s_.is(WordSet::kIndefinite, t) || s_.is(WordSet::kLed, t)) return true;
        return (k.rel == Rel::compound || k.rel == Rel::amod || k.rel == Rel::flat || k.rel == Rel::nummod ||
                (k.rel == Rel::nmod && !s_.lexicon.in(WordSet::kOf, s_.text.folded[t]))) &&
               k.head > t && k.head >= first && k.head < last && s_.parse.lang != "nl";
      default:
        return false;
    }
  }

  void take_modifier(int32_t t, Nominal* n) {
    if (demonym_[t] && !n->state) {
      bool backed = false;
      for (int32_t k = t + 1; k < n->core_first; ++k) backed |= s_.is(WordSet::kLed, k);
      if (led_compound(t)) backed = true;
      if (backed)
        n->backed = true;
      else
        n->state = demonym_[t];
    }
    if (s_.is(WordSet::kFormer, t)) n->former = true;
    if (!n->state) n->state = state_of_place(t);
  }

  // "Saudi-led", "Turkije-gezinde" as one token.
  bool led_compound(int32_t t) const {
    const std::string& f = s_.text.folded[t];
    size_t dash = f.rfind('-');
    return dash != std::string::npos && s_.lexicon.in(WordSet::kLed, f.substr(dash + 1));
  }

  // A name right before the noun owns it: "Houthi rebels", "Assads troepen"; so does "Syria's".
  bool take_owner(int32_t t, Nominal* n) {
    bool genitive = s_.is(WordSet::kGenitive, t) || tok(t).form == "'" || tok(t).form == "\u2019";
    int32_t at = genitive ? t - 1 : t;
    if (!same_sentence(at, n->first) || n->owner != kNone) return false;
    int32_t owner = s_.name_at[at] != kNone ? s_.name_at[at] : covered_[at];
    if (owner == kNone || s_.nominals[owner].dead) return false;
    Nominal& o = s_.nominals[owner];
    if (o.core_last != at + 1 && o.last != at + 1) return false;
    if (!genitive && (n->first != n->core_first || hyphen_after(o))) return false;
    if (!genitive && o.person && n->cls->person && (o.core_last - o.core_first > 1 || followed_by_of(*n)))
      return false;
    if (!genitive && o.form == ActorForm::kDescription) return false;
    if (!genitive && s_.parse.lang == "nl" && (o.place_reading || o.person) &&
        !s_.text.folded[at].ends_with('s'))
      return false;
    n->owner = owner;
    n->first = o.first;
    if (!genitive) n->core_first = std::min(n->core_first, o.core_first);
    o.place_reading = false;
    if (!genitive && !n->cls->person) o.dead = true;
    return true;
  }

  bool followed_by_of(const Nominal& n) const {
    return same_sentence(n.head, n.core_last) && s_.is(WordSet::kOf, n.core_last);
  }

  // Numbers end the phrase to the left: "at least four", "in 2016 two".
  bool past_number(int32_t t, const Nominal& n) const {
    if (tok(n.first).upos != Upos::NUM) return false;
    return tok(t).upos != Upos::DET && !s_.is(WordSet::kDefinite, t);
  }

  // A noun inside a bigger compound keeps to itself: "a tight government siege".
  bool qualifies(const Nominal& n) const {
    const Token& k = tok(n.head);
    return s_.parse.lang == "en" && k.rel == Rel::compound && k.head >= n.core_last &&
           tok(k.head).upos == Upos::NOUN && k.head - n.head <= 4;
  }

  void extend_left(Nominal* n) {
    bool bare = qualifies(*n);
    for (int32_t t = n->first - 1;
         n->first - t <= 1 && same_sentence(t, n->head) && n->core_first - t <= kLongestLeft;
         t = n->first - 1) {
      if (take_owner(t, n)) continue;
      if (s_.name_at[t] != kNone && !s_.nominals[s_.name_at[t]].dead) return;
      if (covered_[t] != kNone && !s_.nominals[covered_[t]].dead && !demonym_[t]) {
        if (!merge_noun_before(t, n)) return;
        continue;
      }
      if (past_number(t, *n) || in_time(t)) return;
      if (bare && !demonym_[t]) return;
      bool determiner = tok(t).upos == Upos::DET || s_.is(WordSet::kDefinite, t) || is_possessive(t);
      if (s_.text.folded[t] == "-" && t > 0) {
        if (t - 1 >= s_.sentence_first(t) && touches(t)) {
          if (demonym_[t - 1] && s_.name_at[t - 1] == kNone && n->first > t + 1) n->backed = true;
          n->first = t - 1;
        }
        if (n->first >= t) return;  // a dash between words, or one that nothing qualified
        continue;
      }
      if (determiner) {
        // "Dat het een commandant heeft gedood": one article a phrase.
        if (n->first < n->core_first && s_.is(WordSet::kIndefinite, n->first) && tok(n->first).upos == Upos::DET && s_.is(WordSet::kDefinite, t)) return;
        take_determiner(t, n);
        n->first = t;
        if (s_.is(WordSet::kIndefinite, t)) continue;
        return;
      }
      if (s_.is(WordSet::kAnd, t)) {
        coordinate(t, n);
        return;
      }
      if (!adjective_of(t, n->core_first, n->core_last)) return;
      if (s_.is(WordSet::kIndefinite, t)) n->indefinite = true;
      take_modifier(t, n);
      if (tok(t).upos == Upos::NUM && s_.text.folded[t] != "een" && s_.text.folded[t] != "one")
        n->plural = true;
      n->first = t;
    }
  }

  // English: a class noun right before another one qualifies it ("army soldiers", "government forces").
  bool merge_noun_before(int32_t t, Nominal* n) {
    Nominal& o = s_.nominals[covered_[t]];
    if (o.core_last != t + 1 || s_.parse.lang == "nl") return false;
    if (tok(t).has_feat("Number=Plur") && !s_.is(WordSet::kLed, t)) return false;
    n->state = n->state ? n->state : o.state;
    n->definite = n->definite || o.definite;
    if (n->owner == kNone) n->owner = o.owner;
    const ActorClass* prefix = s_.lexicon.prefix_class(s_.text.folded[t]);
    if (prefix)
      n->cls = combined(n->cls, prefix);
    else if (o.cls && (!n->cls->person || (o.cls->person && s_.is(WordSet::kTitle, n->head))))
      n->cls = o.cls;  // "Defence Minister General …": the rank says less than the office
    n->first = o.first;
    n->core_first = o.core_first;
    o.dead = true;
    return true;
  }

  bool is_possessive(int32_t t) const {
    if (tok(t).upos != Upos::PRON && tok(t).upos != Upos::DET && tok(t).upos != Upos::X) return false;
    return s_.is(WordSet::kPossSingM, t) || s_.is(WordSet::kPossSingF, t) || s_.is(WordSet::kPossPlur, t);
  }

  void take_determiner(int32_t t, Nominal* n) {
    n->definite |= s_.is(WordSet::kDefinite, t);
    n->demonstrative |= s_.is(WordSet::kDemonstrative, t);
    n->indefinite |= s_.is(WordSet::kIndefinite, t);
    if (is_possessive(t)) n->possessor = t;
  }

  // "Britse, Canadese en Poolse troepen": each demonym before the last stands for a phrase of its own.
  void coordinate(int32_t joint, Nominal* n) {
    for (int32_t t = joint - 1; same_sentence(t, n->head); t -= 2) {
      if (!demonym_[t] || !n->state || person_noun_alone(t)) return;
      Nominal twin;
      twin.core_first = twin.first = t;
      twin.core_last = twin.last = t + 1;
      twin.head = n->head;
      twin.cls = n->cls;
      twin.state = demonym_[t];
      twin.plural = n->plural;
      if (same_sentence(t - 1, t) && tok(t - 1).upos == Upos::DET)
        twin.first = t - 1, take_determiner(t - 1, &twin);
      twin.name = std::string(s_.words(t, t + 1)) + " " + std::string(s_.words(n->core_first, n->core_last));
      push(std::move(twin));
      if (t == 0 || (tok(t - 1).form != "," && !s_.is(WordSet::kAnd, t - 1))) return;
    }
  }

  bool person_noun_alone(int32_t t) const {
    return person_noun_[t] && (tok(t).upos == Upos::NOUN || tok(t).upos == Upos::PROPN) &&
           !tok(t).has_feat("Degree=Pos");
  }

  // "regerings" + soldiery is the army, "rebel" + fighters are rebels.
  const ActorClass* combined(const ActorClass* noun, const ActorClass* prefix) const {
    if (prefix->name == "government" &&
        (noun->kind == "military" || noun->kind == "rebel" || noun->name == "forces")) {
      if (noun->name == "aircraft" || noun->name == "airforce") return s_.base.find_class("airforce");
      return s_.base.find_class("army");
    }
    if (noun->person || noun->kind == "media" || noun->kind == "source") return noun;
    return prefix;
  }

  // What an army has is told of as the army where its demonym stands right before it ("Thai positions", "Russian tanks"); of
  // "RSF positions" the name tells.
  bool held_alone(const NounHit& hit) const {
    if (hit.name_inside != kNone || !hit.cls || hit.cls->name != "materiel") return false;
    return !same_sentence(hit.first - 1, hit.first) || !demonym_[hit.first - 1];
  }

  int32_t push(Nominal n) {
    int32_t at = static_cast<int32_t>(s_.nominals.size());
    for (int32_t t = n.core_first; t < n.core_last; ++t) covered_[t] = at;
    s_.nominals.push_back(std::move(n));
    return at;
  }

  void build(const NounHit& hit) {
    if (hit.possession) {  // "IS-doelen": what is hit is the group's
      s_.nominals[hit.name_inside].place_reading = false;
      return;
    }
    if (held_alone(hit)) return;
    Nominal n;
    n.first = n.core_first = hit.first;
    n.last = n.core_last = hit.last;
    n.head = hit.last - 1;
    n.cls = hit.cls;
    n.state = hit.state;
    n.plural = tok(n.head).has_feat("Number=Plur");
    if (hit.prefix && n.cls) n.cls = combined(n.cls, hit.prefix);
    if (hit.name_inside != kNone) {
      Nominal& o = s_.nominals[hit.name_inside];
      n.owner = hit.name_inside;
      o.dead = true;
      o.place_reading = false;
      n.first = n.core_first = std::min(n.first, o.core_first);
    } else if (s_.parse.lang == "en" && same_sentence(hit.first - 1, hit.first)) {
      if (auto* prefix = english_prefix(hit.first - 1)) {
        n.cls = combined(n.cls, prefix);
        n.first = n.core_first = hit.first - 1;
      }
    }
    demonym_inside(&n);
    extend_left(&n);
    if (hit.name_inside == kNone) take_as_name(&n);
    push(std::move(n));
  }

  // "Baraka Brigade", "Azawad Salvation Movement": a group of its own, not the state's army nor any group.
  void take_as_name(Nominal* n) const {
    const ActorClass& c = *n->cls;
    bool group = c.kind == "rebel" || c.kind == "militia" || c.kind == "party" || c.kind == "military";
    if (!group || c.person || n->owner != kNone || n->possessor != kNone || !capital(n->head)) return;
    int32_t first = n->core_first;
    while (first > n->first && capital(first - 1) && !demonym_[first - 1]) --first;
    bool states = first > n->first && demonym_[first - 1];  // "the Syrian National Army"
    if (first == n->core_first || (c.kind == "military" && states)) return;
    n->form = ActorForm::kName;
    n->core_first = first;
  }

  bool capital(int32_t t) const { return tok(t).upos == Upos::PROPN && starts_upper(tok(t).form); }

  const ActorClass* english_prefix(int32_t t) const {
    if (s_.name_at[t] != kNone || covered_[t] != kNone) return nullptr;
    Upos u = tok(t).upos;
    if (u != Upos::NOUN && u != Upos::ADJ && u != Upos::PROPN && u != Upos::X) return nullptr;
    return s_.lexicon.prefix_class(s_.text.folded[t]);
  }

  // "Assad-regime" has a name inside; "Syrië-gezant" a state; "Koerden-leider" a people.
  void demonym_inside(Nominal* n) const {
    if (demonym_[n->core_first] && !n->state && !led_compound(n->core_first))
      n->state = demonym_[n->core_first];
  }

  // "the Kurds", "Russen": a people's name with no class noun after it.
  void people_alone() {
    for (int32_t t = 0; t < end_; ++t) {
      if (!demonym_[t] || demonym_end_[t] == 0 || covered_[t] != kNone || s_.name_at[t] != kNone) continue;
      if (!person_noun_[t] || inside_[t]) continue;
      int32_t last = demonym_end_[t];
      bool followed = same_sentence(t, last) &&
                      (tok(last).upos == Upos::NOUN || tok(last).upos == Upos::ADJ) && s_.parse.lang == "en";
      if (followed) continue;
      if (s_.parse.lang == "nl" && tok(t).upos == Upos::ADJ) continue;
      Nominal n;
      n.first = n.core_first = t;
      n.last = n.core_last = last;
      n.head = last - 1;
      n.state = demonym_[t];
      n.cls = s_.base.find_class("nationals");
      n.plural = tok(n.head).has_feat("Number=Plur") || s_.text.folded[t].back() == 's' ||
                 s_.text.folded[t].back() == 'n';
      extend_left(&n);
      push(std::move(n));
    }
  }

  std::vector<int32_t> demonym_end_;
  std::vector<bool> person_noun_;
  std::map<int32_t, bool> inside_;
};

}  // namespace

void find_phrases(Scene* scene) { PhraseFinder(scene).run(); }

}  // namespace bestand
