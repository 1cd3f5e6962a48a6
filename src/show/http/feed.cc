// What is new: the latest incidents as an Atom feed (RFC 4287), and the data of an event that tells of new ones.
#include <algorithm>

#include "show/html.h"
#include "show/http/lists.h"

namespace bestand::http {
namespace {

constexpr size_t kEntries = 50;

std::string entered(const View& v, const Incident& i) {
  std::string out;
  for (int32_t d : i.documents) out = std::max(out, v.corpus.documents[d].ingested_at);
  return out;
}

std::string title(const View& v, size_t index) {
  const Incident& i = v.incidents[index];
  std::string out(name(i.act));
  if (i.place) out += ", " + (i.place->name.empty() ? i.place->text : i.place->name);
  if (i.time && !i.time->empty()) out += ", " + to_edtf(*i.time);
  if (const auto& a = v.assessments[index]) out += ": " + std::string(name(a->headline));
  return out;
}

}  // namespace

Response feed(Context& c) {
  if (auto left = c.asked->nothing_left(); !left) return problem(left.error());
  const View& v = c.now.view;
  std::vector<std::pair<std::string, size_t>> latest;
  for (size_t i = 0; i < v.incidents.size(); ++i) latest.emplace_back(entered(v, v.incidents[i]), i);
  std::stable_sort(latest.begin(), latest.end(), [](auto& a, auto& b) { return a.first > b.first; });
  latest.resize(std::min(latest.size(), kEntries));
  std::string out =
      "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n"
      "<id>urn:bestand:incidents</id>\n<title>bestand: incidents</title>\n"
      "<link rel=\"self\" href=\"/api/v1/feed.atom\"/>\n<author><name>bestand</name></author>\n<updated>" +
      (latest.empty() ? "1970-01-01T00:00:00Z" : escape_html(latest[0].first)) + "</updated>\n";
  for (const auto& [when, i] : latest) {
    const std::string id = escape_html(v.incidents[i].id);
    out += "<entry><id>urn:bestand:incident:" + id + "</id><title>" + escape_html(title(v, i)) +
           "</title><updated>" + escape_html(when) + "</updated><link href=\"/#/incident/" + id + "\"/><summary>" +
           escape_html(v.assessments[i] ? v.assessments[i]->explanation : "") + "</summary></entry>\n";
  }
  return answer(out + "</feed>\n", "application/atom+xml; charset=utf-8");
}

std::string news_json(const Snapshot& now, const std::unordered_set<std::string>& before) {
  const View& v = now.view;
  std::string out;
  JsonWriter w(&out);
  w.begin_object();
  w.field("head", now.head);
  w.key("new");
  w.begin_array();
  int64_t total = 0;
  for (size_t n = 0; n < v.incidents.size(); ++n) {
    const Incident& i = v.incidents[n];
    if (before.contains(i.id) || static_cast<size_t>(++total) > kNewsItems) continue;
    w.begin_object();
    w.field("incident", i.id);
    w.field("act", name(i.act));
    w.field("headline", v.assessments[n] ? name(v.assessments[n]->headline) : "none");
    if (i.time && !i.time->empty()) w.field("time", to_edtf(*i.time));
    if (i.place) w.field("place", i.place->name.empty() ? i.place->text : i.place->name);
    w.end_object();
  }
  w.end_array();
  w.field("new_total", total);
  w.field("deleted", static_cast<int64_t>(std::count_if(before.begin(), before.end(), [&](const std::string& id) { return !now.incidents.contains(id); })));
  w.end_object();
  return out;
}

}  // namespace bestand::http
