// Ids to ids: 64-bit keys, none of them 0, to 32-bit values, of which 0 says that there is none.
//
// Method   open addressing in one array, so that a look-up costs one look at the memory as a rule
// Threads  const after filling
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace bestand {

class IdMap {
 public:
  uint32_t find(uint64_t key) const { return slots_.empty() ? 0 : slots_[place(key)].value; }

  // Added with 0 if it is not there; stays until the next call.
  uint32_t& operator[](uint64_t key) {
    if (2 * (size_ + 1) > slots_.size()) grow();
    Slot& slot = slots_[place(key)];
    size_ += slot.key == 0;
    slot.key = key;
    return slot.value;
  }

 private:
  struct Slot {
    uint64_t key = 0;
    uint32_t value = 0;
  };

  // Where it is, or where it would be.
  size_t place(uint64_t key) const {
    const uint64_t mixed = (key ^ key >> 32) * 0x9E3779B97F4A7C15ull;
    size_t at = (mixed ^ mixed >> 32) & (slots_.size() - 1);
    while (slots_[at].key != key && slots_[at].key != 0) at = (at + 1) & (slots_.size() - 1);
    return at;
  }

  void grow() {
    std::vector<Slot> old(slots_.empty() ? 16 : 2 * slots_.size());
    old.swap(slots_);
    for (const Slot& slot : old) {
      if (slot.key != 0) slots_[place(slot.key)] = slot;
    }
  }

  std::vector<Slot> slots_;  // a power of two of them, at most half of them taken
  size_t size_ = 0;
};

}  // namespace bestand
