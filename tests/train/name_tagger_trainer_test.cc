#include "train/name_tagger_trainer.h"

#include <gtest/gtest.h>

#include <cstring>

#include "parse/name_tagger.h"

namespace bestand::name_tagger_trainer_test {
namespace {

// A country where persons come from a list of given names and stand before verbs, places behind "in".
std::vector<NamedSentence> little_news() {
  std::vector<NamedSentence> out;
  for (const char* given : {"Anna", "Karim", "Olga", "Piet"}) {
    for (const char* family : {"Berg", "Nasser", "Petrova"}) {
      for (const char* place : {"Aleppo", "Gent", "Kiev"}) {
        out.push_back({{given, family, "was", "in", place, "."}, {1, 2, 0, 0, 5, 0}});
        out.push_back({{"In", place, "zag", "hij", given, "."}, {0, 5, 0, 0, 1, 0}});
      }
    }
  }
  return out;
}

std::string train(uint64_t seed, const std::vector<WeightedNames>& sets) {
  auto file = ModelFile::open(std::string(BESTAND_SOURCE_DIR) + "/models/nl.model");
  EXPECT_TRUE(file.ok());
  auto language = Language::read(*file);
  EXPECT_TRUE(language.ok());
  NameLists lists;
  for (const char* given : {"Anna", "Karim", "Olga", "Piet", "Fatima"}) lists.add(NameList::kGivenName, given);
  NameTaggerOptions options;
  options.epochs = 4;
  options.features = 1500;
  options.seed = seed;
  ModelWriter writer;
  auto status = train_name_tagger(*language, lists, sets, options, [](const std::string&) {}, &writer);
  EXPECT_TRUE(status.ok());
  return writer.finish("nl");
}

TEST(NameTaggerTrainer, LearnsALittleCountryAndIsTheSameForTheSameSeed) {
  std::vector<WeightedNames> sets = {{little_news(), 1}};
  std::string bytes = train(3, sets);
  EXPECT_EQ(bytes, train(3, sets));
  EXPECT_NE(bytes, train(4, sets));
  std::vector<uint64_t> aligned((bytes.size() + 7) / 8);
  std::memcpy(aligned.data(), bytes.data(), bytes.size());
  auto file = ModelFile::over({reinterpret_cast<const char*>(aligned.data()), bytes.size()}, "nl.names");
  ASSERT_TRUE(file.ok()) << file.error().to_string();
  auto tagger = NameTagger::read(*file);
  ASSERT_TRUE(tagger.ok()) << tagger.error().to_string();
  auto model = ModelFile::open(std::string(BESTAND_SOURCE_DIR) + "/models/nl.model");
  auto language = Language::read(*model);
  Parse parse;
  std::vector<Lex> lexes;
  for (const char* form : {"Fatima", "Haddad", "was", "in", "Homs", "."}) {
    Token t;
    t.form = form;
    t.span = {static_cast<uint32_t>(parse.tokens.size()), static_cast<uint32_t>(parse.tokens.size() + 1)};
    parse.tokens.push_back(t);
    lexes.push_back(lex(form));
  }
  parse.sentences.push_back({{0, 6}, 0, 6});
  language->analyse(lexes, true, &parse);
  tagger->tag(lexes, &parse);
  ASSERT_EQ(parse.names.size(), 2u);
  EXPECT_EQ(parse.names[0].type, NameType::kPer);
  EXPECT_EQ(parse.names[0].last, 2);
  EXPECT_EQ(parse.names[1].type, NameType::kLoc);
}

TEST(NameTaggerTrainer, WordsThatAreNotKnownTeachNothingWrong) {
  std::vector<NamedSentence> unknown = little_news();
  for (NamedSentence& s : unknown) {
    for (uint8_t& tag : s.tags) tag = tag == 0 ? 0 : kUnknownName;
  }
  std::string bytes = train(3, {{little_news(), 1}, {unknown, 1}});
  std::vector<uint64_t> aligned((bytes.size() + 7) / 8);
  std::memcpy(aligned.data(), bytes.data(), bytes.size());
  auto file = ModelFile::over({reinterpret_cast<const char*>(aligned.data()), bytes.size()}, "nl.names");
  ASSERT_TRUE(file.ok());
  EXPECT_TRUE(NameTagger::read(*file).ok());
}

}  // namespace
}  // namespace bestand::name_tagger_trainer_test
