// A run of capital words (Arabic articles within it) counts when a comma and a known place follow, when a
// generic word for settlements stands before or behind it, or when it begins as names of places do ("Kafr", "Wadi") and
// stands behind a preposition of place or is called a location.
#include "ground/place_unknown.h"

#include <algorithm>
#include <unordered_map>

namespace bestand {
namespace {

constexpr int kLongestRun = 5;
constexpr int kPhraseWords = 24;
constexpr double kKnown = 0.5;
constexpr double kPerhapsKnown = 0.02;

class UnknownFinder {
 public:
  UnknownFinder(PlaceText* text, const PlaceRules& rules, const NameRules& names,
                const std::vector<Toponym>& known, const std::vector<double>& likely)
      : text_(text), rules_(rules), names_(names), known_(known) {
    taken_.resize(text->words().size());
    for (size_t i = 0; i < known.size(); ++i) {
      if (likely[i] >= kKnown) {
        begins_.emplace(known[i].begin, static_cast<int>(i));
        begins_.emplace(known[i].phrase_begin, static_cast<int>(i));
      }
      if (likely[i] < kPerhapsKnown) continue;
      for (int w = known[i].begin; w < known[i].end; ++w) taken_[w] = true;
    }
    phrase_ = is_place_phrase(text);
  }

  std::vector<UnknownPlace> find() {
    std::vector<UnknownPlace> out;
    for (int at = 0; at < text_->size();) {
      UnknownPlace place;
      if (run(at, &place) && presented(&place)) out.push_back(place);
      at = std::max(at + 1, place.end);
    }
    return out;
  }

 private:
  bool begins(int at) const {
    if (at >= text_->size() || taken_[at]) return false;
    if (text_->capital(at))
      return !rules_.common(text_->folded(at)) && rules_.demonym(text_->folded(at)).empty();
    return text_->words()[at].after == Gap::kHyphen && text_->capital(at + 1) &&
           names_.is_article(text_->folded(at));
  }

  bool run(int at, UnknownPlace* out) const {
    if (!begins(at)) return false;
    int end = at + 1;
    // "Umm [Qasab]": a word that is perhaps another place, within one name.
    const int over = text_->name_over(text_->words()[at].span);
    auto in_name = [&](int w) {
      return over >= 0 && text_->parse().names[over].span.contains(text_->words()[w].span) && begins_.find(w) == begins_.end();
    };
    while (end < text_->size() && end < at + kLongestRun && (!taken_[end] || in_name(end)) &&
           (text_->gap_before(end) == Gap::kSpace || text_->gap_before(end) == Gap::kHyphen) &&
           (text_->capital(end) || names_.is_article(text_->folded(end))))
      ++end;
    while (end > at && !text_->capital(end - 1)) --end;
    if (end == at) return false;
    out->begin = at, out->end = end;
    out->span = {text_->words()[at].span.begin, text_->words()[end - 1].stem_end};
    return true;
  }

  int following(int next) const {
    auto found = begins_.find(next);
    return found == begins_.end() ? -1 : found->second;
  }

  // The known place that the words behind say it lies in or near.
  int container(int end) const {
    int next = end;
    for (int commas = 0; commas < 3 && next < text_->size(); ++commas) {
      if (text_->gap_before(next) == Gap::kComma) {
        if (int found = following(next); found >= 0) return found;
        if (rules_.place_preposition(text_->folded(next))) {
          if (int found = following(next + 1); found >= 0) return found;
        }
        if (!phrase_) return -1;
      } else if (rules_.place_preposition(text_->folded(next)) && text_->gap_before(next) == Gap::kSpace) {
        if (int found = following(next + 1); found >= 0) return found;
        if (rules_.determiner(text_->folded(next + 1))) return following(next + 2);
      }
      while (next < text_->size() && text_->gap_before(++next) != Gap::kComma) {
        if (text_->gap_before(next) == Gap::kBreak && !phrase_) return -1;
      }
    }
    return -1;
  }

  bool generic_beside(const UnknownPlace& p) const {
    for (const GenericWord& g : rules_.generics()) {
      if (g.kind[0] == 'H' || g.kind.starts_with("A.PCL")) continue;
      int from = g.before ? p.begin - static_cast<int>(g.words.size()) : p.end;
      if (from < 0 || from + static_cast<int>(g.words.size()) > text_->size()) continue;
      bool fits = text_->gap_before(g.before ? p.begin : p.end) == Gap::kSpace;
      for (size_t i = 0; i < g.words.size() && fits; ++i)
        fits = text_->folded(from + static_cast<int>(i)) == g.words[i];
      if (fits) return true;
    }
    return false;
  }

