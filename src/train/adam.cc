#include "train/adam.h"

#include <cmath>

namespace bestand {
namespace {

struct Step {
  float rate, first, second, epsilon;
};

Step corrected(const Adam& adam) {
  double t = static_cast<double>(adam.step);
  double rate = adam.rate * std::sqrt(1 - std::pow(adam.second, t)) / (1 - std::pow(adam.first, t));
  return {static_cast<float>(rate), adam.first, adam.second, adam.epsilon};
}

void move_range(const Step& s, float scale, size_t n, float* w, float* g, float* m, float* v) {
  for (size_t i = 0; i < n; ++i) {
    float x = g[i] * scale;
    m[i] = s.first * m[i] + (1 - s.first) * x;
    v[i] = s.second * v[i] + (1 - s.second) * x * x;
    w[i] -= s.rate * m[i] / (std::sqrt(v[i]) + s.epsilon);
    g[i] = 0;
  }
}

void fill(std::vector<float>* w, size_t n, float range, Random* random) {
  w->resize(n);
  for (float& x : *w) x = (random->unit() * 2 - 1) * range;
}

}  // namespace

void Param::init(std::string n, size_t r, size_t c, float range, Random* random) {
  name = std::move(n);
  rows = r;
  cols = c;
  fill(&w, r * c, range, random);
  g.assign(r * c, 0);
  m = v = g;
}

void Param::move(const Adam& adam, float scale) {
  move_range(corrected(adam), scale, w.size(), w.data(), g.data(), m.data(), v.data());
}

std::vector<float> Param::transposed() const {
  std::vector<float> out(w.size());
  for (size_t r = 0; r < rows; ++r) {
    for (size_t c = 0; c < cols; ++c) out[c * rows + r] = w[r * cols + c];
  }
  return out;
}

void Embedding::init(std::string n, size_t r, size_t c, float range, Random* random) {
  name = std::move(n);
  rows = r;
  cols = c;
  fill(&w, r * c, range, random);
  g.assign(r * c, 0);
  m = v = g;
  dirty.assign(r, 0);
  learned.assign(r, 0);
}

float* Embedding::gradient(uint32_t row) {
  if (!dirty[row]) {
    dirty[row] = learned[row] = 1;
    touched.push_back(row);
  }
  return &g[row * cols];
}

void Embedding::move(const Adam& adam, float scale) {
  Step s = corrected(adam);
  for (uint32_t row : touched) {
    size_t at = row * cols;
    move_range(s, scale, cols, &w[at], &g[at], &m[at], &v[at]);
    dirty[row] = 0;
  }
  touched.clear();
}

}  // namespace bestand
