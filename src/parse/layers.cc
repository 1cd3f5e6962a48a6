#include "parse/layers.h"

#include <bit>
#include <cmath>
#include <cstring>

#include "parse/kernels.h"
#include "parse/vector_unit.h"

// Sums run in eight lanes whatever the machine; the compiler may use wider registers but not another order,
// and no fused multiply-add (which AVX-512 has: it is told to keep a * b + c apart).
#define BESTAND_INLINE inline __attribute__((always_inline))
#if defined(__x86_64__)
#define BESTAND_PATHS(name, parameters, arguments)                                                  \
  __attribute__((target("avx512f,avx512bw,avx512vl,avx512dq"))) static void name##_512 parameters { \
    name##_text arguments;                                                                          \
  }                                                                                                 \
  __attribute__((target("avx2"))) static void name##_256 parameters { name##_text arguments; }      \
  void name parameters {                                                                            \
    switch (taken_path()) {                                                                   \
      case Path::kAvx512:                                                                           \
        return name##_512 arguments;                                                                \
      case Path::kAvx2:                                                                             \
        return name##_256 arguments;                                                                \
      case Path::kPlain:                                                                            \
        return name##_text arguments;                                                               \
    }                                                                                               \
  }
#else
#define BESTAND_PATHS(name, parameters, arguments) \
  void name parameters { name##_text arguments; }
#endif

namespace bestand {
namespace {

// Eight lanes, told to the compiler as such: of an array it makes shuffles.
using Lanes = float __attribute__((vector_size(32)));

BESTAND_INLINE void load(const float* from, Lanes* to) { std::memcpy(to, from, sizeof *to); }

// 1 / (1 + exp(-x)) of eight numbers, with the same bits on every machine.
BESTAND_INLINE void sigmoid(float* numbers) {
  using Whole = int32_t __attribute__((vector_size(32)));
  Lanes x;
  load(numbers, &x);
  const Lanes most = Lanes{} + 20.0f;
  x = x < most ? x : most;  // no number becomes 20
  x = x > -most ? x : -most;
  constexpr float kRound = 12582912.0f;  // 1.5 * 2^23: what is added to it loses its fraction
  const Lanes y = -x * 1.44269504f;      // exp(-x) = 2^y
  const Lanes shifted = y + kRound;
  const Lanes f = (y - (shifted - kRound)) * 0.693147181f;
  const Lanes e = 1.0f + f * (1.0f + f * (0.5f + f * (0.166666667f + f * (0.0416666667f + f * 0.00833333333f))));
  const Whole whole = (Whole)shifted - std::bit_cast<int32_t>(kRound);
  const Lanes out = 1.0f / (1.0f + e * (Lanes)((whole + 127) << 23));
  std::memcpy(numbers, &out, sizeof out);
}

BESTAND_INLINE float sum_of(const Lanes& lane) {
  return ((lane[0] + lane[4]) + (lane[1] + lane[5])) + ((lane[2] + lane[6]) + (lane[3] + lane[7]));
}

BESTAND_INLINE void normalise_text(const Normalisation& n) {
  const float* x = n.x;
  float* y = n.y;
  for (size_t i = 0; i < n.rows; ++i, x += n.width, y += n.width) {
    Lanes lane{}, square{}, part;
    for (size_t k = 0; k < n.width; k += 8) {
      load(x + k, &part);
      lane += part;
      square += part * part;
    }
    float mean = sum_of(lane) / static_cast<float>(n.width);
    float var = sum_of(square) / static_cast<float>(n.width) - mean * mean;
    float inv = 1.0f / std::sqrt((var > 0 ? var : 0) + 1e-5f);
    for (size_t k = 0; k < n.width; ++k) y[k] = n.gain[k] * ((x[k] - mean) * inv) + n.bias[k];
    if (!n.centred) continue;
    for (size_t k = 0; k < n.width; ++k) n.centred[i * n.width + k] = (x[k] - mean) * inv;
    n.inverse[i] = inv;
  }
}

BESTAND_INLINE void step(const float* gates, const float* before, size_t half, float* __restrict out) {
  if (!before) {
    for (size_t k = 0; k < half; ++k) out[k] = gates[k] * gates[half + k];
    return;
  }
  for (size_t k = 0; k < half; ++k) out[k] = before[k] + gates[k] * (gates[half + k] - before[k]);
}

BESTAND_INLINE void remember_text(float* gates, const std::vector<int32_t>& starts, size_t half, float* out) {
  const size_t width = 4 * half;
  const size_t rows = static_cast<size_t>(starts.back());
  for (size_t i = 0; i < rows; ++i) {
    float* g = gates + i * width;
    for (size_t k = 0; k < half; k += 8) sigmoid(g + k), sigmoid(g + 2 * half + k);
  }
  for (size_t s = 0; s + 1 < starts.size(); ++s) {
    for (int32_t i = starts[s]; i < starts[s + 1]; ++i) {
      float* h = out + static_cast<size_t>(i) * 2 * half;
      step(gates + static_cast<size_t>(i) * width, i > starts[s] ? h - 2 * half : nullptr, half, h);
    }
    for (int32_t i = starts[s + 1] - 1; i >= starts[s]; --i) {
      float* h = out + static_cast<size_t>(i) * 2 * half + half;
      step(gates + static_cast<size_t>(i) * width + 2 * half, i + 1 < starts[s + 1] ? h + 2 * half : nullptr,
           half, h);
    }
  }
}

BESTAND_INLINE void add_bias_text(float* x, const float* bias, size_t rows, size_t width) {
  for (size_t i = 0; i < rows; ++i) {
    for (size_t k = 0; k < width; ++k) x[i * width + k] += bias[k];
  }
}

BESTAND_INLINE void add_bias_relu_text(float* x, const float* bias, size_t rows, size_t width) {
  for (size_t i = 0; i < rows; ++i) {
    for (size_t k = 0; k < width; ++k) {
      float y = x[i * width + k] + bias[k];
      x[i * width + k] = y > 0 ? y : 0;
    }
  }
}

void add_scaled_plain(const ScaledRows& s) {
  for (size_t k = 0; k < s.width; ++k) {
    float sum = s.start[k];
    for (size_t f = 0; f < s.count; ++f) sum += s.scales[f] * static_cast<float>(s.rows[f][k]);
    s.out[k] = sum;
  }
}

#if defined(__x86_64__)
// The sums stay in registers, which gcc does not find by itself.
__attribute__((target("avx2"))) void add_scaled_256(const ScaledRows& s) {
  for (size_t k = 0; k < s.width; k += 16) {
    __m256 sum[2] = {_mm256_loadu_ps(s.start + k), _mm256_loadu_ps(s.start + k + 8)};
    for (size_t f = 0; f < s.count; ++f) {
      const __m256 scale = _mm256_set1_ps(s.scales[f]);
      for (size_t v = 0; v < 2; ++v) {
        const __m128i bytes = _mm_loadl_epi64(reinterpret_cast<const __m128i*>(s.rows[f] + k + 8 * v));
        sum[v] = _mm256_add_ps(sum[v], _mm256_mul_ps(scale, _mm256_cvtepi32_ps(_mm256_cvtepi8_epi32(bytes))));
      }
    }
    for (size_t v = 0; v < 2; ++v) _mm256_storeu_ps(s.out + k + 8 * v, sum[v]);
  }
}
#endif

void dot_rows_plain(const float* x, const float* rows, size_t n, size_t width, float* out) {
  for (size_t i = 0; i < n; ++i, rows += width) {
    Lanes lane{}, own, other;
    for (size_t k = 0; k < width; k += 8) load(x + k, &own), load(rows + k, &other), lane += own * other;
    out[i] = sum_of(lane);
  }
}

#if defined(__x86_64__)
// Four rows at a time, so that none need wait for another's sum; added up in the order of sum_of().
__attribute__((target("avx2"))) void dot_rows_256(const float* x, const float* rows, size_t n, size_t width, float* out) {
  size_t i = 0;
  for (; i + 4 <= n; i += 4, rows += 4 * width) {
    __m256 sum[4] = {_mm256_setzero_ps(), _mm256_setzero_ps(), _mm256_setzero_ps(), _mm256_setzero_ps()};
    for (size_t k = 0; k < width; k += 8) {
      const __m256 own = _mm256_loadu_ps(x + k);
      for (size_t r = 0; r < 4; ++r)
        sum[r] = _mm256_add_ps(sum[r], _mm256_mul_ps(own, _mm256_loadu_ps(rows + r * width + k)));
    }
    __m128 half[4];
    for (size_t r = 0; r < 4; ++r) half[r] = _mm_add_ps(_mm256_castps256_ps128(sum[r]), _mm256_extractf128_ps(sum[r], 1));
    _mm_storeu_ps(out + i, _mm_hadd_ps(_mm_hadd_ps(half[0], half[1]), _mm_hadd_ps(half[2], half[3])));
  }
  dot_rows_plain(x, rows, n - i, width, out + i);
}
#endif

}  // namespace

BESTAND_PATHS(normalise, (const Normalisation& n), (n))
BESTAND_PATHS(remember, (float* gates, const std::vector<int32_t>& starts, size_t half, float* out),
              (gates, starts, half, out))
BESTAND_PATHS(add_bias, (float* x, const float* bias, size_t rows, size_t width), (x, bias, rows, width))
BESTAND_PATHS(add_bias_relu, (float* x, const float* bias, size_t rows, size_t width), (x, bias, rows, width))

void dot_rows(const float* x, const float* rows, size_t n, size_t width, float* out) {
#if defined(__x86_64__)
  if (taken_path() != Path::kPlain) return dot_rows_256(x, rows, n, width, out);
#endif
  dot_rows_plain(x, rows, n, width, out);
}

void add_scaled(const ScaledRows& s) {
#if defined(__x86_64__)
  if (taken_path() != Path::kPlain) return add_scaled_256(s);
#endif
  add_scaled_plain(s);
}

void neighbours(const float* x, const std::vector<int32_t>& starts, size_t width, float* out) {
  const size_t bytes = width * sizeof(float);
  for (size_t s = 0; s + 1 < starts.size(); ++s) {
    for (int32_t i = starts[s]; i < starts[s + 1]; ++i) {
      float* row = out + static_cast<size_t>(i) * 3 * width;
      const float* mid = x + static_cast<size_t>(i) * width;
      if (i > starts[s])
        std::memcpy(row, mid - width, bytes);
      else
        std::memset(row, 0, bytes);
      std::memcpy(row + width, mid, bytes);
      if (i + 1 < starts[s + 1])
        std::memcpy(row + 2 * width, mid + width, bytes);
      else
        std::memset(row + 2 * width, 0, bytes);
    }
  }
}

}  // namespace bestand
