#include "ground/gazetteer.h"

#include <gtest/gtest.h>
#include <zlib.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "ground/gazetteer_build.h"
#include "ground/gazetteer_input.h"

namespace bestand::gazetteer_test {
namespace {

namespace fs = std::filesystem;

const char* kTable =
    "1001\tNoordstad\tNoordstad\tNorthtown,Нордштадт\t52.5\t4.5\tP\tPPLC\tNL\t\t07\t\t\t\t900000\t\t\t\t\n"
    "1002\tNoordstad\tNoordstad\t\t10.0\t20.0\tP\tPPL\tTD\t\t01\t\t\t\t900\t\t\t\t\n"
    "1003\tTell Abyad\tTell Abyad\tتل أبيض\t36.7\t38.95\tP\tPPL\tSY\t\t04\t\t\t\t15000\t\t\t\t\n"
    "1004\tAl Bab\tAl Bab\t\t36.37\t37.51\tP\tPPL\tSY\t\t09\t\t\t\t130000\t\t\t\t\n"
    "1005\tAleppo Province\tAleppo Province\t\t36.2\t37.4\tA\tADM1\tSY\t\t09\t\t\t\t4000000\t\t\t\t\n"
    "1006\tSyria\tSyria\t\t35\t38\tA\tPCLI\tSY\t\t00\t\t\t\t17000000\t\t\t\t\n";

class GazetteerTest : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / ("bestand_gazetteer_" + std::to_string(::getpid()));
    fs::create_directories(folder_);
    auto rules = NameRules::load(std::string(BESTAND_SOURCE_DIR) + "/world/places/matching.toml");
    ASSERT_TRUE(rules.ok()) << rules.error().to_string();
    rules_ = std::move(rules).value();
  }
  void TearDown() override { fs::remove_all(folder_); }

  std::string write(const std::string& name, const std::string& text) {
    std::string path = folder_ / name;
    std::ofstream(path, std::ios::binary) << text;
    return path;
  }
  static std::string bytes(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    std::stringstream out;
    out << in.rdbuf();
    return out.str();
  }
  std::string build(const std::vector<std::string>& tables, const std::string& name = "out.gazetteer") {
    std::string out = folder_ / name;
    auto report = build_gazetteer(tables, rules_, out);
    EXPECT_TRUE(report.ok()) << report.error().to_string();
    if (report) report_ = *report;
    return out;
  }
  std::vector<std::string> countries(const Gazetteer& g, std::string_view name) {
    std::vector<NameHit> hits;
    g.find(name, &hits);
    std::vector<std::string> out;
    for (const NameHit& hit : hits) out.emplace_back(g.country(hit.place));
    return out;
  }

  fs::path folder_;
  NameRules rules_;
  GazetteerReport report_;
};

TEST_F(GazetteerTest, FindsEveryNameOfAPlaceLikeliestFirst) {
  auto g = Gazetteer::open(build({write("a.txt", kTable)}));
  ASSERT_TRUE(g.ok()) << g.error().to_string();
  EXPECT_TRUE(g->verify().ok());
  EXPECT_EQ(countries(*g, "Noordstad"), (std::vector<std::string>{"NL", "TD"}));
  EXPECT_EQ(countries(*g, "NORTHTOWN"), std::vector<std::string>{"NL"});
  EXPECT_EQ(countries(*g, "Нордштадт"), std::vector<std::string>{"NL"});
  EXPECT_TRUE(countries(*g, "Zuidstad").empty());
}

TEST_F(GazetteerTest, ArticlesAndHyphensDoNotMatter) {
  auto g = Gazetteer::open(build({write("a.txt", kTable)}));
  ASSERT_TRUE(g.ok());
  for (const char* name : {"al-Bab", "Al Bab", "el-Bab"}) EXPECT_EQ(countries(*g, name).size(), 1u) << name;
  for (const char* name : {"Tall Abyad", "Tel Abyad", "Tal-Abyad"})
    EXPECT_EQ(countries(*g, name).size(), 1u) << name;
}

