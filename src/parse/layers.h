// The steps of the encoder that are no matrix product; shared by parsing and training.
//
// Each is compiled for AVX-512, AVX2 and plain x86-64 from one text that fixes the order of every sum: same
// bits.
//
// Rows are words; a batch holds whole sentences, `starts` their first rows and, last, the number of rows.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace bestand {

// y = gain * (x - mean) / deviation + bias, row by row; what a backward pass needs goes to `centred` and
// `inverse`, which may be null. `width` is a multiple of 8.
struct Normalisation {
  const float *x, *gain, *bias;
  size_t rows, width;
  float *y, *centred = nullptr, *inverse = nullptr;
};
void normalise(const Normalisation& n);

// Rows of three neighbours side by side, zeros beyond a sentence's ends.
void neighbours(const float* x, const std::vector<int32_t>& starts, size_t width, float* out);

// Gated memory in both directions. `gates` has 4 * half columns: forward keep and candidate, backward keep
// and candidate, before the sigmoid, which replaces the keeps. `out` has 2 * half columns.
void remember(float* gates, const std::vector<int32_t>& starts, size_t half, float* out);

void add_bias(float* x, const float* bias, size_t rows, size_t width);
void add_bias_relu(float* x, const float* bias, size_t rows, size_t width);

// out = start + scales[0] * rows[0] + scales[1] * rows[1] + ..., added up in this order; `width` is a multiple of 16.
struct ScaledRows {
  const float* start;
  const int8_t* const* rows;
  const float* scales;
  size_t count, width;
  float* out;
};
void add_scaled(const ScaledRows& s);

// out[i] = the product of x and row i of `rows`, for i < n; `width` is a multiple of 8.
void dot_rows(const float* x, const float* rows, size_t n, size_t width, float* out);

// Which of the learned distances an arc from `dependent` to `head` has.
constexpr size_t kDistances = 32;
inline size_t distance_bucket(int32_t dependent, int32_t head) {
  int32_t d = head > dependent ? head - dependent : dependent - head;
  int32_t b = d <= 8    ? d - 1
              : d <= 10 ? 8
              : d <= 13 ? 9
              : d <= 17 ? 10
              : d <= 23 ? 11
              : d <= 32 ? 12
              : d <= 50 ? 13
                        : 14;
  return static_cast<size_t>(b + (head > dependent ? 16 : 0));
}

}  // namespace bestand
