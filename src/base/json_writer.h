// Writes JSON as it goes, with no tree in between: same calls, same bytes.
//
// Input    strings must be valid UTF-8; they go out as they are, with only the characters escaped that must be
// Numbers  doubles in the shortest form that reads back the same
// Threads  one writer, one thread
#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace bestand {

class JsonWriter {
 public:
  explicit JsonWriter(std::string* out) : out_(out) {}

  void begin_object() { open('{'); }
  void end_object() { close('}'); }
  void begin_array() { open('['); }
  void end_array() { close(']'); }

  void key(std::string_view name);
  // One that the program spells: nothing in it to escape.
  template <size_t N>
  void key(const char (&name)[N]) {
    static_assert(N + 3 <= kLongestKey);
    separate();
    ahead_[size_] = '"';
    std::memcpy(ahead_ + size_ + 1, name, N - 1);
    std::memcpy(ahead_ + size_ + N, "\":", 2);
    size_ += N + 2;
  }
  void value(std::string_view text);
  void value(const char* text) { value(std::string_view(text)); }
  void value(const std::string& text) { value(std::string_view(text)); }
  void value(bool b);
  void value(int n) { value(static_cast<int64_t>(n)); }
  void value(uint32_t n) { value(static_cast<int64_t>(n)); }
  void value(int64_t n);
  void value(uint64_t n) { value(static_cast<int64_t>(n)); }
  void value(double x);  // not finite: null
  void null();
  void raw(std::string_view json);  // one complete value, already JSON

  template <class T>
  void field(std::string_view name, const T& v) { key(name); value(v); }
  template <size_t N, class T>
  void field(const char (&name)[N], const T& v) { key(name); value(v); }
  // Leaves the key out when there is nothing to say: unknown is absent.
  template <size_t N>
  void field_if(const char (&name)[N], std::string_view text) { if (!text.empty()) field(name, text); }

 private:
  void open(char c);
  void close(char c);
  void separate() {
    if (size_ == 0 && !first_) ahead_[size_++] = ',';
    first_ = false;
  }
  void put(size_t end) {  // what lies before `end` in ahead_
    out_->append(ahead_, end);
    size_ = 0;
  }

  static constexpr size_t kLongestKey = 40, kLongestBrief = 40;
  std::string* out_;
  bool first_ = true;  // nothing yet in the innermost container
  char ahead_[kLongestKey + kLongestBrief];  // a key or a comma, which goes out with its value at once
  size_t size_ = 0;
};

}  // namespace bestand
