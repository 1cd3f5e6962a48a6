// Any bytes as a question to a small ledger (a path and query, and header fields, a line each) or, from '{' on, as the body of a
// review: never a crash, never a status that the API does not speak of, and every refusal is a problem document.
#include <algorithm>
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
  api.token = "key";
  return std::make_unique<http::Api>(std::make_unique<Ledger>(std::move(*ledger)), api);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static std::unique_ptr<http::Api> api = make();
  std::string_view bytes(reinterpret_cast<const char*>(data), size);
  http::Request request;
  if (bytes.starts_with('{')) {
    request = {"POST", "/api/v1/reviews", {}, {{"authorization", "Bearer key"}, {"content-type", "application/json"}}, std::string(bytes)};
  } else {
    const size_t line = std::min(bytes.find('\n'), bytes.size());
    auto target = http::parse_target("/api/v1/" + std::string(bytes.substr(0, line)));
    if (!target) return 0;
    request = {"GET", target->first, target->second, {}, ""};
    for (bytes.remove_prefix(line); !bytes.empty();) {
      bytes.remove_prefix(1);
      const size_t end = std::min(bytes.find('\n'), bytes.size()), colon = std::min(bytes.find(": "), end);
      if (colon < end) request.fields[std::string(bytes.substr(0, colon))] = bytes.substr(colon + 2, end - colon - 2);
      bytes.remove_prefix(end);
    }
  }
  const http::Response answer = api->handle(request);
  constexpr int kStatuses[] = {200, 201, 304, 400, 403, 404, 405, 409, 421};
  if (std::find(std::begin(kStatuses), std::end(kStatuses), answer.status) == std::end(kStatuses)) std::abort();
  if (answer.status >= 400 && (!answer.body || answer.body->empty() || answer.body->front() != '{')) std::abort();
  return 0;
}
