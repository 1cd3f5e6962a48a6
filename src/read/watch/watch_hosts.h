// How gently each host is asked: one request at a time, a pause between two, longer where it says so, and what its
// robots.txt forbids.
//
// Units    times are milliseconds since 1970
// Memory   hosts that were asked in the last day, at most kMaxOrigins of their robots.txt
// Threads  one
// Source   RFC 9309: a robots.txt that cannot be had forbids all, one that is not there nothing
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "read/fetch/fetcher.h"
#include "read/fetch/robots.h"
#include "read/url.h"

namespace bestand {

class WatchHosts {
 public:
  static constexpr int64_t kNever = INT64_MAX;
  static constexpr size_t kMaxOrigins = 2000;

  WatchHosts(std::string product, int64_t pause_ms) : product_(std::move(product)), pause_ms_(pause_ms) {}

  int64_t ready(const std::string& host) const;  // when it may be asked next; kNever while it is being asked
  void begin(const std::string& host) { hosts_[host].busy = true; }
  void end(const std::string& host, int64_t now, bool pause);
  void hold(const std::string& host, int64_t until);

  enum class Word { kUnknown, kYes, kNo, kUnreachable };
  Word may_ask(const Url& url, int64_t now) const;
  void robots_came(const Url& url, const FetchReply& reply, int64_t now);
  void forget_old(int64_t now);

  static std::string origin(const Url& url);  // "https://a.example:8443"

 private:
  struct Host {
    int64_t ready = 0, pause = 0;
    bool busy = false;
  };
  struct Origin {
    Robots robots;
    bool reachable = false;
    int64_t until = 0;
  };
  std::string product_;
  int64_t pause_ms_;
  std::map<std::string, Host> hosts_;
  std::map<std::string, Origin> origins_;
};

}  // namespace bestand
