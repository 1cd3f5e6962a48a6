// The answers themselves: one function a question, each a function of a view and the request's parameters.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "ground/gazetteer.h"
#include "show/http/message.h"
#include "show/http/views.h"

namespace bestand::http {

// The parameters of one request, each taken by whoever knows it; what is left over is an error.
class Asked {
 public:
  Asked(const Parameters& query, std::vector<std::string> path) : query_(query), path_(std::move(path)) {}

  const std::string& part(size_t i) const { return path_.at(i); }  // of the pattern's {names}
  std::string take(std::string_view key);                          // the last one given
  std::vector<std::string> take_all(std::string_view key);
  // A whole number between lo and hi. Errors: kUsage.
  Result<int64_t> number(std::string_view key, int64_t otherwise, int64_t lo, int64_t hi);
  // Errors: kUsage, naming the first parameter nobody took.
  Status nothing_left() const;

 private:
  const Parameters& query_;
  std::vector<std::string> path_;
  std::set<std::string, std::less<>> taken_;
};

// Errors: kUsage for a moment that is no date.
Result<Filter> filter_of(Asked* asked);

// What answers need besides the ledger; each may be absent.
struct Surroundings {
  const Gazetteer* gazetteer = nullptr;  // for the names of towns round about
  std::string_view outlines;             // world/outlines.txt, for maps in reports
  std::string_view data_root;            // holds lang/, for reports in other languages
};

struct Context {
  const Snapshot& now;
  Filter filter;
  Views* views;  // for questions that compare two moments
  Asked* asked;
  Surroundings around;
};

Response overview(Context& c);
Response ceasefires(Context& c);
Response ceasefire(Context& c);
Response parties(Context& c);
Response timeline(Context& c);
Response incidents(Context& c);
Response incident(Context& c);
Response incidents_geojson(Context& c);
Response marks(Context& c);
Response compare(Context& c);
Response claims(Context& c);
Response claim(Context& c);
Response documents(Context& c);
Response document(Context& c);
Response annotations(Context& c);
Response contradictions(Context& c);
Response diff(Context& c);
Response places(Context& c);
Response report(Context& c);
Response feed(Context& c);

// {"head","new":[{incident, act, headline, time, place}],"new_total","deleted"}: incidents that are not among `before`,
// kNewsItems at most, and how many of those are gone.
constexpr size_t kNewsItems = 50;
std::string news_json(const Snapshot& now, const std::unordered_set<std::string>& before);

}  // namespace bestand::http
