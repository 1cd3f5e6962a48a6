#include "train/net_trainer.h"

#include <gtest/gtest.h>

#include <cstring>

#include "parse/language.h"
#include "train/lemma_trainer.h"
#include "train/segment_trainer.h"

namespace bestand::net_trainer_test {
namespace {

// A language of a dozen words in which the order alone tells subject from object.
std::string little_treebank() {
  const char* kWho[] = {"leger", "rebel", "stad", "arts"};
  const char* kDoes[] = {"ziet", "hoort", "volgt"};
  std::string out;
  for (const char* a : kWho) {
    for (const char* verb : kDoes) {
      for (const char* b : kWho) {
        out += std::string("1\tde\tde\tDET\t_\t_\t2\tdet\t_\t_\n2\t") + a + "\t" + a +
               "\tNOUN\t_\tNumber=Sing\t3\tnsubj\t_\t_\n3\t" + verb + "\t" + verb +
               "\tVERB\t_\t_\t0\troot\t_\t_\n4\teen\teen\tDET\t_\t_\t5\tdet\t_\t_\n5\t" + b + "\t" + b +
               "\tNOUN\t_\tNumber=Sing\t3\tobj\t_\tSpaceAfter=No\n6\t.\t.\tPUNCT\t_\t_\t3\tpunct\t_\t_\n\n";
      }
    }
  }
  return out;
}

std::string train(uint64_t seed) {
  auto documents = read_conllu(little_treebank());
  EXPECT_TRUE(documents.ok());
  Treebank treebank;
  treebank.files.push_back(std::move(*documents));
  NetData data;
  data.treebanks = {treebank.sentences()};
  NetOptions options;
  options.sizes.width = options.sizes.half = options.sizes.arc = options.sizes.label = 16;
  options.sizes.layers = 1;
  options.epochs = 12;
  options.rate = 0.01f;
  options.batch_words = 40;
  options.dropout = 0.1f;
  options.seed = seed;
  ModelWriter writer;
  Progress quiet = [](const std::string&) {};
  train_segmenter({{&treebank.files[0], true}}, TokenRules(), seed, 5, quiet, &writer);
  train_lemmas(data.treebanks[0], data.treebanks[0], quiet, &writer);
  train_net(data, options, quiet, &writer);
  return writer.finish("xx");
}

TEST(NetTrainer, LearnsALittleLanguageAndIsTheSameForTheSameSeed) {
  std::string bytes = train(5);
  EXPECT_EQ(bytes, train(5));
  EXPECT_NE(bytes, train(6));
  std::vector<uint64_t> aligned((bytes.size() + 7) / 8);
  std::memcpy(aligned.data(), bytes.data(), bytes.size());
  auto file = ModelFile::over({reinterpret_cast<const char*>(aligned.data()), bytes.size()}, "xx.model");
  ASSERT_TRUE(file.ok()) << file.error().to_string();
  auto language = Language::read(*file);
  ASSERT_TRUE(language.ok()) << language.error().to_string();
  Parse parse;
  std::vector<Lex> lexes;
  for (const char* form : {"de", "arts", "volgt", "een", "rebel", "."}) {
    Token t;
    t.form = form;
    t.span = {static_cast<uint32_t>(parse.tokens.size()), static_cast<uint32_t>(parse.tokens.size() + 1)};
    parse.tokens.push_back(t);
    lexes.push_back(lex(form));
  }
  parse.sentences.push_back({{0, 6}, 0, 6});
  language->analyse(lexes, true, &parse);
  EXPECT_EQ(parse.tokens[1].deprel, "nsubj");
  EXPECT_EQ(parse.tokens[1].head, 2);
  EXPECT_EQ(parse.tokens[2].head, -1);
  EXPECT_EQ(parse.tokens[4].deprel, "obj");
  EXPECT_EQ(parse.tokens[4].upos, Upos::NOUN);
  EXPECT_EQ(parse.tokens[4].feats, "Number=Sing");
}

TEST(ReadNames, FilesWithoutMiscSayNothingAgainstIt) {
  auto path = std::string(::testing::TempDir()) + "names.iob2";
  FILE* file = std::fopen(path.c_str(), "w");
  ASSERT_NE(file, nullptr);
  std::fputs("De O\nSyrische O\nstad O\nHoms B-LOC\n\n1\tJan\tB-PER\n2\tJansen\tI-PER\n\n", file);
  std::fclose(file);
  auto names = read_names(path);
  ASSERT_TRUE(names.ok());
  ASSERT_EQ(names->size(), 2u);
  EXPECT_EQ((*names)[0].tags, (std::vector<uint8_t>{kOutsideOrMisc, kOutsideOrMisc, 0, 5}));
  EXPECT_EQ((*names)[1].tags, (std::vector<uint8_t>{1, 2}));
  EXPECT_EQ((*names)[1].forms[1], "Jansen");
}

}  // namespace
}  // namespace bestand::net_trainer_test
