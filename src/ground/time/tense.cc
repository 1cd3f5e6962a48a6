// Climbs from the expression to its verb and reads mood and tense off the verb and its auxiliaries. A wrong
// attachment seldom changes the answer: neighbouring clauses of news mostly share their tense.
#include "ground/time/tense.h"

#include <algorithm>

#include "base/utf8.h"

namespace bestand::timex {

Status TenseReader::load(const toml::table& table, const std::string& path) {
  const toml::table* tense = table["tense"].as_table();
  if (!tense) return toml_error(table, path, "no [tense]");
  constexpr std::pair<const char*, Class> kLists[] = {
      {"future_aux", kFutureAux},   {"perfect_aux", kPerfectAux}, {"modal", kModal},
      {"saying", kSaying},          {"past_forms", kPastForm},    {"future_forms", kFutureForm},
      {"passive_aux", kPassiveAux}, {"planning", kPlanning},    {"condition", kCondition}};
  for (auto [key, cls] : kLists) {
    if (const toml::array* list = (*tense)[key].as_array()) {
      for (const toml::node& word : *list) words_[fold(word.value_or(std::string()))] |= cls;
    }
  }
  if (const toml::array* list = (*tense)["past_suffixes"].as_array()) {
    for (const toml::node& suffix : *list) past_suffixes_.push_back(suffix.value_or(std::string()));
  }
  return success();
}

// A lemma may have "_" between its parts, as "in_gaan".
int TenseReader::classes(std::string_view word) const {
  if (word.find('_') != std::string_view::npos) {
    std::string whole(word);
    std::erase(whole, '_');
    return classes(whole);
  }
  auto it = words_.find(word);
  return it == words_.end() ? 0 : it->second;
}

namespace {
bool is_verb(const Token& t) { return t.upos == Upos::VERB || t.upos == Upos::AUX; }
bool is_aux(const Token& t) { return t.rel == Rel::aux || t.rel == Rel::cop; }
}  // namespace

// "zou vrijdag dorpen ... hebben beschoten": the end of a long clause that the tree may have lost. Another clause
// begins with a word of its own.
bool TenseReader::perfect_behind(const Parse& parse, int32_t verb) const {
  const auto& tokens = parse.tokens;
  const Sentence& sentence = parse.sentences[static_cast<size_t>(tokens[static_cast<size_t>(verb)].sentence)];
  for (int32_t i = verb + 1; i < sentence.last; ++i) {
    const Token& t = tokens[static_cast<size_t>(i)];
    if (t.upos == Upos::SCONJ || t.has_feat("PronType=Rel")) return false;
    if ((classes(t.lemma) & kPerfectAux) == 0 || lower(t.form) != t.lemma) continue;
    for (int32_t beside : {i - 1, i + 1}) {
      if (beside < sentence.last && tokens[static_cast<size_t>(beside)].has_feat("VerbForm=Part")) return true;
    }
  }
  return false;
}

Tense TenseReader::of_verb(const Parse& parse, int32_t verb) const {
  const Token& v = parse.tokens[static_cast<size_t>(verb)];
  bool past_aux = false, present_aux = false, perfect = false, future = false, any_aux = false, to = false, told = false, is_now = false,
       condition = false, came_otherwise = false;
  for (int32_t c : parse.children(verb)) {
    const Token& t = parse.tokens[static_cast<size_t>(c)];
    if (t.rel == Rel::mark && v.has_feat("VerbForm=Inf")) to = true;
    condition |= t.rel == Rel::mark && (classes(t.lemma) & kCondition);
    came_otherwise |= t.rel == Rel::conj && t.has_feat("Tense=Past") && t.has_feat("VerbForm=Fin");
    if (t.upos == Upos::ADJ && (classes(t.lemma) & kPlanning)) future = true;  // "is due to host"
    if (!is_aux(t)) continue;
    any_aux = true;
    const int cls = classes(t.lemma);
    const bool ahead = (cls & (kFutureAux | kModal)) != 0;
    future |= ahead;
    told |= ahead && t.has_feat("Tense=Past") && t.has_feat("VerbForm=Fin");
    perfect |= (cls & kPerfectAux) != 0;
    past_aux |= !ahead && t.has_feat("Tense=Past") && t.has_feat("VerbForm=Fin");
    present_aux |= t.has_feat("Tense=Pres");
    is_now |= (cls & kPassiveAux) && t.has_feat("Tense=Pres");
  }
  const bool participle = v.has_feat("VerbForm=Part");
  perfect = perfect || (told && perfect_behind(parse, verb));
  if (future && told && came_otherwise) return Tense::kPast;  // "the truce was to begin on Monday, but the fighting went on"
  if (future) return perfect ? Tense::kPast : Tense::kFuture;  // "zou zijn gedood", "would have left": back
  if (past_aux) return Tense::kPast;
  if (v.has_feat("Tense=Past") && !participle) return Tense::kPast;
  if (participle && perfect && !(v.has_feat("Tense=Pres"))) return Tense::kPast;
  if (participle && !any_aux && !v.has_feat("Tense=Pres")) return Tense::kPast;
  if (v.has_feat("VerbForm=Inf") && to && is_now && !perfect) return Tense::kFuture;  // "is to host"
  if (v.has_feat("VerbForm=Inf") && !any_aux) {
    const bool aside = v.rel == Rel::advcl || v.rel == Rel::parataxis;
    if (!to || aside) return Tense::kUnknown;
    return v.rel == Rel::xcomp && v.head >= 0 && of_verb(parse, v.head) == Tense::kPast ? Tense::kPlanned
                                                                                       : Tense::kFuture;
  }
  if (v.has_feat("VerbForm=Fin") || present_aux) {
    if (condition) return Tense::kFuture;  // "if they do not leave by Saturday"
    return (classes(v.lemma) & kSaying)     ? Tense::kReport
           : (classes(v.lemma) & kPlanning) ? Tense::kFuture
                                            : Tense::kPresent;
  }
  return Tense::kUnknown;
}

bool TenseReader::plainly_past(const Parse& parse, int32_t head) const {
  const int32_t verb = head < 0 ? -1 : parse.tokens[static_cast<size_t>(head)].head;
  if (verb < 0) return false;
  const Token& t = parse.tokens[static_cast<size_t>(head)];
  const Token& v = parse.tokens[static_cast<size_t>(verb)];
  const bool hangs = t.rel == Rel::obl || t.rel == Rel::advmod;
  if (!hangs || !is_verb(v) || (classes(v.lemma) & (kSaying | kPlanning | kModal | kFutureAux)) || of_verb(parse, verb) != Tense::kPast) return false;
  bool perfect = v.has_feat("VerbForm=Fin") || (v.has_feat("Tense=Past") && !v.has_feat("VerbForm=Part"));
  for (int32_t c : parse.children(verb)) {
    const Token& k = parse.tokens[static_cast<size_t>(c)];
    if (k.rel == Rel::xcomp || k.rel == Rel::ccomp || (is_aux(k) && (classes(k.lemma) & (kModal | kFutureAux)))) return false;
    const bool have = (classes(k.lemma) & kPerfectAux) && v.has_feat("VerbForm=Part") && !v.has_feat("Tense=Pres");
    perfect |= is_aux(k) && (k.has_feat("Tense=Past") || have);  // "heeft in april een offensief geopend"
  }
  return perfect;
}

bool TenseReader::past_suffix(std::string_view form) const {
  return std::any_of(past_suffixes_.begin(), past_suffixes_.end(),
                     [&](const std::string& s) { return form.size() > s.size() + 2 && form.ends_with(s); });
}

// The nearest word that tells, within the sentence.
Tense TenseReader::by_forms(const Parse& parse, const Sentence& sentence, int32_t at) const {
  Tense best = Tense::kUnknown;
  int32_t nearest = 1000;
  for (int32_t i = sentence.first; i < sentence.last; ++i) {
    const Token& t = parse.tokens[static_cast<size_t>(i)];
    const std::string form = lower(t.form);
    const int cls = classes(form);
    Tense tense = (cls & kPastForm) ? Tense::kPast : (cls & kFutureForm) ? Tense::kFuture : Tense::kUnknown;
    if (tense == Tense::kUnknown && past_suffix(form)) tense = Tense::kPast;
    if (tense == Tense::kUnknown || std::abs(i - at) >= nearest) continue;
    nearest = std::abs(i - at);
    best = tense;
  }
  return best;
}

namespace {

// "kregen zondag opdracht te vertrekken": where a word between time and infinitive hangs on one before the time, the
// time is not the infinitive's, whatever the tree says.
bool parted(const Parse& parse, int32_t first, int32_t last, int32_t verb) {
  if (!parse.tokens[static_cast<size_t>(verb)].has_feat("VerbForm=Inf")) return false;
  for (int32_t i = last; i < verb; ++i) {
    const int32_t up = parse.tokens[static_cast<size_t>(i)].head;
    if (up >= 0 && up < first) return true;
  }
  return false;
}

}  // namespace

Tense TenseReader::of(const Parse& parse, int32_t first, int32_t last, int32_t head) const {
  if (parse.tokens.empty() || first >= static_cast<int32_t>(parse.tokens.size())) return Tense::kUnknown;
  const Sentence& sentence =
      parse.sentences[static_cast<size_t>(parse.tokens[static_cast<size_t>(first)].sentence)];
  int32_t at = head;
  for (int steps = 0; at >= 0 && steps < 20; ++steps) {
    const Token& t = parse.tokens[static_cast<size_t>(at)];
    const bool inside = at >= first && at < last;
    bool clause = !inside && is_verb(t) && !parted(parse, first, last, at);
    for (int32_t c : parse.children(at))
      clause |= !inside && parse.tokens[static_cast<size_t>(c)].rel == Rel::cop;
    if (clause) {
      const Tense tense = of_verb(parse, is_aux(t) && t.head >= 0 ? t.head : at);
      if (tense != Tense::kUnknown) return tense;
    }
    at = t.head;
  }
  // No verb above: the main verb of the sentence, else what the forms tell.
  for (int32_t i = sentence.first; i < sentence.last; ++i) {
    const Token& t = parse.tokens[static_cast<size_t>(i)];
    if (is_verb(t) && t.has_feat("VerbForm=Fin"))
      return of_verb(parse, is_aux(t) && t.head >= 0 ? t.head : i);
  }
  return by_forms(parse, sentence, first);
}

}  // namespace bestand::timex
