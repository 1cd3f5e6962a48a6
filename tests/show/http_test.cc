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
#include "show/http/questions.h"

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
    LedgerOptions later = options(nullptr);
    later.store.now = "2026-01-02T00:00:00.000Z";  // reviews are entered the day after
    ledger = Ledger::open(file_.path(), Ledger::Mode::kWrite, later);
    ASSERT_TRUE(ledger.ok()) << ledger.error().to_string();
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
  EXPECT_EQ(ask_json("/api/v1/incidents?updated_since=1990&limit=1000")["items"].size(), all["items"].size());
  json page = ask_json("/api/v1/incidents?updated_since=1990&limit=2&offset=1");
  EXPECT_EQ(page["items"], json::array({all["items"][1], all["items"][2]}));
  EXPECT_EQ(page["total"], all["items"].size());
  EXPECT_EQ(page["next_offset"], 3);
  EXPECT_TRUE(page["deleted"].empty());
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

TEST_F(HttpApi, DeletionsAreToldWithUpdates) {
  const std::string before = ask_json("/api/v1/overview")["corpus"]["last_entered"];
  const std::string id = ask_json("/api/v1/incidents?limit=1")["items"][0]["incident"];
  ASSERT_EQ(enter({{"decision", "reject"}, {"target", id}, {"coder", "t"}, {"reason", "test"}}, "secret").status, 201);
  EXPECT_EQ(ask("/api/v1/incidents/" + id).status, 404);
  json updates = ask_json("/api/v1/incidents?updated_since=" + before);
  EXPECT_EQ(updates["deleted"], json::array({id}));
  for (const auto& i : updates["items"]) EXPECT_NE(i["incident"], id);
}

TEST_F(HttpApi, AnIdOfBeforeAMergeLeadsOn) {
  json marks = ask_json("/api/v1/marks");
  const std::string kept = marks["id"][0], gone = marks["id"][1];
  ASSERT_EQ(enter({{"decision", "merge"}, {"target", kept}, {"with", {gone}}, {"coder", "t"}, {"reason", "test"}}, "secret").status, 201);
  json one = ask_json("/api/v1/incidents/" + gone);
  EXPECT_EQ(ask_json("/api/v1/incidents/" + kept)["incident"], one["incident"]);
  EXPECT_EQ(ask("/api/v1/incidents/" + gone + "/compare").status, 200);
}

TEST_F(HttpApi, ClaimsAreFoundByWordsAndCeasefire) {
  const int64_t all = ask_json("/api/v1/claims?limit=1")["total"];
  json smoke = ask_json("/api/v1/claims?words=OF%20SMOKE&limit=1000");
  EXPECT_GT(smoke["total"], 0);
  EXPECT_LT(smoke["total"], all);
  for (const auto& c : smoke["items"]) EXPECT_NE(c["quote"].get<std::string>().find("of smoke"), std::string::npos);
  json ceasefire = ask_json("/api/v1/ceasefires?limit=1")["items"][0];
  std::set<std::string> docs = ceasefire["docs"];
  json claims = ask_json("/api/v1/claims?limit=1000&ceasefire=" + ceasefire["ceasefire"].get<std::string>());
  EXPECT_GT(claims["total"], 0);
  for (const auto& c : claims["items"]) EXPECT_TRUE(docs.contains(c["document"])) << c;
}

TEST_F(HttpApi, AnOriginOfSeveralIncidentsCountsOnce) {
  const json all = ask_json("/api/v1/ceasefires");
  for (const auto& c : all["items"]) {
    for (const auto& [headline, n] : c["incidents"].items()) {
      int64_t sum = 0, most = 0;
      json list = ask_json("/api/v1/incidents?limit=1000&headline=" + headline + "&ceasefire=" + c["ceasefire"].get<std::string>());
      EXPECT_EQ(list["total"], n);
      for (const auto& i : list["items"]) sum += i["origins"].get<int64_t>(), most = std::max(most, i["origins"].get<int64_t>());
      EXPECT_LE(c["incident_origins"][headline], sum);
      EXPECT_GE(c["incident_origins"][headline], most);
    }
  }
}

TEST_F(HttpApi, NewsHoldsWhatWasNotKnown) {
  auto now = api_->views().get({});
  ASSERT_TRUE(now.ok());
  std::unordered_set<std::string> known;
  for (const auto& i : (*now)->view.incidents) known.insert(i.id);
  const std::string fresh = (*now)->view.incidents[2].id;
  known.erase(fresh);
  known.insert("Igone");
  json news = json::parse(http::news_json(**now, known));
  ASSERT_EQ(news["new"].size(), 1u);
  EXPECT_EQ(news["new"][0]["incident"], fresh);
  EXPECT_EQ(news["new_total"], 1);
  EXPECT_EQ(news["deleted"], 1);
}

TEST_F(HttpApi, TheReportRunsNothingAndKeepsToItsMoment) {
  Response r = ask("/api/v1/report?as_of=2017-01-03&since=2017-01-02");
  ASSERT_EQ(r.status, 200);
  EXPECT_EQ(r.type, "text/html; charset=utf-8");
  EXPECT_NE(field(r, "Content-Security-Policy").find("default-src 'none'; style-src 'unsafe-inline'"), std::string::npos);
  EXPECT_NE(r.body->find("as known on 2017-01-03"), std::string::npos);
  EXPECT_EQ(r.body->find("2017-01-05"), std::string::npos) << "of a day that was not yet known";
  EXPECT_EQ(ask("/api/v1/report?since=yesterday").status, 400);
}

