#include "train/net_trainer.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>

#include "parse/language.h"
#include "train/lemma_trainer.h"
#include "train/raw_text.h"
#include "train/segment_trainer.h"
#include "train/translated.h"
#include "train/word_clusters.h"

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

std::string on_disk(const std::string& name, const std::string& bytes) {
  auto path = std::string(::testing::TempDir()) + name;
  FILE* file = std::fopen(path.c_str(), "wb");
  EXPECT_NE(file, nullptr);
  EXPECT_EQ(std::fwrite(bytes.data(), 1, bytes.size(), file), bytes.size());
  std::fclose(file);
  return path;
}

// The student has two gold trees; the rest of the language it has from the teachers' word for it.
TEST(NetTrainer, LearnsFromTeachersWhatItsTreesDoNotShow) {
  const std::string path = on_disk("teacher.model", train(5));
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

// Other guidelines: NOUN is "X" there, "obj" is "dobj", and determiners hang on the verb.
Treebank foreign_treebank() {
  std::string text;
  for (const char* a : {"leger", "rebel", "stad", "arts"}) {
    for (const char* verb : {"ziet", "hoort", "volgt"}) {
      text += std::string("1\tde\t_\tDET\t_\t_\t3\tdet\t_\t_\n2\t") + a + "\t_\tX\t_\t_\t3\tnsubj\t_\t_\n3\t" + verb +
              "\t_\tVERB\t_\t_\t0\troot\t_\t_\n4\teen\t_\tDET\t_\t_\t3\tdet\t_\t_\n5\tstad\t_\tX\t_\t_\t3\tdobj\t_\t_\n"
              "6\t.\t_\tPUNCT\t_\t_\t3\tpunct\t_\t_\n\n";
    }
  }
  auto documents = read_conllu(text);
  EXPECT_TRUE(documents.ok());
  Treebank out;
  out.files.push_back(std::move(*documents));
  return out;
}

Result<Teachers> teacher_from(const std::string& bytes, Inventory* in) {
  auto ours = read_conllu(little_treebank());
  EXPECT_TRUE(ours.ok());
  Treebank own;
  own.files.push_back(std::move(*ours));
  *in = take_inventory({own.sentences()}, {});
  return Teachers::open({on_disk("translator.model", bytes)}, *in);
}

int32_t likeliest(const Beliefs& beliefs, size_t word) {
  Beliefs::Answer best{-1, 0};
  for (const Beliefs::Answer& a : beliefs.of(word)) {
    if (a.weight > best.weight) best = a;
  }
  return best.what;
}

TEST(Translated, ConventionsAreOurs) {
  Inventory in;
  auto teachers = teacher_from(train(5), &in);
  ASSERT_TRUE(teachers.ok());
  const Treebank foreign = foreign_treebank();
  const std::vector<Lesson> lessons = translated(foreign.sentences(), *teachers);
  ASSERT_EQ(lessons.size(), 12u);
  for (const Lesson& lesson : lessons) {
    EXPECT_EQ(lesson.tree, (std::vector<int32_t>{1, 2, -1, 4, 2, 2}));
    EXPECT_EQ(likeliest(lesson.upos, 1), static_cast<int32_t>(Upos::NOUN));
    EXPECT_EQ(in.rels[static_cast<size_t>(likeliest(lesson.rel, 4))], "obj");
  }
}

// A teacher that saw four trees is often wrong where the other guidelines, which agree with ours there, are not.
TEST(Translated, WhatStandsThereHelpsATeacherWhoDoubts) {
  Inventory in;
  auto teachers = teacher_from(train(7, 4), &in);
  ASSERT_TRUE(teachers.ok());
  const Treebank foreign = foreign_treebank();
  const auto sentences = foreign.sentences();
  const std::vector<Lesson> lessons = translated(sentences, *teachers);
  int alone = 0, together = 0;
  for (size_t k = 0; k < lessons.size(); ++k) {
    std::vector<std::string> forms;
    for (const Token& t : sentences[k].tokens()) forms.emplace_back(t.form);
    const Lesson judged = teachers->judge(forms, {});
    for (size_t word : {1u, 2u, 4u, 5u}) {
      const int32_t right = word == 2 ? -1 : 2;
      alone += judged.tree[word] == right;
      together += lessons[k].tree[word] == right;
    }
  }
  EXPECT_LT(alone, 40);
  EXPECT_EQ(together, 48);
}

// "vos" and "wolf" stand in no tree; vectors say that they are like the nouns, and "jaagt" like the verbs.
TEST(NetTrainer, VectorsTellOfWordsThatStandInNoTree) {
  std::string text;
  int n = 0;
  for (const char* word : {"leger", "rebel", "stad", "arts", "vos", "wolf"}) text += std::string(word) + " 1 0 0." + std::to_string(n++) + "\n";
  for (const char* word : {"ziet", "hoort", "volgt", "jaagt"}) text += std::string(word) + " 0 1 0." + std::to_string(n++) + "\n";
  auto vectors = read_word_vectors(on_disk("vectors.txt", text), 100);
  ASSERT_TRUE(vectors.ok());
  auto trained = [&](const WordVectors& with) {
    auto documents = read_conllu(little_treebank());
    Treebank treebank;
    treebank.files.push_back(std::move(*documents));
    NetData data;
    data.treebanks = {treebank.sentences()};
    data.vectors = with;
    ModelWriter writer;
    Progress quiet = [](const std::string&) {};
    train_segmenter({{&treebank.files[0], true}}, TokenRules(), 5, 5, quiet, &writer);
    train_lemmas(data.treebanks[0], data.treebanks[0], quiet, &writer);
    EXPECT_TRUE(train_net(data, small(5, 20), quiet, &writer).ok());
    return writer.finish("xx");
  };
  const std::string bytes = trained(*vectors);
  EXPECT_EQ(bytes, trained(*vectors));
  EXPECT_EQ(tree_of(bytes, {"de", "vos", "jaagt", "een", "wolf", "."}), kTree);
}

TEST(WordVectors, AreReadAsFarAsAskedAndABrokenLineIsNamed) {
  auto few = read_word_vectors(on_disk("few.txt", "de 3 4\nstad 0 5\nbrug 1 1\n"), 2);
  ASSERT_TRUE(few.ok());
  EXPECT_EQ(few->width, 2u);
  ASSERT_EQ(few->row.size(), 2u);
  EXPECT_EQ(few->row.at(lower_hash("Stad")), 1u);
  EXPECT_NEAR(few->values[0], 0.6f, 1e-6f);  // the mean length is 1
  auto broken = read_word_vectors(on_disk("broken.txt", "de 3 4\nstad 0\n"), 9);
  ASSERT_FALSE(broken.ok());
  EXPECT_EQ(broken.error().byte, 7);
  EXPECT_FALSE(read_word_vectors(on_disk("words.txt", "de\n"), 9).ok());
}

TEST(WordClusters, LikeWordsHavePathsThatBeginAlike) {
  WordVectors vectors;
  vectors.width = 2;
  for (float x : {0.0f, 0.1f, 0.2f, 1.0f, 1.1f, 1.2f, 2.0f, 2.1f}) {  // angles: three, three and two close together
    vectors.row.emplace(vectors.row.size() + 1, vectors.row.size());
    vectors.values.push_back(std::cos(x));
    vectors.values.push_back(std::sin(x));
  }
  const std::vector<uint32_t> paths = cluster_words(vectors, 6);
  EXPECT_EQ(paths, cluster_words(vectors, 6));
  auto common = [&](size_t a, size_t b) { return __builtin_clz((paths[a] ^ paths[b]) | 1); };
  EXPECT_GT(common(0, 2), common(0, 3));
  EXPECT_GT(common(3, 5), common(2, 3));
  EXPECT_GT(common(6, 7), common(0, 7));
}

// Two trees say little; a net that goes on from one that knows the language keeps what it knew, and learns a word beside it
// from --more.
TEST(NetTrainer, GoesOnFromAnotherNet) {
  const std::string path = on_disk("start.model", train(5));
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
