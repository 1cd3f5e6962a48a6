#include "show/places_map.h"

#include <cmath>
#include <cstdio>

#include "base/json_writer.h"
#include "show/html.h"
#include "show/places_page.h"

namespace bestand {
namespace {

// JSON that cannot end the script element it stands in.
std::string for_script(std::string json) {
  std::string out;
  for (char c : json) {
    if (c == '<')
      out += "\\u003c";
    else
      out += c;
  }
  return out;
}

std::string number_text(double value, int digits) {
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "%.*f", digits, value);
  return buffer;
}

std::string place_id(size_t article, size_t place) {
  return "p" + std::to_string(article) + "-" + std::to_string(place);
}

void append_polygon(const Area& area, JsonWriter* json) {
  if (area.polygon.empty()) return;
  json->key("ring");
  json->begin_array();
  for (const LatLon& p : area.polygon) {
    json->begin_array();
    json->value(std::round(p.lon * 1e4) / 1e4);
    json->value(std::round(p.lat * 1e4) / 1e4);
    json->end_array();
  }
  json->end_array();
}

void append_candidates(const PlaceMention& m, JsonWriter* json) {
  json->key("others");
  json->begin_array();
  for (const PlaceCandidate& c : m.candidates) {
    if (c.gazetteer_id == m.gazetteer_id) continue;
    json->begin_object();
    json->field("name", c.country.empty() ? c.name : c.name + ", " + c.country);
    json->field("lat", std::round(c.point.lat * 1e4) / 1e4);
    json->field("lon", std::round(c.point.lon * 1e4) / 1e4);
    json->end_object();
  }
  json->end_array();
}

std::string data_of(const PlaceMention& m, const std::string& id) {
  std::string out;
  JsonWriter json(&out);
  json.begin_object();
  json.field("id", id);
  json.field("name", m.name);
  json.field("lat", std::round(m.area->centre.lat * 1e4) / 1e4);
  json.field("lon", std::round(m.area->centre.lon * 1e4) / 1e4);
  json.field("r", std::round(m.area->radius_m));
  append_polygon(*m.area, &json);
  append_candidates(m, &json);
  json.end_object();
  return out;
}

// "10.5 km around 36.2021, 37.1343 · SY · certain to precision 3 · score 0.98".
std::string facts(const PlaceMention& m) {
  if (!m.area) return "not in the gazetteer";
  std::string out = number_text(m.area->centre.lat, 4) + ", " + number_text(m.area->centre.lon, 4);
  out += " \u00b7 within " + number_text(m.area->radius_m / 1000, m.area->radius_m < 10e3 ? 1 : 0) + " km";
  if (!m.country.empty()) out += " \u00b7 " + m.country;
  if (m.precision > 0) out += " \u00b7 precision " + std::to_string(m.precision);
  out += " \u00b7 score " + number_text(m.score, 2);
  if (m.metonym) out += " \u00b7 stands for an actor";
  return out;
}

std::string list_item(const PlaceMention& m, const std::string& id) {
  std::string others;
  for (const PlaceCandidate& c : m.candidates) {
    if (c.gazetteer_id == m.gazetteer_id) continue;
    others += others.empty() ? "" : "; ";
    others += c.name + (c.country.empty() ? "" : ", " + c.country) + " (" + number_text(c.score, 2) + ")";
  }
  std::string out = "<li data-p=\"" + id + "\"><b>" + escape_html(m.name) + "</b> <span>" + escape_html(facts(m)) + "</span>";
  if (!others.empty()) out += "<br><i>could also be: " + escape_html(others) + "</i>";
  return out + "</li>\n";
}

}  // namespace

ArticlePlaces places_of_article(const Analysis& a, size_t number) {
  ArticlePlaces out;
  const std::string_view text = a.document.text;
  std::string marked, list;
  size_t done = 0;
  for (size_t i = 0; i < a.mentions.places.size(); ++i) {
    const PlaceMention& m = a.mentions.places[i];
    if (m.span.begin < done) continue;  // nested
    const std::string id = place_id(number, i);
    marked += escape_html(text.substr(done, m.span.begin - done));
    const char* kind = !m.area ? "unknown" : m.metonym ? "metonym" : m.antecedent >= 0 ? "again" : "placed";
    marked += std::string("<mark class=\"") + kind + "\" data-p=\"" + id + "\">" + escape_html(quote(text, m.span)) + "</mark>";
    done = m.span.end;
    if (m.antecedent >= 0) continue;
    list += list_item(m, id);
    ++out.count;
    if (!m.area) continue;
    ++out.placed;
    out.data += (out.data.empty() ? "" : ",\n") + data_of(m, id);
  }
  marked += escape_html(text.substr(done));
  std::string head = a.document.id;
  if (!a.document.published_edtf.empty()) head += " \u00b7 " + a.document.published_edtf;
  if (!a.document.publisher.empty()) head += " \u00b7 " + a.document.publisher;
  out.html = "<article><h2>" + escape_html(head) + "</h2>\n<p>" + marked + "</p>\n<ol>\n" + list + "</ol></article>\n";
  return out;
}

std::string places_page(const std::vector<ArticlePlaces>& articles, std::string_view outlines) {
  int count = 0, placed = 0;
  std::string list, data;
  for (const ArticlePlaces& a : articles) {
    count += a.count, placed += a.placed;
    list += a.html;
    if (!a.data.empty()) data += (data.empty() ? "" : ",\n") + a.data;
  }
  std::string out(kPlacesPageHead);
  out += "<p class=\"sum\">" + std::to_string(articles.size()) + " articles, " + std::to_string(count) +
         " names of places, " + std::to_string(placed) + " of them on the map</p>\n" + list;
  out += kPlacesPageMap;
  out += "<script type=\"application/json\" id=\"outlines\">" + for_script(outlines.empty() ? "\"\"" : [&] {
    std::string json;
    JsonWriter(&json).value(outlines);
    return json;
  }()) + "</script>\n";
  out += "<script type=\"application/json\" id=\"places\">[" + for_script(std::move(data)) + "]</script>\n";
  out += kPlacesPageScript;
  return out;
}

}  // namespace bestand