  // "The village of Umm Qasab": a noun and a preposition before it say what it is, whatever it was tagged as.
  bool called_settlement(const UnknownPlace& p) const {
    return std::any_of(rules_.generics().begin(), rules_.generics().end(), [&](const GenericWord& g) {
      const int words = static_cast<int>(g.words.size()), from = p.begin - words;
      if (!g.before || g.kind[0] != 'P' || words < 2 || from < 0 || text_->gap_before(p.begin) != Gap::kSpace) return false;
      for (int i = 0; i < words; ++i) {
        if (text_->folded(from + i) != g.words[static_cast<size_t>(i)]) return false;
      }
      return true;
    });
  }

  // "10 Killed in Airstrike on Village", "In Southwestern Aleppo", "in GTA-stijl": its capitals say nothing.
  bool ordinary(const UnknownPlace& p) const {
    if (text_->gap_before(p.end) == Gap::kHyphen) return true;
    for (int w = p.begin; w < p.end; ++w) {
      const std::string& word = text_->folded(w);
      if (rules_.direction(PatternPart::kDirectionAdjective, word) || rules_.direction(PatternPart::kDirectionNoun, word) || rules_.strikes(word))
        return true;
      if (p.container >= 0) continue;
      if ((rules_.common(word) && !names_.is_article(word)) || text_->lower_elsewhere(w, text_->surface(w).size())) return true;
    }
    return false;
  }

  // "Shells fell on Barzamin", "the shelling of Barzamin", "Russia bombed Barzamin".
  bool struck(const UnknownPlace& p) const {
    const auto& tokens = text_->parse().tokens;
    auto [first, last] = text_->tokens(p.span);
    for (int32_t i = first; i < last; ++i) {
      const int32_t head = tokens[i].head;
      if (head >= first && head < last) continue;
      const Rel rel = tokens[i].rel;
      return head >= 0 && (rel == Rel::obj || rel == Rel::obl || rel == Rel::nmod) && rules_.strikes(tokens[head].lemma);
    }
    return false;
  }

  bool presented(UnknownPlace* p) const {
    int over = text_->name_over(p->span);
    NameType type = over >= 0 ? text_->parse().names[over].type : NameType::kMisc;
    // "In Tell Marzouban", whatever it was tagged as: no person's name begins so.
    const bool headed = p->end - p->begin > 1 && names_.is_place_head(text_->folded(p->begin));
    if (over >= 0 && type == NameType::kPer && !phrase_ && !headed && !generic_beside(*p)) return false;
    p->container = container(p->end);
    bool location = over >= 0 && type == NameType::kLoc;
    bool placed =
        text_->gap_before(p->begin) == Gap::kSpace && rules_.place_preposition(text_->folded(p->begin - 1));
    if (phrase_) return p->container >= 0 || (location && !ordinary(*p)) || generic_beside(*p);
    if ((headed && (placed || location)) || called_settlement(*p)) return true;
    if (over >= 0 && type == NameType::kOrg) return false;
    if (generic_beside(*p)) return location || placed || p->container >= 0;
    return location && !ordinary(*p) && (p->container >= 0 || (placed && rules_.situates(text_->folded(p->begin - 1))) || struck(*p));
  }

  PlaceText* text_;
  const PlaceRules& rules_;
  const NameRules& names_;
  const std::vector<Toponym>& known_;
  std::unordered_map<int, int> begins_;  // by word: the first known place whose name or phrase begins there
  std::vector<bool> taken_;
  bool phrase_ = false;
};

}  // namespace

bool is_place_phrase(PlaceText* text) {
  if (text->size() > kPhraseWords) return false;
  const auto& tokens = text->parse().tokens;
  return std::none_of(tokens.begin(), tokens.end(), [](const Token& t) {
    return t.upos == Upos::AUX || t.upos == Upos::PRON ||
           (t.upos == Upos::VERB && t.has_feat("VerbForm=Fin"));
  });
}

std::vector<UnknownPlace> find_unknown_places(PlaceText* text, const PlaceRules& rules,
                                              const NameRules& names, const std::vector<Toponym>& known,
                                              const std::vector<double>& likely) {
  return UnknownFinder(text, rules, names, known, likely).find();
}

}  // namespace bestand
