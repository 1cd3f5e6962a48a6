// How long the work on one document may take: whoever does it asks now and then whether its time is over, and stops.
//
// It is for documents that are made to take long, or are no documents at all; what an honest one gives never depends on it.
//
// Threads  a deadline holds for the thread that made it, until it is gone
// Cost     passed() is a call of the clock each 16th time
#pragma once

#include <chrono>

namespace bestand {

class Deadline {
 public:
  explicit Deadline(double seconds);  // 0: none
  ~Deadline();
  Deadline(const Deadline&) = delete;
  Deadline& operator=(const Deadline&) = delete;

  // Whether the time of this thread's innermost deadline is over; false where there is none.
  static bool passed();

 private:
  std::chrono::steady_clock::time_point end_;
  bool set_, over_ = false;
  unsigned asked_ = 0;
  Deadline* outer_;
};

}  // namespace bestand
