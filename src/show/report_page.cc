#include "show/report_page.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>

#include "ledger/difference.h"
#include "ledger/explain.h"
#include "show/html.h"
#include "show/interface_words.h"
#include "show/ledger_text.h"
#include "show/ledger_wording.h"
#include "show/selection.h"

namespace bestand {
namespace {

constexpr std::string_view kHead = R"html("><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>
:root { color-scheme: light dark; --ink: #1b1b1f; --soft: #55565e; --line: #c9cad1; --paper: #fff; --sea: #e6edf2; --mark: #9c1f2e; }
@media (prefers-color-scheme: dark) { :root { --ink: #ececf1; --soft: #a9abb5; --line: #44464f; --paper: #16171b; --sea: #1f2a33; --mark: #ff8f9b; } }
body { font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); max-width: 60rem; margin: 0 auto; padding: 1.5rem; }
h1 { font-size: 1.6rem; margin: 0; } h2 { font-size: 1.25rem; margin: 2rem 0 .5rem; border-top: 2px solid var(--ink); padding-top: .75rem; }
h3 { font-size: 1rem; margin: 1.25rem 0 .35rem; } p { margin: .25rem 0; } .soft { color: var(--soft); }
dl { display: grid; grid-template-columns: 8rem 1fr; gap: .2rem .75rem; margin: .5rem 0; } dt { color: var(--soft); } dd { margin: 0; }
table { border-collapse: collapse; width: 100%; font-size: .92rem; } th, td { text-align: start; vertical-align: top; padding: .3rem .5rem .3rem 0; border-bottom: 1px solid var(--line); }
th { font-weight: 600; } .number { text-align: end; } td.words { padding-bottom: .7rem; }
blockquote { margin: .25rem 0; padding-inline-start: .75rem; border-inline-start: 3px solid var(--line); }
.tag { border: 1px solid currentColor; border-radius: .25rem; padding: 0 .3rem; white-space: nowrap; }
svg { width: 100%; height: auto; background: var(--sea); border: 1px solid var(--line); }
svg path { fill: none; stroke: var(--soft); stroke-width: .6; } svg circle { fill: var(--mark); fill-opacity: .18; stroke: var(--mark); stroke-width: 1; } svg .wide { fill: none; stroke-dasharray: 5 4; stroke-width: .8; }
svg text { fill: var(--ink); font-size: 12px; font-weight: 600; paint-order: stroke; stroke: var(--sea); stroke-width: 3px; }
@media print { body { max-width: none; padding: 0; font-size: 10pt; } h2 { break-after: avoid; } tr, blockquote, dl { break-inside: avoid; } a { color: inherit; } }
@media (max-width: 40rem) { dl { grid-template-columns: 1fr; } dt { margin-top: .4rem; } .wide { display: none; } }
</style>
)html";

// What articles say, or may: it has its own direction.
std::string said(std::string_view text) { return "<bdi dir=\"auto\">" + escape_html(text) + "</bdi>"; }

// "out_of_scope", "VIOLATION_ALLEGED" as words.
std::string words(std::string_view code) {
  std::string out(code);
  std::replace(out.begin(), out.end(), '_', ' ');
  if (std::none_of(out.begin(), out.end(), [](char c) { return c >= 'a' && c <= 'z'; }))
    for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return out;
}

// The act of an incident; one told without its means is violence, and not "other".
std::string act_words(std::string_view code) { return words(code == "OTHER" ? "VIOLENCE" : code); }

// The program's own words, in the report's language; never what articles say.
std::string own(const InterfaceWords& t, std::string_view text) { return escape_html(t(text)); }

// The head of a table.
std::string columns(const InterfaceWords& t, std::initializer_list<std::string_view> names) {
  std::string out = "<table><thead><tr>";
  for (std::string_view name : names)
    out += std::string("<th scope=\"col\"") + (name == "Killed" ? " class=\"number\">" : ">") + own(t, name) + "</th>";
  return out + "</tr></thead><tbody>\n";
}

// Points on a flat map of the incidents' surroundings, true in scale at its middle latitude.
class Map {
 public:
  static constexpr double kWidth = 800, kMost = 560;

  explicit Map(const std::vector<const Incident*>& incidents) {
    for (const Incident* i : incidents) {
      if (!i->place || !i->place->area) continue;
      const Area& area = *i->place->area;
      const double lat = area.radius_m / 111e3, lon = lat / std::max(0.2, std::cos(area.centre.lat * kRadian));
      south_ = std::min(south_, area.centre.lat - lat), north_ = std::max(north_, area.centre.lat + lat);
      west_ = std::min(west_, area.centre.lon - lon), east_ = std::max(east_, area.centre.lon + lon);
    }
    if (empty()) return;
    const double margin = std::max(0.5, 0.08 * std::max(north_ - south_, east_ - west_));
    south_ -= margin, north_ += margin, west_ -= margin, east_ += margin;
    squeeze_ = std::max(0.2, std::cos((south_ + north_) / 2 * kRadian));
    scale_ = std::min(kWidth / ((east_ - west_) * squeeze_), kMost / (north_ - south_));
    // What the height leaves free is shown too.
    const double spare = kWidth / scale_ / squeeze_ - (east_ - west_);
    west_ -= spare / 2, east_ += spare / 2;
  }

  bool empty() const { return south_ > north_; }
  double height() const { return (north_ - south_) * scale_; }
  double x(double lon) const { return (lon - west_) * squeeze_ * scale_; }
  double y(double lat) const { return (north_ - lat) * scale_; }
  double length(double metres) const { return metres / 111e3 * scale_; }
  bool sees(double lon, double lat) const { return lon > west_ && lon < east_ && lat > south_ && lat < north_; }

 private:
  static constexpr double kRadian = 3.14159265358979 / 180;
  double south_ = 1e9, north_ = -1e9, west_ = 1e9, east_ = -1e9, squeeze_ = 1, scale_ = 1;
};

void append_point(std::string* out, char move, double x, double y) {
  char buffer[48];
  std::snprintf(buffer, sizeof buffer, "%c%.1f %.1f", move, x, y);
  *out += buffer;
}

// The lines of world/outlines.txt that the map sees: "c" or "b", a point, then steps, in hundredths of a degree.
std::string outline_paths(const Map& map, std::string_view outlines) {
  std::string out;
  while (!outlines.empty()) {
    const size_t end = std::min(outlines.find('\n'), outlines.size());
    std::string_view line = outlines.substr(0, end);
    outlines.remove_prefix(std::min(end + 1, outlines.size()));
    if (line.empty() || line[0] == '#') continue;
    const char *at = line.data() + 1, *stop = line.data() + line.size();
    std::string path;
    int number[2] = {0, 0}, step = 0, filled = 0;
    bool seen = false;
    while (at < stop) {
      if (*at == ' ') {
        ++at;
        continue;
      }
      const auto read = std::from_chars(at, stop, step);
      if (read.ec != std::errc()) break;
      at = read.ptr;
      number[filled % 2] += step;
      if (++filled % 2 != 0) continue;
      const double lon = number[0] / 100.0, lat = number[1] / 100.0;
      seen = seen || map.sees(lon, lat);
      append_point(&path, filled == 2 ? 'M' : 'L', map.x(lon), map.y(lat));
    }
    if (seen) out += "<path d=\"" + path + "\"/>";
  }
  return out;
}

std::string map_of(const InterfaceWords& t, const std::vector<const Incident*>& incidents, std::string_view outlines) {
  const Map map(incidents);
  if (map.empty()) return "";
  char buffer[160];
  std::snprintf(buffer, sizeof buffer, "<svg viewBox=\"0 0 %.0f %.0f\" role=\"img\" aria-label=\"", Map::kWidth, map.height());
  std::string out = buffer + own(t, "Map of the incidents below, by their numbers; a circle holds the place as far as it is known") + "\">" +
                    outline_paths(map, outlines);
  for (size_t n = 0; n < incidents.size(); ++n) {
    const auto& place = incidents[n]->place;
    if (!place || !place->area) continue;
    const double x = map.x(place->area->centre.lon), y = map.y(place->area->centre.lat);
    // A circle that would cover the map is drawn as its rim.
    const double radius = std::max(4.0, map.length(place->area->radius_m));
    std::snprintf(buffer, sizeof buffer, "<circle%s cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\"/>", radius > 60 ? " class=\"wide\"" : "", x, y, radius);
    out += buffer;
    const size_t same = std::count_if(incidents.begin(), incidents.begin() + static_cast<std::ptrdiff_t>(n), [&](const Incident* before) {
      return before->place && before->place->area && before->place->area->centre.lat == place->area->centre.lat && before->place->area->centre.lon == place->area->centre.lon;
    });
    std::snprintf(buffer, sizeof buffer, "<text x=\"%.1f\" y=\"%.1f\">%zu</text>", x + 7 + 18.0 * static_cast<double>(same), y + 4, n + 1);
    out += buffer;
  }
  return out + "</svg>\n";
}

void append_incidents(const View& v, const InterfaceWords& t, const std::vector<size_t>& incidents, std::string* out) {
  *out += columns(t, {"No.", "When", "Where", "What", "By whom", "Killed", "Judged"});
  for (size_t n = 0; n < incidents.size(); ++n) {
    const Incident& i = v.incidents[incidents[n]];
    const auto& a = v.assessments[incidents[n]];
    const std::string killed = wording::range(i.killed);
    *out += "<tr id=\"" + escape_html(i.id) + "\"><td>" + std::to_string(n + 1) + "</td><td>" +
            own(t, i.time ? readable(*i.time) : "no time on file") + "</td><td>" +
            (i.place ? said(i.place->name) : own(t, "no place on file")) + "</td><td>" + own(t, act_words(name(i.act))) + "</td><td>" +
            said(wording::doers(i)) + "</td><td class=\"number\">" + escape_html(killed) + "</td><td><span class=\"tag\">" +
            own(t, words(a ? name(a->headline) : "no ceasefire")) + "</span></td></tr>\n<tr><td></td><td colspan=\"6\" class=\"words\">";
    if (a && !a->explanation.empty()) *out += "<p>" + said(t(a->explanation)) + "</p>";
    *out += "<p class=\"soft\">" + own(t, wording::counted(static_cast<size_t>(independent_count(i.origins)), "independent origin") + " in " +
            wording::counted(static_cast<size_t>(i.articles), "article")) + "; " + escape_html(i.id) + "</p>";
    size_t quoted = 0;
    for (const IncidentClaim& c : i.claims) {
      if (quoted++ == 4) break;
      *out += "<blockquote dir=\"auto\">" + own(t, wording::citation(v, c.claim, 400)) + "</blockquote>";
    }
    if (i.claims.size() > 4) *out += "<p class=\"soft\">" + own(t, "and " + std::to_string(i.claims.size() - 4) + " more on file") + "</p>";
    *out += "</td></tr>\n";
  }
  *out += "</tbody></table>\n";
}

// Those held against a ceasefire, latest first, and how many more there are.
std::vector<size_t> latest_under(const View& v, size_t ceasefire, size_t most, size_t* left) {
  const auto all = incidents_under(v, ceasefire);
  std::vector<size_t> out;
  for (auto at = all.rbegin(); at != all.rend() && out.size() < most; ++at) out.push_back(*at);
  *left = all.size() - out.size();
  return out;
}

// "AIRSTRIKE, al-Bab, 2016-12-31": the act in words.
std::string with_act(const InterfaceWords& t, std::string_view says) {
  const size_t end = std::min(says.find(", "), says.size());
  return t(act_words(says.substr(0, end))) + std::string(says.substr(end));
}

void append_changes(const View& now, const View& before, const InterfaceWords& t, const ReportOptions& options, std::string* out) {
  const auto changes = differences(before, now);
  *out += "<h2>" + own(t, "What changed" + (options.since.empty() ? "" : " since " + options.since)) + "</h2>\n";
  if (changes.empty()) *out += "<p>" + own(t, "Nothing on file changed.") + "</p>\n";
  if (changes.empty()) return;
  *out += columns(t, {"Of", "What", "Before", "Now"});
  for (const Change& c : changes) {
    const bool incident = c.about.starts_with('I') && !c.after.empty();
    *out += "<tr><td>" + (incident ? "<a href=\"#" + escape_html(c.about) + "\">" + escape_html(c.about) + "</a>" : escape_html(c.about)) + "</td><td>" + said(t(words(c.what))) + "</td><td>" +
            said(c.before.empty() ? "-" : t(words(c.before))) + "</td><td>" + said(c.after.empty() ? "-" : t(words(c.after))) +
            (c.says.empty() ? "" : "<br><span class=\"soft\">" + said(with_act(t, c.says)) + "</span>") + "</td></tr>\n";
  }
  *out += "</tbody></table>\n";
}

void append_sources(const View& v, const InterfaceWords& t, std::string* out) {
  std::string all = corpus_text(v, 10000);
  while (all.ends_with('\n')) all.pop_back();
  *out += "<h2>" + own(t, "What this rests on") + "</h2>\n<p>" + own(t, all) + "</p>\n" +
          columns(t, {"Document", "Publisher", "Published", "Title"});
  constexpr size_t kMost = 400;
  for (size_t i = 0; i < v.corpus.documents.size() && i < kMost; ++i) {
    const Document& d = v.corpus.documents[i].document;
    *out += "<tr><td>" + said(d.id) + "</td><td>" + said(d.publisher) + "</td><td>" + escape_html(d.published_edtf) + "</td><td>" +
            said(d.title) + "</td></tr>\n";
  }
  *out += "</tbody></table>\n";
  if (v.corpus.documents.size() > kMost)
    *out += "<p class=\"soft\">" + own(t, "and " + std::to_string(v.corpus.documents.size() - kMost) + " more") + "</p>\n";
}

}  // namespace

std::string report_page(const View& now, const View* before, std::string_view outlines, const ReportOptions& options, const InterfaceWords& t) {
  const std::string title = t("Ceasefire report" + (options.as_of.empty() ? "" : ", as known on " + options.as_of));
  std::string out = "<!doctype html>\n<html lang=\"" + t.language() + std::string(kHead);
  out += "<title>" + escape_html(title) + "</title></head><body>\n<h1>" + escape_html(title) + "</h1>\n<p class=\"soft\">" +
         own(t, "Nothing is counted as calm because nothing was reported: this is what the documents on file tell.") + "</p>\n";
  size_t shown = 0;
  for (size_t index : by_weight(now)) {
    if (shown++ == options.ceasefires) break;
    const Ceasefire& c = now.ceasefires[index];
    out += "<h2 id=\"" + escape_html(c.id) + "\">" + own(t, "Ceasefire") + ", " + said(c.name) + "</h2>\n<dl>";
    for (const auto& [label, text] : status_rows(now, index))
      out += "<dt>" + own(t, label) + "</dt><dd>" + said(t(label == "incidents" ? words(text) : text)) + "</dd>\n";
    out += "</dl>\n";
    size_t left = 0;
    const auto incidents = latest_under(now, index, options.incidents, &left);
    if (incidents.empty()) continue;
    std::vector<const Incident*> drawn;
    for (size_t i : incidents) drawn.push_back(&now.incidents[i]);
    out += "<h3>" + own(t, "Incidents held against it") + "</h3>\n" + map_of(t, drawn, outlines);
    append_incidents(now, t, incidents, &out);
    if (left > 0) out += "<p class=\"soft\">" + own(t, "and " + std::to_string(left) + " earlier ones") + "</p>\n";
  }
  if (shown == 0) out += "<p>" + own(t, "No source on file speaks of a ceasefire.") + "</p>\n";
  if (before) append_changes(now, *before, t, options, &out);
  if (!now.contradictions.empty()) {
    out += "<h2>" + own(t, "Where sources cannot both be right") + "</h2>\n";
    for (const Contradiction& c : now.contradictions) {
      out += "<h3>" + own(t, c.slot) + ": " + said(t(c.says)) + "</h3>\n";
      for (int32_t claim : {c.first, c.second}) {
        if (claim >= 0) out += "<blockquote dir=\"auto\">" + own(t, wording::citation(now, claim, 300)) + "</blockquote>\n";
      }
    }
  }
  append_sources(now, t, &out);
  return out + "</body></html>\n";
}

}  // namespace bestand
