// The ledger's questions over HTTP: a request in, an answer out, no socket.
//
//   GET  /api/v1/…     JSON; paging by limit and offset, filters, ETag of the ledger's head and the question
//   POST /api/v1/reviews   a person's decision, with the token
//   GET  /healthz, /metrics, and the page
//
// Every question takes as_of, knew, without (several), according_to, reviewed_only. A parameter that a question does not know
// is an error: a filter with a typing error must not look like an answer.
//
// Errors   problem documents (RFC 9457)
// Threads  handle() from any thread
// Cost     an answer given before at the same head: a look-up (bench/show_http)
// Source   openapi.json, which the tests hold against routes()
#pragma once

#include <atomic>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>

#include "ground/gazetteer.h"
#include "show/http/message.h"
#include "show/http/views.h"

namespace bestand::http {

// A file of the page, as it lies in the program: compressed by gzip.
struct Asset {
  std::string_view path;  // "/index.html"
  std::string_view gzip;
};

struct ApiOptions {
  size_t cache_bytes = 96 << 20;   // of answers remembered
  std::string token;               // of reviews; empty = reading only
  std::vector<std::string> hosts;  // names this server answers to, with port: "127.0.0.1:8080"; empty = any
  std::span<const Asset> assets;   // the page; may be empty
  const Gazetteer* gazetteer = nullptr;  // outlives the API; null = no names of towns on the map
  std::string outlines;            // world/outlines.txt, for reports
  std::string data_root;           // holds lang/, for reports in other languages than English
  std::string edition;             // of the program and its data, which answers are a function of too; part of each ETag
  std::string kept;                // where the first answers are kept from run to run; empty = nowhere
  std::string ledger;              // the file whose readers may read what is kept
};

struct RouteName {
  std::string_view method, pattern;  // "/api/v1/incidents/{id}"
};

class Api {
 public:
  Api(std::unique_ptr<Ledger> ledger, ApiOptions options);
  ~Api();

  Response handle(const Request& request);
  // The answer where it is there at once: the page's files, refusals, what was answered before. Nothing for what must be
  // worked out, be it for a moment: the caller asks handle() where it may wait.
  std::optional<Response> at_once(const Request& request);
  static std::vector<RouteName> routes();

  // Answers what a page asks first and keeps it where the options say: at the next start these are there at once.
  void keep_first_answers();

  // Before the first request, where the port is known late.
  void allow_hosts(std::vector<std::string> hosts) { options_.hosts = std::move(hosts); }
  Views& views() { return views_; }

 private:
  std::optional<Response> dispatch(const Request& request, bool may_wait);
  std::optional<Response> get(const Request& request, bool may_wait);
  Response review(const Request& request);
  Response page(const Request& request);
  Response metrics();
  bool host_allowed(const Request& request) const;
  bool origin_allowed(const Request& request) const;
  std::optional<Response> cached(const std::string& etag);
  void keep(const std::string& etag, const Response& response);
  void finish(const Request& request, Response* response) const;

  Views views_;
  ApiOptions options_;
  std::mutex cache_mutex_;
  std::list<std::pair<std::string, Response>> cache_;  // by etag, the latest used first
  std::unordered_map<std::string, decltype(cache_)::iterator> cache_index_;
  size_t cache_bytes_ = 0;
  std::atomic<int64_t> requests_{0}, hits_{0}, problems_{0}, reviews_{0};
};

// Whether two secrets are equal, in a time that does not tell where they differ.
bool same_secret(std::string_view a, std::string_view b);

}  // namespace bestand::http
