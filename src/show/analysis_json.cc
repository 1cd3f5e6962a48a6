#include "show/analysis_json.h"

#include <array>
#include <cmath>
#include <cstdio>

#include "base/utf8.h"

namespace bestand {
namespace {

constexpr std::array<std::string_view, 11> kLayerNames = {"sentences", "tokens", "names", "times", "places", "actors",
                                                          "quantities", "predications", "attributions", "claims", "toll"};

std::string instant(Seconds t, std::optional<int> offset_min) {
  auto day = static_cast<int32_t>(t >= 0 ? t / kDaySeconds : -((-t + kDaySeconds - 1) / kDaySeconds));
  Seconds rest = t - Seconds{day} * kDaySeconds;
  Civil date = civil_from_days(day);
  std::string out;
  auto two = [&](auto n, char before) {
    if (before != 0) out += before;
    out += static_cast<char>('0' + n / 10);
    out += static_cast<char>('0' + n % 10);
  };
  if (date.year < 0 || date.year > 9999) {
    char year[16];
    out.append(year, static_cast<size_t>(std::snprintf(year, sizeof year, "%04d", date.year)));
  } else {
    two(date.year / 100, 0), two(date.year % 100, 0);
  }
  two(date.month, '-'), two(date.day, '-'), two(rest / 3600, 'T'), two(rest / 60 % 60, ':'), two(rest % 60, ':');
  if (offset_min) {
    int minutes = std::abs(*offset_min);
    two(minutes / 60, *offset_min < 0 ? '-' : '+'), two(minutes % 60, ':');
  }
  return out;
}

double degrees(double x) { return std::round(x * 1e5) / 1e5; }
double two_digits(double x) { return std::round(x * 100) / 100; }

// Writes the parts of one analysis; holds what they share.
class AnalysisWriter {
 public:
  AnalysisWriter(const Analysis& analysis, std::string* out)
      : a_(analysis), points_(analysis.document.text), json_(out) {}

  void write(const Layers& layers);

 private:
  void span_fields(Span s) {
    json_.field("start", points_.from_byte(s.begin));
    json_.field("end", points_.from_byte(s.end));
  }
  void pair(Span s) {
    json_.begin_array();
    json_.value(points_.from_byte(s.begin));
    json_.value(points_.from_byte(s.end));
    json_.end_array();
  }
  void pair(std::string_view key, Span s) {
    json_.key(key);
    pair(s);
  }
  void pairs(std::string_view key, const std::vector<Span>& spans) {
    json_.key(key);
    json_.begin_array();
    for (Span s : spans) pair(s);
    json_.end_array();
  }
  void strings(std::string_view key, const std::vector<std::string>& items) {
    if (items.empty()) return;
    json_.key(key);
    json_.begin_array();
    for (const std::string& item : items) json_.value(item);
    json_.end_array();
  }
  template <class List, class Writer>
  void list(std::string_view key, const List& items, Writer write_one) {
    json_.key(key);
    json_.begin_array();
    for (const auto& item : items) write_one(item);
    json_.end_array();
  }
  template <class List, class Writer>
  void objects(std::string_view key, const List& items, Writer write_fields) {
    list(key, items, [&](const auto& item) {
      json_.begin_object();
      write_fields(item);
      json_.end_object();
    });
  }

  void document();
  void token(const Token& t);
  void time(const TimeMention& t);
  void places();
  void place(const PlaceMention& p);
  int place_index(int32_t mention) const;  // among the names
  void actor(const ActorMention& a);
  void quantity(const QuantityMention& q);
  void factuality(const Factuality& f);
  void area(const std::optional<Area>& area);
  void attribution(const Attribution& a);
  void dyad(const Claim& c);
  void claim(const Claim& c);
  void claim_actor(const ClaimActor& a);
  void claim_source(const ClaimSource& s);
  void claim_place(std::string_view key, const ClaimPlace& p);
  // A toll. "About 30" is told as 30 here; how far about reaches stands in the figures.
  void toll(std::string_view key, const std::optional<Quantity>& q) {
    if (!q) return;
    Quantity told = *q;
    if (told.qualifier == Qualifier::kAbout && told.low && told.high) told.low = told.high = (*told.low + *told.high) / 2;
    json_.key(key);
    append_range(told, &json_);
  }

