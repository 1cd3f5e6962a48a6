#include "base/deadline.h"

#include <gtest/gtest.h>

#include <thread>

namespace bestand::deadline_test {
namespace {

bool passes_soon() {
  for (int i = 0; i < 100; ++i) {
    if (Deadline::passed()) return true;
  }
  return false;
}

TEST(Deadline, PassesOnceItsTimeIsOverAndStaysSo) {
  EXPECT_FALSE(passes_soon());
  Deadline deadline(1e-9);
  EXPECT_TRUE(passes_soon());
  EXPECT_TRUE(Deadline::passed());
}

TEST(Deadline, HoldsUntilItIsGoneAndForItsThreadAlone) {
  Deadline outer(1000);
  {
    Deadline inner(1e-9);
    EXPECT_TRUE(passes_soon());
    bool elsewhere = true;
    std::thread([&] { elsewhere = passes_soon(); }).join();
    EXPECT_FALSE(elsewhere);
  }
  EXPECT_FALSE(passes_soon());
}

TEST(Deadline, OfNoSecondsIsNone) {
  Deadline deadline(0);
  EXPECT_FALSE(passes_soon());
}

}  // namespace
}  // namespace bestand::deadline_test
