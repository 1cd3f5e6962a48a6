#include "show/ledger_json.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "base/json_writer.h"
#include "base/utf8.h"
#include "ledger/difference.h"
#include "ledger/explain.h"
#include "show/analysis_json.h"
#include "show/selection.h"

namespace bestand {
namespace {

double tenths(double x) { return std::round(x * 10) / 10 + 0.0; }

class Line {
 public:
  Line(const View& view, std::string* out) : view_(view), out_(out), json(out) { json.begin_object(); }
  ~Line() {
    json.end_object();
    out_->push_back('\n');
  }

  void quantity(std::string_view key, const std::optional<Quantity>& q) {
    if (!q) return;
    json.key(key);
    append_range(*q, &json);
  }

  void time(std::string_view key, const std::optional<TimeSet>& t) {
    if (!t || t->empty()) return;
    json.key(key);
    json.begin_object();
    json.field("edtf", to_edtf(*t));
    json.key("bounds");
    append_bounds(*t, &json);
    json.end_object();
  }

  void place(std::string_view key, const std::optional<ClaimPlace>& p) {
    if (!p) return;
    json.key(key);
    json.begin_object();
    json.field_if("name", p->name);
    if (p->area) {
      json.field("lat", p->area->centre.lat);
      json.field("lon", p->area->centre.lon);
      json.field("radius_m", p->area->radius_m);
    }
    if (p->precision) json.field("precision", p->precision);
    json.field_if("country", p->country);
    json.field_if("gazetteer_id", p->gazetteer_id);
    json.field_if("text", p->text);
    json.end_object();
  }

  void actor(std::string_view role, const ActorRef& a) {
    json.begin_object();
    json.field("role", role);
    json.field("name", a.name);
    if (!a.key.starts_with("name:")) json.field("actor_id", a.key);
    json.end_object();
  }

  void origin(const Origin& o) {
    json.begin_object();
    json.field("kind", name(o.kind));
    json.field("name", o.name);
    if (!o.actor.key.empty() && !o.actor.key.starts_with("name:")) json.field("actor_id", o.actor.key);
    json.end_object();
  }

  // Which words, of which document: what every line of an answer leads back to.
  void grounds(int32_t claim) {
    if (claim < 0) return;
    const ClaimRecord& r = view_.corpus.claims[claim];
    const Document& d = view_.corpus.document_of(r).document;
    json.field("claim", r.claim.id);
    json.field("document", d.id);
    json.field_if("publisher", d.publisher);
    json.field_if("published", d.published_edtf);
    json.field("factuality", name(r.claim.factuality.status));
    json.field("quote", quotation(view_.corpus, claim, 1000));
  }

  void figure(std::string_view key, const FigureSummary& s) {
    json.key(key);
    if (!s.known()) return json.null();
    json.begin_array();
    json.value(s.low.value_or(0));
    s.open_high || !s.high ? json.null() : json.value(*s.high);
    json.end_array();
  }

  void figure_entries(std::string_view key, const FigureSummary& s) {
    if (!s.known()) return;
    json.key(key);
    json.begin_object();
    if (s.best) {
      json.field("best", *s.best);
      json.field("basis", s.best_basis);
    }
    json.key("by");
    json.begin_array();
    for (const auto& e : s.entries) {
      json.begin_object();
      json.field("origin", e.origin.name);
      json.key("value");
      append_range(e.value, &json);
      json.field("qualifier", name(e.value.qualifier));
      json.field("live", e.live);
      grounds(e.claim);
      if (e.claim < 0) json.field("document", view_.corpus.documents[e.document].document.id);
      json.end_object();
    }
    json.end_array();
    json.end_object();
  }

  // Why the reports are one: log-odds by kind of evidence.
  void joins(const Incident& i) {
    if (i.joins.empty()) return;
    json.key("joins");
    json.begin_array();
    for (const auto& j : i.joins) {
      json.begin_object();
      strings("docs", {view_.corpus.documents[i.events[j.a].document].document.id,
                       view_.corpus.documents[i.events[j.b].document].document.id});
      if (j.judged) json.field("judged", true);
      json.field("score", tenths(j.score.total()));
      json.key("evidence");
      json.begin_object();
      for (size_t k = 0; k < kEvidence; ++k) {
        if (tenths(j.score.parts[k]) != 0) json.field(name(static_cast<Evidence>(k)), tenths(j.score.parts[k]));
      }
      json.end_object();
      json.end_object();
    }
    json.end_array();
  }

