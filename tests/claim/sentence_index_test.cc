#include "claim/sentence_index.h"

#include <gtest/gtest.h>

namespace bestand::sentence_index_test {
namespace {

// Three sentences of three words of one letter: "a b c", "d e f", "g h i".
Parse three_sentences() {
  Parse parse;
  for (int32_t t = 0; t < 9; ++t) {
    Token token{};
    token.span = {static_cast<uint32_t>(2 * t), static_cast<uint32_t>(2 * t + 1)};
    token.sentence = t / 3;
    parse.tokens.push_back(token);
  }
  for (int32_t s = 0; s < 3; ++s) {
    Sentence sentence{};
    sentence.first = 3 * s, sentence.last = 3 * s + 3;
    sentence.span = {static_cast<uint32_t>(6 * s), static_cast<uint32_t>(6 * s + 5)};
    parse.sentences.push_back(sentence);
  }
  return parse;
}

using List = std::vector<int32_t>;

TEST(SentenceIndex, AnItemStandsInEverySentenceItTouchesAndInNoOther) {
  Parse parse = three_sentences();
  SentenceIndex index(parse);
  index.add(0, 1);           // "b"
  index.add(1, 2, 4);        // "c d"
  index.add(2, Span{4, 7});  // the same by bytes
  index.add(3, -1);          // nowhere
  index.add(4, 9);           // behind the text
  EXPECT_EQ(index.of(0), (List{0, 1, 2}));
  EXPECT_EQ(index.of(1), (List{1, 2}));
  EXPECT_EQ(index.of(2), List{});
}

TEST(SentenceIndex, ItemsOfSeveralSentencesRiseAndComeOnce) {
  Parse parse = three_sentences();
  SentenceIndex index(parse);
  index.add(0, 7);
  index.add(1, 0, 9);
  index.add(2, 0);
  EXPECT_EQ(index.in({2, 0, 2}), (List{0, 1, 2}));
  EXPECT_EQ(index.at(Span{0, 8}), (List{1, 2}));
  EXPECT_EQ(index.at(Span{12, 13}), (List{0, 1}));
}

}  // namespace
}  // namespace bestand::sentence_index_test
