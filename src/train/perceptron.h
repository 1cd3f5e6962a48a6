// An averaged perceptron for a yes-no question over hashed features, as BinaryModel reads it.
//
// Source   Collins 2002; averaging by time stamps after Daume
#pragma once

#include <cmath>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace bestand {

class Perceptron {
 public:
  explicit Perceptron(int bits) : mask_((size_t{1} << bits) - 1), weights_(mask_ + 1), drift_(mask_ + 1) {}

  float score(std::span<const uint64_t> features) const {
    float sum = 0;
    for (uint64_t f : features) sum += weights_[f & mask_];
    return sum;
  }

  void add(std::span<const uint64_t> features, float delta) {
    for (uint64_t f : features) {
      weights_[f & mask_] += delta;
      drift_[f & mask_] += static_cast<double>(delta) * now_;
    }
  }

  void tick() { ++now_; }

  // Replaces the weights by their mean over all ticks.
  void average() {
    for (size_t i = 0; i < weights_.size(); ++i) weights_[i] -= static_cast<float>(drift_[i] / now_);
  }

  std::vector<int16_t> quantized() const {
    std::vector<int16_t> out(weights_.size());
    for (size_t i = 0; i < out.size(); ++i) {
      float scaled = weights_[i] * 256.0f;
      out[i] = static_cast<int16_t>(std::lround(scaled > 32767 ? 32767 : scaled < -32768 ? -32768 : scaled));
    }
    return out;
  }

 private:
  size_t mask_;
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
