// One actor is one line of a table [actor.<prefix>]; its id is "<prefix>.<key>". What a line leaves out comes
// from the file's [defaults]; what every state has comes from the classes.
#include "ground/actor/loader.h"

#include <algorithm>
#include <functional>

#include "base/ascii.h"
#include "base/utf8.h"

namespace bestand {
namespace {

struct KindTraits {
  std::string_view kind, suffix;
  int acled;
};

// ACLED actor types: 1 state forces, 2 rebels, 3 political militias, 4 identity militias, 5 rioters, 6
// protesters, 7 civilians, 8 external or other forces.
constexpr KindTraits kKinds[] = {
    {"state", "", 1},           {"government", "GOV", 1}, {"military", "MIL", 1},    {"police", "COP", 1},
    {"rebel", "REB", 2},        {"militia", "PRM", 3},    {"terrorist", "REB", 2},   {"umbrella", "REB", 2},
    {"party", "PTY", 0},        {"monitor", "NGO", 0},    {"mediator", "", 8},       {"igo", "", 8},
    {"ngo", "NGO", 0},          {"medical", "MED", 0},    {"media", "JRN", 0},       {"person", "ELI", 0},
    {"civilians", "CVL", 7},    {"people", "CVL", 4},     {"legislature", "LEG", 1}, {"judiciary", "JUD", 1},
    {"intelligence", "SPY", 1}, {"opposition", "OPP", 0}, {"business", "BUS", 0},    {"religious", "REL", 0},
    {"protesters", "CVL", 6},   {"criminal", "CRM", 0},   {"education", "EDU", 0},   {"unknown", "UNK", 0},
    {"source", "", 0},          {"object", "", 0},        {"coalition", "MIL", 8}};

const KindTraits* traits(std::string_view kind) {
  for (const KindTraits& k : kKinds) {
    if (k.kind == kind) return &k;
  }
  return nullptr;
}

bool is_language(std::string_view key) {
  return key.size() == 2 && key[0] >= 'a' && key[0] <= 'z' && key[1] >= 'a' && key[1] <= 'z' && key != "of" &&
         key != "in";
}

}  // namespace

Error ActorLoader::fault(const Actor& actor, std::string message) const {
  return {Code::kBadData, actor.id + ": " + message, actor.file, "line " + std::to_string(actor.line), -1};
}

Status ActorLoader::read_text(const toml::node& node, std::string* out) {
  auto text = node.value<std::string>();
  if (!node.is_string() || text->empty())
    return toml_error(node, path_, "a text that is not empty belongs here");
  *out = *text;
  return success();
}

Status ActorLoader::read_period(const toml::node& node, Period* out) {
  std::string text;
  if (auto s = read_text(node, &text); !s) return s;
  auto period = parse_period(text);
  if (!period)
    return toml_error(node, path_, "\"" + text + "\" is no period such as 2013-11/2016 or 2016-07-28/");
  *out = *period;
  return success();
}

Status ActorLoader::read_names(const toml::node& node, std::string_view lang, bool ambiguous,
                               std::vector<ActorName>* out) {
  auto add = [&](const toml::node& n) -> Status {
    ActorName name{.text = "", .lang = std::string(lang), .ambiguous = ambiguous};
    if (auto s = read_text(n, &name.text); !s) return s;
    name.line = static_cast<int>(n.source().begin.line);
    out->push_back(std::move(name));
    return success();
  };
  if (node.is_string()) return add(node);
  if (!node.is_array()) return toml_error(node, path_, "names are a text or a list of texts");
  for (const toml::node& n : *node.as_array()) {
    if (auto s = add(n); !s) return s;
  }
  return success();
}

Status ActorLoader::read_dated_names(const toml::node& node, Actor* actor) {
  if (!node.is_table()) return toml_error(node, path_, "dated is a table of name = period");
  for (auto&& [key, value] : *node.as_table()) {
    ActorName name{.text = std::string(key.str()), .line = static_cast<int>(value.source().begin.line)};
    if (auto s = read_period(value, &name.valid); !s) return s;
    actor->names.push_back(std::move(name));
  }
  return success();
}

Status ActorLoader::read_links(const toml::node& node, std::vector<ActorLink>* out) {
  if (auto* table = node.as_table()) {
    for (auto&& [key, value] : *table) {
      ActorLink link{std::string(key.str()), {}};
      if (auto s = read_period(value, &link.valid); !s) return s;
      out->push_back(std::move(link));
    }
    return success();
  }
  std::vector<ActorName> ids;
  if (auto s = read_names(node, "", false, &ids); !s) return s;
  for (ActorName& id : ids) out->push_back({std::move(id.text), {}});
  return success();
}

Status ActorLoader::read_key(std::string_view key, const toml::node& node, Actor* actor) {
  if (key == "names") return read_names(node, "", false, &actor->names);
  if (key == "maybe") return read_names(node, "", true, &actor->names);
  if (key == "dated") return read_dated_names(node, actor);
  if (key == "kind") {
    if (auto s = read_text(node, &actor->kind); !s) return s;
    if (!traits(actor->kind)) return toml_error(node, path_, "no such kind: \"" + actor->kind + "\"");
    return success();
  }
  if (key == "country") return read_text(node, &actor->country);
  if (key == "code") return read_text(node, &actor->code);
  if (key == "source") return read_text(node, &actor->source);
  if (key == "of") return read_text(node, &actor->parent);
  if (key == "in") return read_links(node, &actor->memberships);
  if (key == "with") return read_links(node, &actor->allies);
  if (key == "post") return read_links(node, &actor->posts);
  if (key == "after") return read_links(node, &actor->after);
  if (key == "active") return read_period(node, &actor->active);
  if (key == "type" && node.is_integer()) {
    actor->acled = static_cast<int>(*node.value<int64_t>());
    if (actor->acled < 1 || actor->acled > 8) return toml_error(node, path_, "ACLED types go from 1 to 8");
    return success();
  }
  if (key == "ids" && node.is_table()) {
    for (auto&& [k, v] : *node.as_table()) actor->ids.emplace_back(k.str(), v.value_or(std::string()));
    return success();
  }
  if (is_language(key)) return read_names(node, key, false, &actor->names);
  return toml_error(node, path_, "unknown key \"" + std::string(key) + "\"");
}

Status ActorLoader::read_actor(const std::string& id, const toml::node& node, Actor* actor) {
  actor->id = id;
  actor->file = path_;
  actor->line = static_cast<int>(node.source().begin.line);
  actor->kind = default_kind_;
  actor->country = default_country_;
  actor->source = source_;
  if (!node.is_table()) return toml_error(node, path_, "an actor is a table");
  for (auto&& [key, value] : *node.as_table()) {
    if (auto s = read_key(key.str(), value, actor); !s) return s;
  }
  if (actor->country == "-") actor->country.clear();
  if (actor->kind.empty()) return toml_error(node, path_, id + " has no kind");
  if (actor->names.empty()) return toml_error(node, path_, id + " has no name");
  return success();
}

Status ActorLoader::add(Actor actor, const toml::node& node) {
  auto [at, fresh] = base_->by_id_.try_emplace(actor.id, static_cast<uint32_t>(base_->actors_.size()));
  if (!fresh) {
    const Actor& first = base_->actors_[at->second];
    return toml_error(node, path_,
                      actor.id + " stands already in " + first.file + ", line " + std::to_string(first.line));
  }
  base_->actors_.push_back(std::move(actor));
  return success();
}

Status ActorLoader::read_group(const std::string& prefix, const toml::node& node) {
  if (!node.is_table()) return toml_error(node, path_, "actors stand in tables [actor.<prefix>]");
  for (auto&& [key, value] : *node.as_table()) {
    Actor actor;
    if (auto s = read_actor(prefix + "." + std::string(key.str()), value, &actor); !s) return s;
    if (auto s = add(std::move(actor), value); !s) return s;
  }
  return success();
}

Status ActorLoader::read_state(const std::string& iso2, const toml::node& node) {
  if (!node.is_table()) return toml_error(node, path_, "a state is a table");
  StateEntry state{.iso2 = iso2};
  Actor actor;
  toml::table rest = *node.as_table();
  state.iso3 = rest["iso3"].value_or(std::string());
  if (state.iso3.size() != 3) return toml_error(node, path_, iso2 + " has no iso3 of three letters");
  if (auto* capitals = rest.get("capital")) {
    if (auto s = read_names(*capitals, "", false, &state.capitals); !s) return s;
  }
  rest.erase("iso3");
  rest.erase("capital");
  rest.insert_or_assign("kind", "state");
  rest.insert_or_assign("country", iso2);
  if (auto s = read_actor("state." + lower_ascii(iso2), rest, &actor); !s) return s;
  actor.line = static_cast<int>(node.source().begin.line);
  if (actor.code.empty()) actor.code = state.iso3;
  iso3_[iso2] = state.iso3;
  base_->states_.push_back(std::move(state));
  return add(std::move(actor), node);
}

Status ActorLoader::read_class(const std::string& name, const toml::node& node) {
  ActorClass c{.name = name};
  if (!node.is_table()) return toml_error(node, path_, "a class is a table");
  for (auto&& [key, value] : *node.as_table()) {
    if (key == "kind")
      c.kind = value.value_or(std::string());
    else if (key == "code")
      c.suffix = value.value_or(std::string());
    else if (key == "of")
      c.parent = value.value_or(std::string());
    else if (key == "type")
      c.acled = value.value_or(0);
    else if (key == "as")
      c.as = value.value_or(std::string());
    else if (key == "person")
      c.person = value.value_or(false);
    else if (key == "speaks")
      c.speaks = value.value_or(false);
    else if (key == "vague")
      c.vague = value.value_or(false);
    else if (key == "state_only")
      c.state_only = value.value_or(false);
    else
      return toml_error(value, path_, "unknown key \"" + std::string(key.str()) + "\"");
  }
  if (!traits(c.kind)) return toml_error(node, path_, name + ": no such kind: \"" + c.kind + "\"");
  base_->classes_.push_back(std::move(c));
  return success();
}

Status ActorLoader::read_conflict_key(std::string_view key, const toml::node& value, Conflict* conflict) {
  if (key == "active") return read_period(value, &conflict->active);
  if (key == "countries") {
    std::vector<ActorName> names;
    if (auto s = read_names(value, "", false, &names); !s) return s;
    for (ActorName& n : names) conflict->countries.push_back(std::move(n.text));
    return success();
  }
  if (key != "sides" || !value.is_table())
    return toml_error(value, path_, "unknown key \"" + std::string(key) + "\"");
  for (auto&& [side_name, side_node] : *value.as_table()) {
    ConflictSide side{.name = std::string(side_name.str())};
    if (auto s = read_links(side_node, &side.actors); !s) return s;
    conflict->sides.push_back(std::move(side));
  }
  return success();
}

Status ActorLoader::read_conflict(const std::string& id, const toml::node& node) {
  Conflict conflict{.id = id};
  if (!node.is_table()) return toml_error(node, path_, "a conflict is a table");
  for (auto&& [key, value] : *node.as_table()) {
    if (auto s = read_conflict_key(key.str(), value, &conflict); !s) return s;
  }
  base_->conflicts_.push_back(std::move(conflict));
  return success();
}

Status ActorLoader::read(const std::string& path) {
  path_ = path;
  auto table = read_toml(path);
  if (!table) return table.error();
  default_country_ = (*table)["defaults"]["country"].value_or(std::string());
  default_kind_ = (*table)["defaults"]["kind"].value_or(std::string());
  source_ = (*table)["source"].value_or(std::string());
  if (source_.empty()) return Error{Code::kBadData, "the file names no source", path, "", -1};
  using Reader = Status (ActorLoader::*)(const std::string&, const toml::node&);
  constexpr std::pair<std::string_view, Reader> kParts[] = {{"class", &ActorLoader::read_class},
                                                            {"state", &ActorLoader::read_state},
                                                            {"actor", &ActorLoader::read_group},
                                                            {"conflict", &ActorLoader::read_conflict}};
  for (auto&& [key, value] : *table) {
    if (key == "source" || key == "defaults") continue;
    const std::string_view kind = key.str();
    auto part = std::find_if(std::begin(kParts), std::end(kParts), [&](auto& p) { return p.first == kind; });
    if (part == std::end(kParts) || !value.is_table()) {
      return toml_error(value, path, "unknown table \"" + std::string(key.str()) + "\"");
    }
    for (auto&& [name, node] : *value.as_table()) {
      if (auto s = (this->*part->second)(std::string(name.str()), node); !s) return s;
    }
  }
  return success();
}

// Code and ACLED type of an actor that states none itself.
void ActorLoader::complete(Actor* actor) const {
  const KindTraits* kind = traits(actor->kind);
  if (actor->acled == 0) actor->acled = kind->acled;
  if (!actor->code.empty()) return;
  auto iso3 = iso3_.find(actor->country);
  if (iso3 != iso3_.end()) actor->code = iso3->second + std::string(kind->suffix);
}

Status ActorLoader::complete_all() {
  auto& states = base_->states_;
  std::sort(states.begin(), states.end(), [](auto& a, auto& b) { return a.iso2 < b.iso2; });
  for (Actor& actor : base_->actors_) complete(&actor);
  for (uint32_t i = 0; i < base_->classes_.size(); ++i) base_->class_at_[base_->classes_[i].name] = i;
  for (const ActorClass& c : base_->classes_) {
    for (const std::string* other : {&c.parent, &c.as}) {
      if (other->empty() || *other == "state" || base_->class_at_.contains(*other)) continue;
      return Error{Code::kBadData, "class " + c.name + " names \"" + *other + "\", which is no class", "", "",
                   -1};
    }
  }
  return success();
}

Status ActorLoader::check_link(const Actor& actor, const std::string& id) const {
  if (base_->by_id_.contains(id) || base_->may_exist(id)) return success();
  return fault(actor, "names \"" + id + "\", which is no actor");
}

Status ActorLoader::check_links() const {
  for (const Actor& actor : base_->actors_) {
    if (!actor.parent.empty()) {
      if (auto s = check_link(actor, actor.parent); !s) return s;
    }
    if (!actor.country.empty() && !iso3_.contains(actor.country)) {
      return fault(actor, "no state has the code \"" + actor.country + "\"");
    }
    for (auto* links : {&actor.memberships, &actor.allies, &actor.posts, &actor.after}) {
      for (const ActorLink& link : *links) {
        if (auto s = check_link(actor, link.id); !s) return s;
      }
    }
  }
  return check_conflicts();
}

Status ActorLoader::check_conflicts() const {
  for (const Conflict& conflict : base_->conflicts_) {
    for (const ConflictSide& side : conflict.sides) {
      for (const ActorLink& link : side.actors) {
        if (base_->by_id_.contains(link.id) || base_->may_exist(link.id)) continue;
        return Error{Code::kBadData,
                     "conflict " + conflict.id + ", side " + side.name + ": \"" + link.id + "\" is no actor",
                     "", "", -1};
      }
    }
  }
  return success();
}

// Parents and memberships must lead to an end: depth-first with three colours.
Status ActorLoader::check_cycles() const {
  enum : uint8_t { kNew, kOpen, kDone };
  std::vector<uint8_t> colour(base_->actors_.size(), kNew);
  const Actor* in_cycle = nullptr;
  std::function<bool(uint32_t)> visit;
  auto follow = [&](const std::string& id) {  // what is made from a class leads to its state and ends there
    auto next = base_->by_id_.find(id);
    return next == base_->by_id_.end() || visit(next->second);
  };
  visit = [&](uint32_t at) {
    if (colour[at] == kDone) return true;
    if (colour[at] == kOpen) return in_cycle = &base_->actors_[at], false;
    colour[at] = kOpen;
    const Actor& actor = base_->actors_[at];
    if (!follow(actor.parent)) return false;
    for (const ActorLink& link : actor.memberships) {
      if (!follow(link.id)) return false;
    }
    colour[at] = kDone;
    return true;
  };
  for (uint32_t i = 0; i < base_->actors_.size(); ++i) {
    if (!visit(i)) return fault(*in_cycle, "is a member or part of itself");
  }
  return success();
}

// Builds the index of names and refuses one name for two actors at one time, unless one of them admits the
// ambiguity.
Status ActorLoader::check_names() {
  auto& index = base_->by_name_;
  index.reserve(base_->name_count());
  for (uint32_t i = 0; i < base_->actors_.size(); ++i) {
    const auto& names = base_->actors_[i].names;
    for (uint32_t j = 0; j < names.size(); ++j) index.push_back({name_key(names[j].text), i, j});
  }
  std::sort(index.begin(), index.end());
  for (size_t first = 0, last = 0; first < index.size(); first = last) {
    while (last < index.size() && index[last].key == index[first].key) ++last;
    for (size_t at = first + 1; at < last; ++at) {
      for (size_t before = first; before < at; ++before) {
        if (auto s = check_pair(index[before], index[at]); !s) return s;
      }
    }
  }
  return success();
}

Status ActorLoader::check_pair(const ActorBase::NameEntry& first, const ActorBase::NameEntry& second) const {
  const Actor &rival = base_->actors_[first.actor], &actor = base_->actors_[second.actor];
  const ActorName &theirs = rival.names[first.name], &name = actor.names[second.name];
  if (first.actor == second.actor || name.ambiguous || theirs.ambiguous || !name.valid.overlaps(theirs.valid))
    return success();
  if (!name.lang.empty() && !theirs.lang.empty() && name.lang != theirs.lang) return success();
  return fault(actor, "the name \"" + name.text + "\" is that of " + rival.id + " too (" + rival.file + ", line " +
                          std::to_string(rival.line) + "); mark one of them with maybe or dates");
}

Status ActorLoader::finish() {
  if (auto s = complete_all(); !s) return s;
  if (auto s = check_links(); !s) return s;
  if (auto s = check_cycles(); !s) return s;
  return check_names();
}

}  // namespace bestand
