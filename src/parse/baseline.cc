#include "parse/baseline.h"

#include <algorithm>

namespace bestand {
namespace {

uint64_t key(uint64_t slot, uint64_t a, uint64_t b = 0, uint64_t c = 0) {
  return mix_hash(mix_hash(mix_hash(slot + 1000, a), b), c);
}
const Lex kOutside;

const Lex& word(const Words& w, int64_t i) {
  return i < 0 || i >= static_cast<int64_t>(w.size()) ? kOutside : w.lex[i];
}
uint64_t tag(const Words& w, int64_t i) { return i < 0 || i >= static_cast<int64_t>(w.size()) ? 30 : w.upos[i]; }
uint64_t fine(const Words& w, int64_t i) {
  return i < 0 || i >= static_cast<int64_t>(w.size()) ? 99 : w.upos[i] + 32ull * (w.feats[i] + 1);
}

}  // namespace

void Words::resize(size_t n) {
  lex.resize(n);
  upos.assign(n, 30);
  feats.assign(n, 0);
  head.assign(n, -1);
  rel.assign(n, 0);
  name.assign(n, 0);
}

void tag_features(const Words& w, size_t at, std::vector<uint64_t>* out) {
  out->clear();
  int64_t i = static_cast<int64_t>(at);
  const Lex &l = word(w, i), &p = word(w, i - 1), &n = word(w, i + 1);
  uint64_t t1 = tag(w, i - 1), t2 = tag(w, i - 2), first = i == 0;
  auto add = [&](uint64_t h) { out->push_back(h); };
  add(key(0, l.lower));
  add(key(1, l.lower, t1));
  add(key(2, l.lower, l.upper, first));
  for (int k = 0; k < 4; ++k) add(key(3 + k, l.suffix[k]));
  for (int k = 0; k < 3; ++k) add(key(7 + k, l.prefix[k]));
  add(key(10, l.shape, first));
  add(key(11, t1));
  add(key(12, t1, t2));
  add(key(13, p.lower));
  add(key(14, n.lower));
  add(key(15, word(w, i - 2).lower));
  add(key(16, word(w, i + 2).lower));
  add(key(17, p.lower, l.lower));
  add(key(18, l.lower, n.lower));
  add(key(19, p.suffix[2], l.suffix[2]));
  add(key(20, l.suffix[2], n.suffix[2]));
  add(key(21, n.suffix[2], t1));
  add(key(22, l.suffix[2], t1));
  add(key(23, n.shape, l.shape));
  add(key(24, l.suffix[1], l.shape, first));
  add(key(25, p.lower, n.lower));
}

void name_features(const Words& w, size_t at, std::vector<uint64_t>* out) {
  out->clear();
  int64_t i = static_cast<int64_t>(at);
  const Lex &l = word(w, i), &p = word(w, i - 1), &n = word(w, i + 1), &n2 = word(w, i + 2);
  uint64_t t1 = i > 0 ? w.name[i - 1] : 0, u = tag(w, i), first = i == 0;
  auto add = [&](uint64_t h) { out->push_back(h); };
  add(key(0, l.lower, l.upper));
  add(key(1, l.lower, t1));
  add(key(2, p.lower, l.shape));
  add(key(3, n.lower, l.shape));
  add(key(4, p.lower, t1, l.upper));
  add(key(5, l.shape, t1, first));
  for (int k = 1; k < 4; ++k) add(key(6 + k, l.suffix[k], l.upper));
  for (int k = 1; k < 3; ++k) add(key(10 + k, l.prefix[k], l.upper));
  add(key(13, u, tag(w, i - 1), tag(w, i + 1)));
  add(key(14, u, t1, l.upper));
  add(key(15, p.lower, l.lower));
  add(key(16, l.lower, n.lower));
  add(key(17, p.shape, l.shape, n.shape));
  add(key(18, p.lower, u, n.lower));
  add(key(19, word(w, i - 2).lower, l.upper, p.lower));
  add(key(20, n2.lower, n.lower, l.upper));
  add(key(21, n.shape, n2.shape, l.shape));
  add(key(22, p.suffix[2], u, t1));
  add(key(23, n.suffix[2], u, t1));
}

void label_features(const Words& w, size_t at, std::vector<uint64_t>* out) {
  out->clear();
  int64_t i = static_cast<int64_t>(at), h = w.head[i];
  const Lex &l = word(w, i), &hl = word(w, h);
  uint64_t u = fine(w, i), hu = fine(w, h), t = tag(w, i), ht = tag(w, h);
  uint64_t side = h < 0 ? 2 : i < h;
  uint64_t far = h < 0 ? 0 : std::min<int64_t>(std::abs(h - i), 6);
  int64_t left = -1, first = -1, kids = 0, before = 0;
  for (int64_t k = 0; k < static_cast<int64_t>(w.size()); ++k) {  // the word's first child, its head's sister before it
    if (w.head[k] == i) {
      if (first < 0) first = k;
      ++kids;
    }
    if (w.head[k] == h && k < i) {
      left = k;
      ++before;
    }
  }
  auto add = [&](uint64_t x) { out->push_back(x); };
  add(key(0, t, ht, side));
  add(key(1, u, hu, side));
  add(key(2, l.lower, ht, side));
  add(key(3, hl.lower, t, side));
  add(key(4, l.lower, hl.lower, side));
  add(key(5, l.suffix[2], u, hu));
  add(key(6, u, hu, far * 4 + side));
  add(key(7, u, fine(w, first), ht * 4 + side));
  add(key(8, word(w, first).lower, u, ht * 4 + side));
  add(key(9, word(w, first).lower, hl.lower, t));
  add(key(10, fine(w, left), u, hu * 4 + side));
  add(key(11, tag(w, i - 1), t, tag(w, i + 1)));
  add(key(12, word(w, i - 1).lower, t, ht * 4 + side));
  add(key(13, word(w, i + 1).lower, t, ht * 4 + side));
  add(key(14, t, std::min<int64_t>(kids, 4), ht * 4 + side));
  add(key(15, u, std::min<int64_t>(before, 4), hu * 4 + side));
  add(key(16, h < 0 ? 0 : tag(w, w.head[h]), u, hu));
  add(key(17, h < 0 ? 0 : w.rel[h], t, ht * 4 + side));
  add(key(18, l.lower, h < 0 ? 0 : w.rel[h], side));
}

uint64_t feats_key(const Lex& l, int ending, uint8_t upos) {
  return mix_hash(mix_hash(ending ? l.suffix[ending - 1] : l.lower, upos + 501u), ending + 7u) | 1;
}

bool Arcs::can(Move m) const {
  if (m == kShift) return next_ < n_;
  if (m == kLeft) return next_ < n_ && !stack_.empty();
  return stack_.size() > 1;
}

void Arcs::attach(int32_t child, int32_t parent) {
  head[child] = parent;
  auto& near = child < parent ? left_[parent] : right_[parent];
  (child < parent ? left2_ : right2_)[parent] = near;
  near = child;
}

void Arcs::go(Move m) {
  if (m == kShift) {
    stack_.push_back(next_++);
    return;
  }
  int32_t child = stack_.back();
  stack_.pop_back();
  attach(child, m == kLeft ? next_ : stack_.back());
}

int Arcs::free_moves(const std::vector<int32_t>& gold) const {
  int free = 0;
  int32_t b = next_ < n_ ? next_ : -1, top = s(0), below = s(1);
  if (can(kShift)) {
    bool loses = false;
    for (size_t k = 0; k < stack_.size(); ++k) {
      int32_t x = stack_[k];
      if (gold[x] == b) loses = true;
      if (gold[b] == x && k + 1 < stack_.size()) loses = true;
    }
    if (!loses) free |= 1 << kShift;
  }
  if (can(kLeft)) {
    bool loses = gold[top] < 0 || (below >= 0 && gold[top] == below);
    for (int32_t x = b; x < n_ && !loses; ++x) loses = gold[x] == top || (x != b && gold[top] == x);
    if (!loses) free |= 1 << kLeft;
  }
  if (can(kRight)) {
    bool loses = gold[top] < 0;
    for (int32_t x = next_; x < n_ && !loses; ++x) loses = gold[x] == top || gold[top] == x;
    if (!loses) free |= 1 << kRight;
  }
  return free;
}

void Arcs::features(const Words& w, std::vector<uint64_t>* out) const {
  out->clear();
  int32_t s0 = s(0), s1 = s(1), s2 = s(2), b0 = next_ < n_ ? next_ : -1, b1 = next_ + 1, b2 = next_ + 2;
  auto kid = [](const std::vector<int32_t>& of, int32_t i) { return i < 0 ? -1 : of[i]; };
  int32_t s0l = kid(left_, s0), s0r = kid(right_, s0), s1l = kid(left_, s1), s1r = kid(right_, s1), b0l = kid(left_, b0);
  uint64_t w0 = word(w, s0).lower, w1 = word(w, s1).lower, wb = word(w, b0).lower, wb1 = word(w, b1).lower;
  uint64_t t0 = tag(w, s0), t1 = tag(w, s1), t2 = tag(w, s2), tb = tag(w, b0), tb1 = tag(w, b1), tb2 = tag(w, b2);
  uint64_t f0 = fine(w, s0), f1 = fine(w, s1), fb = fine(w, b0), fb1 = fine(w, b1);
  uint64_t far = s0 < 0 || b0 < 0 ? 0 : std::min(b0 - s0, 7), far1 = s1 < 0 ? 0 : std::min(s0 - s1, 7);
  auto add = [&](uint64_t x) { out->push_back(x); };
  add(key(0, w0, t0)); add(key(1, w1, t1)); add(key(2, wb, tb)); add(key(3, wb1, tb1));
  add(key(4, f0, fb)); add(key(5, f0, f1)); add(key(6, f0, f1, fb)); add(key(7, w0, fb)); add(key(8, f0, wb));
  add(key(9, w0, wb)); add(key(10, w0, w1)); add(key(11, w0, f1)); add(key(12, f0, w1));
  add(key(13, t0, tb, tb1)); add(key(14, t1, t0, tb * 32 + tb1)); add(key(15, t2, t1, t0 * 32 + tb));
  add(key(16, tb, tb1, tb2 * 32 + t0)); add(key(17, f0, fb, far)); add(key(18, f0, f1, far1));
  add(key(19, w0, tb, far)); add(key(20, t0, wb, far)); add(key(21, t0, fine(w, s0l), fb)); add(key(22, t0, fine(w, s0r), fb));
  add(key(23, f0, fine(w, b0l), fb)); add(key(24, t1, fine(w, s1r), f0)); add(key(25, t1, fine(w, s1l), f0));
  add(key(26, fine(w, s0l) * 64 + t0, fine(w, s0r), t1 * 32 + tb)); add(key(27, word(w, s0l).lower, t0, tb));
  add(key(28, word(w, s0r).lower, t0, tb)); add(key(29, word(w, b0l).lower, t0, tb));
  add(key(30, w0, fb1)); add(key(31, f0, fb, fb1)); add(key(32, wb, t0, t1)); add(key(33, w0, t1, tb));
  add(key(34, tag(w, kid(left2_, s0)), tag(w, s0l), t0 * 32 + tb)); add(key(35, tag(w, kid(right2_, s0)), tag(w, s0r), t0 * 32 + tb));
  add(key(36, tag(w, kid(left2_, b0)), tag(w, b0l), t0 * 32 + tb)); add(key(37, s0 < 0, b0 < 0, s1 < 0));
  add(key(38, word(w, s0).suffix[2], tb, t1)); add(key(39, word(w, b0).suffix[2], t0, t1));
  add(key(40, t0, tb, far * 64 + far1 * 8 + (s0 >= 0 && head[s0] >= 0)));
}

}  // namespace bestand
