// Values as bytes and back: what a program writes for itself to read again soon, not a format for others.
//
// Form     numbers as they lie in memory; texts and lists with their length (64 bits) before them; a structure its members,
//          as fields(archive, structure) names them: one function for both ways
// Errors   reading past the end, a length that cannot be, an enumerator that is none: ok() turns false and what is read from
//          then on is empty
#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace bestand {

// Tells accidental damage: 64 bits over all bytes.
inline uint64_t checksum(std::string_view bytes) {
  constexpr uint64_t kMultiplier = 0x9fb21c651e98df25ULL;
  uint64_t sum = bytes.size() * kMultiplier;
  auto take = [&](uint64_t word) {
    sum = (sum ^ word) * kMultiplier;
    sum ^= sum >> 32;
  };
  size_t i = 0;
  for (uint64_t word; i + 8 <= bytes.size(); i += 8) std::memcpy(&word, bytes.data() + i, 8), take(word);
  uint64_t rest = 0;
  if (i < bytes.size()) std::memcpy(&rest, bytes.data() + i, bytes.size() - i);
  take(rest);
  return sum;
}

// How many enumerators an enumeration has that is packed; specialised beside its fields().
template <class E>
constexpr int kEnumerators = 0;

class Packer {
 public:
  template <class... T>
  void operator()(const T&... values) {
    (put(values), ...);
  }
  const std::string& bytes() const { return bytes_; }
  std::string take() { return std::move(bytes_); }

 private:
  template <class T>
  void put(const T& value) {
    if constexpr (std::is_arithmetic_v<T> || std::is_enum_v<T>) {
      bytes_.append(reinterpret_cast<const char*>(&value), sizeof value);
    } else {
      fields(*this, const_cast<T&>(value));  // names the members for both ways; here they are only read
    }
  }
  void put(const std::string& text) {
    put(static_cast<uint64_t>(text.size()));
    bytes_ += text;
  }
  template <class T>
  void put(const std::optional<T>& value) {
    put(value.has_value());
    if (value) put(*value);
  }
  template <class T>
  void put(const std::vector<T>& list) {
    put(static_cast<uint64_t>(list.size()));
    if constexpr (std::is_arithmetic_v<T> || std::is_enum_v<T>)
      bytes_.append(reinterpret_cast<const char*>(list.data()), list.size() * sizeof(T));
    else
      for (const T& item : list) put(item);
  }
  template <class T, size_t N>
  void put(const std::array<T, N>& list) {
    for (const T& item : list) put(item);
  }
  template <class K, class V>
  void put(const std::map<K, V>& map) {
    put(static_cast<uint64_t>(map.size()));
    for (const auto& [key, value] : map) put(key), put(value);
  }

  std::string bytes_;
};

class Unpacker {
 public:
  explicit Unpacker(std::string_view bytes) : left_(bytes) {}

  template <class... T>
  void operator()(T&... values) {
    (get(&values), ...);
  }
  bool ok() const { return ok_; }
  bool done() const { return ok_ && left_.empty(); }

 private:
  void fail() { ok_ = false, left_ = {}; }
  bool copy(void* to, size_t size) {
    if (size > left_.size()) return fail(), false;
    if (size > 0) std::memcpy(to, left_.data(), size);  // of nothing there may be no address
    left_.remove_prefix(size);
    return true;
  }
  // No list is longer than the bytes that are left.
  size_t length() {
    uint64_t n = 0;
    if (!copy(&n, sizeof n) || n > left_.size()) return fail(), 0;
    return static_cast<size_t>(n);
  }

  template <class T>
  void get(T* value) {
    if constexpr (std::is_same_v<T, bool>) {
      uint8_t byte = 0;
      if (copy(&byte, 1) && byte > 1) fail();
      *value = byte == 1;
    } else if constexpr (std::is_enum_v<T>) {
      static_assert(kEnumerators<T> > 0);
      std::underlying_type_t<T> n{};
      if (copy(&n, sizeof n) && (n < 0 || n >= kEnumerators<T>)) fail(), n = {};
      *value = static_cast<T>(n);
    } else if constexpr (std::is_arithmetic_v<T>) {
      copy(value, sizeof *value);
    } else {
      fields(*this, *value);
    }
  }
  void get(std::string* text) {
    const size_t n = length();
    text->assign(left_.substr(0, n));
    left_.remove_prefix(n);
  }
  template <class T>
  void get(std::optional<T>* value) {
    bool there = false;
    get(&there);
    value->reset();
    if (there) get(&value->emplace());
  }
  template <class T>
  void get(std::vector<T>* list) {
    size_t n = length();
    list->clear();
    if constexpr (std::is_arithmetic_v<T>) {
      if (n * sizeof(T) > left_.size()) return fail();
      list->resize(n);
      copy(list->data(), n * sizeof(T));
    } else {
      for (; n > 0 && ok_; --n) get(&list->emplace_back());
    }
  }
  template <class T, size_t N>
  void get(std::array<T, N>* list) {
    for (T& item : *list) get(&item);
  }
  template <class K, class V>
  void get(std::map<K, V>* map) {
    map->clear();
    for (size_t n = length(); n > 0 && ok_; --n) {
      K key{};
      get(&key);
      get(&(*map)[key]);
    }
  }

  std::string_view left_;
  bool ok_ = true;
};

}  // namespace bestand