TEST_F(GazetteerTest, OtherTransliterationsAreFoundBySound) {
  auto g = Gazetteer::open(build({write("a.txt", kTable)}));
  ASSERT_TRUE(g.ok());
  std::vector<NameHit> hits;
  g->find_sound(g->rules().sound(g->rules().words("Tell Abiad", false)), &hits);
  ASSERT_EQ(hits.size(), 1u);
  EXPECT_EQ(g->name(hits[0].place), "Tell Abyad");
}

TEST_F(GazetteerTest, APlaceKnowsWhatHoldsIt) {
  auto g = Gazetteer::open(build({write("a.txt", kTable)}));
  ASSERT_TRUE(g.ok());
  std::vector<NameHit> hits;
  g->find("al-Bab", &hits);
  ASSERT_FALSE(hits.empty());
  auto chain = g->within(hits[0].place);
  ASSERT_EQ(chain.size(), 2u);
  EXPECT_EQ(g->name(chain[0]), "Aleppo Province");
  EXPECT_EQ(g->name(chain[1]), "Syria");
  EXPECT_EQ(g->id(hits[0].place), "geonames:1004");
}

TEST_F(GazetteerTest, OverlayJoinsTheSamePlaceAndAddsOthers) {
  std::string overlay =
      write("o.tsv",
            "#conflict\nname\tnl\tvariants\tlat\tlon\tfeature\tcountry\twithin\tradius_km\tpopulation\n"
            "al-Bab\tal-Bab\tElbab\t36.371\t37.515\tP.PPL\tSY\n"
            "Qabasin\t\tKabasin\t36.43\t37.57\tP.PPL\tSY\n"
            "Nowhere\t\t\t\t\tP.PPL\tSY\n");
  auto g = Gazetteer::open(build({write("a.txt", kTable), overlay}));
  ASSERT_TRUE(g.ok());
  std::vector<NameHit> hits;
  g->find("Elbab", &hits);
  ASSERT_EQ(hits.size(), 1u);
  EXPECT_EQ(g->id(hits[0].place), "geonames:1004");
  hits.clear();
  g->find("Kabasin", &hits);
  ASSERT_EQ(hits.size(), 1u);
  EXPECT_EQ(g->id(hits[0].place), "world:sy.qabasin");
  EXPECT_EQ(report_.tables.back().skipped, 1);  // Nowhere: no table has it and no coordinates are given
}

TEST_F(GazetteerTest, BrokenRowsAreCountedAndSkipped) {
  std::string table = std::string(kTable) + "7\ttoo few columns\n" +
                      "8\tX\tX\t\tnorth\t4\tP\tPPL\tNL\t\t\t\t\t\t0\t\t\t\t\n" +
                      "9\tBad\xFF\tBad\t\t1\t4\tP\tPPL\tNL\t\t\t\t\t\t0\t\t\t\t\n";
  build({write("a.txt", table)});
  EXPECT_EQ(report_.tables[0].rows, 9);
  EXPECT_EQ(report_.tables[0].skipped, 3);
  EXPECT_EQ(report_.places, 6);
  ASSERT_EQ(report_.tables[0].reasons.size(), 3u);
  EXPECT_EQ(report_.tables[0].reasons[0], "line 7: not 19 columns");
}

TEST_F(GazetteerTest, SameTablesGiveSameBytes) {
  std::string table = write("a.txt", kTable);
  EXPECT_EQ(bytes(build({table}, "one")), bytes(build({table}, "two")));
}

