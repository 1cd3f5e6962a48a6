// The encoder that reads a sentence, and what is asked of it: tags, heads, relations, names.
//
// Method   embeddings of the word, its endings, beginnings and shape are summed; a convolution over three
// words, then
//          two layers of gated memory in both directions; each question is one linear layer, heads are a
//          bilinear score over all pairs with a maximum spanning tree where the best heads make none; products with
//          weights are taken in 16-bit whole numbers (rounded.h)
// Threads  const; a Scratch per thread
// Cost     some 250,000 multiply-adds a word
// Source   memory: minGRU (Feng et al. 2024); heads: Dozat and Manning 2017
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "parse/lex.h"
#include "parse/model_file.h"
#include "parse/rounded.h"

namespace bestand {

constexpr size_t kUposColumns = 32;   // 17 and padding
constexpr size_t kNameColumns = 16;   // 9 and padding
constexpr size_t kWordFeatures = 11;  // tables of embeddings
constexpr size_t kUposCount = 17;

// Rows of each hashed table; the first table is the dictionary of words.
constexpr std::array<uint32_t, kWordFeatures> kTableRows = {0,   256,  2048, 4096, 8192, 8192,
                                                            256, 1024, 4096, 4096, 1024};
constexpr std::array<const char*, kWordFeatures> kTableNames = {
    "word", "suf1", "suf2", "suf3", "suf4", "suf6", "pre1", "pre2", "pre3", "pre4", "shape"};
// The rows of a word; `word` is its row in the dictionary, 0 if it has none.
std::array<uint32_t, kWordFeatures> table_rows(const Lex& lex, uint32_t word);

struct NetSizes {
  uint32_t width = 128;  // of the encoder
  uint32_t half = 96;    // of one direction's memory
  uint32_t arc = 96;     // of what heads are scored on
  uint32_t label = 96;   // of what relations are read from
  uint32_t layers = 2;   // of memory
  uint32_t morphs = 0;   // upos + xpos + feats
  uint32_t rels = 0;
  uint32_t rel_columns() const { return (rels + 15) / 16 * 16; }
};

// What the net says of a batch of sentences.
struct NetAnswer {
  std::vector<uint8_t> upos;
  std::vector<uint16_t> morph;
  std::vector<int32_t> head;  // within the sentence, -1 for the root
  std::vector<uint16_t> rel;
  std::vector<uint8_t> name;  // 0 outside, 1 + 2 * type begins, 2 + 2 * type goes on
};

// How likely the net holds every answer to be, for one sentence; the numbers of a word add up to 1.
struct NetBelief {
  std::vector<float> upos;   // a row a word, kUposCount wide
  std::vector<float> morph;  // sizes().morphs wide
  std::vector<float> head;   // words + 1 wide: the root, then the words
  std::vector<float> rel;    // sizes().rels wide, under the heads asked for
};

class Net {
 public:
  Net() = default;
  static Result<Net> read(const ModelFile& model);
  bool empty() const { return sizes_.width == 0; }
  bool knows(const Lex& word) const { return dictionary_.find(word.lower, 0) != 0; }
  const NetSizes& sizes() const { return sizes_; }
  uint8_t upos_of(uint32_t morph) const {
    return static_cast<uint8_t>(std::upper_bound(morph_begin_.begin(), morph_begin_.end(), morph) -
                                morph_begin_.begin() - 1);
  }
  void set_root_rel(uint32_t rel) { root_rel_ = rel; }  // no word under another one gets it

  struct Scratch {
    std::vector<float> x, y, wide, gates, memory, dep, head, mapped, label_dep, label_head, label, scores,
        logits, dist;
    std::vector<float> tree;
    std::vector<uint8_t> buckets;
    RoundedRows rounded;
  };

  // What the encoder makes of each word, a row of sizes().width numbers; for trainers.
  const std::vector<float>& encoded(std::span<const Lex> words, const std::vector<int32_t>& starts,
                                    Scratch* scratch) const {
    encode(words, starts, scratch);
    return scratch->x;
  }

  // For trainers: all but rel, of one sentence; then rel, under any heads, of the sentence that `scratch` saw last.
  void believe(std::span<const Lex> words, Scratch* scratch, NetBelief* belief) const;
  void believe_rels(const std::vector<int32_t>& heads, Scratch* scratch, NetBelief* belief) const;

  // Sentences are the rows [starts[k], starts[k + 1]) of `words`. Without `names`, answer->name stays empty.
  void run(std::span<const Lex> words, const std::vector<int32_t>& starts, bool names, Scratch* scratch,
           NetAnswer* answer) const;

 private:
  void embed(std::span<const Lex> words, float* out) const;
  void encode(std::span<const Lex> words, const std::vector<int32_t>& starts, Scratch* s) const;
  void choose_tags(size_t rows, Scratch* s, NetAnswer* answer) const;
  void choose_names(const std::vector<int32_t>& starts, Scratch* s, NetAnswer* answer) const;
  void tree_layers(Scratch* s) const;  // of what encode() left rounded
  void score_heads(int32_t first, int32_t length, Scratch* s) const;  // to s->dist, as best_tree reads it
  void score_rels(const std::vector<int32_t>& starts, const std::vector<int32_t>& heads, Scratch* s) const;
  void choose_heads(const std::vector<int32_t>& starts, Scratch* s, NetAnswer* answer) const;
  void choose_rels(const std::vector<int32_t>& starts, Scratch* s, NetAnswer* answer) const;

  struct Linear {
    RoundedWeights weights;
    const float* bias = nullptr;
  };
  // A product with what `s->rounded` holds.
  static void linear(const Linear& layer, bool relu, Scratch* s, std::vector<float>* out);

  struct Memory {
    Linear gates, join;
    const float *gain, *bias;
  };
  NetSizes sizes_{0};
  uint32_t root_rel_ = UINT32_MAX;
  HashTable dictionary_;
  std::array<std::span<const int8_t>, kWordFeatures> tables_;
  std::array<std::span<const float>, kWordFeatures> scales_;
  const float *source_ = nullptr, *gain0_ = nullptr, *bias0_ = nullptr, *gain1_ = nullptr, *bias1_ = nullptr;
  Linear conv_;
  std::vector<Memory> memory_;
  Linear upos_, names_;
  const float *morph_ = nullptr, *morph_bias_ = nullptr;
  Linear dep_, head_, map_;
  std::vector<float> tree_columns_;  // of each number a head is scored on: its weight at every distance and at the root
  Linear label_dep_, label_head_, label_;
  const float *label_distance_ = nullptr, *label_root_ = nullptr;
  std::array<uint32_t, kUposCount + 1> morph_begin_{};
};

// The best tree of n words from scores[i * (n + 1) + h], h = 0 the root and h = k + 1 word k: one root, no
// cycle.
void best_tree(const float* scores, int32_t n, int32_t* heads);

// Whether heads (-1 root) make one tree with one root.
bool is_tree(const int32_t* heads, int32_t n);

}  // namespace bestand
