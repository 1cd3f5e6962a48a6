#include "train/net_trainer.h"

#include <gtest/gtest.h>

#include <cstring>

#include "parse/language.h"
#include "train/lemma_trainer.h"
#include "train/raw_text.h"
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

NetOptions small(uint64_t seed, int epochs) {
  NetOptions options;
  options.sizes.width = options.sizes.half = options.sizes.arc = options.sizes.label = 16;
  options.sizes.layers = 1;
  options.epochs = epochs;
  options.rate = 0.01f;
  options.batch_words = 40;
  options.dropout = 0.1f;
  options.seed = seed;
  return options;
}

// A model of a treebank's first `most` sentences, and of what teachers say of raw ones.
std::string train(uint64_t seed, size_t most = 1000, std::vector<std::vector<std::string>> raw = {},
                  std::vector<std::string> teachers = {}) {
  auto documents = read_conllu(little_treebank());
  EXPECT_TRUE(documents.ok());
  Treebank treebank;
  treebank.files.push_back(std::move(*documents));
  NetData data;
  data.treebanks = {treebank.sentences()};
  data.treebanks[0].resize(std::min(most, data.treebanks[0].size()));
  data.raw = std::move(raw);
  data.teachers = std::move(teachers);
  ModelWriter writer;
  Progress quiet = [](const std::string&) {};
  train_segmenter({{&treebank.files[0], true}}, TokenRules(), seed, 5, quiet, &writer);
  train_lemmas(data.treebanks[0], data.treebanks[0], quiet, &writer);
  EXPECT_TRUE(train_net(data, small(seed, most < 10 ? 60 : 20), quiet, &writer).ok());
  return writer.finish("xx");
}

// Deprel and head of each word of a sentence, as "nsubj:3", by a model's bytes.
std::vector<std::string> tree_of(const std::string& bytes, const std::vector<std::string>& forms) {
  std::vector<uint64_t> aligned((bytes.size() + 7) / 8);
  std::memcpy(aligned.data(), bytes.data(), bytes.size());
  auto file = ModelFile::over({reinterpret_cast<const char*>(aligned.data()), bytes.size()}, "xx.model");
  EXPECT_TRUE(file.ok());
  auto language = Language::read(*file);
  EXPECT_TRUE(language.ok());
  Parse parse;
  std::vector<Lex> lexes;
  for (const std::string& form : forms) {
    Token t;
    t.form = form;
    const auto at = static_cast<uint32_t>(parse.tokens.size());
    t.span = {at, at + 1};
    parse.tokens.push_back(t);
    lexes.push_back(lex(form));
  }
  parse.sentences.push_back({{0, static_cast<uint32_t>(forms.size())}, 0, static_cast<int32_t>(forms.size())});
  language->analyse(lexes, true, &parse);
  EXPECT_TRUE(parse.names.empty());  // no names were taught
  std::vector<std::string> out;
  for (const Token& t : parse.tokens) out.push_back(std::string(t.deprel) + ":" + std::to_string(t.head + 1));
  return out;
}

const std::vector<std::string> kTree = {"det:2", "nsubj:3", "root:0", "det:5", "obj:3", "punct:3"};

TEST(NetTrainer, LearnsALittleLanguageAndIsTheSameForTheSameSeed) {
  std::string bytes = train(5);
  EXPECT_EQ(bytes, train(5));
  EXPECT_NE(bytes, train(6));
  EXPECT_EQ(tree_of(bytes, {"de", "arts", "volgt", "een", "rebel", "."}), kTree);
}

// The student has two gold trees; the rest of the language it has from the teachers' word for it.
TEST(NetTrainer, LearnsFromTeachersWhatItsTreesDoNotShow) {
  auto path = std::string(::testing::TempDir()) + "teacher.model";
  std::string teacher = train(5);
  FILE* file = std::fopen(path.c_str(), "wb");
  ASSERT_NE(file, nullptr);
  ASSERT_EQ(std::fwrite(teacher.data(), 1, teacher.size(), file), teacher.size());
  std::fclose(file);
  std::vector<std::vector<std::string>> raw;
  for (const char* a : {"stad", "arts", "rebel"}) {
    for (const char* verb : {"ziet", "hoort", "volgt"}) {
      for (const char* b : {"leger", "rebel", "arts"}) raw.push_back({"de", a, verb, "een", b, "."});
    }
  }
  std::string student = train(7, 2, raw, {path, path});
  EXPECT_EQ(student, train(7, 2, raw, {path, path}));
  EXPECT_EQ(tree_of(student, {"de", "arts", "volgt", "een", "rebel", "."}), kTree);
  EXPECT_NE(tree_of(train(7, 2), {"de", "arts", "volgt", "een", "rebel", "."}), kTree);
}

