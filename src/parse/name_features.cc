#include "parse/name_features.h"

#include <algorithm>
#include <array>
#include <bit>

namespace bestand {
namespace {

constexpr int32_t kLongestPhrase = 7;

const Lex& outside() {
  static const Lex kOutside = [] {
    Lex out;
    out.lower = out.shape = 0x5EED;
    return out;
  }();
  return kOutside;
}

bool capital(const Lex& word) { return word.upper || word.digit; }

}  // namespace

void NameFeatures::read(std::span<const Lex> words, const Parse& parse, const HashTable& lists) {
  words_ = words;
  parse_ = &parse;
  lists_ = &lists;
  marks_.assign(words.size(), {});
  mark_phrases();
  find_runs();
}

void NameFeatures::mark_phrases() {
  for (const Sentence& s : parse_->sentences) {
    for (int32_t i = s.first; i < s.last; ++i) {
      constexpr int32_t kAhead = 4;
      if (i + kAhead < s.last) lists_->prefetch(phrase_key(0, words_[i + kAhead].lower));
      uint64_t key = 0;
      std::array<int32_t, kNameLists> ends{};
      for (int32_t k = i; k < std::min(s.last, i + kLongestPhrase); ++k) {
        key = phrase_key(key, words_[k].lower);
        uint32_t found = lists_->find(key, 0);
        if (k == i) marks_[i].cluster = found >> kClusterShift & (2 * kHasCluster - 1);
        for (uint32_t bits = found & kListBits; bits != 0; bits &= bits - 1)
          ends[static_cast<size_t>(std::countr_zero(bits))] = k + 1;
        if (!(found & kLongerPhrase)) break;
      }
      for (uint32_t list = 0; list < kNameLists; ++list) {
        bool names = list < static_cast<uint32_t>(NameList::kPersonTitle) ||
                     list == static_cast<uint32_t>(NameList::kOtherName);
        if (ends[list] == 0 || (names && ends[list] > i + 1 && !words_[i].upper)) continue;
        marks_[i].begins |= 1u << list;
        for (int32_t k = i; k < ends[list]; ++k) {
          marks_[k].lists |= 1u << list;
          marks_[k].phrase |= ends[list] > i + 1;
        }
      }
    }
  }
}

void NameFeatures::find_runs() {
  runs_.assign(words_.size(), {0, 0});
  for (const Sentence& s : parse_->sentences) {
    for (int32_t i = s.first; i < s.last;) {
      if (!capital(words_[i])) {
        runs_[i] = {i, i + 1};
        ++i;
        continue;
      }
      int32_t end = i + 1;
      while (end < s.last && capital(words_[end])) ++end;
      for (int32_t k = i; k < end; ++k) runs_[k] = {i, end};
      i = end;
    }
  }
}

const Lex& NameFeatures::word(int32_t i) const {
  return i < first_ || i >= last_ ? outside() : words_[static_cast<size_t>(i)];
}

uint64_t NameFeatures::tag(int32_t i) const {
  return i < first_ || i >= last_ ? 99 : static_cast<uint64_t>(parse_->tokens[static_cast<size_t>(i)].upos);
}

bool NameFeatures::plain(int32_t i) const {
  const auto at = static_cast<size_t>(i);
  const Sentence& s = parse_->sentences[static_cast<size_t>(parse_->tokens[at].sentence)];
  constexpr uint32_t kCommon = 1u << static_cast<uint32_t>(NameList::kCommonWord);
  for (int32_t k = std::max(s.first, i - 1); k < std::min(s.last, i + 2); ++k) {
    if (capital(words_[static_cast<size_t>(k)])) return false;
  }
  return !words_[at].alpha || (marks_[at].lists & kCommon);
}

std::span<const uint64_t> NameFeatures::of(int32_t i) {
  const Sentence& s = parse_->sentences[static_cast<size_t>(parse_->tokens[static_cast<size_t>(i)].sentence)];
  first_ = s.first;
  last_ = s.last;
  count_ = 0;
  add(0, 0);
  add_words(i);
  add_shapes(i);
  add_lists(i);
  add_tree(i);
  add_run(i);
  add_clusters(i);
  return {out_.data(), count_};
}

void NameFeatures::add_words(int32_t i) {
  const Lex &w = word(i), &before = word(i - 1), &after = word(i + 1);
  add(1, w.lower);
  add(2, before.lower);
  add(3, after.lower);
  add(4, word(i - 2).lower);
  add(5, word(i + 2).lower);
  add(6, mix_hash(before.lower, w.lower));
  add(7, mix_hash(w.lower, after.lower));
  add(8, mix_hash(before.lower, after.lower));
  add(9, mix_hash(w.lower, w.shape));
  for (uint32_t k = 0; k < 5; ++k) add(10 + k, w.suffix[k + 1]);
  for (uint32_t k = 0; k < 4; ++k) add(15 + k, w.prefix[k]);
  add(19, before.suffix[2]);
  add(20, after.suffix[2]);
  std::string_view form = parse_->tokens[static_cast<size_t>(i)].form;
  size_t hyphen = form.rfind('-');
  if (hyphen == std::string_view::npos || hyphen == 0 || hyphen + 1 == form.size()) return;
  Lex head = lex(form.substr(hyphen + 1)), start = lex(form.substr(0, form.find('-')));
  add(21, mix_hash(head.lower, head.shape));
  add(22, head.suffix[2]);
  add(23, start.lower);
  add(24, lists_->find(phrase_key(0, head.lower), 0) & kListBits);
  add(25, lists_->find(phrase_key(0, start.lower), 0) & kListBits);
}

void NameFeatures::add_shapes(int32_t i) {
  const Lex &w = word(i), &before = word(i - 1), &after = word(i + 1);
  add(30, w.shape);
  add(31, before.shape);
  add(32, after.shape);
  add(33, mix_hash(before.shape, w.shape));
  add(34, mix_hash(w.shape, after.shape));
  add(35, mix_hash(mix_hash(before.shape, w.shape), after.shape));
  add(36, mix_hash(w.shape, before.lower));
  add(37, mix_hash(w.shape, after.lower));
  add(38, mix_hash(w.shape, mix_hash(before.lower, word(i - 2).lower)));
  add(39, mix_hash(w.shape, mix_hash(after.lower, word(i + 2).lower)));
  add(40, tag(i));
  add(41, tag(i - 1));
  add(42, tag(i + 1));
  add(43, tag(i - 1) * 100 + tag(i));
  add(44, tag(i) * 100 + tag(i + 1));
  add(45, (tag(i - 1) * 100 + tag(i)) * 100 + tag(i + 1));
  add(46, mix_hash(w.shape, tag(i)));
  add(47, mix_hash(w.shape, tag(i - 2) * 100 + tag(i - 1)));
  if (i == first_) {
    add(48, w.lower);
    add(49, mix_hash(w.shape, tag(i)));
    add(50, mix_hash(tag(i), tag(i + 1)));
  }
}

void NameFeatures::add_lists(int32_t i) {
  auto marks = [&](int32_t k) -> uint64_t {
    if (k < first_ || k >= last_) return 1u << 30;
    const Marks& m = marks_[static_cast<size_t>(k)];
    return m.lists | static_cast<uint64_t>(m.phrase) << 24;
  };
  const Lex& w = word(i);
  const Marks& m = marks_[static_cast<size_t>(i)];
  uint64_t initial = i == first_;
  for (uint32_t bits = m.lists; bits != 0; bits &= bits - 1) {
    auto list = static_cast<uint64_t>(std::countr_zero(bits));
    uint64_t part = (m.begins >> list & 1) + 2 * m.phrase;
    add(60, list * 4 + part);
    add(61, mix_hash(w.shape, list * 4 + part));
    add(62, mix_hash(word(i - 1).lower, list));
    add(63, mix_hash(word(i + 1).shape, list * 4 + part));
  }
  add(64, marks(i) * 2 + initial);
  add(65, mix_hash(marks(i), w.shape));
  add(66, mix_hash(marks(i - 1), w.shape));
  add(67, mix_hash(marks(i + 1), w.shape));
  add(68, mix_hash(marks(i - 1), marks(i)));
  add(69, mix_hash(marks(i), marks(i + 1)));
  add(70, mix_hash(marks(i - 2), w.shape));
  add(71, mix_hash(marks(i), tag(i)));
}

void NameFeatures::add_tree(int32_t i) {
  const Token& t = parse_->tokens[static_cast<size_t>(i)];
  const Lex& w = word(i);
  auto rel = static_cast<uint64_t>(t.rel);
  add(80, rel);
  add(81, mix_hash(w.shape, rel));
  const Lex& head = t.head < 0 ? outside() : word(t.head);
  add(82, mix_hash(head.lower, rel));
  add(83, mix_hash(mix_hash(head.shape, w.shape), rel));
  add(84, mix_hash(head.suffix[2], mix_hash(w.shape, rel)));
  if (t.head < 0) return;
  add(85, mix_hash(marks_[static_cast<size_t>(t.head)].lists, mix_hash(w.shape, rel)));
  if (t.rel == Rel::nsubj) {
    const std::string_view lemma = parse_->tokens[static_cast<size_t>(t.head)].lemma;
    uint32_t lists = lists_->find(phrase_key(0, lower_hash(lemma)), 0);
    add(88, mix_hash(w.shape, lists >> static_cast<uint32_t>(NameList::kPersonVerb) & 1));
  }
  const Token& above = parse_->tokens[static_cast<size_t>(t.head)];
  if (t.rel == Rel::flat || t.rel == Rel::appos || t.rel == Rel::conj) {  // what holds of the head holds here
    add(86, mix_hash(static_cast<uint64_t>(above.rel), rel));
    add(87, mix_hash(above.head < 0 ? 0 : word(above.head).lower, static_cast<uint64_t>(above.rel)));
  }
}

void NameFeatures::add_run(int32_t i) {
  const Run& run = runs_[static_cast<size_t>(i)];
  if (!capital(word(i))) return;
  auto place = static_cast<uint64_t>(std::min(3, i - run.first) * 4 + std::min(3, run.last - 1 - i));
  add(90, place);
  add(91, mix_hash(word(i).shape, place));
  add(92, mix_hash(word(run.first - 1).lower, place));
  add(93, mix_hash(word(run.last).lower, place));
  if (run.last == run.first + 1) return;
  const Lex &first = word(run.first), &last = word(run.last - 1);
  add(94, first.lower);
  add(95, last.lower);
  add(96, last.suffix[2]);
  add(97, marks_[static_cast<size_t>(run.first)].lists);
  add(98, marks_[static_cast<size_t>(run.last - 1)].lists);
}

uint64_t NameFeatures::cluster(int32_t i, int bits) const {
  if (i < first_ || i >= last_) return 1;
  const uint32_t c = marks_[static_cast<size_t>(i)].cluster;
  return c == 0 ? 0 : c >> (kClusterDepth - bits);
}

void NameFeatures::add_clusters(int32_t i) {
  const Lex& w = word(i);
  constexpr int kCoarse = 4, kMiddle = 7;
  if (cluster(i, kClusterDepth) != 0) {
    for (int bits : {kCoarse, kMiddle, kClusterDepth}) add(110, cluster(i, bits));
    add(111, mix_hash(w.shape, cluster(i, kMiddle)));
  }
  for (int32_t beside : {-2, -1, 1, 2}) {
    const auto at = static_cast<uint32_t>(beside + 2);
    if (cluster(i + beside, kClusterDepth) == 0) continue;
    add(112 + at, cluster(i + beside, kMiddle));
    if (at == 1 || at == 3) {
      add(117 + at, mix_hash(w.shape, cluster(i + beside, kClusterDepth)));
      add(122 + at, mix_hash(cluster(i, kMiddle), cluster(i + beside, kMiddle)));
    }
  }
  const Token& t = parse_->tokens[static_cast<size_t>(i)];
  if (t.head >= 0) add(127, mix_hash(mix_hash(w.shape, static_cast<uint64_t>(t.rel)), cluster(t.head, kMiddle)));
  const Run& run = runs_[static_cast<size_t>(i)];
  if (!capital(w) || run.last == run.first + 1) return;
  add(128, cluster(run.first, kMiddle));
  add(129, cluster(run.last - 1, kMiddle));
}

}  // namespace bestand
