#include "base/deadline.h"

namespace bestand {
namespace {

thread_local Deadline* innermost_deadline = nullptr;

}  // namespace

Deadline::Deadline(double seconds)
    : end_(std::chrono::steady_clock::now() + std::chrono::duration_cast<std::chrono::steady_clock::duration>(std::chrono::duration<double>(seconds))),
      set_(seconds > 0),
      outer_(innermost_deadline) {
  innermost_deadline = this;
}

Deadline::~Deadline() { innermost_deadline = outer_; }

bool Deadline::passed() {
  Deadline* d = innermost_deadline;
  if (d == nullptr || !d->set_) return false;
  if (!d->over_ && d->asked_++ % 16 == 0) d->over_ = std::chrono::steady_clock::now() >= d->end_;
  return d->over_;
}

}  // namespace bestand
