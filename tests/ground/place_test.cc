// Behaviour on text lies in tests/cases/ground/places-<lang>.jsonl; the world of these tests is the overlay
// of world/places with a small table, so that they need nothing fetched.
#include "ground/place.h"

#include <gtest/gtest.h>
#include <toml++/toml.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <memory>

#include "ground/gazetteer_build.h"
#include "ground/place_home.h"
#include "ground/place_words.h"
#include "parse/parser.h"

namespace bestand::place_test {
namespace {

namespace fs = std::filesystem;
const std::string kRoot = BESTAND_SOURCE_DIR;

// Names that lie in wait: towns called like countries and words.
const char* kTraps =
    "1\tDamascus\tDamascus\t\t38.5\t-77.2\tP\tPPL\tUS\t\tMD\t\t\t\t15000\t\t\t\t\n"
    "2\tPalmyra\tPalmyra\t\t40.3\t-76.6\tP\tPPL\tUS\t\tPA\t\t\t\t7500\t\t\t\t\n"
    "3\tParis\tParis\t\t33.66\t-95.55\tP\tPPL\tUS\t\tTX\t\t\t\t25000\t\t\t\t\n"
    "4\tTexas\tTexas\t\t31.25\t-99.25\tA\tADM1\tUS\t\tTX\t\t\t\t25000000\t\t\t\t\n"
    "5\tEuropean Town\tEuropean Town\tEuropean\t10\t10\tP\tPPL\tZA\t\t01\t\t\t\t900\t\t\t\t\n";

struct World {
  std::unique_ptr<Gazetteer> gazetteer;
  std::unique_ptr<Parser> parser;
  std::map<std::string, PlaceGrounder> grounders;
};

World& world() {
  static World* made = [] {
    auto* w = new World;
    fs::path folder = fs::temp_directory_path() / ("bestand_places_" + std::to_string(::getpid()));
    fs::create_directories(folder);
    std::ofstream(folder / "traps.txt") << kTraps;
    std::vector<std::string> tables{folder / "traps.txt"};
    for (const auto& entry : fs::directory_iterator(kRoot + "/world/places")) {
      if (entry.path().extension() == ".tsv") tables.push_back(entry.path());
    }
    std::sort(tables.begin(), tables.end());
    auto rules = NameRules::load(kRoot + "/world/places/matching.toml");
    EXPECT_TRUE(rules.ok()) << rules.error().to_string();
    auto report = build_gazetteer(tables, *rules, folder / "test.gazetteer");
    EXPECT_TRUE(report.ok()) << report.error().to_string();
    w->gazetteer = std::make_unique<Gazetteer>(Gazetteer::open(folder / "test.gazetteer").value());
    fs::remove_all(folder);
    auto parser = Parser::load(kRoot);
    EXPECT_TRUE(parser.ok()) << parser.error().to_string();
    w->parser = std::make_unique<Parser>(std::move(parser).value());
    for (const char* lang : {"nl", "en"}) {
      auto grounder = PlaceGrounder::load(kRoot, lang, w->gazetteer.get());
      EXPECT_TRUE(grounder.ok()) << grounder.error().to_string();
      w->grounders.emplace(lang, std::move(grounder).value());
    }
    return w;
  }();
  return *made;
}

struct Grounded {
  std::unique_ptr<Document> document = std::make_unique<Document>();
  Mentions mentions;

