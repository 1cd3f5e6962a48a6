// Tagging, trees and names by linear models, greedily from left to right.
//
// Threads  const; scratch space is the caller's
// Source   arc-hybrid transitions with a dynamic oracle: Goldberg and Nivre, TACL 2013
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "parse/lex.h"
#include "parse/linear.h"
#include "parse/parse.h"

namespace bestand {

// The words of one sentence as the models see them.
struct Words {
  std::vector<Lex> lex;
  std::vector<uint8_t> upos;
  std::vector<uint16_t> feats;   // index into the model's list
  std::vector<int32_t> head;     // -1 root
  std::vector<uint16_t> rel;     // index into the model's list
  std::vector<uint8_t> name;     // 0 outside, 1 + 2 * type begins, 2 + 2 * type goes on
  size_t size() const { return lex.size(); }
  void resize(size_t n);
};

void tag_features(const Words& w, size_t i, std::vector<uint64_t>* out);
void name_features(const Words& w, size_t i, std::vector<uint64_t>* out);
void label_features(const Words& w, size_t i, std::vector<uint64_t>* out);
uint64_t feats_key(const Lex& lex, int ending, uint8_t upos);  // ending 0: whole word; 1-4: last characters

// State of the arc-hybrid system: a stack, the next word, and the arcs made.
class Arcs {
 public:
  enum Move { kShift, kLeft, kRight };
  explicit Arcs(size_t n) : n_(static_cast<int32_t>(n)), head(n, -1), left_(n, -1), right_(n, -1), left2_(n, -1), right2_(n, -1) {}
  bool done() const { return next_ >= n_ && stack_.size() <= 1; }
  bool can(Move m) const;
  void go(Move m);
  void features(const Words& w, std::vector<uint64_t>* out) const;
  // What each move costs in lost arcs of `gold` (heads, -1 for the root); bit m set = no loss.
  int free_moves(const std::vector<int32_t>& gold) const;

 private:
  int32_t s(size_t k) const { return k < stack_.size() ? stack_[stack_.size() - 1 - k] : -1; }
  void attach(int32_t child, int32_t parent);

  int32_t n_, next_ = 0;
  std::vector<int32_t> stack_;

 public:
  std::vector<int32_t> head;

 private:
  std::vector<int32_t> left_, right_, left2_, right2_;
};

}  // namespace bestand
