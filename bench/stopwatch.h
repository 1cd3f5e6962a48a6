// Processor time of the program: what "on one core" means on a machine that others use too.
#pragma once

#include <ctime>

namespace bestand::bench {

class Stopwatch {
 public:
  double seconds() const { return static_cast<double>(std::clock() - start_) / CLOCKS_PER_SEC; }

 private:
  std::clock_t start_ = std::clock();
};

}  // namespace bestand::bench
