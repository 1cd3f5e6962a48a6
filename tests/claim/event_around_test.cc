// Who takes part in an event and is told of beside its own words. Each row has a counterpart in which the same words are
// about something else.
#include <gtest/gtest.h>

#include <string>

#include "claim/reading.h"

namespace bestand::event_around_test {
namespace {

using test::analyze;
using test::first;
using test::listed;

struct Row {
  const char* lang;
  const char* text;
  ClaimType type;
  Role role;
  const char* expected;
};

void check(const Row& row) {
  Analysis a = analyze(row.lang, row.text);
  const Claim* c = first(a, row.type);
  ASSERT_TRUE(c) << row.text;
  EXPECT_EQ(listed(*c, row.role), row.expected) << row.text;
}

TEST(EventAround, WhoseTheActWas) {
  const Row kRows[] = {
      {"en", "Nine civilians were killed by air strikes carried out by the coalition near the city of Raqqa.", ClaimType::kAirstrike,
       Role::kInitiator, "the coalition"},
      {"en", "Nine civilians were killed by air strikes condemned by the coalition near the city of Raqqa.", ClaimType::kAirstrike,
       Role::kInitiator, "-"},
      {"en", "An insurgent ambush killed four soldiers near Maiduguri.", ClaimType::kOther, Role::kInitiator, "insurgent"},
      {"en", "A deadly ambush killed four soldiers near Maiduguri.", ClaimType::kOther, Role::kInitiator, "-"},
      {"en", "Five people were wounded in a terrorist rocket attack on Kabul.", ClaimType::kShelling, Role::kInitiator, "terrorist"},
      {"en", "Five people were wounded in a recent rocket attack on Kabul.", ClaimType::kShelling, Role::kInitiator, "-"},
  };
  for (const Row& row : kRows) check(row);
}

TEST(EventAround, SomeGroupsAreNotAllOfThem) {
  for (auto [text, whole] : {std::pair{"A ceasefire took hold in Syria. Seven Syrian opposition groups have signed the ceasefire.", false},
                             {"A ceasefire took hold in Syria. The Syrian opposition has signed the ceasefire.", true}}) {
    const Analysis a = analyze("en", text);
    const Claim* c = first(a, ClaimType::kPartyJoins);
    ASSERT_TRUE(c) << text;
    ASSERT_FALSE(c->actors.empty()) << text;
    EXPECT_EQ(c->actors[0].actor_id.empty(), !whole) << text << ": " << c->actors[0].actor_id;
  }
}

TEST(EventAround, WhoIsBlamedDidIt) {
  const Row kRows[] = {
      {"en", "The army blamed the RSF for a drone strike on a market in El Fasher.", ClaimType::kAirstrike, Role::kInitiator, "the RSF"},
      {"en", "The minister attributed the bombing in Mokha to Houthi rebels.", ClaimType::kBombing, Role::kInitiator, "Houthi rebels"},
      {"en", "The minister described the bombing that killed nine soldiers to Houthi rebels.", ClaimType::kBombing, Role::kInitiator, "-"},
  };
  for (const Row& row : kRows) check(row);
}

TEST(EventAround, WhoTookAndWhoLostGround) {
  const Row kRows[] = {
      {"en", "The city of Sanaa fell under Houthi control during the war.", ClaimType::kGroundAdvance, Role::kInitiator, "Houthi"},
      {"en", "The army recaptured the town from Hamas fighters.", ClaimType::kGroundAdvance, Role::kTarget, "Hamas fighters"},
      {"en", "The army recaptured the town with Hamas fighters.", ClaimType::kGroundAdvance, Role::kTarget, "-"},
      {"en", "The province is controlled by rebel forces, who fight the army there.", ClaimType::kOther, Role::kParty, "rebel forces"},
      {"nl", "Het leger heroverde de stad op Hamas.", ClaimType::kGroundAdvance, Role::kTarget, "Hamas"},
      {"nl", "Het leger en de rebellen vochten vrijdag bij Idlib. De stad Idlib is in handen van de rebellen.", ClaimType::kOther, Role::kParty, "de rebellen"},
  };
  for (const Row& row : kRows) check(row);
}

TEST(EventAround, WhoHoldsThePrisoners) {
  const Row kRows[] = {
      {"nl", "Bij een actie van de Turkse politie werden drie jihadisten opgepakt.", ClaimType::kDetention, Role::kInitiator,
       "de Turkse politie"},
      {"nl", "Na een klacht van de Turkse politie werden drie jihadisten opgepakt.", ClaimType::kDetention, Role::kInitiator, "-"},
      {"en", "Three militants were arrested in a raid by the Turkish police.", ClaimType::kDetention, Role::kInitiator,
       "the Turkish police"},
  };
  for (const Row& row : kRows) check(row);
}

TEST(EventAround, TheSameTruceHasTheSameParties) {
  const Row kRows[] = {
      {"en", "Monitors said the truce is holding. Sudan and Chad had agreed on a truce.", ClaimType::kHolds, Role::kParty, "-"},
      {"en", "Sudan and Chad agreed on a truce on Monday. Monitors said the truce is holding.", ClaimType::kHolds, Role::kParty, "Sudan, Chad"},
      {"en", "Sudan and Chad agreed on a truce on Monday. Monitors said a local truce is holding.", ClaimType::kHolds, Role::kParty, "-"},
  };
  for (const Row& row : kRows) check(row);
}

TEST(EventAround, ThoseWhoSpeakOfThemselvesAreThey) {
  check({"en", "The rebels said they had shot down a government helicopter.", ClaimType::kOther, Role::kInitiator, "The rebels"});
  check({"en", "The radio said they had shot down a government helicopter.", ClaimType::kOther, Role::kInitiator, "-"});
}

TEST(EventAround, TheTwoAreThoseToldOf) {
  const Row kRows[] = {
      {"en", "Sudan and Chad agreed on a truce on Monday. Both sides agreed to extend the truce.", ClaimType::kPartyJoins, Role::kParty,
       "Sudan, Chad"},
      // Of those who fight, where no truce has been told of; of nobody where others fight too.
      {"en", "Hamas and Fatah clashed on Sunday. Both sides signed the truce.", ClaimType::kPartyJoins, Role::kParty, "Hamas, Fatah"},
      {"en", "Hamas and Fatah clashed on Sunday. Hezbollah and the Lebanese army clashed on Monday. Both sides signed the truce.", ClaimType::kPartyJoins, Role::kParty,
       "Both sides"},
      {"en", "Sudan and Chad agreed on a truce on Monday. Two groups agreed to extend the truce.", ClaimType::kPartyJoins, Role::kParty,
       "Two groups"},
  };
  for (const Row& row : kRows) {
    Analysis a = analyze(row.lang, row.text);
    ASSERT_FALSE(a.claims.empty()) << row.text;
    EXPECT_EQ(listed(a.claims.back(), row.role), row.expected) << row.text;
  }
}

TEST(EventAround, TheDeadDoNothingAfterIt) {
  for (const Row& row : {Row{"en", "Ten Hezbollah fighters were killed by the Israeli army. They shelled the town of Khiam.", ClaimType::kShelling, Role::kInitiator, "the Israeli army"},
                         Row{"en", "Ten Hezbollah fighters were killed by the Israeli army. They had shelled the town of Khiam.", ClaimType::kShelling, Role::kInitiator, "Ten Hezbollah fighters"}}) {
    Analysis a = analyze(row.lang, row.text);
    ASSERT_FALSE(a.claims.empty()) << row.text;
    EXPECT_EQ(listed(a.claims.back(), row.role), row.expected) << row.text;
  }
}

TEST(EventAround, WhoDeniesAnAttackIsWhoIsSaidToHaveDoneIt) {
  check({"nl", "De stad Gandzja werd beschoten. Armenië ontkent de aanval.", ClaimType::kShelling, Role::kInitiator, "-"});
  check({"en", "The militia denied the attack on the border post.", ClaimType::kOther, Role::kInitiator, "The militia"});
}

TEST(EventAround, AnActiveVerbIsActiveWhateverItsLabels) {
  check({"en", "The Israeli military said it had fired at suspects near the border.", ClaimType::kOther, Role::kInitiator,
         "The Israeli military"});
  check({"nl", "De aanslag gebeurde toen gewapende mannen in Pahalgam 26 toeristen doodschoten.", ClaimType::kOther, Role::kInitiator,
         "gewapende mannen"});
  check({"nl", "De aanslag gebeurde toen gewapende mannen in Pahalgam werden doodgeschoten.", ClaimType::kOther, Role::kTarget,
         "gewapende mannen"});
}

TEST(EventAround, WhoAttacksTellsNothing) {
  check({"en", "Troops attacked the city of Goma, killing ten rebels.", ClaimType::kOther, Role::kInitiator, "Troops"});
  check({"en", "Activists reported shelling of the city of Goma, killing ten rebels.", ClaimType::kShelling, Role::kInitiator, "-"});
  check({"nl", "Vrijdag hebben strijders van Hamas drie agenten gedood.", ClaimType::kOther, Role::kInitiator, "strijders van Hamas"});
  check({"nl", "De rebellen hebben vrijdag soldaten en burgers gedood.", ClaimType::kOther, Role::kInitiator, "De rebellen"});
}

TEST(EventAround, ACapitalAccusedIsItsState) {
  check({"nl", "De rebellen beschuldigen Kiev ervan woonwijken in Horlivka te hebben beschoten.", ClaimType::kShelling, Role::kInitiator,
         "Kiev"});
  check({"nl", "De rebellen hebben in Kiev woonwijken beschoten.", ClaimType::kShelling, Role::kInitiator, "De rebellen"});
}

TEST(EventAround, SomeOfThingsAndNoNumberOfThem) {
  Analysis a = analyze("en", "Rebels fired a number of rockets on the town of Goma, killing three civilians and injuring 7 others.");
  const Claim* c = first(a, ClaimType::kShelling);
  ASSERT_TRUE(c && c->injured);
  EXPECT_EQ(c->injured->low, 7);
  Analysis some = analyze("nl", "Bij de aanval op Goma raakte een aantal burgers gewond.");
  ASSERT_FALSE(some.claims.empty());
  ASSERT_TRUE(some.claims[0].injured);
  EXPECT_EQ(some.claims[0].injured->low, 2);
  EXPECT_FALSE(some.claims[0].injured->high);
}

TEST(EventAround, VerbsThatShareAnObject) {
  Analysis a = analyze("en", "Israeli soldiers shot and killed a Palestinian in Jenin.");
  ASSERT_EQ(a.claims.size(), 1u);
  EXPECT_EQ(listed(a.claims[0], Role::kTarget), "Palestinian");
  ASSERT_TRUE(a.claims[0].killed);
  EXPECT_EQ(a.claims[0].killed->low, 1);
  Analysis apart = analyze("en", "Israeli soldiers attacked and the rebels shelled a village in Jenin.");
  for (const Claim& c : apart.claims) {
    if (listed(c, Role::kInitiator) == "Israeli soldiers") EXPECT_EQ(listed(c, Role::kTarget), "-");
  }
}

}  // namespace
}  // namespace bestand::event_around_test
