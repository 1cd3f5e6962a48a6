// Frames by their own examples, and whole articles by the claims a reader would write down.
#include "claim/event.h"

#include <gtest/gtest.h>

#include <fstream>
#include <string>

#include "base/data_dir.h"
#include "claim/engine.h"
#include "claim/frame.h"
#include "claim/reading.h"
#include "parse/parser.h"

namespace bestand::event_test {
namespace {

using test::engine;

Analysis analyze(std::string_view lang, std::string_view text, std::string_view published = "2016-12-30") {
  Document d;
  d.id = "t";
  d.lang = lang;
  d.text = text;
  d.published_edtf = published;
  d.published = *parse_edtf(published);
  return engine().analyze(std::move(d));
}

class Frames : public testing::TestWithParam<const char*> {};

TEST_P(Frames, FitTheirExamples) {
  auto coder = EventCoder::load(BESTAND_SOURCE_DIR, GetParam(), nullptr);
  ASSERT_TRUE(coder.ok()) << coder.error().to_string();
  size_t missed = 0;
  for (const Frame& f : coder->frames().frames()) {
    ASSERT_FALSE(f.example.empty()) << f.name << " has no example";
    Analysis a = analyze(GetParam(), f.example);
    if (!coder->fits(f.name, a.document, a.parse, a.mentions)) {
      ++missed;
      std::printf("  %s: %s does not fit: %s\n", GetParam(), f.name.c_str(), f.example.c_str());
    }
  }
  // The parser misreads a few short sentences; every frame must fit some news, nine in ten their example.
  EXPECT_LE(missed * 10, coder->frames().frames().size());
}

TEST_P(Frames, GiveNothingForTheirCounterExamples) {
  auto coder = EventCoder::load(BESTAND_SOURCE_DIR, GetParam(), nullptr);
  ASSERT_TRUE(coder.ok()) << coder.error().to_string();
  for (const Frame& f : coder->frames().frames()) {
    if (f.counter.empty()) continue;
    for (const Claim& c : analyze(GetParam(), f.counter).claims) {
      EXPECT_NE(c.rule, f.name) << f.counter;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Languages, Frames, testing::Values("nl", "en"));

bool has(const Analysis& a, ClaimType type, std::string_view actor = {}, std::string_view source = {}) {
  for (const Claim& c : a.claims) {
    if (c.type != type) continue;
    bool who = actor.empty(), said = source.empty();
    for (const ClaimActor& x : c.actors) who = who || x.name.find(actor) != std::string::npos;
    if (c.source && !c.source->chain.empty()) said = said || c.source->chain.back().name.find(source) != std::string::npos;
    if (who && said) return true;
  }
  return false;
}

TEST(Event, TruceInForceIsAnAgreement) {
  EXPECT_TRUE(has(analyze("nl", "Donderdagavond werd in Jemen een staakt-het-vuren van kracht tussen het leger en de rebellen."),
                  ClaimType::kAgreement));
  EXPECT_TRUE(has(analyze("en", "A ceasefire between the Sudanese army and the rebels took effect at midnight on Thursday."),
                  ClaimType::kAgreement));
}

TEST(Event, WhoAccusesEachOtherMakesTwoClaims) {
  Analysis a = analyze("en", "India and Pakistan accused each other of violating the ceasefire on Friday.");
  size_t n = 0;
  for (const Claim& c : a.claims) n += c.type == ClaimType::kViolationAlleged;
  EXPECT_EQ(n, 2u);
}

TEST(Event, FiguresGoWithTheAttackThatTookThem) {
  Analysis a = analyze("en", "Air strikes on the town of Saada killed nine civilians and wounded twelve, rebel officials in Yemen said.");
  bool counted = false;
  for (const Claim& c : a.claims) counted |= c.type == ClaimType::kAirstrike && c.killed && c.killed->low == 9;
  EXPECT_TRUE(counted);
}

// The targets of the first claim.
std::string targets(std::string_view lang, std::string_view text) {
  std::string out;
  Analysis a = analyze(lang, text);
  if (a.claims.empty()) return "no claim";
  for (const ClaimActor& x : a.claims[0].actors) {
    if (x.role == Role::kTarget) out += (out.empty() ? "" : ", ") + (x.actor_id.empty() ? x.name : x.actor_id);
  }
  return out;
}

TEST(Event, WhoHoldsAnObjectIsTheTargetOfWhatHitsIt) {
  EXPECT_EQ(targets("en", "Turkish jets bombed Islamic State positions near al-Bab."), "group.is");
  EXPECT_EQ(targets("en", "Turkish jets bombed outposts of the Islamic State near al-Bab."), "group.is");
  EXPECT_EQ(targets("nl", "Turkse vliegtuigen bombardeerden stellingen van IS bij al-Bab."), "group.is");
  EXPECT_EQ(targets("en", "Turkish jets bombed a bakery near al-Bab."), "bakery");  // nobody's
}

TEST(Event, OrdinaryNewsGivesNoClaims) {
  EXPECT_TRUE(analyze("nl", "De spits viel na een uur aan en schoot raak. De verdediging van de thuisploeg bezweek in de wedstrijd.").claims.empty());
  EXPECT_TRUE(analyze("nl", "De gemeente bestrijdt de armoede met een nieuw offensief. Het ledenbestand van de club groeit.").claims.empty());
  EXPECT_TRUE(analyze("en", "The striker attacked from the left and fired wide. The battle for the title continues on Sunday.").claims.empty());
}

TEST(Event, EverySpanLiesInTheTextAndEveryIdIsNew) {
  Analysis a = analyze("en",
                       "Russia said on Friday that the rebels had shelled Donetsk despite the truce, killing two civilians. Ukraine "
                       "denied it. The ceasefire had been brokered by Turkey.");
  ASSERT_FALSE(a.claims.empty());
  for (size_t i = 0; i < a.claims.size(); ++i) {
    const Claim& c = a.claims[i];
    EXPECT_LE(c.span.begin, c.span.end);
    EXPECT_LE(c.span.end, a.document.text.size());
    EXPECT_EQ(c.id, "t#" + std::to_string(i + 1));
    EXPECT_FALSE(c.cameo.empty());
    EXPECT_FALSE(c.plover.empty());
    for (const ClaimActor& x : c.actors) EXPECT_EQ(quote(a.document.text, x.span), x.text);
  }
}

TEST(Event, WhoDeniesOrReportsAnAttackTellsOfIt) {
  Analysis a = analyze("en", "The army denied the shelling of Marib.");
  ASSERT_TRUE(has(a, ClaimType::kShelling, {}, "army"));
  EXPECT_EQ(a.claims[0].factuality.status, FactStatus::kDenied);
  a = analyze("en", "Air strikes by the coalition were reported to have killed three rebels in Marib, Yemen.");
  ASSERT_TRUE(has(a, ClaimType::kAirstrike));
  EXPECT_EQ(a.claims[0].factuality.status, FactStatus::kReported);
  // Who announces a truce makes it.
  a = analyze("en", "The army announced a ceasefire in Marib.");
  ASSERT_TRUE(has(a, ClaimType::kAgreement));
  EXPECT_NE(a.claims[0].factuality.status, FactStatus::kDenied);
}

TEST(Event, UnknownPublicationLeavesTheTimeUnknown) {
  Document d;
  d.id = "t";
  d.lang = "en";
  d.text = "Rebels shelled the town of Marib in Yemen, killing three soldiers of the army.";
  Analysis a = engine().analyze(std::move(d));
  ASSERT_FALSE(a.claims.empty());
  for (const Claim& c : a.claims) EXPECT_FALSE(c.time.has_value());
}

// The EDTF of the first claim of a type; "none" without a time, "no claim" without a claim.
std::string when(const Analysis& a, ClaimType type) {
  for (const Claim& c : a.claims) {
    if (c.type == type) return c.time ? to_edtf(c.time->time) : "none";
  }
  return "no claim";
}

TEST(EventTime, TheDayThatHeadsTheTextRules) {
  // Copied two days later: the Tuesday before 12 March 2014 is the 11th.
  Analysis a = analyze("en", "12 March 2014 Rebels shelled the town of Marib on Tuesday, killing three soldiers.", "2014-03-20");
  EXPECT_EQ(when(a, ClaimType::kShelling), "2014-03-11");
  // A day named within a sentence heads nothing.
  a = analyze("en", "On 12 March 2014 rebels took Marib. The army shelled the town on Tuesday, killing three rebels.", "2014-03-20");
  EXPECT_EQ(when(a, ClaimType::kShelling), "2014-03-18");
}

TEST(EventTime, TheReportThatFollowsDoesNotTakeTheDay) {
  Analysis a = analyze("en", "Air strikes killed four civilians in Douma on Thursday, a monitor said.", "2016-12-30");
  EXPECT_EQ(when(a, ClaimType::kAirstrike), "2016-12-29");
}

TEST(EventTime, SinceLastsUntilTheText) {
  Analysis a = analyze("en", "Rebels have shelled the town of Marib since 2013.", "2016-12-30");
  EXPECT_EQ(when(a, ClaimType::kShelling), "2013/2016-12");
  // A truce took effect when it did.
  a = analyze("en", "A ceasefire has been in force in Yemen since Monday.", "2016-12-30");
  EXPECT_EQ(when(a, ClaimType::kAgreement), "2016-12-26");
}

TEST(EventTime, TheEnglishPresentTellsOfTheDayADutchOneOfNow) {
  EXPECT_EQ(when(analyze("en", "Israel and Hezbollah agree to a ceasefire."), ClaimType::kAgreement), "2016-12-30");
  EXPECT_EQ(when(analyze("nl", "Het leger vecht in Marib tegen de rebellen."), ClaimType::kClash), "2016-12");
  // An English state goes on.
  EXPECT_EQ(when(analyze("en", "The army controls the town of Marib and is fighting the rebels there."), ClaimType::kClash), "2016-12");
}

TEST(EventTime, ATownTakenBeforeIsNoTimeOfTheAttack) {
  Analysis a = analyze("en", "The army shelled a town that rebels had seized in July, killing three soldiers.");
  EXPECT_EQ(when(a, ClaimType::kShelling), "2016-12");
}

TEST(EventTime, DaysAfterAreReckoned) {
  // Thursday 19 February 2015: Tuesday is the 17th, two days before it the 15th.
  Analysis a = analyze("en", "Rebels shelled the town of Marib on Tuesday, two days after a ceasefire came into force in Yemen.", "2015-02-19");
  EXPECT_EQ(when(a, ClaimType::kShelling), "2015-02-17");
  EXPECT_EQ(when(a, ClaimType::kAgreement), "2015-02-15");
  // Days that nobody counts leave the truce without a day.
  a = analyze("en", "Rebels shelled the town of Marib on Tuesday, days after a ceasefire came into force in Yemen.", "2015-02-19");
  EXPECT_EQ(when(a, ClaimType::kAgreement), "2015-02");
}

TEST(EventTime, WhatIsToldOnIsOfTheDayJustTold) {
  const char* text = "The truce in Yemen collapsed on Wednesday. Rebels shelled the town of Marib, the army said.";
  EXPECT_EQ(when(analyze("en", text, "2015-02-19"), ClaimType::kShelling), "2015-02-18");
  // A day of long ago is no day of the news.
  text = "The truce in Yemen was signed on 3 May 2012. Rebels shelled the town of Marib, the army said.";
  EXPECT_EQ(when(analyze("en", text, "2015-02-19"), ClaimType::kShelling), "2015-02");
}

TEST(EventTime, TheCalmLastsFromTheTruceToTheText) {
  Analysis a = analyze("en", "A ceasefire took effect in Yemen on Monday. The truce was holding, residents said.", "2015-02-19");
  EXPECT_EQ(when(a, ClaimType::kHolds), "2015-02-16/2015-02-19");
  // With a day of its own it is of that day.
  a = analyze("en", "A ceasefire took effect in Yemen on Monday. The truce was holding on Tuesday, residents said.", "2015-02-19");
  EXPECT_EQ(when(a, ClaimType::kHolds), "2015-02-17");
}

TEST(EventTime, ThisWeekEndsWithTheText) {
  Analysis a = analyze("nl", "Deze week werden in Turkije twaalf strijders van IS opgepakt.", "2016-12-30");
  EXPECT_EQ(when(a, ClaimType::kDetention), "2016-12-26/2016-12-30");
}

TEST(EventTime, LengthsUpToNowBeginThatLongAgo) {
  // Three weeks before 20 June 2023 is 30 May; five years before, some time in 2018.
  const char* text = "Rebels have besieged the town of Hama for three weeks.";
  EXPECT_EQ(when(analyze("en", text, "2023-06-20"), ClaimType::kGroundAdvance), "2023-05-30/2023-06-20");
  text = "The conflict between government forces and rebel groups has been raging for more than five years.";
  EXPECT_EQ(when(analyze("en", text, "2023-06-20"), ClaimType::kClash), "2018/2023-06-20");
  text = "De stad wordt al drie weken belegerd door het Syrische leger.";
  EXPECT_EQ(when(analyze("nl", text, "2023-06-20"), ClaimType::kGroundAdvance), "2023-05-30/2023-06-20");
  // Weeks that nobody counts are of the months that they touch.
  text = "Government forces have driven rebel fighters back from towns near Aleppo in recent weeks.";
  EXPECT_EQ(when(analyze("en", text, "2023-06-20"), ClaimType::kGroundAdvance), "2023-05/2023-06");
  // A siege that was over is some time ago.
  text = "Rebels besieged the town of Hama for three weeks, killing ten soldiers.";
  EXPECT_EQ(when(analyze("en", text, "2023-06-20"), ClaimType::kGroundAdvance), "2023-06");
}

TEST(EventTime, SinceTheBeginningOfAWar) {
  const char* text = "De oorlog woedt nog. Sinds het begin van de oorlog in 2014 kwamen duizenden rebellen en soldaten om in Jemen.";
  Analysis a = analyze("nl", text, "2019-02-27");
  ASSERT_FALSE(a.claims.empty());
  EXPECT_EQ(to_edtf(a.claims.back().time->time), "2014/2019-02");
  // What came in the year that the rest counts from is of that year.
  text = "Rebels have shelled Marib since 2015 when the army seized the port of Aden.";
  EXPECT_EQ(when(analyze("en", text, "2019-02-27"), ClaimType::kGroundAdvance), "2015");
}

TEST(EventTime, SinceThenBeginsWithTheTimeJustTold) {
  const char* text = "In oktober 2020 tekenden het leger en de rebellen in Libië een bestand. Sindsdien wordt er nauwelijks gevochten.";
  EXPECT_EQ(when(analyze("nl", text, "2021-03-04"), ClaimType::kHolds), "2020-10/2021-03-04");
}

TEST(EventTime, AStateHasNoTimeOfBeforeIt) {
  const char* text = "Despite the capture of Aleppo by the army last year, rebel groups maintain a presence in the west of the province.";
  EXPECT_EQ(when(analyze("en", text, "2017-11-14"), ClaimType::kOther), "2017-11");
  text = "A truce in force since Monday does not include areas held by the Islamic State.";
  EXPECT_EQ(when(analyze("en", text, "2016-09-15"), ClaimType::kPartyExcluded), "2016-09");
}

TEST(EventTime, ATruceExtendedIsOfAllItsDays) {
  EXPECT_EQ(when(analyze("en", "Pakistan and India extend the truce by ten days.", "2023-06-20"), ClaimType::kAgreement), "2023-06-20/2023-06-30");
  EXPECT_EQ(when(analyze("en", "Pakistan and India extend the truce.", "2023-06-20"), ClaimType::kAgreement), "2023-06-20");
}

TEST(EventTime, TheNightBetweenTwoDaysBeginsATruceWithTheSecond) {
  const char* text = "Het staakt-het-vuren in Oost-Oekraïne gaat in de nacht van zaterdag op zondag in.";
  EXPECT_EQ(when(analyze("nl", text, "2015-02-12"), ClaimType::kAgreement), "2015-02-15");
  text = "Rebellen beschoten in de nacht van zaterdag op zondag het dorp met mortieren.";
  EXPECT_EQ(when(analyze("nl", text, "2015-02-16"), ClaimType::kShelling), "2015-02-14/2015-02-15");
}

TEST(EventTime, NewsInBriefIsOfItsDay) {
  const char* text = "Israel and Hezbollah agree to a ceasefire. The ceasefire has not been confirmed by the Lebanese army.";
  Analysis a = analyze("en", text);
  ASSERT_GE(a.claims.size(), 2u);
  EXPECT_EQ(to_edtf(a.claims.back().time->time), "2016-12-30");
  // An entry of a live blog is of the day too; the same words elsewhere are of the month.
  text = "14.47 De leiders van de rebellen hebben het staakt-het-vuren in Oost-Oekraïne getekend.";
  EXPECT_EQ(when(analyze("nl", text, "2015-02-12"), ClaimType::kPartyJoins), "2015-02-12");
  EXPECT_EQ(when(analyze("nl", text + 6, "2015-02-12"), ClaimType::kPartyJoins), "2015-02");
}

TEST(EventTime, AnOldDayIsNoDayOfTheNews) {
  const char* text = "Bij gevechten langs de bestandslijn kwamen twintig soldaten om. Op 22 april schoten strijders in Kasjmir 26 burgers dood.";
  Analysis a = analyze("nl", text, "2025-05-11");
  EXPECT_EQ(when(a, ClaimType::kClash), "2025-05");
}

TEST(Event, WhatOnlyNamesAnEventTellsNone) {
  // Asked after, dated by, a term of what was agreed.
  const char* text = "Rebellen beschoten het dorp met mortieren. Onduidelijk is hoeveel luchtaanvallen er zijn uitgevoerd.";
  EXPECT_FALSE(has(analyze("nl", text), ClaimType::kAirstrike));
  text = "Na het ingaan van het bestand beschoten rebellen het dorp met mortieren.";
  EXPECT_FALSE(has(analyze("nl", text), ClaimType::kAgreement));
  Analysis a = analyze("en", "The army and the rebels agreed to halt all shelling in Marib, Yemen.");
  EXPECT_EQ(std::count_if(a.claims.begin(), a.claims.end(), [](const Claim& c) { return c.type == ClaimType::kAgreement; }), 1);
}

TEST(Event, HeadlineVerbsReadAsNounsTell) {
  Analysis a = analyze("en", "M23 rebels capture Nyabibwe, a town along the road to the capital city of Bukavu.", "2025-02-05");
  EXPECT_TRUE(has(a, ClaimType::kGroundAdvance));
  EXPECT_EQ(when(a, ClaimType::kGroundAdvance), "2025-02-05");
  // With an article it is a noun.
  EXPECT_NE(when(analyze("en", "The capture of Nyabibwe by M23 rebels worries the army.", "2025-02-05"), ClaimType::kGroundAdvance), "none");
}

TEST(Event, WhoCountsTellsOfIt) {
  Analysis a = analyze("en", "The OSCE counted 112 violations of the ceasefire on Monday.");
  ASSERT_TRUE(has(a, ClaimType::kViolationAlleged, {}, "OSCE"));
  EXPECT_EQ(a.claims[0].factuality.status, FactStatus::kReported);
}

TEST(Event, WhatIsNotConfirmedIsOpenAndWhatIsExpectedAhead) {
  Analysis a = analyze("en", "The ceasefire has not been confirmed by the Syrian army.");
  ASSERT_TRUE(has(a, ClaimType::kAgreement));
  EXPECT_EQ(a.claims[0].factuality.status, FactStatus::kPossible);
  a = analyze("en", "The ceasefire between the army and the rebels is expected to last until April 22.");
  ASSERT_TRUE(has(a, ClaimType::kAgreement));
  EXPECT_EQ(a.claims[0].factuality.status, FactStatus::kPlanned);
  a = analyze("en", "Gunfire could still be heard in Omdurman, where the army was fighting the rebels.");
  ASSERT_TRUE(has(a, ClaimType::kClash));
  EXPECT_EQ(a.claims[0].factuality.status, FactStatus::kAsserted);
}

TEST(EventTime, WhatIsDueIsAhead) {
  EXPECT_EQ(when(analyze("en", "Egypt is to host talks between the rebels and the army on Sunday.", "2023-06-20"), ClaimType::kTalks), "2023-06-25");
  EXPECT_EQ(when(analyze("en", "Egypt hosted talks between the rebels and the army on Sunday.", "2023-06-20"), ClaimType::kTalks), "2023-06-18");
}

TEST(EventTime, AMidnightEndsOneDayAndBeginsTheNext) {
  const char* text = "The truce between Kenya and the rebels took effect at midnight.";
  EXPECT_EQ(when(analyze("en", text, "2021-02-25"), ClaimType::kAgreement), "2021-02-25");
  text = "The truce between Kenya and the rebels will take effect at midnight.";
  EXPECT_EQ(when(analyze("en", text, "2021-02-25"), ClaimType::kAgreement), "2021-02-26");
  text = "The rebels and the army agreed to a ceasefire starting at midnight, the envoy said late on Wednesday.";
  EXPECT_EQ(when(analyze("en", text, "2021-02-25"), ClaimType::kAgreement), "2021-02-25");
  text = "The rebels and the army agreed to a ceasefire that will take effect at midnight on February 27.";
  EXPECT_EQ(when(analyze("en", text, "2021-02-25"), ClaimType::kAgreement), "2021-02-27");
  // What strikes at midnight is no truce: its day stays as told.
  text = "On Wednesday rebels shelled the town of Marib at midnight.";
  EXPECT_EQ(when(analyze("en", text, "2021-02-25"), ClaimType::kShelling), "2021-02-24");
}

TEST(EventTime, ByADayThatIsPastIsOfIt) {
  const char* text = "The army shelled Marib on Monday. By Tuesday morning rebels had captured the town.";
  EXPECT_EQ(when(analyze("en", text, "2023-04-26"), ClaimType::kGroundAdvance), "2023-04-25");
  // A day to come is a term.
  text = "The rebels must withdraw from Marib by Friday.";
  EXPECT_NE(when(analyze("en", text, "2023-04-26"), ClaimType::kWithdrawal), "2023-04-28");
}

TEST(EventTime, APromiseIsMadeNow) {
  EXPECT_EQ(when(analyze("en", "The rebels said they would respect the ceasefire in Marib.", "2023-04-26"), ClaimType::kPartyJoins), "2023-04");
  // What is promised has no time yet.
  EXPECT_EQ(when(analyze("en", "The rebels will withdraw their troops from Marib.", "2023-04-26"), ClaimType::kWithdrawal), "none");
}

TEST(Event, OrdinaryPoliticsOfAReportNeedsTwoCountries) {
  const std::string town = "The council met on the new bridge. It will cost two million. Work begins in May. The mayor is glad. ";
  EXPECT_TRUE(analyze("en", town + "Turkey detained protesters in Ankara.").claims.empty());
  EXPECT_FALSE(analyze("en", town + "Turkey expelled the ambassador of Israel.").claims.empty());
  EXPECT_FALSE(analyze("en", "Turkey has detained protesters in Ankara.").claims.empty());
}

TEST(Event, AHeadlineOfABreachSaysWhoBrokeIt) {
  Analysis a = analyze("en", "Azerbaijan violates ceasefire by firing shells on Karabakh. The war goes on.", "2020-10-26");
  const Claim* breach = nullptr;
  for (const Claim& c : a.claims) breach = c.type == ClaimType::kViolationAlleged ? &c : breach;
  ASSERT_TRUE(breach);
  ASSERT_FALSE(breach->actors.empty());
  EXPECT_EQ(breach->actors[0].name, "Azerbaijan");
  EXPECT_EQ(breach->actors[0].role, Role::kInitiator);
}

TEST(Event, WhatHappensAlmostDailyHappens) {
  auto status = [](const std::string& text) {
    Analysis a = analyze("nl", text, "2024-12-03");
    return a.claims.empty() ? FactStatus::kPlanned : a.claims.back().factuality.status;
  };
  const std::string war = "De oorlog tussen het leger en de rebellen gaat door. ";
  EXPECT_EQ(status(war + "Het leger beschiet Goma bijna dagelijks."), FactStatus::kAsserted);
  EXPECT_EQ(status(war + "Het leger beschiet Goma bijna elke nacht."), FactStatus::kAsserted);
}

TEST(Event, ATruceBrokenSinceAYearAgoIsNews) {
  Analysis a = analyze("en", "The war goes on. The ceasefire has been violated a thousand times since it began a year ago.", "2024-12-03");
  bool breach = false;
  for (const Claim& c : a.claims) breach |= c.type == ClaimType::kViolationAlleged && !c.background;
  EXPECT_TRUE(breach);
  // What was broken then is history.
  a = analyze("en", "The war goes on. The ceasefire was violated a year ago by the rebels.", "2024-12-03");
  for (const Claim& c : a.claims) EXPECT_TRUE(c.type != ClaimType::kViolationAlleged || c.background);
}

TEST(Event, AnInfinitiveBehindItsWordSharesItsSubject) {
  Analysis a = analyze("en", "Morocco is about to restore full diplomatic ties with Iran.");
  ASSERT_EQ(a.claims.size(), 1u);
  EXPECT_EQ(a.claims[0].cameo, "050");
  ASSERT_FALSE(a.claims[0].actors.empty());
  EXPECT_EQ(a.claims[0].actors[0].name, "Morocco");
}

}  // namespace
}  // namespace bestand::event_test
