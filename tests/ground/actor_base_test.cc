// The shipped base, and what the loader refuses.
#include "ground/actor_base.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

namespace bestand::actor_base_test {
namespace {

const ActorBase& shipped() {
  static const ActorBase* base = [] {
    auto loaded = ActorBase::load(BESTAND_SOURCE_DIR);
    EXPECT_TRUE(loaded.ok()) << loaded.error().to_string();
    return new ActorBase(std::move(*loaded));
  }();
  return *base;
}

int32_t day(const char* text) { return parse_period(text)->from; }

// The error that the shipped base with one more file gives, or the empty text.
std::string refused(const std::string& toml) {
  auto path =
      std::filesystem::temp_directory_path() / ("bestand-actors-" + std::to_string(getpid()) + ".toml");
  std::ofstream(path) << "source = \"a test\"\n" << toml;
  std::string file = path.string();
  auto base = ActorBase::load(BESTAND_SOURCE_DIR, std::span(&file, 1));
  std::filesystem::remove(path);
  return base.ok() ? "" : base.error().to_string();
}

TEST(ActorBase, HasFifteenHundredActorsWithSixThousandNames) {
  EXPECT_GE(shipped().actors().size(), 1500u);
  EXPECT_GE(shipped().name_count(), 6000u);
}

TEST(ActorBase, NamesASourceForEveryActor) {
  for (const Actor& a : shipped().actors()) EXPECT_FALSE(a.source.empty()) << a.id;
}

TEST(ActorBase, FindsAnActorUnderAnyOfItsNames) {
  for (const char* name : {"Jaish al-Nasr", "jaysh al nasr", "Army of Victory", "جيش النصر"}) {
    auto found = shipped().by_name(name);
    ASSERT_EQ(found.size(), 1u) << name;
    EXPECT_EQ(found[0]->id, "sy.jaysh-al-nasr");
  }
}

TEST(ActorBase, MakesTheForcesOfEveryState) {
  const Actor* army = shipped().find("no.army");
  ASSERT_NE(army, nullptr);
  EXPECT_EQ(army->code, "NORMIL");
  EXPECT_TRUE(army->generated);
  EXPECT_EQ(army, shipped().find("no.army"));
  EXPECT_EQ(shipped().find("no.dragons"), nullptr);
  EXPECT_EQ(shipped().find("qq.army"), nullptr);
}

TEST(ActorBase, BindsMembershipToItsDates) {
  EXPECT_TRUE(shipped().is_member("sy.ahrar-al-sham", "sy.islamic-front", day("2014-06-01")));
  EXPECT_FALSE(shipped().is_member("sy.ahrar-al-sham", "sy.islamic-front", day("2018-06-01")));
  EXPECT_TRUE(shipped().is_member("sy.jfs", "group.al-qaeda", day("2015-01-01")));
  EXPECT_FALSE(shipped().is_member("sy.jfs", "group.al-qaeda", day("2016-12-30")));
}

TEST(ActorBase, KnowsWhoFightsBesideWhom) {
  EXPECT_TRUE(shipped().same_side("sy.army", "ru.airforce", day("2016-12-30")));
  EXPECT_FALSE(shipped().same_side("sy.army", "ru.airforce", day("2012-01-01")));
  EXPECT_FALSE(shipped().same_side("sy.army", "sy.ahrar-al-sham", day("2016-12-30")));
}

TEST(ActorBase, ReadsPeriodsOfAnyPrecision) {
  EXPECT_EQ(parse_period("2016")->until, parse_period("2016-12-31")->from);
  EXPECT_EQ(parse_period("2016-02/")->from, parse_period("2016-02-01")->from);
  EXPECT_FALSE(parse_period("2017/2016"));
  EXPECT_FALSE(parse_period("2016-13"));
  EXPECT_FALSE(parse_period("/"));
}

TEST(ActorBase, TakesAFileOfTheUsersOwn) {
  EXPECT_EQ(refused("[actor.mine]\nband = {kind = \"rebel\", country = \"SY\", names = [\"Band of Mine\"], "
                    "of = \"sy.fsa\"}"),
            "");
}

TEST(ActorBase, RefusesADanglingId) {
  std::string error =
      refused("[actor.mine]\nband = {kind = \"rebel\", names = [\"Band of Mine\"], of = \"sy.nobody\"}");
  EXPECT_NE(error.find("sy.nobody"), std::string::npos) << error;
  EXPECT_NE(error.find("line 3"), std::string::npos) << error;
}

TEST(ActorBase, RefusesACycle) {
  std::string error = refused(
      "[actor.mine]\na = {kind = \"rebel\", names = [\"Band A\"], of = \"mine.b\"}\n"
      "b = {kind = \"rebel\", names = [\"Band B\"], in = [\"mine.a\"]}");
  EXPECT_NE(error.find("part of itself"), std::string::npos) << error;
}

TEST(ActorBase, RefusesANameThatIsTaken) {
  std::string error = refused("[actor.mine]\nband = {kind = \"rebel\", names = [\"Ahrar al-Sham\"]}");
  EXPECT_NE(error.find("sy.ahrar-al-sham"), std::string::npos) << error;
  EXPECT_EQ(
      refused(
          "[actor.mine]\nband = {kind = \"rebel\", names = [\"Band of Mine\"], maybe = [\"Ahrar al-Sham\"]}"),
      "");
}

TEST(ActorBase, RefusesUnknownKeysKindsAndPeriods) {
  EXPECT_NE(
      refused("[actor.mine]\nband = {kind = \"rebel\", names = [\"B\"], colour = \"red\"}").find("colour"),
      std::string::npos);
  EXPECT_NE(refused("[actor.mine]\nband = {kind = \"wizard\", names = [\"B\"]}").find("wizard"),
            std::string::npos);
  EXPECT_NE(
      refused("[actor.mine]\nband = {kind = \"rebel\", names = [\"B\"], active = \"soon\"}").find("soon"),
      std::string::npos);
  EXPECT_NE(refused("[actor.mine]\nband = {kind = \"rebel\"}").find("no name"), std::string::npos);
}

}  // namespace
}  // namespace bestand::actor_base_test
