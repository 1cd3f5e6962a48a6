// Names: the longest entries of the base first, then what the parse took for persons and organisations. A
// name of the base that fits several actors keeps them all as rivals; identify() chooses.
#include <algorithm>

#include "base/utf8.h"
#include "ground/actor/scene.h"

namespace bestand {
namespace {

bool is_content(Upos upos) {
  return upos == Upos::PROPN || upos == Upos::NOUN || upos == Upos::X || upos == Upos::ADJ;
}

Nominal name_nominal(const Scene& s, int32_t first, int32_t last) {
  Nominal n;
  n.first = n.core_first = first;
  n.last = n.core_last = last;
  n.form = ActorForm::kName;
  n.head = first;
  // The token whose head lies outside; of an adjective and a noun the noun: "de Russische en [Syrische luchtmacht]".
  bool found = false;
  for (int32_t t = first; t < last; ++t) {
    const int32_t h = s.parse.tokens[t].head;
    if (h >= first && h < last) continue;
    const bool noun = s.parse.tokens[t].upos == Upos::NOUN && s.parse.tokens[n.head].upos == Upos::ADJ;
    if (!found || noun) n.head = t;
    found = true;
  }
  return n;
}

int32_t add(Scene* s, Nominal n) {
  int32_t at = static_cast<int32_t>(s->nominals.size());
  for (int32_t t = n.core_first; t < n.core_last; ++t) s->name_at[t] = at;
  s->nominals.push_back(std::move(n));
  return at;
}

// A one-word name in lower case or of an odd tag is no name: "is", "who", "us".
bool plausible(const Scene& s, const Hit& hit) {
  const Token& token = s.parse.tokens[hit.first_token];
  if (hit.last - hit.first > 1 || hit.inside) return true;
  bool acronym = hit.readings[0].acronym;
  if (acronym) return true;
  return is_content(token.upos) || token.upos == Upos::ADP || s.text.pieces[hit.first].upper;
}

void add_hit(Scene* s, const Hit& hit) {
  Nominal n = name_nominal(*s, hit.first_token, hit.last_token);
  auto actors = s->base.actors();
  bool sure = std::any_of(hit.readings.begin(), hit.readings.end(), [](auto& r) { return !r.ambiguous; });
  for (const ActorReading& r : hit.readings) {
    const Actor* a = &actors[r.index];
    if (std::find(n.rivals.begin(), n.rivals.end(), a) == n.rivals.end()) {
      if (!r.ambiguous)
        n.rivals.insert(n.rivals.begin(), a);
      else
        n.rivals.push_back(a);
    }
  }
  n.inside = hit.inside;
  n.actor = n.rivals.front();
  n.score = sure ? 1 : 0.6;
  n.person = n.actor->kind == "person";
  n.place_reading = n.actor->kind == "state";
  add(s, std::move(n));
}

// A name begins with its token, or behind an article: not "Noord-Syrië", not "Champs-Élysées".
bool may_begin(const Scene& s, int32_t piece) {
  const Piece& p = s.text.pieces[piece];
  return p.first || (piece > 0 && s.text.pieces[piece - 1].first && s.text.pieces[piece - 1].article);
}

void base_names(Scene* s) {
  Hit hit;
  for (int32_t p = 0; p < static_cast<int32_t>(s->text.pieces.size());) {
    if (!s->text.pieces[p].barrier && may_begin(*s, p) &&
        match_at(s->text, s->parse, s->lexicon, p, Entry::kName, &hit) && plausible(*s, hit)) {
      add_hit(s, hit);
      p = hit.last;
      // a further part of the same token belongs to the compound
      while (p < static_cast<int32_t>(s->text.pieces.size()) && !s->text.pieces[p].first) ++p;
      continue;
    }
    ++p;
  }
}

void capitals(Scene* s) {
  Hit hit;
  for (int32_t p = 0; p < static_cast<int32_t>(s->text.pieces.size()); ++p) {
    const Piece& piece = s->text.pieces[p];
    if (piece.barrier || !piece.upper || s->name_at[piece.token] != kNone) continue;
    if (!match_at(s->text, s->parse, s->lexicon, p, Entry::kCapital, &hit) || hit.inside) continue;
    Nominal n = name_nominal(*s, hit.first_token, hit.last_token);
    const StateEntry& state = s->base.states()[hit.readings[0].index];
    n.actor = s->base.find("state." + lower(state.iso2));
    n.rivals = {n.actor};
    n.place_reading = true;
    n.score = 0.7;
    add(s, std::move(n));
    p = hit.last - 1;
  }
}

// The first token of a name that is no title or office before it: "Governor Vadim Shumkov", "Lt. Gen. Kainerugaba".
int32_t past_titles(const Scene& s, int32_t first, int32_t last) {
  Hit hit;
  while (first < last) {
    if (s.is(WordSet::kTitle, first)) {
      ++first;
    } else if (match_at(s.text, s.parse, s.lexicon, s.text.piece_of[first], Entry::kNoun, &hit) &&
               s.base.classes()[hit.readings[0].index].person && hit.last_token <= last) {
      first = hit.last_token;
    } else {
      break;
    }
  }
  return first;
}

// Whether the given name of a longer name speaks against the person of the base: "Asma Assad" is not Bashar.
bool other_given_name(const Scene& s, const Nominal& known, int32_t first) {
  if (known.core_first <= first) return false;
  std::string given = name_key(s.words(first, known.core_first));
  std::string first_word = given.substr(0, given.find(' '));
  bool any_given = false;
  for (const ActorName& name : known.actor->names) {
    std::string key = name_key(name.text);
    size_t space = key.find(' ');
    if (space == std::string::npos) continue;
    any_given = true;
    if (key.substr(0, space) == first_word) return false;
    if (first_word.size() == 1 && key[0] == first_word[0]) return false;
  }
  return any_given;
}

void extend_person(Scene* s, int32_t at, const Name& name) {
  Nominal& n = s->nominals[at];
  const int32_t first = std::min(n.core_first, past_titles(*s, name.first, n.core_first));
  if (n.by_surname ? first < n.core_first : other_given_name(*s, n, first)) {
    n.dead = true;
    Nominal fresh = name_nominal(*s, name.first, name.last);
    fresh.person = true;
    add(s, std::move(fresh));
    return;
  }
  n.first = n.core_first = std::min(n.first, first);
  n.last = n.core_last = std::max(n.last, name.last);
  n.head = name_nominal(*s, n.first, n.last).head;
  for (int32_t t = n.first; t < n.last; ++t) s->name_at[t] = at;
}

bool has_capital(std::string_view form);

// A name that is a place or time, or a scrap of one, is none of ours.
bool credible(const Scene& s, const Name& name) {
  auto overlaps = [&](const Mention& m) { return m.first < name.last && name.first < m.last; };
  auto covers = [&](const Mention& m) {
    return name.type == NameType::kPer ? m.first <= name.first && name.last <= m.last : overlaps(m);
  };
  if (std::any_of(s.mentions.places.begin(), s.mentions.places.end(), covers)) return false;
  if (std::any_of(s.mentions.times.begin(), s.mentions.times.end(), overlaps)) return false;
  const Token& before = s.parse.tokens[std::max(0, name.first - 1)];
  if (name.first > 0 && before.span.end == name.span.begin && before.form.ends_with("-")) return false;
  const Token& last = s.parse.tokens[name.last - 1];
  if (last.form.ends_with("-") || last.form.size() < 2) return false;
  return std::any_of(
      s.parse.tokens.begin() + name.first, s.parse.tokens.begin() + name.last, [](const Token& t) {
        return has_capital(t.form) &&
               (t.upos == Upos::PROPN || t.upos == Upos::NOUN || t.upos == Upos::ADJ || t.upos == Upos::X);
      });
}

// "Armenian Prime Minister", "Defense Ministry": words the phrases are made of, not a name of its own.
bool made_of_classes(const Scene& s, const Name& name) {
  bool noun = false, all_demonym = true;
  Hit hit;
  for (int32_t p = s.text.piece_of[name.first], end = s.text.piece_of[name.last]; p < end;) {
    const Piece& piece = s.text.pieces[p];
    bool found = false;
    for (Entry entry : {Entry::kNoun, Entry::kDemonym, Entry::kName}) {
      if (piece.barrier || !match_at(s.text, s.parse, s.lexicon, p, entry, &hit) || hit.last > end) continue;
      if (entry == Entry::kName && s.base.actors()[hit.readings[0].index].kind != "state") continue;
      noun |= entry == Entry::kNoun;
      all_demonym &= entry == Entry::kDemonym;
      found = true;
      break;
    }
    if (found) {
      p = hit.last;
      continue;
    }
    if (s.is(WordSet::kAnd, piece.token) || s.is(WordSet::kOf, piece.token) ||
        s.is(WordSet::kDefinite, piece.token) || s.is(WordSet::kGenitive, piece.token) || piece.barrier) {
      ++p;
      continue;
    }
    return false;
  }
  return noun || all_demonym;
}

// "Rahman" or "al-Rahman".
bool has_capital(std::string_view form) {
  if (starts_upper(form)) return true;
  size_t dash = form.find('-');
  return dash != std::string_view::npos && starts_upper(form.substr(dash + 1));
}

bool name_like(const Scene& s, int32_t t) {
  const Token& token = s.parse.tokens[t];
  bool verb = token.upos == Upos::VERB || token.upos == Upos::AUX || token.upos == Upos::DET ||
              token.upos == Upos::ADV;
  return has_capital(token.form) && !verb && !s.text.pieces[s.text.piece_of[t]].barrier;
}

// Cuts off what is no part of a name ("Begum is") and takes in what is ("Mohamed" + "Bouhlel").
Name trimmed(const Scene& s, Name name) {
  int32_t end = s.sentence_last(name.first);
  while (name.last - name.first > 1 && !name_like(s, name.last - 1)) --name.last;
  while (name.last - name.first > 1 && !has_capital(s.parse.tokens[name.first].form)) ++name.first;
  Hit demonym;
  while (name.last - name.first > 1 &&
         match_at(s.text, s.parse, s.lexicon, s.text.piece_of[name.first], Entry::kDemonym, &demonym) &&
         !demonym.readings[0].person_noun && demonym.last_token < name.last)
    name.first = demonym.last_token;
  if (name.type != NameType::kPer && s.parse.tokens[name.last - 1].rel != Rel::flat &&
      !(name.last < end && s.parse.tokens[name.last].rel == Rel::flat))
    return name;
  Hit hit;
  while (name.last < end && s.parse.tokens[name.last].upos == Upos::PROPN && name_like(s, name.last) &&
         s.name_at[name.last] == kNone &&
         !match_at(s.text, s.parse, s.lexicon, s.text.piece_of[name.last], Entry::kDemonym, &hit))
    ++name.last;
  int32_t begin = s.sentence_first(name.first), t = name.first;
  while (t - 1 >= begin && s.is(WordSet::kParticle, t - 1)) --t;  // "Jelle van" + "Buuren"
  if (t < name.first && t - 1 >= begin && s.parse.tokens[t - 1].upos == Upos::PROPN && name_like(s, t - 1) &&
      s.name_at[t - 1] == kNone && name.type == NameType::kPer)
    name.first = t - 1;
  name.span = s.parse.span(name.first, name.last);
  return name;
}

// Tokens inside a class noun of several words: "minister van Buitenlandse Zaken".
std::vector<bool> long_nouns(const Scene& s) {
  std::vector<bool> inside(s.parse.tokens.size(), false);
  Hit hit;
  for (int32_t p = 0; p < static_cast<int32_t>(s.text.pieces.size()); ++p) {
    if (s.text.pieces[p].barrier || !match_at(s.text, s.parse, s.lexicon, p, Entry::kNoun, &hit)) continue;
    if (hit.last_token - hit.first_token < 2) continue;
    for (int32_t t = hit.first_token; t < hit.last_token; ++t) inside[t] = true;
  }
  return inside;
}

void parsed_names(Scene* s) {
  std::vector<bool> noun = long_nouns(*s);
  for (const Name& raw : s->parse.names) {
    Name name = trimmed(*s, raw);
    if (name.type != NameType::kPer && name.type != NameType::kOrg) continue;
    if (name.first >= name.last || noun[raw.first]) continue;
    if (past_titles(*s, name.first, name.last) == name.last) continue;  // "Sheikh" alone
    int32_t taken = kNone;
    for (int32_t t = name.first; t < name.last; ++t) {
      if (s->name_at[t] != kNone) taken = s->name_at[t];
    }
    if (taken != kNone) {
      const Nominal& n = s->nominals[taken];
      if (n.person && name.type == NameType::kPer && n.core_last == name.last) extend_person(s, taken, name);
      continue;
    }
    if (!credible(*s, name) || made_of_classes(*s, name)) continue;
    Nominal n = name_nominal(*s, name.first, name.last);
    n.person = name.type == NameType::kPer;
    n.score = 0.7;
    add(s, std::move(n));
  }
}

// The tokens before "(" whose initials spell what stands in it: "Alliance for Peace and Justice (APJ)".
int32_t spelled_by(const Scene& s, int32_t open) {
  const std::string& letters = s.text.folded[open + 1];
  int32_t t = open - 1, begin = s.sentence_first(open), left = static_cast<int32_t>(letters.size());
  for (; t >= begin && left > 0; --t) {
    const std::string& word = s.text.folded[t];
    if (word[0] == letters[left - 1] && has_capital(s.parse.tokens[t].form))
      --left;
    else if (has_capital(s.parse.tokens[t].form) || s.text.pieces[s.text.piece_of[t]].barrier)
      return kNone;
  }
  return left == 0 ? t + 1 : kNone;
}

void spelled_names(Scene* s) {
  for (int32_t t = 1; t + 2 < static_cast<int32_t>(s->parse.tokens.size()); ++t) {
    if (s->parse.tokens[t].form != "(" || s->parse.tokens[t + 2].form != ")") continue;
    const Piece& piece = s->text.pieces[s->text.piece_of[t + 1]];
    if (piece.barrier || !piece.caps || s->text.folded[t + 1].size() < 3) continue;
    int32_t first = spelled_by(*s, t);
    if (first == kNone) continue;
    bool known = false;
    for (int32_t k = first; k < t; ++k) known |= s->name_at[k] != kNone && s->nominals[s->name_at[k]].actor;
    if (known) continue;
    for (int32_t k = first; k < t; ++k) {
      if (s->name_at[k] != kNone) s->nominals[s->name_at[k]].dead = true;
    }
    add(s, name_nominal(*s, first, t));
  }
}

// "Sheikh al-Hijri", "General Haykal": persons of the base by title and surname; identify() asks whether the text
// speaks of their country.
void titled_surnames(Scene* s) {
  Hit hit;
  const int32_t end = static_cast<int32_t>(s->parse.tokens.size());
  for (int32_t t = 0; t + 1 < end; ++t) {
    int32_t at = past_titles(*s, t, s->sentence_last(t));
    if (at == t || at >= s->sentence_last(t)) continue;
    t = at - 1;
    if (s->name_at[at] != kNone || s->text.pieces[s->text.piece_of[at]].barrier) continue;
    if (!match_at(s->text, s->parse, s->lexicon, s->text.piece_of[at], Entry::kSurname, &hit) || hit.inside) continue;
    const int32_t last = hit.last_token;
    bool goes_on = last < s->sentence_last(t) && s->parse.tokens[last].upos == Upos::PROPN &&
                   has_capital(s->parse.tokens[last].form);
    if (goes_on || s->name_at[last - 1] != kNone) continue;
    Nominal n = name_nominal(*s, at, last);
    n.person = n.by_surname = true;
    n.score = 0.6;
    for (const ActorReading& r : hit.readings) {
      const Actor* a = &s->base.actors()[r.index];
      if (std::find(n.rivals.begin(), n.rivals.end(), a) == n.rivals.end()) n.rivals.push_back(a);
    }
    add(s, std::move(n));
  }
}

// "the Joint Monitoring Mission (JMM)": the short form is a name from here on.
void introduced_acronyms(Scene* s) {
  size_t known = s->nominals.size();
  for (size_t i = 0; i < known; ++i) {
    Nominal n = s->nominals[i];
    int32_t open = n.core_last, end = static_cast<int32_t>(s->parse.tokens.size());
    if (n.dead || n.person || open + 2 >= end || s->parse.tokens[open].form != "(" ||
        s->parse.tokens[open + 2].form != ")")
      continue;
    const Piece& piece = s->text.pieces[s->text.piece_of[open + 1]];
    if (piece.barrier || !piece.caps || s->parse.tokens[open + 1].form.size() < 2) continue;
    s->short_forms.emplace(s->text.folded[open + 1], static_cast<int32_t>(i));
  }
  if (s->short_forms.empty()) return;
  for (int32_t t = 0; t < static_cast<int32_t>(s->parse.tokens.size()); ++t) {
    auto at = s->short_forms.find(s->text.folded[t]);
    if (at == s->short_forms.end() || !s->text.pieces[s->text.piece_of[t]].caps) continue;
    if (s->name_at[t] != kNone) {
      Nominal& other = s->nominals[s->name_at[t]];
      const Nominal& full = s->nominals[at->second];
      if (other.core_last - other.core_first == 1 && full.actor) other.actor = full.actor;
      if (full.actor || other.actor) continue;
      other.apposed = at->second;
      continue;
    }
    Nominal n = name_nominal(*s, t, t + 1);
    n.actor = s->nominals[at->second].actor;
    n.apposed = at->second;
    add(s, std::move(n));
  }
}

}  // namespace

void find_names(Scene* scene) {
  base_names(scene);
  capitals(scene);
  titled_surnames(scene);
  parsed_names(scene);
  spelled_names(scene);
  introduced_acronyms(scene);
}

}  // namespace bestand
