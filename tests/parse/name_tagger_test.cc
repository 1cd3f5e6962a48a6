#include "parse/name_tagger.h"

#include <gtest/gtest.h>

#include <cstring>
#include <filesystem>
#include <fstream>

#include "parse/name_features.h"
#include "parse/parser.h"

namespace bestand::name_tagger_test {
namespace {

struct AlignedNames {
  explicit AlignedNames(const std::string& bytes) : words((bytes.size() + 7) / 8), size(bytes.size()) {
    std::memcpy(words.data(), bytes.data(), bytes.size());
  }
  std::string_view view() const { return {reinterpret_cast<const char*>(words.data()), size}; }
  std::vector<uint64_t> words;
  size_t size;
};

const Parser& shipped() {
  static const Parser kParser = [] {
    auto parser = Parser::load(BESTAND_SOURCE_DIR);
    EXPECT_TRUE(parser.ok()) << parser.error().to_string();
    return std::move(*parser);
  }();
  return kParser;
}

// "PER:Anna de Vries LOC:Utrecht"
std::string names_in(const std::string& lang, const std::string& text) {
  Document d;
  d.lang = lang;
  d.text = text;
  Parse parse = shipped().parse(d);
  std::string out;
  for (const Name& n : parse.names)
    out += (out.empty() ? "" : " ") + std::string(name(n.type)) + ":" + std::string(quote(d.text, n.span));
  return out;
}

TEST(NameTagger, FindsPersonsAndPlacesInPlainSentences) {
  EXPECT_EQ(names_in("nl", "Minister Anna de Vries sprak in Utrecht met de burgemeester."),
            "PER:Anna de Vries LOC:Utrecht");
  EXPECT_EQ(names_in("en", "President John Miller arrived in London yesterday."),
            "PER:John Miller LOC:London");
}

TEST(NameTagger, CommonWordsAtTheBeginningOfASentenceAreNoNames) {
  EXPECT_EQ(names_in("nl", "Gisteren was het rustig."), "");
  EXPECT_EQ(names_in("en", "Yesterday the streets were quiet."), "");
}

TEST(NameTagger, WritesRisingDisjointNamesWithinTheirSentences) {
  Document d;
  d.lang = "nl";
  d.text = "JAN PIET KLAAS\n\nDe VN-gezant in Noord-Syrië, Jan van den Berg, zei: 'Nee.' -- 3 X 4 = XII !? \xF0\x9F\x98\x80 A";
  Parse parse = shipped().parse(d);
  int32_t last = 0;
  for (const Name& n : parse.names) {
    EXPECT_LE(last, n.first);
    EXPECT_LT(n.first, n.last);
    last = n.last;
    EXPECT_EQ(parse.tokens[static_cast<size_t>(n.first)].sentence,
              parse.tokens[static_cast<size_t>(n.last - 1)].sentence);
    EXPECT_EQ(n.span, parse.span(n.first, n.last));
  }
}

// A tagger of two features: "Kamal" begins a person, "Haddad" goes on with one.
std::string small_model(uint32_t version = kNameFeatureVersion, size_t steps = kNameTags * kNameTags) {
  auto votes = [](size_t tag) {
    std::array<int8_t, 12> v{};
    v[tag] = 50;
    return v;
  };
  // Feature 1 of name_features.cc is the word in lower case.
  auto word = [](const char* form) { return mix_hash(lex(form).lower, 1 + 101); };
  ModelWriter writer;
  writer.add("names.version", std::vector<uint32_t>{version});
  writer.add("names.weights", NameTagger::table_of({{word("Kamal"), votes(1)}, {word("Haddad"), votes(2)}}));
  writer.add("names.steps", std::vector<int32_t>(steps, 0));
  writer.add("names.lists", HashTable::write({}));
  return writer.finish("nl");
}

std::vector<Name> tagged(const NameTagger& tagger, const std::vector<const char*>& forms) {
  Parse parse;
  std::vector<Lex> lexes;
  for (const char* form : forms) {
    auto at = static_cast<uint32_t>(parse.tokens.size());
    Token t;
    t.form = form;
    t.span = {at, at + 1};
    parse.tokens.push_back(t);
    lexes.push_back(lex(form));
  }
  parse.sentences.push_back({{0, static_cast<uint32_t>(forms.size())}, 0, static_cast<int32_t>(forms.size())});
  tagger.tag(lexes, &parse);
  return parse.names;
}

TEST(NameTagger, ANameGoesOnOnlyFromANameOfItsType) {
  AlignedNames bytes(small_model());
  auto file = ModelFile::over(bytes.view(), "nl.names");
  ASSERT_TRUE(file.ok());
  auto tagger = NameTagger::read(*file);
  ASSERT_TRUE(tagger.ok()) << tagger.error().to_string();
  auto names = tagged(*tagger, {"Daar", "zag", "Kamal", "Haddad", "hem"});
  ASSERT_EQ(names.size(), 1u);
  EXPECT_EQ(names[0].first, 2);
  EXPECT_EQ(names[0].last, 4);
  EXPECT_EQ(names[0].type, NameType::kPer);
  EXPECT_TRUE(tagged(*tagger, {"Haddad", "zag", "niets"}).size() <= 1);
  for (const Name& n : tagged(*tagger, {"Haddad", "zag", "niets"})) EXPECT_LT(n.first, n.last);
}

TEST(NameTagger, RefusesModelsWhosePartsDoNotFit) {
  struct Case {
    std::string bytes;
    const char* says;
  };
  ModelWriter empty;
  for (const Case& c : {Case{small_model(kNameFeatureVersion + 1), "version"}, Case{small_model(kNameFeatureVersion, 80), "fit"},
                        Case{empty.finish("nl"), "no weights"}}) {
    AlignedNames bytes(c.bytes);
    auto file = ModelFile::over(bytes.view(), "nl.names");
    ASSERT_TRUE(file.ok());
    auto tagger = NameTagger::read(*file);
    ASSERT_FALSE(tagger.ok());
    EXPECT_EQ(tagger.error().code, Code::kBadModel);
    EXPECT_NE(tagger.error().to_string().find(c.says), std::string::npos) << tagger.error().to_string();
    EXPECT_NE(tagger.error().to_string().find("nl.names"), std::string::npos);
  }
}

TEST(NameTagger, DamagedFilesAreNamedAtLoad) {
  namespace fs = std::filesystem;
  fs::path root = fs::temp_directory_path() / "bestand_names_test";
  fs::create_directories(root / "models");
  std::string whole = small_model();
  for (size_t at : {size_t{3}, size_t{10}, whole.size() / 2, whole.size() - 1}) {
    std::string broken = whole;
    broken[at] = static_cast<char>(broken[at] ^ 0x40);
    std::ofstream(root / "models" / "nl.names", std::ios::binary) << broken;
    auto parser = Parser::load(root.string());
    ASSERT_FALSE(parser.ok()) << at;
    EXPECT_EQ(parser.error().code, Code::kBadModel);
    EXPECT_NE(parser.error().to_string().find("nl.names"), std::string::npos);
  }
  std::ofstream(root / "models" / "nl.names", std::ios::binary) << whole.substr(0, whole.size() / 2);
  EXPECT_FALSE(Parser::load(root.string()).ok());
  std::ofstream(root / "models" / "nl.names", std::ios::binary) << whole;
  EXPECT_TRUE(Parser::load(root.string()).ok());  // names without a model to parse with: not used, no error
  fs::remove_all(root);
}

}  // namespace
}  // namespace bestand::name_tagger_test
