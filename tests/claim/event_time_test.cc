// When an event was, where its own words do not say or say it of something else. Texts of Wednesday 2026-03-11; each row has a
// counterpart in which the same words date nothing.
#include <gtest/gtest.h>

#include <string>

#include "base/time_set.h"
#include "claim/reading.h"

namespace bestand::event_time_test {
namespace {

using test::analyze;

struct Row {
  const char* lang;
  const char* text;
  ClaimType type;
  const char* expected;
};

// The time of the last claim of the type.
std::string time_of(const Analysis& a, ClaimType type) {
  std::string out = "no claim";
  for (const Claim& c : a.claims) {
    if (c.type == type) out = c.time ? to_edtf(c.time->time) : "-";
  }
  return out;
}

void check(const Row& row) { EXPECT_EQ(time_of(analyze(row.lang, row.text), row.type), row.expected) << row.text; }

TEST(EventTime, WhatIsToldOnOfAPastIsOfThatPast) {
  const Row kRows[] = {
      {"en", "Hamas captured the town in 2014. It drove out the army and killed fifty soldiers.", ClaimType::kGroundAdvance, "2014"},
      {"nl", "Op 3 mei 2013 vielen strijders het dorp aan. Daarbij vielen twintig doden.", ClaimType::kOther, "2013-05-03"},
      // in the perfect: up to now
      {"en", "Hamas captured the town in 2014. It has driven out the army and killed fifty soldiers.", ClaimType::kGroundAdvance, "2026-03"},
      // nothing goes back to what was told
      {"en", "Hamas captured the town in 2014. Troops drove out the rebels and killed fifty people.", ClaimType::kGroundAdvance, "2026-03"},
      // when a war began dates none of its battles
      {"en", "The war began in 2014. They drove out the army and killed fifty soldiers.", ClaimType::kGroundAdvance, "2026-03"},
      // a year in passing
      {"en", "It was the worst week since the war of 2020. They drove out the army and killed fifty soldiers.", ClaimType::kGroundAdvance,
       "2026-03"},
  };
  for (const Row& row : kRows) check(row);
}

TEST(EventTime, AUnitOfTheCalendarIsWhole) {
  const Row kRows[] = {
      {"nl", "Twee jaar geleden werd de leider van de rebellen opgepakt.", ClaimType::kDetention, "2024"},
      {"en", "Rebels shelled the town of Goma earlier this month.", ClaimType::kShelling, "2026-03"},
      {"en", "Rebels shelled the town of Goma two weeks ago.", ClaimType::kShelling, "2026-02-25~"},
  };
  for (const Row& row : kRows) check(row);
}

TEST(EventTime, WhatGoesOnIsOfNoDay) {
  const Row kRows[] = {
      {"nl", "Sinds eind 2013 is er een burgeroorlog tussen het leger en rebellen.", ClaimType::kClash, "2013/2026-03"},
      {"en", "Jets bombed the town of Saraqib on Monday. The army regularly bombs the town of Saraqib.", ClaimType::kAirstrike, "2026-03"},
      {"en", "Jets bombed the town of Saraqib on Monday. The army bombed the town of Saraqib.", ClaimType::kAirstrike, "2026-03-09"},
      {"en", "The Houthis have attacked journalists previously, the minister said.", ClaimType::kOther, "../2026-03-11"},
  };
  for (const Row& row : kRows) check(row);
}

TEST(EventTime, TheTimeOfAnotherThing) {
  const Row kRows[] = {
      {"en", "The army declares a truce with the rebels following the earthquake in the country several days ago.", ClaimType::kAgreement,
       "2026-03-11"},
      {"en", "The army declared a truce with the rebels several days ago.", ClaimType::kAgreement, "[2026-03-02..2026-03-09]"},
      {"en", "Two civilians were killed in Aleppo, a city covered by a ceasefire since it began this week.", ClaimType::kAgreement,
       "2026-03-09/2026-03-11"},
      {"en", "On Monday trucks carrying aid entered the besieged town as the rebels held fire. It was the first aid convoy since September.",
       ClaimType::kHumanitarian, "2026-03-09"},
  };
  for (const Row& row : kRows) check(row);
}

}  // namespace
}  // namespace bestand::event_time_test
