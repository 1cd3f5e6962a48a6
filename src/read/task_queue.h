// Work on several threads whose results come back in the order in which it was begun.
//
// Threads  one thread begins and takes; with one worker or none the work is done as it is taken
// Errors   work must not throw
// Memory   the caller bounds what is begun and not yet taken
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace bestand {

class TaskQueue {
 public:
  explicit TaskQueue(unsigned threads) : threads_(threads) {}
  TaskQueue(const TaskQueue&) = delete;
  ~TaskQueue();

  void begin(std::function<void()> work);
  // Waits until the first of the work that was begun and not taken is done. Requires that there is one.
  void take();
  size_t held() const { return begun_.size(); }

 private:
  struct Job {
    std::function<void()> work;
    bool done = false;
  };
  void run();

  unsigned threads_;
  std::deque<std::shared_ptr<Job>> begun_;    // the caller's, in order
  std::deque<std::shared_ptr<Job>> waiting_;  // for a worker
  std::mutex mutex_;
  std::condition_variable more_, done_;
  bool ending_ = false;
  std::vector<std::thread> workers_;
};

}  // namespace bestand