  void narrowed(const DateNarrowing& n) {
    const Document& d = view_.corpus.documents[n.document].document;
    json.begin_object();
    json.field("document", d.id);
    json.field("published", d.published_edtf);
    if (n.contradiction)
      json.field("contradiction", true);
    else
      json.field("narrowed", to_edtf(n.date));
    strings("by", n.by);
    json.end_object();
  }

  void strings(std::string_view key, const std::vector<std::string>& list) {
    json.key(key);
    json.begin_array();
    for (const auto& item : list) json.value(item);
    json.end_array();
  }

  void document_ids(std::string_view key, const std::vector<int32_t>& documents) {
    std::vector<std::string> ids;
    std::set<std::string> seen;
    for (int32_t d : documents) {
      const std::string& id = view_.corpus.documents[d].document.id;
      if (seen.insert(id).second) ids.push_back(id);
    }
    strings(key, ids);
  }

  void stance(const Stance& s) {
    json.begin_object();
    json.field("value", name(s.value));
    json.field("source", s.origin.name);
    if (s.own) json.field("own", true);
    time("from", s.from);
    grounds(s.claim);
    json.end_object();
  }

  void party(const Party& p) {
    json.field("name", p.actor.name);
    if (!p.actor.key.starts_with("name:")) json.field("actor_id", p.actor.key);
    json.field("standing", name(p.standing));
    json.field_if("basis", p.basis);
    json.key("stances");
    json.begin_array();
    for (const auto& s : p.stances) stance(s);
    json.end_array();
  }

  void rests_on(const Basis& b) {
    auto with_unknown = [](const std::vector<std::string>& known, bool unknown) {
      std::set<std::string> out(known.begin(), known.end());
      if (unknown) out.insert("unknown");
      return std::vector<std::string>(out.begin(), out.end());
    };
    json.key("rests_on");
    json.begin_object();
    json.field("documents", b.documents);
    strings("publishers", with_unknown(b.publishers, b.unknown_publisher));
    strings("languages", with_unknown(b.languages, b.unknown_language));
    json.end_object();
  }

  void assessment(const Assessment& a) {
    json.field("ceasefire", view_.ceasefires[a.ceasefire].id);
    json.field("headline", name(a.headline));
    json.field("rule", a.rule);
    json.field("explanation", a.explanation);
    if (!a.reasons.empty()) strings("reasons", a.reasons);
    json.field_if("settle", a.settle);
  }

  void incident(size_t index) {
    const Incident& i = view_.incidents[index];
    json.field("incident", i.id);
    document_ids("docs", i.documents);
    std::vector<int32_t> about;  // the others tell of it beside their own news
    for (const auto& e : i.events) {
      if (e.main && (about.empty() || about.back() != e.document)) about.push_back(e.document);
    }
    document_ids("about", about);
    const auto& a = view_.assessments[index];
    if (a) {
      assessment(*a);
    } else {
      json.key("headline");
      json.null();
    }
    json.field("act", name(i.act));
    time("time", i.time);
    if (i.time_disputed) json.field("time_disputed", true);
    place("place", i.place);
    json.key("actors");
    json.begin_array();
    for (const auto& x : i.initiators) actor("initiator", x);
    for (const auto& x : i.targets) actor("target", x);
    for (const auto& x : i.parties) actor("party", x);
    json.end_array();
    if (!i.weapons.empty()) strings("weapons", i.weapons);
    figure("killed", i.killed);
    figure("injured", i.injured);
    json.field("origins", independent_count(i.origins));
    json.field("articles", i.articles);
  }

  const View& view_;

 private:
  std::string* out_;

