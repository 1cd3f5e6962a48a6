// Looking words up: lemma first, then form, then, for nouns of a compounding language, the longest known ending.
#include "claim/frame.h"

#include <algorithm>

namespace bestand {

const std::vector<Wording>* FrameSet::wordings(std::string_view key) const {
  auto at = wordings_.find(key);
  return at == wordings_.end() ? nullptr : &at->second;
}

ClassMask FrameSet::class_bit(std::string_view name) const {
  auto at = class_ids_.find(name);
  return at == class_ids_.end() ? 0 : ClassMask{1} << at->second;
}

const FrameSet::Form* FrameSet::form_of(std::string_view form) const {
  auto at = forms_.find(form);
  return at == forms_.end() ? nullptr : &at->second;
}

bool FrameSet::listed(std::string_view list, std::string_view word) const {
  auto at = listed_.find(word);
  return at != listed_.end() && at->second.contains(list);
}

ClassMask FrameSet::suffix_classes(std::string_view lemma) const {
  if (suffixes_.empty()) return 0;
  ClassMask out = 0;
  for (size_t n = std::min(longest_suffix_, lemma.size()); n >= 3; --n) {
    auto at = suffixes_.find(lemma.substr(lemma.size() - n));
    if (at != suffixes_.end()) return out | at->second;
  }
  return out;
}

std::vector<ClassMask> FrameSet::classify(const Tree& tree) const {
  std::vector<ClassMask> out(tree.size(), 0);
  auto matches = [&](int32_t token, const std::vector<std::string>& words) {
    int32_t last = tree.sentence(token).last;
    for (const std::string& word : words) {
      if (++token >= last || (tree.form(token) != word && tree.lemma(token) != word)) return false;
    }
    return true;
  };
  auto look = [&](std::string_view word, int32_t token) {
    auto at = words_.find(word);
    if (at == words_.end()) return;
    out[token] |= at->second.classes;
    for (const auto& [rest, bit] : at->second.sequences) {
      if (matches(token, rest)) out[token] |= bit;
    }
  };
  for (int32_t t = 0; t < tree.size(); ++t) {
    if (tree[t].upos == Upos::PUNCT) continue;
    if (tree[t].upos == Upos::VERB && tree[t].rel == Rel::case_) continue;  // "according to" is no accord
    look(tree.lemma(t), t);
    if (tree.form(t) != tree.lemma(t)) look(tree.form(t), t);
    bool noun = tree[t].upos == Upos::NOUN || tree[t].upos == Upos::PROPN || tree[t].upos == Upos::X;
    if (noun && out[t] == 0) {
      if (auto part = tree.last_part(t); part != tree.lemma(t)) look(part, t);
      out[t] |= suffix_classes(tree.lemma(t));
    }
  }
  return out;
}

double FrameSet::weight(ClassMask classes) const {
  double sum = 0;
  while (classes != 0) {
    int i = __builtin_ctzll(classes);
    sum += weights_[i];
    classes &= classes - 1;
  }
  return sum;
}

}  // namespace bestand
