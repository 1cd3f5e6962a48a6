// Weights with their gradients, and the step that moves them.
//
// Source   Adam: Kingma and Ba 2015; rows of embeddings move only when they were touched
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "train/perceptron.h"

namespace bestand {

struct Adam {
  float rate = 2e-3f, first = 0.9f, second = 0.98f, epsilon = 1e-9f;
  int64_t step = 0;
};

// A matrix, or a vector as a matrix of one row.
struct Param {
  std::string name;
  size_t rows = 0, cols = 0;
  std::vector<float> w, g, m, v;

  void init(std::string n, size_t r, size_t c, float range, Random* random);
  void move(const Adam& adam, float scale);
  std::vector<float> transposed() const;
};

// A table of which a batch touches few rows.
struct Embedding {
  std::string name;
  size_t rows = 0, cols = 0;
  std::vector<float> w, g, m, v;
  std::vector<uint32_t> touched;
  std::vector<uint8_t> dirty;    // touched in this batch
  std::vector<uint8_t> learned;  // touched at all

  void init(std::string n, size_t r, size_t c, float range, Random* random);
  float* gradient(uint32_t row);
  void move(const Adam& adam, float scale);
};

}  // namespace bestand
