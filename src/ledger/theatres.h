// Which war a text, and each claim in it, speaks of: the theatre a ceasefire holds in, whatever broker's
// country or city of talks is named beside it.
//
// Method   votes: where its fighting lies, who of its actors are on a side of which conflict (world/actors), an
//          actor of many conflicts counting less; mediators, and the cities where people talk, count nothing.
//          A claim's own votes come before its document's, and a war that all its actors are in before others.
// Threads  one
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "ground/actor_base.h"
#include "ledger/actors.h"
#include "ledger/records.h"

namespace bestand {

class Theatres {
 public:
  Theatres(const Corpus& corpus, const Actors& actors) : corpus_(corpus), actors_(actors) {}

  using Votes = std::map<std::string, double>;  // by theatre

  Votes of_document(int32_t document);
  // A conflict's id, a country's ISO code, "name:" and a name's key; empty: unknown.
  std::string of_claim(int32_t claim, const Votes& document);
  // The countries a theatre lies in, of those that were named.
  std::vector<std::string> countries(std::string_view theatre, const std::vector<std::string>& named) const;

 private:
  struct Member {
    int32_t conflict = 0;
    Period valid;
  };
  const std::vector<Member>& conflicts_of(const std::string& actor);
  std::set<int32_t> fights_in(const ClaimActor& actor, std::optional<int32_t> day);  // conflicts, by index
  // The conflicts that all of a claim's actors are in, and whether they are enough to tell one by.
  struct Sides {
    std::set<int32_t> shared;
    bool telling = false;
  };
  Sides sides_of(const Claim& claim, std::optional<int32_t> day);
  void keep_shared(const std::set<int32_t>& shared, Votes* votes) const;
  void vote_actors(const Claim& claim, double weight, std::optional<int32_t> day, Votes* votes);
  void vote_place(const ClaimPlace& place, double weight, std::optional<int32_t> day, Votes* votes);

  const Corpus& corpus_;
  const Actors& actors_;
  std::unordered_map<std::string, std::vector<Member>> cache_;
};

std::string country_of(const ClaimPlace& place);  // ISO code, "name:" key, or empty
// Whether the claim's own words name its place; else it was taken over from elsewhere in the text.
bool names_its_place(const Claim& claim);
// Whether its place is but the country of somebody who speaks, mediates or agrees: no place where anything happens.
bool place_is_actors(const Claim& claim, const Actors& actors);

}  // namespace bestand
