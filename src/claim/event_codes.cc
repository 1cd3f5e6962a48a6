#include "claim/event_codes.h"

#include "base/toml_file.h"

namespace bestand {

Result<EventCodes> EventCodes::load(const std::string& data_root) {
  std::string path = data_root + "/world/codes/events.toml";
  auto table = read_toml(path);
  if (!table) return table.error();
  EventCodes out;
  auto types = table->get_as<toml::table>("type");
  auto plover = table->get_as<toml::table>("plover");
  if (!types || !plover) return toml_error(*table, path, "needs [type] and [plover]");
  for (auto&& [key, node] : *types) {
    auto type = parse_claim_type(key.str());
    auto code = node.value<std::string>();
    if (!type || !code) return toml_error(node, path, "a claim type with its CAMEO code");
    out.cameo_[static_cast<size_t>(*type)] = *code;
  }
  for (auto&& [key, node] : *plover) {
    auto name = node.value<std::string>();
    if (!name) return toml_error(node, path, "a CAMEO code with its PLOVER type");
    out.plover_[std::string(key.str())] = *name;
  }
  auto back = table->get_as<toml::table>("back");
  if (!back) return toml_error(*table, path, "needs [back]");
  for (auto&& [key, node] : *back) {
    auto code = node.value<std::string>();
    if (!code) return toml_error(node, path, "a CAMEO code with that of the other side");
    out.back_[std::string(key.str())] = *code;
  }
  return out;
}

std::string_view EventCodes::seen_back(const std::string& cameo) const {
  auto at = back_.find(cameo);
  return at == back_.end() ? std::string_view() : std::string_view(at->second);
}

void EventCodes::complete(Claim* claim) const {
  if (claim->cameo.empty()) claim->cameo = cameo_[static_cast<size_t>(claim->type)];
  if (!claim->plover.empty()) return;
  for (size_t n = claim->cameo.size(); n >= 2; --n) {
    auto at = plover_.find(claim->cameo.substr(0, n));
    if (at == plover_.end()) continue;
    claim->plover = at->second;
    return;
  }
}

}  // namespace bestand
