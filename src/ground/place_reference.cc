#include "ground/place_reference.h"

#include <algorithm>
#include <optional>

namespace bestand {
namespace {

constexpr int kSentencesBack = 3;
constexpr int kWordsBetween = 2;
constexpr double kAround_m = 15e3;

struct Found {
  int begin = 0, end = 0;               // words
  const ReferenceNoun* noun = nullptr;  // null: an adverb
};

class References {
 public:
  References(PlaceText* text, const PlaceRules& rules, const std::vector<PlaceMention>& named)
      : text_(text), words_(rules.references()), named_(named) {}

  std::vector<PlaceMention> find() const {
    std::vector<PlaceMention> out;
    for (int at = 0; at < text_->size(); ++at) {
      std::optional<Found> found = reference(at);
      if (!found) continue;
      if (int to = antecedent(*found); to >= 0) out.push_back(mention(*found, to));
      at = found->end - 1;
    }
    return out;
  }

 private:
  Span span(const Found& f) const {
    return {text_->words()[f.begin].span.begin, text_->words()[f.end - 1].span.end};
  }

  std::optional<Found> reference(int at) const {
    if (words_.adverbs.contains(text_->folded(at)))
      return locative(at) ? std::optional(Found{at, at + 1, nullptr}) : std::nullopt;
    if (!words_.prepositions.contains(text_->folded(at))) return std::nullopt;
    if (!words_.determiners.contains(text_->folded(at + 1))) return std::nullopt;
    int noun = at + 2;
    while (noun < at + 2 + kWordsBetween && words_.between.contains(text_->folded(noun))) ++noun;
    auto found = words_.nouns.find(text_->folded(noun));
    if (found == words_.nouns.end() || text_->gap_before(noun + 1) == Gap::kHyphen || goes_on(noun + 1))
      return std::nullopt;
    return Found{at + 1, noun + 1, &found->second};
  }

  // "the area of Afrin", "de stad Aleppo", "in the area where": the words say which themselves.
  bool goes_on(int next) const {
    if (next >= text_->size() || text_->gap_before(next) != Gap::kSpace) return false;
    if (words_.not_before.contains(text_->folded(next))) return true;
    Span word = text_->words()[next].span;
    auto over = std::partition_point(named_.begin(), named_.end(), [&](const PlaceMention& m) { return m.span.end <= word.begin; });
    return text_->capital(next) || (over != named_.end() && over->span.overlaps(word));
  }

  // An adverb of place that stands by itself: not "there were", not "daar ... over".
  bool locative(int at) const {
    const auto& tokens = text_->parse().tokens;
    auto [first, last] = text_->tokens(text_->words()[at].span);
    if (last != first + 1 || tokens[first].upos != Upos::ADV) return false;
    const Rel rel = tokens[first].rel;
    if (rel != Rel::advmod && rel != Rel::obl && rel != Rel::root && rel != Rel::conj) return false;
    for (int32_t i = first + 1; i < static_cast<int32_t>(tokens.size()) && tokens[i].upos != Upos::PUNCT;
         ++i) {
      if (tokens[i].head == first) return false;  // "daar in de buurt", "there in"
      if (tokens[i].upos == Upos::ADP && tokens[i].rel != Rel::compound && tokens[i].head < i) return false;
    }
    return true;
  }

  int sentence(Span span) const {
    const auto& sentences = text_->parse().sentences;
    auto behind = std::partition_point(sentences.begin(), sentences.end(),
                                       [&](const Sentence& s) { return s.span.end <= span.begin; });
    return static_cast<int>(behind - sentences.begin());
  }

  static bool fits(const PlaceMention& m, const Found& f) {
    if (m.metonym || !m.area || m.relation == PlaceRelation::kBetween) return false;
    if (!f.noun || f.noun->kind.empty()) return true;
    std::string_view kinds = f.noun->kind;
    while (!kinds.empty()) {
      size_t end = std::min(kinds.find('|'), kinds.size());
      if (m.feature.starts_with(kinds.substr(0, end))) return true;
      kinds.remove_prefix(std::min(end + 1, kinds.size()));
    }
    return false;
  }

