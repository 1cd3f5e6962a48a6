#include <gtest/gtest.h>

#include "ledger/make.h"
#include "ledger/synthetic.h"
#include "show/ledger_text.h"
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

TEST(LedgerText, FitsTheWidthItIsGiven) {
  test::TempFile file("width");
  auto ledger = Ledger::open(file.path(), Ledger::Mode::kWrite, test::options());
  ASSERT_TRUE(ledger.ok()) << ledger.error().to_string();
  const test::War war({.seed = 4, .documents_a_day = 3, .places = 8, .truce_every = 12});
  std::vector<Analysis> documents;
  for (int i = 0; i < 60; ++i) documents.push_back(war.document(i));
  ASSERT_TRUE(ledger->add(documents).ok());
  auto view = ledger->view();
  ASSERT_TRUE(view.ok());
  for (size_t width : {50u, 80u, 120u}) {
    std::string out = contradictions_text(*view, width) + corpus_text(*view, width);
    for (size_t i = 0; i < view->ceasefires.size(); ++i) out += status_text(*view, i, width) + parties_text(*view, i, width) + timeline_text(*view, i, width);
    std::vector<size_t> all;
    for (size_t i = 0; i < view->incidents.size(); ++i) all.push_back(i), out += why_incident_text(*view, i, width);
    out += incidents_text(*view, all, width);
    for (size_t at = 0, end; at < out.size(); at = end + 1) {
      end = out.find('\n', at);
      EXPECT_LE(cells(out.substr(at, end - at)), width) << out.substr(at, end - at);
    }
  }
}

TEST(LedgerText, SeasonsAreWords) {
  EXPECT_EQ(readable(*parse_edtf("2015-21")), "spring 2015");
  EXPECT_EQ(readable(*parse_edtf("2015-24")), "winter 2015");
  EXPECT_EQ(readable(*parse_edtf("2015-12")), "2015-12");
  EXPECT_EQ(readable(*parse_edtf("2015-01-21/2015-03-24")), "2015-01-21/2015-03-24");
}

}  // namespace
}  // namespace bestand::ledger_table_test
