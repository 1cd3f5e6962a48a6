// Which actor a claim means, and how two of them stand to each other.
//
// A key is the actor's id in world/, else "name:" and its folded name; a description that names nobody
// ("rebels") has a key too, but is generic: it may be one of many.
//
// Threads  const
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "claim/claim.h"
#include "ground/actor_base.h"
#include "read/document.h"

namespace bestand {

struct ActorRef {
  std::string key;
  std::string name;      // as the document has it
  bool generic = false;  // names no one actor

  friend bool operator==(const ActorRef& a, const ActorRef& b) { return a.key == b.key; }
  friend auto operator<=>(const ActorRef& a, const ActorRef& b) { return a.key <=> b.key; }
};

class Actors {
 public:
  explicit Actors(const ActorBase* base) : base_(base) {}

  // `in`: names a known actor as its language did on its day; none keeps the words that stand there.
  ActorRef ref(const ClaimActor& actor, const Document* in = nullptr) const;
  ActorRef ref(std::string_view actor_id, std::string_view name, const Document* in = nullptr) const;

  // The same, or one belongs to the other.
  bool related(const ActorRef& a, const ActorRef& b) const;
  // `actor` is `whole` or belongs to it.
  bool belongs(std::string_view actor, std::string_view whole) const;
  // Two that may be meant by the same words: related, or one a description that the other fits.
  bool compatible(const ActorRef& a, const ActorRef& b) const;
  bool same_side(std::string_view a, std::string_view b) const;
  // What the actor speaks for in the end: the state of a ministry, the group of an arm.
  std::string root(std::string_view key) const;
  // Whom it takes a stand for: a ministry, an army or a president for their state, a commander for his group.
  std::string stands_for(std::string_view key, std::optional<int32_t> day) const;
  // The name a known actor goes by in a language; empty: unknown.
  std::string canonical_name(std::string_view key, std::string_view lang, std::optional<int32_t> day) const;
  std::string_view country(std::string_view key) const;  // empty = none or many
  std::string_view kind(std::string_view key) const;     // empty = unknown
  std::span<const Conflict> conflicts() const;
  bool is_monitor(std::string_view key) const;
  bool is_medical(std::string_view key) const;

 private:
  const Actor* find(std::string_view key) const { return base_ ? base_->find(key) : nullptr; }
  const ActorBase* base_;
};

// Adds `actor` unless its key is there; keeps the list sorted by key.
void add_actor(std::vector<ActorRef>* list, ActorRef actor);

}  // namespace bestand