// Two trees say little; a net that goes on from one that knows the language keeps what it knew, and learns a word beside it
// from --more.
TEST(NetTrainer, GoesOnFromAnotherNet) {
  auto path = std::string(::testing::TempDir()) + "start.model";
  std::string first = train(5);
  FILE* file = std::fopen(path.c_str(), "wb");
  ASSERT_NE(file, nullptr);
  ASSERT_EQ(std::fwrite(first.data(), 1, first.size(), file), first.size());
  std::fclose(file);
  auto go_on = [&](const std::vector<std::string>& start, uint32_t width) {
    auto few = read_conllu(little_treebank());
    auto more = read_conllu(
        "1\trebel\trebel\tNOUN\t_\tNumber=Sing\t2\tnsubj\t_\t_\n2\tschiet\tschieten\tVERB\t_\t_\t0\troot\t_\t_\n\n"
        "1\tstad\tstad\tNOUN\t_\tNumber=Sing\t2\tnsubj\t_\t_\n2\tschiet\tschieten\tVERB\t_\t_\t0\troot\t_\t_\n\n");
    EXPECT_TRUE(few.ok() && more.ok());
    Treebank treebank, extra;
    treebank.files.push_back(std::move(*few));
    extra.files.push_back(std::move(*more));
    NetData data;
    data.treebanks = {treebank.sentences()};
    data.treebanks[0].resize(2);
    data.more = extra.sentences();
    data.start = start;
    NetOptions options = small(9, 6);
    options.rate = 0.003f;
    options.sizes.width = width;
    ModelWriter writer;
    Progress quiet = [](const std::string&) {};
    train_segmenter({{&treebank.files[0], true}}, TokenRules(), 9, 5, quiet, &writer);
    train_lemmas(data.treebanks[0], data.treebanks[0], quiet, &writer);
    auto status = train_net(data, options, quiet, &writer);
    return status ? writer.finish("xx") : std::string();
  };
  const std::string on = go_on({path}, 16);
  EXPECT_EQ(tree_of(on, {"de", "arts", "volgt", "een", "rebel", "."}), kTree);
  EXPECT_EQ(tree_of(on, {"arts", "schiet"}), (std::vector<std::string>{"nsubj:2", "root:0"}));
  EXPECT_NE(tree_of(go_on({}, 16), {"de", "arts", "volgt", "een", "rebel", "."}), kTree);
  EXPECT_EQ(go_on({path, path}, 16), on);   // the mean of one net
  EXPECT_EQ(go_on({path}, 24), "");  // another size
  EXPECT_EQ(go_on({path, path + ".none"}, 16), "");
}

// "een" hangs on itself: its tags are learned, the tree is not.
TEST(NetTrainer, ASentenceThatIsNoTreeDoesNoHarm) {
  auto documents = read_conllu(
      "1\teen\t_\tDET\t_\t_\t1\tdet\t_\t_\n2\tstad\t_\tNOUN\t_\t_\t0\troot\t_\t_\n"
      "3\t.\t_\tPUNCT\t_\t_\t2\tpunct\t_\t_\n\n");
  ASSERT_TRUE(documents.ok());
  Treebank treebank;
  treebank.files.push_back(std::move(*documents));
  NetData data;
  data.treebanks = {treebank.sentences()};
  std::string told;
  ModelWriter writer;
  EXPECT_TRUE(train_net(data, small(1, 2), [&](const std::string& line) { told += line; }, &writer).ok());
  EXPECT_NE(told.find("arc 0.000"), std::string::npos);
}

TEST(NetTrainer, ATeacherThatIsNoModelIsAnError) {
  NetData data;
  data.teachers = {std::string(::testing::TempDir()) + "no-such.model"};
  ModelWriter writer;
  EXPECT_FALSE(train_net(data, small(1, 1), [](const std::string&) {}, &writer).ok());
}

TEST(ReadRaw, TakesWholeSentencesOnceAndNoneThatAreHeldOut) {
  auto path = std::string(::testing::TempDir()) + "raw.iob2";
  FILE* file = std::fopen(path.c_str(), "w");
  ASSERT_NE(file, nullptr);
  for (const char* text : {"De brug is vandaag weer open .", "De brug is vandaag weer open .",  // twice
                           "Jan Jansen ( Utrecht , 1950 )",                                     // no full stop
                           "Open is zij .",                                                     // short
                           "Er staat 's avonds niemand meer ."}) {                              // held out
    std::string words = text;
    for (char& c : words) {
      if (c == ' ') c = '\n';
    }
    for (size_t at = 0; (at = words.find('\n', at)) != std::string::npos; at += 3) words.insert(at, " O");
    std::fprintf(file, "%s O\n\n", words.c_str());
  }
  std::fclose(file);
  auto held_out = read_conllu("1\tEr\t_\tADV\t_\t_\t2\tadvmod\t_\t_\n2\tstaat\t_\tVERB\t_\t_\t0\troot\t_\t_\n"
                              "3\t's\t_\tDET\t_\t_\t4\tdet\t_\tSpaceAfter=No\n4\tavonds\t_\tNOUN\t_\t_\t2\tobl\t_\t_\n"
                              "5\tniemand\t_\tPRON\t_\t_\t2\tnsubj\t_\t_\n6\tmeer.\t_\tADV\t_\t_\t2\tadvmod\t_\t_\n\n");
  ASSERT_TRUE(held_out.ok());
  Treebank treebank;
  treebank.files.push_back(std::move(*held_out));
  auto raw = read_raw({path}, treebank.sentences());
  ASSERT_TRUE(raw.ok());
  ASSERT_EQ(raw->size(), 1u);
  EXPECT_EQ((*raw)[0], (std::vector<std::string>{"De", "brug", "is", "vandaag", "weer", "open", "."}));
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
