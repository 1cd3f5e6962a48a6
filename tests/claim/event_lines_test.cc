// Claims written as lines, "TYPE status source: initiators > targets | parties @place time killed": sentences as newspapers
// write them, each with what must stand in one of its lines and what must stand in none.
#include <gtest/gtest.h>

#include <string>

#include "claim/reading.h"

namespace bestand::event_lines_test {
namespace {

std::string names(const Claim& c, auto&& takes) {
  std::string out;
  for (const ClaimActor& a : c.actors) {
    if (takes(a.role)) out += (out.empty() ? "" : ", ") + a.name;
  }
  return out.empty() ? "-" : out;
}

std::string line(const Claim& c) {
  std::string out = std::string(name(c.type)) + " " + std::string(name(c.factuality.status)) + (c.background ? " old " : " ");
  out += c.source && !c.source->chain.empty() ? c.source->chain.back().name : "-";
  out += ": " + names(c, [](Role r) { return r == Role::kInitiator; }) + " > " + names(c, [](Role r) { return r == Role::kTarget; });
  out += " | " + names(c, [](Role r) { return r != Role::kInitiator && r != Role::kTarget; });
  out += " @" + (c.place ? c.place->name : "-") + " " + (c.time ? to_edtf(c.time->time) : "-");
  return out + " " + (c.killed ? std::to_string(c.killed->low.value_or(0)) : "-");
}

struct Row {
  const char* lang;
  const char* published;
  const char* text;
  const char* want;   // in one line; empty: nothing
  const char* never;  // in no line; empty: nothing
};

void check(const Row& row) {
  Document d;
  d.lang = row.lang;
  d.text = row.text;
  d.published_edtf = row.published;
  d.published = *parse_edtf(d.published_edtf);
  const Analysis a = test::engine().analyze(std::move(d));
  std::string all;
  bool found = *row.want == 0;
  for (const Claim& c : a.claims) {
    const std::string told = line(c);
    found = found || told.find(row.want) != std::string::npos;
    if (*row.never != 0) EXPECT_EQ(told.find(row.never), std::string::npos) << row.text << "\n" << told;
    all += told + "\n";
  }
  EXPECT_TRUE(found) << row.text << "\nwants: " << row.want << "\nhas: " << all;
}

TEST(EventLines, WhatMayComeIsNoBreach) {
  const Row kRows[] = {
      {"nl", "2021-07-14", "Het bestand tussen het leger en de rebellen houdt stand. Het leger stond klaar om te antwoorden bij een schending van het bestand.", "HOLDS", "VIOLATION"},
      {"nl", "2021-07-14", "Israël en Hamas sloten een bestand. De generaal zei dat zijn troepen op elke schending ervan hard zullen reageren.", "AGREEMENT", "VIOLATION"},
      {"nl", "2021-07-14", "Israël en Hamas sloten een bestand. Maar als ‘losse milities’ het bestand schenden, wordt daar hard tegen opgetreden, klonk het.", "AGREEMENT", "VIOLATION"},
      {"en", "2021-07-14", "Israel and Hamas agreed a ceasefire. The army said it stood ready to respond to any violation of the truce.", "AGREEMENT", "PARTY_JOINS"},
      {"en", "2021-07-14", "Israel and Hamas agreed a ceasefire. Israel will answer any breach of the ceasefire, the minister said.", "AGREEMENT", "HOLDS"},
      {"en", "2021-07-14", "Israel and Hamas agreed a ceasefire. Israel responded to a violation of the truce by Hamas on Monday.", "VIOLATION", "HOLDS"},
  };
  for (const Row& row : kRows) check(row);
}

TEST(EventLines, WhoTells) {
  const Row kRows[] = {
      {"en", "2018-12-19", "A source was quoted by the agency WAM as saying that the Houthis fired at a hospital in Hodeidah.", "reported A source: the Houthis > a hospital", ""},
      {"en", "2018-12-19", "A shell hit the rebels' camp in Donetsk, forcing the guards to leave, according to a guard interviewed by a news agency.", "reported a guard", "asserted"},
      {"en", "2018-12-19", "Russia denies charges that it has sent troops into Ukraine.", "OTHER denied Russia", ""},
      {"en", "2014-10-20", "Shelling by the rebels tests cease-fire, kills six people.", "SHELLING", "cease-fire"},
      {"nl", "2021-07-14", "In een verklaring aan persbureau Reuters lieten de rebellen weten het staakt-het-vuren te aanvaarden.", "de rebellen: ", "Reuters"},
      {"nl", "2021-07-14", "Een verslaggever van de krant twittert dat de rebellen de stad Hama hebben ingenomen.", "GROUND_ADVANCE reported Een verslaggever van de krant: de rebellen", ""},
  };
  for (const Row& row : kRows) check(row);
}

TEST(EventLines, ATruceIsFoundWhereverItsWordsHang) {
  const Row kRows[] = {
      {"nl", "2020-07-29", "In Oekraïne is het staakt-het-vuren dat pas maandag inging op die korte tijd al meermaals geschonden.", "VIOLATION_ALLEGED asserted", ""},
      {"nl", "2015-02-16", "De waarnemers laten weten dat het bestand dat zondag is ingegaan, in het algemeen wordt nageleefd.", "HOLDS reported De waarnemers", ""},
      {"nl", "2024-12-02", "Het bestand tussen Israël en Hezbollah is minder dan een week van kracht.", "AGREEMENT asserted", ""},
      {"nl", "2020-02-18", "Rusland en Oekraïne hebben vorige maand afgesproken dat ze een wapenstilstand zullen uitvoeren.", "AGREEMENT asserted -: - > - | Rusland, Oekraïne", ""},
      {"nl", "2017-08-25", "In Oekraïne vechten rebellen en het leger. De strijdende partijen kwamen in juni overeen om de wapens te laten zwijgen.", "AGREEMENT asserted", "HOLDS"},
      {"nl", "2022-03-25", "De regering kwam met een voorstel voor een bestand van een maand met de rebellen.", "AGREEMENT planned", ""},
      {"nl", "2016-11-03", "Syrië en Rusland hebben voor vrijdag een wapenstilstand afgekondigd.", "2016-11-04", ""},
      {"en", "2016-11-03", "Syria and Russia have declared a ceasefire for Friday.", "2016-11-04", ""},
  };
  for (const Row& row : kRows) check(row);
}

TEST(EventLines, WhoDidWhatToWhom) {
  const Row kRows[] = {
      {"nl", "2021-09-30", "Woensdag en donderdag hebben separatistische troepen in de regio's Donetsk en Loehansk met mortieren en artillerie op stellingen van het leger gevuurd.", "SHELLING asserted -: separatistische troepen", ""},
      {"nl", "2016-11-03", "Rebellen vechten met het leger. Rebellerende groepen hebben hun offensief uitgebreid. Daardoor zijn verscheidene slachtoffers gevallen.", "GROUND_ADVANCE asserted -: Rebellerende groepen > -", ": verscheidene"},
      {"nl", "2016-11-03", "Rebellen vechten met het leger. Het is onduidelijk of Rusland de bombardementen weer hervat.", "AIRSTRIKE possible", "> Rusland"},
      {"nl", "2021-07-13", "Het leger vecht tegen de rebellen. De rebellen kregen de stad in handen.", "GROUND_ADVANCE asserted -: De rebellen", ""},
      {"nl", "2022-02-21", "Zowel het Oekraïense leger als de separatisten beschuldigen elkaar ervan het bestand te schenden.", "separatisten: het Oekraïense leger >", ""},
      {"nl", "2016-11-03", "In het noorden vechten rebellen tegen het leger.", "CLASH asserted -: - > - | rebellen, het leger", ""},
      {"nl", "2016-11-03", "Syrië en bondgenoot Rusland hebben een wapenstilstand afgekondigd.", "-: Syrië, Rusland >", "bondgenoot"},
      {"nl", "2020-02-21", "Het bestand wankelt. Ook moeten Turkse en Syrische huurlingen Libië verlaten.", "WITHDRAWAL planned", "WITHDRAWAL planned -: Libië"},
      {"nl", "2021-07-13", "De rebellen werden aan het begin van de oorlog verdreven door het leger.", "GROUND_ADVANCE asserted -: het leger > De rebellen |", ""},
      {"nl", "2016-12-23", "De wapenstilstand is voorbij. De luchtaanvallen op de stad zijn hervat, meldt het Observatorium.", "AIRSTRIKE reported het Observatorium", ""},
      {"en", "2018-12-19", "The Yemeni government and the Iran-backed Houthis agreed last Thursday to a cease-fire.", "| The Yemeni government, Houthis", "Iran"},
      {"en", "2018-12-19", "Rebels fought the army. Residents reported shelling late on Tuesday.", "SHELLING reported Residents: - >", ""},
      {"en", "2014-10-20", "The fighting between rebels and the army began after Russia annexed the peninsula in March.", "GROUND_ADVANCE asserted", "STATEMENT"},
  };
  for (const Row& row : kRows) check(row);
}

TEST(EventLines, WithWhat) {
  const Row kRows[] = {
      {"en", "2015-07-07", "A suicide bomber killed 25 soldiers near the base, a monitor said.", "BOMBING reported a monitor", "AIRSTRIKE"},
      {"en", "2015-07-07", "Two bombers of the air force attacked the rebel camp.", "AIRSTRIKE", "BOMBING"},
  };
  for (const Row& row : kRows) check(row);
}

TEST(EventLines, AMonthOfWhatHappenedIsBehind) {
  const Row kRows[] = {
      {"nl", "2020-02-18", "De rebellen en het leger sloten in maart een bestand.", "AGREEMENT asserted -: - > - | De rebellen, het leger @- 2019-03", ""},
      {"nl", "2020-12-18", "In maart vielen bij gevechten tussen het leger en de rebellen tien doden.", "2020-03 10", ""},
      {"en", "2020-12-18", "The talks between Colombia and the ELN stalled in January.", "2020-01", "planned"},
      {"en", "2020-12-18", "The truce between the army and the rebels will begin in January.", "2021-01", ""},
  };
  for (const Row& row : kRows) check(row);
}

TEST(EventLines, ATollIsOfItsAct) {
  const Row kRows[] = {
      {"en", "2014-09-15", "Rebels shelled the town on Sunday in a war that has killed 40,000 people.", "SHELLING asserted -: Rebels > - | - @- 2014-09-14 -", "2014-09-14 40000"},
      {"en", "2014-09-15", "Rebels shelled the town on Sunday in an attack that killed four people.", "2014-09-14 4", ""},
      {"nl", "2020-02-18", "Meer dan 13.000 slachtoffers zijn in de strijd tussen het leger en de rebellen gevallen.", " 13001", ""},
      {"en", "2025-04-08", "Artillery attacks by rebels on Sunday left 38 people dead. The medics accused the rebels of shelling the camp on Monday morning.", "the rebels > camp | - @- 2025-04-07", ""},
  };
  for (const Row& row : kRows) check(row);
}

TEST(EventLines, WhatKindOfAct) {
  const Row kRows[] = {
      {"nl", "2022-02-21", "Bij gevechten tussen het leger en de separatisten kwamen twee mensen om. De separatisten houden het leger verantwoordelijk.", "OTHER reported De separatisten: het leger >", ""},
      {"en", "2022-02-21", "Two people died in fighting between the army and the separatists. The separatists hold the army responsible.", "OTHER reported The separatists: the army >", ""},
      {"nl", "2016-10-12", "Gevechtsvliegtuigen van het leger namen stellingen van de rebellen onder vuur.", "AIRSTRIKE asserted", "SHELLING"},
      {"nl", "2016-10-12", "Rebellen vechten met het leger en beschieten het dorp. In een buitenwijk werd een markt getroffen. Het leger vecht terug.", "> markt", ""},
      {"nl", "2019-05-06", "Hamas en andere groepen schoten zondag vanuit Gaza ruim 600 raketgranaten naar Israël.", "SHELLING asserted", ""},
      {"en", "2024-11-22", "An attack with explosives killed three Colombian soldiers. A week later the Colombian army killed 13 guerrillas in an operation.", "OTHER asserted -: the Colombian army > 13 guerrillas", ""},
  };
  for (const Row& row : kRows) check(row);
}

TEST(EventLines, WhoIsNotWhoHearsOfIt) {
  const Row kRows[] = {
      {"nl", "2023-04-18", "Rebellen vechten met het leger. Inwoners melden aan persbureau Reuters dat er nog altijd geschoten wordt.", "reported Inwoners: - > -", "Reuters"},
      {"nl", "2023-04-18", "Rebellen vechten met het leger. Een verslaggever zei dat hij tanks hoorde vuren.", "Een verslaggever", ": hij"},
      {"nl", "2020-02-15", "Bij luchtaanvallen op de rebellen vielen doden. Ze melden dat er onder de doden ook vrouwen en kinderen zijn.", "> vrouwen, kinderen", ""},
      {"nl", "2025-03-18", "Hamas vecht met het leger. In het zuiden kwamen 1200 mensen om het leven en Hamas gijzelde 251 mensen.", "DETENTION asserted -: Hamas", ""},
      {"nl", "2025-03-18", "Hamas laat weten dat Israël de wapenstilstand die sinds 19 januari gold, heeft beëindigd.", "PARTY_REFUSES reported Hamas: - > - | Israël", ""},
      {"en", "2025-02-04", "Rebels fought the army. Last week, the M23 seized control of the town, a trading post.", "GROUND_ADVANCE asserted -: the M23 >", ""},
      {"en", "2026-01-09", "The truce in Syria failed when SDF units attacked army positions with drones, killing one soldier.", "AIRSTRIKE asserted -: SDF >", ""},
  };
  for (const Row& row : kRows) check(row);
}

TEST(EventLines, WhenAndWhereAndWhetherItWas) {
  const Row kRows[] = {
      {"en", "2025-12-06", "An Israeli drone killed one person on Saturday. The attack came a day after the Israeli army said it had killed two fighters in an airstrike.", "2025-12-05 2", ""},
      {"en", "2025-12-06", "Rebels killed one soldier on Saturday. The attack came days after the army killed two fighters in an airstrike.", "@- - 2", ""},
      {"en", "2020-09-16", "Troops shelled the post on Tuesday, killing a soldier. He was the ninth soldier to be killed in three months.", "2020-09-15 1", "planned"},
      {"en", "2021-07-05", "Four soldiers died on Sunday in an attack by rebels near the border with Mauritania. The army of Mali fights the rebels.", "2021-07-04 4", "@Mauritania"},
      {"en", "2026-01-09", "The truce began on Monday. In response to the ceasefire violation, the Syrian army shelled a depot of the rebels.", "SHELLING", ""},
      {"en", "2022-12-02", "The rebels attacked the town on Tuesday. The army dismissed reports of an Israeli air strike as propaganda.", "AIRSTRIKE denied The army", ""},
      {"nl", "2022-12-02", "De rebellen vielen dinsdag de stad aan. Het leger noemde berichten over een Israëlische luchtaanval een leugen.", "AIRSTRIKE denied Het leger", ""},
  };
  for (const Row& row : kRows) check(row);
}

TEST(EventLines, SinceWhenAndWhetherItJoins) {
  const Row kRows[] = {
      {"nl", "2019-08-10", "Er zijn sinds de start van het offensief van de rebellen op 4 april al 93 doden gevallen bij gevechten met het leger.", "2019-04-04/2019-08-10", ""},
      {"en", "2016-06-02", "The war between the army and rebels has killed at least 280,000 people since it began in 2011.", "> 280,000 people | the army, rebels @- 2011/2016-06 280000", ""},
      {"nl", "2019-08-10", "De rebellen hebben aangekondigd dat ze de wapenstilstand aanvaarden.", "PARTY_JOINS reported De rebellen", ""},
  };
  for (const Row& row : kRows) check(row);
}

TEST(EventLines, CapitalsThatAct) {
  const Row kRows[] = {
      {"en", "2022-12-02", "The truce was violated by Damascus, the rebels said.", "reported the rebels: Damascus >", "@Damascus"},
      {"en", "2022-12-02", "A ceasefire between Baku and Yerevan took effect on Monday.", "| Baku, Yerevan @-", ""},
      {"en", "2022-12-02", "The rebels fought the army on Monday. The road between Damascus and Beirut was shelled on Monday.", "SHELLING", "| Damascus, Beirut"},
      {"en", "2022-12-02", "Kyiv shelled the village on Monday, the rebels said.", "SHELLING reported the rebels: Kyiv >", ""},
      {"en", "2022-12-02", "AMMAN Nearly fifty air strikes hit positions of the rebels on Sunday.", "AIRSTRIKE", "AMMAN >"},
      {"nl", "2022-12-02", "De rebellen sloten maandag een bestand met Damascus.", "| De rebellen, Damascus @-", ""},
      {"nl", "2022-12-02", "Damascus stemde in met het bestand.", "PARTY_JOINS asserted -: - > - | Damascus", ""},
  };
  for (const Row& row : kRows) check(row);
}

TEST(EventLines, WhoBringsAClaim) {
  const Row kRows[] = {
      {"nl", "2022-12-02", "Hamas kwam met de beschuldiging dat Israël het bestand heeft geschonden.", "VIOLATION_ALLEGED reported Hamas: Israël >", ""},
      {"en", "2022-12-02", "Moscow responded with the claim that the army had shelled the village itself.", "SHELLING reported Moscow", ""},
      {"en", "2022-12-02", "Ekenge said that the army had observed the truce.", "reported Ekenge:", "the army < Ekenge"},
      {"nl", "2024-05-14", "Sinds het staakt-het-vuren inging, heeft Israël het al duizenden keren geschonden.", "VIOLATION_ALLEGED asserted -: Israël >", ""},
      {"nl", "2024-05-14", "Sinds een jaar geleden het staakt-het-vuren inging, hebben de rebellen het 300 keer geschonden.", "VIOLATION_ALLEGED asserted -: de rebellen >", "old"},
  };
  for (const Row& row : kRows) check(row);
}

TEST(EventLines, WhoFiredWhat) {
  const Row kRows[] = {
      {"en", "2024-05-14", "The rebels fought the army. Boko Haram claimed responsibility for the bombing that killed nine soldiers.", "BOMBING reported Boko Haram: Boko Haram > nine soldiers", ""},
      {"en", "2024-05-14", "The rebels fought the army. No group has claimed responsibility for the bombing in the port.", "", "No group >"},
      {"nl", "2024-05-14", "De rebellen vochten met het leger. IS eiste de verantwoordelijkheid op voor de bomaanslag.", "BOMBING reported IS: IS >", ""},
      {"nl", "2024-05-14", "Azerbeidzjan meldt dat een van zijn militairen is gedood door Armeens vuur.", "Azerbeidzjan: Armenië >", ""},
      {"nl", "2024-05-14", "De rebellen vochten. Een van zijn militairen is zondag gedood door geweervuur.", "2024-05-12 1", ""},
      {"en", "2024-05-14", "Russia launched 97 drones at Ukraine overnight.", "AIRSTRIKE asserted -: Russia >", "drones"},
      {"en", "2024-05-14", "Soldiers fought rebels. India and Pakistan accused each other of shelling.", "SHELLING reported India; Pakistan: India, Pakistan >", "OTHER"},
      {"nl", "2024-05-14", "Volgens het leger heeft de militie het bestand in 24 uur 35 keer geschonden.", "VIOLATION_ALLEGED reported", "T00:35"},
  };
  for (const Row& row : kRows) check(row);
}

TEST(EventLines, WhoBrokersAndAgrees) {
  const Row kRows[] = {
      {"en", "2024-05-14", "The truce brokered by Qatar and Egypt collapsed on Tuesday.", "VIOLATION_ALLEGED", "@Egypt"},
      {"en", "2024-05-14", "The rebels fought the army in Mali. One soldier from Morocco was killed in an attack on peacekeepers.", "1", "@Morocco"},
      {"en", "2024-05-14", "The government and the rebels have agreed to halt all attacks for two weeks.", "AGREEMENT asserted", "2024-04-30/"},
      {"en", "2024-05-14", "The government and the rebels agreed to stop fighting.", "AGREEMENT asserted", "CLASH"},
      {"nl", "2024-05-14", "De regering en de rebellen hebben afgesproken de gevechten te staken.", "AGREEMENT asserted", "planned"},
      {"nl", "2024-05-14", "De regering en de rebellen zijn overeengekomen alle aanvallen twee weken te staken.", "AGREEMENT asserted", "OTHER"},
  };
  for (const Row& row : kRows) check(row);
}

TEST(EventLines, WhoSaysAndWhoShoots) {
  const Row kRows[] = {
      {"en", "2024-05-14", "At least three Palestinians were killed by Israeli fire near Rafah, medics said, despite the ceasefire.", "reported medics:", ""},
      {"en", "2024-05-14", "The war goes on. The Indian army said Pakistani troops resorted to unprovoked firing along the line.", "OTHER reported The Indian army: Pakistani troops >", ""},
      {"nl", "2024-05-14", "Het Israëlische leger zegt dat zijn militairen hebben geschoten op verdachten die de lijn overstaken.", "Het Israëlische leger > verdachten", ""},
      {"nl", "2024-05-14", "De gouverneur meldt op Telegram dat bij Russische beschietingen twee mensen zijn omgekomen.", "> twee mensen |", "Telegram"},
      {"nl", "2024-05-14", "De rebellen vochten. Inwoners melden explosies en zwaar geweervuur te hebben gehoord.", "BOMBING reported Inwoners", ""},
      {"nl", "2024-05-14", "De gewapende groep zegt niet aan het bestand gebonden te zijn.", "PARTY_REFUSES", "PARTY_JOINS"},
  };
  for (const Row& row : kRows) check(row);
}

TEST(EventLines, WhoCallsOnWhom) {
  const Row kRows[] = {
      {"nl", "2024-05-14", "De oorlog duurt voort. Nederland riep beide partijen op zich aan het bestand te houden.", "STATEMENT reported Nederland", "PARTY_JOINS reported"},
      {"nl", "2024-05-14", "De oorlog duurt voort. De VN riepen Israël en Hamas op de wapens neer te leggen.", "| Israël, Hamas @", "| De VN"},
      {"nl", "2024-05-14", "De oorlog duurt voort. Israël geeft Hezbollah de schuld van de aanval.", "OTHER reported Israël: - > Hezbollah", ""},
  };
  for (const Row& row : kRows) check(row);
}

TEST(EventLines, WhoMeetsWhom) {
  const Row kRows[] = {
      {"en", "2024-05-14", "The war goes on. The parties will meet in Geneva next Tuesday to discuss a lasting ceasefire.", "TALKS planned -: - > - | The parties @- 2024-05-21", ""},
      {"en", "2024-05-14", "The war goes on. The leaders of Armenia and Azerbaijan agreed on a ceasefire.", "| The leaders of Armenia, Azerbaijan @", ""},
      {"nl", "2024-05-14", "De strijd duurt voort. Hezbollah vuurde maandag dertig raketten af op het noorden van Israël.", "SHELLING asserted -: Hezbollah >", "> noorden"},
  };
  for (const Row& row : kRows) check(row);
}

TEST(EventLines, FromDayToDayAndOnBothSides) {
  const Row kRows[] = {
      {"en", "2025-11-14", "Between Monday and Wednesday, rebels fired 40 mortars at government positions near Aden.", "2025-11-10/2025-11-12", ""},
      {"nl", "2025-11-14", "Tussen maandag en woensdag vuurden de rebellen veertig mortiergranaten af.", "2025-11-10/2025-11-12", ""},
      {"en", "2025-11-14", "A ceasefire agreed in Juba last week has already been broken, both sides say.", "VIOLATION_ALLEGED reported both sides", ""},
      {"nl", "2025-11-14", "Geen van beide partijen heeft het staakt-het-vuren tot nu toe geschonden, aldus VN-waarnemers.", "VIOLATION_ALLEGED denied VN-waarnemers", "VIOLATION_ALLEGED reported"},
      {"nl", "2025-11-14", "Het leger en de rebellen sloten een bestand. Volgens Moskou is het bestand door beide partijen geschonden.", "VIOLATION_ALLEGED reported Moskou: Het leger, de rebellen", "VIOLATION_ALLEGED reported de rebellen"},
      {"nl", "2020-01-22", "Rebellen vechten. De rebellen hebben in april de stad veroverd.", "@- 2019-04", ""},
      {"nl", "2020-01-22", "Rebellen vechten. Onderweg zijn vluchtelingen beschoten door militairen.", "militairen > vluchtelingen", ""},
      {"nl", "2024-12-02", "De wapenstilstand tussen Israël aan de ene kant en Hezbollah en Libanon aan de andere kant lijkt stand te houden.", "| Israël, Hezbollah, Libanon", ""},
      {"nl", "2024-12-02", "Rebellen vechten. Of het leger het bestand accepteert, is niet bekend.", "PARTY_JOINS possible", "PARTY_JOINS asserted"},
      {"nl", "2025-10-28", "Israël en Hamas vochten. Sinds het begin van het bestand op 10 oktober zijn volgens artsen twaalf burgers gedood.", "AGREEMENT asserted", "AGREEMENT reported"},
      {"nl", "2025-10-28", "Israël en Hamas vochten. Qatar en Egypte proberen het bestand te redden.", "AGREEMENT possible -: - > - | Qatar, Egypte", ""},
      {"nl", "2020-01-22", "Het bestand geldt. Vier strijdende partijen gingen akkoord, waaronder Hezbollah.", "PARTY_JOINS asserted -: - > - | Vier strijdende partijen, Hezbollah", ""},
      {"nl", "2020-01-22", "Rebellen vechten. De krijgsheer staat open voor een wapenstilstand met de premier.", "PARTY_JOINS planned", ""},
      {"nl", "2020-01-22", "Rebellen vechten. De luchtmacht heeft twee raketten neergehaald boven de haven.", "OTHER asserted -: De luchtmacht", "SHELLING"},
  };
  for (const Row& row : kRows) check(row);
}

TEST(EventLines, OrdersShotsAndWhatWasShotDown) {
  const Row kRows[] = {
      {"nl", "2024-05-14", "In Syrië geldt een bestand. De president gaf het leger opdracht de beschietingen te staken.", "AGREEMENT asserted -: De president", "OTHER"},
      {"nl", "2024-05-14", "De rebellen vochten. Bij de grens wisselden soldaten en strijders schoten uit.", "CLASH asserted -: - > - | soldaten, strijders", "OTHER"},
      {"nl", "2024-05-14", "De rebellen vochten. De luchtverdediging onderschepte twaalf drones boven Haifa.", "OTHER asserted -: De luchtverdediging", "AIRSTRIKE"},
      {"nl", "2024-05-14", "Het leger en de rebellen vochten. De partijen lijken zich aan het bestand te houden.", "PARTY_JOINS possible", "DETENTION"},
      {"nl", "2024-05-14", "Rebellen dreigen het bestand op te zeggen als de bombardementen aanhouden.", "PARTY_REFUSES", "DETENTION"},
      {"nl", "2024-05-14", "In Syrië geldt een bestand. Het kwam vrijdag tot stand door bemiddeling van Qatar.", "AGREEMENT asserted -: - > - | Qatar @", "TALKS"},
      {"nl", "2024-05-14", "Het bestand kwam donderdag tot stand met steun van Rusland en Turkije.", "| Rusland, Turkije @-", ""},
      {"nl", "2024-05-14", "Leger en rebellen vochten. Eerdere afspraken over een wapenstilstand hielden geen stand.", "HOLDS denied", ""},
      {"nl", "2024-05-14", "Leger en rebellen vechten. Het bestand geldt in heel het land. De partijen zouden zich op drie plekken terugtrekken.", "WITHDRAWAL ", ""},
      {"nl", "2024-05-14", "Wel slaat het leger terug als gewapende groepen het bestand schenden.", "", "VIOLATION"},
  };
  for (const Row& row : kRows) check(row);
}

TEST(EventLines, WhoHeardItWhoDidNotAndWhatIsToCome) {
  const Row kRows[] = {
      {"nl", "2023-04-18", "Het leger en de rebellen vechten. Bewoners zeggen een luchtaanval op de haven te hebben gehoord.", "AIRSTRIKE reported Bewoners: - >", ""},
      {"nl", "2023-04-18", "Het leger en de rebellen vechten. De militie noch andere groepen hebben de aanslag opgeëist.", "denied", ""},
      {"nl", "2023-04-18", "Het leger en de rebellen vechten. Binnen een maand worden besprekingen gehouden in Astana.", "TALKS planned", "TALKS asserted"},
      {"nl", "2023-04-18", "Het leger en de rebellen vechten. In het centrum gaan de gevechten door.", "CLASH asserted", ""},
      {"nl", "2023-04-18", "Rebellen vechten. Vrijdag werden de evacuaties stopgezet, nadat geschoten zou zijn op bussen met inwoners.", "> bussen", "evacuaties"},
      {"nl", "2023-04-18", "Rebellen vechten. De stad werd gebombardeerd door het leger, klonk het.", "AIRSTRIKE reported", "reported het"},
      {"nl", "2023-04-18", "Het bestand houdt. Na dagen van betrekkelijke rust voerde de luchtmacht weer bombardementen uit.", "AIRSTRIKE", "de luchtmacht @"},
      {"nl", "2023-04-18", "Tussen vrijdagavond en zondagavond werden veertig schendingen van het bestand vastgesteld.", "2023-04-14/2023-04-16", ""},
      {"nl", "2023-04-18", "Met de grootste rebellengroep sloot de regering in 2016 vrede.", "AGREEMENT asserted old", ""},
  };
  for (const Row& row : kRows) check(row);
}

// As agencies, monitors and state media report a war in English.
TEST(EventLines, WhoTellsAndDeniesInReports) {
  const Row kRows[] = {
      {"en", "2015-02-16", "Kiev's military said rebels had attacked its positions and that five servicemen had been killed. The truce collapsed.",
       "reported Kiev's military: rebels > its positions, five servicemen", ""},
      {"en", "2022-11-24", "A commander accused the rebels of shelling his men in breach of the ceasefire, which the M23 denied.", "SHELLING reported A commander: the rebels > his men", "AGREEMENT"},
      {"en", "2022-11-24", "The army and the rebels clashed on Monday and the truce broke down. Kinshasa accuses Kigali of backing the rebels in the war, which Rwanda disputes.", "CLASH", "Rwanda:"},
      {"en", "2024-12-09", "The Israeli military said on Monday that four of its soldiers had been killed in Lebanon, the first deaths it had announced since the ceasefire.",
       "reported old The Israeli military", "the first deaths:"},
      {"en", "2017-01-12", "Warplanes struck the valley on Thursday, in what rebels described as a breach of the ceasefire.", "VIOLATION_ALLEGED reported rebels", ""},
      {"en", "2023-04-28", "The truce collapsed. Sudan's army directed air strikes at RSF fighters deployed in the capital, residents said.", "AIRSTRIKE reported residents", "possible"},
      {"en", "2023-04-28", "The truce collapsed. Turkey said a plane of its air force was shot at outside Khartoum, with no injuries.", "reported Turkey", "denied"},
      {"en", "2016-12-31", "Aircraft bombed villages in the valley, activists said; the army denied that any raids had been carried out. The truce frayed.", "AIRSTRIKE reported activists", "activists<"},
      {"en", "2021-11-26", "The truce broke down. An Ethiopian spokesman rejected reports that the army had attacked Sudan.", "OTHER denied", "possible"},
  };
  for (const Row& row : kRows) check(row);
}

TEST(EventLines, WhatWarReportsTell) {
  const Row kRows[] = {
      {"en", "2019-09-14", "The truce had largely held apart from sporadic artillery fire.", "HOLDS asserted", ""},
      {"en", "2023-04-28", "The truce faltered. Air strikes and tank fire rocked Khartoum on Friday.", "AIRSTRIKE asserted", ""},
      {"en", "2017-01-12", "A suicide bomber blew himself up in Damascus on Thursday, killing seven people.", "BOMBING asserted -: A suicide bomber > seven people | - @- 2017-01-12 7", ""},
      {"en", "2016-12-18", "The evacuation stalled. Six buses were attacked and burned by rebels in Idlib.", "OTHER asserted -: rebels > buses", ""},
      {"en", "2017-02-03", "The army foiled an attempt by terrorists to infiltrate a post near Homs.", "terrorists", "infiltrate"},
      {"en", "2018-06-17", "The truce broke down. Islamic State claimed the attack on the governor's office.", "OTHER reported Islamic State: Islamic State", ""},
      {"en", "2024-01-12", "The army and the rebels agreed a truce. Shells fell hours after it was signed.", "AGREEMENT", "| it"},
      {"en", "2013-10-14", "The truce between the rebels and the army collapsed. Clashes broke out between the army and militias on the one side and fighters of the Islamic State on the other.", "fighters of the Islamic State", ""},
      {"en", "2013-10-14", "The truce faltered. The two sides exchanged artillery fire across the line.", "CLASH asserted", "SHELLING"},
      {"en", "2013-10-14", "The truce faltered. Air defences downed seven drones over the coast, the defence ministry said.", "OTHER reported", "AIRSTRIKE"},
      {"en", "2016-09-19", "The truce collapsed. The group agreed that efforts to restore the truce must continue, despite the bombing.", "", "BOMBING planned"},
      {"en", "2025-05-11", "India said it had struck nine sites in Pakistan on Wednesday in retaliation for an attack in Pahalgam in which 26 men were killed.", "26", "Wednesday 26"},
  };
  for (const Row& row : kRows) check(row);
}

}  // namespace
}  // namespace bestand::event_lines_test
