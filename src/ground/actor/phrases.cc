// Noun phrases: a noun of some class with what stands around it, in text order because trees err: determiner,
// demonyms and names to the left, an "of" phrase, an apposed name to the right. The tree only has a say on adjectives
// and compounds.
#include <algorithm>

#include "base/utf8.h"
#include "ground/actor/scene.h"

namespace bestand {
namespace {

constexpr int32_t kLongestLeft = 9;

struct NounHit {
  int32_t first = 0, last = 0;  // tokens
  const ActorClass* cls = nullptr;
  const ActorClass* prefix = nullptr;
  int32_t name_inside = kNone;  // the name nominal of a compound: "IS-strijders"
  bool possession = false;
};

class PhraseFinder {
 public:
  explicit PhraseFinder(Scene* s) : s_(*s), end_(static_cast<int32_t>(s->parse.tokens.size())) {}

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
    titled_names();
    attach_right();
    apposed_by_comma();
    widen_names();
  }

 private:
  const Token& tok(int32_t t) const { return s_.parse.tokens[t]; }
  bool same_sentence(int32_t a, int32_t b) const { return a >= 0 && b < end_ && tok(a).sentence == tok(b).sentence; }

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
      bool only_people = std::all_of(hit.readings.begin(), hit.readings.end(), [](auto& r) { return r.person_noun; });
      bool some_people = std::any_of(hit.readings.begin(), hit.readings.end(), [](auto& r) { return r.person_noun; });
      bool hung = p > 0 && !pieces[p - 1].barrier && pieces[p - 1].token == hit.first_token;
      if (hung && pieces[p].token == pieces[p - 1].token) { p = hit.last - 1; continue; }  // "pro-Iraanse"
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

  // The longest class noun that begins at a token; a name's own words are no noun, but the rest of its compound is.
  bool noun_at(int32_t t, NounHit* out) {
    int32_t name = s_.name_at[t];
    int32_t p = s_.text.piece_of[t], p_end = s_.text.piece_of[t + 1];
    if (p == p_end || s_.text.pieces[p].barrier) return false;
    if (name != kNone) return compound_tail(t, name, out);
    Hit hit;
    if (match_at(s_.text, s_.parse, s_.lexicon, p, Entry::kNoun, &hit) && !hit.inside &&
        may_be_noun(hit.last_token - 1) && noun_reading(hit) && !hyphened(hit)) {
      for (int32_t k = hit.first_token; k < hit.last_token; ++k) {
        if (s_.name_at[k] != kNone) return false;
      }
      *out = {hit.first_token, hit.last_token, &s_.base.classes()[hit.readings[0].index]};
      return true;
    }
    Upos u = tok(t).upos;
    if (u != Upos::NOUN && u != Upos::PROPN && u != Upos::X) return false;
    return by_lemma_or_parts(t, out);
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
    return before > 0 && s_.text.folded[before] == "-" && touches(before) && s_.is(WordSet::kAnti, before - 1);
  }

  bool touches(int32_t t) const { return t > 0 && tok(t - 1).span.end == tok(t).span.begin; }

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
      if (match_at(s_.text, s_.parse, s_.lexicon, last_piece, Entry::kNoun, &hit) && hit.last_token == t + 1) {
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
    if (match_at(s_.text, s_.parse, s_.lexicon, tail, Entry::kPossession, &hit)) return out->possession = true;
    out->cls = s_.lexicon.compound(last_part, &prefix);
    if (out->cls) return true;
    n.dead = true;  // the tail is no actor: "VN-resolutie"
    return false;
  }

  // --- the left side

  bool adjective_of(int32_t t, int32_t first, int32_t last) const {
    const Token& k = tok(t);
    switch (k.upos) {
      case Upos::ADJ: case Upos::NUM: return true;
      case Upos::VERB: case Upos::ADV:
        if (s_.is(WordSet::kLed, t) || (k.upos == Upos::VERB && k.rel == Rel::amod)) return true;
        return k.rel == Rel::advmod && k.head > t && k.head < last;
      case Upos::NOUN: case Upos::PROPN: case Upos::X: case Upos::SYM:
        if (demonym_[t] || s_.is(WordSet::kIndefinite, t) || s_.is(WordSet::kLed, t)) return true;
        return (k.rel == Rel::compound || k.rel == Rel::amod || k.rel == Rel::flat || k.rel == Rel::nummod ||
                (k.rel == Rel::nmod && !s_.lexicon.in(WordSet::kOf, s_.text.folded[t]))) &&
               k.head > t && k.head >= first && k.head < last && s_.parse.lang != "nl";
      default: return false;
    }
  }

  void take_modifier(int32_t t, Nominal* n) {
    if (demonym_[t] && !n->state) {
      bool backed = false;
      for (int32_t k = t + 1; k < n->core_first; ++k) backed |= s_.is(WordSet::kLed, k);
      if (led_compound(t)) backed = true;
      if (backed) n->backed = true;
      else n->state = demonym_[t];
    }
    if (s_.is(WordSet::kFormer, t)) n->former = true;
    if (!n->state) n->state = state_of_place(t);
  }

