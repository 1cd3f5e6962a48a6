// An averaged perceptron over hashed features, as LinearModel and BinaryModel read it.
//
// Source   Collins 2002; averaging by time stamps after Daume
#pragma once

#include <cmath>
#include <cstdint>
#include <span>
#include <vector>

#include "parse/linear.h"

namespace bestand {

class Perceptron {
 public:
  Perceptron(int bits, uint32_t classes)
      : mask_((size_t{1} << bits) - 1), stride_(classes == 1 ? 1 : LinearModel::stride(classes)), classes_(classes),
        weights_((mask_ + 1) * stride_), drift_(weights_.size()) {}

  void score(std::span<const uint64_t> features, float* out) const {
    for (uint32_t c = 0; c < stride_; ++c) out[c] = 0;
    for (uint64_t f : features) {
      const float* row = &weights_[(f & mask_) * stride_];
      for (uint32_t c = 0; c < stride_; ++c) out[c] += row[c];
    }
  }

  void add(std::span<const uint64_t> features, uint32_t cls, float delta) {
    for (uint64_t f : features) {
      weights_[(f & mask_) * stride_ + cls] += delta;
      drift_[(f & mask_) * stride_ + cls] += delta * static_cast<float>(now_);
    }
  }

  void tick() { ++now_; }

  // Replaces the weights by their mean over all ticks.
  void average() {
    for (size_t i = 0; i < weights_.size(); ++i) weights_[i] -= drift_[i] / static_cast<float>(now_);
  }

  std::vector<int16_t> quantized() const {
    std::vector<int16_t> out(weights_.size());
    for (size_t i = 0; i < out.size(); ++i) {
      float scaled = weights_[i] * 256.0f;
      out[i] = static_cast<int16_t>(std::lround(scaled > 32767 ? 32767 : scaled < -32768 ? -32768 : scaled));
    }
    return out;
  }

  uint32_t stride() const { return stride_; }
  uint32_t classes() const { return classes_; }

 private:
  size_t mask_;
  uint32_t stride_, classes_;
  std::vector<float> weights_;
  std::vector<double> drift_;
  double now_ = 1;
};

// A small generator, the same on every machine (std's shuffle is not).
class Random {
 public:
  explicit Random(uint64_t seed) : state_(seed * 0x9E3779B97F4A7C15ull + 1) {}
  uint64_t next() {
    uint64_t z = (state_ += 0x9E3779B97F4A7C15ull);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
    return z ^ (z >> 31);
  }
  size_t below(size_t n) { return static_cast<size_t>(next() % n); }
  float unit() { return static_cast<float>(next() >> 40) * (1.0f / (1 << 24)); }

 private:
  uint64_t state_;
};

template <class T>
void shuffle(std::vector<T>* items, Random* random) {
  for (size_t i = items->size(); i > 1; --i) std::swap((*items)[i - 1], (*items)[random->below(i)]);
}

}  // namespace bestand