 public:
  JsonWriter json;
};

void ceasefire_fields(Line& line, const View& view, size_t index) {
  const Ceasefire& c = view.ceasefires[index];
  JsonWriter& json = line.json;
  json.field("ceasefire", c.id);
  json.field("name", c.name);
  json.field("class", c.kind);
  line.strings("countries", c.countries);
  line.place("area", c.area);
  line.time("effective", c.effective);
  if (c.effective_disputed) json.field("effective_disputed", true);
  if (c.effective && c.start != TermKind::kEffective) json.field("effective_basis", name(c.start));
  json.field("state", name(furthest_state(c)));
  line.time("end", c.end);
  json.key("terms");
  json.begin_array();
  for (const auto& t : c.terms) {
    json.begin_object();
    json.field("kind", name(t.kind));
    json.field("value", t.value);
    if (!t.actor.key.empty() && !t.actor.key.starts_with("name:")) json.field("actor_id", t.actor.key);
    json.field("source", t.origin.name);
    line.grounds(t.claim);
    json.end_object();
  }
  json.end_array();
  json.key("states");
  json.begin_array();
  for (const auto& s : c.states) {
    json.begin_object();
    json.field("state", name(s.state));
    if (s.denied) json.field("denied", true);
    line.time("from", s.from);
    json.field("source", s.origin.name);
    line.grounds(s.claim);
    json.end_object();
  }
  json.end_array();
}

}  // namespace

void append_ceasefire(const View& view, size_t index, std::string* out) {
  const Ceasefire& c = view.ceasefires[index];
  Line line(view, out);
  ceasefire_fields(line, view, index);
  line.json.key("parties");
  line.json.begin_array();
  for (const auto& p : c.parties) {
    line.json.begin_object();
    line.party(p);
    line.json.end_object();
  }
  line.json.end_array();
  const auto counts = view.overviews[index].headlines;
  for (auto [key, number] : {std::pair("incidents", &HeadlineCount::incidents), std::pair("incident_origins", &HeadlineCount::origins)}) {
    line.json.key(key);
    line.json.begin_object();
    for (const auto& [headline, count] : counts) line.json.field(name(headline), count.*number);
    line.json.end_object();
  }
  line.json.key("ahead");
  line.json.begin_array();
  for (int32_t claim : view.overviews[index].talks_ahead) {
    const Claim& talks = view.corpus.claims[claim].claim;
    line.json.begin_object();
    if (talks.time) line.time("time", talks.time->time);
    line.place("place", talks.place);
    line.grounds(claim);
    line.json.end_object();
  }
  line.json.end_array();
  line.document_ids("docs", c.documents);
  line.rests_on(view.overviews[index].basis);
}

void append_party(const View& view, const Ceasefire& ceasefire, const Party& party, std::string* out) {
  Line line(view, out);
  line.json.field("ceasefire", ceasefire.id);
  line.party(party);
}

void append_incident(const View& view, size_t index, std::string* out) {
  Line line(view, out);
  line.incident(index);
}

void append_why_incident(const View& view, size_t index, std::string* out) {
  const Incident& i = view.incidents[index];
  Line line(view, out);
  line.incident(index);
  JsonWriter& json = line.json;
  if (const auto& a = view.assessments[index]) {
    json.key("grounds");
    json.begin_array();
    for (const auto& g : a->grounds) {
      json.begin_object();
      json.field("slot", name(g.slot));
      json.field("says", g.says);
      line.grounds(g.claim);
      json.end_object();
    }
    json.end_array();
  }
  json.key("claims");
  json.begin_array();
  for (const auto& c : i.claims) {
    json.begin_object();
    json.field("role", name(c.role));
    json.key("origin");
    line.origin(c.origin);
    line.grounds(c.claim);
    json.end_object();
  }
  json.end_array();
  line.figure_entries("killed_by_origin", i.killed);
  line.figure_entries("injured_by_origin", i.injured);
  line.joins(i);
  json.key("origin_list");
  json.begin_array();
  for (const auto& o : i.origins) line.origin(o);
  json.end_array();
  json.key("dates");
  json.begin_array();
  for (const auto& n : view.dates) {
    if (std::binary_search(i.documents.begin(), i.documents.end(), n.document)) line.narrowed(n);
  }
  json.end_array();
}

void append_why_ceasefire(const View& view, size_t index, std::string* out) {
  append_ceasefire(view, index, out);
}

void append_claim(const View& view, int32_t index, std::string* out) {
  const ClaimRecord& r = view.corpus.claims[index];
  const Claim& c = r.claim;
  const Document& d = view.corpus.document_of(r).document;
  CodePoints points(d.text);
  Line line(view, out);
  JsonWriter& json = line.json;
  auto span = [&](std::string_view key, Span s) {
    if (s.empty() || s.end > d.text.size()) return;
    json.key(key);
    json.begin_array();
    json.value(points.from_byte(s.begin));
    json.value(points.from_byte(s.end));
    json.end_array();
  };
  json.field("claim", c.id);
  json.field("document", d.id);
  json.field_if("publisher", d.publisher);
  json.field_if("published", d.published_edtf);
  json.field_if("lang", d.lang);
  json.field("type", name(c.type));
  span("span", c.span);
  span("trigger", c.trigger);
  json.field_if("rule", c.rule);
  json.field_if("cameo", c.cameo);
  json.field_if("plover", c.plover);
  json.key("actors");
  json.begin_array();
  for (const auto& a : c.actors) {
    json.begin_object();
    json.field("role", name(a.role));
    json.field_if("name", a.name);
    json.field_if("text", a.text);
    json.field_if("actor_id", a.actor_id);
    json.end_object();
  }
  json.end_array();
  json.key("source");
  if (c.source) {
    json.begin_object();
    json.key("chain");
    json.begin_array();
    for (const auto& l : c.source->chain) {
      json.begin_object();
      json.field_if("name", l.name);
      json.field_if("text", l.text);
      json.field_if("actor_id", l.actor_id);
      json.field_if("cue", l.cue);
      json.end_object();
    }
    json.end_array();
    json.field("anonymous", c.source->anonymous);
    json.end_object();
  } else {
    json.null();
  }
  json.key("factuality");
  json.begin_object();
  json.field("status", name(c.factuality.status));
  json.field("value", c.factuality.value);
  json.field("polarity", c.factuality.negative ? "NEG" : "POS");
  json.end_object();
  if (c.time) line.time("time", c.time->time);
  if (view.corpus.claims[index].time_as_read) line.time("time_as_read", *view.corpus.claims[index].time_as_read);
  line.place("place", c.place);
  line.quantity("killed", c.killed);
  line.quantity("injured", c.injured);
  if (!c.weapons.empty()) line.strings("weapons", c.weapons);
  json.field_if("breach", c.breach);
  if (c.background) json.field("background", true);
  if (r.review != Review::kAuto) json.field("review", name(r.review));
  json.field("quote", quotation(view.corpus, index, 4000));
}

void append_contradiction(const View& view, const Contradiction& c, std::string* out) {
  Line line(view, out);
  line.json.field("slot", c.slot);
  line.json.field("about", c.about);
  line.json.field("says", c.says);
  line.json.key("claims");
  line.json.begin_array();
  for (int32_t claim : {c.first, c.second}) {
    if (claim < 0) continue;
    line.json.begin_object();
    line.grounds(claim);
    line.json.end_object();
  }
  line.json.end_array();
}

void append_timeline(const View& view, size_t index, std::string* out) {
  const Ceasefire& c = view.ceasefires[index];
  for (const auto& s : c.states) {
    Line line(view, out);
    line.json.field("ceasefire", c.id);
    line.json.field("kind", "state");
    line.json.field("value", name(s.state));
    if (s.denied) line.json.field("denied", true);
    line.time("time", s.from);
    line.grounds(s.claim);
  }
  for (const auto& p : c.parties) {
    for (const auto& s : p.stances) {
      Line line(view, out);
      line.json.field("ceasefire", c.id);
      line.json.field("kind", "stance");
      line.json.field("actor", p.actor.name);
      line.json.field("value", name(s.value));
      line.time("time", s.from);
      line.grounds(s.claim);
    }
  }
  for (size_t i : incidents_under(view, index)) {
    Line line(view, out);
    line.json.field("kind", "incident");
    line.incident(i);
  }
}

std::string diff_json(const View& before, const View& after) {
  std::string out;
  for (const auto& change : differences(before, after)) {
    JsonWriter w(&out);
    w.begin_object();
    w.field("about", change.about);
    w.field("what", change.what);
    w.field_if("before", change.before);
    w.field_if("after", change.after);
    w.field_if("says", change.says);
    w.end_object();
    out += "\n";
  }
  return out;
}

}  // namespace bestand