  // "Shanghai authorities": whose place it is.
  const Actor* state_of_place(int32_t t) const {
    for (const PlaceMention& p : s_.mentions.places) {
      if (p.first <= t && t < p.last && !p.country.empty()) return s_.base.find("state." + lower(p.country));
    }
    return nullptr;
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
    if (!genitive && o.person && n->cls->person && (o.core_last - o.core_first > 1 || followed_by_of(*n))) return false;
    if (!genitive && o.form == ActorForm::kDescription) return false;
    if (!genitive && s_.parse.lang == "nl" && (o.place_reading || o.person) && !s_.text.folded[at].ends_with('s')) return false;
    n->owner = owner;
    n->first = o.first;
    if (!genitive) n->core_first = std::min(n->core_first, o.core_first);
    o.place_reading = false;
    if (!genitive && !n->cls->person) o.dead = true;
    return true;
  }

  bool hyphen_after(const Nominal& o) const {
    return o.core_last < end_ && s_.text.folded[o.core_last] == "-" && touches(o.core_last);
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
    return s_.parse.lang == "en" && k.rel == Rel::compound && k.head >= n.core_last && tok(k.head).upos == Upos::NOUN &&
           k.head - n.head <= 4;
  }

  bool in_time(int32_t t) const {
    return std::any_of(s_.mentions.times.begin(), s_.mentions.times.end(),
                       [&](const TimeMention& m) { return m.first <= t && t < m.last; });
  }

  void extend_left(Nominal* n) {
    bool bare = qualifies(*n);
    for (int32_t t = n->first - 1; n->first - t <= 1 && same_sentence(t, n->head) &&
                                   n->core_first - t <= kLongestLeft; t = n->first - 1) {
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
        take_determiner(t, n);
        n->first = t;
        if (s_.is(WordSet::kIndefinite, t)) continue;
        return;
      }
      if (s_.is(WordSet::kAnd, t)) { coordinate(t, n); return; }
      if (!adjective_of(t, n->core_first, n->core_last)) return;
      if (s_.is(WordSet::kIndefinite, t)) n->indefinite = true;
      take_modifier(t, n);
      if (tok(t).upos == Upos::NUM && s_.text.folded[t] != "een" && s_.text.folded[t] != "one") n->plural = true;
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
    if (prefix) n->cls = combined(n->cls, prefix);
    else if (!n->cls->person && o.cls) n->cls = o.cls;
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
      if (same_sentence(t - 1, t) && tok(t - 1).upos == Upos::DET) twin.first = t - 1, take_determiner(t - 1, &twin);
      twin.name = std::string(s_.words(t, t + 1)) + " " + std::string(s_.words(n->core_first, n->core_last));
      push(std::move(twin));
      if (t == 0 || (tok(t - 1).form != "," && !s_.is(WordSet::kAnd, t - 1))) return;
    }
  }

  bool person_noun_alone(int32_t t) const {
    return person_noun_[t] && (tok(t).upos == Upos::NOUN || tok(t).upos == Upos::PROPN) && !tok(t).has_feat("Degree=Pos");
  }

  // "regerings" + soldiery is the army, "rebel" + fighters are rebels.
  const ActorClass* combined(const ActorClass* noun, const ActorClass* prefix) const {
    if (prefix->name == "government" && (noun->kind == "military" || noun->kind == "rebel" || noun->name == "forces")) {
      if (noun->name == "aircraft" || noun->name == "airforce") return s_.base.find_class("airforce");
      return s_.base.find_class("army");
    }
    if (noun->person || noun->kind == "media" || noun->kind == "source") return noun;
    return prefix;
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
    Nominal n;
    n.first = n.core_first = hit.first;
    n.last = n.core_last = hit.last;
    n.head = hit.last - 1;
    n.cls = hit.cls;
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
    push(std::move(n));
  }

  const ActorClass* english_prefix(int32_t t) const {
    if (s_.name_at[t] != kNone || covered_[t] != kNone) return nullptr;
    Upos u = tok(t).upos;
    if (u != Upos::NOUN && u != Upos::ADJ && u != Upos::PROPN && u != Upos::X) return nullptr;
    return s_.lexicon.prefix_class(s_.text.folded[t]);
  }

  // "Assad-regime" has a name inside; "Syrië-gezant" a state; "Koerden-leider" a people.
  void demonym_inside(Nominal* n) const {
    if (demonym_[n->core_first] && !n->state && !led_compound(n->core_first)) n->state = demonym_[n->core_first];
  }

