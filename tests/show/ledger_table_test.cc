#include <gtest/gtest.h>

#include "show/table.h"

namespace bestand::ledger_table_test {
namespace {

TEST(Table, CountsCellsNotBytes) {
  EXPECT_EQ(cells("Syrië"), 5u);
  EXPECT_EQ(cells("حلب"), 3u);
  EXPECT_EQ(cells("停火"), 4u);
}

TEST(Table, CutsAtACharacterAndSaysSo) {
  EXPECT_EQ(fitted("Damascus", 8), "Damascus");
  EXPECT_EQ(fitted("Damascus", 5), "Dama…");
  EXPECT_EQ(fitted("停火协议", 4), "停…");
}

TEST(Table, FitsTheWidthItIsGiven) {
  Table table({{"ID", false, 2, 0}, {"WHERE", false, 4, 1}, {"KILLED", true, 6, 0}});
  table.add({"I1", "a village with a very long name in the north", "12"});
  table.add({"I2", "Hama", "3"});
  for (size_t width : {10u, 16u, 30u, 50u, 80u}) {
    std::string out = table.print(width);
    for (size_t at = 0; at < out.size();) {
      size_t end = out.find('\n', at);
      EXPECT_LE(cells(out.substr(at, end - at)), width);
      at = end + 1;
    }
  }
  EXPECT_EQ(table.print(30),
            "ID  WHERE               KILLED\n"
            "I1  a village with a…       12\n"
            "I2  Hama                     3\n");
}

TEST(Table, WrapsUnderItsLabel) {
  EXPECT_EQ(labelled("in", "one two three four five", 4, 40), "  in  one two three four five\n");
  EXPECT_EQ(labelled("in", "one two three four five six", 4, 30),
            "  in  one two three four five\n      six\n");
}

}  // namespace
}  // namespace bestand::ledger_table_test
