// Which events are compared: against the plain program that looks at all pairs.
#include "ledger/blocks.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "ledger/compare.h"
#include "ledger/make.h"

namespace bestand::blocks_test {
namespace {

// Events of some days in towns, provinces, a country, places known by name alone and none at all; each in a document of
// its own whose text has no words.
struct Some {
  Corpus corpus;
  std::vector<Event> events;
};

Some some_events(std::mt19937* random) {
  auto below = [&](uint32_t n) { return (*random)() % n; };
  Some out;
  for (int32_t i = 0; i < 60; ++i) {
    DocumentRecord& record = out.corpus.documents.own().emplace_back();
    const std::string day = "2017-04-" + std::to_string(10 + below(12));
    record.document.published = *parse_edtf(below(5) ? day : "2017-04");
    Event& e = out.events.emplace_back();
    e.document = i;
    if (below(4)) e.time = *parse_edtf(day);
    const auto lat = static_cast<double>(below(60)) / 10 - 1, lon = 179 + static_cast<double>(below(30)) / 10;
    const std::string name(1, static_cast<char>('A' + below(8)));
    switch (below(5)) {
      case 0:
        break;
      case 1:
        e.place = test::place(name, 0, 0, 1, "XX");
        e.place->area.reset();
        break;
      case 2:
        e.place = test::place("Country", 3, 179, 400e3, "XX");
        break;
      default:
        e.place = test::place(name, lat, lon > 180 ? lon - 360 : lon, below(3) ? 4e3 : 90e3, "XX");
    }
  }
  return out;
}

bool excluded(const Event& a, const Event& b) {
  const bool days = a.time && b.time && days_apart(a.time->hull(), b.time->hull());
  return days || match_places(a.place, b.place) == PlaceMatch::kDisjoint;
}

TEST(Blocks, NearEventsAreThoseThatNeitherDayNorPlaceExcludes) {
  std::mt19937 random(3);
  size_t near = 0, apart = 0;
  for (int round = 0; round < 40; ++round) {
    const Some some = some_events(&random);
    const CommonWords common;
    const Texts texts(some.corpus.documents, common);
    const EventPlaces places(some.events);
    const Blocks blocks(some.corpus, texts, some.events, places);
    for (int32_t i = 0; i < 60; ++i) {
      const std::vector<int32_t> found = blocks.before(i);
      EXPECT_TRUE(std::is_sorted(found.begin(), found.end()));
      for (int32_t j = 0; j < i; ++j) {
        const bool there = std::binary_search(found.begin(), found.end(), j);
        const std::vector<int32_t> two = {j, i};
        const bool kept_apart = !blocks.apart_among(two).empty();
        const Event &a = some.events[j], &b = some.events[i];
        // Both are of one day: their days touch, whatever else is known.
        if (a.time && b.time && *a.time == *b.time) {
          EXPECT_EQ(there, !excluded(a, b)) << "round " << round << ": " << j << " and " << i;
          EXPECT_EQ(kept_apart, excluded(a, b)) << "round " << round << ": " << j << " and " << i;
        }
        EXPECT_FALSE(there && excluded(a, b));
        EXPECT_FALSE(kept_apart && !excluded(a, b));
        near += there, apart += kept_apart;
      }
    }
  }
  EXPECT_GT(near, 1000u);
  EXPECT_GT(apart, 1000u);
}

}  // namespace
}  // namespace bestand::blocks_test
