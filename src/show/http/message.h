// A request and its answer as the API sees them, without a socket: what the server reads and writes.
//
// Errors   parse_target: kUsage for an escape or a character that no target may hold; problem(): RFC 9457
// Threads  values
// Source   RFC 3986 sections 2 and 3 (targets), RFC 9110 (fields), RFC 9457 (problem details)
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace bestand::http {

using Parameters = std::vector<std::pair<std::string, std::string>>;

struct Request {
  std::string method = "GET";
  std::string path;                           // decoded: "/api/v1/incidents/I3f"
  Parameters query;                           // decoded, in the order they came
  std::map<std::string, std::string> fields;  // header fields by lower-case name
  std::string body;

  std::string field(const std::string& name) const {
    auto found = fields.find(name);
    return found == fields.end() ? "" : found->second;
  }
};

struct Response {
  int status = 200;
  std::string type = "application/json";
  std::shared_ptr<const std::string> body;  // shared with the cache; null = empty
  Parameters fields;                        // further header fields
  bool stream = false;                      // Server-Sent Events: the server feeds it
};

// Path and query of a request target. At most kMaxTarget bytes; NUL and bad UTF-8 are refused, escaped or not.
constexpr size_t kMaxTarget = 8192;
Result<std::pair<std::string, Parameters>> parse_target(std::string_view target);

// Escapes everything but unreserved characters.
std::string percent_encode(std::string_view text);

Response answer(std::string body, std::string type = "application/json");
// {"type","title","status","detail"} as application/problem+json.
Response problem(int status, std::string_view detail);
Response problem(const Error& error);

}  // namespace bestand::http
