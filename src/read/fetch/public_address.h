// Which addresses a fetch may reach: those of the open internet, and the networks that the user names.
//
// Refused  private, loopback, link-local, carrier, documentation, multicast and reserved blocks, also where an IPv6 address
//          only wraps an IPv4 one of them
// Threads  safe
// Source   IANA special-purpose address registries (RFC 6890 and what amends it); RFC 6052 (NAT64), RFC 3056 (6to4)
#pragma once

#include <sys/socket.h>

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace bestand {

// 128 bits in network order; IPv4 as ::ffff:a.b.c.d.
struct Network {
  std::array<uint8_t, 16> address{};
  int bits = 128;

  // "10.1.0.0/16", "::1", "fd00::/8". Errors: kUsage.
  static Result<Network> parse(std::string_view text);
  bool holds(const std::array<uint8_t, 16>& other) const;
};

bool is_public(const sockaddr* address);

// Public, or in one of `networks`.
bool may_reach(const sockaddr* address, const std::vector<Network>& networks);

}  // namespace bestand