// What a server was asked first is there at its next start, with no view computed; for another edition, another ledger or a
// damaged file it is not.
TEST_F(HttpApi, FirstAnswersAreKeptFromRunToRun) {
  const std::string kept = file_.path() + ".answers";
  auto start = [&](const std::string& edition) {
    auto ledger = Ledger::open(file_.path(), Ledger::Mode::kRead, options(nullptr));
    EXPECT_TRUE(ledger.ok());
    http::ApiOptions o;
    o.edition = edition;
    o.kept = kept;
    o.ledger = file_.path();
    return std::make_unique<http::Api>(std::make_unique<Ledger>(std::move(*ledger)), o);
  };
  auto overview = [](http::Api* api) {
    Request r{"GET", "/api/v1/overview", {}, {{"accept-encoding", "gzip"}}, ""};
    Response answer = api->handle(r);
    EXPECT_EQ(answer.status, 200);
    return *answer.body;
  };
  const auto mine = std::filesystem::perms::owner_read | std::filesystem::perms::owner_write;
  std::filesystem::permissions(file_.path(), mine);
  auto first = start("1");
  first->keep_first_answers();
  EXPECT_EQ(std::filesystem::status(kept).permissions(), mine);  // who may not read the ledger may not read its answers
  const std::string body = overview(first.get());
  auto second = start("1");
  EXPECT_EQ(overview(second.get()), body);
  EXPECT_EQ(second->views().computed(), 0);
  auto other = start("2");
  EXPECT_EQ(overview(other.get()), body);
  EXPECT_EQ(other->views().computed(), 1);
  std::fstream damaged(kept, std::ios::in | std::ios::out | std::ios::binary);
  damaged.seekp(-1, std::ios::end);
  damaged.put('!');
  damaged.close();
  auto third = start("1");
  EXPECT_EQ(overview(third.get()), body);
  EXPECT_EQ(third->views().computed(), 1);
  first->keep_first_answers();
  json claims = ask_json("/api/v1/claims?limit=1");
  ASSERT_EQ(enter({{"decision", "reject"}, {"target", claims["items"][0]["claim"]}, {"coder", "t"}, {"reason", "test"}}, "secret").status, 201);
  auto later = start("1");
  EXPECT_NE(overview(later.get()), body);
  EXPECT_EQ(later->views().computed(), 1);
  std::remove(kept.c_str());
}

TEST_F(HttpApi, PlacesWithoutAGazetteerAreNone) { EXPECT_TRUE(ask_json("/api/v1/places")["items"].empty()); }

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

// As much of JSON Schema as the document uses; what does not fit is told with its path, once for each schema.
class Schema {
 public:
  explicit Schema(const json& document) : document_(document) {}

  void check(const json& value, json schema, const std::string& at) {
    while (schema.contains("$ref")) schema = document_.at(json::json_pointer(schema["$ref"].get<std::string>().substr(1)));
    if (schema.contains("type") && !has_type(value, schema["type"])) return wrong(at + " is no " + schema["type"].dump() + ": " + value.dump().substr(0, 60));
    if (schema.contains("enum") && std::find(schema["enum"].begin(), schema["enum"].end(), value) == schema["enum"].end())
      return wrong(at + " is none of its values: " + value.dump());
    if (value.is_array() && schema.contains("items"))
      for (const auto& item : value) check(item, schema["items"], at + "[]");
    if (!value.is_object()) return;
    for (const auto& key : schema.value("required", json::array()))
      if (!value.contains(key)) wrong(at + " lacks " + key.dump());
    const json known = schema.value("properties", json::object());
    for (const auto& [key, item] : value.items()) {
      if (known.contains(key))
        check(item, known[key], at + "." + key);
      else if (schema.contains("additionalProperties") && schema["additionalProperties"].is_object())
        check(item, schema["additionalProperties"], at + ".*");
      else if (schema.contains("additionalProperties"))
        wrong(at + " has a key that the document does not name: " + key);
    }
  }

  std::string says() const {
    std::string out;
    for (const auto& s : wrong_) out += s + "\n";
    return out;
  }

 private:
  static bool has_type(const json& v, const json& type) {
    if (type.is_array()) return std::any_of(type.begin(), type.end(), [&](const json& t) { return has_type(v, t); });
    const std::string t = type;
    return t == "object" ? v.is_object() : t == "array" ? v.is_array() : t == "string" ? v.is_string() : t == "integer" ? v.is_number_integer()
         : t == "number" ? v.is_number() : t == "boolean" ? v.is_boolean() : v.is_null();
  }
  void wrong(std::string what) {
    if (wrong_.size() < 20) wrong_.insert(std::move(what));
  }

  const json& document_;
  std::set<std::string> wrong_;
};

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
    // The whole answer, unfiltered, holds what its schema says and no key besides.
    json content = methods["get"]["responses"]["200"]["content"];
    ASSERT_EQ(content.size(), 1u) << path;
    if (Response plain = ask(target); plain.status == 200) r = plain;
    EXPECT_EQ(content.begin().key().substr(0, content.begin().key().find(';')), r.type.substr(0, r.type.find(';'))) << path;
    if (r.type.find("json") == std::string::npos || r.status != 200) continue;
    Schema schema(document);
    schema.check(json::parse(*r.body), content.begin().value()["schema"], path);
    EXPECT_EQ(schema.says(), "") << path;
  }
}

}  // namespace
}  // namespace bestand::http_test
