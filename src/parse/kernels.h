// The one product of matrices that nearly all of a model's training goes into, and which path a machine takes.
//
// Every path (AVX-512, AVX2, plain) sums in the same order with fused multiply-adds: same bits, same trees.
//
// Threads  pure
#pragma once

#include <cstddef>

namespace bestand {

// C[i][j] (+)= sum over k of A[i * row + k * step] * B[k * width + j], for i < n, k < depth, j < width.
// `width` is a multiple of 16. With `add` the products are added to C, else C is overwritten.
struct Product {
  const float* a;
  ptrdiff_t row, step;
  const float* b;
  float* c;
  size_t n, depth, width;
  bool add;
};
void multiply(const Product& p);

// By what instructions all of a model is reckoned; AVX-512 with all that its servers have had since 2019 (VNNI).
enum class Path { kPlain, kAvx2, kAvx512 };
Path best_path();           // of this machine
Path taken_path();          // the best one, unless told otherwise
void take_path(Path path);  // for tests; the machine must have it

}  // namespace bestand
