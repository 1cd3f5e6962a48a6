// The articles: the list, one with its claims, and its claims as W3C Web Annotations.
// Source   https://www.w3.org/TR/annotation-model/ (positions count code points)
#include <algorithm>

#include "base/utf8.h"
#include "show/http/lists.h"
#include "show/ledger_json.h"

namespace bestand::http {
namespace {

void particulars(const DocumentRecord& r, JsonWriter* w) {
  const Document& d = r.document;
  w->field("document", d.id);
  w->field_if("publisher", d.publisher);
  w->field_if("published", d.published_edtf);
  w->field_if("lang", d.lang);
  w->field_if("url", d.url);
  w->field_if("title", d.title);
  w->field_if("retrieved", d.retrieved);
  w->field_if("entered", r.ingested_at);
  w->field_if("raw_sha256", d.raw_sha256);
  w->field_if("text_sha256", d.text_sha256);
  w->field("claims_on_file", static_cast<int64_t>(r.last - r.first));
}

const DocumentRecord* record(Context& c) {
  auto found = c.now.documents.find(c.asked->part(0));
  return found == c.now.documents.end() ? nullptr : &c.now.view.corpus.documents[found->second];
}


std::vector<std::string> incident_ids(const Snapshot& now, int32_t claim) {
  std::vector<std::string> out;
  if (auto found = now.incidents_of_claim.find(claim); found != now.incidents_of_claim.end())
    for (size_t i : found->second) out.push_back(now.view.incidents[i].id);
  return out;
}

void annotation(const Snapshot& now, const Document& d, const CodePoints& points, int32_t index, JsonWriter* w) {
  const Claim& c = now.view.corpus.claims[index].claim;
  std::string_view text = d.text;
  uint32_t from = points.from_byte(c.span.begin), to = points.from_byte(c.span.end);
  auto part = [&](uint32_t a, uint32_t b) {
    Span s = points.to_bytes(a, b);
    return text.substr(s.begin, s.end - s.begin);
  };
  w->begin_object();
  w->field("@context", "http://www.w3.org/ns/anno.jsonld");
  w->field("id", "/api/v1/claims/" + percent_encode(c.id));
  w->field("type", "Annotation");
  w->field("motivation", "classifying");
  w->key("body");
  w->begin_object();
  w->field("type", "TextualBody");
  w->field("purpose", "classifying");
  w->field("value", name(c.type));
  w->end_object();
  w->key("target");
  w->begin_object();
  w->field("source", d.url.empty() ? "/api/v1/documents/" + percent_encode(d.id) : d.url);
  w->key("selector");
  w->begin_array();
  w->begin_object();
  w->field("type", "TextPositionSelector");
  w->field("start", static_cast<int64_t>(from));
  w->field("end", static_cast<int64_t>(to));
  w->end_object();
  w->begin_object();
  w->field("type", "TextQuoteSelector");
  w->field("exact", part(from, to));
  w->field("prefix", part(from < 32 ? 0 : from - 32, from));
  w->field("suffix", part(to, std::min(points.size(), to + 32)));
  w->end_object();
  w->end_array();
  w->end_object();
  w->end_object();
}

bool has_span(const Snapshot& now, const Document& d, int32_t index) {
  Span s = now.view.corpus.claims[index].claim.span;
  return s.begin < s.end && s.end <= d.text.size();
}

}  // namespace

Response documents(Context& c) {
  std::string publisher = c.asked->take("publisher"), lang = c.asked->take("lang");
  std::vector<size_t> which;
  const auto& list = c.now.view.corpus.documents;
  for (size_t i = 0; i < list.size(); ++i) {
    if (!publisher.empty() && list[i].document.publisher != publisher) continue;
    if (!lang.empty() && list[i].document.lang != lang) continue;
    which.push_back(i);
  }
  return paged(c, which, [&](size_t i, std::string* out) {
    JsonWriter w(out);
    w.begin_object();
    particulars(list[i], &w);
    w.end_object();
  });
}

Response document(Context& c) {
  const DocumentRecord* r = record(c);
  if (!r) return not_found("document", c.asked->part(0));
  if (auto left = c.asked->nothing_left(); !left) return problem(left.error());
  std::string out;
  JsonWriter w(&out);
  w.begin_object();
  particulars(*r, &w);
  CodePoints points(r->document.text);
  w.field("title_length", static_cast<int64_t>(points.from_byte(r->document.title_size)));
  w.field("text", r->document.text);
  w.key("claims");
  w.begin_array();
  for (int32_t i = r->first; i < r->last; ++i) {
    std::string line;
    append_claim(c.now.view, i, &line);
    line.pop_back();
    w.raw(line);
  }
  w.end_array();
  w.key("incidents");  // by claim, in the same order
  w.begin_array();
  for (int32_t i = r->first; i < r->last; ++i) {
    w.begin_array();
    for (const auto& id : incident_ids(c.now, i)) w.value(id);
    w.end_array();
  }
  w.end_array();
  w.end_object();
  return answer(std::move(out));
}

Response annotations(Context& c) {
  const DocumentRecord* r = record(c);
  if (!r) return not_found("document", c.asked->part(0));
  if (auto left = c.asked->nothing_left(); !left) return problem(left.error());
  std::string out;
  JsonWriter w(&out);
  CodePoints points(r->document.text);
  w.begin_array();
  for (int32_t i = r->first; i < r->last; ++i)
    if (has_span(c.now, r->document, i)) annotation(c.now, r->document, points, i, &w);
  w.end_array();
  return answer(std::move(out), "application/ld+json; profile=\"http://www.w3.org/ns/anno.jsonld\"");
}

}  // namespace bestand::http
