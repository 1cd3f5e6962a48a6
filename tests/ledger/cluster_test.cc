// Clustering against the plainest program that does the same: each round looks at all pairs of clusters.
#include "ledger/cluster.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace bestand::cluster_test {
namespace {

using Clusters = std::vector<std::vector<int32_t>>;

Clusters plainly(int32_t n, const std::vector<Link>& links, double missing) {
  std::vector<std::vector<double>> score(n, std::vector<double>(n, missing));
  std::vector<std::vector<bool>> veto(n, std::vector<bool>(n, false)), linked = veto;
  for (const Link& l : links) {
    score[l.a][l.b] = score[l.b][l.a] = l.score;
    veto[l.a][l.b] = veto[l.b][l.a] = l.veto;
    linked[l.a][l.b] = linked[l.b][l.a] = true;
  }
  Clusters out;
  for (int32_t i = 0; i < n; ++i) out.push_back({i});
  for (;;) {
    double best = 0;
    size_t at = 0, with = 0;
    for (size_t x = 0; x < out.size(); ++x) {
      for (size_t y = x + 1; y < out.size(); ++y) {
        double sum = 0;
        bool barred = false, known = false;
        for (int32_t a : out[x]) {
          for (int32_t b : out[y]) sum += score[a][b], barred = barred || veto[a][b], known = known || linked[a][b];
        }
        double mean = sum / static_cast<double>(out[x].size() * out[y].size());
        if (known && !barred && mean > best) best = mean, at = x, with = y;
      }
    }
    if (best <= 0) return out;
    out[at].insert(out[at].end(), out[with].begin(), out[with].end());
    std::sort(out[at].begin(), out[at].end());
    out.erase(out.begin() + static_cast<ptrdiff_t>(with));
  }
}

// Scores in quarters, so that sums are exact and ties are common.
std::vector<Link> random_links(int32_t n, int of_ten, std::mt19937* random) {
  std::vector<Link> out;
  for (int32_t a = 0; a < n; ++a) {
    for (int32_t b = a + 1; b < n; ++b) {
      if (static_cast<int>((*random)() % 10) >= of_ten) continue;
      bool veto = (*random)() % 12 == 0;
      out.push_back({a, b, veto ? 0 : static_cast<double>((*random)() % 33) / 4 - 4, veto});
    }
  }
  return out;
}

TEST(Cluster, DoesWhatThePlainestProgramDoes) {
  std::mt19937 random(7);
  size_t merged = 0;
  for (int round = 0; round < 300; ++round) {
    int32_t n = 2 + static_cast<int32_t>(random() % 24);
    auto links = random_links(n, 1 + round % 9, &random);
    Clusters expected = plainly(n, links, -0.5);
    EXPECT_EQ(cluster(n, links, -0.5), expected) << "round " << round;
    merged += static_cast<size_t>(n) - expected.size();
    std::shuffle(links.begin(), links.end(), random);
    EXPECT_EQ(cluster(n, links, -0.5), expected) << "round " << round << ", in another order";
  }
  EXPECT_GT(merged, 1000u);  // there was something to do
}

TEST(Cluster, AVetoKeepsTwoApartForGood) {
  std::vector<Link> links = {{0, 1, 9}, {1, 2, 9}, {0, 2, 0, true}};
  EXPECT_EQ(cluster(3, links), (Clusters{{0, 1}, {2}}));
}

TEST(Cluster, VetoesAmongAComponentCountUnlessALinkSaysOtherwise) {
  const std::vector<Link> links = {{0, 1, 9}, {1, 2, 9}, {3, 4, 9}};
  std::vector<std::vector<int32_t>> asked;
  auto bar = [&](std::span<const int32_t> items) {
    asked.emplace_back(items.begin(), items.end());
    return std::vector<std::pair<int32_t, int32_t>>{{0, 1}, {0, 2}};  // 0 and 1 are linked: their link stands
  };
  EXPECT_EQ(cluster(5, links, -1.0, bar), (Clusters{{0, 1}, {2}, {3, 4}}));
  EXPECT_EQ(asked, (Clusters{{0, 1, 2}}));  // two alone have nothing but their link between them
}

// An item of weight 3 is three items that are alike.
TEST(Cluster, AWeightStandsForItemsThatAreAlike) {
  // 0 is at odds with 2, but three like 1 draw 2 in; with one like 1 the mean of 0 and 1 to 2 is below zero.
  const std::vector<Link> links = {{0, 1, 5}, {0, 2, -4}, {1, 2, 2}};
  EXPECT_EQ(cluster(3, links, -1.0), (Clusters{{0, 1}, {2}}));
  EXPECT_EQ(cluster(3, links, -1.0, {}, std::vector<int32_t>{1, 3, 1}), (Clusters{{0, 1, 2}}));
}

}  // namespace
}  // namespace bestand::cluster_test
