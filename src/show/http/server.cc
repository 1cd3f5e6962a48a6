// One Exchange lives as long as its request: headers first, then the body in pieces, then the answer: at once where it is
// there, else the connection is suspended until a worker has it.
//
// Event streams: a thread looks twice a second whether the ledger moved on and wakes the streams: "head" at once, then
// "incidents", what is new and how many are gone. A stream with nothing to say is suspended, so that it costs no time. Every 15 seconds each gets a comment, which also finds
// clients that are gone.

#include "show/http/server.h"

#include <arpa/inet.h>
#include <microhttpd.h>
#include <sys/socket.h>

#include <cerrno>
#include <chrono>
#include <condition_variable>
#include <cstring>
#include <deque>
#include <mutex>
#include <optional>
#include <set>
#include <thread>
#include <unordered_set>
#include <vector>

#include "show/http/questions.h"

namespace bestand::http {

// One client that listens.
struct Stream {
  MHD_Connection* connection = nullptr;
  std::string waiting;  // bytes not yet taken
  bool suspended = false;
};

struct Server::Streams {
  explicit Streams(Api* a) : api(a), watcher([this] { watch(); }) {}
  ~Streams() { close(); }

  void close() {
    {
      std::lock_guard lock(mutex);
      stopping = true;
      for (Stream* s : open) wake(s);
    }
    changed.notify_all();
    if (watcher.joinable()) watcher.join();
  }

  void wake(Stream* s) {
    if (!s->suspended) return;
    s->suspended = false;
    MHD_resume_connection(s->connection);
  }

  void say(const std::string& text) {
    for (Stream* s : open) {
      if (s->waiting.size() < (1 << 16)) s->waiting += text;  // a client that never reads gets no more
      wake(s);
    }
  }

  // The ledger's incidents against those known; empty at the first look, and where nothing came or went.
  std::string look_for_news() {
    auto now = api->views().get({});
    if (!now) return "";
    std::unordered_set<std::string> ids;
    for (const auto& [id, _] : (*now)->incidents) ids.insert(id);
    const bool first = !looked, same = ids == known;
    std::string news = first || same ? "" : news_json(**now, known);
    known = std::move(ids);
    looked = true;
    return news;
  }

  void watch() {
    std::string last;
    auto beat = std::chrono::steady_clock::now();
    std::unique_lock lock(mutex);
    while (!stopping) {
      changed.wait_for(lock, std::chrono::milliseconds(500));
      if (stopping) return;
      if (open.empty()) continue;
      lock.unlock();
      auto head = api->views().head();
      lock.lock();
      if (head && *head != last) {
        if (!last.empty()) say("event: head\nid: " + *head + "\ndata: {\"head\":\"" + *head + "\"}\n\n");
        last = *head;
        lock.unlock();
        const std::string news = look_for_news();
        lock.lock();
        if (!news.empty()) say("event: incidents\ndata: " + news + "\n\n");
      }
      auto now = std::chrono::steady_clock::now();
      if (now - beat > std::chrono::seconds(15)) {
        beat = now;
        say(": still here\n\n");
      }
    }
  }

  Api* api;
  std::mutex mutex;
  std::condition_variable changed;
  std::set<Stream*> open;
  bool stopping = false;
  bool looked = false;                      // these two are the watcher's own
  std::unordered_set<std::string> known{};  // incidents told of
  std::thread watcher;
};

struct Exchange {
  Request request;
  bool too_large = false;
  std::string bad_target;  // why; empty = fine
  std::optional<Response> answer{};  // a worker's

  static ssize_t read_stream(void* closure, uint64_t, char* buffer, size_t max);
  static void end_stream(void* closure);
  static MHD_Result send(Server* server, MHD_Connection* connection, const Response& response);
  static MHD_Result answer_or_wait(Exchange* e, Server* server, MHD_Connection* connection);
};

// Those that work out answers, the oldest question first.
struct Server::Workers {
  explicit Workers(Api* a) : api(a) {
    for (unsigned i = 0; i < kWorkers; ++i) threads.emplace_back([this] { work(); });
  }
  ~Workers() { close(); }

  // False at the end of all. The connection is suspended before a worker can resume it.
  bool take(Exchange* e, MHD_Connection* connection) {
    std::lock_guard lock(mutex);
    if (stopping) return false;
    MHD_suspend_connection(connection);
    waiting.emplace_back(e, connection);
    some.notify_one();
    return true;
  }

