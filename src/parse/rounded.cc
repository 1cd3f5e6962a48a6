#include "parse/rounded.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>

#include "parse/kernels.h"
#include "parse/vector_unit.h"

namespace bestand {
namespace {

// No sum over a row and a column is larger than the product of their lengths as vectors (Cauchy and Schwarz): with
// lengths below the root of 2^31, what rounding may add included, 32 bits hold every sum.
constexpr float kLongest = 46300, kLargest = 32767;
constexpr float kLosesFraction = 12582912.0f;    // 1.5 * 2^23: what is added to it loses its fraction

// Columns of whole numbers in one step of either path.
constexpr size_t kColumns = 16;

// What to multiply numbers with, of which `top` is the largest and `squares` the sum of squares.
inline float scale_up(float top, float squares) {
  return std::min(kLargest / std::max(top, 1e-15f), kLongest / std::sqrt(std::max(squares, 1e-30f)));
}

// Sixteen lanes to one; the first is left with the largest, or the sum.
inline float scale_up(float* largest, float* square) {
  for (size_t half = 8; half > 0; half /= 2) {
    for (size_t l = 0; l < half; ++l) {
      largest[l] = std::max(largest[l], largest[l + half]);
      square[l] += square[l + half];
    }
  }
  return scale_up(largest[0], square[0]);
}

// Rows [first, last) of what is rounded.
struct Part {
  size_t first, last;
  const float* x;
  size_t step;
};

void round_rows(Part part, RoundedRows* out) {
  int16_t* whole = out->whole.data() + part.first * out->depth;
  const float* x = part.x;
  for (size_t i = part.first; i < part.last; ++i, x += part.step, whole += out->depth) {
    float largest[16] = {}, square[16] = {};
    for (size_t k = 0; k < out->depth; ++k) {
      largest[k % 16] = std::max(largest[k % 16], std::abs(x[k]));
      square[k % 16] += x[k] * x[k];
    }
    const float up = scale_up(largest, square);
    out->scale[i] = 1 / up;
    for (size_t k = 0; k < out->depth; ++k)  // to the nearest, of two to the even one
      whole[k] = static_cast<int16_t>(std::bit_cast<int32_t>(x[k] * up + kLosesFraction) -
                                      std::bit_cast<int32_t>(kLosesFraction));
  }
}

float finished(int32_t sum, float scale, const RoundedProduct& p, size_t j) {
  float y = static_cast<float>(sum) * (scale * p.b.scale()[j]) + (p.bias ? p.bias[j] : 0.0f);
  return p.relu && !(y > 0) ? 0 : y;
}

void whole_plain(const RoundedProduct& p) {
  const size_t depth = p.a.depth;
  for (size_t i = 0; i < p.a.n; ++i) {
    const int16_t* a = p.a.whole.data() + i * depth;
    for (size_t j = 0; j < p.b.width(); j += kColumns) {
      uint32_t sum[kColumns] = {};  // of no numbers there may be too much for a sign
      const int16_t* b = p.b.panel(j);
      for (size_t k = 0; k < depth; k += 2, b += 2 * kColumns) {
        for (size_t l = 0; l < kColumns; ++l)
          sum[l] += static_cast<uint32_t>(a[k] * b[2 * l]) + static_cast<uint32_t>(a[k + 1] * b[2 * l + 1]);
      }
      for (size_t l = 0; l < kColumns; ++l)
        p.c[i * p.b.width() + j + l] = finished(static_cast<int32_t>(sum[l]), p.a.scale[i], p, j + l);
    }
  }
}

#if defined(__x86_64__)

// Eight lanes to one, in the order of scale_up().
__attribute__((target("avx2"))) inline float largest_of_256(__m256 x) {
  __m128 y = _mm_max_ps(_mm256_extractf128_ps(x, 1), _mm256_castps256_ps128(x));
  y = _mm_max_ps(_mm_movehl_ps(y, y), y);
  return _mm_cvtss_f32(_mm_max_ss(_mm_movehdup_ps(y), y));
}

__attribute__((target("avx2"))) inline float sum_of_256(__m256 x) {
  __m128 y = _mm_add_ps(_mm256_castps256_ps128(x), _mm256_extractf128_ps(x, 1));
  y = _mm_add_ps(y, _mm_movehl_ps(y, y));
  return _mm_cvtss_f32(_mm_add_ss(y, _mm_movehdup_ps(y)));
}

__attribute__((target("avx2"))) void round_rows_256(Part part, RoundedRows* out) {
  int16_t* whole = out->whole.data() + part.first * out->depth;
  const float* x = part.x;
  const __m256 size = _mm256_castsi256_ps(_mm256_set1_epi32(0x7FFFFFFF));  // all but the sign
  for (size_t i = part.first; i < part.last; ++i, x += part.step, whole += out->depth) {
    __m256 most[2] = {_mm256_setzero_ps(), _mm256_setzero_ps()}, sum[2] = {most[0], most[0]};
    for (size_t k = 0; k < out->depth; k += 16) {
      for (size_t v = 0; v < 2; ++v) {
        const __m256 y = _mm256_loadu_ps(x + k + 8 * v);
        most[v] = _mm256_max_ps(_mm256_and_ps(y, size), most[v]);  // of no number and a number, the number
        sum[v] = _mm256_add_ps(sum[v], _mm256_mul_ps(y, y));
      }
    }
    const float up = scale_up(largest_of_256(_mm256_max_ps(most[1], most[0])), sum_of_256(_mm256_add_ps(sum[0], sum[1])));
    out->scale[i] = 1 / up;
    const __m256 ups = _mm256_set1_ps(up);
    for (size_t k = 0; k < out->depth; k += 16) {
      const __m256i low = _mm256_cvtps_epi32(_mm256_mul_ps(_mm256_loadu_ps(x + k), ups));
      const __m256i high = _mm256_cvtps_epi32(_mm256_mul_ps(_mm256_loadu_ps(x + k + 8), ups));
      const __m256i both = _mm256_permute4x64_epi64(_mm256_packs_epi32(low, high), 0b11011000);  // packed half by half
      _mm256_storeu_si256(reinterpret_cast<__m256i*>(whole + k), both);
    }
  }
}

template <int R>
__attribute__((target("avx2"))) inline void whole_block(const RoundedProduct& p, size_t i, size_t j) {
  __m256i sum[R][2];
  for (int r = 0; r < R; ++r) sum[r][0] = sum[r][1] = _mm256_setzero_si256();
  const size_t depth = p.a.depth;
  const int16_t* a = p.a.whole.data() + i * depth;
  const __m256i* b = reinterpret_cast<const __m256i*>(p.b.panel(j));
#pragma GCC unroll 2
  for (size_t k = 0; k < depth; k += 2, b += 2) {
    const __m256i column[2] = {_mm256_loadu_si256(b), _mm256_loadu_si256(b + 1)};
    for (int r = 0; r < R; ++r) {
      int32_t pair;
      std::memcpy(&pair, a + r * depth + k, sizeof pair);
      const __m256i x = _mm256_set1_epi32(pair);
      for (int v = 0; v < 2; ++v) sum[r][v] = _mm256_add_epi32(sum[r][v], _mm256_madd_epi16(x, column[v]));
    }
  }
  for (int v = 0; v < 2; ++v) {
    const size_t at = j + 8 * v;
    const __m256 scale = _mm256_loadu_ps(p.b.scale() + at);
    const __m256 bias = p.bias ? _mm256_loadu_ps(p.bias + at) : _mm256_setzero_ps();
    for (int r = 0; r < R; ++r) {
      const __m256 both = _mm256_mul_ps(_mm256_set1_ps(p.a.scale[i + r]), scale);
      __m256 y = _mm256_add_ps(_mm256_mul_ps(_mm256_cvtepi32_ps(sum[r][v]), both), bias);
      if (p.relu) y = _mm256_max_ps(y, _mm256_setzero_ps());  // no number becomes 0, as it comes first
      _mm256_storeu_ps(p.c + (i + r) * p.b.width() + at, y);
    }
  }
}

// A panel of weights stays in the nearest cache while all rows pass it.
__attribute__((target("avx2"))) void whole_avx2(const RoundedProduct& p) {
  for (size_t j = 0; j < p.b.width(); j += kColumns) {
    size_t i = 0;
    for (; i + 3 <= p.a.n; i += 3) whole_block<3>(p, i, j);
    if (i + 2 <= p.a.n) whole_block<2>(p, i, j), i += 2;
    if (i < p.a.n) whole_block<1>(p, i, j);
  }
}

#define BESTAND_512 __attribute__((target("avx512f,avx512bw,avx512vnni")))

BESTAND_512 inline __m256 upper_half(__m512 x) {
  return _mm256_castpd_ps(_mm512_extractf64x4_pd(_mm512_castps_pd(x), 1));
}

BESTAND_512 void round_rows_512(Part part, RoundedRows* out) {
  int16_t* whole = out->whole.data() + part.first * out->depth;
  const float* x = part.x;
  for (size_t i = part.first; i < part.last; ++i, x += part.step, whole += out->depth) {
    __m512 most = _mm512_setzero_ps(), sum = most;
    for (size_t k = 0; k < out->depth; k += 16) {
      const __m512 y = _mm512_loadu_ps(x + k);
      most = _mm512_max_ps(_mm512_abs_ps(y), most);  // of no number and a number, the number
      sum = _mm512_add_ps(sum, _mm512_mul_ps(y, y));
    }
    const float up = scale_up(largest_of_256(_mm256_max_ps(upper_half(most), _mm512_castps512_ps256(most))),
                              sum_of_256(_mm256_add_ps(_mm512_castps512_ps256(sum), upper_half(sum))));
    out->scale[i] = 1 / up;
    const __m512 ups = _mm512_set1_ps(up);
    for (size_t k = 0; k < out->depth; k += 16) {
      const __m512i rounded = _mm512_cvtps_epi32(_mm512_mul_ps(_mm512_loadu_ps(x + k), ups));
      _mm256_storeu_si256(reinterpret_cast<__m256i*>(whole + k), _mm512_cvtsepi32_epi16(rounded));
    }
  }
}

// A step's weights of one panel fill one register; V panels pass a row at once.
template <int R, int V>
BESTAND_512 inline void whole_block_512(const RoundedProduct& p, size_t i, size_t j) {
  __m512i sum[R][V];
  for (int r = 0; r < R; ++r) {
    for (int v = 0; v < V; ++v) sum[r][v] = _mm512_setzero_si512();
  }
  const size_t depth = p.a.depth;
  const int16_t* a = p.a.whole.data() + i * depth;
  const int16_t* b = p.b.panel(j);
#pragma GCC unroll 2
  for (size_t k = 0; k < depth; k += 2, b += 2 * kColumns) {
    __m512i column[V];
    for (int v = 0; v < V; ++v) column[v] = _mm512_loadu_si512(b + v * kColumns * depth);
    for (int r = 0; r < R; ++r) {
      int32_t pair;
      std::memcpy(&pair, a + r * depth + k, sizeof pair);
      for (int v = 0; v < V; ++v) sum[r][v] = _mm512_dpwssd_epi32(sum[r][v], _mm512_set1_epi32(pair), column[v]);
    }
  }
  for (int v = 0; v < V; ++v) {
    const size_t at = j + kColumns * v;
    const __m512 scale = _mm512_loadu_ps(p.b.scale() + at);
    const __m512 bias = p.bias ? _mm512_loadu_ps(p.bias + at) : _mm512_setzero_ps();
    for (int r = 0; r < R; ++r) {
      const __m512 both = _mm512_mul_ps(_mm512_set1_ps(p.a.scale[i + r]), scale);
      __m512 y = _mm512_add_ps(_mm512_mul_ps(_mm512_cvtepi32_ps(sum[r][v]), both), bias);
      if (p.relu) y = _mm512_max_ps(y, _mm512_setzero_ps());
      _mm512_storeu_ps(p.c + (i + r) * p.b.width() + at, y);
    }
  }
}

template <int V>
BESTAND_512 inline void whole_panels_512(const RoundedProduct& p, size_t j) {
  size_t i = 0;
  for (; i + 6 <= p.a.n; i += 6) whole_block_512<6, V>(p, i, j);
  if (i + 3 <= p.a.n) whole_block_512<3, V>(p, i, j), i += 3;
  if (i + 2 <= p.a.n) whole_block_512<2, V>(p, i, j), i += 2;
  if (i < p.a.n) whole_block_512<1, V>(p, i, j);
}

BESTAND_512 void whole_avx512(const RoundedProduct& p) {
  size_t j = 0;
  for (; j + 2 * kColumns <= p.b.width(); j += 2 * kColumns) whole_panels_512<2>(p, j);
  if (j < p.b.width()) whole_panels_512<1>(p, j);
}

#endif

}  // namespace

void RoundedRows::shape(size_t rows, size_t columns) {
  n = rows, depth = columns;
  if (whole.size() < n * depth) whole.resize(n * depth);  // to be written over: not cleared each time
  if (scale.size() < n) scale.resize(n);
}

void RoundedRows::fill(size_t first, const float* x, size_t rows, size_t step) {
  const Part part{first, first + rows, x, step};
#if defined(__x86_64__)
  if (taken_path() == Path::kAvx512) return round_rows_512(part, this);
  if (taken_path() == Path::kAvx2) return round_rows_256(part, this);
#endif
  round_rows(part, this);
}

RoundedWeights::RoundedWeights(const float* weights, size_t depth, size_t width)
    : depth_(depth), width_(width), whole_(depth * width), scale_(width) {
  for (size_t j = 0; j < width; ++j) {
    float top = 0, squares = 0;
    for (size_t k = 0; k < depth; ++k) {
      const float w = weights[k * width + j];
      top = std::max(top, std::abs(w));
      squares += w * w;
    }
    const float up = scale_up(top, squares);
    scale_[j] = 1 / up;
    int16_t* to = whole_.data() + j / kColumns * kColumns * depth + 2 * (j % kColumns);
    for (size_t k = 0; k < depth; ++k) {
      const float whole = std::clamp(weights[k * width + j] * up, -kLargest, kLargest);
      to[k / 2 * 2 * kColumns + k % 2] = static_cast<int16_t>(whole == whole ? std::lrint(whole) : 0);
    }
  }
}

void multiply(const RoundedProduct& p) {
#if defined(__x86_64__)
  if (taken_path() == Path::kAvx512) return whole_avx512(p);
  if (taken_path() == Path::kAvx2) return whole_avx2(p);
#endif
  whole_plain(p);
}

}  // namespace bestand
