#include "ledger/incidents.h"

#include <gtest/gtest.h>

#include "ground/actor_base.h"
#include "ledger/compare.h"
#include "ledger/lineage.h"
#include "ledger/make.h"
#include "ledger/view.h"

namespace bestand::incidents_test {
namespace {

using namespace test;

const ClaimPlace kKafr = place("Kafr Nabl", 35.61, 36.56, 5e3, "SY");
const ClaimPlace kSaraqib = place("Saraqib", 35.86, 36.80, 5e3, "SY");

struct Told {
  std::string id, publisher, published, text, words;
  ClaimType type = ClaimType::kAirstrike;
  std::string time;
  ClaimPlace place = kKafr;
  std::string initiator, source;
  int killed = 0;
  bool denied = false;
};

Analysis told(const Told& t) {
  Analysis a = article(t.id, t.publisher, t.published, t.text);
  Claim& c = claim(&a, t.type, t.words);
  c.place = t.place;
  if (const size_t at = t.text.find(t.place.name); at != std::string::npos)
    c.place->span = {static_cast<uint32_t>(at), static_cast<uint32_t>(at + t.place.name.size())};
  if (!t.time.empty()) c.time = at(t.time);
  if (!t.initiator.empty()) c.actors = {actor(Role::kInitiator, t.initiator)};
  if (!t.source.empty()) c.source = said_by(t.source);
  if (t.killed) c.killed = exactly(t.killed);
  if (t.denied) c.factuality.status = FactStatus::kDenied, c.factuality.negative = true;
  return a;
}

const Told kFirst{
    "a",
    "Gazette",
    "2017-04-08",
    "Fifteen people died when jets hit the market of Kafr Nabl on Saturday. The Mazra quarter was worst hit.",
    "Fifteen people died when jets hit the market of Kafr Nabl on Saturday",
    ClaimType::kAirstrike,
    "2017-04-08",
    kKafr,
    "Russian air force",
    "Rescue Office",
    15};
const Told kSecond{
    "b",
    "Courier",
    "2017-04-09",
    "Air strikes on Kafr Nabl, where the market in the Mazra quarter was full, killed eighteen.",
    "Air strikes on Kafr Nabl, where the market in the Mazra quarter was full, killed eighteen",
    ClaimType::kAirstrike,
    "2017-04-08",
    kKafr,
    "Syrian air force",
    "",
    18};

TEST(Incidents, OneEventWithTwoTollsAndTwoCulpritsIsOneIncidentWithItsDisputes) {
  View v = view_of(batch(told(kFirst), told(kSecond)));
  ASSERT_EQ(v.incidents.size(), 1u);
  const Incident& i = v.incidents[0];
  EXPECT_EQ(i.articles, 2);
  EXPECT_EQ(i.killed.low, 15);
  EXPECT_EQ(i.killed.high, 18);
  EXPECT_FALSE(i.killed.best);  // no monitor, no two that agree: no best
  std::set<std::string> slots;
  for (const auto& c : v.contradictions) slots.insert(c.slot);
  EXPECT_EQ(slots, (std::set<std::string>{"actor", "value"}));
}

TEST(Incidents, WhatJoinsTwoReportsIsTold) {
  View v = view_of(batch(told(kFirst), told(kSecond)));
  ASSERT_EQ(v.incidents.size(), 1u);
  ASSERT_EQ(v.incidents[0].joins.size(), 1u);
  const Join& j = v.incidents[0].joins[0];
  EXPECT_EQ(std::pair(j.a, j.b), std::pair(0, 1));
  EXPECT_FALSE(j.judged);
  auto part = [&](Evidence e) { return j.score.parts[static_cast<size_t>(e)]; };
  EXPECT_GT(part(Evidence::kPlace), 0);    // both in Kafr Nabl
  EXPECT_GT(part(Evidence::kTime), 0);     // on one day
  EXPECT_LT(part(Evidence::kFigures), 0);  // fifteen dead and eighteen
  EXPECT_GT(j.score.total(), 0);
}

TEST(Incidents, AnotherDayIsAnotherIncident) {
  Told later = kSecond;
  later.time = later.published = "2017-04-11";
  EXPECT_EQ(view_of(batch(told(kFirst), told(later))).incidents.size(), 2u);
}

TEST(Incidents, AnotherTownIsAnotherIncident) {
  Told elsewhere = kSecond;
  elsewhere.place = kSaraqib;
  EXPECT_EQ(view_of(batch(told(kFirst), told(elsewhere))).incidents.size(), 2u);
}

// A shooting told of by figures alone. The arrest days later says neither when nor how many: it belongs to the incident,
// counts as no origin, and would by itself be none. The same words of a crash, which is no attack, are nothing.
Analysis shooting(const std::string& id, const std::string& published, const std::string& text) {
  Analysis a = article(id, id + " Post", published, text);
  a.violent = true;
  return a;
}
const std::string kShot =
    "Two men were shot dead outside the Blue Lantern bar on Harrow Street in Wexley. Police named them as Daniel Okoro "
    "and Peter Lind. The gunman fled in a red Dodge.";
const std::string kArrest =
    "A man was arrested for the shooting outside the Blue Lantern bar on Harrow Street in Wexley, where Daniel Okoro "
    "and Peter Lind died. Police found the red Dodge.";

TEST(Incidents, AReportWithoutFiguresJoinsAnIncidentAndMakesNone) {
  Analysis report = shooting("a", "2017-04-08", kShot), arrest = shooting("b", "2017-04-11", kArrest);
  report.killed = exactly(2);
  View v = view_of(batch(report, arrest));
  ASSERT_EQ(v.incidents.size(), 1u);
  EXPECT_EQ(v.incidents[0].articles, 2);
  EXPECT_EQ(v.incidents[0].origins.size(), 1u);
  EXPECT_EQ(v.incidents[0].killed.low, 2);
  EXPECT_TRUE(view_of(batch(arrest)).incidents.empty());
  report.violent = arrest.violent = false;
  EXPECT_TRUE(view_of(batch(report, arrest)).incidents.empty());
}

// The trial months later: a short text whose title speaks of those whom the first report named. A later shooting at the same
// bar has other names in its title.
TEST(Incidents, ATrialMonthsLaterIsOfTheIncidentItsTitleNames) {
  auto titled = [](const std::string& id, const std::string& day, const std::string& title, const std::string& text) {
    Analysis a = shooting(id, day, title + "\n" + text);
    a.document.title_size = static_cast<uint32_t>(title.size());
    return a;
  };
  Analysis report = titled("a", "2017-04-08", "Daniel Okoro and Peter Lind shot dead at Wexley bar", kShot);
  Analysis trial = titled("b", "2017-09-20", "Gunman sentenced for killing Daniel Okoro and Peter Lind in Wexley",
                          "Ronald Vane got forty years for shooting Daniel Okoro and Peter Lind dead outside the Blue "
                          "Lantern bar on Harrow Street. His red Dodge was found the same night.");
  Analysis other = titled("c", "2017-09-20", "Tessa Brandt, 34, wounded in Wexley shooting",
                          "Shots were fired at a car on Harrow Street in Wexley. Tessa Brandt, who drove it, was taken to "
                          "hospital.");
  report.killed = exactly(2), other.injured = exactly(1);
  EXPECT_EQ(view_of(batch(report, trial)).incidents.size(), 1u);
  EXPECT_EQ(view_of(batch(report, trial)).incidents[0].articles, 2);
  EXPECT_EQ(view_of(batch(report, other)).incidents.size(), 2u);
}

TEST(Incidents, ATotalOfALongerTimeIsNoIncident) {
  Analysis a = shooting("a", "2017-04-08", "Shootings have killed 120 people in the city so far this year.");
  a.killed = exactly(120);
  EXPECT_EQ(view_of(batch(a)).incidents.size(), 1u);
  a.total = true;
  EXPECT_TRUE(view_of(batch(a)).incidents.empty());
}

// Places that stand beside the victims are taken for each other more often than those of acts of war.
TEST(Incidents, AnotherPlaceBesideTheVictimsIsNoVeto) {
  Analysis first = shooting("a", "2017-04-08", kShot), second = shooting("b", "2017-04-09", kArrest);
  first.killed = second.killed = exactly(2);
  first.place = place("Wexley", 41.0, -80.0, 5e3, "US"), second.place = place("Harrow", 38.0, -90.0, 5e3, "US");
  EXPECT_EQ(view_of(batch(first, second)).incidents.size(), 1u);
  second = shooting("b", "2017-04-09", "Two men were shot dead in a car park in Harrow, police said. Nobody was held.");
  second.killed = exactly(2);
  second.place = place("Harrow", 38.0, -90.0, 5e3, "US");
  EXPECT_EQ(view_of(batch(first, second)).incidents.size(), 2u);
}

// An accusation that names no act and no place may mean any of those told of; one that says where may be that one.
TEST(Incidents, ABareAccusationIsNotOneOfTheActsToldBesideIt) {
  Told accusation = kSecond;
  accusation.text = "Activists accused the army of violations after jets hit the market in the Mazra quarter of Kafr Nabl.";
  accusation.words = accusation.text;
  accusation.type = ClaimType::kViolationAlleged;
  accusation.killed = 0;
  accusation.initiator = kFirst.initiator;
  Told wide = accusation;
  wide.place = place("Syria", 35, 38, 400e3, "SY");
  EXPECT_EQ(view_of(batch(told(kFirst), told(wide))).incidents.size(), 2u);
  EXPECT_EQ(view_of(batch(told(kFirst), told(accusation))).incidents.size(), 1u);
}

TEST(Incidents, ANewerFigureOfOneOriginReplacesItsOlderOne) {
  Told update = kFirst;
  update.id = "c", update.published = "2017-04-10", update.killed = 19;
  update.text = update.words =
      "The toll of the strike on the market of Kafr Nabl on Saturday, in the Mazra quarter, has risen to "
      "nineteen";
  View v = view_of(batch(told(update), told(kFirst)));
  ASSERT_EQ(v.incidents.size(), 1u);
  const FigureSummary& killed = v.incidents[0].killed;
  EXPECT_EQ(killed.entries.size(), 2u);
  EXPECT_EQ(killed.low, 19);
  EXPECT_EQ(killed.high, 19);
}

TEST(Sketch, SurvivesTheStoreAndIsEmptyWhereDamaged) {
  const Sketch made = sketch_of(article("a", "Post", "2017-04-08", kShot).document);
  const std::string bytes = encode_sketch(made);
  ASSERT_EQ(made.minima.size(), static_cast<size_t>(Sketch::kHashes));
  EXPECT_EQ(decode_sketch(bytes).minima, made.minima);
  EXPECT_EQ(decode_sketch(bytes).terms.size(), made.terms.size());
  std::string few = bytes;
  few[0] = 7;  // as many minima, where lineages() compares all of kHashes
  EXPECT_TRUE(decode_sketch(few).minima.empty());
  EXPECT_TRUE(decode_sketch(bytes.substr(0, 100)).minima.empty());
  EXPECT_TRUE(decode_sketch("").minima.empty());
}

TEST(Incidents, CopiesOfOneReportCountOnce) {
  std::string wire =
      "Eleven villagers were killed by shelling near the old mill of Saraqib on Friday evening, residents "
      "and a doctor told the agency, as the army and the rebels traded blame for the bombardment of the "
      "town.";
  std::vector<Analysis> all;
  for (const char* paper : {"Agency", "Gazette", "Courier", "Tribune"}) {
    std::string text = std::string(paper) + " - " + wire;
    Told t{paper,    paper,  "2017-05-05", text, wire.substr(0, 87), ClaimType::kShelling, "2017-05-05",
           kSaraqib, "army", "",           11};
    all.push_back(told(t));
  }
  View v = view_of(std::move(all));
  ASSERT_EQ(v.incidents.size(), 1u);
  EXPECT_EQ(v.incidents[0].articles, 4);
  EXPECT_EQ(independent_count(v.incidents[0].origins), 1);
}

TEST(Incidents, TwoEventsOfOneArticleStayApart) {
  Analysis a = article("a", "Gazette", "2017-01-06",
                       "The Turkish army said Russian jets hit the camp near al-Bab, killing 12. Turkey too "
                       "bombed the area and killed 26.");
  for (auto [words, who, dead] :
       {std::tuple("Russian jets hit the camp near al-Bab, killing 12", "Russia", 12),
        std::tuple("Turkey too bombed the area and killed 26", "Turkey", 26)}) {
    Claim& c = claim(&a, ClaimType::kAirstrike, words);
    c.place = place("al-Bab", 36.37, 37.52, 15e3, "SY");
    c.time = at("2017-01-06");
    c.actors = {actor(Role::kInitiator, who), actor(Role::kTarget, "Islamic State")};
    c.source = said_by("Turkish army");
    c.killed = exactly(dead);
  }
  EXPECT_EQ(view_of(batch(a)).incidents.size(), 2u);
}

// A crime that a text on another one mentions is no incident by that alone; beside an air strike every death is.
TEST(Incidents, ACrimeToldInPassingMakesNone) {
  auto told_of = [](ClaimType type) {
    Analysis a = article("a", "Post", "2017-04-08",
                         "Two men were shot dead in Kafr Nabl on Friday. In March a woman was stabbed to death in Saraqib.");
    Claim& about = claim(&a, type, "Two men were shot dead in Kafr Nabl on Friday");
    about.time = at("2017-04-07"), about.place = kKafr, about.killed = exactly(2);
    Claim& passing = claim(&a, ClaimType::kOther, "In March a woman was stabbed to death in Saraqib");
    passing.time = at("2017-03"), passing.place = kSaraqib, passing.killed = exactly(1);
    return a;
  };
  View v = view_of(batch(told_of(ClaimType::kOther)));
  ASSERT_EQ(v.incidents.size(), 1u);
  EXPECT_EQ(v.incidents[0].killed.low, 2);
  EXPECT_EQ(view_of(batch(told_of(ClaimType::kAirstrike))).incidents.size(), 2u);
}

// "Came under attack": no act's type and nobody dead, and yet an incident; holding a town is none, nor what no side is known of.
TEST(Incidents, AnAttackWithoutItsMeansIsOne) {
  auto told_of = [](const std::string& cameo, bool known) {
    Analysis a = article("a", "Post", "2017-04-08", "Army posts near Saraqib came under attack on Friday.");
    Claim& c = claim(&a, ClaimType::kOther, "came under attack");
    c.time = at("2017-04-07"), c.place = kSaraqib, c.cameo = cameo;
    c.actors = {actor(Role::kTarget, "Syrian army")};
    if (known) c.actors[0].actor_id = "sy.army";
    return view_of(batch(a)).incidents.size();
  };
  EXPECT_EQ(told_of("190", true), 1u);
  EXPECT_EQ(told_of("180", true), 1u);
  EXPECT_EQ(told_of("192", true), 0u);
  EXPECT_EQ(told_of("19", true), 0u);
  EXPECT_EQ(told_of("190", false), 0u);
}

// Far on in the text, what is told without a place of its own is not one with the strike for the place it takes over.
TEST(Incidents, APlaceTakenOverSaysLittle) {
  auto incidents = [](bool named) {
    const std::string far(1600, 'x');
    Analysis a = article("a", "Post", "2017-04-08", "Planes hit Saraqib on Friday. " + far + " Shells hit a market in Saraqib on Friday.");
    Claim& strike = claim(&a, ClaimType::kAirstrike, "Planes hit Saraqib on Friday");
    strike.time = at("2017-04-07"), strike.place = kSaraqib, strike.place->span = strike.span;
    Claim& shells = claim(&a, ClaimType::kShelling, "Shells hit a market in Saraqib on Friday");
    shells.time = at("2017-04-07"), shells.place = kSaraqib, shells.place->span = named ? shells.span : strike.span;
    return view_of(batch(a)).incidents.size();
  };
  EXPECT_EQ(incidents(true), 1u);
  EXPECT_EQ(incidents(false), 2u);
}

TEST(Incidents, PlansAndHistoryMakeNone) {
  Told plan = kFirst;
  Analysis a = told(plan);
  a.claims[0].factuality.status = FactStatus::kPlanned;
  Analysis b = told(kSecond);
  b.claims[0].background = true;
  EXPECT_TRUE(view_of(batch(a, b)).incidents.empty());
}

TEST(Incidents, IdsComeFromWhatAnIncidentHolds) {
  std::string alone = view_of(batch(told(kFirst))).incidents[0].id;
  EXPECT_EQ(view_of(batch(told(kSecond), told(kFirst))).incidents[0].id, alone);
  EXPECT_NE(view_of(batch(told(kSecond))).incidents[0].id, alone);
  EXPECT_EQ(alone.size(), 11u);
}

TEST(Assessment, ARivalAttributionContestsAndTwoOriginsThatAgreeCorroborate) {
  Analysis truce = article("t", "Herald", "2017-04-01",
                           "A truce between the Syrian army and the rebels took effect across Syria on "
                           "Thursday. The Syrian air force is bound by it.");
  Claim& agreed =
      claim(&truce, ClaimType::kAgreement,
            "A truce between the Syrian army and the rebels took effect across Syria on Thursday");
  agreed.time = at("2017-03-30");
  const auto syria = place("Syria", 35, 38, 400e3, "SY");
  agreed.place = syria;
  Claim& joins = claim(&truce, ClaimType::kPartyJoins, "The Syrian air force is bound by it");
  joins.actors = {actor(Role::kParty, "Syrian air force")};
  joins.place = syria;
  auto civilians = [](Analysis a) {
    ClaimActor target = actor(Role::kTarget, "Front of the North");
    a.claims[0].actors.push_back(target);
    return a;
  };
  Claim& other = claim(&truce, ClaimType::kPartyJoins, "the rebels took effect");
  other.actors = {actor(Role::kParty, "Front of the North")};
  other.place = syria;
  Told same = kFirst;
  same.initiator = "Syrian air force";
  View agree = view_of(batch(truce, civilians(told(same)), civilians(told(kSecond))));
  ASSERT_EQ(agree.incidents.size(), 1u);
  ASSERT_TRUE(agree.assessments[0]);
  EXPECT_EQ(agree.assessments[0]->rule, "R11") << agree.assessments[0]->explanation;
  View alone = view_of(batch(truce, civilians(told(kSecond))));
  EXPECT_EQ(alone.assessments[0]->rule, "R12") << alone.assessments[0]->explanation;
  Told denial = kSecond;
  denial.id = "d", denial.publisher = "State Radio", denial.denied = true, denial.killed = 0,
  denial.source = "Syrian air force";
  View denied =
      view_of(batch(truce, civilians(told(same)), civilians(told(kSecond)), civilians(told(denial))));
  ASSERT_EQ(denied.incidents.size(), 1u);
  EXPECT_EQ(denied.assessments[0]->rule, "R10") << denied.assessments[0]->explanation;
}

TEST(PlaceMatch, ARegionHoldsNoPlaceOfAnotherCountry) {
  const auto south = place("southern Lebanon", 33.46, 35.81, 75e3, "LB"), damascus = place("Damascus", 33.51, 36.29, 10e3, "SY");
  EXPECT_EQ(match_places(south, damascus), PlaceMatch::kDisjoint);
  EXPECT_EQ(match_places(south, place("Tyre", 33.27, 35.2, 4e3, "LB")), PlaceMatch::kWithin);
  EXPECT_EQ(match_places(place("Kfar Kila", 33.27, 35.55, 1e3, "LB"), place("Metula", 33.28, 35.58, 1e3, "IL")), PlaceMatch::kNear) << "two villages at a border";
}

// An accusation told beside a strike on a town, without a place of its own, is not for that the strike; one told in the
// strike's own words is.
TEST(Incidents, ABreachIsTheActThatTellsOfIt) {
  auto incidents = [&](const std::string& text, const std::string& strike, const std::string& breach) {
    Analysis a = article("a", "Gazette", "2017-04-08", text);
    Claim& hit = claim(&a, ClaimType::kAirstrike, strike);
    hit.place = kKafr, hit.time = at("2017-04-08"), hit.actors = {actor(Role::kInitiator, "Northern Army")};
    Claim& told = claim(&a, ClaimType::kViolationAlleged, breach);
    told.place = kKafr, told.time = at("2017-04-08");
    return view_of(batch(a)).incidents.size();
  };
  EXPECT_EQ(incidents("Jets hit Kafr Nabl on Saturday. The sides accuse each other of breaking the truce.", "Jets hit Kafr Nabl on Saturday",
                      "The sides accuse each other of breaking the truce"), 2u);
  EXPECT_EQ(incidents("Jets hit Kafr Nabl on Saturday, in the latest violation of the truce.", "Jets hit Kafr Nabl on Saturday",
                      "Jets hit Kafr Nabl on Saturday, in the latest violation of the truce"), 1u);
}

ClaimActor known(Role role, const std::string& key) {
  ClaimActor out = actor(role, key);
  out.actor_id = key, out.kind = key.starts_with("state.") ? "state" : "rebel";
  return out;
}

Analysis truce_in_lebanon(bool israel_is_surety) {
  Analysis a = article("t", "Herald", "2024-12-02", "A truce took effect in Lebanon last week. Rockets hit a town on Monday.");
  Claim& agreed = claim(&a, ClaimType::kAgreement, "A truce took effect in Lebanon last week");
  agreed.time = at("2024-11-27");
  agreed.place = place("Lebanon", 33.8, 35.8, 100e3, "LB");
  agreed.actors = {known(Role::kParty, "state.il"), known(Role::kParty, "group.hezbollah")};
  if (israel_is_surety) agreed.actors.push_back(known(Role::kGuarantor, "state.il"));
  return a;
}

const ActorBase& world() {
  static const auto* const kBase = new ActorBase(ActorBase::load(BESTAND_SOURCE_DIR).value());
  return *kBase;
}

const ClaimPlace kHaifa = place("Haifa", 32.8, 35.0, 8e3, "IL");

// A truce between Israel and Hezbollah holds in Lebanon; rockets on Haifa break it, bombs on Damascus do not.
TEST(Assessment, TheSoilOfAStateThatIsBoundIsInside) {
  auto area = [&](const ClaimPlace& where, bool surety) {
    Analysis a = truce_in_lebanon(surety);
    Claim& hit = claim(&a, ClaimType::kShelling, "Rockets hit a town on Monday");
    hit.time = at("2024-12-02");
    hit.place = where;
    View v = view_of(batch(a), &world());
    EXPECT_TRUE(v.incidents.size() == 1 && v.assessments[0]);
    return v.assessments[0]->slots.scope(Slot::kArea);
  };
  EXPECT_EQ(area(kHaifa, false), Scope::kInside);
  EXPECT_EQ(area(kHaifa, true), Scope::kOutside);
  EXPECT_EQ(area(place("Damascus", 33.5, 36.3, 10e3, "SY"), false), Scope::kOutside);
}

// A text that names no truce: rockets on Haifa are held against Lebanon's where somebody bound by it fired them.
TEST(Assessment, WhatABoundPartyDoesOnThatSoilIsHeldAgainstIt) {
  auto held = [&](const std::string& who) {
    Analysis b = article("u", "Courier", "2024-12-03", "Rockets hit Haifa on Monday.");
    Claim& hit = claim(&b, ClaimType::kShelling, "Rockets hit Haifa on Monday");
    hit.time = at("2024-12-02");
    hit.place = kHaifa;
    if (!who.empty()) hit.actors = {known(Role::kInitiator, who)};
    View v = view_of(batch(truce_in_lebanon(false), b), &world());
    EXPECT_EQ(v.incidents.size(), 1u);
    return v.assessments[0].has_value();
  };
  EXPECT_TRUE(held("group.hezbollah"));
  EXPECT_FALSE(held("group.houthis")) << "whom it does not bind";
  EXPECT_FALSE(held(""));
}

// Its army says that houses were hit, and others say by whom: that is no admission.
TEST(Assessment, WhoSpeaksOfAnActThatOthersLayAtItsDoorAdmitsNothing) {
  Analysis truce = article("t", "Herald", "2017-04-01", "A truce took effect across Syria on Thursday. The Syrian air force is bound by it.");
  Claim& agreed = claim(&truce, ClaimType::kAgreement, "A truce took effect across Syria on Thursday");
  agreed.time = at("2017-03-30");
  agreed.place = place("Syria", 35, 38, 400e3, "SY");
  Claim& joins = claim(&truce, ClaimType::kPartyJoins, "The Syrian air force is bound by it");
  joins.actors = {actor(Role::kParty, "Syrian air force")};
  joins.place = agreed.place;
  Told accuser = kSecond, speaker = kFirst;
  accuser.source = "Rescue Office";
  speaker.source = "Syrian air force", speaker.initiator = "";
  auto admitted = [&] {
    View v = view_of(batch(truce, told(accuser), told(speaker)));
    EXPECT_EQ(v.incidents.size(), 1u);
    if (!v.assessments[0]) return false;
    const auto& grounds = v.assessments[0]->grounds;
    return std::any_of(grounds.begin(), grounds.end(), [](const Ground& g) { return g.slot == Slot::kAdmitted; });
  };
  EXPECT_FALSE(admitted());
  speaker.initiator = "Syrian air force";
  EXPECT_TRUE(admitted());
}

}  // namespace
}  // namespace bestand::incidents_test