  void work() {
    std::unique_lock lock(mutex);
    while (true) {
      some.wait(lock, [this] { return stopping || !waiting.empty(); });
      if (waiting.empty()) return;
      auto [e, connection] = waiting.front();
      waiting.pop_front();
      const bool end = stopping;
      lock.unlock();
      e->answer = end ? problem(503, "the server is stopping") : gone(connection) ? problem(503, "nobody waits for it") : api->handle(e->request);
      MHD_resume_connection(connection);
      lock.lock();
    }
  }

  // Whether the client has hung up meanwhile: a slider on its way leaves many questions behind.
  static bool gone(MHD_Connection* connection) {
    const auto* info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    char byte;
    return info && recv(info->connect_fd, &byte, 1, MSG_PEEK | MSG_DONTWAIT) == 0;
  }

  void close() {
    {
      std::lock_guard lock(mutex);
      stopping = true;
    }
    some.notify_all();
    for (auto& t : threads)
      if (t.joinable()) t.join();
  }

  Api* api;
  std::mutex mutex;
  std::condition_variable some;
  std::deque<std::pair<Exchange*, MHD_Connection*>> waiting;
  bool stopping = false;
  std::vector<std::thread> threads;
};

namespace {

struct StreamHandle {
  Server::Streams* streams;
  Stream stream;
};

}  // namespace

ssize_t Exchange::read_stream(void* closure, uint64_t, char* buffer, size_t max) {
  auto* h = static_cast<StreamHandle*>(closure);
  std::lock_guard lock(h->streams->mutex);
  if (h->streams->stopping) return MHD_CONTENT_READER_END_OF_STREAM;
  std::string& waiting = h->stream.waiting;
  size_t n = std::min(max, waiting.size());
  std::memcpy(buffer, waiting.data(), n);
  waiting.erase(0, n);
  if (n == 0) {
    h->stream.suspended = true;
    MHD_suspend_connection(h->stream.connection);
  }
  return static_cast<ssize_t>(n);
}

void Exchange::end_stream(void* closure) {
  auto* h = static_cast<StreamHandle*>(closure);
  {
    std::lock_guard lock(h->streams->mutex);
    h->streams->open.erase(&h->stream);
  }
  delete h;
}

namespace {

void free_body(void* closure) { delete static_cast<std::shared_ptr<const std::string>*>(closure); }

MHD_Response* body_response(const Response& r) {
  if (!r.body) return MHD_create_response_from_buffer(0, nullptr, MHD_RESPMEM_PERSISTENT);
  auto* held = new std::shared_ptr<const std::string>(r.body);
  return MHD_create_response_from_buffer_with_free_callback_cls(r.body->size(), const_cast<char*>(r.body->data()),
                                                                free_body, held);
}

}  // namespace

MHD_Result Exchange::send(Server* server, MHD_Connection* connection, const Response& r) {
  MHD_Response* out = nullptr;
  if (r.stream) {
    Server::Streams* streams = server->streams_.get();
    std::lock_guard lock(streams->mutex);
    if (streams->open.size() >= Server::kMaxStreams) {
      Response full = problem(503, "too many listeners");
      out = body_response(full);
      MHD_add_response_header(out, "Content-Type", full.type.c_str());
      MHD_Result sent = MHD_queue_response(connection, 503, out);
      MHD_destroy_response(out);
      return sent;
    }
    auto* handle = new StreamHandle{streams, {connection, "retry: 2000\n\n", false}};
    streams->open.insert(&handle->stream);
    out = MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, 4096, read_stream, handle, end_stream);
  } else {
    out = body_response(r);
  }
  if (!out) return MHD_NO;
  MHD_add_response_header(out, "Content-Type", r.type.c_str());
  for (const auto& [name, value] : r.fields) MHD_add_response_header(out, name.c_str(), value.c_str());
  MHD_Result sent = MHD_queue_response(connection, static_cast<unsigned>(r.status), out);
  MHD_destroy_response(out);
  return sent;
}

MHD_Result Exchange::answer_or_wait(Exchange* e, Server* server, MHD_Connection* connection) {
  if (e->answer) return send(server, connection, *e->answer);
  if (auto r = server->api_->at_once(e->request)) return send(server, connection, *r);
  if (server->workers_->take(e, connection)) return MHD_YES;
  return send(server, connection, problem(503, "the server is stopping"));
}