  // "the Kurds", "Russen": a people's name with no class noun after it.
  void people_alone() {
    for (int32_t t = 0; t < end_; ++t) {
      if (!demonym_[t] || demonym_end_[t] == 0 || covered_[t] != kNone || s_.name_at[t] != kNone) continue;
      if (!person_noun_[t] || inside_[t]) continue;
      int32_t last = demonym_end_[t];
      bool followed = same_sentence(t, last) && (tok(last).upos == Upos::NOUN || tok(last).upos == Upos::ADJ) &&
                      s_.parse.lang == "en";
      if (followed) continue;
      if (s_.parse.lang == "nl" && tok(t).upos == Upos::ADJ) continue;
      Nominal n;
      n.first = n.core_first = t;
      n.last = n.core_last = last;
      n.head = last - 1;
      n.state = demonym_[t];
      n.cls = s_.base.find_class("nationals");
      n.plural = tok(n.head).has_feat("Number=Plur") || s_.text.folded[t].back() == 's' || s_.text.folded[t].back() == 'n';
      extend_left(&n);
      push(std::move(n));
    }
  }

  // --- the right side

  bool proper(int32_t t) const {
    return t < end_ && tok(t).upos == Upos::PROPN && starts_upper(tok(t).form) && s_.name_at[t] == kNone &&
           covered_[t] == kNone && !demonym_[t] && !in_time(t);
  }

  // "Commandant Karim Daoud": a name behind an office, and the surname later on, even where the parse saw none.
  void titled_names() {
    std::map<std::string, bool> surnames;
    for (size_t i = 0, count = s_.nominals.size(); i < count; ++i) {
      const Nominal n = s_.nominals[i];
      if (n.dead) continue;
      if (n.person && !n.actor) surnames[s_.text.folded[n.core_last - 1]] = true;
      if (!n.cls || !n.cls->person || n.plural || n.last != n.core_last || n.form != ActorForm::kDescription) continue;
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
    if (same_sentence(n.head, t) && s_.is(WordSet::kTitle, t)) ++t;
    if (!same_sentence(n.head, t) || s_.name_at[t] == kNone) return;
    int32_t name = s_.name_at[t];
    Nominal& o = s_.nominals[name];
    if (o.dead || o.core_first != t || (o.actor && o.actor->kind == "state")) return;
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

  // What the description says of the name it goes into.
  void absorb(Nominal* name, const Nominal& description) {
    name->cls = description.cls;
    name->state = description.state;
    if (description.owner != kNone) name->owner = description.owner;
    name->place_reading = false;
  }

  // "De grootste rebellengroep in Syrië, Ahrar al-Sham, ..." and "Ahrar al-Sham, de grootste rebellengroep".
  void apposed_by_comma() {
    for (int32_t t = 1; t + 1 < end_; ++t) {
      if (tok(t).form != "," || !same_sentence(t - 1, t + 1)) continue;
      int32_t left = ending_at(t), right = begins_at(t + 1);
      if (left == kNone || right == kNone || left == right) continue;
      Nominal &a = s_.nominals[left], &b = s_.nominals[right];
      if (!closed(b.last)) continue;
      if (a.form == ActorForm::kName && named_after(b)) continue;
      if (a.form == ActorForm::kDescription && b.form == ActorForm::kName && joins(a, b)) {
        a.apposed = right;
      } else if (a.form == ActorForm::kName && b.form == ActorForm::kDescription && joins(b, a) &&
                 (b.definite || b.indefinite || b.owner != kNone || b.state || b.cls->person)) {
        b.apposed = left;
        a.cls = a.cls ? a.cls : b.cls;
        if (a.person && a.owner == kNone) a.owner = b.owner;
        if (a.person && !a.state) a.state = b.state;
      }
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
    return f == "," || f == "." || f == ")" || f == ";" || f == ":" || f == "(" ;
  }

  bool joins(const Nominal& description, const Nominal& name) const {
    if (!description.cls || (name.actor && name.actor->kind == "state")) return false;
    if (description.cls->person != name.person || description.plural) return false;
    return !name.actor || name.person || compatible(description.cls->kind, name.actor->kind);
  }

  static bool compatible(std::string_view noun, std::string_view actor) {
    auto armed = [](std::string_view k) {
      return k == "rebel" || k == "militia" || k == "terrorist" || k == "umbrella" || k == "party" || k == "opposition";
    };
    return noun == actor || (armed(noun) && armed(actor)) || (noun == "media" && actor == "media") ||
           (noun == "ngo" && (actor == "monitor" || actor == "medical")) || (noun == "monitor" && actor == "ngo");
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
    if (s_.name_at[t] != kNone && s_.nominals[s_.name_at[t]].core_first == t && !s_.nominals[s_.name_at[t]].dead) return s_.name_at[t];
    int32_t k = t;
    while (k < end_ && same_sentence(t, k) && (tok(k).upos == Upos::DET || tok(k).upos == Upos::ADJ)) ++k;
    if (k < end_ && same_sentence(t, k) && s_.name_at[k] != kNone && s_.nominals[s_.name_at[k]].core_first == k) {
      return s_.name_at[k];
    }
    return kNone;
  }

  Scene& s_;
  int32_t end_;
  std::vector<const Actor*> demonym_;
  std::vector<int32_t> demonym_end_, covered_, starts_;
  std::vector<bool> person_noun_;
  std::map<int32_t, bool> inside_;
};

}  // namespace

void find_phrases(Scene* scene) { PhraseFinder(scene).run(); }

}  // namespace bestand
