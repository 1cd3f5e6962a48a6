// Routing and what surrounds an answer: who may ask, the ETag, the cache, the page's files, the figures of running.
//
// An answer is a function of the ledger's head and the question, so its ETag is their hash and the cache needs no
// expiry: a new head is a new key, and the oldest answers fall out.

#include "show/http/api.h"

#include <unistd.h>
#include <zlib.h>

#include <algorithm>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <tuple>

#include "base/json_writer.h"
#include "base/sha256.h"
#include "show/http/answers_file.h"
#include "show/http/questions.h"

namespace bestand::http {
namespace {

struct Route {
  std::string_view pattern;
  Response (*answer)(Context&);
};

constexpr Route kRoutes[] = {
    {"/api/v1/overview", overview},
    {"/api/v1/ceasefires", ceasefires},
    {"/api/v1/ceasefires/{id}", ceasefire},
    {"/api/v1/ceasefires/{id}/parties", parties},
    {"/api/v1/ceasefires/{id}/timeline", timeline},
    {"/api/v1/incidents", incidents},
    {"/api/v1/incidents.geojson", incidents_geojson},
    {"/api/v1/incidents/{id}", incident},
    {"/api/v1/incidents/{id}/compare", compare},
    {"/api/v1/marks", marks},
    {"/api/v1/claims", claims},
    {"/api/v1/claims/{id}", claim},
    {"/api/v1/documents", documents},
    {"/api/v1/documents/{id}", document},
    {"/api/v1/documents/{id}/annotations", annotations},
    {"/api/v1/contradictions", contradictions},
    {"/api/v1/diff", diff},
    {"/api/v1/feed.atom", feed},
    {"/api/v1/places", places},
    {"/api/v1/report", report},
};

constexpr RouteName kOther[] = {
    {"POST", "/api/v1/reviews"}, {"GET", "/api/v1/events"}, {"GET", "/healthz"},
    {"GET", "/metrics"},         {"GET", "/api/v1/openapi.json"},
};

// The parts of `path` that stand at the pattern's {names}. Ids may hold slashes when they are the last part.
std::optional<std::vector<std::string>> match(std::string_view pattern, std::string_view path) {
  std::vector<std::string> parts;
  while (!pattern.empty()) {
    if (pattern[0] == '{') {
      pattern.remove_prefix(pattern.find('}') + 1);
      size_t end = pattern.empty() ? path.size() : path.rfind(pattern);
      if (end == std::string_view::npos || end == 0) return std::nullopt;
      if (!pattern.empty() && end + pattern.size() != path.size()) return std::nullopt;
      parts.emplace_back(path.substr(0, end));
      path.remove_prefix(end);
    } else {
      if (path.empty() || path[0] != pattern[0]) return std::nullopt;
      pattern.remove_prefix(1);
      path.remove_prefix(1);
    }
  }
  if (!path.empty()) return std::nullopt;
  return parts;
}

// The longest pattern that matches wins: "/incidents/{id}/compare" before "/incidents/{id}".
const Route* route_of(std::string_view path, std::vector<std::string>* parts) {
  const Route* best = nullptr;
  for (const Route& r : kRoutes) {
    auto found = match(r.pattern, path);
    if (!found || (best && best->pattern.size() > r.pattern.size())) continue;
    best = &r;
    *parts = std::move(*found);
  }
  return best;
}

std::string canonical(const Request& r) {
  Parameters query = r.query;
  std::stable_sort(query.begin(), query.end());
  std::string out = r.path + '\n';
  for (const auto& [k, v] : query) out += percent_encode(k) + '=' + percent_encode(v) + '&';
  return out;
}

bool accepts_gzip(const Request& r) { return r.field("accept-encoding").find("gzip") != std::string::npos; }

std::string deflate_gzip(const std::string& body) {
  z_stream z{};
  if (deflateInit2(&z, 1, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK) return "";
  std::string out(deflateBound(&z, body.size()), '\0');
  z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(body.data()));
  z.avail_in = static_cast<uInt>(body.size());
  z.next_out = reinterpret_cast<Bytef*>(out.data());
  z.avail_out = static_cast<uInt>(out.size());
  bool done = deflate(&z, Z_FINISH) == Z_STREAM_END;
  out.resize(z.total_out);
  deflateEnd(&z);
  return done ? out : "";
}

std::string inflate_gzip(std::string_view bytes) {
  z_stream z{};
  if (inflateInit2(&z, 15 + 16) != Z_OK) return "";
  z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  z.avail_in = static_cast<uInt>(bytes.size());
  std::string out;
  char part[1 << 15];
  int state = Z_OK;
  while (state == Z_OK) {
    z.next_out = reinterpret_cast<Bytef*>(part);
    z.avail_out = sizeof part;
    state = inflate(&z, Z_NO_FLUSH);
    out.append(part, sizeof part - z.avail_out);
  }
  inflateEnd(&z);
  return out;
}

std::string_view type_of(std::string_view path) {
  static constexpr std::pair<std::string_view, std::string_view> kTypes[] = {
      {".html", "text/html; charset=utf-8"}, {".js", "text/javascript; charset=utf-8"},
      {".css", "text/css; charset=utf-8"},   {".json", "application/json"},
      {".svg", "image/svg+xml"},             {".txt", "text/plain; charset=utf-8"}};
  for (const auto& [end, type] : kTypes)
    if (path.ends_with(end)) return type;
  return "application/octet-stream";
}

// The longest form of "W/"x", "y"": does the client hold this one?
bool client_holds(const Request& request, const std::string& etag) {
  std::string list = request.field("if-none-match");
  return list == "*" || list.find('"' + etag + '"') != std::string::npos;
}

}  // namespace

bool same_secret(std::string_view a, std::string_view b) {
  unsigned difference = a.size() == b.size() ? 0 : 1;
  for (size_t i = 0; i < a.size(); ++i)
    difference |= static_cast<unsigned char>(a[i]) ^ static_cast<unsigned char>(b.empty() ? 0 : b[i % b.size()]);
  return difference == 0;
}

Api::Api(std::unique_ptr<Ledger> ledger, ApiOptions options)
    : views_(std::move(ledger)), options_(std::move(options)) {
  if (options_.kept.empty()) return;
  for (const auto& [key, answer] : read_answers(options_.kept)) keep(key, answer);
}
Api::~Api() = default;

std::vector<RouteName> Api::routes() {
  std::vector<RouteName> out(std::begin(kOther), std::end(kOther));
  for (const Route& r : kRoutes) out.push_back({"GET", r.pattern});
  return out;
}

// Against DNS rebinding: a page of another site that got this address under its own name.
bool Api::host_allowed(const Request& r) const {
  if (options_.hosts.empty()) return true;
  return std::find(options_.hosts.begin(), options_.hosts.end(), r.field("host")) != options_.hosts.end();
}

bool Api::origin_allowed(const Request& r) const {
  std::string origin = r.field("origin");
  if (origin.empty()) return true;
  return origin == "http://" + r.field("host") || origin == "https://" + r.field("host");
}

Response Api::handle(const Request& request) {
  ++requests_;
  Response r = *dispatch(request, true);
  if (r.status >= 400) ++problems_;
  finish(request, &r);
  return r;
}

std::optional<Response> Api::at_once(const Request& request) {
  std::optional<Response> r = dispatch(request, false);
  if (!r) return r;
  ++requests_;
  if (r->status >= 400) ++problems_;
  finish(request, &*r);
  return r;
}

void Api::finish(const Request& request, Response* r) const {
  auto add = [&](const char* name, const char* value) { r->fields.emplace_back(name, value); };
  // A report carries its own style and runs nothing: it says so itself.
  if (std::none_of(r->fields.begin(), r->fields.end(), [](const auto& f) { return f.first == "Content-Security-Policy"; }))
    add("Content-Security-Policy",
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; "
      "worker-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
  add("X-Content-Type-Options", "nosniff");
  add("Referrer-Policy", "no-referrer");
  add("Cross-Origin-Resource-Policy", "same-origin");
  add("Vary", "Accept-Encoding");
  bool packed = std::any_of(r->fields.begin(), r->fields.end(),
                            [](const auto& f) { return f.first == "Content-Encoding"; });
  if (packed || !r->body || r->stream) return;
  if (r->body->size() < 1024 || !accepts_gzip(request)) return;
  std::string small = deflate_gzip(*r->body);
  if (small.empty()) return;
  r->body = std::make_shared<const std::string>(std::move(small));
  add("Content-Encoding", "gzip");
}

std::optional<Response> Api::dispatch(const Request& request, bool may_wait) {
  if (!host_allowed(request)) return problem(421, "this server does not answer to that name");
  if (request.path == "/api/v1/reviews") {
    if (request.method != "POST") return problem(405, "reviews are entered with POST");
    if (!may_wait) return std::nullopt;
    return review(request);
  }
  if (request.method != "GET" && request.method != "HEAD") return problem(405, "only GET and HEAD here");
  if (request.path == "/healthz") {
    auto head = views_.head();
    return head ? answer("{\"status\":\"ok\",\"head\":\"" + *head + "\"}") : problem(503, "the ledger cannot be read");
  }
  if (request.path == "/metrics") return may_wait ? std::optional(metrics()) : std::nullopt;
  if (request.path == "/api/v1/events") {
    Response r;
    r.type = "text/event-stream";
    r.stream = true;
    r.fields.emplace_back("Cache-Control", "no-store");
    return r;
  }
  if (request.path.starts_with("/api/") && request.path != "/api/v1/openapi.json") return get(request, may_wait);
  return page(request);
}

std::optional<Response> Api::cached(const std::string& etag) {
  std::lock_guard lock(cache_mutex_);
  auto found = cache_index_.find(etag);
  if (found == cache_index_.end()) return std::nullopt;
  cache_.splice(cache_.begin(), cache_, found->second);
  ++hits_;
  return found->second->second;
}

void Api::keep(const std::string& etag, const Response& response) {
  size_t size = response.body->size();
  if (size > options_.cache_bytes / 4) return;
  std::lock_guard lock(cache_mutex_);
  if (cache_index_.contains(etag)) return;
  cache_.emplace_front(etag, response);
  cache_index_[etag] = cache_.begin();
  cache_bytes_ += size;
  while (cache_bytes_ > options_.cache_bytes) {
    cache_bytes_ -= cache_.back().second.body->size();
    cache_index_.erase(cache_.back().first);
    cache_.pop_back();
  }
}

void Api::keep_first_answers() {
  KeptAnswers out;
  for (const char* target : {"/api/v1/overview", "/api/v1/marks", "/api/v1/places?lang=en", "/api/v1/places?lang=nl"}) {
    Request request;
    std::tie(request.path, request.query) = *parse_target(target);
    request.fields["accept-encoding"] = "gzip";  // as every browser asks
    const Response r = *get(request, true);
    if (r.status != 200) return;
    const auto tag = std::find_if(r.fields.begin(), r.fields.end(), [](const auto& f) { return f.first == "ETag"; });
    const std::string etag = tag->second.substr(1, tag->second.size() - 2);
    if (auto answer = cached(etag)) out.emplace_back(etag, std::move(*answer));
  }
  if (!options_.kept.empty()) write_answers(options_.kept, options_.ledger, out);
}

std::optional<Response> Api::get(const Request& request, bool may_wait) {
  std::vector<std::string> parts;
  const Route* route = route_of(request.path, &parts);
  if (!route) return problem(404, "no such question: " + request.path);
  auto head = views_.head();
  if (!head) return problem(head.error());
  bool packed = accepts_gzip(request);
  std::string etag = sha256(*head + '\n' + BESTAND_VERSION + '\n' + options_.edition + '\n' + (packed ? "gzip" : "") + '\n' + canonical(request))
                         .substr(0, 32);
  auto tagged = [&](Response r) {
    r.fields.emplace_back("ETag", '"' + etag + '"');
    r.fields.emplace_back("Cache-Control", "no-cache");
    return r;
  };
  if (client_holds(request, etag)) {
    Response r;
    r.status = 304;
    return tagged(r);
  }
  if (auto known = cached(etag)) return tagged(*known);
  if (!may_wait) return std::nullopt;
  Asked asked(request.query, parts);
  auto filter = filter_of(&asked);
  if (!filter) return problem(filter.error());
  auto now = views_.get(*filter);
  if (!now) return problem(now.error());
  Context context{**now, *filter, &views_, &asked, {options_.gazetteer, options_.outlines, options_.data_root}};
  Response r = route->answer(context);
  if (r.status != 200) return r;
  if (packed && r.body->size() >= 1024) {
    if (std::string small = deflate_gzip(*r.body); !small.empty()) {
      r.body = std::make_shared<const std::string>(std::move(small));
      r.fields.emplace_back("Content-Encoding", "gzip");
    }
  }
  // An answer taken while the ledger moved on belongs to no head that a later question could name.
  if ((*now)->head == *head) keep(etag, r);
  return tagged(r);
}

// {"decision","target","with":[…]?,"coder","reason"}
Response Api::review(const Request& request) {
  if (options_.token.empty()) return problem(403, "this server was started without a token: it only reads");
  std::string given = request.field("authorization");
  if (!given.starts_with("Bearer ") || !same_secret(std::string_view(given).substr(7), options_.token)) {
    Response r = problem(401, "a review needs the token this server was started with");
    r.fields.emplace_back("WWW-Authenticate", "Bearer");
    return r;
  }
  if (!origin_allowed(request)) return problem(403, "the request comes from a page of another site");
  if (!request.field("content-type").starts_with("application/json"))
    return problem(415, "a review is application/json");
  auto body = nlohmann::json::parse(request.body, nullptr, false);
  if (!body.is_object()) return problem(400, "the body is no JSON object");
  auto text = [&](const char* key) {
    auto found = body.find(key);
    return found != body.end() && found->is_string() ? found->get<std::string>() : std::string();
  };
  Decision decision{text("decision"), text("target"), {}, text("coder"), text("reason")};
  if (decision.decision.empty() || decision.id.empty() || decision.coder.empty() || decision.reason.empty())
    return problem(400, "a review names its decision, target, coder and reason");
  if (auto with = body.find("with"); with != body.end()) {
    if (!with->is_array()) return problem(400, "with is a list of texts");
    for (const auto& item : *with) {
      if (!item.is_string()) return problem(400, "with is a list of texts");
      decision.with.push_back(item.get<std::string>());
    }
  }
  auto done = views_.decide(decision);
  if (!done) return problem(done.error());
  ++reviews_;
  auto head = views_.head();
  Response r = answer("{\"entered\":true,\"head\":\"" + (head ? *head : "") + "\"}");
  r.status = 201;
  return r;
}

Response Api::page(const Request& request) {
  std::string path = request.path == "/" ? "/index.html" : request.path;
  if (path == "/api/v1/openapi.json") path = "/openapi.json";
  for (const Asset& a : options_.assets) {
    if (a.path != path) continue;
    bool packed = accepts_gzip(request);
    Response r = answer(packed ? std::string(a.gzip) : inflate_gzip(a.gzip), std::string(type_of(path)));
    if (packed) r.fields.emplace_back("Content-Encoding", "gzip");
    // Vite puts a hash into the names under /assets/; the rest is asked for anew each time.
    bool hashed = path.starts_with("/assets/");
    r.fields.emplace_back("Cache-Control", hashed ? "public, max-age=31536000, immutable" : "no-cache");
    return r;
  }
  if (path == "/index.html")
    return problem(404, "this build has no page (tools/build-page makes it); the API is at /api/v1/");
  return problem(404, "no such file: " + path);
}

Response Api::metrics() {
  auto now = views_.get({});
  if (!now) return problem(now.error());
  const View& v = (*now)->view;
  long pages = 0, resident = 0;
  if (std::FILE* f = std::fopen("/proc/self/statm", "r")) {
    if (std::fscanf(f, "%ld %ld", &pages, &resident) != 2) resident = 0;
    std::fclose(f);
  }
  std::string out;
  auto line = [&](const char* name, const char* kind, const char* help, int64_t value) {
    out += std::string("# HELP bestand_") + name + ' ' + help + "\n# TYPE bestand_" + name + ' ' + kind + "\nbestand_" +
           name + ' ' + std::to_string(value) + '\n';
  };
  line("requests_total", "counter", "Requests answered.", requests_);
  line("problems_total", "counter", "Requests answered with a problem.", problems_);
  line("cache_hits_total", "counter", "Answers given from the cache.", hits_);
  line("views_computed_total", "counter", "Ways of asking computed.", views_.computed());
  line("reviews_total", "counter", "Reviews entered through this server.", reviews_);
  line("documents", "gauge", "Documents in the ledger.", static_cast<int64_t>(v.corpus.documents.size()));
  line("claims", "gauge", "Claims in the ledger.", static_cast<int64_t>(v.corpus.claims.size()));
  line("incidents", "gauge", "Incidents in the ledger.", static_cast<int64_t>(v.incidents.size()));
  line("ceasefires", "gauge", "Ceasefires in the ledger.", static_cast<int64_t>(v.ceasefires.size()));
  line("resident_bytes", "gauge", "Resident memory.", resident * sysconf(_SC_PAGESIZE));
  return answer(std::move(out), "text/plain; version=0.0.4; charset=utf-8");
}

}  // namespace bestand::http
