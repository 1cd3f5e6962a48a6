#include "base/utf8.h"

#include <gtest/gtest.h>

namespace bestand::utf8_test {
namespace {

TEST(CodePoints, GoesBothWaysInDutchArabicAndEmoji) {
  for (std::string_view text : {"Syrië: 'reële kans'", "هدنة في حلب", "vrede 🕊️ op aarde 🌍!", "plain", ""}) {
    CodePoints points(text);
    uint32_t count = 0;
    for (size_t at = 0; at < text.size(); ++count) {
      auto begin = static_cast<uint32_t>(at);
      EXPECT_EQ(points.from_byte(begin), count) << text;
      EXPECT_EQ(points.to_byte(count), begin) << text;
      next_code_point(text, &at);
      for (uint32_t inside = begin + 1; inside < at; ++inside) EXPECT_EQ(points.from_byte(inside), count) << text;
    }
    EXPECT_EQ(points.size(), count) << text;
    EXPECT_EQ(points.to_byte(count), text.size()) << text;
  }
}

TEST(CodePoints, HoldsOverManyBlocks) {
  std::string text;
  for (int i = 0; i < 300; ++i) text += i % 3 == 0 ? "é" : i % 3 == 1 ? "x" : "🕊";
  CodePoints points(text);
  uint32_t count = 0;
  for (size_t at = 0; at < text.size(); ++count) {
    ASSERT_EQ(points.to_byte(count), at);
    ASSERT_EQ(points.from_byte(static_cast<uint32_t>(at)), count);
    next_code_point(text, &at);
  }
  EXPECT_EQ(count, 300u);
}

TEST(Utf8, FindsTheFirstBadByte) {
  EXPECT_EQ(find_invalid_utf8("Syrië"), std::nullopt);
  for (size_t at = 0; at < 40; ++at) {  // wherever it lies to the eight bytes that are looked at together
    std::string text(40, 'a');
    text[at] = '\xE9';
    EXPECT_EQ(find_invalid_utf8(text), at);
    EXPECT_EQ(find_invalid_utf8(std::string(at, 'a') + "é" + std::string(9, 'z')), std::nullopt) << at;
  }
  EXPECT_EQ(find_invalid_utf8("ab\xFFzz"), 2u);
  EXPECT_EQ(find_invalid_utf8("a\xC0\x80"), 1u) << "overlong NUL";
  EXPECT_EQ(find_invalid_utf8("a\xED\xA0\x80"), 1u) << "surrogate";
  EXPECT_EQ(find_invalid_utf8("a\xF4\x90\x80\x80"), 1u) << "over U+10FFFF";
  EXPECT_EQ(find_invalid_utf8("abc\xE2\x82"), 3u) << "cut off";
}

TEST(Utf8, FoldsCaseMarksApostrophesAndDashes) {
  EXPECT_EQ(fold("SYRIË"), "syrie");
  EXPECT_EQ(fold("Dara‘a – Dar’a"), "dara'a - dar'a");
  EXPECT_EQ(fold("Straße"), "strasse");
  EXPECT_EQ(fold("ﺣﻠﺐ"), "حلب");
  EXPECT_EQ(fold("مُحَمَّد"), "محمد");
  EXPECT_EQ(lower("ÀÉÎ"), "àéî");
}

TEST(Utf8, KnowsUpperCaseBeyondAscii) {
  EXPECT_TRUE(starts_upper("Élysée"));
  EXPECT_FALSE(starts_upper("élysée"));
  EXPECT_TRUE(starts_upper("Чечня"));
  EXPECT_FALSE(starts_upper("حلب"));
}

}  // namespace
}  // namespace bestand::utf8_test