  const Analysis& a_;
  CodePoints points_;
  JsonWriter json_;
};

void AnalysisWriter::document() {
  const Document& d = a_.document;
  json_.field("id", d.id);
  json_.field_if("publisher", d.publisher);
  json_.field_if("url", d.url);
  json_.field_if("lang", d.lang);
  json_.field_if("published", d.published_edtf);
  if (d.title_size > 0) {
    json_.field("title", d.title);
    json_.field("text", d.text);
  }
}

void AnalysisWriter::token(const Token& t) {
  span_fields(t.span);
  json_.field("form", t.form);
  json_.field_if("lemma", t.lemma);
  json_.field("upos", name(t.upos));
  json_.field_if("xpos", t.xpos);
  json_.field_if("feats", t.feats);
  json_.field("head", t.head);
  json_.field("deprel", t.deprel.empty() ? name(t.rel) : t.deprel);
}

void AnalysisWriter::time(const TimeMention& t) {
  span_fields(t.span);
  json_.field("type", name(t.type));
  json_.field_if("value", t.value);
  if (t.time) {
    json_.field("edtf", to_edtf(*t.time));
    json_.key("bounds");
    append_bounds(*t.time, &json_);
  }
  strings("candidates", t.candidates);
  json_.field_if("mod", t.mod);
  json_.field_if("relation", t.relation);
  json_.field_if("rule", t.rule);
}

// Metres to a whole number, degrees to 5 decimals (about a metre): no false precision, same bytes everywhere.
void AnalysisWriter::area(const std::optional<Area>& area) {
  if (!area) return;
  json_.field("lat", degrees(area->centre.lat));
  json_.field("lon", degrees(area->centre.lon));
  json_.field("radius_m", std::round(area->radius_m));
  if (area->polygon.empty()) return;
  json_.key("geometry");
  json_.begin_object();
  json_.field("type", "Polygon");
  json_.key("coordinates");
  json_.begin_array();
  json_.begin_array();
  for (size_t i = 0; i <= area->polygon.size(); ++i) {
    const LatLon& p = area->polygon[i % area->polygon.size()];
    json_.begin_array();
    json_.value(degrees(p.lon));
    json_.value(degrees(p.lat));
    json_.end_array();
  }
  json_.end_array();
  json_.end_array();
  json_.end_object();
}

// "places" has the names; what goes back to one is listed apart.
void AnalysisWriter::places() {
  std::vector<const PlaceMention*> names, references;
  for (const PlaceMention& p : a_.mentions.places) (p.antecedent < 0 ? names : references).push_back(&p);
  objects("places", names, [&](const PlaceMention* p) { place(*p); });
  if (!references.empty()) objects("place_references", references, [&](const PlaceMention* p) { place(*p); });
}

int AnalysisWriter::place_index(int32_t mention) const {
  const auto& all = a_.mentions.places;
  return static_cast<int>(
      std::count_if(all.begin(), all.begin() + mention, [](const PlaceMention& p) { return p.antecedent < 0; }));
}

void AnalysisWriter::place(const PlaceMention& p) {
  span_fields(p.span);
  json_.field("name", p.name);
  json_.field_if("anchor", p.anchor);
  json_.field_if("gazetteer_id", p.gazetteer_id);
  json_.field_if("country", p.country);
  json_.field_if("feature", p.feature);
  strings("within", p.within);
  area(p.area);
  if (p.precision > 0) json_.field("precision", p.precision);
  json_.field("relation", name(p.relation));
  if (p.metonym) json_.field("metonym", true);
  json_.field("score", two_digits(p.score));
  if (p.antecedent >= 0) json_.field("antecedent", place_index(p.antecedent));
  if (p.candidates.empty()) return;
  objects("candidates", p.candidates, [&](const PlaceCandidate& c) {
    json_.field("gazetteer_id", c.gazetteer_id);
    json_.field("name", c.name);
    json_.field_if("country", c.country);
    json_.field("lat", degrees(c.point.lat));
    json_.field("lon", degrees(c.point.lon));
    json_.field("score", two_digits(c.score));
  });
}

void AnalysisWriter::actor(const ActorMention& a) {
  span_fields(a.span);
  json_.field("name", a.name);
  json_.field_if("actor_id", a.actor_id);
  json_.field_if("kind", a.kind);
  json_.field_if("code", a.code);
  json_.field_if("speaks_for", a.speaks_for);
  strings("aliases", a.aliases);
  json_.field("form", a.form == ActorForm::kName ? "name" : a.form == ActorForm::kPronoun ? "pronoun" : "description");
  if (a.antecedent >= 0) json_.field("antecedent", a.antecedent);
}

void AnalysisWriter::quantity(const QuantityMention& q) {
  span_fields(q.span);
  if (q.quantity.low) json_.field("low", *q.quantity.low);
  if (q.quantity.high) json_.field("high", *q.quantity.high);
  json_.field("qualifier", name(q.quantity.qualifier));
  json_.field_if("counted", q.counted);
  json_.field_if("population", q.population);
  json_.field_if("kind", q.kind);
  if (q.part_of >= 0) json_.field("part_of", q.part_of);
}

void AnalysisWriter::factuality(const Factuality& f) {
  json_.key("factuality");
  json_.begin_object();
  json_.field("value", f.value);
  json_.field("status", name(f.status));
  json_.field("certainty", name(f.certainty));
  json_.field("polarity", polarity_name(f));
  json_.field("time", name(f.time));
  json_.field("class", name(f.reading));
  json_.end_object();
}

void AnalysisWriter::attribution(const Attribution& a) {
  pairs("source", a.source);
  pairs("cue", a.cue);
  pairs("content", a.content);
  json_.field_if("actor_id", a.actor_id);
  if (a.outer >= 0) json_.field("outer", a.outer);
  if (a.anonymous) json_.field("anonymous", true);
}

void AnalysisWriter::claim_actor(const ClaimActor& a) {
  json_.field("role", name(a.role));
  json_.field("text", a.text);
  pair("span", a.span);
  json_.field_if("actor_id", a.actor_id);
  json_.field("name", a.name);
  json_.field_if("kind", a.kind);
  strings("aliases", a.aliases);
}

void AnalysisWriter::claim_source(const ClaimSource& s) {
  json_.key("source");
  json_.begin_object();
  // The first origin's name, so that a reader need not walk the chain.
  if (!s.chain.empty()) json_.field("name", s.chain.back().name);
  objects("chain", s.chain, [&](const SourceLink& link) {
    json_.field("text", link.text);
    pair("span", link.span);
    json_.field_if("actor_id", link.actor_id);
    json_.field("name", link.name);
    json_.field_if("cue", link.cue);
  });
  json_.field("anonymous", s.anonymous);
  json_.end_object();
}

void AnalysisWriter::claim_place(std::string_view key, const ClaimPlace& p) {
  json_.key(key);
  json_.begin_object();
  json_.field("name", p.name);
  json_.field_if("text", p.text);
  json_.field_if("anchor", p.anchor);
  json_.field_if("gazetteer_id", p.gazetteer_id);
  json_.field_if("country", p.country);
  strings("within", p.within);
  strings("aliases", p.aliases);
  area(p.area);
  if (p.precision > 0) json_.field("precision", p.precision);
  json_.end_object();
}

// Event coders know one source and one target: of those who do something together, the first and the next.
void AnalysisWriter::dyad(const Claim& c) {
  std::vector<const ClaimActor*> doers, targets, parties;
  for (const ClaimActor& a : c.actors) {
    if (a.code.empty()) continue;
    if (a.role == Role::kInitiator) doers.push_back(&a);
    if (a.role == Role::kTarget) targets.push_back(&a);
    if (a.role == Role::kParty) parties.push_back(&a);
  }
  doers.insert(doers.end(), parties.begin(), parties.end());
  if (!doers.empty()) json_.field("source_code", doers[0]->code);
  if (!targets.empty())
    json_.field("target_code", targets[0]->code);
  else if (doers.size() > 1)
    json_.field("target_code", doers[1]->code);
}

void AnalysisWriter::claim(const Claim& c) {
  json_.field("id", c.id);
  json_.field("type", name(c.type));
  pair("span", c.span);
  pair("trigger", c.trigger);
  json_.field_if("rule", c.rule);
  json_.field_if("cameo", c.cameo);
  json_.field_if("plover", c.plover);
  json_.field_if("plover_mode", c.plover_mode);
  json_.field_if("phase", c.phase == AgreementPhase::kInForce ? "" : name(c.phase));
  objects("actors", c.actors, [&](const ClaimActor& a) { claim_actor(a); });
  dyad(c);
  if (c.source) {
    claim_source(*c.source);
  } else {
    json_.key("source");
    json_.null();
  }
  factuality(c.factuality);
  if (c.time) {
    json_.key("time");
    json_.begin_object();
    json_.field("edtf", to_edtf(c.time->time));
    json_.key("bounds");
    append_bounds(c.time->time, &json_);
    json_.field_if("text", c.time->text);
    json_.end_object();
  }
  if (c.place) claim_place("place", *c.place);
  toll("killed", c.killed);
  toll("injured", c.injured);
  objects("figures", c.figures, [&](const Figure& f) {
    json_.field("quantity", f.quantity);
    json_.field_if("population", f.population);
    if (f.value.low) json_.field("low", *f.value.low);
    if (f.value.high) json_.field("high", *f.value.high);
    json_.field("qualifier", name(f.value.qualifier));
    json_.field_if("kind", f.kind);
    pair("span", f.span);
  });
  strings("weapons", c.weapons);
  json_.field_if("breach", c.breach);
  json_.field("background", c.background);
}

void AnalysisWriter::write(const Layers& layers) {
  json_.begin_object();
  document();
  if (layers.has(Layers::kSentences)) list("sentences", a_.parse.sentences, [&](const Sentence& s) { pair(s.span); });
  if (layers.has(Layers::kTokens)) objects("tokens", a_.parse.tokens, [&](const Token& t) { token(t); });
  if (layers.has(Layers::kNames)) {
    objects("names", a_.parse.names, [&](const Name& n) {
      span_fields(n.span);
      json_.field("type", name(n.type));
    });
  }
  if (layers.has(Layers::kTimes)) objects("times", a_.mentions.times, [&](const TimeMention& t) { time(t); });
  if (layers.has(Layers::kPlaces)) places();
  if (layers.has(Layers::kActors)) objects("actors", a_.mentions.actors, [&](const ActorMention& x) { actor(x); });
  if (layers.has(Layers::kQuantities)) {
    objects("quantities", a_.mentions.quantities, [&](const QuantityMention& q) { quantity(q); });
  }
  if (layers.has(Layers::kPredications)) {
    objects("predications", a_.predications, [&](const Predication& p) {
      pair("trigger", p.trigger);
      factuality(p.factuality);
    });
  }
  if (layers.has(Layers::kAttributions)) {
    objects("attributions", a_.attributions, [&](const Attribution& x) { attribution(x); });
  }
  if (layers.has(Layers::kClaims)) objects("claims", a_.claims, [&](const Claim& c) { claim(c); });
  if (layers.has(Layers::kToll)) {
    toll("killed", a_.killed);
    toll("injured", a_.injured);
    if (a_.place) claim_place("place", *a_.place);
  }
  json_.end_object();
}

}  // namespace

Result<Layers> Layers::parse(std::string_view list) {
  Layers layers;
  layers.bits_ = 0;
  while (!list.empty()) {
    auto comma = list.find(',');
    auto word = list.substr(0, comma);
    size_t i = 0;
    while (i < kLayerNames.size() && kLayerNames[i] != word) ++i;
    if (i == kLayerNames.size()) {
      return Error{Code::kUsage, "no layer \"" + std::string(word) + "\"; there are " + std::string(kAll), "", "", -1};
    }
    layers.bits_ |= 1u << i;
    list = comma == std::string_view::npos ? std::string_view() : list.substr(comma + 1);
  }
  return layers;
}

void append_bounds(const TimeSet& time, JsonWriter* json) {
  json->begin_array();
  if (!time.empty()) {
    Interval hull = time.hull();
    if (hull.lo <= kBeginOfTime) json->null(); else json->value(instant(hull.lo, time.utc_offset_min));
    if (hull.hi >= kEndOfTime) json->null(); else json->value(instant(hull.hi, time.utc_offset_min));
  }
  json->end_array();
}

void append_range(const Quantity& quantity, JsonWriter* json) {
  json->begin_array();
  if (quantity.low) json->value(*quantity.low); else json->null();
  if (quantity.high) json->value(*quantity.high); else json->null();
  json->end_array();
}

void append_json(const Analysis& analysis, const Layers& layers, std::string* out) {
  AnalysisWriter(analysis, out).write(layers);
}

}  // namespace bestand
