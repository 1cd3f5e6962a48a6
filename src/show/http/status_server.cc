#include "show/http/status_server.h"

#include <arpa/inet.h>
#include <microhttpd.h>

#include <cerrno>
#include <cstring>

namespace bestand::http {
namespace {

MHD_Result send_text(MHD_Connection* connection, unsigned status, const StatusServer::Text& text) {
  MHD_Response* response = MHD_create_response_from_buffer(text.body.size(), const_cast<char*>(text.body.data()), MHD_RESPMEM_MUST_COPY);
  if (response == nullptr) return MHD_NO;
  MHD_add_response_header(response, "Content-Type", text.type.c_str());
  MHD_add_response_header(response, "Cache-Control", "no-store");
  MHD_add_response_header(response, "Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'");
  const MHD_Result sent = MHD_queue_response(connection, status, response);
  MHD_destroy_response(response);
  return sent;
}

// A page elsewhere whose name was made to lead here is not answered.
bool asks_for_this_machine(MHD_Connection* connection) {
  const char* field = MHD_lookup_connection_value(connection, MHD_HEADER_KIND, "Host");
  const std::string host = field != nullptr ? field : "";
  const std::string name = host.substr(0, host.rfind(':'));
  return name == "127.0.0.1" || name == "localhost";
}

MHD_Result answer_status(void* closure, MHD_Connection* connection, const char* path, const char* method, const char*, const char*, size_t* size, void** state) {
  static int seen;
  if (*state == nullptr) {  // first call: the header is whole
    *state = &seen;
    return MHD_YES;
  }
  if (*size > 0) {
    *size = 0;
    return MHD_YES;
  }
  StatusServer::Text text;
  if (!asks_for_this_machine(connection)) return send_text(connection, 421, {"text/plain", "not here\n"});
  if (std::strcmp(method, "GET") != 0 && std::strcmp(method, "HEAD") != 0) return send_text(connection, 405, {"text/plain", "only GET\n"});
  if (!static_cast<StatusServer*>(closure)->get(path, &text)) return send_text(connection, 404, {"text/plain", "nothing here\n"});
  return send_text(connection, 200, text);
}

}  // namespace

Result<std::unique_ptr<StatusServer>> StatusServer::start(uint16_t port) {
  std::unique_ptr<StatusServer> server(new StatusServer);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  server->daemon_ = MHD_start_daemon(MHD_USE_EPOLL_INTERNAL_THREAD, port, nullptr, nullptr, answer_status, server.get(), MHD_OPTION_SOCK_ADDR,
                                     reinterpret_cast<sockaddr*>(&address), MHD_OPTION_CONNECTION_LIMIT, 32u, MHD_OPTION_CONNECTION_TIMEOUT, 10u, MHD_OPTION_END);
  if (server->daemon_ == nullptr) {
    return Error{Code::kUnwritable, "cannot listen on 127.0.0.1:" + std::to_string(port) + ": " + std::strerror(errno), "", "", -1};
  }
  const auto* info = MHD_get_daemon_info(server->daemon_, MHD_DAEMON_INFO_BIND_PORT);
  server->port_ = info != nullptr ? info->port : port;
  return server;
}

StatusServer::~StatusServer() {
  if (daemon_ != nullptr) MHD_stop_daemon(daemon_);
}

void StatusServer::put(const std::string& path, std::string type, std::string body) {
  std::lock_guard lock(mutex_);
  texts_[path] = {std::move(type), std::move(body)};
}

bool StatusServer::get(const std::string& path, Text* text) {
  std::lock_guard lock(mutex_);
  auto found = texts_.find(path);
  if (found == texts_.end()) return false;
  *text = found->second;
  return true;
}

}  // namespace bestand::http
