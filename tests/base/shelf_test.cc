#include "base/shelf.h"

#include <gtest/gtest.h>

#include <atomic>
#include <string>
#include <thread>

namespace bestand {
namespace {

TEST(Shelf, MakesAValueOnceAndLeavesItWhereItIs) {
  int made = 0;
  const Shelf<std::string> shelf(1000, [&](size_t i) { return ++made, std::to_string(i); });
  EXPECT_EQ(shelf.size(), 1000U);
  EXPECT_EQ(made, 0);
  const std::string* seven = &shelf[7];
  EXPECT_EQ(*seven, "7");
  EXPECT_EQ(&shelf[7], seven);
  EXPECT_EQ(made, 1);
}

TEST(Shelf, ReadsTheSameWhetherItsValuesAreThereOrNot) {
  Shelf<int> there(std::vector<int>{4, 5, 6});
  const Shelf<int> later(3, [](size_t i) { return static_cast<int>(i) + 4; });
  EXPECT_TRUE(std::equal(there.begin(), there.end(), later.begin(), later.end()));
  there.own().push_back(7);
  EXPECT_EQ(there[3], 7);
}

TEST(Shelf, ManyThreadsSeeOneValue) {
  const Shelf<std::string> shelf(64, [](size_t i) { return std::string(100, static_cast<char>('a' + i % 26)); });
  std::vector<const std::string*> seen(4 * 64);
  {
    std::vector<std::jthread> threads;
    for (size_t t = 0; t < 4; ++t) {
      threads.emplace_back([&, t] {
        for (size_t i = 0; i < 64; ++i) seen[t * 64 + i] = &shelf[i];
      });
    }
  }
  for (size_t i = 0; i < 64; ++i) {
    for (size_t t = 1; t < 4; ++t) EXPECT_EQ(seen[t * 64 + i], seen[i]);
  }
}

}  // namespace
}  // namespace bestand
