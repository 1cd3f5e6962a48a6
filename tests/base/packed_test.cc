#include "base/packed.h"

#include <gtest/gtest.h>

namespace bestand::packed_test {

enum class Colour { kRed, kGreen };

struct Inner {
  std::string name;
  std::optional<double> share;
  friend bool operator==(const Inner&, const Inner&) = default;
};
struct Outer {
  int64_t number = 0;
  bool yes = false;
  Colour colour = Colour::kRed;
  std::vector<Inner> inner;
  std::vector<int32_t> numbers;
  std::map<std::string, int> counts;
  friend bool operator==(const Outer&, const Outer&) = default;
};

template <class A>
void fields(A& archive, Inner& x) {
  auto& [name, share] = x;
  archive(name, share);
}
template <class A>
void fields(A& archive, Outer& x) {
  auto& [number, yes, colour, inner, numbers, counts] = x;
  archive(number, yes, colour, inner, numbers, counts);
}

}  // namespace bestand::packed_test

namespace bestand {
template <>
constexpr int kEnumerators<packed_test::Colour> = 2;
}

namespace bestand::packed_test {
namespace {

Outer some() { return {-7, true, Colour::kGreen, {{"al-Bab", 0.5}, {"", {}}}, {3, 1, 2}, {{"a", 1}, {"b", 2}}}; }

std::string packed(const Outer& x) {
  Packer pack;
  pack(x);
  return pack.take();
}

TEST(Packed, WhatIsReadIsWhatWasWritten) {
  const Outer before = some();
  const std::string bytes = packed(before);
  Outer after;
  Unpacker unpack(bytes);
  unpack(after);
  EXPECT_TRUE(unpack.done());
  EXPECT_EQ(before, after);
}

TEST(Packed, BytesCutOffAnywhereAreTold) {
  const std::string bytes = packed(some());
  for (size_t n = 0; n < bytes.size(); ++n) {
    Outer after;
    Unpacker unpack(std::string_view(bytes).substr(0, n));
    unpack(after);
    EXPECT_FALSE(unpack.done()) << n;
  }
}

TEST(Packed, AnEnumeratorThatIsNoneIsTold) {
  std::string bytes = packed(some());
  bytes[sizeof(int64_t) + 1] = 2;  // of the colour
  Outer after;
  Unpacker unpack(bytes);
  unpack(after);
  EXPECT_FALSE(unpack.ok());
}

TEST(Packed, EveryByteCountsInTheChecksum) {
  const std::string bytes = packed(some());
  for (size_t n = 0; n < bytes.size(); ++n) {
    std::string other = bytes;
    other[n] = static_cast<char>(other[n] ^ 1);
    EXPECT_NE(checksum(bytes), checksum(other)) << n;
  }
  EXPECT_NE(checksum(bytes), checksum(bytes + '\0'));
}

}  // namespace
}  // namespace bestand::packed_test
