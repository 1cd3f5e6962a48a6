// What speaks for a word being part of a name, as hashes: itself, its neighbours, its place in the tree, and
// the lists of known names it stands in.
//
// Input    a parse with forms, UPOS and trees; the Lex of its tokens; the model's lists
// Threads  an object per thread
// Cost     some 70 hashes a word
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "parse/lex.h"
#include "parse/model_file.h"
#include "parse/parse.h"

namespace bestand {

// Lists of known names and of words that stand beside them; a phrase may be in several.
enum class NameList : uint8_t {
  kGivenName,
  kFamilyName,
  kBigPlace,
  kSmallPlace,
  kLand,          // states and their provinces
  kPeople,        // adjectives and inhabitants
  kActor,         // organisations of world/
  kPerson,        // whole names of persons of world/
  kPersonTitle,   // words before a person's name
  kOrgWord,       // words within or before an organisation's
  kPlaceWord,     // words before a place's
  kPlacePreposition,
  kCommonWord,    // stands in lower case in running text
  kOtherName,     // names of works, contests, feasts, languages, makes
  kPersonVerb,    // lemmas of verbs whose subject is a person
};
constexpr uint32_t kNameLists = 15;
constexpr uint32_t kNameFeatureVersion = 3;  // raised whenever a feature or list changes its meaning
constexpr uint32_t kFirstNameFeatureVersion = 2;  // the oldest whose features mean what they do now: 3 only adds clusters
constexpr uint32_t kListBits = (1u << kNameLists) - 1;
// A single word's path in a tree of words that are used alike, beside its lists: a bit that it has one, and the path.
constexpr int kClusterDepth = 10, kClusterShift = 16;
constexpr uint32_t kHasCluster = 1u << kClusterDepth;
constexpr uint32_t kLongerPhrase = 1u << 31;  // marks a beginning of a longer phrase in the table

// The key of a phrase in the table: of the words before it, and its last word.
constexpr uint64_t phrase_key(uint64_t before, uint64_t word) { return mix_hash(before, word) | 1; }

class NameFeatures {
 public:
  static constexpr size_t kMost = 104 + 4 * kNameLists;  // some 90 whatever the word, and four a list it is in

  // Reads a document; what it is given must stay while it is used.
  void read(std::span<const Lex> words, const Parse& parse, const HashTable& lists);

  // Whether nothing speaks for a name here: a common word in lower case among others.
  bool plain(int32_t token) const;

  // The features of one token, until the next call.
  std::span<const uint64_t> of(int32_t token);

 private:
  struct Marks {
    uint32_t lists = 0;   // bit n: in list n, as a word or as part of a phrase
    uint32_t begins = 0;  // … and first in it
    uint32_t cluster = 0; // kHasCluster and its path; 0: none
    bool phrase = false;  // part of a phrase of several words
  };
  struct Run {
    int32_t first, last;  // words in upper case that stand together, with small words between them
  };
  void mark_phrases();
  void find_runs();
  const Lex& word(int32_t i) const;
  uint64_t tag(int32_t i) const;
  void add(uint32_t name, uint64_t value) { out_[count_++] = mix_hash(value, name + 101); }
  void add_words(int32_t i);
  void add_shapes(int32_t i);
  void add_lists(int32_t i);
  void add_tree(int32_t i);
  void add_run(int32_t i);
  void add_clusters(int32_t i);
  // Its cluster cut to the path's first bits.
  uint64_t cluster(int32_t i, int bits) const;

  std::span<const Lex> words_;
  const Parse* parse_ = nullptr;
  const HashTable* lists_ = nullptr;
  std::vector<Marks> marks_;
  std::vector<Run> runs_;
  int32_t first_ = 0, last_ = 0;  // of the sentence
  std::array<uint64_t, kMost> out_;
  size_t count_ = 0;
};

}  // namespace bestand
