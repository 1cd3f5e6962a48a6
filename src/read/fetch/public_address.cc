#include "read/fetch/public_address.h"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <cstring>
#include <optional>
#include <string>

namespace bestand {
namespace {

using Bytes16 = std::array<uint8_t, 16>;

constexpr std::array<uint8_t, 12> kMapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};

Bytes16 mapped(const void* four) {
  Bytes16 out{};
  std::memcpy(out.data(), kMapped.data(), 12);
  std::memcpy(out.data() + 12, four, 4);
  return out;
}

std::optional<Bytes16> bytes_of(const sockaddr* address) {
  if (address->sa_family == AF_INET) return mapped(&reinterpret_cast<const sockaddr_in*>(address)->sin_addr);
  if (address->sa_family != AF_INET6) return std::nullopt;
  Bytes16 out;
  std::memcpy(out.data(), &reinterpret_cast<const sockaddr_in6*>(address)->sin6_addr, 16);
  return out;
}

bool in_block(uint32_t v4, uint32_t block, int bits) { return (v4 ^ block) >> (32 - bits) == 0; }

bool is_public_v4(const uint8_t* b) {
  const uint32_t v4 = uint32_t{b[0]} << 24 | uint32_t{b[1]} << 16 | uint32_t{b[2]} << 8 | b[3];
  struct Block { uint32_t at; int bits; };
  constexpr Block kRefused[] = {
      {0x00000000, 8},   // this network
      {0x0A000000, 8},   // private
      {0x64400000, 10},  // carriers' own
      {0x7F000000, 8},   // loopback
      {0xA9FE0000, 16},  // link-local, where clouds tell their secrets
      {0xAC100000, 12},  // private
      {0xC0000000, 24},  // protocol assignments
      {0xC0000200, 24},  // documentation
      {0xC0586300, 24},  // 6to4 relays
      {0xC0A80000, 16},  // private
      {0xC6120000, 15},  // benchmarks
      {0xC6336400, 24},  // documentation
      {0xCB007100, 24},  // documentation
      {0xE0000000, 3},   // multicast, reserved, broadcast
  };
  for (const Block& block : kRefused) {
    if (in_block(v4, block.at, block.bits)) return false;
  }
  return true;
}

bool is_public_bytes(const Bytes16& a) {
  if (std::memcmp(a.data(), kMapped.data(), 12) == 0) return is_public_v4(a.data() + 12);
  constexpr uint8_t kNat64[12] = {0x00, 0x64, 0xFF, 0x9B};
  if (std::memcmp(a.data(), kNat64, 12) == 0) return is_public_v4(a.data() + 12);
  if (a[0] == 0x20 && a[1] == 0x02) return is_public_v4(a.data() + 2);
  if (a[0] >> 5 != 1) return false;                                                    // only 2000::/3 is given out
  if (a[0] == 0x20 && a[1] == 0x01 && a[2] < 2) return false;                          // protocol assignments, Teredo
  if (a[0] == 0x20 && a[1] == 0x01 && a[2] == 0x0D && a[3] == 0xB8) return false;      // documentation
  return !(a[0] == 0x3F && a[1] == 0xFF && a[2] < 0x10);                               // documentation
}

Error no_network(std::string_view text) {
  return Error{Code::kUsage, "no network (such as 10.1.0.0/16 or fd00::/8): " + std::string(text), "", "", -1};
}

}  // namespace

Result<Network> Network::parse(std::string_view text) {
  const size_t slash = text.find('/');
  const std::string address(text.substr(0, slash));
  Network out;
  in_addr v4;
  in6_addr v6;
  int least = 0;
  if (inet_pton(AF_INET, address.c_str(), &v4) == 1) {
    out.address = mapped(&v4);
    least = 96;
  } else if (inet_pton(AF_INET6, address.c_str(), &v6) == 1) {
    std::memcpy(out.address.data(), &v6, 16);
  } else {
    return no_network(text);
  }
  if (slash == text.npos) return out;
  std::string_view digits = text.substr(slash + 1);
  if (digits.empty() || digits.size() > 3) return no_network(text);
  int bits = 0;
  for (char c : digits) {
    if (c < '0' || c > '9') return no_network(text);
    bits = bits * 10 + (c - '0');
  }
  out.bits = bits + least;
  if (out.bits > 128) return no_network(text);
  return out;
}

bool Network::holds(const std::array<uint8_t, 16>& other) const {
  for (int bit = 0; bit < bits; bit += 8) {
    const int left = bits - bit;
    const uint8_t mask = left >= 8 ? 0xFF : static_cast<uint8_t>(0xFF << (8 - left));
    const size_t i = static_cast<size_t>(bit / 8);
    if ((address[i] ^ other[i]) & mask) return false;
  }
  return true;
}

bool is_public(const sockaddr* address) {
  const auto bytes = bytes_of(address);
  return bytes && is_public_bytes(*bytes);
}

bool may_reach(const sockaddr* address, const std::vector<Network>& networks) {
  const auto bytes = bytes_of(address);
  if (!bytes) return false;
  for (const Network& network : networks) {
    if (network.holds(*bytes)) return true;
  }
  return is_public_bytes(*bytes);
}

}  // namespace bestand
