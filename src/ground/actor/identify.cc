// From phrases to actors: which state's army, which rebels, whose spokesman. A noun without a state takes the
// country the text around it speaks of, where a conflict of the base is fought there; with a lower score.
#include <algorithm>
#include <unordered_map>

#include "base/utf8.h"
#include "ground/actor/scene.h"

namespace bestand {
namespace {

std::string prefix_of(const Actor& actor) { return lower(actor.country); }

bool is_state(const Actor* a) { return a && a->kind == "state"; }

class Identifier {
 public:
  explicit Identifier(Scene* s) : s_(*s), theatre_(s->parse.sentences.size()) {
    for (const Evidence& e : s->evidence) {
      CountryTold& told = by_country_[e.country];
      told.where.push_back({e.sentence, e.weight});
      told.total += e.weight;
    }
    for (auto& [country, told] : by_country_) {
      std::stable_sort(told.where.begin(), told.where.end(), [](auto& a, auto& b) { return a.first < b.first; });
    }
  }

  void run() {
    for (const Nominal& n : s_.nominals) {
      if (n.dead || !n.person || n.by_surname || n.form != ActorForm::kName || n.core_last - n.core_first < 2) continue;
      auto [at, fresh] = full_names_.emplace(s_.text.folded[n.core_last - 1], n.first);
      if (!fresh) at->second = std::min(at->second, n.first);
    }
    for (Nominal& n : s_.nominals) {
      if (n.dead) continue;
      if (n.by_surname)
        choose_by_surname(&n);
      else if (n.rivals.size() > 1)
        choose(&n);
    }
    for (size_t i = 0; i < s_.nominals.size(); ++i) {
      if (!s_.nominals[i].dead) settle(static_cast<int32_t>(i), 0);
    }
    spread_surnames();
    for (Nominal& n : s_.nominals) {
      if (!n.dead) finish(&n);
    }
  }

 private:
  double weight_of(std::string_view country, int32_t sentence) const {
    constexpr int32_t kNear = 2;
    auto at = by_country_.find(country);
    if (at == by_country_.end()) return 0;
    const auto& where = at->second.where;
    double sum = at->second.total;  // once what is told anywhere, twice what is near, thrice what is here
    auto near = std::lower_bound(where.begin(), where.end(), sentence - kNear, [](auto& x, int32_t s) { return x.first < s; });
    for (; near != where.end() && near->first <= sentence + kNear; ++near) sum += near->second * (near->first == sentence ? 2 : 1);
    return sum;
  }

  bool active(const Conflict& c) const { return !s_.day || c.active.contains(*s_.day); }

  // The country of war the text speaks of near a sentence; empty if none stands out.
  const std::string& theatre(int32_t sentence) {
    if (!theatre_[sentence]) theatre_[sentence] = find_theatre(sentence);
    return *theatre_[sentence];
  }

  std::string find_theatre(int32_t sentence) const {
    std::string best;
    double most = 0;
    for (const Conflict& c : s_.base.conflicts()) {
      if (!active(c)) continue;
      for (const std::string& country : c.countries) {
        double w = weight_of(country, sentence);
        if (w > most) most = w, best = country;
      }
    }
    return most >= 2 ? best : std::string();
  }

  // Whether no other country is spoken of more: "the government" of a text on Syrians in Dutch courts may be
  // either.
  bool dominant(const std::string& country, int32_t sentence) const {
    double own = weight_of(country, sentence);
    return std::all_of(by_country_.begin(), by_country_.end(), [&](auto& entry) {
      return entry.first == country || weight_of(entry.first, sentence) <= own;
    });
  }

  // Among actors of one name: the one named in the clear elsewhere, of a country the text speaks of, active
  // then.
  void choose(Nominal* n) {
    int32_t sentence = s_.parse.tokens[n->head].sentence;
    double best = -1;
    const Actor* chosen = n->rivals.front();
    for (size_t i = 0; i < n->rivals.size(); ++i) {
      const Actor* a = n->rivals[i];
      double w = (i == 0 ? 0.5 : 0) + std::min(weight_of(a->country, sentence), 20.0);
      if (s_.day && !a->active.contains(*s_.day)) w -= 5;
      if (w > best) best = w, chosen = a;
    }
    n->actor = chosen;
    n->person = chosen->kind == "person";
    n->score = 0.7;
  }

