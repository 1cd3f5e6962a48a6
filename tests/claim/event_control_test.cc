// Acts told through another verb: gone on with, promised, warned of, denied. Each row has a counterpart in which the same
// words say something else.
#include <gtest/gtest.h>

#include <string>

#include "claim/reading.h"

namespace bestand::event_control_test {
namespace {

using test::analyze;
using test::first;
using test::listed;

// The first claim of a type whose words stand in the text that the document begins with; null: none.
const Claim* told_in(const Analysis& a, ClaimType type, std::string_view text) {
  auto c = std::find_if(a.claims.begin(), a.claims.end(), [&](const Claim& x) { return x.type == type && x.trigger.begin < text.size(); });
  return c == a.claims.end() ? nullptr : &*c;
}

constexpr const char* kWarNl = " Het Syrische leger en de rebellen sloten vorige week een bestand in Syrië.";

TEST(EventControl, WhoGoesOnDoesIt) {
  struct Row {
    const char* text;
    ClaimType type;
    const char* doer;
    const char* target;
  };
  const Row kRows[] = {
      {"De rebellen gingen door met het beschieten van het leger.", ClaimType::kShelling, "De rebellen", "Het Syrische leger"},
      {"Het leger is begonnen met het beschieten van de rebellen.", ClaimType::kShelling, "Het Syrische leger", "de rebellen"},
      {"De rebellen hebben raketten en mortiergranaten afgevuurd op het leger.", ClaimType::kShelling, "De rebellen", "Het Syrische leger"},
      {"De rebellen zeggen dat zij dinsdag de stad zijn binnengetrokken.", ClaimType::kGroundAdvance, "De rebellen", "-"},
      {"De rebellen zeggen dat de stad dinsdag door het leger is heroverd.", ClaimType::kGroundAdvance, "Het Syrische leger", "-"},
      {"Een Israëlische tank beschoot het leger van Syrië.", ClaimType::kShelling, "Een Israëlische tank", "het leger van Syrië"},
  };
  for (const Row& row : kRows) {
    Analysis a = analyze("nl", row.text + std::string(kWarNl));
    const Claim* c = first(a, row.type);
    ASSERT_TRUE(c) << row.text;
    EXPECT_EQ(listed(*c, Role::kInitiator), row.doer) << row.text;
    EXPECT_EQ(listed(*c, Role::kTarget), row.target) << row.text;
  }
}

TEST(EventControl, PromisedSupposedOrDone) {
  struct Row {
    const char* text;
    ClaimType type;
    FactStatus status;
    bool told;
  };
  const Row kRows[] = {
      {"De rebellen kondigden maandag aan om te stoppen met de raketaanvallen.", ClaimType::kAgreement, FactStatus::kPlanned, true},
      {"De rebellen zijn gestopt met de raketaanvallen.", ClaimType::kAgreement, FactStatus::kAsserted, true},
      {"De rebellen zochten dekking om het vuur te staken.", ClaimType::kAgreement, FactStatus::kPlanned, false},
      {"De gezant waarschuwde dat wanneer het bestand wordt geschonden, de tekorten zullen oplopen.", ClaimType::kViolationAlleged,
       FactStatus::kPossible, true},
      {"De gezant zei dat het bestand is geschonden.", ClaimType::kViolationAlleged, FactStatus::kReported, true},
      {"De president was sceptisch over het neerleggen van de wapens.", ClaimType::kAgreement, FactStatus::kPossible, true},
      {"Er heerst onduidelijkheid over een mogelijk staakt-het-vuren.", ClaimType::kHolds, FactStatus::kAsserted, false},
      {"In de hele stad heerst rust.", ClaimType::kHolds, FactStatus::kAsserted, true},
  };
  for (const Row& row : kRows) {
    Analysis a = analyze("nl", row.text + std::string("\n\n") + kWarNl);
    const Claim* told = told_in(a, row.type, row.text);
    ASSERT_EQ(told != nullptr, row.told) << row.text;
    if (told) EXPECT_EQ(name(told->factuality.status), name(row.status)) << row.text;
  }
}

TEST(EventControl, WhoIsNamedBesideTheFirst) {
  struct Row {
    const char* text;
    ClaimType type;
    Role role;
    const char* expected;
  };
  const Row kRows[] = {
      {"Samen met bondgenoot Rusland heeft Syrië zaterdag luchtaanvallen uitgevoerd.", ClaimType::kAirstrike, Role::kInitiator, "Syrië, Rusland"},
      {"Samen met een waarschuwing heeft Syrië zaterdag luchtaanvallen uitgevoerd.", ClaimType::kAirstrike, Role::kInitiator, "Syrië"},
      {"Vertegenwoordigers van het leger en van de rebellen hebben zaterdag een bestand ondertekend.", ClaimType::kPartyJoins, Role::kParty,
       "Vertegenwoordigers van het leger, de rebellen"},
      {"De Russische en Syrische luchtmacht hebben hun activiteiten gestaakt.", ClaimType::kAgreement, Role::kParty,
       "Syrische luchtmacht, Russische luchtmacht"},
      {"De gezant probeert de rebellen te bewegen de wapens neer te leggen.", ClaimType::kAgreement, Role::kParty, "de rebellen"},
      {"Zondag zei de RSF te hebben ingestemd met een bestand.", ClaimType::kPartyJoins, Role::kParty, "de RSF"},
  };
  for (const Row& row : kRows) {
    Analysis a = analyze("nl", row.text);
    const Claim* c = first(a, row.type);
    ASSERT_TRUE(c) << row.text;
    EXPECT_EQ(listed(*c, row.role), row.expected) << row.text;
  }
  Analysis both = analyze("nl", "De VS en Saudi-Arabië hadden aangedrongen op een verlenging van het bestand in Soedan.");
  const Claim* urged = first(both, ClaimType::kStatement);
  ASSERT_TRUE(urged && urged->source && !urged->source->chain.empty());
  EXPECT_EQ(urged->source->chain[0].text, "De VS en Saudi-Arabië");
}

TEST(EventControl, CalmAndItsEnd) {
  struct Row {
    const char* text;
    FactStatus status;
  };
  const Row kRows[] = {
      {"De wapenstilstand was in werking getreden, maar werd niet volledig gerespecteerd.", FactStatus::kDenied},
      {"De wapenstilstand was in werking getreden en werd volledig gerespecteerd.", FactStatus::kAsserted},
      {"Er gold een wapenstilstand. In die periode is het aan de grens nooit rustig geweest.", FactStatus::kDenied},
      {"Na het begin van het bestand zijn de gevechten niet gestopt.", FactStatus::kDenied},
      {"Na het begin van het bestand zijn de gevechten gestopt.", FactStatus::kAsserted},
      {"Op de meeste plaatsen geldt sinds het bestand een gespannen rust.", FactStatus::kAsserted},
  };
  for (const Row& row : kRows) {
    Analysis a = analyze("nl", row.text + std::string(kWarNl));
    const Claim* c = first(a, ClaimType::kHolds);
    ASSERT_TRUE(c) << row.text;
    EXPECT_EQ(name(c->factuality.status), name(row.status)) << row.text;
    EXPECT_FALSE(first(a, ClaimType::kPartyExcluded)) << row.text;
  }
}

TEST(EventControl, TheDeadOfADayAreNews) {
  struct Row {
    const char* text;
    bool background;
  };
  const Row kRows[] = {
      {"Zeker elf militairen kwamen de afgelopen 24 uur om, meldde de regering.", false},
      {"Sinds het begin van de oorlog kwamen elfduizend militairen om, meldde de regering.", true},
  };
  for (const Row& row : kRows) {
    Analysis a = analyze("nl", row.text + std::string(kWarNl));
    auto c = std::find_if(a.claims.begin(), a.claims.end(), [](const Claim& x) { return x.killed.has_value(); });
    ASSERT_TRUE(c != a.claims.end()) << row.text;
    EXPECT_EQ(c->background, row.background) << row.text;
  }
}

TEST(EventControl, WhatATextTellsInDutch) {
  struct Row {
    const char* text;
    ClaimType type;
    Role role;
    const char* expected;
    FactStatus status;
  };
  const Row kRows[] = {
      {"Het Israëlische leger valt Zuid-Libanon bijna dagelijks aan.", ClaimType::kOther, Role::kTarget, "Zuid-Libanon", FactStatus::kAsserted},
      {"Een man kwam om toen een raket zijn huis trof.", ClaimType::kShelling, Role::kTarget, "zijn huis, Een man", FactStatus::kAsserted},
      {"De partijen spraken af dat de rebellen worden ontwapend en de troepen worden teruggetrokken.", ClaimType::kWithdrawal, Role::kInitiator, "-",
       FactStatus::kPlanned},
      {"De partijen zagen dat de troepen werden teruggetrokken.", ClaimType::kWithdrawal, Role::kInitiator, "-", FactStatus::kReported},
  };
  for (const Row& row : kRows) {
    Analysis a = analyze("nl", row.text + std::string(kWarNl));
    const Claim* c = first(a, row.type);
    ASSERT_TRUE(c) << row.text;
    EXPECT_EQ(listed(*c, row.role), row.expected) << row.text;
    EXPECT_EQ(name(c->factuality.status), name(row.status)) << row.text;
  }
  Analysis told = analyze("nl", std::string("Het ministerie meldde een dodental van 50 burgers.") + kWarNl);
  const Claim* toll = first(told, ClaimType::kOther);
  ASSERT_TRUE(toll && toll->source && !toll->source->chain.empty());
  EXPECT_EQ(toll->source->chain[0].text, "Het ministerie");
}

TEST(EventControl, WhoTellsItInEnglish) {
  struct Row {
    const char* text;
    ClaimType type;
    const char* source;
  };
  const Row kRows[] = {
      {"Shelling has resumed in two towns near Homs, state television and a relief group have said, as the truce in the area collapsed.",
       ClaimType::kShelling, "state television and a relief group"},
      {"Three fighters were killed in the attack, Fadi Ahmad, spokesman for the First Coastal Division, told Reuters.", ClaimType::kOther,
       "Fadi Ahmad, spokesman for the First Coastal Division"},
      {"Rebels attacked the army in Homs, Hama, and Idlib, activists told Reuters.", ClaimType::kOther, "activists"},
      {"The Brotherhood Alliance in northern Shan claims that the junta is violating the ceasefire deal.", ClaimType::kViolationAlleged,
       "The Brotherhood Alliance in northern Shan"},
      {"\"It is a violation of the truce,\" the rebel commander said.", ClaimType::kViolationAlleged, "the rebel commander"},
  };
  for (const Row& row : kRows) {
    Analysis a = analyze("en", row.text);
    const Claim* c = first(a, row.type);
    ASSERT_TRUE(c) << row.text;
    ASSERT_TRUE(c->source && !c->source->chain.empty()) << row.text;
    EXPECT_EQ(c->source->chain[0].text, row.source) << row.text;
  }
}

TEST(EventControl, WhatATextTellsInEnglish) {
  constexpr const char* kWar = " The Syrian army and rebels agreed on a truce in Syria last week.";
  struct Row {
    const char* text;
    ClaimType type;
    bool told;
  };
  const Row kRows[] = {
      {"The armed forces and the rebels began a historic truce.", ClaimType::kAgreement, true},
      {"The general confirmed that the ceasefire will be effective from Monday.", ClaimType::kAgreement, true},
      {"The general doubted that the new road would be very effective.", ClaimType::kAgreement, false},
      {"The commanders ordered a cessation of attacks on the army.", ClaimType::kAgreement, true},
      {"The offensive resulted in the capture of two towns.", ClaimType::kDetention, false},
      {"The offensive resulted in the capture of two rebels.", ClaimType::kDetention, true},
      {"The group, which fights under the banner of the rebels, kept silent.", ClaimType::kClash, false},
      {"The group, which fights in the north of the town, kept silent.", ClaimType::kClash, true},
      {"The rebels said there was a violation of the truce.", ClaimType::kViolationAlleged, true},
  };
  for (const Row& row : kRows) {
    Analysis a = analyze("en", row.text + std::string("\n\n") + kWar);
    EXPECT_EQ(told_in(a, row.type, row.text) != nullptr, row.told) << row.text;
  }
}

TEST(EventControl, AnAttackOfItsOwnHasItsOwnKind) {
  Analysis a = analyze("en", "Jets of the Syrian army bombed the town. On Monday rebels launched a surprise attack on Syrian soldiers, killing two.");
  const Claim* other = first(a, ClaimType::kOther);
  ASSERT_TRUE(other);
  EXPECT_EQ(listed(*other, Role::kInitiator), "rebels");
  Analysis same = analyze("en", "Jets of the Syrian army bombed the town. The attack killed two people.");
  EXPECT_FALSE(first(same, ClaimType::kOther));
}

}  // namespace
}  // namespace bestand::event_control_test
