// The API without a socket: requests in, answers out, over a small ledger made here.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "base/utf8.h"
#include "ledger/make.h"
#include "ledger/synthetic.h"
#include "show/html.h"
#include "show/http/api.h"

namespace bestand::http_test {
namespace {

using namespace test;
using http::Request;
using http::Response;
using nlohmann::json;

TEST(Target, IsDecodedOnceAndKeepsTheOrder) {
  auto t = http::parse_target("/api/v1/documents/a%2Fb%23c?x=1+2&y=%C3%A9&x=%2B&&flag");
  ASSERT_TRUE(t.ok());
  EXPECT_EQ(t->first, "/api/v1/documents/a/b#c");
  EXPECT_EQ(t->second, (http::Parameters{{"x", "1 2"}, {"y", "é"}, {"x", "+"}, {"flag", ""}}));
}

TEST(Target, RefusesWhatNoAddressMayHold) {
  for (const char* bad : {"/%", "/%4", "/%zz", "/a?b=%00", "/%ff", "/a?%c3=1"}) EXPECT_FALSE(http::parse_target(bad).ok()) << bad;
  EXPECT_FALSE(http::parse_target("/" + std::string(9000, 'a')).ok());
  EXPECT_TRUE(http::parse_target("").ok());
}

TEST(Secret, IsComparedWhole) {
  EXPECT_TRUE(http::same_secret("abc", "abc"));
  for (const char* other : {"", "abd", "ab", "abcabc", "ABC"}) EXPECT_FALSE(http::same_secret(other, "abc")) << other;
  EXPECT_FALSE(http::same_secret("abc", ""));
}

TEST(Html, LetsNoTextBecomeMarkup) {
  EXPECT_EQ(escape_html("<b a='\"'>&\x01\n"), "&lt;b a=&#39;&quot;&#39;&gt;&amp;\n");
}

class HttpApi : public testing::Test {
 protected:
  void SetUp() override {
    auto ledger = Ledger::open(file_.path(), Ledger::Mode::kWrite, options(nullptr));
    ASSERT_TRUE(ledger.ok()) << ledger.error().to_string();
    War war({.seed = 3, .documents = 120});
    std::vector<Analysis> documents;
    for (int i = 0; i < 120; ++i) documents.push_back(war.document(i));
    auto added = ledger->add(documents);
    ASSERT_TRUE(added.ok()) << added.error().to_string();
    http::ApiOptions o;
    o.token = "secret";
    o.hosts = {"127.0.0.1:1"};
    api_ = std::make_unique<http::Api>(std::make_unique<Ledger>(std::move(*ledger)), o);
  }

  Response ask(const std::string& target, std::map<std::string, std::string> fields = {}) {
    auto parsed = http::parse_target(target);
    EXPECT_TRUE(parsed.ok());
    Request r{"GET", parsed->first, parsed->second, std::move(fields), ""};
    r.fields.emplace("host", "127.0.0.1:1");
    return api_->handle(r);
  }

  json ask_json(const std::string& target) {
    Response r = ask(target);
    EXPECT_EQ(r.status, 200) << target << ": " << *r.body;
    json out = json::parse(*r.body, nullptr, false);
    EXPECT_FALSE(out.is_discarded()) << target;
    return out;
  }

  Response enter(json body, const std::string& token, std::map<std::string, std::string> fields = {}) {
    Request r{"POST", "/api/v1/reviews", {}, std::move(fields), body.dump()};
    r.fields.emplace("host", "127.0.0.1:1");
    r.fields.emplace("content-type", "application/json");
    if (!token.empty()) r.fields.emplace("authorization", "Bearer " + token);
    return api_->handle(r);
  }

  static std::string field(const Response& r, const std::string& name) {
    for (const auto& [k, v] : r.fields)
      if (k == name) return v;
    return "";
  }

