// Words to values, and sets of words: the word lists of a language, asked for every word of every text.
//
// Method   open addressing; a slot holds 32 bits of a hash and where its item lies, so that a word which is not in the
//          list, as most are not, costs one look at one slot. Items lie, and are walked, in the order they came in
// Threads  const after filling
// Source   the hash takes eight bytes a step, multiplied and folded, in the manner of wyhash (Wang Yi 2019)
#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace bestand {

// Not the same on every machine: never to be kept or printed.
inline uint64_t string_hash(std::string_view text) {
  constexpr uint64_t kMix = 0x9E3779B97F4A7C15ull;
  auto mixed = [](uint64_t h) { return (h ^ (h >> 32)) * kMix; };
  const char* at = text.data();
  size_t left = text.size();
  uint64_t h = left * kMix;
  for (; left > 8; at += 8, left -= 8) {
    uint64_t eight;
    std::memcpy(&eight, at, 8);
    h = mixed(h ^ eight);
  }
  uint64_t rest = 0;
  if (left >= 4) {  // the halves may overlap
    uint32_t first, last;
    std::memcpy(&first, at, 4);
    std::memcpy(&last, at + left - 4, 4);
    rest = first | uint64_t{last} << 32;
  } else if (left > 0) {
    auto byte = [&](size_t i) { return static_cast<uint64_t>(static_cast<unsigned char>(at[i])); };
    rest = byte(0) | byte(left / 2) << 8 | byte(left - 1) << 16;
  }
  return mixed(mixed(h ^ rest));
}

// What both share. An Item is a string, or a pair that begins with one. What find() points to moves when an item is
// added, and not otherwise.
template <class Item>
class StringIndex {
 public:
  const Item* begin() const { return items_.data(); }
  const Item* end() const { return items_.data() + items_.size(); }
  Item* begin() { return items_.data(); }
  Item* end() { return items_.data() + items_.size(); }
  size_t size() const { return items_.size(); }
  bool empty() const { return items_.empty(); }

  const Item* find(std::string_view key) const { return begin() + index(key); }  // end() if it is not there
  Item* find(std::string_view key) { return begin() + index(key); }
  bool contains(std::string_view key) const { return index(key) != items_.size(); }
  size_t count(std::string_view key) const { return contains(key); }

 protected:
  // Of an item that is not there yet.
  Item* add(Item item) {
    items_.push_back(std::move(item));
    if (2 * items_.size() > slots_.size()) {
      slots_.assign(slots_.empty() ? 8 : 2 * slots_.size(), {});
      for (size_t i = 0; i < items_.size(); ++i) place(i);
    } else {
      place(items_.size() - 1);
    }
    return &items_.back();
  }

 private:
  struct Slot {
    uint32_t tag = 0, item = 0;  // no tag: free
  };
  static const std::string& key(const std::string& item) { return item; }
  template <class Pair>
  static const std::string& key(const Pair& item) { return item.first; }
  static uint32_t tag(uint64_t hash) { return static_cast<uint32_t>(hash >> 32) | 1; }

  size_t index(std::string_view wanted) const {
    if (slots_.empty()) return items_.size();
    const uint64_t hash = string_hash(wanted);
    for (size_t at = hash & (slots_.size() - 1); slots_[at].tag != 0; at = (at + 1) & (slots_.size() - 1)) {
      if (slots_[at].tag == tag(hash) && key(items_[slots_[at].item]) == wanted) return slots_[at].item;
    }
    return items_.size();
  }

  void place(size_t item) {
    const uint64_t hash = string_hash(key(items_[item]));
    size_t at = hash & (slots_.size() - 1);
    while (slots_[at].tag != 0) at = (at + 1) & (slots_.size() - 1);
    slots_[at] = {tag(hash), static_cast<uint32_t>(item)};
  }

  std::vector<Item> items_;
  std::vector<Slot> slots_;  // a power of two of them, at most half of them taken
};

class StringSet : public StringIndex<std::string> {
 public:
  bool insert(std::string_view word) { return !contains(word) && add(std::string(word)); }
};

template <class Value>
class StringMap : public StringIndex<std::pair<std::string, Value>> {
 public:
  using Item = std::pair<std::string, Value>;
  Value& operator[](std::string_view word) { return try_emplace(word).first->second; }

  // Leaves what is there.
  template <class... Values>
  std::pair<Item*, bool> try_emplace(std::string_view word, Values&&... values) {
    if (Item* found = this->find(word); found != this->end()) return {found, false};
    return {this->add(Item(std::string(word), Value(std::forward<Values>(values)...))), true};
  }
};

}  // namespace bestand
