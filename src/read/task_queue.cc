#include "read/task_queue.h"

#include <utility>

namespace bestand {

TaskQueue::~TaskQueue() {
  {
    std::lock_guard lock(mutex_);
    ending_ = true;
    waiting_.clear();
  }
  more_.notify_all();
  for (std::thread& worker : workers_) worker.join();
}

void TaskQueue::begin(std::function<void()> work) {
  auto job = std::make_shared<Job>(Job{std::move(work)});
  begun_.push_back(job);
  if (threads_ <= 1) return;
  if (workers_.empty()) {
    for (unsigned i = 0; i < threads_; ++i) workers_.emplace_back([this] { run(); });
  }
  {
    std::lock_guard lock(mutex_);
    waiting_.push_back(std::move(job));
  }
  more_.notify_one();
}

void TaskQueue::take() {
  std::shared_ptr<Job> job = std::move(begun_.front());
  begun_.pop_front();
  if (threads_ <= 1) return job->work();
  std::unique_lock lock(mutex_);
  done_.wait(lock, [&] { return job->done; });
}

void TaskQueue::run() {
  std::unique_lock lock(mutex_);
  for (;;) {
    more_.wait(lock, [this] { return ending_ || !waiting_.empty(); });
    if (ending_) return;
    std::shared_ptr<Job> job = std::move(waiting_.front());
    waiting_.pop_front();
    lock.unlock();
    job->work();
    lock.lock();
    job->done = true;
    done_.notify_one();
  }
}

}  // namespace bestand
