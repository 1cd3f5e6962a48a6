#include "parse/lemma.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "parse/lex.h"
#include "parse/token_rules.h"

namespace bestand::lemma_test {
namespace {

TEST(LemmaScript, MakesTheLemmaItWasTakenFrom) {
  const std::pair<const char*, const char*> kPairs[] = {{"gevochten", "vechten"},
                                                        {"opgestapt", "op_stappen"},
                                                        {"Huizen", "huis"},
                                                        {"was", "be"},
                                                        {"IS", "IS"},
                                                        {"Parijse", "Parijs"},
                                                        {"geëvacueerd", "evacueren"},
                                                        {"'s", "'s"},
                                                        {"x", "y"},
                                                        {"ÉCOLE", "école"},
                                                        {"luchtaanvallen", "lucht_aanval"}};
  for (auto [form, lemma] : kPairs) {
    std::string made;
    ASSERT_TRUE(apply_script(lemma_script(form, lemma), form, &made)) << form;
    EXPECT_EQ(made, lemma);
  }
}

TEST(LemmaScript, CarriesOverToOtherForms) {
  std::string made;
  ASSERT_TRUE(apply_script(lemma_script("raketten", "raket"), "kabinetten", &made));
  EXPECT_EQ(made, "kabinet");
}

TEST(LemmaScript, CutsABeginningOnlyWhereItStands) {
  std::string made;
  EXPECT_FALSE(apply_script(lemma_script("gedood", "doden"), "verwoest", &made));
}

TEST(LemmaScript, RefusesFormsThatAreTooShortAndBrokenScripts) {
  std::string made;
  EXPECT_FALSE(apply_script(lemma_script("gevochten", "vechten"), "ge", &made));
  EXPECT_FALSE(apply_script("", "woord", &made));
  EXPECT_FALSE(apply_script(std::string("\1\0\0\x50x", 5), "woord", &made));
}

TEST(EndingKey, CountsCharactersNotBytes) {
  EXPECT_EQ(ending_key("één", 4, Upos::NUM, 0), 0u);
  EXPECT_NE(ending_key("één", 3, Upos::NUM, 0), 0u);
  EXPECT_EQ(ending_key("AANVAL", 3, Upos::NOUN, 0), ending_key("val", 3, Upos::NOUN, 0));
}

class TokenRulesFile : public ::testing::Test {
 protected:
  Result<TokenRules> load(std::string_view text) {
    auto path = std::filesystem::temp_directory_path() /
                ("bestand_token_rules_" + std::to_string(::getpid()) + ".toml");
    std::ofstream(path) << text;
    auto rules = TokenRules::load(path.string());
    std::filesystem::remove(path);
    return rules;
  }
};

TEST_F(TokenRulesFile, KnowsItsAbbreviations) {
  auto rules = load("abbreviations = [\"dhr.\"]\nclosing_abbreviations = [\"enz.\"]\nclitics = [\"'s\"]\n");
  ASSERT_TRUE(rules.ok()) << rules.error().to_string();
  EXPECT_TRUE(rules->abbreviation(lex("Dhr.").lower));
  EXPECT_TRUE(rules->may_close(lex("enz.").lower));
  EXPECT_FALSE(rules->may_close(lex("dhr.").lower));
  EXPECT_TRUE(rules->clitic(lex("\u2019s").lower)) << "a curly apostrophe is one";
}

TEST_F(TokenRulesFile, SaysWhereItIsWrong) {
  for (std::string_view bad :
       {"afkortingen = [\"dhr.\"]\n", "abbreviations = \"dhr.\"\n", "abbreviations = [\"a b.\"]\n",
        "abbreviations = [\n\"dhr.\",\n\"dhr.\"]\n", "abbreviations = [1]\n"}) {
    auto rules = load(bad);
    ASSERT_FALSE(rules.ok()) << bad;
    EXPECT_EQ(rules.error().code, Code::kBadData);
    EXPECT_NE(rules.error().to_string().find("line"), std::string::npos) << rules.error().to_string();
  }
}

}  // namespace
}  // namespace bestand::lemma_test
