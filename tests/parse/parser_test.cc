#include "parse/parser.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <thread>

#include "parse/conllu.h"
#include "parse/token_rules.h"

namespace bestand::parser_test {
namespace {

const Parser& parser() {
  static auto loaded = Parser::load(BESTAND_SOURCE_DIR);
  EXPECT_TRUE(loaded.ok()) << loaded.error().to_string();
  return *loaded;
}

Parse parse(const std::string& lang, std::string text, uint32_t title_size = 0) {
  static std::vector<std::unique_ptr<Document>> kept;  // forms are views into the text
  kept.push_back(std::make_unique<Document>());
  kept.back()->lang = lang;
  kept.back()->text = std::move(text);
  kept.back()->title_size = title_size;
  return parser().parse(*kept.back());
}

// What must hold of any parse of any text.
void expect_sound(const Parse& p, const std::string& text) {
  uint32_t at = 0;
  std::string covered;
  for (size_t i = 0; i < p.tokens.size(); ++i) {
    const Token& t = p.tokens[i];
    ASSERT_LT(t.span.begin, t.span.end);
    ASSERT_LE(t.span.end, text.size());
    bool same = i > 0 && p.tokens[i - 1].span == t.span;
    ASSERT_TRUE(same || t.span.begin >= at);
    at = t.span.end;
    ASSERT_FALSE(t.form.empty());
  }
  int32_t next = 0;
  for (size_t n = 0; n < p.sentences.size(); ++n) {
    const Sentence& s = p.sentences[n];
    ASSERT_EQ(s.first, next);
    ASSERT_LT(s.first, s.last);
    next = s.last;
    int roots = 0;
    for (int32_t i = s.first; i < s.last; ++i) {
      const Token& t = p.tokens[i];
      ASSERT_EQ(t.sentence, static_cast<int32_t>(n));
      roots += t.head < 0;
      ASSERT_TRUE(t.head < 0 || (t.head >= s.first && t.head < s.last));
      ASSERT_EQ(t.head < 0, t.rel == Rel::root);
      int32_t up = i, steps = 0;
      while (up >= 0 && steps <= s.last - s.first) up = p.tokens[up].head, ++steps;
      ASSERT_LT(up, 0) << "a cycle";
    }
    ASSERT_EQ(roots, 1);
  }
  ASSERT_EQ(next, static_cast<int32_t>(p.tokens.size()));
  for (const Name& name : p.names) ASSERT_LT(name.first, name.last);
}

std::vector<std::string> sentence_texts(const Parse& p, const std::string& text) {
  std::vector<std::string> out;
  for (const Sentence& s : p.sentences) out.emplace_back(quote(text, s.span));
  return out;
}

std::vector<std::string> forms(const Parse& p) {
  std::vector<std::string> out;
  for (const Token& t : p.tokens) out.emplace_back(t.form);
  return out;
}

TEST(Parser, CasesOfSentencesAndTokens) {
  size_t cases = 0;
  for (const char* lang : {"nl", "en"}) {
    std::ifstream file(std::string(BESTAND_SOURCE_DIR) + "/tests/cases/parse/" + lang + ".jsonl");
    ASSERT_TRUE(file.good()) << lang;
    for (std::string line; std::getline(file, line);) {
      auto c = nlohmann::json::parse(line);
      std::string text = c["text"];
      Parse p = parse(lang, text);
      expect_sound(p, text);
      if (c.contains("sentences"))
        EXPECT_EQ(sentence_texts(p, text), c["sentences"].get<std::vector<std::string>>()) << c["name"];
      if (c.contains("tokens")) EXPECT_EQ(forms(p), c["tokens"].get<std::vector<std::string>>()) << c["name"];
      const auto lemmas = c.value("lemmas", nlohmann::json::object()),
                 roles = c.value("roles", nlohmann::json::object());
      for (const auto& [form, lemma] : lemmas.items()) {
        bool found = false;
        for (const Token& t : p.tokens) found |= t.form == form && t.lemma == lemma.get<std::string>();
        EXPECT_TRUE(found) << c["name"] << ": lemma of " << form;
      }
      for (const auto& [form, role] : roles.items()) {  // deprel and the head's form
        bool found = false;
        for (const Token& t : p.tokens) {
          found |= t.form == form && t.deprel == role[0].get<std::string>() &&
                   (t.head < 0 ? "" : p.tokens[t.head].form) == role[1].get<std::string>();
        }
        EXPECT_TRUE(found) << c["name"] << ": role of " << form;
      }
      ++cases;
    }
  }
  EXPECT_GE(cases, 20u);
}

// What the clauses of reported speech need most: their subject.
TEST(Parser, AFiniteClauseTakesTheObjectBeforeItForItsSubject) {
  for (const char* text : {"Officials said government forces and rebels clashed in Hama overnight, killing two fighters.",
                           "Local residents said warplanes bombed the market on Friday."}) {
    Document document;
    document.lang = "en";
    document.text = text;
    const Parse parse = parser().parse(document);
    int32_t subjects = 0;
    for (const Token& t : parse.tokens) {
      if (t.form != "forces" && t.form != "warplanes") continue;
      ++subjects;
      EXPECT_EQ(t.rel, Rel::nsubj) << text;
      const std::string_view verb = parse.tokens[static_cast<size_t>(t.head)].form;
      EXPECT_TRUE(verb == "clashed" || verb == "bombed") << verb;
    }
    EXPECT_EQ(subjects, 1) << text;
  }
}

// "IS" is the group amid lower case and the verb where all is in capitals.
TEST(Parser, AnAbbreviationSpeltLikeAWordIsReadAsItsKind) {
  auto upos = [](const char* text, std::string_view form) {
    const Parse p = parse("nl", text);
    for (const Token& t : p.tokens) {
      if (t.form == form) return t.upos;
    }
    return Upos::X;
  };
  EXPECT_EQ(upos("Strijders van IS vielen de stad aan.", "IS"), Upos::PROPN);
  EXPECT_EQ(upos("Het leger verdreef IS uit de stad.", "IS"), Upos::PROPN);
  EXPECT_EQ(upos("De stad is gevallen.", "is"), Upos::AUX);
  EXPECT_EQ(upos("DE STAD IS GEVALLEN", "IS"), Upos::AUX);
}

TEST(Parser, StrangeTextsKeepTheirOffsets) {
  const std::string kTexts[] = {
      "",
      " ",
      "\n\n\n",
      ".",
      "...",
      "a",
      "\xF0\x9F\x98\x80\xF0\x9F\x98\x80",
      "\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA7 familie",
      "e\xCC\x81\xCC\x81\xCC\x81\xCC\x81",
      "\xE2\x80\x8D\xE2\x80\x8D",
      "\xD9\x88\xD9\x82\xD9\x81 \xD8\xA5\xD8\xB7\xD9\x84\xD8\xA7\xD9\x82 "
      "\xD8\xA7\xD9\x84\xD9\x86\xD8\xA7\xD8\xB1.",
      "\xE5\x81\x9C\xE7\x81\xAB\xE5\x8D\x8F\xE8\xAE\xAE\xE3\x80\x82\xE4\xBB\x8A\xE5\xA4\xA9",
      "\"\"\"\"''''((((",
      "http://voorbeeld.nl/a?b=c&d=e#f,",
      "1.2.3.4,5:6-7/8"};
  for (const std::string& text : kTexts) {
    for (const char* lang : {"nl", "en", "ar", ""}) expect_sound(parse(lang, text), text);
  }
}

TEST(Parser, AMillionCharactersWithoutASpaceAreRead) {
  std::string letters(1'000'000, 'x'), mixed;
  for (int i = 0; i < 250'000; ++i) mixed += "a-1.";
  for (const std::string& text : {letters, mixed}) expect_sound(parse("nl", text), text);
}

TEST(Parser, OneEndlessSentenceIsCutIntoTreesOfBoundedSize) {
  std::string text;
  for (int i = 0; i < 4'000; ++i) text += "bommen en granaten ";
  Parse p = parse("nl", text);
  expect_sound(p, text);
  for (const Sentence& s : p.sentences) EXPECT_LE(s.last - s.first, 256);
}

TEST(Parser, ATitleAndABlankLineEndSentences) {
  std::string title = "Bestand houdt stand",
              text = title + "\n\nHet leger trok zich terug\n\nDe stad is kalm.";
  Parse p = parse("nl", text, static_cast<uint32_t>(title.size()));
  expect_sound(p, text);
  ASSERT_EQ(p.sentences.size(), 3u);
  EXPECT_TRUE(p.sentences[0].title);
  EXPECT_FALSE(p.sentences[1].title);
  EXPECT_EQ(p.sentences[2].paragraph, 2);
}

TEST(Parser, ALanguageWithoutModelStillGetsTokens) {
  EXPECT_FALSE(parser().knows("xx"));
  EXPECT_TRUE(parser().knows("nl"));
  std::string text = "Lorem ipsum dolor. Sit amet!";
  Parse p = parse("xx", text);
  expect_sound(p, text);
  EXPECT_EQ(p.sentences.size(), 2u);
  EXPECT_EQ(p.tokens[0].upos, Upos::X);
}

TEST(Parser, ManyThreadsGiveOneAnswer) {
  std::string text =
      "De rebellen schonden vrijdag het bestand, zegt het leger. Daarbij kwamen twaalf mensen om het leven.";
  Document document;
  document.lang = "nl";
  document.text = text;
  std::string expect = to_conllu(document, parser().parse(document));
  std::vector<std::string> got(4);
  std::vector<std::thread> threads;
  for (std::string& out : got) {
    threads.emplace_back([&] { out = to_conllu(document, parser().parse(document)); });
  }
  for (std::thread& t : threads) t.join();
  for (const std::string& out : got) EXPECT_EQ(out, expect);
}

TEST(Parser, ASentencesTreeDoesNotDependOnItsNeighbours) {
  std::string one = "De rebellen schonden vrijdag het bestand.", text = one;
  for (int i = 0; i < 30; ++i) text += "\n\nHet bleef rustig in de stad, zei een arts.";
  Parse alone = parse("nl", one), among = parse("nl", text);
  for (size_t i = 0; i < alone.tokens.size(); ++i) {
    EXPECT_EQ(alone.tokens[i].head, among.tokens[i].head);
    EXPECT_EQ(alone.tokens[i].deprel, among.tokens[i].deprel);
  }
}

TEST(Parser, ABrokenModelIsAClearError) {
  namespace fs = std::filesystem;
  fs::path root = fs::temp_directory_path() / ("bestand_parser_" + std::to_string(::getpid()));
  fs::create_directories(root / "models");
  std::ifstream in(std::string(BESTAND_SOURCE_DIR) + "/models/nl.model", std::ios::binary);
  std::string bytes((std::istreambuf_iterator<char>(in)), {});
  for (int kind = 0; kind < 3; ++kind) {
    std::string broken = kind == 0 ? bytes.substr(0, bytes.size() / 2) : bytes;
    if (kind == 1) broken[bytes.size() / 2] ^= 1;
    if (kind == 2) broken = "not a model";
    std::ofstream(root / "models" / "nl.model", std::ios::binary) << broken;
    auto loaded = Parser::load(root.string());
    ASSERT_FALSE(loaded.ok()) << kind;
    EXPECT_EQ(loaded.error().code, Code::kBadModel);
    EXPECT_NE(loaded.error().to_string().find("nl.model"), std::string::npos);
  }
  fs::remove_all(root);
}

TEST(Parser, AWordReadAsAnotherKeepsItsFormAndLemma) {
  Parse p = parse("en", "Azerbaijan violates ceasefire by firing shells on Karabakh");
  ASSERT_GE(p.tokens.size(), 3u);
  EXPECT_EQ(p.tokens[2].form, "ceasefire");
  EXPECT_EQ(p.tokens[2].lemma, "ceasefire");
  EXPECT_EQ(p.tokens[2].upos, Upos::NOUN);
  EXPECT_EQ(p.tokens[2].rel, Rel::obj);
}

std::string one_line(const Parse& p) {
  std::string out;
  for (const Token& t : p.tokens) (out += out.empty() ? "" : " ") += t.form;
  return out;
}

TEST(Parser, AWordThatStaysWholeKeepsItsHyphen) {
  EXPECT_EQ(one_line(parse("en", "A cease-fire began.")), "A cease-fire began .");
  EXPECT_EQ(one_line(parse("en", "Two Cease-Fires failed.")), "Two Cease-Fires failed .");
  EXPECT_EQ(one_line(parse("en", "A well-fed soldier came.")), "A well - fed soldier came .") << "others are cut as the treebank cuts";
}

TEST(Parser, ACurlyQuoteIsCutOffAsAStraightOneIs) {
  EXPECT_EQ(one_line(parse("en", "The \u2018terrorists\u2019 fired.")), "The \u2018 terrorists \u2019 fired .");
  EXPECT_EQ(one_line(parse("en", "The army\u2019s tanks fired.")), "The army \u2019s tanks fired .");
}

TEST(TokenRules, AWordReadsAsAnotherInItsOwnCase) {
  const std::string path = (std::filesystem::temp_directory_path() / ("bestand_reads_" + std::to_string(getpid()) + ".toml")).string();
  auto load = [&](const std::string& text) {
    std::ofstream(path) << text;
    return TokenRules::load(path);
  };
  auto rules = load("[read_as]\ntruce = \"agreement\"\n");
  ASSERT_TRUE(rules.ok()) << rules.error().to_string();
  ASSERT_TRUE(rules->read_as(lex("truce")));
  EXPECT_EQ(rules->read_as(lex("truce"))->shape, lex("agreement").shape);
  EXPECT_EQ(rules->read_as(lex("Truce"))->shape, lex("Agreement").shape);
  EXPECT_EQ(rules->read_as(lex("TRUCE"))->shape, lex("AGREEMENT").shape);
  EXPECT_FALSE(rules->read_as(lex("war")));
  for (const char* bad : {"[read_as]\nTruce = \"agreement\"\n", "[read_as]\ntruce = [\"agreement\"]\n", "[read_as]\ntruce = \"\"\n",
                          "read_as = 1\n"}) {
    auto refused = load(bad);
    ASSERT_FALSE(refused.ok()) << bad;
    EXPECT_EQ(refused.error().code, Code::kBadData);
  }
  std::filesystem::remove(path);
}

// Languages that have trees and no rules: the verb is the root, who acts its subject, and there are no names.
TEST(Parser, OtherLanguagesHaveTreesWithoutNames) {
  struct Case {
    const char *lang, *text, *verb, *subject;
  };
  const Case kCases[] = {
      {"es", "Los rebeldes atacaron la ciudad el viernes.", "atacaron", "rebeldes"},
      {"fr", "Les rebelles attaquent la ville depuis vendredi.", "attaquent", "rebelles"},
      {"de", "Die Regierung verließ gestern die Stadt.", "verließ", "Regierung"},
      {"ru", "Армия обстреляла город в пятницу.", "обстреляла", "Армия"},
      {"uk", "Армія обстріляла місто в п’ятницю.", "обстріляла", "Армія"},
      {"tr", "Asker köye girdi.", "girdi", "Asker"},
  };
  for (const Case& c : kCases) {
    ASSERT_TRUE(parser().knows(c.lang));
    Parse p = parse(c.lang, c.text);
    ASSERT_EQ(p.sentences.size(), 1u) << c.text;
    int32_t root = -1, subject = -1;
    for (int32_t i = 0; i < static_cast<int32_t>(p.tokens.size()); ++i) {
      if (p.tokens[i].head < 0) root = i;
      if (p.tokens[i].form == c.subject) subject = i;
    }
    ASSERT_GE(root, 0);
    ASSERT_GE(subject, 0);
    EXPECT_EQ(p.tokens[root].form, c.verb) << c.text;
    EXPECT_EQ(p.tokens[root].upos, Upos::VERB) << c.text;
    EXPECT_EQ(p.tokens[subject].upos, Upos::NOUN) << c.text;
    EXPECT_EQ(p.tokens[subject].rel, Rel::nsubj) << c.text;
    EXPECT_EQ(p.tokens[subject].head, root) << c.text;
    EXPECT_TRUE(p.names.empty()) << c.text;
  }
}

}  // namespace
}  // namespace bestand::parser_test
