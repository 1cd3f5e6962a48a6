// Whatever the order, the batches or the number of readings: the same answers, byte for byte.
#include <gtest/gtest.h>

#include <algorithm>

#include "ledger/make.h"
#include "ledger/synthetic.h"
#include "show/ledger_json.h"

namespace bestand::ledger_order_test {
namespace {

using namespace test;

std::string answers(Ledger* ledger, const Filter& filter = {}) {
  auto view = ledger->view(filter);
  EXPECT_TRUE(view.ok()) << view.error().to_string();
  std::string out;
  for (size_t i = 0; i < view->ceasefires.size(); ++i) append_ceasefire(*view, i, &out);
  for (size_t i = 0; i < view->incidents.size(); ++i) append_why_incident(*view, i, &out);
  for (size_t i = 0; i < view->corpus.claims.size(); ++i) append_claim(*view, static_cast<int32_t>(i), &out);
  for (const auto& c : view->contradictions) append_contradiction(*view, c, &out);
  return out;
}

struct Reading {
  std::vector<int> order;
  size_t batch = 1;
};

std::string read_all(const War& war, const Reading& reading, const std::string& name) {
  TempFile file(name);
  auto ledger = Ledger::open(file.path(), Ledger::Mode::kWrite, options());
  EXPECT_TRUE(ledger.ok()) << ledger.error().to_string();
  for (size_t at = 0; at < reading.order.size(); at += reading.batch) {
    std::vector<Analysis> some;
    for (size_t i = at; i < std::min(at + reading.batch, reading.order.size()); ++i)
      some.push_back(war.document(reading.order[i]));
    auto added = ledger->add(some);
    EXPECT_TRUE(added.ok()) << added.error().to_string();
  }
  return answers(&*ledger);
}

TEST(AnyOrder, GivesTheSameAnswersByteForByte) {
  War war({.seed = 5, .documents_a_day = 6, .places = 12});
  std::vector<int> order;
  for (int i = 0; i < 150; ++i) order.push_back(i);
  std::string straight = read_all(war, {order, 150}, "order");
  ASSERT_NE(straight.find("\"ceasefire\""), std::string::npos);
  ASSERT_NE(straight.find("\"headline\""), std::string::npos);
  Random r(99);
  for (int round = 0; round < 8; ++round) {
    for (size_t i = order.size(); i > 1; --i)
      std::swap(order[i - 1], order[static_cast<size_t>(r.below(static_cast<int>(i)))]);
    size_t batch = round % 3 == 0 ? 1 : static_cast<size_t>(1 + r.below(60));
    ASSERT_EQ(read_all(war, {order, batch}, "order"), straight)
        << "round " << round << ", batches of " << batch;
  }
}

TEST(AnyOrder, RetractingADocumentGivesWhatWouldHaveBeenWithoutIt) {
  War war({.seed = 8, .documents_a_day = 6, .places = 12});
  std::vector<int> most;
  for (int i = 0; i < 60; ++i) {
    if (i != 7 && i != 30) most.push_back(i);
  }
  std::string without = read_all(war, {most, 60}, "most");
  TempFile file("retract");
  auto ledger = Ledger::open(file.path(), Ledger::Mode::kWrite, options());
  std::vector<Analysis> all;
  for (int i = 0; i < 60; ++i) all.push_back(war.document(i));
  ASSERT_TRUE(ledger->add(all).ok());
  ASSERT_NE(answers(&*ledger), without);
  for (const char* id : {"war-7", "war-30"})
    ASSERT_TRUE(ledger->decide("retract", id, "lk", "withdrawn").ok());
  EXPECT_EQ(answers(&*ledger), without);
}

TEST(AnyOrder, LeavingOutASourceIsAsIfItHadNeverBeenRead) {
  War war({.seed = 9, .documents_a_day = 6, .places = 12});
  std::vector<int> others;
  std::vector<Analysis> all;
  for (int i = 0; i < 60; ++i) {
    all.push_back(war.document(i));
    if (all.back().document.publisher != "Paper 3") others.push_back(i);
  }
  ASSERT_LT(others.size(), 60u);
  TempFile file("without");
  auto ledger = Ledger::open(file.path(), Ledger::Mode::kWrite, options());
  ASSERT_TRUE(ledger->add(all).ok());
  EXPECT_EQ(answers(&*ledger, {.without = {"Paper 3"}}), read_all(war, {others, 60}, "others"));
}

}  // namespace
}  // namespace bestand::ledger_order_test
