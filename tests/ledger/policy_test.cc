// The decision table over every combination of what may be known.
#include "ledger/policy.h"

#include <gtest/gtest.h>

#include <fstream>

#include "ledger/make.h"

namespace bestand::policy_test {
namespace {

const Policy& table() {
  static const Policy policy = [] {
    auto loaded = Policy::load(std::string(BESTAND_SOURCE_DIR) + "/world/policy/violation.toml");
    EXPECT_TRUE(loaded.ok()) << loaded.error().to_string();
    return std::move(*loaded);
  }();
  return policy;
}

template <class F>
void every_combination(F visit) {
  std::array<uint8_t, kSlotCount> sizes{};
  for (int i = 0; i < kSlotCount; ++i)
    sizes[i] = static_cast<uint8_t>(slot_values(static_cast<Slot>(i)).size());
  SlotValues v;
  for (;;) {
    visit(v);
    int i = 0;
    while (i < kSlotCount && ++v.value[i] == sizes[i]) v.value[i++] = 0;
    if (i == kSlotCount) return;
  }
}

bool in_scope(const SlotValues& v) {
  for (int s = kFirstScopeSlot; s <= kLastScopeSlot; ++s) {
    if (v.scope(static_cast<Slot>(s)) != Scope::kInside) return false;
  }
  return v.get(Slot::kLive) == 0;
}

// contested < alleged < corroborated: how far an in-scope headline goes.
int rank(Headline h) { return h == Headline::kCorroborated ? 2 : h == Headline::kAlleged ? 1 : 0; }

TEST(Policy, SomeRuleAlwaysFires) {
  std::set<std::string> fired;
  int64_t combinations = 0;
  every_combination([&](const SlotValues& v) {
    ++combinations;
    fired.insert(table().decide(v).id);
  });
  EXPECT_EQ(combinations, int64_t{2} * 5 * 5 * 5 * 5 * 5 * 2 * 2 * 4 * 3 * 2 * 2);
  EXPECT_EQ(fired.size(), 13u);  // and none is dead
}

TEST(Policy, AMonitorsFindingOrAnAdmissionNeverLowersAndADenialNeverRaises) {
  every_combination([&](const SlotValues& v) {
    if (!in_scope(v)) return;
    int now = rank(table().decide(v).headline);
    SlotValues with = v;
    with.set_yes(Slot::kMonitor, true);
    ASSERT_GE(rank(table().decide(with).headline), now);
    with = v;
    with.set_yes(Slot::kAdmitted, true);
    ASSERT_GE(rank(table().decide(with).headline), now);
    if (v.get(Slot::kDenial) == 0) {
      for (Denial d : {Denial::kGeneral, Denial::kSpecific, Denial::kRival}) {
        with = v;
        with.set(Slot::kDenial, d);
        ASSERT_LE(rank(table().decide(with).headline), now);
      }
    }
  });
}

TEST(Policy, AGeneralDenialNeverContests) {
  every_combination([&](const SlotValues& v) {
    if (v.get(Slot::kDenial) != static_cast<uint8_t>(Denial::kGeneral)) return;
    ASSERT_NE(table().decide(v).id, "R10");
  });
}

struct Row {
  const char* rule;
  const char* slots;  // what differs from: inside everything, one origin off the accuser's side, nothing said
                      // against it
};

// The design's table, a row a rule.
TEST(Policy, FirstMatchIsTheDesigns) {
  const Row kRows[] = {{"R12", ""},
                       {"R0", "live=no"},
                       {"R1", "time=outside"},
                       {"R2", "area=outside"},
                       {"R3", "actor=outside"},
                       {"R4", "target=outside"},
                       {"R5", "act=outside"},
                       {"R6", "actor=disputed"},
                       {"R6", "target=accused_only time=unknown"},
                       {"R7", "time=unknown"},
                       {"R8", "admitted=yes denial=specific"},
                       {"R9", "monitor=yes denial=specific"},
                       {"R10", "denial=specific origins=many"},
                       {"R10", "denial=rival origins=many"},
                       {"R11", "origins=many"},
                       {"R12", "origins=many core=differ"},
                       {"R12", "origins=many off_side=no"},
                       {"R12", "denial=general"},
                       {"R1", "time=outside actor=outside"},
                       {"R4", "target=outside actor=unknown"}};
  for (const Row& row : kRows) {
    SlotValues v;
    v.set_yes(Slot::kAdmitted, false);
    v.set_yes(Slot::kMonitor, false);
    v.set(Slot::kOrigins, Many::kOne);
    std::istringstream words(row.slots);
    for (std::string word; words >> word;) {
      size_t eq = word.find('=');
      for (int i = 0; i < kSlotCount; ++i) {
        Slot slot = static_cast<Slot>(i);
        if (name(slot) != word.substr(0, eq)) continue;
        auto values = slot_values(slot);
        auto at = std::find(values.begin(), values.end(), word.substr(eq + 1));
        ASSERT_NE(at, values.end()) << word;
        v.value[i] = static_cast<uint8_t>(at - values.begin());
      }
    }
    EXPECT_EQ(table().decide(v).id, row.rule) << row.slots;
  }
}

TEST(Policy, BadTablesAreRefusedWithTheLine) {
  const char* kBad[] = {
      "name='x'\n",
      "version=1\nname='x'\n",
      "version=1\nname='x'\n[[rule]]\nid='R'\nheadline='loud'\nexplanation='e'\n",
      "version=1\nname='x'\n[[rule]]\nid='R'\nheadline='alleged'\nexplanation='e'\nall={mood=['x']}\n",
      "version=1\nname='x'\n[[rule]]\nid='R'\nheadline='alleged'\nexplanation='e'\nall={live=['maybe']}\n",
      "version=1\nname='x'\n[[rule]]\nid='R'\nheadline='alleged'\nexplanation='e'\nall={live=['no']}\n"};
  for (const char* text : kBad) {
    test::TempFile file("policy.toml");
    std::ofstream(file.path()) << text;
    auto policy = Policy::load(file.path());
    ASSERT_FALSE(policy.ok()) << text;
    EXPECT_EQ(policy.error().code, Code::kBadData);
  }
}

}  // namespace
}  // namespace bestand::policy_test
