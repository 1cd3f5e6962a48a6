// Numbers that count something: how many, of what, of whom, and what befell them.
//
// Input    a document, its parse, and its times already in `mentions`
// Output   mentions->quantities by rising span: "zo'n 85" without the counted noun. No dates, ages, money,
// measures,
//          percentages, ordinals, names, list numbers
// Errors   kUnreadable, kBadData for lang/<code>/quantities.toml
// Threads  const after load
// Cost     linear but for clauses; bench/ground_quantity
// Source   docs/formats/quantities.md has the table of ranges; the house convention of annotation
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "ground/mentions.h"
#include "parse/parse.h"
#include "read/document.h"

namespace bestand {

class QuantityGrounder {
 public:
  // Reads lang/<lang>/quantities.toml under `data_root`.
  static Result<QuantityGrounder> load(const std::string& data_root, std::string_view lang);

  QuantityGrounder(QuantityGrounder&&) noexcept;
  QuantityGrounder& operator=(QuantityGrounder&&) noexcept;
  ~QuantityGrounder();

  // Fills mentions->quantities and mentions->victims; runs after times, places and actors, which it does not change.
  void ground(const Document& document, const Parse& parse, Mentions* mentions) const;

 private:
  struct Impl;
  explicit QuantityGrounder(std::unique_ptr<const Impl> impl);
  std::unique_ptr<const Impl> impl_;
};

}  // namespace bestand
