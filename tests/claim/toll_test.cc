#include "claim/toll.h"

#include <gtest/gtest.h>

#include "claim/reading.h"

namespace bestand::toll_test {
namespace {

// Bounds of the dead and injured as "2" or "20-99"; "-" for none told of.
std::string shown(const std::optional<Quantity>& q) {
  if (!q) return "-";
  std::string low = std::to_string(q->low.value_or(0));
  if (q->low == q->high) return low;
  return low + "-" + (q->high ? std::to_string(*q->high) : "");
}

Analysis read(const std::string& lang, const std::string& text, uint32_t title_size = 0) {
  Document d;
  d.id = "d";
  d.lang = lang;
  d.text = text;
  d.title_size = title_size;
  return test::engine().analyze(std::move(d));
}

std::string toll(const std::string& lang, const std::string& text, uint32_t title_size = 0) {
  Analysis a = read(lang, text, title_size);
  return shown(a.killed) + " " + shown(a.injured);
}

struct TollCase {
  const char *lang, *text, *toll;  // killed, injured
};

TEST(Toll, OfOneSentence) {
  static constexpr TollCase kCases[] = {
      {"en", "A soldier was killed near Homs.", "1 -"},
      {"en", "A 34-year-old man and a 12-year-old girl were killed in the raid.", "2 -"},
      {"en", "Two women and a child died in the shelling.", "3 -"},
      {"en", "The blast killed four people and wounded 12.", "4 12"},
      {"nl", "Bij de beschieting van het dorp vielen een dode en zes gewonden.", "1 6"},  // an article that counts
      {"nl", "Een Turkse militair werd gedood bij de grenspost.", "1 -"},  // an adjective to the tagger
      {"nl", "De dode stad werd maandag door het leger beschoten.", "- -"},
      {"nl", "Door de raket kwamen twee commandanten van de militie en zeker acht dorpelingen om het leven.", "10- -"},
      {"nl", "Een jongen van negen en twee soldaten werden gedood bij de aanval.", "3 -"},  // his age counts nobody
      {"nl", "Bij de gevechten raakten ruim 1900 burgers gewond.", "- 1901-"},               // no year
      {"en", "The raid left three people dead.", "3 -"},
      {"en", "A soldier and a civilian were killed in the shelling.", "2 -"},  // an adjective to the tagger
      {"en", "Sat Nov 12 2016 2 killed 10 injured in shelling.", "2 10"},  // a page's date before its headline
      {"en", "A civilian car was hit in the shelling, killing two.", "2 -"},
      {"en", "Seven people died, including a nurse.", "7 -"},       // the nurse is one of the seven
      {"en", "The gunman was shot dead by police.", "1 -"},          // he counts; the police do not
      {"en", "A police officer shot a farmer.", "- 1"},
      {"en", "The mayor said five villagers were killed.", "5 -"},   // nothing befell the mayor
      {"en", "Five villagers were shot and one was killed.", "1 4"},
      {"en", "Four casualties and three wounded were counted.", "4 3"},
      {"en", "The soldiers killed two of his guards.", "2 -"},
      {"en", "Two men were injured in a shooting at 4120 Palm Boulevard.", "- 2"},
      {"en", "The man killed his wife and then fatally shot himself.", "2 -"},
      {"en", "The mayor himself was killed.", "1 -"},
      {"en", "The truce took effect on Monday.", "- -"},
      {"nl", "Een soldaat werd gedood bij Homs.", "1 -"},
      {"nl", "Bij de beschieting kwamen twee vrouwen en een kind om het leven.", "3 -"},
      {"nl", "Bij de aanval zijn vier doden gevallen en raakten twaalf mensen gewond.", "4 12"},
      {"nl", "De burgemeester zei dat vijf dorpelingen zijn gedood.", "5 -"},
      {"nl", "Het bestand ging maandag in.", "- -"},
  };
  for (const TollCase& c : kCases) EXPECT_EQ(toll(c.lang, c.text), c.toll) << c.text;
}

TEST(Toll, OfTheEventRatherThanTheTotal) {
  EXPECT_EQ(toll("en", "The death of nine fighters raises to 104 the number of those killed since March."), "9 -");
}

TEST(Toll, OfAnAttackOrNot) {
  EXPECT_TRUE(read("en", "Four people died in a shooting at a bar.").violent);
  EXPECT_TRUE(read("nl", "Vier mensen kwamen om bij een schietpartij in een café.").violent);
  EXPECT_TRUE(read("en", "Two suspects in the murder of a boy are due in court.").violent);  // counts nobody
  EXPECT_FALSE(read("en", "Four people died when a bus and a lorry collided.").violent);
  EXPECT_FALSE(read("nl", "Vier mensen kwamen om bij een botsing op de snelweg.").violent);
  EXPECT_TRUE(read("en", "The shootings have killed 104 people since January.").total);
  EXPECT_FALSE(read("en", "The shooting killed four people on Monday.").total);
}

TEST(Toll, OnePersonToldOfTwiceIsOne) {
  EXPECT_EQ(toll("en", "A driver was shot on Monday. The victim died in hospital."), "1 -");
  EXPECT_EQ(toll("en", "A boy died on Monday. Doctors said he had been wounded in the chest."), "1 -");
  EXPECT_EQ(toll("nl", "De commandant kwam om bij Hama. Hij was gewond geraakt door een mijn."), "1 -");
  EXPECT_EQ(toll("en", "A guard was killed and a shopkeeper was wounded."), "1 1");  // two persons
}

TEST(Toll, AddsUpPersonsOfOneList) {
  static constexpr TollCase kCases[] = {
      {"en", "Peter Holm, 24, and Ann Lee, 30, died in the attack.", "2 -"},
      {"en", "A rocket left a woman and her five-year-old son dead.", "2 -"},
      {"en", "The death of a farmer and his nephew was confirmed.", "2 -"},
      {"en", "A 3-year-old girl and 23-year-old woman wounded by shrapnel have gone home.", "- 2"},
      {"en", "Sixteen children and citizen women were killed.", "16 -"},  // the women are among the sixteen
      {"en", "Both men were wounded.", "- 2"},
      {"en", "Both sides signed the truce.", "- -"},
      {"nl", "Jan de Wit, 24, en Anna Mulder, 30, kwamen om bij de aanslag.", "2 -"},
      {"nl", "Een vrouw en haar zoon werden gedood.", "2 -"},
      {"nl", "Beide mannen kwamen om.", "2 -"},
  };
  for (const TollCase& c : kCases) EXPECT_EQ(toll(c.lang, c.text), c.toll) << c.text;
}

TEST(Toll, OfPartsTotalsAndBothFatesTogether) {
  static constexpr TollCase kCases[] = {
      {"en", "Four women including three students are among the five people killed.", "5 -"},
      {"en", "Four people were shot. Two of them died.", "2 2"},
      {"en", "A mine kills and injures 16 villagers.", "16 -"},  // so many casualties
      {"en", "Casualties of the bombings rise to 21.", "21 -"},
      {"en", "Human losses rise to 5, the number of casualties in the ranks of the militia.", "5 -"},
      {"en", "Eleven civilian casualties of one family raise the number of killed civilians in the province to 145 in "
             "16 days.", "11 -"},
      {"en", "Police killed the gunman who wounded two guards.", "1 2"},
      {"en", "After killing and arresting 11 militants the army left the valley.", "11 -"},
      {"en", "The army arrested 11 militants and left the valley.", "- -"},
      {"nl", "Vijf mensen werden neergeschoten. Een van hen overleed.", "1 4"},
      {"nl", "Onder de vijf doden zijn vier vrouwen.", "5 -"},
      {"nl", "De aanslag kostte het leven aan een soldaat.", "1 -"},
      {"nl", "Een bom doodde en verwondde 16 mensen.", "16 -"},
  };
  for (const TollCase& c : kCases) EXPECT_EQ(toll(c.lang, c.text), c.toll) << c.text;
}

TEST(Toll, WhomAnAssassinationTargetsDied) {
  EXPECT_EQ(toll("en", "An assassination targeted two judges of the court in Aden."), "2 -");
  EXPECT_EQ(toll("en", "A raid targeted two judges of the court in Aden."), "- -");
  EXPECT_EQ(toll("en", "A new assassination targets one of the \"reconciliation\" officers in Hirak."), "1 -");
  // Two persons told of one by one, beside a count of two: none of them is the count.
  EXPECT_EQ(toll("en", "After a judge was executed, assassinations kill 3 guards and a clerk was murdered in Aden."), "3 -");
}

TEST(Toll, CasualtiesBesideOneWhoWasKilled) {
  EXPECT_EQ(toll("en", "An officer was killed in a raid near Hama, and shelling in Idlib leaves 6 casualties."), "6 -");
  EXPECT_EQ(toll("en", "Three officers were killed in a raid that left 20 casualties."), "3 -");
}

// The dead of a text whose first claim is at Hajin, where another place is named further on.
std::string dead_beside(std::string text, const char* place) {
  Analysis a = read("en", text);
  for (size_t t = 0; t < a.parse.tokens.size(); ++t) {
    if (a.parse.tokens[t].form != place) continue;
    PlaceMention p;
    p.span = a.parse.tokens[t].span;
    p.first = p.head = static_cast<int32_t>(t);
    p.last = p.first + 1;
    p.name = place;
    a.mentions.places.push_back(p);
  }
  EXPECT_FALSE(a.claims.empty());
  if (a.claims.empty()) return "";
  a.claims[0].place.emplace();
  a.claims[0].place->name = "Hajin";
  a.claims[0].place->span.begin = static_cast<uint32_t>(text.find("Hajin"));
  a.claims[0].place->span.end = a.claims[0].place->span.begin + 5;
  return shown(document_toll(a.document, a.claims, a.mentions, a.parse).killed);
}

TEST(Toll, BodiesFoundElsewhere) {
  const std::string clash = "Clashes between rebels and the army in Hajin continued and ";
  EXPECT_EQ(dead_beside(clash + "three bodies were found in Nubl.", "Nubl"), "-");
  EXPECT_EQ(dead_beside(clash + "three bodies were found there.", "Nubl"), "3");
  EXPECT_EQ(dead_beside(clash + "three men were killed in Nubl.", "Nubl"), "3");  // one act in two towns
}

TEST(Toll, TheHeadlineWeighsMost) {
  const std::string title = "Six killed in market blast";
  EXPECT_EQ(toll("en", title + "\n\nA blast shook the market. Four people were killed at a stall.",
                 static_cast<uint32_t>(title.size())),
            "6 -");
}

}  // namespace
}  // namespace bestand::toll_test
