// Whatever instructions a machine has, it gets the bits of the plain path.
#include <gtest/gtest.h>

#include <random>

#include "parse/kernels.h"
#include "parse/layers.h"
#include "parse/parser.h"
#include "parse/rounded.h"
#include "read/reader.h"

namespace bestand::paths_test {
namespace {

using Numbers = std::vector<float>;

class EveryPath : public testing::TestWithParam<Path> {
 protected:
  void SetUp() override {
    if (GetParam() > best_path()) GTEST_SKIP() << "this machine lacks the instructions";
  }
  void TearDown() override { take_path(best_path()); }

  // What `work` gives by the plain path, then by this one.
  template <class Work>
  void expect_same(const Work& work) const {
    take_path(Path::kPlain);
    const auto plain = work();
    take_path(GetParam());
    EXPECT_TRUE(plain == work());
  }
};

std::string name_of(const testing::TestParamInfo<Path>& info) {
  return info.param == Path::kPlain ? "Plain" : info.param == Path::kAvx2 ? "Avx2" : "Avx512";
}
INSTANTIATE_TEST_SUITE_P(Paths, EveryPath, testing::Values(Path::kPlain, Path::kAvx2, Path::kAvx512), name_of);

Numbers some(size_t n) {
  static std::mt19937 random(3);
  std::normal_distribution<float> value;
  Numbers out(n);
  for (float& x : out) x = value(random);
  return out;
}

TEST_P(EveryPath, MultipliesNumbers) {
  const size_t depth = 37;
  for (size_t n : {1u, 5u, 9u, 13u, 32u}) {
    for (size_t width : {16u, 48u, 128u}) {
      const Numbers a = some(n * depth), b = some(depth * width);
      for (bool add : {false, true}) {
        expect_same([&] {
          Numbers c(n * width, 0.5f);
          multiply({a.data(), static_cast<ptrdiff_t>(depth), 1, b.data(), c.data(), n, depth, width, add});
          return c;
        });
      }
    }
  }
}

TEST_P(EveryPath, RoundsAndMultipliesWholeNumbers) {
  const size_t depth = 80;
  for (size_t n = 1; n < 18; ++n) {
    for (size_t width : {16u, 48u, 128u}) {
      const Numbers a = some(n * depth), b = some(depth * width), bias = some(width);
      const RoundedWeights weights(b.data(), depth, width);
      for (bool relu : {false, true}) {
        expect_same([&] {
          RoundedRows rows;
          rows.read(a.data(), n, depth);
          Numbers c(n * width);
          multiply({rows, weights, relu ? bias.data() : nullptr, relu, c.data()});
          c.insert(c.end(), rows.whole.begin(), rows.whole.end());
          c.insert(c.end(), rows.scale.begin(), rows.scale.end());
          return c;
        });
      }
    }
  }
}

TEST_P(EveryPath, TakesTheStepsBetweenProducts) {
  const size_t rows = 9, width = 48, half = 24;
  const Numbers x = some(rows * width), gain = some(width), bias = some(width), gates = some(rows * 4 * half);
  expect_same([&] {
    Numbers out(x), centred(x), inverse(rows);
    normalise({x.data(), gain.data(), bias.data(), rows, width, out.data(), centred.data(), inverse.data()});
    out.insert(out.end(), centred.begin(), centred.end());
    out.insert(out.end(), inverse.begin(), inverse.end());
    return out;
  });
  expect_same([&] {
    Numbers g(gates), out(rows * 2 * half);
    remember(g.data(), {0, 1, 6, static_cast<int32_t>(rows)}, half, out.data());
    return out;
  });
  expect_same([&] {
    Numbers out(x);
    add_bias(out.data(), bias.data(), rows, width);
    add_bias_relu(out.data(), gain.data(), rows, width);
    return out;
  });
}

TEST_P(EveryPath, AddsUpRows) {
  const size_t count = 7, width = 48;
  const Numbers start = some(width), scales = some(count), x = some(width), rows = some(count * width);
  const std::vector<int8_t> bytes = {-128, -127, -5, -1, 0, 1, 2, 3, 99, 127, 126, 125, -77, 42, 7, 6};
  std::vector<int8_t> table;
  for (size_t k = 0; k < count * width; ++k) table.push_back(bytes[k * k % bytes.size()]);
  const int8_t* row[count];
  for (size_t f = 0; f < count; ++f) row[f] = table.data() + f * width;
  expect_same([&] {
    Numbers out(width);
    add_scaled({start.data(), row, scales.data(), count, width, out.data()});
    return out;
  });
  expect_same([&] {
    Numbers out(count);
    dot_rows(x.data(), rows.data(), count, width, out.data());
    return out;
  });
}

TEST_P(EveryPath, GivesTheSameTreesTagsAndNames) {
  auto parser = Parser::load(BESTAND_SOURCE_DIR);
  ASSERT_TRUE(parser.ok()) << parser.error().to_string();
  std::vector<Document> documents;
  Reader reader({std::string(BESTAND_SOURCE_DIR) + "/samples"});
  while (auto item = reader.next()) documents.push_back(std::move(*item).value());
  expect_same([&] {
    std::vector<int> out;
    for (const Document& d : documents) {
      const Parse parse = parser->parse(d);
      for (const Token& t : parse.tokens) {
        for (int part : {static_cast<int>(t.upos), t.head, static_cast<int>(t.rel)}) out.push_back(part);
      }
      for (const Name& n : parse.names) out.push_back(n.first), out.push_back(n.last);
    }
    EXPECT_GT(out.size(), 1000u);
    return out;
  });
}

}  // namespace
}  // namespace bestand::paths_test
