#include "ledger/agreements.h"

#include <gtest/gtest.h>

#include "ground/actor_base.h"
#include "ledger/make.h"
#include "ledger/view.h"

namespace bestand::agreements_test {
namespace {

using namespace test;

const ClaimPlace kSyria = place("Syria", 35, 38, 400e3, "SY");
const ClaimPlace kYemen = place("Yemen", 15.5, 47.5, 400e3, "YE");

Analysis truce(const std::string& id, const std::string& published, const std::string& effective,
               const ClaimPlace& where, std::vector<std::string> mediators) {
  Analysis a = article(
      id, "Paper " + id, published,
      "A ceasefire took effect, article " + id + " said. Ahrar joined it. Ahrar denied having signed it.");
  Claim& c = claim(&a, ClaimType::kAgreement, "A ceasefire took effect");
  if (!effective.empty()) c.time = at(effective);
  c.place = where;
  for (const auto& m : mediators) c.actors.push_back(actor(Role::kMediator, m));
  return a;
}

Claim& stance(Analysis* a, ClaimType type, const std::string& words, const std::string& who,
              const std::string& by) {
  Claim& c = claim(a, type, words);
  c.actors = {actor(type == ClaimType::kPartyExcluded ? Role::kExcluded : Role::kParty, who)};
  if (!by.empty()) c.source = said_by(by);
  c.factuality.status = by.empty() ? FactStatus::kAsserted : FactStatus::kReported;
  return c;
}

TEST(Ceasefires, ThreeOfOneCountryAndOneOfAnotherStandSideBySide) {
  View v = view_of(batch(truce("a", "2016-02-27", "2016-02-27", kSyria, {"Russia", "United States"}),
                         truce("b", "2016-09-13", "2016-09-12", kSyria, {"Russia", "United States"}),
                         truce("c", "2016-12-30", "2016-12-30", kSyria, {"Russia", "Turkey"}),
                         truce("d", "2016-12-31", "2016-12-30", kSyria, {"Turkey", "Russia"}),
                         truce("e", "2016-12-30", "2016-12-30", kYemen, {"United Nations"})));
  ASSERT_EQ(v.ceasefires.size(), 4u);
  size_t most = 0;
  for (const auto& c : v.ceasefires) most = std::max(most, c.documents.size());
  EXPECT_EQ(most, 2u);
}

TEST(Ceasefires, AnArticleThatDatesNoneSpeaksOfTheOneOfItsDays) {
  Analysis vague = truce("x", "2017-01-02", "", kSyria, {"Russia", "Turkey"});
  View v = view_of(batch(truce("a", "2016-02-27", "2016-02-27", kSyria, {"Russia", "United States"}),
                         truce("c", "2016-12-30", "2016-12-30", kSyria, {"Russia", "Turkey"}), vague));
  ASSERT_EQ(v.ceasefires.size(), 2u);
  EXPECT_EQ(v.ceasefires[1].documents.size(), 2u);
}

TEST(Ceasefires, WhatWasAgreedIsNotYetInForce) {
  Analysis made = truce("a", "2025-01-16", "2025-01-15", kYemen, {"Qatar"});
  made.claims[0].phase = AgreementPhase::kAgreed;
  View agreed = view_of(batch(made));
  ASSERT_EQ(agreed.ceasefires.size(), 1u);
  EXPECT_EQ(agreed.ceasefires[0].start, TermKind::kAgreed);
  EXPECT_EQ(to_edtf(*agreed.ceasefires[0].effective), "2025-01-15");
  EXPECT_EQ(agreed.ceasefires[0].states[0].state, State::kAgreed);

  View begun = view_of(batch(made, truce("b", "2025-01-19", "2025-01-19", kYemen, {"Qatar"})));
  ASSERT_EQ(begun.ceasefires.size(), 1u);
  EXPECT_EQ(begun.ceasefires[0].start, TermKind::kEffective);
  EXPECT_EQ(to_edtf(*begun.ceasefires[0].effective), "2025-01-19");
  EXPECT_FALSE(begun.ceasefires[0].effective_disputed);  // two days of two things
}

TEST(Ceasefires, SomeDaysAfterItWasAgreedNobodyKnowsWhetherItHasBegun) {
  Analysis made = truce("a", "2025-01-16", "2025-01-15", kYemen, {"Qatar"});
  made.claims[0].phase = AgreementPhase::kAgreed;
  auto strike = [](const std::string& id, const std::string& day) {
    Analysis a = article(id, "Paper " + id, day, "Jets struck Sanaa, article " + id + " said. A ceasefire was agreed.");
    Claim& c = claim(&a, ClaimType::kAirstrike, "Jets struck Sanaa");
    c.time = at(day);
    c.place = place("Sanaa", 15.35, 44.2, 10e3, "YE");
    claim(&a, ClaimType::kAgreement, "A ceasefire was agreed").phase = AgreementPhase::kNamed;
    return a;
  };
  View v = view_of(batch(made, strike("b", "2025-01-17"), strike("c", "2025-01-25")));
  ASSERT_EQ(v.incidents.size(), 2u);
  ASSERT_TRUE(v.assessments[0] && v.assessments[1]);
  EXPECT_EQ(v.assessments[0]->slots.scope(Slot::kTime), Scope::kUnknown);
  EXPECT_EQ(v.assessments[1]->slots.scope(Slot::kTime), Scope::kInside);
}

TEST(Ceasefires, OneThatIsOnlyNamedHasNoDate) {
  Analysis named = truce("a", "2025-01-16", "2025-01-16", kYemen, {"Qatar"});
  named.claims[0].phase = AgreementPhase::kNamed;
  View v = view_of(batch(named));
  ASSERT_EQ(v.ceasefires.size(), 1u);
  EXPECT_FALSE(v.ceasefires[0].effective);
}

TEST(Ceasefires, AMonthAndADayInItAreOneTime) {
  View v = view_of(batch(truce("a", "2016-08-03", "2016-02-27", kSyria, {"Russia", "United States"}),
                         truce("b", "2016-06-03", "2016-02", kSyria, {"Russia", "United States"})));
  ASSERT_EQ(v.ceasefires.size(), 1u);
  EXPECT_EQ(to_edtf(*v.ceasefires[0].effective), "2016-02-27");
}

TEST(Ceasefires, LongAfterItsMonthOrItsTwoSidesCallIt) {
  auto sides = [](Analysis a) {
    a.claims[0].actors.push_back(actor(Role::kParty, "Northern Army"));
    a.claims[0].actors.push_back(actor(Role::kParty, "Southern Front"));
    return a;
  };
  const Analysis first = sides(truce("a", "2024-11-28", "2024-11-27", kSyria, {}));
  const Analysis of_both = sides(truce("b", "2025-06-28", "", kSyria, {}));
  Analysis by_month = truce("c", "2026-06-28", "2024-11", kSyria, {});
  by_month.claims[0].phase = AgreementPhase::kNamed;
  by_month.claims[0].background = true;
  EXPECT_EQ(view_of(batch(first, of_both, by_month)).ceasefires.size(), 1u);
  Analysis by_another = copy_of(by_month);
  by_another.claims[0].time = at("2024-08");
  EXPECT_EQ(view_of(batch(first, by_another)).ceasefires.size(), 2u);
  EXPECT_EQ(view_of(batch(first, truce("d", "2025-06-28", "", kSyria, {}))).ceasefires.size(), 2u) << "of nobody's, and long after";
}

// Hezbollah fights in Lebanon, not in Gaza, and Israel in both: a truce of theirs that names but Israel's soil is Lebanon's.
TEST(Ceasefires, ATruceIsOfAWarThatItsSidesShare) {
  auto base = ActorBase::load(BESTAND_SOURCE_DIR);
  ASSERT_TRUE(base.ok());
  auto between = [](const std::string& id, const ClaimPlace& where, std::vector<std::pair<std::string, std::string>> who) {
    Analysis a = truce(id, "2025-01-0" + id, "2024-11-27", where, {});
    for (const auto& [key, kind] : who) {
      ClaimActor& x = a.claims[0].actors.emplace_back(actor(Role::kParty, key));
      x.actor_id = key, x.kind = kind;
    }
    return a;
  };
  const std::pair<std::string, std::string> israel{"state.il", "state"}, hezbollah{"group.hezbollah", "rebel"}, us{"state.us", "state"};
  const auto soil = place("Israel", 31.5, 34.8, 200e3, "IL"), lebanon = place("Lebanon", 33.8, 35.8, 100e3, "LB");
  View v = view_of(batch(between("1", soil, {israel, hezbollah}), between("2", lebanon, {israel, hezbollah})), &*base);
  ASSERT_EQ(v.ceasefires.size(), 1u);
  EXPECT_EQ(v.ceasefires[0].countries, std::vector<std::string>{"LB"});
  v = view_of(batch(between("1", place("Syria", 35, 38, 300e3, "SY"), {us})), &*base);
  ASSERT_EQ(v.ceasefires.size(), 1u);
  EXPECT_EQ(v.ceasefires[0].countries, std::vector<std::string>{"SY"}) << "a broker alone moves no truce";
}

TEST(Ceasefires, HoldsNeitherWhereItWasSignedNorInOneOfItsTwoCountries) {
  auto base = ActorBase::load(BESTAND_SOURCE_DIR);
  ASSERT_TRUE(base.ok());
  auto areas = [&](const ClaimPlace& where) {
    Analysis a = truce("1", "2020-10-11", "2020-10-10", where, {});
    for (const char* key : {"state.am", "state.az"}) {
      ClaimActor& x = a.claims[0].actors.emplace_back(actor(Role::kParty, key));
      x.actor_id = key, x.kind = "state";
    }
    a.claims[0].place->span = {0, 5};  // named in its words
    View v = view_of(batch(a), &*base);
    EXPECT_EQ(v.ceasefires.size(), 1u);
    return std::count_if(v.ceasefires[0].terms.begin(), v.ceasefires[0].terms.end(), [](const Term& t) { return t.kind == TermKind::kArea; });
  };
  EXPECT_EQ(areas(place("Moscow", 55.75, 37.6, 30e3, "RU")), 0);
  EXPECT_EQ(areas(place("Azerbaijan", 40.4, 47.7, 200e3, "AZ")), 0);
  EXPECT_EQ(areas(place("Ganja", 40.7, 46.4, 10e3, "AZ")), 1);
}

TEST(Stances, AllPartiesAreNoParty) {
  Analysis a = truce("a", "2016-12-30", "2016-12-30", kSyria, {});
  ClaimActor& all = a.claims[0].actors.emplace_back(actor(Role::kParty, "all parties"));
  all.actor_id = "sy.side", all.kind = "unknown";
  auto base = ActorBase::load(BESTAND_SOURCE_DIR);
  ASSERT_TRUE(base.ok());
  View v = view_of(batch(a), &*base);
  ASSERT_EQ(v.ceasefires.size(), 1u);
  EXPECT_TRUE(v.ceasefires[0].parties.empty());
}

TEST(Ceasefires, AVagueArticleIsNarrowedByADatedOne) {
  Analysis vague = truce("x", "2016-12", "[2016-12-01,2016-12-08,2016-12-15,2016-12-22,2016-12-29]", kSyria,
                         {"Russia", "Turkey"});
  View v = view_of(batch(vague, truce("c", "2016-12-30", "2016-12-29", kSyria, {"Russia", "Turkey"})));
  ASSERT_EQ(v.ceasefires.size(), 1u);
  EXPECT_EQ(to_edtf(*v.ceasefires[0].effective), "2016-12-29");
  EXPECT_FALSE(v.ceasefires[0].effective_disputed);
}

Standing standing_with(std::function<void(Analysis*)> say) {
  Analysis a = truce("a", "2016-12-30", "2016-12-30", kSyria, {"Russia", "Turkey"});
  say(&a);
  View v = view_of(batch(a));
  EXPECT_EQ(v.ceasefires.size(), 1u);
  for (const auto& p : v.ceasefires[0].parties) {
    if (p.actor.name == "Ahrar") return p.standing;
  }
  return Standing::kUnknown;
}

TEST(Stances, ItsOwnDenialAgainstABrokersWordIsADispute) {
  EXPECT_EQ(standing_with([](Analysis* a) {
              stance(a, ClaimType::kPartyJoins, "Ahrar joined it", "Ahrar", "Russia");
              stance(a, ClaimType::kPartyRefuses, "Ahrar denied having signed it", "Ahrar", "Ahrar");
            }),
            Standing::kDisputed);
}

TEST(Stances, ARefusalToldAsADenialIsStillARefusal) {
  EXPECT_EQ(standing_with([](Analysis* a) {
              Claim& c =
                  stance(a, ClaimType::kPartyRefuses, "Ahrar denied having signed it", "Ahrar", "Ahrar");
              c.factuality.status = FactStatus::kDenied;
              c.factuality.negative = true;
            }),
            Standing::kOut);
}

TEST(Stances, ItsEarlierAcceptanceSettlesALaterDenial) {
  EXPECT_EQ(standing_with([](Analysis* a) {
              stance(a, ClaimType::kPartyJoins, "Ahrar joined it", "Ahrar", "Ahrar");
              stance(a, ClaimType::kPartyJoins, "Ahrar joined it", "Ahrar", "Russia");
              stance(a, ClaimType::kPartyRefuses, "Ahrar denied having signed it", "Ahrar", "Ahrar");
            }),
            Standing::kIn);
}

TEST(Stances, OneWordUndisputedStands) {
  EXPECT_EQ(
      standing_with([](Analysis* a) { stance(a, ClaimType::kPartyJoins, "Ahrar joined it", "Ahrar", ""); }),
      Standing::kIn);
  EXPECT_EQ(standing_with(
                [](Analysis* a) { stance(a, ClaimType::kPartyExcluded, "Ahrar joined it", "Ahrar", ""); }),
            Standing::kExcluded);
}

TEST(OrderInDocument, WeekdaysOfOneVagueArticleAreReckonedFromTheSameDay) {
  auto weekdays = [](int first, std::initializer_list<int> anchors) {
    TimeSet t;
    int day = days_from_civil(2016, 12, first);
    for (int a : anchors) {
      t.members.push_back({day * kDaySeconds, (day + 1) * kDaySeconds});
      t.anchors.push_back(days_from_civil(2016, 12, a));
      day += 7;
    }
    return t;
  };
  TimeSet thursdays = weekdays(1, {1, 8, 15, 22, 29});
  TimeSet fridays = weekdays(2, {2, 9, 16, 23, 30});
  EXPECT_EQ(order_in_document(fridays, thursdays), Order::kAfter);
  EXPECT_EQ(order_in_document(thursdays, fridays), Order::kBefore);
  TimeSet wednesdays = weekdays(7, {7, 14, 21, 28});
  EXPECT_EQ(order_in_document(wednesdays, thursdays), Order::kBefore);
}

}  // namespace
}  // namespace bestand::agreements_test