  // "Turkije voerde aanvallen uit in het gebied", "a truce brokered by Russia took effect in the country": a country that
  // acts is no place to go back to; as the country, only from another sentence.
  bool acts(const PlaceMention& m, const Found& f, bool here) const {
    if (!m.feature.starts_with("A.PCL") || m.head < 0) return false;
    const Parse& parse = text_->parse();
    int32_t head = m.head;
    while (parse.tokens[head].rel == Rel::conj && parse.tokens[head].head >= 0) head = parse.tokens[head].head;
    if (parse.tokens[head].rel == Rel::nsubj) return here || !f.noun || !f.noun->kind.starts_with("A.PCL");
    const auto& below = parse.children(head);
    return here && std::any_of(below.begin(), below.end(), [&](int32_t i) {
      return parse.tokens[i].rel == Rel::case_ && words_.agents.contains(fold(parse.tokens[i].form));
    });
  }

  // "Agreed in Moscow", "is in Stockholm, where delegations spoke": where people meet, unless nothing else is named.
  bool met_at(const PlaceMention& m) const {
    if (m.head < 0) return false;
    const Parse& parse = text_->parse();
    auto meets = [&](int32_t t) { return words_.meeting.contains(parse.tokens[t].lemma); };
    const int32_t head = parse.tokens[m.head].rel == Rel::appos ? parse.tokens[m.head].head : m.head;
    const int32_t verb = parse.tokens[head].head;
    if (verb >= 0 && parse.tokens[head].rel == Rel::obl && meets(verb)) return true;
    const int32_t next = m.last;  // "die Poetin in Moskou heeft afgesproken", hung on the man
    if (next < static_cast<int32_t>(parse.tokens.size()) && parse.tokens[next].upos == Upos::VERB && meets(next)) return true;
    const auto& below = parse.children(m.head);
    return std::any_of(below.begin(), below.end(), [&](int32_t i) { return parse.tokens[i].rel == Rel::acl && meets(i); });
  }

  // Index into `named_`, -1 for none.
  int antecedent(const Found& f) const {
    const Span here = span(f);
    const int own = sentence(here);
    int best = -1, best_back = kSentencesBack + 1;
    bool met = false;  // the best so far
    const uint32_t from = text_->parse().sentences.empty() ? 0 : text_->parse().sentences[std::max(0, own - kSentencesBack)].span.begin;
    auto first = std::partition_point(named_.begin(), named_.end(), [&](const PlaceMention& m) { return m.span.begin < from; });
    for (int i = static_cast<int>(first - named_.begin()); i < static_cast<int>(named_.size()) && named_[i].span.end <= here.begin; ++i) {
      const int back = own - sentence(named_[i].span);
      if (!fits(named_[i], f) || acts(named_[i], f, back == 0)) continue;
      if (back > best_back || back > kSentencesBack) continue;
      const bool venue = met_at(named_[i]);
      if (best >= 0 && venue && !met) continue;
      const bool smaller =
          best < 0 || met || back < best_back || named_[i].area->radius_m <= named_[best].area->radius_m;
      if (smaller) best = i, best_back = back, met = venue;
    }
    return best;
  }

  PlaceMention mention(const Found& f, int to) const {
    PlaceMention m = named_[to];
    m.span = m.phrase = span(f);
    std::tie(m.first, m.last) = text_->tokens(m.span);
    m.head = m.last > m.first ? m.last - 1 : m.first;  // a determiner, then the noun
    m.antecedent = to;
    m.candidates.clear();
    if (f.noun && f.noun->around && m.feature.starts_with("P")) {
      m.area = Area{m.area->centre, m.area->radius_m + kAround_m, {}};
      m.relation = PlaceRelation::kAround;
      m.precision = std::max(m.precision, 2);
    }
    return m;
  }

  PlaceText* text_;
  const ReferenceWords& words_;
  const std::vector<PlaceMention>& named_;
};

}  // namespace

void add_place_references(PlaceText* text, const PlaceRules& rules, std::vector<PlaceMention>* places) {
  std::vector<PlaceMention> found = References(text, rules, *places).find();
  if (found.empty()) return;
  std::vector<int32_t> moved;  // where each name stands once the references are among them
  size_t before = 0;
  for (const PlaceMention& m : *places) {
    while (before < found.size() && found[before].span < m.span) ++before;
    moved.push_back(static_cast<int32_t>(moved.size() + before));
  }
  for (PlaceMention& m : found) m.antecedent = moved[m.antecedent];
  places->insert(places->end(), std::make_move_iterator(found.begin()), std::make_move_iterator(found.end()));
  std::sort(places->begin(), places->end(), [](const auto& a, const auto& b) { return a.span < b.span; });
}

}  // namespace bestand
