// Opens the ledger, listens, and waits for the signal to stop.

#include "bestand/serve_command.h"

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <thread>

#include "base/data_dir.h"
#include "bestand/command_line.h"
#include "bestand/ledger_open.h"
#include "bestand/page_assets.h"
#include "ground/gazetteer.h"
#include "show/http/server.h"

namespace bestand {

int serve_command(Arguments args) {
  CLI::App app{
      "The ledger as a web page and an API, for this machine only unless told otherwise.\n\n"
      "  bestand serve --ledger my.bestand               then open http://127.0.0.1:8766/\n"
      "  BESTAND_TOKEN=... bestand serve --ledger my.bestand    with it, reviews can be entered\n\n"
      "The API is described at /api/v1/openapi.json; /healthz and /metrics are for those who watch over it.",
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
    if (auto found = Gazetteer::open(data->gazetteer)) gazetteer = std::move(*found);
  }
  if (gazetteer) api_options.gazetteer = &*gazetteer;
  http::Api api(std::move(opened->ledger), api_options);
  auto server = http::Server::start(&api, server_options);
  if (!server) return fail(server.error());
  std::string port = std::to_string((*server)->port());
  for (const char* host : {"127.0.0.1", "localhost", "[::1]"}) names.push_back(std::string(host) + ":" + port);
  names.push_back(server_options.address + ":" + port);
  api.allow_hosts(std::move(names));
  std::printf("bestand serves %s at http://%s:%s/ (%s)\n", path.c_str(), server_options.address.c_str(), port.c_str(),
              writes ? "reviews with the token" : "reading only");
  std::fflush(stdout);
  std::thread first([&api] { (void)api.views().get({}); });  // ready before anybody opens the page
  int signal = 0;
  sigwait(&stop, &signal);
  first.join();
  return kDone;
}

}  // namespace bestand
