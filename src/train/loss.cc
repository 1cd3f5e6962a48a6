#include "train/loss.h"

#include <algorithm>
#include <cmath>

namespace bestand {

double softmax_loss(float* row, size_t n, std::span<const Beliefs::Answer> answers) {
  float top = *std::max_element(row, row + n);
  double sum = 0, loss = 0;
  for (size_t k = 0; k < n; ++k) sum += row[k] = std::exp(row[k] - top);
  for (size_t k = 0; k < n; ++k) row[k] = static_cast<float>(row[k] / sum);
  for (const Beliefs::Answer& a : answers)
    loss -= a.weight * std::log(std::max(static_cast<double>(row[a.what]), 1e-30));
  for (const Beliefs::Answer& a : answers) row[a.what] -= a.weight;
  return loss;
}

double outside_or_misc_loss(float* row, size_t n) {
  float top = *std::max_element(row, row + n);
  double sum = 0;
  for (size_t k = 0; k < n; ++k) sum += row[k] = std::exp(row[k] - top);
  double right = row[0] + row[7] + row[8];
  for (size_t k = 0; k < n; ++k) {
    bool allowed = k == 0 || k == 7 || k == 8;
    row[k] = static_cast<float>(row[k] / sum - (allowed ? row[k] / right : 0));
  }
  return -std::log(std::max(right / sum, 1e-30));
}

}  // namespace bestand
