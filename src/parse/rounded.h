// Products of matrices in 16-bit whole numbers: nearly all of a parse's time goes into them.
//
// Method   a row of numbers, or a column of weights, is rounded to whole ones under one scale, some 12 bits and a sign
//          for most of them; sums are exact in 32 bits. AVX2 does half as many such products again in a second as of
//          floats, AVX-512 twice those of AVX2, and every path gives the same bits
// Threads  pure
// Source   Cauchy and Schwarz bound the sums
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace bestand {

// Rows of numbers, rounded; kept by its user to be filled again.
struct RoundedRows {
  size_t n = 0, depth = 0;
  std::vector<int16_t> whole;  // whole[i * depth + k] * scale[i] is the number
  std::vector<float> scale;

  // `columns` is a multiple of 16.
  void read(const float* x, size_t rows, size_t columns) {
    shape(rows, columns);
    fill(0, x, rows, columns);
  }

  // The same in parts: row i of a part begins at x + i * step, so that rows may overlap.
  void shape(size_t rows, size_t columns);
  void fill(size_t first, const float* x, size_t rows, size_t step);
};

// Weights as they lie in a model: weights[k * width + j], `depth` even, `width` a multiple of 16.
class RoundedWeights {
 public:
  RoundedWeights() = default;
  RoundedWeights(const float* weights, size_t depth, size_t width);

  size_t depth() const { return depth_; }
  size_t width() const { return width_; }
  const float* scale() const { return scale_.data(); }

  // Columns [j, j + 16) of two rows at a time, (0, 1), (2, 3) and so on: the two of a column stand together.
  const int16_t* panel(size_t j) const { return whole_.data() + j * depth_; }

 private:
  size_t depth_ = 0, width_ = 0;
  std::vector<int16_t> whole_;
  std::vector<float> scale_;
};

// c[i][j] = bias[j] + sum over k of a[i][k] * b[k][j]; with `relu` nothing below 0. `bias` may be null.
struct RoundedProduct {
  const RoundedRows& a;
  const RoundedWeights& b;
  const float* bias;
  bool relu;
  float* c;
};
void multiply(const RoundedProduct& p);

}  // namespace bestand
