#include "read/watch/watch_hosts.h"

#include <algorithm>

namespace bestand {
namespace {

constexpr int64_t kRobotsDay = 24 * 3600 * 1000LL;
constexpr int64_t kRobotsRetry = 3600 * 1000LL;

}  // namespace

int64_t WatchHosts::ready(const std::string& host) const {
  auto found = hosts_.find(host);
  return found == hosts_.end() ? 0 : found->second.busy ? kNever : found->second.ready;
}

void WatchHosts::end(const std::string& host, int64_t now, bool pause) {
  Host& h = hosts_[host];
  h.busy = false;
  if (pause) h.ready = std::max(h.ready, now + std::max(pause_ms_, h.pause));
}

void WatchHosts::hold(const std::string& host, int64_t until) {
  Host& h = hosts_[host];
  h.ready = std::max(h.ready, until);
}

std::string WatchHosts::origin(const Url& url) {
  const bool six = url.host.find(':') != url.host.npos;
  return url.scheme + "://" + (six ? "[" + url.host + "]" : url.host) + (url.port.empty() ? "" : ":" + url.port);
}

WatchHosts::Word WatchHosts::may_ask(const Url& url, int64_t now) const {
  auto found = origins_.find(origin(url));
  if (found == origins_.end() || found->second.until <= now) return Word::kUnknown;
  if (!found->second.reachable) return Word::kUnreachable;
  return found->second.robots.allows(url.path + (url.query.empty() ? "" : "?" + url.query)) ? Word::kYes : Word::kNo;
}

void WatchHosts::robots_came(const Url& url, const FetchReply& reply, int64_t now) {
  Origin& o = origins_[origin(url)];
  const bool none = reply.status >= 400 && reply.status < 500 && reply.status != 429;
  const bool refused = reply.trouble && reply.trouble->code != Code::kOverTime && reply.trouble->code != Code::kUnreadable;
  o.reachable = none || refused || (!reply.trouble && reply.status >= 200 && reply.status < 300);
  // What is too large, or leads in circles or where it may not be asked, says nothing.
  o.robots = none || refused || !o.reachable ? Robots::all_allowed() : Robots::parse(reply.body, product_);
  o.until = now + (o.reachable ? kRobotsDay : kRobotsRetry);
  hosts_[url.host].pause = o.robots.delay_s() * 1000;
}

void WatchHosts::forget_old(int64_t now) {
  std::erase_if(origins_, [&](const auto& o) { return o.second.until <= now; });
  while (origins_.size() > kMaxOrigins) origins_.erase(origins_.begin());
  std::erase_if(hosts_, [&](const auto& h) { return !h.second.busy && h.second.ready + kRobotsDay <= now; });
}

}  // namespace bestand