  TempFile file_{"http"};
  std::unique_ptr<http::Api> api_;
};

TEST_F(HttpApi, PagesHoldEachIncidentOnce) {
  std::set<std::string> seen;
  size_t total = 0, offset = 0;
  do {
    json page = ask_json("/api/v1/incidents?limit=7&offset=" + std::to_string(offset));
    total = page["total"];
    for (const auto& i : page["items"]) EXPECT_TRUE(seen.insert(i["incident"]).second);
    if (!page.contains("next_offset")) break;
    offset = page["next_offset"];
  } while (true);
  EXPECT_GT(total, 20u);
  EXPECT_EQ(seen.size(), total);
}

TEST_F(HttpApi, MarksAndListTellTheSameIncidents) {
  json marks = ask_json("/api/v1/marks"), list = ask_json("/api/v1/incidents?limit=1000");
  ASSERT_EQ(marks["id"].size(), list["items"].size());
  for (size_t i = 0; i < marks["id"].size(); ++i) {
    EXPECT_EQ(marks["id"][i], list["items"][i]["incident"]);
    EXPECT_EQ(marks["act"][i], list["items"][i]["act"]);
  }
  for (const auto& [key, column] : marks.items())
    if (column.is_array()) EXPECT_EQ(column.size(), marks["id"].size()) << key;
}

TEST_F(HttpApi, FiltersThatNobodyKnowsAreAnError) {
  EXPECT_EQ(ask("/api/v1/incidents?headlin=alleged").status, 400);
  EXPECT_EQ(ask("/api/v1/incidents?limit=0").status, 400);
  EXPECT_EQ(ask("/api/v1/incidents?limit=1e3").status, 400);
  EXPECT_EQ(ask("/api/v1/overview?as_of=yesterday").status, 400);
  EXPECT_EQ(ask("/api/v1/claims?type=NOISE").status, 400);
  Response r = ask("/api/v1/diff");
  EXPECT_EQ(r.status, 400);
  EXPECT_EQ(r.type, "application/problem+json");
  EXPECT_EQ(json::parse(*r.body)["status"], 400);
}

TEST_F(HttpApi, UnknownIdsAndPathsAreNotFound) {
  for (const char* path : {"/api/v1/incidents/Inone", "/api/v1/ceasefires/Cnone", "/api/v1/documents/none", "/api/v1/claims/none%231",
                           "/api/v1/incidents/Inone/compare", "/api/v2/incidents", "/api/v1/", "/nothing"})
    EXPECT_EQ(ask(path).status, 404) << path;
}

TEST_F(HttpApi, AnEtagHoldsUntilTheLedgerChanges) {
  Response first = ask("/api/v1/overview");
  std::string etag = field(first, "ETag");
  ASSERT_FALSE(etag.empty());
  EXPECT_EQ(ask("/api/v1/overview", {{"if-none-match", etag}}).status, 304);
  EXPECT_NE(field(ask("/api/v1/overview?as_of=2016"), "ETag"), etag);
  json claims = ask_json("/api/v1/claims?limit=1");
  Response entered = enter({{"decision", "reject"}, {"target", claims["items"][0]["claim"]}, {"coder", "t"}, {"reason", "test"}}, "secret");
  ASSERT_EQ(entered.status, 201) << *entered.body;
  EXPECT_EQ(ask("/api/v1/overview", {{"if-none-match", etag}}).status, 200);
  EXPECT_EQ(ask("/api/v1/claims/" + http::percent_encode(claims["items"][0]["claim"].get<std::string>())).status, 404)
      << "a rejected claim no longer speaks";
}

TEST_F(HttpApi, NothingIsWrittenWithoutTheToken) {
  json claims = ask_json("/api/v1/claims?limit=1");
  json body = {{"decision", "reject"}, {"target", claims["items"][0]["claim"]}, {"coder", "t"}, {"reason", "test"}};
  EXPECT_EQ(enter(body, "").status, 401);
  EXPECT_EQ(enter(body, "secre").status, 401);
  EXPECT_EQ(enter(body, "secret", {{"origin", "http://evil.example"}}).status, 403);
  EXPECT_EQ(enter(body, "secret", {{"content-type", "text/plain"}}).status, 415);
  EXPECT_EQ(enter({{"decision", "reject"}}, "secret").status, 400);
  EXPECT_EQ(enter(json::array(), "secret").status, 400);
  body["decision"] = "forget";
  EXPECT_EQ(enter(body, "secret").status, 400);
  EXPECT_EQ(ask_json("/api/v1/claims?limit=1")["head"], claims["head"]);
}

TEST_F(HttpApi, AnswersToItsOwnNamesOnly) {
  EXPECT_EQ(ask("/healthz").status, 200);
  EXPECT_EQ(ask("/healthz", {{"host", "evil.example"}}).status, 421);
}

TEST_F(HttpApi, AnnotationsQuoteTheTextExactly) {
  json documents = ask_json("/api/v1/documents?limit=20");
  size_t seen = 0;
  for (const auto& d : documents["items"]) {
    std::string id = http::percent_encode(d["document"].get<std::string>());
    std::string text = ask_json("/api/v1/documents/" + id)["text"];
    CodePoints points(text);
    for (const auto& a : ask_json("/api/v1/documents/" + id + "/annotations")) {
      const json& position = a["target"]["selector"][0];
      Span s = points.to_bytes(position["start"], position["end"]);
      EXPECT_EQ(a["target"]["selector"][1]["exact"], text.substr(s.begin, s.end - s.begin));
      ++seen;
    }
  }
  EXPECT_GT(seen, 0u);
}

TEST_F(HttpApi, UpdatesTellWhatIsNewAndNothingElse) {
  json all = ask_json("/api/v1/incidents?limit=1000");
  EXPECT_EQ(ask_json("/api/v1/incidents?updated_since=1990")["items"].size(), all["items"].size());
  EXPECT_TRUE(ask_json("/api/v1/incidents?updated_since=2999")["items"].empty());
}

TEST_F(HttpApi, AreasInGeoJsonAreClosedRingsRoundTheirPlace) {
  json geo = ask_json("/api/v1/incidents.geojson");
  EXPECT_EQ(geo["features"].size(), ask_json("/api/v1/marks")["id"].size());
  for (const auto& f : geo["features"]) {
    if (f["geometry"].is_null() || f["geometry"]["type"] == "Point") continue;
    const json& ring = f["geometry"]["coordinates"][0];
    EXPECT_GE(ring.size(), 4u);
    EXPECT_EQ(ring.front(), ring.back());
  }
}

// The document describes the server: each route in it, none besides.
TEST_F(HttpApi, OpenApiDocumentAndRoutesAreTheSame) {
  std::ifstream in(std::string(BESTAND_SOURCE_DIR) + "/web/openapi.json");
  json document = json::parse(in);
  std::set<std::string> described, served;
  for (const auto& [path, methods] : document["paths"].items())
    for (const auto& [method, _] : methods.items()) {
      std::string name = method;
      std::transform(name.begin(), name.end(), name.begin(), ::toupper);
      described.insert(name + " " + path);
    }
  for (const auto& r : http::Api::routes()) served.insert(std::string(r.method) + " " + std::string(r.pattern));
  EXPECT_EQ(described, served);
}

// Every parameter that the document names is taken by its question, and a sample answer comes.
TEST_F(HttpApi, OpenApiParametersAreTaken) {
  std::ifstream in(std::string(BESTAND_SOURCE_DIR) + "/web/openapi.json");
  json document = json::parse(in);
  json marks = ask_json("/api/v1/marks");
  const std::map<std::string, std::string> ids = {
      {"incidents", marks["id"][0]}, {"ceasefires", ask_json("/api/v1/ceasefires")["items"][0]["ceasefire"]},
      {"claims", ask_json("/api/v1/claims?limit=1")["items"][0]["claim"]}, {"documents", ask_json("/api/v1/documents?limit=1")["items"][0]["document"]}};
  const std::map<std::string, std::string> values = {
      {"reviewed_only", "false"}, {"limit", "3"}, {"offset", "0"}, {"as_of", "2030"}, {"knew", "2999"}, {"from", "2016-12-01"},
      {"to", "2017-02-01"}, {"type", "CLASH"}};
  for (const auto& [path, methods] : document["paths"].items()) {
    if (!path.starts_with("/api/v1/") || !methods.contains("get") || path == "/api/v1/openapi.json" || path == "/api/v1/events") continue;
    std::string target = path, query;
    if (size_t at = target.find("{id}"); at != std::string::npos) {
      std::string kind = target.substr(8, target.find('/', 8) - 8);
      target.replace(at, 4, http::percent_encode(ids.at(kind)));
    }
    for (json p : methods["get"]["parameters"]) {
      if (p.contains("$ref")) p = document["components"]["parameters"][p["$ref"].get<std::string>().substr(24)];
      if (p["in"] != "query") continue;
      auto value = values.find(p["name"]);
      if (p["name"] == "according_to") continue;  // hides everything that this actor does not say
      query += (query.empty() ? "?" : "&") + p["name"].get<std::string>() + "=" + (value == values.end() ? "" : value->second);
    }
    Response r = ask(target + query);
    EXPECT_EQ(r.status, 200) << target << query << ": " << *r.body;
  }
}

}  // namespace
}  // namespace bestand::http_test
