// Reads the files of world/actors into a base: schema, generation of state forces, and the checks on the
// whole.
#pragma once

#include <string>
#include <unordered_map>

#include "base/toml_file.h"
#include "ground/actor_base.h"

namespace bestand {

class ActorLoader {
 public:
  explicit ActorLoader(ActorBase* base) : base_(base) {}

  Status read(const std::string& path);
  Status finish();  // generation, indices, checks

 private:
  Status read_class(const std::string& name, const toml::node& node);
  Status read_state(const std::string& iso2, const toml::node& node);
  Status read_group(const std::string& prefix, const toml::node& node);
  Status read_actor(const std::string& id, const toml::node& node, Actor* actor);
  Status read_key(std::string_view key, const toml::node& node, Actor* actor);
  Status read_conflict(const std::string& id, const toml::node& node);
  Status read_conflict_key(std::string_view key, const toml::node& value, Conflict* conflict);
  Status read_names(const toml::node& node, std::string_view lang, bool ambiguous,
                    std::vector<ActorName>* out);
  Status read_dated_names(const toml::node& node, Actor* actor);
  Status read_links(const toml::node& node, std::vector<ActorLink>* out);
  Status read_period(const toml::node& node, Period* out);
  Status read_text(const toml::node& node, std::string* out);
  Status add(Actor actor, const toml::node& node);

  Status complete_all();
  void complete(Actor* actor) const;
  Status check_links() const;
  Status check_link(const Actor& actor, const std::string& id) const;
  Status check_conflicts() const;
  Status check_cycles() const;
  Status check_names();
  Status check_pair(const ActorBase::NameEntry& first, const ActorBase::NameEntry& second) const;

  Error fault(const Actor& actor, std::string message) const;

  ActorBase* base_;
  std::string path_;
  std::string default_country_, default_kind_, source_;
  std::unordered_map<std::string, std::string> iso3_;
};

}  // namespace bestand
