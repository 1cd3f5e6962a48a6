#include "ledger/claim_codec.h"

#include <nlohmann/json.hpp>

#include "base/json_writer.h"

namespace bestand {
namespace {

using nlohmann::json;

// The words of the file format; enumerators may change their order, these do not.
constexpr std::string_view kQualifiers[] = {"exact", "about",     "at_least", "more_than",
                                            "up_to", "less_than", "range",    "vague"};
constexpr std::string_view kGrains[] = {"second", "minute", "hour",    "part_of_day", "day",    "week",
                                        "month",  "season", "quarter", "year",        "decade", "century"};
constexpr std::string_view kStatuses[] = {"asserted", "reported", "possible", "denied", "planned"};
constexpr std::string_view kCertainties[] = {"certain", "probable", "possible", "unknown"};
constexpr std::string_view kTimes[] = {"non_future", "future", "unknown"};

template <class E, size_t N>
std::string_view word_of(E value, const std::string_view (&words)[N]) {
  auto i = static_cast<size_t>(value);
  return words[i < N ? i : N - 1];
}

void write_span(JsonWriter& w, std::string_view key, Span span) {
  if (span.empty()) return;
  w.key(key);
  w.begin_array();
  w.value(span.begin);
  w.value(span.end);
  w.end_array();
}

void write_strings(JsonWriter& w, std::string_view key, const std::vector<std::string>& list) {
  if (list.empty()) return;
  w.key(key);
  w.begin_array();
  for (const auto& item : list) w.value(item);
  w.end_array();
}

void write_quantity(JsonWriter& w, std::string_view key, const Quantity& q) {
  w.key(key);
  w.begin_array();
  if (q.low)
    w.value(*q.low);
  else
    w.null();
  if (q.high)
    w.value(*q.high);
  else
    w.null();
  w.value(word_of(q.qualifier, kQualifiers));
  w.end_array();
}

void write_time(JsonWriter& w, const ClaimTime& time) {
  w.key("time");
  w.begin_object();
  w.key("members");
  w.begin_array();
  for (auto m : time.time.members) {
    w.begin_array();
    w.value(m.lo);
    w.value(m.hi);
    w.end_array();
  }
  w.end_array();
  if (!time.time.anchors.empty()) {
    w.key("anchors");
    w.begin_array();
    for (int32_t a : time.time.anchors) w.value(static_cast<int64_t>(a));
    w.end_array();
  }
  w.field("grain", word_of(time.time.grain, kGrains));
  if (time.time.approximate) w.field("approximate", true);
  if (time.time.uncertain) w.field("uncertain", true);
  if (time.time.spans) w.field("spans", true);
  if (time.time.all_of) w.field("all_of", true);
  if (time.time.open_unknown) w.field("open_unknown", true);
  w.field_if("edtf", time.time.text);
  if (time.time.utc_offset_min) w.field("offset", *time.time.utc_offset_min);
  w.field_if("text", time.text);
  write_span(w, "span", time.span);
  w.end_object();
}

void write_place(JsonWriter& w, const ClaimPlace& place) {
  w.key("place");
  w.begin_object();
  w.field_if("name", place.name);
  w.field_if("text", place.text);
  w.field_if("anchor", place.anchor);
  w.field_if("gazetteer_id", place.gazetteer_id);
  w.field_if("country", place.country);
  write_strings(w, "within", place.within);
  write_strings(w, "aliases", place.aliases);
  if (place.area) {
    w.key("area");
    w.begin_array();
    w.value(place.area->centre.lat);
    w.value(place.area->centre.lon);
    w.value(place.area->radius_m);
    for (auto p : place.area->polygon) {
      w.value(p.lat);
      w.value(p.lon);
    }
    w.end_array();
  }
  if (place.precision) w.field("precision", place.precision);
  write_span(w, "span", place.span);
  w.end_object();
}

void write_actor(JsonWriter& w, const ClaimActor& actor) {
  w.begin_object();
  w.field("role", name(actor.role));
  w.field_if("text", actor.text);
  write_span(w, "span", actor.span);
  w.field_if("actor_id", actor.actor_id);
  w.field_if("name", actor.name);
  w.field_if("kind", actor.kind);
  w.field_if("code", actor.code);
  write_strings(w, "aliases", actor.aliases);
  w.end_object();
}

void write_source(JsonWriter& w, const ClaimSource& source) {
  w.key("source");
  w.begin_object();
  if (source.anonymous) w.field("anonymous", true);
  w.key("chain");
  w.begin_array();
  for (const auto& link : source.chain) {
    w.begin_object();
    w.field_if("text", link.text);
    write_span(w, "span", link.span);
    w.field_if("actor_id", link.actor_id);
    w.field_if("name", link.name);
    w.field_if("cue", link.cue);
    write_span(w, "cue_span", link.cue_span);
    w.end_object();
  }
  w.end_array();
  w.end_object();
}

void write_figure(JsonWriter& w, const Figure& figure) {
  w.begin_object();
  w.field_if("quantity", figure.quantity);
  w.field_if("population", figure.population);
  write_quantity(w, "value", figure.value);
  w.field_if("kind", figure.kind);
  write_span(w, "span", figure.span);
  w.end_object();
}

void write_factuality(JsonWriter& w, const Factuality& f) {
  w.key("factuality");
  w.begin_array();
  w.value(word_of(f.status, kStatuses));
  w.value(f.value);
  w.value(f.negative);
  w.value(word_of(f.certainty, kCertainties));
  w.value(word_of(f.time, kTimes));
  w.end_array();
}

// --- reading back; a missing key leaves the default

std::string text_at(const json& j, const char* key) {
  auto it = j.find(key);
  return it == j.end() ? std::string() : it->get<std::string>();
}

Span span_at(const json& j, const char* key) {
  auto it = j.find(key);
  if (it == j.end()) return {};
  return {it->at(0).get<uint32_t>(), it->at(1).get<uint32_t>()};
}

std::vector<std::string> strings_at(const json& j, const char* key) {
  auto it = j.find(key);
  return it == j.end() ? std::vector<std::string>() : it->get<std::vector<std::string>>();
}

[[noreturn]] void refuse(const json& j) {
  throw json::type_error::create(302, "no such word: " + j.dump(), nullptr);
}

template <class E, size_t N>
E read_word(const json& j, const std::string_view (&words)[N]) {
  const auto& text = j.get_ref<const std::string&>();
  for (size_t i = 0; i < N; ++i) {
    if (words[i] == text) return static_cast<E>(i);
  }
  refuse(j);
}

Quantity read_quantity(const json& j) {
  Quantity q;
  if (!j.at(0).is_null()) q.low = j.at(0).get<int64_t>();
  if (!j.at(1).is_null()) q.high = j.at(1).get<int64_t>();
  q.qualifier = read_word<Qualifier>(j.at(2), kQualifiers);
  return q;
}

std::optional<Quantity> quantity_at(const json& j, const char* key) {
  auto it = j.find(key);
  if (it == j.end()) return {};
  return read_quantity(*it);
}

ClaimTime read_time(const json& j) {
  ClaimTime out;
  for (const auto& m : j.at("members")) {
    out.time.members.push_back({m.at(0).get<int64_t>(), m.at(1).get<int64_t>()});
  }
  if (auto it = j.find("anchors"); it != j.end()) out.time.anchors = it->get<std::vector<int32_t>>();
  out.time.grain = read_word<Grain>(j.at("grain"), kGrains);
  out.time.approximate = j.value("approximate", false);
  out.time.uncertain = j.value("uncertain", false);
  out.time.spans = j.value("spans", false);
  out.time.all_of = j.value("all_of", false);
  out.time.open_unknown = j.value("open_unknown", false);
  out.time.text = text_at(j, "edtf");
  if (auto it = j.find("offset"); it != j.end()) out.time.utc_offset_min = it->get<int>();
  out.text = text_at(j, "text");
  out.span = span_at(j, "span");
  return out;
}

std::optional<Area> area_at(const json& j) {
  auto it = j.find("area");
  if (it == j.end()) return {};
  Area area;
  area.centre = {it->at(0).get<double>(), it->at(1).get<double>()};
  area.radius_m = it->at(2).get<double>();
  for (size_t i = 3; i + 1 < it->size(); i += 2) {
    area.polygon.push_back({it->at(i).get<double>(), it->at(i + 1).get<double>()});
  }
  return area;
}

ClaimPlace read_place(const json& j) {
  ClaimPlace out;
  out.name = text_at(j, "name");
  out.text = text_at(j, "text");
  out.anchor = text_at(j, "anchor");
  out.gazetteer_id = text_at(j, "gazetteer_id");
  out.country = text_at(j, "country");
  out.within = strings_at(j, "within");
  out.aliases = strings_at(j, "aliases");
  out.area = area_at(j);
  out.precision = j.value("precision", 0);
  out.span = span_at(j, "span");
  return out;
}

ClaimActor read_actor(const json& j) {
  ClaimActor out;
  auto role = parse_role(j.at("role").get_ref<const std::string&>());
  if (!role) refuse(j.at("role"));
  out.role = *role;
  out.text = text_at(j, "text");
  out.span = span_at(j, "span");
  out.actor_id = text_at(j, "actor_id");
  out.name = text_at(j, "name");
  out.kind = text_at(j, "kind");
  out.code = text_at(j, "code");
  out.aliases = strings_at(j, "aliases");
  return out;
}

ClaimSource read_source(const json& j) {
  ClaimSource out;
  out.anonymous = j.value("anonymous", false);
  for (const auto& l : j.at("chain")) {
    out.chain.push_back({text_at(l, "text"), span_at(l, "span"), text_at(l, "actor_id"), text_at(l, "name"),
                         text_at(l, "cue"), span_at(l, "cue_span")});
  }
  return out;
}

Figure read_figure(const json& j) {
  return {text_at(j, "quantity"), text_at(j, "population"), read_quantity(j.at("value")), text_at(j, "kind"),
          span_at(j, "span")};
}

Factuality read_factuality(const json& j) {
  Factuality out;
  out.status = read_word<FactStatus>(j.at(0), kStatuses);
  out.value = j.at(1).get<double>();
  out.negative = j.at(2).get<bool>();
  out.certainty = read_word<Certainty>(j.at(3), kCertainties);
  out.time = read_word<EventTime>(j.at(4), kTimes);
  return out;
}

Claim read_claim(const json& j) {
  Claim out;
  out.id = text_at(j, "id");
  auto type = parse_claim_type(j.at("type").get_ref<const std::string&>());
  if (!type) refuse(j.at("type"));
  out.type = *type;
  out.span = span_at(j, "span");
  out.trigger = span_at(j, "trigger");
  out.rule = text_at(j, "rule");
  if (auto phase = parse_agreement_phase(text_at(j, "phase"))) out.phase = *phase;
  out.cameo = text_at(j, "cameo");
  out.plover = text_at(j, "plover");
  out.plover_mode = text_at(j, "plover_mode");
  for (const auto& a : j.at("actors")) out.actors.push_back(read_actor(a));
  if (auto it = j.find("source"); it != j.end()) out.source = read_source(*it);
  out.factuality = read_factuality(j.at("factuality"));
  if (auto it = j.find("time"); it != j.end()) out.time = read_time(*it);
  if (auto it = j.find("place"); it != j.end()) out.place = read_place(*it);
  out.killed = quantity_at(j, "killed");
  out.injured = quantity_at(j, "injured");
  for (const auto& f : j.at("figures")) out.figures.push_back(read_figure(f));
  out.weapons = strings_at(j, "weapons");
  out.breach = text_at(j, "breach");
  out.background = j.value("background", false);
  return out;
}

Error damaged(const char* what) {
  return {Code::kBadLedger, std::string("a stored claim cannot be read: ") + what, "", "", -1};
}

}  // namespace

std::string encode_claim(const Claim& c) {
  std::string out;
  JsonWriter w(&out);
  w.begin_object();
  w.field("id", c.id);
  w.field("type", name(c.type));
  write_span(w, "span", c.span);
  write_span(w, "trigger", c.trigger);
  w.field_if("rule", c.rule);
  w.field_if("phase", c.phase == AgreementPhase::kInForce ? "" : name(c.phase));
  w.field_if("cameo", c.cameo);
  w.field_if("plover", c.plover);
  w.field_if("plover_mode", c.plover_mode);
  w.key("actors");
  w.begin_array();
  for (const auto& a : c.actors) write_actor(w, a);
  w.end_array();
  if (c.source) write_source(w, *c.source);
  write_factuality(w, c.factuality);
  if (c.time) write_time(w, *c.time);
  if (c.place) write_place(w, *c.place);
  if (c.killed) write_quantity(w, "killed", *c.killed);
  if (c.injured) write_quantity(w, "injured", *c.injured);
  w.key("figures");
  w.begin_array();
  for (const auto& f : c.figures) write_figure(w, f);
  w.end_array();
  write_strings(w, "weapons", c.weapons);
  w.field_if("breach", c.breach);
  if (c.background) w.field("background", true);
  w.end_object();
  return out;
}

Result<Claim> decode_claim(std::string_view text) {
  try {
    return read_claim(json::parse(text));
  } catch (const json::exception& e) {
    return damaged(e.what());
  }
}

std::string encode_main(const MainEvent& main) {
  std::string out;
  if (!main.killed && !main.injured && !main.place && !main.time && !main.violent) return out;
  JsonWriter w(&out);
  w.begin_object();
  if (main.killed) write_quantity(w, "killed", *main.killed);
  if (main.injured) write_quantity(w, "injured", *main.injured);
  if (main.place) write_place(w, *main.place);
  if (main.time) write_time(w, ClaimTime{.time = *main.time});
  if (main.violent) w.field("violent", true);
  w.end_object();
  return out;
}

Result<MainEvent> decode_main(std::string_view text) {
  MainEvent out;
  if (text.empty()) return out;
  try {
    json j = json::parse(text);
    out.killed = quantity_at(j, "killed");
    out.injured = quantity_at(j, "injured");
    if (auto it = j.find("place"); it != j.end()) out.place = read_place(*it);
    if (auto it = j.find("time"); it != j.end()) out.time = read_time(*it).time;
    out.violent = j.contains("violent");
    return out;
  } catch (const json::exception& e) {
    return damaged(e.what());
  }
}

}  // namespace bestand
