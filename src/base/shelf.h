// A row of values, all there or made one by one when first asked for: code that reads it need not know which.
//
// Threads  const: any number at once, also while values are made (`make` must allow that); a value once given stays where it is
// Cost     a value that is made: once what `make` costs; asking again: a look-up
#pragma once

#include <atomic>
#include <compare>
#include <cstddef>
#include <functional>
#include <iterator>
#include <memory>
#include <utility>
#include <vector>

namespace bestand {

template <class T>
class Shelf {
 public:
  using value_type = T;
  using Make = std::function<T(size_t)>;

  Shelf() = default;
  Shelf(std::vector<T> values) : values_(std::move(values)) {}
  // `size` values, of which `make(i)` gives the i-th.
  Shelf(size_t size, Make make) : later_(std::make_shared<const Later>(size, std::move(make))) {}

  size_t size() const { return later_ ? later_->size : values_.size(); }
  bool empty() const { return size() == 0; }
  const T& operator[](size_t i) const { return later_ ? later_->at(i) : values_[i]; }

  // For who fills it: the values themselves, where all are there.
  std::vector<T>& own() { return values_; }

  class Iterator {
   public:
    using iterator_category = std::random_access_iterator_tag;
    using value_type = T;
    using difference_type = std::ptrdiff_t;
    using pointer = const T*;
    using reference = const T&;

    Iterator() = default;
    Iterator(const Shelf* of, difference_type at) : of_(of), at_(at) {}
    reference operator*() const { return (*of_)[static_cast<size_t>(at_)]; }
    pointer operator->() const { return &**this; }
    reference operator[](difference_type n) const { return *(*this + n); }
    Iterator& operator++() { return ++at_, *this; }
    Iterator& operator--() { return --at_, *this; }
    Iterator operator++(int) { return {of_, at_++}; }
    Iterator operator--(int) { return {of_, at_--}; }
    Iterator& operator+=(difference_type n) { return at_ += n, *this; }
    Iterator& operator-=(difference_type n) { return at_ -= n, *this; }
    friend Iterator operator+(Iterator i, difference_type n) { return i += n; }
    friend Iterator operator+(difference_type n, Iterator i) { return i += n; }
    friend Iterator operator-(Iterator i, difference_type n) { return i -= n; }
    friend difference_type operator-(const Iterator& a, const Iterator& b) { return a.at_ - b.at_; }
    friend bool operator==(const Iterator& a, const Iterator& b) { return a.at_ == b.at_; }
    friend auto operator<=>(const Iterator& a, const Iterator& b) { return a.at_ <=> b.at_; }

   private:
    const Shelf* of_ = nullptr;
    difference_type at_ = 0;
  };
  Iterator begin() const { return {this, 0}; }
  Iterator end() const { return {this, static_cast<std::ptrdiff_t>(size())}; }

 private:
  struct Later {
    Later(size_t n, Make m) : size(n), make(std::move(m)), made(new std::atomic<const T*>[n]()) {}
    Later(const Later&) = delete;
    ~Later() {
      for (size_t i = 0; i < size; ++i) delete made[i].load();
    }

    const T& at(size_t i) const {
      static const T kNone{};
      if (i >= size) return kNone;  // what makes the values may come from a file
      if (const T* there = made[i].load(std::memory_order_acquire)) return *there;
      auto fresh = std::make_unique<const T>(make(i));
      const T* first = nullptr;  // that another thread made meanwhile
      return made[i].compare_exchange_strong(first, fresh.get(), std::memory_order_acq_rel) ? *fresh.release() : *first;
    }

    size_t size;
    Make make;
    std::unique_ptr<std::atomic<const T*>[]> made;
  };

  std::vector<T> values_;
  std::shared_ptr<const Later> later_;
};

}  // namespace bestand
