// What is to be answered of each word of a sentence: answers and how likely each is. Gold has one answer a word,
// teachers weigh several.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace bestand {

class Beliefs {
 public:
  struct Answer {
    int32_t what;
    float weight;  // those of a word add up to 1
  };

  size_t size() const { return ends_.size(); }
  bool empty() const { return ends_.empty(); }
  std::span<const Answer> of(size_t word) const {
    uint32_t first = word == 0 ? 0 : ends_[word - 1];
    return {answers_.data() + first, ends_[word] - first};
  }
  // Of the next word. Weights need not add up to 1 yet; without any, nothing is to be learned of the word.
  void push(std::span<const Answer> answers) {
    float sum = 0;
    for (const Answer& a : answers) sum += a.weight;
    for (const Answer& a : answers) answers_.push_back({a.what, a.weight / sum});
    ends_.push_back(static_cast<uint32_t>(answers_.size()));
  }
  void push(int32_t what) {
    const Answer sure[] = {{what, 1.0f}};
    push(sure);
  }
  void clear() {
    ends_.clear();
    answers_.clear();
  }

 private:
  std::vector<uint32_t> ends_;
  std::vector<Answer> answers_;
};

// What is to be learned of a sentence; `tree` holds the heads that the relations go with, -1 root. `head` counts the
// root as 0 and words from 1. What is not known is empty.
struct Lesson {
  Beliefs upos, morph, head, rel;
  std::vector<int32_t> tree;
};

}  // namespace bestand
