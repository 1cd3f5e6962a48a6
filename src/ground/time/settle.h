// From expressions and the days a document may be of to one value or a set of times for each expression.
//
// Every day is tried on the whole text, as expressions lean on each other. A day that two expressions of the
// text contradict ("gisteren, donderdag" on a Monday) is dropped for all of them, unless that would leave
// none.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ground/time/evaluate.h"
#include "ground/time/reader.h"
#include "ground/time/tense.h"

namespace bestand::timex {

struct Slot {
  Expression expression;
  int32_t first = 0, last = 0, head = 0;  // tokens
  bool ends_in_point = false;             // "5 p.m.": where a sentence seems to end
  Tense tense = Tense::kUnknown;
  Direction direction = Direction::kNearest;
  bool open = false;  // neither tense nor caller tells the direction
  std::string relation;
};

struct Settled {
  TimexType type = TimexType::kDate;
  std::string value;
  std::vector<std::string> candidates;
  std::optional<TimeSet> time;
  std::string mod;
};

// A month or a day of one, whose year only the direction tells.
bool may_be_either(const Spec& spec);

// `whole_year`: the days are those of a year known only as such; what depends on them is given as that
// year's.
std::vector<Settled> settle(const Evaluator& evaluator, const std::vector<Slot>& slots,
                            const std::vector<Reference>& days, bool whole_year);

// Which of the days every expression can live with; all of them where the text contradicts itself.
// values[day][slot].
std::vector<bool> agree(const std::vector<Slot>& slots, const std::vector<std::vector<Value>>& values,
                        const std::vector<Reference>& days);

}  // namespace bestand::timex
