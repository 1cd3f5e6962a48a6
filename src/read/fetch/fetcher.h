// Fetches over HTTP and HTTPS, many at once in one thread, none of which can hold up or harm another.
//
// Limits   bytes as sent and decompressed, seconds in all and to connect, redirects; each ends its own fetch only
// Refused  addresses that may_reach() refuses, looked at as each connection is made: after redirects too, and whatever a
//          name resolved to before. Other schemes than http and https
// Errors   kOverTime, kTooLarge, kRefused; kUnreadable with libcurl's words
// Threads  one
// Source   RFC 9110, RFC 9111 (conditional requests)
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "read/fetch/public_address.h"

namespace bestand {

struct FetchOptions {
  std::string user_agent;
  std::vector<Network> networks;  // that may be reached although they are not public
  uint64_t max_bytes = 16 << 20;
  int64_t timeout_ms = 60000;
  int64_t connect_ms = 15000;
  long max_redirects = 5;
};

struct FetchRequest {
  std::string url;
  std::string etag, modified;  // of what is held already: asks for what is newer
  bool follow = true;          // redirects; else they are given back, for who must ask first whether it may follow
};

struct FetchReply {
  int status = 0;   // 0: none came
  std::string url;  // where it came from in the end
  std::string content_type, charset, etag, modified, retry_after, cache_control;
  std::string leads_to;  // of a redirect that was not followed: where to
  std::string body;            // decompressed; with `trouble`, what came before it
  std::optional<Error> trouble;
  bool cut = false;  // fewer bytes came than the reply said, or the connection broke on the way
};

class Fetcher {
 public:
  static Result<std::unique_ptr<Fetcher>> create(FetchOptions options);
  ~Fetcher();
  Fetcher(const Fetcher&) = delete;

  // Begins a fetch; work() gives its reply with `ticket`.
  void start(int64_t ticket, const FetchRequest& request);
  size_t under_way() const;

  // Works until something is finished, `wait_ms` are over, or `wake_fd` (-1: none) can be read.
  std::vector<std::pair<int64_t, FetchReply>> work(int wait_ms, int wake_fd);

 private:
  struct State;
  explicit Fetcher(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

// How many milliseconds a Retry-After (seconds or a date) asks to wait from `now_ms`; nothing where it says nothing.
std::optional<int64_t> retry_after_ms(const std::string& value, int64_t now_ms);

// The max-age of a Cache-Control, in milliseconds; 0 where there is none.
int64_t max_age_ms(const std::string& cache_control);

}  // namespace bestand
