// Addresses: taking them apart and resolving one against another.
//
// Source   RFC 3986, section 5; blanks around an address are dropped, as browsers do
// Threads  safe
#pragma once

#include <string>
#include <string_view>

namespace bestand {

struct Url {
  std::string scheme, host, port, path, query;  // scheme and host in lower case; host without brackets and user
  bool valid = false;                           // http or https with a host
};

Url parse_url(std::string_view text);

// `reference` as seen from a page at `base`; `reference` itself where it is whole, or where `base` is none.
std::string resolve_url(std::string_view base, std::string_view reference);

}  // namespace bestand
