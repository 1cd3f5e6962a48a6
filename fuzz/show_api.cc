// Any bytes as a path and query asked of a small ledger: never a crash, never a status but 200, 304, 400 or 404, and every refusal
// is a problem document.
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <vector>

#include "../tests/ledger/synthetic.h"
#include "ledger/ledger.h"
#include "show/http/api.h"

namespace {

using namespace bestand;

std::unique_ptr<http::Api> make() {
  const std::string path = (std::filesystem::temp_directory_path() / ("fuzz-show-api-" + std::to_string(std::rand()) + ".bestand")).string();
  for (const char* tail : {"", "-wal", "-shm"}) std::filesystem::remove(path + tail);
  LedgerOptions options;
  options.data_root = std::getenv("BESTAND_DATA") ? std::getenv("BESTAND_DATA") : ".";
  auto ledger = Ledger::open(path, Ledger::Mode::kWrite, options);
  if (!ledger) std::abort();
  test::War war({.seed = 3, .documents = 24});
  std::vector<Analysis> documents;
  for (int i = 0; i < 24; ++i) documents.push_back(war.document(i));
  if (!ledger->add(documents)) std::abort();
  http::ApiOptions api;
  api.data_root = options.data_root;
  return std::make_unique<http::Api>(std::make_unique<Ledger>(std::move(*ledger)), api);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static std::unique_ptr<http::Api> api = make();
  auto target = http::parse_target("/api/v1/" + std::string(reinterpret_cast<const char*>(data), size));
  if (!target) return 0;
  http::Request request{"GET", target->first, target->second, {}, ""};
  const http::Response answer = api->handle(request);
  if (answer.status != 200 && answer.status != 304 && answer.status != 400 && answer.status != 404) std::abort();
  if (answer.status >= 400 && (!answer.body || answer.body->empty() || answer.body->front() != '{')) std::abort();
  return 0;
}
