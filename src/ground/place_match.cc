// Two hashes run along the words, one as they stand, one with every Arabic article made "al"; both are probed
// at each step as long as the gazetteer knows a longer name with that beginning.
#include "ground/place_match.h"

#include <algorithm>

#include "base/utf8.h"

namespace bestand {
namespace {

constexpr int kMostWords = 7;       // words
constexpr int kMostBySound = 4;     // words
constexpr int kShortText = 12;      // words; it says too little around a name
constexpr size_t kMostReadings = 160;
constexpr double kLeastLikeness = 0.5;
constexpr size_t kGenitive = 5;  // letters; a shorter word's s may be its own

bool near(Gap gap) { return gap == Gap::kSpace || gap == Gap::kDot; }

}  // namespace

bool PlaceMatcher::joined(const PlaceText& text, int word) const {
  Gap gap = text.gap_before(word + 1);
  if (gap == Gap::kSpace || gap == Gap::kHyphen) return true;
  return gap == Gap::kDot && text.words()[word].span.size() <= 3 && text.capital(word);
}

bool PlaceMatcher::may_begin(PlaceText* text, int at) const {
  if (text->capital(at)) return true;
  return text->words()[at].after == Gap::kHyphen && text->capital(at + 1) &&
         gazetteer_.rules().is_article(text->folded(at));
}

void PlaceMatcher::look_up(uint64_t plain, uint64_t one_article, std::vector<NameHit>* hits) const {
  gazetteer_.find(plain, hits);
  if (one_article == plain) return;
  std::vector<NameHit> more;
  gazetteer_.find(one_article, &more);
  for (const NameHit& hit : more) {
    auto same = [&](const NameHit& h) { return h.place == hit.place; };
    if (std::find_if(hits->begin(), hits->end(), same) == hits->end()) hits->push_back(hit);
  }
}

// The word at the end of a name, without its possessive; gives the name's end.
uint32_t PlaceMatcher::look_up_stem(PlaceText* text, int word, uint64_t plain, uint64_t article,
                                    std::vector<NameHit>* hits) const {
  std::string stem = text->stem(word);
  std::string_view shown = gazetteer_.rules().short_form(stem);
  look_up(key_hash(shown, plain), key_hash(shown, article), hits);
  return text->words()[word].stem_end;
}

bool PlaceMatcher::longest_name(PlaceText* text, int at, Toponym* out) const {
  const NameRules& names = gazetteer_.rules();
  uint64_t plain = key_hash(""), article = plain;
  std::vector<NameHit> hits, best;
  for (int i = at; i < text->size() && i < at + kMostWords; ++i) {
    const std::string& word = text->folded(i);
    std::string_view shown = names.short_form(word);
    uint64_t plain_here = key_hash(shown, plain), article_here = key_hash(shown, article);
    hits.clear();
    uint32_t end = text->words()[i].span.end;
    bool possessive = text->words()[i].stem_end < end;
    if (possessive && i == at) end = look_up_stem(text, i, plain, article, &hits);
    if (hits.empty()) {
      end = text->words()[i].span.end;
      look_up(plain_here, article_here, &hits);
    }
    if (hits.empty() && possessive && i > at) end = look_up_stem(text, i, plain, article, &hits);
    if (hits.empty() && word.size() > kGenitive && word.back() == 's') {  // "Ruslands", "Syrias"
      std::string_view bare = std::string_view(word).substr(0, word.size() - 1);
      look_up(key_hash(bare, plain), key_hash(bare, article), &hits);
      end = text->words()[i].span.end - 1;
    }
    if (!hits.empty() && text->capital(i)) {
      out->begin = at, out->end = i + 1;
      out->span = {text->words()[at].span.begin, end};
      out->key = key_hash(text->stem(i), plain);
      best.swap(hits);
    }
    bool is_article = names.is_article(word);
    plain = plain_here;
    article = is_article ? key_hash("al", article) : article_here;
    if (!joined(*text, i) ||
        !(gazetteer_.begins_name(plain) || (article != plain && gazetteer_.begins_name(article))))
      break;
  }
  for (const NameHit& hit : best) {
    if (out->readings.size() < kMostReadings) out->readings.push_back({hit.place, hit.primary, hit.bare});
  }
  return !best.empty();
}

// A name that no table spells this way: the run of capital words from here, by its sound.
bool PlaceMatcher::by_sound(PlaceText* text, int at, Toponym* out) const {
  const NameRules& names = gazetteer_.rules();
  std::vector<std::string> words;
  int end = at;
  while (end < text->size() && end < at + kMostBySound && (text->capital(end) || names.is_article(text->folded(end)))) {
    words.push_back(std::string(names.short_form(end + 1 < text->size() || true ? text->stem(end) : "")));
    ++end;
    if (!joined(*text, end - 1)) break;
  }
  while (!words.empty() && !text->capital(end - 1)) words.pop_back(), --end;
  for (; !words.empty(); words.pop_back(), --end) {
    std::string sound = names.sound(words);
    std::vector<NameHit> hits;
    gazetteer_.find_sound(sound, &hits);
    std::string written;
    for (const std::string& word : words) {
      if (!names.is_article(word) || words.size() == 1) written += word;
    }
    for (const NameHit& hit : hits) {
      std::string known;
      std::vector<std::string> parts = names.words(gazetteer_.name(hit.place), false);
      for (const std::string& word : parts) {
        if (!names.is_article(word) || parts.size() == 1) known += word;
      }
      double alike = likeness(written, known);
      if (alike >= kLeastLikeness)
        out->readings.push_back({hit.place, false, false, static_cast<float>(alike)});
    }
    if (!out->readings.empty()) break;
  }
  if (out->readings.empty()) return false;
  std::stable_sort(out->readings.begin(), out->readings.end(),
                   [](const Reading& a, const Reading& b) { return a.likeness > b.likeness; });
  if (out->readings.size() > kMostReadings) out->readings.resize(kMostReadings);
  out->begin = at, out->end = end;
  out->span = {text->words()[at].span.begin, text->words()[end - 1].stem_end};
  out->key = key_hash(quote(text->text(), out->span), 7);
  return true;
}

// "in", "near the": right before the word.
bool PlaceMatcher::prepositioned(PlaceText* text, int at) const {
  int behind = at - 1;
  if (near(text->gap_before(at)) && rules_.determiner(text->folded(behind))) --behind;
  return text->gap_before(at) == Gap::kSpace && rules_.place_preposition(text->folded(behind)) &&
         text->gap_before(behind + 1) == Gap::kSpace;
}

// Whether anything around could say that a name known by its sound alone, from here on, is a place's. Most words with
// a capital are of persons and of beginnings of sentences, and their sound need not be asked for.
bool PlaceMatcher::may_be_placed(PlaceText* text, int at) const {
  if (text->size() < kShortText || prepositioned(text, at) || rules_.generic_before(text->folded(at - 1))) return true;
  const int end = std::min(text->size(), at + kMostBySound);
  const int name = text->name_over({text->words()[at].span.begin, text->words()[end - 1].span.end});
  if (name >= 0 && text->parse().names[name].type == NameType::kLoc) return true;
  for (int i = at + 1; i <= at + kMostBySound; ++i) {
    if (rules_.generic_after(text->folded(i))) return true;
  }
  return false;
}

// What stands around a name: tags, titles, prepositions, hyphens.
void PlaceMatcher::mark(PlaceText* text, Toponym* t) const {
  auto [first, last] = text->tokens(t->span);
  t->tagged = last > first;
  for (int32_t i = first; i < last; ++i) t->proper = t->proper || text->parse().tokens[i].upos == Upos::PROPN;
  if (int over = text->name_over(t->span); over >= 0) {
    const Name& name = text->parse().names[over];
    bool wider = name.span.begin < t->span.begin || name.span.end > text->words()[t->end - 1].span.end;
    t->located = name.type == NameType::kLoc;
    t->person = name.type == NameType::kPer;
    t->organisation = name.type == NameType::kOrg && wider;
  }
  const std::string& before = text->folded(t->begin - 1);
  bool near_before = near(text->gap_before(t->begin));
  if (near_before && text->capital(t->begin - 1)) {
    t->titled = rules_.person_title(before) || rules_.first_name(before);
    t->organisation_word = rules_.organisation_head(before);
  } else if (near_before && rules_.person_title(before)) {
    t->titled = true;
  }
  if (near_before && rules_.organisation_head(text->folded(t->begin - 2)) && rules_.place_preposition(before))
    t->organisation_word = true;
  for (int32_t at : {t->begin - 1, t->begin - 2}) {  // "the Islamic [Party of Turkestan]", "de Islamitische [Partij Turkestan]"
    const bool next_to = near_before && (at == t->begin - 1 || rules_.place_preposition(before));
    if (next_to && text->capital(at) && rules_.organisation_name(text->folded(at))) t->organisation_word = true;
  }
  t->prepositioned = prepositioned(text, t->begin);
  bool near_after =
      t->span.end == text->words()[t->end - 1].span.end && text->gap_before(t->end) == Gap::kSpace;
  if (near_after && text->capital(t->end) && rules_.organisation_tail(text->folded(t->end)))
    t->organisation_word = true;
  t->organisation = t->organisation || t->organisation_word;
  if (t->end - t->begin == 1) {
    std::string word = text->stem(t->begin);
    t->common = t->common || (rules_.common(word) && !(word.size() <= 3 && text->all_capitals(t->begin)));
    if (word.size() <= 3 && static_cast<unsigned char>(word[0]) < 0x80 && !text->all_capitals(t->begin)) {
      t->common = t->common || std::all_of(t->readings.begin(), t->readings.end(), [&](const Reading& r) {
                    return gazetteer_.name(r.place).size() > word.size() + 1;
                  });
    }
  }
  bool tied = near_before || text->gap_before(t->begin) == Gap::kHyphen;
  if (tied && rules_.not_after(before)) t->common = t->of_a_group = true;
  bool first_name = t->end - t->begin == 1 && rules_.first_name(text->stem(t->begin)) &&
                    text->gap_before(t->end) == Gap::kSpace;
  if (first_name && !t->located && (text->capital(t->end) || text->capital(t->end + 1))) t->titled = true;
  if (text->gap_before(t->end) == Gap::kHyphen && !text->capital(t->end))
    t->compound = !rules_.hyphen_keeps(text->folded(t->end));
}

// Takes the generic words around a name into its phrase: "de hoofdstad", "the village of", "province".
void PlaceMatcher::generic_words(PlaceText* text, Toponym* t) const {
  t->phrase_begin = t->begin, t->phrase_end = t->end;
  if (!rules_.generic_before(text->folded(t->begin - 1)) && !rules_.generic_after(text->folded(t->end))) return;
  size_t longest = 0;
  bool before = true;
  for (const GenericWord& g : rules_.generics()) {
    int from = g.before ? t->begin - static_cast<int>(g.words.size()) : t->end;
    if (from < 0 || from + static_cast<int>(g.words.size()) > text->size()) continue;
    bool fits = true;
    for (size_t i = 0; i < g.words.size() && fits; ++i) {
      int word = from + static_cast<int>(i);
      Gap gap = g.before ? text->gap_before(word + 1) : text->gap_before(word);
      fits = text->folded(word) == g.words[i] && (gap == Gap::kSpace || gap == Gap::kHyphen);
    }
    if (!fits || (g.words.size() < longest)) continue;
    if (!g.before && t->span.end != text->words()[t->end - 1].span.end) continue;
    if (g.words.size() == longest && !before) continue;
    longest = g.words.size(), before = g.before, t->kind = g.kind;
    if (g.before)
      t->phrase_begin = from;
    else
      t->phrase_end = t->end + static_cast<int>(g.words.size());
  }
  int behind = t->phrase_begin - 1;
  if (t->phrase_begin < t->begin && text->gap_before(t->phrase_begin) == Gap::kSpace &&
      rules_.place_preposition(text->folded(behind)))
    t->prepositioned = true;
  if (t->phrase_begin < t->begin && rules_.determiner(text->folded(behind)) &&
      text->gap_before(behind + 1) == Gap::kSpace) {
    t->phrase_begin = behind;
    if (rules_.place_preposition(text->folded(behind - 1))) t->prepositioned = true;
  }
}

uint32_t PlaceMatcher::division_place(std::string_view division) const {
  std::vector<NameHit> hits;
  gazetteer_.find(division.substr(3), &hits);
  for (const NameHit& hit : hits) {
    if (gazetteer_.country(hit.place) == division.substr(0, 2) && gazetteer_.feature(hit.place) == "A.ADM1")
      return hit.place;
  }
  return kNoPlace;
}

// "Va." behind a place and a comma.
bool PlaceMatcher::short_division(PlaceText* text, int at, const std::vector<Toponym>& before,
                                  Toponym* out) const {
  if (before.empty() || before.back().phrase_end != at || text->gap_before(at) != Gap::kComma) return false;
  std::string_view division = rules_.container(text->folded(at));
  uint32_t place = division.empty() ? kNoPlace : division_place(division);
  if (place == kNoPlace) return false;
  out->begin = out->phrase_begin = at, out->end = out->phrase_end = at + 1;
  out->span = text->words()[at].span;
  if (out->span.end < text->text().size() && text->text()[out->span.end] == '.') ++out->span.end;
  out->key = key_hash(division);
  out->readings.push_back({place, true, false});
  mark(text, out);
  out->short_division = true;
  return true;
}

// "Hama, Syria", "Gainesville, Va.", "Hama in Syria".
void PlaceMatcher::containers(PlaceText* text, std::vector<Toponym>* all) const {
  for (size_t i = 0; i < all->size(); ++i) {
    Toponym& t = (*all)[i];
    int next = t.phrase_end;
    bool comma = text->gap_before(next) == Gap::kComma;
    bool space = text->gap_before(next) == Gap::kSpace;
    if (i + 1 == all->size()) continue;
    const Toponym& other = (*all)[i + 1];
    if (other.short_division && other.begin == next) {
      t.container_place = other.readings[0].place;
      continue;
    }
    bool adjacent = comma && (other.begin == next || other.phrase_begin == next);
    bool in = space && (other.phrase_begin == next + 1 || other.begin == next + 1) &&
              (text->folded(next) == "in" || text->folded(next) == "of");
    bool in_comma =
        comma && (other.phrase_begin == next + 1 || other.begin == next + 1) && text->folded(next) == "in";
    if (adjacent || in || in_comma) t.container = static_cast<int>(i + 1);
    t.contained_in = in || in_comma;
  }
}

// "Tell" of "Tell Zibdiya": half a name, whose other half no table knows.
bool PlaceMatcher::lone_element(PlaceText* text, const Toponym& t) const {
  bool goes_on = text->gap_before(t.end) == Gap::kSpace && text->capital(t.end);
  return goes_on && t.end - t.begin == 1 && gazetteer_.rules().is_element(text->folded(t.begin));
}

void PlaceMatcher::match(PlaceText* text, std::vector<Toponym>* out) const {
  for (int at = 0; at < text->size();) {
    Toponym found;
    if (!may_begin(text, at)) {
      ++at;
      continue;
    }
    if (short_division(text, at, *out, &found)) {
      out->push_back(std::move(found));
      ++at;
      continue;
    }
    bool named = longest_name(text, at, &found);
    if (named) {
      mark(text, &found);
      generic_words(text, &found);
    }
    if (named && found.of_a_group) {
      at = found.end;
      continue;
    }
    if (named && lone_element(text, found)) {
      at = found.end + 1;
      continue;
    }
    if (!named || found.common) {
      found = Toponym();
      std::string folded = text->folded(at);
      bool odd = rules_.common(folded) || !rules_.demonym(folded).empty();
      named = !odd && may_be_placed(text, at) && by_sound(text, at, &found);
      if (named) {
        mark(text, &found);
        generic_words(text, &found);
        bool placed = found.located || found.prepositioned || found.phrase_begin < found.begin ||
                      found.phrase_end > found.end || text->size() < kShortText;
        named = placed && !found.person && !found.organisation && !found.common;
      }
    }
    if (named && found.end - found.begin == 1 && !rules_.demonym(text->folded(at)).empty()) named = false;
    if (!named) {
      ++at;
      continue;
    }
    at = found.end;
    out->push_back(std::move(found));
  }
  containers(text, out);
}

}  // namespace bestand
