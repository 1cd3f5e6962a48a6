#include "claim/tree.h"

#include <algorithm>

#include "base/utf8.h"

namespace bestand {
namespace {

bool plain_lower(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](unsigned char c) { return c < 128 && !(c >= 'A' && c <= 'Z'); });
}

std::string_view lowered(std::string_view text, StringArena* arena) {
  return plain_lower(text) ? text : arena->keep(lower(text));
}

std::string_view without_joints(std::string_view text, StringArena* arena) {
  if (text.find('_') == std::string_view::npos || text == "_") return text;
  std::string out(text);
  std::erase(out, '_');
  return arena->keep(out);
}

bool is_subject(Rel rel) { return rel == Rel::nsubj || rel == Rel::csubj; }

}  // namespace

Tree::Tree(const Parse& parse) : parse_(&parse) {
  lemmas_.reserve(parse.tokens.size());
  forms_.reserve(parse.tokens.size());
  for (const Token& t : parse.tokens) {
    forms_.push_back(lowered(t.form, &strings_));
    auto lemma = t.lemma.empty() || t.lemma == "_" ? forms_.back() : lowered(t.lemma, &strings_);
    lemmas_.push_back(without_joints(lemma, &strings_));
  }
  measure();
}

// One walk from every root numbers tokens so that dominance is a comparison, and reaches fold upwards.
void Tree::measure() {
  int32_t n = size();
  reach_.resize(n);
  depth_.assign(n, 0);
  enter_.assign(n, 0);
  leave_.assign(n, 0);
  for (int32_t i = 0; i < n; ++i) reach_[i] = {i, i + 1};
  std::vector<int32_t> open;
  std::vector<int32_t> order;
  order.reserve(n);
  for (int32_t root = 0; root < n; ++root) {
    if (parse_->tokens[root].head >= 0) continue;
    open.push_back(root);
    while (!open.empty()) {
      int32_t t = open.back();
      open.pop_back();
      enter_[t] = static_cast<int32_t>(order.size());
      order.push_back(t);
      for (int32_t c : children(t)) {
        depth_[c] = depth_[t] + 1;
        open.push_back(c);
      }
    }
  }
  for (int32_t t : order) leave_[t] = enter_[t];
  for (auto at = order.rbegin(); at != order.rend(); ++at) {
    int32_t up = parse_->tokens[*at].head;
    if (up < 0) continue;
    leave_[up] = std::max(leave_[up], leave_[*at]);
    reach_[up] = {std::min(reach_[up][0], reach_[*at][0]), std::max(reach_[up][1], reach_[*at][1])};
  }
}

std::string_view Tree::last_part(int32_t token) const {
  std::string_view lemma = parse_->tokens[token].lemma;
  auto at = lemma.rfind('_');
  if (at == std::string_view::npos || at + 1 >= lemma.size()) return lemmas_[token];
  // The joined form ends in the same bytes when lower-casing kept the length, as it does for Dutch words.
  size_t size = lemma.size() - at - 1;
  return lemmas_[token].size() >= size ? lemmas_[token].substr(lemmas_[token].size() - size) : lemmas_[token];
}

int32_t Tree::comma_before(int32_t token) const {
  const int32_t first = reach_[token][0];
  if ((*this)[first].form == ",") return first;
  return first > 0 && (*this)[first - 1].form == "," ? first - 1 : -1;
}

bool Tree::dominates(int32_t above, int32_t below) const {
  return enter_[above] <= enter_[below] && enter_[below] <= leave_[above];
}

int32_t Tree::child(int32_t token, std::initializer_list<Rel> rels) const {
  for (int32_t c : children(token)) {
    if (std::find(rels.begin(), rels.end(), (*this)[c].rel) != rels.end()) return c;
  }
  return -1;
}

int32_t Tree::child_lemma(int32_t token, std::string_view lemma) const {
  for (int32_t c : children(token)) {
    if (lemmas_[c] == lemma) return c;
  }
  return -1;
}

bool Tree::heads_clause(int32_t token) const {
  const Token& t = (*this)[token];
  if (t.head < 0 || t.upos == Upos::VERB) return true;
  switch (t.rel) {
    case Rel::ccomp: case Rel::xcomp: case Rel::advcl: case Rel::csubj: case Rel::parataxis: return true;
    default: break;
  }
  return child(token, {Rel::cop, Rel::nsubj, Rel::csubj}) >= 0;
}

int32_t Tree::clause_head(int32_t token) const {
  while (!heads_clause(token)) token = (*this)[token].head;
  return token;
}

int32_t Tree::subject(int32_t head) const {
  for (int32_t at = head; at >= 0; at = (*this)[at].head) {
    for (int32_t c : children(at)) {
      if (is_subject((*this)[c].rel)) return c;
    }
    Rel rel = (*this)[at].rel;
    if (rel != Rel::conj && rel != Rel::xcomp) return -1;
  }
  return -1;
}

std::string Tree::case_of(int32_t token) const {
  for (int32_t c : children(token)) {
    if ((*this)[c].rel != Rel::case_ && (*this)[c].rel != Rel::mark) continue;
    std::string out(lemmas_[c]);
    for (int32_t f : children(c)) {
      if ((*this)[f].rel == Rel::fixed) out.append("_").append(lemmas_[f]);
    }
    return out;
  }
  return {};
}

Span Tree::word_span(int32_t token) const {
  Span whole = (*this)[token].span;
  int32_t first = token, last = token + 1;
  while (first > 0 && (*this)[first - 1].span == whole) --first;
  while (last < size() && (*this)[last].span == whole) ++last;
  if (last - first == 1) return whole;
  uint32_t total = 0, before = 0;
  for (int32_t i = first; i < last; ++i) {
    if (i == token) before = total;
    total += static_cast<uint32_t>((*this)[i].form.size());
  }
  if (total != whole.size()) return whole;
  uint32_t begin = whole.begin + before;
  return {begin, begin + static_cast<uint32_t>((*this)[token].form.size())};
}

Span Tree::trimmed(int32_t first, int32_t last) const {
  while (first < last && (*this)[first].upos == Upos::PUNCT) ++first;
  while (last > first && (*this)[last - 1].upos == Upos::PUNCT) --last;
  if (first >= last) return {};
  return parse_->span(first, last);
}

}  // namespace bestand