  // "General Haykal" is the one of that surname whose country the text speaks of, unless the text has named another of
  // that surname in full.
  void choose_by_surname(Nominal* n) {
    const int32_t sentence = s_.parse.tokens[n->head].sentence;
    auto full = full_names_.find(s_.text.folded[n->core_last - 1]);
    const bool named = full != full_names_.end() && full->second < n->first;
    double best = 2;
    const Actor* chosen = nullptr;
    for (const Actor* a : n->rivals) {
      double w = named || a->country.empty() ? 0 : weight_of(a->country, sentence);
      if (w < best || (s_.day && !a->active.contains(*s_.day))) continue;
      chosen = w == best && chosen ? nullptr : a;  // of two alike neither
      best = w;
    }
    n->actor = chosen;
    n->rivals.clear();
  }

  // A name that may well be something else needs its country in the text.
  bool doubtful(const Nominal& n) const {
    if (n.form != ActorForm::kName || !n.actor || n.score > 0.65) return false;
    for (const ActorName& name : n.actor->names) {
      if (name.ambiguous) return weight_of(n.actor->country, s_.parse.tokens[n.head].sentence) < 2;
    }
    return false;
  }

  void settle(int32_t at, int depth) {
    Nominal& n = s_.nominals[at];
    if (!n.id.empty() || depth > 6 || n.doc_entity != kNone) return;
    if (n.owner != kNone) settle(n.owner, depth + 1);
    if (n.apposed != kNone) settle(n.apposed, depth + 1);
    if (n.form == ActorForm::kName)
      settle_name(at);
    else
      settle_description(&n);
  }

  void settle_name(int32_t at) {
    Nominal& n = s_.nominals[at];
    if (n.actor) {
      if (doubtful(n)) n.dead = true;
      n.id = n.actor->id;
      if (n.owner != kNone && !n.person && is_state(n.actor)) n.owner = kNone;
      return;
    }
    if (n.apposed != kNone && s_.nominals[n.apposed].doc_entity != kNone) {
      n.doc_entity = s_.nominals[n.apposed].doc_entity;
      return;
    }
    n.doc_entity = entity(n);
    DocEntity& e = s_.entities[n.doc_entity];
    if (e.kind.empty() && n.cls) e.kind = n.person ? "person" : n.cls->kind;
    if (n.person && (n.cls || n.owner != kNone)) office(n, &e);
    if (!n.person && n.cls && e.code.empty()) e.code = (is_state(n.state) ? n.state->code : "") + n.cls->suffix;
  }

  // What a title says of an unknown person: whom he speaks for.
  void office(const Nominal& n, DocEntity* e) const {
    if (!e->speaks_for.empty()) return;
    if (n.owner != kNone) {
      const Nominal& owner = s_.nominals[n.owner];
      e->speaks_for = voice_of(owner);
      e->code = owner.actor ? owner.actor->code : owner.code;
      if (is_state(owner.actor) && n.cls) e->code += n.cls->suffix;
    } else if (n.state && n.cls && n.cls->speaks)
      e->speaks_for = n.state->id;
    if (n.cls && n.state && is_state(n.state)) e->code = n.state->code + n.cls->suffix;
  }

  // Whom somebody of this nominal speaks for.
  std::string voice_of(const Nominal& owner) const {
    if (owner.actor && owner.actor->kind == "person")
      return owner.speaks_for.empty() ? owner.id : owner.speaks_for;
    if (owner.doc_entity != kNone) return "doc:" + std::to_string(owner.doc_entity);
    return owner.id;
  }

  // The same unknown actor under the same name, or a person under the surname alone.
  int32_t entity(const Nominal& n) {
    std::string key = name_key(s_.words(n.core_first, n.core_last));
    if (auto known = entity_of_.find(key); known != entity_of_.end()) return known->second;
    if (auto known = entity_ending_.find(key); n.person && known != entity_ending_.end()) return known->second;
    return add_entity(
        {std::string(s_.words(n.core_first, n.core_last)), n.person ? "person" : "", key, "", "", n.person});
  }

