// What the page asks: a ledger opened cold and its first answer, each question again and again made anew and remembered,
// and the status answer over a socket with all of the program on one core. The war is made up and the same for the same
// seed; the answers are checked.
//
// Usage: bench_show_http [DOCUMENTS [SEED [LEDGER]]]     50000 documents make some 20,000 incidents
// LEDGER: where the ledger is kept, for tools/measure-page; made if it is not there.
#include <arpa/inet.h>
#include <sched.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>

#include "../tests/ledger/synthetic.h"
#include "ledger/ledger.h"
#include "show/http/server.h"

namespace {

using namespace bestand;
using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point from) { return std::chrono::duration<double>(Clock::now() - from).count(); }

void fail(const std::string& why) {
  std::fprintf(stderr, "bench_show_http: %s\n", why.c_str());
  std::exit(1);
}

LedgerOptions ledger_options() {
  LedgerOptions options;
  options.data_root = std::getenv("BESTAND_DATA") ? std::getenv("BESTAND_DATA") : ".";
  return options;
}

std::unique_ptr<Ledger> open(const std::string& path, Ledger::Mode mode) {
  auto ledger = Ledger::open(path, mode, ledger_options());
  if (!ledger) fail(ledger.error().to_string());
  return std::make_unique<Ledger>(std::move(*ledger));
}

void fill(const std::string& path, int documents, uint64_t seed) {
  test::War war({.seed = seed, .documents_a_day = 200, .places = 800});
  auto ledger = open(path, Ledger::Mode::kWrite);
  for (int at = 0; at < documents; at += 500) {
    std::vector<Analysis> some;
    for (int n = at; n < std::min(documents, at + 500); ++n) some.push_back(war.document(n));
    if (auto added = ledger->add(some); !added) fail(added.error().to_string());
  }
}

http::Response ask(http::Api* api, const std::string& target) {
  http::Request request;
  request.method = "GET";
  auto parsed = http::parse_target(target);
  if (!parsed) fail(parsed.error().to_string());
  request.path = parsed->first;
  request.query = parsed->second;
  request.fields["host"] = "127.0.0.1:1";
  http::Response r = api->handle(request);
  if (r.status != 200) fail(target + " gives " + std::to_string(r.status) + ": " + r.body->substr(0, 200));
  return r;
}

void repeat(http::Api* api, const char* how, const std::string& target) {
  int times = 0;
  size_t bytes = 0;
  auto start = Clock::now();
  while (seconds_since(start) < 1) bytes = ask(api, target).body->size(), ++times;
  double each = seconds_since(start) / times;
  std::printf("%-10s %-36s %9.3f ms, %7.0f requests/s, %zu bytes\n", how, target.c_str(), 1000 * each, 1 / each, bytes);
}

// One connection that stays open, asking the same again and again; the whole program on one core.
void over_a_socket(http::Api* api, const std::string& target) {
  cpu_set_t one;
  CPU_ZERO(&one);
  CPU_SET(sched_getcpu(), &one);
  sched_setaffinity(0, sizeof one, &one);  // threads started from here on too
  auto server = http::Server::start(api, {"127.0.0.1", 0});
  if (!server) fail(server.error().to_string());
  int s = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in to{};
  to.sin_family = AF_INET;
  to.sin_port = htons((*server)->port());
  inet_pton(AF_INET, "127.0.0.1", &to.sin_addr);
  if (connect(s, reinterpret_cast<sockaddr*>(&to), sizeof to) != 0) fail("cannot connect");
  const std::string request = "GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1:1\r\nAccept-Encoding: gzip\r\n\r\n";
  std::string heard;
  char part[1 << 16];
  int times = 0;
  auto start = Clock::now();
  for (; seconds_since(start) < 3; ++times) {
    if (send(s, request.data(), request.size(), 0) != static_cast<ssize_t>(request.size())) fail("cannot send");
    heard.clear();
    size_t whole = std::string::npos;
    while (heard.size() < whole) {
      ssize_t n = recv(s, part, sizeof part, 0);
      if (n <= 0) fail("the server hung up");
      heard.append(part, static_cast<size_t>(n));
      size_t body = heard.find("\r\n\r\n"), length = heard.find("Content-Length: ");
      if (whole == std::string::npos && body != std::string::npos) whole = body + 4 + std::strtoull(heard.c_str() + length + 16, nullptr, 10);
    }
    if (!heard.starts_with("HTTP/1.1 200")) fail(heard.substr(0, 200));
  }
  close(s);
  std::printf("one core, over a socket: %-22s %9.3f ms, %7.0f requests/s\n", target.c_str(), 1000 * seconds_since(start) / times,
              times / seconds_since(start));
}

}  // namespace

int main(int argc, char** argv) {
  int documents = argc > 1 ? std::atoi(argv[1]) : 8000;
  uint64_t seed = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 1;
  const bool keep = argc > 3;
  std::string path = keep ? argv[3] : (std::filesystem::temp_directory_path() / "bench_show_http.bestand").string();
  auto remove = [&] {
    for (const char* tail : {"", "-wal", "-shm"}) std::filesystem::remove(path + tail);
  };
  if (!keep) remove();
  if (!std::filesystem::exists(path)) fill(path, documents, seed);

  auto start = Clock::now();
  http::ApiOptions options;
  options.hosts = {"127.0.0.1:1"};
  http::Api api(open(path, Ledger::Mode::kRead), options);
  auto overview = nlohmann::json::parse(ask(&api, "/api/v1/overview").body->c_str());
  std::printf("cold: ledger opened, first overview            %9.1f ms, %zu ceasefires\n", 1000 * seconds_since(start), overview["ceasefires"].size());
  if (overview["ceasefires"].empty()) fail("no ceasefire");
  size_t total = nlohmann::json::parse(ask(&api, "/api/v1/incidents?limit=1").body->c_str())["total"].get<size_t>();
  std::printf("incidents                                      %9zu\n", total);
  if (total < static_cast<size_t>(documents) / 10) fail("incidents are missing");

  options.cache_bytes = 0;
  http::Api forgetful(open(path, Ledger::Mode::kRead), options);
  ask(&forgetful, "/api/v1/overview");
  for (const char* target : {"/api/v1/overview", "/api/v1/marks", "/api/v1/incidents?limit=100", "/api/v1/incidents.geojson", "/api/v1/claims?limit=100"})
    repeat(&forgetful, "made anew", target);
  repeat(&api, "remembered", "/api/v1/overview");
  over_a_socket(&api, "/api/v1/overview");
  if (!keep) remove();
}
