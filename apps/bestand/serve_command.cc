// Opens the ledger, listens, and waits for the signal to stop.

#include "bestand/serve_command.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "base/data_dir.h"
#include "bestand/command_line.h"
#include "bestand/ledger_open.h"
#include "bestand/page_assets.h"
#include "ground/gazetteer.h"
#include "show/http/server.h"

namespace bestand {
namespace {

// Answers what a page asks first before anybody asks, at the start and whenever the ledger has moved on; where that
// takes long, seldom.
class Readiness {
 public:
  explicit Readiness(http::Api* api) : api_(api), thread_([this] { run(); }) {}
  ~Readiness() {
    {
      std::lock_guard lock(mutex_);
      stopping_ = true;
    }
    stop_.notify_all();
    thread_.join();
  }

 private:
  void run() {
    using namespace std::chrono;
    std::string last;
    auto pause = seconds(-1);  // the first time at once
    std::unique_lock lock(mutex_);
    while (!stop_.wait_for(lock, seconds(1) + pause, [this] { return stopping_; })) {
      lock.unlock();
      const auto start = steady_clock::now();
      const auto head = api_->views().head();
      const bool moved = head && *head != last;
      if (moved) api_->keep_first_answers();
      if (moved) (void)api_->views().get({});  // where those were kept, the rest is worked out now
      if (moved) last = *head;
      pause = moved ? 9 * duration_cast<seconds>(steady_clock::now() - start) : seconds(0);
      lock.lock();
    }
  }

  http::Api* api_;
  std::mutex mutex_;
  std::condition_variable stop_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace

int serve_command(Arguments args) {
  CLI::App app{
      "The ledger as a web page and an API, for this machine only unless told otherwise.\n\n"
      "  bestand serve --ledger my.bestand               then open http://127.0.0.1:8766/\n"
      "  BESTAND_TOKEN=... bestand serve --ledger my.bestand    with it, reviews can be entered\n\n"
      "The API is described at /api/v1/openapi.json; /healthz and /metrics are for those who watch over it.\n"
      "Beside the ledger LEDGER.answers keeps what the page asks first, so that it is there at once at the next start.",
      "bestand serve"};
  std::string path = default_ledger();
  http::ServerOptions server_options;
  std::vector<std::string> names;
  app.add_option("--ledger", path, "the ledger's file (default: $BESTAND_LEDGER, else ledger.bestand)");
  app.add_option("--address", server_options.address, "to listen on (default: 127.0.0.1)");
  app.add_option("--port", server_options.port, "to listen on (default: 8766; 0: any free one)");
  app.add_option("--name", names, "a further host name, with port, that requests may use; may be given more than once");
  if (auto code = parse_arguments(app, args)) return *code;

  const char* token = std::getenv("BESTAND_TOKEN");
  bool writes = token && *token;
  auto opened = open_ledger(path, writes ? Ledger::Mode::kWrite : Ledger::Mode::kRead);
  if (!opened) return fail(opened.error());

  sigset_t stop;
  sigemptyset(&stop);
  sigaddset(&stop, SIGINT);
  sigaddset(&stop, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &stop, nullptr);  // before any thread starts
  std::signal(SIGPIPE, SIG_IGN);

  http::ApiOptions api_options;
  if (writes) api_options.token = token;
  api_options.assets = page_assets();
  // Without a gazetteer the map has fewer names: no reason not to serve.
  std::optional<Gazetteer> gazetteer;
  if (auto data = DataDir::find()) {
    api_options.outlines = data->outlines();
    api_options.data_root = data->root;
    api_options.edition = edition_of(*data);
    if (auto found = Gazetteer::open(data->gazetteer)) gazetteer = std::move(*found);
  }
  if (gazetteer) api_options.gazetteer = &*gazetteer;
  api_options.kept = path + ".answers";
  api_options.ledger = path;
  http::Api api(std::move(opened->ledger), api_options);
  auto server = http::Server::start(&api, server_options);
  if (!server) return fail(server.error());
  std::string port = std::to_string((*server)->port());
  for (const char* host : {"127.0.0.1", "localhost", "[::1]"}) names.push_back(std::string(host) + ":" + port);
  names.push_back(server_options.address + ":" + port);
  api.allow_hosts(std::move(names));
  (void)api.views().head();  // known before a first view keeps the ledger for itself
  std::printf("bestand serves %s at http://%s:%s/ (%s)\n", path.c_str(), server_options.address.c_str(), port.c_str(),
              writes ? "reviews with the token" : "reading only");
  std::fflush(stdout);
  Readiness ready(&api);
  int signal = 0;
  sigwait(&stop, &signal);
  return kDone;
}

}  // namespace bestand
