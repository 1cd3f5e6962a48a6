// Searches the knowledge base of actors.
#include <algorithm>
#include <cstdio>
#include <string>
#include <vector>

#include "base/data_dir.h"
#include "base/json_writer.h"
#include "base/utf8.h"
#include "bestand/command_line.h"
#include "bestand/commands.h"
#include "ground/actor_base.h"

namespace bestand {
namespace {

// Actors one of whose names, or whose id, holds the folded query; those that bear it as it stands come first.
std::vector<const Actor*> search(const ActorBase& base, const std::string& query) {
  std::vector<const Actor*> found = base.by_name(query);
  if (const Actor* named = base.find(query); named != nullptr && found.empty()) found.push_back(named);
  std::string key = fold(query);
  for (const Actor& actor : base.actors()) {
    bool holds = actor.id.find(key) != std::string::npos ||
                 std::any_of(actor.names.begin(), actor.names.end(),
                             [&](const ActorName& n) { return fold(n.text).find(key) != std::string::npos; });
    if (holds && std::find(found.begin(), found.end(), &actor) == found.end()) found.push_back(&actor);
  }
  return found;
}

void links(JsonWriter* json, std::string_view key, const std::vector<ActorLink>& list) {
  if (list.empty()) return;
  json->key(key);
  json->begin_array();
  for (const ActorLink& link : list) json->value(link.id);
  json->end_array();
}

std::string to_json(const Actor& a) {
  std::string out;
  JsonWriter json(&out);
  json.begin_object();
  json.field("id", a.id);
  json.field("kind", a.kind);
  json.field_if("country", a.country);
  json.field_if("code", a.code);
  if (a.acled > 0) json.field("acled", a.acled);
  json.key("names");
  json.begin_array();
  for (const ActorName& n : a.names) {
    json.begin_object();
    json.field("text", n.text);
    json.field_if("lang", n.lang);
    json.end_object();
  }
  json.end_array();
  json.field_if("parent", a.parent);
  links(&json, "member_of", a.memberships);
  links(&json, "allies", a.allies);
  links(&json, "posts", a.posts);
  links(&json, "after", a.after);
  json.field_if("source", a.source);
  json.end_object();
  return out + "\n";
}

std::string to_text(const Actor& a) {
  std::string out = a.id + "  " + a.kind + (a.code.empty() ? "" : "  " + a.code) + "\n";
  std::string line = "   ";
  for (const ActorName& n : a.names) line += " " + n.text + (n.lang.empty() ? "" : " [" + n.lang + "]") + ";";
  out += line + "\n";
  auto add = [&](std::string_view label, const std::vector<ActorLink>& list) {
    if (list.empty()) return;
    out += "    " + std::string(label) + ":";
    for (const ActorLink& link : list) out += " " + link.id;
    out += "\n";
  };
  if (!a.parent.empty()) out += "    part of: " + a.parent + "\n";
  add("member of", a.memberships);
  add("allies", a.allies);
  add("posts", a.posts);
  add("formerly", a.after);
  return out;
}

}  // namespace

int actors_command(Arguments args) {
  CLI::App app{"Searches the actors that bestand knows, by any name in any language or by id.\n\n"
               "  bestand actors nusra\n  bestand actors \"Vrije Syrische Leger\" --json\n\n"
               "Add your own beside world/actors/: world/README.md tells the form.",
               "bestand actors"};
  std::string query;
  bool json = false;
  size_t limit = 20;
  app.add_option("NAME", query, "a name, a part of one, or an id")->required();
  app.add_flag("--json", json, "one actor a line");
  app.add_option("--limit", limit, "at most so many (default 20)");
  if (auto stop = parse_arguments(app, args)) return *stop;
  auto data = DataDir::find();
  if (!data) return fail(data.error());
  auto base = ActorBase::load(data->root);
  if (!base) return fail(base.error());
  auto found = search(*base, query);
  for (size_t i = 0; i < std::min(limit, found.size()); ++i) {
    std::fputs((json ? to_json(*found[i]) : to_text(*found[i])).c_str(), stdout);
  }
  if (found.empty()) return fail({Code::kNotFound, "no actor by the name \"" + query + "\"", "", "", -1});
  if (found.size() > limit) std::fprintf(stderr, "%zu more; --limit shows them\n", found.size() - limit);
  return kDone;
}

}  // namespace bestand
