#include "ground/place_text.h"

#include <algorithm>

#include "base/utf8.h"

namespace bestand {
namespace {

std::string without_points(std::string_view text) {
  std::string out = fold(text);
  std::erase_if(out, [](char c) { return c == '\'' || c == '.'; });
  return out;
}

}  // namespace

PlaceText::PlaceText(const Document& document, const Parse& parse) : text_(document.text), parse_(parse) {
  cut_words(text_, &words_);
  folded_.resize(words_.size());
}

const std::string& PlaceText::folded(int word) {
  if (word < 0 || word >= size()) return none_;
  if (folded_[word].empty()) folded_[word] = without_points(surface(word));
  return folded_[word];
}

std::string PlaceText::stem(int word) const {
  return without_points(quote(text_, {words_[word].span.begin, words_[word].stem_end}));
}

bool PlaceText::lower_elsewhere(int word, size_t bytes) {
  if (lower_.empty()) {
    for (int i = 0; i < size(); ++i) {
      if (!capital(i)) lower_.insert(folded(i) + ' ' + std::to_string(words_[i].span.size()));
    }
    lower_.insert(" ");  // filled, if with nothing
  }
  return lower_.contains(folded(word) + ' ' + std::to_string(bytes));
}

bool PlaceText::all_capitals(int word) const {
  std::string_view shown = surface(word);
  return std::none_of(shown.begin(), shown.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

std::pair<int32_t, int32_t> PlaceText::tokens(Span span) const {
  const auto& all = parse_.tokens;
  auto first =
      std::partition_point(all.begin(), all.end(), [&](const Token& t) { return t.span.end <= span.begin; });
  auto last = first;
  while (last != all.end() && last->span.begin < span.end) ++last;
  return {static_cast<int32_t>(first - all.begin()), static_cast<int32_t>(last - all.begin())};
}

int PlaceText::name_over(Span span) const {
  const auto& all = parse_.names;
  auto at =
      std::partition_point(all.begin(), all.end(), [&](const Name& n) { return n.span.end <= span.begin; });
  return at != all.end() && at->span.overlaps(span) ? static_cast<int>(at - all.begin()) : -1;
}

}  // namespace bestand
