// What the page asks: the first answer over a large ledger, then each question again and again, without the socket.
// The war is made up and the same for the same seed; the answers' counts are checked.
//
// Usage: bench_show_http [DOCUMENTS [SEED]]     48000 documents make some 20,000 incidents
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>

#include "../tests/ledger/synthetic.h"
#include "ledger/ledger.h"
#include "show/http/api.h"

namespace {

using namespace bestand;
using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point from) { return std::chrono::duration<double>(Clock::now() - from).count(); }

void fail(const std::string& why) {
  std::fprintf(stderr, "bench_show_http: %s\n", why.c_str());
  std::exit(1);
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

}  // namespace

int main(int argc, char** argv) {
  int documents = argc > 1 ? std::atoi(argv[1]) : 8000;
  uint64_t seed = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 1;
  test::War war({.seed = seed, .documents_a_day = 200, .places = 800});
  std::string path = (std::filesystem::temp_directory_path() / "bench_show_http.bestand").string();
  for (const char* tail : {"", "-wal", "-shm"}) std::filesystem::remove(path + tail);
  LedgerOptions options;
  options.policy = std::getenv("BESTAND_POLICY") ? std::getenv("BESTAND_POLICY") : "world/policy/violation.toml";
  auto ledger = Ledger::open(path, Ledger::Mode::kWrite, options);
  if (!ledger) fail(ledger.error().to_string());
  for (int at = 0; at < documents; at += 500) {
    std::vector<Analysis> some;
    for (int n = at; n < std::min(documents, at + 500); ++n) some.push_back(war.document(n));
    if (auto added = ledger->add(some); !added) fail(added.error().to_string());
  }
  http::ApiOptions api_options;
  api_options.hosts = {"127.0.0.1:1"};
  http::Api api(std::make_unique<Ledger>(std::move(*ledger)), api_options);

  auto start = Clock::now();
  auto overview = nlohmann::json::parse(ask(&api, "/api/v1/overview").body->c_str());
  std::printf("first overview over %6d documents             %9.1f ms, %zu ceasefires\n", documents, 1000 * seconds_since(start),
              overview["ceasefires"].size());
  if (overview["ceasefires"].empty()) fail("no ceasefire");
  // Other offsets are other answers, so that they are made and not remembered.
  for (const std::string target : {"/api/v1/overview", "/api/v1/marks", "/api/v1/incidents?limit=100&offset=",
                                   "/api/v1/incidents.geojson", "/api/v1/claims?limit=100&offset="}) {
    bool paged = target.back() == '=';
    int times = 0;
    size_t bytes = 0;
    start = Clock::now();
    while (seconds_since(start) < 1) bytes = ask(&api, target + std::string(paged ? std::to_string(times) : "")).body->size(), ++times;
    double each = seconds_since(start) / times;
    std::printf("%-46s %9.3f ms, %7.0f requests/s, %zu bytes\n", target.c_str(), 1000 * each, 1 / each, bytes);
  }
  size_t total = nlohmann::json::parse(ask(&api, "/api/v1/incidents?limit=1").body->c_str())["total"].get<size_t>();
  std::printf("incidents                                      %9zu\n", total);
  if (total < static_cast<size_t>(documents) / 10) fail("incidents are missing");
  for (const char* tail : {"", "-wal", "-shm"}) std::filesystem::remove(path + tail);
}
