// The net of parse/net.h with its backward pass.
#pragma once

#include <array>
#include <vector>

#include "parse/model_file.h"
#include "parse/net.h"
#include "train/adam.h"
#include "train/beliefs.h"
#include "train/inventory.h"
#include "train/word_vectors.h"

namespace bestand {

// A sentence as numbers. What is not known is empty: a sentence with names alone has no lesson of tags and heads.
struct NetExample {
  std::vector<std::array<uint32_t, kWordFeatures>> rows;
  std::vector<uint32_t> known;  // the dictionary's row whose vector is seen, 0 for none
  Lesson lesson;
  std::vector<uint8_t> name;
  uint32_t source = 0;
  size_t size() const { return rows.size(); }
};

struct Losses {
  double upos = 0, morph = 0, arc = 0, rel = 0, name = 0;
  size_t words = 0, named = 0;
};

class NetModel {
 public:
  NetModel(const NetSizes& sizes, uint32_t words, uint32_t sources, uint64_t seed);

  // One step over a batch of sentences.
  void learn(const std::vector<const NetExample*>& batch, const Adam& adam, Losses* losses);

  // Adds net.* and emb.*; `morph_begin` is where each UPOS begins among the morphs.
  void write(const std::array<uint32_t, kUposCount + 1>& morph_begin, uint32_t source,
             ModelWriter* out) const;

  // Takes over what a trained net of the same sizes knows: its words, classes and layers. `in` numbers this net's words
  // and classes; `share` is what the old net counts for beside what this one has, 1 all. Errors: kBadModel.
  Status start_from(const ModelFile& old, const Inventory& in, float share);

  // Words are read by their vectors too, through one layer; write() adds what it makes of them to their rows.
  void look_up(const WordVectors& vectors, const Inventory& in);

  // Every word is outside a name: for a model that learned none.
  void find_no_names();

  float dropout = 0.25f;

 private:
  using Matrix = std::vector<float>;
  struct Norm {
    Param gain, bias;
  };
  struct Linear {
    Param w, b;
  };
  struct MemoryLayer {
    Linear gates, join;
    Norm norm;
  };
  struct NormPass {
    Matrix centred, inverse;
  };
  struct LayerPass {
    Matrix x, gates, memory, joined, mask;
    NormPass norm;
  };
  struct Pass {
    std::vector<int32_t> starts;
    size_t n = 0;
    Matrix vectors, mask0, x0, wide, conv, mask1, x, mask_out, top, dtop;
    NormPass norm0, norm1;
    std::vector<LayerPass> layers;
  };

  void forward(const std::vector<const NetExample*>& batch, Pass* p);
  void backward(const std::vector<const NetExample*>& batch, Pass* p);
  void tags(const std::vector<const NetExample*>& batch, Pass* p, Losses* losses);
  void arcs(const std::vector<const NetExample*>& batch, Pass* p, Losses* losses);
  void rels(const std::vector<const NetExample*>& batch, Pass* p, Losses* losses);

  void make(Linear* l, const std::string& name, size_t depth, size_t width);
  void make(Norm* n, const std::string& gain, const std::string& bias);
  void linear(const Linear& l, const Matrix& x, size_t n, Matrix* y) const;
  // Adds to the weights' gradients and to dx (unless null).
  void linear_back(Linear* l, const Matrix& x, const Matrix& dy, size_t n, Matrix* dx);
  void norm_back(Norm* norm, const NormPass& pass, const Matrix& dy, size_t n, Matrix* dx);
  void memory_back(const LayerPass& pass, const std::vector<int32_t>& starts, const Matrix& dmemory,
                   Matrix* dgates) const;
  void drop(Matrix* x, Matrix* mask);
  std::vector<Param*> params();

  NetSizes z_;
  Random random_;
  std::array<Embedding, kWordFeatures> tables_;
  Embedding source_;
  Matrix vectors_;      // a row for each of the dictionary; empty: none
  Param from_vectors_;  // to the encoder
  Norm norm0_, norm1_;
  Linear conv_;
  std::vector<MemoryLayer> memory_;
  Linear upos_, morph_, names_, dep_, head_, map_, ldep_, label_;
  Param lhead_, distance_, root_, ldist_, lroot_;
  size_t morph_cols_ = 0;
};

}  // namespace bestand
