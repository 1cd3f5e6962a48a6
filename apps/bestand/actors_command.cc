// Searches the knowledge base of actors.
#include <algorithm>
#include <cstdio>
#include <optional>
#include <string>
#include <vector>

#include "base/data_dir.h"
#include "base/json_writer.h"
#include "base/time_set.h"
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

std::string date_text(int32_t day) {
  Civil c = civil_from_days(day);
  char text[16];
  std::snprintf(text, sizeof text, "%04d-%02d-%02d", c.year, c.month, c.day);
  return text;
}

// "2013-11-01/2016-07-28"; empty for always.
std::string period_text(const Period& p) {
  if (p.always()) return "";
  Period open;
  return (p.from == open.from ? "" : date_text(p.from)) + "/" + (p.until == open.until ? "" : date_text(p.until));
}

// What `bestand actors` is asked for beside the name.
struct ActorFilter {
  std::string kind, country;
  std::optional<Period> on;

  bool passes(const Actor& a) const {
    return (kind.empty() || a.kind == kind) && (country.empty() || a.country == country) && (!on || a.active.overlaps(*on));
  }
  bool passes(const Period& p) const { return !on || p.overlaps(*on); }
};

void links(JsonWriter* json, std::string_view key, const std::vector<ActorLink>& list, const ActorFilter& filter) {
  if (std::none_of(list.begin(), list.end(), [&](auto& l) { return filter.passes(l.valid); })) return;
  json->key(key);
  json->begin_array();
  for (const ActorLink& link : list) {
    if (!filter.passes(link.valid)) continue;
    json->begin_object();
    json->field("id", link.id);
    json->field_if("period", period_text(link.valid));
    json->end_object();
  }
  json->end_array();
}

std::string to_json(const Actor& a, const ActorFilter& filter) {
  std::string out;
  JsonWriter json(&out);
  json.begin_object();
  json.field("id", a.id);
  json.field("kind", a.kind);
  json.field_if("country", a.country);
  json.field_if("code", a.code);
  if (a.acled > 0) json.field("acled", a.acled);
  json.field_if("active", period_text(a.active));
  json.key("names");
  json.begin_array();
  for (const ActorName& n : a.names) {
    if (!filter.passes(n.valid)) continue;
    json.begin_object();
    json.field("text", n.text);
    json.field_if("lang", n.lang);
    json.field_if("period", period_text(n.valid));
    if (n.ambiguous) json.field("maybe", true);
    json.end_object();
  }
  json.end_array();
  json.field_if("parent", a.parent);
  links(&json, "member_of", a.memberships, filter);
  links(&json, "allies", a.allies, filter);
  links(&json, "posts", a.posts, filter);
  links(&json, "after", a.after, filter);
  json.field_if("source", a.source);
  json.field("file", a.file + ":" + std::to_string(a.line));
  json.end_object();
  return out + "\n";
}

std::string in_brackets(const std::string& text) { return text.empty() ? "" : " [" + text + "]"; }

std::string to_text(const Actor& a, const ActorFilter& filter) {
  std::string out = a.id + "  " + a.kind + (a.code.empty() ? "" : "  " + a.code) + in_brackets(period_text(a.active)) + "\n";
  std::string line = "   ";
  for (const ActorName& n : a.names) {
    if (filter.passes(n.valid)) line += " " + n.text + in_brackets(n.lang) + in_brackets(period_text(n.valid)) + ";";
  }
  out += line + "\n";
  auto add = [&](std::string_view label, const std::vector<ActorLink>& list) {
    std::string all;
    for (const ActorLink& link : list) {
      if (filter.passes(link.valid)) all += " " + link.id + in_brackets(period_text(link.valid));
    }
    if (!all.empty()) out += "    " + std::string(label) + ":" + all + "\n";
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
               "  bestand actors nusra\n  bestand actors \"Vrije Syrische Leger\" --json\n"
               "  bestand actors army --country SD --on 2023-04-15\n\n"
               "Your own actors: set BESTAND_ACTORS to a TOML file, or a folder of them, in the form that\n"
               "world/README.md tells; every command then knows them.",
               "bestand actors"};
  std::string query, on;
  ActorFilter filter;
  bool json = false;
  size_t limit = 20;
  app.add_option("NAME", query, "a name, a part of one, or an id")->required();
  app.add_option("--kind", filter.kind, "only this kind: rebel, military, monitor, person, ...");
  app.add_option("--country", filter.country, "only of this country (ISO 3166-1 alpha-2)");
  app.add_option("--on", on, "only actors, names and memberships of that day, month or year");
  app.add_flag("--json", json, "one actor a line");
  app.add_option("--limit", limit, "at most so many (default 20)");
  if (auto stop = parse_arguments(app, args)) return *stop;
  if (!on.empty() && !(filter.on = parse_period(on))) {
    std::fprintf(stderr, "bestand: --on: \"%s\" is no date such as 2016-12-30, 2016-12 or 2016\n", on.c_str());
    return kWrongUse;
  }
  auto data = DataDir::find();
  if (!data) return fail(data.error());
  auto base = ActorBase::load(data->root, data->actor_files);
  if (!base) return fail(base.error());
  auto found = search(*base, query);
  std::erase_if(found, [&](const Actor* a) { return !filter.passes(*a); });
  for (size_t i = 0; i < std::min(limit, found.size()); ++i) {
    std::fputs((json ? to_json(*found[i], filter) : to_text(*found[i], filter)).c_str(), stdout);
  }
  if (found.empty()) return fail({Code::kNotFound, "no actor by the name \"" + query + "\"", "", "", -1});
  if (found.size() > limit) std::fprintf(stderr, "%zu more; --limit shows them\n", found.size() - limit);
  return kDone;
}

}  // namespace bestand
