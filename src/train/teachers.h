// Several nets that together parse better than one can: what they hold likely is what a small one learns from.
//
// Source   distillation of an ensemble's distributions: Kuncoro et al. 2016, Anderson and Gómez-Rodríguez 2020
#pragma once

#include <memory>
#include <vector>

#include "parse/net.h"
#include "train/beliefs.h"
#include "train/inventory.h"

namespace bestand {

class Teachers {
 public:
  // Models of the student's language. Their classes are found in the student's by what they are called; what it
  // lacks is left out.
  static Result<Teachers> open(const std::vector<std::string>& paths, const Inventory& student);
  bool empty() const { return nets_.empty(); }

  // The mean of what they think. Relations go with `tree`, or, where that is empty, with the tree that they agree on.
  Lesson judge(const std::vector<std::string>& forms, const std::vector<int32_t>& tree) const;

 private:
  struct Teacher {
    ModelFile file;
    Net net;
    std::vector<int32_t> morphs, rels;  // -> the student's, -1 if it has none
  };
  std::vector<std::unique_ptr<Teacher>> nets_;
  size_t morphs_ = 0, rels_ = 0;
  int32_t root_rel_ = -1;
};

}  // namespace bestand
