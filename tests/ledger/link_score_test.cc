// Links that are left out decide nothing: against the plain program that weighs every pair.
#include "ledger/link_score.h"

#include <gtest/gtest.h>

#include "ledger/cluster.h"
#include "ledger/lineage.h"
#include "ledger/make.h"
#include "ledger/synthetic.h"

namespace bestand::link_score_test {
namespace {

using namespace test;

constexpr double kUncompared = -3.5;

struct Groups {
  std::vector<std::vector<int32_t>> plain, pruned;
  size_t weighed = 0, kept = 0;
};

Groups groups_of(const War& war, int documents) {
  TempFile file("links");
  auto ledger = Ledger::open(file.path(), Ledger::Mode::kWrite, options());
  EXPECT_TRUE(ledger.ok());
  std::vector<Analysis> some;
  for (int n = 0; n < documents; ++n) some.push_back(war.document(n));
  EXPECT_TRUE(ledger->add(some).ok());
  const Corpus corpus = *ledger->corpus();
  const Actors actors(nullptr);
  const auto lineage = lineages(corpus.documents);
  std::vector<Event> events;
  for (size_t d = 0; d < corpus.documents.size(); ++d) {
    for (Event& e : events_of(corpus, actors, static_cast<int32_t>(d))) events.push_back(std::move(e));
  }
  const EventPlaces places(events);
  const CommonWords common;
  const LinkScorer scorer(corpus, lineage, actors, common, events, places);
  const Blocks blocks(corpus, scorer.texts(), events, places);
  auto clusters = [&](const std::vector<Link>& links) {
    return cluster(static_cast<int32_t>(events.size()), links, kUncompared,
                   [&](std::span<const int32_t> component) { return blocks.apart_among(component); });
  };
  std::vector<Link> all;
  for (int32_t i = 0; i < static_cast<int32_t>(events.size()); ++i) {
    for (int32_t j : blocks.before(i)) {
      const LinkScore score = scorer.score(j, i);
      all.push_back({j, i, score.total(), score.veto, false});
    }
  }
  const auto links = link_events(scorer, blocks, corpus, events, 2);
  return {clusters(all), clusters(links), all.size(), links.size()};
}

TEST(Links, ThatAreLeftOutDecideNothing) {
  for (uint64_t seed = 1; seed <= 12; ++seed) {
    const War war({.seed = seed, .documents_a_day = 12, .places = seed % 3 ? 10 : 60});
    const Groups groups = groups_of(war, 240);
    EXPECT_EQ(groups.pruned, groups.plain) << "seed " << seed;
    EXPECT_LT(groups.plain.size(), 240U);
    EXPECT_LT(groups.kept, groups.weighed);
  }
}

}  // namespace
}  // namespace bestand::link_score_test
