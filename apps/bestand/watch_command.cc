// Collects the feeds, opens the ledger, and lets the watch run until a signal ends it.
#include "bestand/watch_command.h"

#include <sys/signalfd.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <set>
#include <string>
#include <vector>

#include "base/data_dir.h"
#include "bestand/batches.h"
#include "bestand/command_line.h"
#include "bestand/ledger_add.h"
#include "bestand/ledger_open.h"
#include "read/byte_source.h"
#include "read/feed/feed.h"
#include "read/url.h"
#include "read/watch/watch.h"
#include "show/http/status_server.h"
#include "show/watch_status.h"

namespace bestand {
namespace {

// What the arguments say, before it is checked.
struct Wish {
  std::vector<std::string> lists, networks;
  std::string ledger = default_ledger(), contact, keep, rejects;
  double every_s = 900, pause_s = 2, timeout_s = 60, simulate_s = 0;
  int status_port = -1;
  unsigned threads = default_threads();
};

// The addresses of the feeds that a list or an address names, each once. One in a list that is none of the web ("file:///…") is
// a reject and harms no other.
Status collect_feeds(const std::vector<std::string>& lists, RejectLog* rejects, std::vector<std::string>* out) {
  auto words = shared_page_words();
  if (!words) return words.error();
  std::set<std::string> seen;
  for (const std::string& list : lists) {
    std::vector<std::string> found;
    if (parse_url(list).valid) {
      found.push_back(list);
    } else {
      auto bytes = read_all(list, 16 << 20);
      if (!bytes) return bytes.error();
      auto feed = read_feed(*bytes, "", "", **words);
      if (!feed || feed->feeds.empty()) return Error{Code::kUsage, "is no OPML list with feeds in it, and no address of one", list, "", -1};
      found = feed->feeds;
    }
    for (const std::string& url : found) {
      if (!seen.insert(url).second) continue;
      if (parse_url(url).valid)
        out->push_back(url);
      else
        rejects->add(Error{Code::kRefused, "is no address of the web", url, "", -1});
    }
  }
  if (out->empty()) return Error{Code::kUsage, "no feed to ask: no address of the web in " + lists.front(), "", "", -1};
  return success();
}

Status fill(const Wish& wish, RejectLog* rejects, WatchOptions* options) {
  if (auto collected = collect_feeds(wish.lists, rejects, &options->feeds); !collected) return collected;
  if (wish.contact.find_first_of("\r\n") != std::string::npos || wish.contact.empty()) {
    return Error{Code::kUsage, "say who can be written to about these fetches: --contact you@example.org (or an address of a page, or $BESTAND_CONTACT)", "", "", -1};
  }
  options->fetch.user_agent = std::string("bestand/") + BESTAND_VERSION + " (+" + wish.contact + ")";
  for (const std::string& text : wish.networks) {
    auto network = Network::parse(text);
    if (!network) return network.error();
    options->fetch.networks.push_back(*network);
  }
  options->state = wish.ledger + ".watch";
  options->every_ms = static_cast<int64_t>(wish.every_s * 1000);
  options->pause_ms = static_cast<int64_t>(wish.pause_s * 1000);
  options->fetch.timeout_ms = static_cast<int64_t>(wish.timeout_s * 1000);
  options->simulate_ms = static_cast<int64_t>(wish.simulate_s * 1000);
  if (!wish.keep.empty()) {
    options->keep = std::make_shared<SourceStore>(wish.keep);
    return options->keep->prepare();
  }
  return success();
}

void show_figures(const WatchFigures& w, const Totals& totals, http::StatusServer* server, Progress* progress) {
  char line[160];
  std::snprintf(line, sizeof line, "%zu feeds, %lld fetches, %lld documents, %lld claims, %lld pages wait", w.feeds.size(),
                static_cast<long long>(w.fetches), static_cast<long long>(totals.added), static_cast<long long>(totals.claims),
                static_cast<long long>(w.entries.waiting));
  progress->show(line);
  if (server == nullptr) return;
  server->put("/", "text/html; charset=utf-8", watch_status_html(w));
  server->put("/status.json", "application/json", watch_status_json(w));
  server->put("/metrics", "text/plain; version=0.0.4", watch_metrics(w));
}

// A descriptor that can be read once SIGINT or SIGTERM came. Threads that start later inherit the mask.
int stop_descriptor() {
  sigset_t stop;
  sigemptyset(&stop);
  sigaddset(&stop, SIGINT);
  sigaddset(&stop, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &stop, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
  return ::signalfd(-1, &stop, SFD_CLOEXEC | SFD_NONBLOCK);
}

int watch(const Wish& wish, WatchOptions options, RejectLog* rejects) {
  const int stop = stop_descriptor();
  auto opened = open_ledger(wish.ledger, Ledger::Mode::kWrite);
  if (!opened) return fail(opened.error());
  auto data = DataDir::find();
  if (!data) return fail(data.error());
  auto engine = Engine::load(*data, {});
  if (!engine) return fail(engine.error());
  std::unique_ptr<http::StatusServer> server;
  if (wish.status_port >= 0) {
    auto started = http::StatusServer::start(static_cast<uint16_t>(wish.status_port));
    if (!started) return fail(started.error());
    server = std::move(*started);
    std::printf("bestand watches; how it goes: http://127.0.0.1:%d/\n", server->port());
    std::fflush(stdout);
  }
  Totals totals;
  Progress progress;
  WatchSide side;
  side.documents = [&](std::vector<Document> batch) { return add_batch(std::move(batch), *engine, {wish.threads, false}, opened->ledger.get(), rejects, &totals); };
  side.trouble = [&](const Error& error) { rejects->add(error); };
  side.figures = [&](const WatchFigures& w) { show_figures(w, totals, server.get(), &progress); };
  auto watch = Watch::open(std::move(options), std::move(side));
  if (!watch) return fail(watch.error());
  auto done = (*watch)->run(stop);
  ::close(stop);
  progress.show("");
  std::printf("%lld documents added to %s, %lld known; %lld claims; %lld troubles\n", static_cast<long long>(totals.added), wish.ledger.c_str(),
              static_cast<long long>(totals.known), static_cast<long long>(totals.claims), static_cast<long long>(rejects->count));
  if (!done) return fail(done.error());
  return rejects->count > 0 ? kWithRejects : kDone;
}

}  // namespace

int watch_command(Arguments args) {
  CLI::App app{
      "Asks news feeds for what is new, fetches the pages, and enters them into a ledger, until it is stopped (Ctrl-C).\n\n"
      "  bestand watch feeds.opml --ledger syria.bestand --contact me@example.org\n"
      "  bestand watch https://paper.example/rss --once --ledger syria.bestand --contact me@example.org\n\n"
      "It can be stopped, or die, at any time: what it knows lies in LEDGER.watch, and it goes on from there. It asks one\n"
      "page at a time of each host, heeds robots.txt and Retry-After, and asks failing sites less and less often.",
      "bestand watch"};
  Wish wish;
  WatchOptions options;
  if (const char* set = std::getenv("BESTAND_CONTACT")) wish.contact = set;
  app.add_option("FEEDS", wish.lists, "OPML files, or addresses of feeds")->required();
  app.add_option("--ledger", wish.ledger, "the ledger's file (default: $BESTAND_LEDGER, else ledger.bestand)");
  app.add_option("--contact", wish.contact, "a mail address or page of yours, told to each site (default: $BESTAND_CONTACT)");
  app.add_option("--every", wish.every_s, "seconds between two askings of a feed (default: 900)")->check(CLI::Range(60, 604800));
  app.add_option("--pause", wish.pause_s, "seconds between two requests to one host (default: 2)")->check(CLI::Range(0.0, 3600.0));
  app.add_option("--timeout", wish.timeout_s, "seconds a fetch may take (default: 60)")->check(CLI::Range(0.05, 3600.0));
  app.add_option("--max-bytes", options.fetch.max_bytes, "of a reply, as sent and decompressed (default: 16777216)");
  app.add_option("--at-once", options.at_once, "fetches, over all hosts (default: 16)")->check(CLI::Range(1, 256));
  app.add_option("--keep", wish.keep, "also keep the bytes of each reply in this folder, by hash: bestand show-source prints them");
  app.add_option("--status", wish.status_port, "show how it goes at http://127.0.0.1:PORT/ (0: any free port), /status.json, /metrics")->check(CLI::Range(0, 65535));
  app.add_option("--rejects", wish.rejects, "also write each trouble as a line of JSON to this file");
  app.add_option("--allow-private", wish.networks, "a network that may be reached although it is not public, such as 10.1.0.0/16; may be given more than once");
  app.add_option("--threads", wish.threads, "how many documents to analyse at once (default: all cores)")->check(CLI::Range(1, 1024));
  app.add_flag("--once", options.once, "ask each feed that is due once, read the pages, and end");
  app.add_option("--simulate", wish.simulate_s, "let so many seconds pass in leaps")->group("");  // for the tests
  if (auto stop = parse_arguments(app, args)) return *stop;
  RejectLog rejects;
  if (!wish.rejects.empty()) {
    if (auto opened = rejects.open(wish.rejects); !opened) return fail(opened.error());
  }
  if (auto filled = fill(wish, &rejects, &options); !filled) return fail(filled.error());
  return watch(wish, std::move(options), &rejects);
}

}  // namespace bestand