  const PlaceMention* at(std::string_view words) const {
    for (const PlaceMention& m : mentions.places) {
      if (quote(document->text, m.span) == words) return &m;
    }
    return nullptr;
  }
};

Grounded ground(const std::string& lang, const std::string& text, const std::string& publisher = "", const std::string& url = "") {
  Grounded out;
  out.document->publisher = publisher;
  out.document->url = url;
  out.document->lang = lang;
  out.document->text = text;
  Parse parse = world().parser->parse(*out.document);
  world().grounders.at(lang).ground(*out.document, parse, &out.mentions);
  return out;
}

TEST(Place, EveryRelationRuleMatchesItsExampleAndNotItsCounter) {
  for (const char* lang : {"nl", "en"}) {
    toml::table file = toml::parse_file(kRoot + "/lang/" + lang + "/places.toml");
    for (const toml::node& node : *file["relation"].as_array()) {
      const toml::table& rule = *node.as_table();
      std::string wanted = rule["relation"].value_or("");
      auto has = [&](const std::string& text) {
        Grounded g = ground(lang, text);
        return std::any_of(g.mentions.places.begin(), g.mentions.places.end(),
                           [&](const PlaceMention& m) { return name(m.relation) == wanted; });
      };
      EXPECT_TRUE(has(rule["example"].value_or("")))
          << rule["name"].value_or("") << ": " << rule["example"].value_or("");
      std::string counter = rule["counter"].value_or("");
      if (!counter.empty()) EXPECT_FALSE(has(counter)) << rule["name"].value_or("") << ": " << counter;
    }
  }
}

// Every wanted place is found with what the case says of it, and no other.
void check_case(const std::string& lang, const toml::table& wanted) {
  std::string text = wanted["text"].value_or("");
  SCOPED_TRACE(wanted["name"].value_or("") + (": " + text));
  Grounded g = ground(lang, text);
  const toml::array& places = *wanted["places"].as_array();
  EXPECT_EQ(g.mentions.places.size(), places.size());
  for (const toml::node& node : places) {
    const toml::table& place = *node.as_table();
    const PlaceMention* m = g.at(place["text"].value_or(""));
    ASSERT_NE(m, nullptr) << place["text"].value_or("");
    EXPECT_EQ(m->country, place["country"].value_or(m->country));
    EXPECT_EQ(m->name, place["name"].value_or(m->name));
    EXPECT_EQ(name(m->relation), place["relation"].value_or(std::string(name(m->relation))));
    EXPECT_EQ(m->precision, place["precision"].value_or(m->precision));
    EXPECT_EQ(m->metonym, place["metonym"].value_or(m->metonym));
    EXPECT_TRUE(m->feature.starts_with(place["feature"].value_or(""))) << m->feature;
  }
}

// A line of JSON is a TOML inline table but for the colon behind a key.
toml::table case_of(const std::string& line) {
  std::string text = "case = ";
  bool quoted = false;
  for (size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '"' && (i == 0 || line[i - 1] != '\\')) quoted = !quoted;
    text += !quoted && line[i] == ':' ? '=' : line[i];
  }
  return *toml::parse(text)["case"].as_table();
}

TEST(Place, CasesHold) {
  for (const char* lang : {"nl", "en"}) {
    std::ifstream in(kRoot + "/tests/cases/ground/places-" + lang + ".jsonl");
    ASSERT_TRUE(in.good());
    for (std::string line; std::getline(in, line);) {
      if (!line.empty()) check_case(lang, case_of(line));
    }
  }
}

TEST(Place, NorthOfLiesNorthAndNotAtTheTown) {
  Grounded g = ground("nl", "Er wordt gevochten ten noorden van de hoofdstad Damascus.");
  const PlaceMention* m = g.at("Damascus");
  ASSERT_NE(m, nullptr);
  EXPECT_EQ(m->name, "ten noorden van Damascus");
  EXPECT_EQ(m->anchor, "Damascus");
  EXPECT_EQ(m->country, "SY");
  EXPECT_EQ(m->relation, PlaceRelation::kOutside);
  ASSERT_TRUE(m->area.has_value());
  EXPECT_GT(m->area->centre.lat, 33.55);
  EXPECT_NEAR(m->area->centre.lon, 36.29, 0.1);
  EXPECT_EQ(quote(g.document->text, m->phrase), "ten noorden van de hoofdstad Damascus");
}

TEST(Place, ADistanceIsMeasuredInItsDirection) {
  Grounded g = ground("en", "The convoy was attacked 30 km south of Kirkuk on Monday.");
  const PlaceMention* m = g.at("Kirkuk");
  ASSERT_NE(m, nullptr);
  ASSERT_TRUE(m->area.has_value());
  EXPECT_NEAR(distance_m({35.47, 44.39}, m->area->centre), 30e3, 1500);
  EXPECT_LT(m->area->centre.lat, 35.3);
}

TEST(Place, DemonymsAreNoPlaces) {
  Grounded g = ground("en", "European leaders and Syrian officials met Russian envoys.");
  EXPECT_TRUE(g.mentions.places.empty());
}

TEST(Place, AGroupsNameHoldsNoPlace) {
  Grounded g = ground("en", "Ahrar al-Sham and Jabhat Fateh al-Sham rejected the truce in Homs.");
  ASSERT_EQ(g.mentions.places.size(), 1u);
  EXPECT_EQ(g.mentions.places[0].anchor, "Homs");
}

TEST(Place, ACommaPutsATownInItsState) {
  Grounded g = ground("en", "Fire destroyed a warehouse in Paris, Texas, on Friday.");
  const PlaceMention* m = g.at("Paris");
  ASSERT_NE(m, nullptr);
  EXPECT_EQ(m->country, "US");
}

TEST(Place, ACapitalThatSpeaksIsAMetonym) {
  Grounded g = ground("en", "Moscow said the rebels had broken the truce. The talks were held in Moscow.");
  ASSERT_EQ(g.mentions.places.size(), 2u);
  EXPECT_TRUE(g.mentions.places[0].metonym);
  EXPECT_FALSE(g.mentions.places[1].metonym);
}

TEST(Place, AnUnknownVillageIsPutInTheProvinceTheTextNames) {
  Grounded g = ground("en", "Two farmers died in the village of Tell Zibdiya, in Idlib province, on Sunday.");
  const PlaceMention* m = g.at("Tell Zibdiya");
  ASSERT_NE(m, nullptr);
  EXPECT_TRUE(m->gazetteer_id.empty());
  EXPECT_EQ(m->country, "SY");
  EXPECT_EQ(m->precision, 4);
  ASSERT_FALSE(m->within.empty());
  EXPECT_EQ(m->within.back(), "Syria");
}

// No table knows Barzamin; where it lies stays open.
TEST(Place, AnUnknownNameIsAPlaceWhereOnlyPlacesStand) {
  for (auto [lang, text] : {std::pair{"en", "Clashes between the army and rebels erupted near Barzamin on Saturday."},
                            {"en", "Shells fell on Barzamin on Saturday, wounding two people."},
                            {"nl", "In Barzamin braken zaterdag gevechten uit."}}) {
    Grounded g = ground(lang, text);
    const PlaceMention* m = g.at("Barzamin");
    ASSERT_NE(m, nullptr) << text;
    EXPECT_TRUE(m->gazetteer_id.empty());
    EXPECT_FALSE(m->area.has_value());
  }
  for (auto [lang, text] : {std::pair{"en", "Barzamin told reporters on Saturday that the truce held."},
                            {"en", "Ten Fighters Killed in Airstrike in Southwestern Aleppo"},
                            {"nl", "Hij maakt filmpjes in Barzamin-stijl."}}) {
    Grounded g = ground(lang, text);
    for (const PlaceMention& m : g.mentions.places) EXPECT_FALSE(m.gazetteer_id.empty()) << text << ": " << m.name;
  }
}

// The only Palmyra of these tables besides Syria's lies in Pennsylvania, and the text says Idlib.
TEST(Place, ATownKnownElsewhereDoesNotLeaveTheDivisionTheTextPutsItIn) {
  for (const char* text : {"Rebels left European Town, Idlib province, on Sunday.",
                           "Rebels left European Town, Paris district, Idlib province, on Sunday.",
                           "Rebels shelled the village of European Town (Idlib province) on Sunday."}) {
    Grounded g = ground("en", text);
    for (const PlaceMention& m : g.mentions.places) {
      EXPECT_NE(m.country, "ZA") << text;
    }
    EXPECT_NE(g.at("Idlib"), nullptr) << text;
  }
}

TEST(Place, WhatLiesInATownIsNotInAnotherCountry) {
  const Grounded g = ground("en", "Rebels left the village of European Town in Homs on Sunday.");
  for (const PlaceMention& m : g.mentions.places) EXPECT_NE(m.country, "ZA");
  EXPECT_NE(g.at("Homs"), nullptr);
}

TEST(Place, HalfANameIsNotKnownByItsSound) {
  Grounded g = ground("en", "Fighting went on in Hama and Aleppo, in Syria. Three men were arrested in Hems Dovra on Friday.");
  EXPECT_EQ(g.at("Hems"), nullptr);
}

TEST(Place, ABracketHoldsAsACommaDoes) {
  Grounded g = ground("en", "A fire destroyed a warehouse in Paris (Texas) on Friday.");
  const PlaceMention* m = g.at("Paris");
  ASSERT_NE(m, nullptr);
  EXPECT_EQ(m->country, "US");
}

// "Hems" sounds like Homs; alone in a text about nothing else that is no ground to say so.
TEST(Place, ANameKnownByItsSoundNeedsTheTextsSupport) {
  Grounded alone = ground("en", "Three men were arrested in Hems on Friday, a newspaper of the region wrote that day.");
  EXPECT_TRUE(!alone.at("Hems") || alone.at("Hems")->gazetteer_id.empty());
  Grounded near = ground("en", "Fighting went on in Hama and Aleppo, in Syria. Rebels and the army fought in the town of Hems on Friday.");
  const PlaceMention* m = near.at("Hems");
  ASSERT_NE(m, nullptr);
  EXPECT_EQ(m->anchor, "Homs");
}

TEST(Place, AnAmbiguousNameKeepsItsOtherReadings) {
  Grounded g = ground("en", "A convoy reached Damascus on Friday.");
  const PlaceMention* m = g.at("Damascus");
  ASSERT_NE(m, nullptr);
  EXPECT_EQ(m->country, "SY");
  ASSERT_GE(m->candidates.size(), 2u);
  EXPECT_EQ(m->candidates[0].country, "SY");
  EXPECT_EQ(m->candidates[1].country, "US");
  EXPECT_GT(m->candidates[0].score, m->candidates[1].score);
}

std::string country_told(const std::string& text, const std::string& name, const std::string& publisher, const std::string& url) {
  Grounded g = ground("en", text, publisher, url);
  const PlaceMention* m = g.at(name);
  return m ? m->country : "not found";
}

TEST(Place, ALocalPapersTownIsTheOneAtHome) {
  const std::string text = "The mayor of Paris said the bridge would stay closed.";
  EXPECT_EQ(country_told(text, "Paris", "", ""), "FR");
  EXPECT_EQ(country_told(text, "Paris", "The Paris News", ""), "US");  // of Paris, Texas
  EXPECT_EQ(country_told(text, "Paris", "Paris News", ""), "US");
  EXPECT_EQ(country_told(text, "Paris", "theparisnews.com", ""), "US");
  EXPECT_EQ(country_told(text, "Paris", "", "https://www.theparisnews.com/local/bridge.html"), "US");
  EXPECT_EQ(country_told(text, "Paris", "The Washington Post", ""), "FR");  // at home in a whole country
  EXPECT_EQ(country_told(text, "Paris", "", "https://theparisnews.com.example.org/"), "FR");
  EXPECT_EQ(country_told("He flew from Paris, France, to Berlin.", "Paris", "The Paris News", ""), "FR");  // the text rules
}

TEST(Place, APapersNameAndAddressTellOfItsHome) {
  const std::string text = "A man from Damascus was fined on Monday.";
  EXPECT_EQ(country_told(text, "Damascus", "", ""), "SY");
  EXPECT_EQ(country_told(text, "Damascus", "Damascus Gazette", ""), "SY");
  EXPECT_EQ(country_told(text, "Damascus", "Damascus Gazette", "https://gazette.example.us/a"), "US");
  EXPECT_EQ(country_told(text, "Damascus", "Morning Gazette", "https://gazette.example.nl/a"), "SY");  // none there
  EXPECT_EQ(country_told(text, "Damascus", "Damascus Gazette", "https://gazette.example.tv/a"), "SY");  // a code for all
}

TEST(PublisherHomes, ARowWithoutItsPlaceIsAnError) {
  fs::path root = fs::temp_directory_path() / ("bestand_homes_" + std::to_string(::getpid()));
  fs::create_directories(root / "world/publishers");
  std::ofstream(root / "world/publishers/names.toml") << "name_words = [\"news\"]\n";
  const char* header = "domain\tnames\tcountry\thome\tlat\tlon\n";
  std::ofstream(root / "world/publishers/homes.tsv") << header << "a.example\tA News\tUS\tParis\t33.66\t-95.56\n"
                                                     << "b.example\tB News\tUS\t\t\t\n";
  EXPECT_TRUE(PublisherHomes::load(root).ok());
  std::ofstream(root / "world/publishers/homes.tsv") << header << "a.example\tA News\tUS\tParis\t33.66\t\n";
  auto broken = PublisherHomes::load(root);
  ASSERT_FALSE(broken.ok());
  EXPECT_NE(broken.error().to_string().find("line 2"), std::string::npos) << broken.error().to_string();
  fs::remove_all(root);
}

TEST(Place, WordsThatGoBackHaveThePlaceTheyGoBackTo) {
  Grounded nl = ground("nl", "Turkije bombardeerde stellingen rond de stad al-Bab. Ook Rusland voerde aanvallen uit in het gebied.");
  const PlaceMention* m = nl.at("het gebied");
  ASSERT_NE(m, nullptr);
  ASSERT_GE(m->antecedent, 0);
  EXPECT_EQ(nl.mentions.places[static_cast<size_t>(m->antecedent)].anchor, nl.at("al-Bab")->anchor);
  EXPECT_EQ(m->country, "SY");
  Grounded en = ground("en", "Rockets hit Kharkiv. Two people died there.");
  const PlaceMention* there = en.at("there");
  ASSERT_NE(there, nullptr);
  EXPECT_EQ(there->country, "UA");
}

TEST(Place, SpansQuoteTheNameAndRise) {
  Grounded g =
      ground("nl", "In Hama, Homs en Idlib is het rustig; in Noord-Syrië en bij al-Bab wordt gevochten.");
  ASSERT_GE(g.mentions.places.size(), 5u);
  for (size_t i = 0; i < g.mentions.places.size(); ++i) {
    const PlaceMention& m = g.mentions.places[i];
    EXPECT_FALSE(m.span.empty());
    EXPECT_TRUE(m.phrase.contains(m.span));
    if (i > 0) EXPECT_LE(g.mentions.places[i - 1].span.end, m.span.begin);
    EXPECT_LE(m.first, m.head);
    EXPECT_LT(m.head, m.last);
  }
}

TEST(Place, WithoutAGazetteerNothingIsSaid) {
  auto grounder = PlaceGrounder::load(kRoot, "nl", nullptr);
  ASSERT_TRUE(grounder.ok());
  Document document;
  document.lang = "nl";
  document.text = "Gevechten in Hama.";
  Mentions mentions;
  grounder->ground(document, Parse(), &mentions);
  EXPECT_TRUE(mentions.places.empty());
}

TEST(Place, WorksWithoutTags) {
  Document document;
  document.lang = "en";
  document.text = "Rockets hit the city of Kharkiv in Ukraine.";
  Mentions mentions;
  world().grounders.at("en").ground(document, Parse(), &mentions);
  EXPECT_EQ(mentions.places.size(), 2u);
}

TEST(PlaceWords, HyphensPartAndApostrophesJoin) {
  std::vector<Word> words;
  std::string text = "Dar'a, al-Bab and Syria's U.S. ally";
  cut_words(text, &words);
  ASSERT_EQ(words.size(), 7u);
  EXPECT_EQ(quote(text, words[0].span), "Dar'a");
  EXPECT_EQ(words[0].after, Gap::kComma);
  EXPECT_EQ(words[1].after, Gap::kHyphen);
  EXPECT_EQ(quote(text, {words[4].span.begin, words[4].stem_end}), "Syria");
  EXPECT_EQ(quote(text, words[5].span), "U.S");
}

}  // namespace
}  // namespace bestand::place_test