  int32_t add_entity(DocEntity entity) {
    const auto at = static_cast<int32_t>(s_.entities.size());
    entity_of_.emplace(entity.key, at);
    if (entity.person) each_ending(entity.key, [&](const std::string& end) { entity_ending_.emplace(end, at); });
    s_.entities.push_back(std::move(entity));
    return at;
  }

  // "abdel rahman" and "rahman" of "rami abdel rahman".
  template <class Take>
  static void each_ending(const std::string& key, Take take) {
    for (size_t space = key.find(' '); space != key.npos; space = key.find(' ', space + 1)) take(key.substr(space + 1));
  }

  void settle_description(Nominal* n) {
    if (!n->cls) {
      n->dead = true;
      return;
    }
    const ActorClass& c = *n->cls;
    n->kind = c.kind;
    n->score = 0.8;
    if (n->apposed != kNone) return of_apposed(n);
    if (n->owner != kNone && owned(n)) return;
    if (n->state && !n->backed) return of_state(n, *n->state, 0.9);
    if (n->possessor != kNone) {
      n->dead = c.state_only && c.name != "allies" && c.name != "group";
      return;
    }
    if (const Actor* state = of_town(*n)) return of_state(n, *state, 0.85);
    const std::string& country = theatre(s_.parse.tokens[n->head].sentence);
    bool civil = c.kind == "government" || c.kind == "police" || c.kind == "legislature" ||
                 c.kind == "judiciary" || c.kind == "intelligence";
    // "Buitenlandse militairen" are not those of the country that the text is of.
    const bool foreign = n->head > 0 && s_.is(WordSet::kForeign, n->head - 1);
    if (country.empty() || foreign || c.state_only || (civil && !dominant(country, s_.parse.tokens[n->head].sentence))) {
      n->dead = false;
      n->score = 0.3;
      return;
    }
    const Actor* state = s_.base.find("state." + lower(country));
    of_state(n, *state, 0.5);
  }

  // "The mayor of the northern West Bank city of Nablus": of the state or territory that the town lies in.
  const Actor* of_town(const Nominal& n) const {
    const bool office = n.cls->kind == "government" || n.cls->kind == "legislature" || n.cls->kind == "police";
    if (!office || n.last >= s_.sentence_last(n.head) || !s_.is(WordSet::kOf, n.last)) return nullptr;
    constexpr int32_t kReach = 9, kSteps = 4;
    const auto& places = s_.mentions.places;
    auto p = std::partition_point(places.begin(), places.end(), [&](const PlaceMention& m) { return m.first < n.last; });
    for (; p != places.end() && p->first <= n.last + kReach && p->last <= s_.sentence_last(n.head); ++p) {
      int32_t up = p->head;
      for (int32_t step = 0; step < kSteps && up >= 0 && up != n.head; ++step) {
        const Token& t = s_.parse.tokens[up];
        up = t.rel == Rel::nmod || t.rel == Rel::appos || t.rel == Rel::compound || t.rel == Rel::flat ? t.head : -1;
      }
      if (up == n.head && !p->country.empty() && !p->metonym) return s_.base.find("state." + lower(p->country));
    }
    return nullptr;
  }

  void of_apposed(Nominal* n) {
    const Nominal& o = s_.nominals[n->apposed];
    n->id = o.id;
    n->actor = o.actor;
    n->doc_entity = o.doc_entity;
    n->antecedent = n->apposed;
    n->score = 0.9;
  }

  void of_state(Nominal* n, const Actor& state, double score) {
    const ActorClass& c = *n->cls;
    n->score = score;
    if (!is_state(&state)) {
      n->id = state.id;
      n->actor = nullptr;
      n->code = state.code;
      return;
    }
    if (c.name == "nationals" && n->definite && n->plural && bare(*n)) {  // "the Russians" are Russia
      n->id = state.id;
      n->score = 0.6;
      return;
    }
    n->id = prefix_of(state) + "." + (c.as.empty() ? c.name : c.as);
    n->actor = s_.base.find(n->id);
    if (!n->actor) of_unlisted(n, state);
    if (c.speaks && c.person)
      n->speaks_for = state.id;
    else if (c.speaks)
      n->speaks_for = state.id;
  }

