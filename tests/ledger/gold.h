// Analyses made of claims marked by hand, to test the ledger apart from the rooms before it.
#pragma once

#include <fstream>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "base/sha256.h"
#include "base/utf8.h"
#include "claim/analysis.h"
#include "ground/actor_base.h"

namespace bestand::test {

using nlohmann::json;

inline std::string text_or(const json& j, const char* key) {
  auto it = j.find(key);
  return it == j.end() || !it->is_string() ? std::string() : it->get<std::string>();
}

inline std::optional<Quantity> range_or(const json& j, const char* key) {
  auto it = j.find(key);
  if (it == j.end() || !it->is_array()) return {};
  Quantity q;
  if (!it->at(0).is_null()) q.low = it->at(0).get<int64_t>();
  if (!it->at(1).is_null()) q.high = it->at(1).get<int64_t>();
  q.qualifier = q.high ? (q.low == q.high ? Qualifier::kExact : Qualifier::kRange) : Qualifier::kAtLeast;
  return q;
}

inline std::string actor_id(const ActorBase* base, const std::string& name) {
  if (!base) return "";
  auto known = base->by_name(name);
  return known.size() == 1 ? known[0]->id : "";
}

inline FactStatus status_of(const std::string& text) {
  for (int i = 0; i <= static_cast<int>(FactStatus::kPlanned); ++i) {
    if (name(static_cast<FactStatus>(i)) == text) return static_cast<FactStatus>(i);
  }
  return FactStatus::kAsserted;
}

inline Claim gold_claim(const json& j, const CodePoints& points, const ActorBase* base) {
  Claim c;
  c.span = points.to_bytes(j.at("span").at(0).get<uint32_t>(), j.at("span").at(1).get<uint32_t>());
  c.trigger = c.span;
  c.type = parse_claim_type(text_or(j, "type")).value_or(ClaimType::kOther);
  for (const auto& a : j.at("actors")) {
    auto role = parse_role(text_or(a, "role"));
    if (!role) continue;
    ClaimActor actor;
    actor.role = *role;
    actor.name = actor.text = text_or(a, "name");
    actor.actor_id = actor_id(base, actor.name);
    c.actors.push_back(std::move(actor));
  }
  c.factuality.status = status_of(text_or(j, "factuality"));
  c.factuality.negative = c.factuality.status == FactStatus::kDenied;
  if (std::string source = text_or(j, "source"); !source.empty()) {
    SourceLink link;
    link.name = link.text = source.substr(0, source.find("; "));
    link.actor_id = actor_id(base, link.name);
    c.source = ClaimSource{{link}, false};
  } else if (c.factuality.status == FactStatus::kReported) {
    c.source = ClaimSource{{}, true};
  }
  std::string edtf = text_or(j, "time_edtf_text_only");
  if (edtf.empty()) edtf = text_or(j, "time_edtf");
  if (!edtf.empty()) {
    if (auto time = parse_edtf(edtf)) c.time = ClaimTime{*time, edtf, {}};
  }
  if (std::string place = text_or(j, "place"); !place.empty()) {
    c.place = ClaimPlace{};
    c.place->name = c.place->text = place;
  }
  c.killed = range_or(j, "killed");
  c.injured = range_or(j, "injured");
  c.breach = text_or(j, "breach");
  c.background = j.value("background", false);
  return c;
}

inline Analysis gold_analysis(const json& j, const ActorBase* base) {
  Analysis a;
  Document& d = a.document;
  d.id = text_or(j, "id");
  d.publisher = text_or(j, "publisher");
  d.lang = text_or(j, "lang");
  d.published_edtf = text_or(j, "published");
  if (auto time = parse_edtf(d.published_edtf); !d.published_edtf.empty() && time) d.published = *time;
  d.text = text_or(j, "text");
  d.text_sha256 = d.raw_sha256 = sha256(d.text);
  CodePoints points(d.text);
  for (const auto& c : j.at("claims")) a.claims.push_back(gold_claim(c, points, base));
  for (size_t n = 0; n < a.claims.size(); ++n) a.claims[n].id = d.id + "#" + std::to_string(n);
  return a;
}

inline std::vector<Analysis> load_gold(const std::string& path, const ActorBase* base) {
  std::vector<Analysis> out;
  std::ifstream in(path);
  for (std::string line; std::getline(in, line);) {
    if (!line.empty()) out.push_back(gold_analysis(json::parse(line), base));
  }
  return out;
}

}  // namespace bestand::test
