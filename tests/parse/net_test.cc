#include "parse/net.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "parse/kernels.h"
#include "parse/layers.h"
#include "parse/rounded.h"

namespace bestand::net_test {
namespace {

bool is_tree(const std::vector<int32_t>& heads) {
  int roots = 0;
  for (size_t i = 0; i < heads.size(); ++i) {
    roots += heads[i] < 0;
    int32_t at = static_cast<int32_t>(i);
    size_t steps = 0;
    while (at >= 0 && steps <= heads.size()) at = heads[at], ++steps;
    if (at >= 0) return false;
  }
  return roots == 1;
}

float total(const std::vector<float>& scores, const std::vector<int32_t>& heads) {
  float sum = 0;
  for (size_t i = 0; i < heads.size(); ++i) sum += scores[i * (heads.size() + 1) + heads[i] + 1];
  return sum;
}

// Best tree with one root by trying every assignment of heads.
float best_by_search(const std::vector<float>& scores, int32_t n) {
  std::vector<int32_t> heads(n, -1);
  float best = -1e30f;
  while (true) {
    bool self = false;
    for (int32_t i = 0; i < n; ++i) self |= heads[i] == i;
    if (!self && is_tree(heads)) best = std::max(best, total(scores, heads));
    int32_t k = 0;
    while (k < n && ++heads[k] == n) heads[k++] = -1;
    if (k == n) return best;
  }
}

TEST(BestTree, IsTheBestOfAllTreesWithOneRoot) {
  std::mt19937 random(7);
  std::uniform_real_distribution<float> score(-3, 3);
  for (int round = 0; round < 200; ++round) {
    int32_t n = 1 + round % 3;  // up to three words every root is tried
    std::vector<float> scores(n * (n + 1));
    for (float& s : scores) s = score(random);
    for (int32_t i = 0; i < n; ++i) scores[i * (n + 1) + i + 1] = -1e30f;
    std::vector<int32_t> heads(n);
    best_tree(scores.data(), n, heads.data());
    ASSERT_TRUE(is_tree(heads));
    EXPECT_NEAR(total(scores, heads), best_by_search(scores, n), 1e-4);
  }
}

TEST(BestTree, BreaksCyclesOfAnySize) {
  std::mt19937 random(11);
  std::uniform_real_distribution<float> score(-1, 1);
  for (int32_t n : {2, 3, 5, 17, 60, 200}) {
    std::vector<float> scores(n * (n + 1));
    for (float& s : scores) s = score(random);
    for (int32_t i = 0; i < n; ++i) {
      scores[i * (n + 1) + i + 1] = -1e30f;
      scores[i * (n + 1) + (i + 1) % n + 1] += n > 1 ? 2 : 0;  // every word wants the next one
    }
    std::vector<int32_t> heads(n);
    best_tree(scores.data(), n, heads.data());
    EXPECT_TRUE(is_tree(heads)) << n;
  }
}

TEST(BestTree, NumbersThatAreNoneStillGiveATree) {
  for (int32_t n : {1, 2, 9}) {
    std::vector<float> scores(n * (n + 1), std::nanf(""));
    std::vector<int32_t> heads(n);
    best_tree(scores.data(), n, heads.data());
    EXPECT_TRUE(is_tree(heads)) << n;
  }
}

TEST(Kernels, MultiplyIsTheProduct) {
  std::vector<float> a = {1, 2, 3, 4}, b(2 * 16), c(2 * 16);
  for (size_t j = 0; j < 16; ++j) b[j] = static_cast<float>(j), b[16 + j] = 1;
  multiply({a.data(), 2, 1, b.data(), c.data(), 2, 2, 16, false});
  EXPECT_EQ(c[3], 1 * 3 + 2 * 1);
  EXPECT_EQ(c[16 + 5], 3 * 5 + 4 * 1);
  multiply({a.data(), 1, 2, b.data(), c.data(), 2, 2, 16, false});  // the transpose of a
  EXPECT_EQ(c[3], 1 * 3 + 3 * 1);
}

TEST(Rounded, IsNearTheProduct) {
  std::mt19937 random(5);
  std::normal_distribution<float> value;
  for (size_t n : {1u, 2u, 3u, 8u}) {
    const size_t depth = 80, width = 48;
    std::vector<float> a(n * depth), b(depth * width), bias(width), exact(n * width);
    for (std::vector<float>* v : {&a, &b, &bias}) {
      for (float& x : *v) x = value(random);
    }
    multiply({a.data(), static_cast<ptrdiff_t>(depth), 1, b.data(), exact.data(), n, depth, width, false});
    RoundedRows rows;
    rows.read(a.data(), n, depth);
    RoundedWeights weights(b.data(), depth, width);
    for (bool relu : {false, true}) {
      std::vector<float> got(n * width);
      multiply({rows, weights, bias.data(), relu, got.data()});
      for (size_t i = 0; i < n * width; ++i) {
        float sum = exact[i] + bias[i % width];
        EXPECT_NEAR(got[i], relu ? std::max(sum, 0.0f) : sum, 0.02f);  // sums of 80 products are some 9 large
      }
    }
  }
}

TEST(Rounded, TheLargestSumsDoNotOverflow) {
  const size_t depth = 384, width = 16;
  std::vector<float> a(depth, -3.0f), b(depth * width, 2.0f), c(width);
  RoundedRows rows;
  rows.read(a.data(), 1, depth);
  multiply({rows, RoundedWeights(b.data(), depth, width), nullptr, false, c.data()});
  for (float x : c) EXPECT_NEAR(x, -6.0f * 384, 1);
}

TEST(Rounded, NothingAndNumbersThatAreNoneAreNoHarm) {
  const size_t depth = 16, width = 16;
  std::vector<float> zero(depth, 0.0f), none(depth, std::nanf("")), b(depth * width, 1.0f), c(width, 5.0f);
  RoundedRows rows;
  rows.read(zero.data(), 1, depth);
  multiply({rows, RoundedWeights(b.data(), depth, width), nullptr, false, c.data()});
  EXPECT_EQ(c, std::vector<float>(width, 0.0f));
  rows.read(none.data(), 1, depth);
  std::fill(b.begin(), b.end(), std::nanf(""));
  multiply({rows, RoundedWeights(b.data(), depth, width), nullptr, true, c.data()});
}

TEST(Layers, MemoryRunsBothWaysAndStopsAtSentences) {
  const size_t half = 16;
  std::vector<float> gates(3 * 4 * half, 0.0f), out(3 * 2 * half);
  for (size_t i = 0; i < 3; ++i) {
    for (size_t k = 0; k < half; ++k)
      gates[i * 4 * half + half + k] = gates[i * 4 * half + 3 * half + k] = static_cast<float>(i + 1);
  }
  remember(gates.data(), {0, 2, 3}, half, out.data());  // two sentences: words 0 and 1, word 2
  EXPECT_FLOAT_EQ(out[0], 0.5f);                        // forward: half of 1
  EXPECT_FLOAT_EQ(out[2 * half], 0.5f + 0.5f * (2 - 0.5f));
  EXPECT_FLOAT_EQ(out[2 * half + half], 1.0f);  // backward: half of 2
  EXPECT_FLOAT_EQ(out[half], 1.0f + 0.5f * (1 - 1.0f));
  EXPECT_FLOAT_EQ(out[4 * half], 1.5f);
}

TEST(Layers, DistancesToLeftAndRightDiffer) {
  EXPECT_NE(distance_bucket(3, 4), distance_bucket(4, 3));
  EXPECT_EQ(distance_bucket(0, 60), distance_bucket(0, 200));
  for (int32_t d = 1; d < 300; ++d) {
    EXPECT_LT(distance_bucket(0, d), kDistances);
    EXPECT_LT(distance_bucket(d, 0), kDistances);
  }
}

}  // namespace
}  // namespace bestand::net_test
