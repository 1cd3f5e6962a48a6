// Sentences as agencies write them, each with the one claim that a reader would look for first: its kind, who tells it,
// who did what to whom. Written for the places where trees of such sentences go wrong.
#include <gtest/gtest.h>

#include <string>

#include "claim/engine.h"
#include "claim/reading.h"
#include "claim/event.h"

namespace bestand::event_news_test {
namespace {

using test::analyze;
using test::first;

// "source: initiator > target", a dash for what is absent; of parties "a, b".
std::string who(const Claim& c) {
  std::string source = c.source && !c.source->chain.empty() ? c.source->chain.back().name : "-";
  std::string does, suffers, parties;
  for (const ClaimActor& a : c.actors) {
    std::string& list = a.role == Role::kInitiator ? does : a.role == Role::kTarget ? suffers : parties;
    list += (list.empty() ? "" : ", ") + a.name;
  }
  if (!parties.empty()) return source + ": " + parties;
  return source + ": " + (does.empty() ? "-" : does) + " > " + (suffers.empty() ? "-" : suffers);
}

struct Row {
  const char* lang;
  const char* text;
  ClaimType type;
  const char* who;
};

TEST(EventNews, WhoTellsAndWhoDid) {
  const Row kRows[] = {
      // "have" makes no passive: the first noun did it, whatever the tree says of the two.
      {"nl", "Israëlische militairen hebben dinsdag in Khan Younis twee Palestijnen doodgeschoten, zeggen medici.", ClaimType::kOther,
       "medici: Israëlische militairen > twee Palestijnen"},
      // Who is counted is no verb's subject, and who reports the count no attacker.
      {"nl", "Het ministerie van Gezondheid meldt zeven doden na de beschieting, onder wie een kind.", ClaimType::kShelling,
       "Het ministerie van Gezondheid: - > -"},
      // The place that a report is sent from is no subject; nor is a time.
      {"nl", "CAÏRO (ANP) - Israël heeft vrijdag opnieuw luchtaanvallen uitgevoerd.", ClaimType::kAirstrike,
       "-: Israël > -"},
      {"nl", "Medio mei voerde Israël ook al luchtaanvallen uit.", ClaimType::kAirstrike, "-: Israël > -"},
      // Who is behind "van" undergoes an arrest, and does a retreat.
      {"nl", "Het leger meldde de aanhouding van twee strijders van de militie.", ClaimType::kDetention,
       "Het leger: - > twee strijders van de militie"},
      // By what, how and to whom a thing was told is no part of who told it.
      {"nl", "De rebellen bestormden een kazerne in het noorden, laat een woordvoerder van het leger weten.", ClaimType::kGroundAdvance,
       "een woordvoerder van het leger: De rebellen > kazerne"},
      {"nl", "Bij de luchtaanval kwamen vier burgers om, bevestigt het ministerie van Defensie in een verklaring.",
       ClaimType::kAirstrike, "het ministerie van Defensie: - > vier burgers"},
      {"nl", "Bij de luchtaanval zijn drie commandanten gedood, zo hebben functionarissen in Gaza verklaard.", ClaimType::kAirstrike,
       "functionarissen in Gaza: - > drie commandanten"},
      {"nl", "Rebellen en regeringstroepen zijn woensdag bij de haven met elkaar in gevecht geraakt.", ClaimType::kClash,
       "-: Rebellen, regeringstroepen"},
      {"nl", "De gevechten tussen het leger en de rebellen hebben vrijdag aan twaalf soldaten het leven gekost.", ClaimType::kClash, "-: het leger, de rebellen"},
      // Who is held frees nobody, whatever the tree makes of an object that stands first.
      {"nl", "Het bestand houdt. Woensdag werden tien gijzelaars die de beweging had ontvoerd vrijgelaten.", ClaimType::kOther, "-: de beweging > tien gijzelaars"},
      // An attack that led to a decision is no decision's doing.
      {"nl", "Na een bomaanslag door de rebellen stopt de regering de vredesbesprekingen.", ClaimType::kBombing,
       "-: de rebellen > -"},
      // Whom a description right before the name describes, is who did it.
      {"nl", "De luchtaanvallen werden uitgevoerd door bondgenoot Rusland.", ClaimType::kAirstrike, "-: Rusland > -"},
      // The only aircraft told of is what was hit: no air strike.
      {"nl", "De wapenstilstand in Zuid-Soedan is voorbij. Een helikopter van de Verenigde Naties is vrijdag door rebellen aangevallen.", ClaimType::kOther,
       "-: rebellen > Een helikopter van de Verenigde Naties"},
      {"nl", "Vandaag zijn opnieuw gevechten gerapporteerd tussen regeringstroepen en rebellen.", ClaimType::kClash, "-: regeringstroepen, rebellen"},
      // A second participle under the same auxiliary, and an infinitive, have no subject of their own.
      {"nl", "Gewapende mannen hebben drie dorpen aangevallen en daarbij twintig burgers gedood, zeggen bronnen in het leger.", ClaimType::kOther,
       "bronnen in het leger: Gewapende mannen > twintig burgers"},
      // What the tree hangs on the day before the comma is who said it.
      {"en", "Israeli troops shot dead two Palestinians in Khan Younis on Tuesday, medics at Nasser Hospital said.", ClaimType::kOther,
       "medics: Israeli troops > two Palestinians"},
      {"en", "Air strikes killed at least 25 people in Gaza on Wednesday, health officials said, in one of the deadliest days since a ceasefire came into force.",
       ClaimType::kAirstrike, "health officials: - > 25 people"},
      // Who is accused of a breach did also what it is seen in.
      {"en", "Hamas has accused Israel of killing 13 people in Khan Younis in violation of the ceasefire.", ClaimType::kOther,
       "Hamas: Israel > 13 people"},
      // Nobody who only shares a verb with the truce tells of it.
      {"en", "Hezbollah said it had fired no rockets since the ceasefire took effect on Wednesday and accused Israel of breaching the deal.",
       ClaimType::kViolationAlleged, "Hezbollah: Israel > -"},
      {"en", "Ukraine's commander said on Tuesday a ceasefire had been reached after two days of fighting.", ClaimType::kAgreement,
       "Ukraine's commander: - > -"},
      {"en", "Thai and Cambodian soldiers exchanged fire near the border for the third day despite a ceasefire brokered by Malaysia.", ClaimType::kClash,
       "-: Cambodian soldiers, Thai soldiers"},
      // An agreeing party tells nothing; who announced it does.
      {"en", "Sudan's warring generals have agreed to a three-day ceasefire, US Secretary of State Antony Blinken has announced.",
       ClaimType::kAgreement, "US Secretary of State Antony Blinken: Sudan's warring generals"},
      // Who stands behind a preposition of another verb is no member of the list.
      {"en", "Under the truce, brokered by the United States and France, Israeli forces withdrew from the town of Khiam.", ClaimType::kWithdrawal,
       "-: Israeli forces > -"},
      {"en", "The truce between Israel and Hezbollah collapses as Israeli jets strike the southern suburbs of Beirut.",
       ClaimType::kViolationAlleged, "-: Israel, Hezbollah"},
      {"en", "There will be no ceasefire until the hostages are back, Netanyahu says.", ClaimType::kPartyRefuses, "Netanyahu: - > -"},
      // The adjective of a state before an act of war: the state did it. A verb of going is no passive.
      {"en", "Israeli strikes kill at least 85 Palestinians in Gaza.", ClaimType::kOther, "-: Israel > 85 Palestinians"},
      {"nl", "Armenië zegt dat Azerbeidzjaanse troepen de grens zijn overgestoken, ondanks het bestand.", ClaimType::kGroundAdvance,
       "Armenië: Azerbeidzjaanse troepen > -"},
      // Names behind "including" are of who was told last, a participle behind what is told goes on with it.
      {"en", "Rebels in Goma released three hostages of the army, including Omar Haddad, on Sunday.", ClaimType::kOther,
       "-: Rebels > three hostages of the army, Omar Haddad"},
      {"en", "The governor said that army air strikes had hit a water station in Darfur, killing dozens of civilians.", ClaimType::kAirstrike,
       "The governor: army > water station, civilians"},
      {"en", "Rebels executed 128 civilians in the town of Homs.", ClaimType::kOther, "-: Rebels > 128 civilians"},
      {"nl", "De gevechtspauze geldt niet voor IS en het Nusra-front.", ClaimType::kPartyExcluded, "-: IS, het Nusra-front"},
      {"en", "The Ukrainian military reported 62 clashes with Russian forces along the front line.", ClaimType::kClash, "The Ukrainian military: Russian forces"},
  };
  for (const Row& row : kRows) {
    Analysis a = analyze(row.lang, row.text);
    const Claim* c = first(a, row.type);
    EXPECT_EQ(c ? who(*c) : "no claim", row.who) << row.text;
  }
}

TEST(EventNews, ADashWithinAWordNamesNoSpeaker) {
  Analysis a = analyze("en", "A U.N.-brokered truce in Yemen expired on Sunday. Al-Shabaab militants stormed an army base, officials said.");
  for (const Claim& c : a.claims) {
    if (c.source) EXPECT_EQ(c.source->chain.back().name, "officials");
  }
}

TEST(EventNews, TheArmyIsNotTheForcesJustNamed) {
  Analysis a = analyze("en",
                       "The Sudanese army has been battling RSF forces in Khartoum. The army said on Sunday it had destroyed RSF convoys.");
  bool told = false;
  for (const Claim& c : a.claims) {
    if (!c.source) continue;
    told = true;
    EXPECT_EQ(c.source->chain.back().actor_id, "sd.army");
  }
  EXPECT_TRUE(told);
}

TEST(EventNews, ATruceWithAHyphenIsOne) {
  const Analysis a = analyze("en", "A three-day Gaza cease-fire went into force on Friday.");
  EXPECT_NE(first(a, ClaimType::kAgreement), nullptr);
}

TEST(EventNews, WhereFightingIsTakesNoPartInIt) {
  Analysis a = analyze("nl", "De gevechten in Soedan gaan door, ondanks het staakt-het-vuren dat sinds maandag van kracht is.");
  const Claim* c = first(a, ClaimType::kClash);
  ASSERT_NE(c, nullptr);
  for (const ClaimActor& x : c->actors) EXPECT_NE(x.name, "Soedan");
}

TEST(EventNews, NoReportsOfCasualtiesTellNothing) {
  Analysis a = analyze("nl", "Rebellen beschoten het dorp met mortieren. Er zijn nog geen berichten over slachtoffers.");
  ASSERT_EQ(a.claims.size(), 1u);
  EXPECT_FALSE(a.claims[0].killed.has_value());
}

TEST(EventNews, NoGroupDidIt) {
  Analysis a = analyze("en", "Gunmen attacked three villages in Burkina Faso, killing dozens of soldiers. No group has claimed responsibility for the attack.");
  for (const Claim& c : a.claims) {
    for (const ClaimActor& x : c.actors) EXPECT_NE(x.name, "No group");
  }
}

TEST(EventNews, WhoHasNotSpokenMakesNoStatement) {
  const char* text = "A drone of the RSF struck a market near el-Fasher, killing six civilians, doctors said. The RSF did not respond to a request for comment.";
  EXPECT_EQ(first(analyze("en", text), ClaimType::kStatement), nullptr);
}

TEST(EventNews, WhereATruceIsBrokeredOrToldIsNotWhereItIs) {
  Analysis a = analyze("en", "FARC rebels in Colombia will observe a ceasefire from midnight, their commander said in Havana.");
  const Claim* c = first(a, ClaimType::kAgreement);
  ASSERT_NE(c, nullptr);
  EXPECT_TRUE(!c->place || c->place->name != "Havana");
  a = analyze("en", "Soldiers of both armies exchanged fire despite a ceasefire brokered by Malaysia.");
  c = first(a, ClaimType::kClash);
  ASSERT_NE(c, nullptr);
  EXPECT_TRUE(!c->place || c->place->name != "Malaysia");
}

TEST(EventNews, WhoStandsBehindATruceIsNoPlaceAndWhoIsLeftOutIsNamed) {
  const Row kRows[] = {
      {"nl", "Met steun van Rusland en Turkije kwam de wapenstilstand tussen het leger en de rebellen donderdag tot stand.",
       ClaimType::kAgreement, "-: Rusland, Turkije, het leger, de rebellen"},
      {"nl", "Vrijdag wees een groep jihadisten de wapenstilstand van het leger af.", ClaimType::kPartyRefuses, "-: jihadisten"},
      {"nl", "Het Syrische leger zegt dat IS en het voormalige al-Nusra, dat nu Fatah al-Sham heet, buiten de wapenstilstand vallen.",
       ClaimType::kPartyExcluded, "Het Syrische leger: IS, het voormalige al-Nusra"},
      {"nl", "De wapenstilstand lijkt te houden, meldt het leger.", ClaimType::kHolds, "het leger: - > -"},
  };
  for (const Row& row : kRows) {
    const Analysis a = analyze(row.lang, row.text);
    const Claim* c = first(a, row.type);
    ASSERT_TRUE(c) << row.text;
    EXPECT_EQ(who(*c), row.who) << row.text;
    EXPECT_FALSE(c->place && (c->place->name == "Rusland" || c->place->name == "Turkije")) << row.text;
  }
}

TEST(EventNews, TheDayThatNamesATruceIsNotThatOfItsBreach) {
  Analysis a = analyze("en", "The army has violated the November 2025 ceasefire almost every day, the monitors said on Monday.");
  const Claim* c = first(a, ClaimType::kViolationAlleged);
  ASSERT_TRUE(c);
  EXPECT_FALSE(c->time && to_edtf(c->time->time) == "2025-11");
  EXPECT_FALSE(c->background);
  a = analyze("en", "The army violated the ceasefire in November 2025.");
  c = first(a, ClaimType::kViolationAlleged);
  ASSERT_TRUE(c && c->time);
  EXPECT_EQ(to_edtf(c->time->time), "2025-11");
}

TEST(EventNews, ToHoldFireIsNoTruceThatHolds) {
  const Analysis a = analyze("en", "Although the ceasefire calls on all parties to hold their fire, the army shelled Homs on Monday.");
  EXPECT_EQ(first(a, ClaimType::kHolds), nullptr);
  EXPECT_NE(first(analyze("en", "The ceasefire between the army and the rebels held on Monday."), ClaimType::kHolds), nullptr);
}

TEST(EventNews, WhatATruceEndsIsNotToldOf) {
  for (const char* text : {"On Monday a truce between the army and the rebels took effect that is to end 14 months of fighting.",
                           "A truce between the army and the rebels took effect on Monday, an hour after the halt to fighting was due."}) {
    const Analysis a = analyze("en", text);
    EXPECT_EQ(first(a, ClaimType::kClash), nullptr) << text;
    EXPECT_NE(first(a, ClaimType::kAgreement), nullptr) << text;
  }
  const Analysis dutch = analyze("nl", "Het bestand maakte maandag een einde aan de gevechten tussen het leger en de rebellen.");
  EXPECT_EQ(first(dutch, ClaimType::kClash), nullptr);
  EXPECT_EQ(first(dutch, ClaimType::kViolationAlleged), nullptr) << "the fighting ended, not the truce";
  EXPECT_NE(first(analyze("en", "The army halted the convoy, and clashes with the rebels went on in Aleppo."), ClaimType::kClash), nullptr);
}

TEST(EventNews, AnOfficeIsNoOperation) {
  EXPECT_EQ(first(analyze("en", "The truce followed a call between the directors general of military operations of India and Pakistan."), ClaimType::kGroundAdvance), nullptr);
  EXPECT_NE(first(analyze("en", "The army launched military operations against the rebels in Idlib on Monday."), ClaimType::kGroundAdvance), nullptr);
}

TEST(EventNews, AMidnightBeginsTheDayBehindIt) {
  const Analysis a = analyze("en", "The truce, which was announced on Saturday and took force at midnight, was broken within hours.");
  const Claim* c = first(a, ClaimType::kAgreement);
  ASSERT_TRUE(c && c->time);
  EXPECT_EQ(to_edtf(c->time->time), "2026-03-08");
}

TEST(EventNews, WhenATruceBeganIsNewsForLongerThanAnAttackIs) {
  const Analysis a = analyze("en", "The truce took effect on December 2. An air strike in Homs on December 2 killed nine people.");
  const Claim* truce = first(a, ClaimType::kAgreement);
  const Claim* strike = first(a, ClaimType::kAirstrike);
  ASSERT_TRUE(truce && strike);
  EXPECT_FALSE(truce->background);
  EXPECT_TRUE(strike->background);
}

TEST(EventNews, WhoAnnouncedOrCountsDidNotBreakIt) {
  const struct {
    const char *text, *doer;
  } kCases[] = {
      {"Iran violated the ceasefire announced by Donald Trump, Israel said on Monday.", "Iran"},
      {"The president accuses Russia of disregarding an Easter ceasefire announced by Vladimir Putin.", "Russia"},
  };
  for (const auto& row : kCases) {
    const Analysis a = analyze("en", row.text);
    const Claim* c = first(a, ClaimType::kViolationAlleged);
    ASSERT_TRUE(c) << row.text;
    ASSERT_EQ(c->actors.size(), 1u) << row.text;
    EXPECT_EQ(c->actors[0].name, row.doer) << row.text;
  }
  const Analysis a = analyze("en", "The truce took effect on Sunday. The monitors recorded 31 violations of the truce in a day.");
  const Claim* c = first(a, ClaimType::kViolationAlleged);
  ASSERT_TRUE(c);
  EXPECT_TRUE(c->actors.empty());
}

TEST(EventNews, ForEasterDoesNotSayWhenItBegins) {
  Analysis a = analyze("en", "Vladimir Putin declared a ceasefire in Ukraine for Easter.");
  const Claim* c = first(a, ClaimType::kAgreement);
  ASSERT_TRUE(c);
  EXPECT_EQ(c->phase, AgreementPhase::kAgreed);
  a = analyze("en", "Vladimir Putin declared a ceasefire in Ukraine on Monday.");
  c = first(a, ClaimType::kAgreement);
  ASSERT_TRUE(c);
  EXPECT_EQ(c->phase, AgreementPhase::kInForce);
}

TEST(EventNews, ADayBehindTheDealIsThatOfItsSigning) {
  const Analysis a = analyze("nl", "De rebellengroep Ahrar al-Sham zegt het bestand in Syrië niet te hebben ondertekend. Volgens het Russische ministerie van Defensie heeft de groep het akkoord donderdag wel getekend.");
  const auto c = std::find_if(a.claims.begin(), a.claims.end(), [](const Claim& x) { return x.source && x.source->chain.back().name.find("Defensie") != std::string::npos; });
  ASSERT_NE(c, a.claims.end());
  ASSERT_TRUE(c->time);
  EXPECT_EQ(to_edtf(c->time->time), "2026-03-05");
}

TEST(EventNews, EarlierTrucesAreHistory) {
  Analysis a = analyze("en", "The ceasefire in Sudan takes effect on Friday. Previous ceasefires have collapsed within hours.");
  const Claim* c = first(a, ClaimType::kViolationAlleged);
  ASSERT_NE(c, nullptr);
  EXPECT_TRUE(c->background);
  EXPECT_TRUE(c->breach.empty());
}

TEST(EventNews, SinceMidnightIsOfTheDay) {
  Analysis a = analyze("en", "Russian forces have shelled Ukrainian positions 59 times since midnight.");
  const Claim* c = first(a, ClaimType::kShelling);
  ASSERT_TRUE(c && c->time);
  EXPECT_EQ(to_edtf(c->time->time), "2026-03-11");
}

TEST(EventNews, ListsTotalsAndNobodyAreCounted) {
  struct Toll {
    const char* text;
    int64_t low;
  };
  const Toll kTolls[] = {
      {"Six Malian soldiers and 14 militants were killed in an ambush near Timbuktu, the army said.", 20},
      {"Israeli drones killed a journalist, Hassan Eslaih, in Gaza.", 1},
      {"Two more soldiers died of their wounds, bringing the toll from the rebel air strike to 61.", 61},
      {"No one was killed in the rocket attack by rebels, the army said.", 0},
      {"Two soldiers have been killed in Idlib in the first deaths since the ceasefire began.", 2},
  };
  for (const Toll& t : kTolls) {
    Analysis a = analyze("en", t.text);
    ASSERT_FALSE(a.claims.empty()) << t.text;
    const Claim& c = a.claims[0];
    EXPECT_TRUE(c.killed && c.killed->low == t.low && !c.background) << t.text;
  }
}

// Where the tree gives a verb two subjects, the phrase between the commas told it.
TEST(EventNews, TheSpeakerBetweenCommasTells) {
  Analysis a = analyze("en", "Israeli strikes killed at least 33 Palestinians in Gaza overnight, health officials said, in one of the deadliest nights since the truce took effect.");
  ASSERT_FALSE(a.claims.empty());
  EXPECT_EQ(who(a.claims[0]), "health officials: Israel > 33 Palestinians");
  // What is reported tells nothing.
  a = analyze("en", "The ceasefire appeared to be holding on Monday, with only sporadic gunfire reported in Kharkiv.");
  for (const Claim& c : a.claims) EXPECT_EQ(who(c).substr(0, 2), "-:") << c.rule;
}

TEST(EventNews, WhoAnswersAChargeDoesNotTellIt) {
  Analysis a = analyze("en", "Azerbaijan's defence ministry accused Armenia of shelling its positions in Nakhchivan, a charge Yerevan denied.");
  const Claim* c = first(a, ClaimType::kShelling);
  ASSERT_NE(c, nullptr);
  EXPECT_NE(who(*c).substr(0, 7), "Yerevan");
  EXPECT_NE(c->factuality.status, FactStatus::kDenied);
  a = analyze("en", "The United States has proposed a truce in Sudan, which the army rejected.");
  c = first(a, ClaimType::kPartyRefuses);
  ASSERT_NE(c, nullptr);
  EXPECT_EQ(who(*c), "-: the army");
}

TEST(EventNews, WhoDiedBeforeIsNoVictimOfTheReply) {
  Analysis a = analyze("en", "Hezbollah fired rockets into northern Israel in response to the killing of a commander.");
  const Claim* c = first(a, ClaimType::kShelling);
  ASSERT_NE(c, nullptr);
  EXPECT_FALSE(c->killed.has_value());
  a = analyze("en", "Hezbollah fired rockets into northern Israel, killing a commander.");
  c = first(a, ClaimType::kShelling);
  ASSERT_NE(c, nullptr);
  EXPECT_TRUE(c->killed && c->killed->low == 1);
}

TEST(EventNews, ABriefHasFewWordsOfWar) {
  Analysis a = analyze("nl", "Het bestand tussen India en Pakistan is met twee maanden verlengd, maakte VN-gezant Grundberg bekend.");
  EXPECT_NE(first(a, ClaimType::kAgreement), nullptr);
  a = analyze("nl", "Rusland en Oekraïne hebben elk 150 krijgsgevangenen geruild.");
  EXPECT_NE(first(a, ClaimType::kOther), nullptr);
  // At home the same words tell of no war.
  EXPECT_TRUE(analyze("nl", "Het bestand met de adressen in Utrecht is met twee kolommen verlengd.").claims.empty());
}

TEST(EventNews, ATollRightBehindAnExplosionIsOfIt) {
  Analysis a = analyze("nl", "In Mogadishu is een autobom ontploft bij een politiebureau. Zeker negen mensen kwamen om. Al-Shabaab heeft de aanslag opgeëist.");
  ASSERT_EQ(a.claims.size(), 3u);
  for (const Claim& c : a.claims) EXPECT_EQ(c.type, ClaimType::kBombing) << c.rule;
  EXPECT_EQ(who(a.claims[2]), "Al-Shabaab: Al-Shabaab > -");
}

TEST(EventNews, WhoSaysSoHimselfAndWhoRefuses) {
  Analysis a = analyze("nl", "De Oekraïense luchtmacht haalde naar eigen zeggen 63 Russische drones neer.");
  ASSERT_FALSE(a.claims.empty());
  EXPECT_TRUE(who(a.claims[0]).starts_with("De Oekraïense luchtmacht: ")) << who(a.claims[0]);
  EXPECT_EQ(a.claims[0].factuality.status, FactStatus::kReported);
  // A refusal is one also where it is said how long it lasts.
  a = analyze("nl", "De rebellen weigeren zich terug te trekken uit Goma zolang het leger hun stellingen bestookt.");
  const Claim* c = first(a, ClaimType::kWithdrawal);
  ASSERT_NE(c, nullptr);
  EXPECT_EQ(c->factuality.status, FactStatus::kDenied);
}

TEST(EventNews, WhoWorksForATruceHasNotMadeIt) {
  Analysis a = analyze("en", "Envoys worked to broker a truce between Israel and Hamas.");
  const Claim* c = first(a, ClaimType::kAgreement);
  ASSERT_NE(c, nullptr);
  EXPECT_EQ(c->factuality.status, FactStatus::kPossible);
}

TEST(EventNews, WhoMediatesIsNoParty) {
  Analysis a = analyze("en", "Pakistan and Afghanistan agreed to a ceasefire during talks mediated by Qatar in Doha.");
  for (const Claim& c : a.claims) {
    for (const ClaimActor& x : c.actors) EXPECT_TRUE(x.name != "Qatar" || x.role == Role::kMediator) << c.rule;
  }
  // Who negotiates himself is one.
  a = analyze("en", "The army and the rebels of Sudan negotiated in Doha about a ceasefire.");
  const Claim* c = first(a, ClaimType::kTalks);
  ASSERT_NE(c, nullptr);
  EXPECT_TRUE(std::any_of(c->actors.begin(), c->actors.end(), [](const ClaimActor& x) { return x.role == Role::kParty; }));
}

TEST(EventNews, AParticleBeforeAPrepositionIsTheVerbs) {
  Analysis a = analyze("nl", "Zo'n 85 jihadisten kwamen al om in de strijd met het leger van Syrië.");
  ASSERT_FALSE(a.claims.empty());
  EXPECT_TRUE(a.claims[0].killed && a.claims[0].killed->low == 76) << a.claims[0].rule;
}

}  // namespace
}  // namespace bestand::event_news_test
