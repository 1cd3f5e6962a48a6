#include "ledger/policy.h"

#include <algorithm>

#include "base/toml_file.h"

namespace bestand {
namespace {

constexpr std::string_view kSlots[] = {"live",     "time",    "area",   "actor",   "target",   "act",
                                       "admitted", "monitor", "denial", "origins", "off_side", "core"};
constexpr std::string_view kHeadlines[] = {"withdrawn", "out_of_scope", "undetermined",
                                           "contested", "alleged",      "corroborated"};

template <size_t N>
int index_of(const std::string_view (&names)[N], std::string_view text) {
  auto at = std::find(std::begin(names), std::end(names), text);
  return at == std::end(names) ? -1 : static_cast<int>(at - std::begin(names));
}

Result<std::array<uint32_t, kSlotCount>> read_masks(const toml::table& rule, const char* key,
                                                    const std::string& path) {
  std::array<uint32_t, kSlotCount> out{};
  const toml::node* node = rule.get(key);
  if (!node) return out;
  const toml::table* conditions = node->as_table();
  if (!conditions) return toml_error(*node, path, "conditions are a table of slots");
  for (const auto& [slot_name, accepted] : *conditions) {
    int slot = index_of(kSlots, slot_name.str());
    if (slot < 0) return toml_error(accepted, path, "no such slot: " + std::string(slot_name.str()));
    const toml::array* list = accepted.as_array();
    if (!list || list->empty()) return toml_error(accepted, path, "a slot's values are a list");
    auto values = slot_values(static_cast<Slot>(slot));
    for (const auto& value : *list) {
      auto text = value.value<std::string_view>();
      auto at = std::find(values.begin(), values.end(), text.value_or(""));
      if (at == values.end())
        return toml_error(value, path, "no such value of " + std::string(slot_name.str()));
      out[slot] |= 1u << (at - values.begin());
    }
  }
  return out;
}

Result<PolicyRule> read_rule(const toml::node& node, const std::string& path) {
  const toml::table* table = node.as_table();
  if (!table) return toml_error(node, path, "a rule is a table");
  PolicyRule out;
  out.id = (*table)["id"].value_or(std::string());
  out.explanation = (*table)["explanation"].value_or(std::string());
  if (out.id.empty() || out.explanation.empty())
    return toml_error(node, path, "a rule has an id and an explanation");
  int headline = index_of(kHeadlines, (*table)["headline"].value_or(std::string_view()));
  if (headline < 0) return toml_error(node, path, "no such headline");
  out.headline = static_cast<Headline>(headline);
  auto all = read_masks(*table, "all", path);
  if (!all) return all.error();
  auto any = read_masks(*table, "any", path);
  if (!any) return any.error();
  out.all = *all;
  out.any = *any;
  return out;
}

bool unconditional(const PolicyRule& rule) {
  auto none = [](uint32_t mask) { return mask == 0; };
  return std::all_of(rule.all.begin(), rule.all.end(), none) &&
         std::all_of(rule.any.begin(), rule.any.end(), none);
}

}  // namespace

std::string_view name(Slot slot) { return kSlots[static_cast<int>(slot)]; }
std::string_view name(Headline headline) { return kHeadlines[static_cast<int>(headline)]; }

std::vector<std::string_view> slot_values(Slot slot) {
  switch (slot) {
    case Slot::kTime:
    case Slot::kArea:
    case Slot::kActor:
    case Slot::kTarget:
    case Slot::kAct:
      return {"inside", "outside", "unknown", "disputed", "accused_only"};
    case Slot::kDenial:
      return {"none", "general", "specific", "rival"};
    case Slot::kOrigins:
      return {"none", "one", "many"};
    case Slot::kCore:
      return {"agree", "differ"};
    default:
      return {"yes", "no"};
  }
}

bool PolicyRule::holds(const SlotValues& v) const {
  bool some = false, wants = false;
  for (int i = 0; i < kSlotCount; ++i) {
    uint32_t bit = 1u << v.value[i];
    if (all[i] && !(all[i] & bit)) return false;
    wants |= any[i] != 0;
    some |= (any[i] & bit) != 0;
  }
  return some || !wants;
}

Result<Policy> Policy::load(const std::string& path) {
  auto file = read_toml(path);
  if (!file) return file.error();
  Policy out;
  out.version_ = (*file)["version"].value_or(int64_t{0});
  out.name_ = (*file)["name"].value_or(std::string());
  if (out.version_ < 1 || out.name_.empty())
    return toml_error(*file, path, "a policy has a version and a name");
  auto limit = [&](const char* key, int64_t otherwise) {
    return (*file)["thresholds"][key].value_or(otherwise);
  };
  out.many_origins_ = limit("many_origins", 2);
  out.concern_days_ = limit("concern_days", 180);
  out.announce_days_ = limit("announce_days", 4);
  const toml::array* rules = (*file)["rule"].as_array();
  if (!rules) return toml_error(*file, path, "a policy has rules");
  for (const auto& node : *rules) {
    auto rule = read_rule(node, path);
    if (!rule) return rule.error();
    out.rules_.push_back(std::move(*rule));
  }
  if (out.rules_.empty() || !unconditional(out.rules_.back())) {
    return toml_error(*file, path, "the last rule has no condition, so that some rule always fires");
  }
  return out;
}

const PolicyRule& Policy::decide(const SlotValues& v, std::vector<const PolicyRule*>* reasons) const {
  const PolicyRule* first = nullptr;
  for (const auto& rule : rules_) {
    if (!rule.holds(v)) continue;
    if (!first)
      first = &rule;
    else if (reasons && !unconditional(rule))
      reasons->push_back(&rule);
    if (!reasons) break;
  }
  return *first;  // the last rule always holds
}

}  // namespace bestand
