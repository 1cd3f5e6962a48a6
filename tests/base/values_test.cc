#include <gtest/gtest.h>

#include "base/area.h"
#include "base/arena.h"
#include "base/json_writer.h"
#include "base/mapped_file.h"
#include "base/result.h"
#include "base/sha256.h"
#include "base/span.h"

namespace bestand::values_test {
namespace {

TEST(Span, HoldsAndOverlaps) {
  EXPECT_TRUE((Span{0, 5}.contains({0, 5})));
  EXPECT_FALSE((Span{0, 5}.overlaps({5, 6})));
  EXPECT_EQ(join({3, 4}, {1, 2}), (Span{1, 4}));
  EXPECT_EQ(join({0, 0}, {1, 2}), (Span{1, 2})) << "an empty span is nothing";
  EXPECT_EQ(quote("al-Bab", {3, 6}), "Bab");
}

TEST(Result, CarriesEitherValueOrError) {
  Result<int> good = 4;
  EXPECT_EQ(*good, 4);
  Result<int> bad = Error{Code::kInvalidUtf8, "byte 0xFF cannot begin a character", "a.jsonl", "line 3", 117};
  ASSERT_FALSE(bad);
  EXPECT_EQ(bad.error().to_string(), "invalid_utf8: a.jsonl: line 3: byte 117: byte 0xFF cannot begin a character");
}

TEST(Area, MeasuresTheSphere) {
  LatLon damascus{33.5102, 36.2913}, aleppo{36.2012, 37.1612};
  EXPECT_NEAR(distance_m(damascus, aleppo), 309600, 2000);
  LatLon north = destination(damascus, 0, 20000);
  EXPECT_NEAR(distance_m(damascus, north), 20000, 1);
  EXPECT_GT(north.lat, damascus.lat);
  EXPECT_NEAR(north.lon, damascus.lon, 1e-9);
}

TEST(Area, RelatesCirclesAndPolygons) {
  Area town{{35.0, 36.0}, 2000, {}}, province{{35.0, 36.2}, 60000, {}}, far{{33.0, 36.0}, 2000, {}};
  EXPECT_EQ(relate(town, province), Overlap::kWithin);
  EXPECT_EQ(relate(far, province), Overlap::kDisjoint);
  EXPECT_EQ(relate(province, town), Overlap::kTouching);
  Area box{{35.0, 36.0}, 90000, {{34.5, 35.5}, {34.5, 36.5}, {35.5, 36.5}, {35.5, 35.5}}};
  EXPECT_EQ(relate(town, box), Overlap::kWithin);
  EXPECT_EQ(relate({{34.5, 36.0}, 5000, {}}, box), Overlap::kTouching) << "on the border";
}

TEST(StringArena, KeepsViewsWhenMoved) {
  StringArena arena;
  auto a = arena.keep("bestand");
  auto b = arena.keep(std::string(50000, 'x'));
  StringArena moved = std::move(arena);
  EXPECT_EQ(a, "bestand");
  EXPECT_EQ(b.size(), 50000u);
}

TEST(JsonWriter, FindsWhatToEscapeWhereverItStands) {
  for (size_t size = 1; size < 30; ++size) {
    for (size_t at = 0; at < size; ++at) {
      for (char c : {'"', '\\', '\n', '\x1F', '\x7F'}) {
        std::string text(size, '\xC3'), out, escape = c == '"' ? "\\\"" : c == '\\' ? "\\\\" : c == '\n' ? "\\n" : c == '\x1F' ? "\\u001f" : "\\u007f";
        text[at] = c;
        JsonWriter(&out).value(text);
        EXPECT_EQ(out, '"' + std::string(at, '\xC3') + escape + std::string(size - at - 1, '\xC3') + '"') << size << " " << at;
      }
    }
  }
}

TEST(JsonWriter, EscapesWhatMustBeAndNothingElse) {
  std::string out;
  JsonWriter json(&out);
  json.begin_object();
  json.field("text", "\"reële\"\n\x01 \\ é🕊");
  json.key("list");
  json.begin_array();
  json.value(1);
  json.value(0.1);
  json.value(true);
  json.null();
  json.begin_object();
  json.end_object();
  json.end_array();
  json.field_if("absent", "");
  json.end_object();
  EXPECT_EQ(out, R"({"text":"\"reële\"\n\u0001 \\ é🕊","list":[1,0.1,true,null,{}]})");
}

TEST(Sha256, GivesTheStandardsExample) {  // FIPS 180-2, appendix B.1
  EXPECT_EQ(sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(MappedFile, SaysWhichFileAndWhy) {
  auto file = MappedFile::open("/no/such/file");
  ASSERT_FALSE(file);
  EXPECT_EQ(file.error().code, Code::kUnreadable);
  EXPECT_EQ(file.error().file, "/no/such/file");
  EXPECT_NE(file.error().message.find("No such file"), std::string::npos);
}

}  // namespace
}  // namespace bestand::values_test