  // "The Puntland government": of a state that has no country code, so that nothing is listed under it.
  void of_unlisted(Nominal* n, const Actor& state) const {
    n->id = state.country.empty() ? state.id : "";
    if (!n->id.empty()) n->code = state.code + n->cls->suffix;
  }

  bool bare(const Nominal& n) const { return n.core_first - n.first <= 1; }

  // "Houthi rebels", "troepen van Haftar", "a spokesman for Jaish al-Nasr".
  bool owned(Nominal* n) {
    const Nominal& o = s_.nominals[n->owner];
    const ActorClass& c = *n->cls;
    if (o.dead && !o.actor && o.doc_entity == kNone) return false;
    if (is_state(o.actor) && o.form == ActorForm::kName) {
      of_state(n, *o.actor, 0.9);
      return !n->id.empty();
    }
    if (o.actor && o.actor->kind == "person") return of_person(n, o);
    if (c.kind == "unknown" && !c.person) {  // "regime allies" are not the regime
      n->doc_entity = add_entity({bare_words(*n), c.kind, "", "", "", false});
      return true;
    }
    if (c.person) {
      n->speaks_for = voice_of(o);
      n->id = n->speaks_for;
      n->kind = "person";
      n->code = o.actor ? o.actor->code : o.code;
      return !n->id.empty();
    }
    if (o.actor && o.actor->kind == "government" && c.kind == "military" && !o.actor->country.empty()) {
      of_state(n, *s_.base.find("state." + lower(o.actor->country)), 0.9);  // "Syrian government forces"
      return !n->id.empty();
    }
    n->id = o.id;
    n->actor = o.actor;
    n->doc_entity = o.doc_entity;
    return !n->id.empty() || n->doc_entity != kNone;
  }

  // A leader's men are his state's army or his group.
  bool of_person(Nominal* n, const Nominal& o) {
    std::string post = post_of(*o.actor);
    const Actor* led = s_.base.find(post);
    if (!led) return false;
    const Actor* state = led->country.empty() ? nullptr : s_.base.find("state." + lower(led->country));
    if (led->kind != "government" || !state) {
      if (n->cls->person) n->speaks_for = post, n->kind = "person";
      n->id = post;
      n->actor = led;
      return true;
    }
    of_state(n, *state, 0.8);
    return !n->id.empty();
  }

  // The office a person holds on the day, else the last one held.
  std::string post_of(const Actor& person) const {
    const ActorLink* best = nullptr;
    for (const ActorLink& post : person.posts) {
      if (s_.day && post.valid.contains(*s_.day)) return post.id;
      if (!best || post.valid.until > best->valid.until) best = &post;
    }
    return best ? best->id : std::string();
  }

  // Without a date the title before a name tells which of a person's offices is meant: "Defence Minister
  // Andrei Kartapolov", who now sits in parliament.
  std::string titled_post(const Nominal& n, const Actor& person) const {
    if (s_.day || !n.cls || !n.cls->person || n.former) return {};
    for (const ActorLink& post : person.posts) {
      if (post.id.ends_with("." + n.cls->name)) return post.id;
    }
    return {};
  }

  // "Abdel Rahman" after "Rami Abdel Rahman" is settled by entity(); a base person under another form is not.
  void spread_surnames() {
    std::unordered_map<std::string, const Nominal*> known;  // persons of the base by the ends of their names
    for (const Nominal& o : s_.nominals) {
      if (o.dead || !o.actor || o.actor->kind != "person" || o.form != ActorForm::kName) continue;
      each_ending(name_key(s_.words(o.core_first, o.core_last)), [&](const std::string& end) { known.emplace(end, &o); });
    }
    for (Nominal& n : s_.nominals) {
      if (n.dead || n.doc_entity == kNone || !n.person) continue;
      auto o = known.find(s_.entities[n.doc_entity].key);
      if (o == known.end()) continue;
      n.actor = o->second->actor;
      n.id = o->second->id;
      n.doc_entity = kNone;
    }
  }