namespace {

MHD_Result add_field(void* closure, MHD_ValueKind, const char* key, const char* value) {
  auto* fields = static_cast<std::map<std::string, std::string>*>(closure);
  std::string name;
  for (const char* c = key; *c; ++c) name.push_back(static_cast<char>(*c >= 'A' && *c <= 'Z' ? *c + 32 : *c));
  (*fields)[name] = value ? value : "";
  return MHD_YES;
}

// Called with the request's target before it is taken apart: ours is the only reading of it.
void* begin(void*, const char* target, MHD_Connection*) {
  auto* e = new Exchange;
  auto parsed = parse_target(target);
  if (!parsed) {
    e->bad_target = parsed.error().message;
  } else {
    e->request.path = std::move(parsed->first);
    e->request.query = std::move(parsed->second);
  }
  return e;
}

MHD_Result handle(void* closure, MHD_Connection* connection, const char*, const char* method, const char*,
                  const char* data, size_t* size, void** state) {
  auto* e = static_cast<Exchange*>(*state);
  auto* server = static_cast<Server*>(closure);
  if (!e) return MHD_NO;
  if (e->request.fields.empty()) {  // first call: the header is whole
    e->request.method = method;
    e->request.fields["\n"] = "";  // marks the first call as seen; no field has this name
    MHD_get_connection_values(connection, MHD_HEADER_KIND, add_field, &e->request.fields);
    return MHD_YES;
  }
  if (*size > 0) {
    if (e->request.body.size() + *size > Server::kMaxBody)
      e->too_large = true;
    else
      e->request.body.append(data, *size);
    *size = 0;
    return MHD_YES;
  }
  if (e->too_large) return Exchange::send(server, connection, problem(413, "a body holds 64 kB at most"));
  if (!e->bad_target.empty()) return Exchange::send(server, connection, problem(400, e->bad_target));
  return Exchange::answer_or_wait(e, server, connection);
}

void finish(void*, MHD_Connection*, void** state, MHD_RequestTerminationCode) {
  delete static_cast<Exchange*>(*state);
  *state = nullptr;
}

}  // namespace

Server::Server(Api* api) : api_(api), streams_(std::make_unique<Streams>(api)), workers_(std::make_unique<Workers>(api)) {}

Server::~Server() {
  // Streams are woken first: a suspended connection cannot be closed.
  if (streams_) streams_->close();
  if (workers_) workers_->close();
  if (daemon_) MHD_stop_daemon(daemon_);
}

Result<std::unique_ptr<Server>> Server::start(Api* api, const ServerOptions& o) {
  std::unique_ptr<Server> server(new Server(api));
  sockaddr_in v4{};
  sockaddr_in6 v6{};
  const sockaddr* address = nullptr;
  unsigned flags = MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ITC;
  if (inet_pton(AF_INET, o.address.c_str(), &v4.sin_addr) == 1) {
    v4.sin_family = AF_INET;
    v4.sin_port = htons(o.port);
    address = reinterpret_cast<sockaddr*>(&v4);
  } else if (inet_pton(AF_INET6, o.address.c_str(), &v6.sin6_addr) == 1) {
    v6.sin6_family = AF_INET6;
    v6.sin6_port = htons(o.port);
    address = reinterpret_cast<sockaddr*>(&v6);
    flags |= MHD_USE_IPv6;
  } else {
    return Error{Code::kUsage, "no address: " + o.address, "", "", -1};
  }
  server->daemon_ = MHD_start_daemon(
      flags, o.port, nullptr, nullptr, handle, server.get(), MHD_OPTION_SOCK_ADDR, address,
      MHD_OPTION_THREAD_POOL_SIZE, kThreads, MHD_OPTION_CONNECTION_LIMIT, kMaxConnections,
      MHD_OPTION_CONNECTION_TIMEOUT, kIdleSeconds, MHD_OPTION_CONNECTION_MEMORY_LIMIT, kMaxHeader,
      MHD_OPTION_URI_LOG_CALLBACK, begin, nullptr, MHD_OPTION_NOTIFY_COMPLETED, finish, nullptr, MHD_OPTION_END);
  if (!server->daemon_)
    return Error{Code::kUnwritable,
                 "cannot listen on " + o.address + ":" + std::to_string(o.port) + ": " + std::strerror(errno), "", "", -1};
  const auto* info = MHD_get_daemon_info(server->daemon_, MHD_DAEMON_INFO_BIND_PORT);
  server->port_ = info ? info->port : o.port;
  return server;
}

}  // namespace bestand::http
