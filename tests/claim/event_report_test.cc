// Reports of wars as agencies and news sites write them: where it happened, who tells it, who did it. Each row of a kind of
// sentence in which these were once taken from the wrong words, with its counterpart.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "claim/engine.h"
#include "claim/event.h"
#include "claim/reading.h"

namespace bestand::event_report_test {
namespace {

using test::analyze;
using test::first;

std::string source(const Claim& c) {
  std::string out;
  if (!c.source) return "-";
  for (const SourceLink& l : c.source->chain) out += (out.empty() ? "" : " < ") + l.text;
  return out.empty() ? "-" : out;
}

std::string listed(const Claim& c, Role role) {
  std::string out;
  for (const ClaimActor& a : c.actors) {
    if (a.role == role) out += (out.empty() ? "" : ", ") + a.text;
  }
  return out.empty() ? "-" : out;
}

struct Row {
  const char* text;
  ClaimType type;
  const char* expected;
};

TEST(EventReport, SourceIsWhoSpeaks) {
  const Row kRows[] = {
      {"1848 GMT — Israel says rockets hit the town of Sderot.", ClaimType::kShelling, "Israel"},
      {"The president on Sunday said Russian troops had shelled Kherson.", ClaimType::kShelling, "The president"},
      {"The army (SAF) has said that rebels shelled the town.", ClaimType::kShelling, "The army (SAF)"},
      {"Sirens sounded in Kyiv, and Zelensky accused Russia of shelling Kherson.", ClaimType::kShelling, "Zelensky"},
      {"Armenia said its troops held their fire, while Azerbaijan maintained that Armenian forces shelled its villages.", ClaimType::kShelling,
       "Azerbaijan"},
      {"It is worth noting that rebels shelled the town of Goma.", ClaimType::kShelling, "-"},
      {"The ceasefire collapsed on Friday, with Israel and Hamas accusing each other of violating it.", ClaimType::kViolationAlleged, "-"},
  };
  for (const Row& row : kRows) {
    Analysis a = analyze("en", row.text);
    const Claim* c = first(a, row.type);
    ASSERT_TRUE(c) << row.text;
    EXPECT_EQ(source(*c), row.expected) << row.text;
  }
}

TEST(EventReport, DoerIsWhoDoes) {
  const Row kRows[] = {
      // What the accuser did besides is none of what the other is accused of.
      {"The government forces accused the RSF of mutiny and launched air strikes on its bases.", ClaimType::kAirstrike, "The government forces"},
      {"The ministry accused the RSF of launching air strikes on its bases.", ClaimType::kAirstrike, "the RSF"},
      {"Israeli tank fire hit the village, wounding two people.", ClaimType::kShelling, "Israeli tank"},
      // A weapon before the act fired nothing, a group there did.
      {"The militia reported three Grad attacks on the town of Misrata.", ClaimType::kShelling, "-"},
      {"The militia reported three Hezbollah attacks with rockets on the town of Metula.", ClaimType::kShelling, "Hezbollah"},
      {"Despite a second truce, Armenia and Azerbaijan yesterday shelled each other's towns.", ClaimType::kShelling, "Armenia, Azerbaijan"},
  };
  for (const Row& row : kRows) {
    Analysis a = analyze("en", row.text);
    const Claim* c = first(a, row.type);
    ASSERT_TRUE(c) << row.text;
    EXPECT_EQ(listed(*c, Role::kInitiator), row.expected) << row.text;
  }
}

TEST(EventReport, BothSidesOfAPairFight) {
  Analysis a = analyze("en", "Violent clashes between Sudan's armed forces and the RSF broke out in April.");
  const Claim* c = first(a, ClaimType::kClash);
  ASSERT_TRUE(c);
  EXPECT_EQ(listed(*c, Role::kParty), "Sudan's armed forces, the RSF");
}

// What is fired is not what is hit.
TEST(EventReport, ProjectilesAreNoTarget) {
  Analysis a = analyze("en", "The group fired a volley of projectiles at the army post.");
  const Claim* c = first(a, ClaimType::kShelling);
  ASSERT_TRUE(c);
  EXPECT_EQ(listed(*c, Role::kTarget).find("volley"), std::string::npos);
}

TEST(EventReport, TollOfTheDayIsNotThatOfTheWar) {
  Analysis war = analyze("en", "Israeli attacks across Lebanon killed 59 people on Tuesday, bringing the toll since October to 3,445.");
  ASSERT_FALSE(war.claims.empty());
  EXPECT_EQ(war.claims[0].killed->low, 59);
  EXPECT_FALSE(war.claims[0].background);
  Analysis attack = analyze("en", "A suicide bomber attacked a market. Two of the wounded died on Tuesday, bringing the toll of the bombing to 61.");
  EXPECT_TRUE(std::any_of(attack.claims.begin(), attack.claims.end(), [](const Claim& c) { return c.killed && c.killed->low == 61; }));
}

std::string time_of(const Claim& c) { return c.time ? to_edtf(c.time->time) : "-"; }

// The raid that a report opens with is not of the day of another act far behind; of the next sentence it is.
TEST(EventReport, AnotherActFarBehindDatesNothing) {
  const char* far = "A raid on the base killed thirty soldiers. Officials said reinforcements had been sent. The wounded were taken to hospital. "
                    "Families waited outside. The militants resumed their attacks on the road on Sunday.";
  Analysis a = analyze("en", far);
  ASSERT_FALSE(a.claims.empty());
  EXPECT_NE(time_of(a.claims[0]), "2026-03-08");
  const char* next = "Air strikes killed nine people in a market. Three strikes hit the town on Sunday, medics said.";
  a = analyze("en", next);
  ASSERT_FALSE(a.claims.empty());
  EXPECT_EQ(time_of(a.claims[0]), "2026-03-08");
}

// "On Monday he cut his visit short": a Monday gone by.
TEST(EventReport, WeekdayOfWhatIsPastIsNotToCome) {
  Analysis a = analyze("en", "The ceasefire collapsed. On Monday, the president interrupted his visit to Germany over the fighting.");
  for (const Claim& c : a.claims) EXPECT_LE(time_of(c).substr(0, 10), "2026-03-11") << c.rule;
  a = analyze("en", "The ceasefire is to begin on Monday, the army said.");
  ASSERT_FALSE(a.claims.empty());
  EXPECT_EQ(time_of(a.claims[0]), "2026-03-16");
}

// Two sides that announce a ceasefire are its parties; one that announces it alone tells of it.
TEST(EventReport, WhoAnnounceTogetherAreParties) {
  Analysis a = analyze("en", "Israel and Hamas announced a ceasefire on Monday.");
  const Claim* c = first(a, ClaimType::kAgreement);
  ASSERT_TRUE(c);
  EXPECT_EQ(listed(*c, Role::kParty), "Israel, Hamas");
  EXPECT_EQ(source(*c), "-");
  a = analyze("en", "The president announced a ceasefire between India and Pakistan on Monday.");
  c = first(a, ClaimType::kAgreement);
  ASSERT_TRUE(c);
  EXPECT_EQ(source(*c), "The president");
}

TEST(EventReport, NegotiatedIsAgreedAndNegotiatingIsTalks) {
  EXPECT_TRUE(first(analyze("en", "Armenia and Azerbaijan have negotiated a ceasefire, an official said."), ClaimType::kAgreement));
  EXPECT_FALSE(first(analyze("en", "Envoys of Armenia and Azerbaijan negotiated for hours in Moscow about the war."), ClaimType::kAgreement));
}

// What is ceased is one thing, what is done beside it another.
TEST(EventReport, WithdrawingBesideCeasingIsNotDenied) {
  Analysis a = analyze("en", "The rebels and the government agreed to cease fighting and withdraw their troops from the port.");
  const Claim* c = first(a, ClaimType::kWithdrawal);
  ASSERT_TRUE(c);
  EXPECT_NE(c->factuality.status, FactStatus::kDenied);
}

TEST(EventReport, ObjectOfClaimingIsTheSubjectBehindIt) {
  Analysis a = analyze("en", "The defence ministry released a statement claiming the rebels broke the temporary truce.");
  const Claim* c = first(a, ClaimType::kViolationAlleged);
  ASSERT_TRUE(c);
  EXPECT_EQ(listed(*c, Role::kInitiator), "the rebels");
}

// A finite verb hung on an infinitive is no part of what was refused.
TEST(EventReport, RefusalEndsBeforeTheNextFiniteVerb) {
  Analysis a = analyze("en", "The militants refused to extend the ceasefire and resumed attacks on the army on Monday.");
  const Claim* attack = first(a, ClaimType::kOther);
  ASSERT_TRUE(attack);
  EXPECT_EQ(attack->factuality.status, FactStatus::kAsserted);
  const Claim* refused = first(a, ClaimType::kPartyRefuses);
  EXPECT_TRUE(refused);
}

TEST(EventReport, CalledOnToRespectIsWhoIsCalled) {
  Analysis a = analyze("en", "The government called on all armed groups to respect the ceasefire.");
  const Claim* c = first(a, ClaimType::kPartyJoins);
  if (c) EXPECT_NE(listed(*c, Role::kParty), "The government");
}

TEST(EventReport, PlaceOfWritingIsNobody) {
  Analysis a = analyze("en", "MOSCOW (Sputnik) — The army and the rebels have extended the ceasefire by five days, media reported on Monday.");
  const Claim* c = first(a, ClaimType::kAgreement);
  ASSERT_TRUE(c);
  EXPECT_EQ(listed(*c, Role::kParty).find("MOSCOW"), std::string::npos);
}

TEST(EventReport, AnotherIsOneMore) {
  Analysis a = analyze("en", "The rebels killed a soldier and injured another near the front.");
  ASSERT_FALSE(a.claims.empty());
  ASSERT_TRUE(a.claims[0].injured);
  EXPECT_EQ(a.claims[0].injured->low, 1);
  a = analyze("en", "The rebels injured a soldier and held another convoy near the front.");
  ASSERT_FALSE(a.claims.empty());
  ASSERT_TRUE(a.claims[0].injured);
  EXPECT_EQ(a.claims[0].injured->low, 1);
}

TEST(EventReport, WordsOfNamesAndDescriptionsAreNoActs) {
  for (const char* text : {"The government and the Front for the Liberation of Tigray signed a ceasefire on Wednesday.",
                           "Shells hit rebel-held Homs and surrounding villages on Monday."}) {
    EXPECT_FALSE(first(analyze("en", text), ClaimType::kGroundAdvance)) << text;
  }
  EXPECT_TRUE(first(analyze("en", "The liberation of the town of Mekelle by the army was announced on Monday."), ClaimType::kGroundAdvance));
  EXPECT_TRUE(first(analyze("en", "Troops are surrounding the town of Homs."), ClaimType::kGroundAdvance));
}

TEST(EventReport, TheNameOfAnOperationTellsOfItWhereAVerbDoes) {
  EXPECT_FALSE(first(analyze("en", "The Volcano of Rage Operation said the militia had shelled the airport."), ClaimType::kGroundAdvance));
  EXPECT_TRUE(first(analyze("en", "The army ended the Volcano of Rage Operation against the militia on Friday."), ClaimType::kGroundAdvance));
}

TEST(EventReport, FireFromASideIsItsAct) {
  const std::pair<const char*, const char*> texts[] = {{"en", "The patrol came under fire from rebels near Homs."},
                                                       {"nl", "De patrouille kwam onder vuur van rebellen bij Homs."}};
  for (auto [lang, text] : texts) {
    Analysis a = analyze(lang, text);
    const Claim* c = first(a, ClaimType::kOther);
    ASSERT_TRUE(c) << text;
    EXPECT_EQ(listed(*c, Role::kInitiator), std::string(lang) == "en" ? "rebels" : "rebellen") << text;
  }
}

// "Thai positions" are the Thai army; of "RSF positions" the name tells.
TEST(EventReport, PositionsAreWhoseTheyAre) {
  Analysis a = analyze("en", "The Cambodian army shelled Thai positions on Monday.");
  const Claim* c = first(a, ClaimType::kShelling);
  ASSERT_TRUE(c);
  auto hit = std::find_if(c->actors.begin(), c->actors.end(), [](const ClaimActor& x) { return x.role == Role::kTarget; });
  ASSERT_NE(hit, c->actors.end());
  EXPECT_EQ(hit->actor_id, "th.army");
  a = analyze("en", "Army jets struck RSF positions in Omdurman on Monday.");
  ASSERT_TRUE(first(a, ClaimType::kAirstrike));
  EXPECT_EQ(listed(*first(a, ClaimType::kAirstrike), Role::kTarget), "RSF");
}

// Which truce it is, and not when it was broken; a day in a name is none.
TEST(EventReport, TheDayOfAPactOrOfANameIsNotThatOfTheAct) {
  auto hold = [](std::string_view lang, std::string_view text, ClaimType type) {
    Analysis a = analyze(lang, text);
    const Claim* c = first(a, type);
    EXPECT_TRUE(c) << text;
    return c && c->time ? to_edtf(c->time->time) : "";
  };
  EXPECT_EQ(hold("en", "The army accused the rebels of violating a ceasefire agreed on Monday.", ClaimType::kViolationAlleged).find("2026-03-09"), std::string::npos);
  EXPECT_EQ(hold("nl", "Het maandag gesloten bestand werd geschonden door de rebellen.", ClaimType::kViolationAlleged).find("2026-03-09"), std::string::npos);
  EXPECT_EQ(hold("en", "The rebels violated the ceasefire on Monday.", ClaimType::kViolationAlleged), "2026-03-09");
  EXPECT_EQ(hold("en", "The March 23 Movement shelled Goma.", ClaimType::kShelling).find("-23"), std::string::npos);
}

TEST(EventReport, SinceTheTruceIsFromItsBeginningToTheText) {
  Analysis a = analyze("en", "The ceasefire took effect on Monday. No clashes have occurred since the truce began, the army said.");
  const Claim* c = first(a, ClaimType::kClash);
  ASSERT_TRUE(c && c->time);
  EXPECT_EQ(to_edtf(c->time->time), "2026-03-09/2026-03-11");
}

// What the truce is meant to end happened, and is history.
TEST(EventReport, WhatATruceEndsHappened) {
  for (auto [lang, text] : {std::pair("en", "The truce aims to halt attacks that have killed 33 people."),
                            std::pair("nl", "Het bestand moet een einde maken aan gevechten waarbij 33 mensen omkwamen.")}) {
    Analysis a = analyze(lang, text);
    auto toll = std::find_if(a.claims.begin(), a.claims.end(), [](const Claim& c) { return c.killed.has_value(); });
    ASSERT_NE(toll, a.claims.end()) << text;
    EXPECT_EQ(toll->factuality.status, FactStatus::kAsserted) << text;
    EXPECT_TRUE(toll->background) << text;
  }
  Analysis a = analyze("en", "Rebels broke the truce with an attack that killed 33 people on Monday.");
  auto toll = std::find_if(a.claims.begin(), a.claims.end(), [](const Claim& c) { return c.killed.has_value(); });
  ASSERT_NE(toll, a.claims.end());
  EXPECT_FALSE(toll->background);
}

// Behind a comma a participle follows from the refusal, and is not what was refused.
TEST(EventReport, WhatARefusalLedToHappened) {
  Analysis a = analyze("en", "The truce failed as the fighters refused to leave the town, compelling a ground operation by the army.");
  const Claim* c = first(a, ClaimType::kGroundAdvance);
  ASSERT_TRUE(c);
  EXPECT_EQ(c->factuality.status, FactStatus::kAsserted);
}

TEST(EventReport, ATruceIsNotOfTheYearSinceWhichSomethingElseIs) {
  Analysis a = analyze("en", "Pakistan and Afghanistan have agreed to a ceasefire, pausing the worst fighting since the Taliban took power in 2021.");
  const Claim* c = first(a, ClaimType::kAgreement);
  ASSERT_TRUE(c && c->time);
  EXPECT_EQ(to_edtf(c->time->time).find("2021"), std::string::npos);
}

// "Het" of "dat het een commandant ..." belongs to the one who does it.
TEST(EventReport, APhraseHasOneArticle) {
  Analysis a = analyze("nl", "Het leger meldde dat het een commandant van Hezbollah heeft uitgeschakeld.");
  auto c = std::find_if(a.claims.begin(), a.claims.end(), [](const Claim& x) { return x.killed.has_value(); });
  ASSERT_NE(c, a.claims.end());
  EXPECT_EQ(listed(*c, Role::kTarget), "een commandant van Hezbollah");
}

TEST(EventReport, ACapitalThatATextGoesByIsItsGovernment) {
  Analysis a = analyze("en", "According to Moscow, rebels shelled the port on Monday.");
  const Claim* c = first(a, ClaimType::kShelling);
  ASSERT_TRUE(c && c->source && !c->source->chain.empty());
  EXPECT_EQ(c->source->chain.back().actor_id, "state.ru");
}

}  // namespace
}  // namespace bestand::event_report_test