  // Who held an office speaks for nobody now.
  void retire(Nominal* n) const {
    if (!n->former || !n->cls || !n->cls->person || n->form != ActorForm::kDescription) return;
    n->speaks_for.clear();
    n->kind = "person";
    const Actor* of = n->owner != kNone ? s_.nominals[n->owner].actor : nullptr;
    const Actor* state = n->state ? n->state : of ? s_.base.find("state." + lower(of->country)) : nullptr;
    n->code = is_state(state) ? state->code + "ELI" : "ELI";
  }

  void finish(Nominal* n) {
    if (n->doc_entity != kNone) {
      const DocEntity& e = s_.entities[n->doc_entity];
      n->id = "doc:" + std::to_string(n->doc_entity);
      if (n->kind.empty() || n->form == ActorForm::kName) n->kind = e.kind.empty() ? "unknown" : e.kind;
      if (n->speaks_for.empty()) n->speaks_for = e.speaks_for;
      if (n->code.empty()) n->code = e.code;
    }
    if (n->actor) from_base(n);
    if (n->name.empty()) n->name = bare_words(*n);
    if (n->kind.empty()) n->kind = n->cls ? n->cls->kind : "unknown";
    if (n->code.empty() && n->cls) n->code = n->cls->suffix;
    retire(n);
  }

  void from_base(Nominal* n) {
    const Actor& a = *n->actor;
    if (n->form == ActorForm::kName || n->kind.empty()) n->kind = a.kind;
    if (a.kind == "person") {
      std::string post = titled_post(*n, a);
      if (post.empty()) post = post_of(a);
      const Actor* office = s_.base.find(post);
      if (office) {
        n->code = office->code;
        n->speaks_for = office->kind == "government" && !office->country.empty()
                            ? "state." + lower(office->country)
                            : post;
      }
    }
    if (n->code.empty()) n->code = a.code;
    if (n->form == ActorForm::kName)
      n->name = std::string(s_.base.display_name(a, s_.parse.lang, s_.day));
    else if (n->owner != kNone && !n->cls->person && s_.nominals[n->owner].actor == n->actor) {
      n->name = std::string(s_.base.display_name(a, s_.parse.lang, s_.day));
    }
  }

  // The phrase without its determiner and without what hangs on behind.
  std::string bare_words(const Nominal& n) const {
    int32_t first = n.first;
    while (first < n.core_first &&
           (s_.parse.tokens[first].upos == Upos::DET || s_.is(WordSet::kDefinite, first) ||
            s_.is(WordSet::kIndefinite, first) || s_.parse.tokens[first].upos == Upos::NUM ||
            s_.parse.tokens[first].upos == Upos::ADV))
      ++first;
    return std::string(s_.words(first, std::max(n.last, first + 1)));
  }

  Scene& s_;
  std::unordered_map<std::string, int32_t> full_names_;  // last words of persons' full names, and where the first begins
  struct CountryTold {
    std::vector<std::pair<int32_t, double>> where;  // sentence, weight; rising
    double total = 0;
  };
  std::map<std::string, CountryTold, std::less<>> by_country_;
  std::unordered_map<std::string, int32_t> entity_of_, entity_ending_;  // by key; persons by the ends of theirs
  std::vector<std::optional<std::string>> theatre_;  // of each sentence, once asked for
};

}  // namespace

void weigh_countries(Scene* s) {
  auto sentence = [&](int32_t token) { return s->parse.tokens[token].sentence; };
  for (const PlaceMention& place : s->mentions.places) {
    if (!place.country.empty()) s->evidence.push_back({sentence(place.head), place.country, 1});
  }
  for (const Nominal& n : s->nominals) {
    if (n.by_surname) continue;
    if (n.actor && !n.actor->country.empty() && n.rivals.size() <= 1 && n.form == ActorForm::kName) {
      s->evidence.push_back({sentence(n.head), n.actor->country,
                             n.actor->kind == "state"   ? 1.0
                             : n.actor->kind == "media" ? 0.3
                                                        : 2.0});
    }
    if (n.state && !n.state->country.empty()) s->evidence.push_back({sentence(n.head), n.state->country, 1});
  }
}

void identify(Scene* scene) { Identifier(scene).run(); }

}  // namespace bestand
