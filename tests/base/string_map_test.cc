#include "base/string_map.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace bestand {
namespace {

TEST(StringMap, FindsWordsOfEveryLengthAndNoOthers) {
  StringMap<size_t> map;
  std::vector<std::string> words;
  for (size_t length = 0; length < 40; ++length) {
    for (char c : {'a', 'b', '\0'}) words.push_back(std::string(length, 'x') + c);
  }
  for (size_t i = 0; i < words.size(); ++i) map[words[i]] = i;
  ASSERT_EQ(map.size(), words.size());
  for (size_t i = 0; i < words.size(); ++i) {
    ASSERT_NE(map.find(words[i]), map.end()) << i;
    EXPECT_EQ(map.find(words[i])->second, i);
    EXPECT_FALSE(map.contains(words[i] + "y"));
  }
  EXPECT_FALSE(map.contains(""));
  EXPECT_EQ(map.begin()->first, "a");  // in the order they came in
}

TEST(StringMap, AValueThatIsThereStays) {
  StringMap<std::string> map;
  EXPECT_TRUE(map.try_emplace("truce", "bestand").second);
  EXPECT_FALSE(map.try_emplace("truce", "file").second);
  EXPECT_EQ(map["truce"], "bestand");
  EXPECT_EQ(map["war"], "");
}

TEST(StringSet, TakesAWordOnce) {
  StringSet set;
  EXPECT_FALSE(set.contains("truce"));
  EXPECT_TRUE(set.insert("truce"));
  EXPECT_FALSE(set.insert("truce"));
  EXPECT_EQ(set.size(), 1u);
}

// Words that differ in one byte, anywhere, should spread: no two of them with one hash.
TEST(StringHash, EveryByteCounts) {
  std::string word = "wapenstilstandsonderhandelingen";
  for (size_t length = 1; length <= word.size(); ++length) {
    std::string a = word.substr(0, length);
    for (size_t i = 0; i < length; ++i) {
      std::string b = a;
      b[i] ^= 1;
      EXPECT_NE(string_hash(a), string_hash(b)) << a << " " << b;
    }
  }
}

}  // namespace
}  // namespace bestand
