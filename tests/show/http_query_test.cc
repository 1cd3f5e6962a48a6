// Any query at all: answered or refused by a problem document, within bounds, and never by the server's own fault.
#include <gtest/gtest.h>

#include <chrono>
#include <nlohmann/json.hpp>

#include "ledger/make.h"
#include "ledger/synthetic.h"
#include "show/http/api.h"

namespace bestand::http_query_test {
namespace {

using namespace test;
using nlohmann::json;

class Queries : public testing::Test {
 protected:
  void SetUp() override {
    auto ledger = Ledger::open(file_.path(), Ledger::Mode::kWrite, options(nullptr));
    ASSERT_TRUE(ledger.ok());
    War war({.seed = 5, .documents = 30});
    std::vector<Analysis> documents;
    for (int i = 0; i < 30; ++i) documents.push_back(war.document(i));
    ASSERT_TRUE(ledger->add(documents).ok());
    http::ApiOptions o;
    o.cache_bytes = 1 << 20;
    api_ = std::make_unique<http::Api>(std::make_unique<Ledger>(std::move(*ledger)), o);
  }

  http::Response ask(const http::Request& r) { return api_->handle(r); }

  TempFile file_{"queries"};
  std::unique_ptr<http::Api> api_;
};

constexpr std::string_view kPaths[] = {"overview", "marks", "incidents", "incidents.geojson", "claims", "documents", "ceasefires", "parties", "timeline", "contradictions",
                                       "diff", "report", "places", "feed.atom", "incidents/I", "incidents/{id}", "incidents/{id}/compare", "documents/{doc}", "documents/", "nothing"};
constexpr std::string_view kKeys[] = {"limit", "offset", "as_of", "knew", "without", "according_to", "reviewed_only", "from", "to", "headline", "rule", "act", "place", "actor", "source",
                                      "ceasefire", "updated_since", "lang", "since", "type", "words", "document", "bbox", "", "LIMIT", "limit "};

// Values that mean something, those that nearly do, and bytes of no kind.
std::string value_of(Random* random) {
  static const std::vector<std::string> kValues = {
      "", "0", "1", "-1", "100", "1001", "99999999999999999999", "1e3", "0x10", "true", "TRUE", "2016-12", "2016-12-30T11:05+01:00", "[2016-12-01,2016-12-08]", "../..", "2016-13-45",
      "9999999-01", "-9999", "Y-170000002", "none", "out_of_scope", "R12", "AIRSTRIKE", "nl", "xx", "Wire", "' OR 1=1 --", "<script>", "\xe2\x80\xae", "%", "a\nb", "I", "C", std::string(5000, 'a')};
  std::string out = kValues[static_cast<size_t>(random->below(static_cast<int>(kValues.size())))];
  for (int n = random->below(4); n > 0 && random->once_in(3); --n) out.insert(out.size() ? static_cast<size_t>(random->below(static_cast<int>(out.size()))) : 0, 1, static_cast<char>(1 + random->below(126)));
  return out;
}

TEST_F(Queries, OfAnyKindAreAnsweredOrRefusedInWords) {
  http::Request first{"GET", "/api/v1/marks", {}, {}, ""};
  const json marks = json::parse(*ask(first).body);
  ASSERT_FALSE(marks["id"].empty());
  const std::string id = marks["id"][0];
  Random random(9);
  int answered = 0, refused = 0;
  for (int n = 0; n < 600; ++n) {
    std::string path(kPaths[static_cast<size_t>(random.below(std::size(kPaths)))]);
    if (auto at = path.find("{id}"); at != std::string::npos) path.replace(at, 4, random.once_in(4) ? value_of(&random) : id);
    if (auto at = path.find("{doc}"); at != std::string::npos) path.replace(at, 5, value_of(&random));
    std::string asked = "/api/v1/" + http::percent_encode(path);
    char mark = '?';
    for (int k = random.below(4); k > 0; --k, mark = '&')
      asked += mark + http::percent_encode(kKeys[static_cast<size_t>(random.below(std::size(kKeys)))]) + "=" + http::percent_encode(value_of(&random));
    const auto target = http::parse_target(asked);
    if (!target) continue;  // no address: refused before any question
    const http::Request r{"GET", target->first, target->second, {}, ""};
    const auto start = std::chrono::steady_clock::now();
    const http::Response answer = ask(r);
    EXPECT_LT(std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count(), 5) << asked;
    ASSERT_TRUE(answer.status == 200 || answer.status == 400 || answer.status == 404) << answer.status << " " << asked;
    if (answer.status == 200) {
      ++answered;
      continue;
    }
    ++refused;
    const json problem = json::parse(*answer.body, nullptr, false);
    ASSERT_FALSE(problem.is_discarded()) << asked;
    EXPECT_EQ(problem["status"], answer.status) << asked;
    EXPECT_FALSE(problem["title"].get<std::string>().empty()) << asked;
  }
  EXPECT_GT(answered, 40);
  EXPECT_GT(refused, 100);
}

}  // namespace
}  // namespace bestand::http_query_test
