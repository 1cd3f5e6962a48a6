#include "parse/kernels.h"

#include <atomic>
#include <cmath>

#include "parse/vector_unit.h"

namespace bestand {
namespace {

void plain(const Product& p) {
  for (size_t i = 0; i < p.n; ++i) {
    float* c = p.c + i * p.width;
    for (size_t j = 0; j < p.width; ++j) {
      float sum = p.add ? c[j] : 0.0f;
      for (size_t k = 0; k < p.depth; ++k) {
        sum = std::fma(p.a[static_cast<ptrdiff_t>(i) * p.row + static_cast<ptrdiff_t>(k) * p.step],
                       p.b[k * p.width + j], sum);
      }
      c[j] = sum;
    }
  }
}

#if defined(__x86_64__)

// R rows times 32 (or 16) columns stay in registers over the whole depth.
template <int R, int V>
__attribute__((target("avx512f"))) inline void block512(const Product& p, size_t i, size_t j) {
  __m512 sum[R][V];
  for (int r = 0; r < R; ++r) {
    for (int v = 0; v < V; ++v) {
      sum[r][v] = p.add ? _mm512_loadu_ps(p.c + (i + r) * p.width + j + 16 * v) : _mm512_setzero_ps();
    }
  }
  const float* a = p.a + static_cast<ptrdiff_t>(i) * p.row;
  const float* b = p.b + j;
  for (size_t k = 0; k < p.depth; ++k, a += p.step, b += p.width) {
    __m512 column[V];
    for (int v = 0; v < V; ++v) column[v] = _mm512_loadu_ps(b + 16 * v);
    for (int r = 0; r < R; ++r) {
      __m512 x = _mm512_set1_ps(a[r * p.row]);
      for (int v = 0; v < V; ++v) sum[r][v] = _mm512_fmadd_ps(x, column[v], sum[r][v]);
    }
  }
  for (int r = 0; r < R; ++r) {
    for (int v = 0; v < V; ++v) _mm512_storeu_ps(p.c + (i + r) * p.width + j + 16 * v, sum[r][v]);
  }
}

template <int R>
__attribute__((target("avx512f"))) inline void rows512(const Product& p, size_t i) {
  size_t j = 0;
  for (; j + 32 <= p.width; j += 32) block512<R, 2>(p, i, j);
  for (; j < p.width; j += 16) block512<R, 1>(p, i, j);
}

__attribute__((target("avx512f"))) void avx512(const Product& p) {
  size_t i = 0;
  for (; i + 8 <= p.n; i += 8) rows512<8>(p, i);
  for (; i + 4 <= p.n; i += 4) rows512<4>(p, i);
  for (; i < p.n; ++i) rows512<1>(p, i);
}

template <int R>
__attribute__((target("avx2,fma"))) inline void block256(const Product& p, size_t i, size_t j) {
  __m256 sum[R][2];
  for (int r = 0; r < R; ++r) {
    for (int v = 0; v < 2; ++v) {
      sum[r][v] = p.add ? _mm256_loadu_ps(p.c + (i + r) * p.width + j + 8 * v) : _mm256_setzero_ps();
    }
  }
  const float* a = p.a + static_cast<ptrdiff_t>(i) * p.row;
  const float* b = p.b + j;
  for (size_t k = 0; k < p.depth; ++k, a += p.step, b += p.width) {
    __m256 column[2] = {_mm256_loadu_ps(b), _mm256_loadu_ps(b + 8)};
    for (int r = 0; r < R; ++r) {
      __m256 x = _mm256_set1_ps(a[r * p.row]);
      for (int v = 0; v < 2; ++v) sum[r][v] = _mm256_fmadd_ps(x, column[v], sum[r][v]);
    }
  }
  for (int r = 0; r < R; ++r) {
    for (int v = 0; v < 2; ++v) _mm256_storeu_ps(p.c + (i + r) * p.width + j + 8 * v, sum[r][v]);
  }
}

template <int R>
__attribute__((target("avx2,fma"))) inline void rows256(const Product& p, size_t i) {
  for (size_t j = 0; j < p.width; j += 16) block256<R>(p, i, j);
}

__attribute__((target("avx2,fma"))) void avx2(const Product& p) {
  size_t i = 0;
  for (; i + 6 <= p.n; i += 6) rows256<6>(p, i);
  if (i + 3 <= p.n) rows256<3>(p, i), i += 3;  // fewer rows wait for each other's sums
  if (i + 2 <= p.n) rows256<2>(p, i), i += 2;
  if (i < p.n) rows256<1>(p, i);
}

#endif

std::atomic<Path>& path_of_all() {
  static std::atomic<Path> path = best_path();
  return path;
}

}  // namespace

Path best_path() {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl") &&
      __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vnni")) {
    return Path::kAvx512;
  }
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) return Path::kAvx2;
#endif
  return Path::kPlain;
}

Path taken_path() { return path_of_all().load(std::memory_order_relaxed); }
void take_path(Path path) { path_of_all() = path; }

void multiply(const Product& p) {
#if defined(__x86_64__)
  if (taken_path() == Path::kAvx512) return avx512(p);
  if (taken_path() == Path::kAvx2) return avx2(p);
#endif
  plain(p);
}

}  // namespace bestand
