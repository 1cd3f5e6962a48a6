#include "ledger/actors.h"

#include <algorithm>
#include <array>

namespace bestand {
namespace {

bool one_of(std::string_view kind, std::initializer_list<std::string_view> kinds) {
  return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
}

// "doc:4" holds within its document only.
bool is_world_id(std::string_view id) { return !id.empty() && !id.starts_with("doc:"); }

std::optional<int32_t> day_of(const Document& d) {
  if (!d.published || d.published->empty() || d.published->hull().lo <= kBeginOfTime) return {};
  Seconds at = d.published->hull().lo;
  return static_cast<int32_t>((at - ((at % kDaySeconds) + kDaySeconds) % kDaySeconds) / kDaySeconds);
}

}  // namespace

ActorRef Actors::ref(std::string_view actor_id, std::string_view name, const Document* in) const {
  ActorRef out;
  out.name = std::string(name);
  if (is_world_id(actor_id)) {
    out.key = std::string(actor_id);
    const Actor* actor = find(actor_id);
    out.generic =
        actor && actor->generated &&
        one_of(actor->kind, {"rebel", "militia", "people", "civilians", "unknown", "person", "terrorist"});
    if (actor_id.starts_with("class.")) out.generic = true;
    if (actor && !actor->generated && in) {
      std::string_view known = base_->display_name(*actor, in->lang, day_of(*in));
      if (!known.empty()) out.name = std::string(known);
    }
    return out;
  }
  out.key = "name:" + name_key(name);
  if (out.key.size() == 5) out.key.clear();
  if (base_ && !out.key.empty()) {
    auto known = base_->by_name(name);
    if (known.size() == 1) out.key = known[0]->id;
  }
  return out;
}

ActorRef Actors::ref(const ClaimActor& actor, const Document* in) const {
  ActorRef out = ref(actor.actor_id, actor.name.empty() ? actor.text : actor.name, in);
  if (out.key.starts_with("name:") && !actor.name.empty()) {
    bool capital =
        std::any_of(actor.name.begin(), actor.name.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    out.generic = !capital;
  }
  if (one_of(actor.kind, {"civilians", "people", "unknown"})) out.generic = true;
  return out;
}

bool Actors::belongs(std::string_view actor, std::string_view whole) const {
  if (actor == whole) return true;
  return base_ && base_->find(actor) && base_->find(whole) && base_->is_member(actor, whole, std::nullopt);
}

bool Actors::related(const ActorRef& a, const ActorRef& b) const {
  if (a.key.empty() || b.key.empty()) return false;
  return belongs(a.key, b.key) || belongs(b.key, a.key);
}

bool Actors::compatible(const ActorRef& a, const ActorRef& b) const {
  if (related(a, b)) return true;
  if (!a.generic && !b.generic) return false;
  std::string_view one = kind(a.key), other = kind(b.key);
  if (one.empty() || other.empty()) return true;
  if (one == other) return true;
  bool armed_one = one_of(one, {"rebel", "militia", "umbrella"});
  bool armed_other = one_of(other, {"rebel", "militia", "umbrella"});
  return armed_one && armed_other;
}

bool Actors::same_side(std::string_view a, std::string_view b) const {
  if (a == b) return true;
  if (root(a) == root(b)) return true;
  return base_ && base_->find(a) && base_->find(b) && base_->same_side(a, b, std::nullopt);
}

std::string Actors::root(std::string_view key) const {
  std::string out(key);
  for (int steps = 0; steps < 16; ++steps) {
    const Actor* actor = find(out);
    if (!actor || actor->parent.empty()) break;
    out = actor->parent;
  }
  return out;
}

std::string Actors::stands_for(std::string_view key, std::optional<int32_t> day) const {
  std::string out(key);
  const Actor* actor = find(key);
  if (actor && actor->kind == "person") {
    for (const auto& post : actor->posts) {
      if (!day || post.valid.contains(*day)) out = post.id;
    }
  }
  std::string top = root(out);
  return top.starts_with("state.") ? top : out;
}

std::string Actors::canonical_name(std::string_view key, std::string_view lang,
                                   std::optional<int32_t> day) const {
  const Actor* actor = find(key);
  return actor ? std::string(base_->display_name(*actor, lang, day)) : std::string();
}

std::string_view Actors::country(std::string_view key) const {
  const Actor* actor = find(key);
  return actor ? std::string_view(actor->country) : std::string_view();
}

std::string_view Actors::kind(std::string_view key) const {
  const Actor* actor = find(key);
  return actor ? std::string_view(actor->kind) : std::string_view();
}

std::span<const Conflict> Actors::conflicts() const {
  return base_ ? base_->conflicts() : std::span<const Conflict>();
}

bool Actors::is_monitor(std::string_view key) const { return kind(key) == "monitor"; }
bool Actors::is_medical(std::string_view key) const { return kind(key) == "medical"; }

void add_actor(std::vector<ActorRef>* list, ActorRef actor) {
  if (actor.key.empty()) return;
  auto at = std::lower_bound(list->begin(), list->end(), actor);
  if (at == list->end() || at->key != actor.key) list->insert(at, std::move(actor));
}

}  // namespace bestand
