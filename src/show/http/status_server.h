// A few texts over HTTP, for this machine only: how a program that runs for months lets itself be looked at.
//
// Errors   kUnwritable where the port cannot be had
// Threads  put() from any; one thread of its own answers
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "base/result.h"

struct MHD_Daemon;

namespace bestand::http {

class StatusServer {
 public:
  // On 127.0.0.1; port 0: any free one.
  static Result<std::unique_ptr<StatusServer>> start(uint16_t port);
  ~StatusServer();
  StatusServer(const StatusServer&) = delete;

  uint16_t port() const { return port_; }
  void put(const std::string& path, std::string type, std::string body);

  struct Text {
    std::string type, body;
  };
  // What `path` shows; false for nothing.
  bool get(const std::string& path, Text* text);

 private:
  StatusServer() = default;
  std::mutex mutex_;
  std::map<std::string, Text> texts_;
  MHD_Daemon* daemon_ = nullptr;
  uint16_t port_ = 0;
};

}  // namespace bestand::http
