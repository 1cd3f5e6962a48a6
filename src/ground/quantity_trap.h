// Numbers that count nothing: dates, clock times, durations, ages, money, measures, percentages, ratios,
// names, labels, page furniture.
#pragma once

#include <cstdint>
#include <vector>

#include "ground/mentions.h"
#include "ground/quantity_pass.h"

namespace bestand {

class QuantityTraps {
 public:
  QuantityTraps(const QuantityWords& words, const Mentions& mentions);

  // Whether `n` counts nothing; `end` is behind its sentence.
  bool holds(const FoundNumber& n, int32_t end) const;

 private:
  void mark_times(const Mentions& mentions);
  NumberReader::Word read(int32_t i) const { return numbers_.read(words_.token(i).form); }
  bool begins(int32_t i) const;
  bool unit_follows(const FoundNumber& n, int32_t end) const;
  bool glued(const FoundNumber& n) const;
  bool year_like(const FoundNumber& n) const;
  bool date_ends_at(int32_t i) const;
  bool led_by_preposition(int32_t i) const;
  bool persons_follow(int32_t i) const;
  bool dated(const FoundNumber& n, int32_t end) const;
  bool labelled(const FoundNumber& n) const;
  bool bracketed(const FoundNumber& n) const;
  bool in_ratio(const FoundNumber& n, int32_t end) const;
  bool in_furniture(const FoundNumber& n) const;
  bool in_name(const FoundNumber& n) const;
  bool aged(const FoundNumber& n, int32_t end) const;
  bool counts_known(int32_t i) const;

  const QuantityWords& words_;
  const NumberReader& numbers_;
  std::vector<bool> timed_;  // by token: within a time
};

}  // namespace bestand
