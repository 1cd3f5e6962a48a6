// Short articles of our own about many wars (tests/cases/claim/claims-<lang>.jsonl): each claim is found by a quotation,
// its type (or one of type_alt), its source and its factuality; a text without claims is a trap.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>

#include "claim/engine.h"

namespace bestand::event_cases_test {
namespace {

using nlohmann::json;

struct Tally {
  int gold = 0, told = 0, found = 0, source = 0, status = 0, killed = 0, killed_right = 0;

  double f1() const { return gold + told == 0 ? 1 : 2.0 * found / (gold + told); }
};

bool type_fits(const json& want, const Claim& c) {
  if (want["type"] == std::string(name(c.type))) return true;
  if (!want.contains("type_alt")) return false;
  return std::any_of(want["type_alt"].begin(), want["type_alt"].end(),
                     [&](const json& t) { return t == std::string(name(c.type)); });
}

bool source_fits(const json& want, const Claim& c) {
  std::string have = c.source && !c.source->chain.empty() ? c.source->chain.back().name : "";
  if (want["source"].is_null()) return have.empty();
  return have.find(want["source"].get<std::string>()) != std::string::npos;
}

void count(const json& want, const Claim& c, Tally* tally) {
  ++tally->found;
  tally->source += source_fits(want, c);
  tally->status += want["factuality"] == std::string(name(c.factuality.status));
  if (!want.contains("killed")) return;
  ++tally->killed;
  tally->killed_right += c.killed && c.killed->low == want["killed"][0].get<int64_t>();
}

void read_article(const Engine& engine, const json& article, Tally* tally) {
  Document d;
  d.id = article["id"];
  d.lang = article["lang"];
  d.text = article["text"];
  d.published_edtf = article["published"];
  d.published = *parse_edtf(d.published_edtf);
  Analysis a = engine.analyze(std::move(d));
  std::vector<bool> used(a.claims.size(), false);
  if (article["claims"].empty()) EXPECT_TRUE(a.claims.empty()) << article["id"] << ": a trap gave " << a.claims[0].rule;
  tally->told += static_cast<int>(a.claims.size());
  for (const json& want : article["claims"]) {
    ++tally->gold;
    auto at = a.document.text.find(want["quote"].get<std::string>());
    ASSERT_NE(at, std::string::npos) << want["quote"];
    Span span{static_cast<uint32_t>(at), static_cast<uint32_t>(at + want["quote"].get<std::string>().size())};
    for (size_t i = 0; i < a.claims.size(); ++i) {
      if (used[i] || !a.claims[i].span.overlaps(span) || !type_fits(want, a.claims[i])) continue;
      used[i] = true;
      count(want, a.claims[i], tally);
      break;
    }
  }
}

class Articles : public testing::TestWithParam<const char*> {};

TEST_P(Articles, GiveTheClaimsAReaderWouldWriteDown) {
  auto engine = Engine::load({BESTAND_SOURCE_DIR, ""}, {});
  ASSERT_TRUE(engine.ok()) << engine.error().to_string();
  std::ifstream in(std::string(BESTAND_SOURCE_DIR) + "/tests/cases/claim/claims-" + GetParam() + ".jsonl");
  ASSERT_TRUE(in);
  Tally tally;
  for (std::string line; std::getline(in, line);) read_article(*engine, json::parse(line), &tally);
  EXPECT_GE(tally.gold, 18);
  EXPECT_GE(tally.f1(), 0.70) << tally.found << " of " << tally.gold << " found, " << tally.told << " told";
  EXPECT_GE(tally.source, 0.7 * tally.found);
  EXPECT_GE(tally.status, 0.8 * tally.found);
  EXPECT_GE(tally.killed_right, 0.7 * tally.killed);
}

INSTANTIATE_TEST_SUITE_P(Languages, Articles, testing::Values("nl", "en"));

}  // namespace
}  // namespace bestand::event_cases_test
