// The steps of the encoder that are no matrix product; shared by parsing and training.
//
// Rows are words; a batch holds whole sentences, `starts` their first rows and, last, the number of rows.
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <vector>

namespace bestand {

// 1 / (1 + exp(-x)) with the same bits on every machine.
inline float sigmoid(float x) {
  x = x > -20.0f ? (x < 20.0f ? x : 20.0f) : -20.0f;  // no number becomes -20
  float y = -x * 1.44269504f;                    // exp(-x) = 2^y
  float whole = static_cast<float>(static_cast<int32_t>(y + (y < 0 ? -0.5f : 0.5f)));
  float f = (y - whole) * 0.693147181f;
  float e = 1.0f + f * (1.0f + f * (0.5f + f * (0.166666667f + f * (0.0416666667f + f * 0.00833333333f))));
  int32_t bits = (static_cast<int32_t>(whole) + 127) << 23;
  float scale;
  std::memcpy(&scale, &bits, 4);
  return 1.0f / (1.0f + e * scale);
}

// y = gain * (x - mean) / deviation + bias, row by row; what a backward pass needs goes to `centred` and `inverse`.
inline void normalise(const float* x, const float* gain, const float* bias, size_t rows, size_t width, float* y,
                      float* centred = nullptr, float* inverse = nullptr) {
  for (size_t i = 0; i < rows; ++i, x += width, y += width) {
    float lane[8] = {}, square[8] = {};
    for (size_t k = 0; k < width; k += 8) {
      for (size_t l = 0; l < 8; ++l) {
        lane[l] += x[k + l];
        square[l] += x[k + l] * x[k + l];
      }
    }
    float sum = ((lane[0] + lane[4]) + (lane[1] + lane[5])) + ((lane[2] + lane[6]) + (lane[3] + lane[7]));
    float sq = ((square[0] + square[4]) + (square[1] + square[5])) + ((square[2] + square[6]) + (square[3] + square[7]));
    float mean = sum / static_cast<float>(width);
    float var = sq / static_cast<float>(width) - mean * mean;
    float inv = 1.0f / std::sqrt((var > 0 ? var : 0) + 1e-5f);
    for (size_t k = 0; k < width; ++k) y[k] = gain[k] * ((x[k] - mean) * inv) + bias[k];
    if (!centred) continue;
    for (size_t k = 0; k < width; ++k) centred[i * width + k] = (x[k] - mean) * inv;
    inverse[i] = inv;
  }
}

// Rows of three neighbours side by side, zeros beyond a sentence's ends.
inline void neighbours(const float* x, const std::vector<int32_t>& starts, size_t width, float* out) {
  const size_t bytes = width * sizeof(float);
  for (size_t s = 0; s + 1 < starts.size(); ++s) {
    for (int32_t i = starts[s]; i < starts[s + 1]; ++i) {
      float* row = out + static_cast<size_t>(i) * 3 * width;
      const float* mid = x + static_cast<size_t>(i) * width;
      if (i > starts[s]) std::memcpy(row, mid - width, bytes); else std::memset(row, 0, bytes);
      std::memcpy(row + width, mid, bytes);
      if (i + 1 < starts[s + 1]) std::memcpy(row + 2 * width, mid + width, bytes); else std::memset(row + 2 * width, 0, bytes);
    }
  }
}

// Gated memory in both directions. `gates` has 4 * half columns: forward keep and candidate, backward keep and
// candidate, before the sigmoid, which replaces the keeps. `out` has 2 * half columns.
inline void remember(float* gates, const std::vector<int32_t>& starts, size_t half, float* out) {
  const size_t width = 4 * half;
  const size_t rows = static_cast<size_t>(starts.back());
  for (size_t i = 0; i < rows; ++i) {
    for (size_t k = 0; k < half; ++k) gates[i * width + k] = sigmoid(gates[i * width + k]);
    for (size_t k = 2 * half; k < 3 * half; ++k) gates[i * width + k] = sigmoid(gates[i * width + k]);
  }
  for (size_t s = 0; s + 1 < starts.size(); ++s) {
    for (int32_t i = starts[s]; i < starts[s + 1]; ++i) {
      const float* g = gates + static_cast<size_t>(i) * width;
      float* h = out + static_cast<size_t>(i) * 2 * half;
      const float* before = i > starts[s] ? h - 2 * half : nullptr;
      for (size_t k = 0; k < half; ++k) {
        float last = before ? before[k] : 0.0f;
        h[k] = last + g[k] * (g[half + k] - last);
      }
    }
    for (int32_t i = starts[s + 1] - 1; i >= starts[s]; --i) {
      const float* g = gates + static_cast<size_t>(i) * width + 2 * half;
      float* h = out + static_cast<size_t>(i) * 2 * half + half;
      const float* after = i + 1 < starts[s + 1] ? h + 2 * half : nullptr;
      for (size_t k = 0; k < half; ++k) {
        float last = after ? after[k] : 0.0f;
        h[k] = last + g[k] * (g[half + k] - last);
      }
    }
  }
}

inline void add_bias(float* x, const float* bias, size_t rows, size_t width) {
  for (size_t i = 0; i < rows; ++i) {
    for (size_t k = 0; k < width; ++k) x[i * width + k] += bias[k];
  }
}

inline void add_bias_relu(float* x, const float* bias, size_t rows, size_t width) {
  for (size_t i = 0; i < rows; ++i) {
    for (size_t k = 0; k < width; ++k) {
      float y = x[i * width + k] + bias[k];
      x[i * width + k] = y > 0 ? y : 0;
    }
  }
}

// Which of the learned distances an arc from `dependent` to `head` has.
constexpr size_t kDistances = 32;
inline size_t distance_bucket(int32_t dependent, int32_t head) {
  int32_t d = head > dependent ? head - dependent : dependent - head;
  int32_t b = d <= 8 ? d - 1 : d <= 10 ? 8 : d <= 13 ? 9 : d <= 17 ? 10 : d <= 23 ? 11 : d <= 32 ? 12 : d <= 50 ? 13 : 14;
  return static_cast<size_t>(b + (head > dependent ? 16 : 0));
}

}  // namespace bestand
