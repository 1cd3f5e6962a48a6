// The API on a socket: GNU libmicrohttpd reads the requests, api.h answers them.
//
// Limits   header 32 kB, body 64 kB, 512 connections, 30 s without progress, 64 event streams; each by name below
// Errors   kUnwritable where the address cannot be had, with the system's own words
// Threads  start() returns; four threads read and write until the end, eight work out answers: a question that takes long
//          holds up none that is quick
#pragma once

#include <atomic>
#include <memory>
#include <string>

#include "show/http/api.h"

struct MHD_Daemon;

namespace bestand::http {

struct ServerOptions {
  std::string address = "127.0.0.1";
  uint16_t port = 8766;  // 0: any free one
};

class Server {
 public:
  static constexpr size_t kMaxBody = 64 << 10;
  static constexpr size_t kMaxHeader = 32 << 10;
  static constexpr unsigned kMaxConnections = 512, kIdleSeconds = 30, kThreads = 4, kWorkers = 8;
  static constexpr int kMaxStreams = 64;

  static Result<std::unique_ptr<Server>> start(Api* api, const ServerOptions& options);
  ~Server();
  Server(const Server&) = delete;

  uint16_t port() const { return port_; }

  struct Streams;
  struct Workers;

 private:
  explicit Server(Api* api);

  Api* api_;
  MHD_Daemon* daemon_ = nullptr;
  uint16_t port_ = 0;
  std::unique_ptr<Streams> streams_;
  std::unique_ptr<Workers> workers_;
  friend struct Exchange;
};

}  // namespace bestand::http
