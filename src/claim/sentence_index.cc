#include "claim/sentence_index.h"

#include <algorithm>

namespace bestand {

void SentenceIndex::put(int32_t item, int32_t sentence) {
  auto& list = of_[sentence];
  if (list.empty() || list.back() != item) list.push_back(item);
}

void SentenceIndex::add(int32_t item, int32_t first, int32_t last) {
  const auto& tokens = parse_->tokens;
  first = std::max(first, 0), last = std::min(last, static_cast<int32_t>(tokens.size()));
  if (first >= last) return;
  for (int32_t s = tokens[first].sentence; s <= tokens[last - 1].sentence; ++s) put(item, s);
}

int32_t SentenceIndex::sentence_at(uint32_t byte) const {
  const auto& all = parse_->sentences;
  auto at = std::partition_point(all.begin(), all.end(), [&](const Sentence& s) { return s.span.end <= byte; });
  return static_cast<int32_t>(at - all.begin());
}

void SentenceIndex::add(int32_t item, Span span) {
  for (int32_t s = sentence_at(span.begin); s < static_cast<int32_t>(of_.size()); ++s) {
    if (parse_->sentences[s].span.begin >= span.end) break;
    put(item, s);
  }
}

std::vector<int32_t> SentenceIndex::in(std::vector<int32_t> sentences) const {
  if (sentences.size() == 1) return of_[sentences[0]];
  std::vector<int32_t> out;
  std::sort(sentences.begin(), sentences.end());
  sentences.erase(std::unique(sentences.begin(), sentences.end()), sentences.end());
  for (int32_t s : sentences) out.insert(out.end(), of_[s].begin(), of_[s].end());
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

std::vector<int32_t> SentenceIndex::at(Span span) const {
  std::vector<int32_t> sentences;
  for (int32_t s = sentence_at(span.begin); s < static_cast<int32_t>(of_.size()); ++s) {
    if (parse_->sentences[s].span.begin >= span.end) break;
    sentences.push_back(s);
  }
  return in(std::move(sentences));
}

}  // namespace bestand
