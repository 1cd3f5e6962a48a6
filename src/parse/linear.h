// A linear classifier over hashed features: one row of weights a feature, one column a class.
//
// Threads  const
// Cost     features x classes additions
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "parse/model_file.h"

namespace bestand {

class LinearModel {
 public:
  LinearModel() = default;
  static Result<LinearModel> read(const ModelFile& model, std::string_view name);
  static std::string write(uint32_t classes, const std::vector<int16_t>& rows);  // rows of stride(classes)

  static constexpr uint32_t stride(uint32_t classes) { return (classes + 3) / 4 * 4; }
  uint32_t classes() const { return classes_; }
  bool empty() const { return classes_ == 0; }

  // Sums the rows of `features` into `scores`, which holds stride(classes()) numbers.
  void score(std::span<const uint64_t> features, int32_t* scores) const {
    const uint32_t stride_ = stride(classes_);
    for (uint32_t c = 0; c < stride_; ++c) scores[c] = 0;
    for (uint64_t f : features) {
      const int16_t* row = weights_.data() + (f & mask_) * stride_;
      for (uint32_t c = 0; c < stride_; ++c) scores[c] += row[c];
    }
  }

 private:
  std::span<const int16_t> weights_;
  uint64_t mask_ = 0;
  uint32_t classes_ = 0;
};

}  // namespace bestand
