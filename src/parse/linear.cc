#include "parse/linear.h"

#include <bit>
#include <cstring>

namespace bestand {

Result<LinearModel> LinearModel::read(const ModelFile& model, std::string_view name) {
  auto numbers = model.array<int16_t>(name);
  if (!numbers) return numbers.error();
  LinearModel out;
  if (numbers->empty()) return out;
  auto broken = [&] { return model.bad(std::string(name) + " is no table of weights"); };
  if (numbers->size() < 4 || (*numbers)[0] <= 0) return broken();
  out.classes_ = static_cast<uint32_t>((*numbers)[0]);
  out.weights_ = numbers->subspan(4);
  uint32_t stride_ = stride(out.classes_);
  size_t rows = out.weights_.size() / stride_;
  if (out.weights_.size() % stride_ != 0 || !std::has_single_bit(rows)) return broken();
  out.mask_ = rows - 1;
  return out;
}

std::string LinearModel::write(uint32_t classes, const std::vector<int16_t>& rows) {
  int16_t head[4] = {static_cast<int16_t>(classes), 0, 0, 0};
  return std::string(reinterpret_cast<const char*>(head), sizeof head) +
         std::string(reinterpret_cast<const char*>(rows.data()), rows.size() * 2);
}

}  // namespace bestand
