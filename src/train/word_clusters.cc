#include "train/word_clusters.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace bestand {
namespace {

constexpr int kRoundsOfHalving = 12;
using Rows = std::vector<uint32_t>;

class Halver {
 public:
  explicit Halver(const WordVectors& vectors) : width_(vectors.width), unit_(vectors.values) {
    for (size_t at = 0; at < unit_.size(); at += width_) {
      double sum = 0;
      for (size_t k = 0; k < width_; ++k) sum += static_cast<double>(unit_[at + k]) * unit_[at + k];
      const float scale = sum > 0 ? static_cast<float>(1 / std::sqrt(sum)) : 0;
      for (size_t k = 0; k < width_; ++k) unit_[at + k] *= scale;
    }
  }

  std::pair<Rows, Rows> halves(const Rows& rows) const {
    const std::vector<double> mean = mean_of(rows);
    std::vector<double> along = widest(rows, mean);
    const double middle = dot(along, mean);
    auto split = [&](auto first) {
      std::pair<Rows, Rows> out;
      for (uint32_t r : rows) (first(r) ? out.first : out.second).push_back(r);
      return out;
    };
    auto out = split([&](uint32_t r) { return dot(along, r) < middle; });
    for (int round = 0; round < kRoundsOfHalving && !out.first.empty() && !out.second.empty(); ++round) {
      const std::vector<double> a = unit(mean_of(out.first)), b = unit(mean_of(out.second));
      auto next = split([&](uint32_t r) { return dot(a, r) > dot(b, r); });
      if (next == out) break;
      out = std::move(next);
    }
    return out;
  }

 private:
  double dot(const std::vector<double>& a, uint32_t row) const {
    double sum = 0;
    for (size_t k = 0; k < width_; ++k) sum += a[k] * unit_[row * width_ + k];
    return sum;
  }
  double dot(const std::vector<double>& a, const std::vector<double>& b) const {
    return std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
  }
  std::vector<double> mean_of(const Rows& rows) const {
    std::vector<double> out(width_);
    for (uint32_t r : rows) {
      for (size_t k = 0; k < width_; ++k) out[k] += unit_[r * width_ + k];
    }
    for (double& x : out) x /= static_cast<double>(rows.size());
    return out;
  }
  std::vector<double> unit(std::vector<double> v) const {
    const double length = std::sqrt(dot(v, v));
    for (double& x : v) x /= std::max(length, 1e-12);
    return v;
  }
  // The direction of the greatest variance, by power iteration.
  std::vector<double> widest(const Rows& rows, const std::vector<double>& mean) const {
    std::vector<double> along(width_);
    for (size_t k = 0; k < width_; ++k) along[k] = k % 2 == 0 ? 1 : -0.5;
    for (int round = 0; round < kRoundsOfHalving; ++round) {
      along = unit(along);
      const double middle = dot(along, mean);
      std::vector<double> next(width_);
      for (uint32_t r : rows) {
        const double x = dot(along, r) - middle;
        for (size_t k = 0; k < width_; ++k) next[k] += x * (unit_[r * width_ + k] - mean[k]);
      }
      along = std::move(next);
    }
    return unit(along);
  }

  size_t width_;
  std::vector<float> unit_;
};

void follow(const Halver& halver, const Rows& rows, uint32_t path, int depth, std::vector<uint32_t>* out) {
  if (depth == 0 || rows.size() < 2) {
    for (uint32_t r : rows) (*out)[r] = path << depth;
    return;
  }
  auto [first, second] = halver.halves(rows);
  follow(halver, first, path << 1, depth - 1, out);
  follow(halver, second, path << 1 | 1, depth - 1, out);
}

}  // namespace

std::vector<uint32_t> cluster_words(const WordVectors& vectors, int depth) {
  std::vector<uint32_t> out(vectors.row.size());
  Rows all(out.size());
  std::iota(all.begin(), all.end(), 0u);
  follow(Halver(vectors), all, 0, depth, &out);
  return out;
}

}  // namespace bestand
