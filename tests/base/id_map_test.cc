#include "base/id_map.h"

#include <gtest/gtest.h>

namespace bestand {
namespace {

TEST(IdMap, FindsWhatWasPutThereAndNothingElse) {
  IdMap map;
  EXPECT_EQ(map.find(1), 0u);  // empty
  for (uint32_t i = 1; i <= 1000; ++i) map[uint64_t{i} << 32 | 7] = i;
  map[7] = 1001;
  map[uint64_t{3} << 32 | 7] = 5;  // written over
  for (uint32_t i = 1; i <= 1000; ++i) EXPECT_EQ(map.find(uint64_t{i} << 32 | 7), i == 3 ? 5 : i) << i;
  EXPECT_EQ(map.find(7), 1001u);
  EXPECT_EQ(map.find(8), 0u);
  EXPECT_EQ(map.find(uint64_t{1001} << 32 | 7), 0u);
}

}  // namespace
}  // namespace bestand
