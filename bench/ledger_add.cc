// What a document costs a ledger: adding to a small and to a large one, and answering over them. The made-up
// war is the same for the same seed; the counts are checked, so that a fast wrong run fails.
//
// Usage: bench_ledger_add [DOCUMENTS [SEED [TRUCE_EVERY [DOCUMENTS_A_DAY]]]]     about 2.1 claims a document; 480000 make a million
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>

#include "../tests/ledger/synthetic.h"
#include "ledger/ledger.h"

namespace {

using namespace bestand;
using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point from) {
  return std::chrono::duration<double>(Clock::now() - from).count();
}

void fail(const std::string& why) {
  std::fprintf(stderr, "bench_ledger_add: %s\n", why.c_str());
  std::exit(1);
}

// Adds documents [from, to) in batches; gives the claims added.
int64_t add(Ledger* ledger, const test::War& war, int from, int to, int batch) {
  int64_t claims = 0;
  for (int at = from; at < to; at += batch) {
    std::vector<Analysis> some;
    for (int n = at; n < std::min(to, at + batch); ++n) some.push_back(war.document(n));
    auto added = ledger->add(some);
    if (!added) fail(added.error().to_string());
    if (added->added != static_cast<int64_t>(some.size())) fail("documents were lost");
    claims += added->claims;
  }
  return claims;
}

void one_by_one(Ledger* ledger, const test::War& war, int from, const char* where) {
  constexpr int kEach = 200;
  auto start = Clock::now();
  add(ledger, war, from, from + kEach, 1);
  std::printf("one document into %-28s %8.3f ms\n", where, 1000 * seconds_since(start) / kEach);
}

// What a question costs that looks at a ceasefire, an incident with its words, and those of a town.
void ask(Ledger* ledger, const char* which) {
  auto start = Clock::now();
  auto view = ledger->answers();
  if (!view) fail(view.error().to_string());
  const std::string id = view->ids.incidents.substr(view->ids.incidents.size() / 2 / IncidentIds::kLength * IncidentIds::kLength, IncidentIds::kLength);
  const auto found = find_incidents(*view, id);
  if (found.size() != 1 || view->incidents[found[0]].id != id) fail("an incident is not found by its id");
  for (const IncidentClaim& c : view->incidents[found[0]].claims) {
    if (view->corpus.document_of(view->corpus.claims[c.claim]).document.text.empty()) fail("an incident has no words");
  }
  if (view->ceasefires.empty() || view->ceasefires[0].claims.empty()) fail("no ceasefire");
  const auto& places = view->columns[0].places;
  if (std::count(places.begin(), places.end(), places[found[0]]) == 0) fail("a town has no incident");
  std::printf("%-52s %8.3f s\n", which, seconds_since(start));
}

}  // namespace

int main(int argc, char** argv) {
  int documents = argc > 1 ? std::atoi(argv[1]) : 20000;
  uint64_t seed = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 1;
  int truce_every = argc > 3 ? std::atoi(argv[3]) : 97;
  int a_day = argc > 4 ? std::atoi(argv[4]) : 200;
  test::War war({.seed = seed, .documents_a_day = a_day, .places = 800, .truce_every = truce_every});
  std::string path = (std::filesystem::temp_directory_path() / "bench_ledger_add.bestand").string();
  for (const char* tail : {"", "-wal", "-shm", ".view"}) std::filesystem::remove(path + tail);
  LedgerOptions options;
  options.edition = "bench";
  options.data_root = std::getenv("BESTAND_DATA") ? std::getenv("BESTAND_DATA") : ".";
  auto ledger = Ledger::open(path, Ledger::Mode::kWrite, options);
  if (!ledger) fail(ledger.error().to_string());
  int small = std::min(4800, documents / 2);
  auto start = Clock::now();
  int64_t claims = add(&*ledger, war, 0, small, 500);
  one_by_one(&*ledger, war, small, "10,000 claims");
  claims += add(&*ledger, war, small + 200, documents, 500);
  double seconds = seconds_since(start);
  std::printf("read into the ledger: %d documents, %lld claims, %.1f s, %.0f documents/s\n", documents,
              static_cast<long long>(claims), seconds, documents / seconds);
  one_by_one(&*ledger, war, documents, (std::to_string(claims) + " claims").c_str());
  start = Clock::now();
  auto view = ledger->view();
  if (!view) fail(view.error().to_string());
  std::printf("all answers computed: %.2f s, %zu incidents, %zu ceasefires\n", seconds_since(start),
              view->incidents.size(), view->ceasefires.size());
  if (view->corpus.documents.size() != static_cast<size_t>(documents) + 200 || view->incidents.empty())
    fail("answers are missing");
  ask(&*ledger, "the first question, which keeps the answers");
  ask(&*ledger, "the next");
  start = Clock::now();
  auto proof = ledger->verify();
  if (!proof) fail(proof.error().to_string());
  std::printf("verify: %.2f s over %lld entries\n", seconds_since(start),
              static_cast<long long>(proof->entries));
  for (const char* tail : {"", "-wal", "-shm", ".view"}) std::filesystem::remove(path + tail);
}