TEST_F(GazetteerTest, ReadsGzipAndZip) {
  std::string packed = folder_ / "a.txt.gz";
  gzFile file = gzopen(packed.c_str(), "wb");
  gzputs(file, kTable);
  gzclose(file);
  std::string plain = write("a.txt", kTable);
  EXPECT_EQ(countries(*Gazetteer::open(build({packed})), "Noordstad").size(), 2u);

  // A zip archive with one stored entry, by hand.
  std::string text(kTable), name = "a.txt", zip;
  auto le = [](uint64_t v, int n) {
    std::string out;
    for (int i = 0; i < n; ++i) out.push_back(static_cast<char>(v >> 8 * i & 0xFF));
    return out;
  };
  std::string sizes = le(crc32(0, reinterpret_cast<const Bytef*>(text.data()), text.size()), 4) +
                      le(text.size(), 4) + le(text.size(), 4);
  zip = "PK\3\4" + le(20, 2) + le(0, 2) + le(0, 2) + le(0, 4) + sizes + le(name.size(), 2) + le(0, 2) + name +
        text;
  size_t directory = zip.size();
  zip += "PK\1\2" + le(20, 2) + le(20, 2) + le(0, 2) + le(0, 2) + le(0, 4) + sizes + le(name.size(), 2) +
         le(0, 2) + le(0, 2) + le(0, 2) + le(0, 2) + le(0, 4) + le(0, 4) + name;
  size_t size = zip.size() - directory;
  zip += "PK\5\6" + le(0, 2) + le(0, 2) + le(1, 2) + le(1, 2) + le(size, 4) + le(directory, 4) + le(0, 2);
  EXPECT_EQ(countries(*Gazetteer::open(build({write("a.zip", zip)})), "Noordstad").size(), 2u);
}

TEST_F(GazetteerTest, DamagedFilesAreErrorsNotCrashes) {
  std::string whole = bytes(build({write("a.txt", kTable)}));
  auto code = [&](const std::string& content) {
    auto g = Gazetteer::open(write("bad", content));
    return g.ok() ? std::string() : std::string(name(g.error().code));
  };
  EXPECT_EQ(code(""), "bad_gazetteer");
  EXPECT_EQ(code("hello"), "bad_gazetteer");
  EXPECT_EQ(code(whole.substr(0, whole.size() - 9)), "bad_gazetteer");
  EXPECT_EQ(code(std::string(whole.size(), 'x')), "bad_gazetteer");
  std::string older = whole;
  older[8] = 0;
  EXPECT_EQ(code(older), "bad_gazetteer");
  std::string header = whole;
  header[40] ^= 1;
  EXPECT_EQ(code(header), "bad_gazetteer");
  EXPECT_FALSE(Gazetteer::open(folder_ / "absent").ok());
}

TEST_F(GazetteerTest, ADamagedBodyIsToldByVerifyAndNeverReadOutside) {
  std::string whole = bytes(build({write("a.txt", kTable)}));
  for (size_t at = sizeof(GazetteerHeader); at < whole.size(); at += whole.size() / 150) {
    std::string damaged = whole;
    damaged[at] = static_cast<char>(damaged[at] ^ 0xA5);
    auto g = Gazetteer::open(write("bad", damaged));
    if (!g) continue;
    EXPECT_FALSE(g->verify().ok()) << at;
    std::vector<NameHit> hits;
    for (const char* name : {"Noordstad", "al-Bab", "Syria", "Tell Abyad"}) g->find(name, &hits);
    for (const NameHit& hit : hits) {
      g->name(hit.place, "nl");
      g->within(hit.place);
      g->box(hit.place);
    }
  }
}

TEST(NameRules, KeysAreOneForAllSpellings) {
  auto rules = NameRules::load(std::string(BESTAND_SOURCE_DIR) + "/world/places/matching.toml");
  ASSERT_TRUE(rules.ok());
  EXPECT_EQ(rules->key("Saint-Louis", false), rules->key("St. Louis", false));
  EXPECT_EQ(rules->key("Deir ez-Zor", true), rules->key("Deir al Zor", true));
  EXPECT_EQ(rules->key("Ma’rib", false), "marib");
  EXPECT_EQ(rules->sound(rules->words("Charkov", false)), rules->sound(rules->words("Kharkiv", false)));
  EXPECT_EQ(rules->sound(rules->words("Khan Sjeichoen", false)),
            rules->sound(rules->words("Khan Shaykhun", false)));
}

TEST(NameRules, LikenessIsOneLessTheShareOfEdits) {
  EXPECT_DOUBLE_EQ(likeness("homs", "homs"), 1);
  EXPECT_DOUBLE_EQ(likeness("homs", "hims"), 0.75);
  EXPECT_DOUBLE_EQ(likeness("", "hims"), 0);
}

}  // namespace
}  // namespace bestand::gazetteer_test
