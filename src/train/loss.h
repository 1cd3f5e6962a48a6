// Losses of one row of scores, which becomes its gradient.
#pragma once

#include <span>

#include "train/beliefs.h"

namespace bestand {

// Cross-entropy between the softmax of the first n columns and the answers' weights.
double softmax_loss(float* row, size_t n, std::span<const Beliefs::Answer> answers);

// The same over tags of names where any of three answers is right: outside, or in a name of type MISC.
double outside_or_misc_loss(float* row, size_t n);

}  // namespace bestand
