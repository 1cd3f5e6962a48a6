#include "parse/conllu.h"

#include <gtest/gtest.h>

namespace bestand::conllu_test {
namespace {

constexpr std::string_view kTwo =
    "# newdoc id = a\n# newpar\n# text = Het leger schoot.\n"
    "1\tHet\thet\tDET\tLID\tDefinite=Def\t2\tdet\t_\t_\n"
    "2\tleger\tleger\tNOUN\t_\tNumber=Sing\t3\tnsubj\t_\t_\n"
    "3\tschoot\tschieten\tVERB\t_\t_\t0\troot\t_\tSpaceAfter=No\n"
    "4\t.\t.\tPUNCT\t_\t_\t3\tpunct\t_\t_\n"
    "\n"
    "# newpar\n"
    "1-2\tcan't\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n"
    "1\tca\tcan\tAUX\t_\t_\t0\troot\t_\t_\n"
    "2\tn't\tnot\tPART\t_\t_\t1\tadvmod\t_\t_\n"
    "2.1\tgo\tgo\tVERB\t_\t_\t_\t_\t_\t_\n"
    "3\t!\t!\tPUNCT\t_\t_\t1\tpunct\t_\t_\n\n";

TEST(Conllu, RebuildsTheTextItsSpansPointInto) {
  auto docs = read_conllu(kTwo);
  ASSERT_TRUE(docs.ok()) << docs.error().to_string();
  ASSERT_EQ(docs->size(), 1u);
  const auto& [text, parse] = (*docs)[0];
  EXPECT_EQ(text, "Het leger schoot.\n\ncan't! ");
  for (const Token& t : parse.tokens) {
    if (t.form == "ca" || t.form == "n't") continue;  // words of "can't"
    EXPECT_EQ(quote(text, t.span), t.form);
  }
  EXPECT_EQ(parse.tokens[4].span, parse.tokens[5].span);
  EXPECT_EQ(quote(text, parse.tokens[4].span), "can't");
}

TEST(Conllu, HeadsAreIndicesIntoTheDocument) {
  auto docs = read_conllu(kTwo);
  ASSERT_TRUE(docs.ok());
  const Parse& parse = (*docs)[0].parse;
  ASSERT_EQ(parse.sentences.size(), 2u);
  EXPECT_EQ(parse.sentences[1].paragraph, 1);
  EXPECT_EQ(parse.tokens[0].head, 1);
  EXPECT_EQ(parse.tokens[2].head, -1);
  EXPECT_EQ(parse.tokens[6].head, 4);
  EXPECT_EQ(parse.children(4).size(), 2u);
}

TEST(Conllu, ANewDocumentEndsTheSentenceBeforeIt) {
  const std::string one = "1\tja\tja\tINTJ\t_\t_\t0\troot\t_\tSpaceAfter=No\n";
  auto docs = read_conllu(one + "# newdoc\n" + one);
  ASSERT_TRUE(docs.ok()) << docs.error().to_string();
  ASSERT_EQ(docs->size(), 2u);
  EXPECT_EQ((*docs)[1].parse.tokens.size(), 1u);
  const std::string outside = "1\tja\tja\tINTJ\t_\t_\t5\troot\t_\t_\n";  // a head that is no word of the sentence
  EXPECT_FALSE(read_conllu(outside + "# newdoc\n" + one).ok());
  EXPECT_FALSE(read_conllu("1\tja\tja\tINTJ\t_\t_\t2147483647\troot\t_\t_\n").ok());
  EXPECT_TRUE(read_conllu("1\t\tja\tINTJ\t_\t_\t0\troot\t_\tSpaceAfter=No\n").ok());  // a word of no letters
}

TEST(Conllu, WritesWhatItReads) {
  auto docs = read_conllu(kTwo);
  ASSERT_TRUE(docs.ok());
  Document document;
  document.text = (*docs)[0].text;
  std::string written = to_conllu(document, (*docs)[0].parse);
  auto again = read_conllu(written);
  ASSERT_TRUE(again.ok()) << again.error().to_string() << written;
  const Parse &a = (*docs)[0].parse, &b = (*again)[0].parse;
  ASSERT_EQ(a.tokens.size(), b.tokens.size());
  for (size_t i = 0; i < a.tokens.size(); ++i) {
    EXPECT_EQ(a.tokens[i].form, b.tokens[i].form);
    EXPECT_EQ(a.tokens[i].lemma, b.tokens[i].lemma);
    EXPECT_EQ(a.tokens[i].head, b.tokens[i].head);
    EXPECT_EQ(a.tokens[i].deprel, b.tokens[i].deprel);
    EXPECT_EQ(a.tokens[i].feats, b.tokens[i].feats);
  }
}

TEST(Conllu, NamesTheLineOfABrokenRow) {
  for (std::string_view bad :
       {"1\tx\ty\n", "2\tx\tx\tX\t_\t_\t0\troot\t_\t_\n", "1\tx\tx\tXX\t_\t_\t0\troot\t_\t_\n",
        "1\tx\tx\tX\t_\t_\tz\troot\t_\t_\n", "1\tx\tx\tX\t_\t_\t9\troot\t_\t_\n\n"}) {
    auto docs = read_conllu(bad);
    ASSERT_FALSE(docs.ok()) << bad;
    EXPECT_EQ(docs.error().code, Code::kInvalidField);
    EXPECT_TRUE(docs.error().document.starts_with("line ")) << docs.error().to_string();
  }
}

TEST(Conllu, MissingFileIsUnreadable) {
  auto docs = read_conllu_file("/nonexistent/x.conllu.gz");
  ASSERT_FALSE(docs.ok());
  EXPECT_EQ(docs.error().code, Code::kUnreadable);
}

}  // namespace
}  // namespace bestand::conllu_test
