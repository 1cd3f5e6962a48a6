// Repairs of trees: whatever tree comes in, a tree comes out. What each repair is for is told by tests/cases/parse.
#include <gtest/gtest.h>

#include <random>

#include "parse/attachments.h"
#include "parse/clauses.h"
#include "parse/net.h"
#include "parse/particles.h"

namespace bestand::tree_edit_test {
namespace {

constexpr std::string_view kForms[] = {"dat",  "als", "zowel", "te",    "of",   "zijn",     "waaronder", "onder",  "sinds", "keer",  "het", "op",
                                       "voor", "van", "aan",   "door",  "met",  "in",       "handen",    "gevecht", ",",    "that", "for", "by"};
constexpr std::string_view kLemmas[] = {"zeggen", "melden", "roepen", "noemen", "wraak", "beschuldiging", "einde", "say", "call", "revenge", "leger"};
constexpr std::string_view kFeats[] = {"", "VerbForm=Fin", "VerbForm=Inf", "VerbForm=Part", "Voice=Pass", "Number=Plur", "PronType=Int"};
constexpr Rel kRels[] = {Rel::nsubj, Rel::obj, Rel::obl, Rel::nmod, Rel::ccomp, Rel::xcomp, Rel::advcl, Rel::acl, Rel::conj,
                         Rel::cc, Rel::case_, Rel::mark, Rel::fixed, Rel::cop, Rel::aux, Rel::parataxis, Rel::advmod, Rel::nummod};
constexpr Upos kUpos[] = {Upos::VERB, Upos::VERB, Upos::NOUN, Upos::NOUN, Upos::PRON, Upos::ADP, Upos::ADV, Upos::ADJ, Upos::PUNCT};
constexpr std::string_view kSubtypes[] = {"", "", "", ":prt", ":pass", ":poss", ":agent"};

class Trees {
 public:
  explicit Trees(uint32_t seed) : random_(seed) {}

  Parse draw() {
    Parse parse;
    const int32_t n = 2 + pick(12);
    std::vector<int32_t> order(n);  // each hangs on one that came before it
    for (int32_t i = 0; i < n; ++i) order[i] = i;
    std::shuffle(order.begin(), order.end(), random_);
    parse.tokens.resize(n);
    for (int32_t k = 0; k < n; ++k) {
      Token& t = parse.tokens[order[k]];
      t.head = k == 0 ? -1 : order[pick(k)];
      t.rel = k == 0 && pick(2) ? Rel::root : kRels[pick(std::size(kRels))];
      t.upos = kUpos[pick(std::size(kUpos))];
      t.form = kForms[pick(std::size(kForms))];
      t.lemma = pick(2) ? kLemmas[pick(std::size(kLemmas))] : t.form;
      t.feats = kFeats[pick(std::size(kFeats))];
      t.deprel = parse.strings.keep(std::string(name(t.rel)) + std::string(kSubtypes[pick(std::size(kSubtypes))]));
    }
    parse.sentences.push_back({.first = 0, .last = n});
    return parse;
  }

 private:
  int32_t pick(size_t n) { return static_cast<int32_t>(random_() % n); }

  std::mt19937 random_;
};

bool one_tree(const Parse& parse) {
  std::vector<int32_t> heads;
  for (const Token& t : parse.tokens) heads.push_back(t.head);
  return is_tree(heads.data(), static_cast<int32_t>(heads.size()));
}

TEST(TreeEdit, LeavesATreeOfAnyTree) {
  int changed = 0;
  for (std::string_view lang : {"nl", "en"}) {
    auto rules = TokenRules::load(std::string(BESTAND_SOURCE_DIR) + "/lang/" + std::string(lang) + "/tokens.toml");
    ASSERT_TRUE(rules.ok()) << rules.error().message;
    for (uint32_t seed = 0; seed < 20000; ++seed) {
      Parse parse = Trees(seed).draw();
      ASSERT_TRUE(one_tree(parse)) << lang << " " << seed;
      const std::vector<Token> before = parse.tokens;
      give_particles(*rules, &parse);
      ASSERT_TRUE(one_tree(parse)) << "particles, " << lang << " " << seed;
      give_attachments(*rules, &parse);
      ASSERT_TRUE(one_tree(parse)) << "attachments, " << lang << " " << seed;
      give_clauses(*rules, &parse);
      ASSERT_TRUE(one_tree(parse)) << "clauses, " << lang << " " << seed;
      for (size_t i = 0; i < before.size(); ++i) changed += before[i].head != parse.tokens[i].head;
    }
  }
  EXPECT_GT(changed, 1000);
}

// "Volgde [de beschuldiging] dat het leger schoot", the noun hung in the clause that belongs to it.
TEST(TreeEdit, HangsNothingOnWhatHangsOnIt) {
  auto rules = TokenRules::load(std::string(BESTAND_SOURCE_DIR) + "/lang/nl/tokens.toml");
  ASSERT_TRUE(rules.ok()) << rules.error().message;
  Parse parse;
  parse.tokens.resize(4);
  const auto set = [&](int32_t i, std::string_view form, std::string_view lemma, Upos upos, int32_t head, Rel rel) {
    Token& t = parse.tokens[i];
    t.form = form, t.lemma = lemma, t.upos = upos, t.head = head, t.rel = rel, t.deprel = name(rel);
  };
  set(0, "Volgde", "volgen", Upos::VERB, -1, Rel::root);
  set(1, "beschuldiging", "beschuldiging", Upos::NOUN, 3, Rel::obl);
  set(2, "dat", "dat", Upos::SCONJ, 3, Rel::mark);
  set(3, "schoot", "schieten", Upos::VERB, 0, Rel::ccomp);
  parse.sentences.push_back({.first = 0, .last = 4});
  give_clauses(*rules, &parse);
  EXPECT_TRUE(one_tree(parse));
  EXPECT_EQ(parse.tokens[3].head, 0);
  EXPECT_EQ(parse.tokens[1].head, 3);
}

}  // namespace
}  // namespace bestand::tree_edit_test
